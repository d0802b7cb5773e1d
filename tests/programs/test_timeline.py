"""The timeline in a real browser: what is seen, reached with the keyboard, read out and printed."""

import re
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from reviewctl.render.timeline.html import html_page, svg_file
from tests.evidence.timeline.making import sample
from tests.evidence.timeline.test_page import hostile_picture
from tests.programs.conftest import Seen, colours_of, until

_FOCUSED = """
() => {
  const one = document.activeElement, tip = one.querySelector('.tip'), box = tip && tip.getBoundingClientRect();
  const style = getComputedStyle(one), place = one.getBoundingClientRect();
  return {
    id: one.id,
    shown: tip ? getComputedStyle(tip).display : 'none',
    words: tip ? tip.innerText.trim() : '',
    inView: !!box && box.top >= 0 && box.bottom <= innerHeight + 1 && box.width > 300,
    uncovered: !!box && place.bottom <= box.top + 1 && place.top >= -1,
    ring: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2,
  };
}
"""


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with three agencies and twelve entries of each."""
    file = tmp_path_factory.mktemp("timeline") / "timeline.html"
    file.write_text(html_page(sample(3, 12)), "utf-8")
    return file


def violations(page: Page) -> list[str]:
    """Return what axe finds at fault on a page, of whatever weight."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:120]}" for one in found]


def test_axe_finds_nothing(seen: Seen, page_file: Path) -> None:
    """No fault of accessibility, not even a light one."""
    assert violations(seen.open(page_file)) == []


def test_axe_finds_nothing_where_entries_are_counted(seen: Seen, tmp_path: Path) -> None:
    """Nor with bins, columns beside the axis and two hundred entries."""
    file = tmp_path / "timeline.html"
    file.write_text(html_page(sample(2, 100)), "utf-8")
    assert violations(seen.open(file)) == []


def test_axe_would_find_something(seen: Seen, page_file: Path) -> None:
    """The check can fail: a page with its language, a label and its contrast taken away is found at fault."""
    page = seen.open(page_file)
    page.evaluate(
        """() => {
          document.documentElement.removeAttribute('lang');
          document.querySelector('.sheet a').removeAttribute('aria-label');
          document.querySelector('h2').setAttribute('role', 'no-such-role');
        }"""
    )
    found = " ".join(violations(page))
    assert "html-has-lang" in found and "link-name" in found and "aria-roles" in found


def test_nothing_is_fetched_said_or_forbidden(seen: Seen, page_file: Path) -> None:
    """One file: no request but for itself, nothing on the console, nothing against its own policy."""
    page = seen.open(page_file)
    page.wait_for_load_state("networkidle")
    assert seen.requests == [page_file.as_uri()]
    assert (seen.said, seen.violations) == ([], [])
    assert page.evaluate("document.scripts.length") == 0


