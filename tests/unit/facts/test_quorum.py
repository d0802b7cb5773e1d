"""Quorum: who counts for which seat, one person a seat, and which meeting is which."""

import pytest

from reviewctl.facts.judged import Facts
from reviewctl.model.attendance import MeetingQuorum
from tests.making import facts_of
from tests.unit.facts.kit import board_of, plan

QUORUM = """\
quorum:
  panel: {sectors: [police, health, local-authority], roles: [chair-author], cites: [P§10, P§9]}
meetings:
  panel: {title: Review panel, cites: P§10}
  screening: {title: Screening panel}
"""
PLAN = plan(more=QUORUM)
BOARD = board_of(
    agencies=[
        {"id": "gmp", "name": "Police", "sector": "police"},
        {"id": "icb", "name": "Integrated Care Board", "sector": "health"},
        {"id": "nhs-ft", "name": "Hospital trust", "sector": "health"},
        {"id": "council", "name": "Council", "sector": "local-authority"},
        {
            "id": "care",
            "name": "Care trust",
            "sector": "health",
            "sectors_before": [{"sector": "local-authority", "until": "2026-03-31"}],
        },
        {"id": "charity", "name": "A charity"},
    ],
    people=[
        {"id": "gmp-1", "agency": "gmp"},
        {"id": "icb-1", "agency": "icb"},
        {"id": "council-1", "agency": "council"},
        {"id": "author"},
        {"id": "former"},
    ],
    roles=[
        {"role": "chair-author", "person": "author", "from": "2026-01-01"},
        {"role": "chair-author", "person": "former", "to": "2025-12-31"},
    ],
)
ALL = ("person: gmp-1", "person: icb-1", "person: council-1", "person: author")


def minutes(*attendance: str, head: str = "date: 2026-05-06\nstatus: held", more: str = "") -> str:
    """Return the minutes of a panel meeting; who is listed was present unless it says otherwise."""
    lines = "".join(f"  - {{{one}{'' if 'status:' in one else ', status: present'}}}\n" for one in attendance)
    return f"---\nkind: panel\n{head}\nattendance:\n{lines}{more}---\n"


def judged(files: dict[str, str], as_of: str = "2026-06-08") -> Facts:
    return facts_of(PLAN, files, as_of, BOARD)


def meeting(*attendance: str, more: str = "", **files: str) -> MeetingQuorum:
    """Return the one panel meeting of a case, judged. `panel` is the text of panel.yaml."""
    own = {f"{name}.yaml": text for name, text in files.items()}
    (one,) = judged({"meetings/a.md": minutes(*attendance, more=more), **own}).meetings
    return one


def test_a_meeting_with_every_seat_filled_is_quorate() -> None:
    """Police, health, local authority and the chair: present are the seats, and nothing is missing."""
    one = meeting(*ALL)
    assert (one.quorate, one.missing, one.notes) == (True, (), ())
    assert one.present == ("police", "health", "local-authority", "chair-author")
    assert (one.citations, one.kind, one.number, one.meeting, one.cases) == (
        ("P§10", "P§9"),
        "panel",
        1,
        "a",
        ("SAR-2026-001",),
    )


@pytest.mark.parametrize("absent", range(4))
def test_each_seat_is_needed(absent: int) -> None:
    """Without one of them the meeting is not quorate, and the seat that was empty is named."""
    one = meeting(*(who for number, who in enumerate(ALL) if number != absent))
    assert one.quorate is False
    assert one.missing == (("police", "health", "local-authority", "chair-author")[absent],)


# Who came instead of the police member, and whether the seat of the police was filled.
STANDS_FOR_POLICE = {
    "another of the agency, by name only": ("name: A detective, agency: gmp", True),
    "the agency without a name": ("agency: gmp", True),
    "a deputy": ("agency: gmp, status: deputy, deputy_for: gmp-1, reason: leave", True),
    "a deputy of whom only this is known": (
        "name: A detective, status: deputy, deputy_for: gmp-1, reason: x",
        True,
    ),
    "apologies": ("person: gmp-1, status: apologies", False),
    "nobody": ("person: gmp-1, status: absent", False),
    "somebody of another sector": ("agency: nhs-ft", False),
    "an agency that the board does not know": ("agency: npas", False),
    "an agency without a sector": ("agency: charity", False),
}


@pytest.mark.parametrize("name", STANDS_FOR_POLICE)
def test_who_may_stand_for_a_sector(name: str) -> None:
    """Whoever is present or a deputy, and comes from an agency of the sector."""
    who, filled = STANDS_FOR_POLICE[name]
    assert ("police" in meeting(who, *ALL[1:]).present) is filled


