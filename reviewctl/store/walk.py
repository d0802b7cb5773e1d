"""Walking a folder of the register: what may lie there, and what may not."""

import difflib
import re
import unicodedata
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from reviewctl.model.catalogue import CATALOGUE, Kind, kind_at
from reviewctl.model.codes import declare
from reviewctl.model.finding import EnvironmentFault, Finding, Spot
from reviewctl.model.tree import Entry, Tree
from reviewctl.store.attributes import ATTRIBUTES, is_harmless
from reviewctl.store.house import HOUSE_STYLE, LARGEST

UNKNOWN_FILE = declare("FIL050", "unknown-file", "error")
BAD_NAME = declare("FIL051", "unsafe-name", "error")
NOT_A_FILE = declare("FIL052", "not-a-regular-file", "error")
FORBIDDEN = declare("FIL053", "forbidden-file", "error")
OFFICE_FILE = declare("FIL054", "office-document", "error")
TWINS = declare("FIL055", "names-differ-only-in-case", "error")
UNREADABLE = declare("FIL056", "file-unreadable", "error")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_OFFICE = [
    ".doc",
    ".docx",
    ".docm",
    ".dot",
    ".dotx",
    ".odt",
    ".rtf",
    ".pdf",
    ".xls",
    ".xlsx",
    ".xlsm",
    ".ods",
    ".ppt",
    ".pptx",
    ".odp",
    ".msg",
    ".eml",
    ".pages",
    ".numbers",
]
_RUNNABLE = (".py", ".pyc", ".sh", ".bat", ".cmd", ".ps1", ".exe", ".js")
_HIDDEN_HARM = (".gitattributes", ".gitmodules", ".git", ".env", ".envrc", "conftest.py")
_LITTER = re.compile(r"\..*\.reviewctl-tmp|\.reviewctl\.lock|\.DS_Store|Thumbs\.db|desktop\.ini")

SIGNOFF = "signoff"
TRUST = "trust"
_OF_SIGNOFF = f"{SIGNOFF}/"
_TRUSTED = ("trust/allowed_signers", "trust/revoked_keys", "trust/README.md")
_WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PLACE = rf"signoff/(?!snapshot/)(?P<what>{_WORD})/(?:(?!snapshot/)(?P<item>{_WORD})/)?"
STATEMENT_FILE = re.compile(rf"{_PLACE}(?P<number>[0-9]{{2,6}})-(?P<person>{_WORD})\.json")
"""Where a statement lies within a case: `signoff/<what>[/<item>]/<NN>-<person>.json`."""
REQUEST_FILE = re.compile(rf"{_PLACE}request\.json")
_SNAPSHOT_FILE = re.compile(rf"{_PLACE}snapshot/(?P<name>[a-z0-9-]+\.(?:yaml|md))")
_SIGNOFF_FOLDER = re.compile(rf"signoff|signoff/(?!snapshot$){_WORD}(/{_WORD})?|{_PLACE}snapshot")
_SNAPSHOTS = {one.path.rpartition("/")[2] for one in CATALOGUE if one.home != "register" and not one.several}
"""The names that a copy of a document may bear in a snapshot: those of the documents themselves."""

Home = Literal["case", "register"]

MOST = 50_000
"""No review, and no register beside its reviews, holds so many files; a tree of git's that is made of itself does."""


class Found(Struct, frozen=True):
    """A file that has its place: its path relative to its case or register, its kind and item."""

    path: str
    kind: Kind
    item: str


class Held(Struct, frozen=True):
    """A file of a case's `signoff` folder: its path relative to the case, and its size in bytes."""

    path: str
    size: int


class Walked(Struct, frozen=True):
    """What a folder holds: documents in their places, every path seen, and what must not be there.

    `signoff` are the files of a case's `signoff` folder that have their place in it.
    """

    documents: tuple[Found, ...]
    paths: tuple[str, ...]
    findings: tuple[Finding, ...]
    signoff: tuple[Held, ...] = ()


def is_litter(name: str) -> bool:
    """Whether a name is that of an unfinished write, the lock, or what a file manager leaves everywhere."""
    return _LITTER.fullmatch(name) is not None


def walk_case(tree: Tree, folder: str) -> Walked:
    """Return what lies in a case folder. `folder` is its path in the tree, "" where it is the root."""
    return _Walk(tree, folder, "case").run()


def walk_register(tree: Tree) -> Walked:
    """Return what lies in the register itself: its own files and its meetings, not its cases."""
    return _Walk(tree, "", "register").run()


