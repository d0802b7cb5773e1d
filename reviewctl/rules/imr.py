"""IMR: whether each agency's review was asked for, made and signed off as it must be."""

from collections.abc import Iterator

from reviewctl.model.returns import AgencyReturns, ImrReturn
from reviewctl.model.step import cited
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.headings import missing_headings
from reviewctl.rules.inquire import paper_of
from reviewctl.rules.words import day

_CLOSED = ("declined", "not-possible", "nothing-held")
_CALLED = {"chronology": "chronology", "imr": "IMR"}


def _imrs(review: Review) -> Iterator[tuple[str, ImrReturn]]:
    for agency, owed in review.case.returns.items():
        if owed.imr is not None:
            yield agency, owed.imr


def _before(review: Review, agency: str, check: str) -> str:
    """Return in words how an IMR was submitted before a check of its own agency, or nothing."""
    submitted = review.facts.happened(f"returns[{agency}].imr.submitted")
    done = review.facts.happened(f"returns[{agency}].imr.{check}")
    if submitted is None:
        return ""
    if done is None:
        return (
            f"on {day(submitted.on)} and it is not recorded that"
            if submitted.on
            else "and it is not recorded that"
        )
    if done.exact and submitted.exact and done.on and submitted.on and done.on > submitted.on:
        return f"on {day(submitted.on)}, before {day(done.on)}, when"
    return ""


@rule("IMR001", "submitted-before-signed-off", "error", "P§14")
def before_signed_off(review: Review) -> Iterator[Offence]:
    """An IMR submitted before its own agency had signed it off."""
    for agency, _ in _imrs(review):
        words = _before(review, agency, "signed_off")
        if words:
            yield Offence(
                spot=review.spot("returns", (agency, "imr", "submitted")),
                at=f"returns[{agency}].imr.signed_off",
                message=f"{agency} submitted its IMR {words} the agency itself had signed it off.",
                help="Ask the agency for the day of its own sign-off; without one, send the IMR back.",
            )


@rule("IMR002", "submitted-before-quality-assured", "error", "P§14")
def before_quality_assured(review: Review) -> Iterator[Offence]:
    """An IMR submitted before its own agency had quality-assured it."""
    for agency, _ in _imrs(review):
        words = _before(review, agency, "quality_assured")
        if words:
            yield Offence(
                spot=review.spot("returns", (agency, "imr", "submitted")),
                at=f"returns[{agency}].imr.quality_assured",
                message=f"{agency} submitted its IMR {words} the agency itself had quality-assured it.",
                help="Ask the agency for the day of its own quality assurance; without one, send the IMR back.",
            )


@rule("IMR003", "author-was-involved", "error", "F-AppC")
def author_involved(review: Review) -> Iterator[Offence]:
    """An IMR by somebody who knew the case or managed those who did."""
    for agency, imr in _imrs(review):
        if imr.author_independent is False:
            yield Offence(
                spot=review.spot("returns", (agency, "imr", "author_independent")),
                at=f"returns[{agency}].imr.author_independent",
                message=f"The author of the IMR of {agency} was involved in the case, or managed those who were.",
                help="Ask the agency for another author; a review of one's own work cannot be relied on.",
            )


@rule("IMR004", "author-independence-not-stated", "warning", "F-AppC")
def independence_not_stated(review: Review) -> Iterator[Offence]:
    """A submitted IMR of which it is not said whether its author was involved."""
    for agency, imr in _imrs(review):
        if imr.author_independent is None and review.happened(f"returns[{agency}].imr.submitted"):
            yield Offence(
                spot=review.spot("returns", (agency, "imr"), key=True),
                at=f"returns[{agency}].imr.author_independent",
                message=f"The IMR of {agency} is submitted, and it is not recorded whether its author was involved.",
                help="Ask the agency, and write author_independent: true or false.",
            )


