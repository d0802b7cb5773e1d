"""What `chronology timeline` does: the chronologies of a review become a picture, with its tables or alone."""

import os
from pathlib import Path

from msgspec import Struct

from reviewctl.facts.chronicle.filters import Filters, filtered
from reviewctl.facts.chronicle.integrate import ALIKE, GAP_DAYS, Options
from reviewctl.facts.judged import Facts
from reviewctl.facts.span import span_of
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.integrated import Integrated
from reviewctl.render.dates import as_at, plain_day
from reviewctl.render.pages.chronicle_words import not_brought_in
from reviewctl.render.pages.naming import agency_name
from reviewctl.render.spans import span_words
from reviewctl.render.timeline.html import html_page, svg_file
from reviewctl.render.timeline.shapes import Milestone, Picture
from reviewctl.render.timeline.words import many
from reviewctl.store.register import Register
from reviewctl.work.chronicle.choosing import Wanted, filters_of
from reviewctl.work.chronicle.gathering import integrated_of

FORMS = {".html": html_page, ".svg": svg_file}
"""What is written, by the ending of the file."""


class Drawing(Struct, frozen=True, kw_only=True):
    """What is asked for: which entries, and by which thresholds accounts are joined and gaps are drawn."""

    wanted: Wanted = Wanted()
    alike: int = ALIKE
    gap_days: int = GAP_DAYS


def place_of(register: Register, output: str | None) -> tuple[str, str]:
    """Return where to write, and the ending of that file.

    Raises ReviewctlError (exit 2) where neither is said, for any other ending, and for a place in the register,
    which holds the record and nothing else.
    """
    if output is None:
        raise ReviewctlError(
            "A timeline is a file: where shall it be written?",
            "For example: reviewctl chronology timeline CASE -o ../timeline.html",
        )
    ending = Path(output).suffix.lower()
    if ending not in FORMS:
        raise ReviewctlError("A timeline is written as .html or .svg.", "For example: -o ../timeline.html")
    if Path(register.root).resolve() in Path(os.path.realpath(output)).parents:
        raise ReviewctlError(
            "That is inside the register, which holds the record and nothing else.",
            "Write the timeline beside it: -o ../timeline.html",
        )
    return output, ending


def picture_of(facts: Facts, asked: Drawing) -> Picture:
    """Return what is to be drawn of a review's chronologies.

    Raises ReviewctlError (exit 2) where there is no chronology, and where nothing in them is what was asked for.
    """
    filters = filters_of(facts, asked.wanted)
    everything = integrated_of(facts, Options(alike=asked.alike, gap_days=asked.gap_days, lines=False))
    if not everything.agencies:
        raise ReviewctlError(
            f"There is no chronology in {facts.case.id} yet.",
            f"Bring in what an agency sent: reviewctl chronology import {facts.case.id} AGENCY FILE",
        )
    whole = filtered(everything, filters)
    if filters.any and not whole.lines:
        raise ReviewctlError("No entry is all that was asked for.", "Leave out one of the options.")
    return _picture(facts, whole, filters)


def _picture(facts: Facts, whole: Integrated, filters: Filters) -> Picture:
    rule = facts.plan.pack.chronology
    tellings = [one for line in whole.lines for one in line.tellings]
    names = {agency: agency_name(facts.board, agency) for agency in whole.agencies}
    return Picture(
        whole=whole,
        title=f"{facts.case.id}: what the agencies told",
        as_at=as_at(facts.as_of),
        names=names,
        marks={mark: one.title for mark, one in rule.marks.items()} if rule is not None else {},
        period=(filters.first or whole.scope[0], filters.last or whole.scope[1]),
        asked=filters.first is not None or filters.last is not None,
        milestones=tuple(_deaths(facts)),
        first_only=tuple(dict.fromkeys(one.agency for one in tellings if one.initial)),
        about=" ".join([*not_brought_in(whole, names), *_left_out(whole, filters)]),
    )


def _deaths(facts: Facts) -> list[Milestone]:
    return [
        Milestone(label=f"{one.pseudonym} died {span_words(one.died)}", span=span_of(one.died))
        for one in facts.case.file.subjects
        if one.died
    ]


def _left_out(whole: Integrated, filters: Filters) -> list[str]:
    """Return what was asked for and what that leaves out, as sentences; none for the whole."""
    if not filters.any:
        return []
    titles = (("agencies", filters.agencies), ("persons", filters.persons), ("questions", filters.questions))
    said = [f"{title}: {', '.join(words)}" for title, words in (*titles, ("marks", filters.marks)) if words]
    said += [f"from {plain_day(filters.first)}"] if filters.first else []
    said += [f"to {plain_day(filters.last)}"] if filters.last else []
    return [f"Shown: {'; '.join(said)}.", f"Left out: {many(whole.left_out, 'entry', 'entries')}."]


def drawn(facts: Facts, asked: Drawing, ending: str) -> tuple[str, Integrated]:
    """Return the text of the file, and what it shows. Raises ReviewctlError as `picture_of` does."""
    picture = picture_of(facts, asked)
    return FORMS[ending](picture), picture.whole
