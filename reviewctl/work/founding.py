"""What `init` does: the files of a new register, its editor settings and its first commit."""

import json
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from reviewctl.facts.calendar import today
from reviewctl.facts.plan import register_kind
from reviewctl.model.board import Board
from reviewctl.model.catalogue import CATALOGUE
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Policy
from reviewctl.model.record import FORMAT
from reviewctl.store.atomic import Change, unwinding, write_many
from reviewctl.store.packs import Policies, shipped
from reviewctl.store.resources import schema_text
from reviewctl.store.splice import set_value
from reviewctl.store.template import board_text, diary_text, readme_text
from reviewctl.vcs.commit import NoIdentity, commit_paths, init
from reviewctl.vcs.repository import Repository
from reviewctl.vcs.run import git_path
from reviewctl.work.difference import NOTHING_WRITTEN
from reviewctl.work.kit import kit_files
from reviewctl.work.writing import usable_repository

_SCHEMAS = ".vscode/schemas/"

IGNORED = """\
# Half-written files of a command that was interrupted; the next one sweeps them up.
.*.reviewctl-tmp
.reviewctl.lock
# What other programs leave behind.
.DS_Store
Thumbs.db
~$*
"""


def found(
    start: str,
    folder: str,
    board: str,
    policy: str,
    *,
    ci: bool = True,
    dry_run: bool = False,
    commit: bool = True,
) -> Iterator[str]:
    """Make a register and yield what to tell. Raises ReviewctlError where there is one already.

    `ci` brings the kit for pipelines along, where the register is the root of its repository: forges look nowhere
    else for it.
    """
    root = Path(start, folder).resolve()
    pack = Policies().get(policy)
    if pack is None:
        raise ReviewctlError(f"There is no policy {policy}.", f"There are: {', '.join(shipped())}.")
    _refuse_file(root)
    _refuse_place(root, folder)
    new, below = _new_files(root, board, pack, ci=ci)
    if dry_run:
        yield f"A register for {board}, under {pack.pack.title} ({policy}), would be made of these files:"
        yield from _listed(new)
        yield NOTHING_WRITTEN
        return
    with unwinding():
        _make_folder(root)
        repo, _ = usable_repository(root)
        write_many([Change(root / name, data, None) for name, data in new.items()])
        yield f"A register for {board}, under {pack.pack.title} ({policy})."
        if commit:
            yield from _first_commit(root, repo, [str(root / name) for name in new])
        else:
            begin = "" if repo is not None else "git init, then "
            yield f"Not committed (--no-commit), so it has no history yet. In that folder: {begin}reviewctl save"
    at = "" if folder == "." else f" -C {folder}"
    count = len(pack.pack.agencies)
    yield f"The {count} agencies that the protocol names are in board.yaml; add people and offices there."
    if ci:
        yield f"For GitHub, GitLab and pre-commit: {_where_the_kit_is(at, below)}"
    yield f"Next: reviewctl{at} new sar"


def _refuse_place(root: Path, folder: str) -> None:
    """Raise ReviewctlError where there is a register already, in the folder or above it, or where it is a case folder.

    `folder` is the place as the person wrote it.
    """
    if os.path.lexists(root / "board.yaml"):
        raise ReviewctlError(
            "There is a register in that folder already.", f"See it: reviewctl -C {folder} status"
        )
    if os.path.lexists(root / "case.yaml"):
        raise ReviewctlError(
            "That folder is a case folder.",
            "A register is the folder above: make it elsewhere and move the case in.",
        )
    above = next((one for one in root.parents if os.path.lexists(one / "board.yaml")), None)
    if above is not None:
        raise ReviewctlError(
            "That folder lies inside a register, and one register cannot hold another.",
            "A new review: reviewctl new sar · a second register: make it beside the first, not in it.",
        )


def _listed(names: Collection[str]) -> Iterator[str]:
    """Yield a line for each file, and one for all of those by which an editor checks the others."""
    schemas = [name for name in names if name.startswith(_SCHEMAS)]
    for name in names:
        if name not in schemas:
            yield f"  {name}"
    if schemas:
        yield f"  {_SCHEMAS} with {len(schemas)} files, by which an editor checks what is typed"


def _new_files(root: Path, board: str, pack: Policy, *, ci: bool) -> tuple[dict[str, bytes], bool]:
    """Return the files that are to be made, by path, and whether the register lies below its repository's root."""
    there = next(one for one in (root, *root.parents) if os.path.lexists(one))
    repo, _ = usable_repository(there)
    below = repo is not None and os.path.realpath(root) != repo.root
    made = {name: text.encode("utf-8") for name, text in register_files(board, pack).items()}
    if ci and not below:
        made |= kit_files("", Board(format=FORMAT, board=board, policy=pack.name), today())
    return {name: data for name, data in made.items() if not os.path.lexists(root / name)}, below


