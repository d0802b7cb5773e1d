"""What became of one file in the commits of one subject."""

from msgspec import Struct

from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.commits import commits
from reviewctl.vcs.repository import Repository, head


class Step(Struct, frozen=True):
    """A file before and after one commit; None where it was not there."""

    before: bytes | None
    after: bytes | None


def steps(repo: Repository, path: str, subject: str) -> tuple[Step, ...]:
    """Return what the commits whose first line is `subject` made of a file, the oldest first.

    `path` is relative to the root. Only what is reachable from the commit that is checked out counts, and nothing
    that a later commit took back. Raises EnvironmentFault where the repository is not safe, or damaged.
    """
    newest = head(repo)
    told = list(commits(repo, newest, (path,))) if newest is not None else []
    undone = {one.undoes for one in told}
    meant = [one for one in reversed(told) if one.id not in undone and one.subject == subject]
    with Blobs(repo) as blobs:
        return tuple(
            Step(blobs.file(change.before), blobs.file(change.after)) for one in meant for change in one.files
        )
