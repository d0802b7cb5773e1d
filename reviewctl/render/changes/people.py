"""Whom the review is about, their family, the panel, and what runs beside the review."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reviewctl.facts.changes.matching import matched
from reviewctl.facts.differences import Difference
from reviewctl.model.changes import Change
from reviewctl.model.family import FamilyMember
from reviewctl.model.panel import Appointment
from reviewctl.model.processes import Process
from reviewctl.model.shape import shape_at
from reviewctl.render.changes.events import event_words
from reviewctl.render.changes.fields import fields_words
from reviewctl.render.changes.sides import Pool, Sides, addresses, change_under, counted_items
from reviewctl.render.changes.values import many_of, reworked, term
from reviewctl.render.pages.naming import listed


def people(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what became of the people and processes of a review."""
    yield from _subjects(sides, pool)
    yield from _family(sides, pool)
    yield from _processes(sides, pool)
    yield from _panel(sides, pool)


def _subjects(sides: Sides, pool: Pool) -> Iterator[Change]:
    if not sides.before.there:
        told = pool.under("subjects")
        names = listed([one.pseudonym for one in sides.after.case.file.subjects])
        if told:
            yield change_under("review", f"the review is about {names}", "subjects", told)
    old, new = ({one.id: one for one in side.case.file.subjects} for side in (sides.before, sides.after))
    for own in dict.fromkeys([*new, *old]):
        told = pool.under(f"subjects[{own}]")
        name = (new.get(own) or old[own]).pseudonym
        if not told:
            continue
        if own not in old:
            words = f"{name} added to whom it is about"
        elif own not in new:
            words = f"{name} no longer among whom it is about"
        else:
            words = f"{name}: {fields_words(sides, told, f'subjects[{own}]')}"
        yield change_under("review", words, f"subjects[{own}]", told)


def _family(sides: Sides, pool: Pool) -> Iterator[Change]:
    for key in dict.fromkeys([*sides.after.case.family, *sides.before.case.family]):
        start = f"family[{key}]"
        told = pool.under(start)
        if not told:
            continue
        name = _relative(sides, key)
        came, went = key not in sides.before.case.family, key not in sides.after.case.family
        if went:
            yield change_under("family", f"{name}: taken out of family.yaml", start, told)
            continue
        events = [one for one in told if _is_event(one)]
        rest = [one for one in told if one not in events]
        if came:
            plainly = [one for one in rest if one.address.rpartition(".")[2] in ("relationship", "subject")]
            added = [one for one in events if one.address == f"{start}.added_on"]
            shown = [*plainly, *added, *[one for one in rest if one.address == start]]
            since = f", known since {event_words(sides, added[0])}" if added else ""
            yield Change(
                kind="family",
                words=f"family member added: {name.removeprefix('family member ')}{since}",
                address=start,
                covers=addresses(shown),
            )
            events, rest = ([one for one in some if one not in shown] for some in (events, rest))
        for one in events:
            sentence = sides.event(one.address)
            yield change_under(
                "family", f"{name}: {_lower(sentence)}, {event_words(sides, one)}", one.address, [one]
            )
        contacts = [one for one in rest if one.address.startswith(f"{start}.contacts[")]
        if contacts:
            yield change_under(
                "family", f"{name}: {_items(contacts, 'contact')}", f"{start}.contacts", contacts
            )
        others = [one for one in rest if one not in contacts]
        if others:
            yield change_under("family", f"{name}: {fields_words(sides, others, start)}", start, others)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _is_event(one: Difference) -> bool:
    """Whether a value is an event: some kinds of review have no rule for it."""
    field = one.address.partition("].")[2]
    record = FamilyMember if one.address.startswith("family") else Process
    return field in record.__struct_fields__ and shape_at(record, (field,)).kind == "event"


def _relative(sides: Sides, key: str) -> str:
    for side in (sides.after, sides.before):
        member = side.case.family.get(key)
        if member is not None and member.relationship:
            about = next((one.pseudonym for one in side.case.file.subjects if one.id == member.subject), "")
            return f"{member.relationship} of {about}" if about else f"{member.relationship} ({key})"
    return f"family member {key}"


def _items(told: Sequence[Difference], word: str) -> str:
    """Return how many items of a list came, changed and went."""
    return ", ".join(f"{many_of(count, word)} {sort}" for count, sort in counted_items(told, "recorded"))


def _processes(sides: Sides, pool: Pool) -> Iterator[Change]:
    for key in dict.fromkeys([*sides.after.case.processes, *sides.before.case.processes]):
        start = f"processes[{key}]"
        told = pool.under(start)
        if not told:
            continue
        process = sides.after.case.processes.get(key) or sides.before.case.processes.get(key)
        kind = f" ({process.kind.replace('-', ' ')})" if process is not None and process.kind else ""
        name = f"parallel process {key}{kind}"
        if key not in sides.after.case.processes:
            yield change_under("process", f"{name}: taken out of processes.yaml", start, told)
            continue
        checked = [one for one in told if _is_event(one)]
        others = [one for one in told if one not in checked]
        if others:
            came = key not in sides.before.case.processes
            said = [one for one in others if not (came and one.address == f"{start}.kind")]
            words = [*(["added"] if came else []), *([fields_words(sides, said, start)] if said else [])]
            yield change_under("process", f"{name}: {'; '.join(words)}", start, others)
        for one in checked:
            yield change_under(
                "process", f"{name}: asked about, {event_words(sides, one)}", one.address, [one]
            )


def _panel(sides: Sides, pool: Pool) -> Iterator[Change]:
    told = list(pool.under("panel.appointments"))
    old, new = (side.case.panel.appointments for side in (sides.before, sides.after))
    for called, before, after in matched(old, new, "person") if told else ():
        if before == after:
            continue
        start = f"panel.appointments[{called}]"
        own = [one for one in told if one.address == start or one.address.startswith(f"{start}.")]
        told = [one for one in told if one not in own]
        yield change_under("panel", f"panel, {_seat(sides, before, after)}", start, own)
    if told:
        yield change_under(
            "panel", f"panel: {fields_words(sides, told, 'panel')}", "panel.appointments", told
        )
    declared = pool.under("panel.declarations")
    if declared:
        words = f"panel: {_items(declared, 'declaration of involvement')}"
        yield change_under("panel", words, "panel.declarations", declared)


def _seat(sides: Sides, before: Struct | None, after: Struct | None) -> str:
    there = after if after is not None else before
    assert isinstance(there, Appointment)
    who = there.person or "somebody who is not in board.yaml"
    agency = f" for {sides.agency(there.agency)}" if there.agency else ""
    seat = f"{sides.role(there.role)}{agency}"
    if not isinstance(after, Appointment):
        return f"{seat}: {who} taken out"
    if not isinstance(before, Appointment):
        return f"{seat}: {who} appointed{term(after.from_, after.to)}"
    return f"{seat}: {who}, {reworked(before, after, 'panel')}"
