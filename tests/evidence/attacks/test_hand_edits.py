"""What was corrected by hand in a chronology stays when its agency sends a corrected file, or is asked about."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.commands import House, Ran
from tests.evidence.attacks.review import AGENCY, CASE, PLACE, sent
from tests.evidence.importing.making import csv_of

HEAD = ("Ref", "Date", "Source", "What happened", "Action taken", "ToR")
ROWS = (
    (1, "22/05/2016", "Log", "Called by Mrs Example of number nine", "Words of advice", None),
    (2, "early 2018", "Log", "Report of theft in the shop", None, None),
    (3, "03/06/2019", "Notes", "Seen in town by an officer on duty", "None taken", None),
)
HAND = ("Called by Mrs Example of number nine", "Called by a neighbour")
KEPT = "Kept as corrected here: entry 1 (what happened)"
Rows = Sequence[Sequence[object]]


class Desk:
    """A review and its agency, which sends a table; `by_hand` is somebody with an editor."""

    def __init__(self, house: House, folder: Path) -> None:
        self.house, self.folder = house, folder

    def sends(self, rows: Rows, *words: str, head: Sequence[str] = HEAD) -> Ran:
        """Bring in a table, however it ends."""
        return sent(self.house, self.folder, "table.csv", csv_of(head, *rows), "--yes", *words)

    def brings(self, rows: Rows, *words: str) -> str:
        """Bring in a table, which must succeed; return what was said, on one line."""
        done = self.sends(rows, *words)
        assert (done.code, done.err) == (0, ""), done
        return " ".join(done.out.split())

    def refused(self, rows: Rows, *words: str) -> str:
        """Bring in a table, which must be refused with nothing written; return what was said, on one line."""
        before, commit = self.house.files(), self.house.git("rev-parse", "HEAD")
        done = self.sends(rows, *words)
        assert done.code == 2, done
        assert (self.house.files(), self.house.git("rev-parse", "HEAD")) == (before, commit)
        return " ".join(done.out.split())

    def by_hand(self, old: str, new: str, *, save: bool = True) -> None:
        """Put one text in the place of another in the chronology."""
        assert old in self.text
        self.house.put(PLACE, self.text.replace(old, new))
        if save:
            self.house.does("save", "corrected")

    @property
    def text(self) -> str:
        """The chronology as it lies there."""
        return self.house.text(PLACE)


@pytest.fixture
def desk(review: House, tmp_path: Path) -> Desk:
    """A chronology that was brought in."""
    made = Desk(review, tmp_path)
    made.brings(ROWS)
    return made


def with_cell(row: int, column: int, words: object, rows: Rows = ROWS) -> Rows:
    """Return the rows with one cell otherwise; the row counts from 1, the column from 0."""
    return [
        [words if (at, place) == (row, column) else cell for place, cell in enumerate(one)]
        for at, one in enumerate(rows, 1)
    ]


@pytest.mark.parametrize("save", [True, False])
def test_a_correction_stays_where_the_agency_says_what_it_said(desk: Desk, save: bool) -> None:
    """Whether it is committed or not, and again at every later file; what the agency corrected is taken."""
    desk.by_hand(*HAND, save=save)
    said = desk.brings(with_cell(3, 3, "Seen in town by two officers on duty"))
    assert KEPT in said and "Changed: 3 (row 4): event" in said
    said = desk.brings(with_cell(3, 3, "Seen in town by three officers on duty"))
    assert KEPT in said and "three officers" in desk.text
    assert "Called by a neighbour" in desk.text and "Mrs Example" not in desk.text


def test_another_field_of_the_same_entry_is_taken(desk: Desk) -> None:
    """Field by field: the agency's own correction comes in beside ours."""
    desk.by_hand(*HAND)
    said = desk.brings(with_cell(1, 4, "Words of advice, and a referral"))
    assert KEPT in said and "Changed: 1 (row 2): response" in said
    assert "and a referral" in desk.text and "Called by a neighbour" in desk.text


