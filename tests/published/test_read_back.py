"""What is read back out of a file is all that is in it, and names that are split in it come back whole."""

import io
import subprocess
import sys
import zipfile
from bisect import bisect
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader, PdfWriter

from reviewctl.facts.scan.scanning import scan
from reviewctl.model.identities import Identity, IdentityRegister, PersonName
from reviewctl.model.publishing import FORMS, Cover, Form, Picture, Pressed, Product
from reviewctl.work.publishing.pressing import press, read_back
from tests.published.pages import picture
from tests.published.papers import COVER, PLAN, REPORT, paper, pressed
from tests.scan.finding import english

ROOT = Path(__file__).parents[2]
NAMES = (PersonName(given="Fflorian", family="Griffithson"),)
REGISTER = IdentityRegister(
    format=1, identities=(Identity(pseudonym="J1", kind="subject", names=NAMES, born=date(1961, 4, 17)),)
)


def told(file: Pressed) -> set[str]:
    """Return what of the person is found in a file: which names, and where it is a number, of what kind."""
    hits = scan(read_back(file), REGISTER, english())
    return {hit.field for hit in hits if hit.severity == "block"} | {hit.kind for hit in hits}


FULL = "Fflorian Griffithson"
PLANTED = {
    "plain": f"Then {FULL} said so.",
    "bold within": "Then Fflo**rian** Griff*ith*son said so.",
    "bold between": "Then **Fflorian** *Griffithson* said so.",
    "soft hyphen": "Then Fflo\u00adrian Grif\u00adfith\u00adson said so.",
    "unseen space": "Then Fflo\u200brian Griffith\u2060son said so.",
    "entity": "Then Fflo&#114;ian Griff&shy;ithson said so.",
    "line break": "Then Fflorian\nGriffithson said so.",
    "hard break": "Then Fflorian\\\nGriffithson said so.",
    "heading": f"## What {FULL} said\n\nNothing.",
    "list": f"- It was\n  - {FULL}",
    "quote": f"> Said {FULL}.",
    "code": f"It was `{FULL}`.",
    "struck": f"It was ~~{FULL}~~ somebody.",
    "cell": f"| A | B |\n|---|---|\n| x | {FULL} |",
    "two cells": "| First | Last |\n|---|---|\n| Fflorian | Griffithson |",
    "title of a column": f"| {FULL} | B |\n|---|---|\n| x | y |",
    "narrow cell": "| A | B |\n|---|---|\n| Fflorian Griffithson | " + "many words here " * 40 + "|",
    "note": f"A word.[^1]\n\n[^1]: Said {FULL}.",
    "before a note": f"It was {FULL}[^1] who said so.\n\n[^1]: In May.",
    "note without a mark": f"A word.\n\n[^1]: Said {FULL}.",
    "words of a picture": f"![{FULL} at home](report/images/line.png)",
    "words of a picture that is not there": f"![{FULL} at home](elsewhere.png)",
    "link": f"See [{FULL}](https://example.org/).",
    "where a link leads": "See [this](https://example.org/fflorian-griffithson/).",
    "where a mail goes": "Ask [us](mailto:fflorian.griffithson@example.org).",
    "link that nobody can follow": "See [this](file:///home/Fflorian%20Griffithson/x.docx).",
    "html": f"<b>{FULL}</b>",
    "remark": f"A <!-- {FULL} --> word.",
    "composed and not": "Then Fﬂorian Griﬃthson said so.",
    "accents": "Then Fflórian Griffithsön said so.",
    "end of a line": "word " * 17 + "Fflorian Griffithson " + "word " * 20,
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("where", PLANTED)
def test_a_planted_name_is_found_again(where: str, form: Form) -> None:
    """However it was split, wherever it stood."""
    product = replace(
        paper(PLANTED[where]), pictures=(Picture(path="report/images/line.png", data=picture()),)
    )
    hits = scan(read_back(pressed(form, product)), REGISTER, english())
    assert any(hit.severity == "block" for hit in hits), where


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("field", ["title", "board", "about", "kind", "review", "name"])
def test_a_name_on_the_cover_or_of_the_file_is_found(form: Form, field: str) -> None:
    """Title, Board, whom it is about, kind, reference, and the name of the file itself."""
    product: Product = replace(REPORT, **{field: FULL}) if field in ("title", "name") else REPORT
    cover: Cover = COVER if field in ("title", "name") else replace(COVER, **{field: FULL})
    assert told(pressed(form, product, cover))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("product", [REPORT, PLAN], ids=["report", "plan"])
def test_a_clean_paper_gives_nothing_away(form: Form, product: Product) -> None:
    """What a file tells of itself, of its styles and of its types is no name of anybody's."""
    assert told(pressed(form, product)) == set()


@pytest.mark.parametrize("given", ["Georgia", "Roman", "Arial", "Helvetica", "Symbol", "Grace"])
@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_a_type_bears_is_not_found_in_every_paper(form: Form, given: str) -> None:
    """A subject named Georgia blocks no paper in which nobody is."""
    people = (
        Identity(pseudonym="J1", kind="subject", names=(PersonName(given=given, family="Quillfeather"),)),
    )
    hits = scan(read_back(pressed(form)), IdentityRegister(format=1, identities=people), english())
    assert [(hit.spot.path, hit.field) for hit in hits] == []


def test_a_name_across_the_end_of_a_page_is_found() -> None:
    """With a note at the foot of the page, and what stands over and under each page, between the two."""
    first = (
        bisect(range(200, 1200), False, key=lambda count: "Griffithson" not in _pages(_long(count))[0]) + 199
    )
    split = [_long(count) for count in range(first - 2, first + 3)]
    split = [one for one in split if "Fflorian" in _pages(one)[0] and "Griffithson" in _pages(one)[1]]
    assert split
    for file in split:
        across = [one.text for one in read_back(file) if ", pages " in one.place]
        assert "Fflorian Griffithson" in across[0]


def _long(count: int) -> Pressed:
    """Return a paper with a note, in which the name stands after so many words."""
    text = f"A word.[^1] {'word ' * count}Fflorian Griffithson {'word ' * 80}\n\n[^1]: A long note.\n"
    return pressed("pdf", paper(text))


def _pages(file: Pressed) -> list[str]:
    """Return the texts of the first two pages."""
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(file.data)).pages]
    return [*pages, ""][:2]


