"""Edit then read equals the model's edit and bytes outside the splice stay, however a file is written."""

import itertools
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.model.marks import KeyPath, Marks
from reviewctl.store.splice import apply, set_value, splice_bytes
from reviewctl.store.strict import read_yaml
from tests.properties.yamltext import KEYS, Writer, some_scalar, some_value

MANY = settings(max_examples=250, deadline=None)
SEEDS = st.integers(0, 2**32).map(Random)


def a_file(random: Random) -> tuple[str, Any]:
    """Return a file and what it says; the writer and the reader must agree on that."""
    value = some_value(random)
    while not isinstance(value, dict | list):
        value = some_value(random)
    text = Writer(random).text(value)
    parsed = read_yaml(text, "")
    assert (parsed.value, parsed.findings) == (value, ()), text
    return text, value


def places(value: Any, above: KeyPath = ()) -> list[KeyPath]:
    """Return the paths of all values in a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for step, inner in pairs for path in ((*above, step), *places(inner, (*above, step)))]


def at(value: Any, path: KeyPath) -> Any:
    """Return the part of a value."""
    for step in path:
        value = value[step]
    return value


def a_new_place(random: Random, value: Any) -> KeyPath:
    """Return a path that the value does not have and that can be made."""
    open_ends = [
        path
        for path in [(), *places(value)]
        if at(value, path) is None or isinstance(at(value, path), dict | list)
    ]
    path = random.choice(open_ends)
    here = at(value, path)
    as_list = isinstance(here, list) or (here is None and random.random() < 0.5)
    if as_list:
        path = (*path, len(here or []))
    else:
        path = (*path, random.choice([key for key in (*KEYS, "new", "x y z") if key not in (here or {})]))
    return random.choice((path, path, (*path, "deep"), (*path, 0, "deeper")))


def shared(one: bytes, other: bytes) -> int:
    """Return how many bytes two beginnings have in common."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def holds(text: str, path: KeyPath, new: Any) -> str:
    """Make the edit, check that it reads as the model's edit, and return the text."""
    made = set_value(text, path, new)
    wanted = apply(read_yaml(text, "").value, path, new)
    assert repr(read_yaml(made, "").value) == repr(wanted) or read_yaml(made, "").value == wanted
    assert read_yaml(made, "").findings == ()
    return made


@MANY
@given(SEEDS)
def test_a_value_that_stands(random: Random) -> None:
    """Any value takes the place of any other; all before its colon and behind its last line stays."""
    text, value = a_file(random)
    if not places(value):
        return
    path = random.choice(places(value))
    made = holds(text, path, some_value(random))
    marks = read_yaml(text, "").marks
    assert marks is not None
    old = marks.at(path)
    assert old is not None
    head = text[: start_of(marks, path)].encode()
    line_end = text.find("\n", old.end.offset)
    tail = (text[line_end:] if line_end >= 0 else "").encode()
    data = made.encode()
    assert data.startswith(head)
    assert data.endswith(tail)
    assert len(data) >= len(head) + len(tail)


def start_of(marks: Marks, path: KeyPath) -> int:
    """Return the end of the key of a value, or where the item before it ends."""
    above = marks.at(path[:-1])
    assert above is not None
    step = path[-1]
    if isinstance(step, str):
        assert above.keys is not None
        return above.keys[step][1].offset
    assert isinstance(above.children, list)
    return above.children[step - 1].end.offset if step else above.start.offset


@MANY
@given(SEEDS)
def test_one_word_for_another(random: Random) -> None:
    """A word on its line makes way for another: not a byte beside it changes, nor the mark before all."""
    text, value = a_file(random)
    marks = read_yaml(text, "").marks
    assert marks is not None
    words = [path for path in places(value) if is_word(text, marks.at(path))]
    if not words:
        return
    path = random.choice(words)
    old = marks.at(path)
    assert old is not None
    new = random.choice(("new", 7, "é: 😀", True, "2026-02-03"))
    made = splice_bytes(b"\xef\xbb\xbf" + text.encode(), path, new)
    assert made.startswith(b"\xef\xbb\xbf" + text[: old.start.offset].encode())
    assert made.endswith(text[old.end.offset :].encode())
    assert apply(value, path, new) == read_yaml(made.decode("utf-8-sig"), "").value


def is_word(text: str, marks: Marks | None) -> bool:
    """Whether a value is a single one that stands on one line and is not blank."""
    assert marks is not None
    token = text[marks.start.offset : marks.end.offset]
    return (
        bool(token)
        and not marks.flow
        and marks.children is None
        and "\n" not in token
        and token[0] not in "|>"
    )


@MANY
@given(SEEDS)
def test_what_is_missing(random: Random) -> None:
    """A key or item that is missing is put in; nothing that was there goes."""
    text, value = a_file(random)
    path = a_new_place(random, value)
    made = holds(text, path, some_value(random))
    before, after = text.encode(), made.encode()
    kept = shared(before, after) + shared(before[::-1], after[::-1])
    # Empty brackets and blanks behind a colon make way; otherwise it is an insertion and nothing else.
    assert kept >= len(before) - len(longest_gap(text, value, path).encode())


def longest_gap(text: str, value: Any, path: KeyPath) -> str:
    """Return what may move: what is behind the colon of the nearest place, where nothing stands there."""
    marks = read_yaml(text, "").marks
    assert marks is not None
    near = next(path[:length] for length in range(len(path), -1, -1) if marks.at(path[:length]) is not None)
    if at(value, near):
        return ""
    here = marks.at(near)
    assert here is not None
    line_end = text.find("\n", here.end.offset)
    return text[start_of(marks, near) if near else 0 : line_end if line_end >= 0 else len(text)]


@MANY
@given(SEEDS)
def test_two_edits_commute(random: Random) -> None:
    """Two changes at different places come to the same, whichever is made first; of words to the byte."""
    text, value = a_file(random)
    apart = [
        (one, other)
        for one, other in itertools.combinations(places(value), 2)
        if one != other[: len(one)] and other != one[: len(other)]
    ]
    if not apart:
        return
    one, other = random.choice(apart)
    new, newer = some_value(random), some_value(random)
    first = holds(holds(text, one, new), other, newer)
    second = holds(holds(text, other, newer), one, new)
    assert read_yaml(first, "").value == read_yaml(second, "").value
    marks = read_yaml(text, "").marks
    assert marks is not None
    if is_word(text, marks.at(one)) and is_word(text, marks.at(other)):
        first = set_value(set_value(text, one, "p"), other, "q")
        assert first == set_value(set_value(text, other, "q"), one, "p")


@MANY
@given(SEEDS)
def test_undone(random: Random) -> None:
    """A word that is changed and changed back leaves the file as it was, where it needed no quotes."""
    text, value = a_file(random)
    marks = read_yaml(text, "").marks
    assert marks is not None
    for path in places(value):
        mark = marks.at(path)
        if is_word(text, mark) and mark is not None and text[mark.start.offset] not in "\"'~n-":
            assert set_value(set_value(text, path, "other"), path, at(value, path)) == text


@MANY
@given(SEEDS)
def test_front_matter_is_edited_like_a_file(random: Random) -> None:
    """Between two fences the same edit has the same outcome, and the text under them stays."""
    text, value = a_file(random)
    if not isinstance(value, dict) or not text.endswith("\n"):
        return
    fence = "---\r\n" if "\r\n" in text else "---\n"
    path = a_new_place(random, value)
    new = some_scalar(random)
    body = "\n---\n# é\na: 1\n---"
    whole = set_value(fence + text + fence + body, path, new, front=True)
    assert whole == fence + set_value(text, path, new) + fence + body
