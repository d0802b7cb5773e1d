"""The page and the picture as files: self-contained, without a script, and deaf to whatever a record holds."""

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from time import perf_counter
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from reviewctl.model.integrated import Age, Conflict, Gap, Line
from reviewctl.render.timeline.html import html_page, svg_file
from reviewctl.render.timeline.layout import layout
from reviewctl.render.timeline.shapes import Picture
from tests.evidence.timeline.dice import pictures
from tests.evidence.timeline.making import picture_of, sample, telling

HOSTILE = (
    "</svg><script>alert(1)</script>",
    "]]><!--",
    '" onload="alert(1)" x="',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "</style><style>*{background:url(https://example.org/x)}",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "\x00\x1b]52;c;aGk=\x07\u202eesrever\u2028\ufffe\uffff\ud800",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
    "url(https://example.org/font.woff)",
)
XMLNS = "{http://www.w3.org/2000/svg}"


def read(text: str) -> ElementTree.Element:
    """Return a page or a picture, read by a strict parser: it is well-formed XML either way."""
    return ElementTree.fromstring(text.encode("utf-8"))


def hostile_picture() -> Picture:
    """Return a picture every text of which would do harm if it could."""
    told = []
    for number, text in enumerate(HOSTILE, 1):
        fields = dict.fromkeys(
            ("event", "response", "comment", "who", "source", "as_written", "subject"), text
        )
        one = telling(
            "council", number, f"2016-05-{number:02}", time=text, marks=(text,), tor=(text,), **fields
        )
        told.append((one, telling("police", number, f"2016-05-{number:02}", event=text)))
    worst = " ".join(HOSTILE)
    day = date(2016, 1, 1)
    gap = Gap(agency="council", first=day, last=date(2016, 4, 1), days=92, definite=True, explained=worst)
    picture = picture_of(told, gaps=(gap,), empty=(("nhs", worst),), assumptions=(worst,), case=worst)
    lines = tuple(
        Line(
            number=line.number,
            span=line.span,
            tellings=line.tellings,
            conflicts=(Conflict(about="who", said=(("council", worst), ("police", worst))),),
            assumptions=(worst,),
            ages=(Age(subject="adult-a", words=worst),),
        )
        for line in picture.whole.lines
    )
    whole = replace(picture.whole, lines=lines, case=worst, subjects=(("adult-a", worst), ("b", "Adult B")))
    names = {"council": worst, "police": "Police", "nhs": worst}
    marks = {text: text for text in HOSTILE}
    return replace(picture, whole=whole, title=worst, as_at=worst, names=names, marks=marks, about=worst)


def elements(root: ElementTree.Element) -> set[str]:
    return {one.tag.removeprefix(XMLNS) for one in root.iter()}


def assert_harmless(root: ElementTree.Element) -> None:
    """Nothing runs, nothing is fetched, nothing leads away."""
    allowed = {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "a",
            "header",
            "h1",
            "h2",
            "p",
            "main",
            "section",
            "div",
        ),
        *(
            "ul",
            "li",
            "span",
            "strong",
            "i",
            "details",
            "summary",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "aside",
        ),
        *("svg", "desc", "defs", "pattern", "rect", "path", "circle", "text", "linearGradient", "stop"),
    }
    assert elements(root) <= allowed
    for one in root.iter():
        for name, value in one.attrib.items():
            assert not name.lower().startswith("on"), name
            assert name not in ("style", "src", "srcset", "action", "formaction", "xlink:href", "ping"), name
            if name == "href":
                assert re.fullmatch(r"#[a-z]+[0-9]*", value), value
            if name in ("fill", "stroke"):
                assert re.fullmatch(r"none|#[0-9a-f]{6}|url\(#[a-z0-9-]+\)", value), value
        if one.tag == "style":
            assert "url(" not in (one.text or "") and "@import" not in (one.text or "")


