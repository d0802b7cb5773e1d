"""What follows from a statement of a sign-off: the step that it meets, or the one for which it is asked."""

from collections.abc import Iterator

from reviewctl.facts.judged import Facts
from reviewctl.facts.signoff import source_of
from reviewctl.model.address import Address, read_address
from reviewctl.model.statement import Decision
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import sources
from reviewctl.work.signoff.meant import Meant
from reviewctl.work.signoff.stating import Made
from reviewctl.work.telling import consequences

_WAITING: dict[Decision, str] = {"approve": "then met", "withdraw": "open again"}
"""How the steps are spoken of that wait for a sign-off which is not complete after a statement."""


def followed(before: Facts, after: Facts, one: Meant, made: Made, *, merged: bool) -> Iterator[str]:
    """Yield the steps that the sign-off meets and starts now that somebody spoke; before that, what it is for.

    `after` are the facts with what was said. It counts at once where it is `merged`, else when its branch is.
    """
    events = events_of(after, one)
    lines = tuple(line for event in events for line in consequences(before, after, event))
    if lines and not merged:
        yield "  once the branch is merged:"
    yield from (line if merged else f"  {line}" for line in dict.fromkeys(lines))
    if made.signoff.state != "complete" and made.statement.decision in _WAITING:
        yield from _awaited(after, events, _WAITING[made.statement.decision])


def events_of(facts: Facts, one: Meant) -> tuple[Address, ...]:
    """Return the events that come by themselves once a sign-off is complete, each with its item where it has one."""
    found = (name for name, event in facts.plan.kind.events.items() if source_of(event) == one.what)
    return tuple(read_address(name).of(one.item or None) for name in found)


def _awaited(facts: Facts, events: tuple[Address, ...], words: str) -> Iterator[str]:
    """Yield the open steps that wait for these events, with the day by which each is due."""
    wanted = {str(event) for event in events}
    for step in facts.deadlines:
        if step.until in wanted and step.state in ("running", "overdue", "not-started"):
            whose = f" ({step.item})" if step.item else ""
            due = f", due {long_day(step.due)}" if step.due is not None else ""
            cites = f" ({sources(step)})" if due and step.citations else ""
            over = " - already past" if step.state == "overdue" else ""
            yield f"  {words}: {step.title}{whose}{due}{cites}{over}"
