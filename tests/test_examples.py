"""The example register is what its commands make of it, holds what it says, and the demo shows it."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
REGISTER = EXAMPLES / "register"
AS_OF = "2022-10-10"
SHEETS = sorted((EXAMPLES / "commands").glob("*.txt"))

MEANT = [
    ("CSPR-2012-001", "CHR012", "note", "cases/CSPR-2012-001/chronology/police-n.yaml"),
    ("CSPR-2012-001", "CHR007", "note", "cases/CSPR-2012-001/chronology/police-n.yaml"),
    ("CSPR-2012-001", "CHR007", "note", "cases/CSPR-2012-001/chronology/school-n.yaml"),
    ("CSPR-2014-001", "CHR007", "warning", "cases/CSPR-2014-001/chronology/council-n-children.yaml"),
    ("DHR-2012-001", "ACT005", "warning", "cases/DHR-2012-001/action-plan.yaml"),
    ("DHR-2012-001", "ACT005", "warning", "cases/DHR-2012-001/action-plan.yaml"),
    ("MALR-2022-001", "TIM004", "note", "cases/MALR-2022-001/returns.yaml"),
    ("RR-2020-001", "ACT013", "note", "cases/RR-2020-001/action-plan.yaml"),
    ("RR-2020-001", "TIM003", "note", "cases/RR-2020-001/returns.yaml"),
    ("SAR-2017-001", "CHR007", "note", "cases/SAR-2017-001/chronology/council-m.yaml"),
    ("SAR-2017-001", "CHR007", "warning", "cases/SAR-2017-001/chronology/national-regulator.yaml"),
    ("SAR-2017-001", "CHR007", "note", "cases/SAR-2017-001/chronology/provider-m.yaml"),
    ("SAR-2019-001", "TIM001", "warning", "cases/SAR-2019-001/action-plan.yaml"),
    ("SAR-2019-001", "TIM001", "warning", "cases/SAR-2019-001/action-plan.yaml"),
    *(("SAR-2019-001", "ACT013", "note", "cases/SAR-2019-001/action-plan.yaml"),) * 5,
    ("SAR-2019-001", "TIM003", "note", "cases/SAR-2019-001/returns.yaml"),
    ("SAR-2021-001", "TIM003", "note", "cases/SAR-2021-001/diary.yaml"),
    ("SAR-2021-001", "TIM001", "warning", "cases/SAR-2021-001/diary.yaml"),
    ("SAR-2021-001", "TIM003", "note", "cases/SAR-2021-001/returns.yaml"),
    ("SAR-2022-001", "TIM001", "error", "cases/SAR-2022-001/diary.yaml"),
    ("SAR-2022-002", "TIM004", "note", "cases/SAR-2022-002/diary.yaml"),
    ("SAR-2022-002", "TIM001", "warning", "cases/SAR-2022-002/returns.yaml"),
    ("SAR-2022-003", "CHR007", "note", "cases/SAR-2022-003/chronology/community-trust-n.yaml"),
    ("SAR-2022-003", "CHR007", "note", "cases/SAR-2022-003/chronology/practice-n.yaml"),
    ("", "TIM004", "note", "complaints.yaml"),
    ("", "TIM004", "note", "correspondence.yaml"),
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


def _shown(*words: str) -> str:
    command = (sys.executable, "-m", "reviewctl", "-C", str(REGISTER), *words, "--as-of", AS_OF)
    return subprocess.run(command, capture_output=True, text=True).stdout


def _json(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_shown(*words, "--format", "json"))
    return found


def _cases(files: Iterable[str]) -> set[str]:
    """Return the ids of the reviews that have a folder among some files of a register."""
    return {name.split("/")[1] for name in files if name.startswith("cases/") and name.count("/") > 1}


@pytest.fixture(scope="module")
def of_the_board(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The register as the Board's own commands make it, before there is a review in it."""
    build, folder = _module("build"), tmp_path_factory.mktemp("board") / "register"
    build.build(folder, build.sheets()[:1])
    return _files(folder)


@pytest.mark.parametrize("sheet", SHEETS[1:], ids=[sheet.stem for sheet in SHEETS[1:]])
def test_the_commands_make_exactly_what_is_checked_in(
    sheet: Path, of_the_board: dict[str, bytes], tmp_path: Path
) -> None:
    """Replayed in an empty folder, the commands and edits give the same files, byte for byte."""
    build, folder = _module("build"), tmp_path / "register"
    build.build(folder, [SHEETS[0], sheet])
    made, there = _files(folder), _files(REGISTER)
    ours = {name for name in made if of_the_board.get(name) != made[name]}
    ours |= {name for name in there if _cases([name]) & _cases(made)}
    differ = [name for name in sorted(ours) if made.get(name) != there.get(name)]
    assert not differ, f"run: python examples/build.py ({', '.join(differ)})"


