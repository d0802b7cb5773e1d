"""What had happened in a case by a day, and what is planned."""

from calendar import monthrange
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from typing import Final

from reviewctl.facts.disclosures import disclosed, is_disclosed
from reviewctl.facts.holds import suspensions_of
from reviewctl.facts.permissions import Permissions
from reviewctl.facts.record import COLLECTIONS, field, items_of, text_of
from reviewctl.model.actions import Progress
from reviewctl.model.address import Address, read_address
from reviewctl.model.board import Board
from reviewctl.model.event import Diary, Moment, moments
from reviewctl.model.kind import ReviewType
from reviewctl.model.meeting import Minutes
from reviewctl.model.review import Case, Document, minutes_of
from reviewctl.model.step import EventRule


class _NotAsked(Enum):
    """What stands for an event that has not been asked for: None is an answer."""

    NOT_ASKED = 0


_NOT_ASKED: Final = _NotAsked.NOT_ASKED


class Timeline:
    """The events of one case as they stood on `as_of`: an event dated later has not happened yet.

    `board` says who held which office, on which sign-offs rest; without one the panel's seats alone are known.
    """

    def __init__(self, case: Case, kind: ReviewType, as_of: date, board: Board | None = None) -> None:
        self.case = case
        self.kind = kind
        self.as_of = as_of
        self.board = board
        self.permissions = Permissions(case.log, as_of, kind.pauses, suspensions_of(case, kind))
        # Many steps ask for the same few events and fields, so each is looked up once.
        self._diary = case.diary
        self._recorded: dict[Address, tuple[Moment, ...]] = {}
        self._moments: dict[Address, Moment | None] = {}
        self._values: dict[Address, object] = {}

    @cached_property
    def items(self) -> dict[str, tuple[str, ...]]:
        """The items that the case has of each collection."""
        return items_of(self.case)

    def recorded(self, address: Address) -> tuple[Moment, ...]:
        """Return every moment written for an event, whether or not it lies ahead."""
        found = self._recorded.get(address)
        if found is None:
            found = self._recorded[address] = self._find(address)
        return found

    def moment(self, address: Address) -> Moment | None:
        """Return the earliest time that an event happened by `as_of`, or None.

        A moment whose day is not known (`on` is None, precision `not-known`) is an answer too, where no
        other is recorded.
        """
        found = self._moments.get(address, _NOT_ASKED)
        if found is _NOT_ASKED:
            recorded = self.recorded(address)
            found = self._moments[address] = self._earliest(recorded) if recorded else None
        return found

    def _earliest(self, recorded: tuple[Moment, ...]) -> Moment | None:
        if len(recorded) == 1:
            return recorded[0] if self._happened(recorded[0]) else None
        happened = [one for one in recorded if self._happened(one)]
        return min(happened, key=lambda one: one.on or date.max, default=None)

    def happened(self, address: Address) -> tuple[Moment, ...]:
        """Return every time that an event happened by `as_of`, in the order written."""
        return tuple(one for one in self.recorded(address) if self._happened(one))

    def planned(self, address: Address) -> date | None:
        """Return the day for which an event is booked, where it has not happened."""
        for one in self.recorded(address):
            if one.planned is not None:
                return one.planned
        return None

    def value(self, address: Address) -> object:
        """Return what stands at an address: a moment for an event, else the field; None for nothing."""
        found = self._values.get(address, _NOT_ASKED)
        if found is _NOT_ASKED:
            found = self._values[address] = self._value(address)
        return found

    def _value(self, address: Address) -> object:
        if _is_worked_out(address) or self._rule(address) is not None:
            return self.moment(address)
        return field(self.case, address, self.as_of)

    def _happened(self, moment: Moment) -> bool:
        on = moment.on
        if on is not None:
            return on <= self.as_of
        return moment.precision == "not-known" and moment.planned is None

    def _rule(self, address: Address) -> EventRule | None:
        return self.kind.events.get(_declared_as(address))

    def _find(self, address: Address) -> tuple[Moment, ...]:
        if _is_worked_out(address):
            return self._worked_out(address)
        rule = self._rule(address)
        if rule is None:
            # A plan may be kept of a review whose policy asks nothing of its actions: another body's.
            return moments(self._line(address), text_of(address)) if _is_met(address) else ()
        if rule.from_ is None:
            return self._written(address, rule)
        source = read_address(rule.from_)
        if is_complete(source):
            return self._signed_off(address, source, rule)
        found = self.recorded(source)
        if rule.else_ is None or any(self._happened(one) for one in found):
            return found
        if source.head == "meetings" and held(self.case, _kind_of(source), self.as_of):
            return found
        if rule.else_ == "diary":
            return self._written(address, rule) or found
        return self.recorded(read_address(rule.else_)) or found

    def _worked_out(self, address: Address) -> tuple[Moment, ...]:
        """Return when something happened that follows from other papers."""
        if _of_meeting(address):
            return meeting_moments(self.case, address, self.as_of)
        if address == _ALL_MET:
            return _all_met(self.case)
        return self._completed(address, "") if is_complete(address) else disclosed(self.case, address)

    def _signed_off(self, address: Address, source: Address, rule: EventRule) -> tuple[Moment, ...]:
        """Return when what an event comes from was signed off.

        What else is written counts only if nobody asked for it; after that it is but a day planned for it.
        """
        written = self._otherwise(address, rule)
        if not self._is_asked_for(source.item or "", address.item or ""):
            return written
        ahead = tuple(one for one in written if one.on is None and one.planned is not None)
        return self._completed(source, address.item or "") or ahead

    def _otherwise(self, address: Address, rule: EventRule) -> tuple[Moment, ...]:
        if rule.else_ is None:
            return ()
        return (
            self._written(address, rule) if rule.else_ == "diary" else self.recorded(read_address(rule.else_))
        )

    def _is_asked_for(self, what: str, item: str) -> bool:
        if not self.case.signoff.statements and not self.case.signoff.requests:
            return False  # Nearly every case.
        from reviewctl.facts.signoff import is_asked_for

        return what in self.kind.signoffs and is_asked_for(self.case, what, item, self.as_of)

    def _completed(self, source: Address, item: str) -> tuple[Moment, ...]:
        what = source.item or ""
        if not self._is_asked_for(what, item):
            return ()
        from reviewctl.facts.signoff import signoff_of

        rule = self.kind.signoffs[what]
        on = signoff_of(self.case, rule, self.board, self.as_of, what, item).completed
        return (Moment(on, address=str(source)),) if on is not None else ()

    def _written(self, address: Address, rule: EventRule) -> tuple[Moment, ...]:
        """Return what is written at the event's own place: a line of the diary, or a field of an item."""
        value = self._line(address)
        if value is None:
            if rule.was is None:
                return ()
            value = self._line(read_address(rule.was))
        return moments(value, text_of(address))

    def _line(self, address: Address) -> object:
        if address.item is None or address.head not in COLLECTIONS:
            return _in_diary(self._diary, address)
        return field(self.case, address)


