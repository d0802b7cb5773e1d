"""STR: the people whom a review is about."""

from collections.abc import Iterator

from reviewctl.rules.engine import Offence, Review, rule

_FULL = len("1982-03-14")


@rule("STR085", "birth-date-in-full", "warning")
def birth_date_in_full(review: Review) -> Iterator[Offence]:
    """A subject's day of birth, where the month or the year would do."""
    for number, subject in enumerate(review.case.file.subjects):
        if subject.born is not None and "/" not in subject.born and len(subject.born) >= _FULL:
            yield Offence(
                spot=review.spot("case", ("subjects", number, "born")),
                at=f"subjects[{subject.id}].born",
                message=f"The whole birth date of {subject.id} is in the record, and git keeps it for ever.",
                help="The month or the year is enough to work out an age: write it as 1982-03 or 1982.",
            )
