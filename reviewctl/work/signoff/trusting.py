"""What `signoff trust` does: whose key is trusted from when until when, and which one is trusted no more."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reviewctl.facts.calendar import today
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.statement import NAMESPACE
from reviewctl.model.trust import ALLOWED, REVOKED, Signer, Trust
from reviewctl.render.dates import long_day
from reviewctl.store.trust import BadLine, read_trust, signer_of
from reviewctl.vcs.sshkeys import LARGEST
from reviewctl.work.desk import Desk
from reviewctl.work.nearest import refuse
from reviewctl.work.unopened import opened, unopened
from reviewctl.work.writing import Pen

_HEAD = (
    "# Whose signature counts on a sign-off: a person's id of board.yaml, from when until when, and the public key.\n"
    "# A change here stands alone: no pull request changes this file and anything else.\n"
)
_REVOKED_HEAD = (
    "# Keys that are lost or stolen. No signature by one of them counts, whenever it was made.\n"
    "# A key that merely ran out is not put here: give it a last day (reviewctl signoff trust add, with --until).\n"
)


def add_signer(
    desk: Desk, pen: Pen, person: str, file: str, first: date | None, last: date | None
) -> Iterator[str]:
    """Trust a public key as a person's, from the day `first` (today) to the day `last`, both included.

    A key that is trusted already gets the new days. Raises ReviewctlError for somebody board.yaml does not know, a
    file that is no public key, or a key that is another person's or revoked.
    """
    _refuse_stranger(desk, person)
    line = _line(person, _public(file), first, last)
    made = _checked(line)
    trust = read_trust(pen.ahead().tree)
    if any(one.principal != person for one in trust.of_key(made.key)):
        raise ReviewctlError(
            "This key is trusted as another person's already, and one key is one person's.",
            "Make a key of their own: ssh-keygen -t ed25519-sk, or -t ed25519 without a security key.",
        )
    if made.key in trust.revoked:
        raise ReviewctlError("This key was revoked, and stays so.", "Make a new one: ssh-keygen -t ed25519")
    pen.edit(ALLOWED, lambda data: _with_line(data, line, {one.line for one in trust.of_key(made.key)}))
    if pen.done(f"trust: a key of {person}"):
        yield f"{person}: trusted to sign with {made.fingerprint}"
        yield from _days(made)
        yield "  Does it match what the person reads out? ssh-keygen -l -f KEYFILE.pub"


def revoke_signer(desk: Desk, pen: Pen, person: str) -> Iterator[str]:
    """Trust no signature by a person's keys any more, whenever it was made.

    Raises ReviewctlError where none is trusted, or all were revoked before.
    """
    trust = read_trust(pen.ahead().tree)
    theirs = [one for one in trust.of_person(person) if one.key not in trust.revoked]
    if not theirs:
        raise _none_left(trust, person)
    lines = "".join(f"{one.key_type} {one.key} {person}\n" for one in theirs)
    pen.edit(REVOKED, lambda data: _after(data if data is not None else _REVOKED_HEAD.encode(), lines))
    if pen.done(f"trust: the keys of {person} revoked"):
        for one in theirs:
            yield f"{person}: no signature by {one.fingerprint} counts any more"
        yield "  What rested on one is shown by: reviewctl signoff status"


def _none_left(trust: Trust, person: str) -> ReviewctlError:
    """Return the error where no key of a person is left to be revoked."""
    if trust.of_person(person):
        return ReviewctlError(
            f"The keys of {person} were revoked already, and stay so.",
            f"A new one: ssh-keygen -t ed25519, and reviewctl signoff trust add {person} KEYFILE.pub",
        )
    known = sorted({one.principal for one in trust.signers})
    none = "" if known else "No key of anybody is trusted yet: reviewctl signoff trust add PERSON KEYFILE.pub"
    return refuse("trusted key of", person, known, none)


def _refuse_stranger(desk: Desk, person: str) -> None:
    board = desk.register.board
    if board.person(person) is None:
        raise refuse("person", person, [one.id for one in board.people], inside="board.yaml")


def _public(file: str) -> str:
    """Return the type and the key of a public key file, without its comment, which may hold a name."""
    try:
        with opened(file) as stream:
            text = stream.read(LARGEST).decode("utf-8", "replace")
    except OSError as fault:
        raise unopened(fault) from None
    words = text.split()
    if "PRIVATE" in text[:60]:
        raise ReviewctlError(
            "That is a private key, which nobody but its owner may have.", "Give the file that ends in .pub."
        )
    if len(words) < 2 or not re.match(r"(sk-)?(ssh|ecdsa)-", words[0]):
        raise ReviewctlError("That file is no public key.", "Give the file that ends in .pub.")
    return f"{words[0]} {words[1]}"


def _line(person: str, key: str, first: date | None, last: date | None) -> str:
    start = first or today()
    if last is not None and last < start:
        raise ReviewctlError(
            f"The last day, {long_day(last)}, is before the first, {long_day(start)}.",
            "Give --from and --until in that order.",
        )
    if last == date.max:
        last = None  # No day comes after it, so that this is no limit.
    after = f'valid-after="{_eight(start)}"'
    # ssh-keygen reads valid-before as the moment at which a key is no longer valid.
    before = f',valid-before="{_eight(last + timedelta(days=1))}"' if last is not None else ""
    return f'{person} namespaces="{NAMESPACE}",{after}{before} {key}'


def _eight(day: date) -> str:
    return day.isoformat().replace("-", "")


def _checked(line: str) -> Signer:
    try:
        return signer_of(line, 0)
    except BadLine as fault:
        raise ReviewctlError(str(fault), "Give the file that ends in .pub, as ssh-keygen wrote it.") from None


def _with_line(data: bytes | None, line: str, instead_of: set[int]) -> bytes:
    """Return the file with a line at its end, in the place of those with these numbers."""
    # As bytes, and counted as they are read: only a line feed ends a line, and what cannot be read stays as it is.
    lines = (data if data is not None else _HEAD.encode()).split(b"\n")
    kept = [one for number, one in enumerate(lines, 1) if number not in instead_of]
    return _after(b"\n".join(kept), f"{line}\n")


def _after(data: bytes, lines: str) -> bytes:
    return data + (b"\n" if data and not data.endswith(b"\n") else b"") + lines.encode()


def _days(made: Signer) -> Iterator[str]:
    if made.valid_after is not None:
        until = f" until {long_day(made.valid_before - timedelta(days=1))}" if made.valid_before else ""
        yield f"  from {long_day(made.valid_after)}{until}"
