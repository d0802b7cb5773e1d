"""Keys and signatures made in Python, as ssh-keygen and a security key make them: no program is run for them."""

import base64
import hashlib
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

NAMESPACE = "reviewctl-signoff"
APPLICATION = b"ssh:"
TOUCHED = b"\x01"


class Key(NamedTuple):
    """An ed25519 key; one `on_a_stick` signs as a security key does."""

    private: Ed25519PrivateKey
    on_a_stick: bool = False

    @property
    def kind(self) -> bytes:
        """Return the type of the key as SSH names it."""
        return b"sk-ssh-ed25519@openssh.com" if self.on_a_stick else b"ssh-ed25519"

    @property
    def blob(self) -> bytes:
        """Return the public key as SSH has it."""
        raw = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return text(self.kind) + text(raw) + (text(APPLICATION) if self.on_a_stick else b"")

    @property
    def line(self) -> str:
        """Return the line of the `.pub` file."""
        return f"{self.kind.decode()} {base64.b64encode(self.blob).decode()} made for a test\n"

    def sign(self, data: bytes, namespace: str = NAMESPACE) -> bytes:
        """Return a detached signature in armour (PROTOCOL.sshsig)."""
        parts = text(namespace.encode()) + text(b"") + text(b"sha512")
        signed = b"SSHSIG" + parts + text(hashlib.sha512(data).digest())
        blob = b"SSHSIG" + (1).to_bytes(4, "big") + text(self.blob) + parts + text(self._signature(signed))
        return armoured(blob)

    def _signature(self, data: bytes) -> bytes:
        if not self.on_a_stick:
            return text(self.kind) + text(self.private.sign(data))
        # PROTOCOL.u2f: the stick signs the application, its flags and its counter, too.
        counter = (7).to_bytes(4, "big")
        whole = hashlib.sha256(APPLICATION).digest() + TOUCHED + counter + hashlib.sha256(data).digest()
        return text(self.kind) + text(self.private.sign(whole)) + TOUCHED + counter

    def kept(self, folder: Path, name: str) -> Path:
        """Write both halves of the key into a folder, as ssh-keygen does, and return where the private one lies."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / name
        file.write_bytes(self.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
        file.chmod(0o600)
        (folder / f"{name}.pub").write_text(self.line)
        return file


def made(number: int = 1, *, on_a_stick: bool = False) -> Key:
    """Return the key of that number: the same each time."""
    return Key(Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32), on_a_stick)


def text(data: bytes) -> bytes:
    """Return a string as SSH writes it: behind its length."""
    return len(data).to_bytes(4, "big") + data


def armoured(blob: bytes) -> bytes:
    """Return a signature as ssh-keygen writes it into a file."""
    letters = base64.b64encode(blob).decode()
    lines = [letters[at : at + 70] for at in range(0, len(letters), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""]).encode()
