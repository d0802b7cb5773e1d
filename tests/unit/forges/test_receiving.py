"""A plain git server with the hook: real pushes into a bare repository, taken in or refused with the reason."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.commands import House, reviewctl


class Pushed(NamedTuple):
    """How a push ended, and what the person who pushed was told."""

    taken: bool
    told: str


class Server:
    """A bare repository with the hook, and a clone of somebody who works in it."""

    def __init__(self, place: Path, house: House) -> None:
        self.bare = place / "register.git"
        House(place).git("init", "--quiet", "--bare", "-b", "main", str(self.bare))
        self.house = house
        house.git("remote", "add", "origin", str(self.bare))
        assert reviewctl(place, "ci", "hook", "--install", str(self.bare)).code == 0

    def push(self, *words: str) -> Pushed:
        """Push as a person would."""
        command = ["git", "push", "--quiet", "origin", *words]
        done = subprocess.run(command, cwd=self.house.root, capture_output=True, check=False)
        return Pushed(done.returncode == 0, done.stderr.decode("utf-8", "replace"))

    def tip(self, ref: str = "refs/heads/main") -> str:
        """Return where a ref of the server leads, "" where it is not there."""
        listed = House(self.bare).git("for-each-ref", "--format=%(refname) %(objectname)").splitlines()
        return dict(line.split() for line in listed).get(ref, "")

    def refuses(self, *words: str) -> str:
        """Push what must be refused; nothing of the server moves. Returns what was told."""
        before = House(self.bare).git("for-each-ref")
        done = self.push(*words)
        assert not done.taken, done
        assert "Traceback" not in done.told
        assert House(self.bare).git("for-each-ref") == before
        return done.told

    def commits(self, path: str, text: str, message: str = "by hand") -> None:
        """Commit a file with git itself, where no reviewctl looks."""
        self.house.put(path, text)
        self.house.git("add", "-A")
        self.house.git("commit", "--quiet", "-m", message)


@pytest.fixture
def server(case: House, tmp_path: Path) -> Server:
    """A server that has a register with one review."""
    made = Server(tmp_path, case)
    done = made.push("main")
    assert done.taken, done
    return made


def test_the_first_push_and_a_good_one_are_taken_in(server: Server) -> None:
    """What brings nothing new to put right comes in, and says that it was judged."""
    server.house.does("note", "SAR-2025-001", "The trust rang.")
    done = server.push("main")
    assert done.taken and "main: judged; nothing new to put right." in done.told
    assert server.tip() == server.house.git("rev-parse", "HEAD").strip()


def test_what_was_wrong_before_keeps_nobody_out(server: Server) -> None:
    """A step that is overdue by now is an error of the register, and not of whoever pushes the next note."""
    assert server.house.tries("validate").code == 1
    server.house.does("note", "SAR-2025-001", "The trust rang.")
    assert server.push("main").taken


def test_a_new_error_is_refused_with_place_remedy_and_code(server: Server) -> None:
    """Whoever pushed reads what, where and how, and that nothing is lost."""
    server.commits("cases/SAR-2025-001/diary.yaml", "screening:\n  held: TBC\n")
    told = server.refuses("main")
    assert "main stays as it was:" in told and "put right first" in told
    assert "cases/SAR-2025-001/diary.yaml:2:9" in told and "STR004" in told
    assert "What you have is kept on your computer." in told


def test_a_register_with_what_no_register_may_hold_does_not_come_in(case: House, tmp_path: Path) -> None:
    """The first push takes a register as it is, late steps and all, but not a Word file: git forgets nothing."""
    server = Server(tmp_path, case)
    server.commits("cases/SAR-2025-001/a.docx", "x")
    assert "FIL054" in server.refuses("main")


def test_what_was_taken_out_again_would_stay_in_the_history(server: Server) -> None:
    """A Word file in one commit, deleted in the next, is refused; as the message says, one commit of all comes in."""
    server.house.does("note", "SAR-2025-001", "The trust rang.")
    server.commits("cases/SAR-2025-001/a.docx", "x")
    (server.house.root / "cases/SAR-2025-001/a.docx").unlink()
    server.commits("README.md", "# Register\n")
    told = server.refuses("main")
    assert "holds what no register may hold" in told and "git reset --soft origin/main" in told
    server.house.git("fetch", "--quiet", "origin")
    server.house.git("reset", "--soft", "origin/main")
    assert "Saved 2 files." in server.house.does("save").out
    assert server.push("main").taken
    assert server.tip() == server.house.git("rev-parse", "HEAD").strip()


def test_history_only_grows(server: Server) -> None:
    """Deletion and rewriting of main are refused, with --force too."""
    assert "cannot be deleted" in server.refuses(":main")
    server.house.git("commit", "--quiet", "--amend", "--allow-empty", "-m", "another past")
    told = server.refuses("--force", "main")
    assert "history only grows" in told and "reviewctl save" in told


def test_a_branch_of_a_proposal_may_be_pushed_and_deleted(server: Server) -> None:
    """What is only proposed is not judged here; a pull request is, when it comes into main."""
    server.commits("cases/SAR-2025-001/diary.yaml", "screening:\n  held: TBC\n")
    assert server.push("main:signoff/sar-2025-001/overview-report").taken
    assert server.push("--force", "HEAD~1:signoff/sar-2025-001/overview-report").taken
    assert server.push(":signoff/sar-2025-001/overview-report").taken
    assert "STR004" in server.refuses("main")


@pytest.mark.parametrize("ref", ["refs/replace/" + "1" * 40, "refs/notes/commits", "refs/pull/1/head"])
def test_other_refs_are_refused(server: Server, ref: str) -> None:
    """A replacement or a note would change what git shows of the record."""
    assert "only branches and tags are taken in" in server.refuses(f"HEAD:{ref}")


def test_a_second_name_of_main_is_no_way_round(server: Server) -> None:
    """A symbolic ref on the server, or a name that differs in capitals, is refused."""
    server.commits("cases/SAR-2025-001/diary.yaml", "screening:\n  held: TBC\n")
    House(server.bare).git("symbolic-ref", "refs/heads/trunk", "refs/heads/main")
    assert "stands for another branch" in server.refuses("main:trunk")
    assert "differs only in capitals" in server.refuses("main:MAIN")


def test_one_bad_ref_keeps_the_whole_push_out(server: Server) -> None:
    """A push of several refs is taken in as a whole or not at all, and all reasons are told."""
    server.commits("cases/SAR-2025-001/diary.yaml", "screening:\n  held: TBC\n")
    told = server.refuses("main", "main:other", "HEAD:refs/notes/x")
    assert "STR004" in told and "refs/notes/x" in told
    assert server.tip("refs/heads/other") == ""


def test_the_servers_own_branch_is_protected_whatever_it_is_called(case: House, tmp_path: Path) -> None:
    """Where a clone checks out another branch than main, that is protected, too; --branch says others."""
    server = Server(tmp_path, case)
    House(server.bare).git("symbolic-ref", "HEAD", "refs/heads/trunk")
    assert "trunk: taken in as it is." in server.push("main", "main:trunk").told
    server.commits("cases/SAR-2025-001/diary.yaml", "screening:\n  held: TBC\n")
    assert "STR004" in server.refuses("main:trunk")
    assert "STR004" in server.refuses("main:main")
    assert server.push("main:work").taken


TRUST_AND_NOTE = ("roles:\n", "roles:\n  - {role: business-manager, person: bm}\n")


def appoint(server: Server) -> None:
    """Commit a change of office, which stands alone."""
    text = server.house.text("board.yaml").replace("people:\n", "people:\n  - {id: bm}\n", 1)
    server.commits("board.yaml", text.replace(*TRUST_AND_NOTE, 1), "an office")


def test_what_stands_alone_may_come_with_other_steps_and_not_in_one(server: Server) -> None:
    """A change of office and a note, each a commit of its own, come in together; in one commit they do not."""
    appoint(server)
    server.house.does("note", "SAR-2025-001", "The trust rang.")
    assert server.push("main").taken
    server.house.git("switch", "--quiet", "-c", "both")
    server.house.does("note", "SAR-2025-001", "Again.", "--no-commit")
    text = server.house.text("board.yaml").replace("person: bm", "person: bm, from: 2026-01-01")
    server.commits("board.yaml", text)
    assert "GIT004" in server.refuses("both:main")


def test_steps_are_looked_at_where_lines_were_joined(server: Server, tmp_path: Path) -> None:
    """Where main was merged into what is pushed, each commit counts by itself."""
    other = House(tmp_path / "other")
    House(tmp_path).git("clone", "--quiet", str(server.bare), str(other.root))
    other.does("note", "SAR-2025-001", "From the other side.")
    other.git("push", "--quiet", "origin", "main")
    appoint(server)
    server.commits("README.md", "# Register\n")
    server.house.git("fetch", "--quiet", "origin")
    server.house.git("merge", "--quiet", "-m", "joined", "origin/main")
    server.house.does("note", "SAR-2025-001", "And this.")
    assert server.push("main").taken


@pytest.mark.parametrize(
    "line",
    [
        "",
        "x",
        "0 0 refs/heads/main",
        f"{'a' * 40} {'b' * 40} refs/heads/main",
        f"{'0' * 40} {'0' * 41} refs/heads/x",
    ],
)
def test_what_is_not_understood_is_refused(
    server: Server, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines of no known form, and ids of no commit: not taken in."""
    import io

    class Input:
        buffer = io.BytesIO(f"{line}\n".encode())

    monkeypatch.setattr("sys.stdin", Input())
    done = reviewctl(server.bare, "ci", "pre-receive")
    assert done.code != 0 and "Traceback" not in done.err


