"""Reading policy packs: those that the tool brings along and those in a register's own `policy/` folder."""

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


class Policies:
    """The packs that a register can use, each read when it is first asked for.

    A pack in the register's own `policy/` folder stands before one of the same name that the tool brings.
    """

    def __init__(self, tree: Tree | None = None) -> None:
        self._tree = tree
        self._read: dict[str, PackRead | None] = {}

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
