"""Reading never raises for what a file holds, and what was written reads back, each part at its place."""

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from reviewctl.model.marks import KeyPath, Locator, Marks
from reviewctl.store import reading
from reviewctl.store.blanks import without_inner_blanks
from reviewctl.store.decode import FORBIDDEN, decode
from reviewctl.store.front import read_front
from reviewctl.store.items import items_in
from reviewctl.store.places import places_in
from reviewctl.store.plain import NotPlain, plain_value
from reviewctl.store.scalars import fold
from reviewctl.store.strict import read_yaml

SEED = """\
# a comment
referral:
  received: 2026-01-12   # P§11
  told: {on: 2026-02-20, note: "by: letter", list: [a, 'b', 3]}
notes:
- on: 2026-01-05
  text: |
    Two lines
      of text.

  by: x y
- ~
last:
"""
PIECES = st.sampled_from(
    [
        *"\n :-?[]{}&*!|>'\"%@`#,\t\r~<=.0é\u200b\ufeff\x00\ud800",
        *("\n  ", ": ", "- ", "---\n", "...\n", "<<: *a", "\\u202e", "!!set", "&a ", "%YAML 1.1\n", "? "),
        *("<<<<<<< a\n", ">>>>>>> b\n", "=======\n", "[" * 60, "é" * 9),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a sound text with a few pieces put in, cut out or written over."""
    text = draw(st.sampled_from([SEED, f"---\n{SEED}---\nbody\n"]))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 6)))
        text = text[:start] + draw(PIECES) + text[end:]
    return text


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    """Whatever bytes a file holds, there is a text or a finding."""
    decoded = decode(data, "x.yaml", 200)
    read_yaml(decoded.text, "x.yaml")
    read_front(decoded.text, "x.md")


@settings(max_examples=800, deadline=None)
@given(mutated())
def test_no_slip_makes_the_reader_raise(text: str) -> None:
    """A text that was hurt in a few places is read or has findings, and bare reading finds the same, blanks apart."""
    parsed = read_yaml(text, "x.yaml")
    bare = read_yaml(text, "x.yaml", bare=True)
    assert (bare.value, bare.findings) == (without_inner_blanks(parsed.value), parsed.findings)
    plain = reading.read_yaml(text, "x.yaml", bare=True)
    assert (plain.value, plain.findings) == (bare.value, bare.findings)
    whole, quick = read_front(text, "x.md"), read_front(text, "x.md", bare=True)
    assert (quick.body, quick.body_line, quick.body_offset) == (
        whole.body,
        whole.body_line,
        whole.body_offset,
    )
    assert (quick.value, quick.findings) == (without_inner_blanks(whole.value), whole.findings)
    decode(text.encode("utf-8", "surrogatepass"), "x.yaml", 10_000)
    for finding in parsed.findings:
        assert 1 <= finding.spot.line <= text.count("\n") + text.count("\r") + 2


PLAIN = """\
# a comment
format: 1
referral:
  received: 2026-01-12
  told: {on: 2026-02-20, note: by letter}
  blank:
  list: [a, b c, 3]
"2026-01":
  - id: x-1
    note: words, and (more) words
    deeper:
      last: true
  - id: "2"
names:
- one
- two
Key: 'x'
"""
PLAIN_PIECES = st.sampled_from(
    [
        *"\n :-?[]{}&!|>'\"%@#,~=.0aZé\u00a0\t",
        *(
            "\n  ",
            "\n- ",
            "\n    - ",
            ": ",
            ":",
            "- ",
            " #",
            "null",
            "true: ",
            "  ",
            '"',
            "key: ",
            "12:30",
            "-1",
            "[]",
            "{}",
        ),
        *(
            "- - a",
            "a: b: c",
            "<<: x",
            "---\n",
            "key:\n",
            "- key:\n",
            "name: x\n",
            "Name: x\n",
            "010",
            "1e5",
            "x:y",
        ),
    ]
)


@st.composite
def nearly_plain(draw: st.DrawFn) -> str:
    """Return a text of the plainest kind with a few pieces put in, cut out or moved in or out by some columns."""
    text = draw(
        st.sampled_from([PLAIN, "- id: a\n  b: c\n-  d: e\n   f:\n   - g\n", "a:\n b:\n  c: d\n e: f\n"])
    )
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 4)))
        text = text[:start] + draw(PLAIN_PIECES) + text[end:]
    return text


@settings(max_examples=3000, deadline=None)
@given(nearly_plain())
def test_what_is_read_line_by_line_is_read_so_by_the_parser_too(text: str) -> None:
    """The quickest reading takes nothing that the strict one refuses, and makes the same of it, types and order too."""
    try:
        value = plain_value(text)
    except NotPlain:
        return
    parsed = read_yaml(text, "x.yaml")
    assert parsed.findings == ()
    assert repr(value) == repr(without_inner_blanks(parsed.value))
    assert parsed.marks is not None
    for key, under in (parsed.marks.children or {}).items() if isinstance(parsed.value, dict) else ():
        # What is found is right; of a list between brackets nothing is found.
        found, items = items_in(text, key), under.children if isinstance(under.children, list) else []
        assert list(found) == ([] if under.flow else [item.start for item in items])


def each_path(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the way to each value, and to one within it that is not there."""
    yield path
    yield (*path, "no such key")
    yield (*path, 99)
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in pairs:
        yield from each_path(part, (*path, step))


@settings(max_examples=3000, deadline=None)
@given(nearly_plain(), st.booleans())
def test_places_found_line_by_line_are_those_that_the_parser_finds(text: str, in_front: bool) -> None:
    """A finding names the same line and column, whichever way its place was found, in front matter, too."""
    try:
        plain_value(text)
    except NotPlain:
        return
    if in_front:
        text = f"---\n{text.rstrip(chr(10))}\n---\nwords\n"
        whole, quick = read_front(text, "x.md"), read_front(text, "x.md", bare=True)
        if quick.plain is None:
            return
        value, marks, places = whole.value, whole.marks, partial(places_in, text, *quick.plain)
    else:
        parsed = read_yaml(text, "x.yaml")
        value, marks, places = parsed.value, parsed.marks, partial(places_in, text)
    assert marks is not None
    asked: list[str] = []

    def strictly() -> Marks | None:
        asked.append("the parser")
        return marks

    where = Locator(strictly, None, places)
    for path in each_path(value):
        assert where.nearest(path) == marks.nearest(path), path
        assert where.key(path) == marks.key(path), path
    assert not asked or "[" in text or "{" in text


def test_the_items_of_a_list_are_found_without_a_parser() -> None:
    """Comments, lists within items, and other lists before and behind make no difference."""
    text = (
        "tor:\n- a\n# entries:\nentries:\n  # one\n\n  - id: a\n    marks:\n    - x\n    - y\n"
        "# - no\n  -   id: b\nlater:\n  - c\n"
    )
    assert [(mark.line, mark.column) for mark in items_in(text, "entries")] == [(7, 5), (12, 7)]
    assert [text[mark.offset :][:5] for mark in items_in(text, "entries")] == ["id: a", "id: b"]
    assert [mark.line for mark in items_in(text, "later")] == [14]
    assert not items_in(text, "marks") and not items_in("a:\n  b:\n  - c\n", "a")


def test_two_texts_with_the_same_line_share_no_list_and_no_group() -> None:
    """Lines are remembered from file to file, and what one file makes of them is its own."""
    text = "told: {on: 2026-02-20}\nnames: [a, b]\n"
    one, other = plain_value(text), plain_value(text)
    assert isinstance(one, dict) and isinstance(other, dict)
    one["told"]["on"] = ""
    one["names"].append("c")
    assert other == {"told": {"on": "2026-02-20"}, "names": ["a", "b"]}


def test_keys_that_differ_in_capitals_alone_are_left_to_the_parser_whichever_comes_first() -> None:
    """A key with a capital is read line by line; with its twin in small letters before or behind it, it is not."""
    assert plain_value("Name: x\nother: y\n") == {"Name": "x", "other": "y"}
    for text in ("Name: x\nname: y\n", "name: x\nName: y\n", "a:\n  NAME:\n  name: x\nb: c\n"):
        with pytest.raises(NotPlain):
            plain_value(text)


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=40
).filter(lambda text: FORBIDDEN.search(text) is None)
KEYS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda text: FORBIDDEN.search(text) is None and text not in ("<<", "~") and not text.isspace()
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.sampled_from(
        ["no", "010", "12:30", "1_000", "2026-01-05", "~x", "- a", "a: b", "#", "'", '"', "a #b"]
    ),
    TEXTS,
)
VALUES = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=12,
    ),
    min_size=1,
    max_size=4,
)