def test_nobody_fills_two_seats() -> None:
    """A chair from the police fills one seat or the other; a second line for the same person adds nothing."""
    chair = "appointments: [{role: chair-author, person: gmp-1}]\n"
    assert meeting(*ALL[:3], panel=chair).quorate is False
    assert meeting(*ALL[:3], "agency: gmp", panel=chair).quorate is True
    twice = ("person: gmp-1", "person: gmp-1, role: chair-author")
    assert meeting(*twice, *ALL[1:3], panel=chair).quorate is False
    named = "name: A detective, agency: gmp, role: chair-author"
    assert meeting(named, named, *ALL[1:3]).quorate is False


def test_people_are_matched_to_seats_in_the_best_way() -> None:
    """Whatever the order: who can fill two seats leaves the one that another can fill."""
    both = ("person: gmp-1, role: health", "agency: gmp")
    assert meeting(*both, *ALL[2:]).quorate is True
    assert meeting(*reversed(both), *ALL[2:]).quorate is True


def test_two_seats_of_one_sector_want_two_people() -> None:
    """A sector named twice is filled by two."""
    twice = plan(more=QUORUM.replace("[police, health, local-authority]", "[health, health]"))
    one = facts_of(twice, {"meetings/a.md": minutes("agency: icb", "person: author")}, board=BOARD).meetings[
        0
    ]
    assert (one.quorate, one.present, one.missing) == (False, ("health", "chair-author"), ("health",))
    files = {"meetings/a.md": minutes("agency: icb", "agency: nhs-ft", "person: author")}
    assert facts_of(twice, files, board=BOARD).meetings[0].quorate is True


def test_an_agency_counts_for_the_sector_that_it_had_on_the_day() -> None:
    """A trust that was the council's until March counts for the council then, and for health now."""
    for day, filled in (("2026-03-31", "local-authority"), ("2026-04-01", "health")):
        text = minutes("agency: care", head=f"date: {day}\nstatus: held")
        assert judged({"meetings/a.md": text}).meetings[0].present == (filled,)


# How the chair is known to be one: the attendance line, panel.yaml, and whether the seat is filled.
CHAIR = {
    "by office": ("person: author", "", True),
    "by an office that ended": ("person: former", "", False),
    "by the minutes": ("name: A chair, role: chair-author", "", True),
    "by a seat": ("person: icb-1", "{role: chair-author, person: icb-1}", True),
    "by a seat that ended": ("person: icb-1", "{role: chair-author, person: icb-1, to: 2026-05-05}", False),
    "by a seat that ended that day": (
        "person: icb-1",
        "{role: chair-author, person: icb-1, to: 2026-05-06}",
        True,
    ),
    "by a seat that began later": (
        "person: icb-1",
        "{role: chair-author, person: icb-1, from: 2026-05-07}",
        False,
    ),
    "by another's seat": ("person: icb-1", "{role: chair-author, person: gmp-1}", False),
    "by the minutes, and the office is another's": ("person: icb-1, role: chair-author", "", False),
    "by the minutes, and the office had ended": ("person: former, role: chair-author", "", False),
    "by the minutes, as deputy of the one in office": (
        "person: icb-1, role: chair-author, status: deputy, deputy_for: author, reason: ill",
        "",
        True,
    ),
}


@pytest.mark.parametrize("name", CHAIR)
def test_who_is_chair_on_the_day(name: str) -> None:
    """By office, by what the minutes say, or by a seat on the panel that was held on that day."""
    who, seat, filled = CHAIR[name]
    files = {"panel": f"appointments: [{seat}]\n"} if seat else {}
    assert ("chair-author" in meeting(who, "agency: nhs-ft", **files).present) is filled


def test_whoever_is_not_in_office_is_told_of() -> None:
    """A sheet that was written before the chair changed: the note says whose the seat is not, by id."""
    one = meeting("person: former, role: chair-author, agency: charity", *ALL[:3])
    assert one.missing == ("chair-author",)
    assert one.notes == ("former does not count as chair-author: on that day the office was not theirs.",)


def test_a_role_that_several_hold_is_taken_from_the_sheet() -> None:
    """That others are members says nothing against somebody who came as one."""
    several = plan(
        more=QUORUM.replace("roles: [chair-author]", "roles: [manager]").replace(
            "title: Review panel,", "title: Review panel, members: [{role: manager}, {role: manager}],"
        )
    )
    files = {
        "meetings/a.md": minutes("person: icb-1, role: manager", *ALL[2:3], "agency: nhs-ft", "agency: gmp"),
        "panel.yaml": "appointments: [{role: manager, person: gmp-1}]\n",
    }
    assert facts_of(several, files, board=BOARD).meetings[0].quorate is True


