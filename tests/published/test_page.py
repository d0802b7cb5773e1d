"""The page of HTML: one file that fetches nothing, runs nothing, and can be read by everybody."""

import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from reviewctl.model.pressing import Style
from tests.published.pages import picture
from tests.published.papers import COVER, PLAN, paper, pressed


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each element of this kind."""
        return [attrs for name, attrs in self.found if name == tag]


@pytest.fixture(scope="module")
def report() -> Elements:
    """The paper with one of everything."""
    return Elements(pressed("html").data.decode())


def test_it_says_what_it_is(report: Elements) -> None:
    """Its language, its title and its Board; no generator, no author."""
    assert report.of("html") == [{"lang": "en-GB"}]
    assert {one.get("name") for one in report.of("meta") if "name" in one} == {
        "viewport",
        "referrer",
        "publisher",
    }
    assert "<title>Overview report</title>" in pressed("html").data.decode()


def test_headings_follow_one_another(report: Elements) -> None:
    """One h1, and below it no level is skipped."""
    levels = [int(tag[1]) for tag, _ in report.found if re.fullmatch("h[1-6]", tag)]
    assert levels == [1, 2, 2, 2, 3, 2, 2, 2, 2]


def test_it_has_its_parts(report: Elements) -> None:
    """A screen reader leaps to the head, the contents, the text and the foot."""
    assert [len(report.of(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert all(one["scope"] == "col" for one in report.of("th")) and len(report.of("th")) == 3


def test_its_pictures_are_in_it(report: Elements) -> None:
    """As they are, with their words; nothing else has an address but links and leaps within the page."""
    (image,) = report.of("img")
    assert image["alt"] == "Seven contacts on a line" and str(image["src"]).startswith(
        "data:image/png;base64,"
    )
    led = {str(one["href"]) for one in report.of("a") if "href" in one}
    assert {one for one in led if not one.startswith("#")} == {"https://example.org/p"}


def test_each_leap_within_it_arrives(report: Elements) -> None:
    """Contents, notes and ways back lead to a place that is there, and no two places have one name."""
    places = [str(attrs["id"]) for _, attrs in report.found if "id" in attrs]
    led = {str(one["href"])[1:] for one in report.of("a") if str(one.get("href", "")).startswith("#")}
    assert len(places) == len(set(places)) and led <= set(places) and len(led) >= 9


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """Its own policy forbids it, and there is nothing to forbid."""
    data = pressed("html").data.decode()
    assert "default-src 'none'; img-src data:" in data.replace("&#x27;", "'")
    assert not re.search(r"<script|<link|<iframe|@import|url\(|\son\w+=", data)


ATTACKS = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    '[x](https://a.example/"onmouseover="alert(1))',
    "![x](javascript:alert(1))",
    "![x](https://a.example/track.png)",
    "![x](/etc/passwd)",
    "![x](report/images/../../board.yaml)",
    "<!-- a remark -->",
    "</main></body><script>1</script>",
    "</style><script>1</script>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_html_is_text(attack: str) -> None:
    """In a paragraph, a heading, a cell, the title and the Board's name: no element comes of it, and no address."""
    cover = replace(COVER, board=f"Board {attack}", about=attack)
    text = f"## {attack}\n\n{attack}\n\n| T |\n|---|\n| {attack} |\n"
    data = pressed("html", paper(text, title=f"Report {attack}"), cover).data.decode()
    elements = Elements(data)
    assert not elements.of("script") and not elements.of("img") and "<!-- " not in data
    assert {str(one.get("href", "#")).split(":")[0] for one in elements.of("a")} <= {"#", "https", "#part-1"}
    assert not any(name.startswith("on") for _, attrs in elements.found for name in attrs)


def test_a_wide_table_is_moved_with_the_keyboard() -> None:
    """It says what it is: that of the heading above it."""
    (wide,) = Elements(pressed("html", PLAN).data.decode()).of("div")
    assert (wide["tabindex"], wide["role"], wide["aria-label"]) == ("0", "region", "Table: Actions")


def test_a_board_replaces_colour_and_crest() -> None:
    """The colour is that of headings; the crest has its words."""
    style = Style(colour="#123456", crest=picture(), crest_alt="The arms")
    data = pressed("html", style=style).data.decode()
    assert "--colour: #123456" in data
    assert [one["alt"] for one in Elements(data).of("img")] == ["The arms", "Seven contacts on a line"]


def test_a_briefing_has_no_list_of_contents() -> None:
    """It is to be one page, and its seven headings would be half of it; another paper of seven has the list."""
    text = "".join(f"## Part {number}\n\nA line.\n\n" for number in range(7))
    report = paper(text)
    for product, wanted in (
        (report, True),
        (replace(report, id="briefing", name="7-minute-briefing"), False),
    ):
        assert ('id="contents"' in pressed("html", product).data.decode()) is wanted
