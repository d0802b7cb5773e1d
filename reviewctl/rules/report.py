"""REP: whether the overview report has its parts and is shared when it may be."""

from collections.abc import Iterator

from reviewctl.facts.disclosures import is_report, to_coroner
from reviewctl.model.finding import Spot
from reviewctl.model.kind import HeadingRule
from reviewctl.model.step import cited
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.headings import empty_headings, missing_headings
from reviewctl.rules.words import day


@rule("REP001", "report-part-missing", "error")
def part_missing(review: Review) -> Iterator[Offence]:
    """A drafted report without a part that it must have."""
    document = review.case.document("report")
    if document is None or not _drafted(review):
        return
    for heading in missing_headings(document, _wanted(review)):
        yield Offence(
            spot=document.spot(),
            at=f"report.{heading.id}",
            citations=cited(heading.cites),
            message=f'The report has no part "{heading.title}".',
            help=f"Any of these headings will do: {', '.join((heading.title, *heading.synonyms[:4]))}.",
        )


def _wanted(review: Review) -> tuple[HeadingRule, ...]:
    """Return the parts that the report of a review by this method must have."""
    parts = review.kind.headings.get("report", ())
    return tuple(one for one in parts if not one.methods or review.method_id in one.methods)


def _drafted(review: Review) -> bool:
    return review.happened("report.drafted") or review.came_to("approving")


@rule("REP002", "report-without-version", "warning", "P§16")
def without_version(review: Review) -> Iterator[Offence]:
    """A drafted report without the number of its version."""
    document = review.case.document("report")
    if document is not None and _drafted(review) and document.data.version is None:
        yield Offence(
            spot=document.spot(("version",), key=True),
            at="report.version",
            message="The report is drafted, and it does not say which version it is.",
            help="Write version: 1, and one more for each version put before a meeting.",
        )


@rule("REP003", "report-part-empty", "error")
def part_empty(review: Review) -> Iterator[Offence]:
    """A report that was put before somebody, with nothing under one of its headings."""
    document = review.case.document("report")
    shown = ("report.quality_assured", "report.presented", "report.available")
    if document is None or not any(review.happened(address) for address in shown):
        return
    for heading in empty_headings(document, _wanted(review)):
        yield Offence(
            spot=document.spot(),
            at=f"report.{heading.id}",
            citations=cited(heading.cites),
            message=f'The report has the heading "{heading.title}" and nothing under it.',
            help="Write the part, or bring the text in from where it is kept.",
        )


@rule("REP004", "coroner-before-sign-off", "error", "P§7")
def coroner_before_sign_off(review: Review) -> Iterator[Offence]:
    """A report that went to the Coroner before the Board had signed it off."""
    shared = review.facts.happened("report.shared_with_coroner")
    endorsed = review.facts.happened("report.endorsed")
    if shared is None or shared.on is None:
        return
    if endorsed is None or (endorsed.on is not None and endorsed.on > shared.on):
        yield Offence(
            spot=_where_shared(review),
            at="report.shared_with_coroner",
            message=f"The report went to the Coroner on {day(shared.on)}, and the Board had not signed it off.",
            help="It is shared only once it is completed and signed off: record report.endorsed, or correct "
            "the date.",
        )


def _where_shared(review: Review) -> Spot:
    """Return where it is written that the report went to the Coroner: the log of disclosures, else the diary."""
    for number, one in enumerate(review.case.log.disclosures):
        if to_coroner(one) and is_report(one) and one.on is not None and not one.refused:
            return review.spot("log", ("disclosures", number))
    return review.spot("diary", ("report", "shared_with_coroner"))
