"""`quorum`, `show`, `explain`, `schema` and `validate`: what they are asked, and what they must not say."""

import json
from pathlib import Path

import msgspec
import pytest

from reviewctl.model.case import CaseFile, Subject
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.report import Heading, Lines, Paragraph
from reviewctl.model.schemas import schema_of
from reviewctl.render.pages.explain import markdown_blocks
from reviewctl.render.pages.naming import event_name, listed, many, whom
from tests.unit.pages.conftest import DAY, Command, reviewctl

MEETING = """---
kind: screening
date: 2026-06-02
status: held
cases: [SAR-2026-001, SAR-2026-002]
attendance: []
---
"""


def test_quorum_has_the_keys_of_the_contract(on: Command):
    """A script finds every key of interface.md §3; a meeting not held yet has no verdict."""
    found = json.loads(on("quorum", *DAY, "--format", "json").out)
    assert list(found) == ["schema", "meetings"]
    keys = ["cases", "meeting", "kind", "number", "date", "status", "quorate", "present", "missing", "notes"]
    assert [list(one) for one in found["meetings"]] == [keys] * 5
    verdicts = {one["meeting"]: (one["quorate"], one["missing"]) for one in found["meetings"]}
    assert verdicts["2026-02-11-panel"] == (False, ["police"])
    assert verdicts["2026-01-26-panel"] == (True, [])
    assert verdicts["2026-06-11-panel"][0] is None


def test_a_meeting_of_several_cases_is_one_line(on: Command, register: Path):
    """The register's own minutes are shown once, with both cases, where they came to the same."""
    (register / "meetings").mkdir()
    (register / "meetings" / "2026-06-02-screening.md").write_text(MEETING)
    (register / "cases" / "SAR-2026-001" / "meetings" / "2026-05-21-screening.md").unlink()
    found = json.loads(on("quorum", *DAY, "--format", "json").out)["meetings"]
    (one,) = [one for one in found if one["meeting"] == "2026-06-02-screening"]
    assert one["cases"] == ["SAR-2026-001", "SAR-2026-002"]


@pytest.mark.parametrize("word", ["panel,2", "panel 2", "2026-06-11-panel"])
def test_a_meeting_is_named_by_its_number_or_its_file(on: Command, word: str):
    """However it is named, one meeting is shown; one that is not there is refused."""
    found = json.loads(on("quorum", "SAR-2025-004", "--meeting", word, *DAY, "--format", "json").out)
    assert [one["date"] for one in found["meetings"]] == ["2026-06-11"]
    assert on("quorum", "SAR-2025-004", "--meeting", "panel,9", *DAY).code == 2


def test_quorum_fails_only_when_asked_to(on: Command):
    """--exit-code is for a script; on a screen a meeting without quorum is a fact."""
    assert on("quorum", "SAR-2025-003", *DAY).code == 0
    assert on("quorum", "SAR-2025-003", *DAY, "--exit-code").code == 1
    assert on("quorum", "SAR-2025-004", *DAY, "--exit-code").code == 0


@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv"])
def test_show_names_no_one(on: Command, register: Path, form: str):
    """Roles, agencies and pseudonyms; the names of board.yaml and panel.yaml never."""
    board = register / "board.yaml"
    board.write_text(board.read_text().replace("  - id: gmp-1\n", "  - id: gmp-1\n    name: Zebedee Quux\n"))
    panel = register / "cases" / "SAR-2025-004" / "panel.yaml"
    panel.write_text(
        panel.read_text().replace("declarations:", "  - {role: advocate, name: Zuleika Quux}\ndeclarations:")
    )
    for command in ("show", "quorum", "deadlines", "status"):
        shown = on(command, "SAR-2025-004", *DAY, "--format", form)
        assert shown.code == 0
        assert "Quux" not in shown.out + shown.err
    assert "Pennine Care" in on("show", "SAR-2025-004", *DAY).out


