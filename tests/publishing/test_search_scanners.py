"""With any one scanner disabled, whoever publishes is refused, and told which did not run."""

from functools import partial
from unittest import mock

import msgspec
import pytest

from reviewctl.facts.scan.scanning import SCANNERS, Scanner, examine
from reviewctl.work.publishing import searching
from tests.publishing.making import CASE, Desk


def left_out(scanner: Scanner) -> tuple[Scanner, ...]:
    """Return all scanners but one."""
    return tuple(one for one in SCANNERS if one is not scanner)


def blind(scanner: Scanner) -> tuple[Scanner, ...]:
    """Return all scanners, of which one finds nothing any more."""
    return _with(scanner, lambda register, english: lambda text: iter(()))


def raising(scanner: Scanner) -> tuple[Scanner, ...]:
    """Return all scanners, of which one raises, with a word of the register in what it says."""

    def made(register, english):
        raise KeyError(register.identities[0].names[0].family)

    return _with(scanner, made)


def _with(scanner: Scanner, made) -> tuple[Scanner, ...]:
    broken = msgspec.structs.replace(scanner, made=made)
    return tuple(broken if one is scanner else one for one in SCANNERS)


EVERY = [(left_out, scanner) for scanner in SCANNERS]
"""That a scanner which finds nothing, or raises, counts as left out is tested of each in tests/scan."""
BROKEN = [(blind, SCANNERS[0]), (raising, SCANNERS[2])]


@pytest.mark.parametrize(
    ("how", "scanner"), [*EVERY, *BROKEN], ids=lambda one: getattr(one, "name", "") or one.__name__
)
def test_nothing_is_published_with_a_scanner_disabled(desk: Desk, how, scanner: Scanner) -> None:
    """`publish check` fails and names it; `publish build` writes nothing; nothing can be cleared."""
    out = desk.root.parent / "out"
    with mock.patch.object(searching, "examine", partial(examine, scanners=how(scanner))):
        checked = desk.checks()
        built = desk.says("publish", "build", CASE, "-o", str(out))
        cleared = desk.says("publish", "clear", CASE, "1", "--by", "hsl-1", "--reason", "a word of the field")
    flat = " ".join(checked.out.split())
    assert checked.code == 1 and "PUB015 search-incomplete" in flat and f"looked for: {scanner.name}." in flat
    assert built.code != 0 and not out.exists()
    assert cleared.code == 2
    for done in (checked, built, cleared):
        assert "Quillfeather" not in done.out + done.err and "Traceback" not in done.err
