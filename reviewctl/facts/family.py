"""Family: how each person close to a subject was involved, and what is still owed to whom (P§15)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.conditions import answer
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import wanted
from reviewctl.facts.wanted import came_to, furthest_of
from reviewctl.model.address import Address
from reviewctl.model.event import Moment
from reviewctl.model.family import MINIMUMS, FamilyComment, FamilyMember
from reviewctl.model.kind import Minimum
from reviewctl.model.review import Case

State = Literal["done", "not-done", "spared", "not-invited", "owed", "to-do", "open"]


class Standing(Struct, frozen=True, kw_only=True):
    """How one minimum stands for one person.

    `state` is `done` (with its moment), `not-done` (with the reason written), `spared` (the person declined, or is
    said to have caused the harm), `not-invited`, `owed` (the review has come past where it should be done), `to-do`
    (the policy's step for it has begun), or `open` (its time is still to come).
    """

    person: str
    name: str
    title: str
    state: State
    moment: Moment | None = None
    why: str = ""


def standings(facts: Facts, person: str, member: FamilyMember) -> tuple[Standing, ...]:
    """Return how each minimum of the policy stands for a person, in the policy's order."""
    furthest = furthest_of(facts)
    return tuple(
        _standing(facts, person, member, name, minimum, furthest)
        for name, minimum in facts.plan.kind.family.items()
    )


def _standing(
    facts: Facts, person: str, member: FamilyMember, name: str, minimum: Minimum, furthest: int
) -> Standing:
    moment = facts.happened(f"family[{person}].{name}")
    state, why = _state(member, name, moment)
    if state == "open":
        state = "owed" if _is_owed(facts, minimum, furthest) else _begun(facts, person, name)
    return Standing(person=person, name=name, title=minimum.title, state=state, moment=moment, why=why)


def _begun(facts: Facts, person: str, name: str) -> State:
    """Return whether the step that does a minimum has begun and nothing holds it back."""
    until = f"family[{person}].{name}"
    running = any(one.until == until and one.state in ("running", "overdue") for one in facts.deadlines)
    return "to-do" if running else "open"


def _state(member: FamilyMember, name: str, moment: Moment | None) -> tuple[State, str]:
    if moment is not None:
        return "done", ""
    if member.not_done.get(name):
        return "not-done", member.not_done[name]
    if member.invited is False:
        return "not-invited", member.reason or ""
    if name in member.spared:
        return "spared", member.spared[name]
    return "open", ""


def is_spared(address: Address) -> bool:
    """Whether an address asks if a person is spared a minimum, which is worked out: `family[].spared.supported`."""
    return address.head == "family" and address.fields[:1] == ("spared",) and address.fields[1:] in _EACH


_EACH = {(name,) for name in MINIMUMS}


def closed_for(member: FamilyMember, name: str) -> bool:
    """Whether a minimum that was not done needs no day: a reason answers for it, or nobody is to ask the person."""
    return bool(member.not_done.get(name)) or member.invited is False or name in member.spared


def _is_owed(facts: Facts, minimum: Minimum, furthest: int) -> bool:
    if not came_to(facts, minimum.from_stage, furthest):
        return False
    return answer(wanted(minimum.if_), None, facts.timeline) != "no"


def unconsidered(case: Case, day: date) -> Iterator[tuple[str, FamilyComment]]:
    """Yield the comments made by a day that nobody has considered, with who made each."""
    for person, member in case.family.items():
        for comment in member.comments:
            if comment.considered is None and (comment.on is None or comment.on <= day):
                yield person, comment


def published(facts: Facts) -> bool:
    """Whether the report is public: then a copy may be kept (P§15)."""
    return facts.happened("publication.date") is not None