def test_nothing_is_checked_in_that_no_command_makes(of_the_board: dict[str, bytes]) -> None:
    """Each review is opened by a line of a build file, and what the Board made first is as it made it."""
    there = _files(REGISTER)
    opened = re.findall(
        r"^reviewctl new .*", "".join(sheet.read_text("utf-8") for sheet in SHEETS), re.MULTILINE
    )
    assert len(opened) == len(_cases(there)) == 17
    later = {"diary.yaml"}  # in which the Board's own dates are recorded afterwards
    assert {name for name, data in of_the_board.items() if there.get(name) != data} == later
    rest = {name for name in there if not name.startswith(("cases/", "meetings/"))} - set(of_the_board)
    assert rest == {"complaints.yaml", "correspondence.yaml"}


def test_validate_shows_what_is_meant_and_nothing_else() -> None:
    """On the day of the demo some things are late or due, and nothing is wrong with the record itself."""
    found = _json("validate", "--exit-zero")["findings"]
    assert isinstance(found, list)
    assert [(one["case"], one["code"], one["severity"], one["path"]) for one in found] == MEANT


def test_the_monday_screen_is_a_real_week() -> None:
    """Something is late, due today, standing still with a day to ask again, and somebody else's; some are closed."""
    cases = {one["id"]: one for one in _json("status")["cases"]}
    assert cases["SAR-2019-001"]["overdue"] == ["action[1]", "action[2]"]
    assert cases["SAR-2021-001"]["overdue"] == ["completion"]
    assert cases["SAR-2022-001"]["overdue"] == ["recommendation"]
    due = {one["step"]: one["days"] for one in cases["SAR-2022-002"]["deadlines"] if one["due"] == AS_OF}
    assert due == {"screening-meeting": 0}
    paused = {one["step"]: one for one in cases["SAR-2022-003"]["deadlines"] if one["state"] == "suspended"}
    assert paused["completion"]["in_hand"] == 149
    assert {one["ask_again"] for one in paused.values()} == {"2022-10-17"}
    theirs = {case for case, one in cases.items() if one["owner"] == "external"}
    assert theirs == {"DHR-2022-001", "SAR-2022-005"}
    said = _shown("status")
    marks = {words[0] for words in map(str.split, said.splitlines()) if len(words) > 1 and "-20" in words[1]}
    assert {"LATE", "TODAY", "PAUSED", "THEIRS"} <= marks


def test_the_reviews_are_of_five_types_and_eight_are_closed() -> None:
    """Seven are SARs; of the others one was a Rapid Review and one a SAR until it was converted."""
    cases = _json("status")["cases"]
    assert {one["type"] for one in cases} == {"sar", "cspr", "dhr", "single-agency", "multi-agency-learning"}
    closed = {one["id"] for one in _json("status", "--stage", "closed")["cases"]}
    assert closed == {
        *("CSPR-2012-001", "CSPR-2014-001", "CSPR-2015-001", "DHR-2012-001", "DHR-2016-001"),
        *("SAR-2016-001", "SAR-2017-001", "SAR-2022-004"),
    }
    every = {one["id"] for one in cases} | closed
    assert len([case for case in every if case.startswith("SAR-")]) == 9


def test_what_is_next_has_every_block() -> None:
    """What to do is there in all its blocks: late, wanted, without a limit, soon, and waiting for others."""
    said = _shown("next")
    for block in (
        "OVERDUE",
        "NOT ON RECORD",
        "THE PROTOCOL SETS NO LIMIT",
        "TODAY AND THE NEXT",
        "WAITING FOR OTHERS",
    ):
        assert block in said


def test_the_quarters_have_every_referral_whatever_became_of_it() -> None:
    """Of five SAR referrals of April to September 2022 one joined another, and one is an agency's own review now."""
    newer, older = _json("report", "quarterly", "--quarter", "2022-q3")["counts"][:2]
    assert (newer["received"], newer["other_pathway"], newer["not_screened"]) == (3, 1, 1)
    assert (older["received"], older["review"], older["joined"]) == (2, 1, 1)


def test_the_long_wait_is_the_published_one() -> None:
    """From the referral to the decision of SAR-2021-001 it is 192 days."""
    text = (REGISTER / "cases/SAR-2021-001/diary.yaml").read_text("utf-8")
    assert "  received: 2021-09-18\n" in text
    assert "  made: 2022-03-29\n" in text


@cache
def _document(case: str, document: str) -> Any:
    """Return the facts of one document of the register, without its blanks."""
    return _json("show", case, document)["facts"]


def _held(case: str, document: str, address: str) -> object:
    """Return what stands at an address of a document of the register, such as "actions[1].owners"."""
    value: Any = _document(case, document)
    for step in re.findall(r"(?<=\[)[^\]]+|[a-z_0-9]+", address):
        found = [one for one in value if one.get("id") == step] if isinstance(value, list) else None
        value = (found[0] if found else value[int(step)]) if isinstance(value, list) else value.get(step)
    return value


