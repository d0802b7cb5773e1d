"""Chronologies written in a line or two, for tests."""

from collections.abc import Iterable, Sequence
from datetime import date

from reviewctl.facts.chronicle.integrate import AS_USUAL, Options, integrate
from reviewctl.facts.chronicle.ordering import Account
from reviewctl.model.case import Subject
from reviewctl.model.chronology import Chronology, Entry, NoContact
from reviewctl.model.integrated import Integrated, Line
from reviewctl.model.review import Document


def entry(item: str, day: str | None = None, event: str | None = "seen", **more: object) -> Entry:
    """Return an entry; `more` are its other fields."""
    return Entry(id=item, date=day, event=event, **more)


def account(
    agency: str,
    *entries: Entry,
    initial: bool = False,
    no_contact: Sequence[NoContact] = (),
    empty: str | None = None,
    rejected: int = 0,
) -> Account:
    """Return what an agency told; `rejected` rows of its file could not be brought in."""
    told = Chronology(agency=agency, entries=entries, no_contact=tuple(no_contact), empty_because=empty)
    kind = "initial-chronology" if initial else "chronology"
    path = f"chronology/{agency}{'-initial' if initial else ''}.yaml"
    return Account(agency, Document(kind=kind, item=agency, path=path, data=told), initial, rejected)


def merged(
    *accounts: Account,
    subjects: Sequence[Subject] = (),
    scope: tuple[date | None, date | None] = (None, None),
    options: Options = AS_USUAL,
) -> Integrated:
    """Return the accounts as one chronology."""
    return integrate("SAR-2026-001", accounts, subjects, scope, options)


def names(lines: Iterable[Line]) -> list[list[str]]:
    """Return of each line which entries it holds, as "a1": the agency and the id."""
    return [[f"{one.agency}{one.entry.id}" for one in line.tellings] for line in lines]


def said(lines: Iterable[Line]) -> str:
    """Return all assumptions of these lines."""
    return "\n".join(sentence for line in lines for sentence in line.assumptions)
