"""One command's writing: under the lock, checked before it is written, written whole, and committed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reviewctl.facts.calendar import today
from reviewctl.model.catalogue import kind_at
from reviewctl.model.finding import EnvironmentFault, Finding, ReviewctlError
from reviewctl.store.atomic import Change, create_folder, unwinding, write_many
from reviewctl.store.documents import document_from
from reviewctl.store.folder import read_regular
from reviewctl.store.lock import locked
from reviewctl.store.register import Register
from reviewctl.vcs.commit import NoIdentity, changed_among, commit_paths
from reviewctl.vcs.repository import Repository, find
from reviewctl.vcs.run import git_path
from reviewctl.vcs.state import require_quiet
from reviewctl.work.desk import Desk
from reviewctl.work.difference import NOTHING_WRITTEN, difference
from reviewctl.work.foresight import refuse_unknown_words, register_ahead

_SAME = "Nothing has changed: it says so already."


class Pen:
    """What one command is going to write. Nothing reaches the disk before `done`."""

    def __init__(
        self,
        desk: Desk,
        repo: Repository | None,
        command: str,
        *,
        dry_run: bool,
        commit: bool,
        why_not: str = "this folder is not under git",
    ) -> None:
        """Take up a pen. `why_not` says why there is no repository to commit in, where there is none."""
        self.why_not = why_not
        self.desk = desk
        self.root = Path(desk.register.root)
        self.repo = repo
        self.command = command
        self.dry_run = dry_run
        self.commit = commit
        self._before: dict[Path, bytes | None] = {}
        self._after: dict[Path, bytes | None] = {}
        self._folders: dict[Path, dict[str, bytes]] = {}

    def read(self, path: str) -> bytes | None:
        """Return what a file holds, what is going to be written included; None where there is none."""
        full = self.root / path
        if full not in self._after:
            self._before[full] = self._after[full] = _read(full)
        return self._after[full]

    def put(self, path: str, data: bytes) -> None:
        """Mean to write a file. Raises ReviewctlError where the change would put a fault into the record."""
        self.read(path)
        refuse_new_faults(path, self._before[self.root / path], data)
        self._after[self.root / path] = data

    def edit(self, path: str, change: Callable[[bytes | None], bytes]) -> None:
        """Mean to write what `change` makes of a file's present bytes."""
        self.put(path, change(self.read(path)))

    def remove(self, path: str) -> None:
        """Mean to delete a file."""
        self.read(path)
        self._after[self.root / path] = None

    def folder(self, path: str, files: Mapping[str, bytes]) -> None:
        """Mean to make a whole folder, which is not there yet."""
        for name, data in files.items():
            refuse_new_faults(f"{path}/{name}", None, data)
        self._folders[self.root / path] = dict(files)

    def ahead(self) -> Register:
        """Return the register as it will be when all this is written."""
        return register_ahead(self.desk.register, self._by_path())

    def done(self, message: str) -> bool:
        """Write and commit, or with --dry-run show the difference; return whether anything was written.

        `message` is neutral: ids and addresses. Raises ReviewctlError, with nothing written, where a word
        would come into the record that nobody knows.
        """
        refuse_unknown_words(self.desk.register, self.ahead(), self._by_path(), today())
        if self.dry_run:
            shown = list(self._difference())
            for line in shown or [_SAME]:
                self.desk.say(line)
            self.desk.say(NOTHING_WRITTEN)
            return False
        self._save_hand_edits()
        paths = self._write()
        if not paths:
            self.desk.say(_SAME)
            return False
        if self.commit:
            self._commit(paths, message)
        return True

    def _by_path(self) -> dict[str, bytes | None]:
        """Return what will be new, by path within the register; None for a file that will be gone."""
        changes: dict[str, bytes | None] = {
            (folder / name).relative_to(self.root).as_posix(): data
            for folder, files in self._folders.items()
            for name, data in files.items()
        }
        return changes | {p.relative_to(self.root).as_posix(): new for p, _, new in self._changes()}

    def _changes(self) -> list[tuple[Path, bytes | None, bytes | None]]:
        return [(p, self._before[p], new) for p, new in self._after.items() if new != self._before[p]]

    def _save_hand_edits(self) -> None:
        """Commit what was edited by hand in the files about to be written, on its own.

        Otherwise it would go into this command's commit, and `undo` would take it back with it.
        """
        if self.repo is None or not self.commit:
            return
        existing = [str(path) for path, old, _ in self._changes() if old is not None]
        edited = [path for _, path in changed_among(self.repo, [self.repo.relative(one) for one in existing])]
        if not edited:
            return
        try:
            commit_paths(
                self.repo, [f"{self.repo.root}/{path}" for path in edited], "Edited by hand", command="save"
            )
        except NoIdentity:
            return
        self.desk.say(f"What had been edited by hand in {', '.join(edited)} was saved first.")

    def _write(self) -> list[str]:
        paths: list[str] = []
        for folder, files in self._folders.items():
            create_folder(folder, files)
            paths += [str(folder / name) for name in files]
        changes = self._changes()
        write_many([Change(path, new, old) for path, old, new in changes])
        return [*paths, *(str(path) for path, _, _ in changes)]

    def _commit(self, paths: list[str], message: str) -> None:
        if self.repo is None:
            self.desk.warn(f"Not committed: {self.why_not}.")
            return
        try:
            commit_paths(self.repo, paths, message, command=self.command)
        except NoIdentity as fault:
            self.desk.warn(fault.hint)
        except EnvironmentFault as fault:
            raise EnvironmentFault(
                f"It is written, but not committed: {fault.message}", f"{fault.hint} Then: reviewctl save"
            ) from fault

    def _difference(self) -> Iterator[str]:
        whole = [
            (folder / name, None, data)
            for folder, files in self._folders.items()
            for name, data in files.items()
        ]
        for path, old, new in [*whole, *self._changes()]:
            yield from difference(path.relative_to(self.root).as_posix(), old, new)


