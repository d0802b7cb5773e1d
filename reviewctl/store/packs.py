"""Policy packs: those that the tool brings along and those in a register's own `policy/` folder.

Of a pack that the tool brings along, what reading it gives is kept beside it as JSON (`make docs`), which takes
a tenth of the time to read. It bears a sum of the files that it was made from, so it is never out of date.
"""

from collections.abc import Iterator, Sequence
from zlib import crc32

import msgspec

from reviewctl.model.catalogue import Kind
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.kind import ReviewType
from reviewctl.model.layers import Elsewhere
from reviewctl.model.policy import Pack, Policy
from reviewctl.model.review import Document
from reviewctl.model.tree import Tree
from reviewctl.store.folder import FolderTree
from reviewctl.store.over import Sheet
from reviewctl.store.packfiles import CIRCLE, PACK, TYPE, Base, PackRead, Reading, not_known
from reviewctl.store.resources import policies_folder

BASE_AT_FAULT = declare("POL062", "extends-what-is-at-fault", "error")


def read_pack(tree: Tree, folder: str, name: str, base: Base | None = None) -> PackRead:
    """Return the pack that lies in `folder` of a tree: pack.yaml, and one file for each kind of review.

    `base` gives the pack of the name that pack.yaml extends, or the finding why there is none to be had; left
    out, the packs that the tool brings along are known.
    """
    return Reading(tree, folder, name, base or Policies().base).read()


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
            return not_known(sheet, "policy", wanted, [*self.own(), *shipped()])
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
