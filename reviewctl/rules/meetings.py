"""PAN: whether meetings were quorate, complete in their record, and did what they had to."""

from collections.abc import Iterator

from msgspec import Struct

from reviewctl.model.attendance import MeetingQuorum
from reviewctl.model.meeting import Minutes
from reviewctl.model.review import Document, minutes_of
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day, listed


class Sat(Struct, frozen=True):
    """A meeting with its minutes, and how it was attended."""

    quorum: MeetingQuorum
    document: Document

    @property
    def minutes(self) -> Minutes:
        """The facts of the minutes."""
        return minutes_of(self.document)

    @property
    def address(self) -> str:
        """How the meeting is named: meetings[panel,2]."""
        return f"meetings[{self.quorum.word}]"

    def label(self, review: Review) -> str:
        """How a sentence names the meeting: Review panel 2 (4 March 2026)."""
        known = review.kind.meetings.get(self.quorum.kind)
        title = known.title if known is not None else "Meeting"
        return f"{title} {self.quorum.number} ({day(self.quorum.date)})"


def all_meetings(review: Review) -> tuple[Sat, ...]:
    """Return every meeting with its minutes, by date."""
    return review.once(_with_minutes)


def _with_minutes(review: Review) -> tuple[Sat, ...]:
    return tuple(map(Sat, review.facts.meetings, review.case.meetings))


def held_meetings(review: Review, kind: str | None) -> Iterator[Sat]:
    """Yield the meetings of a kind (None: of any) that had been held by the day judged on, by date."""
    for one in all_meetings(review):
        if (
            one.quorum.status == "held"
            and one.quorum.date <= review.as_of
            and kind in (None, one.quorum.kind)
        ):
            yield one


def agreed(review: Review, one: Sat) -> tuple[str, ...]:
    """Return what a meeting agreed on this case, in the policy's words."""
    decisions = (d for d in one.minutes.decisions if d.case in (None, review.case.id))
    return tuple(word for decision in decisions for word in decision.agrees)


def decided(review: Review, one: Sat) -> bool:
    """Whether a meeting decided anything on this case that no later, quorate meeting has confirmed.

    What is agreed in the policy's words is confirmed when a later meeting of the kind, which was quorate,
    agrees to the same.
    """
    later = (m for m in held_meetings(review, one.quorum.kind) if m.quorum.date > one.quorum.date)
    confirmed = {word for meeting in later if meeting.quorum.quorate for word in agreed(review, meeting)}
    return any(
        set(decision.agrees) - confirmed
        or (not decision.agrees and decision.decision)
        or decision.outcome == "concluded"
        for decision in one.minutes.decisions
        if decision.case in (None, review.case.id)
    )


def _of_this_case(review: Review) -> Iterator[Sat]:
    """Yield the meetings whose minutes are judged here: of one that took several cases, the first judges."""
    for one in all_meetings(review):
        if not one.minutes.cases or one.minutes.cases[0] == review.case.id:
            yield one


def _inquorate(review: Review, deciding: bool) -> Iterator[Sat]:
    if not review.board.agencies:
        return  # Without the Board's list nobody's sector is known.
    for one in held_meetings(review, None):
        if one.quorum.quorate is False and one.minutes.attendance and decided(review, one) is deciding:
            yield one


@rule("PAN001", "meeting-not-quorate", "error", reads=("panel",))
def not_quorate(review: Review) -> Iterator[Offence]:
    """A meeting without quorum."""
    for one in _inquorate(review, deciding=False):
        yield Offence(
            spot=one.document.spot(("attendance",), key=True),
            at=one.address,
            citations=one.quorum.citations,
            message=f"{one.label(review)} was not quorate: nobody for {listed(one.quorum.missing)}.",
            help=_counting(one),
        )


@rule("PAN002", "decision-without-quorum", "error", reads=("panel",))
def decision_without_quorum(review: Review) -> Iterator[Offence]:
    """A decision taken by a meeting without quorum."""
    for one in _inquorate(review, deciding=True):
        yield Offence(
            spot=one.document.spot(("decisions",), key=True),
            at=one.address,
            citations=one.quorum.citations,
            message=f"{one.label(review)} took a decision and was not quorate: nobody for "
            f"{listed(one.quorum.missing)}.",
            help=f"Have the decision confirmed by a quorate meeting. {_counting(one)}",
        )


def _counting(one: Sat) -> str:
    notes = " ".join(note for note in one.quorum.notes if "does not count" in note or "no seat" in note)
    return notes or "If somebody was there for it, correct the attendance."


@rule("PAN003", "deputy-without-reason", "warning", "P§9")
def deputy_without_reason(review: Review) -> Iterator[Offence]:
    """A deputy, and not why."""
    for one in _of_this_case(review):
        for number, line in enumerate(one.minutes.attendance):
            if line.status == "deputy" and not line.reason:
                yield Offence(
                    spot=one.document.spot(("attendance", number)),
                    at=one.address,
                    message=f"{line.person or line.agency or 'Somebody'} came to {one.label(review)} as a deputy, "
                    "and no reason is recorded.",
                    help="A deputy comes only in exceptional circumstances. Write under reason what they were.",
                )