def test_the_policy_would_forbid(seen: Seen, page_file: Path) -> None:
    """The check can fail: a script, a style and an image that somebody adds are not run, applied or fetched."""
    page = seen.open(page_file)
    page.evaluate(
        """() => {
          const script = document.createElement('script'); script.textContent = 'window.ran = true';
          const style = document.createElement('style'); style.textContent = 'body{display:none}';
          const image = document.createElement('img'); image.src = 'https://example.org/x.png';
          document.body.append(script, style, image);
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    until(page, "window.violations.length >= 3")
    assert {one.partition("-")[0] for one in seen.violations} == {"script", "style", "img"}
    assert seen.failed == ["https://example.org/x.png: csp"]


def test_hostile_words_do_nothing(seen: Seen, tmp_path: Path) -> None:
    """A record full of script, styles and addresses is shown and not obeyed."""
    file = tmp_path / "timeline.html"
    file.write_text(html_page(hostile_picture()), "utf-8")
    page = seen.open(file)
    page.on("dialog", lambda dialog: seen.said.append(dialog.message))
    page.wait_for_load_state("networkidle")
    assert seen.requests == [file.as_uri()]
    assert (seen.said, seen.violations) == ([], [])
    assert "alert(1)" in page.inner_text("#tables")
    assert violations(page) == []


def test_the_keyboard_reaches_every_sign_and_shows_what_it_is(seen: Seen, page_file: Path) -> None:
    """Tab walks through all signs in their order; each shows its ring, and its words in full view, covering it not."""
    page = seen.open(page_file)
    wanted = page.eval_on_selector_all(".sheet a", "all => all.map(one => one.id)")
    reached = []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "picture"
    for _ in wanted:
        page.keyboard.press("Tab")
        state = page.evaluate(_FOCUSED)
        assert state["shown"] == "block" and state["inView"] and state["ring"], state
        assert state["uncovered"], state
        assert len(state["words"]) > 10
        reached.append(state["id"])
    assert reached == wanted
    assert len(wanted) == 39


def test_enter_leads_to_the_line_and_its_number_back(seen: Seen, page_file: Path) -> None:
    """From a sign to its line of the table, which is marked out, and from there to the sign, which has the focus."""
    page = seen.open(page_file)
    page.focus("#m14")
    page.keyboard.press("Enter")
    row = page.evaluate("location.hash")
    assert row == "#r14"
    marked = page.evaluate("getComputedStyle(document.querySelector('tr:target')).backgroundColor")
    assert marked == "rgb(255, 243, 196)"
    box = page.locator(row).bounding_box()
    panel = page.locator(".panel").bounding_box()
    assert box is not None and panel is not None and box["y"] >= 0 and box["y"] + box["height"] <= panel["y"]
    page.click(f"{row} a")
    assert page.evaluate("document.activeElement.id") == "m14"


def test_a_closed_table_opens_when_a_link_leads_into_it(seen: Seen, page_file: Path) -> None:
    """A reader who folds an agency's table away still gets to its lines."""
    page = seen.open(page_file)
    page.click("details summary")
    assert page.evaluate("document.querySelector('details').open") is False
    first = page.eval_on_selector("details tr[id]", "row => row.id")
    page.focus(f".sheet a[href='#{first}']")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('details').open")
    assert page.locator(f"#{first}").is_visible()


@pytest.mark.parametrize(("agencies", "entries", "wide"), [(3, 12, 1400), (8, 60, 3000)])
def test_the_picture_is_seen(
    chromium: Browser, tmp_path: Path, agencies: int, entries: int, wide: int
) -> None:
    """A screenshot is no blank sheet: many colours, none of them over more than most of it."""
    file = tmp_path / "timeline.html"
    file.write_text(html_page(sample(agencies, entries)), "utf-8")
    page = chromium.new_page(viewport={"width": wide, "height": 1000})
    page.goto(file.as_uri())
    shot = page.screenshot()
    sizes = page.evaluate(
        "[document.querySelector('.sheet svg').getBoundingClientRect().width, document.body.scrollWidth, innerWidth]"
    )
    page.close()
    count, most = colours_of(chromium, f"data:image/png;base64,{b64encode(shot).decode()}")
    assert count > 50
    assert 0.2 < most < 0.9
    assert sizes[0] > 0.95 * sizes[2] and sizes[1] <= sizes[2]


def test_signs_lie_over_their_marks(seen: Seen, page_file: Path) -> None:
    """The link of each entry covers the very place where its number is drawn."""
    page = seen.open(page_file)
    off = page.evaluate(
        """() => [...document.querySelectorAll('.sheet a[id^=m]')].filter(link => {
          const number = link.getAttribute('aria-label').split('.')[0], box = link.getBoundingClientRect();
          return ![...document.querySelectorAll('svg text')].some(text => {
            const place = text.getBoundingClientRect();
            const x = (place.left + place.right) / 2, y = (place.top + place.bottom) / 2;
            return text.textContent === number && x >= box.left - 2 && x <= box.right + 2
              && y >= box.top - 2 && y <= box.bottom + 2;
          });
        }).map(link => link.id)"""
    )
    assert off == []


def test_it_prints_on_a3(seen: Seen, page_file: Path, tmp_path: Path) -> None:
    """Every page is an A3 sheet on its side; the first has the whole picture with its legend, the others the tables."""
    page = seen.open(page_file)
    sheet = tmp_path / "timeline.pdf"
    page.pdf(path=sheet, prefer_css_page_size=True, print_background=True)
    told = _run("pdfinfo", "-f", "1", "-l", "99", str(sheet))
    sizes = [line.split("size:")[1].split("(")[0].split() for line in told.splitlines() if "pts" in line]
    assert len(sizes) >= 2
    assert all(abs(float(w) - 1190.55) < 2 and abs(float(h) - 841.89) < 2 for w, _, h, *_ in sizes)
    first = _run("pdftotext", "-f", "1", "-l", "1", "-layout", str(sheet), "-")
    for words in (
        "what 3 agencies told",
        "Adult Social Care",
        "Mental Health Trust",
        "key episode",
        "a death",
    ):
        assert words in first
    assert "What was done" not in first
    assert "What was done" in _run("pdftotext", "-f", "2", "-l", "2", "-layout", str(sheet), "-")


def test_a_tall_picture_still_prints_on_one_sheet(seen: Seen, tmp_path: Path) -> None:
    """Thirty agencies are made smaller until the picture and its legend stand on the first sheet."""
    file, sheet = tmp_path / "timeline.html", tmp_path / "timeline.pdf"
    file.write_text(html_page(sample(30, 20)), "utf-8")
    seen.open(file).pdf(path=sheet, prefer_css_page_size=True, print_background=True)
    assert sheet.stat().st_size < 3_000_000
    first = _run("pdftotext", "-f", "1", "-l", "1", "-layout", str(sheet), "-")
    assert "what 30 agencies told" in first and "key episode" in first
    assert "What was done" in _run("pdftotext", "-f", "2", "-l", "2", "-layout", str(sheet), "-")


def test_fifteen_thousand_entries_open(seen: Seen, tmp_path: Path) -> None:
    """The largest review there is opens, is drawn, and its last line is reached by its link."""
    file = tmp_path / "timeline.html"
    file.write_text(html_page(sample(30, 500)), "utf-8")
    page = seen.open(file)
    assert page.evaluate("document.querySelectorAll('tr[id^=r]').length") == 15_000
    assert page.evaluate("document.querySelectorAll('.sheet a').length") < 4_000
    page.focus(".sheet li:last-child a")
    assert page.evaluate(_FOCUSED)["shown"] == "block"


def test_the_picture_alone_opens_in_chromium(seen: Seen, tmp_path: Path) -> None:
    """An SVG document without faults, with its words."""
    file = tmp_path / "timeline.svg"
    file.write_text(svg_file(sample(3, 12)), "utf-8")
    page = seen.open(file)
    assert page.evaluate("document.documentElement.tagName") == "svg"
    assert page.evaluate("document.querySelector('parsererror')") is None
    assert (
        page.evaluate("document.documentElement.lang || document.documentElement.getAttribute('lang')")
        == "en-GB"
    )
    assert page.evaluate("document.querySelectorAll('text').length") > 80
    assert seen.said == []


def test_the_picture_alone_opens_in_libreoffice(tmp_path: Path) -> None:
    """Put into a document, as somebody who writes a report does, its words and numbers are there."""
    picture = b64encode(svg_file(sample(3, 12)).encode()).decode()
    document = tmp_path / "report.fodt"
    document.write_text(_WITH_PICTURE.format(picture=picture), "utf-8")
    home = (tmp_path / "office").as_uri()
    _run(
        "soffice",
        f"-env:UserInstallation={home}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(document),
    )
    words = _run("pdftotext", str(tmp_path / "report.pdf"), "-")
    for one in (
        "SAR-2018-001: what 3 agencies told",
        "Adult Social Care",
        "Adult A died 14 Dec 2017",
        "key episode",
    ):
        assert one in words
    assert {"29", "21", "7"} <= set(re.findall(r"[0-9]+", words))


_WITH_PICTURE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>
<draw:frame text:anchor-type="as-char" svg:width="17cm" svg:height="9.8cm"><draw:image>
<office:binary-data>{picture}</office:binary-data></draw:image></draw:frame>
</text:p></office:text></office:body></office:document>
"""


def _run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True, timeout=110).stdout