class _Walk:
    def __init__(self, tree: Tree, folder: str, home: Home) -> None:
        self.tree = tree
        self.folder = folder
        self.home: Home = home
        self.documents: list[Found] = []
        self.paths: list[str] = []
        self.findings: list[Finding] = []
        self.signoff: list[Held] = []
        self.seen = 0
        self.below = {kind.path.split("/")[0] for kind in CATALOGUE if "/" in kind.path and self._here(kind)}

    def run(self) -> Walked:
        self._folder("")
        return Walked(tuple(self.documents), tuple(self.paths), tuple(self.findings), tuple(self.signoff))

    def _here(self, kind: Kind) -> bool:
        return kind.home in (self.home, "both")

    def _full(self, path: str) -> str:
        return "/".join(part for part in (self.folder, path) if part)

    def _folder(self, inner: str) -> None:
        entries = [e for e in self.tree.entries(self._full(inner)) if not is_litter(_last(e.path))]
        self.seen += len(entries)
        if self.seen > MOST:
            raise _too_many(self._full(inner))
        self._twins(inner, entries)
        for entry in entries:
            self._entry(inner, entry)

    def _entry(self, inner: str, entry: Entry) -> None:
        name = _last(entry.path)
        path = f"{inner}/{name}" if inner else name
        if self.home == "register" and (self._is_the_registers_own(path, entry) or self._is_harmless(entry)):
            return
        fault = self._fault(inner, name, path, entry)
        if fault is not None:
            self.findings.append(fault)
        elif entry.kind == "folder":
            self._folder(path)
        elif name != "README.md":
            self.paths.append(path)
            kind_item = kind_at(path, self.home)
            if kind_item is not None:
                self.documents.append(Found(path, *kind_item))
            elif self.home == "case" and path.startswith(_OF_SIGNOFF):
                self.signoff.append(Held(path, entry.size))

    def _is_the_registers_own(self, path: str, entry: Entry) -> bool:
        """Whether a path at the register's root is another's to judge: cases, git, and settings of the editor.

        Only where it is of the kind that it should be: into a folder that is named as a file nobody would look.
        """
        if path != ".git" and entry.kind not in (("folder",) if path == "cases" else ("file", "executable")):
            return False
        first, _, rest = path.partition("/")
        if first in _SETTINGS and rest:
            return path.endswith(_SETTINGS_ENDINGS) or path in _REGISTERS_OWN
        return path in _REGISTERS_OWN

    def _is_harmless(self, entry: Entry) -> bool:
        """Whether it is the one .gitattributes that reviewctl writes, to the byte."""
        return entry.path == ATTRIBUTES and entry.kind == "file" and is_harmless(self.tree.read(ATTRIBUTES))

    def _fault(self, inner: str, name: str, path: str, entry: Entry) -> Finding | None:
        if entry.kind == "file" and kind_at(path, self.home) is not None and _safe(name):
            return None  # Nearly every file: it has its place, and its name ends as a document's does.
        if self.home == "register" and path == HOUSE_STYLE and entry.kind == "file":
            return _of_house_style(entry)
        at = Spot(self._full(inner) or ".")
        if entry.kind in ("symlink", "gitlink", "other"):
            return NOT_A_FILE.finding(
                at,
                f"There is {_WHAT[entry.kind]} in this folder, and only plain files may be.",
                help=_INSTEAD[entry.kind],
            )
        if name.casefold() in _HIDDEN_HARM or name.casefold().endswith(_RUNNABLE):
            return FORBIDDEN.finding(
                at,
                "There is a file here that changes how other programs behave.",
                help="Delete it. A case folder holds only records: no programs and no settings.",
            )
        if entry.kind in ("file", "executable") and name.casefold().endswith(tuple(_OFFICE)):
            return OFFICE_FILE.finding(
                at,
                f"A {_office(name)} is in this folder (its name may hold a person's name and is not shown).",
                help=f"Do not share this folder yet. Move it to your document store, then {_into(name)}.",
            )
        if entry.kind == "folder" and self.home == "register" and _is_of_settings(path):
            return None  # The files in it are looked at, one by one.
        if not _safe(name):
            return BAD_NAME.finding(
                at,
                "A name in this folder holds characters that do not travel between computers (not shown).",
                help="Use only letters a-z, digits, hyphens, dots and underscores; no spaces.",
            )
        if entry.kind == "executable":
            return NOT_A_FILE.finding(
                Spot(self._full(path)),
                "This file is marked as a program; records are not programs.",
                help="Clear the executable mark: chmod -x, or save the file anew.",
            )
        return self._unknown(inner, name, path, entry)

    def _unknown(self, inner: str, name: str, path: str, entry: Entry) -> Finding | None:
        if self.home == "register" and path.split("/")[0] == "policy":
            known = _is_of_a_pack(path, entry)
        elif self.home == "register" and path.split("/")[0] == "letters":
            known = (
                entry.kind == "folder" if path == "letters" else path.count("/") == 1 and path.endswith(".md")
            )
        elif self.home == "register" and path.split("/")[0] == TRUST:
            known = entry.kind == "folder" if path == TRUST else path in _TRUSTED
        elif self.home == "case" and path.split("/")[0] == SIGNOFF:
            known = _is_of_signoffs(path, entry.kind == "folder")
        elif entry.kind == "folder":
            known = path in self.below
        else:
            known = name == "README.md" or kind_at(path, self.home) is not None
        if known:
            return None
        near = _nearest(path, self.home)
        what = "folder" if entry.kind == "folder" else "file"
        if near:
            return UNKNOWN_FILE.finding(
                Spot(self._full(path)),
                f"There is no place for a {what} of this name; did you mean {near}?",
                help="Give it the right name, or move it out of the folder.",
            )
        return UNKNOWN_FILE.finding(
            Spot(self._full(inner) or "."),
            f"There is a {what} here that has no place in a {self.home} folder (its name is not shown).",
            help="Move it to your document store. What belongs in the folder: reviewctl schema",
        )

    def _twins(self, inner: str, entries: list[Entry]) -> None:
        seen: set[str] = set()
        for entry in entries:
            folded = unicodedata.normalize("NFKC", _last(entry.path)).casefold()
            if folded in seen:
                self.findings.append(
                    TWINS.finding(
                        Spot(self._full(inner) or "."),
                        "Two names in this folder differ only in capitals; on Windows they are one file.",
                        help="Rename or delete one of the two.",
                    )
                )
            seen.add(folded)


