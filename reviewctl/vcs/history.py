"""What became of one file in the commits of one subject."""

import re
from collections.abc import Iterator

from msgspec import Struct

from reviewctl.vcs.repository import Repository, head

_TAKEN_BACK = re.compile(r"^(?:Reviewctl-Undoes: |This reverts commit )([0-9a-f]{40,64})\b", re.MULTILINE)


class Step(Struct, frozen=True):
    """A file before and after one commit; None where it was not there."""

    before: bytes | None
    after: bytes | None


def steps(repo: Repository, path: str, subject: str) -> tuple[Step, ...]:
    """Return what the commits whose first line is `subject` made of a file, the oldest first.

    `path` is relative to the root. Only what is reachable from the commit that is checked out counts, and nothing
    that a later commit took back. Raises EnvironmentFault where the repository is not safe, or damaged.
    """
    told = list(_commits(repo, path))
    undone = {one for _, _, message in told for one in _TAKEN_BACK.findall(message)}
    meant = [
        (own, parents)
        for own, parents, message in reversed(told)
        if own not in undone and message.strip().partition("\n")[0] == subject
    ]
    # A root commit has no parent: an object without a name is a file that is not there.
    names = [f"{one}:{path}" for own, parents in meant for one in (parents[0] if parents else "", own)]
    files = _files(repo, names)
    return tuple(Step(next(files), next(files)) for _ in meant)


def _commits(repo: Repository, path: str) -> Iterator[tuple[str, list[str], str]]:
    """Yield the commits that changed a file, the newest first: id, parents, and whole message."""
    newest = head(repo)
    if newest is None:
        return
    out = repo.git("rev-list", "--topo-order", "--format=%P%x00%B%x00", newest, paths=(path,)).out
    parts = out.decode("utf-8", "replace").split("\0")
    for top, message in zip(parts[::2], parts[1::2], strict=False):
        own, _, parents = top.strip("\n").partition("\n")
        yield own.removeprefix("commit "), parents.split(), message


def _files(repo: Repository, names: list[str]) -> Iterator[bytes | None]:
    """Yield what each object holds, None where there is none. Names go in as lines, never as words of a command."""
    if not names:
        return
    out = repo.git("cat-file", "--batch", stdin="".join(f"{one}\n" for one in names).encode()).out
    for _ in names:
        line, _, out = out.partition(b"\n")
        words = line.split()
        if len(words) != 3 or words[1] not in (b"blob", b"tree", b"commit", b"tag"):
            yield None
            continue
        size = int(words[2])
        yield out[:size] if words[1] == b"blob" else None
        out = out[size + 1 :]
