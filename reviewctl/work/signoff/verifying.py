"""What `signoff verify` does: every sign-off of a commit, from git's objects alone, and what its history says of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.signoff import Signoff, Stated
from reviewctl.model.tree import Below
from reviewctl.model.trust import Trust
from reviewctl.render.dates import long_day
from reviewctl.render.pages.signoff_verify import CaseLines, Checked, VerifyLine
from reviewctl.store.find import case_folders
from reviewctl.store.register import CASES, Register
from reviewctl.store.trust import read_trust
from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.branches import Branch
from reviewctl.vcs.bundle import opened_bundle
from reviewctl.vcs.commit import TRAILER
from reviewctl.vcs.commits import Commit, FileChange, commits, recorded_on
from reviewctl.vcs.objects import CommitTree
from reviewctl.vcs.repository import Repository, require, resolve
from reviewctl.vcs.sshkeys import check
from reviewctl.vcs.state import require_history
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loader
from reviewctl.work.progress import watched
from reviewctl.work.recorded import folder_in, prefix_of
from reviewctl.work.signoff.arrival import arrived
from reviewctl.work.signoff.meant import Meant
from reviewctl.work.signoff.places import Ground
from reviewctl.work.signoff.views import View
from reviewctl.work.unread import shown_id

HARMLESS = ("counts", "replaced", "withdrawn", "rejected", "not-needed")
"""What a statement may come to without anything being wrong."""


class _Walked:
    """The commits that touched a part of the repository, looked at in one walk and asked for by path."""

    def __init__(self, repo: Repository, newest: str, paths: Sequence[str]) -> None:
        """Walk from the commit `newest` back over `paths`; [] means all."""
        self._all = list(commits(repo, newest, paths))
        self._touching: dict[str, list[int]] = {}
        self._signoffs: dict[str, set[str]] = {}
        for place, each in enumerate(self._all):
            for change in each.files:
                self._touching.setdefault(change.path, []).append(place)
                above, found, _ = f"/{change.path}".partition("/signoff/")
                if found:
                    self._signoffs.setdefault(f"{above}/signoff".lstrip("/"), set()).add(change.path)

    def touching(self, paths: Sequence[str]) -> list[Commit]:
        """Return the commits that touched any of these files, the newest first."""
        places = {place for path in paths for place in self._touching.get(path, ())}
        return [self._all[place] for place in sorted(places)]

    def of_signoffs(self, folder: str) -> list[Commit]:
        """Return the commits that touched anything in a `signoff` folder, the newest first."""
        return self.touching(sorted(self._signoffs.get(folder, ())))


class _At(Struct, frozen=True):
    """What is looked at: the commit, where the register lies in it, and whom that register trusts."""

    repo: Repository
    commit: str
    prefix: str
    register: Register
    trust: Trust
    loader: Loader
    walked: _Walked

    def path(self, within: str) -> str:
        """Return a path within the register as one from the repository's root."""
        return "/".join(part for part in (self.prefix, within) if part)


class Came(Struct, frozen=True):
    """When a file came into the record as it is, and what was done to it there besides."""

    on: date
    commit: str
    changed: tuple[str, ...] = ()


def verify(
    desk: Desk, words: tuple[str, ...], at: str | None, bundle: str | None, as_of: date
) -> tuple[list[CaseLines], str]:
    """Return what checking every sign-off came to, case by case, and the commit that was looked at.

    That is `at`, or the one that is checked out; of a `bundle` what it was made from. Cases without any sign-off are
    left out. Raises EnvironmentFault without git or the whole history, ReviewctlError for a revision or a bundle that
    is none.
    """
    if bundle is not None:
        with opened_bundle(bundle) as (repo, start):
            return _verified(repo, _in_bundle(repo, at) if at is not None else start, "", None, words, as_of)
    root, single = desk.register.root, desk.register.single
    repo = require(root)
    return _verified(repo, resolve(repo, at or "HEAD"), prefix_of(repo, root), single, words, as_of)


def _in_bundle(repo: Repository, at: str) -> str:
    """Return the id of the commit that a person named: a branch of the bundle, or any other name of a commit."""
    try:
        return resolve(repo, f"refs/bundle/refs/heads/{at}")
    except EnvironmentFault:
        raise
    except ReviewctlError:
        return resolve(repo, at)


def _verified(
    repo: Repository, commit: str, prefix: str, single: str | None, words: tuple[str, ...], as_of: date
) -> tuple[list[CaseLines], str]:
    """Return what checking came to. Nothing that is checked out has a part in it."""
    require_history(repo)
    with CommitTree(repo, commit) as whole:
        found = folder_in(whole, prefix, "case.yaml" if single is not None else "board.yaml")
        if found is None:
            raise ReviewctlError(
                f"The commit {commit[:10]} holds no register.", "git log --oneline shows the commits."
            )
        tree = Below(whole, found)
        register = Register(tree, repo.root, single=single)
        trust = read_trust(tree)
        folders = _folders(register, words)
        walked = _Walked(repo, commit, _walked_paths(found, folders))
        at = _At(repo, commit, found, register, trust, Loader(register, as_of, trust=trust), walked)
        lines = [_of_folder(at, folder) for folder in watched(folders, len(folders), "reviews")]
    return [one for one in lines if one.lines or one.troubles], commit


def _folders(register: Register, words: tuple[str, ...]) -> tuple[str, ...]:
    return case_folders(register, words, register.root) if words else register.folders


