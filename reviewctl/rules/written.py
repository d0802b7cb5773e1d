"""What is written for the events that the policy knows, in the diary and the collections: what the rules on it read."""

from collections.abc import Iterator

from msgspec import Struct

from reviewctl.facts.record import COLLECTIONS, walk
from reviewctl.model.address import Address
from reviewctl.model.event import EventDetail, Moment, moments
from reviewctl.model.marks import KeyPath
from reviewctl.model.review import Document
from reviewctl.model.step import EventRule
from reviewctl.rules.engine import Review
from reviewctl.rules.words import quoted

_HOMES = {"actions": "progress"}


class Written(Struct, frozen=True):
    """One value written for an event: a date, or a date with more to say; one of several where it repeats."""

    address: Address
    event: EventRule
    value: str | EventDetail
    document: Document
    path: KeyPath

    @property
    def moment(self) -> Moment | None:
        """What the value says."""
        return next(iter(moments(self.value, "")), None)

    @property
    def label(self) -> str:
        """How a message names the line."""
        return quoted(self.address.fields[-1] if self.address.fields else str(self.address.item))


def _written(review: Review) -> tuple[Written, ...]:
    """Return every value written for an event that the policy knows, in the diary and in the collections."""
    found: list[Written] = []
    for address, event, value, document, path in (*in_diary(review), *_in_collections(review)):
        if isinstance(value, tuple):
            found += [Written(address, event, one, document, (*path, n)) for n, one in enumerate(value)]
        elif isinstance(value, (str, EventDetail)):
            found.append(Written(address, event, value, document, path))
    return tuple(found)


def unusual(review: Review) -> tuple[Written, ...]:
    """Return what is written but for the usual: one day that is past, of an event that is asked nothing more.

    Nearly all is usual, and of that no rule on what is written finds anything: each looks at the rest alone.
    """
    return review.once(_not_usual)


def _not_usual(review: Review) -> tuple[Written, ...]:
    today = review.today.isoformat()
    return tuple(one for one in _written(review) if not _is_usual(one, today))


def _is_usual(one: Written, today: str) -> bool:
    """Whether a value is a day, month or year that is past, the only one of an event without outcome or source."""
    # As text, days, months and years stand in their order, and `not-known` after them all.
    is_past = isinstance(one.value, str) and one.value <= today
    alone = not isinstance(one.path[-1], int)
    return is_past and alone and not one.event.outcomes and one.event.from_ is None


def detailed(review: Review) -> tuple[tuple[Written, EventDetail], ...]:
    """Return what is written with more to say than its date, each with that: few events are, and many rules ask."""
    return review.once(_detailed)


def _detailed(review: Review) -> tuple[tuple[Written, EventDetail], ...]:
    return tuple((one, one.value) for one in unusual(review) if isinstance(one.value, EventDetail))


_Found = tuple[Address, EventRule, object, Document, KeyPath]


def in_diary(review: Review) -> tuple[_Found, ...]:
    """Return what the diary says of each event that the policy knows."""
    return review.once(_of_diary)


def _of_diary(review: Review) -> tuple[_Found, ...]:
    document = review.case.document("diary")
    return tuple(_found_in(document, review)) if document is not None else ()


def _found_in(document: Document, review: Review) -> Iterator[_Found]:
    plan = review.facts.plan
    for group, written_in in review.case.diary.items():
        known = plan.lines.get(group, {})
        period = review.kind.events.get(f"{group}[]") if group in plan.periods else None
        for key, value in (written_in or {}).items():
            line = (Address(group, key), period) if period is not None else known.get(key)
            if line is not None and value is not None:
                yield *line, value, document, (group, key)


def _in_collections(review: Review) -> Iterator[_Found]:
    events = review.facts.plan.of_items
    items = {head: tuple(_items_in(review, head)) for head in {address.head for address, _ in events}}
    for address, event in events:
        for item, document, data in items[address.head]:
            value = walk(data, address.fields)
            if value is not None:
                yield address.of(item), event, value, document, (item, *address.fields)


def _items_in(review: Review, head: str) -> Iterator[tuple[str, Document, object]]:
    """Yield the items of a collection that the case has, each with where it is written and what that says of it."""
    document = review.case.document(_HOMES.get(head, head))
    if document is not None and head in COLLECTIONS:
        for item in COLLECTIONS[head](review.case):
            yield item, document, walk(document.data, (item,))
