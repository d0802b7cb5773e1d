"""A report as text: what stands where, at 80 and at 100 columns, with hostile values in every place."""

import re
import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.model.report import Column, Heading, Lines, Message, Paragraph, Report, Row, Table
from reviewctl.render.colour import paint
from reviewctl.render.formats import FORMATS, Look, render, stream
from reviewctl.render.measure import pad, width, wrap
from reviewctl.render.visible import visible

MONDAY = Report(
    "status",
    blocks=(
        Heading("Stockport Safeguarding Adults Board", "as at Monday 8 June 2026"),
        Paragraph("6 reviews open · 3 have something OVERDUE"),
        Table(
            (
                Column(""),
                Column("review"),
                Column("where it is", flexible=True),
                Column("next thing due", flexible=True),
                Column("due", right=True),
                Column("", right=True),
            ),
            (
                Row(
                    ("LATE", "SAR-2026-001", "after screening", "recommendation", "29 May", "6 wd over"),
                    "late",
                    ("reason on record: police member away",),
                ),
                Row(
                    ("TODAY", "SAR-2026-002", "referral received", "screening: NOT BOOKED", "8 Jun", "today"),
                    "soon",
                ),
            ),
        ),
        Paragraph("wd = working days."),
        Paragraph("What to do about it: reviewctl next"),
    ),
)
HOSTILE = [
    "[/]",
    "[conceal]FAIL[/]",
    "[link=https://example.org]here[/link]",
    "\x1b]52;c;c2VjcmV0\x07",
    "\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H",
    "\x9b31m red \x9d0;title\x9c",
    "line\none\r\ttwo\x00\x7f",
    "right\u202eto left\u2066\u200b\u00ad\ufeff",
    "lone \udcff surrogate",
    "private \ue000 tag \U000e0041 separators \u2028\u2029",
    ":bell: :smile:",
]
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def everywhere(value):
    """A report that holds `value` in every place that takes text."""
    return Report(
        "hostile",
        payload={value: value, "list": [value]},
        records=[{"field": value, value: value}],
        blocks=(
            Heading(value, value),
            Heading("title", value, level=2),
            Paragraph(value, "late", indent=2),
            Table((Column(value), Column(value, flexible=True)), (Row((value, value), "late", (value,)),)),
            Lines((value,), "good"),
            Message(value, "late", (value,)),
        ),
    )


def test_the_monday_screen_at_a_hundred_columns():
    """Columns are aligned two spaces apart, the heading's right-hand part ends over the table's edge."""
    assert render(MONDAY, "text", width=100) == (
        "Stockport Safeguarding Adults Board                     as at Monday 8 June 2026\n"
        "6 reviews open · 3 have something OVERDUE\n"
        "\n"
        "       review        where it is        next thing due            due\n"
        "LATE   SAR-2026-001  after screening    recommendation         29 May  6 wd over\n"
        "       reason on record: police member away\n"
        "TODAY  SAR-2026-002  referral received  screening: NOT BOOKED   8 Jun      today\n"
        "\n"
        "wd = working days.\n"
        "What to do about it: reviewctl next\n"
    )


def test_the_monday_screen_at_sixty_four_columns():
    """On a narrow page the flexible columns give way first, at their words, and nothing is cut off."""
    assert render(MONDAY, "text", width=64) == (
        "Stockport Safeguarding Adults Board     as at Monday 8 June 2026\n"
        "6 reviews open · 3 have something OVERDUE\n"
        "\n"
        "       review        where it is  next thing due     due\n"
        "LATE   SAR-2026-001  after        recommendation  29 May    6 wd\n"
        "                     screening                              over\n"
        "       reason on record: police member away\n"
        "TODAY  SAR-2026-002  referral     screening: NOT   8 Jun   today\n"
        "                     received     BOOKED\n"
        "\n"
        "wd = working days.\n"
        "What to do about it: reviewctl next\n"
    )


