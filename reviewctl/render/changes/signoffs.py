"""Sign-offs: asked for, approved or rejected by whom, complete, stale; and statements that were tampered with."""

from collections.abc import Iterator
from datetime import date

from reviewctl.model.changes import Change
from reviewctl.model.signoff import Signoff, StatementFile
from reviewctl.render.changes.sides import Side, Sides
from reviewctl.render.changes.values import day
from reviewctl.render.pages.naming import listed

_SAID = {"approve": "approved", "reject": "rejected", "withdraw": "approval withdrawn"}
_QUIET = ("replaced", "withdrawn", "not-needed")
"""States of statements that are of the past, and trouble nobody."""
_STATES = {
    "not-requested": "not asked for",
    "open": "open",
    "complete": "complete",
    "stale": "STALE, for what was approved has changed since",
}


def signoffs(sides: Sides) -> Iterator[Change]:
    """Yield what became of the sign-offs of a review, each statement with whether it counts."""
    if not (sides.before.case.signoff.begun or sides.after.case.signoff.begun):
        return
    yield from _requests(sides)
    yield from _statements(sides)
    yield from _states(sides)


def _change(words: str, address: str, before: object = None, after: object = None) -> Change:
    return Change(kind="signoff", words=words, address=address, before=before, after=after)


def _address(what: str, item: str | None) -> str:
    return f"signoff[{what}].{item}" if item else f"signoff[{what}]"


def _title(sides: Sides, what: str, item: str | None) -> str:
    """Return what is signed off: "Overview report, quality-assured by the screening panel"."""
    rule = sides.facts.plan.kind.signoffs.get(what) if sides.facts is not None else None
    title = rule.title if rule is not None else what.replace("-", " ")
    return f"{title} ({sides.agency(item)})" if item else title


def _statements(sides: Sides) -> Iterator[Change]:
    old, new = (
        {_place(side, one): one for one in side.case.signoff.statements}
        for side in (sides.before, sides.after)
    )
    for path in dict.fromkeys([*old, *new]):
        before, after = old.get(path), new.get(path)
        there = after if after is not None else before
        assert there is not None
        opening = f"sign-off of “{_title(sides, there.what, there.item)}”"
        address = _address(there.what, there.item)
        if after is None:
            yield _change(f"{opening}: A STATEMENT WAS TAKEN OUT: {path}", address)
        elif before is None:
            yield _change(f"{opening}: {_stated(sides, after)}", address, None, _about(after))
        elif before.sha256 != after.sha256:
            yield _change(f"{opening}: A STATEMENT WAS CHANGED AFTER IT WAS MADE: {path}", address)
        elif before.signature != after.signature:
            yield _change(f"{opening}: the signature of a statement is another: {path}", address)


def _place(side: Side, one: StatementFile) -> str:
    """Return the path of a statement within its case, which stays when the case is given another id."""
    folder = f"{side.case.folder}/" if side.case.folder else ""
    return one.path.removeprefix(folder)


def _about(one: StatementFile) -> object:
    if one.statement is None:
        return None
    said = one.statement
    return {"role": said.role, "person": said.person, "decision": said.decision, "on": said.on}


def _stated(sides: Sides, one: StatementFile) -> str:
    said = one.statement
    if said is None:
        return f"a statement was added that cannot be relied on: {one.fault}"
    judged = next(
        (each for found in sides.after.signoffs for each in found.statements if each.file.path == one.path),
        None,
    )
    rests = f"; it rests on: {said.minute}" if said.minute else ""
    by = f"{sides.role(said.role)} ({said.person})"
    words = f"{_SAID[said.decision]} by {by} on {day(said.on)}, {said.assurance}{rests}"
    if judged is None or judged.state == "counts":
        return words
    why = (judged.reason or judged.state).removesuffix(".")
    if judged.state in _QUIET:
        return f"{words} ({why[:1].lower()}{why[1:]})"
    return f"{words}; IT DOES NOT COUNT: {why}"


def _requests(sides: Sides) -> Iterator[Change]:
    old, new = (
        {(one.what, one.item): one for one in side.case.signoff.requests}
        for side in (sides.before, sides.after)
    )
    for key, request in new.items():
        before = old.get(key)
        if before is not None and before.request == request.request:
            continue
        on = request.request.on if request.request is not None else None
        again = "asked for again" if before is not None else "asked for"
        yield _change(_asked(sides, key, again, on), _address(*key), None, on)
    for key in old.keys() - new.keys():
        yield _change(_asked(sides, key, "no longer asked for", None), _address(*key))


def _asked(sides: Sides, key: tuple[str, str], what: str, on: date | None) -> str:
    return f"sign-off of “{_title(sides, *key)}”: {what}{f' on {day(on)}' if on else ''}"


def _states(sides: Sides) -> Iterator[Change]:
    old, new = ({one.key: one for one in side.signoffs} for side in (sides.before, sides.after))
    for key, now in new.items():
        before = old.get(key)
        then = before.state if before is not None else "not-requested"
        if now.state == then:
            continue
        words = f"sign-off of “{_title(sides, now.what, now.item)}”: {_STATES[then]} → {_STATES[now.state]}"
        yield _change(f"{words}{_lacking(now)}", _address(now.what, now.item), then, now.state)


def _lacking(now: Signoff) -> str:
    empty = [one.title or one.role for one in now.required if one.person is None]
    return f"; still to approve: {listed(empty)}" if empty and now.state == "open" else ""
