"""A pipe that is closed before all was said, as `head` does: the command ends quietly, as a shell expects it."""

import errno
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reviewctl.cli.app import run

REGISTER = Path(__file__).parent.parent / "examples" / "register"
REVIEWCTL = (sys.executable, "-m", "reviewctl", "-C", str(REGISTER))
LONG = {
    "json": ("deadlines", "--format", "json"),
    "csv": ("deadlines", "--format", "csv"),
    "text": ("next", "--all"),
    "a list": ("explain", "TIM001"),
    "a schema": ("schema",),
    "help": ("--help",),
    "a table": ("status",),
    "what is to be put right": ("validate",),
    "usage": ("status", "--help"),
}


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_a_reader_who_has_gone(words: tuple[str, ...]) -> None:
    """Nothing is said of it, and the code is that of a broken pipe: neither clean nor something to put right."""
    process = subprocess.Popen([*REVIEWCTL, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (141, b"")


TROUBLE = {
    "no such command": ("nonsense",),
    "no such option": ("status", "--nonsense"),
    "what is missing": ("extend",),
    "no such review": ("status", "SAR-2099-001"),
    "no register": ("-C", "/", "status"),
}


@pytest.mark.parametrize("words", TROUBLE.values(), ids=TROUBLE)
def test_a_reader_of_trouble_who_has_gone(words: tuple[str, ...]) -> None:
    """`reviewctl … 2>&1 | head`: never 1, by which a check would say that something is to be put right."""
    process = subprocess.Popen([*REVIEWCTL, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait() == 141


class FullDisk(io.TextIOWrapper):
    """A file for which the disk has no room left."""

    def write(self, _: str) -> int:
        """Write nothing."""
        raise OSError(errno.ENOSPC, "No space left on device")


def test_no_room_for_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment is at fault."""
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out))
        monkeypatch.setattr("sys.stderr", FullDisk(err))
        assert run(["nonsense"]) == 3


def test_a_reader_who_takes_the_first_line() -> None:
    """More is said than a pipe holds, and after a line nobody reads on."""
    process = subprocess.Popen([*REVIEWCTL, *LONG["json"]], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (141, b"")


def test_a_pipe_of_a_shell() -> None:
    """`reviewctl … | head -1` in bash, which tells what each of the two ended with."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.fail("bash is wanted, as for make")
    line = '"$@" | head -1 >/dev/null; echo "${PIPESTATUS[@]}"'
    done = subprocess.run(
        [bash, "-c", line, "bash", *REVIEWCTL, *LONG["json"]], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("141 0\n", "")


def test_what_is_recorded_stands_though_nobody_reads(tmp_path: Path) -> None:
    """A command that writes has done so before it says so."""
    folder = tmp_path / "register"
    shutil.copytree(REGISTER, folder)
    words = (sys.executable, "-m", "reviewctl", "-C", str(folder), "note", "SAR-2021-001", "in one line")
    process = subprocess.Popen([*words, "--no-commit"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (141, b"")
    assert "in one line" in (folder / "cases" / "SAR-2021-001" / "log.yaml").read_text()