def written(value: object, flow: bool) -> str:
    """Return a value as an independent writer writes it, in the YAML that both sides know."""
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = flow
    writer.allow_unicode = True
    writer.width = 10_000
    out = io.StringIO()
    writer.dump(value, out)
    return out.getvalue()


def no_twins(value: object) -> bool:
    """Return whether no mapping in a value has two keys that look the same."""
    if isinstance(value, dict):
        return len({fold(key) for key in value}) == len(value) and all(map(no_twins, value.values()))
    return all(map(no_twins, value)) if isinstance(value, list) else True


def plain_in_brackets(value: object) -> bool:
    """Return whether no text has a ? or : in it, which libyaml mostly wants quoted between brackets."""
    if isinstance(value, dict):
        return all(plain_in_brackets(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return all(map(plain_in_brackets, value))
    return not (isinstance(value, str) and ("?" in value or ":" in value))


def each_scalar(value: Any, marks: Marks) -> list[tuple[Any, Marks]]:
    """Return every scalar of a value with its marks."""
    if isinstance(value, dict):
        assert isinstance(marks.children, dict)
        assert list(marks.children) == list(value) == list(marks.keys or {})
        return [pair for key, part in value.items() for pair in each_scalar(part, marks.children[key])]
    if isinstance(value, list):
        assert isinstance(marks.children, list)
        return [
            pair
            for part, inner in zip(value, marks.children, strict=True)
            for pair in each_scalar(part, inner)
        ]
    return [(value, marks)]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(VALUES.filter(no_twins), st.booleans())
def test_what_was_written_reads_back_at_its_place(value: dict[str, object], flow: bool) -> None:
    """An independent writer's text has the value that was written; each token stands where its marks say."""
    text = written(value, flow and plain_in_brackets(value))
    parsed = read_yaml(text, "x.yaml")
    assert parsed.findings == ()
    assert parsed.value == value
    assert parsed.marks is not None
    for scalar, marks in each_scalar(parsed.value, parsed.marks):
        token = text[marks.start.offset : marks.end.offset]
        assert text.count("\n", 0, marks.start.offset) == marks.start.line - 1
        assert marks.start.offset - (text.rfind("\n", 0, marks.start.offset) + 1) == marks.start.column - 1
        if token:
            assert read_yaml(f"k:\n  {token}\n", "x.yaml").value == {"k": scalar}
        else:
            assert scalar is None
