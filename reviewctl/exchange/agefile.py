"""Files encrypted with age (age-encryption.org/v1): opened and sealed in memory. The one door to pyrage.

Nothing is written here, and what a message says holds neither a key nor a byte of what is inside.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reviewctl.model.trouble import ReviewctlError

if TYPE_CHECKING:
    from pyrage import x25519

LARGEST = 4 * 1024 * 1024
"""More than any register of identities has; a larger file is not looked into."""
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_AGE = b"age-encryption.org/v1\n"
_PASSPHRASE = b"-> scrypt "
_IDENTITY = "AGE-SECRET-KEY-1"


def needs_passphrase(data: bytes) -> bool:
    """Return whether an age file is opened with a passphrase, and not with a key.

    Raises ReviewctlError for what is no age file.
    """
    _check(data)
    return data.removeprefix(_AGE).startswith(_PASSPHRASE)


def opened(data: bytes, *, passphrase: str | None = None, key_file: str | None = None) -> bytes:
    """Return what an age file holds, with a passphrase or with the text of a file of X25519 keys (`age-keygen`).

    Raises ReviewctlError, with a hint and no value, where the file is none of age's or the secret does not open it.
    """
    import pyrage

    wants_passphrase = needs_passphrase(data)
    if wants_passphrase and passphrase is None:
        raise ReviewctlError("The identity register is locked with a passphrase, and none was given.", _ASK)
    if not wants_passphrase and key_file is None:
        raise ReviewctlError("The identity register is locked with a key, and no key file was given.", _KEY)
    try:
        if wants_passphrase:
            return pyrage.passphrase.decrypt(data, passphrase or "")
        return pyrage.decrypt(data, list(_identities(key_file or "")))
    except pyrage.DecryptError:
        what = "passphrase" if wants_passphrase else "key file"
        raise ReviewctlError(f"The identity register cannot be opened with this {what}.", _WRONG) from None


_ASK = "Whoever keeps the register knows its passphrase. It is asked for, and never written down here."
_KEY = "Name your key file in the configuration of reviewctl: the file that age-keygen made for you."
_WRONG = "Check that it is the right one, and that the file came whole. Nobody can open it without."


def sealed(data: bytes, *, passphrase: str | None = None, recipients: Sequence[str] = ()) -> bytes:
    """Return bytes encrypted for a passphrase, or for those who hold the keys to some public keys (`age1…`).

    Raises ReviewctlError where neither or both are given, or a public key is none.
    """
    import pyrage

    if (passphrase is None) == (not recipients):
        raise ReviewctlError(
            "A register is sealed with a passphrase or for public keys: give one of the two."
        )
    if passphrase is not None:
        return pyrage.passphrase.encrypt(data, passphrase)
    try:
        keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    except pyrage.RecipientError:
        raise ReviewctlError(
            "A public key is not one of age's.", "It begins with age1 and is one word."
        ) from None
    return pyrage.encrypt(data, keys)


def _identities(key_file: str) -> "Iterator[x25519.Identity]":
    """Yield the keys of a key file, whose other lines are remarks."""
    import pyrage

    lines = [line.strip() for line in key_file.splitlines()]
    keys = [line for line in lines if line.upper().startswith(_IDENTITY)]
    if not keys:
        raise ReviewctlError(
            "The key file holds no key of age's.", "It has a line that begins with AGE-SECRET-KEY-1."
        )
    try:
        for key in keys:
            yield pyrage.x25519.Identity.from_str(key)
    except pyrage.IdentityError:
        raise ReviewctlError(
            "A key in the key file is damaged.", "Copy the file anew from where you keep it."
        ) from None


def _check(data: bytes) -> None:
    if len(data) > LARGEST:
        raise ReviewctlError(f"The identity register is larger than {LARGEST >> 20} MB, and is not opened.")
    if data.startswith(_ARMOUR):
        raise ReviewctlError("The identity register is an age file in letters.", "Seal it without --armor.")
    if not data.startswith(_AGE):
        raise ReviewctlError(
            "The identity register is not an age file.",
            "Was it renamed, or sent through a program that changes line ends?",
        )
