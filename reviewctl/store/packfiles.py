"""Reading the files of one policy pack: pack.yaml, and a file for each kind of review.

A pack may give only its differences from another (`extends` in pack.yaml), and a type only those from another
type of its pack. What is read of it is the whole that both come to.
"""

import difflib
from collections.abc import Callable, Sequence

from reviewctl.model.catalogue import PACK_FILES, Kind
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.policy import Policy
from reviewctl.model.review import Document
from reviewctl.model.tree import Entry, Tree
from reviewctl.store.documents import read_document
from reviewctl.store.over import Sheet, laid_over, read_sheet

NO_PACK_FILE = declare("POL001", "pack-without-pack-file", "error")
TWICE = declare("POL002", "type-declared-twice", "error")
NO_BASE = declare("POL060", "extends-nothing-known", "error")
CIRCLE = declare("POL061", "extends-in-a-circle", "error")

PACK, TYPE = PACK_FILES


class PackRead:
    """A pack as far as it could be read, its documents (for the places of findings), and what is wrong.

    The documents are by type, pack.yaml under "pack"; what comes whole from the pack that it extends has that
    one's. `files` counts those in the pack's own folder.
    """

    def __init__(
        self, policy: Policy | None, documents: dict[str, Document], findings: list[Finding], files: int = 0
    ) -> None:
        self.policy = policy
        self.documents = documents
        self.findings = findings
        self.files = files


Base = Callable[[Sheet, str], PackRead | Finding]


class Reading:
    """One reading of the files of a pack."""

    def __init__(self, tree: Tree, folder: str, name: str, base: Base) -> None:
        self.tree = tree
        self.folder = folder
        self.name = name
        self.base = base
        self.below: PackRead | None = None
        self.findings: list[Finding] = []
        self.documents: dict[str, Document] = {}
        self.waiting: dict[str, Sheet] = {}
        self.failed: set[str] = set()

    def read(self) -> PackRead:
        """Return the pack as far as it can be read, and everything wrong with its files."""
        files = [entry.path for entry in self.tree.entries(self.folder) if _is_yaml(entry)]
        head = next((path for path in files if path.rpartition("/")[2] == "pack.yaml"), None)
        if head is None or self._pack(head):
            for path in files:
                if path != head:
                    self._type(path)
        while self.waiting:
            self._extending(next(iter(self.waiting)), ())
        if head is None and not self.findings:
            self.findings.append(_no_pack_file(self.folder, self.name))
        return PackRead(self._policy(), self._with_inherited(), self.findings, len(files))

    def _policy(self) -> Policy | None:
        if "pack" not in self.documents:
            return None
        kinds = {name: one.data for name, one in self._with_inherited().items() if name != "pack"}
        return Policy(name=self.name, pack=self.documents["pack"].data, types=kinds)

    def _with_inherited(self) -> dict[str, Document]:
        if self.below is None:
            return self.documents
        kept = {name: one for name, one in self.below.documents.items() if name not in self.failed}
        return dict(sorted({**kept, **self.documents}.items()))

    def _pack(self, path: str) -> bool:
        """Read pack.yaml, and return whether the types can be read."""
        sheet = read_sheet(self.tree, path, PACK)
        wanted = sheet.word("extends") if sheet is not None else None
        if sheet is None or wanted is None:
            self._whole(path, PACK)
            return True
        below = self.base(sheet, wanted)
        if isinstance(below, Finding):
            self.findings.append(below)
            return False
        self.below = below
        self._over(sheet, "pack", below.documents["pack"], wanted)
        return True

    def _type(self, path: str) -> None:
        sheet = read_sheet(self.tree, path, TYPE)
        name = sheet.word("type") if sheet is not None else None
        if sheet is None or name is None:
            self._whole(path, TYPE)
            return
        if sheet.word("extends") is not None:
            self._twice(name, sheet.document(None))
            self.waiting[name] = sheet
        elif self.below is not None and name in self.below.documents:
            self._over(sheet, name, self.below.documents[name], self._below_name())
        else:
            self._whole(path, TYPE)

    def _below_name(self) -> str:
        return self.below.policy.name if self.below is not None and self.below.policy is not None else ""

    def _whole(self, path: str, kind: Kind) -> None:
        document, found = read_document(self.tree, path, kind, "")
        self.findings += found
        if document is not None:
            self._enter(document.data.type if kind is TYPE else "pack", document)

    def _over(self, sheet: Sheet, name: str, base: Document, of: str, *, other_type: bool = False) -> None:
        document, found = laid_over(sheet, base, of, other_type=other_type)
        self.findings += found
        if document is None:
            self.failed.add(name)
        else:
            self._enter(name, document)

    def _enter(self, name: str, document: Document) -> None:
        self._twice(name, document)
        self.documents[name] = document

    def _twice(self, name: str, document: Document) -> None:
        before = self.documents.get(name)
        if name in self.waiting:
            before = self.waiting[name].document(None)
        if before is not None:
            self.findings.append(
                TWICE.finding(
                    document.spot(("type",)),
                    f'The pack already has a type "{name}".',
                    related=(before.spot(("type",)),),
                    help="Give each kind of review its own name.",
                )
            )

    def _extending(self, name: str, trail: tuple[str, ...]) -> None:
        """Read a type that extends another one of the pack, and that one first."""
        sheet = self.waiting[name]
        wanted = sheet.word("extends") or ""
        trail = (*trail, name)
        if wanted in trail:
            self.findings.append(_type_circle(sheet, name, wanted, self.below))
            self.failed.add(name)
            del self.waiting[name]
            return
        if wanted in self.waiting:
            self._extending(wanted, trail)
        self.waiting.pop(name, None)
        known = self._with_inherited()
        faulty = {finding.spot.path for finding in self.findings}
        if wanted in known and wanted != "pack" and known[wanted].path not in faulty:
            self._over(sheet, name, known[wanted], f"The type {wanted}", other_type=True)
            return
        self.failed.add(name)
        if wanted not in known and wanted not in self.failed:
            self.findings.append(not_known(sheet, "type", wanted, [one for one in known if one != "pack"]))


def _is_yaml(entry: Entry) -> bool:
    return entry.kind == "file" and entry.path.endswith(".yaml")


def _no_pack_file(folder: str, name: str) -> Finding:
    return NO_PACK_FILE.finding(
        Spot(folder or "."),
        f'The policy "{name}" has no pack.yaml.',
        help="Write one: sources, calendar, sectors and roles. See docs/reference/policy.md.",
    )


def not_known(sheet: Sheet, noun: str, wanted: str, known: Sequence[str]) -> Finding:
    """Return the finding on a file that extends what there is not; `noun` is "policy" or "type"."""
    near = difflib.get_close_matches(wanted, known, 1, 0.6)
    return NO_BASE.finding(
        sheet.document(None).spot(("extends",)),
        f'There is no {noun} "{wanted}" to extend.' + (f' Did you mean "{near[0]}"?' if near else ""),
        help=f"There are: {', '.join(known)}.",
    )


def _type_circle(sheet: Sheet, name: str, wanted: str, below: PackRead | None) -> Finding:
    message = f"The types {name} and {wanted} extend each other, so neither is whole."
    help = "Write one of them whole, and let the other extend it."
    if name == wanted:
        message = f"The type {name} extends itself."
        has_it = below is not None and name in below.documents
        help = "Leave extends out" + (": the file changes the type of that name anyway." if has_it else ".")
    return CIRCLE.finding(sheet.document(None).spot(("extends",)), message, help=help)
