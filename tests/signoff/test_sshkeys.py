"""What a signature says of itself, and each reason for which one does not count, told apart without any program."""

from datetime import date
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.model.trust import Trust
from reviewctl.store.folder import FilesTree
from reviewctl.store.trust import read_trust
from reviewctl.vcs import sshkeys
from reviewctl.vcs.sshkeys import check, read_signature
from tests.signoff.keys import armoured, made, text

DATA = b'{"a":1}\n'
DAY = date(2026, 5, 20)
KEY, OTHER = made(1), made(2)


def trust_of(*lines: str, revoked: str | None = None) -> Trust:
    """Return the trust of a register with these lines."""
    files = {"trust/allowed_signers": "".join(f"{line}\n" for line in lines).encode()}
    if revoked is not None:
        files["trust/revoked_keys"] = revoked.encode()
    return read_trust(FilesTree(files))


def line_of(person: str, key: object = KEY, options: str = "") -> str:
    """Return a line that trusts a key as a person's."""
    return f'{person} namespaces="reviewctl-signoff"{options} {getattr(key, "line", "").strip()}'


def outcome(signature: bytes, trust: Trust, person: str = "hsl", day: date = DAY) -> tuple[str, str]:
    """Return what checking comes to on a machine without ssh-keygen, and why."""
    with mock.patch.object(sshkeys, "can_check", lambda: False):
        found = check(DATA, signature, person, day, trust)
    return found.outcome, found.why


def test_a_signature_says_by_which_key_for_what_and_how_it_was_made() -> None:
    """The key, the namespace and the hash are read from the bytes."""
    told = read_signature(KEY.sign(DATA))
    assert told is not None
    assert (told.key, told.namespace, told.hash) == (KEY.line.split()[1], "reviewctl-signoff", "sha512")


def test_the_signature_of_a_security_key_is_read_as_well() -> None:
    """Its public key has an application, and its signature flags and a counter."""
    stick = made(3, on_a_stick=True)
    told = read_signature(stick.sign(DATA))
    assert told is not None and told.key == stick.line.split()[1]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_not_and_never_crash(data: bytes) -> None:
    """Bytes that are no signature are none, in armour or out of it."""
    assert read_signature(data) is None
    assert read_signature(armoured(data)) is None


@given(st.integers(0, len(KEY.sign(DATA)) * 8 - 1))
def test_no_bit_of_a_signature_changes_unseen(bit: int) -> None:
    """With any one bit changed it is damaged, or says something else of itself or in its signature."""
    data = bytearray(KEY.sign(DATA))
    data[bit // 8] ^= 1 << bit % 8
    again = read_signature(bytes(data))
    assert again is None or armoured_blob(bytes(data)) != armoured_blob(KEY.sign(DATA))


def armoured_blob(data: bytes) -> str:
    return "".join(data.decode("ascii").splitlines()[1:-1])


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data + b"\n",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"",
        lambda data: data.replace(b"BEGIN", b"BEGUN"),
        lambda data: armoured(b"SSHSIG" + (2).to_bytes(4, "big") + text(b"x")),
        lambda data: b"A" * 20_000,
    ],
    ids=["no-line-feed", "one-more", "half", "crlf", "empty", "other-armour", "other-version", "huge"],
)
def test_a_damaged_signature_is_told_as_that(damage) -> None:
    """Cut short, blown up or written otherwise than ssh-keygen does: it is damaged."""
    said = outcome(damage(KEY.sign(DATA)), trust_of(line_of("hsl")))
    assert said == ("bad-signature", "The signature is damaged or cut short.")


def test_each_reason_is_its_own() -> None:
    """The wrong namespace, an unknown key, another person's, one that was not valid then, one that was revoked."""
    good, trusted = KEY.sign(DATA), trust_of(line_of("hsl"))
    assert outcome(KEY.sign(DATA, "git"), trusted)[0] == "wrong-namespace"
    assert outcome(OTHER.sign(DATA), trusted)[0] == "unknown-key"
    assert outcome(good, trusted, person="chair-1")[0] == "another-person"
    assert outcome(good, trust_of(line_of("hsl"), line_of("chair-1")))[0] == "another-person"
    assert outcome(good, trust_of(line_of("hsl"), revoked=KEY.line))[0] == "revoked"
    late = trust_of(line_of("hsl", options=',valid-after="20260521"'))
    assert outcome(good, late)[0] == "key-not-valid-then"
    words = {outcome(good, one)[1] for one in (trusted, late, trust_of(line_of("hsl"), revoked=KEY.line))}
    assert len(words) == 3 and all(one.endswith(".") for one in words)


def test_the_days_of_a_key_are_its_first_and_the_day_before_its_end() -> None:
    """It signs from valid-after on, and on the day of valid-before no more."""
    trusted = trust_of(line_of("hsl", options=',valid-after="20260501",valid-before="20260601"'))
    days = [date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1)]
    found = [outcome(KEY.sign(DATA), trusted, day=day)[0] for day in days]
    assert found == ["key-not-valid-then", "not-checked", "not-checked", "key-not-valid-then"]


def test_without_the_program_nothing_is_ever_good() -> None:
    """A signature that looks right in every way is not checked, and says so."""
    said = outcome(KEY.sign(DATA), trust_of(line_of("hsl")))
    assert said == (
        "not-checked",
        "There is no ssh-keygen on this computer, so the signature was not checked.",
    )


def test_a_list_of_revoked_keys_that_cannot_be_read_lets_nothing_count() -> None:
    """Who knows which key it named: nothing is relied on until it is mended."""
    assert outcome(KEY.sign(DATA), trust_of(line_of("hsl"), revoked="ssh-ed25519 AAAA\n"))[0] == "not-checked"
