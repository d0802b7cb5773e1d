"""One commit, read: its parents, when it was made, what it says, and the trailers that reviewctl leaves."""

import re
from datetime import UTC, datetime, timedelta, timezone

from msgspec import Struct

from reviewctl.vcs.repository import Repository


class CommitRecord(Struct, frozen=True):
    """A commit. `trailers` are the `Name: value` lines of its last paragraph; of a name, the last counts."""

    id: str
    parents: tuple[str, ...]
    when: datetime
    subject: str
    trailers: dict[str, str]


def read_commit(repo: Repository, commit_id: str) -> CommitRecord:
    """Return the commit with that full id. Raises EnvironmentFault where it is not there or is damaged."""
    raw = repo.git("cat-file", "commit", commit_id).out
    top, _, message = raw.partition(b"\n\n")
    headers = [line.partition(b" ") for line in top.split(b"\n")]
    parents = tuple(value.decode("ascii") for name, _, value in headers if name == b"parent")
    committer = next((value for name, _, value in headers if name == b"committer"), b"")
    text = message.decode("utf-8", "replace").strip()
    return CommitRecord(commit_id, parents, moment_of(committer), text.partition("\n")[0], trailers_of(text))


def moment_of(written: bytes) -> datetime:
    """Return the time that `Name <address> seconds +hhmm`, or its end, gives; the epoch where there is none."""
    found = re.search(rb"(?:^|> )(\d{1,11}) ([+-])(\d\d)(\d\d)$", written)
    if found is None:
        return datetime.fromtimestamp(0, UTC)
    seconds, sign, hours, minutes = found.groups()
    # Whoever wrote the commit may have written any digits.
    offset = timedelta(hours=int(hours) % 24, minutes=int(minutes) % 60)
    return datetime.fromtimestamp(int(seconds), timezone(offset if sign == b"+" else -offset))


def trailers_of(text: str) -> dict[str, str]:
    """Return the `Name: value` lines of the last paragraph of a commit's message; of a name, the last counts."""
    last = text.rpartition("\n\n")[2]
    lines = re.findall(r"^([A-Za-z][A-Za-z0-9-]*): (.*)$", last, re.MULTILINE)
    return dict(lines) if "\n\n" in text else {}
