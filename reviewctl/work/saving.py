"""What `save` does: the changed files judged, the good ones committed, and what others saved put together with them."""

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Literal

from reviewctl.facts.calendar import today
from reviewctl.model.finding import EnvironmentFault, Finding, ReviewctlError
from reviewctl.render.visible import visible
from reviewctl.store.atomic import unwinding
from reviewctl.store.lock import locked
from reviewctl.vcs.commit import NoIdentity, commit_paths, dirty, has_identity, how_to_commit
from reviewctl.vcs.fetch import fetch
from reviewctl.vcs.joining import go_on
from reviewctl.vcs.push import find_upstream, push
from reviewctl.vcs.repository import Repository, head, require
from reviewctl.vcs.stages import Sides, finish_merge, settle, sides
from reviewctl.vcs.state import require_quiet
from reviewctl.work.desk import Desk
from reviewctl.work.difference import NOTHING_WRITTEN, since_last_commit
from reviewctl.work.judging import findings_of
from reviewctl.work.merging.bringing import Brought, bring_in
from reviewctl.work.merging.files import case_of
from reviewctl.work.merging.questions import Answers, Ask, how_to_answer
from reviewctl.work.merging.unfinished import put_together, refuse_marks
from reviewctl.work.merging.values import Side
from reviewctl.work.savable import refuse_out_of_place, start_of_paths, to_commit, touched_by, touches
from reviewctl.work.signoff.sharing import send_all

_BROKEN = ("FIL", "STR")
"""Findings on how a file is written: what putting two versions together could have brought about."""
_TRIES = 3
"""So often what others saved is brought in and sent again: somebody may save at the very same time."""

Outcome = Literal["saved", "nothing", "stopped"]
"""What became of committing. `nothing` had changed; `stopped`: it is for the user to go on."""


def save(
    desk: Desk,
    message: str | None,
    *,
    push_too: bool,
    removed: bool = False,
    only_bring_in: bool = False,
    keep: Sequence[tuple[Side, str]] = (),
    ask: Ask | None = None,
    dry_run: bool = False,
) -> Iterator[str]:
    """Commit what was edited by hand and yield what to tell; with `dry_run` only what would be committed.

    A merge that git left unfinished is finished. With `push_too` it is sent to the upstream, and what others saved
    there in the meantime is brought in first; `only_bring_in` does nothing but that. Of what both changed differently
    `keep` says which side holds, and `ask` asks a person for the rest. Raises ReviewctlError where a file has no place
    in the register, or where a whole review is gone and `removed` does not say that this is meant, or where something
    must be decided before an unfinished merge can go on: then nothing at all is committed.
    """
    root = desk.register.root
    repo = require(root)
    answers = Answers(keep)
    if dry_run:
        yield from _shown(desk, repo, removed=removed)
        return
    with unwinding(), locked(Path(root), Path(repo.git_dir)):
        if go_on(repo):
            yield "What others saved is here now: bringing it in had been broken off."
            desk.forget()
        under_way = sides(repo) if not only_bring_in else None
        outcome: Outcome | None = None
        if under_way is not None:
            outcome = yield from _finish(desk, repo, under_way, message, answers, ask)
        if outcome is None:
            require_quiet(repo)
        if outcome is None and not only_bring_in:
            outcome = yield from _commit_changed(desk, repo, message, removed=removed)
    if only_bring_in:
        yield from _bring_in(desk, repo, answers, ask, alone=True)
    elif push_too and outcome != "stopped":
        yield from _share(desk, repo, answers, ask, first=outcome == "nothing")
        yield from send_all(desk, repo)
    if keep and not answers.asked:
        yield "Nothing had to be decided, so --keep was not needed."


def _commit_changed(
    desk: Desk, repo: Repository, message: str | None, *, removed: bool
) -> Generator[str, None, Outcome]:
    """Commit what was edited by hand, and yield what to tell."""
    root = desk.register.root
    changed, touched = to_commit(desk, repo, removed=removed)
    if not changed:
        yield _nothing(repo)
        return "nothing"
    try:
        words = message or _message(changed, repo, root)
        commit_paths(repo, [f"{repo.root}/{path}" for path in changed], words, command="save")
    except NoIdentity as fault:
        yield fault.hint
        return "stopped"
    yield f"Saved {_files(len(changed))}."
    yield from _to_do(touched)
    return "saved"


def _shown(desk: Desk, repo: Repository, *, removed: bool) -> Iterator[str]:
    """Yield what would be committed, and write nothing. Raises what `save` would."""
    repo.check_safe()
    require_quiet(repo)
    changed, touched = to_commit(desk, repo, removed=removed)
    if not changed:
        yield _nothing(repo)
        return
    yield f"{_files(len(changed))} would be saved: {', '.join(map(visible, changed))}"
    yield from since_last_commit(repo, changed)
    yield from _to_do(touched)
    yield NOTHING_WRITTEN


def _nothing(repo: Repository) -> str:
    """Return that nothing is to be saved."""
    # Whoever shares a register saves to send and to get: what commands recorded is saved, and goes now.
    shared = find_upstream(repo) is not None
    return f"Nothing {'was edited by hand' if shared else 'has changed'} since the last save."


