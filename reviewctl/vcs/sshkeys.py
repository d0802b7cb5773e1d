"""The one door to `ssh-keygen`: signing what a person approved, and checking such a signature.

What a signature says of itself (its key, its namespace) is read here, byte for byte, so that each reason for not
counting it is told apart; that it is good is for ssh-keygen to say, and is believed only where it names the person.
"""

import base64
import binascii
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.signoff import SignatureCheck, Signing
from reviewctl.model.statement import NAMESPACE
from reviewctl.model.trust import Signer, Trust, fingerprint, strings_of
from reviewctl.vcs.programs import Answer, attended, execute, program_path
from reviewctl.vcs.run import clean_environment

PROGRAM = "ssh-keygen"
LARGEST = 16 * 1024
"""A signature by the largest RSA key that anybody has is under 4 KiB."""
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_WIDTH = 70
_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_HASHES = (b"sha512", b"sha256")
_SECONDS = 30
_PERSON = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Where the user has told ssh where the program for a security key is; only for signing, and only the user's own word.
_FOR_SIGNING = ("SSH_SK_PROVIDER",)


class Told(Struct, frozen=True):
    """What a signature says of itself: the public key (base64), the namespace it was made for, and the hash."""

    key: str
    namespace: str
    hash: str


def can_check() -> bool:
    """Whether there is an ssh-keygen on this machine."""
    return program_path(PROGRAM) is not None


def read_signature(data: bytes) -> Told | None:
    """Return what a detached signature says of itself, or None for one that is damaged.

    Only the one way in which ssh-keygen writes it is read, so that no byte of the file can change and the
    signature stay good (PROTOCOL.sshsig: magic, version, key, namespace, reserved, hash, signature).
    """
    if len(data) > LARGEST:
        return None
    blob = _blob(data)
    if blob is None or _armoured(blob) != data or blob[:10] != _MAGIC + _VERSION:
        return None
    parts = strings_of(blob[10:])
    if len(parts) != 5 or parts[2] != b"" or parts[3] not in _HASHES or not strings_of(parts[0]):
        return None
    key, namespace, _, how, _ = parts
    return Told(base64.b64encode(key).decode(), namespace.decode("utf-8", "replace"), how.decode())


def _blob(data: bytes) -> bytes | None:
    try:
        lines = data.decode("ascii").split("\n")
        if lines[0] != _BEGIN or lines[-2:] != [_END, ""]:
            return None
        return base64.b64decode("".join(lines[1:-2]), validate=True)
    except (UnicodeDecodeError, binascii.Error, ValueError, IndexError):
        return None


def _armoured(blob: bytes) -> bytes:
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    return "\n".join([_BEGIN, *lines, _END, ""]).encode()


def check(data: bytes, signature: bytes, person: str, on: date, trust: Trust) -> SignatureCheck:
    """Return what a detached signature over `data` is worth as `person`'s on a day, as far as `trust` goes.

    Never "good" where ssh-keygen is missing, where a list of revoked keys cannot be read, or where the key stands
    for two people. Nothing is raised for any bytes.
    """
    told = read_signature(signature)
    if told is None:
        return _no("bad-signature", "The signature is damaged or cut short.")
    mark = fingerprint(told.key)
    if told.namespace != NAMESPACE:
        return _no("wrong-namespace", "The signature was made for something else than a sign-off.", mark)
    refused = _not_trusted(told.key, person, on, trust)
    if refused is not None:
        return _no(*refused, mark)
    if not can_check():
        return _no(
            "not-checked",
            "There is no ssh-keygen on this computer, so the signature was not checked.",
            mark,
        )
    signer = next(one for one in trust.of_key(told.key) if one.holds(on))
    if not _verifies(data, signature, signer, on, trust):
        return _no("bad-signature", "The signature is not one of this statement.", mark)
    return SignatureCheck("good", mark)


def _no(outcome: Signing, why: str, mark: str = "") -> SignatureCheck:
    return SignatureCheck(outcome, mark, why)


def _not_trusted(key: str, person: str, on: date, trust: Trust) -> tuple[Signing, str] | None:
    """Return why a key is not one by which a person may sign on a day; None where it is."""
    if not trust.revoked_is_sound:
        return "not-checked", "A line of trust/revoked_keys cannot be read, so no signature is relied on."
    if key in trust.revoked:
        return "revoked", "The key that signed it was revoked."
    lines = trust.of_key(key)
    if not lines:
        return "unknown-key", "The key that signed it is not in trust/allowed_signers."
    people = {one.principal for one in lines}
    if people != {person}:
        whose = "several people" if person in people else "another person"
        return "another-person", f"By trust/allowed_signers the key that signed it is that of {whose}."
    if not any(one.holds(on) for one in lines):
        return "key-not-valid-then", f"The key that signed it was not valid on {on.isoformat()}."
    return None