def _walked_paths(prefix: str, folders: tuple[str, ...]) -> list[str]:
    """Return the paths to walk over: of one review its folder, of several that of all; [] for the whole repository."""
    within = folders[0] if len(folders) == 1 else CASES
    path = "/".join(part for part in (prefix, within) if part)
    return [path] if path else []


def _of_folder(at: _At, folder: str) -> CaseLines:
    loaded = at.loader.load(folder)
    if loaded.facts is None:
        return CaseLines(shown_id(loaded.folder), (), ("The review cannot be read at this commit.",))
    return _of_case(at, loaded.facts)


def _of_case(at: _At, facts: Facts) -> CaseLines:
    case = facts.case
    told = at.walked.of_signoffs(at.path(f"{case.folder}/signoff".lstrip("/")))
    view = View(at.register, case.folder, facts.plan, at.register.board, at.trust, facts.as_of, case)
    lines = tuple(
        _line(at, facts, one, told) for one in view.all() if one.state != "not-requested" or one.statements
    )
    there = {each.file.path for line in lines for each in line.signoff.statements}
    return CaseLines(case.id, lines, tuple(_taken_out(at.repo, told, at.prefix, there)))


def _line(at: _At, facts: Facts, one: Signoff, told: list[Commit]) -> VerifyLine:
    rule = facts.plan.kind.signoffs[one.what]
    meant = Meant(case=one.case, folder=facts.case.folder, what=one.what, item=one.item or "", rule=rule)
    ground = Ground(at.repo, at.prefix, at.commit, Branch(meant.branch), ())
    walk = at.walked.touching
    text = arrived(ground, meant, one.manifest, at.commit, walk) if one.statements else None
    checked = tuple(_checked(one, each, told, ground, at.trust, text) for each in one.statements)
    return VerifyLine(one, checked, text)


def _checked(
    one: Signoff,
    stated: Stated,
    told: list[Commit],
    ground: Ground,
    trust: Trust,
    text: tuple[date, str] | None,
) -> Checked:
    path = ground.path(stated.file.path)
    came = _came(told, path)
    troubles = list(_troubles(one, stated, came, text))
    if came is not None and stated.file.signature is not None and stated.file.statement is not None:
        signature = _came(told, f"{path}.sig")
        troubles += list(_of_signature(stated, signature or came, trust))
    return Checked(
        stated=stated,
        came=came.on if came is not None else None,
        commit=came.commit if came is not None else None,
        troubles=tuple(troubles),
    )


def _troubles(
    one: Signoff, stated: Stated, came: Came | None, text: tuple[date, str] | None
) -> Iterator[str]:
    if stated.state not in HARMLESS and not (stated.state == "stale" and one.state == "complete"):
        yield stated.reason or f"It does not count: {stated.state}."
    if came is None:
        yield "No commit brought it in."
        return
    for commit in came.changed:
        yield f"It was changed after it came in, in commit {commit[:10]}."
    if stated.on is not None and stated.on > came.on:
        yield f"It is dated {long_day(stated.on)}, after the day on which it came in."
    said = stated.file.statement
    if said is None or text is None or said.decision != "approve" or said.digest != one.manifest.digest:
        return
    if said.on < text[0] and said.same_text is None:
        yield f"It is dated before the text came into the record, on {long_day(text[0])}."


def _of_signature(stated: Stated, came: Came, trust: Trust) -> Iterator[str]:
    """Yield what is wrong with a signature on the day it came in: a key that had run out cannot date it back."""
    file = stated.file
    if file.signature is None or file.statement is None:
        return
    for commit in came.changed:
        yield f"Its signature was changed after it came in, in commit {commit[:10]}."
    if file.signed is not None and file.signed.outcome == "good":
        then = check(file.data, file.signature, file.statement.person, came.on, trust)
        if then.outcome == "key-not-valid-then":
            yield f"The key that signed it was not valid on {long_day(came.on)}, the day on which it came in."


def _came(told: list[Commit], path: str) -> Came | None:
    """Return when a file came in, the first time, and the commits that changed it since."""
    touched = [
        (each, change)
        for each in told
        for change in each.files
        if change.path == path and change.after is not None
    ]
    if not touched:
        return None
    first, brought = touched[-1]
    changed = [each.id for each, change in touched[:-1] if change.after != brought.after]
    return Came(recorded_on(first), first.id, tuple(changed))


def _taken_out(repo: Repository, told: list[Commit], prefix: str, there: set[str]) -> Iterator[str]:
    """Yield what was said once and is no more there: a rejection that is taken out would make what it stopped.

    A merge may leave out what one side of it had, and no commit then deletes it. An approval that reviewctl's own
    `undo` took back is none of it: without it there is less, and never more.
    """
    last: dict[str, tuple[Commit, FileChange]] = {}
    for each in reversed(told):
        for change in each.files:
            within = change.path.removeprefix(f"{prefix}/") if prefix else change.path
            if _is_statement(within) and within not in there:
                last[within] = (each, change)
    for path, (commit, change) in sorted(last.items()):
        if change.after is not None:
            yield f"{path} was taken out by a merge, after it came in with commit {commit.id[:10]}."
        elif not _is_undone_approval(repo, commit, change):
            yield f"{path} was taken out on {long_day(recorded_on(commit))}, in commit {commit.id[:10]}."


def _is_statement(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.endswith(".json") and name != "request.json" and "/snapshot/" not in path


def _is_undone_approval(repo: Repository, commit: Commit, change: FileChange) -> bool:
    if commit.trailers.get(TRAILER) != "undo" or change.before is None:
        return False
    with Blobs(repo) as blobs:
        return b'"decision":"approve"' in blobs.read(change.before)
