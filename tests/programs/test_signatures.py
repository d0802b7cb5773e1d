"""Signatures with the real ssh-keygen: made, checked, and checked again by hand as the documentation says."""

import contextlib
import os
import pty
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from reviewctl.store.folder import FilesTree
from reviewctl.store.trust import read_trust
from reviewctl.vcs.sshkeys import check, sign
from tests.signoff.conftest import CASE, Desk, on
from tests.signoff.conftest import desk as desk
from tests.signoff.conftest import waiting as waiting
from tests.signoff.keys import Key, made

DAY = date(2026, 5, 20)
DATA = b'{"a":1}\n'
IMR = f"cases/{CASE}/signoff/imr/pennine-care"
BRANCH = f"signoff/{CASE}/imr/pennine-care"


def trusted(key: Key, person: str = "hsl") -> dict[str, bytes]:
    """Return a trust folder that trusts one key."""
    return {"trust/allowed_signers": f'{person} namespaces="reviewctl-signoff" {key.line}'.encode()}


@pytest.mark.parametrize("key", [made(1), made(2, on_a_stick=True)], ids=["ed25519", "security key"])
def test_a_good_signature_is_good_and_one_of_other_bytes_is_not(key: Key) -> None:
    """Also one by a security key: ssh-keygen says that it is good, and whose it is."""
    trust = read_trust(FilesTree(trusted(key)))
    found = check(DATA, key.sign(DATA), "hsl", DAY, trust)
    assert (found.outcome, found.why) == ("good", "")
    assert check(DATA + b" ", key.sign(DATA), "hsl", DAY, trust).outcome == "bad-signature"
    assert check(DATA, key.sign(DATA), "chair-1", DAY, trust).outcome == "another-person"


def test_no_bit_of_what_is_signed_or_of_the_signature_can_change() -> None:
    """Two hundred of all the bits, spread over both: none is good any more."""
    key = made(1)
    trust, signature = read_trust(FilesTree(trusted(key))), key.sign(DATA)
    for number in range(0, (len(DATA) + len(signature)) * 8, 17):
        changed = bytearray(DATA + signature)
        changed[number // 8] ^= 1 << number % 8
        data, other = bytes(changed[: len(DATA)]), bytes(changed[len(DATA) :])
        assert check(data, other, "hsl", DAY, trust).outcome != "good", number


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_what_ssh_keygen_signs_is_good(kind: str, tmp_path: Path) -> None:
    """Each kind of key that the program makes by itself."""
    file = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "", "-f", str(file)], check=True)
    line = f'hsl namespaces="reviewctl-signoff" {file.with_suffix(".pub").read_text()}'
    trust = read_trust(FilesTree({"trust/allowed_signers": line.encode()}))
    assert trust.faults == ()
    assert check(DATA, sign(DATA, str(file)), "hsl", DAY, trust).outcome == "good"


@pytest.fixture
def signed(desk: Desk) -> Desk:
    """A register in which the IMR of an agency was signed off with a key, and merged."""
    key = made(1).kept(desk.root.parent / "keys", "id_ed25519")
    desk.does_on("2026-05-02", "signoff", "trust", "add", "pennine-1", f"{key}.pub")
    desk.ask("2026-05-18", "imr[pennine-care]")
    told = desk.does_on("2026-05-20", *sign_words(str(key)))
    assert "signed: Wednesday 20 May 2026" in told and "complete" in told
    desk.merge(BRANCH)
    return desk


def sign_words(key: str | None = None, person: str = "pennine-1") -> tuple[str, ...]:
    """Return the words of `signoff sign` for the agency's IMR."""
    named = ("--key", key) if key is not None else ()
    return ("signoff", "sign", CASE, "imr[pennine-care]", "--person", person, *named)


def state(desk: Desk) -> tuple[object, str, str]:
    """Return how the IMR's sign-off stands, and its statement's state and reason."""
    one = next(one for one in desk.signoffs() if one["what"] == "imr")
    (said,) = one["statements"]
    return one["state"], said["state"], said["reason"] or ""


def test_a_signed_statement_counts_and_holds(signed: Desk) -> None:
    """It is complete here, and checked from git's objects alone."""
    assert state(signed) == ("complete", "counts", "")
    with on("2026-06-08"):
        done = signed.tries("signoff", "verify", CASE)
    assert done.code == 0 and "SHA256:" in done.out


