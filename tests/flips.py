"""Single-bit flips of a complete signed sign-off: `python -m tests.flips [N [SEED]]`. None may be taken for it.

Two sign-offs that the policy of the register wants signed are complete: the report and plan by one person, and
publication, with a copy of what was decided, by two, each of whom is needed. A bit of one of their files is flipped:
of a statement, a signature, a request, the copy, or a text that is covered. Then they are judged as any command does.

ssh-keygen takes some 10 ms to look at a signature. In its place the same is worked out here with `cryptography`, which
tests/programs/test_flips_seen.py holds to the real one.
"""

import base64
import hashlib
import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing import Pool
from typing import NamedTuple
from unittest import mock

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from reviewctl.facts.signoff import signoff_of
from reviewctl.model.statement import NAMESPACE
from reviewctl.model.trust import fingerprint, strings_of
from reviewctl.store.folder import FilesTree
from reviewctl.store.register import Register
from reviewctl.store.trust import read_trust
from reviewctl.vcs import sshkeys
from reviewctl.vcs.programs import Answer
from reviewctl.work.loading import Loader
from reviewctl.work.signing import with_signatures
from tests.approving import CASE, DAY, FOLDER, Approved
from tests.signoff.keys import Key, made, text

SIGNERS = {
    "report-and-plan": (("independent-chair", "chair-1"),),
    "publication": (("screening-chair", "hsl-1"), ("independent-chair", "chair-1")),
}
"""Who signs what, and in which role."""
KEYS = {"chair-1": made(1), "hsl-1": made(2)}
PACK = {
    "policy/ours/pack.yaml": "extends: stockport-2021\ntitle: Ours\n",
    "policy/ours/sar.yaml": "type: sar\nsignoffs:\n"
    + "".join(f"  {what}: {{assurance: signed, note: as the Board decided}}\n" for what in SIGNERS),
    f"{FOLDER}/case.yaml": f"format: 1\nid: {CASE}\ntype: sar\npolicy: ours\n",
    "trust/allowed_signers": "".join(
        f'{person} namespaces="{NAMESPACE}" {key.line}' for person, key in KEYS.items()
    ),
}
KINDS = ("statement", "signature", "request", "copy", "covered text")


class Flip(NamedTuple):
    """One bit of one file of one sign-off."""

    what: str
    path: str
    bit: int


class Tally(NamedTuple):
    """How many flips there were of each kind of file, and which of them left the sign-off complete."""

    tried: Counter[str]
    accepted: tuple[Flip, ...]


def signed() -> Approved:
    """Return a register in which both sign-offs are complete, and signed."""
    register = Approved(PACK)
    for what, signers in SIGNERS.items():
        if what == "publication":
            register.copied(what, "publication.yaml")
        register.ask(what)
        for role, person in signers:
            register.say(what, role, person, but={"assurance": "signed"})
            _sign(register, what, person, KEYS[person])
    return register


def _sign(register: Approved, what: str, person: str, key: Key) -> None:
    path = next(p for p in register.files if p.endswith(f"-{person}.json") and f"/{what}/" in p)
    register.files[f"{path}.sig"] = key.sign(register.files[path])


MADE = signed()


def files_of(what: str) -> dict[str, str]:
    """Return the files that a sign-off consists of, by path within the register, and which kind each is."""
    place = f"{FOLDER}/signoff/{what}/"
    found = {path: _kind(path) for path in MADE.files if path.startswith(place)}
    covered = [f"{FOLDER}/report/overview.md"]
    covered += [f"{FOLDER}/action-plan.yaml"] if what == "report-and-plan" else []
    return found | dict.fromkeys(covered, "covered text")


def _kind(path: str) -> str:
    if path.endswith(".sig"):
        return "signature"
    if path.endswith("/request.json"):
        return "request"
    return "copy" if "/snapshot/" in path else "statement"


FILES = {what: files_of(what) for what in SIGNERS}


