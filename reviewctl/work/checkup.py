"""The things that `doctor` looks at, one function each; no trouble stops it from looking at the next."""

import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

from reviewctl import __version__
from reviewctl.facts.bankholidays import CONFIRMED_UNTIL
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.render.dates import plain_day
from reviewctl.render.pages.doctor import Check
from reviewctl.vcs.repository import Repository
from reviewctl.work.desk import Desk
from reviewctl.work.kit import Piece, accounts_missing

# Gov.uk announces a year's bank holidays long before it begins; a case's six months must fit in what is known.
_HOLIDAYS_NEEDED = timedelta(days=274)


def check_up(desk: Desk, as_of: date, *, fix: bool) -> Iterator[Check]:
    """Yield every check, in the order in which things depend on each other."""
    yield Check(
        check="python", outcome="ok", message=f"{platform.python_version()} · reviewctl {__version__}"
    )
    yield _safely("yaml reader", _reader)
    git = _safely("git", _git)
    yield git
    yield _holidays(as_of)
    root, register = _register(desk)
    yield register
    if root is None:
        return
    yield _safely("policy", lambda: _policies(desk))
    yield _leftovers(root, fix=fix)
    yield _editor(root)
    yield _safely("pipelines", lambda: _kit(desk, as_of, fix=fix))
    if git.outcome == "ok":
        yield from _repository(root)


def _safely(name: str, look: Callable[[], Check]) -> Check:
    """Return what `look` finds; trouble that keeps the tool from working is what it found."""
    try:
        return look()
    except ReviewctlError as error:
        return Check(check=name, outcome="stops work", message=error.message, command=error.hint)


def _reader() -> Check:
    from reviewctl.store.strict import read_yaml

    read_yaml("probe: 1", "probe.yaml")
    return Check(check="yaml reader", outcome="ok", message="libyaml is there: files are read strictly")


def _git() -> Check:
    from reviewctl.vcs.run import git_path

    return Check(check="git", outcome="ok", message=git_path())


def _holidays(as_of: date) -> Check:
    known = f"bank holidays are confirmed until {plain_day(CONFIRMED_UNTIL)}"
    if CONFIRMED_UNTIL - as_of >= _HOLIDAYS_NEEDED:
        return Check(check="holidays", outcome="ok", message=known)
    return Check(
        check="holidays",
        outcome="to mend",
        message=f"{known}: later dates are provisional",
        command=f"{sys.executable} -m pip install --upgrade reviewctl",
    )


def _register(desk: Desk) -> tuple[str | None, Check]:
    try:
        register = desk.register
    except ReviewctlError as error:
        return None, Check(check="register", outcome="stops work", message=error.message, command=error.hint)
    if register.single is not None:
        note = "one case folder with no register above it: judged by the policy that it names"
        return register.root, Check(check="register", outcome="note", message=note, command="reviewctl init")
    cases = len(register.folders)
    found = f"{register.root} · {cases} {'review' if cases == 1 else 'reviews'}"
    return register.root, _to_write_in(register.root, found)


def _to_write_in(root: str, found: str) -> Check:
    """Return how the register stands: reading goes on where nothing may be written, and nothing is recorded."""
    from reviewctl.work.writable import how_to_open, shut

    count = shut(root)
    if not count:
        return Check(check="register", outcome="ok", message=found)
    where = "1 of its folders" if count == 1 else f"{count} of its folders"
    return Check(
        check="register",
        outcome="to mend",
        message=f"{found}; nothing may be written in {where}, so nothing can be recorded there",
        command=how_to_open(root),
    )


def _policies(desk: Desk) -> Check:
    from reviewctl.store.packs import shipped
    from reviewctl.work.loading import first_fault

    register = desk.register
    names = ", ".join([*register.policies.own(), *shipped()])
    name = register.board.policy
    fault = first_fault(register.policies, name) if name else None
    if fault is not None:
        said = f"{name} is at fault, at {fault}, so no review can be judged by it"
        return Check(check="policy", outcome="stops work", message=said, command="reviewctl validate policy")
    if name and register.policies.get(name) is None:
        return Check(
            check="policy",
            outcome="stops work",
            message=f"board.yaml names the policy {name}, which cannot be read or is not there",
            command=f"write one of these in board.yaml: {names}",
        )
    return Check(
        check="policy", outcome="ok", message=f"{name or 'each case names its own'} · known: {names}"
    )


