"""Walking a folder of the register: what lies in it, and what may not."""

import unicodedata

from msgspec import Struct

from reviewctl.model.catalogue import Kind, kind_at
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.tree import Entry, Tree
from reviewctl.store.allowed import (
    Home,
    barred,
    has_place,
    is_litter,
    is_not_looked_at,
    is_safe,
    is_settings_folder,
    place_at,
)
from reviewctl.store.attributes import ATTRIBUTES, is_harmless
from reviewctl.store.misplaced import (
    MOST,
    is_office,
    is_plain,
    of_barred,
    of_kind,
    of_name,
    of_no_place,
    of_office,
    of_program,
    of_size,
    of_twins,
    too_many,
)
from reviewctl.store.signed import SIGNOFF


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

    def run(self) -> Walked:
        self._folder("")
        return Walked(tuple(self.documents), tuple(self.paths), tuple(self.findings), tuple(self.signoff))

    def _full(self, path: str) -> str:
        return "/".join(part for part in (self.folder, path) if part)

    def _folder(self, inner: str) -> None:
        entries = [e for e in self.tree.entries(self._full(inner)) if not is_litter(_last(e.path))]
        self.seen += len(entries)
        if self.seen > MOST:
            raise too_many(self._full(inner))
        self._twins(inner, entries)
        for entry in entries:
            self._entry(inner, entry)

    def _entry(self, inner: str, entry: Entry) -> None:
        name = _last(entry.path)
        path = f"{inner}/{name}" if inner else name
        if self.home == "register" and (self._is_anothers(path, entry) or self._is_harmless(entry)):
            return
        fault = self._fault(inner, name, path, entry)
        if fault is not None:
            self.findings.append(fault)
        elif entry.kind == "folder":
            self._folder(path)
        elif name != "README.md":
            self._file(path, entry)

    def _file(self, path: str, entry: Entry) -> None:
        self.paths.append(path)
        kind_item = kind_at(path, self.home)
        if kind_item is not None:
            self.documents.append(Found(path, *kind_item))
        elif self.home == "case" and path.startswith(f"{SIGNOFF}/"):
            self.signoff.append(Held(path, entry.size))

    def _is_anothers(self, path: str, entry: Entry) -> bool:
        """Whether a path of the register is another's to judge.

        Only where it is of the kind that it should be: into a folder that is named as a file nobody would look.
        """
        fitting = ("folder",) if path == "cases" else ("file", "executable")
        return is_not_looked_at(path) and (path == ".git" or entry.kind in fitting)

    def _is_harmless(self, entry: Entry) -> bool:
        """Whether it is the one .gitattributes that reviewctl writes, to the byte."""
        return entry.path == ATTRIBUTES and entry.kind == "file" and is_harmless(self.tree.read(ATTRIBUTES))

    def _fault(self, inner: str, name: str, path: str, entry: Entry) -> Finding | None:
        if entry.kind == "file" and kind_at(path, self.home) is not None and is_safe(name):
            return None  # Nearly every file: it has its place, and its name ends as a document's does.
        within = Spot(self._full(inner) or ".")
        if not is_plain(entry):
            return of_kind(within, entry.kind)
        return self._of_file(within, name, path, entry) or self._of_name(within, name, path, entry)

    def _of_file(self, within: Spot, name: str, path: str, entry: Entry) -> Finding | None:
        """Return what is wrong with what a name says of its file, or with how large that is."""
        bar = barred(name)
        if bar is not None:
            return of_barred(within, bar)
        place = place_at(path, self.home) if entry.kind == "file" else None
        if place is not None:
            return of_size(Spot(self._full(path)), place) if 0 < place.largest < entry.size else None
        return of_office(within, name) if entry.kind != "folder" and is_office(name) else None

    def _of_name(self, within: Spot, name: str, path: str, entry: Entry) -> Finding | None:
        """Return what is wrong with a name, or with its being where it is."""
        folder = entry.kind == "folder"
        if folder and self.home == "register" and is_settings_folder(path):
            return None  # The files in it are looked at, one by one.
        if not is_safe(name):
            return of_name(within)
        at = Spot(self._full(path))
        if entry.kind == "executable":
            return of_program(at)
        if has_place(path, self.home, folder=folder):
            return None
        return of_no_place(at, within, path, self.home, folder=folder)

    def _twins(self, inner: str, entries: list[Entry]) -> None:
        seen: set[str] = set()
        for entry in entries:
            folded = unicodedata.normalize("NFKC", _last(entry.path)).casefold()
            if folded in seen:
                self.findings.append(of_twins(Spot(self._full(inner) or ".")))
            seen.add(folded)


def _last(path: str) -> str:
    return path.rpartition("/")[2]