PLANS = [
    (34, "CSPR-2014-001", "action-plan", "findings[L3].kind", "lesson"),
    (34, "CSPR-2014-001", "action-plan", "findings[L1].owners", ["all agencies"]),
    (34, "CSPR-2015-001", "action-plan", "actions[1].findings", ["F-police"]),
    (34, "SAR-2019-001", "action-plan", "recommendations[unnumbered-3a].level", "national"),
    (34, "DHR-2012-001", "action-plan", "recommendations[theme-2].level", "multi-agency"),
    (34, "DHR-2012-001", "action-plan", "recommendations[21.10.1].level", "single-agency"),
    (34, "RR-2020-001", "action-plan", "recommendations[1-14].level", "national"),
    (35, "SAR-2019-001", "action-plan", "actions[4].owners", ["the national law reform body"]),
    (35, "SAR-2019-001", "action-plan", "actions[3].owners", ["national-regulator"]),
    (36, "CSPR-2012-001", "action-plan", "actions[1].lead", "council-n-children"),
    (36, "RR-2020-001", "action-plan", "actions[3].overseer", "the Partnership's independent commissioner"),
    (
        *(36, "SAR-2019-001", "progress", "2.handed_over[0].to"),
        ["each integrated care board and provider collaborative"],
    ),
    (37, "CSPR-2012-001", "progress", "2.met", "2013-09"),
    *((37, "CSPR-2012-001", "progress", f"{action}.met.on", "not-known") for action in (1, 3, 4)),
    *((37, "SAR-2021-001", "progress", f"{action}.met.on", "not-known") for action in (1, 2, 3, 4)),
    (38, "CSPR-2012-001", "action-plan", "actions[1].due", "2014-05-31"),
    (38, "CSPR-2012-001", "progress", "1.revisions[0].due_as_written", "autumn 2014"),
    (
        *(38, "RR-2020-001", "action-plan", "actions[1].due_as_written"),
        "two weeks from the request, in March or April 2022",
    ),
    (38, "SAR-2019-001", "action-plan", "actions[1].due", "2022-01-31"),
    (39, "CSPR-2015-001", "progress", "2.updates[0].heard", False),
    (39, "CSPR-2015-001", "progress", "2.updates[0].status", "orange"),
    (39, "CSPR-2015-001", "progress", "5.updates[1].status", "green"),
    (
        40,
        "CSPR-2012-001",
        "action-plan",
        "recommendations[ofsted-1-15].source",
        "the inspection of March 2014",
    ),
    (
        40,
        "SAR-2019-001",
        "action-plan",
        "recommendations[extra-1].source",
        "it came up after the report was published",
    ),
    (40, "RR-2020-001", "progress", "1.met.on", "2022-04"),
]
"""What real plans hold, by the number that it has in DECISIONS.md: the review, the document, the address, the value."""


@pytest.mark.parametrize(("number", "case", "document", "address", "value"), PLANS)
def test_what_is_awkward_in_real_plans_is_held(
    number: int, case: str, document: str, address: str, value: object
) -> None:
    """Each stands where a reader would look for it, as it was published."""
    assert _held(case, document, address) == value
    assert f"| {number}" in (ROOT / "DECISIONS.md").read_text("utf-8")


def test_what_is_awkward_in_real_plans_is_seen() -> None:
    """The page of all actions tells of no news, new owners, words for dates, who watches, and the colours."""
    said = " ".join(_shown("action", "list", "--all").split())
    for words in (
        "The Board's scale: purple = done, and shown to be; green = on track, not done;",
        "orange = no update received",
        "handed over since the plan, in which it was owned by each local health commissioner",
        "first due 31 May 2014; moved once",
        "due as written: autumn 2014",
        "due as written: two weeks from the request",
        "watched over by an improvement board",
        "beyond the Board's agencies: the national law reform body",
        "met: day not known",
    ):
        assert words in said, words
    assert "orange, 7 Jan 2016" in _shown("action", "list", "CSPR-2015-001")
    assert "lesson L1" in _shown("action", "thread", "CSPR-2014-001")
    late = {
        one["action"] for one in _json("action", "list", "--overdue")["actions"] if one["state"] == "overdue"
    }
    assert late == {"1", "2"}, "a target missed, and no new date"


def test_nobody_is_named() -> None:
    """People have ids and no names, subjects neutral pseudonyms, and no address of the net is given."""
    for name, data in _files(REGISTER).items():
        text = data.decode("utf-8")
        assert "http" not in text, name
        for pseudonym in re.findall(r"^ +pseudonym: (.*)$", text, re.MULTILINE):
            assert re.fullmatch(r"(Adult|Child) [A-Z][0-9]|Six residents of House M", pseudonym), name
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
        f"$ reviewctl next --as-of {AS_OF}",
        f"$ reviewctl deadlines SAR-2022-003 --as-of {AS_OF}",
        f"$ reviewctl validate --exit-zero --as-of {AS_OF}",
    ]
    assert re.search("LATE +SAR-2022-001", done.stdout)
    typed = re.compile(r" +(> )?reviewctl ")  # a command that is to be typed is never broken
    assert max(len(line) for line in done.stdout.splitlines() if not typed.match(line)) <= width
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