@lru_cache(maxsize=4096)
def _declared_as(address: Address) -> str:
    """Return the text under which a pack declares an event: every item of a collection is `[]`."""
    return str(address.pattern)


def is_complete(address: Address) -> bool:
    """Whether an address is that of a sign-off's being complete: `signoff[report-and-plan].complete`."""
    return address.head == "signoff" and bool(address.item) and address.fields == ("complete",)


@lru_cache(maxsize=4096)
def _is_worked_out(address: Address) -> bool:
    """Whether an address is that of an event which no pack declares: it follows from other papers."""
    return _of_meeting(address) or address == _ALL_MET or is_complete(address) or is_disclosed(address)


def _of_meeting(address: Address) -> bool:
    """Whether an address names a meeting by its kind and number: `meetings[panel,1].date`."""
    return address.head == "meetings" and address.item is not None and "," in address.item


_ALL_MET = Address("actions", None, ("all_met",))


def _is_met(address: Address) -> bool:
    """Whether an address says when one action was met."""
    return address.head == "actions" and address.item is not None and address.fields == ("met",)


def written_in_diary(case: Case, address: Address) -> tuple[Moment, ...]:
    """Return the moments that the diary itself gives for an event, whatever the minutes say."""
    return moments(_in_diary(case.diary, address), str(address))


def _in_diary(diary: Diary, address: Address) -> object:
    group = diary.get(address.head)
    if not group:
        return None
    if address.item is not None:  # A line for each period: sar_list[2026-q1].
        return group.get(address.item) if not address.fields else None
    return group.get(address.fields[0]) if len(address.fields) == 1 else None


def held(case: Case, kind: str, as_of: date) -> tuple[Document, ...]:
    """Return the minutes of the meetings of a kind that had been held by a day, by date."""
    return tuple(
        document
        for document in case.minutes(kind)
        if minutes_of(document).status == "held" and minutes_of(document).date <= as_of
    )


def concluded(case: Case, minutes: Minutes) -> bool:
    """Whether a meeting brought this case to its conclusion."""
    return any(
        decision.outcome == "concluded" and decision.case in (None, case.id) for decision in minutes.decisions
    )


def meeting_moments(case: Case, address: Address, as_of: date) -> tuple[Moment, ...]:
    """Return when the meeting that `meetings[kind,which].date` names took place, or is booked for.

    `which` is first, last, concluded or a number; counted by date among those held by `as_of`, and beyond
    them among those booked.
    """
    kind, _, which = (address.item or "").partition(",")
    meetings = held(case, kind, as_of)
    if which == "concluded":
        meetings = tuple(one for one in meetings if concluded(case, minutes_of(one)))
    place = int(which) - 1 if which.isdecimal() else -1 if which == "last" else 0
    if meetings and place < len(meetings):
        return (Moment(minutes_of(meetings[place]).date, address=str(address)),)
    booked = [minutes_of(one).date for one in case.minutes(kind) if minutes_of(one).status == "planned"]
    ahead = booked[max(place, 0) - len(meetings) :][:1]
    return tuple(Moment(None, "not-known", day, address=str(address)) for day in ahead)


def _kind_of(address: Address) -> str:
    return (address.item or "").partition(",")[0]


def _all_met(case: Case) -> tuple[Moment, ...]:
    """Return when the last action of the plan was met or given up by the Board (P-App3); () while one is open.

    Not known where that is all that is known of one of them.
    """
    ends = [_end(case.progress.get(action.id)) for action in case.plan.actions]
    known = [one for one in ends if one is not None]
    if not ends or len(known) < len(ends):
        return ()
    last = max(known, key=last_day)
    return (Moment(last.on, last.precision, address=str(_ALL_MET)),)


def _end(progress: Progress | None) -> Moment | None:
    """Return when an action was met or given up, or None while it is open."""
    if progress is None:
        return None
    if progress.not_implemented is not None and progress.not_implemented.decided_on is not None:
        return Moment(progress.not_implemented.decided_on)
    return next((one for one in moments(progress.met, "actions") if one.planned is None or one.on), None)


def last_day(moment: Moment) -> date:
    """Return the last day on which a moment may have been: of its month or year, where no more is known."""
    on = moment.on or date.max
    if moment.precision == "year":
        return date(on.year, 12, 31)
    if moment.precision == "month":
        return on.replace(day=monthrange(on.year, on.month)[1])
    return on
