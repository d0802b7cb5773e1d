"""The files of a case that differ and could not be read, have faults, or are only written another way."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from reviewctl.facts.differences import Difference
from reviewctl.model.catalogue import kind_at
from reviewctl.model.changes import Change
from reviewctl.model.finding import Finding
from reviewctl.model.review import Case, Document
from reviewctl.render.changes.sides import Side
from reviewctl.render.pages.naming import many
from reviewctl.store.register import Register

Home = Literal["case", "register"]
_NEVER_SHOWN = "a file that has no place in a case folder"
_READMES = tuple(
    f"{folder}README.md" for folder in ("", "meetings/", "chronology/", "imrs/", "report/", "signoff/")
)
_SILENT = {
    "added": "added, and nothing is filled in yet",
    "taken out": "taken out; nothing was filled in",
    "changed": "written another way; nothing that it says is different",
}


class Read(Struct, frozen=True):
    """A case folder as it was read on one side, with what was wrong with its files, and the ids of those."""

    side: Side
    findings: tuple[Finding, ...] = ()
    files: dict[str, str] = {}


def unread_files(read: Read, when: str) -> Iterator[tuple[str, Change]]:
    """Yield each file of a case that is there and cannot be read at all: what it says is neither new nor gone.

    Where it is not known what review it is, that is told and nothing else.
    """
    there = {_within(one.path, read.side.case) for one in read.side.case.documents.values()}
    known = [path for path in read.files if is_document(path, "case") and path not in there]
    if read.files and not read.side.there:
        known = ["case.yaml"]
    for path in known:
        at = "before this change" if when == "before" else "as it is now"
        words = f"{path} could not be read {at}, so what is different in it cannot be told"
        hint = "" if when == "before" else ": reviewctl validate says why"
        yield path, Change(kind="unreadable", words=words + hint, address=path)


def files_at_fault(old: Read, new: Read) -> Iterator[Change]:
    """Yield the files that differ and had, or have, faults: a value at fault counts as blank."""
    for read, when in ((old, "before this change"), (new, "as it is now")):
        other = new if read is old else old
        counts: dict[str, int] = {}
        for finding in read.findings:
            path = _within(finding.spot.path, read.side.case)
            differs = path in read.files and read.files.get(path) != other.files.get(path)
            if finding.severity == "error" and differs and is_document(path, "case"):
                counts[path] = counts.get(path, 0) + 1
        readable = {_within(one.path, read.side.case) for one in read.side.case.documents.values()}
        for path, count in counts.items():
            if path in readable:
                words = f"{path} has {many(count, 'fault')} {when}: a value at fault counts as blank here"
                yield Change(kind="unreadable", words=words, address=path)


def other_files(
    old: Read,
    new: Read,
    changes: Sequence[Change],
    different: Mapping[str, tuple[Difference, ...]],
    closed: set[str],
) -> Iterator[Change]:
    """Yield the files that differ although no sentence says in what: written another way, or not of the record.

    `different` holds what is different in each document, by its name.
    """
    if not new.side.there or not old.side.there:
        return
    documents = {
        inner(one, read.side): one for read in (old, new) for one in read.side.case.documents.values()
    }
    for path in sorted({*old.files, *new.files} - closed):
        if old.files.get(path) == new.files.get(path):
            continue
        document = documents.get(path)
        if document is not None:
            if not different.get(document.name):
                yield _file(path, _SILENT[_sort(path, old, new)])
        elif not path.startswith("signoff/") or path.endswith("README.md"):
            yield _file(path if path in _READMES else _NEVER_SHOWN, _sort(path, old, new))
        elif not any(one.kind == "signoff" for one in changes):
            words = f"a file among the sign-offs that is no statement: {_sort(path, old, new)}"
            yield Change(kind="signoff", words=words, address="signoff")


def _file(path: str, words: str) -> Change:
    return Change(kind="file", words=f"{path}: {words}", address=path if path != _NEVER_SHOWN else "")


def _sort(path: str, old: Read, new: Read) -> str:
    if path not in old.files:
        return "added"
    return "taken out" if path not in new.files else "changed"


def inner(document: Document, side: Side) -> str:
    """Return the path of a document within its case."""
    return _within(document.path, side.case)


def _within(path: str, case: Case) -> str:
    return path.removeprefix(f"{case.folder}/") if case.folder else path


def is_document(path: str, home: Home) -> bool:
    """Whether a document has its place at a path; what explains a folder to its readers is none."""
    return kind_at(path, home) is not None and not path.endswith("README.md")


def unreadable(register: Register) -> tuple[str, ...]:
    """Return the paths of those of the register's own files that are there and cannot be read."""
    there = {one.path for one in register.documents.values()}
    if register.single is not None:
        return ()
    files = [entry for folder in ("", "meetings") for entry in register.tree.entries(folder)]
    paths = (one.path for one in files if one.kind == "file" and is_document(one.path, "register"))
    return tuple(path for path in paths if path not in there)
