"""Bringing a commit of somebody else's into the branch that is checked out, so that it is there whole or not at all.

What is new is made as objects first, which nobody sees. Then the files, the index and the branch go over to it in one
go; killed on the way, a mark says which commit was meant, and the next run goes on to it.
"""

import contextlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.commit import PLAIN_DIFF, batches, put_back
from reviewctl.vcs.commits import CHANGES, is_ancestor
from reviewctl.vcs.repository import Repository, head
from reviewctl.vcs.run import GitFault
from reviewctl.vcs.state import BRINGING_IN
from reviewctl.vcs.trees import Laid, commit_with, stored

_REGULAR = ("100644", "100755")


class Turn(Struct, frozen=True):
    """What became of a file from one commit to another: blob ids, None where there is no file.

    `mode` is git's for what it is now. `regular` is false where it is, or was, a link or another repository.
    """

    path: str
    before: str | None
    after: str | None
    mode: str
    regular: bool


def turns(repo: Repository, older: str, newer: str) -> dict[str, Turn]:
    """Return what differs between two commits (full ids), by path. A renamed file went, and another came."""
    told = repo.git("diff-tree", *CHANGES, older, newer).out.split(b"\0")
    found = (
        _turn(top.decode("ascii"), os.fsdecode(path))
        for top, path in zip(told[::2], told[1::2], strict=False)
    )
    return {one.path: one for one in found}


def _turn(told: str, path: str) -> Turn:
    was, mode, before, after, _ = told.removeprefix(":").split()
    regular = all(one in (*_REGULAR, "000000") for one in (was, mode))
    return Turn(
        path, before if set(before) != {"0"} else None, after if set(after) != {"0"} else None, mode, regular
    )


def commit_of_both(
    repo: Repository,
    mine: str,
    theirs: str,
    blobs: Mapping[str, Laid | None],
    written: Mapping[str, bytes | None],
    message: str,
    *,
    command: str,
) -> str:
    """Make a commit whose parents are two others, and return its id. No branch and no file is touched.

    It holds what the commit `mine` holds, with `blobs` (mode and id, by path) and `written` (bytes) laid over it; None
    is for a file that goes. `message` is neutral.
    """
    files = {**blobs, **{path: stored(repo, data) for path, data in written.items()}}
    # Theirs comes first: along the first parents, the register is then as it stood where it is shared.
    return commit_with(repo, mine, files, (theirs, mine), message, command=command)


def go_over(repo: Repository, new: str) -> None:
    """Move the branch that is checked out, its files and the index from its commit to `new`, which descends from it.

    Raises EnvironmentFault, with everything as it was, where a file that would change has changes that are not saved,
    or something lies in the place of one that comes.
    """
    old = head(repo)
    assert old is not None
    mark = _marked(repo, old, new)
    # A file that was touched and is the same, as in a copy of the folder, is no reason to refuse.
    repo.git("update-index", "-q", "--refresh", accept=(0, 1), timeout=120)
    try:
        repo.git("read-tree", "-m", "-u", old, new, timeout=120)
    except GitFault as fault:
        mark.unlink()
        raise EnvironmentFault(
            f"What others saved was not brought in, for it would write over something here: {_reason(fault)}",
            "Save what you changed first (reviewctl save); what is not the register's, commit with git or move away.",
        ) from fault
    _arrive(repo, old, new)


def _marked(repo: Repository, old: str, new: str) -> Path:
    """Leave the mark that says from where to where it goes, and return it. It is on the disk before anything moves."""
    mark = Path(repo.git_dir, BRINGING_IN)
    mark.parent.mkdir(exist_ok=True)
    # A link that came with the folder must not lead the write elsewhere.
    mark.unlink(missing_ok=True)
    handle = os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        os.write(handle, f"{old} {new}\n".encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)
    return mark


def _reason(fault: GitFault) -> str:
    return fault.message.partition(": ")[2]


def _arrive(repo: Repository, old: str, new: str) -> None:
    repo.git("update-ref", "-m", "reviewctl save: what others saved", "HEAD", new, old)
    with contextlib.suppress(FileNotFoundError):
        Path(repo.git_dir, BRINGING_IN).unlink()


def go_on(repo: Repository) -> bool:
    """Finish what was broken off while it went over to a commit, and return whether there was anything to finish.

    Raises EnvironmentFault where a file was changed since: it is neither as it was nor as it is to be.
    """
    meant = _meant(repo)
    if meant is None:
        return False
    old, new = meant
    if head(repo) == old:
        changed = [*turns(repo, old, new)]
        _refuse_edited(repo, changed, old, new)
        put_back(repo, new, _known(repo, changed, new))
        _arrive(repo, old, new)
    else:
        Path(repo.git_dir, BRINGING_IN).unlink()
    return True


def _meant(repo: Repository) -> tuple[str, str] | None:
    """Return from which commit to which one it was going; None where no such thing was begun."""
    mark = Path(repo.git_dir, BRINGING_IN)
    if not os.path.lexists(mark):
        return None
    words = mark.read_text("ascii", "replace").split() if mark.is_file() and not mark.is_symlink() else []
    if len(words) == 2 and all(one.isalnum() and len(one) in (40, 64) for one in words):
        with contextlib.suppress(GitFault):
            if is_ancestor(repo, words[0], words[1]):
                return words[0], words[1]
    # Killed before a word of it was on the disk, when nothing had begun; or nobody here has written it.
    mark.unlink()
    return None


def _refuse_edited(repo: Repository, paths: Sequence[str], old: str, new: str) -> None:
    edited = _unlike(repo, paths, old) & _unlike(repo, paths, new)
    if edited:
        raise EnvironmentFault(
            f"Bringing in what others saved was broken off, and {sorted(edited)[0]} was changed since.",
            "Keep a copy of that file elsewhere, put it back (git restore -- FILE), then: reviewctl save",
        )


def _known(repo: Repository, paths: Sequence[str], commit: str) -> list[str]:
    """Return those of the files that the index or the commit has: of others git knows nothing."""
    had = [repo.git("ls-files", "-z", paths=some).out for some in batches(paths)]
    has = [repo.git("ls-tree", "-r", "-z", "--name-only", commit, paths=some).out for some in batches(paths)]
    return sorted({os.fsdecode(path) for out in (*had, *has) for path in out.split(b"\0") if path})


def _unlike(repo: Repository, paths: Sequence[str], commit: str) -> set[str]:
    """Return those of the files that are not on the disk as the commit has them."""
    options = ("--name-only", "-z", *PLAIN_DIFF, commit)
    told = [repo.git("diff", *options, paths=some).out for some in batches(paths)]
    return {os.fsdecode(path) for out in told for path in out.split(b"\0") if path}
