"""POL: whether an address of a pack can be read, and whether anything bears it."""

from collections.abc import Iterator, Mapping
from typing import Literal

from reviewctl.facts.events import is_complete
from reviewctl.facts.family import is_spared
from reviewctl.facts.record import COLLECTIONS
from reviewctl.model.address import Address, parse_address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.marks import KeyPath
from reviewctl.model.shape import NoSuchField, Shape, shape_at
from reviewctl.rules.packs.sheet import Sheet, listed, meant
from reviewctl.rules.packs.signoffs import check_day

NOT_READABLE = declare("POL004", "address-not-readable", "error")
NOT_DECLARED = declare("POL005", "address-not-declared", "error")
BRACKETS = declare("POL009", "item-brackets-wrong", "error")
NO_MEETING_KIND = declare("POL025", "meeting-kind-not-declared", "error")

ALL_MET = Address("actions", None, ("all_met",))

Wants = Literal["event", "date", "either"]
"""What an address must name: an event, a field with a date, or either an event or any field."""


def read(text: str) -> Address | None:
    """Return the address that a text writes, or None."""
    try:
        return parse_address(text)
    except ValueError:
        return None


def check_address(
    text: str, path: KeyPath, sheet: Sheet, wants: Wants, owner: str | None = None, *, key: bool = False
) -> Iterator[Finding]:
    """Yield what is wrong with an address. `owner` is the collection for whose items the step runs."""
    spot = sheet.spot(path, key=key)
    address = read(text)
    if address is None:
        yield NOT_READABLE.finding(
            spot,
            f'"{text}" is not an address.',
            help="Write it like screening.held, decision.outcome or returns[].imr.submitted.",
        )
    elif address.head == "signoff" and address.item is not None:
        yield from check_day(text, address, None, sheet, spot)
    elif address.item == "" and address.head != owner:
        yield _brackets(text, address, owner, spot)
    elif address.head == "meetings" and address.item:
        yield from check_meeting(address, sheet.kind.meetings, spot)
    elif not _is_there(address, sheet, wants):
        yield _not_declared(text, address, sheet, wants, spot)


def _brackets(text: str, address: Address, owner: str | None, spot: Spot) -> Finding:
    if owner is None:
        return BRACKETS.finding(
            spot,
            f"{text} speaks of each item of {address.head}, and this does not run for each of them.",
            help=f"Add for_each: {address.head} to the step, or name an event without [].",
        )
    return BRACKETS.finding(
        spot,
        f"{text} speaks of an item of {address.head}, and the step runs for each item of {owner}.",
        help=f"Use an address that begins with {owner}[], or one without [].",
    )


def check_meeting(address: Address, kinds: Mapping[str, object], spot: Spot) -> Iterator[Finding]:
    """Yield what is wrong with `meetings[kind,which].date`."""
    kind, _, which = (address.item or "").partition(",")
    if kind not in kinds:
        yield NO_MEETING_KIND.finding(
            spot, f'There is no meeting of the kind "{kind}".{meant(kind, kinds)}', help=listed(tuple(kinds))
        )
    numbered = which.isdecimal() and which.isascii() and int(which) > 0
    if address.fields != ("date",) or not (numbered or which in ("first", "last", "concluded")):
        yield NOT_DECLARED.finding(
            spot,
            f"{address} does not say which meeting.",
            help="Write meetings[KIND,first].date, or last, concluded or a number from 1 in place of first.",
        )


def is_event(address: Address, sheet: Sheet) -> bool:
    """Whether an address is that of an event that the type declares or that is worked out."""
    return str(address.pattern) in sheet.kind.events or address == ALL_MET or is_complete(address)


def _is_there(address: Address, sheet: Sheet, wants: Wants) -> bool:
    if is_event(address, sheet):
        return wants != "date"
    if is_spared(address):
        return wants == "either"
    shapes = shapes_of(address)
    if wants == "event":
        return False
    return bool(shapes) if wants == "either" else any(shape.kind == "date" for shape in shapes)


def _not_declared(text: str, address: Address, sheet: Sheet, wants: Wants, spot: Spot) -> Finding:
    events = list(sheet.kind.events)
    if wants == "date":
        return NOT_DECLARED.finding(
            spot,
            f"No document has a date at {text}.",
            help="Name a field with an agreed date, such as returns[].imr.due.",
        )
    if wants == "event" and shapes_of(address):
        return NOT_DECLARED.finding(
            spot,
            f"{text} is a field of a document and not an event that {sheet.file} declares.",
            help="Only an event has a day. Declare one under events, and name that.",
        )
    what = "No event is declared as" if wants == "event" else "Neither an event nor a field is called"
    return NOT_DECLARED.finding(
        spot,
        f"{what} {text}.{meant(str(address.pattern), events)}",
        help=f"Correct it, or declare it under events in {sheet.file}.",
    )


def shapes_of(address: Address) -> tuple[Shape, ...]:
    """Return what may stand at an address of a case's documents; nothing where there is no such field.

    Evidence bears no date and is left unread where only dates are asked for, so no address leads into it.
    """
    if address.head in BY_NAME and BY_NAME[address.head].evidence:
        return ()
    found = []
    for document, path in _places(address):
        try:
            found.append(shape_at(document, path))
        except NoSuchField:
            continue
    return tuple(found)


def _places(address: Address) -> Iterator[tuple[object, KeyPath]]:
    """Yield the documents, and the ways into them, to which facts.record would go for an address."""
    if address.item is not None and address.head == "actions":
        yield BY_NAME["action-plan"].type, ("actions", 0, *address.fields)
        yield BY_NAME["progress"].type, ("item", *address.fields)
    elif address.item is not None and address.head == "subjects":
        yield BY_NAME["case"].type, ("subjects", 0, *address.fields)
    elif address.item is not None and address.head == "meetings":
        yield BY_NAME["meetings"].type, address.fields
    elif _single(address.head):
        document = BY_NAME[address.head].type
        by_item = not shape_at(document, ()).members
        if by_item == (address.item is not None) or not address.fields:
            yield document, (*(("item",) if address.item is not None else ()), *address.fields)


def _single(name: str) -> bool:
    kind = BY_NAME.get(name)
    return kind is not None and name not in ("board", "diary") and not kind.several


def collection_of(address: Address) -> str | None:
    """Return the collection whose item an address names, or None."""
    return address.head if address.item is not None and address.head in COLLECTIONS else None
