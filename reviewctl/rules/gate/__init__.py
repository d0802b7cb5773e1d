"""PUB020-027, PUB029: whether a review may be published on a day. Judged by `publish`, and not by `validate`.

Each judgement looks at the record alone. An error keeps the review from going out; a warning is shown with it.
"""

from collections.abc import Callable, Iterator

from reviewctl.model.finding import Finding
from reviewctl.rules.gate.days import held, noticed, on_the_day
from reviewctl.rules.gate.papers import approves, as_approved, covering, in_order, to_be_published
from reviewctl.rules.gate.preparing import checklist_done, delays_told, shown
from reviewctl.rules.gate.proposed import Proposed, Saved

__all__ = ["Proposed", "Saved", "approves", "covering", "obstacles"]


def obstacles(one: Proposed) -> tuple[Finding, ...]:
    """Return what keeps a review from being published on the day judged on, and what is to be thought of: all of it."""
    nothing = tuple(to_be_published(one)) if one.publication.style in _NOTHING else ()
    return nothing or tuple(finding for judge in _JUDGEMENTS for finding in judge(one))


_NOTHING = (None, "not-published")
"""How a review is published of which nothing goes out: then there is nothing else to be said."""


_JUDGEMENTS: tuple[Callable[[Proposed], Iterator[Finding]], ...] = (
    to_be_published,
    as_approved,
    in_order,
    on_the_day,
    held,
    checklist_done,
    shown,
    noticed,
    delays_told,
)
