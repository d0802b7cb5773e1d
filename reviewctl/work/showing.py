"""Which document of the record a person means: `tor`, `imr[pennine-care]`, `panel,2`."""

import re

from reviewctl.facts.judged import Facts
from reviewctl.model.catalogue import CATALOGUE, Kind, kind_at
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.review import Document
from reviewctl.work.convening import meeting_named
from reviewctl.work.nearest import nearest

_BRACKETS = re.compile(r"([a-z-]+)\[([^\[\]]+)\]")
_ALSO = {
    "terms-of-reference": "tor",
    "overview": "report",
    "overview-report": "report",
    "actions": "action-plan",
    "plan": "action-plan",
    "minutes": "meetings",
    "meeting": "meetings",
}
"""Other words that people use for a document."""


def is_document(word: str) -> bool:
    """Whether a word names a kind of document, with or without whose it is."""
    name = word.partition("[")[0]
    return name in _ALSO or any(kind.name == name for kind in CATALOGUE)


def document_named(facts: Facts, word: str, agency: str | None) -> Document:
    """Return the document that a person named. Raises ReviewctlError where there is none, saying what there is."""
    at = kind_at(word, "case")
    if at is not None and agency is None:
        word = f"{at[0].name}[{at[1]}]" if at[1] else at[0].name
    bracketed = _BRACKETS.fullmatch(word)
    name, item = (bracketed[1], bracketed[2]) if bracketed else (word, agency)
    kind = _kind(_ALSO.get(name, name))
    if kind is None:
        return _other(facts, word, agency)
    if kind.name == "meetings":
        return _meeting(facts, item or _only_meeting(facts))
    if kind.several:
        return _of_an_agency(facts, kind, item)
    if item is not None:
        raise ReviewctlError(f"{kind.title}: there is one for the whole review.", "Leave the agency out.")
    found = facts.case.document(kind.name)
    if found is None:
        raise _not_there(facts, _absent(facts, kind.path))
    return found


def _kind(name: str) -> Kind | None:
    return next((kind for kind in CATALOGUE if kind.name == name or kind.path == name), None)


def _other(facts: Facts, word: str, agency: str | None) -> Document:
    """Return the minutes that a word names, such as `panel,2` or `2026-03-04-panel`."""
    kind = word.partition(",")[0]
    of_a_day = any(one.item == word for one in facts.case.meetings)
    if agency is None and (of_a_day or kind in facts.plan.kind.meetings):
        return _meeting(facts, word)
    near = nearest(word, [*(one.name for one in CATALOGUE), *_ALSO, *facts.plan.kind.meetings], 1)
    raise _not_there(facts, f"There is no such document{f'; did you mean {near[0]}?' if near else '.'}")


def _meeting(facts: Facts, which: str) -> Document:
    """Return the minutes that a word names. By its file a meeting is found that was cancelled, too: it is on record."""
    by_file = next((one for one in facts.case.meetings if one.item == which), None)
    return by_file if by_file is not None else meeting_named(facts.case, which)


def _only_meeting(facts: Facts) -> str:
    meetings = facts.case.meetings
    if len(meetings) == 1:
        return meetings[0].item
    names = ", ".join(one.item for one in meetings)
    raise ReviewctlError(
        "Which meeting?" if meetings else f"{facts.case.id or 'The register'} has no minutes yet.",
        f"Name it like panel,1; or by its file: {names}."
        if meetings
        else "Book one: reviewctl meeting add KIND",
    )


def _of_an_agency(facts: Facts, kind: Kind, item: str | None) -> Document:
    there = facts.case.several(kind.name)
    if item is None and len(there) == 1:
        return there[0]
    if not there:
        raise _not_there(facts, _absent(facts, kind.name))
    agency = facts.board.named(item) if item is not None else None
    found = facts.case.document(kind.name, agency.id if agency is not None else item or "")
    if found is None:
        raise ReviewctlError(
            "Whose is it?" if item is None else f"{facts.case.id} has no {kind.name} of that agency.",
            f"There are those of: {', '.join(one.item for one in there)}. "
            f"Such as: reviewctl show {facts.case.id} {kind.name} --agency {there[0].item}",
        )
    return found


def _absent(facts: Facts, what: str) -> str:
    whose = facts.case.id or "The register"
    return f"{whose} has no {what} yet, or what there is cannot be read."


def _not_there(facts: Facts, message: str) -> ReviewctlError:
    names = (one.name for one in facts.case.documents.values() if one.kind != "meetings")
    meetings = ["minutes"] if facts.case.meetings else []
    return ReviewctlError(message, f"There are: {', '.join([*names, *meetings])}.")
