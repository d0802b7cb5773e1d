"""SGN: whether each statement of a sign-off is what it says it is, and by somebody who may make it."""

from collections.abc import Iterator

from reviewctl.model.finding import Spot
from reviewctl.model.signoff import Signoff, Stated, StatementState
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.signoff import asked, at_of
from reviewctl.rules.words import day, listed

_RESTORE = (
    "Take it back from git: git restore --source=COMMIT FILE. "
    "A statement is never changed: the next one replaces it."
)
_NOT_COUNTED = "It does not count"


def _each(review: Review, *states: StatementState) -> Iterator[tuple[Signoff, Stated]]:
    for signoff in asked(review):
        for one in signoff.statements:
            if one.state in states:
                yield signoff, one


def _offence(signoff: Signoff, one: Stated, message: str, help: str) -> Offence:
    return Offence(
        spot=Spot(one.file.path),
        at=at_of(signoff),
        citations=signoff.citations,
        message=message,
        help=help,
    )


@rule("SGN001", "statement-unreadable", "error")
def unreadable(review: Review) -> Iterator[Offence]:
    """A statement whose file cannot be relied on: while it lies there the sign-off is not complete."""
    for signoff, one in _each(review, "unreadable"):
        yield _offence(
            signoff, one, f"This statement on {signoff.key} cannot be relied on: {one.file.fault}.", _RESTORE
        )


@rule("SGN002", "statement-not-where-it-belongs", "error")
def replayed(review: Review) -> Iterator[Offence]:
    """A statement made for another review, sign-off or person."""
    for signoff, one in _each(review, "replayed"):
        yield _offence(
            signoff,
            one,
            f"This statement was made for another review, sign-off or person, and is no approval of {signoff.key}.",
            f"Delete the copy. To record an approval here: reviewctl signoff record {review.case.id} {signoff.typed}",
        )


@rule("SGN003", "statement-chain-broken", "error")
def chain_broken(review: Review) -> Iterator[Offence]:
    """A statement that does not follow on from what the same person said before, or that came before it."""
    for signoff, one in _each(review, "chain-broken", "back-dated"):
        what = (
            "is dated before the one that it follows"
            if one.state == "back-dated"
            else "does not follow on from what they said before: one was changed, taken out or put in between"
        )
        yield _offence(signoff, one, f"This statement by {one.person} on {signoff.key} {what}.", _RESTORE)


@rule("SGN004", "statement-still-to-come", "error")
def ahead(review: Review) -> Iterator[Offence]:
    """A statement dated on a day that is still to come."""
    for signoff, one in _each(review, "ahead"):
        if one.on is not None and one.on > review.today:
            yield _offence(
                signoff,
                one,
                f"This statement by {one.person} on {signoff.key} is dated {day(one.on)}, still to come.",
                "Nobody approves on a day that has not come. Take it out, and record it with the day of the minutes.",
            )


@rule("SGN006", "statement-role-not-asked", "error")
def role_not_asked(review: Review) -> Iterator[Offence]:
    """A statement in a role that the policy does not ask for."""
    for signoff, one in _each(review, "role-not-asked"):
        wanted = listed(tuple(dict.fromkeys(seat.role for seat in signoff.required)))
        yield _offence(
            signoff,
            one,
            f"{_NOT_COUNTED}: {signoff.key} is approved by {wanted}, and this was said as {one.role}.",
            "If the person holds a role that is asked for, record it again with that role; the next statement "
            "replaces this one.",
        )


@rule("SGN007", "statement-role-not-held", "error")
def role_not_held(review: Review) -> Iterator[Offence]:
    """A statement by somebody who did not hold the role on that day."""
    for signoff, one in _each(review, "role-not-held"):
        yield _offence(
            signoff,
            one,
            f"{_NOT_COUNTED} for {signoff.key}. {one.reason}",
            "If they did hold it, put from and to right in board.yaml or panel.yaml; else have who held it approve.",
        )


@rule("SGN008", "statement-by-the-author", "error")
def barred(review: Review) -> Iterator[Offence]:
    """An approval by somebody who may not give it, such as the author of what is approved."""
    for signoff, one in _each(review, "barred"):
        yield _offence(
            signoff,
            one,
            f"{_NOT_COUNTED} for {signoff.key}. {one.reason}",
            "Have another person who holds the role approve it.",
        )


@rule("SGN009", "one-person-two-seats", "note")
def two_seats(review: Review) -> Iterator[Offence]:
    """A second approval by one person: a person counts once, whatever roles they hold."""
    for signoff, one in _each(review, "not-needed"):
        if signoff.state != "complete":
            yield _offence(
                signoff,
                one,
                f"{one.person} approved {signoff.key} twice, and one person fills one seat.",
                "Have another person approve it in the other role.",
            )


@rule("SGN010", "statement-not-signed", "error")
def not_signed(review: Review) -> Iterator[Offence]:
    """An approval that was only recorded where the policy, or the statement itself, wants a signature."""
    for signoff, one in _each(review, "not-signed"):
        yield _offence(
            signoff,
            one,
            f"{_NOT_COUNTED} for {signoff.key}. {one.reason}",
            f"Have the person sign it: reviewctl signoff sign {review.case.id} {signoff.typed}",
        )


_MEND_SIGNATURE: dict[StatementState, str] = {
    "bad-signature": "Take both files back from git: git restore --source=COMMIT FILE. Or have it signed again.",
    "wrong-namespace": "Have it signed with reviewctl signoff sign, which signs for this purpose alone.",
    "unknown-key": "If it is theirs, whoever keeps trust/ adds it: reviewctl signoff trust add PERSON KEY.pub",
    "revoked": "Have it signed again with a key that is still trusted.",
    "key-not-valid-then": "Have it signed again with a key that is valid on the day of the statement.",
    "another-person": "Each person signs with a key of their own: have it signed again.",
}


@rule("SGN011", "signature-not-good", "error")
def not_good(review: Review) -> Iterator[Offence]:
    """A signature that is damaged, of another purpose, or by a key that does not count for this person then."""
    for signoff, one in _each(review, *_MEND_SIGNATURE):
        yield _offence(
            signoff,
            one,
            f"The signature by {one.person} on {signoff.key} is not good: {one.reason}",
            _MEND_SIGNATURE[one.state],
        )


@rule("SGN012", "signature-not-checked", "warning")
def not_checked(review: Review) -> Iterator[Offence]:
    """A signature that nobody could check here, so that it does not count here."""
    for signoff, one in _each(review, "not-checked"):
        yield _offence(
            signoff,
            one,
            f"The signature by {one.person} on {signoff.key} was not checked: {one.reason}",
            "Install OpenSSH (its program ssh-keygen), and look again: reviewctl validate",
        )
