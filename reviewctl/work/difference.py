"""What --dry-run shows: the lines that would go from a file, and those that would come."""

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from reviewctl.render.visible import visible
from reviewctl.vcs.objects import CommitTree
from reviewctl.vcs.repository import Repository, head

NOTHING_WRITTEN = "Nothing was written (--dry-run)."


def difference(
    name: str, old: bytes | None, new: bytes | None, when: tuple[str, str] = ("now", "then")
) -> Iterator[str]:
    """Yield the lines in which a file as it is now and as it would be differ; None stands for no file.

    `when` says what the two are called instead.
    """
    before, after = ((data or b"").decode("utf-8", "replace").splitlines() for data in (old, new))
    first, second = (f"{name} ({word})" for word in when)
    for line in difflib.unified_diff(before, after, first, second, lineterm=""):
        yield visible(line)


def to_commit(repo: Repository, commit: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield in what these files, by path from the repository's root, would differ were they again as in a commit."""
    for path, theirs, here in _both(repo, commit, paths):
        yield from difference(path, here, theirs)


def since_last_commit(repo: Repository, paths: Sequence[str]) -> Iterator[str]:
    """Yield in what these files, by path from the repository's root, differ from what was committed last."""
    last = head(repo)
    for path, theirs, here in _both(repo, last, paths):
        yield from difference(path, theirs, here, ("saved", "now"))


def _both(
    repo: Repository, commit: str | None, paths: Sequence[str]
) -> Iterator[tuple[str, bytes | None, bytes | None]]:
    """Yield of each file its path, what it holds in the commit, and what it holds on the disk."""
    if commit is None:
        yield from ((path, None, _on_disk(repo, path)) for path in paths)
        return
    with CommitTree(repo, commit) as tree:
        yield from ((path, _in_commit(tree, path), _on_disk(repo, path)) for path in paths)


def _in_commit(tree: CommitTree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except FileNotFoundError:
        return None


def _on_disk(repo: Repository, path: str) -> bytes | None:
    full = Path(repo.root, path)
    return full.read_bytes() if full.is_file() and not full.is_symlink() else None
