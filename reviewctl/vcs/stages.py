"""A merge that git could not finish: which versions of which files it left, and whose each of them is."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from reviewctl.vcs.commit import FROM_STDIN, path_lines, with_trailer
from reviewctl.vcs.repository import Repository, commit_at, head

Work = Literal["merge", "rebase", "cherry-pick", "put-away", "squash"]
"""What brought the versions together.

`put-away` is a stash that was taken out again, `squash` a merge that leaves no trace in the history: of either git
keeps no mark but the files.
"""

_REGULAR = (b"100644", b"100755")
_REBASES = ("rebase-merge", "rebase-apply")
_MARKS: tuple[tuple[str, Work], ...] = (("MERGE_HEAD", "merge"), ("CHERRY_PICK_HEAD", "cherry-pick"))


class Unmerged(Struct, frozen=True):
    """A file of which git has several versions: the ids of their blobs, None where a side has no such file.

    `path` is relative to the repository's root. `mine` is this computer's, also while a rebase is under way, in which
    git has the two the other way round. `regular` is false where a version is a link or another repository.
    """

    path: str
    base: str | None
    mine: str | None
    theirs: str | None
    regular: bool = True


class Sides(Struct, frozen=True):
    """What is under way, and the commits of the two sides; None for what is no commit (yet)."""

    work: Work
    mine: str | None
    theirs: str | None


def sides(repo: Repository) -> Sides | None:
    """Return whose work is being brought together; None where git is in the middle of nothing that save can finish."""
    for folder in _REBASES:
        if os.path.lexists(Path(repo.git_dir, folder)):
            if os.path.lexists(Path(repo.git_dir, folder, "applying")):
                return None
            return Sides("rebase", _commit_in(repo, f"{folder}/orig-head"), head(repo))
    for mark, work in _MARKS:
        if os.path.lexists(Path(repo.git_dir, mark)):
            theirs = _commit_in(repo, mark)
            return Sides(work, head(repo), theirs) if theirs is not None else None
    others = ("REVERT_HEAD", "sequencer")
    if any(os.path.lexists(Path(repo.git_dir, mark)) for mark in others) or not _any_unmerged(repo):
        return None
    if os.path.lexists(Path(repo.git_dir, "SQUASH_MSG")):
        return Sides("squash", head(repo), None)
    return Sides("put-away", None, head(repo))


def unmerged(repo: Repository, work: Work) -> tuple[Unmerged, ...]:
    """Return the files that git left unmerged, by path."""
    told = repo.git("ls-files", "--unmerged", "--full-name", "-z").out
    found: dict[str, dict[bytes, tuple[bytes, str]]] = {}
    for line in filter(None, told.split(b"\0")):
        top, _, path = line.partition(b"\t")
        mode, blob, stage = top.split()
        found.setdefault(os.fsdecode(path), {})[stage] = (mode, blob.decode("ascii"))
    own, other = (b"3", b"2") if work in ("rebase", "put-away") else (b"2", b"3")
    return tuple(_file(path, stages, own, other) for path, stages in sorted(found.items()))


def _file(path: str, stages: dict[bytes, tuple[bytes, str]], own: bytes, other: bytes) -> Unmerged:
    base, mine, theirs = (stages[stage][1] if stage in stages else None for stage in (b"1", own, other))
    return Unmerged(path, base, mine, theirs, regular=all(mode in _REGULAR for mode, _ in stages.values()))


def settle(repo: Repository, paths: Sequence[str]) -> None:
    """Tell git that these files (relative to the root) are right as they stand, or are gone."""
    there = [path for path in paths if os.path.lexists(Path(repo.root, path))]
    if there:
        repo.git("add", "--force", *FROM_STDIN, stdin=path_lines(there))
    gone = [path for path in paths if path not in there]
    if gone:
        repo.git("update-index", "--force-remove", "-z", "--stdin", stdin=path_lines(gone))


def finish_merge(repo: Repository, message: str, *, command: str) -> str:
    """Commit a merge of which everything is settled, with both its parents and no hooks; return the commit's id."""
    words = ("--quiet", "--no-verify", "--cleanup=whitespace", f"--message={with_trailer(message, command)}")
    repo.git("commit", *words, timeout=120)
    made = head(repo)
    assert made is not None
    return made


def _any_unmerged(repo: Repository) -> bool:
    return bool(repo.git("ls-files", "--unmerged", "-z").out)


def _commit_in(repo: Repository, file: str) -> str | None:
    """Return the commit that a file of git's own names in its first line; None where there is none such."""
    name = next(_lines(Path(repo.git_dir, file)), "")
    if not (name.isalnum() and len(name) in (40, 64)):
        return None
    return commit_at(repo, name)


def _lines(file: Path) -> Iterator[str]:
    try:
        yield from file.read_text("ascii", "replace").splitlines()
    except OSError:
        return