def test_show_says_what_is_owed_by_whom_and_what_is_to_be_put_right(on: Command):
    """The page that a manager takes to a telephone call."""
    found = json.loads(on("show", "SAR-2025-004", *DAY, "--format", "json").out)
    assert found["owed"][0]["item"] == "pennine-care"
    assert (found["stage"], found["mandate"], found["lead"]) == ("evidence", "s44-1-3", "bm")
    assert [note["on"] for note in found["notes"]] == ["2026-03-10", "2026-06-01"]
    judged = json.loads(on("validate", "SAR-2025-004", *DAY, "--format", "json").out)["counts"]
    assert found["counts"] == {word: judged[word] for word in ("error", "warning", "note")}


def test_show_as_of_an_earlier_day_knows_nothing_of_what_came_after(on: Command):
    """Nothing dated later is on the page: neither events nor notes."""
    found = json.loads(on("show", "SAR-2025-004", "--as-of", "2025-12-20", "--format", "json").out)
    assert all(event["on"] <= "2025-12-20" for event in found["events"])
    assert found["notes"] == []


@pytest.mark.parametrize(
    ("word", "kind", "part"),
    [
        ("TIM001", "code", "overdue"),
        ("step-overdue", "code", "overdue"),
        ("fil010", "code", "twice"),
        ("imr[pennine-care]", "step", "IMR"),
        ("Independent Chair", "word", "Independent Chair"),
        ("chair-author", "role", "Review Panel Chair"),
        ("police", "sector", "Police"),
        ("screening.held", "event", "screening panel met"),
        ("desktop", "method", "Desktop"),
        ("evidence", "stage", "IMRs"),
        ("condition_1", "criterion", "died"),
    ],
)
def test_explain_knows_codes_steps_and_words(on: Command, word: str, kind: str, part: str):
    """Whatever stands on a screen can be asked about."""
    found = json.loads(on("explain", word, "--format", "json").out)["meanings"]
    assert kind in {one["kind"] for one in found}
    assert part.lower() in json.dumps(found).lower()


def test_explain_works_without_a_register_and_finds_what_was_meant(tmp_path: Path):
    """On a fresh machine the tool's own policy is explained."""
    assert reviewctl("-C", str(tmp_path), "explain", "screening-meeting").code == 0
    shown = reviewctl("-C", str(tmp_path), "explain", "screning meeting")
    assert shown.code == 2
    assert "screening-meeting" in shown.err


def test_a_step_is_explained_with_its_source(on: Command):
    """Who, after what, within how long, how binding, and in which document it stands."""
    found = json.loads(on("explain", "screening-meeting", "--format", "json").out)["meanings"]
    (one,) = [one for one in found if "sar" in one["types"]]
    assert one["step"]["within"] == "15 working days"
    assert one["step"]["strength"] == "protocol"
    assert [source["citation"] for source in one["sources"]] == ["P§11"]
    assert "Stockport" in one["sources"][0]["title"]


def test_the_blocks_of_a_rulebook_page():
    """Headings, sentences joined to paragraphs, items apart, examples to the letter."""
    text = "One\nsentence.\n\n## Why\n- a\n- b\n\n```yaml diary.yaml\nkey:  x\n\n```\n"
    assert list(markdown_blocks(text)) == [
        Paragraph("One sentence."),
        Heading("Why", level=2),
        Paragraph("- a"),
        Paragraph("- b"),
        Paragraph("diary.yaml:"),
        Lines(("    key:  x", "    ")),
    ]