# What was declared, and whether the person still counts at the meeting of 6 May.
DECLARED = {
    "none": ("person: gmp-1, involvement: false", True),
    "not said": ("person: gmp-1", True),
    "open": ("person: gmp-1, involvement: true, on: 2026-05-01", False),
    "open, undated": ("person: gmp-1, involvement: true", False),
    "settled before": ("person: gmp-1, involvement: true, on: 2026-05-01, settled_on: 2026-05-05", True),
    "settled that day": ("person: gmp-1, involvement: true, on: 2026-05-01, settled_on: 2026-05-06", True),
    "settled later": ("person: gmp-1, involvement: true, on: 2026-05-01, settled_on: 2026-05-07", False),
    "declared later": ("person: gmp-1, involvement: true, on: 2026-05-07", True),
    "another's": ("person: icb-2, involvement: true", True),
}


@pytest.mark.parametrize("name", DECLARED)
def test_an_involvement_that_is_not_settled_does_not_count(name: str) -> None:
    """P§9: who was involved does not sit until it is settled; a note says so by id and never by name."""
    declared, counts = DECLARED[name]
    one = meeting(*ALL, panel=f"declarations: [{{{declared}}}]\n")
    assert one.quorate is counts
    assert (one.notes == ()) is counts
    if not counts:
        assert one.missing == ("police",)
        assert one.notes == ("gmp-1 does not count: a declared involvement has not been settled.",)


def test_an_involvement_declared_at_the_meeting_counts_unless_it_was_settled_there() -> None:
    """With `how` it was settled at the meeting."""
    declared = "declarations:\n  - {person: gmp-1, involvement: true}\n"
    assert meeting(*ALL, more=declared).quorate is False
    assert meeting(*ALL, more=declared.replace("true", "true, how: left the room")).quorate is True


def test_notes_speak_of_ids_and_never_of_names() -> None:
    """A deputy without a reason, and somebody who counts for no seat."""
    one = meeting(*ALL, "agency: gmp, name: ZZNAME, status: deputy", "name: ZZNAME")
    assert one.notes == (
        "somebody counts for no seat: the board's list gives no sector and no role.",
        "gmp came as a deputy and no reason is recorded.",
    )


def test_a_meeting_not_held_yet_is_neither_quorate_nor_not() -> None:
    """Booked, called off, or held after the day judged on; nor where the policy sets no quorum."""
    for head, as_of in (
        ("date: 2026-07-01\nstatus: planned", "2026-06-08"),
        ("date: 2026-05-06\nstatus: cancelled", "2026-06-08"),
        ("date: 2026-05-06\nstatus: held", "2026-05-05"),
    ):
        (one,) = judged({"meetings/a.md": minutes(head=head)}, as_of).meetings
        assert one.quorate is None
    text = "---\nkind: screening\ndate: 2026-05-06\nstatus: held\n---\n"
    (one,) = judged({"meetings/a.md": text}).meetings
    assert (one.quorate, one.present, one.missing, one.citations) == (None, (), (), ())


def test_a_booked_meeting_shows_who_is_still_lacking() -> None:
    """`quorum --plan` lists the seats that nobody is down for."""
    (one,) = judged({"meetings/a.md": minutes(*ALL[:2], head="date: 2026-07-01\nstatus: planned")}).meetings
    assert (one.present, one.missing) == (("police", "health"), ("local-authority", "chair-author"))


def test_meetings_are_numbered_by_date_and_kind() -> None:
    """What the files are called does not matter, and one that was called off has no number of its own."""
    files = {
        f"meetings/{name}.md": f"---\nkind: {kind}\ndate: {day}\nstatus: {status}\n---\n"
        for name, kind, day, status in (
            ("z", "panel", "2026-03-04", "held"),
            ("y", "screening", "2026-03-11", "held"),
            ("x", "panel", "2026-03-18", "cancelled"),
            ("b", "panel", "2026-04-01", "held"),
            ("a", "panel", "2026-07-01", "planned"),
        )
    }
    found = [
        (one.meeting, one.kind, one.number) for one in judged(files).meetings if one.status != "cancelled"
    ]
    assert found == [("z", "panel", 1), ("y", "screening", 1), ("b", "panel", 2), ("a", "panel", 3)]


def test_a_meeting_of_several_cases_names_them() -> None:
    """Minutes in the register's own folder take several cases, and each shows the others."""
    head = "date: 2026-05-06\nstatus: held\ncases: [SAR-2026-001, SAR-2026-002]"
    (one,) = judged({"meetings/a.md": minutes(*ALL, head=head)}).meetings
    assert one.cases == ("SAR-2026-001", "SAR-2026-002")
