"""What others saved is fetched by safe ways only, and lies in git's objects alone until it is brought in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.fetch import fetch
from reviewctl.vcs.joining import go_over, turns
from reviewctl.work.merging.bringing import bring_in
from reviewctl.work.merging.questions import Answers


@pytest.fixture
def shared(register, tmp_path) -> Path:
    """A bare repository beside the register, from which main comes."""
    folder = tmp_path / "shared.git"
    register.git("init", "-q", "--bare", str(folder))
    register.git("remote", "add", "origin", str(folder))
    register.git("push", "-q", "-u", "origin", "main")
    return folder


@pytest.fixture
def other(register, shared, tmp_path):
    """Somebody else's clone."""
    made = type(register)(tmp_path / "other")
    register.git("clone", "-q", "-b", "main", str(shared), str(made.root))
    return made


def sent(other, path: str = "board.yaml", text: str = "board: Theirs\n") -> str:
    """Commit and push something of the other's; return the commit."""
    other.write(path, text)
    commit = other.commit_all()
    other.git("push", "-q")
    return commit


def test_what_others_saved_is_here_and_no_file_is_touched(register, shared, other) -> None:
    """The branch's own upstream arrives, its tags and other branches do not; the files stay."""
    other.git("tag", "v1")
    other.git("branch", "more")
    theirs = sent(other)
    other.git("push", "-q", "origin", "v1", "more")
    register.git("config", "remote.origin.tagOpt", "--tags")
    register.git("config", "remote.origin.prune", "true")
    done = fetch(register.repo)
    assert (done.outcome, done.commit) == ("here", theirs)
    assert register.git("tag") == "" and register.git("branch", "-r").split() == ["origin/main"]
    assert (register.root / "board.yaml").read_text() == "board: Stockport\n"
    assert not (register.root / ".git" / "FETCH_HEAD").exists()
    assert register.git("status", "--porcelain") == ""


def test_approvals_that_others_gathered_are_here(register, shared, other) -> None:
    """The branches of sign-offs arrive with the upstream, moved as they were there."""
    for round in ("first", "second"):
        other.git("branch", "-f", "signoff/SAR-2026-001/tor", sent(other, text=f"board: {round}\n"))
        other.git("push", "-q", "-f", "origin", "signoff/SAR-2026-001/tor")
        assert fetch(register.repo).outcome == "here"
        there = register.git("rev-parse", "refs/remotes/origin/signoff/SAR-2026-001/tor")
        assert there == other.git("rev-parse", "signoff/SAR-2026-001/tor")


def test_nowhere_to_fetch_from(register) -> None:
    """No upstream, and one that has no such branch yet."""
    assert fetch(register.repo).outcome == "none"
    register.git("init", "-q", "--bare", "../empty.git")
    register.git("remote", "add", "origin", "../empty.git")
    register.git("config", "branch.main.remote", "origin")
    register.git("config", "branch.main.merge", "refs/heads/main")
    assert fetch(register.repo).outcome == "none"


def test_hooks_do_not_run(register, shared, other, program, canary) -> None:
    """Neither those of the shared folder nor the register's own, when refs move."""
    sent(other)
    for folder in (shared / "hooks", register.root / ".git" / "hooks"):
        folder.mkdir(exist_ok=True)
        for name in ("reference-transaction", "post-checkout", "post-merge", "post-update"):
            (folder / name).write_text(program.read_text())
            (folder / name).chmod(0o755)
    done = fetch(register.repo)
    go_over(register.repo, done.commit)
    assert (register.root / "board.yaml").read_text() == "board: Theirs\n"
    assert not canary.exists()


@pytest.mark.parametrize(
    "setting", ["uploadpack.packObjectsHook", "core.alternateRefsCommand", "core.fsmonitor"]
)
def test_a_shared_folder_with_unsafe_settings_is_not_read(
    register, shared, other, program, canary, setting
) -> None:
    """The settings of a folder that is fetched from are looked at like the register's own."""
    sent(other)
    register.git("-C", str(shared), "config", setting, str(program))
    done = fetch(register.repo)
    assert done.outcome == "failed" and "could run other programs" in done.words
    assert not canary.exists()


def test_a_remote_inside_the_register_is_not_read(register) -> None:
    """A repository that lies among the files is nobody's."""
    register.git("init", "-q", "--bare", "cases/hidden")
    register.git("remote", "add", "origin", "./cases/hidden")
    register.git("push", "-q", "-u", "origin", "main")
    done = fetch(register.repo)
    assert done.outcome == "failed" and "inside this one" in done.words