@pytest.mark.parametrize("form", [html_page, svg_file])
def test_hostile_words_are_only_words(form) -> None:
    """Whatever stands in an entry, a name, a mark or a reason is text and nothing else."""
    text = form(hostile_picture())
    assert_harmless(read(text))
    shown = "".join(read(text).itertext())
    assert "</svg><script>alert(1)</script>" in shown
    assert "\u202e" not in text and "\x1b" not in text


@settings(max_examples=25, deadline=None)
@given(pictures())
def test_every_page_is_well_formed_and_harmless(picture: Picture) -> None:
    """For any chronologies at all: strict XML, no id twice, and every link leads to something that is there."""
    for form in (html_page, svg_file):
        root = read(form(picture))
        assert_harmless(root)
        ids = [one.get("id") for one in root.iter() if one.get("id")]
        assert len(set(ids)) == len(ids)
        links = {one.get("href", "").removeprefix("#") for one in root.iter("a")}
        assert links <= set(ids)


@settings(max_examples=25, deadline=None)
@given(pictures())
def test_every_entry_has_a_line_of_a_table_and_a_sign_that_leads_there(picture: Picture) -> None:
    """What is drawn or counted in the picture is told in full below it, each entry once, under its number."""
    root = read(html_page(picture))
    rows = [one for one in root.iter("tr") if (one.get("id") or "").startswith("r")]
    wanted = [str(line.number) for line in picture.whole.lines for _ in line.tellings]
    assert sorted("".join(row[0].itertext()) for row in rows) == sorted(wanted)
    signs = {one.get("id"): one.get("href", "") for one in root.iter("a")}
    for row in rows:
        sign = row[0][0].get("href", "").removeprefix("#")
        assert signs[sign].startswith("#r")
        assert sign.startswith("b") or signs[sign] == f"#{row.get('id')}"


def test_the_security_policy_comes_first_and_names_the_style_sheet() -> None:
    """Nothing may be fetched or run, and the one style sheet is allowed by its digest."""
    page = html_page(sample(2, 5))
    root = read(page)
    policy = root[0][0]
    assert (policy.tag, policy.get("http-equiv")) == ("meta", "Content-Security-Policy")
    style = next(root.iter("style")).text or ""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy.get("content") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert page.count("<style") == 1


def test_the_page_says_what_it_is_and_keeps_to_itself() -> None:
    """English, a neutral title, not to be found by search engines, no address passed on."""
    root = read(html_page(sample(2, 5)))
    assert root.get("lang") == "en-GB"
    assert next(root.iter("title")).text == "SAR-2018-001: timeline"
    named = {one.get("name"): one.get("content") for one in root.iter("meta")}
    assert named["robots"] == "noindex, nofollow, noarchive"
    assert named["referrer"] == "no-referrer"
    assert page_text(root).count("http") == 0


def page_text(root: ElementTree.Element) -> str:
    return "".join(root.itertext())


def test_the_picture_alone_says_what_it_is() -> None:
    """An SVG with a title, a description, a role and a language."""
    root = read(svg_file(sample(3, 12)))
    assert (root.tag, root.get("role"), root.get("lang")) == (f"{XMLNS}svg", "img", "en-GB")
    title, about = root[0], root[1]
    assert (title.tag, title.text) == (f"{XMLNS}title", "SAR-2018-001: what 3 agencies told")
    assert about.tag == f"{XMLNS}desc" and (about.text or "").startswith(
        "36 entries of 3 agencies, and 3 gaps."
    )
    assert root.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"


def test_the_same_bytes_every_time() -> None:
    """Nothing of the run, the clock or the order of a set gets into the file."""
    assert html_page(sample(3, 40)) == html_page(sample(3, 40))
    assert svg_file(sample(3, 40)) == svg_file(sample(3, 40))


