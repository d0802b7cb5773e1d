"""POL: whether a policy pack says what its language allows, and nothing that this version cannot work out.

`check_pack` is to a pack what the other rules are to a review. A pack in which it finds nothing can be
planned (facts.plan) and worked out for any case without trouble.
"""

from collections.abc import Iterator, Mapping

from reviewctl.facts.plan import register_kind
from reviewctl.model.finding import Finding
from reviewctl.model.policy import Policy
from reviewctl.model.review import Document
from reviewctl.rules.packs.citations import check_citations
from reviewctl.rules.packs.events import check_events
from reviewctl.rules.packs.home import Home, is_untouched
from reviewctl.rules.packs.parts import check_pack_file, check_parts, check_prefixes
from reviewctl.rules.packs.sheet import Sheet
from reviewctl.rules.packs.steps import check_steps
from reviewctl.rules.packs.timetable import check_timetable

__all__ = ["check_pack"]


def check_pack(policy: Policy, documents: Mapping[str, Document]) -> Iterator[Finding]:
    """Yield everything wrong with a pack, each at its place.

    `documents` are the pack's files by type, pack.yaml under "pack". A type whose file is not among them is
    not checked: it could not be read whole, and what is left of it would be misjudged.
    """
    head = documents.get("pack")
    if head is None:
        return
    kinds = [kind for name, kind in policy.types.items() if name in documents]
    home = Home(head)
    yield from home.bring(_of_pack(policy, head), head)
    for kind in sorted(kinds, key=lambda kind: kind.extends is not None):
        document = documents[kind.type]
        if is_untouched(document, head):
            continue
        yield from home.bring(_of_type(Sheet(policy, kind, document)), document)
    yield from home.bring(check_prefixes(kinds, documents), head)
    yield from home.still_used()


def _of_pack(policy: Policy, head: Document) -> Iterator[Finding]:
    yield from check_pack_file(policy.pack, head)
    yield from check_citations(policy.pack, policy.pack, head)
    own = Sheet(policy, register_kind(policy.pack), head)
    yield from check_events(own)
    yield from check_steps(own)


def _of_type(sheet: Sheet) -> Iterator[Finding]:
    yield from check_parts(sheet)
    yield from check_events(sheet)
    yield from check_steps(sheet)
    yield from check_timetable(sheet)
    yield from check_citations(sheet.kind, sheet.policy.pack, sheet.document)
