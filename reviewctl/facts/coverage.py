"""Which question of the terms of reference which agency answers: in its IMR, and by entries of its chronology."""

import re
from collections.abc import Iterator

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.imr import Imr
from reviewctl.model.review import Case, Document
from reviewctl.model.terms import Question

_HEADING = re.compile(r"(?m)^#{2,6}[ \t]+(.+?)[ \t#]*$")
_NAMED = (
    r"(?:(?:terms? of reference|tor|key line of enquiry|line of enquiry|kloe|question|issue)[ \t]*(?:no\.?|number)?"
    r"[ \t]*)?[(\[]?{id}(?:[)\].:,\s]|[ \t]*[-–]|$)"
)


class Cell(Struct, frozen=True, kw_only=True):
    """What one agency says to one question.

    `stated`: its IMR's front matter says that it answers it; `heading`: a heading of the IMR names the question;
    `nothing`: the agency says that it has nothing to say. `entries` counts the entries of its chronology that
    bear on the question.
    """

    agency: str
    stated: bool = False
    heading: bool = False
    nothing: bool = False
    entries: int = 0

    @property
    def answered(self) -> bool:
        """Whether the agency answers the question: its IMR does, or it says that it has nothing to say."""
        return self.stated or self.heading or self.nothing


class Coverage(Struct, frozen=True, kw_only=True):
    """One question with what each agency says to it, in the order of the agencies' ids."""

    question: Question
    cells: tuple[Cell, ...]

    @property
    def answered(self) -> bool:
        """Whether at least one agency answers it in its IMR."""
        return any(one.stated or one.heading for one in self.cells)


def coverage_of(facts: Facts) -> tuple[Coverage, ...]:
    """Return the questions of the terms of reference, in their order, each with what the agencies say to it.

    The agencies are those of which an IMR is wanted or in the folder, or whose chronology is.
    """
    case = facts.case
    headings = {agency: tuple(_headings(case.document("imr", agency))) for agency in agencies_of(case)}
    return tuple(
        Coverage(
            question=question,
            cells=tuple(_cell(case, agency, question.id, headings[agency]) for agency in headings),
        )
        for question in case.terms.questions
    )


def agencies_of(case: Case) -> tuple[str, ...]:
    """Return the agencies that may answer a question, by id."""
    wanted = {agency for agency, owed in case.returns.items() if "imr" in (owed.contribution or "")}
    there = {one.item for kind in ("imr", "chronology") for one in case.several(kind)}
    return tuple(sorted(wanted | there))


def _cell(case: Case, agency: str, question: str, headings: tuple[str, ...]) -> Cell:
    document = case.document("imr", agency)
    imr = document.data if document is not None and isinstance(document.data, Imr) else None
    chronology = case.chronologies.get(agency)
    return Cell(
        agency=agency,
        stated=imr is not None and question in imr.answers,
        heading=_names(headings, question),
        nothing=imr is not None and question in imr.nothing_on,
        entries=sum(question in entry.tor for entry in chronology.entries) if chronology is not None else 0,
    )


def _headings(document: Document | None) -> Iterator[str]:
    if document is not None:
        yield from (found[1] for found in _HEADING.finditer(document.body))


def _names(headings: tuple[str, ...], question: str) -> bool:
    """Whether a heading names a question by its id, first thing: "2. …", "Question 2", "ToR 2a: …"."""
    form = re.compile(_NAMED.format(id=re.escape(question)), re.IGNORECASE)
    return any(form.match(heading.replace("*", "").strip("_ ")) for heading in headings)
