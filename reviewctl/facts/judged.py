"""Everything worked out about one case on one day: what the commands show and the rules judge."""

from datetime import date
from functools import cached_property

from reviewctl.facts.calendar import Calendar
from reviewctl.facts.conversion import Former, carried
from reviewctl.facts.deadlines import calendar_of, deadlines, open_deadlines, presses, pressing_deadlines
from reviewctl.facts.events import Timeline
from reviewctl.facts.plan import Plan
from reviewctl.facts.quorum import quorum_of
from reviewctl.facts.stage import Place, place_of, reached
from reviewctl.facts.takeover import since_taken_over
from reviewctl.facts.workingdays import due
from reviewctl.model.address import read_address
from reviewctl.model.attendance import MeetingQuorum
from reviewctl.model.board import Board
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import Moment
from reviewctl.model.review import Case
from reviewctl.model.signoff import Signoff


class Facts:
    """The facts of one case under one plan on one day. Each part is worked out when it is first asked for."""

    def __init__(
        self,
        case: Case,
        plan: Plan,
        board: Board,
        calendar: Calendar,
        as_of: date,
        former: tuple[Former, ...] = (),
    ) -> None:
        """Take what the facts are worked out from. `former` are the kinds that a converted review was of."""
        self.case = case
        self.plan = plan
        self.board = board
        self.calendar = calendar
        self.as_of = as_of
        self.former = former
        self.timeline = Timeline(case, plan.kind, as_of, board)

    def of(self, case: Case) -> "Facts":
        """Return the facts of another reading of the case, under the same plan and on the same day."""
        return Facts(case, self.plan, self.board, self.calendar, self.as_of, self.former)

    @cached_property
    def place(self) -> Place:
        """Where the case is."""
        return place_of(self.plan, self.timeline)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every step with its date, in the order of the policy."""
        found = deadlines(self.plan, self.timeline, self.calendar, self.place.owner)
        if self.former:
            found = carried(found, self.former, self.case, self.calendar, self.timeline)
        return since_taken_over(found, self.plan, self.timeline)

    @cached_property
    def pressing(self) -> tuple[Deadline, ...]:
        """Every step that is due on a day and is or was late, or is still to be done, in the order of the policy."""
        if self._all_together:
            return tuple(one for one in self.deadlines if presses(one.state, one.due))
        return pressing_deadlines(self.plan, self.timeline, self.calendar, self.place.owner)

    @cached_property
    def open(self) -> tuple[Deadline, ...]:
        """Every step that somebody still has to do, in the order of the policy."""
        if self._all_together:
            return tuple(one for one in self.deadlines if one.open)
        return open_deadlines(self.plan, self.timeline, self.calendar, self.place.owner)

    @property
    def _all_together(self) -> bool:
        """Whether the deadlines are there already, or go by more than each its own step and record."""
        there = "deadlines" in self.__dict__
        return there or bool(self.former) or self.case.file.taken_over is not None

    @cached_property
    def when_taken_over(self) -> "Facts | None":
        """The facts as at the day on which the case was taken over from an older list; None for any other case.

        They are those of this day where it is an earlier one.
        """
        taken = self.case.file.taken_over
        if taken is None:
            return None
        return Facts(self.case, self.plan, self.board, self.calendar, min(taken.on, self.as_of))

    @cached_property
    def meetings(self) -> tuple[MeetingQuorum, ...]:
        """Every meeting, judged, by date."""
        return quorum_of(self.case, self.plan.kind, self.board, self.as_of)

    @cached_property
    def signoffs(self) -> tuple[Signoff, ...]:
        """Every sign-off of the case, in the order of the policy.

        What is to be signed off has its sums only in a case that has a `signoff` folder (`Case.signoff`).
        """
        from reviewctl.facts.signoff import signoffs

        return signoffs(self.case, self.plan.kind, self.board, self.as_of, self.plan.pack.roles)

    def soon(self, deadline: Deadline) -> bool:
        """Whether a deadline runs out within the policy's warning time of the day judged on."""
        if deadline.due is None or deadline.due < self.as_of:
            return False
        return deadline.due <= due(self.as_of, self.plan.warning, self.calendar)

    @property
    def closed(self) -> bool:
        """Whether the case has come to its last stage."""
        stages = self.plan.kind.stages
        return bool(stages) and self.place.order == len(stages) - 1

    @cached_property
    def still_owed(self) -> tuple[Deadline, ...]:
        """What is owed although the case is closed: what is overdue, and what the policy says stays."""
        return tuple(
            one
            for one in self.open
            if one.state == "overdue" or (one.state == "running" and self._stays(one))
        )

    def _stays(self, one: Deadline) -> bool:
        planned = self.plan.step(one.step)
        return planned is not None and planned.step.stays

    @property
    def settled(self) -> bool:
        """Whether the case is closed and nothing in it is owed any more."""
        return self.closed and not self.still_owed

    def calendar_of(self, deadline: Deadline) -> Calendar:
        """Return the calendar by which a step counts."""
        planned = self.plan.step(deadline.step)
        return calendar_of(planned, self.calendar) if planned is not None else self.calendar

    def reached(self, stage_id: str) -> bool:
        """Whether the case has come as far as a stage."""
        return reached(self.plan, self.place, stage_id)

    def happened(self, address: str) -> Moment | None:
        """Return when an event happened, by its address, or None."""
        return self.timeline.moment(read_address(address))

    def deadline(self, key: str) -> Deadline | None:
        """Return the deadline of a step, named with its item."""
        return next((one for one in self.deadlines if one.key == key), None)