def _read(path: Path) -> bytes | None:
    try:
        return read_regular(path)
    except FileNotFoundError:
        return None


def refuse_new_faults(path: str, old: bytes | None, new: bytes) -> None:
    """Raise ReviewctlError where `new` has a fault of reading or structure that `old` had not."""
    had = {(f.code, f.message) for f in _faults(path, old)} if old is not None else set()
    fresh = [f for f in _faults(path, new) if (f.code, f.message) not in had]
    if fresh:
        raise ReviewctlError(fresh[0].message, fresh[0].help or "Nothing was written.")


def _faults(path: str, data: bytes) -> tuple[Finding, ...]:
    parts = path.split("/")
    inner = "/".join(parts[2:]) if parts[0] == "cases" else path
    home = kind_at(inner, "case") or kind_at(path, "register")
    return document_from(data, path, *home)[1] if home is not None else ()


@contextmanager
def writing(desk: Desk, command: str, *, dry_run: bool = False, no_commit: bool = False) -> Iterator[Pen]:
    """Hold the register's lock round a command that reads, changes and writes.

    Raises EnvironmentFault where another is writing, or a merge or a rebase is unfinished.
    """
    root = Path(desk.register.root)
    repo, why_not = usable_repository(root)
    if dry_run:
        yield Pen(desk, repo, command, dry_run=True, commit=False)
        return
    with unwinding(), locked(root, Path(repo.git_dir) if repo is not None else None):
        desk.forget()
        yield Pen(desk, repo, command, dry_run=False, commit=not no_commit, why_not=why_not)


def usable_repository(root: Path) -> tuple[Repository | None, str]:
    """Return the repository round a folder, ready to be committed in; or None, and why there is none.

    Raises EnvironmentFault where there is one that is not safe, or in which something is unfinished.
    """
    repo = find(str(root))
    if repo is None:
        return None, "this folder is not under git"
    try:
        git_path()
    except EnvironmentFault as fault:
        return None, fault.message
    repo.check_safe()
    require_quiet(repo, so_far="Nothing was written. ")
    return repo, ""
