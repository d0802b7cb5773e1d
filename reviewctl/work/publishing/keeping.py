"""What `identities` does: the identity register begun, locked, opened to be edited, and checked."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from reviewctl.exchange.agefile import LARGEST, sealed
from reviewctl.model.finding import EnvironmentFault, Finding, ReviewctlError
from reviewctl.model.identities import ENCRYPTED, IdentityRegister
from reviewctl.store.atomic import unwinding, write
from reviewctl.store.folder import read_regular
from reviewctl.store.identities import read_identities
from reviewctl.store.identities_kept import is_synced, lies_in_repository
from reviewctl.store.splice import splice_bytes
from reviewctl.work.desk import Desk
from reviewctl.work.publishing.identities import Secret, faulty, kept_identities
from reviewctl.work.publishing.sheet import empty_sheet, new_key
from reviewctl.work.writing import Pen

ONLY_MINE = 0o600
_RECIPIENT = re.compile(r"age1[a-z0-9]{58}")


class Locks(Struct, frozen=True):
    """What the register is locked with: a passphrase, or the public keys of those who may open it."""

    passphrase: str | None = None
    recipients: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Locks({len(self.recipients)} keys)"


class Plain(Struct, frozen=True):
    """An identity register in the clear, read and found in order: its bytes, and what is in it."""

    data: bytes
    register: IdentityRegister
    warnings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        return f"Plain({len(self.data)} bytes)"


def read_plain(file: str) -> Plain:
    """Return the identity register that a file holds in the clear.

    Raises EnvironmentFault where it cannot be read, and ReviewctlError where it has faults, told by place and kind.
    """
    try:
        data = read_regular(file, LARGEST)
    except FileNotFoundError:
        raise EnvironmentFault(
            "There is no such file.", "Name the identity register as you edited it."
        ) from None
    register, findings = read_identities(data, "FILE")
    errors = [one for one in findings if one.severity == "error"]
    if register is None or errors:
        raise faulty(errors, "Put it right in the file, then: reviewctl identities seal FILE")
    return Plain(data, register, findings)


def check_recipients(recipients: Sequence[str]) -> None:
    """Raise ReviewctlError for a public key that is none of age's, and for a secret one, without showing it."""
    if any(one.upper().startswith("AGE-SECRET-KEY") for one in recipients):
        raise ReviewctlError(
            "That is a secret key, and not a public one. It was seen on this command line: make a new one.",
            "A public key begins with age1. It stands in the key file, behind: # public key:",
        )
    if any(not _RECIPIENT.fullmatch(one) for one in recipients):
        raise ReviewctlError("A public key is not one of age's.", "It begins with age1 and is one word.")


def seal(desk: Desk, pen: Pen, plain: Plain, locks: Locks) -> Iterator[str]:
    """Lock an identity register into the register of reviews; yield what to tell.

    Raises ReviewctlError where there is no register to keep it in.
    """
    if desk.register.single is not None:
        raise ReviewctlError(
            "A single review has no place for the identity register.",
            "Go to the register that it belongs to: reviewctl -C FOLDER identities seal FILE",
        )
    told = _counted(plain.register)
    if pen.dry_run:
        yield f"{ENCRYPTED} would be written: {told}."
        yield "Nothing was written (--dry-run)."
        return
    pen.put(ENCRYPTED, sealed(_with_key(plain), passphrase=locks.passphrase, recipients=locks.recipients))
    if pen.done("identities seal"):
        yield f"Locked into {ENCRYPTED}: {told}."
        yield "  Delete that file now: it holds the names in the clear, and nobody needs it any more."
        if locks.passphrase is not None:
            yield "  Keep the passphrase where the Board keeps such things. Without it nobody can open the file."


def _with_key(plain: Plain) -> bytes:
    """Return an identity register with a key of its own, by which it is known again."""
    return plain.data if plain.register.key else splice_bytes(plain.data, ("key",), new_key())


def write_open(desk: Desk, secret: Secret, output: str) -> Iterator[str]:
    """Write the identity register in the clear, for its editor alone; yield what to tell.

    Raises ReviewctlError for a place in a repository, or where a file is, and as `identities_for` does.
    """
    target = checked_place(desk, output)
    kept = kept_identities(desk, secret)
    if not kept.was_locked:
        raise ReviewctlError(
            "The identity register is kept in the clear, outside every repository.",
            "Edit it where your configuration says.",
        )
    _written(target, kept.data)
    yield "Written: the identity register in the clear. Only you may read the file."
    yield from _copied(target)
    yield "  When you have edited it: reviewctl identities seal FILE. Then delete it, and what your editor kept of it."


def write_template(desk: Desk, output: str) -> Iterator[str]:
    """Write an identity register to be filled in, with an entry for each subject of each review; yield what to tell.

    Raises ReviewctlError for a place in a repository, or where a file is.
    """
    target = checked_place(desk, output)
    text, entries = empty_sheet(desk.register)
    _written(target, text.encode("utf-8"))
    yield f"Written: an identity register to be filled in, with {entries} {'entry' if entries == 1 else 'entries'}."
    yield from _copied(target)
    yield "  What is still missing: reviewctl identities seal FILE --dry-run"
    yield "  When it is done, lock it: reviewctl identities seal FILE. Then delete it."


def _copied(target: Path) -> Iterator[str]:
    if is_synced(target):
        yield "  By its name that folder is copied to other computers, and the names with it. Move the file elsewhere."


def checked_place(desk: Desk, output: str) -> Path:
    """Return the place for a file with names in the clear.

    Raises ReviewctlError for one in a repository or in the register, or where something is; EnvironmentFault where
    its folder is not there.
    """
    target = Path(output)
    if lies_in_repository(target, Path(desk.register.root)):
        raise ReviewctlError(
            "That place is in a repository, where names would be kept for ever.",
            "Choose one outside every repository, on a disk that is encrypted: -o ~/identities.yaml",
        )
    if os.path.lexists(target):
        raise ReviewctlError(
            "There is a file of that name already.", "Choose another name for -o FILE, or delete the old one."
        )
    if not target.parent.is_dir():
        raise EnvironmentFault("There is no such folder to write into.", "Choose another place for -o FILE.")
    return target


def _written(target: Path, data: bytes) -> None:
    with unwinding():
        write(target, data, expected=None, mode=ONLY_MINE)


def _counted(register: IdentityRegister) -> str:
    people = sum(one.is_person for one in register.identities)
    places = len(register.identities) - people
    return f"{people} {'person' if people == 1 else 'people'}" + (
        f" and {places} {'place' if places == 1 else 'places'}" if places else ""
    )
