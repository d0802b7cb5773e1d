"""The strict YAML reader: values, marks, refusals and the words for them."""

import sys

import pytest

from reviewctl.model.finding import EnvironmentFault
from reviewctl.model.marks import Mark, Marks
from reviewctl.store.decode import decode
from reviewctl.store.scalars import LongNumber, resolve
from reviewctl.store.strict import read_yaml


def marks_of(text: str, **offsets: int) -> Marks:
    parsed = read_yaml(text, "diary.yaml", **offsets)
    assert parsed.findings == ()
    assert parsed.marks is not None
    return parsed.marks


def token(text: str, marks: Marks | None) -> str:
    assert marks is not None
    return text[marks.start.offset : marks.end.offset]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *((blank, None) for blank in ("", "~", "null", "Null", "NULL")),
        *(("true", True), ("False", False), ("TRUE", True)),
        *(
            ("0", 0),
            ("-3", -3),
            ("1.50", 1.5),
            ("12e3", 12000.0),
            ("12345678901234567890", 12345678901234567890),
        ),
    ],
)
def test_a_plain_word_of_yaml_and_json_is_what_it_says(word: str, value: object) -> None:
    """Blanks, true, false and numbers are read as YAML 1.2 and JSON both read them."""
    assert resolve(word) == value
    assert type(resolve(word)) is type(value)


@pytest.mark.parametrize(
    "word",
    [
        *("yes", "no", "NO", "on", "off", "y", "tRUE"),
        *("010", "-07", "1_000", "0x1F", "0o17", "+44", ".5", "1.", ".inf", ".nan", "1e", "--1", "1-2", "١٢"),
        *("12:30", "2026-01-05", "2026-01"),
    ],
)
def test_everything_else_is_text_as_written(word: str) -> None:
    """What YAML dialects disagree about is text, kept as written."""
    assert resolve(word) == word


@pytest.mark.parametrize("word", ["123456789012345678901", "-0.12345678901234567890123", "1e999", "9" * 5000])
def test_a_number_that_no_record_needs_is_refused(word: str) -> None:
    """Over twenty digits, or an exponent of three, is no number of a record."""
    with pytest.raises(LongNumber):
        resolve(word)


def test_marks_of_every_kind_of_value_are_its_own_token() -> None:
    """Start and end bound exactly what a writer would replace, in every style."""
    text = (
        "a: one two\n"
        "b: one\n"
        "  two  # comment\n"
        'c: "q\n   r"\n'
        "d: |\n  line\n\n  line\n\n\n# comment\n"
        "e: >-\n  folded\n\n"
        "f: {x: 1, y: [2, 3], z: , w}\n"
        "g:\n- p: 1\n  q:\n\n  # comment\n- r\n"
        "h:   # blank\n"
        "i:\n  - - 1\n    - 2\n\n"
    )
    marks = marks_of(text)
    found = {key: token(text, marks.at((key,))) for key in "abcdefghi"}
    assert found == {
        "a": "one two",
        "b": "one\n  two",
        "c": '"q\n   r"',
        "d": "|\n  line\n\n  line",
        "e": ">-\n  folded",
        "f": "{x: 1, y: [2, 3], z: , w}",
        "g": "- p: 1\n  q:\n\n  # comment\n- r",
        "h": "",
        "i": "- - 1\n    - 2",
    }
    assert token(text, marks.at(("f", "y"))) == "[2, 3]"
    assert token(text, marks.at(("g", 0))) == "p: 1\n  q:"
    assert token(text, marks.at(("i", 0))) == "- 1\n    - 2"


def test_a_blank_value_stands_right_behind_its_colon_or_dash() -> None:
    """A writer fills a blank at a place that is known exactly."""
    text = "a:   # comment\nb:\n  -\n  - x\n"
    marks = marks_of(text)
    blank = marks.at(("a",))
    item = marks.at(("b", 0))
    assert blank is not None
    assert item is not None
    assert blank.start == blank.end == Mark(2, 1, 3)
    assert text[item.start.offset - 1] == "-"
    assert item.start == item.end


def test_flow_and_keys_are_known() -> None:
    """A mapping in braces is told from a block, and each key has its own bounds."""
    text = "a: {b: 1}\n'c d':\n  e: 1\n"
    marks = marks_of(text)
    assert marks.flow is False
    inner = marks.at(("a",))
    assert inner is not None
    assert inner.flow is True
    assert marks.keys is not None
    start, end = marks.keys["c d"]
    assert text[start.offset : end.offset] == "'c d'"
    assert marks.key(("c d", "e")) == Mark(19, 3, 3)


