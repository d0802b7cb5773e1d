"""Changing one value: what a file looks like afterwards, byte for byte."""

from datetime import date
from typing import Any

import pytest

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.store.emit import is_plain
from reviewctl.store.front import read_front
from reviewctl.store.splice import Unreadable, apply, set_value, splice_bytes
from reviewctl.store.strict import read_yaml

DAY = date(2026, 1, 28)
EVENT = {"on": DAY, "note": "by letter"}
LONG = {"on": DAY, "because": "the police member was away and then the room was double-booked, so it moved"}
NOTE = {"on": DAY, "by": "business-manager", "text": "Rang the Coroner: no date yet"}

CASES: dict[str, tuple[str, KeyPath, Any, str]] = {
    # a value that stands
    "plain word": ("a: 1\nb: old # why\nc: 3\n", ("b",), "new", "a: 1\nb: new # why\nc: 3\n"),
    "date in quotes": ("a: '2026-01-02'\n", ("a",), DAY, "a: 2026-01-28\n"),
    "aligned": ("a:     1   # x\nbcd:   2\n", ("a",), 5, "a:     5   # x\nbcd:   2\n"),
    "text over two lines": ("a: one\n  two # c\nb: 1\n", ("a",), "x", "a: x # c\nb: 1\n"),
    "text under its key": ("a:\n  # c\n  'x' # d\nb: 1\n", ("a",), "w", "a:\n  # c\n  w # d\nb: 1\n"),
    "block text": ("a: |- # c\n  one\n\n  two\n\n# d\nb: 1\n", ("a",), "x", "a: x # c\n\n# d\nb: 1\n"),
    "block text under its key": ("a:\n  >\n    one\n    two\nb: 1\n", ("a",), "x", "a: x\nb: 1\n"),
    "to block text": ("a: x # c\nb: 1\n", ("a",), "one\n\ntwo", "a: |- # c\n  one\n\n  two\nb: 1\n"),
    "block text to block text": ("a: >\n  x\n  y\nb: 1\n", ("a",), "1\n2", "a: |-\n  1\n  2\nb: 1\n"),
    "mapping to word": (
        "a:\n  # in\n  b: 1\n  c: 2 # c\n# d\ne: 1\n",
        ("a",),
        "x",
        "a: x\n  # in\n# d\ne: 1\n",
    ),
    "mapping to mapping": (
        "a: # k\n  b: 1\n  c: 2\ne: 1\n",
        ("a",),
        {"z": [1]},
        "a: # k\n  z:\n    - 1\ne: 1\n",
    ),
    "word to mapping": ("a: x # c\nb: 1\n", ("a",), {"z": 1}, "a: # c\n  z: 1\nb: 1\n"),
    "list to blank": ("a:\n- 1\n- 2\nb: 1\n", ("a",), None, "a:\nb: 1\n"),
    "word to blank": ("a: x # c\nb: 'y'\n", ("a",), None, "a: # c\nb: 'y'\n"),
    "quoted to blank at the end": ("b: 'y'", ("b",), None, "b:"),
    "item": ("a:\n  - x # c\n  - y\n", ("a", 1), "z", "a:\n  - x # c\n  - z\n"),
    "item that is a mapping": ("- id: 1\n  n: x # c\n- id: 2\n", (0,), "z", "- z\n- id: 2\n"),
    "in a mapping in a list": (
        "- id: 1 # one\n  n: x\n- id: 2\n",
        (0, "id"),
        7,
        "- id: 7 # one\n  n: x\n- id: 2\n",
    ),
    "item behind comments": ("a:\n- 1\n# - 9\n\n- # c\n  2\n", ("a", 1), 3, "a:\n- 1\n# - 9\n\n- # c\n  3\n"),
    "in flow": ("a: {b: 1, c: [x, y]} # c\n", ("a", "c", 1), "p, q", 'a: {b: 1, c: [x, "p, q"]} # c\n'),
    "to blank in flow": ("a: {b: 1, c: 2}\n", ("a", "b"), None, "a: {b: null, c: 2}\n"),
    "blank in flow": ("a: {b: , c: 2}\n", ("a", "b"), "x", "a: {b: x , c: 2}\n"),
    "key alone in flow": ("a: {b, c: 2}\n", ("a", "b"), "x", "a: {b: x, c: 2}\n"),
    "JSON": ('{"a":{"b":1,"c":[]}}', ("a", "b"), True, '{"a":{"b":true,"c":[]}}'),
    "quoted key": ('"a:": 1\nb: 2\n', ("a:",), 3, '"a:": 3\nb: 2\n'),
    "block text in flow": ("a: {b: 1}\n", ("a", "b"), "x\ny", 'a: {b: "x\\ny"}\n'),
    "null spelt out": ("a: ~ # c\n", ("a",), "x", "a: x # c\n"),
    "no change": ("a:   'x'   # c\n", ("a",), "x", "a:   'x'   # c\n"),
    # an event
    "event to details": (
        "screening:\n  held: 2026-01-02  # c\n",
        ("screening", "held"),
        {"on": DAY, "was": date(2026, 1, 2), "because": "misread"},
        "screening:\n  held: {on: 2026-01-28, was: 2026-01-02, because: misread}  # c\n",
    ),
    "event with a long reason": (
        "s:\n  held: 2026-01-02\n  x:\n",
        ("s", "held"),
        LONG,
        f"s:\n  held:\n    on: 2026-01-28\n    because: {LONG['because']}\n  x:\n",
    ),
    "event again": (
        "a:\n  - 2026-01-02\n",
        ("a", 1),
        EVENT,
        "a:\n  - 2026-01-02\n  - {on: 2026-01-28, note: by letter}\n",
    ),
    # a blank
    "blank": ("a:\nb: 1\n", ("a",), DAY, "a: 2026-01-28\nb: 1\n"),
    "blank with spaces behind": ("a:  \nb: 1\n", ("a",), DAY, "a: 2026-01-28\nb: 1\n"),
    "blank with a comment": ("a:   # when\nb: 1\n", ("a",), DAY, "a: 2026-01-28   # when\nb: 1\n"),
    "blank at the end": ("a:", ("a",), DAY, "a: 2026-01-28"),
    "blank takes a mapping": (
        "a: # c\n# d\nb: 1\n",
        ("a",),
        {"x": 1, "y": None},
        "a: # c\n  x: 1\n  y:\n# d\nb: 1\n",
    ),
    "blank takes a first key": ("a: # c\nb: 1\n", ("a", "x"), 1, "a: # c\n  x: 1\nb: 1\n"),
    "blank takes a first item": (
        "a:\nb: 1\n",
        ("a", 0),
        NOTE,
        'a:\n  - on: 2026-01-28\n    by: business-manager\n    text: "Rang the Coroner: no date yet"\nb: 1\n',
    ),
    "blank item": ("- 1\n-\n- 3\n", (1,), {"x": 1, "y": 2}, "- 1\n- x: 1\n  y: 2\n- 3\n"),
    "blank item with a comment": ("-  # c\n- 3\n", (0,), "x", "- x  # c\n- 3\n"),
    "empty braces": ("a: {}  # c\nb: 1\n", ("a", "x"), 1, "a:  # c\n  x: 1\nb: 1\n"),
    "empty brackets": ("a: [ ]\n", ("a", 0), 1, "a:\n  - 1\n"),
    "empty braces at the root": ("{}\n", ("x",), 1, "{x: 1}\n"),
    "empty braces in flow": ("a: {b: {}}\n", ("a", "b", "x"), 1, "a: {b: {x: 1}}\n"),
    # a key that is missing
    "key": ("a: 1\nb: 2 # c\n\n# end\n", ("z",), 3, "a: 1\nb: 2 # c\nz: 3\n\n# end\n"),
    "key within": (
        "a:\n    b: 1\n\n    # in\nc: 2\n",
        ("a", "z"),
        3,
        "a:\n    b: 1\n    z: 3\n\n    # in\nc: 2\n",
    ),
    "key in an item": ("- id: 1\n  n: x\n- id: 2\n", (0, "z"), 3, "- id: 1\n  n: x\n  z: 3\n- id: 2\n"),
    "key behind block text": ("a: |+\n  x\n\n\n# c\n", ("z",), 3, "a: |+\n  x\n\n\nz: 3\n# c\n"),
    "key behind a blank": ("a: 1\nb:  # c", ("z",), 3, "a: 1\nb:  # c\nz: 3"),
    "key without a final newline": (
        "a: 1\r\nb: 2",
        ("z",),
        {"p": [1]},
        "a: 1\r\nb: 2\r\nz:\r\n  p:\r\n    - 1",
    ),
    "key behind unended block text": ("a: |\n  x", ("z",), 3, "a: |-\n  x\nz: 3"),
    "key in flow": ("a: {b: 1} # c\n", ("a", "z"), "no", 'a: {b: 1, z: "no"} # c\n'),
    "key in airy flow": ("a: { b: 1 }\n", ("a", "z"), 3, "a: { b: 1, z: 3 }\n"),
    "key in flow over lines": ("a: {\n  b: 1, # c\n}\n", ("a", "z"), 3, "a: {\n  b: 1, z: 3, # c\n}\n"),
    "key in flow behind a blank": ("a: {b: }\n", ("a", "z"), 3, "a: {b: , z: 3}\n"),
    "parents": ("a: 1\n", ("g", "h", "i"), DAY, "a: 1\ng:\n  h:\n    i: 2026-01-28\n"),
    "parents with a list": ("a: 1\n", ("g", 0, "i"), DAY, "a: 1\ng:\n  - i: 2026-01-28\n"),
    "parents in flow": ("a: {b: 1}\n", ("a", "g", "h"), "x", "a: {b: 1, g: {h: x}}\n"),
    "habits": (
        "a:\n    b:\n    - 1\n",
        ("z",),
        {"p": {"q": [{"r": 1, "s": [2]}]}},
        "a:\n    b:\n    - 1\nz:\n    p:\n        q:\n        - r: 1\n          s:\n          - 2\n",
    ),
    "key that needs quotes": ("a: 1\n", ("x: y",), 1, 'a: 1\n"x: y": 1\n'),
    "blank key": ("a: 1\n", ("z",), None, "a: 1\nz:\n"),
    # an item that is missing
    "item at the end": ("a:\n  - 1 # c\n\nb: 1\n", ("a", 1), 2, "a:\n  - 1 # c\n  - 2\n\nb: 1\n"),
    "item not indented": ("a:\n- 1\nb: 1\n", ("a", 1), 2, "a:\n- 1\n- 2\nb: 1\n"),
    "item in flow": ("a: [1, 2]\n", ("a", 2), "x: y", 'a: [1, 2, "x: y"]\n'),
    "item in a list in a list": ("- - 1\n- 5\n", (0, 1), 2, "- - 1\n  - 2\n- 5\n"),
    "item of mappings": (
        "a:\n  - id: 1\n    n: |\n      x\n",
        ("a", 1),
        {"id": 2, "n": "y\nz"},
        "a:\n  - id: 1\n    n: |\n      x\n  - id: 2\n    n: |-\n      y\n      z\n",
    ),
    "key of a new item": ("a:\n  - id: 1\n", ("a", 1, "id"), 2, "a:\n  - id: 1\n  - id: 2\n"),
    # files
    "empty file": ("", ("a", "b"), 1, "a:\n  b: 1\n"),
    "empty file, a list": ("", (0,), {"code": "TIM001", "until": None}, "- code: TIM001\n  until:\n"),
    "comments only": ("# c\r\n# d\r\n", ("a",), 1, "# c\r\n# d\r\na: 1\r\n"),
    "comments only, no newline": ("# c", ("a",), 1, "# c\na: 1\n"),
    "document sign": ("---\n# c\n", ("a",), 1, "---\n# c\na: 1\n"),
    "é and emoji": ("a: é😀\nb: 😀 # é\nc: 'é'\n", ("b",), "ü — 😀", "a: é😀\nb: ü — 😀 # é\nc: 'é'\n"),
    "CRLF": ("a: 1\r\nb:\r\n  c: 2\r\n", ("b",), "x\ny", "a: 1\r\nb: |-\r\n  x\r\n  y\r\n"),
    "CRLF mapping to blank": ("a:\r\n  b: 1\r\n  c: 2\r\nd: 1\r\n", ("a",), None, "a:\r\nd: 1\r\n"),
    "mixed line ends": ("a: 1\r\nb: 2\nc: 3\r\n", ("b",), {"x": 1}, "a: 1\r\nb:\n  x: 1\nc: 3\r\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_yaml(case: str) -> None:
    """The text is exactly what a careful person would have made of it."""
    text, path, value, wanted = CASES[case]
    assert set_value(text, path, value) == wanted


FRONT: dict[str, tuple[str, KeyPath, Any, str]] = {
    "body with rules": (
        "---\na: 1\n---\nText\n\n---\na: 9\n",
        ("a",),
        2,
        "---\na: 2\n---\nText\n\n---\na: 9\n",
    ),
    "no body": ("---\na: 1\n---", ("b",), 2, "---\na: 1\nb: 2\n---"),
    "no facts": ("---\n---\nText", ("b", "c"), 2, "---\nb:\n  c: 2\n---\nText"),
    "comments only": ("---\r\n# é\r\n---\r\n# T\r\n", ("b",), 2, "---\r\n# é\r\nb: 2\r\n---\r\n# T\r\n"),
    "é before it": (
        "---\n# é😀\na: é\nb: 1\n---\n\né\n",
        ("b",),
        DAY,
        "---\n# é😀\na: é\nb: 2026-01-28\n---\n\né\n",
    ),
    "block text at the end": ("---\na: |\n  x\n---\n", ("b",), [1], "---\na: |\n  x\nb:\n  - 1\n---\n"),
}


@pytest.mark.parametrize("case", FRONT)
def test_front_matter(case: str) -> None:
    """Only the facts of a Markdown file change; its text is left alone."""
    text, path, value, wanted = FRONT[case]
    assert set_value(text, path, value, front=True) == wanted
    assert read_front(wanted, "").findings == ()


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("a:\n  b: 1\n", ("a", "z"), "a:\n  b: 1\n  # The police\n  z: 2\n"),
        ("a:\n", ("a", "z"), "a:\n  # The police\n  z: 2\n"),
        ("a: 1\n", ("g", "z"), "a: 1\ng:\n  # The police\n  z: 2\n"),
        ("a:\n  - 1\n", ("a", 1), "a:\n  - 1\n  # The police\n  - 2\n"),
        ("a:\n  -\n", ("a", 0, "z"), "a:\n  -\n    # The police\n    z: 2\n"),
        ("a: {b: 1}\n", ("a", "z"), "a: {b: 1, z: 2}\n"),
        ("z: 1\n", ("z",), "z: 2\n"),
        ("", ("z",), "# The police\nz: 2\n"),
    ],
)
def test_a_comment_stands_above_what_is_new(text: str, path: KeyPath, wanted: str) -> None:
    """A new key or item gets its comment on a line of its own; a value that stood gets none."""
    assert set_value(text, path, 2, comment="The police") == wanted