def test_parts_of_a_page_follow_their_titles_closely():
    """A title of the second rank has its table right under it, and a blank line above save at the top."""
    tables = (Table((Column(""), Column("")), (Row(("1", what)),)) for what in ("Send it", "Hold it"))
    blocks = (
        Heading("What to do"),
        Heading("OVERDUE", level=2),
        next(tables),
        Heading("TODAY", level=2),
        next(tables),
        Lines(("reviewctl next",)),
    )
    assert render(Report("next", blocks=blocks), "text") == (
        "What to do\nOVERDUE\n1  Send it\n\nTODAY\n1  Hold it\n\nreviewctl next\n"
    )


def test_a_heading_stands_over_the_edge_of_a_wide_paragraph():
    """The right-hand part ends where the widest line of the page ends, within the width there is."""
    report = Report("x", blocks=(Heading("Board", "as at today"), Paragraph("w" * 91)))
    assert [len(line) for line in render(report, "text", width=100).splitlines()] == [91, 91]
    assert [len(line) for line in render(report, "text", width=85).splitlines()] == [85, 85, 6]


def test_a_heading_without_room_puts_its_right_hand_part_below():
    """Neither part is shortened."""
    report = Report("x", blocks=(Heading("A long heading of a review", "as at Monday 8 June 2026"),))
    assert render(report, "text", width=40) == (
        "A long heading of a review\n" + " " * 16 + "as at Monday 8 June 2026\n"
    )


@pytest.mark.parametrize("columns", [1, 7, 20, 40, 64, 80, 100, 400])
def test_nothing_is_ever_cut_off(columns):
    """At any width every letter of every cell is there."""
    words = "Independent-Management-Review of the Greater-Manchester-Integrated-Care-Partnership"
    report = Report(
        "x",
        blocks=(
            Table((Column("kind"), Column("what", flexible=True)), (Row(("IMR", words), below=(words,)),)),
            Paragraph(words, indent=4),
            Message(words, details=(words,)),
            Heading(words, words),
        ),
    )
    narrow, wide = (sorted(render(report, "text", width=w).replace(" ", "")) for w in (columns, 900))
    assert [char for char in narrow if char != "\n"] == [char for char in wide if char != "\n"]


@pytest.mark.parametrize("columns", [40, 64, 80, 100])
def test_no_line_is_wider_than_the_page(columns):
    """The Monday screen keeps to any width that its columns can be narrowed to."""
    assert max(width(line) for line in render(MONDAY, "text", width=columns).splitlines()) <= columns


def test_accents_wide_letters_and_combining_marks_are_aligned():
    """A column is as wide as it looks: é composed or not takes one column, a CJK letter two."""
    names = ("Zoe\u0308 Beaulé", "Zoë Beaule\u0301", "李小龙", "Plain name")
    rows = tuple(Row((name, "x")) for name in names)
    lines = render(Report("x", blocks=(Table((Column(""), Column("")), rows),)), "text").splitlines()
    assert {width(line.rpartition("x")[0]) for line in lines} == {12}
    assert [width(name) for name in names] == [10, 10, 6, 10]


def test_a_message_hangs_its_details():
    """The place and the sentence first, whatever follows is set in."""
    message = Message(
        'diary.yaml:4:9: "held" must be year-month-day.', "late", ("For 21 May write 2026-05-21.", "P§11")
    )
    assert render(Report("x", blocks=(message, message)), "text", width=40) == 2 * (
        'diary.yaml:4:9: "held" must be\n    year-month-day.\n    For 21 May write 2026-05-21.\n    P§11\n'
    )


def test_lines_are_shown_as_they_are():
    """A difference or a file is never wrapped, and keeps its spaces."""
    lines = ("  - a: 1", "+ " + "long " * 40)
    assert render(Report("x", blocks=(Lines(lines),)), "text", width=40) == "\n".join(lines) + "\n"


def test_a_table_without_titles_has_no_line_of_titles():
    """Only what has a title gets one."""
    table = Table((Column(""), Column("")), (Row(("1", "Send it")), Row(("12", "Hold it"))))
    assert render(Report("x", blocks=(table,)), "text") == "1   Send it\n12  Hold it\n"


def test_a_report_of_nothing_is_nothing():
    """No blocks, no lines; a table of no rows and no columns does no harm."""
    assert render(Report("x"), "text") == ""
    assert render(Report("x", blocks=(Table((), ()),)), "text") == ""
    assert render(Report("x", blocks=(Table((Column("a"),), ()),)), "text") == "a\n"


