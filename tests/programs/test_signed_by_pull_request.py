"""A board that wants signatures: the Independent Chair signs in a clone of their own, and anybody checks it by hand."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commands import House
from tests.e2e.attacks import PLACE
from tests.e2e.office import Office
from tests.signoff.conftest import CASE, Desk
from tests.signoff.conftest import waiting as waiting
from tests.signoff.keys import made

WHAT = "report-and-plan"
BRANCH = f"signoff/{CASE}/{WHAT}"
FOLDER = f"{PLACE}/{WHAT}"
SAID = f"{FOLDER}/01-chair-1.json"
PACK = {
    "policy/ours/pack.yaml": "extends: stockport-2021\ntitle: Ours\n",
    "policy/ours/sar.yaml": f"type: sar\nsignoffs:\n  {WHAT}: {{assurance: signed, note: as the Board decided}}\n",
}


@pytest.fixture
def office(waiting: Path, tmp_path: Path, at_home: Path) -> Office:
    """A server with a review whose report and plan are to be signed, by whoever has the key that was read out."""
    desk = Desk(shutil.copytree(waiting, tmp_path / "register"))
    for path, text in PACK.items():
        desk.put(path, text)
    case = f"cases/{CASE}/case.yaml"
    desk.put(case, desk.text(case).replace("stockport-2021", "ours"))
    desk.does_on("2026-05-01", "add", CASE, "action-plan", "--no-commit")
    desk.saved("2026-05-01")
    return Office(tmp_path, desk.root, "2026-05-18")


def key_of(office: Office, number: int) -> str:
    """Return where a key lies that is nowhere in the register."""
    return str(made(number).kept(office.place / "keys", f"id_{number}"))


def by_hand(clone: House, path: str) -> str:
    """Check a signature as the documentation says, with ssh-keygen alone; return what it says."""
    said = json.loads(clone.text(path))
    words = ["-Y", "verify", "-f", "trust/allowed_signers", "-I", said["person"], "-n", "reviewctl-signoff"]
    words += ["-s", f"{path}.sig", "-O", f"verify-time={said['on'].replace('-', '')}120000"]
    data = (clone.root / path).read_bytes()
    done = subprocess.run(
        ["ssh-keygen", *words], cwd=clone.root, input=data, capture_output=True, check=False
    )
    return done.stdout.decode() if done.returncode == 0 else ""


def test_a_signed_sign_off_by_pull_request(office: Office) -> None:
    """A key is trusted by a pull request of its own; the Chair signs; the job, the hook, the tool and a hand agree."""
    manager, chair = office.manager, office.chair
    manager.git("switch", "--quiet", "-c", "a-key")
    manager.does("signoff", "trust", "add", "chair-1", f"{key_of(office, 1)}.pub")
    manager.sends("a-key")
    manager.pull()
    chair.pull()
    assert chair.errors("origin/a-key") == []
    office.merges("a-key")
    manager.does("signoff", "request", CASE, WHAT, "-o", "/dev/null")
    office.day = "2026-05-20"
    chair.git("fetch", "--quiet", "origin")
    # What the business manager writes down is not enough, and neither is somebody else's key.
    record = ("signoff", "record", CASE, WHAT, "--person", "chair-1", "--minute", "Board, item 4")
    assert "wants report-and-plan signed" in " ".join(manager.refuses(*record).split())
    sign = ("signoff", "sign", CASE, WHAT, "--person", "chair-1", "--key")
    assert "does not trust this key" in " ".join(chair.refuses(*sign, key_of(office, 2)).split())
    before = manager.stage(CASE)
    assert "complete" in chair.does(*sign, key_of(office, 1)).out
    assert manager.stage(CASE) == before
    office.author.git("fetch", "--quiet", "origin")
    assert office.author.errors(f"origin/{BRANCH}") == []
    office.merges(BRANCH)
    assert (before, manager.stage(CASE)) == ("referred", "publishing")
    agrees_by_hand(office)
    is_not_brought_by_another_key(office)


def agrees_by_hand(office: Office) -> None:
    """See that a fresh clone says the same by the tool, and with git, sha256sum and ssh-keygen alone."""
    House(office.place).git("clone", "--quiet", str(office.bare), "later")
    clone = House(office.place / "later")
    told = json.loads(clone.does("signoff", "verify", CASE, "--format", "json").out)
    (one,) = told["signoffs"]
    assert told["verified"] is True and one["state"] == "complete"
    sums = subprocess.run(
        ["sha256sum", "action-plan.yaml", "report/overview.md"],
        cwd=clone.root / "cases" / CASE,
        capture_output=True,
        check=True,
    )
    assert hashlib.sha256(sums.stdout).hexdigest() == one["digest"] == json.loads(clone.text(SAID))["digest"]
    assert by_hand(clone, SAID).startswith('Good "reviewctl-signoff" signature for chair-1 with ED25519 key')
    came = clone.git("log", "--format=%cs", "--name-status", "--no-merges", "--", SAID, f"{SAID}.sig").split()
    assert came == ["2026-05-20", "A", SAID, "A", f"{SAID}.sig"]
    clone.put(SAID, clone.text(SAID).replace('"on":"2026-05-20"', '"on":"2026-05-19"'))
    assert by_hand(clone, SAID) == ""


def is_not_brought_by_another_key(office: Office) -> None:
    """See that the server refuses the same statement with a signature by a key that nobody read out."""
    author = office.author
    author.git("switch", "--quiet", "--detach", "origin/main")
    data = (author.root / SAID).read_bytes()
    previous = hashlib.sha256(data).hexdigest().encode()
    data = data.replace(b'"role"', b'"previous":"' + previous + b'","role"')
    author.put(f"{FOLDER}/02-chair-1.json", data)
    author.put(f"{FOLDER}/02-chair-1.json.sig", made(3).sign(data))
    author.git("add", "-A")
    author.git("commit", "--quiet", "-m", "by hand")
    done = author.push("HEAD:main")
    assert not done.taken and "is not in trust/allowed_signers" in done.told
