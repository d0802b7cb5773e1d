"""The two files of the trust folder: what counts as a line, and what is wrong with one that does not."""

import pytest

from reviewctl.model.trust import Trust
from reviewctl.store.folder import FilesTree
from reviewctl.store.trust import read_trust
from tests.signoff.conftest import Desk, on
from tests.signoff.keys import made, text

KEY = made(1).line.strip()
OURS = 'namespaces="reviewctl-signoff"'


def read(data: str | bytes, path: str = "trust/allowed_signers") -> Trust:
    """Return the trust of a register with one of the two files."""
    return read_trust(FilesTree({path: data.encode() if isinstance(data, str) else data}))


def test_a_line_says_whose_key_it_is_and_on_which_days() -> None:
    """The person, the key as ssh-keygen names it, and its days; the comment is nobody's business."""
    (one,) = read(f'# ours\n\nhsl {OURS},valid-after="20260101",valid-before="20270101" {KEY}\n').signers
    assert (one.principal, one.key_type, one.line) == ("hsl", "ssh-ed25519", 3)
    assert (str(one.valid_after), str(one.valid_before)) == ("2026-01-01", "2027-01-01")
    assert (
        one.fingerprint == "SHA256:2STIQ3UItO6JzhvkMHhLfEPjMfARxd1mHMlB22iHd+Q"
        or one.fingerprint.startswith("SHA256:")
    )


def test_no_file_trusts_nobody() -> None:
    """A register without the folder has no signers and no faults."""
    assert read_trust(FilesTree({})) == Trust()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f"hsl {KEY}", "options are wanted"),
        (f"* {OURS} {KEY}", "one person's id"),
        (f"!hsl {OURS} {KEY}", "one person's id"),
        (f"hsl,chair-1 {OURS} {KEY}", "one person's id"),
        (f"hsl@example.org {OURS} {KEY}", "one person's id"),
        (f"hsl cert-authority,{OURS} {KEY}", "another key vouches"),
        (f'hsl namespaces="git" {KEY}', "for sign-offs alone"),
        (f'hsl namespaces="reviewctl-signoff,git" {KEY}', "for sign-offs alone"),
        (f'hsl {OURS},no-touch-required="" {KEY}', "may be said of a key"),
        (f'hsl {OURS},valid-after="2026-01-01" {KEY}', "eight digits"),
        (f'hsl {OURS},valid-after="20260230" {KEY}', "eight digits"),
        (f"hsl {OURS}", "must read"),
        (f"hsl {OURS} ssh-ed25519 AAAA", "kind of key"),
        (f"hsl {OURS} ssh-ed25519 !!!!", "not whole"),
        (f"hsl {OURS} ssh-rsa {KEY.split()[1]}", "kind of key"),
        (f"hsl {OURS} ssh-dss AAAA", "kind of key"),
    ],
)
def test_a_line_that_trusts_more_or_less_than_one_key_is_a_fault(line: str, why: str) -> None:
    """It is not relied on, and the others are; the sentence says what is wrong."""
    found = read(f"{line}\nchair-1 {OURS} {made(2).line}")
    assert [one.principal for one in found.signers] == ["chair-1"]
    (fault,) = found.faults
    assert fault.line == 1 and why in fault.words


def test_a_short_rsa_key_may_not_sign() -> None:
    """Under 2,048 bits it is a fault; at 2,048 it is none."""
    import base64

    def line(bits: int) -> str:
        number = (1 << (bits - 1) | 1).to_bytes(bits // 8 + 1, "big")
        blob = text(b"ssh-rsa") + text(b"\x01\x00\x01") + text(number)
        return f"hsl {OURS} ssh-rsa {base64.b64encode(blob).decode()}\n"

    assert [len(read(line(bits)).signers) for bits in (1024, 2048)] == [0, 1]


@pytest.mark.parametrize("data", [b"\xff\xfe", b"hsl\x00", b"a\rb", b"#" * 70_000])
@pytest.mark.parametrize("path", ["trust/allowed_signers", "trust/revoked_keys"])
def test_a_file_that_is_no_plain_text_is_relied_on_in_nothing(path: str, data: bytes) -> None:
    """Other letters, a NUL, a bare carriage return, or a size that no list has."""
    found = read(data, path)
    assert found.signers == () and [fault.line for fault in found.faults] == [0]


def test_a_key_is_trusted_until_a_day_and_then_revoked(desk: Desk) -> None:
    """`trust add` writes one line without the comment, again with new days, and `revoke` lets none of it count."""
    key = made(1).kept(desk.root.parent / "keys", "a")
    said = desk.does_on("2026-05-20", "signoff", "trust", "add", "hsl", f"{key}.pub")
    assert "from Wednesday 20 May 2026" in said
    assert "made for a test" not in desk.text("trust/allowed_signers")
    desk.does_on(
        "2026-05-21",
        "signoff",
        "trust",
        "add",
        "hsl",
        f"{key}.pub",
        "--from",
        "20/5/2026",
        "--until",
        "31/5/2026",
    )
    (one,) = read_trust(FilesTree({"trust/allowed_signers": desk.files()["trust/allowed_signers"]})).signers
    assert (str(one.valid_after), str(one.valid_before)) == ("2026-05-20", "2026-06-01")
    desk.does_on("2026-05-22", "signoff", "trust", "revoke", "hsl")
    assert made(1).line.split()[1] in desk.text("trust/revoked_keys")
    assert desk.unsaved() == ""
    assert read_trust(FilesTree(desk.files())).faults == ()
    assert "revoked" in desk.refuses_on("2026-05-23", "signoff", "trust", "add", "hsl", f"{key}.pub")


def test_a_key_is_one_persons_and_a_public_one(desk: Desk) -> None:
    """Nobody else gets the same key; a private key, a stranger and a file of words are refused."""
    key = made(1).kept(desk.root.parent / "keys", "a")
    words = ("signoff", "trust", "add")
    desk.does_on("2026-05-20", *words, "hsl", f"{key}.pub")
    assert "another person's" in desk.refuses_on("2026-05-20", *words, "chair-1", f"{key}.pub")
    assert "private key" in desk.refuses_on("2026-05-20", *words, "chair-1", str(key))
    assert "Did you mean chair-1?" in desk.refuses_on("2026-05-20", *words, "chair1", f"{key}.pub")
    assert "no public key" in desk.refuses_on("2026-05-20", *words, "chair-1", str(desk.root / "board.yaml"))
    late = ("--from", "2026-06-01", "--until", "2026-05-01")
    assert "is before the first" in desk.refuses_on("2026-05-20", *words, "hsl", f"{key}.pub", *late)
    assert "no trusted key of" in desk.refuses_on("2026-05-20", "signoff", "trust", "revoke", "chair-1")
    with on("2026-05-20"):
        assert desk.tries(*words, "hsl", "nowhere.pub").code == 3