def test_colour_repeats_the_first_word_only():
    """Taking the colours away leaves the plain page; only headings, titles and first cells had one."""
    plain, coloured = render(MONDAY, "text"), render(MONDAY, "text", colour=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
    assert re.findall("\x1b\\[1;3[0-9]m([^\x1b]*)\x1b\\[0m", coloured) == ["LATE", "TODAY"]
    assert "\x1b" not in plain


@pytest.mark.parametrize("style", ["strong", "quiet", "late", "soon", "good"])
def test_every_style_has_a_colour(style):
    """Each style writes codes round the text, and reads no markup in it."""
    assert re.fullmatch("\x1b\\[[0-9;]+m\\[/\\]\x1b\\[0m", paint("[/]", style, True))
    assert paint("[/]", style, False) == paint("[/]", "", True) == "[/]"


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_is_shown_and_obeyed_nowhere(format, value):
    """In every format and every place, no character comes through that has no face of its own."""
    shown = render(everywhere(value), format)
    allowed = "\r\n\t" if format == "csv" else "\n"
    assert not [char for char in shown if unicodedata.category(char) in UNSEEN and char not in allowed]
    shown.encode()


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_in_colour(value):
    """The only escapes are the colours of the tool itself, each begun and ended."""
    shown = render(everywhere(value), "text", colour=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", shown) == render(everywhere(value), "text")
    assert shown.count("\x1b") % 2 == 0


@pytest.mark.parametrize("value", [*HOSTILE[:3], HOSTILE[-1]])
def test_markup_is_literal(value):
    """Brackets and colons are what they are, on a terminal too."""
    plain = render(everywhere(value), "text")
    coloured = render(everywhere(value), "text", colour=True)
    assert plain.count(value) == re.sub("\x1b\\[[0-9;]*m", "", coloured).count(value) == 12


def test_hidden_characters_have_a_sign():
    """What is shown says what was there."""
    assert visible("a\x1b\x00\x7f\t\n") == "a␛␀␡␉␊"
    assert visible("\x9b\u202e\udcff\ue000\u2028\U000e0041") == (
        "\\u{9b}\\u{202e}\\u{dcff}\\u{e000}\\u{2028}\\u{e0041}"
    )
    assert visible("é e\u0301 §11 · 李 \xa0 👍") == "é e\u0301 §11 · 李 \xa0 👍"
    assert visible("a\nb\tc\x07", keep="\n\t") == "a\nb\tc␇"


@pytest.mark.parametrize("format", FORMATS)
def test_fifty_thousand_brackets_take_no_time(format):
    """No format reads brackets, so none is slow on them."""
    start = time.process_time()
    assert render(everywhere("[" * 50_000), format).count("[") >= 50_000
    assert time.process_time() - start < 1


@pytest.mark.parametrize("value", ["\x1b" * 50_000, "a " * 25_000, "e\u0301" * 25_000])
def test_long_text_of_other_kinds_takes_no_time(value):
    """Neither hidden characters nor spaces nor combining marks make a long text slow."""
    start = time.process_time()
    render(everywhere(value), "text")
    assert time.process_time() - start < 2


def test_plain_text_loads_no_rich():
    """Without colour neither rich nor a format that was not asked for is loaded."""
    script = (
        "import sys; from reviewctl.model.report import *; from reviewctl.render.formats import render;"
        "render(Report('x', blocks=(Table((Column('a'),), (Row(('b',), 'late'),)),)), 'text');"
        "print(sorted(name for name in sys.modules if name.partition('.')[0] in ('rich', 'csv', 'json')"
        " or name.startswith('reviewctl.render.to_')))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['reviewctl.render.to_text']"


def test_a_long_table_comes_line_by_line():
    """A writer gets the first line of ten thousand rows as its own piece, and all of them in the end."""
    table = Table(MONDAY.blocks[2].columns, MONDAY.blocks[2].rows * 5000)
    pieces = list(stream(Report("x", blocks=(table,)), "text", Look()))
    assert len(pieces) == 15_001
    assert all(piece.count("\n") == 1 and piece.endswith("\n") for piece in pieces)


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 5, [""]),
        ("a  b", 5, ["a  b"]),
        ("one two three", 7, ["one two", "  three"]),
        ("one two three", 6, ["one", "  two", "  thre", "  e"]),
        ("abcdefghij", 4, ["ab", "  cd", "  ef", "  gh", "  ij"]),
        ("12\xa0June 2026", 8, ["12\xa0June", "  2026"]),
        ("李小龙李小龙", 7, ["李小", "  李小".replace("李小", "龙李"), "  小龙"]),
        ("e\u0301" * 4, 3, ["e\u0301", "  e\u0301", "  e\u0301", "  e\u0301"]),
    ],
)
def test_wrapping(text, columns, lines):
    """Lines break at spaces, else within a word; what follows hangs; a letter keeps its accent."""
    assert wrap(text, columns, hang=2) == lines


