"""The one writer, on a good day and where somebody else is at work too. Faults of the disk: tests/faults."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviewctl.model.finding import EnvironmentFault
from reviewctl.store import atomic
from reviewctl.store.atomic import (
    Change,
    PartlyWritten,
    create_folder,
    remove,
    sweep,
    unwinding,
    write,
    write_many,
)
from reviewctl.store.lock import locked


def everything(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_writes_a_new_file_and_its_folders(tmp_path: Path) -> None:
    """A file that must not exist yet is made, with the folders above it and nothing else."""
    write(tmp_path / "imrs" / "police.md", b"text\n", expected=None)
    assert everything(tmp_path) == {"imrs/police.md": b"text\n"}


def test_replaces_a_file_and_keeps_its_mode(tmp_path: Path) -> None:
    """A file keeps its permissions when its content is replaced."""
    path = tmp_path / "diary.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path, "né\r\n".encode(), expected=b"old")
    assert everything(tmp_path) == {"diary.yaml": "né\r\n".encode()}
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_writes_all_of_it_where_the_system_takes_little_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system call that takes three bytes at a time still ends in the whole file."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:3]))
    write(tmp_path / "a", b"0123456789", expected=None)
    assert (tmp_path / "a").read_bytes() == b"0123456789"


@pytest.mark.parametrize(
    ("standing", "expected", "words"),
    [
        (b"other", b"old", "was changed by someone else"),
        (None, b"old", "was taken away"),
        (b"other", None, "is there already"),
    ],
)
def test_never_writes_over_what_someone_else_saved(
    tmp_path: Path, standing: bytes | None, expected: bytes | None, words: str
) -> None:
    """What somebody saved meanwhile stays, nothing else is left, and the message says what to do."""
    path = tmp_path / "diary.yaml"
    if standing is not None:
        path.write_bytes(standing)
    before = everything(tmp_path)
    with pytest.raises(EnvironmentFault, match=words) as caught:
        write(path, b"new", expected=expected)
    assert caught.value.exit_code == 3
    assert caught.value.hint
    assert everything(tmp_path) == before


def test_does_not_write_through_a_link(tmp_path: Path) -> None:
    """A link in the register leads no write out of it, and is not replaced either."""
    outside = tmp_path / "outside"
    outside.write_bytes(b"old")
    link = tmp_path / "diary.yaml"
    link.symlink_to(outside)
    for expected in (b"old", None):
        with pytest.raises(EnvironmentFault, match="is a link"):
            write(link, b"new", expected=expected)
    assert outside.read_bytes() == b"old"
    assert link.is_symlink()


def test_next_write_clears_up_after_a_killed_one(tmp_path: Path) -> None:
    """A temporary file that a killed run left is in nobody's way."""
    (tmp_path / ".a.reviewctl-tmp").write_bytes(b"half")
    write(tmp_path / "a", b"whole", expected=None)
    assert everything(tmp_path) == {"a": b"whole"}


def test_a_planted_temporary_link_is_not_written_through(tmp_path: Path) -> None:
    """A link under the name of our temporary file is removed, and what it points to stays."""
    (tmp_path / "victim").write_bytes(b"safe")
    (tmp_path / ".a.reviewctl-tmp").symlink_to(tmp_path / "victim")
    write(tmp_path / "a", b"new", expected=None)
    assert everything(tmp_path) == {"a": b"new", "victim": b"safe"}


def test_makes_a_folder_at_once(tmp_path: Path) -> None:
    """A case folder appears with all its files; what a killed run left of it is gone."""
    (tmp_path / "cases" / ".SAR-2026-001.reviewctl-tmp" / "old").mkdir(parents=True)
    create_folder(
        tmp_path / "cases" / "SAR-2026-001", {"case.yaml": b"id: x\n", "report/overview.md": b"---\n"}
    )
    assert everything(tmp_path) == {
        "cases/SAR-2026-001/case.yaml": b"id: x\n",
        "cases/SAR-2026-001/report/overview.md": b"---\n",
    }


@pytest.mark.parametrize("standing", ["folder", "file", "link"])
def test_a_folder_is_never_made_over_another(tmp_path: Path, standing: str) -> None:
    """Whatever bears the name already, even an empty folder or a broken link, is left alone."""
    final = tmp_path / "SAR-2026-001"
    match standing:
        case "folder":
            final.mkdir()
        case "file":
            final.write_bytes(b"")
        case _:
            final.symlink_to("nowhere")
    with pytest.raises(EnvironmentFault, match="is there already"):
        create_folder(final, {"case.yaml": b""})
    assert os.listdir(tmp_path) == ["SAR-2026-001"]
    assert standing != "folder" or not list(final.iterdir())


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "", "./a", "a//b"])
def test_a_folder_holds_only_what_lies_in_it(tmp_path: Path, name: str) -> None:
    """A file name that leads out of the new folder is a fault of the caller."""
    with pytest.raises(ValueError, match="plain path"):
        create_folder(tmp_path / "new", {name: b""})
    assert not list(tmp_path.iterdir())