def test_each_thing_that_can_be_wrong_with_it_has_its_own_reason(signed: Desk) -> None:
    """Revoked, unknown, another person's, not valid then, another namespace, cut short, other words."""
    trust, signature, statement = (
        "trust/allowed_signers",
        f"{IMR}/01-pennine-1.json.sig",
        f"{IMR}/01-pennine-1.json",
    )
    line, good, data = signed.text(trust), signed.text(signature), signed.text(statement)
    key, other = made(1), made(2)
    found = {}
    for name, changes in {
        "revoked": {"trust/revoked_keys": key.line},
        "unknown-key": {trust: line.replace(key.line.split()[1], other.line.split()[1])},
        "another-person": {trust: line.replace("pennine-1", "pennine-2")},
        "key-not-valid-then": {trust: line.replace("20260502", "20260521")},
        "wrong-namespace": {signature: key.sign(data.encode(), "git").decode()},
        "bad-signature": {signature: good[:-30]},
    }.items():
        for path, text in changes.items():
            signed.put(path, text)
        found[name] = state(signed)
        for path, text in {trust: line, signature: good, "trust/revoked_keys": "# none\n"}.items():
            signed.put(path, text)
    assert {name: one[1] for name, one in found.items()} == {name: name for name in found}
    assert all(one[0] == "open" for one in found.values())
    assert len({one[2] for one in found.values()}) == len(found)


def test_a_key_that_has_run_out_cannot_date_itself_back(signed: Desk) -> None:
    """It signs today for a day on which it was valid: `verify` looks at the day on which the signature came in."""
    key = made(1).kept(signed.root.parent / "keys", "again")
    words = (
        "signoff",
        "trust",
        "add",
        "pennine-1",
        f"{key}.pub",
        "--from",
        "2026-05-02",
        "--until",
        "2026-05-31",
    )
    signed.does_on("2026-05-21", *words)
    statement = signed.text(f"{IMR}/01-pennine-1.json").replace("2026-05-20", "2026-05-19")
    signed.git("reset", "-q", "--hard", "HEAD")
    signed.git("rm", "-q", f"{IMR}/01-pennine-1.json", f"{IMR}/01-pennine-1.json.sig")
    signed.put(f"{IMR}/02-pennine-1.json", statement)
    signed.put(f"{IMR}/02-pennine-1.json.sig", made(1).sign(statement.encode()))
    with on("2026-06-05"):
        signed.git("add", "-A")
        signed.git("commit", "-q", "-m", "by hand")
        done = signed.tries("signoff", "verify", CASE)
    said = " ".join(done.out.split())
    assert done.code == 1
    assert "was not valid on Friday 5 June 2026, the day on which it came in" in said


def test_it_is_refused_before_anybody_is_asked_for_a_passphrase(desk: Desk) -> None:
    """No key, a key the register does not trust, an office not held: each is said, and nothing is signed."""
    desk.ask("2026-05-18", "imr[pennine-care]")
    key = made(1).kept(desk.root.parent / "keys", "id_ed25519")
    assert "No key was found" in desk.refuses_on("2026-05-20", *sign_words())
    assert "does not trust this key" in desk.refuses_on("2026-05-20", *sign_words(str(key)))
    desk.does_on("2026-05-19", "signoff", "trust", "add", "pennine-2", f"{key}.pub")
    assert "held none of the roles" in desk.refuses_on("2026-05-20", *sign_words(str(key), "pennine-2"))
    assert "no key file of that name" in desk.refuses_on("2026-05-20", *sign_words("nowhere"))


def test_the_key_is_found_where_people_keep_it(desk: Desk, at_home: Path) -> None:
    """Without --key it is git's own for signing, else one of ~/.ssh that the register trusts as that person's."""
    desk.ask("2026-05-18", "imr[pennine-care]")
    made(3).kept(at_home / ".ssh", "id_aaa")
    key = made(1).kept(at_home / ".ssh", "id_ed25519")
    desk.does_on("2026-05-19", "signoff", "trust", "add", "pennine-1", f"{key}.pub")
    assert "signed" in desk.does_on("2026-05-20", *sign_words())
    desk.git("branch", "-D", BRANCH)
    desk.ask("2026-05-18", "imr[pennine-care]")
    key.unlink()
    kept = made(1).kept(desk.root.parent / "keys", "mine")
    settings = at_home / ".gitconfig"
    more = f'[gpg]\n\tformat = ssh\n[user]\n\tsigningKey = "{kept}"\n'
    settings.write_text(settings.read_text() + more)
    assert "signed" in desk.does_on("2026-05-20", *sign_words())