@rule("IMR005", "submitted-and-not-here", "note", "P§14", reads=("papers",))
def submitted_not_here(review: Review) -> Iterator[Offence]:
    """An IMR recorded as submitted that is neither in the folder nor among the papers."""
    for agency, _ in _imrs(review):
        on = review.on(f"returns[{agency}].imr.submitted")
        if on is None or review.case.document("imr", agency) is not None:
            continue
        if f"imrs/{agency}.md" in review.case.files or paper_of(review.case, "imr", agency):
            continue
        yield Offence(
            spot=review.spot("returns", (agency, "imr", "submitted")),
            at=f"returns[{agency}].imr.submitted",
            message=f"The IMR of {agency} came on {day(on)}, and it is neither in imrs/ nor listed in papers.yaml.",
            help=f"Bring it in, or list it in papers.yaml under the id imr-{agency}.",
        )


@rule("IMR006", "imr-part-missing", "warning")
def part_missing(review: Review) -> Iterator[Offence]:
    """A submitted IMR without a part that the policy gives it."""
    for document in review.case.several("imr"):
        if not review.happened(f"returns[{document.item}].imr.submitted"):
            continue
        for heading in missing_headings(document, review.kind.headings.get("imr", ())):
            yield Offence(
                spot=document.spot(),
                at=f"{document.name}.{heading.id}",
                citations=cited(heading.cites),
                message=f'The IMR of {document.item} has no part "{heading.title}".',
                help=f"Any of these headings will do: {', '.join((heading.title, *heading.synonyms[:4]))}.",
            )


@rule("IMR007", "return-closed-without-reason", "error", "F§5.4.4")
def closed_without_reason(review: Review) -> Iterator[Offence]:
    """An agency from which nothing more will come, and not why."""
    for agency, owed in review.case.returns.items():
        if owed.outcome in _CLOSED and not owed.reason:
            yield Offence(
                spot=review.spot("returns", (agency, "outcome")),
                at=f"returns[{agency}].outcome",
                message=f"Nothing more will come from {agency} ({owed.outcome}), and no reason is recorded.",
                help="Every member of the Board must co-operate in a review: write under reason why not.",
            )


@rule("IMR008", "agency-declined", "warning", "F§5.4.4", reads=("log",))
def agency_declined(review: Review) -> Iterator[Offence]:
    """An agency that declined to contribute, with a reason; it must still be taken up with it."""
    for agency, owed in review.case.returns.items():
        if owed.outcome == "declined" and owed.reason and not _taken_up(review):
            yield Offence(
                spot=review.spot("returns", (agency, "outcome")),
                at=f"returns[{agency}].outcome",
                message=f"{agency} declined to contribute; every member of the Board must co-operate.",
                help="Take it to the Executive or Board, and record that under urgent in log.yaml.",
            )


def _taken_up(review: Review) -> bool:
    return bool(review.case.log.urgent)


@rule("IMR009", "no-date-agreed", "note", "P§14")
def no_date_agreed(review: Review) -> Iterator[Offence]:
    """Something asked of an agency, for which no date is agreed."""
    for agency, owed in review.case.returns.items():
        for part in _undated(review, agency, owed):
            yield Offence(
                spot=review.spot("returns", (agency, part), key=True),
                at=f"returns[{agency}].{part}.due",
                message=f"No date is agreed for the {_CALLED[part]} of {agency}.",
                help="The first panel meeting agrees the dates. Write it under due once it is agreed.",
            )


def _undated(review: Review, agency: str, owed: AgencyReturns) -> Iterator[str]:
    if owed.outcome in _CLOSED:
        return
    for part, came in (("chronology", "returned"), ("imr", "submitted")):
        asked = getattr(owed, part)
        address = f"returns[{agency}].{part}"
        if asked is None or asked.due is not None:
            continue
        if review.happened(f"{address}.requested") and not review.happened(f"{address}.{came}"):
            yield part


@rule("IMR010", "contribution-not-decided", "warning", "P§14", reads=("tor",))
def contribution_not_decided(review: Review) -> Iterator[Offence]:
    """An agency of the agreed terms of reference of which it is not recorded what it is asked for."""
    if not review.happened("tor.agreed"):
        return
    for agency, owed in review.case.returns.items():
        if agency in review.case.terms.agencies and owed.contribution is None and owed.outcome is None:
            yield Offence(
                spot=review.spot("returns", (agency, "contribution"), key=True),
                at=f"returns[{agency}].contribution",
                message=f"It is not recorded what {agency} is asked for, so nothing is waited for from it.",
                help="Write under contribution: imr-and-chronology, imr, chronology, statement, policies-only, "
                "information or none.",
            )
