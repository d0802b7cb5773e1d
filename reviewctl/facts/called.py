"""What a kind of review is called: under a new law it may bear another name from a day on."""

from collections.abc import Callable
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import Force, force_of
from reviewctl.model.address import Address
from reviewctl.model.kind import Alias, ReviewType


def called(facts: Facts) -> str:
    """Return the full name of a review: that of the name in force on the day that decides, else its kind's own."""
    return called_by(facts.plan.kind, lambda event: _day(facts, event))


def called_by(kind: ReviewType, day_of: Callable[[Address], date | None]) -> str:
    """Return the full name of a review of a kind; `day_of` gives the day of an event, None where it is not known."""
    for alias in kind.aliases:
        if isinstance(alias, Alias) and alias.title is not None and alias.in_force is not None:
            force = force_of(alias.in_force)
            if within(force, day_of(force.on)):
                return alias.title
    return kind.title


def within(force: Force, day: date | None) -> bool:
    """Whether something is in force by an event of a day; not by one whose day is not known."""
    return day is not None and force.from_ <= day <= force.until


def _day(facts: Facts, event: Address) -> date | None:
    moment = facts.timeline.moment(event)
    return moment.on if moment is not None and moment.exact else None
