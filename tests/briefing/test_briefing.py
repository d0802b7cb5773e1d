"""`briefing`: what the record holds is drafted, what only a person knows is asked for, nobody's words are lost."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest import mock

import pytest

from reviewctl.render.pages.briefing import LONGEST, words_in
from tests.commands import House

CASE = "SAR-2025-001"
FILE = f"cases/{CASE}/briefing.md"
PLAN = """\
findings:
  - {id: F1, text: nobody asked the person what she wanted}
  - {id: F2, text: a plan of chair-1 was not shared <b>at all</b>}
recommendations:
  - {id: "1", text: ask and write it down, owners: [pennine-care, the national law reform body]}
actions:
  - {id: "1", recommendation: "1", action: a new form, owners: [pennine-care], due: 2026-09-30}
  - {id: "2", recommendation: "1", action: train those who visit, owners: [pennine-care], due: 2026-06-30}
  - {id: "3", recommendation: "1", action: buy a new system, owners: [pennine-care], due: 2026-07-31}
  - {id: S1, action: agree a timeline, owners: [pennine-care], standard: [publication-timeline]}
  - {id: "4", recommendation: "1", action: write to the ministry, owners: [pennine-care], due_as_written: spring}
"""
PROGRESS = """\
"2": {met: 2026-05}
"3": {not_implemented: {decided_on: 2026-05-04, reason: too dear}}
"""
TITLES = [
    "What happened",
    "How it was looked at",
    "What was found",
    "What is recommended",
    "What has been done, and what will be",
    "What to do otherwise from now on",
    "Where to read more",
]


@pytest.fixture
def planned(case: House) -> Iterator[House]:
    """A review with findings, a recommendation and four actions: met, given up, and two to come."""
    with mock.patch("reviewctl.facts.calendar.london_date", lambda _: date(2026, 6, 8)):
        case.put(
            "board.yaml", case.text("board.yaml").replace("people:\n", "people:\n  - {id: chair-1}\n", 1)
        )
        case.put(f"cases/{CASE}/action-plan.yaml", PLAN)
        case.put(f"cases/{CASE}/progress.yaml", PROGRESS)
        case.does("add", CASE, "tor")
        case.does("record", CASE, "tor.scope.from", "2024-01-15")
        case.does("record", CASE, "tor.scope.to", "2024-12-31")
        case.does("record", CASE, "tor.agencies", "pennine-care,stockport-nhs-ft,greater-manchester-police")
        case.does("save")
        yield case


def parts(house: House) -> dict[str, Any]:
    """Return the draft as data, part by part."""
    shown = json.loads(house.does("briefing", CASE, "--format", "json").out)
    assert shown["schema"] == "reviewctl/briefing/1"
    return {one["id"]: one for one in shown["parts"]}


def test_it_is_written_under_seven_headings_and_committed(planned: House) -> None:
    """The file is valid, committed alone under a neutral message, and asks for what only a person can write."""
    said = planned.does("briefing", CASE).out
    text = planned.text(FILE)
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == TITLES
    assert (planned.last_message(), planned.last_paths()) == (f"{CASE}: draft the briefing", [FILE])
    assert text.count("\n[") == 3
    assert (
        'to be written: "What happened", "What to do otherwise from now on" and "Where to read more"' in said
    )
    assert "signoff request SAR-2025-001 briefing" in said
    assert "Practice Improvement Partnership" in said
    assert planned.codes(FILE) == set()


def test_it_holds_what_the_record_holds(planned: House) -> None:
    """Findings, recommendations, and the actions by what became of them, the next one to come first."""
    found = parts(planned)
    assert found["findings"]["lines"][0] == "- Nobody asked the person what she wanted."
    assert found["recommended"]["lines"] == [
        "- Ask and write it down (Pennine Care NHS Foundation Trust and the national law reform body)."
    ]
    assert found["done"]["lines"] == [
        "**Done**",
        "- Train those who visit (Pennine Care NHS Foundation Trust; May 2026).",
        "**Still to be done**",
        "- A new form (Pennine Care NHS Foundation Trust; by 30 September 2026).",
        "- Write to the ministry (Pennine Care NHS Foundation Trust; spring).",
        "**Decided against**",
        "- Buy a new system (Pennine Care NHS Foundation Trust).",
    ]
    assert found["findings"]["prompt"] is None and found["otherwise"]["prompt"]


def test_neither_days_nor_names_of_agencies_tell_who_it_is(planned: House) -> None:
    """The time looked at is given by the month, and the agencies by their kind."""
    said = " ".join(parts(planned)["review"]["lines"])
    assert "It looked at January 2024 to December 2024." in said
    assert "3 agencies took part: Health (2) and Police (1)." in said
    assert "Pennine" not in said and "15" not in said


def test_what_people_typed_is_text_without_known_people(planned: House) -> None:
    """The id of a person of the board is left out, and markup stays a text."""
    line = parts(planned)["findings"]["lines"][1]
    assert line == "- A plan of (name left out) was not shared &lt;b&gt;at all&lt;/b&gt;."


def test_nobodys_words_are_written_over(planned: House) -> None:
    """Once somebody has written in it the draft is shown beside it, and the file stays byte for byte."""
    planned.does("briefing", CASE)
    planned.put(FILE, planned.text(FILE) + "\nmy own words\n")
    before = planned.text(FILE)
    done = planned.tries("briefing", CASE)
    assert done.code == 0 and "What was found" in done.out and "it stays as it is" in done.err
    assert planned.text(FILE) == before


def test_what_is_empty_below_its_facts_is_filled(planned: House) -> None:
    """The template's own file, with a date that somebody recorded in it, takes the draft and keeps the date."""
    planned.does("add", CASE, "briefing")
    planned.does("record", CASE, "briefing.date", "2026-06-01")
    planned.does("briefing", CASE)
    assert "date: 2026-06-01\n" in planned.text(FILE) and "## What happened\n" in planned.text(FILE)


