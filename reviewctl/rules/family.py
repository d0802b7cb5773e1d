"""FAM: whether each person close to the subject was given what they are owed, or why not."""

from collections.abc import Iterator

from reviewctl.facts.conditions import answer
from reviewctl.facts.plan import wanted
from reviewctl.model.family import FamilyMember
from reviewctl.model.policy import Minimum
from reviewctl.model.step import cited
from reviewctl.rules.documents import uses
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import quoted


def _is_review(review: Review) -> bool:
    return review.case.decision.outcome == "review" and review.happened("decision.made")


@rule("FAM001", "minimum-neither-done-nor-explained", "error")
def minimum_open(review: Review) -> Iterator[Offence]:
    """Something that a family member is owed, with neither a date nor a reason."""
    owed = {name: one for name, one in review.kind.family.items() if _owed(review, one)}
    for person, member in review.case.family.items():
        for name, minimum in owed.items():
            if _closed(review, person, member, name):
                continue
            yield Offence(
                spot=review.spot("family", (person, name), key=True),
                at=f"family[{person}].{name}",
                citations=cited(minimum.cites),
                message=f"{quoted(person)}: {minimum.title[:1].lower()}{minimum.title[1:]}? There is neither a "
                "date nor a reason.",
                help=f'Record it: reviewctl record {review.case.id} "family[{person}].{name}" DATE. Not done? '
                f"Write the reason under not_done: {name}.",
            )


def _owed(review: Review, minimum: Minimum) -> bool:
    """Whether the review has come to where it is owed, and nothing is recorded by which it is not."""
    if not review.came_to(minimum.from_stage):
        return False
    return answer(wanted(minimum.if_), None, review.facts.timeline) != "no"


def _closed(review: Review, person: str, member: FamilyMember, name: str) -> bool:
    if review.happened(f"family[{person}].{name}") or member.not_done.get(name):
        return True
    # Who is not invited and why is FAM002's; a reason there answers for all that would follow.
    return member.invited is False


@rule("FAM002", "not-invited-without-reason", "error", "P§15")
def not_invited(review: Review) -> Iterator[Offence]:
    """A family member who was not invited, and not why."""
    for person, member in review.case.family.items():
        if member.invited is False and not member.reason:
            yield Offence(
                spot=review.spot("family", (person, "invited")),
                at=f"family[{person}].invited",
                message=f"{quoted(person)} was not invited to take part, and no reason is recorded.",
                help="Write it under reason: who was asked, what was tried.",
            )


@rule("FAM003", "no-family-recorded", "warning", "P§15", reads=("family",))
def nobody_recorded(review: Review) -> Iterator[Offence]:
    """A review for which nobody close to the subject is recorded, not even that there is nobody."""
    there = review.case.document("family") is not None
    if _is_review(review) and not review.case.family and (there or not uses(review, "family")):
        yield Offence(
            spot=review.spot("family"),
            at="family",
            message="There is to be a review, and no relative, friend or carer is recorded.",
            help="Add whoever is known. Nobody? Add a line for that: none-known, with invited: false and the "
            "reason.",
        )


@rule("FAM004", "living-subject-without-a-line", "error", "P§5")
def living_subject(review: Review) -> Iterator[Offence]:
    """A subject who is alive, of whom family.yaml does not say whether they were told."""
    if not _is_review(review) or not review.case.family:
        return
    lines = {person for person, member in review.case.family.items()}
    themselves = {
        member.subject
        for member in review.case.family.values()
        if (member.relationship or "").casefold() in ("subject", "the subject", "self")
    }
    for number, subject in enumerate(review.case.file.subjects):
        if subject.living and subject.id not in lines and subject.id not in themselves:
            yield Offence(
                spot=review.spot("case", ("subjects", number)),
                at=f"family[{subject.id}]",
                message=f"{quoted(subject.id)} is alive, and family.yaml has no line on whether they were told of "
                "the decision.",
                help=f"Add {subject.id} there, with the day they were told, or why they were not.",
            )
