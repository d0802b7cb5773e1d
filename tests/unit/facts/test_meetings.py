"""Booked meetings: who must still come, given who has sent apologies."""

from reviewctl.facts.meetings import outlooks
from reviewctl.model.attendance import Outlook
from tests.making import NO_BOARD, facts_of
from tests.unit.facts.kit import board_of
from tests.unit.facts.test_quorum import BOARD, PLAN

COMING = ["{person: gmp-1}", "{person: icb-1}", "{person: council-1}", "{person: author}"]
AT = "2026-06-18"


def files(*lines: str, day: str = AT, kind: str = "panel", panel: str = "") -> dict[str, str]:
    body = "".join(f"  - {line}\n" for line in lines)
    listed = f"attendance:\n{body}" if lines else ""
    text = f"---\nkind: {kind}\ndate: {day}\nstatus: planned\n{listed}---\n"
    return {"meetings/a.md": text} | ({"panel.yaml": panel} if panel else {})


def ahead(*lines: str, panel: str = "") -> Outlook:
    (one,) = outlooks(facts_of(PLAN, files(*lines, panel=panel), "2026-06-08", BOARD))
    return one


def test_all_who_are_invited_are_expected() -> None:
    """Nobody has said no: it will be quorate, and each of the four is needed and has not answered."""
    one = ahead(*COMING)
    assert (one.quorate, one.lacking, one.word, one.case) == (True, (), "panel,1", "SAR-2026-001")
    assert one.expected == ("police", "health", "local-authority", "chair-author")
    assert [(n.who, n.seat, n.answered) for n in one.needed] == [
        ("gmp-1", "police", False),
        ("icb-1", "health", False),
        ("council-1", "local-authority", False),
        ("author", "chair-author", False),
    ]


def test_who_sent_apologies_and_who_could_come_instead() -> None:
    """The seat, who declined it, and who else there is: of the panel, of the board's people, an agency."""
    one = ahead(COMING[0], "{person: icb-1, status: apologies}", *COMING[2:])
    assert one.quorate is False and one.expected == ("police", "local-authority", "chair-author")
    (gap,) = one.lacking
    assert (gap.seat, gap.declined) == ("health", ("icb-1",))
    assert [could.label for could in gap.could] == ["nhs-ft", "care"]
    panel = "appointments: [{role: member, person: gmp-1}, {role: chair-author, person: former}]\n"
    (gap,) = ahead(*COMING[:3], panel=panel).lacking
    assert [could.label for could in gap.could] == ["former", "author"]


def test_a_deputy_who_is_named_beforehand_is_expected() -> None:
    """The member declined, and another of the agency comes."""
    deputy = "{agency: gmp, status: deputy, deputy_for: gmp-1, reason: leave}"
    assert ahead("{person: gmp-1, status: apologies}", deputy, *COMING[1:]).quorate is True


def test_two_of_a_sector_are_not_both_needed() -> None:
    """With two from health, neither is needed; whoever has answered is marked so."""
    one = ahead(*COMING[:3], "{agency: nhs-ft}", "{person: author, status: present}")
    assert [(n.who, n.answered) for n in one.needed] == [
        ("gmp-1", False),
        ("council-1", False),
        ("author", True),
    ]


def test_somebody_involved_is_not_counted_on_nor_proposed() -> None:
    """An open involvement: neither down for the seat nor among those who could fill it."""
    open_ = "declarations: [{person: gmp-1, involvement: true}]\n"
    (gap,) = ahead(*COMING, panel=open_).lacking
    assert (gap.seat, gap.barred, [one.label for one in gap.could]) == ("police", ("gmp-1",), [])


def test_a_meeting_is_ahead_until_its_day_has_gone() -> None:
    """Before its day and on it, that day included."""
    assert len(outlooks(facts_of(PLAN, files(*COMING), "2026-06-08", BOARD))) == 1
    assert len(outlooks(facts_of(PLAN, files(*COMING), AT, BOARD))) == 1


def test_a_meeting_gone_by_or_without_quorum_is_not_judged() -> None:
    """One that should have been held is not ahead; the policy sets none for screening; no list, no sectors."""
    assert outlooks(facts_of(PLAN, files(*COMING), "2026-06-19", BOARD)) == ()
    for given, board in ((files(*COMING, kind="screening"), BOARD), (files(*COMING), NO_BOARD)):
        (one,) = outlooks(facts_of(PLAN, given, "2026-06-08", board))
        assert (one.quorate, one.expected, one.lacking, one.needed) == (None, (), (), ())


def test_an_agency_is_judged_by_its_sector_on_the_day_of_the_meeting() -> None:
    """An agency that changes its sector before the meeting can fill a seat of the new one."""
    board = board_of(
        agencies=[
            {
                "id": "trust",
                "name": "Trust",
                "sector": "health",
                "sectors_before": [{"sector": "police", "until": "2026-06-17"}],
            }
        ]
    )
    (one,) = outlooks(facts_of(PLAN, files("{agency: trust}"), "2026-06-08", board))
    assert one.expected == ("health",)
