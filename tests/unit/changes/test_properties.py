"""What holds of the differences of any two logs, however their entries were shuffled, corrected and taken out."""

import re
from collections import Counter
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.changes.matching import matched
from reviewctl.facts.differences import Difference, differences
from reviewctl.model.chronology import Chronology, Entry
from reviewctl.model.log import Extension, Log, Note
from reviewctl.model.review import Document

DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 4))
WORDS = st.sampled_from(["a", "b", "c", "d"])
NOTES = st.builds(Note, on=DAYS, text=WORDS, by=st.none() | WORDS)
EXTENSIONS = st.builds(Extension, step=WORDS, to=DAYS, reason=st.none() | WORDS, agreed_by=st.none() | WORDS)
LOGS = st.builds(
    Log, notes=st.lists(NOTES, max_size=6).map(tuple), extensions=st.lists(EXTENSIONS, max_size=4).map(tuple)
)
ENTRIES = st.lists(st.builds(Entry, id=st.sampled_from("123456"), event=WORDS), max_size=6).map(tuple)


def of(data: object, kind: str = "log") -> Document:
    """Return a document with these facts."""
    return Document(kind=kind, path=f"{kind}.yaml", data=data)


def bare(found: tuple[Difference, ...], *, back: bool = False) -> Counter[tuple[str, str, str]]:
    """Return differences without the numbers of counted items, turned round for `back`."""
    sides = ("after", "before") if back else ("before", "after")
    return Counter(
        (re.sub(r"\[[0-9]+\]", "[]", one.address), *(repr(getattr(one, side)) for side in sides))
        for one in found
    )


@given(LOGS, LOGS)
def test_nothing_is_different_only_where_the_same_entries_stand(one: Log, other: Log) -> None:
    """Two logs have no difference exactly where they hold the same entries, in whatever order."""
    same = Counter(one.notes) == Counter(other.notes) and Counter(one.extensions) == Counter(other.extensions)
    assert (differences(of(one), of(other)) == ()) == same


@given(LOGS, LOGS)
def test_both_ways_round_are_mirrors(one: Log, other: Log) -> None:
    """What came one way went the other way."""
    assert bare(differences(of(one), of(other))) == bare(differences(of(other), of(one)), back=True)


@given(LOGS, LOGS)
def test_what_is_new_is_somewhere_among_the_differences(one: Log, other: Log) -> None:
    """Each text that only the later log has is what some difference comes to."""
    found = {repr(each.after) for each in differences(of(one), of(other))}
    new = Counter(note.text for note in other.notes) - Counter(note.text for note in one.notes)
    assert {repr(text) for text in new} <= found


@given(LOGS, st.randoms())
def test_shuffled_entries_are_no_difference(one: Log, chance: Random) -> None:
    """The order of a list is not what it says."""
    notes = list(one.notes)
    chance.shuffle(notes)
    assert differences(of(one), of(Log(notes=tuple(notes), extensions=one.extensions))) == ()


@given(ENTRIES, ENTRIES)
def test_each_item_has_one_partner_at_the_most(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> None:
    """Every item of both lists stands in exactly one pair, those with an id of their own with their namesake."""
    pairs = list(matched(before, after, "id"))
    assert Counter(old for _, old, _ in pairs if old is not None) == Counter(before)
    assert Counter(new for _, _, new in pairs if new is not None) == Counter(after)
    for _, old, new in pairs:
        alone = all(
            sum(one.id == each.id for one in side) <= 1
            for side in (before, after)
            for each in (old, new)
            if each
        )
        assert not (alone and old is not None and new is not None) or old.id == new.id


@given(ENTRIES)
def test_a_document_that_came_is_told_whole(entries: tuple[Entry, ...]) -> None:
    """Over nothing, each value of a document is a difference; so are entries that say nothing but their id."""
    found = differences(None, of(Chronology(agency="gmp", entries=entries), "chronology"))
    assert sum(one.address.endswith(".event") for one in found) == len(entries)
    assert all(one.before is None for one in found)
