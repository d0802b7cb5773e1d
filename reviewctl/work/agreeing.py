"""What a meeting decided on a case: in its minutes, and in the diary what it brought about."""

from collections.abc import Iterator

from reviewctl.facts.judged import Facts
from reviewctl.facts.signoff import is_written
from reviewctl.model.address import Address, parse_address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.kind import MeetingRule
from reviewctl.model.marks import KeyPath
from reviewctl.model.meeting import Minutes
from reviewctl.render.dates import long_day
from reviewctl.rules.words import listed
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import diary_text
from reviewctl.work.convening import meeting_events
from reviewctl.work.telling import consequences, plain_list, troubles
from reviewctl.work.writing import Pen

Edit = tuple[KeyPath, object]


def own_decisions(minutes: Minutes, case_id: str) -> list[int]:
    """Return the places of the decisions on one case; one that names none is of the only case there is."""
    alone = minutes.cases in ((), (case_id,))
    return [
        place
        for place, one in enumerate(minutes.decisions)
        if one.case == case_id or (one.case is None and alone)
    ]


def decision_edits(
    agrees: tuple[str, ...], outcome: str | None, minutes: Minutes, case_id: str
) -> list[Edit]:
    """Return the edits that put an outcome, and what was agreed, in the place of what stood for the case.

    What was not said stays, the words of the decision among it.
    """
    said: dict[str, object] = {"outcome": outcome} if outcome is not None else {}
    said |= {"agrees": list(agrees)} if agrees else {}
    own = own_decisions(minutes, case_id)
    if not own:
        return [(("decisions", len(minutes.decisions)), {"case": case_id, **said})] if said else []
    return [edit for field, value in said.items() for edit in _in_place(field, value, own, minutes)]


def _in_place(field: str, value: object, own: list[int], minutes: Minutes) -> Iterator[Edit]:
    filled = [place for place in own if getattr(minutes.decisions[place], field)]
    chosen = (filled or own[-1:])[0]
    yield ("decisions", chosen, field), value
    yield from ((("decisions", place, field), None) for place in filled if place != chosen)


def agreed_events(
    rule: MeetingRule | None, facts: Facts, words: tuple[str, ...]
) -> Iterator[tuple[str, Address]]:
    """Yield each word that was agreed with the event of the diary that it brings about, by the policy."""
    for word in words:
        event = rule.events.get(word) if rule is not None else None
        known = facts.plan.kind.events.get(event or "")
        if event is not None and known is not None and "[" not in event and is_written(known, facts.case):
            yield word, parse_address(event)


def write_agreed(pen: Pen, facts: Facts, minutes: Minutes, words: tuple[str, ...]) -> tuple[Address, ...]:
    """Mean to write the events of what was agreed into the diary, on the day of the meeting.

    Returns those that are new. One that the diary has already, on whatever day, stays; of one that repeats
    another day is added.
    """
    rule = facts.plan.kind.meetings.get(minutes.kind)
    fresh = [(word, one) for word, one in agreed_events(rule, facts, words) if _is_new(facts, one, minutes)]
    for _, address in fresh:
        _write(pen, facts, address, minutes.date.isoformat())
    return tuple(address for _, address in fresh)


def _is_new(facts: Facts, address: Address, minutes: Minutes) -> bool:
    recorded = [one for one in facts.timeline.recorded(address) if one.planned is None]
    if facts.plan.kind.events[str(address)].repeats:
        return all(one.on != minutes.date for one in recorded)
    return not recorded


def _write(pen: Pen, facts: Facts, address: Address, day: str) -> None:
    document, folder = facts.case.document("diary"), facts.case.folder
    path = BY_NAME["diary"].path
    where = document.path if document is not None else f"{folder}/{path}" if folder else path
    old = (facts.case.diary.get(address.head) or {}).get(address.fields[0])
    repeats = facts.plan.kind.events[str(address)].repeats
    value: object = [*plain_list(old), day] if repeats and old is not None else day

    def change(data: bytes | None) -> bytes:
        text = data if data is not None else diary_text(facts.plan.kind).encode("utf-8")
        return splice_bytes(text, (address.head, *address.fields), value, file=path)

    pen.edit(where, change)


def agreed_lines(
    before: Facts,
    after: Facts,
    minutes: Minutes,
    words: tuple[str, ...],
    written: tuple[Address, ...],
    sound: bool,
) -> Iterator[str]:
    """Yield what the diary now says of what was agreed, and what the meeting has met or started."""
    rule = before.plan.kind.meetings.get(minutes.kind)
    events = dict(agreed_events(rule, before, words))
    if events and not sound:
        yield f"  not written in the diary as agreed: {listed(list(events))}. A quorate meeting has to confirm it."
    for word, address in events.items() if sound else ():
        if address in written:
            yield f"  {address}: recorded: {long_day(minutes.date)}"
        elif all(one.on != minutes.date for one in before.timeline.recorded(address)):
            yield (
                f"  {word} was agreed, and the diary says another day for {address}. If it is wrong: "
                f"reviewctl record {before.case.id} {address} {minutes.date.isoformat()} --because WHY"
            )
    about = [*written, *meeting_events(before, minutes.kind)] or [Address("meetings", minutes.kind, ())]
    yield from dict.fromkeys(line for one in about for line in consequences(before, after, one))
    yield from troubles(before, after) if written else ()


def left_in_diary(facts: Facts, minutes: Minutes, words: tuple[str, ...]) -> Iterator[str]:
    """Yield what the diary still says was agreed that day, and the minutes now do not."""
    if not words:
        return
    decisions = [minutes.decisions[place] for place in own_decisions(minutes, facts.case.id)]
    dropped = tuple(word for one in decisions for word in one.agrees if word not in words)
    rule = facts.plan.kind.meetings.get(minutes.kind)
    for word, address in agreed_events(rule, facts, dropped):
        if any(one.on == minutes.date for one in facts.timeline.recorded(address)):
            yield (
                f"  {word} no longer stands in the minutes, and the diary still says {address}. "
                f'To take it back: reviewctl record {facts.case.id} {address} ""'
            )
