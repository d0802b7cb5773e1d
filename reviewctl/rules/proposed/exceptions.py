"""GIT: what is agreed or said in the same go as what it is to excuse. What the base says counts, and nothing else."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from reviewctl.model.board import Board
from reviewctl.model.case import TakenOver
from reviewctl.model.finding import Spot
from reviewctl.model.waiver import Waiver
from reviewctl.rules.proposed.engine import Act, CaseSides, Proposal, act
from reviewctl.rules.words import day, listed

_MOST_DAYS = 5
_NEXT = "What it is to excuse can follow in the next pull request."
_NEXT_OF_A_NEW_REVIEW = (
    "The review is new, too: bring its case.yaml and waivers.yaml by themselves first, and the rest of it in the next "
    "pull request."
)


def counting(before: Sequence[Waiver], after: Sequence[Waiver]) -> dict[int, Waiver]:
    """Return the exceptions of a review that count while a pull request is judged, each by its number in the file.

    They are those that there were before it. One that is still there holds as long as it did, or as it does now
    where that is shorter.
    """
    ends = _ends(before)
    return {
        number: replace(one, until=min(_end(one), ends[_mark(one)]))
        for number, one in enumerate(after)
        if _mark(one) in ends
    }


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


def counting_takeover(before: TakenOver | None, after: TakenOver | None) -> TakenOver | None:
    """Return when a review was taken over from an older list, as it counts while a pull request is judged.

    A later day than before, or fewer columns of the list, would excuse more; neither is believed yet.
    """
    if before is None or after is None:
        return None
    held = tuple(dict.fromkeys((*after.held, *before.held)))
    return replace(after, on=min(before.on, after.on), held=held)


@act("GIT015", "taken-over-anew", "warning")
def taken_over_anew(proposal: Proposal) -> Iterator[Act]:
    """A review of the record that is now said to come from an older list, or later than it was: it excuses nothing."""
    for case in proposal.cases:
        was, now = (facts.case.file.taken_over if facts else None for facts in (case.before, case.after))
        if case.before is not None and now is not None and counting_takeover(was, now) != now:
            yield Act(
                case=case.name,
                spot=case.spot("case"),
                message=f"{_said_anew(was, now)} That excuses nothing that comes with it.",
                help="Whoever merges this agrees that what was lacking by then is asked for no more: did the review "
                "begin before this register? Else put taken_over back as it was.",
            )


def _said_anew(was: TakenOver | None, now: TakenOver) -> str:
    if was is None:
        return f"The review is now said to come from an older list, taken over on {day(now.on)}."
    if now.on > was.on:
        return f"The review is now said to have been taken over on {day(now.on)}, and was on {day(was.on)}."
    return "The older list that the review was taken over from is now said to have held less."


@act("GIT016", "closed-afterwards", "warning")
def closed_afterwards(proposal: Proposal) -> Iterator[Act]:
    """Days that have passed, and now are said to have been closed: what came late by working days would be in time."""
    if proposal.begins:
        return
    new = sorted(_closed_days(proposal.after) - _closed_days(proposal.before))
    past = [one for one in new if one < proposal.today]
    if past:
        words = [day(one) for one in past[:_MOST_DAYS]]
        more = [f"{len(past) - _MOST_DAYS} more"] if len(past) > _MOST_DAYS else []
        yield Act(
            spot=Spot("board.yaml"),
            message=f"The Board is now said to have been closed on {listed([*words, *more])}. "
            "That excuses nothing that comes with it.",
            help="Whoever merges this agrees that from then on what counts in working days was due later. Was the "
            "Board closed then? Else take the days out of extra_closed.",
        )


def _closed_days(board: Board) -> set[date]:
    return {one.date for one in board.calendar.extra_closed} if board.calendar is not None else set()


def _told(case: CaseSides, number: int, one: Waiver, *, longer: bool) -> Act:
    document = case.after.case.document("waivers") if case.after is not None else None
    until = f" until {day(one.until)}" if one.until is not None else ""
    what = f"now holds{until or ' without end'}" if longer else f"is new{until}"
    return Act(
        case=case.name,
        spot=document.spot((number,)) if document is not None else case.spot("waivers"),
        message=f"The agreed exception for {one.code} at {one.at} {what}. It excuses nothing that comes with it.",
        help="Whoever merges this agrees that from then on it is no error: are the reason and the authority right? "
        + (_NEXT if case.before is not None else _NEXT_OF_A_NEW_REVIEW),
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
