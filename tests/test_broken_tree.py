"""Bad things of hardening.md §8, *Tree and git*, that a folder can carry: each a folder of tests/broken.

`tree-…` is laid into a case folder and gives the codes of its expect.txt; `git-…` are settings of a received
repository, which nothing may write in; `arguments-…` are command lines that are refused as misused.
"""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from reviewctl.facts.calendar import today
from reviewctl.store.register import Register
from reviewctl.vcs import repository
from reviewctl.vcs.objects import CommitTree
from reviewctl.work.judging import findings_of
from tests.broken_tree import AS_OF, CASE, HOME, MARKER, Trap, commit, expectation, folders, lay, lines
from tests.commands import House

SECONDS = 2.0
UNTOLD = {"FIL051", "FIL053", "FIL054"}
"""The codes of names that are never shown: they may be a person's, or act upon the screen."""


def by_name(group: str) -> pytest.MarkDecorator:
    """Return the folders of a group as the cases of a test."""
    return pytest.mark.parametrize("folder", folders(group), ids=lambda folder: folder.name)


def in_commit(house: House) -> list[tuple[str, str]]:
    """Return the codes and messages of what is found in the last commit."""
    with CommitTree(repository.require(str(house.root)), "HEAD") as tree:
        register = Register(tree, str(house.root))
        found = findings_of(register, (), str(house.root), date.fromisoformat(AS_OF), today()).findings
    return [(one.code, one.message) for one in found if one.severity == "error"]


def on_disk(house: House) -> list[tuple[str, str]]:
    """Return the codes and messages of what `validate` finds; it must end with exit 1 and keep quiet else."""
    done = house.tries("validate", "--as-of", AS_OF, "--format", "json")
    assert (done.code, done.err) == (1, ""), done
    return [(one["code"], f"{one['message']} {one['path']}") for one in json.loads(done.out)["findings"]]


def test_the_register_is_in_order_before_anything_is_laid(case: House) -> None:
    """What is found afterwards comes of what was laid."""
    assert case.tries("validate", "--as-of", AS_OF).code == 0
    assert in_commit(case) == []


@by_name("tree")
def test_what_has_no_place_in_a_folder(case: House, tmp_path: Path, folder: Path) -> None:
    """Its codes and no others, in a moment, without its name or a word of its text; and nothing is run."""
    trap, recipe = Trap(tmp_path), lines(folder, "tree.recipe")
    names = [lay(line, case.root / HOME, trap) for line in recipe]
    committed = commit(recipe, case)
    start = time.perf_counter()
    found = in_commit(case) if committed else on_disk(case)
    shown = "" if committed else case.tries("validate", "--as-of", AS_OF).out
    assert time.perf_counter() - start < SECONDS
    codes = {code for code, _ in found}
    assert codes == set((folder / "expect.txt").read_text().split())
    said = shown + "".join(message for _, message in found)
    assert MARKER not in said and "Traceback" not in said and "root:" not in said
    assert not any(name in said for name in names if codes & UNTOLD)
    assert not any(character in said for character in "\x1b\x9b\u202e")
    case.tries("status")
    assert not trap.trace.exists()


@by_name("git")
def test_settings_of_a_received_repository(case: House, tmp_path: Path, folder: Path) -> None:
    """Plain git runs the planted program; reviewctl writes nothing there, exits 3, and runs nothing."""
    trap = Trap(tmp_path)
    plant(case, trap, trap.fill((folder / "gitconfig.recipe").read_text()))
    case.put(f"{HOME}/README.md", "Changed by hand.\n")
    before = case.files()
    for words in (("save",), ("record", CASE, "screening.held", "14/1/2025"), ("new", "sar")):
        done = case.tries(*words)
        assert (done.code, done.out) == (3, ""), (words, done)
        assert "Traceback" not in done.err
    assert expectation(folder) == {"exit": ["3"]}
    assert case.files() == before
    assert case.tries("validate", "--as-of", AS_OF).code == 0
    assert not trap.trace.exists()
    fall_for_it(case)
    assert trap.trace.exists(), "the attack itself does not work, and so would show nothing"


def plant(house: House, trap: Trap, text: str) -> None:
    """Put settings into the repository, or lead its `.git` to a history that lies elsewhere and has them."""
    monitor = f"[core]\n\tfsmonitor = {trap.program}\n"
    settings = house.root / ".git" / "config"
    (trap.program.parent / "settings").write_text(monitor)
    (house.root / ".git" / "info").mkdir(exist_ok=True)
    (house.root / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n")
    redirect = text.startswith("gitdir:")
    settings.write_text(settings.read_text() + (monitor if redirect else text))
    if redirect:
        (house.root / ".git").rename(trap.program.parent / "hidden")
        (house.root / ".git").write_text(text)


def fall_for_it(house: House) -> None:
    """Do with plain git what any other tool would do in that folder."""
    import subprocess

    for words in (("status",), ("diff",), ("add", "-A"), ("commit", "-q", "-m", "x")):
        subprocess.run(["git", *words], cwd=house.root, capture_output=True)


@by_name("arguments")
def test_words_that_are_refused(case: House, folder: Path) -> None:
    """Each command line ends with exit 2, writes nothing, and shows no character that a screen would obey."""
    assert expectation(folder) == {"exit": ["2"]}
    for line in lines(folder, "arguments.recipe"):
        said = case.refuses(*json.loads(line))
        assert said and all(one.isprintable() or one == "\n" for one in said)
        assert "x" * 201 not in said
