"""POL: where a finding belongs whose place is in a file that the pack's own only builds upon.

What a pack extends is in order by itself. What is wrong with the whole, the layer has done: it took away what
the base still uses, or changed it. So the finding stands in the layer, and says where the other end is.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from reviewctl.model.finding import Finding, Spot
from reviewctl.model.layers import Layered
from reviewctl.model.review import Document


def brought_home(
    findings: Iterable[Finding], document: Document, head: Document, known: set[tuple[str, Spot]]
) -> Iterator[Finding]:
    """Yield findings on one file, each at a place in a file of the pack itself.

    `document` is the file that was checked, `head` the pack's pack.yaml. `known` are the codes and places of
    what was found already in the files that others extend; it is not said again of those, and is added to.
    """
    own = document if _folder(document) == _folder(head) else head
    for finding in findings:
        mark = (finding.code, finding.spot)
        if finding.spot.path == own.path or (own is head and _folder(finding.spot) == _folder(head)):
            yield finding
        elif mark not in known:
            yield _moved(finding, own, head)
        known.add(mark)


def is_untouched(document: Document, head: Document) -> bool:
    """Whether a type comes whole from the pack below, and nothing that it could rest on was taken away.

    It was in order there, and is so here: what pack.yaml adds or changes cannot make it wrong.
    """
    return isinstance(head, Layered) and not head.removals and _folder(document) != _folder(head)


def _folder(where: Document | Spot) -> str:
    return where.path.rpartition("/")[0]


def _moved(finding: Finding, own: Document, head: Document) -> Finding:
    there = f"line {finding.spot.line} of {finding.spot.path}" if finding.spot.line else finding.spot.path
    return replace(
        finding,
        spot=_cause(finding.message, own, head),
        message=f"With what is changed here, {there} is wrong: {finding.message}",
    )


def _cause(message: str, own: Document, head: Document) -> Spot:
    """Return the place of the removal that a message names, or else that of the word `extends` or `type`."""
    for document in (own, head):
        if not isinstance(document, Layered):
            continue
        for removal in document.removals:
            if re.search(rf"(?<![\w-]){re.escape(removal.name)}(?![\w-])", message):
                return document.in_layer(removal.path)
    return own.spot(("extends" if own is head else "type",), key=True)