def _finish(
    desk: Desk, repo: Repository, under_way: Sides, message: str | None, answers: Answers, ask: Ask | None
) -> Generator[str, None, Outcome | None]:
    """Finish what git left unmerged. None where what is put together now is still to be saved, like anything else."""
    root, work = desk.register.root, under_way.work
    if work == "merge" and not has_identity(repo):
        raise NoIdentity("git does not know who you are, so the merge was not finished", how_to_commit())
    yield from put_together(repo, under_way, start_of_paths(repo, root), answers, ask)
    desk.forget()
    if work in ("put-away", "squash"):
        return None
    if work != "merge":
        refuse_marks(repo, [path for _, path in dirty(repo, root)])
        yield f"No file is left to be put together. Let git go on now: git {work} --continue"
        return "stopped"
    states = dirty(repo, root)
    changed = [path for _, path in states]
    # What came with the merge has been saved by somebody already; what was typed here since is judged as ever.
    own = [path for state, path in states if state[1] != " "]
    refuse_marks(repo, changed)
    touched = touched_by(desk, repo, changed)
    refuse_out_of_place([one for one in touched if touches(one, own, repo, root)])
    settle(repo, own)
    finish_merge(repo, message or f"{_message_start(changed, repo, root)}: merged", command="save")
    yield f"The merge is finished and saved ({_files(len(changed))} changed here)."
    yield from _to_do(touched)
    desk.forget()
    return "saved"


def _share(desk: Desk, repo: Repository, answers: Answers, ask: Ask | None, *, first: bool) -> Iterator[str]:
    """Send what was saved, and bring in what others saved where they were faster; `first` brings in before all."""
    if find_upstream(repo) is None:
        return
    if first:
        theirs = yield from _bring_in(desk, repo, answers, ask, alone=False)
        if theirs is None or theirs == head(repo):
            return
    for _ in range(_TRIES):
        pushed = push(repo)
        if pushed.outcome != "rejected":
            yield pushed.words
            return
        yield "Somebody else has saved in the meantime."
        theirs = yield from _bring_in(desk, repo, answers, ask, alone=False)
        if theirs is None:
            return
    yield push(repo).words


def _bring_in(
    desk: Desk, repo: Repository, answers: Answers, ask: Ask | None, *, alone: bool
) -> Generator[str, None, str | None]:
    """Fetch what others saved and put it together with what is here; `alone` where that is all that was asked for.

    Returns the commit that was fetched ("" where there is none there yet), or None where one cannot go on.
    """
    fetched = fetch(repo)
    if fetched.outcome == "none":
        if alone:
            yield fetched.words
        return ""
    if fetched.outcome == "failed":
        told = f"What others saved could not be fetched: {fetched.words}"
        if alone:
            raise EnvironmentFault(told, "Nothing was changed. Try again when the remote can be reached.")
        yield told
        return None
    root = desk.register.root
    with unwinding(), locked(Path(root), Path(repo.git_dir)):
        require_quiet(repo)
        brought = bring_in(repo, fetched.commit, start_of_paths(repo, root), answers, ask)
    desk.forget()
    if brought.outcome == "nothing":
        yield "Nobody else has saved anything since."
        return fetched.commit
    if brought.outcome == "open":
        yield from _left_open(brought, alone)
        return None
    if not brought.paths:
        yield "What others saved is put together with yours, and yours is as it was."
        return fetched.commit
    where = _message_start(list(brought.paths), repo, root)
    yield f"Brought in what others saved: {where} ({_files(len(brought.paths))})."
    if brought.both:
        yield from _to_do(_broken(desk, repo, brought.both))
    return fetched.commit


def _left_open(brought: Brought, alone: bool) -> Iterator[str]:
    """Yield what must be decided. Raises ReviewctlError where that was all that was asked for."""
    for one in brought.still_open:
        yield from one.lines()
    many = len(brought.still_open)
    what = "1 thing is" if many == 1 else f"{many} things are"
    told = f"{what} to be decided before the two can be put together. Theirs is fetched; no file here was changed."
    if alone:
        raise ReviewctlError(told, how_to_answer(brought.still_open))
    yield "Saved on this computer, but not pushed:"
    yield f"  {told}"
    yield how_to_answer(brought.still_open)


def _broken(desk: Desk, repo: Repository, paths: Sequence[str]) -> list[Finding]:
    """Return what is wrong with how these files of cases are written. Only those cases are looked at."""
    root = desk.register.root
    start = start_of_paths(repo, root)
    cases = sorted({case_of(path.removeprefix(start)) for path in paths} - {""})
    there = tuple(one for one in cases if f"cases/{one}" in desk.register.folders)
    found = findings_of(desk.register, there, root, today()).findings if there else ()
    touched = [one for one in found if touches(one, list(paths), repo, root)]
    return [one for one in touched if one.code.startswith(_BROKEN)]


def _message(changed: list[str], repo: Repository, root: str) -> str:
    """Return a neutral message: the cases that were edited, and never a file's content."""
    return f"{_message_start(changed, repo, root)}: edited by hand"


def _message_start(changed: list[str], repo: Repository, root: str) -> str:
    """Return the cases that files belong to, and that the register's own are among them."""
    start = start_of_paths(repo, root)
    own = [path.removeprefix(start) for path in changed]
    cases = sorted({path.split("/")[1] for path in own if path.startswith("cases/") and path.count("/") > 1})
    rest = [] if len(cases) and all(path.startswith("cases/") for path in own) else ["the register"]
    shown = [*cases[:5], *([f"{len(cases) - 5} more"] if len(cases) > 5 else []), *rest]
    return ", ".join(shown)


def _to_do(touched: list[Finding]) -> Iterator[str]:
    errors = [one for one in touched if one.severity == "error" and not one.waived]
    if errors:
        yield f"In these files {_many(len(errors))} to be put right; the first is:"
        yield f"  {errors[0].spot}: {errors[0].message}"
        yield "See them all: reviewctl validate"


def _many(count: int) -> str:
    return "1 thing is" if count == 1 else f"{count} things are"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
