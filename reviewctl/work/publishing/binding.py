"""With which identity register a review is searched: said once in the record, so that another one is noticed.

What is recorded is a sum that only the register's own key can make. A plain sum of a few names could be guessed: by
whoever tries the names of all who died in a borough in one year.
"""

import hmac
from collections.abc import Iterator

import msgspec

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import Finding, ReviewctlError, Spot
from reviewctl.model.identities import IdentityRegister
from reviewctl.rules.clearing import ANOTHER_REGISTER
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.desk import Desk
from reviewctl.work.publishing.identities import Secret, identities_for
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.writing import Pen

_NO_KEY = (
    "Lock it, which gives it one: reviewctl identities seal FILE. Or copy the line that begins with key: out of a new "
    "one: reviewctl identities template -o FILE"
)


def mark_of(identities: IdentityRegister) -> str | None:
    """Return by what an identity register is known again: 64 hexadecimal digits; None where it has no key of its own.

    The order of its entries, and what is left blank, make no difference. All else does.
    """
    if identities.key is None:
        return None
    lines = sorted(_said(one) for one in identities.identities)
    own = b"\n".join((*lines, b"public", _said(sorted(identities.public))))
    return hmac.new(bytes.fromhex(identities.key), own, "sha256").hexdigest()


def _said(record: object) -> bytes:
    return msgspec.json.encode(_without_blanks(msgspec.to_builtins(record)), order="sorted")


def _without_blanks(value: object) -> object:
    """Return a value without what says nothing, so that a key which is new in a later release changes no sum."""
    if isinstance(value, dict):
        return {
            key: _without_blanks(item) for key, item in value.items() if item not in (None, False, [], {})
        }
    return [_without_blanks(item) for item in value] if isinstance(value, list) else value


def another_register(facts: Facts, identities: IdentityRegister) -> Iterator[Finding]:
    """Yield that a review is searched with another identity register than the one on record, or that none is."""
    kept, mark = facts.case.publication.searched_with, mark_of(identities)
    if kept is not None and kept != mark:
        yield ANOTHER_REGISTER.finding(
            _spot(facts),
            "The identity register is another one than that with which this review was to be searched, or it was "
            "changed since then.",
            case=facts.case.id,
            help="Is it an old copy, or another office's? Use the right one. Was somebody added to it, or a name? "
            f"Then say that it is this one now: reviewctl publish bind {facts.case.id}"
            if mark is not None
            else f"Use the one that was. Is this the right one, it wants a key of its own. {_NO_KEY}",
        )
    elif kept is None:
        yield ANOTHER_REGISTER.finding(
            _spot(facts),
            "It is not on record with which identity register this review is searched, so nobody would notice "
            "another one, in which names are missing.",
            case=facts.case.id,
            severity="warning",
            help="Say that it is this one, best before publication is signed off: "
            f"reviewctl publish bind {facts.case.id}"
            if mark is not None
            else f"It wants a key of its own, to be known again. {_NO_KEY}",
        )


def _spot(facts: Facts) -> Spot:
    document = facts.case.document("publication")
    return (
        document.spot(("searched_with",), key=True)
        if document is not None
        else Spot(facts.case.folder or ".")
    )


def bind(desk: Desk, pen: Pen, word: str, secret: Secret) -> Iterator[str]:
    """Record with which identity register a review is searched; yield what to tell.

    Raises ReviewctlError for an identity register without a key of its own, and as `identities_for` does.
    """
    facts = case_facts(desk, word)
    mark = mark_of(identities_for(desk, secret))
    if mark is None:
        raise ReviewctlError(
            "The identity register has no key of its own, by which it could be known again.", _NO_KEY
        )
    kept = facts.case.publication.searched_with
    if kept == mark:
        yield f"{facts.case.id}: that it is searched with this identity register is on record already."
        return

    def change(data: bytes | None) -> bytes:
        text = data or document_text("publication", facts.plan.kind.type, {}).encode("utf-8")
        return splice_bytes(text, ("searched_with",), mark)

    pen.edit(place_of(facts, "publication"), change)
    if pen.done(f"{facts.case.id}: publish bind"):
        was = "another one, or this one before it was changed" if kept is not None else "none on record"
        yield f"{facts.case.id}: searched with the identity register as it is now (before: {was})."
        yield "  When somebody is added to it, say so again. What is recorded holds nothing of what stands in it."