def test_a_better_date_stays(desk: Desk) -> None:
    """Also one whose words were taken away with it, and one that was exact."""
    desk.by_hand("date: 2016-05-22", "date: 2016-05-23")
    desk.by_hand("date: 2018-01/2018-06\n    as_written: early 2018\n", "date: 2018-02-11\n")
    said = desk.brings(with_cell(3, 4, "Reported"))
    assert "entry 1 (date)" in said and "entry 2 (date, date as written)" in said
    assert "date: 2016-05-23" in desk.text and "date: 2018-02-11\n    source" in desk.text


def test_what_is_shown_is_what_is_done(desk: Desk) -> None:
    """--dry-run and the page alone tell the same, and write nothing."""
    desk.by_hand(*HAND)
    rows, before = with_cell(3, 4, "Reported"), desk.house.files()
    assert KEPT in desk.brings(rows, "--dry-run")
    shown = desk.house.does("chronology", "import", CASE, "GMP", str(desk.folder / "table.csv")).out
    assert KEPT in " ".join(shown.split()) and desk.house.files() == before


def test_where_both_have_corrected_it_nothing_is_written(desk: Desk) -> None:
    """It is told by entry and field, never in its words, and how to settle it."""
    desk.by_hand(*HAND)
    rows = with_cell(1, 3, "Called by Mrs Example of number ninety")
    said = desk.refused(rows)
    assert "both here and by the agency: entry 1 (what happened)" in said
    assert "--overwrite" in said and "Mrs Example" not in said
    assert "Called by a neighbour -> Called by Mrs" in desk.refused(rows, "--show-text")


def test_overwrite_settles_what_both_have_corrected_and_nothing_else(desk: Desk) -> None:
    """The agency's words are taken for that, and are what it last said from then on."""
    desk.by_hand(*HAND)
    desk.by_hand("Report of theft in the shop", "Report of a theft")
    rows = with_cell(1, 3, "Called by a person of number ninety")
    said = desk.brings(rows, "--overwrite")
    assert "Changed: 1 (row 2): event" in said and "Kept as corrected here: entry 2 (what happened)" in said
    assert "number ninety" in desk.text and "Report of a theft" in desk.text
    assert "number ninety-nine" not in desk.text
    desk.brings(with_cell(1, 3, "Called by a person of number ninety-nine"))
    assert "number ninety-nine" in desk.text


def test_the_agency_may_take_the_correction_over(desk: Desk) -> None:
    """Then there is nothing to tell."""
    desk.by_hand(*HAND)
    said = desk.brings(with_cell(1, 3, HAND[1]))
    assert "Kept" not in said and "0 changed" in said


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    """Neither the one before a correction, nor one that came after it, nor beside an entry that was taken out."""
    assert "Nothing has changed" in desk.brings(ROWS)
    desk.by_hand(*HAND)
    assert KEPT in desk.refused(ROWS)
    rows = with_cell(3, 4, "Reported")
    desk.brings(rows)
    assert KEPT in desk.refused(rows)
    assert "Changed: 1" in desk.brings(rows, "--overwrite") and "Mrs Example" in desk.text


def test_what_was_undone_was_not_brought_in(desk: Desk) -> None:
    """After an undo the same file comes in once more."""
    rows = with_cell(3, 3, "Seen in town by two officers on duty")
    desk.brings(rows)
    desk.house.does("undo")
    assert "two officers" not in desk.text
    assert "Changed: 3" in desk.brings(rows) and "two officers" in desk.text


def test_what_git_reverted_was_not_brought_in(desk: Desk) -> None:
    """Nor what somebody took back with git itself."""
    rows = with_cell(3, 3, "Seen in town by two officers on duty")
    desk.brings(rows)
    desk.house.git("-c", "user.name=BM", "-c", "user.email=bm@example.org", "revert", "--no-edit", "HEAD")
    assert "Changed: 3" in desk.brings(rows) and "two officers" in desk.text


