"""PUB: whether the report was published after those had their say who must."""

from collections.abc import Iterator
from datetime import date

from reviewctl.model.address import parse_address
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day

_DATE = parse_address("publication.date")


def _published(review: Review) -> date | None:
    return review.on("publication.date")


def _offence(review: Review, message: str, help: str) -> Offence:
    return Offence(
        spot=review.spot("diary", ("publication", "date")), at="publication.date", message=message, help=help
    )


@rule("PUB001", "published-without-the-independent-chair", "error", "P§19", reads=("publication",))
def without_chair(review: Review) -> Iterator[Offence]:
    """A report published with no record that this was considered with the Independent Chair."""
    on = _published(review)
    said = "independent-chair" in review.case.publication.considered_with
    if on is not None and not said and not review.happened("publication.considered"):
        yield _offence(
            review,
            f"The report was published on {day(on)}, and it is not recorded that this was considered with the "
            "Independent Chair.",
            "Record the day under publication.considered in the diary.",
        )


@rule("PUB002", "published-without-the-family", "error", "P§19", reads=("publication", "family"))
def without_family(review: Review) -> Iterator[Offence]:
    """A report published with no record that the person or the family was heard on it."""
    on, family = _published(review), review.case.family.values()
    said = "family" in review.case.publication.considered_with
    nobody = bool(family) and all(member.invited is False for member in family)
    if on is not None and not said and not nobody and not review.happened("publication.family_discussed"):
        yield _offence(
            review,
            f"The report was published on {day(on)}, and it is not recorded that this was talked over with the "
            "person or the family.",
            "Record the day under publication.family_discussed in the diary.",
        )


@rule("PUB003", "published-before-endorsed", "error", "P§17")
def before_endorsed(review: Review) -> Iterator[Offence]:
    """A report published before the Board had endorsed it with its action plan."""
    on, endorsed = _published(review), review.facts.happened("report.endorsed")
    if on is not None and (endorsed is None or (endorsed.on is not None and endorsed.on > on)):
        yield _offence(
            review,
            f"The report was published on {day(on)}, and the Board had not endorsed it with the action plan.",
            "Record report.endorsed in the diary, or correct the date.",
        )


@rule("PUB004", "embargo-broken", "error", "P-App2")
def embargo_broken(review: Review) -> Iterator[Offence]:
    """A report published, or to be published, before the day agreed for it."""
    embargo = review.case.publication.embargo
    planned = (m.planned or m.on for m in review.facts.timeline.recorded(_DATE))
    on = _published(review) or next(planned, None)
    if on is not None and embargo is not None and on < embargo:
        yield _offence(
            review,
            f"Publication is on {day(on)}, and nothing is to be published before {day(embargo)}.",
            "Correct whichever of the two dates is wrong.",
        )


@rule("PUB005", "not-published-without-reason", "warning", "P§19")
def not_published(review: Review) -> Iterator[Offence]:
    """A report that is not published, or only in summary, and not why."""
    publication = review.case.publication
    if publication.style in ("not-published", "summary-only") and not publication.reason:
        yield Offence(
            spot=review.spot("publication", ("style",)),
            at="publication.style",
            message=f"The report is {publication.style}, and no reason is recorded.",
            help="Each report is considered for publication: write under reason why this one is not.",
        )


@rule("PUB006", "published-without-style", "warning", "P-App2", reads=("publication",))
def without_style(review: Review) -> Iterator[Offence]:
    """A report published, and not recorded in which way."""
    on = _published(review)
    if on is not None and review.case.publication.style is None:
        yield _offence(
            review,
            f"The report was published on {day(on)}, and it is not recorded in which way.",
            "Write under style in publication.yaml: press-statement, website or summary-only.",
        )