def test_what_somebody_put_into_a_pdf_is_read() -> None:
    """Its author, a remark on a page, a file that hangs on it."""
    writer = PdfWriter(clone_from=io.BytesIO(pressed("pdf").data))
    writer.add_metadata({"/Author": FULL})
    writer.add_attachment("griffithson.txt", b"Fflorian wrote this")
    out = io.BytesIO()
    writer.write(out)
    file = Pressed(name="overview-report.pdf", form="pdf", product="report", data=out.getvalue())
    places = {hit.spot.path for hit in scan(read_back(file), REGISTER, english())}
    assert {"overview-report.pdf, property Author", "overview-report.pdf, attached file"} <= places


@pytest.mark.parametrize(
    ("part", "held"),
    [
        ("docProps/custom.xml", f'<?xml version="1.0"?><a name="{FULL}"/>'),
        ("docProps/core.xml", f'<?xml version="1.0"?><a><creator>{FULL}</creator></a>'),
        ("word/comments.xml", f'<?xml version="1.0"?><c author="{FULL}"><t>x</t></c>'),
        ("word/people.xml", f'<?xml version="1.0"?><!-- {FULL} --><c/>'),
        ("word/_rels/x.rels", f'<?xml version="1.0"?><R Target="file:///{FULL}"/>'),
        (f"word/media/{FULL}.png", "x"),
    ],
)
def test_what_somebody_put_into_a_word_document_is_read(part: str, held: str) -> None:
    """Properties, remarks, people, what it hangs on, and the names of its parts."""
    out = io.BytesIO(pressed("docx").data)
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, held)
    assert told(Pressed(name="a.docx", form="docx", product="report", data=out.getvalue()))


@pytest.mark.parametrize(
    "held",
    [
        f"<!-- {FULL} -->",
        f'<p title="{FULL}">x</p>',
        f'<meta name="author" content="{FULL}">',
        f"<style>/* {FULL} */</style>",
        f"<?{FULL}?>",
        '<p class="x" data-who="Griffithson">x</p>',
        "<td>Fflorian</td><td>Griffithson</td>",
    ],
)
def test_what_somebody_put_into_a_page_is_read(held: str) -> None:
    """Remarks, attributes, properties, and what looks like a style."""
    data = pressed("html").data.replace(b"</main>", f"{held}</main>".encode())
    assert told(Pressed(name="a.html", form="html", product="report", data=data))


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_is_no_such_file_is_never_taken_for_an_empty_one(form: Form) -> None:
    """Then nothing may be published."""
    with pytest.raises(ValueError, match="cannot be read back"):
        read_back(Pressed(name=f"a.{form}", form=form, product="report", data=b"not at all"))


@pytest.mark.parametrize("form", FORMS)
def test_the_same_paper_gives_the_same_bytes(form: Form) -> None:
    """So that what was approved can be told from what goes out."""
    for product in (REPORT, PLAN):
        again = next(one for one in press(product, COVER) if one.form == form)
        assert pressed(form, product) == again


def test_another_process_gives_the_same_bytes() -> None:
    """Nothing hangs on the order in which a process keeps its words, on its time zone or on its language."""
    code = (
        "from hashlib import sha256; from tests.published.papers import *; "
        "print([sha256(one.data).hexdigest() for one in press(REPORT, COVER)])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LANG": "C", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "UTC"))
    }
    assert said == {f"{[sha256(pressed(form).data).hexdigest() for form in FORMS]}\n"}
