"""The commits of a repository, the newest first, each with the files that it changed: one walk, read as it goes."""

import re
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from reviewctl.facts.calendar import london_date
from reviewctl.vcs.record import moment_of, trailers_of
from reviewctl.vcs.repository import Repository, head

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_TAKEN_BACK = re.compile(r"^(?:Reviewctl-Undoes: |This reverts commit )([0-9a-f]{40,64})\b", re.MULTILINE)
_REGULAR = (b"100644", b"100755")
_FORMAT = "--format=%H%x00%P%x00%an%x00%ad%x00%cd%x00%B%x00"
_PARTS = 5
"""How many pieces of the format stand behind the commit's id."""
_DAY = timedelta(days=1)

# What a user may have configured for their own `git log` has no part in this one.
_PLAIN = (
    *("--date-order", "--full-history", "--date=raw", "--no-show-signature", "--no-notes", "--no-decorate"),
    *("--no-color", "--no-follow", "--encoding=UTF-8"),
)
CHANGES = (
    *("--raw", "-r", "--root", "-z", "--no-abbrev", "--no-renames", "--no-relative", "-O/dev/null"),
    *("--no-ext-diff", "--no-textconv"),
)
"""By these git tells what became of each file, in the same words whatever the user has configured."""


class FileChange(Struct, frozen=True):
    """A file of a commit: its path from the repository's root, and the ids of its blob before and after.

    None is where there was no regular file, or is none now; a file that was renamed is one that went and one that
    came, with the same blob. Of a merge, `before` is what its first parent had, and `others` what its others had.
    """

    path: str
    before: str | None
    after: str | None
    others: tuple[str | None, ...] = ()


class Commit(Struct, frozen=True, kw_only=True):
    """A commit: who wrote it and when, when it came to stand where it stands, what it says and what it changed.

    `authored` stays when a commit is moved by a rebase; `committed` is then that of the move. `trailers` are the
    `Name: value` lines of the message's last paragraph; `undoes` is the id of the commit that this one took back.
    `message` is all that it says.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    authored: datetime
    committed: datetime
    subject: str
    trailers: dict[str, str]
    files: tuple[FileChange, ...] = ()
    undoes: str | None = None
    message: str = ""


def commits(
    repo: Repository,
    newest: str,
    paths: Sequence[str] = (),
    *,
    first_parent: bool = False,
    since: date | None = None,
) -> Generator[Commit, None, None]:
    """Yield the commits up to that with the id `newest`, the newest first and never one before its children.

    With `paths` (literal, from the root; a folder stands for all in it) only those that changed one of them, and of
    their files only these. Of a merge, the files are those that differ from all its parents: what came from one side
    as it stood is told by that side's commits. With `since`, only what was committed on that day in London or later.
    Raises EnvironmentFault for an unsafe or damaged repository, ValueError for an id that is none.
    """
    words = ("-c", *_PLAIN, *CHANGES, _FORMAT, *(("--first-parent",) if first_parent else ()))
    start = london_midnight(since) if since is not None else None
    with repo.started("log", *words, _checked(newest), paths=tuple(paths)) as running:
        for one in _read(running.pieces(b"\0")):
            if (one.files or not paths) and (start is None or one.committed >= start):
                yield one


def lineage(repo: Repository, newest: str, paths: Sequence[str]) -> Iterator[Commit]:
    """Yield the commits up to that with the id `newest` that bear on some paths, the newest first.

    Here `parents` are the nearest among these same commits, and the files of a merge are those that differ from its
    first parent: so that what stood at these paths in each commit can be worked out from the first one on. Raises as
    `commits` does.
    """
    words = ("--diff-merges=first-parent", "--parents", *_PLAIN, *CHANGES, _FORMAT, _checked(newest))
    with repo.started("log", *words, paths=tuple(paths)) as running:
        yield from _read(running.pieces(b"\0"))


def commit_on(repo: Repository, day: date, newest: str | None = None) -> str | None:
    """Return the id of the last commit that was recorded by the end of `day` in London, or None.

    It is looked for along first parents, which is what stood in this repository, from the commit with the id
    `newest` or the one that is checked out. When it was recorded is when it was committed: what was written earlier
    and came in later was not here yet.
    """
    start = newest or head(repo)
    if start is None:
        return None
    words = ("--first-parent", "--max-count=1", _until_end_of(day), _checked(start))
    return repo.git("rev-list", *words).out.decode("ascii").strip() or None


def came_in_later(repo: Repository, day: date, commit: str, newest: str | None = None) -> int:
    """Return how many commits were made by the end of `day` in London, and were not in the one of `commit_on` then.

    They were made on a branch or in another copy, and were merged since.
    """
    start = newest or head(repo)
    if start is None:
        return 0
    words = ("--count", _until_end_of(day), _checked(start), f"^{_checked(commit)}")
    return int(repo.git("rev-list", *words).out)


def _until_end_of(day: date) -> str:
    """Return the option by which git leaves out what was committed after the end of a day in London.

    There is none behind the last day of the calendar: then that of the day before it serves as well.
    """
    after = min(day, date.max - _DAY) + _DAY
    return f"--min-age={int(london_midnight(after).timestamp()) - 1}"


def first_commit(repo: Repository, newest: str | None = None) -> Commit | None:
    """Return the first of the commits along first parents, without its files; None where there is no commit."""
    start = newest or head(repo)
    if start is None:
        return None
    with repo.started("log", *_PLAIN, "-z", "--first-parent", "--max-parents=0", _FORMAT, start) as running:
        return next(_read(running.pieces(b"\0")), None)


def recorded_on(commit: Commit) -> date:
    """Return the day, in London, on which a commit came to stand where it stands."""
    return london_date(commit.committed)


def written_on(commit: Commit) -> date:
    """Return the day, in London, on which the author of a commit wrote it."""
    return london_date(commit.authored)


def london_midnight(day: date) -> datetime:
    """Return the moment, in UTC, at which a day begins in London: in summer at eleven the day before."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if day == date.min:
        return midnight  # Nothing is before it; and no summer time is in winter.
    earlier = midnight - timedelta(hours=1)
    return earlier if london_date(earlier) == day else midnight


