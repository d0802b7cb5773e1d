"""The language of templates: what it fills in, what it refuses and where, and what it can never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.model.letter import Grid, Item, Paragraph, Values
from reviewctl.render.letters.prose import blocks, runs, words
from reviewctl.render.letters.template import MOST, fill, parse
from reviewctl.render.to_markdown import inert

LISTS = {"owed": ("what", "due"), "late": ("what",)}
WORDS = {
    "case",
    "agency",
    "first",
    *LISTS,
    *(f"{name}.{one}" for name, fields in LISTS.items() for one in fields),
}
VALUES: Values = {
    "case": "SAR-2026-001",
    "first": True,
    "owed": ({"what": "IMR", "due": "Friday 22 May 2026"}, {"what": "chronology", "due": None}),
    "late": (),
}


def check(word: str) -> str | None:
    return None if word in WORDS or word.startswith("event:") else f"no {word}"


def filled(text: str, values: Values = VALUES) -> str:
    """Return a template without faults, filled in."""
    parsed = parse(text, check=check, lists=LISTS)
    assert parsed.faults == ()
    return fill(parsed, values.get, lambda word: f"the {word}", inert)


def faults(text: str) -> list[tuple[int, int, str]]:
    """Return the faults of a template: line, column, and how the message begins."""
    found = parse(text, 7, check=check, lists=LISTS).faults
    return [(one.line, one.column, one.message) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("About {case}.", "About SAR\\-2026\\-001.".replace("\\-", "-")),
        ("For {agency}.", "For [the agency]."),
        ("For {agency|whom}.", "For [whom]."),
        ("For {agency||nobody}.", "For nobody."),
        ("For {agency||}.", "For ."),
        ("On {event:decision.made|the day}.", "On [the day]."),
        ("A {{brace}}.", "A {brace}."),
        ("{if first}1{else}2{end}", "1"),
        ("{if not first}1{else}2{end}", "2"),
        ("{if agency}1{end}{if late}2{end}{if owed}3{end}", "3"),
        (
            "{each owed}{owed.what} {owed.due||none}, {case}; {end}",
            "IMR Friday 22 May 2026, SAR-2026-001; chronology none, SAR-2026-001; ",
        ),
        ("{each late}never{end}", ""),
    ],
)
def test_what_a_template_comes_to(text: str, wanted: str) -> None:
    """Words, blanks, plain words in their place, conditions and lists."""
    assert filled(text) == wanted


def test_a_line_of_blocks_leaves_no_trace() -> None:
    """A block may stand on lines of its own, so that tables and paragraphs stay whole."""
    text = "| a |\n|---|\n{each owed}\n| {owed.what} |\n{end}\nend\n"
    assert filled(text) == "| a |\n|---|\n| IMR |\n| chronology |\nend\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("one\ntwo {wrong} x", [(8, 5, "no wrong")]),
        ("{Case}", [(7, 1, "{Case} is not a word")]),
        ("{case.__class__}", [(7, 1, "no case.__class__")]),
        ("{case}}", [(7, 7, "A brace stands alone")]),
        ("{case", [(7, 1, "A brace stands alone")]),
        ("{owed}", [(7, 1, "owed is a list")]),
        ("{owed.what}", [(7, 1, "{owed.what} belongs between")]),
        ("{each case}{end}", [(7, 1, "case is not a list")]),
        ("{each owed}\n{each late}{end}{end}", [(8, 1, "A list cannot stand within a list")]),
        ("{if first}", [(7, 1, "{if first} is never closed")]),
        ("a{end}", [(7, 2, "{end} closes nothing")]),
        ("{else}", [(7, 1, "{else} belongs between")]),
        ("{if first}{else}{else}{end}", [(7, 17, "{else} belongs between")]),
        (
            "{if first}" * 8 + "{end}" * 8,
            [(7, 61, "Blocks stand more than"), (7, 71, "Blocks stand more than")],
        ),
        ("x" * (MOST + 1), [(7, 1, "This template is longer than")]),
        ("{wrong}\n{end} {other}", [(7, 1, "no wrong"), (8, 1, "{end} closes"), (8, 7, "no other")]),
    ],
)
def test_faults_are_said_all_at_once_where_they_are(text: str, wanted: list[tuple[int, int, str]]) -> None:
    """Each with the line and column of the file, also in a part that is not drawn."""
    found = faults(text)
    assert [(line, column) for line, column, _ in found] == [(line, column) for line, column, _ in wanted]
    for (_, _, message), (_, _, begins) in zip(found, wanted, strict=True):
        assert message.startswith(begins)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever somebody writes into a template, reading it comes to an end without an exception."""
    parsed = parse(text, check=check, lists=LISTS)
    if not parsed.faults:
        fill(parsed, VALUES.get, lambda word: word, inert)


NASTY = st.text(st.sampled_from("{}[]|#-*\\_<>&1. aé\n"), min_size=1, max_size=12).filter(str.strip)


@given(NASTY)
def test_a_value_is_only_ever_text(value: str) -> None:
    """What is on record is no template, no blank, no heading, no list and no table, whatever it is made of."""
    text = filled("{case}\n\n| {case} |\n", {"case": value})
    found = blocks(text)
    plain = words(runs(inert(value)))
    assert len(found) == 2
    first, second = found
    assert isinstance(first, Paragraph) and isinstance(second, Grid)
    assert [run.style for line in first.lines for run in line] == [""]
    assert words(first.lines[0]) == plain
    assert [words(cell) for row in second.rows for cell in row] == [plain]


def test_running_text_is_read_into_blocks() -> None:
    """Paragraphs run on over their lines, break at a backslash; items and tables are kept apart."""
    text = "One\ntwo\\\nthree [a blank], **bold [too]**\n- item\n  on\n1. first\n\n| a | b |\n|---|:--|\n| 1 | |\n"
    paragraph, point, number, table = blocks(text)
    assert isinstance(paragraph, Paragraph)
    assert [words(line) for line in paragraph.lines] == ["One two", "three [a blank], bold [too]"]
    assert [run.style for run in paragraph.lines[1]] == ["", "blank", "", "bold", "blank"]
    assert isinstance(point, Item) and isinstance(number, Item)
    assert words(point.runs) == "item on" and point.mark == ""
    assert number.mark == "1."
    assert isinstance(table, Grid)
    assert [words(cell) for cell in table.titles] == ["a", "b"]
    assert [[words(cell) for cell in row] for row in table.rows] == [["1", ""]]