def _too_many(folder: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"There are more than {MOST:,} files in one part of the register, so it is not read.",
        f"Look at what came into {folder.split('/')[0] or 'the register'}, and move it out.",
    )


def _is_of_settings(path: str) -> bool:
    """Whether a folder is one of those in which an editor or a forge keeps its settings: `.github/workflows`."""
    return path.split("/")[0] in _SETTINGS and path.count("/") < _DEEPEST


def _of_house_style(entry: Entry) -> Finding | None:
    """Return what is wrong with the one Word document that a register may hold: git keeps it for ever."""
    if entry.size <= LARGEST:
        return None
    return OFFICE_FILE.finding(
        Spot(HOUSE_STYLE),
        f"The house style is larger than {LARGEST >> 20} MB.",
        help="Make the pictures in it smaller (in Word: Picture Format, Compress Pictures), and save it again.",
    )


_INSTEAD = {
    "symlink": "Delete the link, and put a plain copy of what it points to in its place if that belongs here.",
    "gitlink": "Move that folder out of the register, to a place beside it: its history would not be kept here.",
    "other": "Move it out of the register.",
}
_WHAT = {
    "symlink": "a link to somewhere else",
    "gitlink": "another git repository",
    "other": "something that is neither a file nor a folder",
}
_DEEPEST = 3
"""No forge keeps settings deeper."""
_SETTINGS = (".vscode", ".github", ".gitlab")
_SETTINGS_ENDINGS = (".json", ".yml", ".yaml", ".md")
_REGISTERS_OWN = {
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


def _is_of_signoffs(path: str, folder: bool) -> bool:
    """Whether a path of a case is one that its `signoff` folder may have: `signoff/imr/gmp/01-gmp-1.json`."""
    if folder:
        return _SIGNOFF_FOLDER.fullmatch(path) is not None
    if path.endswith("/README.md"):
        return _SIGNOFF_FOLDER.fullmatch(path.removesuffix("/README.md")) is not None
    copy = _SNAPSHOT_FILE.fullmatch(path)
    if copy is not None:
        return copy["name"] in _SNAPSHOTS
    statement = path.removesuffix(".sig")
    return STATEMENT_FILE.fullmatch(statement) is not None or REQUEST_FILE.fullmatch(path) is not None


def _is_of_a_pack(path: str, entry: Entry) -> bool:
    """Whether a path under policy/ is a pack's: its folder, and YAML files in it."""
    depth = path.count("/")
    return depth < 2 if entry.kind == "folder" else depth == 2 and path.endswith((".yaml", "/README.md"))


@lru_cache(maxsize=4096)
def _safe(name: str) -> bool:
    stem = name.split(".")[0].casefold()
    return (
        _NAME.fullmatch(name) is not None
        and unicodedata.normalize("NFKC", name) == name
        and stem not in _DEVICES
        and not name.endswith((".", " "))
    )


def _office(name: str) -> str:
    ending = name.casefold().rpartition(".")[2]
    if ending == "pdf":
        return "PDF document"
    if ending.startswith("xls") or ending in ("ods", "numbers"):
        return "spreadsheet"
    return "mail message" if ending in ("msg", "eml") else "Word or similar document"


def _into(name: str) -> str:
    """Return how what a document holds comes into the record, or how it is listed where it stays what it is."""
    ending = name.casefold().rpartition(".")[2]
    listed = "list it: reviewctl paper add CASE ID FILE"
    if ending.startswith("doc"):
        return f"bring it in: reviewctl import imr, report, tor or minutes FILE --case CASE. Or {listed}"
    if ending.startswith("xls") or ending == "ods":
        return f"bring it in: reviewctl chronology import CASE AGENCY FILE. Or {listed}"
    return listed


def _nearest(path: str, home: Home) -> str | None:
    known = [kind.path for kind in CATALOGUE if kind.home in (home, "both") and not kind.several]
    known += [f"{kind.path.split('/')[0]}" for kind in CATALOGUE if kind.several]
    near = difflib.get_close_matches(path, known, 1, 0.8)
    return near[0] if near else None


def _last(path: str) -> str:
    return path.rpartition("/")[2]
