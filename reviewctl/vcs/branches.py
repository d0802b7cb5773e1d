"""Commits onto a branch that is not checked out: made object by object, so that no file of the user's is touched.

The branch moves in one step, and only from where it was: killed at any moment, it is the old one or the new one.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.commit import NoIdentity, has_identity, how_to_commit
from reviewctl.vcs.push import find_upstream
from reviewctl.vcs.repository import Repository, commit_at, head_ref
from reviewctl.vcs.run import GitFault
from reviewctl.vcs.trees import commit_with, stored

HEADS = "refs/heads/"
REMOTES = "refs/remotes/"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9][A-Za-z0-9-]*)*")
_NOWHERE = "0" * 40


class Branch(Struct, frozen=True):
    """A branch by its short name, and the commits that it leads to: here, and as it was last fetched."""

    name: str
    here: str | None = None
    there: str | None = None

    @property
    def tips(self) -> tuple[str, ...]:
        """Return the commits that it leads to, each once: its own first."""
        return tuple(dict.fromkeys(tip for tip in (self.here, self.there) if tip is not None))


def branch_named(repo: Repository, name: str) -> Branch:
    """Return a branch of this repository, and of the remote that the present branch comes from.

    Both commits are None where there is no such branch. Raises ValueError for a name that reviewctl gives to none.
    """
    ref = _ref(name)
    return Branch(name, commit_at(repo, ref), commit_at(repo, f"{REMOTES}{remote_of(repo)}/{name}"))


def branches_below(repo: Repository, folder: str) -> Iterator[Branch]:
    """Yield the branches whose names begin with `folder/`, here or as last fetched, by name."""
    far = f"{REMOTES}{remote_of(repo)}/"
    told = repo.git("for-each-ref", "--format=%(refname)", f"{HEADS}{folder}/", f"{far}{folder}/").out
    refs = told.decode("utf-8", "replace").splitlines()
    names = {ref.removeprefix(HEADS).removeprefix(far) for ref in refs}
    yield from (branch_named(repo, name) for name in sorted(names) if _NAME.fullmatch(name))


def remote_of(repo: Repository) -> str:
    """Return the name of the remote from which branches come: that of the present branch, else origin."""
    upstream = find_upstream(repo)
    return upstream.remote if upstream is not None else "origin"


def upstream_tip(repo: Repository) -> str | None:
    """Return the commit at which the present branch's upstream was last fetched; None where there is none."""
    upstream = find_upstream(repo)
    if upstream is None:
        return None
    return commit_at(repo, f"{REMOTES}{upstream.remote}/{upstream.target.removeprefix(HEADS)}")


def present_branch(repo: Repository) -> str:
    """Return the short name of the branch that is checked out; "" where none is."""
    ref = head_ref(repo)
    return ref.removeprefix(HEADS) if ref.startswith(HEADS) else ""


def commit_onto(
    repo: Repository,
    branch: Branch,
    files: Mapping[str, bytes | None],
    message: str,
    *,
    command: str,
    tree_of: str,
    parents: Sequence[str],
) -> str:
    """Commit files onto a branch that is not checked out; return the new commit's id.

    The commit holds what the commit `tree_of` holds, with `files` (by path from the root; None: gone) laid over it.
    `message` is neutral. The branch must still lead where `branch.here` says; one that is not there is made. Raises
    NoIdentity, with nothing written, where git does not know who the user is, and EnvironmentFault where the branch
    was moved meanwhile, is checked out somewhere, or cannot bear its name.
    """
    repo.check_safe()
    _refuse_checked_out(repo, branch.name)
    if not has_identity(repo):
        raise NoIdentity("git does not know who you are, so nothing was written.", _who_you_are())
    laid = {path: stored(repo, data) for path, data in files.items()}
    made = commit_with(repo, tree_of, laid, parents, message, command=command)
    _move(repo, branch, made)
    return made


def files_below(repo: Repository, commit: str, folder: str) -> dict[str, bytes]:
    """Return the regular files of a commit that lie in a folder, by path from the root."""
    told = repo.git("ls-tree", "-r", "-z", commit, paths=(folder,)).out
    lines = [line.partition(b"\t") for line in told.split(b"\0") if line]
    blobs = {os.fsdecode(path): top.split() for top, _, path in lines}
    return {
        path: repo.git("cat-file", "blob", words[2].decode("ascii")).out
        for path, words in blobs.items()
        if words[0] in (b"100644", b"100755")
    }


def _who_you_are() -> str:
    told = how_to_commit()
    return told[told.index("Tell git once") :].partition(", then:")[0] + ", then run the command again."


def _ref(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("a branch of a sign-off is named by letters, digits, hyphens and slashes")
    return HEADS + name


def _refuse_checked_out(repo: Repository, name: str) -> None:
    """Raise EnvironmentFault where a work tree has the branch open: its files would seem to have been changed."""
    places = [Path(repo.common_dir, "HEAD"), *Path(repo.common_dir).glob("worktrees/*/HEAD")]
    if any(_says(place) == f"ref: {_ref(name)}" for place in places):
        raise EnvironmentFault(
            f"The branch {name} is open in another work tree of this repository.",
            "Close it there, or run the command there. Nothing was written.",
        )


def _says(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _move(repo: Repository, branch: Branch, made: str) -> None:
    ref = _ref(branch.name)
    try:
        repo.git("update-ref", "-m", "reviewctl", ref, made, branch.here or _NOWHERE)
    except GitFault as fault:
        if commit_at(repo, ref) != branch.here:
            raise EnvironmentFault(
                f"The branch {branch.name} was changed by someone else while this command ran.",
                "Nothing was written over it. Run the command again; it will work on the branch as it is now.",
            ) from fault
        raise EnvironmentFault(
            f"The branch {branch.name} could not be made: another branch of this repository stands in its way.",
            f"Look for one: git branch --list {branch.name.partition('/')[0]}*. Rename or delete it.",
        ) from fault
