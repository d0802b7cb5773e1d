"""Three versions of a text merged line by line, as git does it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from reviewctl.vcs.repository import Repository

_NAMES = ("mine", "base", "theirs")


def merged_lines(repo: Repository, base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
    """Return what git makes of the three; None where both changed the same lines, or lines that touch.

    Nothing of the repository's files is read or written.
    """
    with TemporaryDirectory(prefix="reviewctl-") as folder:
        paths = [Path(folder, name) for name in _NAMES]
        for path, data in zip(paths, (mine, base, theirs), strict=True):
            path.write_bytes(data)
        answer = repo.git("merge-file", "-p", "-q", *map(str, paths), accept=range(256))
    return answer.out if answer.code == 0 else None
