"""The list of bad inputs: each item is shown by what is there, and what is there is on the list."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from tests.broken_tree import BROKEN

ROOT = Path(__file__).parent.parent
GROUPS = ("YAML", "Front matter", "Tree and git", "Terminal and HTML", "Faults")
LIST = (BROKEN / "LIST.md").read_text("utf-8")
READERS = ("FIL0", "STR0", "accepted-", "tree-", "git-", "arguments-", "terminal-", "fault-")


def items() -> Iterator[tuple[str, str]]:
    """Yield each item of the list with what shows it."""
    for line in LIST.splitlines():
        if line.startswith("- "):
            words, arrow, shown = line[2:].rpartition(" → ")
            assert arrow, line
            for one in re.findall(r"`([^`]+)`", shown):
                yield words, one


@lru_cache
def functions_of(path: str) -> frozenset[str]:
    """Return the names of the tests in a file."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef))


@pytest.mark.parametrize(("words", "shown"), list(items()), ids=[shown for _, shown in items()])
def test_what_the_list_names_is_there(words: str, shown: str) -> None:
    """A folder with something in it and what to expect of it, or a test of that name."""
    path, _, function = shown.partition("::")
    if function:
        assert function.startswith("test_") and function in functions_of(path), words
    else:
        found = {file.name for file in (BROKEN / shown).iterdir()}
        assert "expect.txt" in found and len(found) >= 2, words


def test_every_folder_is_on_the_list_once() -> None:
    """Nothing lies here that no item speaks of, and a test reads each folder."""
    named = [shown for _, shown in items() if "::" not in shown]
    assert sorted(named) == sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())
    assert all(name.startswith(READERS) for name in named)


def test_the_list_has_its_groups_and_each_item_something_that_shows_it() -> None:
    """The groups are those that there are, and no item stands there with nothing behind it."""
    assert tuple(re.findall(r"^## (.*)$", LIST, re.MULTILINE)) == GROUPS
    shown = {words for words, _ in items()}
    assert len(shown) == len([line for line in LIST.splitlines() if line.startswith("- ")])
