"""POL: what the language of a pack has and this version does not work out yet.

It is refused aloud: a step that is read over would never become due, and nobody would notice.
"""

from collections.abc import Iterator

from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding
from reviewctl.model.policy import Pack
from reviewctl.model.review import Document

EXTENDS = declare("POL046", "extends-not-yet", "error")


def check_pending_pack(pack: Pack, document: Document) -> Iterator[Finding]:
    """Yield what pack.yaml asks for and this version does not do."""
    if pack.extends is not None:
        yield EXTENDS.finding(
            document.spot(("extends",), key=True),
            "A pack that gives only its differences from another cannot be used yet.",
            help=f"Copy the files of {pack.extends} into this folder, change them, and leave extends out.",
        )
