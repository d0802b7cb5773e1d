"""LRN: whether the learning was shared when it could be, and so that one can see with whom."""

from collections.abc import Iterator

from reviewctl.facts.span import exact_day
from reviewctl.model.finding import Spot
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day


@rule("LRN001", "briefing-shared-before-sign-off", "error", "P-App3", reads=("diary",))
def briefing_unsigned(review: Review) -> Iterator[Offence]:
    """A briefing that people were given before the Practice Improvement Partnership had signed it off."""
    signed = review.facts.happened("learning.briefing_signed_off")
    for number, product in enumerate(review.case.learning.products):
        given = [on for told in product.told if (on := exact_day(told.on)) is not None]
        if "briefing" not in product.title.casefold() or not given:
            continue
        if signed is None or (signed.on is not None and signed.on > min(given)):
            yield Offence(
                spot=review.spot("learning", ("products", number)),
                at="learning.briefing_signed_off",
                message=f"A briefing was shared on {day(min(given))}, and it had not been signed off.",
                help="The Practice Improvement Partnership signs it off: record learning.briefing_signed_off.",
            )


@rule("LRN002", "shared-with-nobody-or-never", "warning", "P§20")
def shared_incompletely(review: Review) -> Iterator[Offence]:
    """Learning said to be shared, without with whom or when."""
    for number, product in enumerate(review.case.learning.products):
        for place, told in enumerate(product.told):
            if told.on is None or not told.to:
                yield Offence(
                    spot=review.spot("learning", ("products", number, "told", place)),
                    at=f"learning.products.{number + 1}",
                    message=f"Product {number + 1} was shared, and it is not recorded "
                    f"{'with whom' if told.on else 'when'}.",
                    help="Write the day under on and the people, by what they are, under to.",
                )


@rule("LRN003", "briefing-still-asks", "warning", "P-App3")
def still_asks(review: Review) -> Iterator[Offence]:
    """A briefing in which a line of the draft still says what a person has to write there.

    It is an error once the briefing is signed off: then people are given it.
    """
    document = review.case.document("briefing")
    if document is None:
        return
    asked = {f"[{one.prompt}.]" for one in review.kind.headings.get("briefing", ()) if one.prompt}
    signed = review.happened("learning.briefing_signed_off")
    for number, line in enumerate(document.body.splitlines()):
        if line.strip() in asked:
            yield Offence(
                spot=Spot(document.path, document.body_line + number, 1),
                at=f"briefing.{number}",
                severity="error" if signed else None,
                message="The briefing still asks, in brackets, for what a person has to write there.",
                help="Write it in place of the line in brackets, or take the line out.",
            )
