"""CHR: whether an agency's chronology was asked for, and whether its lines can be used."""

from collections.abc import Iterator

from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.inquire import paper_of
from reviewctl.rules.words import day

_GIVING = (None, "chronology", "imr-and-chronology")


@rule("CHR001", "chronology-not-asked-for", "note", "P§10", reads=("returns",))
def not_asked_for(review: Review) -> Iterator[Offence]:
    """A chronology from an agency that was not asked for one."""
    for document in review.case.several("chronology"):
        owed = review.case.returns.get(document.item)
        if owed is None or owed.contribution not in _GIVING:
            yield Offence(
                spot=document.spot(),
                at=document.name,
                message=f"There is a chronology of {document.item}, and by returns.yaml none was asked of it.",
                help="Record what is asked of the agency under contribution: chronology, or imr-and-chronology.",
            )


@rule("CHR002", "chronology-empty-without-reason", "warning", "P§14")
def empty_without_reason(review: Review) -> Iterator[Offence]:
    """A chronology that was returned without a line, and not why."""
    for document in review.case.several("chronology"):
        said = document.data.entries or document.data.empty_because or document.data.no_contact
        if said or not review.happened(f"returns[{document.item}].chronology.returned"):
            continue
        yield Offence(
            spot=document.spot(("entries",), key=True),
            at=document.name,
            message=f"The chronology of {document.item} is recorded as returned, and it holds nothing.",
            help="An empty chronology is valid: write under empty_because why there is nothing.",
        )


@rule("CHR003", "entry-without-date", "error", "P§14")
def without_date(review: Review) -> Iterator[Offence]:
    """A line of a chronology with no date at all, not even in the words of its source."""
    for document in (*review.case.several("chronology"), *review.case.several("initial-chronology")):
        for number, entry in enumerate(document.data.entries):
            if not entry.date and not entry.as_written:
                yield Offence(
                    spot=document.spot(("entries", number)),
                    at=f"{document.name}.{entry.id}",
                    message=f"Entry {entry.id} has no date.",
                    help="Write what is known: 2019-03, or 2019-03-02~ for about; or the words of the source "
                    "under as_written.",
                )


@rule("CHR004", "entry-without-event", "warning", "P§14")
def without_event(review: Review) -> Iterator[Offence]:
    """A line of a chronology that does not say what happened."""
    for document in (*review.case.several("chronology"), *review.case.several("initial-chronology")):
        for number, entry in enumerate(document.data.entries):
            if not entry.event:
                yield Offence(
                    spot=document.spot(("entries", number)),
                    at=f"{document.name}.{entry.id}",
                    message=f"Entry {entry.id} does not say what happened.",
                    help="Write it under event, in neutral words; or delete the entry.",
                )


@rule("CHR005", "chronology-returned-and-not-here", "note", "P§14", reads=("papers",))
def returned_not_here(review: Review) -> Iterator[Offence]:
    """A chronology recorded as returned that is neither in the folder nor among the papers."""
    for agency in review.case.returns:
        on = review.on(f"returns[{agency}].chronology.returned")
        if on is None or review.case.document("chronology", agency) is not None:
            continue
        if f"chronology/{agency}.yaml" in review.case.files or paper_of(review.case, "chronology", agency):
            continue
        yield Offence(
            spot=review.spot("returns", (agency, "chronology", "returned")),
            at=f"returns[{agency}].chronology.returned",
            message=f"The chronology of {agency} came on {day(on)}, and it is neither in chronology/ nor listed "
            "in papers.yaml.",
            help=f"Bring it in, or list it in papers.yaml under the id chronology-{agency}.",
        )
