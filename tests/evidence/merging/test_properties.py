"""What holds of every integrated chronology, whatever the agencies told."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.facts.chronicle.filters import Filters, filtered
from reviewctl.facts.chronicle.integrate import Options
from reviewctl.facts.chronicle.ordering import Account
from reviewctl.model.chronology import Entry
from reviewctl.model.integrated import Integrated
from tests.evidence.merging.telling import account, entry, merged

DAYS = (
    "2019-03-02", "2019-03-03", "2019-03-02~", "2019-03", "2019", "201X", "2019-03-01/2019-03-05", "../2019-03-02",
    "2019-03-02/..", "XXXX-03-02", None,
)  # fmt: skip
TEXTS = (
    "ambulance called to the home after a fall in the kitchen",
    "called by ambulance fall in the kitchen at home address",
    "ambulance not called to the home after a fall in the kitchen",
    "home visit by the nurse, dressing changed",
    "seen",
    None,
)
entries = st.tuples(
    st.sampled_from(DAYS),
    st.sampled_from(TEXTS),
    st.sampled_from((None, "19:00", "evening")),
    st.sampled_from((None, "x", "y")),
)
chronologies = st.lists(st.lists(entries, max_size=6), min_size=1, max_size=4)


def accounts(told: list[list[tuple[str | None, ...]]]) -> list[Account]:
    """Return the accounts of agencies a, b, c …"""
    return [
        account("abcd"[n], *[_entry(i, one) for i, one in enumerate(some)]) for n, some in enumerate(told)
    ]


def _entry(number: int, one: tuple[str | None, ...]) -> Entry:
    day, event, time, subject = one
    return entry(str(number + 1), day, event, time=time, subject=subject)


def keys(whole: Integrated) -> list[tuple[str, str]]:
    """Return every entry that stands somewhere."""
    return [(one.agency, one.entry.id) for line in whole.lines for one in line.tellings]


@given(chronologies)
def test_no_entry_is_lost_or_invented(told: list[list[tuple[str | None, ...]]]) -> None:
    """Each agency's each entry stands in exactly one line, as it was told."""
    given_ = accounts(told)
    whole = merged(*given_)
    assert Counter(keys(whole)) == Counter((a.agency, e.id) for a in given_ for e in a.chronology.entries)
    by_key = {(a.agency, e.id): e for a in given_ for e in a.chronology.entries}
    assert all(by_key[one.agency, one.entry.id] is one.entry for line in whole.lines for one in line.tellings)
    assert [line.number for line in whole.lines] == list(range(1, len(whole.lines) + 1))


@given(chronologies, st.randoms(use_true_random=False))
def test_the_order_of_files_and_lines_makes_no_difference(
    told: list[list[tuple[str | None, ...]]], random: Random
) -> None:
    """Shuffled agencies and shuffled entries give the same whole, but for what an undated entry stood beside."""
    given_ = accounts(told)
    whole = merged(*given_)
    random.shuffle(given_)
    assert merged(*given_) == whole
    mixed = merged(
        *[
            account(one.agency, *random.sample(one.chronology.entries, len(one.chronology.entries)))
            for one in given_
        ]
    )
    assert _without_neighbours(mixed) == _without_neighbours(whole)


def _without_neighbours(whole: Integrated) -> list[object]:
    return [
        whole.gaps,
        whole.assumptions,
        *(
            (
                line.number,
                line.span,
                line.conflicts,
                line.since,
                line.alike,
                [(t.agency, t.entry) for t in line.tellings],
            )
            for line in whole.lines
        ),
        *(
            tuple(one for one in line.assumptions if "In its own chronology" not in one)
            for line in whole.lines
        ),
    ]


@given(chronologies, st.integers(50, 100))
def test_a_group_holds_only_what_may_be_one_event(
    told: list[list[tuple[str | None, ...]]], alike: int
) -> None:
    """One entry of an agency, but for the same words of one day; nobody is mistaken for another."""
    for line in merged(*accounts(told), options=Options(alike=alike)).lines:
        for agency in line.agencies:
            own = [one.entry for one in line.tellings if one.agency == agency]
            assert len({(one.date, one.time, one.event, one.subject) for one in own}) == 1
        assert len({one.entry.subject for one in line.tellings} - {None}) <= 1
        assert line.alike is None or line.alike >= alike
        assert (line.alike is None) == (len(line.agencies) == 1)


@given(chronologies)
@settings(max_examples=50)
def test_a_part_never_changes_the_numbers(told: list[list[tuple[str | None, ...]]]) -> None:
    """What is left of a line has the number that it has in the whole, and all that is left out is counted."""
    whole = merged(*accounts(told))
    part = filtered(whole, Filters(agencies=("a",), persons=("x",)))
    numbers = {(one.agency, one.entry.id): line.number for line in whole.lines for one in line.tellings}
    assert all(
        numbers[one.agency, one.entry.id] == line.number for line in part.lines for one in line.tellings
    )
    assert len(keys(part)) + part.left_out == len(keys(whole))