@pytest.mark.parametrize("without", ["git", "history"])
def test_without_a_history_the_file_is_taken_as_it_is(desk: Desk, without: str) -> None:
    """Nobody can know then who corrected what; and the changes are told."""
    if without == "git":
        shutil.rmtree(desk.house.root / ".git")
        desk.house.put(PLACE, desk.text.replace(*HAND))
    else:
        desk.by_hand(*HAND)
        desk.house.put(".git/shallow", desk.house.git("rev-parse", "HEAD"))
    done = desk.sends(with_cell(3, 4, "Reported"))
    assert done.code == 0 and "Changed: 1 (row 2): event" in done.out and "Kept" not in done.out
    assert "Mrs Example" in desk.text


def test_an_entry_added_by_hand_stays(desk: Desk) -> None:
    """The agency never sent it, so that its absence says nothing; and no other gets its number."""
    extra = '  - id: "4"\n    date: 2019-07-01\n    event: The panel was told of this by telephone\n'
    desk.by_hand("None taken\n", f"None taken\n{extra}")
    new = ("4", "09/09/2019", "Notes", "Bailed from custody", None, None)
    said = desk.brings([*ROWS, new])
    assert "Not in the file, and they stay: 4" in said and "Added: 5" in said
    assert extra in desk.text


def test_an_entry_taken_out_by_hand_stays_out(desk: Desk) -> None:
    """It is told; where the agency has it otherwise now, somebody must say. Its number is given to no other."""
    at = desk.text.index('  - id: "3"')
    end = desk.text.index("None taken\n") + len("None taken\n")
    desk.by_hand(desk.text[at:end], "")
    new = (4, "09/09/2019", "Notes", "Bailed from custody", None, None)
    said = desk.brings([*ROWS, new])
    assert "entry 3 (taken out)" in said and "Added: 4" in said and "on duty" not in desk.text
    desk.refused([*ROWS, new])
    rows = with_cell(3, 3, "Seen in town by two officers on duty", [*ROWS, new])
    assert "entry 3 (taken out here)" in desk.refused(rows)
    assert "Added: 3" in desk.brings(rows, "--overwrite") and "two officers" in desk.text


def test_an_entry_that_the_agency_took_out_may_come_back(desk: Desk) -> None:
    """It was not taken out by hand."""
    desk.brings(ROWS[:2], "--remove-gone")
    assert "Added: 4" in desk.brings(ROWS)


def test_an_entry_written_anew_by_hand_is_still_known(desk: Desk) -> None:
    """By the words that the agency sent, though none of them is left."""
    desk.by_hand("Seen in town by an officer on duty", "Redacted")
    desk.by_hand("date: 2019-06-03", "date: 2017")
    said = desk.brings(with_cell(1, 4, "Advice"))
    assert "entry 3 (date, what happened)" in said and "0 added" in said and "0 taken out" in said


def test_the_panels_marks_and_questions_stay(desk: Desk) -> None:
    """A blank cell takes none away, and nothing is told of it."""
    desk.house.does("chronology", "mark", CASE, AGENCY, "1", "disputed")
    said = desk.brings(with_cell(3, 4, "Reported"))
    assert "disputed" in desk.text and "Kept" not in said and "1 changed" in said


def test_a_reason_corrected_by_hand_stays(desk: Desk) -> None:
    """What stands beside the entries is kept in the same way, and a new reason of the agency's is taken."""
    period = (None, "1/3/2017 to 1/5/2017", "Notes", "No contact: Mrs Example was away", None, None)
    desk.brings([*ROWS, period])
    desk.by_hand("reason: Mrs Example was away", "reason: the family was away")
    rows = with_cell(3, 4, "Reported")
    said = desk.brings([*rows, period])
    assert "Kept as corrected here: 1 period without contact" in said
    assert "the family was away" in desk.text and "Reported" in desk.text
    assert "Nothing has changed" in desk.brings([*rows, period])
    desk.brings(with_cell(4, 3, "No contact: moved to another town", [*rows, period]))
    assert "moved to another town" in desk.text and "the family was away" not in desk.text