def _leftovers(root: str, *, fix: bool) -> Check:
    from reviewctl.store.atomic import leftovers, sweep

    found = tuple(leftovers(Path(root)))
    if not found:
        return Check(check="unfinished", outcome="ok", message="nothing is half-written")
    if fix:
        with _lock(root):
            removed = sweep(Path(root))
        return Check(check="unfinished", outcome="ok", message=f"{len(removed)} half-written removed")
    return Check(
        check="unfinished",
        outcome="to mend",
        message=f"{len(found)} half-written left by a command that was killed; the record itself is whole",
        command="reviewctl doctor --fix",
    )


def _lock(root: str) -> AbstractContextManager[None]:
    from reviewctl.store.lock import locked
    from reviewctl.vcs.repository import find

    repo = find(root)
    return locked(Path(root), Path(repo.git_dir) if repo is not None else None)


def _editor(root: str) -> Check:
    if Path(root, ".vscode", "settings.json").is_file():
        return Check(check="editor", outcome="ok", message="an editor completes and checks the files")
    return Check(
        check="editor",
        outcome="note",
        message="no editor settings (.vscode) here; a register that init makes has them",
    )


def _kit(desk: Desk, as_of: date, *, fix: bool) -> Check:
    """Return how the files for forges stand; what nobody has edited is renewed with `fix`."""
    from reviewctl.vcs.repository import find
    from reviewctl.work.kitting import pieces_of, renew

    register = desk.register
    if register.single is not None:
        return Check(
            check="pipelines", outcome="note", message="a pipeline judges a register, not a case alone"
        )
    try:
        pieces = pieces_of(register, find(register.root), as_of)[1]
    except ReviewctlError as error:
        return Check(check="pipelines", outcome="note", message=error.message, command=error.hint)
    if fix and renew(register, as_of):
        pieces = pieces_of(register, find(register.root), as_of)[1]
    return _kit_stands(pieces, no_owner=accounts_missing(register.board, as_of))


def _kit_stands(pieces: Sequence[Piece], *, no_owner: bool) -> Check:
    old = [one.path for one in pieces if one.standing == "outdated"]
    edited = [one.path for one in pieces if one.standing == "edited"]
    here = sum(one.standing != "missing" for one in pieces)
    if old:
        said = f"not as reviewctl writes it now: {', '.join(old)}"
        return Check(check="pipelines", outcome="to mend", message=said, command="reviewctl doctor --fix")
    if not here:
        said = "no files for GitHub, GitLab or pre-commit: nothing that is proposed is judged"
        return Check(check="pipelines", outcome="note", message=said, command="reviewctl ci kit")
    if edited:
        said = f"yours, and not renewed by reviewctl: {', '.join(edited)}"
        see = "reviewctl ci kit --overwrite --dry-run"
        return Check(check="pipelines", outcome="note", message=said, command=see)
    owners = "; CODEOWNERS names nobody yet, for board.yaml has no account" if no_owner else ""
    said = f"the files for GitHub, GitLab and pre-commit are as reviewctl writes them{owners}"
    return Check(check="pipelines", outcome="ok", message=said)


def _repository(root: str) -> Iterator[Check]:
    from reviewctl.vcs.repository import find

    try:
        repo = find(root)
        if repo is not None:
            repo.check_safe()
    except EnvironmentFault as error:
        yield Check(check="repository", outcome="stops work", message=error.message, command=error.hint)
        return
    if repo is None:
        message = "no git repository: what needs history does not work"
        yield Check(check="repository", outcome="note", message=message, command="git init -b main")
        return
    yield Check(check="repository", outcome="ok", message=f"{repo.root} is safe to use")
    yield _safely("identity", lambda: _identity(repo))
    yield _safely("under way", lambda: _under_way(repo))
    yield _safely("saved", lambda: _saved(repo, root))


def _identity(repo: Repository) -> Check:
    from reviewctl.vcs.commit import has_identity

    if has_identity(repo):
        return Check(check="identity", outcome="ok", message="git knows whose commits these are")
    return Check(
        check="identity",
        outcome="to mend",
        message="git does not know who you are, so nothing is committed",
        command='git config --global user.name "…" && git config --global user.email "…"',
    )


def _under_way(repo: Repository) -> Check:
    from reviewctl.vcs.state import in_progress

    told = in_progress(repo)
    if told is None:
        return Check(
            check="under way", outcome="ok", message="no merge and no other git program is under way"
        )
    sentence, _, hint = told.partition(". ")
    return Check(check="under way", outcome="stops work", message=sentence, command=hint)


def _saved(repo: Repository, root: str) -> Check:
    from reviewctl.vcs.commit import dirty

    changed = dirty(repo, root)
    if not changed:
        return Check(check="saved", outcome="ok", message="work is saved")
    files = "1 file has" if len(changed) == 1 else f"{len(changed)} files have"
    return Check(
        check="saved",
        outcome="to mend",
        message=f"{files} changed since the last commit",
        command="reviewctl save",
    )
