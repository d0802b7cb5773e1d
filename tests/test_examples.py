"""The example register is what its commands make of it, holds what it says, and the demo shows it."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
REGISTER = EXAMPLES / "register"
AS_OF = "2022-10-10"

MEANT = [
    ("SAR-2019-001", "TIM001", "warning", "cases/SAR-2019-001/action-plan.yaml"),
    ("SAR-2019-001", "TIM001", "warning", "cases/SAR-2019-001/action-plan.yaml"),
    ("SAR-2019-001", "TIM003", "note", "cases/SAR-2019-001/returns.yaml"),
    ("SAR-2021-001", "TIM003", "note", "cases/SAR-2021-001/diary.yaml"),
    ("SAR-2021-001", "TIM001", "warning", "cases/SAR-2021-001/diary.yaml"),
    ("SAR-2021-001", "TIM003", "note", "cases/SAR-2021-001/returns.yaml"),
    ("SAR-2022-001", "TIM001", "error", "cases/SAR-2022-001/diary.yaml"),
    ("SAR-2022-002", "TIM004", "note", "cases/SAR-2022-002/diary.yaml"),
    ("SAR-2022-002", "TIM001", "warning", "cases/SAR-2022-002/returns.yaml"),
]
"""What is to be put right on the day of the demo: what is late, what was late for a reason, what is due."""


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _json(*words: str) -> dict[str, Any]:
    done = subprocess.run(
        (
            sys.executable,
            "-m",
            "reviewctl",
            "-C",
            str(REGISTER),
            *words,
            "--as-of",
            AS_OF,
            "--format",
            "json",
        ),
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def test_the_commands_make_exactly_the_register_that_is_checked_in(tmp_path: Path) -> None:
    """Replayed in an empty folder, the commands and edits give the same files, byte for byte."""
    _module("build").build(tmp_path / "register")
    made, there = _files(tmp_path / "register"), _files(REGISTER)
    differ = [name for name in sorted({*made, *there}) if made.get(name) != there.get(name)]
    assert not differ, f"run: python examples/build.py ({', '.join(differ)})"


def test_validate_shows_what_is_meant_and_nothing_else() -> None:
    """On the day of the demo some things are late or due, and nothing is wrong with the record itself."""
    found = _json("validate", "--exit-zero")["findings"]
    assert isinstance(found, list)
    assert [(one["case"], one["code"], one["severity"], one["path"]) for one in found] == MEANT


def test_every_kind_of_review_is_on_the_monday_screen() -> None:
    """One is closed; of the others one has actions late, one its report, one a letter; and one is due today."""
    cases = {one["id"]: one for one in _json("status")["cases"]}
    closed = _json("status", "--stage", "closed")["cases"]
    assert [one["id"] for one in closed] == ["SAR-2017-001"]
    assert cases["SAR-2019-001"]["overdue"] == ["action[1]", "action[2]"]
    assert cases["SAR-2021-001"]["overdue"] == ["completion"]
    assert cases["SAR-2022-001"]["overdue"] == ["recommendation"]
    due = {one["step"]: one["days"] for one in cases["SAR-2022-002"]["deadlines"] if one["due"] == AS_OF}
    assert due == {"screening-meeting": 0}


def test_the_long_wait_is_the_published_one() -> None:
    """From the referral to the decision of SAR-2021-001 it is 192 days."""
    text = (REGISTER / "cases/SAR-2021-001/diary.yaml").read_text("utf-8")
    assert "  received: 2021-09-18\n" in text
    assert "  made: 2022-03-29\n" in text


def test_nobody_is_named() -> None:
    """People have ids and no names, subjects neutral pseudonyms, and no address of the net is given."""
    for name, data in _files(REGISTER).items():
        text = data.decode("utf-8")
        assert "http" not in text, name
        for pseudonym in re.findall(r"^ +pseudonym: (.*)$", text, re.MULTILINE):
            assert re.fullmatch(r"Adult [A-Z][0-9]|Six residents of House M", pseudonym), name
    board = (REGISTER / "board.yaml").read_text("utf-8")
    people = board.partition("\npeople:\n")[2].partition("\nroles:\n")[0]
    assert "- id: officer-1" in people
    assert not re.search(r"^ +name:", people, re.MULTILINE)


def test_it_is_no_repository_inside_this_one() -> None:
    """The register is checked in without a history and without settings of an editor."""
    assert not (REGISTER / ".git").exists()
    assert not (REGISTER / ".vscode").exists()


@pytest.mark.parametrize("width", [80, 100])
def test_the_demo_shows_it_and_leaves_nothing(width: int, tmp_path: Path) -> None:
    """It ends well without an identity in git, keeps to the width, and its temporary folder is gone."""
    left = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "XDG_"))}
    quiet = {
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "COLUMNS": str(width),
    }
    before = _files(REGISTER)
    done = subprocess.run(
        (sys.executable, str(EXAMPLES / "demo.py")), capture_output=True, text=True, env={**left, **quiet}
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    commands = [line for line in done.stdout.splitlines() if line.startswith("$ ")]
    assert commands == [
        f"$ reviewctl status --as-of {AS_OF}",
        f"$ reviewctl deadlines SAR-2021-001 --as-of {AS_OF}",
        f"$ reviewctl validate --exit-zero --as-of {AS_OF}",
    ]
    assert "LATE  SAR-2022-001" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= width
    assert list(tmp_path.iterdir()) == []
    assert _files(REGISTER) == before


def test_a_piece_is_laid_where_it_says() -> None:
    """A line of an edit file that is not there stops the replay; one that is there takes the piece."""
    build = _module("build")
    text = "a:\nb:\n  one: 1\nc:\n"
    piece = "=== under a:\n  - x\n=== instead of b: ... one: 1\nb: two\n=== at the end\nd:\n"
    assert build.laid(text, piece) == "a:\n  - x\nb: two\nc:\nd:\n"
    with pytest.raises(build.Stopped, match="0 lines that read: z:"):
        build.laid(text, "=== under z:\nmore\n")
