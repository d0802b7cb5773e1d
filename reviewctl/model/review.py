"""A case as it was read: its documents, each with the place of every value, and typed ways to them."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from msgspec import Struct

from reviewctl.model.actions import ActionPlan, Progress
from reviewctl.model.case import CaseFile
from reviewctl.model.chronology import Chronology
from reviewctl.model.complaints import Complaint
from reviewctl.model.correspondence import Letter
from reviewctl.model.decision import Decision
from reviewctl.model.event import Diary
from reviewctl.model.family import FamilyMember
from reviewctl.model.finding import Spot
from reviewctl.model.learning import Learning
from reviewctl.model.log import Log
from reviewctl.model.marks import KeyPath, Locator
from reviewctl.model.meeting import Minutes
from reviewctl.model.panel import Panel
from reviewctl.model.papers import Paper
from reviewctl.model.processes import Process
from reviewctl.model.publication import Publication
from reviewctl.model.referral import Referral
from reviewctl.model.returns import AgencyReturns
from reviewctl.model.screening import Screening
from reviewctl.model.signoff import SignoffFolder
from reviewctl.model.terms import TermsOfReference
from reviewctl.model.waiver import Waiver

T = TypeVar("T")


class Document(Struct, frozen=True, kw_only=True):
    """One file that could be read. `path` is relative to the register; `kind` names it in the catalogue."""

    kind: str
    item: str = ""
    path: str
    data: Any
    body: str = ""
    body_line: int = 0
    where: Locator | None = None

    @property
    def name(self) -> str:
        """How the document is named in addresses: `diary`, `imr[pennine-care]`."""
        return f"{self.kind}[{self.item}]" if self.item else self.kind

    def spot(self, path: KeyPath = (), *, key: bool = False) -> Spot:
        """Return the place of the value at `path`, or of its key, or of the nearest thing round it."""
        if self.where is None:
            return Spot(self.path)
        mark = self.where.key(path) if key else self.where.nearest(path)
        return Spot(self.path, mark.line, mark.column) if mark is not None else Spot(self.path)


class Case(Struct, frozen=True, kw_only=True):
    """One review. A document that is absent or could not be read is as good as empty.

    `meetings` are the minutes in the case's own folder and those of the register's meetings that took it, by
    date; `around` are those of all the register's meetings. `files` are the paths of all that lies in the
    folder, relative to it. `signoff` is what its sign-offs rest on.
    """

    id: str
    folder: str
    file: CaseFile
    documents: dict[str, Document] = {}
    meetings: tuple[Document, ...] = ()
    around: tuple[Document, ...] = ()
    files: tuple[str, ...] = ()
    signoff: SignoffFolder = SignoffFolder()

    def document(self, kind: str, item: str = "") -> Document | None:
        """Return a document by its kind and item, or None."""
        return self.documents.get(f"{kind}[{item}]" if item else kind)

    def place_of(self, path: str) -> str:
        """Return where a file lies in the register, of which `path` is the place within the case."""
        return f"{self.folder}/{path}" if self.folder else path

    def within(self, place: str) -> str:
        """Return where a file lies within the case; a place outside it as it is."""
        return place.removeprefix(f"{self.folder}/") if self.folder else place

    def several(self, kind: str) -> tuple[Document, ...]:
        """Return all documents of a kind, by item."""
        found = (one for one in self.documents.values() if one.kind == kind)
        return tuple(sorted(found, key=lambda one: one.name))

    def _data(self, kind: str, empty: Callable[[], T]) -> T:
        document = self.documents.get(kind)
        return empty() if document is None or document.data is None else document.data

    @property
    def diary(self) -> Diary:
        """The diary; empty if there is none."""
        return self._data("diary", dict)

    @property
    def referral(self) -> Referral:
        """The referral's facts."""
        return self._data("referral", Referral)

    @property
    def screening(self) -> Screening:
        """The screening's facts."""
        return self._data("screening", Screening)

    @property
    def decision(self) -> Decision:
        """The decision's facts."""
        return self._data("decision", Decision)

    @property
    def terms(self) -> TermsOfReference:
        """The terms of reference."""
        return self._data("tor", TermsOfReference)

    @property
    def panel(self) -> Panel:
        """The review panel."""
        return self._data("panel", Panel)

    @property
    def returns(self) -> dict[str, AgencyReturns]:
        """What each agency owes, by the agency's id."""
        return _filled(self._data("returns", dict), AgencyReturns)

    @property
    def family(self) -> dict[str, FamilyMember]:
        """The family, by the person's key."""
        return _filled(self._data("family", dict), FamilyMember)

    @property
    def processes(self) -> dict[str, Process]:
        """The parallel processes, by key."""
        return _filled(self._data("processes", dict), Process)

    @property
    def plan(self) -> ActionPlan:
        """The action plan."""
        return self._data("action-plan", ActionPlan)

    @property
    def progress(self) -> dict[str, Progress]:
        """What became of each action, by its id."""
        return _filled(self._data("progress", dict), Progress)

    @property
    def publication(self) -> Publication:
        """Decisions about publication."""
        return self._data("publication", Publication)

    @property
    def learning(self) -> Learning:
        """How the learning was shared."""
        return self._data("learning", Learning)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Papers kept elsewhere."""
        return self._data("papers", tuple)

    @property
    def log(self) -> Log:
        """Permissions, reasons and notes."""
        return self._data("log", Log)

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """Agreed exceptions."""
        return self._data("waivers", tuple)

    @property
    def complaints(self) -> dict[str, Complaint]:
        """The complaints, by key. Only the register has any."""
        return _filled(self._data("complaints", dict), Complaint)

    @property
    def correspondence(self) -> dict[str, Letter]:
        """The requests with clocks of their own, by key. Only the register has any."""
        return _filled(self._data("correspondence", dict), Letter)

    @property
    def chronologies(self) -> dict[str, Chronology]:
        """The full chronologies, by agency."""
        return {document.item: document.data for document in self.several("chronology")}

    def minutes(self, kind: str) -> tuple[Document, ...]:
        """Return the minutes of one kind of meeting, by date."""
        return tuple(document for document in self.meetings if minutes_of(document).kind == kind)


def minutes_of(document: Document) -> Minutes:
    """Return the facts of a meeting's minutes."""
    data: Minutes = document.data
    return data


def _filled(items: dict[str, T | None], empty: Callable[[], T]) -> dict[str, T]:
    if None not in items.values():
        return cast("dict[str, T]", items)
    return {key: empty() if value is None else value for key, value in items.items()}