def test_trouble_of_any_kind_fails_closed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server's own settings that would run a program, or a git that is gone: refused, and said why."""
    server.house.does("note", "SAR-2025-001", "The trust rang.")
    config = server.bare / "config"
    whole = config.read_bytes()
    config.write_bytes(whole + b"[core]\n\tfsmonitor = /bin/false\n")
    assert "core.fsmonitor" in server.refuses("main")
    config.write_bytes(whole)
    hook = server.bare / "hooks" / "pre-receive"
    hook.write_text(hook.read_text().replace("exec ", "PATH=/nowhere exec "))
    assert "git is not installed" in server.refuses("main")


@pytest.mark.parametrize("name", ["GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY"])
def test_objects_are_taken_from_nowhere_else(server: Server, name: str, tmp_path: Path) -> None:
    """An environment that names a folder of somebody's as the one that is being received is not believed."""
    elsewhere = tmp_path / "incoming-x"
    shutil.copytree(server.house.root / ".git" / "objects", elsewhere)
    line = f"{server.tip()} {server.tip()} refs/heads/main\n"
    done = subprocess.run(
        [sys.executable, "-m", "reviewctl", "-C", str(server.bare), "ci", "pre-receive"],
        input=line.encode(),
        env={**os.environ, name: str(elsewhere)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3 and b"git does not keep it in" in done.stderr


def test_the_hook_is_two_lines_and_never_over_another(case: House, tmp_path: Path) -> None:
    """It names the Python that reviewctl is installed in, reads nothing of the folder, and installing twice is one."""
    shown = reviewctl(tmp_path, "ci", "hook").out.splitlines()
    assert shown == ["#!/bin/sh", f"exec {sys.executable} -E -P -m reviewctl ci pre-receive"]
    assert "--branch 'a b'" in reviewctl(tmp_path, "ci", "hook", "--branch", "a b").out
    server = Server(tmp_path, case)
    hook = server.bare / "hooks" / "pre-receive"
    assert os.access(hook, os.X_OK) and hook.read_text().splitlines() == shown
    assert reviewctl(tmp_path, "ci", "hook", "--install", str(server.bare)).code == 0
    hook.write_text("#!/bin/sh\nexit 0\n")
    done = reviewctl(tmp_path, "ci", "hook", "--install", str(server.bare))
    assert done.code == 2 and "does something else" in done.err
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"
    done = reviewctl(tmp_path, "ci", "hook", "--install", str(case.root))
    assert done.code == 3 and "no repository of a server" in done.err


def test_what_lies_in_the_repository_is_not_run(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module of that name in the folder of the server, or where the environment says, is not what judges."""
    canary = tmp_path / "canary"
    evil = f"import pathlib; pathlib.Path({str(canary)!r}).touch()\n"
    (server.bare / "reviewctl.py").write_text(evil)
    (server.bare / "click.py").write_text(evil)
    monkeypatch.setenv("PYTHONPATH", str(server.bare))
    server.house.does("note", "SAR-2025-001", "The trust rang.")
    assert server.push("main").taken
    assert not canary.exists()


def test_no_name_is_told_to_whoever_pushes(server: Server) -> None:
    """What is refused is told by path, id and code; the narrative and the officer's name are not."""
    text = server.house.text("board.yaml").replace(
        "people:\n", "people:\n  - {id: quux, name: Zebediah Quuxworth, agency: nobody-knows}\n", 1
    )
    server.commits("board.yaml", text)
    told = server.refuses("main")
    assert "nobody-knows" in told and "Quuxworth" not in told


def test_the_page_for_it_shows_what_is_told(server: Server) -> None:
    """What docs/ci.md shows of a refused push is what whoever pushes reads."""
    server.commits("cases/SAR-2025-001/diary.yaml", "screening:\n  held: TBC\n")
    told = server.refuses("main").replace("SAR-2025-001", "SAR-2026-001")
    lines = [
        line.removeprefix("remote: ").rstrip() for line in told.splitlines() if line.startswith("remote: ")
    ]
    page = (Path(__file__).parents[3] / "docs" / "ci.md").read_text("utf-8")
    assert "\n".join(lines[:-1]) in page and lines[-1] in page
