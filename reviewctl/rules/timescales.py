"""TIM: whether what was to be done was done in time. The steps and their paragraphs are the policy's."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.plan import PlannedStep
from reviewctl.facts.signoff import source_of, statements_for
from reviewctl.model.address import Address, parse_address
from reviewctl.model.deadline import Deadline
from reviewctl.model.finding import Severity
from reviewctl.model.log import Extension
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day, over, who

_DATED = ("diary", "meetings", "log", "returns", "family", "processes", "action-plan", "progress")
"""The documents on which dates rest: where one cannot be read, no step is called late."""
_BREACH = ("statutory", "protocol")


@rule(
    "TIM001",
    "step-overdue",
    "error",
    reads=_DATED,
)
def overdue(review: Review) -> Iterator[Offence]:
    """A step whose day has passed and which has not been done."""
    for one in review.facts.pressing:
        if one.state == "overdue" and one.reason is None and one.owner == "board":
            yield _offence(
                review,
                one,
                f"{_title(one)} was due on {day(one.due)} and is {over(one)}.",
                f"Do it and record the date, or record why it is late: reviewctl late {review.word} "
                f'{_quoted(one)} --reason "…" --agreed-by ROLE',
                _severity(one),
            )


@rule(
    "TIM002",
    "step-late-without-reason",
    "error",
    reads=_DATED,
)
def late_without_reason(review: Review) -> Iterator[Offence]:
    """A step that was done late, with no reason on record."""
    for one in review.facts.pressing:
        if one.state == "met-late" and one.reason is None and one.owner == "board":
            yield _offence(
                review,
                one,
                f"{_title(one)} was due on {day(one.due)} and came {_came(one)}, {over(one)}; "
                "no reason is recorded.",
                f'Record the reason: reviewctl late {review.word} {_quoted(one)} --reason "…" '
                "--agreed-by ROLE",
                _severity(one),
            )


@rule("TIM003", "step-late-with-reason", "note")
def late_with_reason(review: Review) -> Iterator[Offence]:
    """A step that is or was late, for a reason that is on record."""
    for one in review.facts.pressing:
        if one.state in ("met-late", "overdue") and one.reason is not None and one.owner == "board":
            yield _offence(
                review,
                one,
                f"{_title(one)} was due on {day(one.due)} and is {over(one)}; the reason is recorded."
                if one.state == "overdue"
                else f"{_title(one)} came {over(one)}; the reason is recorded.",
                "",
                "note",
            )


@rule(
    "TIM004",
    "step-running-out",
    "note",
    reads=_DATED,
)
def running_out(review: Review) -> Iterator[Offence]:
    """A step whose day comes within the policy's warning time."""
    for one in review.facts.pressing:
        if one.state == "running" and one.owner == "board" and review.facts.soon(one):
            unit = one.unit.removesuffix("s") if one.days == 1 else one.unit
            left = "today" if one.days == 0 else f"in {one.days} {unit}"
            yield _offence(review, one, f"{_title(one)} is due on {day(one.due)}: {left}.", "", "note")


@rule("TIM005", "extension-without-reason", "error", "P§11")
def extension_without_reason(review: Review) -> Iterator[Offence]:
    """A later date that was set down without a reason, or without who agreed to it."""
    for number, one in enumerate(review.case.log.extensions):
        lacking = [
            word for word, value in (("reason", one.reason), ("agreed_by", one.agreed_by)) if not value
        ]
        if lacking:
            yield Offence(
                spot=review.spot("log", ("extensions", number)),
                at=one.step,
                message=f"The extension of {one.step} to {day(one.to)} has no {' and no '.join(lacking)}.",
                help="Write down why more time was needed and who agreed to it.",
            )


@rule("TIM006", "extension-to-an-earlier-date", "error", "P§11")
def extension_backwards(review: Review) -> Iterator[Offence]:
    """An extension to a day that is not later than the one in force."""
    for number, one, deadline in _extended(review):
        if deadline.original_due is None or _counts(one, deadline, review.as_of):
            continue
        before = _in_force_before(number, review, deadline)
        stood = ", after the time for which it stood still," if one.to > before else ""
        yield Offence(
            spot=review.spot("log", ("extensions", number, "to")),
            at=one.step,
            message=f"The extension of {one.step} to {day(one.to)} is not later than "
            f"{'the day' if stood else day(before)},{stood} which was in force; it is left out.",
            help="An extension can only give more time. Correct the date or delete the entry.",
        )


@rule("TIM015", "extension-after-the-step-was-done", "warning", "P§11")
def extension_after_the_fact(review: Review) -> Iterator[Offence]:
    """More time that was given for a step that had been done."""
    for number, one, deadline in _extended(review):
        if one.on is not None and _done_before(one.on, deadline):
            yield Offence(
                spot=review.spot("log", ("extensions", number)),
                at=one.step,
                message=f"The extension of {one.step} was agreed on {day(one.on)}, and it was done on "
                f"{day(deadline.done_on)}; it is left out.",
                help=f'Was it late? Record why: reviewctl late {review.word} {_quoted(deadline)} --reason "…" '
                "--agreed-by ROLE. Is the day wrong on which it was agreed? Correct it.",
            )


