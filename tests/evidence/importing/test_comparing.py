"""A line is known again, and what a file changes is told field by field."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.model.chronology import Chronology, Entry
from reviewctl.work.chronicle.comparing import Compared, compare
from tests.evidence.importing.making import taken

HEAD = ("Ref", "Date", "What happened", "What was done")


def entry(number: str, date: str | None, event: str, **more: Any) -> Entry:
    """Return an entry of the record."""
    return Entry(id=number, date=date, event=event, **more)


def record(*entries: Entry, withdrawn: tuple[str, ...] = ()) -> Chronology:
    """Return a chronology of these."""
    return Chronology(agency="gmp", entries=entries, withdrawn=withdrawn)


def compared(
    chronology: Chronology, *rows: Any, head: tuple[str, ...] = HEAD, keep: bool = False
) -> Compared:
    """Return what a file of these rows changes."""
    return compare(chronology, taken(head, *rows), keep_gone=keep)


THREE = record(
    entry("1", "2016-05-22", "Called to the flat by a neighbour", response="Words of advice"),
    entry("2", "2016-06-01", "Report of a theft from the shop", marks=("disputed",), tor=("1",)),
    entry("3", "2017-02-03", "Seen by the duty officer at the station"),
)
SAME = (
    (1, "22/05/2016", "Called to the flat by a neighbour", "Words of advice"),
    (2, "01/06/2016", "Report of a theft from the shop", None),
    (3, "03/02/2017", "Seen by the duty officer at the station", None),
)


def told(found: Compared) -> tuple[list[str], dict[str, list[str]], list[str]]:
    """Return what was added, the fields of what was changed, and what is missing."""
    changed = {one.id: [change.field for change in one.changes] for one in found.changed}
    return [one.id for one in found.added], changed, [one.id for one in found.missing]


def test_the_same_again_changes_nothing() -> None:
    """What the panel set stays, though the file has no column for it."""
    assert told(compared(THREE, *SAME)) == ([], {}, [])
    assert compared(THREE, *SAME).same == 3


def test_the_first_time_the_agencys_references_are_the_ids() -> None:
    """Where they can be; else the next number that nobody has."""
    found = compared(record(), (7, "2016", "a", None), (None, "2017", "b", None), ("A/3", "2018", "c", None))
    assert [one.id for one in found.added] == ["7", "8", "9"]


def test_a_reference_that_stands_twice_is_nobodys() -> None:
    """It cannot tell two lines apart."""
    found = compared(record(), (1, "2016", "a", None), (1, "2017", "b", None))
    assert [one.id for one in found.lines] == ["1", "2"] and found.refs == ("1",)


def test_a_line_put_in_above_makes_no_other_change() -> None:
    """Though every reference behind it is another one now."""
    renumbered = [(number + 1, *row[1:]) for number, row in enumerate(SAME, 1)]
    assert told(compared(THREE, (1, "03/01/2016", "A call that nobody answered", None), *renumbered)) == (
        ["4"],
        {},
        [],
    )


def test_a_corrected_line_is_known_by_its_reference() -> None:
    """Even where most of its words are others."""
    found = compared(
        THREE, (1, "22/05/2016", "Attended after a neighbour called", "Words of advice"), *SAME[1:]
    )
    assert told(found) == ([], {"1": ["event"]}, [])


def test_a_corrected_line_is_known_without_a_reference() -> None:
    """By its words and its day."""
    rows = [row[1:] for row in SAME]
    rows[2] = ("04/02/2017", "Seen by the duty officer at the station.", None)
    found = compared(THREE, *rows, head=HEAD[1:])
    assert told(found) == ([], {"3": ["date", "event"]}, [])


def test_a_line_that_is_gone_is_missing_and_its_id_is_not_given_again() -> None:
    """Nor that of one which was taken out before."""
    taken_out = record(*THREE.entries, withdrawn=("4",))
    found = compared(taken_out, *SAME[:2], (None, "2019", "Something else altogether, in another town", None))
    assert told(found) == (["5"], {}, ["3"])


def test_what_is_gone_may_stay_where_it_stood() -> None:
    """Behind the entry that stands before it today."""
    found = compared(THREE, SAME[0], SAME[2], keep=True)
    assert [one.id for one in found.lines] == ["1", "2", "3"]


def test_a_rejected_line_leaves_its_entry_as_it_is() -> None:
    """A slip in the corrected file takes nothing away."""
    found = compared(THREE, SAME[0], (2, "31/02/2016", "Report of a theft from the shop", None), SAME[2])
    assert told(found) == ([], {}, []) and len(found.rejected) == 1
    assert [one.id for one in found.lines] == ["1", "2", "3"]


def test_a_blank_cell_takes_words_away_and_nothing_of_the_panels() -> None:
    """The agency's own fields are the agency's; questions and marks are the panel's."""
    head = (*HEAD, "Question", "Marks")
    rows = [(*row, None, None) for row in SAME]
    rows[0] = (*rows[0][:3], None, None, None)
    assert told(compared(THREE, *rows, head=head)) == ([], {"1": ["response"]}, [])


