"""Does one piece of writing again and again, each time with its n-th system call going wrong.

Run as `python harness.py OPERATION TROUBLE FOLDER REPORT`. Each run happens in a child of its own, so that it
can be killed. The report is a list of [n, exit status, which state the files are in, what is left over].
"""

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.atomic import (
    Change,
    Terminated,
    create_folder,
    leftovers,
    sweep,
    unwinding,
    write,
    write_many,
)

CALLS = ("open", "write", "fsync", "replace", "rename", "mkdir", "fchmod", "close", "unlink")
OLD = "held: 2026-01-02\nnote: né\n".encode() * 40
NEW = "held: 2026-02-03\nnote: né, later\n".encode() * 50
CASE = {"case.yaml": b"id: x\n" * 30, "report/overview.md": b"---\n---\n", "imrs/gmp.md": NEW}

Files = dict[str, bytes]


def replace_file(root: Path) -> None:
    """Write over a file."""
    write(root / "diary.yaml", NEW, expected=OLD)


def new_file(root: Path) -> None:
    """Write a file in a folder that is not there yet."""
    write(root / "imrs" / "gmp.md", NEW, expected=None)


def new_case(root: Path) -> None:
    """Make a case folder."""
    create_folder(root / "cases" / "SAR-2026-001", CASE)


def two_files(root: Path) -> None:
    """Write two files in order."""
    write_many([Change(root / "diary.yaml", NEW, OLD), Change(root / "log.yaml", NEW, OLD)])


def write_and_delete(root: Path) -> None:
    """Write a file under a new name, then delete the old one."""
    write_many([Change(root / "new.yaml", OLD, None), Change(root / "diary.yaml", None, OLD)])


CASE_FILES = {f"cases/SAR-2026-001/{name}": data for name, data in CASE.items()}
OPERATIONS: dict[str, tuple[Callable[[Path], None], Files, list[Files]]] = {
    # what is done, the files before it, and the states of which one must be there afterwards (the last: done)
    "replace": (replace_file, {"diary.yaml": OLD}, [{"diary.yaml": OLD}, {"diary.yaml": NEW}]),
    "new-file": (new_file, {}, [{}, {"imrs/gmp.md": NEW}]),
    "new-case": (new_case, {}, [{}, CASE_FILES]),
    "write-and-delete": (
        write_and_delete,
        {"diary.yaml": OLD},
        [{"diary.yaml": OLD}, {"diary.yaml": OLD, "new.yaml": OLD}, {"new.yaml": OLD}],
    ),
    "two-files": (
        two_files,
        {"diary.yaml": OLD, "log.yaml": OLD},
        [
            {"diary.yaml": OLD, "log.yaml": OLD},
            {"diary.yaml": NEW, "log.yaml": OLD},
            {"diary.yaml": NEW, "log.yaml": NEW},
        ],
    ),
}


def fail_with(number: int) -> Callable[[], None]:
    """Return what raises this error, as the system would."""

    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


def send(number: int) -> Callable[[], None]:
    """Return what sends this signal to the process itself."""
    return lambda: os.kill(os.getpid(), number)


TROUBLES: dict[str, tuple[Callable[[], None], str]] = {
    # what happens, and when: instead of the call, of it and all later ones, or right behind it
    "ENOSPC": (fail_with(errno.ENOSPC), "instead"),
    "EIO": (fail_with(errno.EIO), "instead"),
    "EROFS": (fail_with(errno.EROFS), "instead"),
    "EIO-for-good": (fail_with(errno.EIO), "from-here"),
    "SIGKILL": (send(signal.SIGKILL), "instead"),
    "SIGKILL-behind": (send(signal.SIGKILL), "behind"),
    "SIGTERM": (send(signal.SIGTERM), "instead"),
    "SIGTERM-behind": (send(signal.SIGTERM), "behind"),
    "SIGINT-behind": (send(signal.SIGINT), "behind"),
}


class Counter:
    """Counts the system calls and lets the n-th go wrong."""

    def __init__(self, n: int, trouble: Callable[[], None], when: str) -> None:
        self.left = n
        self.trouble = trouble
        self.when = when

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return `call` as it is counted here."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            self.left -= 1
            if (self.left == 0 and self.when != "behind") or (self.left < 0 and self.when == "from-here"):
                self.trouble()
            try:
                return call(*args, **kwargs)
            finally:
                if self.left == 0 and self.when == "behind":
                    self.trouble()

        return counted


def lay(root: Path, files: Files) -> None:
    """Make `root` anew with these files in it."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    for name, data in files.items():
        (root / name).write_bytes(data)


def child(do: Callable[[Path], None], root: Path, n: int, trouble: str) -> int:
    """Do it with the n-th call going wrong. Return 0, 3 for a fault of the environment, 4 when interrupted.

    9 means that the n-th call was never reached: everything was tried.
    """
    counter = Counter(n, *TROUBLES[trouble])
    with unwinding():
        for name in CALLS:
            setattr(os, name, counter.wrap(getattr(os, name)))
        try:
            do(root)
        except EnvironmentFault as fault:
            return 3 if fault.message and "Traceback" not in fault.message else 70
        except (Terminated, KeyboardInterrupt):
            return 4
        return 9 if counter.left > 0 else 0


def run(do: Callable[[Path], None], root: Path, n: int, trouble: str) -> int:
    """Do it in a child; return its exit code, or minus the signal that killed it."""
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            code = child(do, root, n, trouble)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def state(root: Path, states: list[Files]) -> int:
    """Return which of the allowed states the folder is in; -1 for none of them. Leftovers do not count."""
    known = {path for left in leftovers(root) for path in (left, *left.rglob("*"))}
    found = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path not in known
    }
    return states.index(found) if found in states else -1


def main(operation: str, trouble: str, folder: str, report: str) -> None:
    """Try every call in turn and write the report."""
    do, before, states = OPERATIONS[operation]
    root = Path(folder)
    rows: list[tuple[int, int, int, int, bool]] = []
    for n in range(1, 500):
        lay(root, before)
        code = run(do, root, n, trouble)
        found = state(root, states)
        left = len(list(leftovers(root)))
        sweep(root)
        mended = found not in (0, len(states) - 1) or run_again(do, root, found, states)
        rows.append((n, code, found, left, mended))
        if code == 9:
            break
    Path(report).write_text(json.dumps(rows))


def run_again(do: Callable[[Path], None], root: Path, found: int, states: list[Files]) -> bool:
    """Whether the same piece of writing succeeds afterwards, where it was not done."""
    if found == 0:
        do(root)
    return state(root, states) == len(states) - 1 and not list(leftovers(root))


if __name__ == "__main__":
    main(*sys.argv[1:])
