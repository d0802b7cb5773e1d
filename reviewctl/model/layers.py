"""A file that gives only its differences from another: where each part of the whole stands, and what was changed."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from reviewctl.model.finding import Spot
from reviewctl.model.marks import KeyPath
from reviewctl.model.policy import Pack
from reviewctl.model.review import Document
from reviewctl.model.step import Step


class Change(Struct, frozen=True):
    """A thing of the base of which the layer replaces or takes away fields. `path` is that in the layer."""

    path: KeyPath
    noun: str
    name: str
    fields: frozenset[str]


class Removal(Struct, frozen=True):
    """A thing of the base that the layer takes away, and why. `path` is that in the layer."""

    path: KeyPath
    noun: str
    name: str
    reason: str


class Layered(Document, frozen=True, kw_only=True):
    """A document whose data are those of a base with the differences of a layer, which is the file itself.

    `wrote` leads from a place in the whole to the place in the layer that wrote it, `kept` to that in the
    base which the layer left as it is. Both name whole things: what is within one stands within it there.
    """

    base: Document
    wrote: Mapping[KeyPath, KeyPath] = {}
    kept: Mapping[KeyPath, KeyPath] = {}
    changes: tuple[Change, ...] = ()
    removals: tuple[Removal, ...] = ()

    def spot(self, path: KeyPath = (), *, key: bool = False) -> Spot:
        """Return the place of the value at `path` of the whole, in whichever file wrote it."""
        for length in range(len(path), 0, -1):
            kept = self.kept.get(path[:length])
            if kept is not None:
                return self.base.spot((*kept, *path[length:]), key=key)
            if path[:length] in self.wrote:
                break
        return super().spot(moved(self.wrote, path), key=key)

    def in_layer(self, path: KeyPath) -> Spot:
        """Return the place of what the layer has at `path`, or of its key: `path` is the layer's own."""
        return super().spot(path, key=True)


class Elsewhere(Document, frozen=True, kw_only=True):
    """A document that is read only when somebody asks for a place in it."""

    find: Callable[[], Document | None]

    def spot(self, path: KeyPath = (), *, key: bool = False) -> Spot:
        """Return the place of the value at `path`; the file as a whole where it cannot be read."""
        found = self.find()
        return found.spot(path, key=key) if found is not None else Spot(self.path)


class Below(Struct, frozen=True):
    """A step as a lower layer has it: in this policy, under this kind of review ("" of the register).

    `changed_by` are the policy and the kind of review that changed it.
    """

    policy: str
    kind: str
    pack: Pack
    step: Step
    changed_by: tuple[str, str]


class Gone(Struct, frozen=True):
    """A thing that a policy takes away: what kind of thing, of which kind of review, and why.

    `below` is the step as it was; None where the thing is no step.
    """

    policy: str
    kind: str
    noun: str
    name: str
    reason: str
    below: Below | None


def moved(places: Mapping[KeyPath, KeyPath], path: KeyPath) -> KeyPath:
    """Return where a path leads by the longest part of it that has a place, or the path itself."""
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return (*places[path[:length]], *path[length:])
    return path
