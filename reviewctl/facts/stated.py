"""What each statement of a sign-off comes to on a day: whether it counts, or why it does not."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.approvers import barred_as, held, is_of
from reviewctl.facts.words import plain
from reviewctl.model.board import Board
from reviewctl.model.kind import SignoffRule
from reviewctl.model.review import Case
from reviewctl.model.signoff import Manifest, RequestFile, Stated, StatementFile, StatementState
from reviewctl.model.statement import Statement

DISTRUST = ("unreadable", "replayed", "chain-broken", "back-dated", "bad-signature")
"""What keeps a sign-off from being complete while it lies there: nobody can say what it was before."""

_ARMOUR = b"-----BEGIN SSH SIGNATURE-----"

Verdict = tuple[StatementState, str]


class Place(Struct, frozen=True):
    """One sign-off of a case under judgement: the rule, what is there to be signed off, and what was said of it."""

    what: str
    item: str
    rule: SignoffRule
    case: Case
    board: Board | None
    as_of: date
    manifest: Manifest
    request: RequestFile | None
    files: tuple[StatementFile, ...]


def judged_of(place: Place) -> tuple[Stated, ...]:
    """Return each statement of a sign-off with what it comes to by itself, in the order of their numbers.

    Whether it fills a seat is another question: one that counts here may find its seat filled.
    """
    by_person: dict[str, list[StatementFile]] = {}
    for file in sorted(place.files, key=lambda one: (one.number, one.path)):
        by_person.setdefault(file.person, []).append(file)
    verdicts = {file.path: one for theirs in by_person.values() for file, one in _of_person(theirs, place)}
    return tuple(_stated(file, verdicts[file.path]) for file in place.files)


def _stated(file: StatementFile, verdict: Verdict) -> Stated:
    said = file.statement
    return Stated(
        file=file,
        role=said.role if said is not None else "",
        person=file.person,
        decision=said.decision if said is not None else "",
        on=said.on if said is not None else None,
        assurance=said.assurance if said is not None else "",
        state=verdict[0],
        reason=verdict[1],
    )


def _of_person(theirs: list[StatementFile], place: Place) -> Iterator[tuple[StatementFile, Verdict]]:
    """Yield what each statement of one person comes to, in the order of their numbers."""
    faults = _faults(theirs, place)
    for number, file in enumerate(theirs):
        said = file.statement
        fault = faults[number]
        if fault is not None or said is None:
            yield file, fault or _unreadable(file)
            continue
        later = [
            (other, faults[number + 1 + step])
            for step, other in enumerate(theirs[number + 1 :])
            if other.statement is None or other.statement.on <= place.as_of
        ]
        yield file, _ahead(said, place) or _overtaken(said, later) or _verdict(file, said, place)


def _faults(theirs: list[StatementFile], place: Place) -> list[Verdict | None]:
    """Return of each statement of one person why it cannot be relied on, or None."""
    found: list[Verdict | None] = []
    whole, before = True, None
    for file in theirs:
        said = file.statement
        expected = before.sha256 if before is not None else None
        whole = whole and said is not None and said.previous == expected
        found.append(_fault(file, before, whole, place))
        before = file
    return found


def _fault(file: StatementFile, before: StatementFile | None, whole: bool, place: Place) -> Verdict | None:
    said = file.statement
    if said is None:
        return _unreadable(file)
    if (said.case, said.what, said.item or "", said.person) != (
        place.case.id,
        file.what,
        file.item,
        file.person,
    ):
        return "replayed", "It was made for another review, sign-off or person, and copied here."
    if not whole:
        return (
            "chain-broken",
            "It does not follow on from what this person said before: something was changed or taken out.",
        )
    if before is not None and before.statement is not None and said.on < before.statement.on:
        return "back-dated", "It is dated before the statement that it follows."
    if file.signature is not None and _is_bad(file):
        why = file.signed.why if file.signed is not None else ""
        return "bad-signature", why or "What lies beside it is no signature of this statement."
    return None


def _unreadable(file: StatementFile) -> Verdict:
    return "unreadable", f"It cannot be relied on: {file.fault or 'nobody can say what is wrong with it'}."


def _is_bad(file: StatementFile) -> bool:
    if file.signed is not None:
        return file.signed.outcome == "bad-signature"
    return not (file.signature or b"").startswith(_ARMOUR)


def _ahead(said: Statement, place: Place) -> Verdict | None:
    return ("ahead", f"It is dated {plain(said.on)}, still to come.") if said.on > place.as_of else None


def _overtaken(said: Statement, later: list[tuple[StatementFile, Verdict | None]]) -> Verdict | None:
    """Return that a statement stands no more because of a later one by the same person, or None.

    To take back, or to reject, ends whatever was said before; so does what cannot be relied on, for nobody can
    say what it was. To approve in the same role replaces it, unless it is the same said again.
    """
    for other, fault in later:
        newer = other.statement
        if newer is None or fault is not None:
            return "replaced", "This person said something later that cannot be relied on."
        if newer.decision == "withdraw":
            return "withdrawn", f"It was taken back on {plain(newer.on)}."
        same = (newer.role, newer.decision, newer.digest) == (said.role, said.decision, said.digest)
        if newer.decision == "reject" or (newer.role == said.role and not same):
            return "replaced", f"A later statement, of {plain(newer.on)}, stands in its place."
    return None


def _verdict(file: StatementFile, said: Statement, place: Place) -> Verdict:
    if said.decision == "withdraw":
        return "withdrawn", "It takes back what this person had said before."
    return (
        _of_role(said, place)
        or _of_signature(file, said, place.rule)
        or _of_text(said, place)
        or (("rejected", "It rejects the text as it is.") if said.decision == "reject" else ("counts", ""))
    )


def _of_role(said: Statement, place: Place) -> Verdict | None:
    rule = place.rule
    if said.role not in rule.roles:
        return (
            "role-not-asked",
            f"The policy does not ask {said.role} for it, but {' and '.join(rule.roles)}.",
        )
    if said.role not in held(said.person, place.case, place.board, said.on):
        return "role-not-held", f"On {plain(said.on)} {said.person} did not hold the role {said.role}."
    if not is_of(said.person, rule, place.item, place.board):
        return "role-not-held", f"By board.yaml {said.person} is not of {place.item}, so cannot sign for it."
    barred = barred_as(said.person, rule, place.item, place.case, place.board, said.on)
    if barred is not None:
        return (
            "barred",
            f"{said.person} is {barred} here, and the policy does not let that role approve it.",
        )
    return None


def _of_signature(file: StatementFile, said: Statement, rule: SignoffRule) -> Verdict | None:
    if rule.assurance == "signed" and said.assurance != "signed":
        return "not-signed", "The policy wants it signed, and it was only recorded."
    if said.assurance == "signed" and file.signature is None:
        return "not-signed", "It says that it is signed, and there is no signature beside it."
    if file.signature is None:
        return None
    checked = file.signed
    if checked is None or checked.outcome == "not-checked":
        why = (checked.why if checked is not None else "") or "Its signature has not been checked."
        return ("not-checked", why) if said.assurance == "signed" else None
    return None if checked.outcome == "good" else (checked.outcome, checked.why)


def _of_text(said: Statement, place: Place) -> Verdict | None:
    if place.manifest.lacking:
        return "stale", f"What it is about is not all there: {', '.join(place.manifest.lacking)}."
    if said.digest != place.manifest.digest:
        return "stale", "What it is about has changed since."
    if place.rule.once and not _is_of_request(said, place.request):
        return (
            "stale",
            "It was given before this was last asked for, and does not come back with the old text.",
        )
    return None


def _is_of_request(said: Statement, file: RequestFile | None) -> bool:
    """Whether a statement answers the request that there is now: the same text, and not said before it."""
    request = file.request if file is not None else None
    return request is not None and request.digest == said.digest and request.on <= said.on


def rejects(one: Stated, place: Place) -> bool:
    """Whether a statement is a rejection of the text as it is by somebody who is asked.

    Whether its signature is good is no matter: to damage a signature must not clear a rejection away.
    """
    said = one.file.statement
    if one.decision != "reject" or said is None or one.state in ("withdrawn", "replaced", "ahead"):
        return False
    return _of_role(said, place) is None and said.digest == place.manifest.digest
