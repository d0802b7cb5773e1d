"""Who is heard: the occasions on which family, practitioners or managers are interviewed, held or planned (P§13)."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.facts.span import exact_day
from reviewctl.model.address import read_address
from reviewctl.model.marks import KeyPath
from reviewctl.model.meeting import Minutes
from reviewctl.model.review import minutes_of

_HEARING = ("interview", "meeting")
"""How a contact begins that is more than telling: what is said there may be evidence."""
LEARNING_EVENT = "learning-event"


class Interview(Struct, frozen=True, kw_only=True):
    """An occasion on which somebody is heard.

    `on` is the very day of one that was held, None where it is not known; `planned` the day of one still to come.
    `document` and `path` say where it is written; `item` is that of minutes.
    """

    at: str
    on: date | None
    planned: date | None = None
    document: str
    path: KeyPath = ()
    item: str = ""


def interviews(facts: Facts) -> Iterator[Interview]:
    """Yield every occasion: IMRs presented, family heard, meetings with them, and learning events."""
    for agency in facts.case.returns:
        address = f"returns[{agency}].imr.presented"
        yield from _event(facts, address, "returns", (agency, "imr", "presented"))
    for person in facts.case.family:
        yield from _event(facts, f"family[{person}].supported", "family", (person, "supported"))
        yield from _contacts(facts, person)
    yield from _learning_events(facts)


def _event(facts: Facts, address: str, document: str, path: KeyPath) -> Iterator[Interview]:
    moment = facts.happened(address)
    if moment is not None:
        yield Interview(at=address, on=moment.on if moment.exact else None, document=document, path=path)
        return
    planned = facts.timeline.planned(read_address(address))
    if planned is not None:
        yield Interview(at=address, on=None, planned=planned, document=document, path=path)


def _contacts(facts: Facts, person: str) -> Iterator[Interview]:
    """Yield the contacts that were interviews or meetings; a letter, a call or a visit may be but to tell."""
    for number, one in enumerate(facts.case.family[person].contacts):
        if (one.how or "").strip().casefold().startswith(_HEARING):
            day = exact_day(one.on)
            if day is None or day <= facts.as_of:
                at = f"family[{person}].contacts.{number + 1}"
                yield Interview(at=at, on=day, document="family", path=(person, "contacts", number))


def _learning_events(facts: Facts) -> Iterator[Interview]:
    for document in facts.case.minutes(LEARNING_EVENT):
        minutes: Minutes = minutes_of(document)
        at, item = f"meetings[{document.item}]", document.item
        if minutes.status == "held" and minutes.date <= facts.as_of:
            yield Interview(at=at, on=minutes.date, document="meetings", path=("date",), item=item)
        elif minutes.status == "planned":
            yield Interview(
                at=at, on=None, planned=minutes.date, document="meetings", path=("date",), item=item
            )
