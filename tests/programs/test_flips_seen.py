"""What `tests.flips` works out in the place of ssh-keygen is what ssh-keygen says."""

import random

import pytest

from reviewctl.store.folder import FilesTree
from reviewctl.store.trust import read_trust
from reviewctl.vcs import sshkeys
from tests.approving import DAY
from tests.flips import FILES, MADE, SIGNERS, Flip, flipped, flips, is_complete, tally, verdict

SIGNED = sorted(path for files in FILES.values() for path, kind in files.items() if kind == "signature")


@pytest.mark.parametrize("path", SIGNED)
def test_a_hundred_flips_of_each_signature_come_to_the_same(path: str) -> None:
    """Of the bytes that are signed and of the signature: the same answer, bit by bit, and the same as it stands."""
    trust = read_trust(FilesTree(MADE.files))
    person = next(who for who in ("chair-1", "hsl-1") if path.endswith(f"-{who}.json.sig"))
    (signer,) = trust.of_person(person)
    data, signature = MADE.files[path.removesuffix(".sig")], MADE.files[path]
    asked = (person, signer.text, b"", DAY)
    assert verdict(data, signature, *asked).code == sshkeys._said(data, signature, *asked).code == 0
    chance = random.Random(path)
    for _ in range(100):
        changed = bytearray(data + signature)
        bit = chance.randrange(len(changed) * 8)
        changed[bit // 8] ^= 1 << bit % 8
        other, its = bytes(changed[: len(data)]), bytes(changed[len(data) :])
        if sshkeys.read_signature(its) is not None:
            assert verdict(other, its, *asked).code == sshkeys._said(other, its, *asked).code, (path, bit)
        else:
            assert sshkeys.check(other, its, person, DAY, trust).outcome == "bad-signature"


def test_two_hundred_flips_judged_with_the_real_program() -> None:
    """Both sign-offs are complete as they stand; and what is accepted is the same."""
    real = real_tally(200)
    assert real == tally(200, seed=3).accepted


def real_tally(many: int) -> tuple[Flip, ...]:
    """Return the flips that are accepted where ssh-keygen looks at every signature."""
    assert all(is_complete(MADE.files, what) for what in SIGNERS)
    return tuple(flip for flip in flips(many, 3) if is_complete(flipped(flip), flip.what))
