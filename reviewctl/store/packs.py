"""Reading policy packs: those that the tool brings along and those in a register's own `policy/` folder.

Of a pack that the tool brings along, what reading it gives is kept beside it as JSON (`make docs`), which takes
a tenth of the time to read. It bears a sum of the files that it was made from, so it is never out of date.
"""

from zlib import crc32

import msgspec

from reviewctl.model.catalogue import PACK_FILES
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.policy import Pack, Policy, ReviewType
from reviewctl.model.review import Document
from reviewctl.model.tree import Tree
from reviewctl.store.documents import read_document
from reviewctl.store.folder import FolderTree
from reviewctl.store.resources import policies_folder

NO_PACK_FILE = declare("POL001", "pack-without-pack-file", "error")
TWICE = declare("POL002", "type-declared-twice", "error")

PACK, TYPE = PACK_FILES


class PackRead:
    """A pack as far as it could be read, its documents (for the places of findings), and what is wrong."""

    def __init__(
        self, policy: Policy | None, documents: dict[str, Document], findings: list[Finding]
    ) -> None:
        self.policy = policy
        self.documents = documents
        self.findings = findings


def read_pack(tree: Tree, folder: str, name: str) -> PackRead:
    """Return the pack that lies in `folder` of a tree: pack.yaml, and one file for each kind of review."""
    findings: list[Finding] = []
    documents: dict[str, Document] = {}
    types: dict[str, ReviewType] = {}
    pack: Pack | None = None
    for entry in tree.entries(folder):
        file = entry.path.rpartition("/")[2]
        if entry.kind != "file" or not file.endswith(".yaml"):
            continue
        document, found = read_document(tree, entry.path, PACK if file == "pack.yaml" else TYPE, "")
        findings += found
        if document is None:
            continue
        if isinstance(document.data, Pack):
            pack = document.data
            documents["pack"] = document
        else:
            kind: ReviewType = document.data
            if kind.type in types:
                findings.append(
                    TWICE.finding(
                        document.spot(("type",)),
                        f'The pack already has a type "{kind.type}".',
                        related=(documents[kind.type].spot(("type",)),),
                        help="Give each kind of review its own name.",
                    )
                )
            types[kind.type] = kind
            documents[kind.type] = document
    if pack is None and not findings:
        findings.append(
            NO_PACK_FILE.finding(
                Spot(folder or "."),
                f'The policy "{name}" has no pack.yaml.',
                help="Write one: sources, calendar, sectors and roles. See docs/reference/policy.md.",
            )
        )
    policy = Policy(name=name, pack=pack, types=types) if pack is not None else None
    return PackRead(policy, documents, findings)


class Kept(msgspec.Struct, frozen=True):
    """A pack as it was read, and the sum of the files that it was read from."""

    made_from: int
    policy: Policy


def kept_text(name: str) -> bytes:
    """Return what is to be kept of a pack that the tool brings along. `make docs` writes it."""
    policy = read_pack(FolderTree(str(policies_folder())), name, name).policy
    assert policy is not None
    return msgspec.json.format(msgspec.json.encode(Kept(_sum(name), policy)), indent=1) + b"\n"


def _kept(name: str) -> Policy | None:
    """Return a pack that the tool brings along as it is kept, or None where the files are others by now."""
    try:
        kept = msgspec.json.decode((policies_folder() / f"{name}.json").read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept.policy if kept.made_from == _sum(name) else None


def _sum(name: str) -> int:
    total = 0
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

    def own(self) -> tuple[str, ...]:
        """Return the names of the packs in the register's own `policy/` folder."""
        if self._tree is None:
            return ()
        return tuple(e.path.rpartition("/")[2] for e in self._tree.entries("policy") if e.kind == "folder")

    def read(self, name: str) -> PackRead | None:
        """Return a pack by name with its findings, or None where there is none."""
        if name not in self._read:
            self._read[name] = self._find(name)
        return self._read[name]

    def get(self, name: str) -> Policy | None:
        """Return a pack by name, or None where there is none or it could not be read."""
        if name not in self._kept:
            known = name in shipped() and name not in self.own()
            self._kept[name] = _kept(name) if known else None
        if self._kept[name] is not None:
            return self._kept[name]
        read = self.read(name)
        return read.policy if read is not None else None

    def _find(self, name: str) -> PackRead | None:
        if self._tree is not None and name in self.own():
            return read_pack(self._tree, f"policy/{name}", name)
        if name in shipped():
            return read_pack(FolderTree(str(policies_folder())), name, name)
        return None


def shipped() -> tuple[str, ...]:
    """Return the names of the packs that the tool brings along."""
    tree = FolderTree(str(policies_folder()))
    return tuple(entry.path for entry in tree.entries("") if entry.kind == "folder")
