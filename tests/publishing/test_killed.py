"""Building, killed at any moment: what stands at the place of the folder is nothing, or the whole of it."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reviewctl.model.trouble import EnvironmentFault
from reviewctl.store import atomic
from reviewctl.store.outgoing import put_out
from reviewctl.work.publishing import building, gate, searching, sidecar
from tests.publishing.making import CASE, Desk

ROOT = Path(__file__).parent.parent.parent
WHOLE = {0, 9}
"""Exit codes of a run that came to its end."""


class Killed(BaseException):
    """The process is gone: nothing behind this runs."""


@pytest.mark.parametrize("trouble", ["SIGKILL", "SIGTERM", "ENOSPC", "EIO-for-good"])
def test_nothing_or_the_whole_at_each_system_call(trouble: str, tmp_path: Path) -> None:
    """Every call of the writing in turn: never a part; and the next run goes through and cleans up."""
    out = tmp_path / "report.json"
    words = [sys.executable, "-m", "tests.publishing.killing", trouble, str(tmp_path / "place"), str(out)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=110)
    assert (done.returncode, done.stderr) == (0, "")
    *tried, last = json.loads(out.read_text())
    assert last[1:] == [9, "whole", True]
    assert len(tried) >= 10 and "nothing" in {found for _, _, found, _ in tried}
    for n, code, found, cleaned in tried:
        assert found in ("nothing", "whole") and cleaned, (n, code, found)
        if code in (3, 4) and trouble != "EIO-for-good":
            assert found == "nothing", (n, code)
        assert code == -signal.SIGKILL or "KILL" not in trouble, (n, code)


def dying(real: Callable[..., Any], number: int, died: list[int]) -> Callable[..., Any]:
    """Return a function that does what another does, and dies in the place of its n-th call."""

    def call(*words: Any, **more: Any) -> Any:
        died.append(1)
        if len(died) == number:
            raise Killed
        return real(*words, **more)

    return call


STEPS = {
    "the identities opened": (gate, "identities_for", 1),
    "the search": (searching, "examine", 2),
    "a paper pressed": (building, "press", 3),
    "a file read back": (building, "read_back", 5),
    "the search of the files": (searching, "examine", 5),
    "the record that goes with them": (sidecar, "written", 1),
    "the record looked at again": (building, "of_record", 1),
    "the writing": (building, "put_out", 1),
    "a file written": (atomic, "_fill", 7),
}


@pytest.mark.parametrize("step", STEPS)
def test_no_folder_wherever_it_ends(
    desk: Desk, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a run is doing when it ends, nothing is at the place of the folder, and the next run goes through."""
    where, name, number = STEPS[step]
    target, died = tmp_path / "out", list[int]()
    before = desk.files()
    with monkeypatch.context() as patch:
        patch.setattr(where, name, dying(getattr(where, name), number, died))
        with pytest.raises(Killed):
            desk.says("publish", "build", CASE, "-o", str(target))
    assert len(died) == number
    assert not target.exists() and desk.files() == before
    assert [path.name for path in tmp_path.iterdir() if "tmp" in path.name] == []


def test_only_ones_own_are_cleaned_up(tmp_path: Path) -> None:
    """A hidden folder of the writer's with our files in it goes; one with anybody's else, a link and a file stay."""
    (tmp_path / ".old.reviewctl-tmp").mkdir()
    (tmp_path / ".old.reviewctl-tmp" / "a.pdf").touch()
    (tmp_path / ".mine.reviewctl-tmp").mkdir()
    (tmp_path / ".mine.reviewctl-tmp" / "letter.docx").touch()
    (tmp_path / ".file.reviewctl-tmp").touch()
    (tmp_path / "away").mkdir()
    (tmp_path / ".link.reviewctl-tmp").symlink_to(tmp_path / "away")
    put_out(tmp_path / "out", {"a.pdf": b"x"}, ["a.pdf"])
    assert {path.name for path in tmp_path.iterdir()} == {
        "out", "away", ".mine.reviewctl-tmp", ".file.reviewctl-tmp", ".link.reviewctl-tmp",
    }  # fmt: skip


def test_a_folder_of_somebody_else_is_not_taken_away(tmp_path: Path) -> None:
    """Where another has made the folder meanwhile, it stays as it is."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.pdf").write_bytes(b"another")
    with pytest.raises(EnvironmentFault, match="there already"):
        put_out(tmp_path / "out", {"a.pdf": b"x"}, ["a.pdf"])
    assert (tmp_path / "out" / "a.pdf").read_bytes() == b"another"