@lru_cache(maxsize=512)
def _said(data: bytes, signature: bytes, person: str, allowed: str, revoked: bytes, on: date) -> Answer:
    """Return what ssh-keygen says. Asked once for the same bytes: a check takes some 10 ms."""
    with _folder() as folder:
        (folder / "allowed").write_text(f"{allowed}\n", encoding="ascii")
        (folder / "signature").write_bytes(signature)
        (folder / "revoked").write_bytes(revoked)
        words = ["-Y", "verify", "-f", "allowed", "-I", person, "-n", NAMESPACE, "-s", "signature"]
        # Noon: the day is the same in each time zone in which the limits of the key may be meant.
        words += [
            "-O",
            f"verify-time={on.isoformat().replace('-', '')}120000",
            *(["-r", "revoked"] if revoked else []),
        ]
        return execute([_program(), *words], str(folder), data, _environment(), _SECONDS)


def _verifies(data: bytes, signature: bytes, signer: Signer, on: date, trust: Trust) -> bool:
    """Whether ssh-keygen says that it is good, and whose it is: its exit code alone is not believed."""
    if not _PERSON.fullmatch(signer.principal):
        return False
    answer = _said(data, signature, signer.principal, signer.text, trust.revoked_bytes or b"", on)
    said = answer.out.decode("utf-8", "replace")
    good = f'Good "{NAMESPACE}" signature for {signer.principal} with '
    return answer.code == 0 and said.startswith(good) and said.rstrip("\n").endswith(signer.fingerprint)


def sign(data: bytes, key: str) -> bytes:
    """Return a detached signature over `data` by the key in a file, or by the agent's or a security key's.

    `key` is the path of a private key, or of a public one whose other half an agent or a security key holds, or such
    a public key itself: its type, and the key.
    On a terminal the person is asked for a passphrase, a PIN or a touch, for as long as that takes. Raises
    ReviewctlError where no signature came of it, EnvironmentFault where there is no ssh-keygen.
    """
    with _folder() as folder:
        path = _key_file(key, folder)
        (folder / "statement").write_bytes(data)
        command = [_program(), "-Y", "sign", "-q", "-f", str(path), "-n", NAMESPACE, "statement"]
        why = _signed(command, folder)
        made = folder / "statement.sig"
        if not made.is_file():
            raise ReviewctlError(
                f"It was not signed{why}.",
                "Was the passphrase right, is the agent running, was the security key touched? Then try again.",
            )
        signature = made.read_bytes()
    if read_signature(signature) is None:
        raise EnvironmentFault(f"{PROGRAM} made a signature of a form that is not known.")
    return signature


def is_public_key(text: str) -> bool:
    """Whether a text is a public key itself, and no path of one."""
    return re.match(r"(sk-)?(ssh|ecdsa)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+", text) is not None


def _key_file(key: str, folder: Path) -> Path:
    if is_public_key(key):
        (folder / "key.pub").write_text(f"{key}\n", encoding="utf-8")
        return folder / "key.pub"
    path = Path(key).expanduser().absolute()
    if not path.is_file():
        raise ReviewctlError("There is no key file of that name.", "Such as: --key ~/.ssh/id_ed25519")
    return path


def _signed(command: list[str], folder: Path) -> str:
    """Run the signing; return what is known of why it failed. A person at the terminal has read that there."""
    environment = _environment() | {name: os.environ[name] for name in _FOR_SIGNING if name in os.environ}
    if sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty():
        attended(command, str(folder), environment)
        return ""
    answer = execute(command, str(folder), b"", environment, _SECONDS)
    return _complaint(answer.err) if answer.code else ""


def _complaint(err: str) -> str:
    """Return the kinds of trouble that can be told without showing a path, which may hold a person's name."""
    text = err.lower()
    if "passphrase" in text:
        return ": the key has a passphrase, and there is no terminal on which to ask for it"
    if "agent" in text:
        return ": no agent holds the key"
    return ""


def public_key(path: str) -> str | None:
    """Return the public key (base64) of a key file, from the `.pub` beside it; None where there is none.

    A public key itself is as good as its file.
    """
    if is_public_key(path):
        return path.split()[1]
    file = Path(path).expanduser()
    for one in (file, file.with_name(f"{file.name}.pub")):
        try:
            words = one.read_bytes()[:LARGEST].decode("ascii").split()
        except (OSError, UnicodeDecodeError):
            continue
        if len(words) >= 2 and words[0].startswith(("ssh-", "sk-", "ecdsa-")):
            return words[1]
    return None


def _program() -> str:
    found = program_path(PROGRAM)
    if found is None:
        raise EnvironmentFault(
            "ssh-keygen is not installed, or not on PATH.", "It comes with OpenSSH, and with Git for Windows."
        )
    return found


def _environment() -> dict[str, str]:
    """Return git's clean environment, in which a day is the same on every computer."""
    kept = {name: value for name, value in clean_environment().items() if not name.startswith("GIT_")}
    return kept | {"TZ": "UTC"}


@contextmanager
def _folder() -> Iterator[Path]:
    """Yield a folder of this user's own, which is gone afterwards."""
    with TemporaryDirectory(prefix="reviewctl-") as name:
        yield Path(name)
