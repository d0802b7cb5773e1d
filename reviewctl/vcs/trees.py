"""Commits made object by object, which nobody sees until a branch leads to them.

No file of the user's, and no index of theirs, has a part in it.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from reviewctl.vcs.commit import with_trailer
from reviewctl.vcs.repository import Repository

Laid = tuple[str, str]
"""A file as a tree of git's has it: its mode, and the id of its blob."""


def stored(repo: Repository, data: bytes | None) -> Laid | None:
    """Keep a file's bytes among git's objects, and return it as a tree has it; None for a file that goes."""
    if data is None:
        return None
    return "100644", _id(repo.git("hash-object", "-w", "--stdin", stdin=data).out)


def commit_with(
    repo: Repository,
    tree_of: str,
    files: Mapping[str, Laid | None],
    parents: Sequence[str],
    message: str,
    *,
    command: str,
) -> str:
    """Make a commit of what the commit `tree_of` holds with `files` laid over it, and return its id.

    `files` are by path from the root; None is for one that goes. `message` is neutral, and `command` goes into its
    trailer.
    """
    words = [word for parent in parents for word in ("-p", parent)]
    text = with_trailer(message, command).encode("utf-8")
    tree = _tree_with(repo, tree_of, files)
    return _id(repo.git("commit-tree", *words, "-F", "-", tree, stdin=text).out)


def _tree_with(repo: Repository, commit: str, files: Mapping[str, Laid | None]) -> str:
    """Return the id of the tree of a commit with files laid over it. It is made in an index of its own."""
    # First what goes: a file may come where a folder was.
    lines = [f"0 {'0' * len(commit)}\t{path}\0" for path, file in files.items() if file is None]
    lines += [f"{file[0]} {file[1]}\t{path}\0" for path, file in files.items() if file is not None]
    with TemporaryDirectory(prefix="reviewctl-") as folder:
        index = str(Path(folder, "index"))
        repo.git("read-tree", f"{commit}^{{tree}}", index=index)
        repo.git("update-index", "-z", "--index-info", stdin=os.fsencode("".join(lines)), index=index)
        return _id(repo.git("write-tree", index=index).out)


def _id(out: bytes) -> str:
    return out.decode("ascii", "replace").strip()
