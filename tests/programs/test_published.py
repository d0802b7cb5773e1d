"""What is published, as other programs open it: sound for a screen reader, and the same words in all three forms."""

import re
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from reviewctl.model.pressing import Style
from reviewctl.model.publishing import FORMS, Product
from tests.programs.conftest import Seen
from tests.programs.test_word_out import converted
from tests.published.pages import picture
from tests.published.papers import COVER, PLAN, REPORT, pressed

PAPERS = {"report": REPORT, "plan": PLAN}
CREST = Style(colour="#7a003c", crest=picture(size=(120, 90)), crest_alt="The arms of Northmoor")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both papers in all forms, and what LibreOffice makes of those of Word."""
    place = tmp_path_factory.mktemp("published")
    for name, product in PAPERS.items():
        for form in FORMS:
            (place / f"{name}.{form}").write_bytes(pressed(form, product, style=CREST).data)
    (place / "printed").mkdir()
    converted(place / "printed", "pdf", *(place / f"{name}.docx" for name in PAPERS))
    return place


def told(*words: str) -> str:
    """Return what a program says."""
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("name", PAPERS)
def test_a_page_is_sound_and_fetches_nothing(seen: Seen, made: Path, name: str) -> None:
    """axe finds nothing; one file is asked for, and the page's own policy has nothing to forbid."""
    page = seen.open(made / f"{name}.html")
    assert (len([one for one in seen.requests if not one.startswith("data:")]), seen.failed, seen.said) == (
        1,
        [],
        [],
    )
    assert seen.violations == []
    found = Axe().run(page).response["violations"]
    assert [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:120]}" for one in found] == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_page_is_no_wider_than_a_telephone(seen: Seen, made: Path, name: str) -> None:
    """A wide table is moved within its own frame."""
    seen.page.set_viewport_size({"width": 360, "height": 700})
    page = seen.open(made / f"{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", PAPERS)
def test_a_pdf_is_tagged_for_other_programs_too(made: Path, name: str) -> None:
    """Poppler finds title, subject, tags, headings and the titles of columns, and neither script nor form."""
    shown = told("pdfinfo", str(made / f"{name}.pdf"))
    assert re.search(rf"^Title: +{PAPERS[name].title}$", shown, re.MULTILINE)
    assert re.search(rf"^Subject: +{COVER.board}$", shown, re.MULTILINE)
    assert re.search(r"^Tagged: +yes$", shown, re.MULTILINE) and "Author" not in shown
    assert re.search(r"^JavaScript: +no$", shown, re.MULTILINE)
    tree = told("pdfinfo", "-struct", str(made / f"{name}.pdf"))
    assert 'H1 "' in tree and "TH" in tree and "Table" in tree


def words_of(product: Product) -> set[str]:
    """Return words of a paper, without marks of Markdown and addresses."""
    plain = re.sub(r"\]\([^)]*\)|\[\^\d\]:?|[*|`>#~!\[]|:?-{3,}:?", " ", product.text)
    return {word.strip(".,;:") for word in plain.split() if len(word.strip(".,;:")) > 2}


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("where", ["", "printed/"], ids=["pdf", "word"])
def test_no_word_is_lost(made: Path, name: str, where: str) -> None:
    """In the pdf, and in the Word document as LibreOffice prints it."""
    file = str(made / f"{where}{name}.pdf")
    shown = told("pdftotext", "-layout", file, "-")
    alt = {"Seven", "contacts", "line"}
    assert {word for word in words_of(PAPERS[name]) - alt if word not in shown} == set()
    assert COVER.board in shown and PAPERS[name].title in shown


def test_word_documents_are_printed_as_they_lie(made: Path) -> None:
    """The report upright and the plan on its side, both A4."""
    sizes = [
        re.search(
            r"Page size: +([0-9.]+) x ([0-9.]+)", told("pdfinfo", str(made / "printed" / f"{name}.pdf"))
        )
        for name in PAPERS
    ]
    assert [tuple(round(float(part)) for part in one.groups()) for one in sizes if one] == [
        (595, 842),
        (842, 595),
    ]
