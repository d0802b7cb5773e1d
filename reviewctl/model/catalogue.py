"""Every document that a register may hold: its name in addresses, where it lies and what it holds.

A new kind of document is one line here and one Struct; reading, schemas, `add` and the reference follow.
"""

from functools import lru_cache
from typing import Literal

from msgspec import Struct

from reviewctl.model.actions import ActionPlan, ProgressFile
from reviewctl.model.board import Board
from reviewctl.model.briefing import Briefing
from reviewctl.model.case import CaseFile
from reviewctl.model.chronology import Chronology
from reviewctl.model.complaints import ComplaintsFile
from reviewctl.model.correspondence import CorrespondenceFile
from reviewctl.model.decision import Decision
from reviewctl.model.event import Diary
from reviewctl.model.family import FamilyFile
from reviewctl.model.housestyle import HouseStyle
from reviewctl.model.imr import Imr
from reviewctl.model.kind import ReviewType
from reviewctl.model.learning import Learning
from reviewctl.model.log import Log
from reviewctl.model.meeting import Minutes
from reviewctl.model.overview import Overview
from reviewctl.model.panel import Panel
from reviewctl.model.papers import PapersFile
from reviewctl.model.policy import Pack
from reviewctl.model.processes import ProcessesFile
from reviewctl.model.publication import Publication
from reviewctl.model.referral import Referral
from reviewctl.model.returns import ReturnsFile
from reviewctl.model.screening import Screening
from reviewctl.model.summary import ExecutiveSummary
from reviewctl.model.terms import TermsOfReference
from reviewctl.model.waiver import WaiversFile

SMALL = 256 * 1024
LARGE = 4 * 1024 * 1024


class Kind(Struct, frozen=True):
    """A kind of document.

    `path` is relative to the folder it belongs to; a `*` stands for the item's own part of the name.
    `several` are documents of which a case may have one for each agency or meeting. No date rests on
    `evidence`: what is only asked for dates leaves it unread.
    """

    name: str
    path: str
    type: object
    title: str
    home: Literal["case", "register", "both"] = "case"
    limit: int = SMALL
    evidence: bool = False

    @property
    def markdown(self) -> bool:
        """Whether the facts are front matter above a text."""
        return self.path.endswith(".md")

    @property
    def several(self) -> bool:
        """Whether a case may have more than one."""
        return "*" in self.path


CATALOGUE: tuple[Kind, ...] = (
    Kind("board", "board.yaml", Board, "The board, its agencies and office holders", "register"),
    Kind("case", "case.yaml", CaseFile, "What the review is and whom it is about"),
    Kind("diary", "diary.yaml", Diary, "What has happened, and when", "both"),
    Kind("referral", "referral.md", Referral, "The referral"),
    Kind("screening", "screening.md", Screening, "The screening panel's findings and recommendation"),
    Kind("decision", "decision.md", Decision, "The Independent Chair's decision"),
    Kind("tor", "terms-of-reference.md", TermsOfReference, "The terms of reference"),
    Kind("panel", "panel.yaml", Panel, "The review panel"),
    Kind("returns", "returns.yaml", ReturnsFile, "What each agency owes and has given"),
    Kind("meetings", "meetings/*.md", Minutes, "The minutes of a meeting", "both"),
    Kind(
        "initial-chronology",
        "chronology/*-initial.yaml",
        Chronology,
        "A first chronology",
        limit=LARGE,
        evidence=True,
    ),
    Kind("chronology", "chronology/*.yaml", Chronology, "An agency's chronology", limit=LARGE, evidence=True),
    Kind("imr", "imrs/*.md", Imr, "An agency's Individual Management Review", limit=LARGE, evidence=True),
    Kind("family", "family.yaml", FamilyFile, "The family and how they were involved"),
    Kind("processes", "processes.yaml", ProcessesFile, "Inquests, investigations and other reviews"),
    Kind("report", "report/overview.md", Overview, "The overview report", limit=LARGE),
    Kind(
        "summary", "report/summary.md", ExecutiveSummary, "The executive summary", limit=LARGE, evidence=True
    ),
    Kind("action-plan", "action-plan.yaml", ActionPlan, "Recommendations and actions"),
    Kind("progress", "progress.yaml", ProgressFile, "What became of each action"),
    Kind("publication", "publication.yaml", Publication, "How the report is published"),
    Kind("briefing", "briefing.md", Briefing, "The 7-minute briefing", evidence=True),
    Kind("learning", "learning.yaml", Learning, "How the learning was shared", evidence=True),
    Kind("papers", "papers.yaml", PapersFile, "Papers kept elsewhere", evidence=True),
    Kind("log", "log.yaml", Log, "Permissions, reasons and notes", "both"),
    Kind("waivers", "waivers.yaml", WaiversFile, "Agreed exceptions"),
    Kind("complaints", "complaints.yaml", ComplaintsFile, "Complaints", "register"),
    Kind("correspondence", "correspondence.yaml", CorrespondenceFile, "Requests with clocks", "register"),
    Kind(
        "house-style",
        "house-style.yaml",
        HouseStyle,
        "What the papers look like that are published",
        "register",
    ),
)

PACK_FILES: tuple[Kind, ...] = (
    Kind("policy-pack", "pack.yaml", Pack, "What all kinds of review of a pack have in common"),
    Kind("policy-type", "*.yaml", ReviewType, "A kind of review of a pack"),
)
"""The files of a policy pack, which lie in a folder of their own: pack.yaml, and one for each type."""

BY_NAME = {kind.name: kind for kind in CATALOGUE}


@lru_cache(maxsize=4096)
def kind_at(path: str, home: Literal["case", "register"]) -> tuple[Kind, str] | None:
    """Return the kind of document that lies at `path` within a case or register, and its item ("" if single).

    None where no kind of document has its place there.
    """
    for kind in CATALOGUE:
        if kind.home not in (home, "both"):
            continue
        if not kind.several:
            if kind.path == path:
                return kind, ""
            continue
        front, back = kind.path.split("*")
        item = path[len(front) : len(path) - len(back)]
        if path.startswith(front) and path.endswith(back) and item and "/" not in item:
            return kind, item
    return None


def path_of(kind: Kind, item: str = "") -> str:
    """Return where a document of this kind lies, relative to its case or register."""
    return kind.path.replace("*", item)
