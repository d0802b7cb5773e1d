"""The case template: what it holds is what the documents can hold, and every line of it is explained."""

import re
from pathlib import Path
from typing import Any

import pytest
from msgspec import inspect as mi

from reviewctl.model.catalogue import BY_NAME, CATALOGUE, Kind
from reviewctl.model.kind import ReviewType
from reviewctl.store.documents import document_from
from reviewctl.store.front import read_front
from reviewctl.store.packs import Policies
from reviewctl.store.strict import read_yaml

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "case-template"
POLICY = Policies().get("stockport-2021")
assert POLICY is not None
TYPES: dict[str, ReviewType] = POLICY.types

FILLED = {
    "agency": "pennine-care",
    "board": "Example Safeguarding Adults Board",
    "date": "2026-01-12",
    "id": "SAR-2026-001",
    "item": "item-1",
    "kind": "panel",
    "policy": "stockport-2021",
    "status": "planned",
    "type": "sar",
}
PARTS = {"meetings": "meeting", "chronology": "agency", "initial-chronology": "agency", "imr": "agency"}
EXAMPLE = re.compile(r"^(\s*)# (  +\S.*)$")
PLACEHOLDER = re.compile(r"\{\{([a-z]+)\}\}")


def templates() -> list[tuple[str, Kind]]:
    """Return every template of a document: the common ones, and those of one kind of review."""
    common = [(kind.path.replace("*", PARTS.get(kind.name, "")), kind) for kind in CATALOGUE]
    names = dict(common)
    own = (str(found.relative_to(TEMPLATE)) for name in TYPES for found in (TEMPLATE / name).rglob("*.*"))
    return [*common, *((path, names[path.partition("/")[2]]) for path in sorted(own))]


EACH = pytest.mark.parametrize(("path", "kind"), templates(), ids=lambda v: v if isinstance(v, str) else "")
WITH_LINES = pytest.mark.parametrize(
    ("path", "kind"),
    [(path, kind) for path, kind in templates() if kind.name != "diary"],
    ids=lambda v: v if isinstance(v, str) else "",
)


def filled(path: str) -> str:
    """Return a template with its placeholders filled."""
    text = (TEMPLATE / path).read_text(encoding="utf-8")
    return PLACEHOLDER.sub(lambda found: FILLED[found[1]], text)


def facts(text: str, kind: Kind) -> list[str]:
    """Return the lines that hold facts: of Markdown those between the fences."""
    lines = text.splitlines()
    return lines[1 : lines.index("---", 1)] if kind.markdown else lines


def with_examples(text: str) -> str:
    """Return a template as it is after somebody took the # away from every example."""
    lines = [line for line in text.splitlines() if line != "[]"]
    return "\n".join(EXAMPLE.sub(r"\1\2", line) for line in lines) + "\n"


def read(text: str, kind: Kind) -> Any:
    """Return what a text says, as the tool reads it; nothing may be wrong with it."""
    item = "pennine-care" if kind.several else ""
    document, findings = document_from(text.encode(), kind.path, kind, item)
    assert [finding.message for finding in findings] == []
    assert document is not None
    return document.data


def raw(text: str, kind: Kind) -> Any:
    """Return what stands in the file, blanks and all."""
    return (read_front(text, "x") if kind.markdown else read_yaml(text, "x")).value


def missing(wanted: mi.Type, value: Any, at: str) -> list[str]:
    """Return the fields of a type that nothing in `value` names, by their place."""
    if isinstance(wanted, mi.Metadata):
        return missing(wanted.type, value, at)
    if isinstance(wanted, mi.UnionType):
        return [gap for part in wanted.types if not _is_event(part) for gap in missing(part, value, at)]
    if isinstance(wanted, mi.StructType) and not _is_event(wanted):
        if not isinstance(value, dict):
            return [at]
        gaps = [f"{at}.{f.encode_name}" for f in wanted.fields if f.encode_name not in value]
        here = [f for f in wanted.fields if f.encode_name in value]
        return gaps + [
            g for f in here for g in missing(f.type, value[f.encode_name], f"{at}.{f.encode_name}")
        ]
    if isinstance(wanted, mi.VarTupleType):
        inner = wanted.item_type
        plain = isinstance(inner, mi.UnionType | mi.CustomType)
        return [] if plain and value is None else missing_in(inner, value, f"{at}[]")
    if isinstance(wanted, mi.DictType):
        return missing_in(wanted.value_type, list(value.values()) if value else None, f"{at}{{}}")
    return []


def missing_in(wanted: mi.Type, values: Any, at: str) -> list[str]:
    """Return what the first of several values does not name; that there is none at all is a gap, too."""
    return missing(wanted, values[0], at) if values else [at]


def _is_event(wanted: mi.Type) -> bool:
    """Whether a type is the long form of an event, which the header of the diary explains once for all."""
    return isinstance(wanted, mi.StructType) and wanted.cls.__name__ == "EventDetail"


def test_every_kind_of_document_has_a_template() -> None:
    """Each line of the catalogue has its file, and no other file lies there but the two READMEs."""
    there = {str(p.relative_to(TEMPLATE)) for p in TEMPLATE.rglob("*") if p.is_file()}
    assert there == {path for path, _ in templates()} | {"README.md", "REGISTER.md"}