def flips(many: int, seed: int) -> Iterator[Flip]:
    """Yield so many flips at random, as many of each kind of file."""
    chance = random.Random(seed)
    for number in range(many):
        kind = KINDS[number % len(KINDS)]
        what = chance.choice([one for one in SIGNERS if kind in FILES[one].values()])
        path = chance.choice([one for one, its in FILES[what].items() if its == kind])
        yield Flip(what, path, chance.randrange(len(MADE.files[path]) * 8))


def flipped(flip: Flip) -> dict[str, bytes]:
    """Return the files of the register with that bit flipped."""
    data = bytearray(MADE.files[flip.path])
    data[flip.bit // 8] ^= 1 << flip.bit % 8
    return {**MADE.files, flip.path: bytes(data)}


_FACTS = None


def is_complete(files: dict[str, bytes], what: str) -> bool:
    """Whether a sign-off is complete in a register of these files."""
    global _FACTS
    if _FACTS is None:
        _FACTS = Loader(Register(FilesTree(MADE.files), "/"), DAY).load(FOLDER).facts
    assert _FACTS is not None
    tree = FilesTree(files)
    case, _ = Register(tree, "/").case(FOLDER)
    if case is None:
        return False
    case = with_signatures(case, read_trust(tree))
    rule = _FACTS.plan.kind.signoffs[what]
    return signoff_of(case, rule, _FACTS.board, DAY, what).state == "complete"


_BAD = Answer(255, b"", "Signature verification failed: incorrect signature")
_GOOD = f'Good "{NAMESPACE}" signature for'


def verdict(data: bytes, signature: bytes, person: str, allowed: str, _: bytes, __: date) -> Answer:
    """Return what ssh-keygen would say of a signature whose armour, namespace and key were looked at already."""
    blob = base64.b64decode(b"".join(signature.split(b"\n")[1:-2]))
    key, namespace, reserved, how, own = strings_of(blob[10:])
    hashed = hashlib.new(how.decode(), data).digest()
    meant = b"SSHSIG" + text(namespace) + text(reserved) + text(how) + text(hashed)
    trusted = base64.b64encode(key).decode()
    if strings_of(own)[:1] != (b"ssh-ed25519",) or allowed.split()[3] != trusted:
        return _BAD
    try:
        Ed25519PublicKey.from_public_bytes(strings_of(key)[1]).verify(strings_of(own)[1], meant)
    except (InvalidSignature, IndexError):
        return _BAD
    return Answer(0, f"{_GOOD} {person} with ED25519 key {fingerprint(trusted)}\n".encode(), "")


@contextmanager
def checked_here() -> Iterator[None]:
    """Let signatures be looked at in this process, by `verdict`, and not by ssh-keygen."""
    with (
        mock.patch.object(sshkeys, "_said", verdict),
        mock.patch.object(sshkeys, "can_check", lambda: True),
    ):
        yield


def tally(many: int, seed: int) -> Tally:
    """Flip so many bits, one at a time, and return how many were tried and what was accepted all the same."""
    tried: Counter[str] = Counter()
    accepted = []
    with checked_here():
        assert all(is_complete(MADE.files, what) for what in SIGNERS)
        for flip in flips(many, seed):
            tried[FILES[flip.what][flip.path]] += 1
            if is_complete(flipped(flip), flip.what):
                accepted.append(flip)
    return Tally(tried, tuple(accepted))


def _share(words: tuple[int, int]) -> Tally:
    return tally(*words)


def main(arguments: list[str]) -> int:
    """Flip so many bits and print what came of it; return 1 where one was accepted that must not be."""
    many, seed = (int(word) for word in (*arguments, *("100000", "1")[len(arguments) :]))
    each = 1000
    shares = [(min(each, many - at), seed + at) for at in range(0, many, each)]
    tried: Counter[str] = Counter()
    accepted: list[Flip] = []
    with Pool(2) as pool:
        for share in pool.imap_unordered(_share, shares):
            tried += share.tried
            accepted += share.accepted
    counted = Counter(FILES[one.what][one.path] for one in accepted)
    print(f"{many} bits flipped, one at a time (seed {seed})")
    for kind in KINDS:
        print(f"  {kind:<14}{tried[kind]:>8} flipped{counted[kind]:>8} still complete")
    return 1 if set(counted) - {"request"} else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
