"""Quorum: filled as well as it can be, by an oracle that tries every way; and what can never change it."""

from itertools import permutations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.facts.meetings import outlooks
from reviewctl.facts.quorum import Sitting, fill
from reviewctl.model.attendance import MeetingQuorum
from reviewctl.model.kind import Seats
from tests.making import facts_of
from tests.unit.facts.kit import board_of, plan

SECTORS, ROLES = ("police", "health", "local-authority"), ("chair-author", "manager")
PLAN = plan(
    more="""\
quorum:
  panel: {sectors: [police, health, local-authority], roles: [chair-author], cites: P§10}
meetings:
  panel: {title: Review panel, cites: P§10}
"""
)
AGENCIES = {
    "gmp": "police",
    "icb": "health",
    "trust": "health",
    "council": "local-authority",
    "charity": None,
}
PEOPLE = [(f"{agency}-{number}", agency) for agency in AGENCIES for number in (1, 2)] + [("author", None)]
BOARD = board_of(
    agencies=[{"id": one, "name": one, "sector": sector} for one, sector in AGENCIES.items()],
    people=[{"id": who, "agency": agency} for who, agency in PEOPLE],
    roles=[{"role": "chair-author", "person": "author"}, {"role": "chair-author", "person": "trust-1"}],
)
INVOLVED = "icb-2"

people = st.builds(
    Sitting,
    label=st.just("x"),
    person=st.sampled_from(["a", "b", "c", None]),
    sector=st.sampled_from([*SECTORS, None]),
    roles=st.sets(st.sampled_from(ROLES)).map(tuple),
)
wanted = st.builds(
    Seats,
    sectors=st.lists(st.sampled_from(SECTORS), max_size=3).map(tuple),
    roles=st.lists(st.sampled_from(ROLES), max_size=2).map(tuple),
    cites=st.just("P§10"),
)
lines = st.builds(
    "{{person: {}, status: {}}}".format,
    st.sampled_from([who for who, _ in PEOPLE]),
    st.sampled_from(["present", "present", "present", "apologies", "deputy", "absent"]),
)


def most_filled(seats: Seats, sitting: list[Sitting]) -> int:
    """Return how many seats can be filled at the most, by trying every order in which people choose one."""
    names = dict.fromkeys(one.person or f"#{place}" for place, one in enumerate(sitting))
    fits = {
        name: [
            place
            for place, seat in enumerate((*seats.sectors, *seats.roles))
            if any(
                seat in (one.sector, *one.roles)
                for number, one in enumerate(sitting)
                if (one.person or f"#{number}") == name
            )
        ]
        for name in names
    }
    chairs = range(len(seats.sectors) + len(seats.roles))
    nobody = [None] * len(chairs)
    return max(
        sum(who is not None and place in fits[who] for place, who in zip(chairs, order, strict=False))
        for order in permutations([*names, *nobody], len(chairs))
    )


def meeting(attendance: list[str], status: str = "held") -> MeetingQuorum:
    """Return a panel meeting that these lines attended, judged; `INVOLVED` has an open involvement."""
    body = "".join(f"  - {line}\n" for line in attendance)
    (one,) = facts_of(PLAN, files(body, status), "2026-06-08", BOARD).meetings
    return one


def files(body: str, status: str, day: str = "2026-05-06") -> dict[str, str]:
    """Return the files of a case with one panel meeting."""
    listed = f"attendance:\n{body}" if body else ""
    return {
        "meetings/a.md": f"---\nkind: panel\ndate: {day}\nstatus: {status}\n{listed}---\n",
        "panel.yaml": f"declarations:\n  - {{person: {INVOLVED}, involvement: true}}\n",
    }


@settings(max_examples=150)
@given(wanted, st.lists(people, max_size=4))
def test_as_many_seats_are_filled_as_can_be(seats: Seats, sitting: list[Sitting]) -> None:
    """No way of seating people fills more, and every seat is either filled or missing."""
    filled, missing = fill(seats, tuple(sitting))
    assert len(filled) == most_filled(seats, sitting)
    assert sorted((*filled, *missing)) == sorted((*seats.sectors, *seats.roles))


@given(wanted, st.lists(people, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_people_never_matters(seats: Seats, sitting: list[Sitting], dice: Random) -> None:
    """Whichever way round the sheet is written, the same seats are filled."""
    turned = list(sitting)
    dice.shuffle(turned)
    assert fill(seats, tuple(turned)) == fill(seats, tuple(sitting))


@settings(max_examples=60)
@given(st.lists(lines, max_size=6), lines)
def test_one_more_attendee_never_loses_quorum(sheet: list[str], more: str) -> None:
    """Nor does it empty a seat; and one less never gains quorum, or fills one."""
    before, after = meeting(sheet), meeting([*sheet, more])
    assert not (before.quorate and not after.quorate)
    assert set(before.present) <= set(after.present)


@settings(max_examples=40)
@given(st.lists(lines, max_size=6))
def test_somebody_involved_changes_nothing(sheet: list[str]) -> None:
    """Whoever has an open involvement may come or stay away: the seats are as they were."""
    with_them = meeting([*sheet, f"{{person: {INVOLVED}, status: present}}"])
    without = meeting([line for line in sheet if INVOLVED not in line])
    assert (with_them.quorate, with_them.present) == (without.quorate, without.present)


@settings(max_examples=60)
@given(st.lists(lines, max_size=6))
def test_what_was_foreseen_is_what_comes(sheet: list[str]) -> None:
    """A booked meeting whose sheet is then held as it stands is quorate exactly if that was foreseen.

    Without any of those who are needed, a seat more is empty; with one who could fill a gap, one less.
    """
    body = "".join(f"  - {line}\n" for line in sheet)
    facts = facts_of(PLAN, files(body, "planned", "2026-06-20"), "2026-06-08", BOARD)
    (ahead,) = outlooks(facts)
    after = meeting(sheet)
    assert ahead.quorate == after.quorate
    assert {gap.seat for gap in ahead.lacking} == set(after.missing)
    for needed in ahead.needed:
        left = meeting([line for line in sheet if f"person: {needed.who}," not in line])
        assert len(left.missing) == len(after.missing) + 1
    for gap in ahead.lacking:
        for one in gap.could:
            who = f"person: {one.person}" if one.person else f"agency: {one.agency}"
            with_them = meeting([*sheet, f"{{{who}, status: present}}"])
            assert len(with_them.missing) == len(after.missing) - 1
