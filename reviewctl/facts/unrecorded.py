"""What is not recorded, and what cannot begin for that: fields that steps depend on, dates that were not agreed."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from reviewctl.facts.anchors import start_of
from reviewctl.facts.conditions import Wanted, answer
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import PlannedStep
from reviewctl.facts.takeover import gone_past
from reviewctl.model.address import Address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.deadline import Deadline
from reviewctl.model.shape import NoSuchField, shape_at

_OPEN = ("overdue", "running")


class Blank(Struct, frozen=True):
    """A field without a value, the words that it may have, and the steps that wait for it.

    `began` are those of the steps that would run by now, if the field allowed it: there is always one.
    """

    address: Address
    choices: tuple[str, ...]
    steps: tuple[Deadline, ...]
    began: tuple[Deadline, ...]


def blanks(facts: Facts) -> tuple[Blank, ...]:
    """Return the fields that hold up a step whose event has happened, in the order of the policy.

    An event that a step waits for is not among them, unless it has happened and what came of it is not said. Of
    several blank fields of a step only the first counts: the next may turn out not to matter. Of a review that
    was taken over from an older list, the steps that it had come past by then count for nothing, nor does what
    goes with the last of them: what they waited for was never in the list.
    """
    past, group = gone_past(facts.plan, facts.timeline)
    done_without: set[Address] = set()
    waiting: dict[Address, list[Deadline]] = {}
    began: dict[Address, list[Deadline]] = {}
    steps = {planned.step.id: planned for planned in facts.plan.steps}
    may_lack_outcomes = any(rule.outcomes for rule in facts.plan.kind.events.values())
    for one in facts.deadlines:
        planned = steps.get(one.step)
        held_up = one.state == "not-started" or (may_lack_outcomes and one.state == "not-applicable")
        if planned is None or not held_up:
            continue
        address = _first_blank(planned, one, facts)
        if address is None:
            continue
        if one.until in past:
            done_without.add(address)
            continue
        waiting.setdefault(address, []).append(one)
        if _has_begun(planned, one, facts):
            began.setdefault(address, []).append(one)
    return tuple(
        Blank(address, _choices(address, facts), tuple(waiting[address]), tuple(some))
        for address, some in began.items()
        if address not in done_without or any(not one.until.startswith(f"{group}.") for one in some)
    )


def _first_blank(planned: PlannedStep, one: Deadline, facts: Facts) -> Address | None:
    conditions: Wanted = (*planned.conditions, *planned.only)
    for pattern, value in conditions:
        address = pattern.of(one.item)
        if _without_outcome(address, facts):
            return address
        verdict = answer(((address, value),), one.item, facts.timeline)
        if verdict == "no":
            return None
        if verdict == "unknown":
            return None if value == "present" or _is_event(address, facts) else address
    return None


def _is_event(address: Address, facts: Facts) -> bool:
    return str(address.pattern) in facts.plan.kind.events


def _without_outcome(address: Address, facts: Facts) -> bool:
    """Whether an event has happened that has outcomes, and which one it had is not said."""
    rule = facts.plan.kind.events.get(str(address.pattern))
    if rule is None or not rule.outcomes:
        return False
    moment = facts.timeline.moment(address)
    return moment is not None and moment.outcome is None


def _has_begun(planned: PlannedStep, one: Deadline, facts: Facts) -> bool:
    if planned.recurs is not None:
        return one.anchor_date is not None
    return not planned.after or start_of(planned, one.item, facts.timeline).moment is not None


def _choices(address: Address, facts: Facts) -> tuple[str, ...]:
    """Return the words that a field may have: the policy's, the document's, or those that its steps look for."""
    kind = facts.plan.kind
    rule = kind.events.get(str(address.pattern))
    if rule is not None:
        return rule.outcomes
    of_pack: Mapping[str, Mapping[str, object]] = {"method": kind.methods, "mandate": kind.mandates}
    if address.fields[-1:] and of_pack.get(address.fields[-1]):
        return tuple(of_pack[address.fields[-1]])
    return _of_document(address) or tuple(dict.fromkeys(_looked_for(address, facts)))


def _of_document(address: Address) -> tuple[str, ...]:
    known = BY_NAME.get(address.head)
    if known is None:
        return ()
    way = address.fields if address.item is None else (address.item, *address.fields)
    try:
        return shape_at(known.type, way).choices
    except NoSuchField:
        return ()


def _looked_for(address: Address, facts: Facts) -> Iterator[str]:
    for planned in facts.plan.steps:
        for pattern, value in (*planned.conditions, *planned.only):
            if pattern.pattern == address.pattern:
                words = value.get("not") if isinstance(value, dict) else value
                yield from (
                    (words,) if isinstance(words, str) else words if isinstance(words, (list, tuple)) else ()
                )


def undated(facts: Facts) -> Iterator[tuple[Deadline, Address]]:
    """Yield the open steps that are due on a day which people agree, where none is recorded, with its address."""
    for one in facts.deadlines:
        planned = facts.plan.step(one.step)
        if one.state in _OPEN and one.due is None and planned is not None and planned.by is not None:
            yield one, planned.by.of(one.item)
