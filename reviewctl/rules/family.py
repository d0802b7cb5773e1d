"""FAM: whether each person close to the subject was given what they are owed, or why not."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.conditions import answer
from reviewctl.facts.family import closed_for, published, unconsidered
from reviewctl.facts.plan import wanted
from reviewctl.facts.span import exact_day
from reviewctl.model.family import FamilyMember, ReadOnlyCopy
from reviewctl.model.kind import Minimum
from reviewctl.model.marks import KeyPath
from reviewctl.model.step import cited
from reviewctl.rules.documents import uses
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day, quoted


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
    # Who is not invited and why is FAM002's; a reason there answers for all that would follow.
    return review.happened(f"family[{person}].{name}") or closed_for(member, name)


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


@rule("FAM005", "invitation-not-decided", "warning", "P§15", "P§13")
def invitation_open(review: Review) -> Iterator[Offence]:
    """Somebody who is said to have caused the harm, of whom it is not decided whether to invite them."""
    for person, member in review.case.family.items():
        if member.alleged_harm and member.invited is None and not review.facts.closed:
            yield Offence(
                spot=review.spot("family", (person, "alleged_harm")),
                at=f"family[{person}].invited",
                message=f"{quoted(person)} is said to have caused the harm, and whether the person is invited to "
                "take part is not decided.",
                help="Decide it, with the Senior Investigating Officer where there is one: invited: true, or false "
                "with the reason.",
            )


@rule("FAM006", "read-only-copy-kept", "error", "P§15")
def copy_kept(review: Review) -> Iterator[Offence]:
    """A copy of the report that somebody kept before the report was public."""
    for person, number, copy in _copies(review):
        if copy.kept and copy.returned is None:
            yield Offence(
                spot=review.spot("family", (person, "copies", number, "kept")),
                at=f"family[{person}].copies.{number + 1}",
                message=f"{quoted(person)} kept a copy of the report, and the report is not public yet.",
                help="Ask for it back, tell the Independent Chair, and record the day: "
                f"reviewctl family copy {review.word} {person} --returned DATE --by ROLE.",
            )


@rule("FAM007", "read-only-copy-not-taken-back", "warning", "P§15")
def copy_out(review: Review) -> Iterator[Offence]:
    """A copy that was shown on an earlier day, of which it is not known that it came back."""
    for person, number, copy in _copies(review):
        shown = copy.shown
        if copy.kept or copy.returned is not None or shown is None or shown >= review.as_of:
            continue
        yield Offence(
            spot=review.spot("family", (person, "copies", number)),
            at=f"family[{person}].copies.{number + 1}",
            message=f"{quoted(person)} was shown the report on {day(shown)}, and that the copy was taken back is "
            "not recorded.",
            help=f"Record it: reviewctl family copy {review.word} {person} --returned DATE --by ROLE. Not given back? "
            "--kept.",
        )


def _copies(review: Review) -> Iterator[tuple[str, int, ReadOnlyCopy]]:
    """Yield the copies of a report that is not public; once it is, a copy may be kept."""
    if published(review.facts):
        return
    for person, member in review.case.family.items():
        for number, copy in enumerate(member.copies):
            yield person, number, copy


@rule("FAM008", "comment-not-considered", "warning", "P§15")
def comment_open(review: Review) -> Iterator[Offence]:
    """A comment on the report that nobody considered; an error once the report is signed off without it."""
    signed_off = review.happened("report.endorsed")
    for person, comment in unconsidered(review.case, review.as_of):
        number = review.case.family[person].comments.index(comment)
        name = comment.id or str(number + 1)
        yield Offence(
            spot=review.spot("family", (person, "comments", number)),
            at=f"family[{person}].comments[{name}]",
            message=f"Comment {name} of {quoted(person)} on the report is not considered"
            f"{', and the report is signed off' if signed_off else ''}.",
            help=f"Consider it: reviewctl family considered {review.word} {person} {name} --outcome taken-up. Where it "
            "can be, a relevant comment is taken up.",
            severity="error" if signed_off else None,
        )


@rule("FAM009", "comment-set-aside-without-reason", "warning", "P§15")
def comment_without_reason(review: Review) -> Iterator[Offence]:
    """A comment that was not taken up, or not wholly, and not why."""
    for person, member in review.case.family.items():
        for number, one in enumerate(member.comments):
            if one.considered is not None and one.outcome != "taken-up" and not one.reason:
                what = (
                    "is not recorded" if one.outcome is None else f"is {one.outcome}, and why is not recorded"
                )
                yield Offence(
                    spot=review.spot("family", (person, "comments", number)),
                    at=f"family[{person}].comments[{one.id or number + 1}]",
                    message=f"What became of comment {one.id or number + 1} of {quoted(person)} {what}.",
                    help="Write the outcome, and the reason where it was not taken up, or not wholly: the person may "
                    "ask.",
                )


@rule("FAM010", "family-in-impossible-days", "error")
def impossible_days(review: Review) -> Iterator[Offence]:
    """Something of a person that came before what it answers, or that is still to come."""
    for person, member in review.case.family.items():
        for path, first, then, fault in _pairs(member):
            if (first is not None and then < first) or then > review.today:
                what = "is still to come" if then > review.today else f"is before {day(first)}"
                yield Offence(
                    spot=review.spot("family", (person, *path)),
                    at=f"family[{person}].{path[0]}.{int(path[1]) + 1}",
                    message=f"{quoted(person)}: {fault} on {day(then)}, which {what}.",
                    help="Correct the day that is wrong.",
                )


def _pairs(member: FamilyMember) -> Iterator[tuple[KeyPath, date | None, date, str]]:
    """Yield each day that can only come after another, with that one, and what happened on it."""
    for number, one in enumerate(member.contacts):
        if one.answered_on is not None:
            asked = exact_day(one.on)
            yield ("contacts", number, "answered_on"), asked, one.answered_on, "an answer was given"
    for number, copy in enumerate(member.copies):
        if copy.shown is not None:
            yield ("copies", number, "shown"), None, copy.shown, "the report was shown"
        if copy.returned is not None:
            yield ("copies", number, "returned"), copy.shown, copy.returned, "a copy was taken back"
    for number, comment in enumerate(member.comments):
        if comment.considered is not None:
            yield (
                ("comments", number, "considered"),
                comment.on,
                comment.considered,
                "a comment was considered",
            )


@rule("FAM011", "report-shown-after-publication", "warning", "P§15")
def shown_too_late(review: Review) -> Iterator[Offence]:
    """A person who first saw the report when it was public already."""
    public = review.on("publication.date")
    for person in review.case.family if public is not None else ():
        shown = review.on(f"family[{person}].read_only_copy")
        if public is not None and shown is not None and shown > public:
            yield Offence(
                spot=review.spot("family", (person,), key=True),
                at=f"family[{person}].read_only_copy",
                message=f"{quoted(person)} was first shown the report on {day(shown)}; it was public on {day(public)}.",
                help="It is shown before, so that the person can comment on it. Correct the date, or write under "
                "not_done: read_only_copy why not.",
            )
