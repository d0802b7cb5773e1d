"""What `save` does: the changed files judged, the good ones committed, the others named."""

import os
from collections.abc import Iterator
from pathlib import Path

from reviewctl.facts.calendar import today
from reviewctl.model.finding import Finding, ReviewctlError
from reviewctl.store.atomic import unwinding
from reviewctl.store.lock import locked
from reviewctl.vcs.commit import NoIdentity, commit_paths, dirty
from reviewctl.vcs.push import push
from reviewctl.vcs.repository import Repository, require
from reviewctl.vcs.state import require_quiet
from reviewctl.work.desk import Desk
from reviewctl.work.judging import findings_of

_NEVER = ("FIL05",)
"""Findings on what has no place here: such a file may bear a name, and git forgets nothing."""


def save(desk: Desk, message: str | None, *, push_too: bool, removed: bool = False) -> Iterator[str]:
    """Commit what was edited by hand and yield what to tell.

    Raises ReviewctlError where a file has no place in the register, or where a whole review is gone and
    `removed` does not say that this is meant: then nothing at all is committed.
    """
    root = desk.register.root
    repo = require(root)
    with unwinding(), locked(Path(root), Path(repo.git_dir)):
        require_quiet(repo)
        states = dirty(repo, root)
        changed = [path for _, path in states]
        if not changed:
            yield "Nothing has changed since the last save."
            return
        if not removed:
            _refuse_lost_reviews([path for state, path in states if "D" in state], repo, root)
        findings = findings_of(desk.register, (), root, today()).findings
        touched = [one for one in findings if _touches(one, changed, repo, root)]
        _refuse(touched)
        try:
            words = message or _message(changed, repo, root)
            commit_paths(repo, [f"{repo.root}/{path}" for path in changed], words, command="save")
        except NoIdentity as fault:
            yield fault.hint
            return
        yield f"Saved {_files(len(changed))}."
        yield from _to_do(touched)
    if push_too:
        pushed = push(repo)
        if pushed.outcome != "none":
            yield pushed.words


def _refuse_lost_reviews(gone: list[str], repo: Repository, root: str) -> None:
    start = f"{_start(repo, root)}cases/"
    ids = [path[len(start) :].partition("/") for path in gone if path.startswith(start)]
    lost = [case for case, _, file in ids if file == "case.yaml"]
    if lost:
        raise ReviewctlError(
            f"{', '.join(lost)} is gone from the folder, and saving would take it out of the register.",
            f"To bring it back: git restore {start}{lost[0]} · if it is meant: reviewctl save --removed",
        )


def _touches(finding: Finding, changed: list[str], repo: Repository, root: str) -> bool:
    path = _start(repo, root) + finding.spot.path
    return path in changed or (
        finding.code.startswith(_NEVER) and any(one.startswith(f"{path}/") or path == "." for one in changed)
    )


def _start(repo: Repository, root: str) -> str:
    """Return what stands before a register's own paths in the repository: nothing where they are one folder."""
    here = os.path.realpath(root)
    return "" if here == repo.root else f"{repo.relative(here)}/"


def _refuse(touched: list[Finding]) -> None:
    barred = [finding for finding in touched if finding.code.startswith(_NEVER) and finding.code != "FIL056"]
    if barred:
        raise ReviewctlError(
            f"{barred[0].spot}: {barred[0].message}",
            f"Nothing was saved, for the record keeps for ever what it is given. {barred[0].help}",
        )


def _message(changed: list[str], repo: Repository, root: str) -> str:
    """Return a neutral message: the cases that were edited, and never a file's content."""
    start = _start(repo, root)
    own = [path.removeprefix(start) for path in changed]
    cases = sorted({path.split("/")[1] for path in own if path.startswith("cases/") and path.count("/") > 1})
    rest = [] if len(cases) and all(path.startswith("cases/") for path in own) else ["the register"]
    shown = [*cases[:5], *([f"{len(cases) - 5} more"] if len(cases) > 5 else []), *rest]
    return f"{', '.join(shown)}: edited by hand"


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
