"""What every writing command owes: valid at once, committed without a value, and nothing else touched."""

import os
import threading
from pathlib import Path

import pytest

from reviewctl.store.lock import locked
from tests.commands import NAMED, House, Ran, reviewctl

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"

AGAIN = ("--agreed-by", "pip", "--ask-again", "28/2/2999")

WRITING = {
    "new": (("new", "sar", "--received", "2025-02-03", "--subject", "Adult Q"), "cases/SAR-2025-002/"),
    "add": (("add", CASE, "panel"), f"{HOME}/panel.yaml"),
    "add-item": (("add", CASE, "family", "--item", "mother"), f"{HOME}/family.yaml"),
    "meeting-add": (
        ("meeting", "add", "panel", "--date", "2025-03-03", "--cases", CASE),
        f"{HOME}/meetings/",
    ),
    "record": (("record", CASE, "screening.held", "28/1/2025"), f"{HOME}/diary.yaml"),
    "record-words": (("record", CASE, "referral.immediate_safety", "canary"), f"{HOME}/referral.md"),
    "record-board": (("record", "board", "agencies[x-care].name", "canary"), "board.yaml"),
    "note": (("note", CASE, "canary"), f"{HOME}/log.yaml"),
    "late": (
        ("late", CASE, "screening-meeting", "--reason", "canary", "--agreed-by", "independent-chair"),
        f"{HOME}/log.yaml",
    ),
    "extend": (
        (
            "extend",
            CASE,
            "screening-meeting",
            "--to",
            "17/2/2025",
            "--reason",
            "canary",
            "--agreed-by",
            "pip",
        ),
        f"{HOME}/log.yaml",
    ),
    "waive": (("waive", CASE, "sufficiency", "--reason", "canary", "--agreed-by", "pip"), f"{HOME}/log.yaml"),
    "suspend": (
        ("suspend", CASE, "--from", "28/1/2025", "--reason", "canary", "--asked-by", "police", *AGAIN),
        f"{HOME}/log.yaml",
    ),
    "urgent": (("urgent", "add", CASE, "canary", "--to", "board"), f"{HOME}/log.yaml"),
    "subject": (("subject", "add", CASE, "Adult Q", "--because", "canary"), f"{HOME}/"),
    "convert": (("convert", CASE, "practice-review", "--because", "canary"), f"{HOME}/"),
}
each = pytest.mark.parametrize(("words", "place"), WRITING.values(), ids=WRITING)
Words = tuple[str, ...]


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Return the files that are not as they were."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


@each
def test_one_place_is_written_and_committed(case: House, words: Words, place: str) -> None:
    """A command changes the one file or folder it is about, and its commit holds just that."""
    before = case.files()
    case.does(*words)
    touched = changed(before, case.files())
    assert touched and all(path.startswith(place) for path in touched)
    assert set(case.last_paths()) == touched
    assert case.unsaved() == ""


@each
def test_what_is_written_is_valid_at_once(case: House, words: Words, place: str) -> None:
    """`validate` has nothing to say afterwards that it had not before."""
    assert case.codes() == set()
    case.does(*words)
    assert case.codes() == set()


@each
def test_a_message_never_bears_a_value(case: House, words: Words, place: str) -> None:
    """A commit's message says which case and which place, and nothing of what was written there."""
    case.does(*words)
    message = case.git("log", "-1", "--format=%B")
    assert "canary" not in message and "28" not in message
    assert f"Reviewctl: {words[0]}" in message
    assert message.startswith(("SAR-2025-00", "board:"))


@each
def test_a_dry_run_shows_the_difference_and_writes_nothing(case: House, words: Words, place: str) -> None:
    """--dry-run prints what would be new, and neither file nor commit comes of it."""
    before, commit = case.files(), case.git("rev-parse", "HEAD")
    done = case.does(*words, "--dry-run")
    assert f"+++ {place}" in done.out and "\n+" in done.out
    assert done.out.endswith("Nothing was written (--dry-run).\n")
    assert (case.files(), case.git("rev-parse", "HEAD")) == (before, commit)


@each
def test_no_commit_leaves_the_file_to_the_user(case: House, words: Words, place: str) -> None:
    """--no-commit writes as ever, and git's history stays as it was."""
    commit = case.git("rev-parse", "HEAD")
    case.does(*words, "--no-commit")
    assert case.git("rev-parse", "HEAD") == commit
    assert place.rstrip("/") in case.unsaved()