PLAIN = [
    "word",
    "two words",
    "it's",
    "by letter, then phone",
    "2026-01-28",
    "2026-03",
    "2026-q1",
    "2019-03-02~",
    "2019-03/2019-05",
    "2019-2X",
    "XXXX-02-11",
    "s44-1-3",
    "é",
    "a#b",
    "a:b",
    "15 working days",
    "not-known",
    "-x",
    "P§11",
    "Mr O'Brien (GMP)",
    "50%",
    "a & b",
    "«x»",
]
QUOTED = [
    "",
    " ",
    " a",
    "a ",
    "no",
    "No",
    "yes",
    "on",
    "OFF",
    "true",
    "null",
    "~",
    "010",
    "0o17",
    "0x1F",
    "1_000",
    "12:30",
    "12:30:45",
    "1e3",
    ".5",
    "5.",
    "-1",
    "+44",
    "2023",
    "1.0",
    ".inf",
    ".NaN",
    "y",
    "=",
    "@x",
    "`x",
    "*x",
    "&x",
    "!x",
    "%x",
    "|",
    ">",
    "- x",
    "? x",
    "a: b",
    "a:",
    ": a",
    "a #b",
    "# a",
    "'a'",
    '"a"',
    "[a]",
    "{a",
    "]",
    ",",
    "<<: x",
    "2026-01-02 10:00",
    "2026-02-30",
    "a\tb",
    "\ta",
    "a\\",
    "\\x",
    "---",
    "...",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_where_nobody_could_mistake_it(text: str) -> None:
    """Words, dates and uncertain dates stand without quotes."""
    assert set_value("a:\n", ("a",), text) == f"a: {text}\n"


@pytest.mark.parametrize("text", [one for one in QUOTED if one not in ("---", "...", "a\\", "\\x")])
def test_quoted_where_somebody_could(text: str) -> None:
    """What some reader of YAML would take for something else stands in quotes."""
    made = set_value("a:\n", ("a",), text)
    assert made.startswith(('a: "', "a: '"))


@pytest.mark.parametrize(
    "text",
    PLAIN
    + QUOTED
    + [
        "a\nb",
        "a\n",
        "\na",
        "a\n b\n",
        "\n",
        "  x\ny",
        "a \nb",
        "x\r\ny",
        "a\n\n\n",
        "#\n#",
        "<<<<<<< x\n=======\n>>>>>>> y",
        "---\nx",
    ],
)
@pytest.mark.parametrize(
    "place", ["a:\n", "a: 1 # c\nb: 2", "a: [1]\n", "- 1\n", "a: |\n  x\n  y\n", "{a: 1}"]
)
def test_every_text_reads_back(text: str, place: str) -> None:
    """Whatever the text, wherever it goes, and also as a key: it reads back as itself."""
    path: KeyPath = (0,) if place.startswith("-") else ("a",)
    assert read_yaml(set_value(place, path, text), "").value == apply(read_yaml(place, "").value, path, text)
    assert read_yaml(set_value(place, path, [text, {"k": text}]), "").findings == ()
    if "\n" not in text and text not in ("a", "b", "<<: x"):
        path = (*path[:-1], 1) if place.startswith("-") else (text or "x",)
        assert read_yaml(set_value(place, path, "v"), "").value == apply(
            read_yaml(place, "").value, path, "v"
        )


def test_plain_depends_on_the_brackets_round_it() -> None:
    """A comma is harmless on a line of its own and not within brackets."""
    assert is_plain("a, b")
    assert not is_plain("a, b", in_flow=True)


@pytest.mark.parametrize(
    "value", [True, False, 0, -7, 1.5, 1e-7, 10**19, [], {}, [[1, [2]], []], {"a": {"b": {"c": [None, {}]}}}]
)
@pytest.mark.parametrize("place", ["a:\n", "a: 1 # c\n", "a: {b: 1}", "x: {a: 1}\n"])
def test_every_kind_of_value_reads_back(value: object, place: str) -> None:
    """Numbers, truth values and anything nested, empty things among it, read back as they are."""
    path: KeyPath = ("x", "a") if place.startswith("x") else ("a",)
    read = read_yaml(set_value(place, path, value), "")
    assert repr(read.value) == repr(apply(read_yaml(place, "").value, path, value))


BOM = b"\xef\xbb\xbf"


def test_bytes_outside_are_untouched() -> None:
    """With a byte order mark, CRLF, é and no final newline, all bytes before and behind the value stay."""
    before, behind = BOM + "# é😀\r\na: é # ü\r\nb: ".encode(), " # é\r\nc:\r\n- 'ü'".encode()
    assert splice_bytes(before + b"1" + behind, ("b",), DAY) == before + b"2026-01-28" + behind


def test_bytes_of_front_matter() -> None:
    """A byte order mark before front matter stays too."""
    data = BOM + b"---\r\na: 1\r\n---\r\n\r\n# T\r\n"
    assert splice_bytes(data, ("a",), 2, front=True) == data.replace(b"1", b"2")


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("a: 1\na: 2\n", False),
        ("a: &x 1\n", False),
        ("a: [\n", False),
        ("a: \u200b\n", False),
        ("a: 1\n", True),
        ("<<<<<<< x\n", False),
        ("---\na: 1\n", True),
        ("---\nword\n---\n", True),
        ("a: 1\n---\nb: 1\n", False),
    ],
)
def test_a_file_with_faults_is_left_alone(text: str, front: bool) -> None:
    """Before a fault is put right nothing is written, and the message says at which line it is."""
    with pytest.raises(Unreadable, match=r"^line [0-9]+: ") as caught:
        set_value(text, ("b",), 1, front=front)
    assert caught.value.findings


