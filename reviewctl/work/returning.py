"""Writing into returns.yaml: the lines of one agency, made where they are missing."""

from collections.abc import Iterable
from functools import partial

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.address import Address
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.returns import AgencyReturns
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import with_item
from reviewctl.work.recording import place_of, with_agency_id
from reviewctl.work.writing import Pen

CLOSED = ("declined", "not-possible", "nothing-held")
"""The outcomes after which nothing more will come from an agency."""


def agency_meant(facts: Facts, word: str) -> str:
    """Return the id of the agency that a person named by its id, a name it has or had, or its initials.

    Raises ReviewctlError for one that the Board does not have.
    """
    return with_agency_id(Address("returns", word, ()), facts).item or word


def owed_of(facts: Facts, agency: str) -> AgencyReturns:
    """Return what is on record of an agency; nothing where it has no lines yet."""
    return facts.case.returns.get(agency, AgencyReturns())


def edit_returns(pen: Pen, facts: Facts, agency: str, edits: Iterable[tuple[KeyPath, object]]) -> None:
    """Mean to write values into an agency's lines of returns.yaml, each at its way below the agency's key."""
    path = place_of(facts, "returns")
    known = agency in facts.case.returns or _written(pen.read(path), agency)
    if not known:
        values = {"agency": agency, "date": today().isoformat(), "id": facts.case.id}
        pen.edit(path, lambda data: with_item(_text(data), "returns", agency, values).encode("utf-8"))
    for way, value in edits:
        pen.edit(path, partial(_spliced, path=(agency, *way), value=value))


def _written(data: bytes | None, agency: str) -> bool:
    """Whether this very command has made the agency's lines already."""
    return data is not None and f"\n{agency}:".encode() in b"\n" + data


def _text(data: bytes | None) -> str | None:
    return data.decode("utf-8") if data is not None else None


def _spliced(data: bytes | None, path: KeyPath, value: object) -> bytes:
    if data is None:
        raise ReviewctlError("returns.yaml is not there.", "See what is to be put right: reviewctl validate")
    return splice_bytes(data, path, value, file="returns.yaml")