def test_a_dry_run_and_a_file_write_nothing_into_the_record(planned: House) -> None:
    """The difference is shown; with -o the draft goes into a document of its own."""
    before = planned.files()
    assert "+## What happened" in planned.does("briefing", CASE, "--dry-run").out
    out = planned.root.parent / "briefing.docx"
    planned.does("briefing", CASE, "-o", str(out))
    assert out.read_bytes().startswith(b"PK")
    assert planned.files() == before


def test_an_unreadable_file_is_left_alone(planned: House) -> None:
    """What cannot be read may hold somebody's words."""
    planned.put(FILE, "---\nversion: [\n---\nmy words\n")
    said = planned.refuses("briefing", CASE)
    assert "cannot be read" in said


def test_a_long_one_is_remarked_on(planned: House) -> None:
    """More than about a page cannot be gone through in seven minutes, which is a convention and called so."""
    more = "".join(f"  - {{id: G{n}, text: {'word ' * 60}}}\n" for n in range(10))
    planned.put(
        f"cases/{CASE}/action-plan.yaml", PLAN.replace("recommendations:\n", f"{more}recommendations:\n")
    )
    said = planned.does("briefing", CASE).out
    assert "TOO LONG" in said and "a convention, no rule" in said
    assert words_in("# One **two** - three") == 3 and LONGEST == 600


def test_a_board_may_have_other_headings(planned: House) -> None:
    """In the Board's own policy a heading is named otherwise, and one is added, which asks a person."""
    planned.put("policy/ours/pack.yaml", "format: 1\ntitle: Ours\nextends: stockport-2021\n")
    planned.put(
        "policy/ours/sar.yaml",
        "type: sar\nprefix: SAR\ntitle: Safeguarding Adults Review\ncites: P§2\nheadings:\n  briefing:\n"
        "    - {id: findings, title: Key learning, cites: P-App3}\n"
        "    - {id: talk, title: Talk about it, prompt: Two questions for the team, cites: P-App3}\n",
    )
    planned.put(
        f"cases/{CASE}/case.yaml", planned.text(f"cases/{CASE}/case.yaml").replace("stockport-2021", "ours")
    )
    found = parts(planned)
    assert found["findings"]["title"] == "Key learning"
    assert (found["talk"]["title"], found["talk"]["prompt"]) == (
        "Talk about it",
        "Two questions for the team",
    )


def test_a_kind_of_review_without_parts_is_told_so(planned: House) -> None:
    """The policy gives no briefing to a review that is not the Board's; one may write it by hand."""
    planned.does("new", "dhr", "--received", "2026-06-01")
    said = planned.refuses("briefing", "DHR-2026-001")
    assert "no parts" in said and "reviewctl add DHR-2026-001 briefing" in said


def test_what_it_asks_for_is_found_until_it_is_written(planned: House) -> None:
    """Each line in brackets is a warning, with its place; an error once the briefing is signed off."""
    planned.does("briefing", CASE)
    words = ("validate", "--select", "LRN003", "--exit-zero", "--format", "json")
    found = json.loads(planned.does(*words).out)["findings"]
    lines = planned.text(FILE).splitlines()
    assert len(found) == 3 and {one["severity"] for one in found} == {"warning"}
    assert all(lines[one["line"] - 1].startswith("[") for one in found)
    planned.does("record", CASE, "learning.briefing_signed_off", "2026-06-05")
    assert {one["severity"] for one in json.loads(planned.does(*words).out)["findings"]} == {"error"}
    planned.put(FILE, "\n".join(line for line in lines if not line.startswith("[")))
    assert json.loads(planned.does(*words).out)["findings"] == []
