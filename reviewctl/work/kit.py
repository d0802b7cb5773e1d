"""The kit: the files by which a forge and a developer's git judge what is proposed for a register.

Each bears a mark in its first line, the sum of what follows it; so one that nobody has touched is known and can be
renewed, and one that somebody has edited is never written over unasked.
"""

import hashlib
import os
import re
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from reviewctl import __version__
from reviewctl.model.board import Board
from reviewctl.model.finding import ReviewctlError
from reviewctl.store.attributes import ATTRIBUTES, KEPT_AS_WRITTEN
from reviewctl.store.folder import MOST, read_regular
from reviewctl.store.resources import kit_text

Standing = Literal["missing", "current", "outdated", "edited"]

REQUIREMENTS = ".github/reviewctl-requirements.txt"
"""Which reviewctl judges: a pipeline reads it as the protected branch has it."""
OWNERS = (".github/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Whose approval the forge asks for: written from board.yaml."""
_FILES = {
    ".github/workflows/reviewctl.yml": "github-workflow.yml",
    REQUIREMENTS: "requirements.txt",
    ".github/BRANCH-PROTECTION.md": "BRANCH-PROTECTION.md",
    ".github/pull_request_template.md": "pull_request_template.md",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
}
_OWNED = ("board.yaml", "policy/", "trust/", "cases/*/signoff/")
_OWNED_ABOVE = (".github/", ".gitlab/", ".gitlab-ci.yml", ".gitattributes", ".pre-commit-config.yaml")
_OWNING = ("business-manager", "independent-chair")
"""The offices without whose holders nobody changes who may approve, or what a statement is checked against."""
_MARK = re.compile(r"(?:# |<!-- )reviewctl \S+ wrote this, sum ([0-9a-f]{16})[^\n]*\n")
_JUDGING = (".github/workflows/reviewctl.yml", ".gitlab-ci.yml")
_JUDGED = re.compile(r'-C "?\$?judged/?([A-Za-z0-9._/-]*)"? validate')
_PLAIN = re.compile(r"[A-Za-z0-9._/-]*")
_SAYS = 'Until somebody edits it, "reviewctl doctor --fix" renews it.'


class Piece(Struct, frozen=True):
    """A file of the kit: its path from the root of the repository, what it is to hold, and how it stands there."""

    path: str
    data: bytes
    standing: Standing


def kit(root: Path, below: str, board: Board, on: date) -> tuple[Piece, ...]:
    """Return every file of the kit with how it stands in the repository at `root`.

    `below` is the register's folder in the repository, with a slash behind it; "" where they are one. Who owns what
    follows from the offices of `board` on the day `on`. Raises EnvironmentFault for a file that cannot be read, and
    ReviewctlError as `kit_files` does.
    """
    wanted = kit_files(below, board, on)
    return tuple(Piece(path, data, _standing_at(root, root / path, data)) for path, data in wanted.items())


def judged_instead(root: Path, folder: str) -> str | None:
    """Return the folder of another register that the kit of the repository at `root` judges; None where there is none.

    A register that is no longer where the kit says does not count: it was moved, and the kit goes with it.
    """
    for path in _JUDGING:
        try:
            text = _plain(read_regular(root / path, MOST))
        except OSError:
            continue
        found = _JUDGED.search(text)
        there = (found[1] or "") if found is not None else folder
        if there != folder and _PLAIN.fullmatch(there) and (root / there / "board.yaml").is_file():
            return there
    return None


def kit_files(below: str, board: Board, on: date) -> dict[str, bytes]:
    """Return what each file of the kit is to hold, by its path from the root of the repository, in order.

    Raises ReviewctlError where `below` holds what would be more than a name in a shell or in CODEOWNERS.
    """
    if not _PLAIN.fullmatch(below):
        raise ReviewctlError(
            "The register lies in a folder whose name a workflow file cannot hold safely.",
            "Give the folder a name of letters, digits, hyphens, dots and underscores.",
        )
    folder = below.rstrip("/")
    words = {
        "version": __version__,
        "folder": f"judged/{folder}" if folder else "judged",
        "below": f"/{folder}" if folder else "",
    }
    files = {path: _filled(kit_text(name), words) for path, name in _FILES.items()}
    files |= dict.fromkeys(OWNERS, code_owners(below, board, on))
    made = {path: marked(text, path).encode("utf-8") for path, text in files.items()}
    return dict(sorted((made | {f"{below}{ATTRIBUTES}": KEPT_AS_WRITTEN}).items()))


def code_owners(below: str, board: Board, on: date) -> str:
    """Return CODEOWNERS: those who hold the two offices on a day own what decides who may approve, and the kit.

    Where none of them has an account in board.yaml the lines are left out, and the text says what to add.
    """
    holders = [person for role in _OWNING for person in board.holders(role, on)]
    found = [board.person(one) for one in dict.fromkeys(holders)]
    accounts = [f"@{one.account}" for one in found if one is not None and one.account]
    paths = [f"/{path}" for path in _OWNED_ABOVE] + [f"/{below}{path}" for path in _OWNED]
    if not accounts:
        return _NO_OWNERS
    width = max(map(len, paths))
    lines = [f"{path:<{width}} {' '.join(accounts)}" for path in paths]
    return "\n".join([*_OWNERS_SAY, *lines, ""])


_OWNERS_SAY = (
    "# The Business Manager and the Independent Chair, as board.yaml has them. What they own: who may approve, what a",
    "# statement is checked against, and what judges a pull request. One of them is enough for the forge.",
)
_NO_OWNERS = """\
# Nobody yet. Write, in board.yaml, the account of the Business Manager and of the Independent Chair with its person
# (account: the name at GitHub or GitLab, without the @), and then: reviewctl doctor --fix
"""


def accounts_missing(board: Board, on: date) -> bool:
    """Whether none of those who should own the register's rules has an account in board.yaml."""
    return code_owners("", board, on) == _NO_OWNERS


def marked(text: str, path: str) -> str:
    """Return a text with its mark before it, as a comment of that file's own kind."""
    words = f"reviewctl {__version__} wrote this, sum {_sum(text)}. {_SAYS}"
    return f"<!-- {words} -->\n{text}" if path.endswith(".md") else f"# {words}\n{text}"


def leads_away(root: Path, path: Path) -> bool:
    """Whether a link on the way leads to another place than it seems. `path` lies below `root`."""
    return os.path.realpath(path) != str(Path(os.path.realpath(root), path.relative_to(root)))


def _standing_at(root: Path, path: Path, wanted: bytes) -> Standing:
    if leads_away(root, path.parent):
        return "edited"  # What lies behind a link is not the repository's.
    try:
        return _standing(read_regular(path, MOST), wanted)
    except FileNotFoundError:
        return "edited" if os.path.lexists(path) else "missing"  # A link or a folder is somebody's doing.


def _standing(there: bytes, wanted: bytes) -> Standing:
    """Return how a file stands to what it is to hold; the mark proves that nobody wrote in it since, and no more."""
    now, then = _plain(there), _plain(wanted)
    found = _MARK.match(now)
    if now == then or _body(now) == _body(then):
        return "current"
    return "outdated" if found is not None and found[1] == _sum(_body(now)) else "edited"


def _plain(data: bytes) -> str:
    """Return a file's text with line feeds alone: another computer's line ends are no edit."""
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _body(text: str) -> str:
    """Return what stands below the mark."""
    return _MARK.sub("", text, count=1)


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _filled(text: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    return text
