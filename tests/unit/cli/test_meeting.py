"""`meeting`: booked, moved, held; of one case or of several."""

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"
PANEL = f"{HOME}/meetings/2025-03-03-panel.md"


@pytest.fixture
def board(case: House) -> House:
    """A register whose board has people from three agencies, two of whom hold an office."""
    for person, agency in (("p1", "greater-manchester-police"), ("h1", "gm-icb"), ("c1", "pennine-care")):
        case.does("record", "board", f"people[{person}].agency", agency)
    case.does("record", "board", "roles[screening-chair].person", "c1")
    for person in ("p1", "h1"):
        case.does("record", CASE, f"panel.appointments[{person}].role", "member")
    return case


def test_a_meeting_to_come_is_planned(board: House) -> None:
    """A booked meeting has its members in it, and counts for nothing until it was held."""
    said = board.does("meeting", "add", "panel", "--date", "3/3/2099", "--cases", CASE).out
    assert "panel meeting, Tuesday 3 March 2099" in said and "2 invited by the record" in said
    text = board.text(f"{HOME}/meetings/2099-03-03-panel.md")
    assert "status: planned" in text and "person: p1" in text and "person: h1" in text
    assert board.codes() == set()


def test_a_meeting_of_several_cases_lies_in_the_register(board: House) -> None:
    """A screening takes several cases; one that is booked already takes another."""
    board.does("new", "sar", "--received", "2025-01-14")
    board.does("new", "sar", "--received", "2025-01-15")
    board.does("meeting", "add", "screening", "--date", "3/3/2099", "--cases", f"{CASE},2025-002")
    path = "meetings/2099-03-03-screening.md"
    assert "SAR-2025-002" in board.text(path)
    assert "is there already" in board.refuses(
        "meeting", "add", "screening", "--date", "3/3/2099", "--cases", CASE
    )
    said = board.does("meeting", "add", "screening", "--date", "3/3/2099", "--cases", "SAR-2025-003").out
    assert "now takes SAR-2025-001, SAR-2025-002, SAR-2025-003" in said
    assert board.last_paths() == [path]
    assert board.codes() == set()


def test_a_case_whose_kind_has_no_such_meeting_is_named(board: House) -> None:
    """The word is right and one of the cases does not have it: that case is named, and the word is not put right."""
    board.does("new", "single-agency", "--received", "2025-01-14")
    other = next(
        path.name for path in (board.root / "cases").iterdir() if path.name not in (CASE, "README.md")
    )
    for cases in (f"{CASE},{other}", f"{other},{CASE}"):
        said = board.refuses("meeting", "add", "screening", "--date", "3/3/2099", "--cases", cases)
        assert f"{other} is a Single agency learning review" in said and "did you mean" not in said


def test_a_meeting_is_moved(board: House) -> None:
    """Moving a meeting gives its file the new day's name, and git sees one file for the other."""
    board.does("meeting", "add", "panel", "--date", "3/3/2025", "--cases", CASE)
    old = board.text(PANEL)
    board.does("meeting", "move", CASE, "panel,1", "--date", "10/3/2025")
    new = f"{HOME}/meetings/2025-03-10-panel.md"
    assert not (board.root / PANEL).exists()
    assert board.text(new) == old.replace("date: 2025-03-03", "date: 2025-03-10")
    assert sorted(board.last_paths()) == [PANEL, new]
    assert board.unsaved() == ""
    board.does("undo")
    assert board.text(PANEL) == old and not (board.root / new).exists()


def test_a_meeting_is_not_moved_onto_another(board: House) -> None:
    """Two meetings of a kind on one day would be one file: refused, and both stay."""
    for day in ("3/3/2025", "10/3/2025"):
        board.does("meeting", "add", "panel", "--date", day, "--cases", CASE)
    assert "is there already" in board.refuses("meeting", "move", CASE, "panel,1", "--date", "10/3/2025")