@WITH_LINES
def test_a_filled_template_is_valid_at_once(path: str, kind: Kind) -> None:
    """With its placeholders filled and all else blank, a template has no key that its document lacks."""
    read(filled(path), kind)


@WITH_LINES
def test_the_examples_are_valid(path: str, kind: Kind) -> None:
    """Somebody who takes the # away from every example has a file with nothing to put right."""
    read(with_examples(filled(path)), kind)


@WITH_LINES
def test_every_field_is_shown(path: str, kind: Kind) -> None:
    """Every field of a document stands in its template, or in a commented example in it."""
    value = raw(with_examples(filled(path)), kind)
    assert missing(mi.type_info(kind.type), value, kind.name) == []


@EACH
def test_every_line_has_a_comment_above(path: str, kind: Kind) -> None:
    """No line of facts stands without a comment line directly above it that says what it is."""
    lines = facts(filled(path), kind)
    bare = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if line.strip() and not line.lstrip().startswith("#") and not above.lstrip().startswith("# ")
    ]
    assert bare == []


@EACH
def test_no_comment_that_explains_a_line_is_an_example(path: str, kind: Kind) -> None:
    """The comment above a line of facts is a sentence, and not the tail of the example before it."""
    lines = facts(filled(path), kind)
    tails = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if line.strip() and not line.lstrip().startswith("#") and EXAMPLE.match(above)
    ]
    assert tails == []


@EACH
def test_placeholders_are_whole_values(path: str, kind: Kind) -> None:
    """A placeholder is a whole value or a whole key, so that filling it in can quote it."""
    lines = [line for line in (TEMPLATE / path).read_text(encoding="utf-8").splitlines() if "{{" in line]
    assert all(re.fullmatch(r"(\s*[a-z_]+: )?\{\{[a-z]+\}\}:?", line) for line in lines), lines


@pytest.mark.parametrize("name", sorted(p.parent.name for p in TEMPLATE.glob("*/screening.md")))
def test_the_criteria_stand_ready_for_screening(name: str) -> None:
    """The screening template of a kind of review has the criteria of the pack, in the pack's order."""
    screening = raw(filled(f"{name}/screening.md"), BY_NAME["screening"])
    assert set(screening["criteria"]) == set(TYPES[name].criteria)
    if TYPES[name].extends is None:
        assert list(screening["criteria"]) == list(TYPES[name].criteria)


def test_kinds_with_a_screening_of_their_own_have_its_template() -> None:
    """A kind of review that asks for screening.md names other criteria than its neighbours, so it has its own."""
    asking = {n for n, one in TYPES.items() if any(rule.document == "screening" for rule in one.documents)}
    assert asking == {path.parent.name for path in TEMPLATE.glob("*/screening.md")}


@pytest.mark.parametrize("name", sorted(TYPES))
def test_the_headings_are_those_of_the_pack(name: str) -> None:
    """The body of a report and of an IMR holds the pack's headings, in order and nothing else."""
    for document, path in (("report", "report/overview.md"), ("imr", "imrs/agency.md")):
        own = f"{name}/{path}" if (TEMPLATE / name / path).is_file() else path
        if document not in TYPES[name].headings:
            continue
        body = read_front(filled(own), own).body
        headings = [line.removeprefix("## ") for line in body.splitlines() if line]
        assert headings == [rule.title for rule in TYPES[name].headings[document] if not rule.methods]


def test_the_methods_listed_are_those_of_the_pack() -> None:
    """The terms of reference name every methodology that the pack knows."""
    text = (TEMPLATE / "terms-of-reference.md").read_text(encoding="utf-8")
    assert [name for name in sar().methods if name not in text] == []


def test_the_steps_named_in_examples_exist() -> None:
    """A step that an example of the log or of the checklist names is a step of the pack."""
    steps = {step.id for step in (*sar().steps, *sar().publication)}
    log = raw(with_examples(filled("log.yaml")), BY_NAME["log"])
    named = [one["step"] for key in ("extensions", "waived", "late") for one in log[key]]
    named += log["suspensions"][0]["steps"]
    named += raw(with_examples(filled("publication.yaml")), BY_NAME["publication"])["checklist"]
    assert {name.partition("[")[0] for name in named} <= steps


def sar() -> ReviewType:
    """Return the SAR of the pack that a new register follows."""
    return TYPES["sar"]


def test_an_account_is_written_without_its_sign() -> None:
    """The @ that forges put before an account is no part of its name."""
    text = "format: 1\nboard: B\npolicy: stockport-2021\npeople:\n  - {id: police-1, account: '@Police_1'}\n"
    _, findings = document_from(text.encode(), "board.yaml", BY_NAME["board"], "")
    assert [finding.message for finding in findings] == [
        '"account" must be the name of an account at GitHub or GitLab, without the @.'
    ]
    _, findings = document_from(text.replace("@", "").encode(), "board.yaml", BY_NAME["board"], "")
    assert findings == ()
