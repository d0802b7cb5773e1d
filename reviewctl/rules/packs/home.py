"""POL: where a finding belongs whose place is in a file that the pack's own only builds upon.

What a pack extends is in order by itself. What is wrong with the whole, the layer has done: it took away what
the base still uses, or changed it. So the finding stands in the layer, and says where the other end is.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.layers import Layered, Removal
from reviewctl.model.review import Document

STILL_USED = declare("POL067", "removed-and-still-used", "error")

_SHOWN = 4


class Home:
    """Brings the findings on each file of a pack home, one file after another. `head` is its pack.yaml.

    What was found in a file that others extend is not said again of those; and what a removal leaves without
    its end is one finding, however many places still rest on it.
    """

    def __init__(self, head: Document) -> None:
        self.head = head
        self._known: set[tuple[str, Spot]] = set()
        self._uses: dict[Spot, tuple[Removal, list[str]]] = {}

    def bring(self, findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
        """Yield the findings on a file, each at a place in a file of the pack itself."""
        head = self.head
        own = document if _folder(document) == _folder(head) else head
        for finding in findings:
            mark = (finding.code, finding.spot)
            if finding.spot.path == own.path or (own is head and _folder(finding.spot) == _folder(head)):
                yield finding
            elif mark not in self._known:
                yield from self._from_below(finding, own)
            self._known.add(mark)

    def _from_below(self, finding: Finding, own: Document) -> Iterator[Finding]:
        cause = _cause(finding.message, own, self.head)
        if cause is None:
            yield _moved(finding, own, self.head)
        else:
            self._uses.setdefault(cause[0], (cause[1], []))[1].append(_place(finding.spot))

    def still_used(self) -> Iterator[Finding]:
        """Yield a finding for each removal on which something below still rests, when all files are done."""
        for spot, (removal, places) in self._uses.items():
            yield _still_used(spot, removal, list(dict.fromkeys(places)))


def is_untouched(document: Document, head: Document) -> bool:
    """Whether a type comes whole from the pack below, and nothing that it could rest on was taken away.

    It was in order there, and is so here: what pack.yaml adds or changes cannot make it wrong.
    """
    return isinstance(head, Layered) and not head.removals and _folder(document) != _folder(head)


def _folder(where: Document | Spot) -> str:
    return where.path.rpartition("/")[0]


def _moved(finding: Finding, own: Document, head: Document) -> Finding:
    return replace(
        finding,
        spot=own.spot(("extends" if own is head else "type",), key=True),
        message=f"With what is changed here, {_place(finding.spot)} is wrong: {finding.message}",
    )


def _place(spot: Spot) -> str:
    return f"line {spot.line} of {spot.path}" if spot.line else spot.path


def _cause(message: str, own: Document, head: Document) -> tuple[Spot, Removal] | None:
    """Return the removal that a message names, with its place, or None."""
    for document in (own, head):
        if not isinstance(document, Layered):
            continue
        for removal in document.removals:
            if _names(message, removal.name):
                return document.in_layer(removal.path), removal
    return None


def _names(message: str, name: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-]|\.\w)", message) is not None


def _still_used(spot: Spot, removal: Removal, places: list[str]) -> Finding:
    several = "places of what this pack extends rest on it" if len(places) > 1 else "place still rests on it"
    shown = "; ".join(places[:_SHOWN]) + (
        f"; and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    )
    return STILL_USED.finding(
        spot,
        f"The {removal.noun} {removal.name} is taken away, and {len(places)} {several}: {shown}.",
        help=f"Change or take away those too, or leave the {removal.noun} in.",
    )
