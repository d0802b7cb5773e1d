"""STR: documents that must be there, and documents that say they are another agency's."""

from collections.abc import Iterator

from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.finding import Spot
from reviewctl.model.step import cited
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import quoted


def uses(review: Review, document: str) -> bool:
    """Whether this review works with a document: the policy asks for it, or says nothing about it."""
    rules = [one for one in review.kind.documents if one.document == document]
    return not rules or any(review.asks_for(one) for one in rules)


@rule("STR063", "document-missing", "error")
def document_missing(review: Review) -> Iterator[Offence]:
    """A document that the policy wants from a stage on, and that is not there."""
    for one in review.missing:
        yield Offence(
            spot=Spot(review.case.folder or "."),
            at=one.document,
            citations=cited(one.cites),
            message=f"{BY_NAME[one.document].path} is not there, and the review has come to where it must be.",
            help=f"Make it from the template: reviewctl add {review.case.id} {one.document}",
        )


@rule("STR064", "document-of-another-agency", "error")
def of_another_agency(review: Review) -> Iterator[Offence]:
    """A file that is called after one agency and says that it is another's."""
    for kind in ("initial-chronology", "chronology", "imr"):
        for document in review.case.several(kind):
            if document.data.agency != document.item:
                yield Offence(
                    spot=document.spot(("agency",)),
                    at=document.name,
                    message=f"The file is called {quoted(document.item)} and says that it is of "
                    f"{quoted(document.data.agency)}.",
                    help="Correct the one that is wrong: the file's name or the agency.",
                )
