"""Writing the kit for pipelines: with `init`, with `ci kit`, and anew by `doctor --fix`."""

import difflib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from reviewctl.facts.calendar import today
from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.atomic import Change, unwinding, write_many
from reviewctl.store.folder import read_regular
from reviewctl.store.lock import locked
from reviewctl.store.register import Register
from reviewctl.vcs.commit import NoIdentity, commit_paths
from reviewctl.vcs.repository import Repository, find
from reviewctl.work.desk import Desk
from reviewctl.work.kit import Piece, judged_instead, kit, leads_away
from reviewctl.work.recorded import prefix_of
from reviewctl.work.writing import usable_repository


def write_kit(desk: Desk, *, overwrite: bool, dry_run: bool, commit: bool) -> Iterator[str]:
    """Write what of the kit is missing or has become old, and yield what to tell.

    What somebody has edited stays, unless `overwrite`. Raises EnvironmentFault where the folder cannot be written,
    or where there is no register but a single case folder.
    """
    register = desk.register
    if register.single is not None:
        raise EnvironmentFault(
            "This is one case folder with no register above it, and a pipeline judges a register.",
            "Make a register, and move the case into its cases folder: reviewctl init",
        )
    repo, why_not = usable_repository(Path(register.root))
    root, pieces = pieces_of(register, repo, today())
    due = [one for one in pieces if one.standing in ("missing", "outdated")]
    edited = [one for one in pieces if one.standing == "edited"]
    due += edited if overwrite else []
    if dry_run:
        yield from _differences(root, due)
        yield "Nothing was written (--dry-run)."
        return
    if due:
        with unwinding(), locked(Path(register.root), Path(repo.git_dir) if repo is not None else None):
            write_pieces(root, due)
            yield from (f"Written: {one.path}" for one in due)
            yield from _committed(repo, why_not, root, due) if commit else ()
    elif not edited:
        yield "Every file of the kit is here, and as reviewctl writes it."
    if edited and not overwrite:
        yield f"Left as you have them: {', '.join(one.path for one in edited)}"
        yield "  See the difference: reviewctl ci kit --overwrite --dry-run"
    if any(one.path.endswith("BRANCH-PROTECTION.md") for one in due):
        yield "What to switch on at GitHub or GitLab: .github/BRANCH-PROTECTION.md"


def pieces_of(register: Register, repo: Repository | None, on: date) -> tuple[Path, tuple[Piece, ...]]:
    """Return the folder into which the kit goes, the root of the repository, and the kit with how each file stands.

    Raises EnvironmentFault where the repository has the kit of another register, which would go on unjudged.
    """
    root = Path(repo.root if repo is not None else register.root)
    prefix = prefix_of(repo, register.root) if repo is not None else ""
    other = judged_instead(root, prefix)
    if other is not None:
        raise EnvironmentFault(
            f"The files for GitHub and GitLab in this repository judge the register in {other or 'its root'}, and a "
            "repository has one of each.",
            "Give this register a repository of its own.",
        )
    return root, kit(root, f"{prefix}/" if prefix else "", register.board, on)


def renew(register: Register, on: date) -> list[str]:
    """Write anew what reviewctl wrote and nobody has touched since; return the paths.

    Raises EnvironmentFault where the folder cannot be written.
    """
    repo = find(register.root)
    root, pieces = pieces_of(register, repo, on)
    old = [one for one in pieces if one.standing == "outdated"]
    with unwinding(), locked(Path(register.root), Path(repo.git_dir) if repo is not None else None):
        write_pieces(root, old)
    return [one.path for one in old]


def write_pieces(root: Path, pieces: Sequence[Piece]) -> None:
    """Write files of the kit.

    Raises EnvironmentFault, with nothing written, where a folder on the way is a link: it could lead anywhere.
    """
    away = next((one.path for one in pieces if leads_away(root, root / one.path)), None)
    if away is not None:
        raise EnvironmentFault(
            f"The way to {away} is a link to somewhere else.", "Put a plain folder or file in its place."
        )
    write_many([Change(root / one.path, one.data, _now(root / one.path)) for one in pieces])


def _committed(repo: Repository | None, why_not: str, root: Path, due: Sequence[Piece]) -> Iterator[str]:
    if repo is None:
        yield f"Not committed: {why_not}."
        return
    try:
        commit_paths(repo, [str(root / one.path) for one in due], "The kit for pipelines", command="ci kit")
    except NoIdentity as fault:
        yield fault.hint


def _differences(root: Path, due: Sequence[Piece]) -> Iterator[str]:
    from reviewctl.render.visible import visible

    for one in due:
        before = (_now(root / one.path) or b"").decode("utf-8", "replace").splitlines()
        after = one.data.decode("utf-8").splitlines()
        names = (f"{one.path} (now)", f"{one.path} (then)")
        yield from (visible(line) for line in difflib.unified_diff(before, after, *names, lineterm=""))


def _now(path: Path) -> bytes | None:
    try:
        return read_regular(path)
    except FileNotFoundError:
        return None
