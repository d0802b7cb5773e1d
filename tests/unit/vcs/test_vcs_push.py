"""A push goes where the branch comes from, by safe ways only, and never fails a save."""

import os
import sys
from pathlib import Path

import pytest

from reviewctl.vcs.push import push, way_of


@pytest.fixture
def shared(register, tmp_path) -> Path:
    """A bare repository beside the register, to which main is pushed."""
    folder = tmp_path / "shared.git"
    register.git("init", "-q", "--bare", str(folder))
    register.git("remote", "add", "origin", str(folder))
    register.git("push", "-q", "-u", "origin", "main")
    return folder


def at(register, folder: Path) -> str:
    """The id of main in another repository."""
    return register.git("-C", str(folder), "rev-parse", "main").strip()


def test_without_an_upstream_nothing_is_sent(register) -> None:
    """No remote, a detached head and a local upstream are all nowhere to push to."""
    assert push(register.repo).outcome == "none"
    register.git("checkout", "-q", "-b", "local", "--track", "main")
    assert push(register.repo).outcome == "none"
    register.git("checkout", "-q", "--detach")
    assert push(register.repo).outcome == "none"


def test_what_was_saved_is_sent(register, shared) -> None:
    """The current branch, and nothing else, arrives."""
    register.git("branch", "other")
    register.git("config", "push.default", "matching")
    register.write("board.yaml", "board: Changed\n")
    last = register.commit_all()
    assert push(register.repo).outcome == "sent"
    assert at(register, shared) == last
    assert register.git("-C", str(shared), "branch", "--list", "other") == ""
    assert register.git("rev-parse", "origin/main").strip() == last
    assert push(register.repo).outcome == "sent"


def test_a_branch_of_another_name_goes_to_its_own(register, shared) -> None:
    """The upstream's name counts, not the local one."""
    register.git("checkout", "-q", "-b", "mine", "--track", "origin/main")
    register.write("board.yaml", "board: Changed\n")
    last = register.commit_all()
    assert push(register.repo).outcome == "sent"
    assert at(register, shared) == last


def test_somebody_elses_work_is_never_overwritten(register, shared, tmp_path) -> None:
    """Where others were faster, the words say how to get theirs, even if the settings ask for force."""
    other = type(register)(tmp_path / "other")
    register.git("clone", "-q", "-b", "main", str(shared), str(other.root))
    other.write("board.yaml", "board: Theirs\n")
    theirs = other.commit_all()
    other.git("push", "-q")
    register.write("board.yaml", "board: Ours\n")
    register.commit_all()
    register.git("config", "remote.origin.push", "+refs/heads/*:refs/heads/*")
    done = push(register.repo)
    assert done.outcome == "rejected"
    assert "reviewctl save --bring-in" in done.words
    assert at(register, shared) == theirs


def test_hooks_of_a_shared_folder_do_not_run(register, shared, program, canary) -> None:
    """A hook that came with a folder beside the register runs under plain git, and not under reviewctl."""
    hook = shared / "hooks" / "post-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(program.read_text())
    hook.chmod(0o755)
    register.write("board.yaml", "board: Changed\n")
    register.commit_all()
    register.git("push", "-q")
    assert canary.exists()
    canary.unlink()
    register.write("board.yaml", "board: Again\n")
    last = register.commit_all()
    assert push(register.repo).outcome == "sent"
    assert at(register, shared) == last
    assert not canary.exists()


def test_a_shared_folder_with_unsafe_settings_is_not_pushed_to(register, shared) -> None:
    """The settings of a folder that is pushed to are looked at like the register's own."""
    register.git("-C", str(shared), "config", "core.alternateRefsCommand", "evil")
    done = push(register.repo)
    assert done.outcome == "failed"
    assert "could run other programs" in done.words


def test_a_remote_inside_the_register_is_not_pushed_to(register) -> None:
    """A repository that lies among the files is no place to push to."""
    register.git("init", "-q", "--bare", "cases/hidden")
    register.git("remote", "add", "origin", "./cases/hidden")
    register.git("push", "-q", "-u", "origin", "main")
    done = push(register.repo)
    assert done.outcome == "failed"
    assert "inside this one" in done.words


def test_a_remote_that_is_gone_fails_in_words(register, shared) -> None:
    """A failed push says that the work is saved, and why it was not sent."""
    shared.rename(shared.with_name("moved.git"))
    done = push(register.repo)
    assert done.outcome == "failed"
    assert done.words.startswith("Saved on this computer, but not pushed: ")
    assert "does not appear to be a git repository" in done.words


@pytest.mark.parametrize("url", ["git://127.0.0.1:1/x", "http://127.0.0.1:1/x"])
def test_other_ways_are_not_gone(register, shared, url) -> None:
    """An address that git would reach in another way is refused before anything is sent."""
    register.git("remote", "set-url", "origin", url)
    done = push(register.repo)
    assert done.outcome == "failed"
    assert "not one of https, ssh or a folder" in done.words


def test_the_users_rewriting_of_addresses_is_seen(register, shared, home, program, canary) -> None:
    """An address that the user's settings turn into a command is refused as what it becomes."""
    with (home / ".gitconfig").open("a") as file:
        file.write(f'[url "ext::{program} "]\n\tinsteadOf = "https://example.org/"\n')
        file.write('[protocol "ext"]\n\tallow = always\n')
    register.git("remote", "set-url", "origin", "https://example.org/x")
    assert push(register.repo).outcome == "failed"
    assert not canary.exists()


def test_ssh_finds_no_terminal_to_ask_on(register, shared, home, tmp_path) -> None:
    """A push over ssh cannot stop to ask: it runs in a session of its own, which has no terminal."""
    ssh = tmp_path / "ssh.py"
    told = tmp_path / "told"
    ssh.write_text(
        f"#!{sys.executable}\nimport os, pathlib\npathlib.Path({str(told)!r}).write_text(str(os.getsid(0)))\n"
    )
    ssh.chmod(0o755)
    with (home / ".gitconfig").open("a") as file:
        file.write(f"[core]\n\tsshCommand = {ssh}\n")
    register.git("remote", "set-url", "origin", "git@example.org:board/register.git")
    assert push(register.repo).outcome == "failed"
    assert int(told.read_text()) != os.getsid(0)


@pytest.mark.parametrize(
    ("url", "way"),
    [
        ("https://example.org/x.git", "https"),
        ("HTTPS://example.org/x", "https"),
        ("ssh://git@example.org/x", "ssh"),
        ("git@example.org:board/x.git", "ssh"),
        ("file:///srv/x.git", "file"),
        ("/srv/x.git", "file"),
        ("../x.git", "file"),
        ("./a:b", "file"),
        ("C:\\registers\\x", "file"),
        ("http://example.org/x", None),
        ("git://example.org/x", None),
        ("ext::sh -c evil", None),
        ("ftp://example.org", None),
        ("--upload-pack=evil", None),
        ("", None),
    ],
)
def test_the_way_of_an_address(url, way) -> None:
    """Each form of address that git knows is told apart."""
    assert way_of(url) == way