def test_offsets_count_characters_of_the_whole_file() -> None:
    """Letters beyond ASCII count one, and what stands before the text is added."""
    text = "é: ü x\nb: 1\n"
    marks = marks_of(text, line_offset=3, char_offset=100)
    found = marks.at(("b",))
    assert found is not None
    assert found.start == Mark(110, 5, 4)
    assert found.end == Mark(111, 5, 5)


def test_windows_line_ends_stay_outside_the_marks() -> None:
    """With CRLF the end of a block text lies before the carriage return."""
    text = "a: |\r\n  one\r\n  two\r\n\r\nb: x\r\n"
    marks = marks_of(text)
    assert token(text, marks.at(("a",))) == "|\r\n  one\r\n  two"
    found = marks.at(("a",))
    assert found is not None
    assert found.end == Mark(18, 3, 6)
    assert token(text, marks.at(("b",))) == "x"


def test_kept_blank_lines_belong_to_their_text() -> None:
    """With |+ the blank lines are text, all but the line end that closes the last."""
    text = "a: |+\n  one\n\n\nb: x\n"
    assert token(text, marks_of(text).at(("a",))) == "|+\n  one\n\n"


def test_all_faults_of_a_file_are_shown_at_once() -> None:
    """What does not break the structure does not end the reading."""
    parsed = read_yaml("a: &x 1\nb: *x\nb: 2\n<<: {}\nc: !t y\nnull: z\n", "diary.yaml")
    assert [finding.code for finding in parsed.findings] == [
        "FIL020",
        "FIL021",
        "FIL010",
        "FIL022",
        "FIL023",
        "FIL028",
    ]
    assert [finding.spot.line for finding in parsed.findings] == [1, 2, 3, 4, 5, 6]


def test_a_duplicate_names_both_lines_and_keeps_the_first() -> None:
    """Both places are in the finding; the first value stands."""
    parsed = read_yaml("held: 1\nmade: 2\nheld: 3\n", "diary.yaml")
    (finding,) = parsed.findings
    assert str(finding.spot) == "diary.yaml:3:1"
    assert [str(spot) for spot in finding.related] == ["diary.yaml:1:1"]
    assert parsed.value == {"held": 1, "made": 2}


def test_a_bare_reading_gives_the_same_value_and_the_same_findings() -> None:
    """Bare is quicker: no marks and no inner blanks where all is well, the full reading where it is not."""
    good = "a: [1, {b: c}]\nd:\n"
    blanks = "a: [1, {b: , c: }]\nd:\ne:\n  f:\n  g: h\n"
    assert read_yaml(blanks, "x.yaml", bare=True).value == {"a": [1, {}], "d": None, "e": {"g": "h"}}
    odd = read_yaml(blanks + "x: 'who ?'\n", "x.yaml", bare=True)
    assert odd.value == {"a": [1, {}], "d": None, "e": {"g": "h"}, "x": "who ?"}
    assert read_yaml("a:\n  b:\n  b: 1\n", "x.yaml", bare=True).findings != ()
    assert read_yaml(good, "x.yaml", bare=True).value == read_yaml(good, "x.yaml").value
    assert read_yaml(good, "x.yaml", bare=True).marks is None
    for bad in ("a: 1\na: 2\n", "a: b: c\n", "a: *x\n", "A: 1\na: 2\n", "", "a: \ud800"):
        assert read_yaml(bad, "x.yaml", bare=True).findings == read_yaml(bad, "x.yaml").findings != ()


def test_a_number_may_be_a_key() -> None:
    """Action 3 is found under `3:`, and a quarter under 2026-q1: keys are text."""
    assert read_yaml("3: a\n2026-q1: b\n'4': c\n", "x.yaml").value == {"3": "a", "2026-q1": "b", "4": "c"}
    assert [f.code for f in read_yaml("3: a\n'3': b\n", "x.yaml").findings] == ["FIL010"]


