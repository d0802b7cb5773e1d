"""One person's statement of a text: made, and refused at once where it would not count."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.review import Case
from reviewctl.model.signoff import Signoff, Stated, StatementFile
from reviewctl.model.statement import STATEMENT, Assurance, Decision, Request, Statement, canonical
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import listed, role_title
from reviewctl.work.neutral import checked_words
from reviewctl.work.signoff.arrival import arrived
from reviewctl.work.signoff.holders import holders_of, roles_of
from reviewctl.work.signoff.meant import Meant
from reviewctl.work.signoff.places import Ground
from reviewctl.work.signoff.refusing import refusal
from reviewctl.work.signoff.views import View, request_in, statements_in

Changes = dict[str, bytes | None]

Signer = Callable[[bytes], bytes]
_TAKEN = {
    "approve": ("counts",),
    # A no is always taken, whatever has become of the text and whether it is signed or not.
    "reject": ("rejected", "not-signed", "stale"),
    "withdraw": ("withdrawn",),
}
"""The states in which a statement is recorded; in any other it would not count, and is refused."""


class Saying(Struct, frozen=True, kw_only=True):
    """What a person asked to be recorded; `role` may be left out where the person held one of those asked alone."""

    case: str
    what: str
    item: str | None
    person: str
    role: str | None
    on: date | None
    decision: Decision
    minute: str | None
    same_text: str | None


class Made(Struct, frozen=True):
    """A statement that counts: its files, itself, how the sign-off stands with it, and anything to know of it."""

    files: Changes
    statement: Statement
    signoff: Signoff
    stated: Stated


def moved(one: Meant) -> ReviewctlError:
    """Return the error where the text is no more the one that was asked about."""
    return ReviewctlError(
        f"The text of {one.key} has changed since it was asked for: an approval would be of words that are gone.",
        f"Ask anew for the text as it is: reviewctl signoff request {one.typed}",
    )


def request_of(case: Case, one: Meant) -> Request:
    """Return the request that is answered. Raises ReviewctlError where there is none."""
    found = request_in(case, one)
    if found is None:
        raise ReviewctlError(
            f"Nobody was asked to sign off {one.key} yet.",
            f"First: reviewctl signoff request {one.typed}",
        )
    if found.request is None:
        raise ReviewctlError(
            f"{found.path} cannot be relied on: {found.fault}.",
            f"Ask anew: reviewctl signoff request {one.typed}",
        )
    return found.request


def statement_of(
    view: View,
    facts: Facts,
    one: Meant,
    ground: Ground,
    asked: Saying,
    kept: Changes,
    sign: Signer | None,
    newest: str,
) -> Made:
    """Return the statement with its files. Raises ReviewctlError where it would not count."""
    case = view.case(kept)
    request = request_of(case, one)
    before = _before(case, one, asked.person)
    on = asked.on or today()
    said = Statement(
        schema=STATEMENT,
        case=one.case,
        what=one.what,
        item=one.item or None,
        role=_role(facts, one, asked, before, on),
        person=asked.person,
        decision=asked.decision,
        assurance=_assurance(one, asked, sign),
        digest=_digest(request, before, asked),
        on=on,
        minute=_words(asked.minute),
        same_text=_words(asked.same_text),
        previous=before.sha256 if before is not None else None,
    )
    _refuse_repeated(one, said, before)
    if said.decision == "approve" and view.manifest(one, kept).digest != request.digest:
        raise moved(one)
    _refuse_back_dated(view, one, ground, kept, said, newest)
    return _judged(view, facts, one, case, kept, said, sign)


def _words(text: str | None) -> str | None:
    return checked_words(text) or None if text is not None else None


def _before(case: Case, one: Meant, person: str) -> StatementFile | None:
    """Return what a person said last of a sign-off."""
    theirs = [each for each in statements_in(case, one) if each.person == person]
    return theirs[-1] if theirs else None


def _role(facts: Facts, one: Meant, asked: Saying, before: StatementFile | None, on: date) -> str:
    """Return the role in which it is said: as typed, else that in which the person spoke, else the one they held."""
    if asked.role is not None:
        return asked.role
    if asked.decision == "withdraw" and before is not None and before.statement is not None:
        return before.statement.role
    held = roles_of(facts, one, asked.person, on)
    if len(held) == 1:
        return held[0]
    if held:
        raise ReviewctlError(
            f"{asked.person} held {listed(held)} on {long_day(on)}: in which role is it said?",
            f"Add one of them: {' or '.join(f'--role {role}' for role in held)}",
        )
    raise _nobody(facts, one, asked.person, on)


def _nobody(facts: Facts, one: Meant, person: str, on: date) -> ReviewctlError:
    titles = [role_title(facts.plan.pack, role) for role in one.rule.roles]
    return ReviewctlError(
        f"{person} held none of the roles that are asked on {long_day(on)}: {listed(titles)}.",
        may_still(facts, one, one.rule.roles, on)
        or "Nobody held any of them on that day. Put the day right: --on DATE · or enter who held them, from when to "
        "when: board.yaml under roles, or panel.yaml",
    )


def may_still(facts: Facts, one: Meant, seats: tuple[str, ...], on: date) -> str:
    """Return a sentence that says by whom each of the seats could be filled on a day; "" where by nobody."""
    found = [
        f"{' or '.join(role_title(facts.plan.pack, role) for role in seat.split(' or '))}: {', '.join(people)}"
        for seat in dict.fromkeys(seats)
        if (people := holders_of(facts, one, seat, on))
    ]
    return f"It could be said by: {'; '.join(found)}." if found else ""


def _assurance(one: Meant, asked: Saying, sign: Signer | None) -> Assurance:
    """Return how sure it is to be. Raises ReviewctlError where the policy asks for more than is given."""
    if sign is not None:
        return "signed"
    if one.rule.assurance == "signed" and asked.decision == "approve":
        raise ReviewctlError(
            f"The policy wants {one.key} signed, and a line about the minutes is no signature.",
            f"The person signs: reviewctl signoff sign {one.typed} --person {asked.person}",
        )
    if not (asked.minute or "").strip():
        raise ReviewctlError(
            "On what does it rest?", 'Name the minute or the message: --minute "Board, 3 June 2026, item 4"'
        )
    return "recorded"


def _digest(request: Request, before: StatementFile | None, asked: Saying) -> str:
    """Return the digest of what is spoken of: what is asked about; to take back, what was approved."""
    if asked.decision == "withdraw" and before is not None and before.statement is not None:
        return before.statement.digest
    return request.digest


def _refuse_repeated(one: Meant, said: Statement, before: StatementFile | None) -> None:
    had = before.statement if before is not None else None
    if said.decision == "withdraw" and (had is None or had.decision == "withdraw"):
        raise ReviewctlError(
            f"{said.person} has said nothing of {one.key} that could be taken back.",
            f"What was said: reviewctl signoff status {one.typed}",
        )
    same = had is not None and (had.decision, had.role, had.digest) == (said.decision, said.role, said.digest)
    # A signature beside a line about the minutes counts for nothing more, but where the policy wants one.
    enough = had is not None and had.assurance == "recorded" and one.rule.assurance != "signed"
    if had is not None and same and (said.assurance == had.assurance or enough):
        raise ReviewctlError(
            f"{said.person} has said so already, on {long_day(had.on)}, of the same text.",
            f"What was said: reviewctl signoff status {one.typed}",
        )


def _refuse_back_dated(
    view: View, one: Meant, ground: Ground, kept: Changes, said: Statement, newest: str
) -> None:
    """Raise ReviewctlError where an approval is older than the text: nobody can have read it then."""
    if said.decision != "approve" or said.same_text is not None:
        return
    came = arrived(ground, one, view.manifest(one, kept), newest)
    if came is not None and said.on < came[0]:
        raise ReviewctlError(
            f"The text of {one.key} came into the record on {long_day(came[0])}, and the approval is dated "
            f"{long_day(said.on)}: before it.",
            'If the same words were approved then, say how that is known: --same-text "the paper sent out on …"',
        )


def _judged(
    view: View,
    facts: Facts,
    one: Meant,
    case: Case,
    kept: Changes,
    said: Statement,
    sign: Signer | None,
) -> Made:
    data = canonical(said)
    path = f"{one.place}/{_number(case, one):02}-{said.person}.json"
    if sign is None:
        return _standing_with(view, facts, one, kept, {path: data}, said)
    # Nobody is to touch a security key for a statement that would not count for another reason.
    _standing_with(view, facts, one, kept, {path: data}, said, lacking="not-signed")
    return _standing_with(view, facts, one, kept, {path: data, f"{path}.sig": sign(data)}, said)


def _standing_with(
    view: View,
    facts: Facts,
    one: Meant,
    kept: Changes,
    files: Changes,
    said: Statement,
    lacking: str = "",
) -> Made:
    """Return how the sign-off stands with a statement. Raises ReviewctlError where that does not count.

    `lacking` is the one state, besides that of what counts, in which it may be for now.
    """
    path = next(iter(files))
    signoff = view.signoff(one, kept | files)
    stated = next((each for each in signoff.statements if each.file.path == path), None) if signoff else None
    if signoff is None or stated is None:
        raise EnvironmentFault(
            f"{one.key} cannot be worked out as it stands.", f"reviewctl validate {one.case}"
        )
    if stated.state not in (*_TAKEN[said.decision], lacking):
        raise refusal(facts, one, stated)
    return Made(files, said, signoff, stated)


def _number(case: Case, one: Meant) -> int:
    """Return the next number of a statement: two people in two branches may come to the same."""
    return max((each.number for each in statements_in(case, one)), default=0) + 1
