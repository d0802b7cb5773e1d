"""`publish clear`: who may clear what, what is written of it, and what it never lets through."""

import json
import re
from functools import partial
from pathlib import Path
from unittest import mock

import pytest

from reviewctl.facts.scan.passage import Passage
from reviewctl.model.publishing import Pressed
from reviewctl.work.publishing.readback import read_back
from tests.publishing.making import CASE, DAY, HOME, Desk

FILE = f"{HOME}/publication.yaml"
BY = ("--by", "hsl-1", "--reason", "the letters on the door of a house")
WARNED = "The letters Z.Q. stood on the door.\n\nSo did Z.Q. on the gate. And Z.Q. on the wall."
AT = "report/overview.md"


@pytest.fixture
def warned(desk: Desk) -> Desk:
    """A review whose report has three warnings in two paragraphs, and what is certain in a third."""
    desk.edits(AT, "The agencies now meet each month.", f"{WARNED}\n\nQuillfeather was there.")
    desk.commits()
    return desk


def clear(desk: Desk, *words: str) -> str:
    """Clear something that may be cleared, and return what is said."""
    done = desk.says("publish", "clear", CASE, *words)
    assert (done.code, done.err) == (0, ""), done
    return done.out


def refused(desk: Desk, *words: str) -> str:
    """Try to clear what may not be; nothing is written."""
    before = desk.files()
    done = desk.says("publish", "clear", CASE, *words)
    assert done.code == 2 and done.out == "" and desk.files() == before
    assert not any(word in done.err for word in ("Quillfeather", "Z.Q", "Traceback"))
    return done.err


def line_of(desk: Desk, words: str) -> int:
    """Return the line of the report on which some words stand."""
    lines = desk.text(f"{HOME}/{AT}").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def test_a_warning_is_cleared_by_its_number(warned: Desk) -> None:
    """Who, when and why stand in publication.yaml with the sum of the passage, saved with a neutral message."""
    line = line_of(warned, "on the door")
    out = clear(warned, "1", *BY)
    assert out.splitlines()[0] == (
        f"{CASE}: cleared by hsl-1, Tuesday 30 June 2026: initials, {HOME}/{AT}:{line}:13"
    )
    text = warned.text(FILE)
    for part in ("kind: initials", f"place: {AT}:{line}", "by: hsl-1", f"on: {DAY}", "passage: "):
        assert part in text
    assert warned.last_message() == f"{CASE}: publish clear 1"
    assert warned.last_paths() == [FILE]
    assert "cleared" in text and warned.unsaved() == ""
    assert warned.codes_of().count("PUB011") == 1


@pytest.mark.parametrize("form", ["{at}:{line}", "{at}:{line}:{column}", "{home}/{at}:{line}"])
def test_a_warning_is_cleared_by_its_place(warned: Desk, form: str) -> None:
    """As it is shown: with or without the column and the folder. All of one kind in the passage goes with it."""
    line = line_of(warned, "on the gate")
    out = clear(warned, form.format(at=AT, home=HOME, line=line, column=8), *BY)
    assert "and 1 more of the kind in the same passage" in out
    assert warned.codes_of().count("PUB011") == 1


def test_several_are_cleared_at_once_and_none_is_left(warned: Desk) -> None:
    """The block stays; the warnings are gone; a second time there is nothing to be cleared."""
    clear(warned, "1", "2", f"{AT}:{line_of(warned, 'on the gate')}", *BY)
    assert warned.text(FILE).count("passage:") == 2
    codes = warned.codes_of()
    assert "PUB011" not in codes and "PUB010" in codes
    assert "cleared already" in refused(warned, "1", *BY)
    assert "None waits to be cleared" in refused(warned, *BY)


def test_a_changed_passage_waits_again(warned: Desk) -> None:
    """One letter more, and somebody has to look again; what was cleared is told to be gone."""
    clear(warned, "1", *BY)
    warned.edits(AT, "stood on the door", "stood on the old door")
    warned.commits()
    assert warned.codes_of().count("PUB011") == 2
    assert "PUB013 cleared-and-gone" in " ".join(warned.checks().out.split())


def test_who_may_and_what_may(warned: Desk) -> None:
    """A person of the Board with an office, a reason that names nobody, a warning that is there, and no block."""
    line = line_of(warned, "was there")
    assert "nobody can clear it" in refused(warned, f"{AT}:{line}", *BY)
    assert "There is no such warning" in refused(warned, "9", *BY)
    assert "There is no such warning" in refused(warned, "0", *BY)
    assert "These wait: 1" in refused(warned, *BY)
    assert "no such person" in refused(warned, "1", "--by", "somebody", *BY[2:])
    assert "holds no office" in refused(warned, "1", "--by", "police-1", *BY[2:])
    assert "reason is empty" in refused(warned, "1", "--by", "hsl-1", "--reason", " ")
    for reason in ("Quillfeather agreed", "Quilfeather agreed", "Z.Q. agreed", "ring 0161 496 0123"):
        assert "reason may hold" in refused(warned, "1", "--by", "hsl-1", "--reason", reason)


def test_a_dry_run_shows_and_writes_nothing(warned: Desk) -> None:
    """The difference is shown, and the warning waits as before."""
    before = warned.files()
    assert "+    by: hsl-1" in clear(warned, "1", *BY, "--dry-run")
    assert warned.files() == before


