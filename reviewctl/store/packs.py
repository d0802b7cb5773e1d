"""Reading policy packs: those that the tool brings along and those in a register's own `policy/` folder.

A pack may give only its differences from another (`extends` in pack.yaml), and a type only those from another
type of its pack. What is read of it is the whole that both come to.

Of a pack that the tool brings along, what reading it gives is kept beside it as JSON (`make docs`), which takes
a tenth of the time to read. It bears a sum of the files that it was made from, so it is never out of date.
"""

import difflib
from collections.abc import Callable, Iterator, Sequence
from zlib import crc32

import msgspec

from reviewctl.model.catalogue import PACK_FILES, Kind
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.layers import Elsewhere
from reviewctl.model.policy import Pack, Policy, ReviewType
from reviewctl.model.review import Document
from reviewctl.model.tree import Entry, Tree
from reviewctl.store.documents import read_document
from reviewctl.store.folder import FolderTree
from reviewctl.store.over import Sheet, laid_over, read_sheet
from reviewctl.store.resources import policies_folder

NO_PACK_FILE = declare("POL001", "pack-without-pack-file", "error")
TWICE = declare("POL002", "type-declared-twice", "error")
NO_BASE = declare("POL060", "extends-nothing-known", "error")
CIRCLE = declare("POL061", "extends-in-a-circle", "error")
BASE_AT_FAULT = declare("POL062", "extends-what-is-at-fault", "error")

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


def read_pack(tree: Tree, folder: str, name: str, base: Base | None = None) -> PackRead:
    """Return the pack that lies in `folder` of a tree: pack.yaml, and one file for each kind of review.

    `base` gives the pack of the name that pack.yaml extends, or the finding why there is none to be had; left
    out, the packs that the tool brings along are known.
    """
    return _Reading(tree, folder, name, base or Policies().base).read()


class _Reading:
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
            self.findings.append(_unknown(sheet, "type", wanted, [one for one in known if one != "pack"]))


def _is_yaml(entry: Entry) -> bool:
    return entry.kind == "file" and entry.path.endswith(".yaml")


def _no_pack_file(folder: str, name: str) -> Finding:
    return NO_PACK_FILE.finding(
        Spot(folder or "."),
        f'The policy "{name}" has no pack.yaml.',
        help="Write one: sources, calendar, sectors and roles. See docs/reference/policy.md.",
    )


def _unknown(sheet: Sheet, noun: str, wanted: str, known: Sequence[str]) -> Finding:
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


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """A pack as it was read, the sum of the files that it was read from, and the packs that it extends."""

    made_from: int
    policy: Policy
    below: tuple[str, ...] = ()


def kept_text(name: str) -> bytes:
    """Return what is to be kept of a pack that the tool brings along. `make docs` writes it."""
    policies = Policies()
    read = policies.read(name)
    assert read is not None and read.policy is not None
    below = tuple(policies.below(name))
    kept = Kept(_sum((name, *below)), read.policy, below)
    return msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n"


def _kept(name: str) -> Policy | None:
    """Return a pack that the tool brings along as it is kept, or None where the files are others by now."""
    try:
        kept = msgspec.json.decode((policies_folder() / f"{name}.json").read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept.policy if kept.made_from == _sum((name, *kept.below)) else None


def _sum(names: Sequence[str]) -> int:
    total = 0
    for name in names:
        for file in sorted((policies_folder() / name).glob("*.yaml")):
            total = crc32(file.read_bytes(), total)
    return total


class Policies:
    """The packs that a register can use, each read when it is first asked for.

    A pack in the register's own `policy/` folder stands before one of the same name that the tool brings.
    """

    def __init__(self, tree: Tree | None = None) -> None:
        self._tree = tree
        self._read: dict[str, PackRead | None] = {}
        self._kept: dict[str, Policy | None] = {}
        self._open: list[str] = []

    def own(self) -> tuple[str, ...]:
        """Return the names of the packs in the register's own `policy/` folder."""
        if self._tree is None:
            return ()
        return tuple(e.path.rpartition("/")[2] for e in self._tree.entries("policy") if e.kind == "folder")

    def read(self, name: str) -> PackRead | None:
        """Return a pack by name with its findings, or None where there is none."""
        if name not in self._read:
            self._open.append(name)
            self._read[name] = self._find(name)
            self._open.pop()
        return self._read[name]

    def get(self, name: str) -> Policy | None:
        """Return a pack by name, or None where there is none or it could not be read."""
        kept = self._kept_one(name)
        if kept is not None:
            return kept
        read = self.read(name)
        return read.policy if read is not None else None

    def below(self, name: str) -> Iterator[str]:
        """Yield the names of the packs that a pack extends: its base, that one's base, and so on."""
        seen = {name}
        policy = self.get(name)
        while policy is not None and policy.pack.extends and policy.pack.extends not in seen:
            seen.add(policy.pack.extends)
            yield policy.pack.extends
            policy = self.get(policy.pack.extends)

    def base(self, sheet: Sheet, wanted: str) -> PackRead | Finding:
        """Return the pack that a pack.yaml extends, or the finding why it cannot."""
        spot = sheet.document(None).spot(("extends",))
        if wanted in self._open:
            return _pack_circle(spot, wanted, self._open[-1])
        kept = self._kept_one(wanted)
        if kept is not None:
            return self._elsewhere(kept)
        read = self.read(wanted)
        if read is None:
            return _unknown(sheet, "policy", wanted, [*self.own(), *shipped()])
        if read.policy is None or read.findings:
            return _base_at_fault(spot, wanted, min(one.spot for one in read.findings))
        return read

    def _elsewhere(self, policy: Policy) -> PackRead:
        """Return a pack that is kept, whose files are read only for the places of findings."""

        def document(name: str, kind: Kind, data: Pack | ReviewType) -> Document:
            def find() -> Document | None:
                read = self.read(policy.name)
                return read.documents.get(name) if read is not None else None

            return Elsewhere(kind=kind.name, path=f"{policy.name}/{name}.yaml", data=data, find=find)

        documents = {"pack": document("pack", PACK, policy.pack)}
        documents |= {name: document(name, TYPE, kind) for name, kind in policy.types.items()}
        return PackRead(policy, documents, [])

    def _kept_one(self, name: str) -> Policy | None:
        if name not in self._kept:
            known = name in shipped() and name not in self.own()
            self._kept[name] = _kept(name) if known else None
        return self._kept[name]

    def _find(self, name: str) -> PackRead | None:
        if self._tree is not None and name in self.own():
            return read_pack(self._tree, f"policy/{name}", name, self.base)
        if name in shipped():
            return read_pack(FolderTree(str(policies_folder())), name, name, self.base)
        return None


def _pack_circle(spot: Spot, wanted: str, name: str) -> Finding:
    if wanted == name:
        message = f"This pack bears the name of the one that it extends, {name}."
        help = "Give the folder another name: what the tool brings along is never changed under its own."
        return CIRCLE.finding(spot, message, help=help)
    message = f"{name} extends {wanted}, and {wanted} is built upon {name}."
    return CIRCLE.finding(spot, message, help="Leave extends out of one of them, and write that one whole.")


def _base_at_fault(spot: Spot, wanted: str, fault: Spot) -> Finding:
    return BASE_AT_FAULT.finding(
        spot,
        f"The policy {wanted}, which this one extends, is at fault.",
        help=f"Put that one right first, from {fault} on.",
        related=(fault,),
    )


def shipped() -> tuple[str, ...]:
    """Return the names of the packs that the tool brings along."""
    tree = FolderTree(str(policies_folder()))
    return tuple(entry.path for entry in tree.entries("") if entry.kind == "folder")
