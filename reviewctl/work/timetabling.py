"""What `timetable` does: a proposal for what lies ahead of a review, and writing it into the record."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.facts.spacing import Line
from reviewctl.facts.target import target_of
from reviewctl.facts.timetable import panel_limits, propose
from reviewctl.model.address import parse_address
from reviewctl.model.deadline import Deadline
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import Timetable
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import agency_name
from reviewctl.render.pages.timetable import Ahead, extension, writable
from reviewctl.store.splice import splice_bytes
from reviewctl.work.convening import convene
from reviewctl.work.desk import Desk
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen


def look_ahead(facts: Facts, completion: date | None, panels: int | None) -> Ahead:
    """Return the timetable proposed for a case, up to a day or else to the date in force.

    Raises ReviewctlError where the policy has none for such a review, or there is nothing left to propose.
    """
    timetable = facts.plan.kind.timetable
    if timetable is None:
        raise ReviewctlError(
            f"The policy proposes no timetable for a {facts.plan.kind.title}.",
            f"Its dates: reviewctl deadlines {facts.case.id}",
        )
    _check_number(facts, timetable, panels)
    step = _step(facts, timetable)
    _refuse_over(facts, step)
    end = completion or step.due
    if end is None:
        raise _no_end(facts, step)
    if end <= facts.as_of:
        raise _past(facts, step, end, panels, timetable)
    return Ahead(
        proposal=propose(facts, timetable, end, panels),
        step=step,
        in_force=step.due,
        command=_command(facts, completion, panels),
    )


def write_timetable(
    desk: Desk, pen: Pen, word: str, completion: date | None, panels: int | None
) -> Iterator[str]:
    """Book the meetings that are proposed and record the dates proposed for agencies; yield what to tell.

    It is one transaction. Raises ReviewctlError, with nothing written, where there is no room for one of them.
    """
    facts = case_facts(desk, word)
    lines = look_ahead(facts, completion, panels).proposal.lines
    if any(line.state == "no-room" for line in lines):
        raise ReviewctlError(
            "There are too few working days for all of it, so nothing was written.",
            f"See where: {_command(facts, completion, panels)}",
        )
    wanted = [line for line in lines if writable(line)]
    if not wanted:
        yield "Nothing to write: the meetings are booked, and every agency that owes an IMR has its date."
        return
    told = [text for line in wanted for text in _written(desk, pen, facts, line)]
    days = ", ".join(f"{line.what} {line.day}" for line in wanted)
    if pen.done(f"{facts.case.id}: timetable {days}"):
        yield from told


class _Part(Pen):
    """A pen that leaves the writing to the whole of which its command is a part."""

    def __init__(self, whole: Pen) -> None:
        self.__dict__ = whole.__dict__

    def done(self, message: str) -> bool:
        """Write nothing yet; what was meant is written with the rest."""
        return True


def _written(desk: Desk, pen: Pen, facts: Facts, line: Line) -> Iterator[str]:
    """Mean to write one line; yield what to tell of it."""
    if line.day is None:
        return
    if line.meeting is not None:
        yield from convene(desk, _Part(pen), line.meeting, line.day, facts.case.id)
        return
    for item in line.items:
        yield _give(pen, facts, line.what, item, line.day)


def _give(pen: Pen, facts: Facts, what: str, item: str, day: date) -> str:
    """Mean to record the date that an item is given; return what to tell."""
    address = parse_address(what).of(item)
    target = target_of(address, facts.case, facts.plan.kind)
    if target.document is None:
        raise ReviewctlError(f"There is no place for {address} yet.", "Add the document first.")
    pen.edit(
        target.document.path,
        lambda data: splice_bytes(data or b"", target.path, day, front=target.kind.markdown),
    )
    return f"{address}: {long_day(day)} ({agency_name(facts.board, item)})"


def _check_number(facts: Facts, timetable: Timetable, panels: int | None) -> None:
    least, most = panel_limits(facts, timetable)
    if panels is not None and (panels < least or (most is not None and panels > most)):
        many = f"between {least} and {most} times" if most is not None else f"at least {least} times"
        raise ReviewctlError(
            f"By the policy the panel meets {many} on average.",
            "More can be booked one by one: reviewctl meeting add panel --date DATE",
        )


def _step(facts: Facts, timetable: Timetable) -> Deadline:
    step = facts.deadline(timetable.to)
    if step is None:
        raise ReviewctlError(
            f"The timetable of this type ends with a step that there is not: {timetable.to}.",
            "Put the policy right: reviewctl validate",
        )
    return step


def _refuse_over(facts: Facts, step: Deadline) -> None:
    case = facts.case.id
    if step.state in ("met", "met-late") or step.done_on is not None:
        when = f" since {long_day(step.done_on)}" if step.done_on else ""
        raise ReviewctlError(
            f'Nothing is left to propose: "{step.title}" is done{when}.',
            f"What is still open: reviewctl deadlines {case}",
        )
    if step.state in ("not-applicable", "waived"):
        raise ReviewctlError(
            f'There is nothing to propose: "{step.title}" does not apply to this review.',
            f"Why: reviewctl deadlines {case} --all --working",
        )


def _no_end(facts: Facts, step: Deadline) -> ReviewctlError:
    case = facts.case.id
    if step.state == "suspended":
        return ReviewctlError(
            "The review stands still, so it has no date to end by.",
            f"When it goes on: reviewctl resume {case} --on DATE · to see what would fit: "
            f"reviewctl timetable {case} --completion DATE",
        )
    return ReviewctlError(
        f'"{step.title}" has no date yet, so there is nothing to count back from.',
        f"To see what would fit: reviewctl timetable {case} --completion DATE",
    )


def _command(facts: Facts, completion: date | None, panels: int | None) -> str:
    """Return the command that proposes just this."""
    day = f" --completion {completion.isoformat()}" if completion is not None else ""
    number = f" --panels {panels}" if panels is not None else ""
    return f"reviewctl timetable {facts.case.id}{day}{number}"


def _past(
    facts: Facts, step: Deadline, end: date, panels: int | None, timetable: Timetable
) -> ReviewctlError:
    """Return the trouble that the day is over, with the first day that would do."""
    enough = propose(facts, timetable, end, panels).enough_on
    command = _command(facts, enough, panels)
    ahead = Ahead(
        proposal=propose(facts, timetable, enough, panels), step=step, in_force=step.due, command=command
    )
    see = f"See it: {command}"
    late = step.due is not None and enough > step.due
    return ReviewctlError(
        f"{long_day(end)} is no longer ahead, so nothing fits before it. The first day that gives the room "
        f"proposed is {long_day(enough)}.",
        f"{see} · move the date: {extension(facts, ahead, enough)}" if late else see,
    )
