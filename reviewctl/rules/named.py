"""Where a case names agencies and people: each mention with its place."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from reviewctl.model.marks import KeyPath
from reviewctl.model.review import Case, Document, minutes_of


class Mention(Struct, frozen=True):
    """A word that names an agency or a person. `loose`: words for a body beyond the board are allowed too."""

    document: Document
    path: KeyPath
    word: str
    key: bool = False
    loose: bool = False


def _each(
    document: Document, path: KeyPath, words: Iterable[str | None], loose: bool = False
) -> Iterator[Mention]:
    for number, word in enumerate(words):
        if word:
            yield Mention(document, (*path, number), word, loose=loose)


def _field(
    document: Document, path: KeyPath, records: Iterable[object], field: str, loose: bool = False
) -> Iterator[Mention]:
    for number, record in enumerate(records):
        word = getattr(record, field)
        if word:
            yield Mention(document, (*path, number, field), word, loose=loose)


def agencies_named(case: Case) -> Iterator[Mention]:
    """Yield every mention of an agency."""
    for document in case.documents.values():
        if document.kind in _AGENCIES_IN and document.data is not None:
            yield from _AGENCIES_IN[document.kind](document)
    for document in case.meetings:
        yield from _field(document, ("attendance",), minutes_of(document).attendance, "agency")


def _in_referral(document: Document) -> Iterator[Mention]:
    referral = document.data
    yield from _field(document, ("referrers",), referral.referrers, "agency", loose=True)
    requests = referral.information_requests
    yield from _field(document, ("information_requests",), requests, "asked_of", loose=True)
    yield from _each(document, ("agencies_involved",), referral.agencies_involved)


def _in_screening(document: Document) -> Iterator[Mention]:
    if document.data.recommendation is not None:
        yield from _each(document, ("recommendation", "agencies"), document.data.recommendation.agencies)


def _in_terms(document: Document) -> Iterator[Mention]:
    yield from _each(document, ("agencies",), document.data.agencies)


def _in_panel(document: Document) -> Iterator[Mention]:
    yield from _field(document, ("appointments",), document.data.appointments, "agency")


def _in_returns(document: Document) -> Iterator[Mention]:
    for agency in document.data:
        yield Mention(document, (agency,), agency, key=True)


def _of_an_agency(document: Document) -> Iterator[Mention]:
    yield Mention(document, ("agency",), document.data.agency)


def _in_plan(document: Document) -> Iterator[Mention]:
    for part in ("findings", "recommendations", "actions"):
        for number, one in enumerate(getattr(document.data, part)):
            yield from _each(document, (part, number, "owners"), one.owners, loose=True)


def _in_progress(document: Document) -> Iterator[Mention]:
    for action, one in document.data.items():
        for number, passed in enumerate(one.handed_over if one is not None else ()):
            yield from _each(document, (action, "handed_over", number, "to"), passed.to, loose=True)


_AGENCIES_IN = {
    "referral": _in_referral,
    "screening": _in_screening,
    "tor": _in_terms,
    "panel": _in_panel,
    "returns": _in_returns,
    "chronology": _of_an_agency,
    "initial-chronology": _of_an_agency,
    "imr": _of_an_agency,
    "action-plan": _in_plan,
    "progress": _in_progress,
}


def people_named(case: Case) -> Iterator[Mention]:
    """Yield every mention of a person by an id."""
    head = case.document("case")
    if head is not None and case.file.lead is not None:
        yield Mention(head, ("lead", "person"), case.file.lead.person)
    if head is not None:
        yield from _field(head, ("cover",), case.file.cover, "person")
    panel = case.document("panel")
    if panel is not None:
        yield from _field(panel, ("appointments",), case.panel.appointments, "person")
        yield from _field(panel, ("declarations",), case.panel.declarations, "person")
    returns = case.document("returns")
    if returns is not None:
        for agency, owed in case.returns.items():
            if owed.imr is not None and owed.imr.author:
                yield Mention(returns, (agency, "imr", "author"), owed.imr.author)
    for document in case.meetings:
        minutes = minutes_of(document)
        yield from _field(document, ("attendance",), minutes.attendance, "person")
        yield from _field(document, ("attendance",), minutes.attendance, "deputy_for")
        yield from _field(document, ("declarations",), minutes.declarations, "person")


def deciders_named(case: Case) -> Iterator[Mention]:
    """Yield every word for who agreed to something: a role of the policy or a person's id."""
    log = case.document("log")
    if log is not None:
        yield from _field(log, ("extensions",), case.log.extensions, "agreed_by")
        yield from _field(log, ("suspensions",), case.log.suspensions, "agreed_by")
        yield from _field(log, ("waived",), case.log.waived, "agreed_by")
        yield from _field(log, ("late",), case.log.late, "agreed_by")
    publication = case.document("publication")
    if publication is not None:
        for key, note in case.publication.checklist.items():
            if note is not None and note.owner:
                yield Mention(publication, ("checklist", key, "owner"), note.owner)
    decision = case.document("decision")
    if decision is not None and case.decision.decided_by:
        yield Mention(decision, ("decided_by",), case.decision.decided_by)
    progress = case.document("progress")
    if progress is not None:
        for action, one in case.progress.items():
            yield from _field(progress, (action, "revisions"), one.revisions, "agreed_by")
            yield from _field(progress, (action, "handed_over"), one.handed_over, "agreed_by")


def contacts_named(case: Case) -> Iterator[Mention]:
    """Yield the two contacts of the terms of reference: each a person's or an agency's id (P§13)."""
    terms = case.document("tor")
    if terms is None:
        return
    for key, word in (
        ("family_advocate", case.terms.family_advocate),
        ("media_contact", case.terms.media_contact),
    ):
        if word:
            yield Mention(terms, (key,), word)
