"""Whose signature counts: the keys in the register's `trust` folder, and those that were revoked."""

from datetime import date

from msgspec import Struct

FOLDER = "trust"
ALLOWED = "trust/allowed_signers"
REVOKED = "trust/revoked_keys"
KEY_TYPES = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
)
"""The kinds of key that may sign; `sk-` are those on a security key that must be touched."""


class Signer(Struct, frozen=True, kw_only=True):
    """One line of `trust/allowed_signers`: a person's key, and the days on which it signs.

    `key` is the public key in base64, `fingerprint` what ssh-keygen calls it (`SHA256:…`). It is valid from
    `valid_after` on and before `valid_before`; None where nothing is said. `text` is the line as it stands.
    """

    principal: str
    key_type: str
    key: str
    fingerprint: str
    valid_after: date | None = None
    valid_before: date | None = None
    line: int = 0
    text: str = ""

    def holds(self, on: date) -> bool:
        """Whether the key signs on a day."""
        return (self.valid_after is None or self.valid_after <= on) and (
            self.valid_before is None or on < self.valid_before
        )


class TrustFault(Struct, frozen=True):
    """A line of the trust folder that is not relied on: its file, its number, and a sentence why."""

    path: str
    line: int
    words: str


class Trust(Struct, frozen=True, kw_only=True):
    """The signers that a register trusts. A line at fault is none of them.

    `revoked` holds the keys (base64) of `trust/revoked_keys`. `allowed_bytes` and `revoked_bytes` are the two files
    as they are; None where there is none. `faults` says what is not relied on.
    """

    signers: tuple[Signer, ...] = ()
    revoked: frozenset[str] = frozenset()
    allowed_bytes: bytes | None = None
    revoked_bytes: bytes | None = None
    faults: tuple[TrustFault, ...] = ()

    @property
    def revoked_is_sound(self) -> bool:
        """Whether every line of `trust/revoked_keys` could be read: otherwise no signature can be relied on."""
        return not any(fault.path == REVOKED for fault in self.faults)

    def of_key(self, key: str) -> tuple[Signer, ...]:
        """Return the lines that hold a key (base64)."""
        return tuple(one for one in self.signers if one.key == key)

    def of_person(self, person: str) -> tuple[Signer, ...]:
        """Return the lines of one person."""
        return tuple(one for one in self.signers if one.principal == person)


def fingerprint(key: str) -> str:
    """Return what ssh-keygen calls a key (base64): `SHA256:` and its sum."""
    # Wanted where a key is read or a signature checked, and for no other register.
    import base64
    from hashlib import sha256

    return "SHA256:" + base64.b64encode(sha256(base64.b64decode(key)).digest()).decode().rstrip("=")


def strings_of(blob: bytes) -> tuple[bytes, ...]:
    """Return the strings, each behind its length in four bytes, of which a key or a signature of SSH is made.

    Empty where the bytes are not made of whole strings (RFC 4251 §5).
    """
    found: list[bytes] = []
    while blob:
        length = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + length:
            return ()
        found.append(blob[4 : 4 + length])
        blob = blob[4 + length :]
    return tuple(found)
