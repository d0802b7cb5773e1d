"""Which question of the terms of reference which agency answers: in its IMR, and by entries of its chronology."""

import re
from collections.abc import Iterator

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.imr import Imr
from reviewctl.model.review import Case, Document
from reviewctl.model.terms import Question

NOT_PLACED = "Not placed"
"""The heading under which a paper that was brought in keeps what has no place among the policy's headings."""

_HEADING = re.compile(r"(?m)^(#{2,6})[ \t]+(.+?)[ \t#]*$")
_OUTLINE = r"(?:[0-9]+(?:\.[0-9]+)*[.)]?[ \t]+)?"
_WORD = (
    r"(?:terms? of reference|tor|key line of enquiry|line of enquiry|kloe|question|issue)"
    r"[ \t]*(?:no\.?|number)?[ \t]*"
)
_ID = r"[(\[]?{id}(?:[)\]:,\s]|\.(?![0-9])|[ \t]*[-–]|$)"


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


def _cell(case: Case, agency: str, question: str, headings: tuple[tuple[str, bool], ...]) -> Cell:
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


def _headings(document: Document | None) -> Iterator[tuple[str, bool]]:
    """Yield each heading, and whether a number before it may be a question's.

    The number of a part is none, and neither is one that a Word document gave its chapters: "3. Analysis".
    """
    placed = True
    for found in _HEADING.finditer(document.body) if document is not None else ():
        heading = found[2].replace("*", "").strip("_ ")
        is_part = len(found[1]) == 2
        placed = heading != NOT_PLACED if is_part else placed
        yield heading, placed and not is_part


def _names(headings: tuple[tuple[str, bool], ...], question: str) -> bool:
    """Whether a heading names a question by its id: "Question 2", "3.1 ToR 2a: …", or below a part "2. …"."""
    number = _ID.format(id=re.escape(question))
    word = re.compile(_OUTLINE + _WORD + number, re.IGNORECASE)
    bare = re.compile(number, re.IGNORECASE)
    return any(word.match(heading) or (may_be and bare.match(heading)) for heading, may_be in headings)
