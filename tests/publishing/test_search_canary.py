"""No value of the identity register comes out anywhere: not on the screen, not in a file, not in git."""

import os
import subprocess
from pathlib import Path

import pyrage
import pytest

from reviewctl.exchange.agefile import sealed
from reviewctl.store.identities import read_identities
from tests.publishing.making import CASE, DAY, HOME, Desk

CANARY = """format: 1
identities:
  - pseudonym: Adult E
    kind: subject
    cases: [SAR-2026-001]
    names:
      - {given: Zebulonis, family: Quillfeatherby}
      - {given: Zebulonis, family: Marrowbonesky, former: true}
    aliases: [Grimbly Thistledownes]
    nicknames: [Zebbikins]
    born: 1947-11-23
    nhs_number: 999 000 7772
    ni_number: AB 12 34 56 C
    addresses:
      - {house: "1187", street: Bramblewick Lane, postcode: ZE1 7QX}
    phones: [0161 496 0987]
    emails: [zq.canary@example.org]
    words: [Larchmont Grange]
  - pseudonym: sister
    kind: family
    cases: [SAR-2026-001]
    names:
      - {given: Philomenas, family: Quillfeatherby}
    none_known: true
"""
VALUES = (
    *("zebulonis", "quillfeatherby", "marrowbonesky", "thistledownes", "zebbikins", "1947", "9990007772"),
    *("999 000 7772", "ab 12 34 56", "bramblewick", "ze1 7qx", "0161 496 0987", "zq.canary", "larchmont"),
    "philomenas",
)
PLANTED = (
    "Zebulonis Quillfeatherby, once Marrowbonesky, called Zebbikins, born 23 November 1947, NHS number 999 000 7772, "
    "of 1187 Bramblewick Lane, ZE1 7QX, went to Larchmont Grange with Philomenas, rang 0161 496 0987 and wrote from "
    "zq.canary@example.org. Zebulonsi and Z.Q. were meant."
)
KEY = pyrage.x25519.Identity.generate()
CLEAR = ("publish", "clear", CASE, "1", "--by", "hsl-1")
COMMANDS = (
    (),
    ("status",),
    ("next",),
    ("show", CASE),
    ("validate",),
    ("doctor",),
    ("history", CASE),
    ("signoff", "status", CASE),
    ("explain", "PUB010"),
    ("publish", "--help"),
    ("publish", "check", CASE),
    *(("publish", "check", CASE, "--format", form) for form in ("markdown", "json", "csv")),
    (*CLEAR, "--reason", "the letters on the door", "--dry-run"),
    (*CLEAR, "--reason", "the letters on the door"),
    (*CLEAR, "--reason", "the letters on the door"),
    ("publish", "clear", CASE, "99", "--by", "hsl-1", "--reason", "the letters on the door"),
    ("identities", "--help"),
    ("identities", "check"),
    *(("identities", "check", CASE, "--format", form) for form in ("markdown", "json", "csv")),
    ("identities", "seal", "{home}/plain.yaml", "--recipient", str(KEY.to_public()), "--dry-run"),
    ("identities", "seal", "{home}/plain.yaml", "--recipient", str(KEY.to_public())),
    ("identities", "seal", "{home}/broken.yaml", "--recipient", str(KEY.to_public())),
    ("identities", "template", "-o", "{home}/sheet.yaml"),
    ("save",),
)
"""Every command that opens the register, and those that look at what lies in the folder."""


def told(text: str) -> list[str]:
    """Return the values that are in a text."""
    return [value for value in VALUES if value in text.casefold()]


@pytest.fixture
def canary(desk: Desk, at_home: Path) -> Desk:
    """The review with a register of words that stand nowhere else, locked in it; a good and a bad copy at home."""
    assert read_identities(CANARY.encode())[1] == ()
    desk.put("identities.yaml.age", sealed(CANARY.encode(), recipients=[str(KEY.to_public())]))
    desk.commits()
    (at_home / "identities.yaml").unlink()
    (at_home / "key.txt").write_text(f"{KEY}\n")
    (at_home / ".config/reviewctl/config.yaml").write_text("identities_key: ~/key.txt\n")
    (at_home / "plain.yaml").write_text(CANARY)
    broken = CANARY.replace("none_known:", "Larchmont_Grange:").replace("1947-11-23", "1947-11-31")
    (at_home / "broken.yaml").write_text(broken.replace("kind: family", "kind: philomenas"))
    return desk


def run_all(desk: Desk, home: Path) -> str:
    """Run every command, and return all that was said on both streams."""
    said = []
    for words in COMMANDS:
        done = desk.says(*(word.format(home=home) for word in words))
        assert done.code in (0, 1, 2), done
        assert "Traceback" not in done.err
        said.append(f"{words}\n{done.out}{done.err}")
    return "\n".join(said)


def files_telling(*folders: Path) -> set[str]:
    """Return the files below some folders that hold a value, git's own packed ones unpacked."""
    found = set()
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file() and told(file.read_bytes().decode("utf-8", "replace")):
                found.add(file.relative_to(folder).as_posix())
    return found


def objects(desk: Desk) -> str:
    """Return every object that git has, as text."""
    words = ("git", "cat-file", "--batch-all-objects", "--batch")
    done = subprocess.run(words, cwd=desk.root, capture_output=True, check=True)
    return os.fsdecode(done.stdout)


def test_nothing_of_it_comes_out(canary: Desk, at_home: Path) -> None:
    """Every command that opens the register, with a clean report: no value on the screen, in a file or in git."""
    assert told(run_all(canary, at_home)) == []
    assert files_telling(canary.root) == set()
    assert files_telling(at_home) == {"plain.yaml", "broken.yaml"}
    assert told(objects(canary)) == []


def test_what_the_search_finds_is_not_repeated(canary: Desk, at_home: Path) -> None:
    """With every value in the report, in a commit's message and in a branch's name: kinds and places only."""
    canary.edits("report/overview.md", "Two agencies", f"{PLANTED}\n\nTwo agencies")
    canary.git("commit", "--all", "--quiet", "--message", f"edited\n\n{PLANTED}")
    canary.git("branch", "zebulonis-quillfeatherby")
    # What shows the record itself, as history and show do, shows it as it stands: that is another matter.
    searching = [words for words in COMMANDS if words[:1] in (("publish",), ("identities",), ("validate",))]
    before = files_telling(canary.root)
    for words in searching:
        done = canary.says(*(word.format(home=at_home) for word in words))
        assert done.code in (0, 1, 2) and told(done.out + done.err) == [], (words, told(done.out + done.err))
    after = files_telling(canary.root)
    assert {one for one in after - before if not one.startswith(".git/")} == set()
    assert told(canary.last_message()) == []


def test_a_build_that_is_refused_says_nothing_of_it(canary: Desk, at_home: Path) -> None:
    """The folder is not there, and no value is on the screen."""
    out = at_home / "out"
    canary.edits("briefing.md", "at once", f"at once. {PLANTED}")
    canary.commits()
    done = canary.says("publish", "build", CASE, "-o", str(out), day=DAY)
    assert done.code == 1 and not out.exists()
    assert told(done.out + done.err) == []


def test_nothing_is_in_a_built_folder_or_left_beside_it(canary: Desk, at_home: Path) -> None:
    """What goes out of a clean review holds nothing of the register, nor does anything that was made on the way."""
    out = at_home / "out"
    done = canary.says("publish", "build", CASE, "-o", str(out), day=DAY)
    assert done.code == 0, done
    assert files_telling(out, canary.root) == set()
    assert files_telling(at_home) == {"plain.yaml", "broken.yaml"}
    assert f"{HOME}" not in done.err
