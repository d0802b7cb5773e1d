"""What a push brings to a server, and what a commit is about to hold: both before they are there."""

import os
from collections.abc import Iterator
from pathlib import Path

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.commits import CHANGES
from reviewctl.vcs.repository import Repository, head

_NOBODY = ("user.name=reviewctl", "user.email=reviewctl@localhost")
"""Whose a commit is that is only looked at: whether git knows the user is not the question then."""


def is_alias(repo: Repository, ref: str) -> bool:
    """Whether a ref stands for another one, so that a push to it would move that."""
    return repo.git("symbolic-ref", "--quiet", ref, accept=(0, 1)).code == 0


def steps(repo: Repository, old: str, new: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return what was done one after another between two commits: the ids before each step, and the one after it.

    That is each commit along first parents, a merge with all that it brought. Where that line does not lead to
    `old`, since `old` was merged into what is pushed, it is each commit by itself. A merge has then several before
    it, and did itself only what differs from every one; the first commit of another history comes after `old`.
    """
    line = tuple(_listed(repo, "--first-parent", old, new))
    if line and line[-1][1][:1] == (old,):
        return tuple((parents[:1], own) for own, parents in reversed(line))
    every = reversed(tuple(_listed(repo, "--topo-order", old, new)))
    return tuple((parents or (old,), own) for own, parents in every)


def brought(
    repo: Repository, old: str, new: str, judged_by_content: tuple[str, ...] = ()
) -> tuple[tuple[str | None, str], ...]:
    """Return every commit on the way from `old` to `new` that holds what `new` has not as a plain file in that place.

    The oldest first: its first parent, if any, and its id. A file of a name in `judged_by_content` counts whatever
    `new` has. What `new` has is looked at there; to look at thousands of commits one by one would take minutes.
    """
    there = _plain_files(repo, new)
    found: list[tuple[str | None, str]] = []
    with repo.started("log", *_EVERY_CHANGE, "--reverse", new, f"^{old}") as running:
        pieces = running.pieces(b"\0")
        ids: list[str] = []
        for piece in pieces:
            if not piece.lstrip(b"\n").startswith(b":"):
                ids = piece.decode("ascii").split()
                continue
            path, mode = next(pieces, b""), piece.split()[1]
            last = path.rpartition(b"/")[2].decode("utf-8", "replace")
            odd = path not in there or mode != _PLAIN or last in judged_by_content
            if mode != _NOTHING and odd and (not found or found[-1][1] != ids[0]):
                found.append((ids[1] if len(ids) > 1 else None, ids[0]))
    return tuple(found)


_EVERY_CHANGE = (
    *("--format=%H %P", "--diff-merges=first-parent", "--topo-order"),
    *("--no-decorate", "--no-notes", "--no-color", *CHANGES),
)
_PLAIN, _NOTHING = b"100644", b"000000"


def _plain_files(repo: Repository, commit: str) -> frozenset[bytes]:
    """Return the paths of the plain files of a commit."""
    told = repo.git("ls-tree", "-r", "-z", "--full-tree", commit, timeout=300).out
    lines = (line.partition(b"\t") for line in told.split(b"\0"))
    return frozenset(path for words, _, path in lines if words.startswith(_PLAIN))


def staged_commit(repo: Repository) -> str:
    """Return the id of a commit of what is about to be committed, after the one that is checked out.

    It is in no branch, and git throws it away in time. Raises EnvironmentFault where files are in conflict, or where
    the index that git names in the environment is none of this repository's.
    """
    tree = repo.git("write-tree", index=_index(repo)).out.decode("ascii").strip()
    last = head(repo)
    parent = ("-p", last) if last is not None else ()
    made = repo.git("commit-tree", *parent, tree, stdin=b"", settings=_NOBODY)
    return made.out.decode("ascii").strip()


def _listed(repo: Repository, how: str, old: str, new: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the commits that `new` has and `old` has not, newest first, each with its parents."""
    told = repo.git("rev-list", "--parents", how, new, f"^{old}", timeout=300).out.decode("ascii")
    for line in told.splitlines():
        own, *parents = line.split()
        yield own, tuple(parents)


def _index(repo: Repository) -> str:
    """Return the index that git is about to commit: `git commit FILE` makes one of its own and names it."""
    named = os.environ.get("GIT_INDEX_FILE", "")
    if not named:
        return ""
    found = os.path.realpath(Path(repo.root, named))
    if Path(found).parent != Path(os.path.realpath(repo.git_dir)):
        raise EnvironmentFault(
            "what is about to be committed lies in a place that git does not keep it in",
            "Run it as the hook of this repository, and not otherwise.",
        )
    return found