def test_a_clearance_written_by_hand_counts_for_nothing_without_a_person(warned: Desk) -> None:
    """By nobody, by somebody without an office on that day, or without a reason: it is PUB012, and still waits."""
    clear(warned, "1", *BY)
    whole = warned.text(FILE)
    for old, new in (
        ("    by: hsl-1\n", ""),
        ("by: hsl-1", "by: police-1"),
        ("by: hsl-1", "by: nobody-1"),
        ("on: 2026-06-30", "on: 2020-01-01"),
        ("    on: 2026-06-30\n", ""),
        ("reason: the letters on the door of a house", "reason:"),
    ):
        assert old in whole
        warned.put(FILE, whole.replace(old, new))
        warned.commits()
        codes = warned.codes_of()
        assert codes.count("PUB011") == 2 and "PUB012" in codes, (old, new)
        assert "PUB012" in warned.codes("--as-of", DAY)
    # Somebody who may looks at it: the line that did not count makes room.
    clear(warned, "1", *BY)
    assert warned.text(FILE).count("passage:") == 1
    assert warned.codes_of().count("PUB011") == 1


def test_without_the_identity_register_nothing_is_cleared(warned: Desk, at_home: Path) -> None:
    """Nobody can say that a word gives nobody away where it is not known who that is."""
    (at_home / ".config/reviewctl/config.yaml").write_text("")
    assert "No identity register is kept" in refused(warned, "1", *BY)


def test_a_message_of_a_commit_is_cleared(desk: Desk) -> None:
    """What cannot be taken out any more is looked at by somebody, and no longer bars the way."""
    desk.edits("diary.yaml", "publication:", "# looked at\npublication:")
    desk.git("commit", "--all", "--quiet", "--message", "as Quillfeather asked")
    short = desk.git("rev-parse", "HEAD").strip()[:10]
    told = " ".join(desk.checks().out.split())
    assert f"commit {short}: Warning 1: here may stand a name" in told
    assert "It stays in the repository and does not go out" in told
    clear(desk, f"commit {short}", "--by", "chair-1", "--reason", "known to the office, and not published")
    assert f"place: commit {short}" in desk.text(FILE)
    assert not {"PUB010", "PUB011"} & set(desk.codes_of())


def test_what_is_only_in_the_files_is_cleared_too(desk: Desk) -> None:
    """What the build finds in a file that it made is cleared by its place, and then the build goes through."""
    out = desk.root.parent / "out"
    found = partial(added, Passage("overview-report.pdf, page 1", "Printed for Z.Q. by the office"))
    with mock.patch("reviewctl.work.publishing.building.read_back", found):
        told = " ".join(desk.says("publish", "build", CASE, "-o", str(out)).out.split())
        assert "overview-report.pdf, page 1" in told and "Warning 1: here may stand initials" in told
        assert not out.exists()
        assert desk.checks().code == 0
        clear(desk, "1", *BY)
        assert desk.codes_of() == [] and "PUB013" not in desk.checks().out
        assert desk.says("publish", "build", CASE, "-o", str(out)).code == 0
    assert out.is_dir()


def added(passage: Passage, pressed: Pressed) -> tuple[Passage, ...]:
    """Return what is in a file; in the report's PDF something more."""
    return (*read_back(pressed), *([passage] if passage.place.startswith(pressed.name) else []))


def test_a_clearance_of_a_day_to_come_does_not_count_yet(warned: Desk) -> None:
    """Nobody has looked tomorrow. `validate` says so where it lies after the real today."""
    clear(warned, "1", *BY)
    for day, judged in (("2026-07-01", set()), ("2098-07-01", {"PUB012"})):
        warned.put(FILE, re.sub(r"on: 20\d\d-0\d-\d\d(?=\n|,|})", f"on: {day}", warned.text(FILE)))
        warned.commits()
        codes = warned.codes_of()
        assert codes.count("PUB011") == 2 and "PUB012" in codes
        assert warned.codes("--as-of", DAY) & {"PUB012"} == judged


def test_the_page_has_one_numbering(warned: Desk) -> None:
    """A warning has the number by which it is cleared, wherever it stands on the page; nothing else has one."""
    done = warned.checks()
    lines = [line.strip() for line in done.out.splitlines()]
    assert not [line for line in lines if re.match(r"\d+\. ", line)]
    said = [int(number) for number in re.findall(r"Warning (\d+): here may stand", " ".join(lines))]
    asked = re.findall(rf"publish clear {CASE} (\d+) ", " ".join(lines))
    assert said == [int(number) for number in asked] == [1, 2]
    found = json.loads(warned.checks("--format", "json").out)["findings"]
    numbers = {one["clear"]: (one["path"], one["line"]) for one in found if one["clear"] is not None}
    assert {one["code"] for one in found if one["clear"] is None} >= {"PUB010", "PUB022"}
    assert numbers == {
        1: (f"{HOME}/{AT}", line_of(warned, "on the door")),
        2: (f"{HOME}/{AT}", line_of(warned, "on the gate")),
    }
    clear(warned, "2", *BY)
    left = [one for one in json.loads(warned.checks("--format", "json").out)["findings"] if one["clear"]]
    assert [(one["clear"], one["message"][:10]) for one in left] == [(1, "Warning 1:")]
