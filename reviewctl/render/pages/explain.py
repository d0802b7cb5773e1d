"""The page of `explain`: a rule's page, a step with its source, or a word of the policy."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from reviewctl.model.codes import Code
from reviewctl.model.policy import Pack, Step, cited
from reviewctl.model.report import Block, Column, Heading, Lines, Paragraph, Report, Row, Table
from reviewctl.render.pages.naming import role_title

FIELDS = ("kind", "name", "title", "text", "severity", "citations")
_FENCE = "```"
_ITEM = re.compile(r"[-*] |[0-9]+\. ")


class Meaning(Struct, frozen=True, kw_only=True):
    """One thing that a word of a policy means: what kind of thing it is, its name, title and text."""

    kind: str
    name: str
    title: str
    policy: str
    text: str = ""
    citations: tuple[str, ...] = ()
    pack: Pack | None = None
    step: Step | None = None


def page_of_code(code: str, entry: Code | None, text: str | None) -> Report:
    """Return the report on a code: its rulebook page, and what the registry says of it.

    `entry` is None for a code that is no longer raised; `text` for one that has no page.
    """
    title = (text or "").partition("\n")[0].lstrip("# ") or (entry.name.replace("-", " ") if entry else code)
    facts = f"{entry.severity} · {entry.name}" if entry else "no longer raised"
    sources = f" · rests on {', '.join(entry.citations)}" if entry and entry.citations else ""
    blocks: list[Block] = [Heading(f"{code}: {title}"), Paragraph(f"{facts}{sources}")]
    blocks += markdown_blocks((text or "").partition("\n")[2])
    record: dict[str, object] = {
        "kind": "code",
        "name": code,
        "title": title,
        "text": (text or "").partition("\n")[2].strip(),
        "severity": entry.severity if entry else None,
        "citations": list(entry.citations) if entry else [],
    }
    payload = {**record, "offence": entry.name if entry else None}
    return Report("explain", {"meanings": [payload]}, [record], FIELDS, tuple(blocks))


def page_of_meanings(meanings: Sequence[Meaning]) -> Report:
    """Return the report on everything that a word means."""
    records = [_record(one) for one in meanings]
    blocks = tuple(block for one in meanings for block in _blocks(one))
    return Report("explain", {"meanings": records}, records, FIELDS, blocks)


def markdown_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a rulebook page: headings, paragraphs, items and examples as they are written."""
    example: list[str] | None = None
    words: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith(_FENCE):
            if example is None:
                example = []
                yield Paragraph(_example_title(line))
            else:
                yield Lines(tuple(example))
                example = None
        elif example is not None:
            example.append(f"    {line}")
        elif line.startswith("#") or not line.strip() or _ITEM.match(line):
            if words:
                yield Paragraph(" ".join(words))
            words = [line.strip()] if _ITEM.match(line) else []
            if line.startswith("#"):
                yield Heading(line.lstrip("# "), level=2)
        else:
            words.append(line.strip())


def _example_title(fence: str) -> str:
    return f"{fence.strip('`').partition(' ')[2] or 'Like this'}:"


def _record(one: Meaning) -> dict[str, object]:
    record: dict[str, object] = {
        "kind": one.kind,
        "name": one.name,
        "title": one.title,
        "text": one.text,
        "severity": None,
        "citations": list(one.citations),
        "policy": one.policy,
        "sources": [{"citation": cite, **source} for cite, source in _sources(one) if source],
    }
    if one.step is not None and one.pack is not None:
        record["step"] = {
            "who": one.step.who,
            "after": _after(one.step),
            "within": one.step.within,
            "by": one.step.by,
            "until": one.step.until,
            "strength": one.step.strength,
            "verified": one.step.verified,
        }
    return record


def _blocks(one: Meaning) -> Iterator[Block]:
    yield Heading(f"{one.title}", f"{one.kind} of {one.policy}")
    if one.text and one.step is None:
        yield Paragraph(one.text)
    if one.step is not None and one.pack is not None:
        yield _two_columns(_step_rows(one.step, one.pack))
        if one.text:
            yield Paragraph(one.text)
    documents: dict[str, list[str]] = {}
    for cite, source in _sources(one):
        documents.setdefault(_source_words(source), []).append(cite)
    if documents:
        yield _two_columns([(", ".join(cites), words) for words, cites in documents.items()])


def _two_columns(rows: Sequence[tuple[str, str]]) -> Table:
    return Table((Column(""), Column("", flexible=True)), tuple(Row(row) for row in rows))


def _step_rows(step: Step, pack: Pack) -> list[tuple[str, str]]:
    limit = step.within or (f"the date agreed at {step.by}" if step.by else "no limit is set")
    rows = [
        ("step", step.id),
        ("who", role_title(pack, step.who)),
        ("after", _after(step) or "the beginning"),
        ("within", limit),
        ("until", step.until),
        ("strength", _STRENGTHS[step.strength]),
    ]
    each = step.for_each if isinstance(step.for_each, str) or step.for_each is None else step.for_each.of
    rows += [("for each", each)] if each else []
    rows += [("only if", _conditions(step.if_))] if step.if_ else []
    rows += [("ended by", _conditions(step.closed_by))] if step.closed_by else []
    rows += (
        [("type", f"reviewctl {step.how.command}".replace("{case}", "CASE"))]
        if step.how and step.how.command
        else []
    )
    return rows if step.verified else [*rows, ("not verified", "the paragraph was not read, only recalled")]


_STRENGTHS = {
    "statutory": "statutory: the law requires it",
    "protocol": "protocol: the Board's protocol requires it",
    "expected": "expected: good practice",
    "agreed": "agreed: people agreed the date",
}


def _after(step: Step) -> str:
    if step.after is None or isinstance(step.after, str):
        return step.after or ""
    pick, events = ("last", step.after.last) if step.after.last is not None else ("first", step.after.first)
    return f"the {pick} of {', '.join(cited(events))}"


def _conditions(conditions: Mapping[str, object]) -> str:
    return "; ".join(f"{address} is {_value(value)}" for address, value in conditions.items())


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return f"not {_value(value.get('not'))}"
    if isinstance(value, list | tuple):
        return " or ".join(map(_value, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return {"present": "recorded", "absent": "not recorded"}.get(str(value), str(value))


def _sources(one: Meaning) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each citation with the document that it cites; an empty one where the pack does not name it."""
    sources = one.pack.sources if one.pack is not None else {}
    for cite in one.citations:
        names = [name for name in sources if cite.startswith((f"{name}§", f"{name}-"))]
        source = sources[max(names, key=len)] if names else None
        if source is None:
            yield cite, {}
        else:
            yield cite, {"title": source.title, "edition": source.edition, "verified": source.verified}


def _source_words(source: Mapping[str, object]) -> str:
    if not source:
        return "a document that the policy does not name"
    edition = f" ({source['edition']})" if source["edition"] else ""
    return f"{source['title']}{edition}" + ("" if source["verified"] else "; recalled, not read")