def test_several_files_or_none_where_one_was_changed(tmp_path: Path) -> None:
    """Where one of several files was changed by someone else, none is written."""
    (tmp_path / "b").write_bytes(b"theirs")
    changes = [Change(tmp_path / "a", b"1", None), Change(tmp_path / "b", b"2", b"old")]
    with pytest.raises(EnvironmentFault, match="changed by someone else"):
        write_many(changes)
    assert everything(tmp_path) == {"b": b"theirs"}


def test_several_files_say_which_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a later file fails on the disk, the fault names those that were written."""
    real = os.fsync
    calls = iter(range(100))

    def full_at_the_third(handle: int) -> None:
        if next(calls) == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full_at_the_third)
    with pytest.raises(PartlyWritten, match=r"disk is full.*Already written: a\.$") as caught:
        write_many([Change(tmp_path / "a", b"1", None), Change(tmp_path / "b", b"2", None)])
    assert caught.value.written == (tmp_path / "a",)
    assert everything(tmp_path) == {"a": b"1"}


def test_deletes_only_what_was_read(tmp_path: Path) -> None:
    """A file goes only if it still holds what was read, also as one of several changes."""
    (tmp_path / "a").write_bytes(b"theirs")
    with pytest.raises(EnvironmentFault, match="changed by someone else"):
        remove(tmp_path / "a", expected=b"old")
    assert everything(tmp_path) == {"a": b"theirs"}
    absent = Change(tmp_path / "none", None, None)
    write_many([Change(tmp_path / "b", b"new", None), Change(tmp_path / "a", None, b"theirs"), absent])
    assert everything(tmp_path) == {"b": b"new"}


def test_sweeps_leftovers_and_nothing_else(tmp_path: Path) -> None:
    """Leftovers are found at any depth, but not behind links or in .git, and all else stays."""
    for name in (".a.reviewctl-tmp", "cases/x/.b.yaml.reviewctl-tmp", "cases/.Y.reviewctl-tmp/in/f", "keep"):
        (tmp_path / "r" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "r" / name).write_bytes(b"")
    (tmp_path / "r" / ".git").mkdir()
    (tmp_path / "r" / ".git" / ".g.reviewctl-tmp").write_bytes(b"")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".o.reviewctl-tmp").write_bytes(b"")
    (tmp_path / "r" / "link").symlink_to(tmp_path / "out")
    swept = sweep(tmp_path / "r")
    assert [p.name for p in swept] == [".a.reviewctl-tmp", ".Y.reviewctl-tmp", ".b.yaml.reviewctl-tmp"]
    assert everything(tmp_path) == {
        "r/keep": b"",
        "r/.git/.g.reviewctl-tmp": b"",
        "out/.o.reviewctl-tmp": b"",
    }
    assert sweep(tmp_path / "r") == ()


def test_a_signal_to_end_unwinds_and_the_handlers_come_back() -> None:
    """SIGTERM becomes an exception that cleanup sees, and afterwards acts as before."""
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(atomic.Terminated) as caught, unwinding():
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(1)
    assert caught.value.number == signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before


UPDATES = """
import json, sys
from pathlib import Path
from reviewctl.store.atomic import write
from reviewctl.store.lock import locked
root, me = Path(sys.argv[1]), sys.argv[2]
for _ in range(200):
    with locked(root, None, patience=60):
        old = (root / "count.json").read_bytes()
        counts = json.loads(old)
        counts[me] = counts.get(me, 0) + 1
        write(root / "count.json", json.dumps(counts).encode(), expected=old)
"""


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    """Two processes that change one file 200 times each leave 400 changes."""
    (tmp_path / "count.json").write_bytes(b"{}")
    both = [subprocess.Popen([sys.executable, "-c", UPDATES, str(tmp_path), me]) for me in "ab"]
    assert [one.wait(timeout=90) for one in both] == [0, 0]
    assert (tmp_path / "count.json").read_bytes() == b'{"a": 200, "b": 200}' or (
        tmp_path / "count.json"
    ).read_bytes() == b'{"b": 200, "a": 200}'


HOLD = """
import sys, time
from pathlib import Path
from reviewctl.store.lock import locked
with locked(Path(sys.argv[1]), None):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_held_lock_is_said_and_a_killed_holder_lets_go(tmp_path: Path) -> None:
    """While another holds the lock we wait and then say so; when it is killed the lock is free at once."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder, holder.stdout:
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(EnvironmentFault, match="another reviewctl is writing"),
            locked(tmp_path, None, 0.1),
        ):
            pytest.fail("two held it")
        holder.kill()
    with locked(tmp_path, None, 5):
        assert (tmp_path / ".reviewctl.lock").exists()


def test_the_lock_lies_in_the_git_folder(tmp_path: Path) -> None:
    """In a repository the lock is where git never shows it."""
    (tmp_path / ".git").mkdir()
    with locked(tmp_path, tmp_path / ".git"):
        assert (tmp_path / ".git" / "reviewctl" / "lock").exists()
    assert not (tmp_path / ".reviewctl.lock").exists()


def test_no_lock_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A place in which no lock can be made is a fault of the environment with a sentence."""
    (tmp_path / "file").write_bytes(b"")
    for git_dir in (None, tmp_path / "file" / ".git"):
        fault = pytest.raises(EnvironmentFault, match="cannot be written to")
        with fault, locked(tmp_path / "file", git_dir, 0.1):
            pytest.fail("a file is no folder")
