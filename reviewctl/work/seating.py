"""What `panel add` and `panel leave` do: who sits on the review panel, from when to when."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import asdict

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.facts.meetings import outlooks
from reviewctl.facts.quorum import PANEL, holders
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.meeting import Attendee
from reviewctl.model.panel import Appointment
from reviewctl.model.review import Document, minutes_of
from reviewctl.render.dates import long_day
from reviewctl.render.pages.quorum_plan import outlook_words
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.convening import attendance_line
from reviewctl.work.desk import Desk
from reviewctl.work.log import facts_ahead, said_why
from reviewctl.work.nearest import nearest
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen


class Seat(Struct, frozen=True, kw_only=True):
    """A seat as the person asked for it: who, for which agency, in which role, from when and why."""

    role: str
    person: str | None
    name: str | None
    agency: str | None
    from_: date
    reason: str | None
    independence: str | None

    @property
    def who(self) -> str:
        """How the seat's holder is called in messages: an id, never a name."""
        return self.person or self.agency or f"the {self.role}"


def add_seat(desk: Desk, pen: Pen, word: str, seat: Seat) -> Iterator[str]:
    """Appoint somebody to the panel, and invite them to the panel meetings that are booked; yield what to tell.

    Raises ReviewctlError where it is not said who, or where they hold that seat already.
    """
    facts = case_facts(desk, word)
    seat = _checked(seat, facts)
    entry = {
        "role": seat.role,
        "person": seat.person,
        "name": seat.name,
        "agency": seat.agency,
        "from": seat.from_,
        "reason": checked_words(seat.reason or "") or None,
        "independence": checked_words(seat.independence or "") or None,
    }
    filled = {key: value for key, value in entry.items() if value is not None}
    edit_panel(pen, facts, [(("appointments", len(facts.case.panel.appointments)), filled)])
    invited = [one for one in _booked(facts) if minutes_of(one).date >= seat.from_ and not _is_on(one, seat)]
    for one in invited:
        line = attendance_line(seat.person, seat.name, seat.agency, seat.role, facts.board)
        place = len(minutes_of(one).attendance)
        _splice(pen, one, ("attendance", place), line)
    ahead = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: panel add {seat.role}"):
        yield f"{facts.case.id}: {seat.who} is {seat.role} of the panel from {long_day(seat.from_)}"
        yield from (f"  invited to the panel meeting of {long_day(minutes_of(one).date)}" for one in invited)
        yield from _still_to_do(facts, seat)
        yield from booked_words(ahead)
        warn_of_names(desk, facts, seat.reason, seat.independence)


def end_seat(
    desk: Desk, pen: Pen, word: str, who: str, last: date, reason: str, role: str | None
) -> Iterator[str]:
    """End a seat on the panel, and take its holder off the meetings booked after it; yield what to tell.

    Raises ReviewctlError where nobody, or more than one seat, is meant; or with no reason.
    """
    facts = case_facts(desk, word)
    reason = said_why(reason, "Say why the seat changes hands, in neutral words.")
    place = _seat_of(facts, who, role)
    seat = facts.case.panel.appointments[place]
    if seat.from_ is not None and last < seat.from_:
        raise ReviewctlError(
            f"The seat began on {long_day(seat.from_)}; it cannot have ended on {long_day(last)}.",
            "Give with --to the last day on which it was held.",
        )
    why = f"{seat.reason}; {reason}" if seat.reason else reason
    edit_panel(pen, facts, [(("appointments", place, "to"), last), (("appointments", place, "reason"), why)])
    left = [one for one in _booked(facts) if minutes_of(one).date > last and _lines_of(one, seat)]
    for one in left:
        _splice(pen, one, ("attendance",), _without(one, seat))
    ahead = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: panel leave {seat.role}"):
        yield f"{facts.case.id}: the seat of {_called(seat)} as {seat.role} ends on {long_day(last)}"
        yield from (
            f"  no longer invited to the panel meeting of {long_day(minutes_of(one).date)}" for one in left
        )
        yield f"  who follows: reviewctl panel add {facts.case.id} --person ID --role {seat.role} --reason …"
        yield from booked_words(ahead)
        warn_of_names(desk, facts, reason)


def _checked(seat: Seat, facts: Facts) -> Seat:
    """Return the seat with the agency's id. Raises ReviewctlError where it says too little, or is there already."""
    if not (seat.person or seat.agency or seat.name):
        raise ReviewctlError(
            "Who is it?", "--person ID of board.yaml, or --agency ID, or --name with a title."
        )
    if seat.agency is not None:
        agency = facts.board.named(seat.agency)
        if agency is None and facts.board.agencies:
            raise ReviewctlError(
                "There is no such agency on the Board's list.",
                f"There are: {', '.join(one.id for one in facts.board.agencies)}.",
            )
        seat = Seat(**{**asdict(seat), "agency": agency.id if agency is not None else seat.agency})
    for one in facts.case.panel.appointments:
        same = (one.role, one.person, one.name) == (seat.role, seat.person, seat.name)
        if same and (seat.person or one.agency == seat.agency) and (one.to is None or one.to >= seat.from_):
            raise ReviewctlError(
                f"{seat.who} is {seat.role} of the panel already.", f"See it: reviewctl show {facts.case.id}"
            )
    return seat