@each
def test_what_the_user_has_staged_stays_staged(case: House, words: Words, place: str) -> None:
    """A change of the user's own that waits in the index is neither committed nor lost."""
    case.put("README.md", "mine\n")
    case.git("add", "README.md")
    case.does(*words)
    assert "README.md" not in case.last_paths()
    assert case.unsaved() == "M  README.md\n"


@each
def test_without_an_identity_the_file_is_kept(case: House, at_home: Path, words: Words, place: str) -> None:
    """Where git does not know who the user is, one line says how to commit, and the exit code is 0."""
    (at_home / ".gitconfig").write_text("")
    done = case.tries(*words)
    assert done.code == 0
    assert done.err.count("\n") == 1 and "reviewctl save" in done.err
    assert place.rstrip("/") in case.unsaved()
    (at_home / ".gitconfig").write_text(NAMED)
    assert case.does("save").out.startswith("Saved ")
    assert case.unsaved() == ""


@each
def test_without_a_repository_it_works(case: House, words: Words, place: str) -> None:
    """A register that is under no git is written to, and it is said that nothing was committed."""
    import shutil

    shutil.rmtree(case.root / ".git")
    before = case.files()
    done = case.tries(*words)
    assert (done.code, done.err) == (0, "Not committed: this folder is not under git.\n")
    touched = changed(before, case.files()) - {".reviewctl.lock"}
    assert touched and all(path.startswith(place) for path in touched)


