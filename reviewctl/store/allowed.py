"""What may lie where in a register beside its documents: one line of `PLACES` for each name.

Where documents lie is said by model.catalogue, and what a case's `signoff` folder may have by store.signed.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from reviewctl.model.catalogue import CATALOGUE, LARGE, Kind, kind_at
from reviewctl.model.identities import ENCRYPTED
from reviewctl.model.publishing import IMAGES
from reviewctl.model.trust import ALLOWED, REVOKED
from reviewctl.store.house import HOUSE_CREST, HOUSE_STYLE, LARGEST_PICTURE
from reviewctl.store.house import LARGEST as LARGEST_HOUSE_STYLE
from reviewctl.store.signed import SIGNOFF, is_of_signoffs

Home = Literal["case", "register"]


class Place(Struct, frozen=True):
    """A file that may lie in a case or in the register, though it is no document.

    `path` is relative to the folder; each `*` in it is a name, or the rest of one, without a slash. The folders
    on the way to it may be there, too. A file of more than `largest` bytes is a finding that calls it by its
    `title` and says how it is made `smaller`; 0 leaves that to whoever reads it.
    """

    path: str
    home: Home
    largest: int = 0
    title: str = ""
    smaller: str = ""


_SMALLER = "Make it smaller in a program for pictures, and save it again."

PLACES: tuple[Place, ...] = (
    Place(
        HOUSE_STYLE,
        "register",
        LARGEST_HOUSE_STYLE,
        "The house style",
        "Make the pictures in it smaller (in Word: Picture Format, Compress Pictures), and save it again.",
    ),
    Place(HOUSE_CREST, "register", LARGEST_PICTURE, "The picture of the crest", _SMALLER),
    Place(f"{IMAGES}/*.png", "case", LARGEST_PICTURE, "A picture of the report", _SMALLER),
    Place(f"{IMAGES}/*.jpg", "case", LARGEST_PICTURE, "A picture of the report", _SMALLER),
    Place(
        ENCRYPTED,
        "register",
        LARGE,
        "The sealed identity register",
        "It is no identity register: none has so many people. Look at what it is, and move it out.",
    ),
    Place("letters/*.md", "register"),
    Place("policy/*/*.yaml", "register"),
    Place(ALLOWED, "register"),
    Place(REVOKED, "register"),
)


class Barred(Struct, frozen=True):
    """Names and endings that no file may bear, wherever it lies, with what is said of it and how it is mended.

    `code` is that of the finding.
    """

    names: tuple[str, ...]
    endings: tuple[str, ...]
    message: str
    help: str
    code: str = "FIL053"


BARRED: tuple[Barred, ...] = (
    Barred(
        (".gitattributes", ".gitmodules", ".git", ".env", ".envrc", "conftest.py"),
        (".py", ".pyc", ".sh", ".bat", ".cmd", ".ps1", ".exe", ".js"),
        "There is a file here that changes how other programs behave.",
        "Delete it. A case folder holds only records: no programs and no settings.",
    ),
    Barred(
        ("identities.yaml", "identities.yml", "identities.json", "identities.csv", "identities.txt"),
        (),
        "The identity register lies here in the clear, where git would keep its names for ever.",
        "Do not save or share this folder. Lock it: reviewctl identities seal FILE. Then delete the file. "
        "If it was saved before, tell whoever looks after the repository.",
        "FIL057",
    ),
)

SETTINGS = (".vscode", ".github", ".gitlab")
"""The folders in which an editor or a forge keeps its settings."""
_SETTINGS_ENDINGS = (".json", ".yml", ".yaml", ".md")
_DEEPEST = 3
"""No forge keeps settings deeper."""
_NOT_LOOKED_AT = {
    "cases",
    ".git",
    ".gitignore",
    ".editorconfig",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    ".github/CODEOWNERS",
    ".github/reviewctl-requirements.txt",
    ".gitlab/CODEOWNERS",
}
"""What at the register's root is another's to judge."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_LITTER = re.compile(r"\..*\.reviewctl-tmp|\.reviewctl\.lock|\.DS_Store|Thumbs\.db|desktop\.ini")


def is_litter(name: str) -> bool:
    """Whether a name is that of an unfinished write, the lock, or what a file manager leaves everywhere."""
    return _LITTER.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def is_safe(name: str) -> bool:
    """Whether a name means the same on every computer, and can be no device, option or command."""
    return (
        _NAME.fullmatch(name) is not None
        and unicodedata.normalize("NFKC", name) == name
        and name.split(".")[0].casefold() not in _DEVICES
        and not name.endswith((".", " "))
    )


def barred(name: str) -> Barred | None:
    """Return what bars a name from every folder of records, whatever its capitals; None where nothing does."""
    folded = name.casefold()
    return next((one for one in BARRED if folded in one.names or folded.endswith(one.endings)), None)


def place_at(path: str, home: Home) -> Place | None:
    """Return the place of a file that is no document; None where it has none, or is one of the sign-offs."""
    return next((one for one in PLACES if one.home == home and _form(one.path).fullmatch(path)), None)


def has_place(path: str, home: Home, *, folder: bool) -> bool:
    """Whether a path of a case or of the register is one that a file, or a folder, may have in it.

    A README.md may lie in every folder that may be there.
    """
    if folder:
        return _may_be_folder(path, home)
    above, _, name = path.rpartition("/")
    if name == "README.md":
        return not above or _may_be_folder(above, home)
    if home == "case" and path.startswith(f"{SIGNOFF}/"):
        return is_of_signoffs(path)
    return kind_at(path, home) is not None or place_at(path, home) is not None


def is_settings_folder(path: str) -> bool:
    """Whether a folder of the register is one of those of an editor or a forge: `.github/workflows`."""
    return path.split("/")[0] in SETTINGS and path.count("/") < _DEEPEST


def is_not_looked_at(path: str) -> bool:
    """Whether a path of the register is another's to judge: the cases, git, settings of an editor or a forge."""
    first, _, rest = path.partition("/")
    return path in _NOT_LOOKED_AT or (first in SETTINGS and rest != "" and path.endswith(_SETTINGS_ENDINGS))


def documents_of(home: Home) -> tuple[Kind, ...]:
    """Return the kinds of document that a case, or the register, may hold."""
    return tuple(kind for kind in CATALOGUE if kind.home in (home, "both"))


def _may_be_folder(path: str, home: Home) -> bool:
    if home == "case" and path.split("/")[0] == SIGNOFF:
        return is_of_signoffs(path, folder=True)
    return any(form.fullmatch(path) for form in _folders(home))


@lru_cache
def _folders(home: Home) -> tuple[re.Pattern[str], ...]:
    """Return the form of every folder that is on the way to a document or to another place."""
    files = [kind.path for kind in documents_of(home)] + [one.path for one in PLACES if one.home == home]
    parts = [path.split("/") for path in files]
    folders = {"/".join(one[:depth]) for one in parts for depth in range(1, len(one))}
    return tuple(_form(one) for one in sorted(folders))


@lru_cache
def _form(path: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(re.escape(part) for part in path.split("*")))
