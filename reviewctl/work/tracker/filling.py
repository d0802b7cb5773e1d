"""What follows from what a list says: which events have happened although it gives no day for them.

Nothing is made up: an event is recorded without its day only where the list itself says that it happened, by a
later one, by where the review is, or by words that are no date.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from reviewctl.model.kind import Opening, ReviewType
from reviewctl.work.tracker.dates import Reading
from reviewctl.work.tracker.drafts import RECEIVED, Draft
from reviewctl.work.tracker.lexicon import lexicon

_UNDATED = "the list it was taken over from gives no day"
_DECIDED = "decision.made"
_NOT_REVIEWS = ("no-review", "other-pathway", "joined")


def fill(draft: Draft) -> Iterator[tuple[str, str]]:
    """Add to a draft what follows from it; yield, for each event of which a cell is no date, what was done."""
    for address, reading in list(draft.events.items()):
        if reading.kind == "not-known":
            draft.events[address] = replace(
                reading, note=reading.note or "not known, says the list it was taken over from"
            )
    if (
        draft.words.get("decision.outcome")
        and _DECIDED not in draft.planned
        and _writable(draft.kind, _DECIDED)
    ):
        draft.events.setdefault(
            _DECIDED, Reading("not-known", note="the list gives what was decided, and no day")
        )
    if draft.closed is not None or draft.status == "closed" or _is_over(draft):
        _close(draft)
    elif draft.status not in ("", "open"):
        _reach(draft, draft.status)
    _imply(draft)
    yield from _unread(draft)
    if RECEIVED in draft.kind.events:
        draft.events.setdefault(RECEIVED, Reading("not-known", note=_UNDATED))


def taken_as_closed(draft: Draft) -> bool:
    """Whether a referral is taken as closed only because the list has no more of it than that there is no review."""
    return draft.closed is None and draft.status != "closed" and _is_over(draft)


def _is_over(draft: Draft) -> bool:
    outcome = draft.words.get("decision.outcome")
    return _DECIDED in draft.events and outcome in _NOT_REVIEWS and not draft.says_closed


def _close(draft: Draft) -> None:
    if not draft.kind.stages:
        return
    way = _way(draft, draft.kind.stages[-1].opened_by)
    if way is None:
        return
    day = draft.closed if draft.closed is not None and draft.closed.kind == "date" else None
    note = (
        "the day on which the list has it closed"
        if day is not None
        else "closed, says the list; no day is given"
    )
    reading = Reading("date", day.text, note) if day is not None else Reading("not-known", note=note)
    for address in _needed(way, draft.kind):
        draft.events.setdefault(address, reading)


def _reach(draft: Draft, stage_id: str) -> None:
    """Record that a review has come to a stage, where none of the events that open it is known."""
    stage = next((one for one in draft.kind.stages if one.id == stage_id), None)
    way = _way(draft, stage.opened_by) if stage is not None else None
    if stage is None or way is None or any(one.event in draft.events for one in stage.opened_by):
        return
    reading = Reading("not-known", note=f"the list has the review there: {stage.title}")
    for address in _needed(way, draft.kind):
        draft.events.setdefault(address, reading)


def _way(draft: Draft, ways: tuple[Opening, ...]) -> Opening | None:
    """Return the first way into a stage that what is known allows, and that can be written into the diary."""
    return next((way for way in ways if _allows(draft, way) and _writable(draft.kind, way.event)), None)


def _allows(draft: Draft, way: Opening) -> bool:
    for address, wanted in (way.if_ or {}).items():
        if address in draft.kind.events:
            if wanted != "present":
                return False
        elif draft.words.get(address) not in (wanted if isinstance(wanted, list | tuple) else (wanted,)):
            return False
    return True


def _needed(way: Opening, kind: ReviewType) -> list[str]:
    return [way.event, *(address for address in way.if_ or {} if address in kind.events)]


def _writable(kind: ReviewType, address: str) -> bool:
    rule = kind.events.get(address)
    return rule is not None and "[" not in address and (rule.from_ is None or rule.else_ == "diary")


def _imply(draft: Draft) -> None:
    for address, others in lexicon().implies.items():
        reading = draft.events.get(address)
        for other in others if reading is not None else ():
            if _writable(draft.kind, other):
                draft.events.setdefault(other, Reading("not-known", note=_UNDATED))


def _unread(draft: Draft) -> Iterator[tuple[str, str]]:
    order = {address: number for number, address in enumerate(draft.kind.events)}
    openers = {way.event for stage in draft.kind.stages for way in stage.opened_by}
    furthest = max((order[one] for one in draft.events if one in openers), default=-1)
    for address, reading in draft.unread.items():
        lost = "; its words may hold a name and are left out" if reading.lost else ""
        if order[address] < furthest:
            note = (
                f"the list says: {reading.note}"
                if reading.note
                else "the list has words there that are no date"
            )
            draft.events.setdefault(address, Reading("not-known", note=note))
            yield address, f"{reading.no_date}: recorded as not-known, for a later day is there{lost}"
        else:
            yield (
                address,
                f"{reading.no_date}, and nothing later is there that says it has happened: left blank{lost}",
            )
