"""The open steps of a case: which are to be done now, by the board or an agency, and which wait for another."""

from collections.abc import Iterator
from functools import cached_property

from reviewctl.facts.actions.standing import owners_in_force
from reviewctl.facts.booked import Booked, agreed_at, booked, meeting_kind
from reviewctl.facts.judged import Facts
from reviewctl.facts.record import action_of
from reviewctl.facts.takeover import gone_past
from reviewctl.model.actions import Progress
from reviewctl.model.address import parse_address
from reviewctl.model.deadline import Deadline

BUSINESS_MANAGER = "business-manager"
_OF_AGENCIES = ("agency", "agency-signatory", "imr-author")
_NOTHING = Progress()
_NOT_DONE = ("overdue", "running", "suspended", "not-started")


def of_an_agency(one: Deadline) -> bool:
    """Whether a step is one agency's to do: its return, or an action that it owns."""
    return one.item is not None and one.who in _OF_AGENCIES


def agencies_of(facts: Facts, one: Deadline) -> tuple[str, ...]:
    """Return the agencies, by id or in the plan's words, whose step it is; () where it is no agency's."""
    return agencies_for(facts, one) if of_an_agency(one) else ()


def agencies_for(facts: Facts, one: Deadline) -> tuple[str, ...]:
    """Return the agencies that a step is for: the one that owes a return, or the owners of an action.

    An action that was handed over is its later owners'.
    """
    planned = facts.plan.step(one.step)
    if planned is None or one.item is None:
        return ()
    if planned.for_each == "actions":
        action = action_of(facts.case, one.item)
        progress = facts.case.progress.get(one.item, _NOTHING)
        return owners_in_force(progress, action, facts.as_of) if action is not None else ()
    return (one.item,) if planned.for_each == "returns" else ()


class Owed:
    """The open steps of a case, by what becomes of them."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.open = [one for one in facts.deadlines if one.state in ("overdue", "running")]
        self._by_step: dict[str, list[Deadline]] = {}
        for one in facts.deadlines:
            self._by_step.setdefault(one.step, []).append(one)

    @cached_property
    def booked(self) -> tuple[Booked, ...]:
        """The booked meetings, by date."""
        return tuple(booked(self.facts))

    @property
    def overdue(self) -> list[Deadline]:
        """The steps of the board's that are overdue."""
        return [one for one in self.open if one.owner == "board" and one.state == "overdue"]

    @cached_property
    def to_do(self) -> list[Deadline]:
        """The steps of the board's that can be done, and what an agency is late with."""
        return [
            one for one in (*self.open, *self._of_no_day()) if one.owner == "board" and self._is_for_now(one)
        ]

    def _of_no_day(self) -> Iterator[Deadline]:
        """Yield the steps that count from a day that is not known: nobody is late with them, and each is owed all
        the same. What a review had gone past before its register is not.
        """
        found = [one for one in self.facts.deadlines if one.state == "not-known"]
        past = gone_past(self.facts.plan, self.facts.timeline)[0] if found else frozenset()
        for one in found:
            until = parse_address(one.until)
            if str(until.pattern) not in past and self.facts.timeline.moment(until) is None:
                yield one

    def _is_for_now(self, one: Deadline) -> bool:
        if one.planned is not None and one.planned > self.facts.as_of and one.state != "overdue":
            return False
        if one.state == "overdue":
            return True
        return not of_an_agency(one) and self.can_begin(one)

    def can_begin(self, one: Deadline) -> bool:
        """Whether the steps that must come before it are done, or need not be done."""
        planned = self.facts.plan.step(one.step)
        return not any(self._is_open(need, one) for need in (planned.step.needs if planned else ()))

    def _is_open(self, need: str, one: Deadline) -> bool:
        same = [other for other in self._by_step.get(need, []) if other.item == one.item]
        found = same or self._by_step.get(need, [])
        return any(other.state in _NOT_DONE for other in found) or self._has_no_action(need)

    def _has_no_action(self, need: str) -> bool:
        """Whether a step is that of the plan's actions, of which there is none yet: then they are not all met."""
        planned = self.facts.plan.step(need)
        return planned is not None and planned.for_each == "actions" and not self.facts.case.plan.actions

    @cached_property
    def wanting_actions(self) -> list[Deadline]:
        """The steps of the board's that could be done by now if the plan had its actions."""
        return [one for one in self.open if one.owner == "board" and self._wants_actions(one)]

    def _wants_actions(self, one: Deadline) -> bool:
        planned = self.facts.plan.step(one.step)
        return any(self._has_no_action(need) for need in (planned.step.needs if planned is not None else ()))

    def at_meeting(self, one: Deadline) -> bool:
        """Whether a step is done by a meeting that is booked: then that meeting is what is to be done."""
        if one.until in self._agreed_there and one.state == "running":
            return True
        return one.planned is not None and meeting_kind(self.facts, one) is not None

    @cached_property
    def _agreed_there(self) -> frozenset[str]:
        """The events that come of what a booked first meeting must agree."""
        meetings = (one for one in self.facts.meetings if one.status == "planned")
        return frozenset(
            event for one in meetings for event in agreed_at(self.facts, one.kind, one.number).values()
        )
