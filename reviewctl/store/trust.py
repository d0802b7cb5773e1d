"""Reading the register's `trust` folder: who may sign, and which keys were revoked.

The files are those of ssh-keygen (`ALLOWED SIGNERS` in its manual), kept to what one person can check by eye: a line
holds one person's id, the namespace, from when and until when, and the key. What is more is a fault.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from reviewctl.model.statement import NAMESPACE
from reviewctl.model.tree import Tree
from reviewctl.model.trust import (
    ALLOWED,
    KEY_TYPES,
    REVOKED,
    Signer,
    Trust,
    TrustFault,
    fingerprint,
    strings_of,
)

LARGEST = 64 * 1024
"""More lines than any partnership has signers; a larger file is not looked into."""
_PERSON = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OPTION = re.compile(r'([a-z-]+)="([^"]*)"')
_DAY = re.compile(r"[0-9]{8}")
_LEAST_RSA = 2048
"""NIST SP 800-131A no longer lets a shorter RSA key sign."""


T = TypeVar("T")


class BadLine(Exception):
    """A line that is not relied on."""


def read_trust(tree: Tree) -> Trust:
    """Return whom a register (or a commit of it) trusts, with the faults of the two files as data.

    Raises EnvironmentFault where a file is there and cannot be read.
    """
    allowed, revoked = _bytes(tree, ALLOWED), _bytes(tree, REVOKED)
    signers, faults = _each(ALLOWED, allowed, signer_of)
    gone, more = _each(REVOKED, revoked, _revoked)
    return Trust(
        signers=tuple(signers),
        revoked=frozenset(gone),
        allowed_bytes=allowed,
        revoked_bytes=revoked,
        faults=(*faults, *more),
    )


def _bytes(tree: Tree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except FileNotFoundError:
        # A link or a folder of that name is as good as nothing there: no link is followed.
        return None


def _each(path: str, data: bytes | None, read: Callable[[str, int], T]) -> tuple[list[T], list[TrustFault]]:
    """Return what each line holds, and the faults of those that cannot be relied on."""
    found: list[T] = []
    faults: list[TrustFault] = []
    try:
        lines = _lines(data)
    except BadLine as fault:
        return [], [TrustFault(path, 0, str(fault))]
    for number, line in lines:
        try:
            found.append(read(line, number))
        except BadLine as fault:
            faults.append(TrustFault(path, number, str(fault)))
    return found, faults


def _lines(data: bytes | None) -> Iterator[tuple[int, str]]:
    """Return the lines that say something, with their numbers. Raises BadLine for what is no plain text."""
    if data is None:
        return iter(())
    if len(data) > LARGEST:
        raise BadLine("The file is too large to be a list of keys, so nothing in it is relied on.")
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError:
        raise BadLine("The file holds more than plain letters, so nothing in it is relied on.") from None
    if "\0" in text or "\r" in text.replace("\r\n", ""):
        raise BadLine("The file is not a plain text, so nothing in it is relied on.")
    numbered = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    return ((number, line) for number, line in numbered if line and not line.startswith("#"))


def signer_of(line: str, number: int) -> Signer:
    """Return whom a line of `allowed_signers` trusts. Raises BadLine, with a sentence, for one at fault."""
    words = line.split()
    person = words[0]
    if not _PERSON.fullmatch(person):
        raise BadLine("The line must begin with one person's id of board.yaml, with no pattern and no list.")
    if "cert-authority" in words[1:2] or any("cert-authority" in word for word in words[1:3]):
        raise BadLine("The line trusts whoever another key vouches for; name each person's own key instead.")
    if len(words) < 4:
        raise BadLine(f'The line must read: {person} namespaces="{NAMESPACE}" TYPE KEY.')
    options = _options(words[1])
    key_type, key = _key(words[2], words[3])
    return Signer(
        principal=person,
        key_type=key_type,
        key=key,
        fingerprint=fingerprint(key),
        valid_after=_day(options.get("valid-after")),
        valid_before=_day(options.get("valid-before")),
        line=number,
        text=line,
    )


def _options(word: str) -> dict[str, str]:
    """Return the options of a line. The namespace must be there, and no other than ours."""
    found = _OPTION.findall(word)
    if ",".join(f'{name}="{value}"' for name, value in found) != word or len(dict(found)) != len(found):
        raise BadLine(
            'Behind the person\'s id the options are wanted, such as namespaces="reviewctl-signoff".'
        )
    options = dict(found)
    if set(options) - {"namespaces", "valid-after", "valid-before"}:
        raise BadLine("Only namespaces, valid-after and valid-before may be said of a key.")
    if options.get("namespaces") != NAMESPACE:
        raise BadLine(f'The line must say namespaces="{NAMESPACE}": the key is trusted for sign-offs alone.')
    return options


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        if _DAY.fullmatch(text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        pass  # Eight digits, and no day of any month.
    raise BadLine("valid-after and valid-before are eight digits each, year, month and day: 20260131.")


def _revoked(line: str, _: int) -> str:
    """Return the key (base64) of a line of `revoked_keys`, which is a public key as ssh-keygen writes it."""
    words = line.split()
    if len(words) < 2:
        raise BadLine("A line of revoked_keys is a public key: its type, and the key.")
    return _key(words[0], words[1])[1]


def _key(key_type: str, text: str) -> tuple[str, str]:
    """Return a public key's type and its one way of being written in base64."""
    try:
        blob = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadLine("The key is not whole: copy the line of the .pub file anew.") from None
    parts = strings_of(blob)
    if key_type not in KEY_TYPES or not parts or parts[0] != key_type.encode():
        raise BadLine(f"The kind of key is none that may sign: {', '.join(KEY_TYPES)}.")
    if base64.b64encode(blob).decode() != text:
        raise BadLine("The key is not written as ssh-keygen writes it: copy the line of the .pub file anew.")
    if key_type == "ssh-rsa" and int.from_bytes(parts[-1], "big").bit_length() < _LEAST_RSA:
        raise BadLine(f"An RSA key must have {_LEAST_RSA} bits at the least.")
    return key_type, text
