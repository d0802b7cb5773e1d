"""REF: whether the referral says what is needed to screen it and to answer it."""

from collections.abc import Iterator

from reviewctl.model.referral import InformationRequest
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day, quoted


def _asked(one: InformationRequest) -> str:
    """Return whom something was asked of; words for somebody who is not on the Board's list are not shown."""
    return quoted(one.asked_of, "somebody else (not shown)")


@rule("REF001", "referral-without-referrer", "warning", "P§4", "P§5", reads=("referral",))
def without_referrer(review: Review) -> Iterator[Offence]:
    """A referral of which nobody knows who made it, once it has gone to screening."""
    if review.case.document("referral") is None or review.furthest < 1:
        return
    if not any(one.role or one.agency for one in review.case.referral.referrers):
        yield Offence(
            spot=review.spot("referral", ("referrers",), key=True),
            at="referral.referrers",
            message="It is not recorded who made the referral, so no one can be told what was decided.",
            help="Write the referrer's role and agency under referrers, never the name.",
        )


@rule("REF002", "information-not-come", "warning", "P§5", reads=("referral",))
def information_not_come(review: Review) -> Iterator[Offence]:
    """Something that was asked for so that the referral could be screened, and had not come by then."""
    held = review.on("screening.held")
    for number, one in enumerate(review.case.referral.information_requests):
        if held is None or one.asked is None or one.came is not None or one.asked > held:
            continue
        yield Offence(
            spot=review.spot("referral", ("information_requests", number)),
            at=f"referral.information_requests.{number + 1}",
            message=f"What was asked of {_asked(one)} on {day(one.asked)} is not recorded as come, "
            f"and the case was screened on {day(held)}.",
            help="Record the day it came, or say in the text of the screening that it was done without.",
        )


@rule("REF003", "sufficient-without-criteria", "warning", "P§5", reads=("referral",))
def sufficient_without_criteria(review: Review) -> Iterator[Offence]:
    """A referral found sufficient, although it does not say which criteria are met."""
    if review.happened("referral.sufficient") and not review.case.referral.criteria_claimed:
        yield Offence(
            spot=review.spot("referral", ("criteria_claimed",), key=True),
            at="referral.criteria_claimed",
            message="The referral was found sufficient, and it is not recorded which criteria it says are met.",
            help="List under criteria_claimed those that the referrer says are met: "
            f"{', '.join(review.kind.criteria)}.",
        )


@rule("REF004", "information-asked-without-date", "warning", "P§5")
def asked_without_date(review: Review) -> Iterator[Offence]:
    """Something that was asked for, without the day."""
    for number, one in enumerate(review.case.referral.information_requests):
        if one.asked is None:
            yield Offence(
                spot=review.spot("referral", ("information_requests", number)),
                at=f"referral.information_requests.{number + 1}",
                message=f"It is not recorded when {_asked(one)} was asked for information.",
                help="Write the day under asked.",
            )
