"""Making a file say something else in as few places as there are differences, and leaving every other byte.

Each difference is one splice; then the whole is read again and must say exactly what it was meant to say.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reviewctl.model.marks import KeyPath
from reviewctl.store import emit
from reviewctl.store.cuts import cuts_of
from reviewctl.store.decode import BOM, decode
from reviewctl.store.page import Cut, Page, cut_in, habits_of, line_end, line_start, slot_of, under
from reviewctl.store.splice import Misread, Unreadable, page_of, same, set_value


class _Step(NamedTuple):
    """One difference: what stands at `path` becomes `value`, goes, or is put in before what stands there."""

    verb: str
    path: KeyPath
    value: object = None


def amended_bytes(
    data: bytes, value: Mapping[str, object] | Sequence[object], *, front: bool = False, file: str = ""
) -> bytes:
    """Return the file's bytes with its facts made to say `value`; as `amended`, and a byte order mark stays."""
    decoded = decode(data, file, len(data))
    if decoded.findings:
        raise Unreadable(decoded.findings)
    text = amended(decoded.text, value, front=front, file=file)
    return (BOM if decoded.bom else b"") + text.encode()


def amended(
    text: str, value: Mapping[str, object] | Sequence[object], *, front: bool = False, file: str = ""
) -> str:
    """Return the text with its facts made to say `value`, and what says so already as it was, comments too.

    `value` is as the reader gives it. A group or list from which all goes becomes a blank. Raises Unreadable for a
    text with faults, ReviewctlError for a value that cannot be written.
    """
    wanted = _tidy(value)
    nothing: object = [] if isinstance(value, list | tuple) else {}

    def steps() -> list[_Step]:
        return [*_steps(_tidy(page_of(text, front, file).value) or nothing, wanted or nothing, ())]

    if len(many := steps()) > 1:
        text = _at_once(page_of(text, front, file), many, front)
    for step in steps():
        text = _taken(text, step, front)
    if not same(_tidy(page_of(text, front, file).value), wanted):
        raise Misread("the file would not read as it was meant")
    return text


def _tidy(value: object) -> object:
    """Return a value in which what is empty is a blank: so it is written where the last item goes."""
    if isinstance(value, Mapping):
        return {str(key): _tidy(one) for key, one in value.items()} or None
    if isinstance(value, list | tuple):
        return [_tidy(one) for one in value] or None
    return value


def _steps(old: object, new: object, path: KeyPath) -> Iterator[_Step]:
    """Yield what is to be done, the last item of a list first, so that the positions of others stay right."""
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from (_Step("remove", (*path, key)) for key in old if key not in new)
        for key, value in new.items():
            if key in old:
                yield from _steps(old[key], value, (*path, key))
            else:
                yield _Step("set", (*path, key), value)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_steps(old, new, path)
    else:
        yield _Step("set", path, new)


def _list_steps(old: list[object], new: list[object], path: KeyPath) -> Iterator[_Step]:
    matcher = SequenceMatcher(None, [_mark(one) for one in old], [_mark(one) for one in new], autojunk=False)
    for verb, a, b, c, d in reversed(matcher.get_opcodes()):
        kept = b - a if verb == "equal" else 0
        if verb == "replace" and not _have_ids(old[a:b], new[c:d]):
            kept = min(b - a, d - c)
        for at in reversed(range(a + kept, b)):
            yield _Step("remove", (*path, at))
        for item in reversed(new[c + kept : d]):
            yield _Step("insert", (*path, a + kept), item)
        for at in reversed(range(kept)):
            yield from _steps(old[a + at], new[c + at], (*path, a + at))


def _have_ids(*sides: list[object]) -> bool:
    """Whether any item has an id: then what goes does not become what comes."""
    return any(isinstance(one, dict) and "id" in one for side in sides for one in side)


def _mark(item: object) -> str:
    """Return what tells whether two items of a list are one: its id, or all of it."""
    if isinstance(item, dict) and isinstance(item.get("id"), str | int):
        return f"id {item['id']}"
    return json.dumps(item, sort_keys=True)


def _taken(text: str, step: _Step, front: bool) -> str:
    """Return the text with one step taken: by the smallest cut that reads as meant, else with more written anew."""
    page = page_of(text, front)
    after = _after(page.value, step)
    for way in (_smallest, _written):
        made = _tried(way, page, step, front)
        if made is not None and same(_tidy(page_of(made, front).value), _tidy(after)):
            return made
    return _rewritten(text, step.path, after, front)


def _tried(
    way: Callable[[Page, _Step, bool], str | None], page: Page, step: _Step, front: bool
) -> str | None:
    try:
        made = way(page, step, front)
        if made is not None:
            page_of(made, front)
    except (Unreadable, Misread):
        return None
    return made


def _rewritten(text: str, path: KeyPath, after: object, front: bool) -> str:
    """Return the text with the nearest thing round a place written anew that then reads as meant."""
    for length in range(len(path) - 1, 0, -1):
        try:
            made = set_value(text, path[:length], _at(after, path[:length]), front=front)
        except Misread:
            continue
        return made
    raise Misread("the change would not read as it was meant")


