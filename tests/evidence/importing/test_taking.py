"""What a file comes to: every row is a line, or is said not to be one."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.sheet import AgencyFile, AgencyTable, Notice, TableRow
from reviewctl.work.chronicle.columns import read_map
from reviewctl.work.chronicle.obstacles import Asked
from reviewctl.work.chronicle.taking import MOST_ROWS, take
from tests.evidence.importing.making import HEADINGS, file_of, ground, rule, table, taken

HEAD = ("Date", "What happened")


def test_a_row_is_a_line_with_its_fields() -> None:
    """Dates and times as a spreadsheet has them, words as they stand."""
    found = taken(HEADINGS, (1, date(2016, 5, 22), time(19, 0), "Log", "=1+1 was written", "-"))
    (draft,) = found.drafts
    assert draft.said == {
        "date": "2016-05-22",
        "time": "19:00",
        "as_written": None,
        "source": "Log",
        "event": "=1+1 was written",
        "response": "-",
    }
    assert (draft.ref, draft.faults) == ("1", ())


def test_a_cell_with_day_and_time_is_both() -> None:
    """A spreadsheet keeps them in one number."""
    (draft,) = taken(HEAD, (datetime(2016, 5, 22, 19, 30), "x")).drafts
    assert (draft.said["date"], draft.said["time"]) == ("2016-05-22", "19:30")


def test_a_date_in_a_column_of_words_is_written_day_first() -> None:
    """Excel makes a date of what looks like one."""
    (draft,) = taken((*HEAD, "Source"), ("2016", "x", date(2016, 5, 22))).drafts
    assert draft.said["source"] == "22/05/2016"


def test_two_dates_are_a_period() -> None:
    """From the first day of the one to the last of the other."""
    rows = (("Date from", "Date to", "Event"), ("22/05/2016", "3 June 2016", "x"), (None, "2017", "y"))
    found = taken(*rows, ("May 2018", None, "z"), ("2019", "2018", "w"))
    assert [one.said["date"] for one in found.drafts] == ["2016-05-22/2016-06-03", "../2017", "2018-05", None]
    assert [bool(one.faults) for one in found.drafts] == [False, False, False, True]


def test_columns_of_one_field_are_joined_under_their_headings() -> None:
    """Nothing is lost, and it is said where it came from."""
    (draft,) = taken((*HEAD, "Comment", "Analysis"), ("2016", "x", "one", "two")).drafts
    assert draft.said["comment"] == "Comment: one\nAnalysis: two"


def test_every_row_is_counted_once() -> None:
    """Lines, rejected ones, periods, and what is left out with why."""
    found = taken(
        HEADINGS,
        (1, "22/05/2016", None, "Log", "x", None),
        ("Ref", "Date", "Time", "Source", "What happened", "What was done"),
        (None, "2017", None, None, None, None),
        (3, None, None, None, None, None),
        (4, "31/02/2016", None, None, "y", None),
        (5, "1/3/2016 to 1/5/2016", None, None, "No contact", "closed to the service"),
    )
    assert found.lines == len(found.drafts) + len(found.periods) + len(found.left) == 6
    assert [one.row for one in found.drafts if one.faults] == [6]
    assert [(one.row, one.why.partition(":")[0]) for one in found.left] == [
        (3, "the headings again"),
        (4, "a line between"),
        (5, "nothing but its number"),
    ]
    assert found.periods[0].reason == "closed to the service"


def test_no_contact_without_a_reason_is_asked_about() -> None:
    """Why there was none is what the panel needs to know."""
    found = taken(HEAD, ("1/3/2016 to 1/5/2016", "Nil"), ("22/05/2016", "No contact"))
    assert "not why" in found.drafts[0].faults[0].what
    assert found.drafts[1].faults == ()


def test_a_reason_may_stand_behind_the_words() -> None:
    """ "No contact - moved away" says why."""
    found = taken(HEAD, ("1/3/2016 to 1/5/2016", "No contact with the service: moved away"))
    assert [(one.first, one.last, one.reason) for one in found.periods] == [
        ("2016-03-01", "2016-05-01", "moved away")
    ]


def test_a_fault_says_where_and_never_what_stands_there() -> None:
    """A cell for dates may hold anything."""
    row = ("met Mrs Example at 12 High Street on the 5/6", "x", "someone", "9")
    (draft,) = taken((*HEAD, "Who it is about", "Question"), row).drafts
    text = " ".join(f"{one.column} {one.heading} {one.what} {one.mend}" for one in draft.faults)
    assert "Example" not in text and "someone" not in text
    assert {one.column for one in draft.faults} >= {"C", "D"}


def test_subjects_questions_and_marks_are_taken_as_ids() -> None:
    """As the record has them."""
    (draft,) = taken(
        (*HEAD, "Subject", "ToR", "Key episode"), ("2016", "x", "adult f", "Q1 & 3", "Yes")
    ).drafts
    assert (draft.said["subject"], draft.said["tor"], draft.said["marks"]) == (
        "adult-f",
        ("1", "3"),
        ("key-episode",),
    )


def test_small_tables_beside_it_are_understood() -> None:
    """Periods without contact, and abbreviations."""
    periods = table(
        ("From", "To", "Reason"), ("March 2016", "2017", "moved away"), ("", "", ""), name="No contact"
    )
    words = table(("Abbreviation", "Meaning"), ("ASC", "Adult Social Care"), name="Abbreviations")
    found = take(file_of(table(HEAD, ("2016", "x")), periods, words), Asked(), ground(), {})
    assert [(one.first, one.last) for one in found.periods] == [("2016-03", "2017")]
    assert found.glossary == {"ASC": "Adult Social Care"}
    assert found.obstacles == () and found.faults == ()


def test_a_period_without_a_reason_or_with_no_date_is_a_fault() -> None:
    """Nothing of it is left out in silence."""
    periods = table(
        ("From", "To", "Why"), ("2016", "2017", None), ("soonish!", "2017", "x"), (None, None, "x")
    )
    found = take(file_of(table(HEAD, ("2016", "x")), periods), Asked(), ground(), {})
    assert [one.row for one in found.faults] == [2, 3, 4] and not found.periods


@pytest.mark.parametrize(
    ("asked", "lines", "obstacles"),
    [(Asked(), 1, 1), (Asked(hidden=True), 2, 0), (Asked(skip_hidden=True), 1, 0)],
)
def test_hidden_rows_are_asked_about(asked: Asked, lines: int, obstacles: int) -> None:
    """They may be what the agency thought better of, or a filter that was left on."""
    file = file_of(table(HEAD, ("2016", "x"), ("2017", "y"), hidden=[3]))
    found = take(file, asked, ground(), {})
    assert (len(found.drafts), len(found.obstacles)) == (lines, obstacles)
    assert found.lines == len(found.drafts) + len(found.left)


def test_hidden_columns_and_sheets_are_asked_about() -> None:
    """A hidden sheet that is no chronology (lists for drop-downs) is nobody's concern."""
    rows = (TableRow(1, False, ("Date", "Event", "Comment")), TableRow(2, False, ("2016", "x", "y")))
    shown = AgencyTable(name="A", rows=rows, hidden_columns=(2,))
    second = AgencyTable(name="B", rows=rows, hidden=True)
    lists = AgencyTable(name="Lists", rows=(TableRow(1, False, ("Yes",)),), hidden=True)
    found = take(file_of(shown, second, lists), Asked(), ground(), {})
    assert "1 hidden column and 1 hidden sheet" in found.obstacles[0].what
    assert "comment" not in found.drafts[0].said


