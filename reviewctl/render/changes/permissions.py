"""What was allowed, given up, put off or explained: the entries of log.yaml, with their reasons."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.changes.matching import matched
from reviewctl.model.changes import Change, ChangeKind
from reviewctl.model.log import Extension, StepReason, Suspension, UrgentIssue
from reviewctl.render.changes.sides import Pool, Sides, addresses, counted_items
from reviewctl.render.changes.values import day, field_name, many_of, moved, term, titled
from reviewctl.render.pages.naming import listed

Item = Struct | None


def permissions(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what was allowed or put off, why and by whom, and what was given up or explained."""
    yield from _of_list(sides, pool, "extensions", _extension)
    yield from _of_list(sides, pool, "suspensions", _suspension)
    yield from _of_list(sides, pool, "waived", _waived)
    yield from _of_list(sides, pool, "late", _late)
    yield from _of_list(sides, pool, "urgent", _urgent)
    yield from _counted(pool, "notes", "note in the log")
    yield from _counted(pool, "updates", "update given")
    yield from _counted(pool, "disclosures", "paper given to somebody")


def _of_list(
    sides: Sides, pool: Pool, name: str, words: Callable[[Sides, Item, Item], str]
) -> Iterator[Change]:
    """Yield a sentence for each entry of a list of the log that came, went or is another now."""
    told = pool.under(f"log.{name}")
    if not told:
        return
    old, new = (getattr(side.case.log, name) for side in (sides.before, sides.after))
    key = "id" if name == "urgent" else None
    left = list(told)
    for called, before, after in matched(old, new, key):
        if before == after:
            continue
        address = f"log.{name}[{called}]"
        own = [one for one in told if one.address.startswith(f"{address}.") or one.address == address]
        left = [one for one in left if one not in own]
        kind: ChangeKind = "permission" if name in ("extensions", "suspensions", "waived", "late") else "log"
        yield Change(
            kind=kind,
            words=words(sides, before, after),
            address=address,
            before=_about(before),
            after=_about(after),
            covers=addresses(own),
        )
    assert not left, "every difference of a list belongs to one of its items"


def _about(item: Item) -> object:
    """Return of an entry what programs can use: the step and its date."""
    if isinstance(item, Extension):
        return {"step": item.step, "to": item.to}
    if isinstance(item, Suspension):
        return {"steps": list(item.steps), "from": item.from_, "until": item.until}
    return {"step": item.step} if isinstance(item, StepReason) else None


def _extension(sides: Sides, before: Item, after: Item) -> str:
    there = after if after is not None else before
    assert isinstance(there, Extension)
    what = f"extension of {_step(sides, there.step)}"
    if not isinstance(after, Extension):
        return f"{what} to {day(there.to)}: taken out"
    if not isinstance(before, Extension):
        known = sides.before.deadline(after.step)
        due = known.due if known is not None else None
        dates = (
            f"due {moved(due, after.to)}" if due is not None and due != after.to else f"to {day(after.to)}"
        )
        return f"{what}: {dates}{_why(sides, after.reason, after.agreed_by, after.on)}"
    dates = f", {moved(before.to, after.to)}" if before.to != after.to else ""
    return f"{what}: corrected{dates}{_what_else(before, after, sides, ('to',))}"


def _step(sides: Sides, key: str) -> str:
    found = sides.step(key)
    return f"“{found}”" if found != key else key


def _why(sides: Sides, reason: str | None, agreed_by: str | None, on: date | None) -> str:
    """Return why something was allowed, who agreed and when; and what of that is not recorded."""
    agreed = f"agreed by {sides.party(agreed_by)}" if agreed_by else "who agreed is not recorded"
    when = f" on {day(on)}" if on is not None else ""
    return f"; reason: {reason or 'none recorded'}; {agreed}{when}"


