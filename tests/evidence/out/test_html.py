"""HTML: one page that fetches nothing and runs nothing, whatever is in the record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.model.prose import Prose
from reviewctl.model.report import Column, Heading, Lines, Message, Paragraph, Report, Row, Table
from reviewctl.render.formats import render
from reviewctl.render.markdown_body import body_of
from reviewctl.render.to_html import _body, clean, page_of
from reviewctl.render.visible import visible
from tests.evidence.out.pages import Page

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://evil.example/pixel.png)",
    "<https://evil.example>",
    "</style></head><script>",
    "&lt;script&gt;",
    "\u202e\x1b]8;;https://evil.example\x07",
    "<!-- a name -->",
    "</pre><iframe src=//evil.example>",
)


def a_report(text: str) -> Report:
    """A report with that text in every place that there is."""
    table = Table((Column(text), Column(text, right=True)), (Row((text, text), "late", (text,)),))
    blocks = (Heading(text, text), Paragraph(text), table, Lines((text,)), Message(text, "soon", (text,)))
    return Report("status", {"case": text}, blocks=blocks)


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_is_text(text: str) -> None:
    """In a report and in a document: shown as it is written, and nothing more."""
    body = body_of(
        f"{text}\n\n# {text}\n\n- {text}\n\n| {text} |\n|---|\n| {text} |\n\na[^1]\n\n[^1]: {text}\n"
    )
    seen = visible(text)
    prose = Prose(title=seen, reference=seen, mark=seen, blocks=body.blocks, notes=body.notes, source=text)
    for html in (render(a_report(text), "html"), "".join(page_of(prose))):
        assert Page(html).faults == []
        assert "\x1b" not in html and "\u202e" not in html


@given(st.text(max_size=60))
def test_any_text_is_text(text: str) -> None:
    """Whatever is typed, the page stays whole."""
    assert Page(render(a_report(text), "html")).faults == []


@given(st.text(alphabet="<>&\"'`[]()!#*_-~^|\\ \nab1:/=", max_size=80))
def test_any_markdown_stays_inert(text: str) -> None:
    """However marks are set, nothing acts, and the allow-list has nothing left to take away."""
    body = body_of(text)
    prose = Prose(title="t", blocks=body.blocks, notes=body.notes, source=text)
    assert Page("".join(page_of(prose))).faults == []
    written = "".join(_body(prose))
    assert Page(clean(written)).words == Page(written).words
    assert Page(clean(written)).tags == Page(written).tags


def test_every_report_is_a_page(every_report: list[tuple[str, Report]]) -> None:
    """Each command of tests/cases: well-formed, headed, in English, with a policy that forbids all but its looks."""
    assert len(every_report) > 50
    for label, report in every_report:
        page = Page(render(report, "html"))
        assert page.faults == [], label
        assert page.tags[0] == ("html", {"lang": "en-GB"})
        policies = [
            one["content"] for tag, one in page.tags if one.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policies == [
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        ], label
        assert page.levels().count(1) == 1 and page.levels()[0] == 1, label
        assert len(set(page.ids())) == len(page.ids())


def test_every_title_of_a_column_says_so(every_report: list[tuple[str, Report]]) -> None:
    """What reads a table aloud says the title with the cell."""
    for label, report in every_report:
        page = Page(render(report, "html"))
        assert all(attrs.get("scope") in ("col", "row") for tag, attrs in page.tags if tag == "th"), label


def test_a_page_says_all_that_a_text_says() -> None:
    """No cell, detail or line is left out: eleven places, the title of the page and its foot."""
    report = a_report("one & <two>")
    assert Page(render(report, "html")).words.count("<two>") == 13


def test_notes_lead_there_and_back() -> None:
    """A mark leads to its note and the note to its mark, and each place is there once."""
    body = body_of("a[^x] b[^x] c[^y]\n\n[^x]: first\n[^y]: second\n")
    page = Page("".join(page_of(Prose(title="t", blocks=body.blocks, notes=body.notes, source="x"))))
    leads = [str(attrs["href"])[1:] for tag, attrs in page.tags if tag == "a"]
    assert leads == ["note-1", "note-1", "note-2", "cite-1", "cite-2"]
    assert set(leads) <= set(page.ids()) and len(set(page.ids())) == len(page.ids())