def test_what_is_unsettled_in_a_document_is_refused_until_said() -> None:
    """Tracked changes and comments, each with its option; the places are named."""
    notices = (
        Notice(kind="tracked-deletion", place="table 1, row 3"),
        Notice(kind="comment", place="page header"),
    )
    file = AgencyFile(form="docx", tables=(table(HEAD, ("2016", "x")),), notices=notices)
    found = take(file, Asked(), ground(), {})
    assert [("table 1, row 3" in one.what, "--accept-changes" in one.hint) for one in found.obstacles] == [
        (True, True),
        (False, False),
    ]
    settled = Asked(accept_changes=True, ignore_comments=True)
    assert take(file, settled, ground(), {}).obstacles == ()


def test_a_formula_without_its_result_rejects_its_row() -> None:
    """What it comes to is not known."""
    rows = (TableRow(1, False, HEAD), TableRow(2, False, ("2016", "x")))
    file = file_of(AgencyTable(name="A", rows=rows, unstored=("B2",)))
    (draft,) = take(file, Asked(), ground(), {}).drafts
    assert "formula" in draft.faults[0].what


def test_sheets_that_each_look_like_one_are_to_be_chosen() -> None:
    """By name or number, or all of them."""
    file = file_of(table(HEAD, ("2016", "x"), name="2016"), table(HEAD, ("2017", "y"), name="2017"))
    found = take(file, Asked(), ground(), {})
    assert "--sheet 1" in found.obstacles[0].hint
    assert len(take(file, Asked(sheets=("2",)), ground(), {}).drafts) == 1
    assert len(take(file, Asked(sheets=("2016", "2017")), ground(), {}).drafts) == 2
    with pytest.raises(ReviewctlError):
        take(file, Asked(sheets=("3",)), ground(), {})