def test_the_file_is_named_where_its_fault_is() -> None:
    """Whoever knows the file's name gives it, and the message says where to look."""
    for data in (b"a: 1\na: 2\n", "a: 1\na\u200b: 2\n".encode()):
        with pytest.raises(Unreadable, match=r"^diary\.yaml:2:[12]: "):
            splice_bytes(data, ("b",), 1, file="diary.yaml")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("a", "b"), "not a group of keys"),
        (("a", 0), "not a list"),
        (("l", 2), "the list has 1"),
        (("l", -1), "the list has 1"),
        (("l", "x"), "not a group of keys"),
        (("m", 0), "not a list"),
        (("new", 1), "the list has 0"),
    ],
)
def test_a_path_that_leads_nowhere(path: KeyPath, words: str) -> None:
    """A path through a single value, or past the end of a list, is a wrong use and says so."""
    with pytest.raises(ReviewctlError, match=words):
        set_value("a: x\nl: [1]\nm: {}\n", path, 1)


@pytest.mark.parametrize(
    "value", ["a\u200bb", "\x1b[0m", ["ok", "\ufeff"], {"\x85": 1}, "\ud800", 10**25, float("inf")]
)
def test_what_no_file_may_hold_is_refused(value: object) -> None:
    """A value that the reader would refuse is refused before it is written, and is not echoed."""
    with pytest.raises(ReviewctlError, match=r"cannot be seen|more digits") as caught:
        set_value("a: 1\n", ("a",), value)
    assert "\u200b" not in str(caught.value)


def test_misuse_by_a_caller_is_a_bug() -> None:
    """No path at all, or a value of a kind that YAML has no form for, is the caller's fault."""
    with pytest.raises(ValueError, match="at least one key"):
        set_value("a: 1\n", (), 1)
    with pytest.raises(TypeError, match="cannot hold a set"):
        set_value("a: 1\n", ("a",), {1})


def test_an_unseen_character_in_a_comment() -> None:
    """A comment is text in the file like any other."""
    with pytest.raises(ReviewctlError, match="cannot be seen"):
        set_value("a: 1\n", ("b",), 1, comment="x\u202e")