def test_a_question_mark_in_a_comment_or_a_text_is_no_complex_key() -> None:
    """Only `? key` is refused."""
    assert read_yaml("a: why? because\n# really?\nb: what ?\nc: [x?, {y?: z}]\n", "x.yaml").findings == ()
    for text in ("? a\n: b\n", "?\n  a\n: b\n", "- ? a\n", "a: {? b}\n", "a: {?b: c}\n", "a: [?b]\n"):
        assert [finding.code for finding in read_yaml(text, "x.yaml").findings] == ["FIL029"], text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "late:\n  - reason: Police: away\n",
            "x.yaml:2:19: a second colon on this line confuses the file. Put the whole text "
            'in double quotes: reason: "…"',
        ),
        (
            "a:\n    b: 1\n    c: 2\n   d: 3\n",
            "x.yaml:4:1: this line starts 3 spaces in; its neighbours (lines 2-3) start 4 "
            "in. Add one space; never use Tab.",
        ),
        (
            "a:\n  b: 1\n    c: 2\n",
            "x.yaml:3:1: this line starts 4 spaces in; its neighbour (line 2) starts 2 in. "
            "Take away two spaces; never use Tab.",
        ),
        (
            "a:\n  - b: 1\n - c: 2\n",
            "x.yaml:3:1: this line starts 1 space in; its neighbour (line 2) starts 2 in. "
            "Add one space; never use Tab.",
        ),
        ("a: b\n- c\n", "x.yaml:2:1: this line starts 0 spaces in, where it fits no line above it."),
        ("key:value\nb: 1\n", "x.yaml:1:1: this line has no space behind its colon."),
        ("words\nb: 1\n", "x.yaml:1:1: this line has no colon."),
        ("a: 1\nwords\nb: 1\n", "x.yaml:2:1: this line has no colon, so it is no key with a value."),
        ("1: x\n: z\n", "x.yaml:2:1: this line has no word before its colon that can be a key."),
        ("a: [x, , y]\n", "x.yaml:1:8: something is missing between these brackets."),
        (
            "a: >5 days\n",
            'x.yaml:1:7: the text on this line needs quotation marks. Put all of it in double quotes: a: "…"',
        ),
        ("a: 'x\n", "x.yaml:1:4: the quotation mark that opens here is never closed."),
        ("a: {b: 1\nc: 2\n", "x.yaml:1:4: the bracket { that opens here is not closed."),
    ],
)
def test_slips_are_said_in_plain_english(text: str, words: str) -> None:
    """The sentence names the line where the hand slipped and what to do."""
    (finding,) = read_yaml(text, "x.yaml").findings
    assert f"{finding.spot}: {finding.message}" == words


def test_great_files_take_no_time() -> None:
    """Twenty thousand keys and a text of five megabytes are read; nothing is quadratic."""
    keys = "".join(f"k{n}: {n}\n" for n in range(9_999))
    value = read_yaml(f"a:\n  {keys}".replace("\nk", "\n  k"), "x.yaml").value
    assert isinstance(value, dict)
    assert len(value["a"]) == 9_999
    assert read_yaml("a: " + "words " * 800_000, "x.yaml").findings == ()


def test_a_text_with_line_ends_of_either_kind_is_left_alone() -> None:
    """Decoding takes the byte order mark off, says so, and changes nothing else."""
    decoded = decode(b"\xef\xbb\xbfa: 1\r\nb: 2\n", "x.yaml", 100)
    assert decoded.text == "a: 1\r\nb: 2\n"
    assert decoded.bom
    assert decoded.findings == ()


def test_unseen_characters_are_all_counted_and_not_all_listed() -> None:
    """Twenty are shown, the rest are one number."""
    decoded = decode(("a\u200b" * 50).encode(), "x.yaml", 1000)
    assert len(decoded.findings) == 21
    assert decoded.findings[-1].message == "from here on there are 30 more such characters."
    assert str(decoded.findings[1].spot) == "x.yaml:1:4"


def test_two_conflicts_are_two_findings() -> None:
    """Each conflict is shown with its own lines; a heading underlined with = is none."""
    one = "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"
    decoded = decode(f"Title\n=======\n{one}z\n{one}".encode(), "x.md", 1000)
    assert [finding.message for finding in decoded.findings] == [
        "merge conflict not resolved: lines 3-7.",
        "merge conflict not resolved: lines 9-13.",
    ]


def test_without_the_c_library_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PyYAML that was built without libyaml is a fault of the set-up, with the command that mends it."""
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    with pytest.raises(EnvironmentFault) as caught:
        read_yaml("a: 1\n", "x.yaml")
    assert caught.value.exit_code == 3
    assert "pip install" in caught.value.hint
