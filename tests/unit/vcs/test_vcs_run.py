"""The one place that runs a program: which git, in which environment, and what becomes of its troubles."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.vcs import commit
from reviewctl.vcs.repository import find, head, require, resolve
from reviewctl.vcs.run import GitFault, clean_environment, complaint, git_path, run


def test_no_git_is_told_with_a_hint(register, tmp_path, monkeypatch) -> None:
    """Without git on PATH whatever needs it exits 3 and says where git comes from."""
    repo = register.repo
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EnvironmentFault, match="git is not installed") as fault:
        commit.dirty(repo)
    assert fault.value.exit_code == 3
    assert "git-scm.com" in fault.value.hint


def test_git_is_never_taken_from_a_relative_folder(tmp_path, program, canary, monkeypatch) -> None:
    """A program named git in the folder that is looked at is not run, whatever PATH says."""
    (tmp_path / "git").write_text(program.read_text())
    (tmp_path / "git").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    assert os.path.isabs(git_path())
    run("rev-parse", "--git-dir", accept=(0, 128))
    assert not canary.exists()
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(EnvironmentFault, match="git is not installed"):
        git_path()


def test_of_gits_environment_only_the_person_is_passed_on(monkeypatch) -> None:
    """Author, committer and home are passed on; nothing else of git's is, nor what loads code."""
    monkeypatch.setenv("GIT_AUTHOR_NAME", "A")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-01T00:00:00")
    monkeypatch.setenv("GIT_DIR", "/elsewhere")
    monkeypatch.setenv("GIT_SSH_COMMAND", "evil")
    monkeypatch.setenv("LD_PRELOAD", "evil.so")
    environment = clean_environment()
    assert environment["GIT_AUTHOR_NAME"] == "A"
    assert environment["GIT_COMMITTER_DATE"] == "2026-01-01T00:00:00"
    assert environment["HOME"] == os.environ["HOME"]
    assert environment["GIT_ALLOW_PROTOCOL"] == "none"
    assert not {"GIT_DIR", "GIT_SSH_COMMAND", "LD_PRELOAD"} & environment.keys()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "/nowhere"),
        ("GIT_WORK_TREE", "/"),
        ("GIT_INDEX_FILE", "/nowhere/index"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_PARAMETERS", "'user.useConfigOnly=true' 'user.name='"),
        ("GIT_NAMESPACE", "x"),
    ],
)
def test_git_variables_of_the_caller_lead_nowhere(register, monkeypatch, name, value) -> None:
    """Run from a git hook or a strange shell, reviewctl still works on the register and nothing else."""
    monkeypatch.setenv(name, value)
    (register.root / "board.yaml").write_text("board: Changed\n")
    assert commit.dirty(register.repo) == [(" M", "board.yaml")]
    assert commit.commit_paths(register.repo, ["board.yaml"], "Change", command="record")


def test_only_the_subcommands_of_the_list_run() -> None:
    """A subcommand that reviewctl does not use is a bug of the caller."""
    with pytest.raises(ValueError, match="not on the list"):
        run("gc")


def test_an_unexpected_answer_is_an_environment_fault(register) -> None:
    """What git complains of is told in one line."""
    with pytest.raises(GitFault, match="git cat-file failed: Not a valid object name") as fault:
        register.repo.git("cat-file", "commit", "0" * 39 + "g")
    assert fault.value.exit_code == 3


def test_a_complaint_is_one_line_without_control_characters() -> None:
    """The line that says what is wrong is found among warnings, and is safe to show."""
    assert complaint("warning: a\nfatal: bad \x1b[2J name\nhint: b\n") == "bad ?[2J name"
    assert complaint("") == "it gave no reason"
    assert len(complaint("fatal: " + "x" * 5000)) == 300


def test_a_folder_that_is_gone_is_told(tmp_path) -> None:
    """Git cannot be started in a folder that does not exist."""
    with pytest.raises(EnvironmentFault, match="could not be started"):
        run("rev-parse", "--git-dir", folder=str(tmp_path / "gone"))


def test_git_that_does_not_finish_is_ended(register) -> None:
    """A git that waits for ever is ended, and the fault says so."""
    fifo = register.root / ".git" / "waits"
    os.mkfifo(fifo)
    begun = time.monotonic()
    with pytest.raises(EnvironmentFault, match="did not finish within"):
        register.repo.git("add", f"--pathspec-from-file={fifo}", timeout=0.3)
    assert time.monotonic() - begun < 5


