"""Times of which nobody tells, held against every way to understand the dates."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.chronicle.gaps import Told, gaps_of
from reviewctl.facts.chronicle.integrate import Options
from reviewctl.model.chronology import NoContact
from reviewctl.model.integrated import Gap
from reviewctl.model.span import NOWHERE, Span
from tests.evidence.merging.telling import account, entry, merged

START = date(2019, 3, 1)
DAYS = 9
BEFORE = 2

Run = tuple[int, int]


def day(number: int) -> date:
    """Return a day of the little period, counted from 0."""
    return START + timedelta(days=number)


spans = st.tuples(st.integers(-BEFORE, DAYS + 1), st.integers(0, 5)).map(
    lambda one: (one[0], one[0] + one[1])
)


def runs(taken: set[int]) -> list[Run]:
    """Return the longest stretches of the period in which no day is taken."""
    found: list[Run] = []
    for number in range(DAYS):
        if number in taken:
            continue
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def gaps(pairs: Sequence[Run], least: int = 1, undated: int = 0) -> list[Gap]:
    """Return the gaps of entries that lie between these days."""
    told = [Span(first=day(first), last=day(last), precision="range") for first, last in pairs]
    whole = Told(agency="a", spans=[*told, *[NOWHERE] * undated])
    return list(gaps_of(whole, (day(0), day(DAYS - 1)), least))


def as_runs(found: Sequence[Gap]) -> set[Run]:
    """Return the gaps as numbers of days."""
    return {((gap.first - START).days, (gap.last - START).days) for gap in found}


@given(st.lists(spans, min_size=1, max_size=4), st.integers(1, 4))
def test_gaps_are_those_of_every_way_to_understand_the_dates(pairs: list[Run], least: int) -> None:
    """Definite: empty whatever the dates mean. Possible: the longest that are empty in some reading."""
    readings = [set(one) for one in product(*(range(first, last + 1) for first, last in pairs))]
    in_all = runs(set().union(*readings))
    definite = {one for one in in_all if one[1] - one[0] + 1 >= least}
    in_some = {one for reading in readings for one in runs(reading) if one[1] - one[0] + 1 >= least}
    longest = {
        one for one in in_some if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in in_some)
    }
    possible = {one for one in longest if not any(one[0] <= d[0] and d[1] <= one[1] for d in definite)}
    found = gaps(pairs, least)
    assert as_runs([gap for gap in found if gap.definite]) == definite
    assert as_runs([gap for gap in found if not gap.definite]) == possible
    for gap in found:
        assert gap.days == (gap.last - gap.first).days + 1 >= least
        if gap.definite:
            run = next(iter(as_runs([gap])))
            round_it = [one for one in longest if one[0] <= run[0] and run[1] <= one[1]]
            first, last = gap.widest or (gap.first, gap.last)
            assert round_it == [((first - START).days, (last - START).days)]


@given(st.lists(spans, min_size=1, max_size=4))
def test_an_entry_without_a_date_leaves_nothing_definite(pairs: list[Run]) -> None:
    """It may lie in any gap: the same stretches are only possible then, and say why."""
    with_one = gaps(pairs, undated=1)
    assert not any(gap.definite for gap in with_one)
    assert as_runs(with_one) == as_runs(gaps(pairs))
    assert all("the one entry without a date does not lie in it" in (gap.only_if or "") for gap in with_one)


def test_a_possible_gap_says_how_many_dates_it_hangs_on() -> None:
    """Of a year in which one entry may lie anywhere, nothing is definite."""
    whole = merged(
        account("a", entry("1", "2019-01-01", "x"), entry("2", "2019", "y"), entry("3", "2019-12-31", "z")),
        scope=(date(2019, 1, 1), date(2019, 12, 31)),
    )
    assert whole.gaps == (
        Gap(
            agency="a",
            first=date(2019, 1, 2),
            last=date(2019, 12, 30),
            days=363,
            definite=False,
            only_if="the one date that may lie in it lies outside it",
        ),
    )


def test_the_agencys_reason_explains_its_gap() -> None:
    """A reason for the whole gap stands as it is; one for a part says for which."""
    whole = merged(
        account(
            "a",
            entry("1", "2019-01-01", "x"),
            entry("2", "2019-12-31", "y"),
            no_contact=(
                NoContact(from_="2018-12", to="2020", reason="case closed"),
                NoContact(from_="2019-06", to="2019-07", reason="records lost"),
                NoContact(from_="2020-06", reason="long after"),
                NoContact(from_="2019-08/2019-09", reason="on leave"),
            ),
        )
    )
    reason = "case closed; records lost (1 June to 31 July 2019); on leave (1 August to 30 September 2019)"
    assert [gap.explained for gap in whole.gaps] == [reason]


def test_the_ends_of_the_scope_bound_gaps() -> None:
    """From the first day of the scope to the first entry is a gap; without a scope it is not known to be one."""
    told = (
        account("a", entry("1", "2019-06-01", "x")),
        account("b", entry("1", "2019-06-01", "other thing")),
    )
    scoped = merged(*told, scope=(date(2019, 1, 1), date(2019, 12, 31)))
    assert [(gap.agency, gap.days) for gap in scoped.gaps] == [
        ("a", 151), ("a", 213), ("b", 151), ("b", 213), (None, 151), (None, 213),
    ]  # fmt: skip
    assert merged(*told).gaps == ()


def test_how_long_a_gap_must_be_is_an_option() -> None:
    """90 days by default, and the number is said."""
    told = account("a", entry("1", "2019-01-01", "x"), entry("2", "2019-04-01", "y"))
    assert merged(told).gaps == ()
    whole = merged(told, options=Options(gap_days=89))
    assert [gap.days for gap in whole.gaps] == [89]
    assert "listed from 89 days on. No source sets a number." in whole.assumptions[-1]


def test_an_empty_chronology_is_no_gap() -> None:
    """Its whole period would be one: it is said elsewhere, with its reason."""
    whole = merged(account("a", empty="not known here"), scope=(date(2019, 1, 1), date(2019, 12, 31)))
    assert whole.gaps == ()
