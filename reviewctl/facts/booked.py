"""Booked meetings: which steps each is to do, and whether anything is to be done about it now."""

from collections.abc import Iterator

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.facts.meetings import outlooks
from reviewctl.model.address import read_address
from reviewctl.model.attendance import MeetingQuorum, Outlook
from reviewctl.model.deadline import Deadline
from reviewctl.model.review import minutes_of


class Booked(Struct, frozen=True):
    """A booked meeting, how it stands (None once its day has passed), and the open steps that it will do.

    `invited` is whether anybody is on its sheet.
    """

    meeting: MeetingQuorum
    outlook: Outlook | None
    steps: tuple[Deadline, ...]
    invited: bool

    @property
    def unsure(self) -> bool:
        """Whether it will not be quorate as things stand."""
        return self.outlook is not None and self.outlook.quorate is False


def booked(facts: Facts) -> Iterator[Booked]:
    """Yield every booked meeting of a case, by date. The register itself has none of its own."""
    if not facts.case.id or all(one.status != "planned" for one in facts.meetings):
        return
    ahead = {one.meeting.path: one for one in outlooks(facts)}
    for meeting, document in zip(facts.meetings, facts.case.meetings, strict=True):
        if meeting.status == "planned":
            steps = tuple(one for one in facts.deadlines if one.open and _comes_of(facts, one, meeting))
            invited = bool(minutes_of(document).attendance)
            yield Booked(meeting, ahead.get(meeting.path), steps, invited)


def meeting_kind(facts: Facts, one: Deadline) -> str | None:
    """Return the kind of meeting that does a step by itself, or None."""
    planned = facts.plan.step(one.step)
    rule = facts.plan.kind.events.get(str(planned.until)) if planned is not None else None
    if rule is None or rule.from_ is None or not rule.from_.startswith("meetings["):
        return None
    return (read_address(rule.from_).item or "").partition(",")[0]


def concludes(facts: Facts, kind: str) -> bool:
    """Whether it matters that a meeting of a kind came to its conclusion: an event comes of that alone."""
    wanted = f"meetings[{kind},concluded]"
    return any((rule.from_ or "").startswith(wanted) for rule in facts.plan.kind.events.values())


def without_outcome(facts: Facts, kind: str) -> MeetingQuorum | None:
    """Return the last meeting of a kind that was held, where it matters what it came to and that is not recorded."""
    last = None
    for meeting, document in zip(facts.meetings, facts.case.meetings, strict=True):
        if meeting.kind == kind and meeting.status == "held" and meeting.date <= facts.as_of:
            last = meeting, minutes_of(document)
    if last is None or not concludes(facts, kind):
        return None
    said = (one for one in last[1].decisions if one.case in (None, facts.case.id))
    return None if any(one.outcome for one in said) else last[0]


def asked_for_outcome(facts: Facts, one: Deadline) -> MeetingQuorum | None:
    """Return the meeting that was held and may have done a step, but of which the outcome is not recorded."""
    planned, kind = facts.plan.step(one.step), meeting_kind(facts, one)
    rule = facts.plan.kind.events.get(str(planned.until)) if planned is not None else None
    if kind is None or rule is None or ",concluded]" not in (rule.from_ or ""):
        return None
    return without_outcome(facts, kind)


def agreed_at(facts: Facts, kind: str, number: int) -> dict[str, str]:
    """Return what a meeting must agree because it is the first of its kind: the event, by the policy's word."""
    rule = facts.plan.kind.meetings.get(kind)
    if rule is None or number != 1:
        return {}
    return {word: rule.events[word] for word in rule.first_agrees if word in rule.events}


def _comes_of(facts: Facts, one: Deadline, meeting: MeetingQuorum) -> bool:
    return one.planned == meeting.date and meeting_kind(facts, one) == meeting.kind
