"""POL: what the language of a pack has and this version does not work out yet.

It is refused aloud: a step that is read over would never become due, and nobody would notice.
"""

from collections.abc import Iterator

from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding
from reviewctl.model.marks import KeyPath
from reviewctl.model.policy import Anchor, ForEach, Pack, Step
from reviewctl.model.review import Document
from reviewctl.rules.packs.addresses import read
from reviewctl.rules.packs.sheet import Sheet

BACKWARD = declare("POL040", "backward-step-not-yet", "error")
RECURRING = declare("POL041", "recurring-step-not-yet", "error")
PART = declare("POL042", "part-of-collection-not-yet", "error")
OVER = declare("POL043", "anchor-over-collection-not-yet", "error")
IN_FORCE = declare("POL044", "in-force-not-yet", "error")
EXTENDS = declare("POL046", "extends-not-yet", "error")
REGISTER = declare("POL047", "register-step-not-yet", "error")


def check_pending_pack(pack: Pack, document: Document) -> Iterator[Finding]:
    """Yield what pack.yaml asks for and this version does not do."""
    if pack.extends is not None:
        yield EXTENDS.finding(
            document.spot(("extends",), key=True),
            "A pack that gives only its differences from another cannot be used yet.",
            help=f"Copy the files of {pack.extends} into this folder, change them, and leave extends out.",
        )
    elif pack.steps:
        yield REGISTER.finding(
            document.spot(("steps",), key=True),
            "Steps of the register itself are not worked out yet.",
            help="Leave steps out of pack.yaml. Steps of a review stand in the file of its type.",
        )


def check_pending_step(step: Step, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    """Yield what a step asks for and this version does not do."""
    if step.before is not None:
        yield BACKWARD.finding(
            sheet.spot((*path, "before"), key=True),
            f"The step {step.id} counts back from an event, which is not worked out yet.",
            help="Give it a date that people agree, with by: ADDRESS.",
        )
    recurs = (("every", step.every), ("from", step.from_), ("to", step.to))
    for name in [name for name, value in recurs if value is not None][:1]:
        yield RECURRING.finding(
            sheet.spot((*path, name), key=True),
            f"The step {step.id} recurs, which is not worked out yet.",
            help="Leave every, from and to out: the step is then done once.",
        )
    if isinstance(step.for_each, ForEach) and step.for_each.where is not None:
        yield PART.finding(
            sheet.spot((*path, "for_each", "where"), key=True),
            f"The step {step.id} runs for a part of {step.for_each.of}, which is not worked out yet.",
            help="Write the same conditions under if: there they are worked out for each item.",
        )
    if step.in_force is not None:
        yield IN_FORCE.finding(
            sheet.spot((*path, "in_force"), key=True),
            f"The step {step.id} holds for a time only, which is not worked out yet.",
            help="Leave in_force out. A new edition of a protocol is a pack of its own.",
        )


def over_collection(after: str | Anchor | None, owner: str | None) -> str | None:
    """Return the key of an anchor that takes the first or last over a collection's items, or None."""
    if not isinstance(after, Anchor):
        return None
    for name, several in (("first", after.first), ("last", after.last)):
        texts = (several,) if isinstance(several, str) else several or ()
        addresses = [address for address in map(read, texts) if address is not None]
        if any(address.item == "" and address.head != owner for address in addresses):
            return name
    return "where" if after.where is not None else None


def refuse_over(step: Step, path: KeyPath, name: str, sheet: Sheet) -> Finding:
    """Return the finding on an anchor over a collection."""
    return OVER.finding(
        sheet.spot((*path, "after", name), key=True),
        f"The step {step.id} counts from the first or last of several items, which is not worked out yet.",
        help="Count from an event of the diary, and record in it the day on which the last one came.",
    )
