"""The one place that runs a program (git, ssh-keygen): at its absolute path, with no shell."""

import functools
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault

if TYPE_CHECKING:
    import subprocess

    Process = subprocess.Popen[bytes]


class Answer(Struct, frozen=True):
    """What a program said: its exit code, what it printed, and what it complained of."""

    code: int
    out: bytes
    err: str


def program_path(name: str) -> str | None:
    """Return the absolute path of a program on PATH, or None where there is none."""
    return _locate(name, absolute_search_path())


@functools.cache
def _locate(name: str, search_path: str) -> str | None:
    # Not by shutil.which: it takes longer to import than a short command of git takes.
    places = (Path(folder, name) for folder in search_path.split(os.pathsep) if folder)
    return next((str(one) for one in places if one.is_file() and os.access(one, os.X_OK)), None)


def absolute_search_path() -> str:
    """Return PATH without its relative folders: no program is found in the folder that is being looked at."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if Path(folder).is_absolute())


def execute(
    command: Sequence[str], folder: str, stdin: bytes, environment: Mapping[str, str], timeout: float
) -> Answer:
    """Run a program of which nobody is asked anything, and return its answer.

    Raises EnvironmentFault where it cannot be started, or does not finish within `timeout` seconds.
    """
    called = Path(command[0]).name
    # Here and not above: where there is no git, as in a folder that is only looked at, nothing is run.
    import subprocess

    try:
        # A session of its own: neither git nor ssh finds a terminal on which to ask a question and wait.
        with subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            out, err = _communicate(process, stdin, timeout)
    except subprocess.TimeoutExpired:
        hint = "Is the folder on a drive that does not answer? Try again when it does."
        raise EnvironmentFault(f"{called} did not finish within {timeout:g} seconds", hint) from None
    except OSError as fault:
        raise EnvironmentFault(f"{called} could not be started in {folder}: {fault.strerror}") from fault
    return Answer(process.returncode, out, err.decode("utf-8", "replace"))


def attended(command: Sequence[str], folder: str, environment: Mapping[str, str]) -> int:
    """Run a program that may ask the person at the terminal, for as long as that takes; return its exit code.

    Only what is typed there reaches it: a passphrase, a PIN, the touch of a security key. What it prints is dropped.
    """
    import subprocess

    try:
        done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False)
    except OSError as fault:
        raise EnvironmentFault(f"{Path(command[0]).name} could not be started: {fault.strerror}") from fault
    return done.returncode


def opened(
    command: Sequence[str], folder: str, environment: Mapping[str, str], complaints: IO[bytes], *, asked: bool
) -> "Process":
    """Start a program that goes on running, and return it; what it complains of goes into the file `complaints`.

    `asked` is whether it takes questions. Whoever starts it ends it. Raises EnvironmentFault where it does not start.
    """
    import subprocess

    try:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE if asked else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
        )
    except OSError as fault:
        raise EnvironmentFault(f"{Path(command[0]).name} could not be started: {fault.strerror}") from fault


def _communicate(process: "Process", stdin: bytes, timeout: float) -> tuple[bytes, bytes]:
    import subprocess

    try:
        return process.communicate(stdin, timeout)
    except BaseException:
        # Also on Ctrl-C: asked to end, git removes its lock files; killed, it leaves them behind.
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def printable(text: str) -> str:
    """Return the text with a question mark for each character that a terminal would act upon."""
    return "".join(char if char.isprintable() else "?" for char in text)
