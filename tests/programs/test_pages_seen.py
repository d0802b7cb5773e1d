"""Reports and documents as HTML in a real browser: nothing is fetched, forbidden or at fault; on paper it is A4."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from reviewctl.model.prose import Prose
from reviewctl.render.markdown_body import body_of
from reviewctl.render.to_html import page_of
from tests.commands import House
from tests.evidence.out.test_html import ATTACKS
from tests.evidence.out.test_word import TEXT
from tests.programs.conftest import Seen, until
from tests.programs.test_word_out import EXAMPLE, WRITTEN

PAGES = {name: words for name, words in WRITTEN.items() if name != "imr"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each of these pages, and one with every mark and attack in it."""
    place = tmp_path_factory.mktemp("pages")
    house = House(shutil.copytree(EXAMPLE, place / "register"))
    for name, words in PAGES.items():
        done = house.tries(*words, "--as-of", "2022-10-10", "-o", str(place / f"{name}.html"))
        assert done.code in (0, 1) and not done.err, done
    body = body_of(TEXT + "\n\n".join(ATTACKS))
    prose = Prose(title="Everything", mark="Draft", blocks=body.blocks, notes=body.notes, source=TEXT)
    (place / "everything.html").write_text("".join(page_of(prose)), "utf-8")
    return place


@pytest.mark.parametrize("name", [*PAGES, "everything"])
def test_a_page_is_sound_and_keeps_to_itself(seen: Seen, written: Path, name: str) -> None:
    """axe finds nothing; one file is asked for, and the page's own policy has nothing to forbid."""
    page = seen.open(written / f"{name}.html")
    assert (len(seen.requests), seen.failed, seen.said, seen.violations) == (1, [], [], [])
    found = Axe().run(page).response["violations"]
    assert [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:120]}" for one in found] == []


@pytest.mark.parametrize("name", ["deadlines", "everything"])
def test_a_page_is_printed_on_a4(seen: Seen, written: Path, name: str) -> None:
    """With the titles of a table on each sheet, and nothing beyond its edge."""
    page = seen.open(written / f"{name}.html")
    file = written / f"{name}.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True, text=True).stdout
    size = re.search(r"Page size: +([0-9.]+) x ([0-9.]+)", told)
    assert size is not None and [round(float(one)) for one in size.groups()] == [595, 842]
    text = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True
    ).stdout
    if name == "deadlines":
        sheets = text.count("\f")
        assert (
            text.count("counted from") >= sheets - 1 > 1
        )  # The last may hold the line under the table alone.
        assert text.count("Confidential") >= sheets and f"{sheets} of {sheets}" in text


def test_a_wide_table_is_moved_with_the_keyboard_on_a_small_screen(seen: Seen, written: Path) -> None:
    """The page itself is no wider than the screen."""
    seen.page.set_viewport_size({"width": 400, "height": 700})
    page = seen.open(written / "deadlines.html")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "wide"
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 0")
