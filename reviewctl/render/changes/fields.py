"""The fields of one thing in one sentence: what may be said first, and then what was written and reworded."""

import re
from collections.abc import Sequence

from reviewctl.facts.differences import Difference
from reviewctl.model.event import EventDetail
from reviewctl.render.changes.events import event_words
from reviewctl.render.changes.sides import Sides
from reviewctl.render.changes.values import change_of, count_words, field_name, head_of, may_be_shown, titled
from reviewctl.render.pages.naming import listed, many

_FIRST = (
    "outcome",
    "pathway",
    "kind",
    "version",
    "mandate",
    "method",
    "relationship",
    "invited",
    "style",
    "due",
)
"""What a reader looks for first."""
_OF_EVENTS = ("complaints", "correspondence")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}|not-known")
_FLAGS = {
    "invited": ("invited", "not invited"),
    "living": ("living", "not living"),
    "secure_files": ("files to be secured", "files need not be secured"),
    "author_independent": ("author independent", "author NOT independent"),
}


def fields_words(sides: Sides, told: Sequence[Difference], start: str) -> str:
    """Return what became of the fields of the thing at the address `start`; its id goes without saying."""
    others = [one for one in told if not one.address.endswith(".id")] or list(told)
    said = [one for one in others if _may_be_said(one)]
    said.sort(key=lambda one: _place(field_name(one.address)))
    parts = [_said(sides, one, start) for one in said]
    for sort, verb in (("written", "written"), ("reworded", "reworded"), ("taken out", "taken out")):
        own = [one for one in others if one not in said and _sort(one) == sort]
        if own:
            parts.append(f"{listed([_name(one, start) for one in own])} {verb} ({_by(own)})")
    return "; ".join(parts)


def _is_event(one: Difference) -> bool:
    """Whether a value is an event: what is said of it tells, and of the register's own letters every day is one."""
    values = [side for side in (one.before, one.after) if side is not None]
    if any(isinstance(side, EventDetail) for side in values):
        return True
    dated = all(isinstance(side, str) and _DAY.fullmatch(side) for side in values)
    return head_of(one.address) in _OF_EVENTS and dated


def _may_be_said(one: Difference) -> bool:
    return _is_event(one) or (may_be_shown(one.address, one.before) and may_be_shown(one.address, one.after))


def _place(field: str) -> tuple[int, str]:
    return (_FIRST.index(field) if field in _FIRST else len(_FIRST), field)


def _sort(one: Difference) -> str:
    return "written" if one.before is None else "taken out" if one.after is None else "reworded"


def _by(own: Sequence[Difference]) -> str:
    old, new = (sum(count_words(getattr(one, side)) for one in own) for side in ("before", "after"))
    return f"{many(old, 'word')} → {new}" if old and new else many(old or new, "word")


def _said(sides: Sides, one: Difference, start: str) -> str:
    name, field = _name(one, start), field_name(one.address)
    if {} in (one.before, one.after):
        return f"{name} added".strip() if one.after is not None else f"{name} taken out".strip()
    if _is_event(one):
        return f"{name} {event_words(sides, one)}".strip()
    if field in _FLAGS and isinstance(one.after, bool):
        return _FLAGS[field][0 if one.after else 1] + ("" if one.before is None else ", which is new")
    return f"{name} {change_of(one.address, one.before, one.after, sides.said)}".strip()


def _name(one: Difference, start: str) -> str:
    """Return the way from the thing to the value in words: "scope, as written"; "" for the thing itself."""
    parts = re.findall(r"[a-z][a-z0-9_-]*|\[[^\]]*\]", one.address.removeprefix(start))
    words = [part.strip("[]") if part.startswith("[") else titled(part) for part in parts]
    return ", ".join(words).replace(", as written", " in words")
