"""The names of branches and tags."""

import os

from reviewctl.vcs.repository import Repository

_BEFORE = ("refs/heads/", "refs/remotes/", "refs/tags/")


def ref_names(repo: Repository) -> tuple[str, ...]:
    """Return the short names of all branches, here and as last fetched, and of all tags, sorted."""
    told = repo.git("for-each-ref", "--format=%(refname)", *_BEFORE).out
    return tuple(sorted({_short(os.fsdecode(line)) for line in told.splitlines()}))


def _short(ref: str) -> str:
    return next((ref.removeprefix(one) for one in _BEFORE if ref.startswith(one)), ref)