def _what_else(before: Struct, after: Struct, sides: Sides, without: Sequence[str] = ()) -> str:
    """Return what else of an entry was corrected; reasons in full."""
    said = []
    for field in after.__struct_fields__:
        old, new = getattr(before, field), getattr(after, field)
        name = titled(field.rstrip("_"))
        if old == new or field in without:
            continue
        if isinstance(old, date) and isinstance(new, date):
            said.append(f"{name} {moved(old, new)}")
        elif field == "reason":
            said.append(f"reason now: {new or 'taken out'}")
        elif field in ("agreed_by", "asked_by"):
            said.append(f"{name} now: {sides.party(new) if new else 'nobody'}")
        elif isinstance(new, date):
            said.append(f"{name} {day(new)}")
        elif isinstance(new, tuple):
            said.append(f"{name} now: {', '.join(new) or 'none'}")
        else:
            said.append(f"{name} {'written' if old is None else 'taken out' if new is None else 'reworded'}")
    return "".join(f"; {one}" for one in said)


def _suspension(sides: Sides, before: Item, after: Item) -> str:
    there = after if after is not None else before
    assert isinstance(there, Suspension)
    steps = listed([_step(sides, one) for one in there.steps]) if there.steps else "the whole review"
    if not isinstance(after, Suspension):
        return f"standing still of {steps}: taken out"
    if not isinstance(before, Suspension):
        lasts = term(after.from_, after.until)
        asked = f"; asked for by {sides.party(after.asked_by)}" if after.asked_by else ""
        again = f"; to be asked again on {day(after.ask_again)}" if after.ask_again else ""
        return (
            f"standing still: {steps}{lasts}{_why(sides, after.reason, after.agreed_by, None)}{asked}{again}"
        )
    if before.until is None and after.until is not None:
        return f"resumed on {day(after.until)}: {steps}{_what_else(before, after, sides, ('until',))}"
    return f"standing still of {steps}: corrected{_what_else(before, after, sides)}"


def _waived(sides: Sides, before: Item, after: Item) -> str:
    return _reason(sides, before, after, "given up")


def _late(sides: Sides, before: Item, after: Item) -> str:
    return _reason(sides, before, after, "reason for lateness")


def _reason(sides: Sides, before: Item, after: Item, what: str) -> str:
    there = after if after is not None else before
    assert isinstance(there, StepReason)
    step = _step(sides, there.step)
    if not isinstance(after, StepReason):
        return f"{what}, {step}: taken out"
    if not isinstance(before, StepReason):
        return f"{what}: {step}{_why(sides, after.reason, after.agreed_by, after.on)}"
    return f"{what}, {step}: corrected{_what_else(before, after, sides)}"


def _urgent(sides: Sides, before: Item, after: Item) -> str:
    there = after if after is not None else before
    assert isinstance(there, UrgentIssue)
    what = f"urgent issue {there.id}" if there.id else "urgent issue"
    if not isinstance(after, UrgentIssue):
        return f"{what}: taken out"
    if not isinstance(before, UrgentIssue):
        raised = f" raised on {day(after.raised)}" if after.raised else ""
        to = f", brought to {_to(sides, after.to)}" if after.to else ""
        return f"{what}{raised}{to}{f'; answered on {day(after.answered)}' if after.answered else ''}"
    if before.answered is None and after.answered is not None:
        return f"{what}: answered on {day(after.answered)}"
    return f"{what}: corrected{_what_else(before, after, sides)}"


def _to(sides: Sides, word: str) -> str:
    title = sides.role(word)
    return f"the {title}" if title != word or word in ("board", "executive") else word


def _counted(pool: Pool, name: str, what: str) -> Iterator[Change]:
    """Yield how many entries of a list came, changed and went; what they say is somebody's own."""
    told = pool.under(f"log.{name}")
    if told:
        first, *rest = counted_items(told, "added")
        words = ", ".join(
            [f"{many_of(first[0], what)} {first[1]}", *(f"{count} {sort}" for count, sort in rest)]
        )
        dates = [one.after for one in told if field_name(one.address) == "on" and isinstance(one.after, date)]
        last = f" (the last of {day(max(dates))})" if dates and first[1] == "added" else ""
        yield Change(kind="log", words=words + last, address=f"log.{name}", covers=addresses(told))
