"""The documents of a review as they were at a commit, each read once however often it is asked for."""

from collections.abc import Iterator

from msgspec import Struct

from reviewctl.model.case import CaseFile
from reviewctl.model.record import FORMAT
from reviewctl.model.review import Case, Document, minutes_of
from reviewctl.model.signoff import SignoffFolder
from reviewctl.store.documents import document_from
from reviewctl.store.folder import FilesTree
from reviewctl.store.statements import read_signoffs
from reviewctl.store.walk import walk_case
from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.objects import MOST
from reviewctl.work.histories.past import Past, kind_of, split


class Read(Struct, frozen=True):
    """What could be read of a file; not `whole` where a fault hides some of it, or all (then there is no document)."""

    document: Document | None
    whole: bool


class Side(Struct, frozen=True):
    """A document at a commit: as far as it can be read there, and as it could last be read whole by then."""

    now: Document | None
    clean: Document | None

    @property
    def at_fault(self) -> bool:
        """Whether a fault hides something of it."""
        return self.now is not self.clean


_ABSENT = Side(None, None)


class Reader:
    """Reads documents by path and blob; `ahead` holds the bytes of files that are not in git yet, by their own."""

    def __init__(self, past: Past, blobs: Blobs, ahead: dict[str, bytes]) -> None:
        self.past = past
        self._blobs = blobs
        self._ahead = ahead
        self._read: dict[tuple[str, str], Read] = {}
        self._clean: dict[tuple[str | None, str], Document | None] = {}

    def bytes_of(self, blob: str) -> bytes:
        """Return what a blob holds. Raises EnvironmentFault where it is not here."""
        return self._ahead[blob] if blob in self._ahead else self._blobs.read(blob, MOST)

    def side(self, commit: str | None, path: str) -> Side:
        """Return a document at a commit; where it could not be read at all, what it was when it last could."""
        blob = self.past.files(commit).get(path)
        if blob is None:
            return _ABSENT
        read = self.read(path, blob)
        if read.whole:
            return Side(read.document, read.document)
        clean = self._last_clean(commit, path)
        return Side(read.document if read.document is not None else clean, clean)

    def read(self, path: str, blob: str) -> Read:
        """Return what can be read of a version of a file; of one that is no document, nothing."""
        found = self._read.get((path, blob))
        if found is None:
            found = self._read[path, blob] = self._parsed(path, blob)
        return found

    def case(self, commit: str | None, case_id: str, folder: str, *, dates_only: bool = False) -> Case:
        """Return the case at a commit, each document as it could last be read. "" for both is the register itself.

        With `dates_only` the evidence, on which no date rests, is left out.
        """
        documents = {one.name: one for one in self._documents(commit, folder, dates_only=dates_only)}
        meetings = [one for one in documents.values() if one.kind == "meetings"]
        meetings += [one for one in self._shared(commit) if folder and case_id in minutes_of(one).cases]
        head = documents.get("case")
        front = f"{folder}/" if folder else ""
        ordered = tuple(sorted(meetings, key=lambda one: (minutes_of(one).date, one.path)))
        return Case(
            id=case_id,
            folder=folder,
            file=head.data if head is not None else CaseFile(format=FORMAT, id=case_id, type="", policy=""),
            documents=documents,
            meetings=ordered,
            around=ordered,
            files=tuple(path[len(front) :] for path in self.past.files(commit) if path.startswith(front)),
            signoff=self._signoff(commit, folder),
        )

    def _documents(self, commit: str | None, folder: str, *, dates_only: bool) -> Iterator[Document]:
        for path in sorted(self.past.files(commit)):
            own, inner = split(path)
            at = kind_of(inner) if own == folder else None
            if at is not None and not (dates_only and at[0].evidence):
                document = self.side(commit, path).now
                if document is not None:
                    yield document

    def _shared(self, commit: str | None) -> Iterator[Document]:
        return (one for one in self._documents(commit, "", dates_only=True) if one.kind == "meetings")

    def _signoff(self, commit: str | None, folder: str) -> SignoffFolder:
        """Return what the case kept of sign-offs at a commit; nothing where it had no such folder."""
        front = f"{folder}/" if folder else ""
        files = {path: blob for path, blob in self.past.files(commit).items() if path.startswith(front)}
        if not any(path.startswith(f"{front}signoff/") for path in files):
            return SignoffFolder()
        tree = FilesTree({path: self.bytes_of(blob) for path, blob in files.items()})
        return read_signoffs(tree, folder, walk_case(tree, folder))

    def _parsed(self, path: str, blob: str) -> Read:
        at = kind_of(split(path)[1])
        if at is None:
            return Read(None, whole=True)
        document, findings = document_from(self.bytes_of(blob), path, *at)
        faults = any(one.severity == "error" for one in findings)
        return Read(document, whole=document is not None and not faults)

    def _last_clean(self, commit: str | None, path: str) -> Document | None:
        """Return a document as it could last be read whole, along first parents; None where it never could."""
        way: list[str] = []
        found: Document | None = None
        while commit is not None and (blob := self.past.files(commit).get(path)) is not None:
            if (commit, path) in self._clean:
                found = self._clean[commit, path]
                break
            way.append(commit)
            read = self.read(path, blob)
            if read.whole:
                found = read.document
                break
            commit = self.past.before(commit)
        self._clean.update({(one, path): found for one in way})
        return found
