"""Words that name somebody: refused where it is certain, warned about where it may be."""

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
AGREED = ("--agreed-by", "independent-chair")
ASKED = ("--asked-by", "police", *AGREED)
LONG = ("--to", "10/3/2099")
CERTAIN = (
    "Mrs Jane Smith of 4 High Street died",
    "number 943 476 5919",
    "born 3/4/1961",
    "he lives in SK1 3XE",
)
WRITING = {
    "extend": ("extend", CASE, "screening-meeting", *LONG, *AGREED, "--reason"),
    "late": ("late", CASE, "screening-meeting", *AGREED, "--reason"),
    "waive": ("waive", CASE, "screening-meeting", *AGREED, "--reason"),
    "suspend": ("suspend", CASE, "--from", "3/2/2025", *ASKED, "--reason"),
    "note": ("note", CASE),
    "urgent": ("urgent", "add", CASE, "--to", "board"),
    "convert": ("convert", CASE, "practice-review", "--because"),
}


@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize("words", CERTAIN)
def test_what_names_somebody_for_certain_is_refused(case: House, command: str, words: str) -> None:
    """A title with a name, an NHS number, a date of birth, a postcode: nothing is written, nothing is repeated."""
    said = case.refuses(*WRITING[command], words)
    assert "the record keeps for ever" in said and "Smith" not in said and "1961" not in said


@pytest.mark.parametrize("command", WRITING)
def test_what_may_be_a_name_is_written_and_said_aloud(case: House, command: str) -> None:
    """Two words with capitals that nobody knows may be a name: `undo` is named, the words are not repeated."""
    done = case.tries(*WRITING[command], "told by Jane Smith at home")
    assert done.code == 0 and "may hold a person's name" in done.err and "reviewctl undo" in done.err
    assert "Smith" not in done.err


SEATED = ("panel", "add", CASE, "--role", "member", "--agency", "pennine-care", "--name", "Nurse")
AT_MEETINGS = {
    "cancel": ("meeting", "cancel", CASE, "screening,1", "--reason"),
    "seat": (*SEATED, "--reason"),
    "independence": (*SEATED, "--independence"),
    "leave": ("panel", "leave", CASE, "greater-manchester-police", "--to", "1/4/2025", "--reason"),
    "settled": ("panel", "declare", CASE, "p1", "--involvement", "some", "--settled-on", "today", "--how"),
    "subject": ("subject", "add", CASE, "Adult D", "--because"),
}


@pytest.fixture
def met(case: House) -> House:
    """A screening meeting booked, a seat on the panel, and a person of the Board who can declare."""
    case.does("meeting", "add", "screening", "--date", "3/3/2099", "--cases", CASE)
    seat = ("--role", "member", "--agency", "GMP", "--name", "Detective", "--from", "3/2/2025")
    case.does("panel", "add", CASE, *seat)
    for who in ("p1", "p2"):
        case.does("record", "board", f"people[{who}].agency", "GMP")
    return case


@pytest.mark.parametrize("command", AT_MEETINGS)
def test_a_reason_about_meetings_seats_and_subjects_is_looked_at_too(met: House, command: str) -> None:
    """What is certain is refused, and what may be a name is said aloud, as with every other reason."""
    for words in CERTAIN:
        said = met.refuses(*AT_MEETINGS[command], words)
        assert "the record keeps for ever" in said and "Smith" not in said
    done = met.tries(*AT_MEETINGS[command], "told by Jane Smith at home")
    assert done.code == 0 and "may hold a person's name" in done.err and "Smith" not in done.err


def test_why_a_deputy_comes_is_looked_at_too(met: House) -> None:
    """The words behind the colon are a reason like any other."""
    reply = ("meeting", "reply", CASE, "screening,1", "--deputy")
    assert "the record keeps for ever" in met.refuses(*reply, "p1=p2:Mrs Smith is ill")
    done = met.tries(*reply, "p1=p2:seen by Jane Smith")
    assert done.code == 0 and "may hold a person's name" in done.err


@pytest.mark.parametrize(
    "words",
    [
        "Greater Manchester Police ask for it",
        "Agreed by the Independent Chair and the Screening Panel on Monday 3 March",
        "Adult E and Mrs W were heard; ring 0161 496 0000",
        "Both agencies promise it. The Board was told",
        "943 476 5918 is no number of the NHS",
    ],
)
def test_the_fields_own_words_are_let_through(case: House, words: str) -> None:
    """Agencies, offices, days and pseudonyms are no names, and nothing is said."""
    case.does("note", CASE, words)


def test_a_name_in_small_letters_is_no_pseudonym(case: House) -> None:
    """It is refused like one with capitals; words that are said of anybody are none."""
    assert "looks like somebody's name" in case.refuses("new", "sar", "--subject", "mary smith")
    case.does("new", "sar", "--subject", "older brother")
