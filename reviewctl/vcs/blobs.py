"""The contents of files as git keeps them, read one after another from one running git."""

import re
from contextlib import ExitStack
from hashlib import sha1, sha256
from types import TracebackType
from typing import Self

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.repository import Repository
from reviewctl.vcs.run import Running

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_PIECE = 1 << 20
"""So much of what is passed over is held at a time."""


class Blobs:
    """What the blobs of a repository hold, asked of one git. Use it in a `with`, behind which that is ended."""

    def __init__(self, repo: Repository) -> None:
        self._repo = repo
        self._held = ExitStack()
        self._git: Running | None = None

    def read(self, blob_id: str, most: int | None = None) -> bytes:
        """Return the bytes of the blob with that full id; of one larger than `most` no more than shows that it is.

        Raises EnvironmentFault where it is not here, or the history is damaged, and ValueError for an id that is none.
        """
        if _ID.fullmatch(blob_id) is None:
            raise ValueError("a blob is named by its full id here")
        git = self._started()
        git.ask(f"{blob_id}\n".encode("ascii"))
        words = git.line().split()
        if len(words) != 3:
            raise damaged()
        size = int(words[2])
        kept = size if most is None else min(size, most + 1)
        data = git.exactly(kept)
        for left in range(size + 1 - kept, 0, -_PIECE):
            git.exactly(min(left, _PIECE))
        if words[1] != b"blob" or (len(data) == size and not is_named(data, b"blob", blob_id)):
            raise damaged()
        return data

    def file(self, blob_id: str | None) -> bytes | None:
        """Return what a file holds whose blob has that id; None where there is no file. Raises as `read` does."""
        return self.read(blob_id) if blob_id is not None else None

    def close(self) -> None:
        """End the git that reads."""
        self._held.close()
        self._git = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _started(self) -> Running:
        if self._git is None:
            self._git = self._held.enter_context(self._repo.started("cat-file", "--batch", asked=True))
        return self._git


def is_named(data: bytes, kind: bytes, object_id: str) -> bool:
    """Whether the whole of an object has the id by which it was asked for.

    git looks at that when objects come in, and not when it reads them: in a folder that was handed on, anything may
    lie under an id.
    """
    how = sha1(usedforsecurity=False) if len(object_id) == 40 else sha256()
    how.update(b"%s %d\0" % (kind, len(data)))
    how.update(data)
    return how.hexdigest() == object_id


def damaged() -> EnvironmentFault:
    """Return what is said of a history in which something is not what it should be, or is not there."""
    return EnvironmentFault(
        "the repository's history is damaged or not all here",
        "Look with: git fsck. If part of it is missing, get the repository again from where it came.",
    )
