"""POL: whether each event of a pack has a name and a place where it is recorded."""

from collections.abc import Iterator

from reviewctl.facts.disclosures import is_disclosed
from reviewctl.facts.record import COLLECTIONS
from reviewctl.model.address import Address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding
from reviewctl.model.step import EventRule
from reviewctl.rules.packs.addresses import (
    ALL_MET,
    NOT_READABLE,
    check_meeting,
    read,
    shapes_of,
)
from reviewctl.rules.packs.circles import check_circles
from reviewctl.rules.packs.sheet import Sheet, listed, meant
from reviewctl.rules.packs.signoffs import check_day

TWO_THINGS = declare("POL006", "address-means-two-things", "error")
NO_PLACE = declare("POL007", "event-without-a-place", "error")
NO_SOURCE = declare("POL008", "event-source-not-known", "error")


def check_events(sheet: Sheet) -> Iterator[Finding]:
    """Yield what is wrong with the events of a type."""
    for text, rule in sheet.kind.events.items():
        address = read(text)
        if address is None:
            yield _not_readable(text, text, sheet)
            continue
        yield from _place(address, rule, sheet)
        yield from _from(address, rule, sheet)
    otherwise = {
        text: (rule.else_,) if rule.else_ in sheet.kind.events else ()
        for text, rule in sheet.kind.events.items()
        if rule.from_ is not None
    }
    yield from check_circles(otherwise, "events", lambda name: sheet.spot(("events", name, "else")))


def _not_readable(text: str, name: str, sheet: Sheet, *more: str) -> Finding:
    return NOT_READABLE.finding(
        sheet.spot(("events", name, *more), key=not more),
        f'"{text}" is not an address.',
        help="Write it like screening.held or returns[].imr.submitted.",
    )


def _place(address: Address, rule: EventRule, sheet: Sheet) -> Iterator[Finding]:
    """Yield a finding where a date for the event could not be written, or would mean something else too."""
    spot = sheet.spot(("events", str(address)), key=True)
    if address.item is not None:
        yield from _of_collection(address, sheet)
    elif len(address.fields) != 1:
        yield NO_PLACE.finding(
            spot,
            f"{address} has no place in the diary, which has groups of events and nothing below them.",
            help="Name it with a group and one word, such as screening.held.",
        )
    elif shapes_of(address):
        yield TWO_THINGS.finding(
            spot,
            f"{address} is an event here and a field of a document as well.",
            help="Give the event another name: an address must mean one thing.",
        )
    if rule.was is not None and read(rule.was) is None:
        yield _not_readable(rule.was, str(address), sheet, "was")


def _of_collection(address: Address, sheet: Sheet) -> Iterator[Finding]:
    spot = sheet.spot(("events", str(address)), key=True)
    if address.item != "":
        yield NO_PLACE.finding(
            spot,
            f"{address} is declared for one item alone.",
            help=f"An event of a collection is declared for all its items: {address.pattern}.",
        )
    elif not address.fields and address.head not in COLLECTIONS and address.head not in BY_NAME:
        return  # A group of the diary with a line for each period: sar_list[].
    elif address.head not in sheet.collections:
        yield NO_PLACE.finding(
            spot,
            f'There is no collection "{address.head}".{meant(address.head, sheet.collections)}',
            help=listed(sheet.collections),
        )
    elif not any(shape.kind == "event" for shape in shapes_of(address)):
        yield NO_PLACE.finding(
            spot,
            f"An item of {address.head} has no date of an event at {'.'.join(address.fields) or 'its top'}.",
            help="See what it has with: reviewctl schema",
        )


def _from(address: Address, rule: EventRule, sheet: Sheet) -> Iterator[Finding]:
    here = ("events", str(address))
    if rule.from_ is None:
        if rule.else_ is not None:
            yield NO_SOURCE.finding(
                sheet.spot((*here, "else"), key=True),
                f"{address} says where it is read otherwise, and not where it comes from.",
                help='Add from: "meetings[KIND,first].date", or leave else out.',
            )
        return
    yield from _source(rule.from_, address, sheet)
    if rule.else_ is not None and rule.else_ != "diary" and rule.else_ not in sheet.kind.events:
        yield NO_SOURCE.finding(
            sheet.spot((*here, "else")),
            f'"{rule.else_}" is neither diary nor an event.{meant(rule.else_, sheet.kind.events)}',
            help="Write else: diary, or name an event.",
        )


def _source(text: str, event: Address, sheet: Sheet) -> Iterator[Finding]:
    source = read(text)
    spot = sheet.spot(("events", str(event), "from"))
    if source is None:
        yield _not_readable(text, str(event), sheet, "from")
    elif source.head == "meetings" and source.item is not None:
        yield from check_meeting(source, sheet.kind.meetings, spot)
    elif source.head == "signoff":
        yield from check_day(text, source, event, sheet, spot)
    elif source != ALL_MET and not is_disclosed(source):
        yield NO_SOURCE.finding(
            spot,
            f"Nothing comes from {text} by itself.",
            help="An event comes from meetings[KIND,first].date, signoff[WHAT].complete, "
            "disclosures[WHO,WHAT].on or actions.all_met.",
        )
