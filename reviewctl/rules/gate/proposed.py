"""What is to go out, and what is known of the record that it comes from: all that the gate judges."""

from typing import Literal

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import Spot
from reviewctl.model.publication import Publication
from reviewctl.model.publishing import Product, ProductId
from reviewctl.model.review import Document

Saved = Literal["saved", "unsaved", "no-git"]


class Proposed(Struct, frozen=True, kw_only=True):
    """What is to go out, and what is known of the record that it comes from.

    `products` are the papers, and `lacking` those which are to go out and say nothing. `approved` is the decision on
    publication as it was signed off, None where there is no copy of it. `errors` are the errors that `validate` finds
    in the case. `saved`: whether all of it is committed. `delays`: whether a statement of delays goes out that was
    worked out, and that nobody has written or approved.
    """

    facts: Facts
    products: tuple[Product, ...]
    lacking: tuple[ProductId, ...] = ()
    approved: Publication | None = None
    errors: int = 0
    saved: Saved = "saved"
    under_embargo: bool = False
    delays: bool = False

    @property
    def publication(self) -> Publication:
        """What was decided about publication."""
        return self.facts.case.publication

    @property
    def word(self) -> str:
        """How the review is named on the command line."""
        return self.facts.case.id

    def spot(self, document: str, *keys: str | int) -> Spot:
        """Return a place in one of the case's documents; the case's folder where that is not there."""
        found: Document | None = self.facts.case.document(document)
        return found.spot(keys, key=True) if found is not None else Spot(self.facts.case.folder or ".")