def _after(value: object, step: _Step) -> object:
    """Return what the whole says when a step is taken: the model of every cut."""
    if len(step.path) > 1:
        inner = _after(_at(value, step.path[:1]), step._replace(path=step.path[1:]))
        return _with(value, step.path[0], inner)
    key = step.path[0]
    if step.verb == "remove":
        if isinstance(value, dict):
            return {name: one for name, one in value.items() if name != key}
        assert isinstance(value, list)
        return [one for at, one in enumerate(value) if at != key]
    if step.verb == "insert":
        assert isinstance(value, list) and isinstance(key, int)
        return [*value[:key], step.value, *value[key:]]
    return _with(value, key, step.value)


def _with(value: object, key: str | int, new: object) -> object:
    if isinstance(value, list) and isinstance(key, int):
        return [*value[:key], new, *value[key + 1 :]]
    return {**(value if isinstance(value, dict) else {}), str(key): new}


def _at(value: object, path: KeyPath) -> object:
    for step in path:
        if isinstance(value, list) and isinstance(step, int):
            value = value[step] if step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _at_once(page: Page, steps: Sequence[_Step], front: bool) -> str:
    """Return the text with all lines put in and taken out, and all single values set, that need nothing else; or as
    it was.

    It need not read as meant yet: what is still to be done is found by reading it. A long chronology to which hundreds
    of entries come, or in which hundreds of words change, is so read once, and not with each of them.
    """
    habits = habits_of(page.marks)
    cuts = [cut for step in reversed(steps) for cut in _plain_cuts(page, step, habits)]
    made = cut_in(page.text, _apart(cuts))
    try:
        page_of(made, front)
    except Unreadable:
        return page.text
    return made


def _plain_cuts(page: Page, step: _Step, habits: emit.Habits) -> list[Cut]:
    if step.verb == "set":
        return cuts_of(page, step.path, step.value, habits)
    cut = _cut(page, step, habits)
    return [cut] if cut is not None else []


def _apart(cuts: Sequence[Cut]) -> list[Cut]:
    """Return the cuts without those that reach into one before them."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda one: one.start):
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
    return kept


def _smallest(page: Page, step: _Step, front: bool) -> str | None:
    """Return the text with only the lines of a key or an item taken out or put in; None where that is not enough."""
    cut = _cut(page, step, habits_of(page.marks))
    return cut_in(page.text, [cut]) if cut is not None else None


def _cut(page: Page, step: _Step, habits: emit.Habits) -> Cut | None:
    above = page.at(step.path[:-1])
    children = above.children if above is not None else None
    if above is None or children is None or above.flow:
        return None
    if step.verb == "remove" and (len(children) > 1 or len(step.path) == 1):
        return _without_lines(page, step.path)
    at = step.path[-1]
    if step.verb == "insert" and isinstance(at, int) and children and at <= len(children):
        return _with_lines(page, step.path, at, emit.under_dash(step.value, habits))
    return None


def _written(page: Page, step: _Step, front: bool) -> str | None:
    """Return the text with a value set, or an item put behind the last."""
    if step.verb == "set":
        return set_value(page.text, step.path, step.value, front=front)
    above = page.at(step.path[:-1])
    there = len(above.children) if above is not None and above.children is not None else 0
    if step.verb == "insert" and step.path[-1] == there:
        return set_value(page.text, step.path, step.value, front=front)
    if step.verb == "remove" and there == 1 and len(step.path) > 1:
        return set_value(page.text, step.path[:-1], None, front=front)
    return None


def _without_lines(page: Page, path: KeyPath) -> Cut | None:
    text, here = page.text, page.at(path)
    assert here is not None
    above = page.at(path[:-1])
    assert above is not None
    keys = above.keys
    key = keys[str(path[-1])][0].offset if keys is not None else slot_of(page, path).head - 1
    start = line_start(text, key)
    if text[start:key].strip():
        return None
    end = here.end.offset
    end = end if end > start and text[end - 1] == "\n" else _behind_line(text, end)
    return Cut(start, end, "")


def _behind_line(text: str, offset: int) -> int:
    found = re.compile(r"\r?\n").search(text, line_end(text, offset))
    return found.end() if found is not None else len(text)


def _with_lines(page: Page, path: KeyPath, at: int, entry: emit.Entry) -> Cut | None:
    """Return the cut that puts an item in behind the one before it, or before the first."""
    text, above = page.text, page.at(path[:-1])
    assert above is not None
    lines = (f"-{entry.head}", *entry.rest)
    column = above.start.column - 1
    if at:
        before = page.at((*path[:-1], at - 1))
        assert before is not None
        end = before.end.offset
        place = end - 1 if text[end - 1 : end] == "\n" else line_end(text, end)
        place = place - 1 if text[place - 1 : place] == "\r" and text[place : place + 1] == "\n" else place
        return Cut(place, place, under(text, place, lines, column))
    start = line_start(text, above.start.offset)
    if text[start : above.start.offset].strip():
        return None
    block = under(text, start, lines, column)
    new = block[: 2 if block.startswith("\r") else 1]
    return Cut(start, start, block[len(new) :] + new)
