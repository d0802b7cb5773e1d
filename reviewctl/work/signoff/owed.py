"""What is to be put right in a text once it is signed off: mended then, its approval would be void."""

from collections.abc import Iterator

from msgspec.structs import replace

from reviewctl.facts.judged import Facts
from reviewctl.facts.signoff import source_of
from reviewctl.model.address import read_address
from reviewctl.model.catalogue import BY_NAME, path_of
from reviewctl.model.finding import Finding
from reviewctl.model.review import Case
from reviewctl.model.signoff import SignoffFolder
from reviewctl.rules.every import judge
from reviewctl.work.signoff.meant import Meant

SHOWN = 3
_LATE = "TIM"
"""How the codes begin of what is late: it is told at the text, and mended elsewhere, so that no approval is void."""
_OF_PLANS = "ACT"
"""How the codes begin of what a plan and its actions lack."""


def still_owed(facts: Facts, one: Meant) -> tuple[Finding, ...]:
    """Return the errors and warnings in the text of a sign-off, judged as if it were complete today.

    A rule often begins with the approval: that terms of reference have a period is asked once they are agreed.
    """
    texts = {
        "/".join(part for part in (facts.case.folder, path_of(BY_NAME[name], one.item)) if part)
        for name in one.rule.files
        if name in BY_NAME
    }
    return tuple(
        found
        for found in judge(facts.of(_as_if(facts, one)))
        if found.spot.path in texts
        and found.severity != "note"
        and not found.waived
        and not found.code.startswith(_LATE)
    )


def brought_about(facts: Facts, one: Meant) -> tuple[Finding, ...]:
    """Return the errors of the plan that the sign-off would bring about outside its text, were it complete today.

    That an action is open is no fault until the plan is signed off as met. What is late, or has to be added next, is
    no reason not to sign.
    """
    had = {(found.code, found.at) for found in judge(facts)}
    owed = still_owed(facts, one)
    return tuple(
        found
        for found in judge(facts.of(_as_if(facts, one)))
        if found.code.startswith(_OF_PLANS)
        and found.severity == "error"
        and not found.waived
        and found not in owed
        and (found.code, found.at) not in had
    )


def owed_lines(facts: Facts, one: Meant) -> Iterator[str]:
    """Yield what a person who asks for a sign-off should know of the text before anybody approves it."""
    owed = still_owed(facts, one)
    if owed:
        count = "1 thing is" if len(owed) == 1 else f"{len(owed)} things are"
        yield f"  look again: {count} to be put right in the text, and mended later, its approval is void:"
        for found in owed[:SHOWN]:
            yield f"    {found.spot}: {found.message}"
        if len(owed) > SHOWN:
            yield f"    and {len(owed) - SHOWN} more"
        yield f"    Mend, save, and ask again: reviewctl signoff request {one.typed}"
    follows = brought_about(facts, one)
    if follows:
        yield "  look again: once it is signed off, validate would say:"
        yield from (f"    {found.message}" for found in follows[:SHOWN])
        if len(follows) > SHOWN:
            yield f"    and {len(follows) - SHOWN} more"


def _as_if(facts: Facts, one: Meant) -> Case:
    """Return the case as if the events that the sign-off gives had happened today, written by hand."""
    case = facts.case
    diary = case.document("diary")
    if diary is None or one.item:
        return case
    data = {group: dict(lines or {}) for group, lines in case.diary.items()}
    for text, rule in facts.plan.kind.events.items():
        address = read_address(text)
        if source_of(rule) == one.what and address.item is None and len(address.fields) == 1:
            data.setdefault(address.head, {})[address.fields[0]] = facts.as_of.isoformat()
    documents = {**case.documents, "diary": replace(diary, data=data)}
    return replace(case, documents=documents, signoff=SignoffFolder())
