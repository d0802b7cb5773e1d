"""What must not get into a sign-off, pushed by hand: refused by the forge's job and by the server, with the reason."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import make_home
from tests.e2e.attacks import ATTACKS, OTHER, REVOKED, TRUSTED, Attack
from tests.e2e.office import Office
from tests.signoff.conftest import CASE, FOLDER, Desk
from tests.signoff.conftest import waiting as waiting

PANEL = """\
appointments:
  - {role: chair-author, person: author-1, from: 2026-02-01}
  - {role: member, person: author-1, from: 2026-02-01}
  - {role: member, person: police-1, from: 2026-02-01}
"""
TRUST = "".join(f'pennine-1 namespaces="reviewctl-signoff" {key.line}' for key in (TRUSTED, REVOKED))


@pytest.fixture(scope="module")
def office(waiting: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server with two reviews; the report of the first is signed off, and of somebody's two keys one is lost."""
    place = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        make_home(place / "home", patch)
        desk = Desk(shutil.copytree(waiting, place / "register"))
        desk.put("trust/allowed_signers", TRUST)
        desk.put("trust/revoked_keys", REVOKED.line)
        office_of_author = "\nroles:\n  - {role: screening-chair, person: author-1, from: 2024-01-01}"
        desk.put("board.yaml", desk.text("board.yaml").replace("\nroles:", office_of_author))
        desk.put(f"cases/{CASE}/panel.yaml", PANEL)
        desk.does_on("2026-05-01", "add", CASE, "tor", "--no-commit")
        desk.saved("2026-05-01")
        desk.does_on("2026-05-01", "new", "sar", "--received", "2026-05-01")
        desk.ask()
        desk.approve()
        desk.merge()
        made = Office(place, desk.root, "2026-05-21")
        for what in ("tor", "imr[pennine-care]"):
            made.manager.does("signoff", "request", CASE, what, "--here", "-o", os.devnull)
        made.manager.sends("main")
        made.author.pull()
        yield made


def pushed(office: Office, name: str) -> str:
    """Commit what was done in the author's clone onto a branch, push it, and return the branch."""
    author = office.author
    author.git("add", "-A")
    author.git("commit", "--quiet", "-m", name)
    author.sends(f"HEAD:refs/heads/{name}")
    author.git("fetch", "--quiet", "origin")
    return name


@pytest.mark.parametrize("attack", ATTACKS, ids=[one.does.__name__ for one in ATTACKS])
def test_each_is_refused_with_its_own_reason(attack: Attack, office: Office) -> None:
    """The job of a forge fails for it, and the server does not take it into main; both say why."""
    author = office.author
    author.git("switch", "--quiet", "--detach", "origin/main")
    attack.does(author)
    name = pushed(office, attack.does.__name__)
    code, found = author.judges(f"origin/{name}")
    errors = [one for one in found if one["severity"] == "error"]
    assert code == 1
    assert sorted({one["code"] for one in errors}) == list(attack.codes)
    assert any(attack.why in one["message"] for one in errors)
    done = office.proposes(name).push("main")
    assert not done.taken
    assert all(code in done.told for code in attack.codes)
    assert attack.why in done.told, done.told


def test_a_branch_that_began_elsewhere(office: Office) -> None:
    """One that does not descend from main is told to be brought up to date, and main never loses what it has."""
    author = office.author
    author.git("switch", "--quiet", "--detach", "origin/main~1")
    author.put("README.md", "# Register\n")
    name = pushed(office, "behind")
    assert author.errors(f"origin/{name}") == ["GIT001"]
    done = author.push("--force", "HEAD:main")
    assert not done.taken and "history only grows" in done.told


def test_what_is_not_merged_by_anybody_is_refused_as_well(office: Office) -> None:
    """Whoever pushes the very commit of the branch to main is told the same."""
    attack, author = ATTACKS[0], office.author
    author.git("switch", "--quiet", "--detach", "origin/main")
    attack.does(author)
    name = pushed(office, "nobody")
    done = author.push(f"origin/{name}:refs/heads/main")
    assert not done.taken and attack.why in done.told


def test_nothing_that_was_tried_is_complete(office: Office) -> None:
    """On main stands what stood there: the report is signed off, and nothing else is."""
    for clone in (office.manager, office.author, office.chair):
        clone.pull()
        assert {key for key, one in clone.signoffs(CASE).items() if one["state"] == "complete"} == {
            "overview-report"
        }
    assert (office.manager.root / FOLDER).is_dir() and not (office.manager.root / OTHER / "signoff").exists()
    assert office.manager.does("signoff", "verify").code == 0
