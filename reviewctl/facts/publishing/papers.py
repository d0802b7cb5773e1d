"""Which papers a publication consists of, by what was decided and by what there is."""

from collections.abc import Collection

from reviewctl.model.publication import Publication
from reviewctl.model.publishing import ProductId

ALL: tuple[ProductId, ...] = ("report", "summary", "briefing", "action-plan")
"""Every paper that can be published, in the order in which they are told."""

TITLES: dict[ProductId, str] = {
    "report": "Overview report",
    "summary": "Executive summary",
    "briefing": "7-minute briefing",
    "action-plan": "Action plan",
}
"""What each paper is called where its own text gives it no title."""

NAMES: dict[ProductId, str] = {
    "report": "overview-report",
    "summary": "executive-summary",
    "briefing": "7-minute-briefing",
    "action-plan": "action-plan",
}
"""The names of their files, without the ending."""


def papers_of(publication: Publication, there: Collection[ProductId]) -> tuple[ProductId, ...]:
    """Return the papers that go out, in the order of `ALL`; `there` are those in which something is written.

    Those that publication.yaml names, there or not; else all that are there, with summary-only all but the report.
    None where the review is not published, or where how it is published is not decided (P§19, P-App2).
    """
    if publication.style is None or publication.style == "not-published":
        return ()
    if publication.papers:
        return tuple(one for one in ALL if one in publication.papers)
    return tuple(one for one in ALL if one in there and not _withheld(publication, one))


def _withheld(publication: Publication, paper: ProductId) -> bool:
    return publication.style == "summary-only" and paper == "report"