@given(
    st.lists(
        st.sampled_from(["a", "a", "-a", ".", "aaaaaa", " ", " ", " ", "reviewctl next"]), max_size=25
    ).map("".join),
    st.integers(1, 20),
    st.integers(0, 3),
    st.booleans(),
)
def test_english_is_wrapped_like_other_languages(text, columns, hang, typed):
    """Letters of ASCII, which are wrapped in less time, stand in the lines in which others stand."""
    other = wrap(text.replace("a", "é"), columns, hang, typed=typed)
    assert wrap(text, columns, hang, typed=typed) == [line.replace("é", "a") for line in other]


@given(st.text("ab é李\u0301-\xa0", max_size=60), st.integers(4, 30), st.integers(0, 2))
def test_wrapping_keeps_to_the_width_and_loses_nothing(text, columns, hang):
    """Whatever the text, each line fits, and together they have all its letters."""
    lines = wrap(text, columns, hang)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "All of it: reviewctl next SAR-2026-001",
            ["All of it:", "  reviewctl next SAR-2026-001"],
        ),
        (
            'step x: reviewctl record A "a[b].c d" DATE',
            ["step x:", '  reviewctl record A "a[b].c d" DATE'],
        ),
        (
            "One: reviewctl show A · its dates: deadlines",
            ["One: reviewctl show A", "  · its dates:", "  deadlines"],
        ),
        (
            "See: reviewctl undo A, and then go on",
            ["See: reviewctl undo A,", "  and then go on"],
        ),
        ("reviewctl: it is not so and so", ["reviewctl: it is not", "  so and so"]),
        ("a reviewctl that is older than this", ["a reviewctl that is", "  older than this"]),
        ("reviewctl show SAR-2026-001 --as-of DATE", ["reviewctl show SAR-2026-001 --as-of DATE"]),
    ],
)
def test_a_command_is_never_broken(text, lines):
    """Half a command, pasted, would run; prose round it is broken as ever."""
    assert wrap(text, 22, hang=2, typed=True) == lines


def test_no_part_of_a_page_breaks_a_command():
    """Not in a paragraph, not under a row, not in a message and its details."""
    command = (
        'reviewctl late SAR-2026-001 "imr[greater-manchester-police]" --reason … --agreed-by ROLE --on DATE'
    )
    said = f"no reason is on record: {command}"
    rows = (Row(("a", "b"), below=(said,)),)
    page = Report(
        "x",
        blocks=(Paragraph(said), Table((Column("a"), Column("b")), rows), Message(said, details=(said,))),
    )
    lines = [line.strip() for line in render(page, "text", width=80).splitlines()]
    assert lines.count(command) == 4


def test_a_spare_column_gives_way_before_a_date_is_broken():
    """On a narrow page it is left out, and only there; what is not spare never is."""
    columns = (Column("what", flexible=True), Column("from", spare=True), Column("due"))
    rows = (Row(("Independent Chair is told", "received 2 Nov", "Tue 10 Nov")),)
    page = Report("x", blocks=(Table(columns, rows),))
    assert "received 2 Nov" in render(page, "text", width=64)
    narrow = render(page, "text", width=30)
    assert "received" not in narrow and "from" not in narrow
    assert narrow.splitlines()[1].endswith("Tue 10 Nov") and "told" in narrow


def test_padding():
    """Padding goes by how wide a text looks, at either hand."""
    assert pad("李", 4) == "李  "
    assert pad("é", 3, right=True) == "  é"
    assert pad("long", 2) == "long"