def _still_to_do(facts: Facts, seat: Seat) -> Iterator[str]:
    leading = facts.plan.kind.quorum[PANEL].roles if PANEL in facts.plan.kind.quorum else ()
    declared = {one.person for one in facts.case.panel.declarations if one.involvement is not None}
    if seat.person is not None and seat.person not in declared:
        yield f"  has not declared: reviewctl panel declare {facts.case.id} {seat.person} --involvement none"
    if seat.role in leading:
        yield from _not_independent(facts, seat)
    if seat.role in leading and not seat.independence:
        yield f"  how independence was made sure of is not recorded (P§13): {_independence(facts, seat)}"
    others = [one for one in holders(seat.role, facts.case, facts.board, seat.from_) if one != seat.person]
    if seat.role in leading and others:
        yield f"  {others[0]} is {seat.role} too. If that has ended:"
        yield f"    reviewctl panel leave {facts.case.id} {others[0]} --to DATE --reason …"


def _not_independent(facts: Facts, seat: Seat) -> Iterator[str]:
    """Yield that whoever is to lead the panel is of an agency of the board's list (P§13)."""
    person = facts.board.person(seat.person)
    agency = seat.agency or (person.agency if person is not None else None)
    if agency is not None:
        yield f"  {seat.who} is of {agency}. Who leads the panel is independent of every agency involved (P§13),"
        yield "  and fills one seat: either this one, or that of the agency's sector."


def _independence(facts: Facts, seat: Seat) -> str:
    """Return how to record a seat's independence: a seat is addressed by its person, and a title is no address."""
    if seat.person is not None:
        return f'reviewctl record {facts.case.id} "panel.appointments[{seat.person}].independence" "WORDS"'
    return f'add "independence: WORDS" to the seat in {facts.case.folder}/panel.yaml, then: reviewctl save'


def _seat_of(facts: Facts, who: str, role: str | None) -> int:
    """Return the place of the seat that a word names, among those that have not ended."""
    seats = facts.case.panel.appointments
    running = [i for i, one in enumerate(seats) if one.to is None and role in (None, one.role)]
    for field in ("person", "agency", "role"):
        found = [i for i in running if getattr(seats[i], field) == who]
        if len(found) == 1:
            return found[0]
        if found:
            raise ReviewctlError(
                f"{len(found)} seats that have not ended are meant.",
                "Say which: the person's id, or --role too.",
            )
    near = nearest(who, [one for i in running if (one := seats[i].person) is not None], 1)
    raise ReviewctlError(
        f"Nobody of that id holds a seat in panel.yaml{f'; did you mean {near[0]}?' if near else '.'}",
        'An office in board.yaml ends there: reviewctl record board "roles[ROLE].to" DATE',
    )


def _called(seat: Appointment) -> str:
    return seat.person or seat.agency or f"the {seat.role}"


def _booked(facts: Facts) -> list[Document]:
    """Return the panel meetings that are booked from today on."""
    booked = (one for one in facts.case.minutes(PANEL) if minutes_of(one).status == "planned")
    return [one for one in booked if minutes_of(one).date >= today()]


def _is_on(document: Document, seat: Seat) -> bool:
    lines = minutes_of(document).attendance
    if seat.person is not None:
        return any(line.person == seat.person for line in lines)
    return any((line.name, line.agency) == (seat.name, seat.agency) for line in lines)


def _lines_of(document: Document, seat: Appointment) -> list[Attendee]:
    wanted = (seat.person, seat.name) if seat.person else (None, seat.name, seat.agency)
    return [
        line
        for line in minutes_of(document).attendance
        if ((line.person, line.name) if seat.person else (line.person, line.name, line.agency)) == wanted
    ]


def _without(document: Document, seat: Appointment) -> list[dict[str, object]]:
    gone = _lines_of(document, seat)
    lines = [asdict(line) for line in minutes_of(document).attendance if line not in gone]
    return [{key: value for key, value in line.items() if value or key == "status"} for line in lines]


def edit_panel(pen: Pen, facts: Facts, edits: list[tuple[KeyPath, object]]) -> None:
    """Mean to change panel.yaml, which is made from the template where it is missing."""
    document, known = facts.case.document("panel"), BY_NAME["panel"].path
    path = document.path if document is not None else f"{facts.case.folder}/{known}".lstrip("/")

    def change(data: bytes | None) -> bytes:
        text = data if data is not None else document_text("panel", facts.plan.kind.type, {}).encode("utf-8")
        for way, value in edits:
            text = splice_bytes(text, way, value, file=known)
        return text

    pen.edit(path, change)


def _splice(pen: Pen, document: Document, way: KeyPath, value: object) -> None:
    pen.edit(document.path, lambda data: splice_bytes(data or b"", way, value, front=True))


def booked_words(ahead: Facts) -> Iterator[str]:
    """Yield how the panel meetings that are booked now stand."""
    for one in outlooks(ahead):
        if one.meeting.kind == PANEL and one.quorate is False:
            yield f"  panel meeting of {long_day(one.meeting.date)}:"
            yield from (f"  {words}" for words in outlook_words(one, ahead.plan.pack))
