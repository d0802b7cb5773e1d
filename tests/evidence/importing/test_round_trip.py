"""What is sent out comes in as it was: the form filled in, in each format, and by another program's hand."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import convert

from reviewctl.exchange.tables import read_agency_file
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import Plan, plan_of
from reviewctl.facts.written import Setting, read_when
from reviewctl.model.chronology import Chronology, Entry
from reviewctl.store.packs import Policies
from reviewctl.store.template import document_text
from reviewctl.work.chronicle.comparing import FIELDS, Compared, Line, compare
from reviewctl.work.chronicle.drafts import Draft, Ground
from reviewctl.work.chronicle.laying import with_entries
from reviewctl.work.chronicle.obstacles import Asked
from reviewctl.work.chronicle.taking import take
from reviewctl.work.chronicle.templating import form_bytes, form_for
from tests.evidence.importing.making import csv_of, ground, rule
from tests.making import CASE_FILE, facts_of

SETTING = Setting(scope_from=date(2014, 1, 1), scope_to=date(2019, 12, 31))
SUBJECTS = "subjects:\n  - id: adult-e\n    pseudonym: Adult E\n  - id: adult-f\n    pseudonym: Adult F\n"
TERMS = (
    "---\nscope:\n  from: 2014-01-01\n  to: 2019-12-31\nquestions:\n"
    "  - id: '1'\n    text: x\n  - id: 2a\n    text: y\n---\n"
)
DATES = (
    "22/05/2016", "22.5.16", "22 May 16", "May 2016", "2016", "early 2019", "spring 2014", "w/c 3 June 2019",
    "about 3 June 2016", "?22 May 2016", "between March and May 2016", "some weeks later", "not known",
)  # fmt: skip
_WORD = st.sampled_from(
    [
        "a",
        "ward",
        "=1+1",
        "+44",
        "-",
        "@home",
        "'quoted'",
        "yes",
        "12:30",
        "éà",
        "“said”",
        "a\nb",
        "x  y",
        "#1",
        "No: 5",
    ]
)
_TEXT = st.lists(_WORD, min_size=1, max_size=5).map(" ".join)


@cache
def plan() -> Plan:
    """Return the plan of a SAR by the shipped policy."""
    policy = Policies().get("stockport-2021")
    assert policy is not None
    return plan_of(policy, policy.types["sar"])


def as_imported(words: str, time: str | None) -> dict[str, str | None]:
    """Return what the record has of a date that came in these words."""
    read = read_when(words, time, SETTING)
    assert read.kind in ("date", "words"), (words, read)
    return {"date": read.date, "time": read.time, "as_written": read.as_written}


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Draw the entries of a chronology such as an import makes."""
    found = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        clock = draw(st.sampled_from([None, "19:00", "evening"]))
        when: dict[str, Any] = dict(as_imported(draw(st.sampled_from(DATES)), clock))
        told: dict[str, Any] = {
            field: draw(st.none() | _TEXT) for field in ("source", "who", "response", "comment")
        }
        told["subject"] = draw(st.sampled_from([None, "adult-e", "adult-f"]))
        told["tor"] = draw(st.sampled_from([(), ("1",), ("1", "2a")]))
        found.append(Entry(id=str(number), event=draw(_TEXT), **told, **when))
    return tuple(found)


def facts_with(known: tuple[Entry, ...]) -> Facts:
    """Return a review in which an agency's chronology has these entries."""
    lines = [
        Line(
            id=one.id,
            place=None,
            draft=Draft(table="", row=1, said={field: getattr(one, field) for field in FIELDS}),
        )
        for one in known
    ]
    empty = document_text("chronology", "sar", {"agency": "gmp", "id": "x"}).encode()
    text = with_entries(empty, lines, "x").decode()
    files = {"case.yaml": CASE_FILE + SUBJECTS, "terms-of-reference.md": TERMS, "chronology/gmp.yaml": text}
    return facts_of(plan(), files)


def reads_as(data: bytes, chronology: Chronology, against: Ground) -> Compared:
    """Return what a file changes in a chronology; anything to be settled or rejected fails the test."""
    taken = take(read_agency_file(data, "form"), Asked(), against, {})
    found = compare(chronology, taken, keep_gone=False)
    assert (taken.obstacles, taken.faults, found.rejected) == ((), (), ()), (taken.obstacles, found.faults)
    return found


GROUND = Ground(
    rule=rule(),
    setting=SETTING,
    subjects=(("adult-e", "Adult E"), ("adult-f", "Adult F")),
    questions=("1", "2a"),
)


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".csv"])
@settings(max_examples=6)
@given(known=entries())
def test_what_was_imported_goes_out_and_comes_in_as_it_was(ending: str, known: tuple[Entry, ...]) -> None:
    """Into a record that has it nothing changes; into an empty one the very same entries come."""
    facts = facts_with(known)
    document = facts.case.document("chronology", "gmp")
    assert document is not None and document.data.entries == known
    data = form_bytes(form_for(facts, "gmp", filled=True), ending)
    again = reads_as(data, document.data, GROUND)
    assert (again.same, again.added, again.changed, again.missing) == (len(known), (), (), ())
    anew = reads_as(data, Chronology(agency="gmp"), GROUND)
    said = [(one.id, {k: v for k, v in one.draft.said.items() if v}) for one in anew.lines if one.draft]
    made = [convert({"id": number, **fields}, Entry) for number, fields in said]
    assert made == list(known)


def test_another_programs_spreadsheet_says_the_same() -> None:
    """LibreOffice saved the same table as .ods and as .xlsx: dates as dates, times as times, words as words."""
    rows = (
        ("Ref", "Date", "Time", "Source", "What happened"),
        (1, "22/05/2016", "19:00", "Incident log", "Called to the flat\nby a neighbour"),
        (2, "early 2019", None, "Case notes", "=1+1 was written on the form"),
        (3, "01/02/2017", None, "Case notes", "Home visit; no answer"),
    )
    plain = take(read_agency_file(csv_of(*rows), "x"), Asked(), ground(), {})
    folder = Path(__file__).parent / "files"
    for name in ("libreoffice.ods", "libreoffice.xlsx"):
        found = take(read_agency_file((folder / name).read_bytes(), name), Asked(), ground(), {})
        assert [one.said for one in found.drafts] == [one.said for one in plain.drafts], name