@each
def test_without_git_on_the_machine_it_works(
    case: House, words: Words, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no git program, the file is written and one line says that it is not committed."""
    monkeypatch.setenv("PATH", "/nowhere")
    before = case.files()
    done = case.tries(*words)
    assert done.code == 0, done
    assert done.err.startswith("Not committed: git is not installed") and done.err.count("\n") == 1
    assert changed(before, case.files())


@each
def test_a_merge_that_is_not_finished_stops_it(case: House, words: Words, place: str) -> None:
    """In the middle of a merge nothing is written, and it is said how to finish it."""
    case.put(".git/MERGE_HEAD", case.git("rev-parse", "HEAD"))
    before = case.files()
    done = case.tries(*words)
    assert done.code == 3
    assert "merge" in done.err and "git merge --abort" in done.err
    assert case.files() == before


@each
def test_a_register_in_a_part_of_a_repository(
    at_home: Path, tmp_path: Path, words: Words, place: str
) -> None:
    """A register that lies deep in a bigger repository is committed there, and the rest is left alone."""
    outer = House(tmp_path / "council")
    outer.root.mkdir()
    outer.git("init", "-q", "-b", "main")
    outer.put("budget.txt", "1\n")
    outer.git("add", "-A")
    outer.git("commit", "-q", "-m", "budget")
    inner = House(outer.root / "adults" / "reviews")
    assert reviewctl(outer.root, "init", "adults/reviews").code == 0
    assert not (inner.root / ".git").exists()
    inner.does("new", "sar", "--received", "2025-01-13")
    outer.put("budget.txt", "2\n")
    inner.does(*words)
    assert all(path.startswith(f"adults/reviews/{place}") for path in outer.last_paths())
    assert outer.unsaved() == " M budget.txt\n"


def test_another_writer_is_waited_for(case: House) -> None:
    """While another reviewctl holds the lock a command waits, and then does its work."""
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(case.root, case.root / ".git"):
            held.set()
            let_go.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    threading.Timer(0.3, let_go.set).start()
    case.does("note", CASE, "later")
    other.join()
    assert "later" in case.text(f"{HOME}/log.yaml")


def test_a_writer_that_does_not_finish_is_named(case: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the lock is not let go, nothing is written and the person is told to wait."""
    from reviewctl.work import writing

    monkeypatch.setattr(writing, "locked", lambda root, git_dir: locked(root, git_dir, 0.05))
    before = case.files()
    with locked(case.root, case.root / ".git"):
        done: Ran = case.tries("note", CASE, "later")
    assert done.code == 3 and "another reviewctl is writing" in done.err
    assert case.files() == before


@pytest.mark.parametrize("how", ["crlf", "bom", "no-end", "comments"])
def test_a_file_keeps_its_own_style(case: House, how: str) -> None:
    """Line ends, a byte order mark, comments and a missing last line end are as they were but for one line."""
    path = f"{HOME}/diary.yaml"
    raw = (case.root / path).read_bytes()
    styled = {
        "crlf": raw.replace(b"\n", b"\r\n"),
        "bom": b"\xef\xbb\xbf" + raw,
        "no-end": raw.rstrip(b"\n"),
        "comments": raw.replace(b"  held:", b"  held:   # when?  "),
    }[how]
    case.put(path, styled)
    case.does("save", "--no-push")
    case.does("record", CASE, "screening.held", "28/1/2025")
    now = (case.root / path).read_bytes().splitlines(keepends=True)
    differing = [(a, b) for a, b in zip(styled.splitlines(keepends=True), now, strict=True) if a != b]
    assert len(differing) == 1
    assert differing[0][1].startswith(b"  held: 2025-01-28")
    assert case.codes() == set()


def test_a_block_is_added_in_the_style_of_the_file(case: House) -> None:
    """A new item in a file with Windows line ends has Windows line ends."""
    path = f"{HOME}/family.yaml"
    case.put(path, (case.root / path).read_bytes().replace(b"\n", b"\r\n"))
    case.does("save")
    case.does("record", CASE, "family[mother].told", "3/3/2025")
    raw = (case.root / path).read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert case.codes() == set()


def test_a_file_at_fault_is_not_written_to(case: House) -> None:
    """Where a file cannot be read, its fault is named with its line, and the file stays as it is."""
    case.put(f"{HOME}/diary.yaml", "screening:\n  held: 2025-01-28\n  held: 2025-01-29\n")
    said = case.refuses("record", CASE, "screening.held", "30/1/2025")
    assert "diary.yaml:3" in said or "line 3" in said


def test_a_fault_elsewhere_does_not_stop_it(case: House) -> None:
    """A fault in another file of the case is somebody else's business."""
    case.put(f"{HOME}/referral.md", "---\nincident_date: TBC\n---\n")
    case.does("record", CASE, "screening.held", "28/1/2025")


def test_an_unsafe_repository_is_not_touched(case: House, tmp_path: Path) -> None:
    """Where the repository's settings would run a program, writing stops with exit 3, and reading works."""
    canary = tmp_path / "canary"
    program = tmp_path / "program.sh"
    program.write_text(f'#!/bin/sh\ntouch "{canary}"\n')
    program.chmod(0o755)
    config = case.root / ".git" / "config"
    clean = config.read_bytes()
    for setting in (
        f"[core]\n\tfsmonitor = {program}\n",
        f"[core]\n\thooksPath = {tmp_path}\n",
        f'[filter "x"]\n\tclean = {program}\n',
        f"[include]\n\tpath = {program}\n",
        f'[diff "x"]\n\ttextconv = {program}\n',
    ):
        config.write_bytes(clean + setting.encode())
        before = case.files()
        for words in (("note", CASE, "x"), ("save",), ("undo",), ("new", "sar")):
            done = case.tries(*words)
            assert done.code == 3 and "settings" in done.err, (setting, words, done)
        assert case.files() == before
        assert case.tries("validate", "--exit-zero").code == 0
        assert case.tries("status").code == 0
        assert case.tries("deadlines").code == 0
        assert not canary.exists()


def test_accents_under_the_plainest_locale(case: House) -> None:
    """Under LC_ALL=C, in a process of its own, text with accents goes in and comes out whole."""
    import subprocess
    import sys

    plain = {"LC_ALL": "C", "PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
    plain |= {
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    words = [sys.executable, "-m", "reviewctl", "-C", str(case.root)]
    for more in (
        ["note", CASE, "Renée called: été"],
        ["validate", "--exit-zero"],
        ["status"],
        ["show", CASE],
    ):
        done = subprocess.run([*words, *more], env=plain, capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b""), (more, done)
    assert "Renée called: été" in case.text(f"{HOME}/log.yaml")


def test_today_is_londons(case: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Near midnight, on a computer set to the other end of the world, `today` is the day in London."""
    import time
    from datetime import UTC, datetime

    from reviewctl.facts import calendar

    class Late(datetime):
        """A clock that stands at half past eleven in the evening of 12 February 2026, London time."""

        @classmethod
        def now(cls, tz=None) -> datetime:
            return datetime(2026, 2, 12, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(calendar, "datetime", Late)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        case.does("record", CASE, "screening.held", "today")
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert "held: 2026-02-12" in case.text(f"{HOME}/diary.yaml")