def test_a_key_with_a_passphrase_is_not_guessed_at(desk: Desk) -> None:
    """Without a terminal nobody can be asked: it is said, and nothing waits."""
    desk.ask("2026-05-18", "imr[pennine-care]")
    file = desk.root.parent / "locked"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret words", "-C", "", "-f", str(file)], check=True
    )
    desk.does_on("2026-05-19", "signoff", "trust", "add", "pennine-1", f"{file}.pub")
    assert "It was not signed" in desk.refuses_on("2026-05-20", *sign_words(str(file)))


def test_by_hand_it_comes_to_the_same(signed: Desk) -> None:
    """The lines of docs/sign-off.md, with git, sha256sum and ssh-keygen alone, agree with `signoff verify`."""
    page = (Path(__file__).parents[2] / "docs/sign-off.md").read_text("utf-8")
    by_hand = page[page.index("## By hand") :]
    script = "\n".join(re.findall(r"(?ms)^```sh\n(.*?)^```$", by_hand))
    assert "ssh-keygen -Y verify" in script and "sha256sum" in script
    values = {
        "SAR-2026-001": CASE,
        "CASES": f"cases/{CASE}",
        "overview-report": "imr/pennine-care",
        "report/overview.md": "imrs/pennine-care.md",
        "01-hsl": "01-pennine-1",
        "-I hsl": "-I pennine-1",
        "20260603": "20260520",
    }
    for written, meant in values.items():
        script = script.replace(written, meant)
    clone = signed.root.parent / "clone"
    subprocess.run(["git", "clone", "-q", str(signed.root), str(clone)], check=True)
    done = subprocess.run(["bash", "-e", "-c", script], cwd=clone, capture_output=True, text=True)
    assert done.returncode == 0, done
    one = next(one for one in signed.signoffs() if one["what"] == "imr")
    assert str(one["digest"]) in done.stdout
    assert 'Good "reviewctl-signoff" signature for pennine-1' in done.stdout


def test_an_agent_signs_with_a_key_that_is_in_no_file(
    desk: Desk, at_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git's own setting may hold the public key itself; the private half is with the agent alone."""
    socket = desk.root.parent / "agent"
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL)
    try:
        while not socket.exists():
            assert agent.poll() is None
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        key = made(1).kept(desk.root.parent / "keys", "key")
        subprocess.run(["ssh-add", "-q", str(key)], check=True)
        desk.does_on("2026-05-19", "signoff", "trust", "add", "pennine-1", f"{key}.pub")
        key.unlink()
        settings = at_home / ".gitconfig"
        line = " ".join(made(1).line.split()[:2])
        settings.write_text(
            settings.read_text() + f'[gpg]\n\tformat = ssh\n[user]\n\tsigningKey = "key::{line}"\n'
        )
        desk.ask("2026-05-18", "imr[pennine-care]")
        assert "complete" in desk.does_on("2026-05-20", *sign_words())
    finally:
        agent.terminate()
        agent.wait()


def test_a_passphrase_is_asked_for_on_the_terminal(desk: Desk) -> None:
    """With a person at the terminal ssh-keygen asks them, and the statement is signed."""
    file = desk.root.parent / "locked"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret words", "-C", "", "-f", str(file)], check=True
    )
    desk.does("signoff", "trust", "add", "pennine-1", f"{file}.pub")
    desk.does("signoff", "request", CASE, "imr[pennine-care]", "-o", os.devnull)
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(
            sys.executable, [sys.executable, "-m", "reviewctl", "-C", str(desk.root), *sign_words(str(file))]
        )
    shown = b""
    while b"assphrase" not in shown:
        shown += os.read(terminal, 4096)
    os.write(terminal, b"secret words\n")
    with contextlib.suppress(OSError):
        while piece := os.read(terminal, 4096):
            shown += piece
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, shown
    assert b"complete" in shown