def _refuse_file(root: Path) -> None:
    """Raise ReviewctlError where a file stands in the place of the folder, or of one above it."""
    there = next(one for one in (root, *root.parents) if os.path.lexists(one))
    if not there.is_dir():
        raise ReviewctlError(
            "There is a file in that place, and a register is a folder.",
            "Give another name: reviewctl init NAME",
        )


def _make_folder(root: Path) -> None:
    """Make the folder of a register. Raises EnvironmentFault where the machine does not let it."""
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            f"The folder could not be made: {error.strerror or 'no reason given'}.",
            "Choose another place: reviewctl init DIR",
        ) from None


def _where_the_kit_is(at: str, below: bool) -> str:
    """Return where the kit is; a register in a folder of a repository has none yet, for it goes to the root."""
    return f"reviewctl{at} ci kit" if below else ".github/BRANCH-PROTECTION.md says what to switch on"


def _first_commit(root: Path, repo: Repository | None, paths: list[str]) -> Iterator[str]:
    """Commit the new files, in a repository that is made where there is none; yield why not, if not."""
    try:
        commit_paths(repo or _begun(root), paths, "A register of reviews", command="init")
    except NoIdentity as fault:
        yield fault.hint
    except NoGit as fault:
        yield f"Not committed: {fault.message}. {fault.hint}, then: git init, and reviewctl save"


class NoGit(EnvironmentFault):
    """There is no git program on this machine."""


def _begun(root: Path) -> Repository:
    try:
        git_path()
    except EnvironmentFault as fault:
        raise NoGit(fault.message, fault.hint) from None
    return init(str(root))


def register_files(board: str, policy: Policy) -> dict[str, str]:
    """Return the files of a new register, by path. What comes again each quarter counts from today."""
    files = {
        "board.yaml": board_text(board, policy.name, policy.pack.agencies, today()),
        "diary.yaml": _begun_diary(register_kind(policy.pack)),
        "README.md": readme_text("REGISTER.md", {"board": board}),
        ".gitignore": IGNORED,
        "cases/README.md": "Each folder here is one review. A new one: `reviewctl new sar`\n",
        "meetings/README.md": "Minutes of meetings that take several reviews. A new one: `reviewctl meeting add`\n",
    }
    return files | editor_files()


def _begun_diary(kind: ReviewType) -> str:
    """Return the register's own diary. The day on which it was begun is written where the policy has a line for it."""
    text = diary_text(kind)
    begun = ("register", "begun")
    return set_value(text, begun, today().isoformat()) if ".".join(begun) in kind.events else text


def editor_files() -> dict[str, str]:
    """Return the settings that make an editor complete and check the files, by path.

    Completion in YAML files comes from the schemas. No editor applies a schema to front matter in Markdown, so
    a task shows what `validate` finds there, at its place.
    """
    schemas = {
        f"./.vscode/schemas/{kind.name}.schema.json": _globs(kind.path, kind.home)
        for kind in CATALOGUE
        if not kind.markdown
    }
    settings = {"yaml.schemas": schemas, "yaml.format.enable": False, "files.encoding": "utf8"}
    files = {
        ".vscode/settings.json": _json(settings),
        ".vscode/tasks.json": _json(_TASKS),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
    }
    for kind in CATALOGUE:
        files[f".vscode/schemas/{kind.name}.schema.json"] = schema_text(kind.name).decode("utf-8")
    return files


def _globs(path: str, home: str) -> list[str]:
    own = [f"cases/*/{path}"] if home in ("case", "both") else []
    return own + ([path] if home in ("register", "both") else [])


# What stands in front of a finding in the text of `validate`: a place in a file, or a file or folder as a whole.
_AT_A_LINE = r"^((?:cases|meetings|policy)/[^\s:]+|[a-z-]+\.(?:yaml|md)):(\d+):(\d+): (.*)$"
_AT_A_FILE = r"^((?:cases|meetings|policy)(?:/[^\s:]+)?|[a-z-]+\.(?:yaml|md)|\.): (.*)$"


def _matcher(pattern: dict[str, object]) -> dict[str, object]:
    return {"owner": "reviewctl", "fileLocation": ["relative", "${workspaceFolder}"], "pattern": pattern}


_TASKS = {
    "version": "2.0.0",
    "tasks": [
        {
            "label": "reviewctl: what is to be put right",
            "type": "shell",
            "command": "reviewctl validate --exit-zero",
            "options": {"env": {"COLUMNS": "2000", "NO_COLOR": "1"}},
            "group": {"kind": "test", "isDefault": True},
            "presentation": {"reveal": "silent", "clear": True},
            "problemMatcher": [
                _matcher({"regexp": _AT_A_LINE, "file": 1, "line": 2, "column": 3, "message": 4}),
                _matcher({"regexp": _AT_A_FILE, "kind": "file", "file": 1, "message": 2}),
            ],
        }
    ],
}


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
