"""Writing into returns.yaml: the lines of one agency, made where they are missing."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.address import Address
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.returns import AgencyReturns
from reviewctl.render.dates import long_day
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


def asked_on(facts: Facts, agency: str, what: str) -> date | None:
    """Return the day on which an agency was asked for something; the first of all days where that is not known."""
    moment = facts.happened(f"returns[{agency}].{what}.requested")
    return (moment.on or date.min) if moment is not None else None


def refuse_asked(facts: Facts, agency: str, what: str, called: str, hint: str) -> None:
    """Raise ReviewctlError where an agency was asked for something before, or nothing more will come from it.

    `what` is the key in returns.yaml, `called` how people call it; `hint` is for who was asked before.
    """
    asked, outcome = asked_on(facts, agency, what), owed_of(facts, agency).outcome
    if outcome in CLOSED:
        raise ReviewctlError(
            f"It is on record that nothing more comes from {agency} ({outcome}).",
            f'Is that over? reviewctl record {facts.case.id} "returns[{agency}].outcome" ""',
        )
    if asked is not None:
        on = f" on {long_day(asked)}" if asked > date.min else ""
        raise ReviewctlError(f"{agency} was asked for its {called}{on} already.", hint)


def refuse_early(called: str, due: date | None, day: date, done: str = "asked for") -> None:
    """Raise ReviewctlError where something would be due before, or on, the day on which it was asked for."""
    if due is not None and due <= day:
        raise ReviewctlError(
            f"The {called} would be due on {long_day(due)}, and it was {done} on {long_day(day)}.",
            "Give a later day after --due; or, if it was asked for before, that day: --on DATE",
        )