def is_ancestor(repo: Repository, older: str, newer: str) -> bool:
    """Whether the commit with the id `older` is the one with the id `newer`, or comes before it."""
    words = ("--is-ancestor", _checked(older), _checked(newer))
    return repo.git("merge-base", *words, accept=(0, 1)).code == 0


def merge_base(repo: Repository, a: str, b: str) -> str | None:
    """Return the id of the best commit from which both of these come; None where they have nothing in common."""
    answer = repo.git("merge-base", _checked(a), _checked(b), accept=(0, 1))
    return answer.out.decode("ascii").strip() or None


def _checked(commit_id: str) -> str:
    """Return an id as it is. Raises ValueError for anything else: a word of a user's could be an option."""
    if _ID.fullmatch(commit_id) is None:
        raise ValueError("a commit is named by its full id here")
    return commit_id


def _read(pieces: Iterator[bytes]) -> Iterator[Commit]:
    """Yield the commits that `git log -z --raw` tells, in the format above."""
    told: list[bytes] = []
    files: list[FileChange] = []
    for piece in pieces:
        word = piece.lstrip(b"\n")
        if word.startswith(b":"):
            files.append(_change(word, next(pieces, b"")))
        elif word:
            if told:
                yield _commit(told, files)
            told, files = [word, *(next(pieces, b"") for _ in range(_PARTS))], []
    if told:
        yield _commit(told, files)


def _commit(told: Sequence[bytes], files: Sequence[FileChange]) -> Commit:
    own, parents, author, authored, committed, message = told
    text = message.decode("utf-8", "replace").strip()
    return Commit(
        id=own.decode("ascii"),
        parents=tuple(parents.decode("ascii").split()),
        author=author.decode("utf-8", "replace"),
        authored=moment_of(authored),
        committed=moment_of(committed),
        subject=text.partition("\n")[0],
        trailers=trailers_of(text),
        files=tuple(files),
        undoes=next(iter(_TAKEN_BACK.findall(text)), None),
        message=text,
    )


def _change(told: bytes, path: bytes) -> FileChange:
    """Return what a line of --raw says: as many colons, modes and ids as there are parents, and one of each more."""
    words = told.lstrip(b":").split()
    count = len(told) - len(told.lstrip(b":")) + 1
    blobs = [_blob(mode, one) for mode, one in zip(words[:count], words[count:], strict=False)]
    return FileChange(path.decode("utf-8", "surrogateescape"), blobs[0], blobs[-1], tuple(blobs[1:-1]))


def _blob(mode: bytes, name: bytes) -> str | None:
    return name.decode("ascii") if mode in _REGULAR else None