def test_signs_are_reached_lane_by_lane_and_from_left_to_right() -> None:
    """The keyboard follows the eye: each lane has a list, and in it what is farther right comes later."""
    picture = sample(3, 12)
    root, drawn = read(html_page(picture)), layout(picture)
    lists = {one.get("aria-label"): one for one in root.iter("ul") if one.get("aria-label")}
    assert list(lists) == ["Adult Social Care", "Acute Hospital", "Mental Health Trust"]
    x = {f"m{mark.told.number}": mark.x for mark in drawn.marks}
    x |= {f"g{band.number}": band.box.x for band in drawn.bands}
    for one in lists.values():
        places = [x[link.get("id") or ""] for link in one.iter("a")]
        assert len(places) == 13
        assert places == sorted(places)


def test_every_sign_says_in_words_what_its_colour_and_shape_say() -> None:
    """Marks, uncertainty and kinds of gaps are said to a screen reader, too."""
    lines = [
        (telling("council", 1, "2016-05-10?", event="Fell", marks=("key-episode", "disputed")),),
        (telling("council", 2, "2016-05~", event="Seen"),),
    ]
    day = date(2016, 6, 1)
    gap = Gap(
        agency="council", first=day, last=date(2017, 5, 31), days=365, definite=False, explained="Moved away"
    )
    root = read(html_page(picture_of(lines, gaps=(gap,))))
    said = [one.get("aria-label") or "" for one in root.iter("a") if one.get("aria-label")]
    assert "2. perhaps 10 May 2016. Council: Fell. Marked: Key episode, Disputed." in said
    assert any("about May 2016" in one for one in said)
    assert any(
        "Possible gap of 365 days, 1 Jun 2016 to 31 May 2017" in one and "Moved away" in one for one in said
    )


def test_marks_of_entries_that_are_counted_are_said() -> None:
    """A hundred key episodes of one day find no room; the bin says that they are key episodes."""
    marks = ("key-episode", "own")
    lines = [(telling("council", at, "2017-12-04", event="Fell", marks=marks),) for at in range(1, 101)]
    root = read(html_page(picture_of(lines)))
    (said,) = [one.get("aria-label") or "" for one in root.iter("a") if (one.get("id") or "").startswith("b")]
    assert "4 Dec 2017 to 4 Dec 2017, counted together. Marked: " in said
    count = said.split(" ")[0]
    assert said.endswith(f"Marked: {count} key episode, {count} own.")


def test_what_holds_for_several_accounts_is_said_once() -> None:
    """Where two tell of one event, the first has what was assumed and how they differ, and the second leads there."""
    pair = tuple(
        telling(agency, 1, "2016-05-10", event="Fell", time="19:00") for agency in ("council", "police")
    )
    picture = picture_of([pair])
    line = replace(
        picture.whole.lines[0],
        conflicts=(Conflict(about="time", said=(("council", "19:00"), ("police", "21:00"))),),
        assumptions=("Held for one event: 100 % alike.",),
    )
    page = html_page(replace(picture, whole=replace(picture.whole, lines=(line,))))
    assert page.count("Held for one event: 100 % alike.") == 1
    assert page.count("They differ in the time of day. Council: 19:00; Police: 21:00.") == 1
    assert '<a href="#r1">1 of Council</a>' in page
    assert "Probably also told by Police." in page and "Probably also told by Council." in page


def test_very_much_text_is_shortened_and_said_to_be() -> None:
    """A page that no browser opens helps nobody: beyond four million characters, texts are shortened."""
    long = "Very long account. " * 800
    page = html_page(
        picture_of([(telling("council", at, "2016-05-10", event=long),) for at in range(1, 401)])
    )
    assert len(page) < 1_000_000
    assert "each is shortened here to 240 characters" in page


def test_fifteen_thousand_entries_are_a_usable_file() -> None:
    """Thirty agencies with five hundred entries each: below ten megabytes, and drawn in seconds."""
    picture = sample(30, 500)
    start = perf_counter()
    page = html_page(picture)
    assert perf_counter() - start < 20  # 2 s on a quiet machine; the limit is for one that is busy
    assert len(page.encode()) < 10_000_000
    assert page.count('<tr id="r') == 15_000
