"""Which value of a review is meant by an address, and what else is looked at to tell what became of it."""

from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from reviewctl.facts.events import Timeline
from reviewctl.facts.histories import Way, way_to
from reviewctl.facts.record import action_of, due_in_force
from reviewctl.facts.target import board_target, target_of
from reviewctl.model.address import Address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.event import Moment
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.review import Case
from reviewctl.model.shape import NoSuchField, item_key, shape_at
from reviewctl.work.histories.subject import Subject
from reviewctl.work.nearest import nearest
from reviewctl.work.values import read_address

_ALSO = {"terms-of-reference": "tor", "overview": "report", "plan": "actions", "minutes": "meetings"}
"""Other words that people use for a document."""
SIGNOFF = "signoff"


class Wanted(Struct, frozen=True):
    """What is asked for: its address as it is shown, its words, and how it is worked out where no file just says it.

    `beside` are ways to what is looked at for reasons alone. `fault` is why it cannot be known from the policy, where
    that is so: if nothing was ever recorded there, that is said.
    """

    text: str
    way: Way
    value: Callable[[Case], object] | None = None
    beside: tuple[Way, ...] = ()
    fault: ReviewctlError | None = None

    @property
    def heads(self) -> frozenset[str]:
        """The kinds of document in which it may stand."""
        head = self.way[0]
        if head == "actions":
            return frozenset(("action-plan", "progress"))
        named = {head} & set(BY_NAME)
        return frozenset(("board",) if head == "board" else {*named, "diary", "case", "board"})


def wanted_of(text: str, subject: Subject) -> Wanted:
    """Return what an address means in a subject. Raises ReviewctlError for a text that is none."""
    word = _ALSO.get(text, text)
    if word in BY_NAME or word in ("actions", SIGNOFF):
        return Wanted(word, (word,))
    address = _with_agency(read_address(word), subject)
    way = way_to(address)
    facts = subject.facts
    if facts is None:
        return Wanted(str(address), way)
    if address.head == "actions" and address.fields == ("due",) and address.item:
        return Wanted(str(address), way, _due(address.item), (("actions", address.item, "revisions"),))
    if address.head == SIGNOFF:
        return Wanted(text, way, fault=_signoff_fault(address, facts.plan.kind.signoffs))
    if str(address.pattern) in facts.plan.kind.events or _of_meeting(address):
        rule = facts.plan.kind.events.get(str(address.pattern))
        was = (way_to(read_address(rule.was)),) if rule is not None and rule.was else ()
        return Wanted(str(address), way, _event(address, subject), (way, *was))
    return _in_file(address, way, subject)


def _in_file(address: Address, way: Way, subject: Subject) -> Wanted:
    """Return what stands in a file: a fact, or a group of facts, which has the history of all of them."""
    facts = subject.facts
    assert facts is not None
    if subject.own:
        known = ("board", *way) if address.head in shape_at(BY_NAME["board"].type, ()).members else way
        fault = _fault(known) and _error(
            lambda: board_target(address, facts.case.documents, facts.plan.kind.events)
        )
        return Wanted(str(address), way, fault=fault or None)
    members = shape_at(BY_NAME["case"].type, ()).members
    of_case = address.head in members and address.head not in BY_NAME
    groups = {key.partition(".")[0] for key in facts.plan.kind.events if "[" not in key}
    if of_case and address.head not in groups:
        whole = way if address.head == "subjects" else ("case", *way)
        return Wanted(".".join(whole) if address.item is None else str(address), whole)
    fault = _fault(way) and _error(lambda: target_of(address, facts.case, facts.plan.kind))
    return Wanted(str(address), way, fault=fault or None)


def _fault(way: Way) -> bool:
    """Whether no document has a place for a value under this way."""
    if way[0] == "actions":
        return _no_place("action-plan", way) and _no_place("progress", way[1:])
    kind = BY_NAME.get(way[0])
    if kind is None:
        return True
    return _no_place(kind.name, way[2:] if kind.several else way[1:])


def _no_place(name: str, way: Iterable[str]) -> bool:
    path: tuple[str | int, ...] = ()
    kind = BY_NAME[name]
    try:
        for step in way:
            path = (*path, 0 if item_key(kind.type, path) is not None else step)
        shape_at(kind.type, path)
    except NoSuchField:
        return next(iter(way), "") != "text"
    return False


def _error(call: Callable[[], object]) -> ReviewctlError | None:
    """Return the refusal that `record` gives for an address; None where it gives none."""
    try:
        call()
    except ReviewctlError as error:
        return error
    return None


def _signoff_fault(address: Address, known: Iterable[str]) -> ReviewctlError | None:
    names = list(known)
    if address.item in names:
        return None
    near = nearest(address.item or "", names, 1)
    return ReviewctlError(
        f"The policy has no sign-off of that name{f'; did you mean {near[0]}?' if near else '.'}",
        f"It has: {', '.join(names) or 'none'}.",
    )


def _with_agency(address: Address, subject: Subject) -> Address:
    """Return an address with an agency's id where its name or its initials were written."""
    if address.head != "returns" or not address.item:
        return address
    agency = subject.board.named(address.item)
    return Address(address.head, agency.id, address.fields) if agency is not None else address


def _of_meeting(address: Address) -> bool:
    return address.head == "meetings" and "," in (address.item or "") and address.fields == ("date",)


def _event(address: Address, subject: Subject) -> Callable[[Case], object]:
    """Return what finds an event in a case, wherever it comes from: the diary, an item, or the minutes."""
    facts = subject.facts
    assert facts is not None

    def value(case: Case) -> tuple[Moment, ...] | None:
        timeline = Timeline(case, facts.plan.kind, date.max, subject.board)
        return tuple(timeline.recorded(address)) or None

    return value


def _due(item: str) -> Callable[[Case], object]:
    def value(case: Case) -> date | None:
        action = action_of(case, item)
        return due_in_force(case, action, date.max) if action is not None else None

    return value
