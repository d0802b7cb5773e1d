"""GIT: exceptions that are agreed in the same go as what they are to excuse. Those of the base count, and no others."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from reviewctl.model.waiver import Waiver
from reviewctl.rules.proposed.engine import Act, CaseSides, Proposal, act
from reviewctl.rules.words import day


def counting(before: Sequence[Waiver], after: Sequence[Waiver]) -> tuple[Waiver, ...]:
    """Return the exceptions of a review that count while a pull request is judged: those that there were before it.

    One that is still there holds as long as it did, or as it does now where that is shorter.
    """
    ends = _ends(before)
    return tuple(
        replace(one, until=min(_end(one), ends[_mark(one)])) if _mark(one) in ends else one
        for one in after
        if _mark(one) in ends
    )


@act("GIT012", "exception-agreed-anew", "warning")
def agreed_anew(proposal: Proposal) -> Iterator[Act]:
    """An agreed exception that is new, or holds longer than it did. It excuses nothing of the same pull request."""
    if proposal.begins:
        return
    for case in proposal.cases:
        ends = _ends(case.before.case.waivers if case.before is not None else ())
        for number, one in enumerate(case.after.case.waivers if case.after is not None else ()):
            if _end(one) > ends.get(_mark(one), date.min):
                yield _told(case, number, one, longer=_mark(one) in ends)


def _told(case: CaseSides, number: int, one: Waiver, *, longer: bool) -> Act:
    document = case.after.case.document("waivers") if case.after is not None else None
    until = f" until {day(one.until)}" if one.until is not None else ""
    what = f"now holds{until or ' without end'}" if longer else f"is new{until}"
    return Act(
        case=case.name,
        spot=document.spot((number,)) if document is not None else case.spot("waivers"),
        message=f"The agreed exception for {one.code} at {one.at} {what}. It excuses nothing that comes with it.",
        help="Whoever merges this agrees that from then on it is no error: are the reason and the authority right? "
        "What it is to excuse can follow in the next pull request.",
    )


def _mark(one: Waiver) -> tuple[str, str]:
    return one.code, one.at


def _end(one: Waiver) -> date:
    return one.until or date.max


def _ends(waivers: Sequence[Waiver]) -> dict[tuple[str, str], date]:
    """Return until when each thing is excused, by code and place."""
    ends: dict[tuple[str, str], date] = {}
    for one in waivers:
        ends[_mark(one)] = max(_end(one), ends.get(_mark(one), date.min))
    return ends
