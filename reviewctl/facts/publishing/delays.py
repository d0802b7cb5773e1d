"""What took longer in a review than it was to take, and the reasons on record: for a statement of delays (P-App2)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.holds import suspensions_of
from reviewctl.facts.judged import Facts
from reviewctl.model.deadline import Deadline

Unit = Literal["working days", "days"]


class Moved(Struct, frozen=True):
    """A later day that was agreed, and why."""

    to: date
    reason: str | None


class Late(Struct, frozen=True, kw_only=True):
    """A step that was done late, is not done though it was due, or was given more time.

    Of a step that several took, such as the agencies, it is the one that was the latest, and `of` says how many were
    late, be it none: a statement that goes out names no agency. `over` counts in `unit`; 0 where it kept the time
    allowed in the end.
    """

    step: str
    title: str
    due: date
    done_on: date | None
    over: int
    unit: Unit
    reason: str | None
    moved: tuple[Moved, ...]
    of: int = 1


class Still(Struct, frozen=True, kw_only=True):
    """A time in which the review, or parts of it, stood still."""

    whole: bool
    from_: date | None
    until: date | None
    reason: str | None


class Delays(Struct, frozen=True, kw_only=True):
    """All that took longer, in the order of the policy; times that stood still by their first day."""

    late: tuple[Late, ...] = ()
    still: tuple[Still, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.late or self.still)


_TOO_LATE = ("met-late", "overdue")


def delays(facts: Facts) -> Delays:
    """Return what took longer in a review by the day judged on, up to its publication.

    What belongs to another body is not in it, and neither are the actions of its plan: they are done after it.
    """
    return Delays(late=tuple(_late(facts)), still=tuple(_still(facts)))


def _late(facts: Facts) -> Iterator[Late]:
    checklist = {step.id for step in facts.plan.kind.publication}
    checklist |= {
        step.id
        for step in facts.plan.kind.steps
        if step.after == "publication.date" or step.for_each == "actions"
    }
    slow: dict[str, list[Deadline]] = {}
    for one in facts.deadlines:
        if one.owner == "board" and one.step not in checklist and one.due is not None and _took_longer(one):
            slow.setdefault(one.step, []).append(one)
    for several in slow.values():
        worst = max(several, key=_over)
        yield _of(worst, sum(one.state in _TOO_LATE for one in several))


def _took_longer(one: Deadline) -> bool:
    return one.state in _TOO_LATE or bool(one.extensions)


def _over(one: Deadline) -> int:
    return -(one.days or 0) if one.state in _TOO_LATE else 0


def _of(one: Deadline, of: int) -> Late:
    assert one.due is not None
    return Late(
        step=one.step,
        title=one.title,
        due=one.due if one.state in _TOO_LATE else (one.original_due or one.due),
        done_on=one.done_on,
        over=max(_over(one), 0),
        unit=one.unit,
        reason=one.reason,
        moved=tuple(Moved(each.to, each.reason) for each in one.extensions),
        of=of,
    )


def _still(facts: Facts) -> Iterator[Still]:
    case = facts.case
    every = (*case.log.suspensions, *suspensions_of(case, facts.plan.kind))
    for one in sorted(every, key=lambda each: each.from_ or date.min):
        if one.from_ is None or one.from_ <= facts.as_of:
            yield Still(
                whole=not one.steps and not one.except_, from_=one.from_, until=one.until, reason=one.reason
            )
