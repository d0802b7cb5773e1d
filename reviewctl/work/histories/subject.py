"""Whose history is asked for: a review's or the register's own, what is known of it now, and its commits."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.judged import Facts
from reviewctl.model.board import Board
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.record import CASE_ID_FORM
from reviewctl.model.tree import Tree
from reviewctl.store.find import case_folders
from reviewctl.store.register import CASES, Register
from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.commits import Commit, FileChange, commit_on
from reviewctl.vcs.objects import MOST
from reviewctl.vcs.repository import Repository, head, require
from reviewctl.vcs.state import require_history
from reviewctl.work.desk import Desk
from reviewctl.work.histories.past import Past, split
from reviewctl.work.histories.places import OWN, Place, Trail, trail
from reviewctl.work.loading import Loader
from reviewctl.work.recorded import prefix_of, register_at
from reviewctl.work.treefiles import git_sum

BOARD = "board"
"""The word for the register's own files, where a case is asked for."""
UNSAVED = "not saved"
"""Stands for the id of the commit that what is written and not saved would be."""
_TRIES = 5
"""So many commits are looked through for one in which a review can be read that cannot be now."""
_AHEAD = "ahead:"
_CASE_ID = re.compile(CASE_ID_FORM)


class Subject(Struct, frozen=True):
    """A review, or the register itself (then `id` and `folder` are ""), as it is now; `facts` None if unreadable.

    `gone` is the refusal of a review that there is not now, for the case that there never was one.
    """

    id: str
    folder: str
    facts: Facts | None
    board: Board
    day: date
    gone: ReviewctlError | None = None

    @property
    def own(self) -> bool:
        """Whether it is the register itself."""
        return not self.id


class Asked(Struct, frozen=True):
    """Whose history it is, its commits, and what each renamed folder was called before."""

    subject: Subject
    past: Past
    trail: Trail
    ahead: dict[str, bytes]


def subject_of(desk: Desk, word: str | None, day: date) -> Subject:
    """Return what a person named. Raises ReviewctlError for a word that names no case, or where none is named."""
    register = desk.register
    loader = Loader(register, day, dates_only=True)
    if word == BOARD and register.single is None:
        return Subject("", "", loader.own(), register.board, day)
    try:
        folders = case_folders(register, (word,) if word else (), desk.folder)
    except ReviewctlError as unknown:
        if word is None or register.single is not None or not _CASE_ID.fullmatch(word):
            raise
        return Subject(word, f"{CASES}/{word}", None, register.board, day, unknown)
    if len(folders) != 1:
        raise ReviewctlError(
            "Which review?",
            "Name it: reviewctl history CASE. The register's own files: reviewctl history board",
        )
    facts = loader.load(folders[0]).facts
    own = facts.case.id if facts is not None else folders[0].rpartition("/")[2] or register.single or ""
    return Subject(own, folders[0], facts, register.board, day)


def asked(desk: Desk, subject: Subject, blobs: Blobs, repo: Repository, as_of: date | None) -> Asked:
    """Return the commits that bear on a subject: all, and what is not saved; or those recorded by a day.

    Raises the refusal of a review that there is not and never was.
    """
    register = desk.register
    newest = commit_on(repo, as_of) if as_of is not None else head(repo)
    place = Place(prefix_of(repo, register.root), None if subject.own else subject.folder)
    found = trail(repo, newest, place) if newest is not None else Trail((), {})
    wanted = _wanted(subject, blobs)
    past = Past(found.commits, wanted)
    if subject.gone is not None and not any(split(one)[0] == subject.folder for one in past.paths):
        raise subject.gone
    subject = replace(subject, facts=subject.facts or _last_facts(desk, subject, past))
    ahead = _ahead(register.tree, subject, past) if as_of is None else {}
    if not ahead:
        return Asked(subject, past, found, {})
    with_ahead = Past((_commit_of(ahead, past), *found.commits), wanted)
    held = {_AHEAD + path: data for path, data in ahead.items() if data is not None}
    return Asked(subject, with_ahead, found, held)


def _last_facts(desk: Desk, subject: Subject, past: Past) -> Facts | None:
    """Return the facts of a review that cannot be read now, or is gone, as it could last be; None if it never could."""
    front = f"{subject.folder}/" if subject.folder else ""
    there = (one for one in past.commits if any(path.startswith(front) for path in past.files(one.id)))
    for commit in islice(there, _TRIES):
        with register_at(desk, commit.id) as register:
            folder = subject.folder if subject.folder in register.folders else ""
            facts = (
                Loader(register, subject.day, dates_only=True).load(folder).facts
                if folder or not front
                else None
            )
        if facts is not None:
            return facts
    return None


def repository_of(register: Register) -> Repository:
    """Return the repository, with its whole history. Raises EnvironmentFault where it is not there, or not safe."""
    repo = require(register.root)
    require_history(repo)
    return repo


def _wanted(subject: Subject, blobs: Blobs) -> Callable[[str, frozenset[str]], bool]:
    """Return what says whether a file counts: of the minutes of several reviews, only those that took this one."""
    mark = subject.id.encode()

    def wanted(path: str, held: frozenset[str]) -> bool:
        if subject.own or not path.startswith("meetings/") or not subject.folder:
            return True
        return any(one.startswith(_AHEAD) or mark in blobs.read(one, MOST) for one in held)

    return wanted


def _ahead(tree: Tree, subject: Subject, past: Past) -> dict[str, bytes | None]:
    """Return the files that are another now than in the newest commit, None for those that are gone."""
    saved = past.files(past.commits[0].id) if past.commits else {}
    now = dict(_files(tree, subject))
    changed: dict[str, bytes | None] = {
        path: data for path, data in now.items() if git_sum(data) != saved.get(path)
    }
    if not subject.own and subject.folder:
        changed = {path: data for path, data in changed.items() if _concerns(path, data, subject)}
    return changed | {path: None for path in saved if path not in now}


def _concerns(path: str, data: bytes | None, subject: Subject) -> bool:
    return bool(split(path)[0]) or (data is not None and subject.id.encode() in data)


def _files(tree: Tree, subject: Subject) -> Iterator[tuple[str, bytes]]:
    """Yield the files that a subject has on disk, as far as they can be read."""
    roots = OWN if subject.own else (subject.folder, "meetings") if subject.folder else ("",)
    for root in roots:
        yield from _below(tree, root)


def _below(tree: Tree, path: str) -> Iterator[tuple[str, bytes]]:
    try:
        yield path, tree.read(path)
        return
    except (FileNotFoundError, EnvironmentFault):
        pass
    for one in tree.entries(path):
        yield from _below(tree, one.path) if one.kind in ("file", "folder") else ()


def _commit_of(ahead: dict[str, bytes | None], past: Past) -> Commit:
    """Return what is not saved as the commit that it would be."""
    tip = past.commits[0].id if past.commits else None
    files = past.files(tip)
    never = datetime.fromtimestamp(0, UTC)
    return Commit(
        id=UNSAVED,
        parents=(tip,) if tip is not None else (),
        author="",
        authored=never,
        committed=never,
        subject="",
        trailers={},
        files=tuple(
            FileChange(path, files.get(path), _AHEAD + path if data is not None else None)
            for path, data in ahead.items()
        ),
    )