def test_a_cell_that_names_another_question_changes_it() -> None:
    """What the file says is taken."""
    rows = [(*row, None) for row in SAME]
    rows[1] = (*rows[1][:4], "2; 3")
    found = compared(THREE, *rows, head=(*HEAD, "Question"))
    assert told(found) == ([], {"2": ["tor"]}, [])


def test_a_date_put_right_by_hand_stays_while_the_words_are_the_same() -> None:
    """What was answered to is not asked again."""
    known = record(
        entry("1", "2016-04-03", "x", as_written="03/04"), entry("2", "2016-05", "y", as_written="5 May")
    )
    found = compared(known, (1, "03/04", "x", None), (2, "5 May", "y", None))
    assert told(found) == ([], {}, []) and not found.rejected


def test_the_order_of_the_lines_changes_nothing() -> None:
    """The same entries are found whichever way a table is sorted."""
    entries = [
        entry(str(n), f"2016-0{n % 3 + 1}", f"Home visit number {n % 4} by the nurse") for n in range(1, 13)
    ]
    rows = [
        (None, f"0{n % 3 + 1}/2016", f"Home visit number {n % 4} by a nurse {n}", None) for n in range(1, 13)
    ]
    expected = None
    for seed in range(6):
        shuffled = random.Random(seed).sample(rows, len(rows))
        found = compared(record(*entries), *shuffled)
        pairs = {one.draft.said["event"]: one.id for one in found.lines if one.draft is not None}
        expected = expected or pairs
        assert pairs == expected


_WORDS = st.sampled_from(
    ["Home visit", "Call from the ward", "Letter to the practice", "Home visit, no answer"]
)
_DAYS = st.sampled_from(["2016-05-22", "2016-05", "2017", "2016-06-01"])


@settings(max_examples=60)
@given(st.lists(st.tuples(_DAYS, _WORDS), max_size=7), st.lists(st.tuples(_DAYS, _WORDS), max_size=7))
def test_no_entry_is_lost_or_made_up(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    """Every entry is in the file or missing, every line is one entry, and no id stands twice."""
    chronology = record(*(entry(str(at), day, text) for at, (day, text) in enumerate(old, 1)))
    shown = {"2016-05-22": "22/05/2016", "2016-05": "May 2016", "2017": "2017", "2016-06-01": "1 June 2016"}
    found = compared(chronology, *((None, shown[day], text, None) for day, text in new))
    assert len(found.lines) == len(new)
    assert [one.draft.said["event"] for one in found.lines if one.draft] == [text for _, text in new]
    kept = [one.place for one in found.lines if one.place is not None]
    assert len(set(kept)) == len(kept) and len(kept) + len(found.missing) == len(old)
    assert len({one.id for one in found.lines} | {one.id for one in found.missing}) == len(new) + len(
        found.missing
    )