@rule("PAN009", "held-without-attendance", "error", "P§10")
def without_attendance(review: Review) -> Iterator[Offence]:
    """A meeting that was held, and nobody is recorded to have come."""
    for one in _of_this_case(review):
        if one.quorum.status == "held" and not one.minutes.attendance:
            yield Offence(
                spot=one.document.spot(("attendance",), key=True),
                at=one.address,
                message=f"{one.label(review)} was held, and it is not recorded who was there.",
                help="List under attendance who came, who sent apologies and who came for another.",
            )


@rule("PAN012", "fewer-panel-meetings-than-usual", "warning", reads=("meetings",))
def too_few(review: Review) -> Iterator[Offence]:
    """Fewer meetings than the policy gives as usual, when the report is there."""
    for kind, known in review.kind.meetings.items():
        number = sum(1 for _ in held_meetings(review, kind))
        if (
            known.at_least is None
            or not 0 < number < known.at_least
            or not review.happened("report.available")
        ):
            continue
        yield Offence(
            spot=review.spot("diary", ("report", "available")),
            at=f"meetings[{kind}]",
            citations=_cites(review, kind),
            message=f"The report is available after {number} meeting{'s' * (number > 1)} of the "
            f"{known.title.lower()}; between {known.at_least} and {known.at_most} are usual.",
            help="Are all minutes here? If so, say in the log why fewer were enough.",
        )


@rule("PAN013", "more-panel-meetings-than-usual", "note")
def too_many(review: Review) -> Iterator[Offence]:
    """More meetings than the policy gives as usual."""
    for kind, known in review.kind.meetings.items():
        held = list(held_meetings(review, kind))
        if known.at_most is None or len(held) <= known.at_most:
            continue
        yield Offence(
            spot=held[known.at_most].document.spot(("date",)),
            at=f"meetings[{kind}]",
            citations=_cites(review, kind),
            message=f"The {known.title.lower()} has met {len(held)} times; between {known.at_least or 1} and "
            f"{known.at_most} are usual.",
        )


def _cites(review: Review, kind: str) -> tuple[str, ...]:
    seats = review.kind.quorum.get(kind)
    own = review.kind.meetings[kind].cites
    cites = (seats.cites if seats is not None else own) or ()
    return (cites,) if isinstance(cites, str) else cites


@rule("PAN014", "attendance-line-incomplete", "error", "P§9")
def line_incomplete(review: Review) -> Iterator[Offence]:
    """A line of the attendance that does not say who, or, of a meeting that was held, whether they came."""
    for one in _of_this_case(review):
        for number, line in enumerate(one.minutes.attendance):
            nobody = not (line.person or line.name or line.agency)
            if nobody or (line.status is None and one.quorum.status == "held"):
                lacking = "who it was" if nobody else "whether they came"
                yield Offence(
                    spot=one.document.spot(("attendance", number)),
                    at=one.address,
                    message=f"Line {number + 1} of the attendance of {one.label(review)} does not say {lacking}.",
                    help="Give person (or name, or agency), and status: present, apologies, deputy or absent.",
                )


@rule("PAN015", "planned-meeting-passed", "warning")
def planned_passed(review: Review) -> Iterator[Offence]:
    """A meeting that is still planned for a day gone by."""
    for one in _of_this_case(review):
        if one.quorum.status == "planned" and one.quorum.date < review.as_of:
            yield Offence(
                spot=one.document.spot(("status",)),
                at=one.address,
                message=f"{one.label(review)} is still down as planned, and the day has gone by.",
                help=f"Was it held? reviewctl meeting held {review.word} {one.quorum.word} --present WHO. "
                f"Moved? reviewctl meeting move {review.word} {one.quorum.word} --to DATE. "
                f"Not held? reviewctl meeting cancel {review.word} {one.quorum.word}",
            )


@rule("PAN016", "meeting-held-in-the-future", "error")
def held_in_future(review: Review) -> Iterator[Offence]:
    """A meeting said to have been held on a day still to come."""
    for one in _of_this_case(review):
        if one.quorum.status == "held" and one.quorum.date > review.today:
            yield Offence(
                spot=one.document.spot(("date",)),
                at=one.address,
                message=f"{one.label(review)} is down as held, and the day is still to come.",
                help="A booked meeting has status: planned. If it was held, correct the date.",
            )


@rule("PAN017", "deputy-for-nobody", "warning", "P§9")
def deputy_for_nobody(review: Review) -> Iterator[Offence]:
    """A deputy, and not for whom."""
    for one in _of_this_case(review):
        for number, line in enumerate(one.minutes.attendance):
            if line.status == "deputy" and not line.deputy_for:
                yield Offence(
                    spot=one.document.spot(("attendance", number)),
                    at=one.address,
                    message=f"{line.person or line.agency or 'Somebody'} came to {one.label(review)} as a deputy, "
                    "and it is not recorded for whom.",
                    help="Write under deputy_for the id of the person for whom the deputy came.",
                )