@pytest.mark.parametrize("url", ["git://127.0.0.1:1/x", "http://127.0.0.1:1/x", "ext::sh -c evil"])
def test_other_ways_are_not_gone(register, shared, url) -> None:
    """An address that git would reach in another way is refused before anything is asked there."""
    register.git("config", "remote.origin.pushurl", str(shared))
    register.git("config", "remote.origin.url", url)
    if url.startswith("ext"):
        with pytest.raises(EnvironmentFault, match=r"remote\.origin\.url"):
            fetch(register.repo)
        return
    done = fetch(register.repo)
    assert done.outcome == "failed" and "not one of https, ssh or a folder" in done.words


def test_the_users_rewriting_of_addresses_is_seen(register, shared, home, program, canary) -> None:
    """An address that the user's settings turn into a command is refused as what it becomes."""
    with (home / ".gitconfig").open("a") as file:
        file.write(f'[url "ext::{program} "]\n\tinsteadOf = "https://example.org/"\n')
        file.write('[protocol "ext"]\n\tallow = always\n')
    register.git("remote", "set-url", "origin", "https://example.org/x")
    assert fetch(register.repo).outcome == "failed"
    assert not canary.exists()


def test_ssh_finds_no_terminal_to_ask_on(register, shared, home, tmp_path) -> None:
    """A fetch over ssh cannot stop to ask: it runs in a session of its own."""
    ssh, told = tmp_path / "ssh.py", tmp_path / "told"
    ssh.write_text(
        f"#!{sys.executable}\nimport os, pathlib\npathlib.Path({str(told)!r}).write_text(str(os.getsid(0)))\n"
    )
    ssh.chmod(0o755)
    with (home / ".gitconfig").open("a") as file:
        file.write(f"[core]\n\tsshCommand = {ssh}\n")
    register.git("remote", "set-url", "origin", "git@example.org:board/register.git")
    assert fetch(register.repo).outcome == "failed"
    assert int(told.read_text()) != os.getsid(0)


def test_a_link_is_not_brought_in(register, shared, other, tmp_path) -> None:
    """What leads out of the register is refused before a file is written."""
    (other.root / "cases").mkdir()
    (other.root / "cases" / "away").symlink_to(tmp_path)
    other.commit_all()
    other.git("push", "-q")
    done = fetch(register.repo)
    with pytest.raises(EnvironmentFault, match="holds a link"):
        bring_in(register.repo, done.commit, "", Answers(()), None)
    assert not (register.root / "cases").exists()


def tree_of(other, line: str) -> str:
    """Make a tree of one entry, whatever it is called."""
    done = subprocess.run(
        ["git", "mktree"], cwd=other.root, input=line.encode(), capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def test_a_file_in_git_is_not_brought_in(register, shared, other, canary) -> None:
    """A tree with something in .git, which only an attacker can make, does not even arrive."""
    blob = other.git("hash-object", "-w", "board.yaml").strip()
    inner = tree_of(other, f"100755 blob {blob}\tpost-checkout\n")
    for name in ("hooks", ".git"):
        inner = tree_of(other, f"040000 tree {inner}\t{name}\n")
    head = other.git("rev-parse", "HEAD").strip()
    commit = other.git("commit-tree", inner, "-p", head, "-m", "evil").strip()
    other.git("push", "-q", "origin", f"{commit}:refs/heads/main")
    done = fetch(register.repo)
    assert done.outcome == "failed" and register.git("rev-parse", "origin/main").strip() == head


def test_what_is_not_saved_is_not_written_over(register, shared, other) -> None:
    """A file with changes, and one that git does not know, stay; the branch, too."""
    theirs = sent(other, "new.yaml")
    before = register.git("rev-parse", "HEAD")
    register.write("new.yaml", "mine: 1\n")
    fetch(register.repo)
    with pytest.raises(EnvironmentFault, match="would write over something here"):
        go_over(register.repo, theirs)
    assert (register.root / "new.yaml").read_text() == "mine: 1\n"
    assert register.git("rev-parse", "HEAD") == before
    assert not (register.root / ".git" / "reviewctl" / "bringing-in").exists()


def test_what_differs_between_two_commits(register) -> None:
    """Each file with its blobs; a renamed one went and came."""
    first = register.git("rev-parse", "HEAD").strip()
    register.git("mv", "board.yaml", "é.yaml")
    second = register.commit_all()
    found = turns(register.repo, first, second)
    blob = register.git("rev-parse", f"{first}:board.yaml").strip()
    assert [(one.before, one.after) for one in (found["board.yaml"], found["é.yaml"])] == [
        (blob, None),
        (None, blob),
    ]
