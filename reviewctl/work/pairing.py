"""Which case folders differ between two readings of the register: found without reading those that do not."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from reviewctl.model.tree import Marked, Tree
from reviewctl.store.register import CASES, Register
from reviewctl.work.treefiles import folder_ids

_RENAMED = 0.5
"""A folder that came is one that went under another name where so much of what went is in it to the byte."""


class Pairing(Struct, frozen=True):
    """A case folder before and after; None where there is none. Both are there, by two names, where it was renamed."""

    before: str | None
    after: str | None


def pairings(
    before: Register | None, after: Register, paths: Iterable[str] | None = None
) -> tuple[Pairing, ...]:
    """Return the case folders that differ, each with what it was: renamed ones as one.

    A meeting of several reviews that is another concerns each of them. `paths` as for `changes_between`.
    """
    old = dict.fromkeys(before.folders) if before is not None else {}
    now = frozenset(after.folders)
    differing = _differing(before, after, paths)
    gone = [folder for folder in old if folder not in now]
    new = [folder for folder in after.folders if folder not in old]
    renamed = dict(_renamed(before, after, gone, new)) if before is not None else {}
    taken = _of_meetings(before, after)
    both = [
        one for one in after.folders if one in old and (one in differing or one.rpartition("/")[2] in taken)
    ]
    return (
        *(Pairing(one, one) for one in both),
        *(Pairing(one, None) for one in gone if one not in renamed),
        *(Pairing(was, now) for was, now in renamed.items()),
        *(Pairing(None, one) for one in new if one not in renamed.values()),
    )


def _differing(before: Register | None, after: Register, paths: Iterable[str] | None) -> frozenset[str]:
    """Return the case folders of which anything differs: by the ids that git knows them by, where it does."""
    if before is None:
        return frozenset(after.folders)
    if isinstance(before.tree, Marked) and isinstance(after.tree, Marked):
        if after.single is not None:
            return frozenset(("",) if before.tree.ids() != after.tree.ids() else ())
        old, new = before.tree.ids(CASES), after.tree.ids(CASES)
        return frozenset(f"{CASES}/{name}" for name in new if old.get(name) != new[name])
    if paths is None:
        return frozenset(after.folders)
    touched = {"" if after.single is not None else "/".join(path.split("/")[:2]) for path in paths}
    return frozenset(folder for folder in after.folders if folder in touched)


def _of_meetings(before: Register | None, after: Register) -> frozenset[str]:
    """Return the ids of the cases that were, or are, taken by a meeting of several that is another now."""
    old = {one.path: one.data for one in before.meetings} if before is not None else {}
    new = {one.path: one.data for one in after.meetings}
    changed = [path for path in {*old, *new} if old.get(path) != new.get(path)]
    return frozenset(
        case for path in changed for side in (old, new) if path in side for case in side[path].cases
    )


def _renamed(
    before: Register, after: Register, gone: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the folders that bear another name now, with that name: whose files are the same for the most part."""
    left = {folder: _sums(after.tree, folder) for folder in new} if gone else {}
    for folder in gone:
        own = _sums(before.tree, folder)
        alike = {name: len(own & sums) / max(len(own), 1) for name, sums in left.items()}
        best = max(alike, key=lambda name: (alike[name], name), default=None)
        if best is not None and alike[best] >= _RENAMED:
            left.pop(best)
            yield folder, best


def _sums(tree: Tree, folder: str) -> frozenset[tuple[str, str]]:
    return frozenset((path[len(folder) :], of_file) for path, of_file in folder_ids(tree, folder).items())
