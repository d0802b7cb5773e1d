"""A report as Markdown: read back by a Markdown reader, every value is text and nothing else."""

import pytest
from markdown_it import MarkdownIt

from reviewctl.model.report import Column, Heading, Lines, Message, Paragraph, Report, Row, Table
from reviewctl.render.formats import render
from reviewctl.render.to_markdown import inert
from reviewctl.render.visible import visible

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
VALUES = [
    "a | b || c",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[here](javascript:alert(1)) ![x](data:text/html;base64,AA==)",
    "<https://example.org> <!-- hidden -->",
    "*bold* __bold__ _it_ ~~gone~~ `code` \\* \\",
    "# no heading",
    "- no list",
    "+ no list",
    "1. no list",
    "2) no list",
    "> no quote",
    "---",
    "===",
    "``` no fence",
    "~~~ no fence",
    "    no code",
    "| no | table |\n| --- | --- |",
    "&lt;b&gt; &amp; &#64; &copy;",
    "[a]: https://example.org",
    "$no$ maths, @nobody",
    "\x1b[31m\u202e\x9b",
    "care_support_needs P§11 2026-06-08 returns[gmp].imr.due",
    "trailing \\",
    "<br>",
]


def everywhere(value):
    """A report that holds `value` in every place that takes text."""
    columns = (Column(value), Column(value, right=True))
    return Report(
        "x",
        blocks=(
            Heading(value, value),
            Paragraph(value),
            Table(columns, (Row((value, value), "late", (value,)), Row((value,)))),
            Message(value, details=(value,)),
        ),
    )


def texts(tokens):
    """The text of each inline token, with a space for the breaks that the renderer itself makes."""
    for token in tokens:
        if token.type == "inline":
            yield "".join("\n" if child.type == "html_inline" else child.content for child in token.children)


@pytest.mark.parametrize("value", VALUES)
def test_every_value_is_only_text(value):
    """A Markdown reader finds the value itself in each place, and none of the things that it imitates."""
    tokens = READER.parse(render(everywhere(value), "markdown"))
    shown = visible(value).strip()
    assert list(texts(tokens)) == [
        shown,
        shown,
        shown,
        shown,
        shown,
        shown,
        f"{shown}\n{shown}",
        shown,
        "",
        shown,
        shown,
    ]
    children = {child.type for token in tokens if token.type == "inline" for child in token.children}
    assert children <= {
        "text",
        "text_special",
        "em_open",
        "em_close",
        "strong_open",
        "strong_close",
        "html_inline",
    }
    assert [token.type for token in tokens].count("table_open") == 1
    assert not {token.type for token in tokens} & {
        "html_block",
        "fence",
        "code_block",
        "blockquote_open",
        "hr",
    }


@pytest.mark.parametrize("value", VALUES)
def test_no_html_but_the_tools_own(value):
    """The only tag is the break between a cell and its details."""
    page = render(everywhere(value), "markdown")
    assert page.count("<") == page.count("<br>") == 1
    tokens = READER.parse(page)
    tags = [
        c.content
        for token in tokens
        if token.type == "inline"
        for c in token.children
        if c.type == "html_inline"
    ]
    assert tags == ["<br>"]


@pytest.mark.parametrize("lines", [("plain",), ("```", "````x", "`"), ("~~~", "    x", "<b>"), ()])
def test_lines_stay_in_their_fence(lines):
    """However many backticks a line holds, it cannot close the fence."""
    tokens = READER.parse(render(Report("x", blocks=(Lines(lines),)), "markdown"))
    assert [(token.type, token.content) for token in tokens] == [
        ("fence", "".join(f"{line}\n" for line in lines))
    ]


def test_a_whole_report():
    """A page of a meeting's papers, as GitHub shows it."""
    table = Table(
        (Column(""), Column("what"), Column("due", right=True)),
        (
            Row(("LATE", "Screening meeting", "5 Dec"), "late", ("reason on record",)),
            Row(("met", "Decision", "18 Dec")),
        ),
    )
    report = Report(
        "deadlines",
        blocks=(
            Heading("SAR-2025-004", "as at Monday 8 June 2026"),
            table,
            Heading("Findings", level=2),
            Message("diary.yaml:4:9: too early.", "late", ("Did you mean 2026?",)),
            Lines(("reviewctl next",)),
        ),
    )
    assert render(report, "markdown") == (
        "# SAR-2025-004\n\n*as at Monday 8 June 2026*\n\n"
        "|  | what | due |\n| --- | --- | ---: |\n"
        "| **LATE** | Screening meeting<br>reason on record | 5 Dec |\n| met | Decision | 18 Dec |\n\n"
        "## Findings\n\n- diary.yaml:4:9: too early.\n  - Did you mean 2026?\n\n"
        "```\nreviewctl next\n```\n"
    )


def test_plain_words_stay_plain():
    """What needs no escape has none, so that the source reads well, too."""
    words = "SAR-2026-001: 6 wd over · P§11 (reply due 8 June), care_support_needs at 10:30; it's 50% done."
    assert inert(words) == words
