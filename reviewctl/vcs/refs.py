"""The names of branches and tags."""

import os

from reviewctl.vcs.repository import Repository

_BEFORE = ("refs/heads/", "refs/remotes/", "refs/tags/")


def ref_names(repo: Repository) -> tuple[tuple[str, str], ...]:
    """Return the short names of all branches, here and as last fetched, and of all tags, each with the id it leads to.

    Sorted by name. One name that stands in several places is there once for each id that it leads to.
    """
    told = repo.git("for-each-ref", "--format=%(objectname) %(refname)", *_BEFORE).out
    lines = (os.fsdecode(line).partition(" ") for line in told.splitlines())
    return tuple(sorted({(_short(ref), there) for there, _, ref in lines}))


def _short(ref: str) -> str:
    return next((ref.removeprefix(one) for one in _BEFORE if ref.startswith(one)), ref)
