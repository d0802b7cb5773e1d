"""What `chronology merge` does: the chronologies of a review as one, and the part of it that is asked for."""

from msgspec import Struct

from reviewctl.facts.chronicle.filters import filtered
from reviewctl.facts.chronicle.integrate import ALIKE, GAP_DAYS, Options
from reviewctl.facts.judged import Facts
from reviewctl.model.integrated import Integrated
from reviewctl.model.report import Report
from reviewctl.model.trouble import ReviewctlError
from reviewctl.render.pages.chronicle import Setting, page
from reviewctl.render.pages.chronicle_table import Shape
from reviewctl.render.pages.chronicle_words import Names
from reviewctl.render.pages.naming import agency_name, whom
from reviewctl.work.chronicle.choosing import Wanted, filters_of
from reviewctl.work.chronicle.gathering import at_fault, integrated_of
from reviewctl.work.loading import Loaded
from reviewctl.work.one import one_case

WITH_LINES = ("json", "csv", "xlsx")
"""The formats that say on which line of its file an entry stands: to know it, some are read twice."""
BESIDE = 4
"""So many agencies stand side by side at the most: of more, nobody can read the columns."""


class Merging(Struct, frozen=True, kw_only=True):
    """What is asked for: which entries, by which thresholds, in which format, and how the table is drawn."""

    wanted: Wanted = Wanted()
    alike: int = ALIKE
    gap_days: int = GAP_DAYS
    form: str = "text"
    side_by_side: bool = False


def merged(loaded: Loaded, asked: Merging) -> Report:
    """Return the page of the integrated chronology of a review, and which of its files could not be read whole.

    Raises ReviewctlError (exit 2) where no agency has returned a chronology, for a word that names nothing, and
    where more agencies are to stand side by side than there is room for.
    """
    facts, unread = one_case(loaded), at_fault(loaded)
    filters = filters_of(facts, asked.wanted)
    options = Options(alike=asked.alike, gap_days=asked.gap_days, lines=asked.form in WITH_LINES)
    whole = integrated_of(facts, options)
    if not whole.agencies and unread:
        raise ReviewctlError(
            f"No chronology of {facts.case.id} can be read.",
            f"What is to be put right: reviewctl validate {facts.case.id}",
        )
    if not whole.agencies:
        raise ReviewctlError(
            f"There is no chronology in {facts.case.id} yet.",
            f"Bring in what an agency sent: reviewctl chronology import {facts.case.id} AGENCY FILE",
        )
    part = filtered(whole, filters)
    setting = Setting(
        about=whom(facts.case.file),
        as_of=facts.as_of,
        names=_names(facts, whole),
        shape=_shape(part, asked),
        form=asked.form,
        unread=unread,
    )
    return page(part, setting)


def _shape(part: Integrated, asked: Merging) -> Shape:
    if not asked.side_by_side:
        return "text" if asked.form == "text" else "document"
    telling = {agency for line in part.lines for agency in line.agencies}
    if len(telling) > BESIDE:
        raise ReviewctlError(
            f"{len(telling)} agencies tell something here, and {BESIDE} stand side by side at the most.",
            "Choose some: --agency A --agency B. Or leave --side-by-side out.",
        )
    return "side"


def _names(facts: Facts, whole: Integrated) -> Names:
    rule = facts.plan.pack.chronology
    return Names(
        agencies={one: agency_name(facts.board, one) for one in whole.agencies},
        subjects=dict(whole.subjects),
        marks={mark: one.title for mark, one in rule.marks.items()} if rule is not None else {},
    )
