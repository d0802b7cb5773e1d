"""Front matter: fences, offsets into the whole file, and the text under it."""

import pytest

from reviewctl.store.front import read_front


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_facts_and_text_are_told_apart(end: str) -> None:
    """The facts are read strictly, the body is kept to the letter, and marks are those of the file."""
    text = end.join(["---", "é: 1", "held: 2026-01-05", "---", "", "# Heading", "", "---", "end"])
    front = read_front(text, "decision.md")
    assert front.findings == ()
    assert front.value == {"é": 1, "held": "2026-01-05"}
    assert front.body == end.join(["", "# Heading", "", "---", "end"])
    assert text[front.body_offset :] == front.body
    assert front.body_line == 5
    assert front.marks is not None
    held = front.marks.at(("held",))
    assert held is not None
    assert text[held.start.offset : held.end.offset] == "2026-01-05"
    assert (held.start.line, held.start.column) == (3, 7)


def test_the_names_that_the_library_uses_itself_are_ordinary_keys() -> None:
    """content, handler, metadata and self are keys like any other."""
    front = read_front("---\ncontent: a\nhandler: b\nmetadata: c\nself: d\n---\nbody\n", "x.md")
    assert front.value == {"content": "a", "handler": "b", "metadata": "c", "self": "d"}
    assert front.body == "body\n"


def test_faults_of_the_facts_have_lines_of_the_file() -> None:
    """A duplicate and a second colon are both shown, at their lines in the file."""
    front = read_front("---\na: 1\na: 2\nb: c: d\n---\n", "x.md")
    assert [(f.code, str(f.spot)) for f in front.findings] == [("FIL010", "x.md:3:1"), ("FIL011", "x.md:4:5")]
    assert "line 2" in front.findings[0].message


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "FIL040", 1),
        ("words\n---\na: 1\n---\n", "FIL040", 1),
        ("\n---\na: 1\n---\n", "FIL040", 1),
        ("---", "FIL041", 1),
        ("---\na: 1\n", "FIL041", 1),
        ("---\na: 1\n  ---\n", "FIL041", 1),
        ("--- \na: 1\n---\n", "FIL042", 1),
        ("---\na: 1\n----\n---\n", "FIL042", 3),
        ("---\na: 1\n–––\n---\n", "FIL042", 3),
        ("{a: 1}\n", "FIL043", 1),
        ("+++\na = 1\n+++\n", "FIL043", 1),
        ("---\n- a\n---\n", "FIL044", 2),
        ("---\n---\n", "FIL032", 2),
    ],
)
def test_what_is_no_front_matter_is_a_finding(text: str, code: str, line: int) -> None:
    """Never "no metadata": each way to get the fences wrong has its finding and no value."""
    front = read_front(text, "x.md")
    (finding,) = front.findings
    assert (finding.code, finding.spot.line) == (code, line)
    assert front.value is None


def test_a_dash_alone_is_an_item_and_no_fence() -> None:
    """A list whose first item is blank is not taken for a misspelt fence."""
    assert read_front("---\na:\n-\n- x\n---\n", "x.md").value == {"a": [None, "x"]}


def test_a_long_row_of_dashes_takes_no_time() -> None:
    """A line of a hundred thousand long dashes and a word is looked at once."""
    front = read_front("---\na: |\n" + "—" * 100_000 + "x\n---\n", "x.md")
    assert front.findings != ()


def test_a_bare_reading_has_the_same_value() -> None:
    """Bare makes no marks and changes nothing else."""
    text = "---\na: 1\n---\nb\n"
    bare, full = read_front(text, "x.md", bare=True), read_front(text, "x.md")
    assert (bare.value, bare.body, bare.body_line, bare.marks) == (
        full.value,
        full.body,
        full.body_line,
        None,
    )
