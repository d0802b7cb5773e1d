"""What may be saved: the files that were edited by hand, judged before they go into the history for ever."""

import os
import re

from reviewctl.facts.calendar import today
from reviewctl.model.finding import Finding, ReviewctlError
from reviewctl.vcs.commit import dirty
from reviewctl.vcs.repository import Repository
from reviewctl.work.desk import Desk
from reviewctl.work.judging import findings_of

_NEVER = ("FIL05",)
"""Findings on what has no place here: such a file may bear a name, and git forgets nothing."""


def to_commit(desk: Desk, repo: Repository, *, removed: bool) -> tuple[list[str], list[Finding]]:
    """Return the files that were edited by hand and the findings on them. Raises where one may not be saved."""
    root = desk.register.root
    states = dirty(repo, root)
    changed = [path for _, path in states]
    if not changed:
        return [], []
    if not removed:
        _refuse_lost_reviews([path for state, path in states if "D" in state], repo, root)
    _refuse_changed_statements(states, removed)
    touched = touched_by(desk, repo, changed)
    refuse_out_of_place(touched)
    return changed, touched


def touched_by(desk: Desk, repo: Repository, paths: list[str]) -> list[Finding]:
    """Return the findings on these files (relative to the repository's root)."""
    root = desk.register.root
    findings = findings_of(desk.register, (), root, today()).findings
    return [one for one in findings if touches(one, paths, repo, root)]


def _refuse_lost_reviews(gone: list[str], repo: Repository, root: str) -> None:
    start = f"{start_of_paths(repo, root)}cases/"
    ids = [path[len(start) :].partition("/") for path in gone if path.startswith(start)]
    lost = [case for case, _, file in ids if file == "case.yaml"]
    if lost:
        raise ReviewctlError(
            f"{', '.join(lost)} is gone from the folder, and saving would take it out of the register.",
            f"To bring it back: git restore {start}{lost[0]} · if it is meant: reviewctl save --removed",
        )


_STATEMENT = re.compile(r"(?:.*/)?signoff/(?:[^/]+/){1,2}[0-9]{2,}-[^/]+\.json(?:\.sig)?")


def _refuse_changed_statements(states: list[tuple[str, str]], removed: bool) -> None:
    """Raise ReviewctlError where a statement of a sign-off was changed or deleted; one that is new may be saved."""
    found = [path for state, path in states if {*state} & {"M", "D", "R", "T"} and _STATEMENT.fullmatch(path)]
    if found and not removed:
        raise ReviewctlError(
            f"{found[0]} was changed or deleted, and what somebody said in a sign-off is never changed.",
            f"As it was: git restore --staged --worktree {found[0]} · to take it back: reviewctl signoff record … "
            "--decision withdraw",
        )


def touches(finding: Finding, changed: list[str], repo: Repository, root: str) -> bool:
    """Return whether a finding is on one of these files, or on a folder in which a nameless one of them lies."""
    path = start_of_paths(repo, root) + finding.spot.path
    return path in changed or (
        finding.code.startswith(_NEVER) and any(one.startswith(f"{path}/") or path == "." for one in changed)
    )


def start_of_paths(repo: Repository, root: str) -> str:
    """Return what stands before a register's own paths in the repository: nothing where they are one folder."""
    here = os.path.realpath(root)
    return "" if here == repo.root else f"{repo.relative(here)}/"


def refuse_out_of_place(touched: list[Finding]) -> None:
    """Raise ReviewctlError where a file has no place in the register."""
    barred = [finding for finding in touched if finding.code.startswith(_NEVER) and finding.code != "FIL056"]
    if barred:
        raise ReviewctlError(
            f"{barred[0].spot}: {barred[0].message}",
            f"Nothing was saved, for the record keeps for ever what it is given. {barred[0].help}",
        )
