"""STR: whether what case.yaml says of the kinds that a review was, and of who looks after it, can be."""

from collections.abc import Iterator
from datetime import date

from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day, quoted


@rule("STR082", "former-type-not-known", "error")
def former_type_not_known(review: Review) -> Iterator[Offence]:
    """A kind that a review is said to have been, which the policy does not have."""
    known = {name for kind in review.kinds for name in kind.names}
    for number, one in enumerate(review.case.file.was):
        begun = one.until is None or one.until < review.as_of
        if begun and one.type not in known:
            yield Offence(
                spot=review.spot("case", ("was", number, "type")),
                at=f"case.was.{number + 1}",
                message=f"The policy has no kind of review {quoted(one.type)}, so what was done "
                "under it cannot be seen.",
                help="Correct the word: reviewctl explain sar shows how a kind is named.",
            )


@rule("STR083", "former-types-in-impossible-order", "error")
def former_types_in_order(review: Review) -> Iterator[Offence]:
    """A kind that a review was, without its last day, or with one that is not later than that of the kind before."""
    before: date | None = None
    for number, one in enumerate(review.case.file.was):
        fault = _fault(one.until, before, review.today)
        if fault:
            yield Offence(
                spot=review.spot("case", ("was", number)),
                at=f"case.was.{number + 1}",
                message=f"That the review was a {quoted(one.type)} {fault}.",
                help="Write under until the last day on which it was one: the oldest stands first.",
            )
        before = one.until or before


def _fault(until: date | None, before: date | None, today: date) -> str:
    if until is None:
        return "has no last day, so it is not known what was judged by it"
    if until > today:
        return f"lasts until {day(until)}, which is still to come"
    if before is not None and until <= before:
        return f"ended on {day(until)}, and the kind before it only on {day(before)}"
    return ""


@rule("STR084", "lead-officer-in-impossible-days", "error")
def lead_in_impossible_days(review: Review) -> Iterator[Offence]:
    """A lead officer, or somebody who covers, whose last day is before the first."""
    file = review.case.file
    entries = [(("cover", number), one) for number, one in enumerate(file.cover)]
    for path, one in [*([(("lead",), file.lead)] if file.lead is not None else []), *entries]:
        if one.from_ is not None and one.to is not None and one.to < one.from_:
            yield Offence(
                spot=review.spot("case", (*path, "to")),
                at=f"case.{'.'.join(map(str, path))}.to",
                message=f"The last day, {day(one.to)}, is before the first, {day(one.from_)}.",
                help="Correct whichever of the two is wrong.",
            )