def _extended(review: Review) -> Iterator[tuple[int, Extension, Deadline]]:
    """Yield each extension of the log that names a step, with its place and the deadline of the step."""
    extensions = review.case.log.extensions
    worked_out = {one.key: one for one in review.facts.deadlines} if extensions else {}
    for number, one in enumerate(extensions):
        if one.step in worked_out:
            yield number, one, worked_out[one.step]


def _done_before(agreed: date, deadline: Deadline) -> bool:
    return deadline.done_on is not None and deadline.done_on < agreed


def _counts(one: Extension, deadline: Deadline, as_of: date) -> bool:
    """Whether an extension counts on the day, is still to be agreed, or came when there was nothing to extend."""
    if one.on is not None and (one.on > as_of or _done_before(one.on, deadline)):
        return True
    return any((other.to, other.on) == (one.to, one.on) for other in deadline.extensions)


def _in_force_before(number: int, review: Review, deadline: Deadline) -> date:
    """Return the day in force before an extension of the log, but for the time for which the step stood still."""
    earlier = [one.to for one in review.case.log.extensions[:number] if one.step == deadline.key]
    return max((deadline.original_due or date.min, *earlier))


@rule("TIM007", "events-in-impossible-order", "error")
def impossible_order(review: Review) -> Iterator[Offence]:
    """Something that the policy says comes after something else, dated before it."""
    items = review.facts.timeline.items
    for planned in review.facts.plan.ordered:
        for item in items[planned.for_each] if planned.for_each is not None else (None,):
            start, until = planned.after[0].of(item), planned.until.of(item)
            first, then = review.on_at(start), review.on_at(until)
            if first is None or then is None or then >= first:
                continue
            if then < (_first_at(review, start) or date.min):
                yield _reversed(review, planned, start, until)


def _first_at(review: Review, address: Address) -> date | None:
    """Return when something was first so: what is approved anew has a later day, and was approved before."""
    on = review.on_at(address)
    event = review.facts.plan.kind.events.get(str(address.pattern))
    what = source_of(event) if on is not None and event is not None else None
    if on is None or what is None:
        return on
    item = address.item or ""
    said = (one.statement for one in statements_for(review.case, what, item))
    return min([on, *(one.on for one in said if one is not None and one.decision == "approve")])


def _reversed(review: Review, planned: PlannedStep, start: Address, until: Address) -> Offence:
    before, spot = review.spot_of(start), review.spot_of(until)
    first, then = _first_at(review, start) or date.min, review.on_at(until) or date.min
    where = f"line {before.line}" if before.path == spot.path else before.path
    return Offence(
        spot=spot,
        at=str(until),
        related=(before,),
        citations=planned.citations,
        message=f"{until} ({day(then)}) is before {start} ({day(first)}, {where}).{_suggest(then, first)}",
        help="Correct whichever of the two dates is wrong.",
    )


def _suggest(then: date, first: date) -> str:
    """Return the usual slip of January: last year's number written from habit."""
    try:
        guess = then.replace(year=then.year + 1)
    except ValueError:
        return ""
    return f" Did you mean {guess.isoformat()}?" if guess >= first and (guess - first).days < 300 else ""


@rule("TIM008", "permission-without-reason", "error", "P§11")
def permission_without_reason(review: Review) -> Iterator[Offence]:
    """A step given up or stood still, or a reason for lateness, without why or without who agreed."""
    log = review.case.log
    for key, number, about, record in (
        *(("waived", n, one.step, one) for n, one in enumerate(log.waived)),
        *(
            ("suspensions", n, ", ".join(one.steps) or "all steps", one)
            for n, one in enumerate(log.suspensions)
        ),
        *(("late", n, one.step, one) for n, one in enumerate(log.late)),
    ):
        lacking = [word for word in ("reason", "agreed_by") if not getattr(record, word)]
        if key == "late" and "reason" in lacking:
            continue  # Without a reason it is as if nothing were recorded: TIM001 and TIM002 say so.
        if lacking:
            yield Offence(
                spot=review.spot("log", (key, number)),
                at=about,
                message=f"The entry of {about} under {key} has no {' and no '.join(lacking)}.",
                help="Write down why, and who agreed to it.",
            )


def _offence(review: Review, one: Deadline, message: str, help: str, severity: Severity) -> Offence:
    until = review.spot_of(parse_address(one.until))
    return Offence(
        spot=until, at=one.key, message=message, help=help, citations=one.citations, severity=severity
    )


def _came(one: Deadline) -> str:
    return f"on {day(one.done_on)}" if one.done_on is not None else "in a month behind it"


def _severity(one: Deadline) -> Severity:
    return "error" if one.strength in _BREACH else "warning"


def _title(one: Deadline) -> str:
    return f"{one.title}: {who(one.item)}" if one.item else one.title


def _quoted(one: Deadline) -> str:
    return f'"{one.key}"' if one.item else one.key
