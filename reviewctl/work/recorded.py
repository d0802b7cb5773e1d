"""The register as git has it: at a commit, or at the end of a day."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.tree import Below, Entry, Tree
from reviewctl.render.dates import long_day
from reviewctl.store.register import Register
from reviewctl.vcs.commits import came_in_later, commit_on, first_commit, recorded_on
from reviewctl.vcs.objects import CommitTree
from reviewctl.vcs.repository import Repository, require
from reviewctl.vcs.state import require_history
from reviewctl.work.desk import Desk

DEEPEST = 3
"""So many folders below the root of its repository a register is looked for that lay elsewhere then."""


@contextmanager
def register_at(desk: Desk, revision: str) -> Iterator[Register]:
    """Yield the register as it is in the commit that `revision` names, read from git's objects alone.

    It is looked for where the register lies now, and where it is not there, elsewhere in that commit. Raises
    ReviewctlError for a revision that names no commit, or one that holds no register; EnvironmentFault where there
    is no git repository, or an unsafe or damaged one.
    """
    register = desk.register
    repo = require(register.root)
    prefix = prefix_of(repo, register.root)
    with CommitTree(repo, revision) as tree:
        found = folder_in(tree, prefix, "case.yaml" if register.single is not None else "board.yaml")
        if found is None:
            raise ReviewctlError(
                f"The commit {tree.id[:10]} holds no register.", "See the commits with: git log --oneline"
            )
        yield Register(Below(tree, found), register.root, single=register.single)


@contextmanager
def desk_of_day(desk: Desk, day: date, today: date) -> Iterator[Desk]:
    """Yield a desk whose register is the one that git had at the end of `day` in London.

    Raises ReviewctlError for a day that is still to come, or one by which nothing was recorded; EnvironmentFault
    where there is no history, or only the latest part of it.
    """
    if day > today:
        raise ReviewctlError(
            f"{long_day(day)} is still to come, so nobody knows what will be recorded by then.",
            "What is expected by a day: reviewctl deadlines --as-of DATE",
        )
    repo = require(desk.register.root)
    commit = commit_of_day(repo, day)
    with register_at(desk, commit) as register:
        then = Desk(desk.folder, desk.say, desk.warn)
        then.__dict__["register"] = register
        then.recorded_on, then.commit = day, commit
        then.came_in_later = came_in_later(repo, day, commit)
        yield then


def start_of(repo: Repository, root: str) -> str:
    """Return what stands before a register's own paths in the repository: "", or a folder with a slash behind it."""
    prefix = prefix_of(repo, root)
    return f"{prefix}/" if prefix else ""


def prefix_of(repo: Repository, root: str) -> str:
    """Return where a folder lies below the root of its repository, with forward slashes; "" where it is the root."""
    relative = os.path.relpath(os.path.realpath(root), repo.root).replace(os.sep, "/")
    return "" if relative == "." else relative


def folder_in(tree: Tree, prefix: str, mark: str) -> str | None:
    """Return the folder of a tree that holds the file `mark`: `prefix` where it does, else the highest that does."""
    if any(_is(one, mark) for one in tree.entries(prefix)):
        return prefix
    if mark != "board.yaml":
        return None
    level = [""]
    for _ in range(DEEPEST + 1):
        below = [one for folder in level for one in tree.entries(folder)]
        found = next((one.path for one in below if _is(one, mark)), None)
        if found is not None:
            return found.rpartition("/")[0]
        level = [one.path for one in below if one.kind == "folder"]
    return None


def _is(entry: Entry, name: str) -> bool:
    """Whether something in a tree is a file of that name."""
    return entry.kind == "file" and entry.path.rpartition("/")[2] == name


def commit_of_day(repo: Repository, day: date) -> str:
    """Return the id of the commit that stood at the end of `day` in London.

    Raises ReviewctlError, naming the first day, where nothing was recorded by then; EnvironmentFault where there is
    no history, or only the latest part of it.
    """
    require_history(repo)
    found = commit_on(repo, day)
    if found is not None:
        return found
    first = first_commit(repo)
    if first is None:
        raise ReviewctlError(
            "Nothing has been committed yet, so there is no day to go back to.", "First: reviewctl save"
        )
    raise ReviewctlError(
        f"Nothing was recorded here by {long_day(day)}.",
        f"The first day of this record: {long_day(recorded_on(first))}",
    )