def test_ctrl_c_leaves_no_lock_behind(register, home, tmp_path) -> None:
    """Interrupted while git waits for a signature and holds its lock, reviewctl leaves no lock behind."""
    waits = tmp_path / "waits.sh"
    waits.write_text("#!/bin/sh\nexec sleep 20\n")
    waits.chmod(0o755)
    with (home / ".gitconfig").open("a") as file:
        file.write(f"[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = {waits}\n")
    script = (
        "import sys; from reviewctl.vcs import commit, repository;"
        "commit.commit_paths(repository.find(sys.argv[1]), ['board.yaml'], 'x', command='record')"
    )
    register.write("board.yaml", "board: Changed\n")
    lock = register.root / ".git" / "index.lock"
    command = [sys.executable, "-c", script, str(register.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        until = time.monotonic() + 10
        while not lock.exists() and time.monotonic() < until:
            time.sleep(0.01)
        assert lock.exists()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
    assert b"KeyboardInterrupt" in err
    assert not lock.exists()
    assert commit.dirty(register.repo) == [(" M", "board.yaml")]


def test_a_revision_that_is_an_option_writes_no_file(register) -> None:
    """`--output=x` names no commit; the file x does not appear."""
    for revision in ("--output=x", "--output=x HEAD", "-o", "--help", "", "\0", "x\ny", "--end-of-options"):
        with pytest.raises(ReviewctlError, match="no commit of that name") as fault:
            resolve(register.repo, revision)
        assert fault.value.exit_code == 2
    assert not (register.root / "x").exists()


def test_a_revision_is_resolved_to_a_full_id(register) -> None:
    """Branch, tag and short id lead to the same commit; a tree or a file does not."""
    register.git("tag", "-a", "-m", "x", "v1")
    full = head(register.repo)
    assert full is not None
    assert {resolve(register.repo, name) for name in ("HEAD", "main", "v1", full[:8], full)} == {full}
    with pytest.raises(ReviewctlError):
        resolve(register.repo, "HEAD:board.yaml")


def test_without_a_repository_there_is_none(tmp_path) -> None:
    """Outside any repository find says None and require says how to begin."""
    assert find(str(tmp_path)) is None
    with pytest.raises(EnvironmentFault, match="no git repository") as fault:
        require(str(tmp_path))
    assert "git init" in fault.value.hint


def test_a_register_in_a_sub_folder_finds_the_repository_round_it(register) -> None:
    """The repository may be a parent of the register; an empty .git on the way is passed over."""
    inner = register.root / "boards" / "stockport"
    inner.mkdir(parents=True)
    (inner / ".git").mkdir()
    assert require(str(inner)).root == str(register.root)


def test_paths_outside_the_files_are_refused(register, tmp_path) -> None:
    """A path that leaves the root, by dots or by a link, or goes into .git, is refused."""
    (register.root / "out").symlink_to(tmp_path)
    for path in ("../x", "a/../../x", "/etc/passwd", ".git/config", "a/.GIT/x", ".", "out/x"):
        with pytest.raises(ValueError, match="does not lie among"):
            register.repo.relative(path)
    assert register.repo.relative(str(register.root / "a" / "b.yaml")) == "a/b.yaml"
    assert register.repo.relative("out") == "out"


def test_threads_do_not_disturb_each_other(register) -> None:
    """Several looks at one repository at once give the same answer."""
    answers: list[object] = []
    workers = [threading.Thread(target=lambda: answers.append(commit.dirty(register.repo))) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert answers == [[]] * 4


def test_gitpython_is_not_loaded_by_the_door() -> None:
    """Only reading a commit loads GitPython; everything else does without its 107 ms."""
    names = "commit, objects, ownership, push, record, repository, run, settings, state, undo"
    script = f"import sys; from reviewctl.vcs import {names}; print('git' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_nothing_of_the_home_is_needed(register, monkeypatch, tmp_path) -> None:
    """Without a home git still reads."""
    monkeypatch.delenv("HOME")
    assert commit.dirty(register.repo) == []
    assert Path(register.repo.root) == register.root
