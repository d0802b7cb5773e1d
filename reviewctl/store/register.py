"""Reading a register: the board, its meetings, and its cases one by one."""

import re
from functools import cached_property

from reviewctl.model.board import Board
from reviewctl.model.case import CaseFile
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.record import CASE_ID_FORM, FORMAT
from reviewctl.model.review import Case, Document, minutes_of
from reviewctl.model.signoff import SignoffFolder
from reviewctl.model.tree import Tree
from reviewctl.store.allowed import is_litter
from reviewctl.store.documents import read_document
from reviewctl.store.misplaced import BAD_NAME
from reviewctl.store.packs import Policies
from reviewctl.store.walk import Found, Walked, walk_case, walk_register

NO_CASE_FILE = declare("STR020", "case-file-missing", "error")
ID_NOT_FOLDER = declare("STR021", "id-is-not-the-folder", "error")
NEWER_FORMAT = declare("STR022", "format-not-known", "error")

CASES = "cases"
_CASE_ID = re.compile(CASE_ID_FORM)


class Register:
    """A register, or a single case folder that stands for one, ready to be read."""

    def __init__(self, tree: Tree, root: str, single: str | None = None) -> None:
        """Read the register's own files. `single` is the name of the case where the tree is a case folder."""
        self.tree = tree
        self.root = root
        self.single = single
        self.policies = Policies(tree)
        self.documents: dict[str, Document] = {}
        self.meetings: tuple[Document, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self.folders: tuple[str, ...] = ("",) if single is not None else ()
        self.board = Board(format=FORMAT, board="", policy="")
        if single is None:
            self._read_own()

    def _read_own(self) -> None:
        walked = walk_register(self.tree)
        findings = list(walked.findings)
        self.documents, meetings = _documents(self.tree, "", walked.documents, findings)
        self.meetings = meetings
        board = self.documents.get("board")
        if board is not None:
            self.board = board.data
        folders = []
        for entry in self.tree.entries(CASES):
            name = entry.path.rpartition("/")[2]
            if entry.kind == "folder" and _CASE_ID.fullmatch(name):
                folders.append(entry.path)
            elif not is_litter(name) and not (entry.kind == "file" and name == "README.md"):
                findings.append(_not_a_case(entry.kind == "folder"))
        self.folders = tuple(folders)
        self.findings = tuple(findings)

    @cached_property
    def by_id(self) -> dict[str, str]:
        """The folder of each review by its id, or "" by the name of a case folder that stands alone."""
        return {self.single or folder.rpartition("/")[2]: folder for folder in self.folders}

    def case(self, folder: str, *, dates_only: bool = False) -> tuple[Case | None, tuple[Finding, ...]]:
        """Return the case in a folder as far as it could be read, and everything wrong with its files.

        With `dates_only` the evidence, on which no date rests, stays unread.
        """
        name = self.single or folder.rpartition("/")[2]
        walked = walk_case(self.tree, folder)
        wanted = _dated(walked) if dates_only else walked.documents
        findings = list(walked.findings)
        documents, meetings = _documents(self.tree, folder, wanted, findings)
        head = documents.get("case")
        if head is None:
            if not any(finding.spot.path.endswith("case.yaml") for finding in findings):
                findings.append(
                    NO_CASE_FILE.finding(
                        Spot(folder or "."),
                        "This folder has no case.yaml, so it is not known what review it is.",
                        help="Restore the file, or make the case anew: reviewctl new sar",
                    )
                )
            return None, _of_case(findings, name)
        file: CaseFile = head.data
        findings += _head_faults(head, file, name, self.single is not None)
        taken = tuple(m for m in self.meetings if file.id in minutes_of(m).cases)
        case = Case(
            id=file.id,
            folder=folder,
            file=file,
            documents=documents,
            meetings=tuple(sorted((*meetings, *taken), key=lambda m: (minutes_of(m).date, m.path))),
            around=self.meetings,
            files=walked.paths,
            signoff=_signoffs(self.tree, folder, walked) if walked.signoff else SignoffFolder(),
        )
        return case, _of_case(findings, file.id)


def _dated(walked: Walked) -> tuple[Found, ...]:
    """Return the documents on which a date can rest: no evidence, but papers where a sign-off may cover them."""
    papers = "papers" if walked.signoff else ""
    return tuple(one for one in walked.documents if not one.kind.evidence or one.kind.name == papers)


def _signoffs(tree: Tree, folder: str, walked: Walked) -> SignoffFolder:
    from reviewctl.store.statements import read_signoffs

    return read_signoffs(tree, folder, walked)


def _not_a_case(is_folder: bool) -> Finding:
    """Return the finding on something among the cases that is none. Its name may be a person's."""
    what = "a folder in cases/ that is not named by a review's id" if is_folder else "something in cases/"
    return BAD_NAME.finding(
        Spot(CASES),
        f"There is {what}, so it is not read{'' if is_folder else ': it is no case folder'} (name not shown).",
        help="Each review is a folder under its own id, such as cases/SAR-2026-001. Rename it, or move it away.",
    )


def _of_case(findings: list[Finding], case_id: str) -> tuple[Finding, ...]:
    from msgspec.structs import replace

    return tuple(replace(finding, case=case_id) for finding in findings)


def _documents(
    tree: Tree, folder: str, found: tuple[Found, ...], findings: list[Finding]
) -> tuple[dict[str, Document], tuple[Document, ...]]:
    documents: dict[str, Document] = {}
    meetings: list[Document] = []
    for one in found:
        document, faults = read_document(
            tree, f"{folder}/{one.path}" if folder else one.path, one.kind, one.item
        )
        findings += faults
        if document is None:
            continue
        documents[document.name] = document
        if document.kind == "meetings":
            meetings.append(document)
    return documents, tuple(meetings)


def _head_faults(head: Document, file: CaseFile, name: str, single: bool) -> list[Finding]:
    findings = []
    if file.id != name and not single:
        findings.append(
            ID_NOT_FOLDER.finding(
                head.spot(("id",)),
                f'The id is "{file.id}" and the folder is called otherwise.',
                help="A case's id is its folder's name. Correct the one that is wrong.",
            )
        )
    if file.format != FORMAT:
        findings.append(
            NEWER_FORMAT.finding(
                head.spot(("format",)),
                f"The folder's format is {file.format}; this reviewctl knows {FORMAT}.",
                help="A newer reviewctl wrote it: install that, or restore the line to what it was.",
            )
        )
    return findings
