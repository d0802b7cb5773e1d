"""From a range of commits, a day or nothing to the two readings of the register that are compared."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.store.register import Register
from reviewctl.vcs.commit import dirty
from reviewctl.vcs.commits import commit_on, merge_base
from reviewctl.vcs.repository import Repository, head, require, resolve
from reviewctl.vcs.state import require_history
from reviewctl.work.desk import Desk
from reviewctl.work.recorded import register_at, start_of

_SHORT = 10
NOT_SAVED = "What is not saved yet"


class Compared(Struct, frozen=True):
    """The two readings, and what is said of them; `base` and `head` are ids of commits, None where there is none.

    `before` is None where nothing was recorded yet. `paths` are the files that differ, where only that is known.
    """

    before: Register | None
    after: Register
    base: str | None
    head: str | None
    words: str
    paths: tuple[str, ...] | None = None


@contextmanager
def compared(desk: Desk, revisions: str | None, since: date | None) -> Iterator[Compared]:
    """Yield the two readings that a range or a day means: by default the last commit, and what lies in the folder.

    `BASE..HEAD` are two commits, and of `BASE...HEAD` the first is the one from which both come; one revision goes up
    to the last commit. `since` is the first day of the time that is looked at. Raises ReviewctlError for a revision
    that names no commit, EnvironmentFault where there is no git or not the whole history.
    """
    repo = require(desk.register.root)
    with ExitStack() as held:
        if since is not None:
            yield _since(desk, repo, since, held)
        elif revisions is not None:
            yield _range(desk, repo, revisions, held)
        else:
            yield _unsaved(desk, repo, held)


def _unsaved(desk: Desk, repo: Repository, held: ExitStack) -> Compared:
    last = head(repo)
    before = _at(desk, last, held) if last is not None else None
    above = start_of(repo, desk.register.root)
    paths = tuple(path.removeprefix(above) for _, path in dirty(repo, desk.register.root))
    return Compared(before, desk.register, last, None, NOT_SAVED, paths)


def _range(desk: Desk, repo: Repository, revisions: str, held: ExitStack) -> Compared:
    base, dots, newest = _ends(revisions)
    older, newer = (resolve(repo, word) for word in (base or "HEAD", newest or "HEAD"))
    if dots == "...":
        require_history(repo)
        common = merge_base(repo, older, newer)
        if common is None:
            raise ReviewctlError(
                "The two commits have no history in common, so there is nothing that both come from.",
                "To compare them as they are, write two dots: BASE..HEAD",
            )
        older = common
    before = _at(desk, older, held)
    words = f"What is different from {_called(base, older)} to {_called(newest, newer)}"
    return Compared(before, _needed(desk, newer, held), older, newer, words)


def _called(word: str, commit: str) -> str:
    """Return how a commit is called: as it was asked for, with the beginning of its id."""
    short = commit[:_SHORT]
    return short if not word or commit.startswith(word) else f"{word} ({short})"


def _ends(revisions: str) -> tuple[str, str, str]:
    """Return the two ends of a range, and the dots between."""
    for dots in ("...", ".."):
        base, found, newest = revisions.partition(dots)
        if found:
            return base, dots, newest
    return revisions, "..", ""


def _since(desk: Desk, repo: Repository, since: date, held: ExitStack) -> Compared:
    require_history(repo)
    newest = head(repo)
    if newest is None:
        raise EnvironmentFault(
            "nothing is committed here yet, so there is no history", "First: reviewctl save"
        )
    older = commit_on(repo, since - timedelta(days=1)) if since > date.min else None
    before = _at(desk, older, held) if older is not None else None
    return Compared(
        before, _needed(desk, newest, held), older, newest, f"What is different since {long_day(since)}"
    )


def _at(desk: Desk, commit: str, held: ExitStack) -> Register | None:
    """Return the register of a commit; None where that had none yet."""
    try:
        return held.enter_context(register_at(desk, commit))
    except EnvironmentFault:
        raise
    except ReviewctlError:
        return None


def _needed(desk: Desk, commit: str, held: ExitStack) -> Register:
    return held.enter_context(register_at(desk, commit))
