"""Actions: added, put off and why, met in time or late, reported on, checked; and recommendations."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.differences import Difference
from reviewctl.facts.record import action_of, due_in_force
from reviewctl.model.actions import Action, ActionPlan, Progress
from reviewctl.model.changes import Change
from reviewctl.render.changes.events import event_words
from reviewctl.render.changes.sides import Pool, Side, Sides, addresses
from reviewctl.render.changes.values import change_of, day, moved, ordinal, titled
from reviewctl.render.pages.naming import listed, many

_FEW = 3


def actions(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what became of the plan and of each of its actions."""
    yield from _new_plan(sides, pool)
    yield from _recommendations(sides, pool)
    old, new = ({one.id: one for one in side.case.plan.actions} for side in (sides.before, sides.after))
    known = dict.fromkeys([*new, *old, *sides.after.case.progress, *sides.before.case.progress])
    for action_id in known:
        yield from _action(sides, pool, action_id)


def _new_plan(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield one sentence on a plan that was not there before, or is gone: its parts are not told one by one."""
    old, new = sides.before.case.plan, sides.after.case.plan
    if bool(old.actions or old.recommendations) == bool(new.actions or new.recommendations):
        return
    told = (*pool.take(*filter(_is_of_plan, pool.items("actions"))), *pool.under("action-plan"))
    plan = new if new != ActionPlan() else old
    counts = [
        many(len(items), word)
        for items, word in ((plan.recommendations, "recommendation"), (plan.actions, "action"))
        if items
    ]
    dues = [one.due for one in plan.actions if one.due is not None]
    first = f", the first due {day(min(dues))}" if dues and plan is new else ""
    words = f"action plan {'written' if plan is new else 'taken out'}: {listed(counts)}{first}"
    yield Change(kind="action", words=words, address="action-plan", covers=addresses(told))


def _recommendations(sides: Sides, pool: Pool) -> Iterator[Change]:
    for side, other, sort in ((sides.after, sides.before, "added"), (sides.before, sides.after, "taken out")):
        there = {one.id for one in other.case.plan.recommendations}
        ids = [one.id for one in side.case.plan.recommendations if one.id not in there]
        told = [one for own in ids for one in pool.under(f"action-plan.recommendations[{own}]")]
        if told:
            word = "recommendation" if len(ids) == 1 else "recommendations"
            words = f"{word} {listed(ids)}: {sort}"
            yield Change(
                kind="action", words=words, address="action-plan.recommendations", covers=addresses(told)
            )


def _action(sides: Sides, pool: Pool, action_id: str) -> Iterator[Change]:
    address = f"actions[{action_id}]"
    old, new = (action_of(side.case, action_id) for side in (sides.before, sides.after))
    if (old is None) != (new is None):
        told = list(pool.take(*filter(_is_of_plan, pool.items(address))))
        if told and new is None:
            yield _change(address, f"action {action_id}: taken out of the plan", told)
        elif told and new is not None:
            owners = f" for {listed([sides.agency(one) for one in new.owners])}" if new.owners else ""
            due = f", due {day(new.due)}" if new.due else ", with no due date"
            yield _change(address, f"action {action_id}: added to the plan{owners}{due}", told)
    yield from _due(sides, pool, action_id)
    yield from _progress(sides, pool, action_id)


def _is_of_plan(address: str) -> bool:
    field = address.partition("].")[2].partition(".")[0].partition("[")[0]
    return not field or field in Action.__struct_fields__


def _change(
    address: str, words: str, told: list[Difference], before: object = None, after: object = None
) -> Change:
    return Change(
        kind="action", words=words, address=address, before=before, after=after, covers=addresses(told)
    )


def _due(sides: Sides, pool: Pool, action_id: str) -> Iterator[Change]:
    """Yield how the due date in force moved: by the plan itself, or by what was agreed later, and why."""
    address = f"actions[{action_id}]"
    revised = pool.under(f"{address}.revisions")
    planned = pool.take(f"{address}.due")
    if not revised and not planned:
        return
    then, now = (_in_force(side, sides.as_of, action_id) for side in (sides.before, sides.after))
    old, new = (
        side.case.progress.get(action_id, Progress()).revisions for side in (sides.before, sides.after)
    )
    fresh = [one for one in new if one not in old]
    why = ""
    if revised and len(new) > len(old) and fresh:
        last = fresh[-1]
        agreed = (
            f"agreed by {sides.party(last.agreed_by)}" if last.agreed_by else "who agreed is not recorded"
        )
        on = f" on {day(last.on)}" if last.on else ""
        why = f"{ordinal(len(new))} extension; reason: {last.reason or 'none recorded'}; {agreed}{on}"
    elif revised:
        why = "what was agreed about it corrected" if new else "what was agreed about it taken out"
        reasons = [one.reason for one in fresh if one.reason]
        why += f"; reason now: {reasons[-1]}" if reasons else ""
    if planned:
        why = "; ".join(filter(None, (why, "changed in the plan itself")))
    yield _change(
        f"{address}.due", f"action {action_id}: {_dates(then, now)}, {why}", [*revised, *planned], then, now
    )


def _in_force(side: Side, as_of: date, action_id: str) -> date | None:
    found = action_of(side.case, action_id)
    return due_in_force(side.case, found, as_of) if found is not None else None


def _dates(then: date | None, now: date | None) -> str:
    if then is not None and now is not None:
        return f"due {moved(then, now)}" if then != now else f"due {day(now)} as before"
    if now is not None:
        return f"due date given, {day(now)}"
    return f"due date taken out (was {day(then)})" if then is not None else "due date not known"


_LISTS = (
    ("updates", "report"),
    ("evidence", "piece"),
    ("impact", "measurement"),
    ("moderated", "moderation"),
)
_OF = {
    "report": "by its owner",
    "piece": "of evidence",
    "measurement": "of what it changed",
    "moderation": "of what shows it",
}


def _progress(sides: Sides, pool: Pool, action_id: str) -> Iterator[Change]:
    address = f"actions[{action_id}]"
    for one in pool.take(f"{address}.met"):
        yield _change(one.address, f"action {action_id}: met, {event_words(sides, one)}", [one])
    yield from _not_implemented(sides, pool, action_id)
    yield from _verified(sides, pool, action_id)
    for field, word in _LISTS:
        told = pool.under(f"{address}.{field}")
        if told:
            yield _change(
                f"{address}.{field}",
                f"action {action_id}: {_listed(sides, action_id, field, word)}",
                list(told),
            )
    rest = pool.under(address)
    if rest:
        yield _change(address, f"action {action_id}: {_rest(rest)}", list(rest))


def _listed(sides: Sides, action_id: str, field: str, word: str) -> str:
    """Return how many reports, pieces of evidence or measurements came, went or are others, and the last status."""
    old, new = (
        getattr(side.case.progress.get(action_id, Progress()), field) for side in (sides.before, sides.after)
    )
    came, went = [one for one in new if one not in old], [one for one in old if one not in new]
    what = _OF[word]
    if not went:
        status = getattr(came[-1], "status", None) if came else None
        short = status is not None and len(status.split()) <= _FEW
        return f"{many(len(came), word)} {what} added" + (f", the last “{status}”" if short else "")
    if not came:
        return f"{many(len(went), word)} {what} taken out"
    return f"{many(max(len(came), len(went)), word)} {what} corrected"


def _not_implemented(sides: Sides, pool: Pool, action_id: str) -> Iterator[Change]:
    address = f"actions[{action_id}].not_implemented"
    told = pool.under(address)
    if told:
        now = sides.after.case.progress.get(action_id, Progress()).not_implemented
        words = "the Board's decision not to implement it is taken out"
        if now is not None:
            on = f" on {day(now.decided_on)}" if now.decided_on else ""
            words = f"the Board decided{on} not to implement it; reason: {now.reason or 'none recorded'}"
        yield _change(address, f"action {action_id}: {words}", list(told))


def _verified(sides: Sides, pool: Pool, action_id: str) -> Iterator[Change]:
    address = f"actions[{action_id}].verified"
    told = pool.under(address)
    if told:
        now = sides.after.case.progress.get(action_id, Progress()).verified
        words = "that its evidence was checked is taken out"
        if now is not None:
            by = f" by {sides.role(now.by)}" if now.by and len(now.by) <= 40 else ""
            words = f"its evidence was checked{by}{f' on {day(now.on)}' if now.on else ''}"
        yield _change(address, f"action {action_id}: {words}", list(told))


def _rest(rest: tuple[Difference, ...]) -> str:
    """Return what else is another: owners and posts as they are, wording by how many words."""
    said = []
    for one in rest:
        field = titled(one.address.partition("].")[2])
        if one.address.endswith("]"):
            said.append("begun to be reported on" if one.after is not None else "no longer reported on")
        else:
            said.append(
                f"{'wording' if field == 'action' else field} {change_of(one.address, one.before, one.after)}"
            )
    return "; ".join(said)
