"""Opening and sealing the identity register with age, in memory."""

from pathlib import Path

import pyrage
import pytest

from reviewctl.exchange.agefile import LARGEST, needs_passphrase, opened, sealed
from reviewctl.model.trouble import ReviewctlError

SECRET = b"identities: Zuzanna\n"


def a_key() -> tuple[str, str]:
    """Return a key file as age-keygen writes it, and its public key."""
    key = pyrage.x25519.Identity.generate()
    public = str(key.to_public())
    return f"# created: 2026-01-01\n# public key: {public}\n{key}\n", public


def test_a_passphrase_opens_what_it_sealed() -> None:
    """Byte for byte, and no other passphrase does."""
    data = sealed(SECRET, passphrase="correct horse")
    assert needs_passphrase(data)
    assert SECRET not in data
    assert opened(data, passphrase="correct horse") == SECRET
    with pytest.raises(ReviewctlError, match="cannot be opened with this passphrase"):
        opened(data, passphrase="battery staple")
    with pytest.raises(ReviewctlError, match="none was given"):
        opened(data, key_file=a_key()[0])


def test_each_of_several_keys_opens_it() -> None:
    """Two hold a key, and a third, who does not, cannot open it; a file of several keys may have the right one."""
    (mine, my_public), (yours, your_public), (theirs, _) = a_key(), a_key(), a_key()
    data = sealed(SECRET, recipients=(my_public, your_public))
    assert not needs_passphrase(data)
    assert (
        opened(data, key_file=mine)
        == opened(data, key_file=yours)
        == opened(data, key_file=theirs + mine)
        == SECRET
    )
    with pytest.raises(ReviewctlError, match="cannot be opened with this key file"):
        opened(data, key_file=theirs)
    with pytest.raises(ReviewctlError, match="no key file was given"):
        opened(data, passphrase="x")


@pytest.mark.parametrize("cut", [1, 16, 60])
def test_a_file_that_did_not_come_whole_is_refused(cut: int) -> None:
    """Nothing of it is given back, and the error shows nothing of it."""
    key, public = a_key()
    data = sealed(SECRET * 50, recipients=(public,))
    for hurt in (data[:-cut], data[: len(data) // 2] + b"\0" + data[len(data) // 2 + 1 :]):
        with pytest.raises(ReviewctlError) as caught:
            opened(hurt, key_file=key)
        assert "Zuzanna" not in str(caught.value)
        assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "data",
    [b"", SECRET, b"age-encryption.org/v2\n", b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"x" * (LARGEST + 1)],
)
def test_what_is_no_age_file_is_refused(data: bytes) -> None:
    """With a sentence, before any secret is asked for."""
    with pytest.raises(ReviewctlError, match="The identity register is"):
        needs_passphrase(data)
    with pytest.raises(ReviewctlError, match="The identity register is"):
        opened(data, passphrase="x")


def test_a_file_that_would_take_an_hour_to_open_is_refused() -> None:
    """The work that a passphrase costs is written in the file, and a hostile one asks for too much."""
    data = (
        b"age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA 30\n"
        + b"A" * 43
        + b"\n--- "
        + b"A" * 43
        + b"\n"
        + bytes(64)
    )
    with pytest.raises(ReviewctlError, match="cannot be opened"):
        opened(data, passphrase="x")


@pytest.mark.parametrize("key_file", ["", "# nothing here\n", "AGE-SECRET-KEY-1QQQQ\n", "ssh-ed25519 AAAA\n"])
def test_a_key_file_without_a_key_is_refused(key_file: str) -> None:
    """And what stands in it is not shown."""
    data = sealed(SECRET, recipients=(a_key()[1],))
    with pytest.raises(ReviewctlError) as caught:
        opened(data, key_file=key_file)
    assert "QQQQ" not in caught.value.message + caught.value.hint


def test_sealing_wants_one_of_the_two() -> None:
    """A passphrase or public keys, and public keys that are some."""
    wrong: list[tuple[str | None, tuple[str, ...]]] = [
        (None, ()),
        ("x", (a_key()[1],)),
        (None, ("age1nothing",)),
    ]
    for passphrase, recipients in wrong:
        with pytest.raises(ReviewctlError):
            sealed(SECRET, passphrase=passphrase, recipients=recipients)


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither sealing nor opening leaves a file anywhere that a program would put one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    key, public = a_key()
    assert opened(sealed(SECRET, recipients=(public,)), key_file=key) == SECRET
    assert list(tmp_path.iterdir()) == []