def test_a_meeting_is_held(board: House) -> None:
    """Who came, who did not, for whom, and what was agreed; the quorum is said at once."""
    board.does("meeting", "add", "panel", "--date", "3/3/2025", "--cases", CASE)
    said = board.does(
        *("meeting", "held", CASE, "panel,1", "--present", "p1", "--agrees", "tor,imr-deadlines"),
        *("--deputy", "c1=h1: ill, that week"),
    ).out
    assert said.startswith("panel meeting of Monday 3 March 2025: held\n")
    assert "NOT quorate" in said and "P§10" in said
    text = board.text(PANEL)
    assert "status: held" in text and "deputy_for: h1" in text and "ill, that week" in text
    assert "imr-deadlines" in text
    assert not {code for code in board.codes() if code.startswith(("FIL", "STR"))}
    assert "has been held" in board.refuses("meeting", "move", CASE, "panel,1", "--date", "10/3/2025")


def test_all_but_those_named_came(board: House) -> None:
    """`--present all` is everyone on the sheet but those who are named otherwise."""
    board.does("meeting", "add", "panel", "--date", "3/3/2025", "--cases", CASE)
    board.does("meeting", "held", CASE, "panel", "--present", "all", "--absent", "h1")
    text = board.text(PANEL)
    assert text.count("status: present") == 1 and text.count("status: absent") == 1


def test_a_screening_that_concludes_meets_the_step(board: House) -> None:
    """The minutes are what the deadlines count from: no line of the diary is needed."""
    board.does("meeting", "add", "screening", "--date", "28/1/2025", "--cases", CASE)
    board.does("meeting", "held", CASE, "screening,1", "--present", "p1,h1,c1", "--concluded")
    said = board.does("deadlines", CASE, "--all").out
    assert "28 Jan" in said and "4 Feb" in said
    assert "case: SAR-2025-001" in board.text("meetings/2025-01-28-screening.md")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("add", "panle", "--date", "3/3/2025", "--cases", CASE), "did you mean panel?"),
        (("add", "panel", "--date", "TBC", "--cases", CASE), "That is not a date."),
        (("add", "panel", "--date", "4/3/2025", "--cases", "SAR-2025-009"), 'no case "SAR-2025-009"'),
        (("move", CASE, "panel,9", "--date", "4/3/2025"), "no such meeting"),
        (("move", CASE, "panel,٩", "--date", "4/3/2025"), "no such meeting"),
        (("move", CASE, "panel,0", "--date", "4/3/2025"), "no such meeting"),
        (("held", CASE, "panel,1", "--present", "nobody"), "board.yaml does not have"),
        (("held", CASE, "panel,1", "--present", "p1", "--deputy", "h1"), "--deputy"),
        (("held", CASE, "panel,1", "--present", "p1", "--agrees", "tr"), "Did you mean tor?"),
        (("held", CASE, "panel,2", "--present", "p1"), "still to come"),
        (("held", CASE, "panel,1", "--concluded", "--adjourned"), "do not go together"),
    ],
)
def test_a_slip_is_refused(board: House, words: tuple[str, ...], meant: str) -> None:
    """Nothing is written, and it is said what was meant."""
    board.does("meeting", "add", "panel", "--date", "3/3/2025", "--cases", CASE)
    board.does("meeting", "add", "panel", "--date", "3/3/2099", "--cases", CASE)
    assert meant in board.refuses("meeting", *words)


def test_a_first_meeting_after_the_limit_says_so(board: House) -> None:
    """Like a move: the limit, its paragraph, and how the reason is recorded; not where another is booked in time."""
    said = board.does("meeting", "add", "screening", "--date", "10/2/2025", "--cases", CASE).out
    assert "that is after the limit" in said and "due Monday 3 February 2025 (P§11" in said
    assert f"reviewctl late {CASE} screening-meeting" in said
    board.does("undo")
    said = board.does("meeting", "add", "screening", "--date", "28/1/2025", "--cases", CASE).out
    assert "after the limit" not in said