def test_tables_that_word_split_are_one() -> None:
    """With the headings again, or without."""
    file = file_of(table(HEAD, ("2016", "x")), table(HEAD, ("2017", "y")), table(("2018", "z")), form="docx")
    found = take(file, Asked(), ground(), {})
    assert [one.said["event"] for one in found.drafts] == ["x", "y", "z"]
    assert found.obstacles == ()


def test_a_file_without_a_chronology_is_refused() -> None:
    """With what is looked for."""
    with pytest.raises(ReviewctlError, match="No table of a chronology"):
        take(file_of(table(("Name", "Phone"), ("x", "y"))), Asked(), ground(), {})


def test_too_many_rows_are_refused() -> None:
    """And the most is said."""
    rows = [("2016", str(number)) for number in range(MOST_ROWS + 1)]
    with pytest.raises(ReviewctlError, match="5,000"):
        take(file_of(table(HEAD, *rows)), Asked(), ground(), {})


def test_an_answer_settles_a_date() -> None:
    """With the words kept, so that the next import knows it again."""
    file = file_of(table(HEAD, ("03/04", "x"), ("5 May", "y"), name="S"))
    first = take(file, Asked(), ground(), {})
    assert [one.question is not None for one in first.drafts] == [True, True]
    question = first.drafts[0].question
    assert question is not None and question.words == "03/04"
    found = take(file, Asked(), ground(), {("S", 2): "2016-04-03", ("S", 3): ""})
    said = [(one.said["date"], one.said["as_written"], one.faults) for one in found.drafts]
    assert said == [("2016-04-03", "03/04", ()), (None, "5 May", ())]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["22/05/2016", "May 2016", "31/02/2016", None, "03/04", "2016", "1/2/2016 to 3/4/2016"]
            ),
            st.sampled_from(["x", None, "No contact", "No contact: ill", "Date", "\x1b"]),
            st.booleans(),
        ),
        max_size=12,
    ),
    st.booleans(),
)
def test_no_row_is_lost_or_made_up(rows: list[tuple[str | None, str | None, bool]], skip: bool) -> None:
    """Whatever stands in them: a line, a period, or left out with why."""
    lines = [
        TableRow(number, hidden, (day, text))
        for number, (day, text, hidden) in enumerate(rows, 2)
        if day or text
    ]
    file = file_of(AgencyTable(name="S", rows=(TableRow(1, False, HEAD), *lines)))
    found = take(file, Asked(skip_hidden=skip), ground(), {})
    told = (
        [one.row for one in found.drafts]
        + [one.row for one in found.periods]
        + [one.row for one in found.left]
    )
    assert sorted(told) == [one.number for one in lines] and found.lines == len(lines)


def test_a_column_to_be_ignored_is_not_read() -> None:
    """Nor does it stand in the way."""
    asked = Asked(given=read_map(["Ward=ignore"], rule()))
    found = taken((*HEAD, "Ward"), ("2016", "x", "B2"), asked=asked)
    assert found.obstacles == () and "Ward" not in str(found.drafts[0].said)