@pytest.mark.parametrize("name", ["diary", "tor", "terms-of-reference", "policy-type", "case.yaml"])
def test_schema_prints_the_schema_itself(tmp_path: Path, name: str):
    """As text it is a JSON Schema, ready to be kept in a file."""
    shown = reviewctl("-C", str(tmp_path), "schema", name)
    schema = msgspec.json.decode(shown.out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    if name in BY_NAME:
        assert schema == schema_of(BY_NAME[name])


def test_schema_lists_all_documents_and_refuses_another(tmp_path: Path):
    """Every kind of document of the catalogue, and the two of a policy."""
    found = json.loads(reviewctl("-C", str(tmp_path), "schema", "--format", "json").out)["documents"]
    assert [one["document"] for one in found] == [*BY_NAME, "policy-pack", "policy-type"]
    shown = reviewctl("-C", str(tmp_path), "schema", "dairy")
    assert shown.code == 2 and "diary" in shown.err


def test_every_field_of_every_document_is_explained_in_the_table(tmp_path: Path):
    """The fields as a table say what each is for."""
    for name in BY_NAME:
        rows = reviewctl("-C", str(tmp_path), "schema", name, "--format", "csv").out.splitlines()[1:]
        assert all(row.count(",") >= 2 and not row.endswith(",") for row in rows), name


def test_validate_looks_at_a_file_a_folder_or_a_case(on: Command, register: Path):
    """What is found elsewhere is left out; the exit code is that of what is shown."""
    in_file = json.loads(on("validate", "cases/SAR-2025-004/returns.yaml", *DAY, "--format", "json").out)
    assert {one["path"] for one in in_file["findings"]} == {"cases/SAR-2025-004/returns.yaml"}
    minutes = register / "cases" / "SAR-2025-003" / "meetings" / "2026-02-11-panel.md"
    minutes.write_text(minutes.read_text().replace("status: held", "sttaus: held"))
    in_folder = json.loads(on("validate", "cases/SAR-2025-003/meetings", *DAY, "--format", "json").out)
    places = {one["path"] for one in in_folder["findings"]}
    assert places == {"cases/SAR-2025-003/meetings/2026-02-11-panel.md"}
    both = json.loads(on("validate", "SAR-2026-001", "board.yaml", *DAY, "--format", "json").out)
    assert {one["case"] for one in both["findings"]} == {"SAR-2026-001"}
    whole = json.loads(on("validate", "cases", *DAY, "--format", "json").out)
    assert len({one["case"] for one in whole["findings"]}) == 6
    assert on("validate", "nowhere.yaml", *DAY).code == 2


@pytest.mark.parametrize("word", ["TIM", "tim001", "TIM0", "step-overdue"])
def test_select_takes_codes_areas_and_names(on: Command, word: str):
    """However the offence is named, only its findings are shown."""
    found = json.loads(on("validate", "--select", word, *DAY, "--format", "json").out)["findings"]
    assert "TIM001" in {one["code"] for one in found}
    assert {one["code"][:3] for one in found} == {"TIM"}


@pytest.mark.parametrize("word", ["TIM999", "tmi001", ""])
def test_select_refuses_what_there_is_not(on: Command, word: str):
    """A misspelt code must not make a record look clean."""
    shown = on("validate", "--select", word, *DAY)
    assert (shown.code, shown.out) == (2, "")


def test_validate_shows_related_places(on: Command, register: Path):
    """Where two places are at odds, both are named."""
    diary = register / "cases" / "SAR-2025-004" / "diary.yaml"
    diary.write_text(
        diary.read_text().replace("recommendation_sent: 2025-12-15", "recommendation_sent: 2025-01-15")
    )
    shown = on("validate", str(diary.relative_to(register)), "--select", "TIM007", *DAY)
    assert shown.code == 1
    assert "see also cases/SAR-2025-004/diary.yaml:7:" in shown.out


def test_words_on_a_page():
    """How counts, lists, people and events are said."""
    assert (many(1, "review"), many(2, "review")) == ("1 review", "2 reviews")
    assert (listed(["a"]), listed(["a", "b", "c"])) == ("a", "a, b and c")
    assert event_name("referral.received") == "received"
    assert event_name("decision.made") == "decision made"
    assert event_name("returns[gmp].imr.requested") == "requested"
    assert event_name("meetings[panel,2].date") == "panel 2 meeting"
    assert event_name("") == ""


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], "nobody named"),
        (["Adult E"], "Adult E"),
        (["Adult C", "Adult D"], "Adults C and D"),
        (["Adult C", "Adult D", "Adult E"], "Adults C, D and E"),
        (["Joanna", "Jon"], "Joanna and Jon"),
    ],
)
def test_whom_a_review_is_about(names: list[str], shown: str):
    """Pseudonyms that begin alike are said together."""
    subjects = tuple(Subject(id=f"s{n}", pseudonym=name) for n, name in enumerate(names))
    file = CaseFile(format=1, id="SAR-2026-001", type="sar", policy="p", subjects=subjects)
    assert whom(file, " and ") == shown
