"""A house style that would fetch something, start something, or has no page at all."""

import re
from pathlib import Path

import pytest

from tests.commands import House
from tests.evidence.out.pages import part
from tests.evidence.out.test_house_style import house_style, repacked

RELS = "word/_rels/document.xml.rels"
BEGIN, PART, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def related(mode: str) -> bytes:
    """Return a house style with a picture that lies elsewhere."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    one = f'<Relationship Id="rId99" Type="{kind}" Target="https://evil.example/p.png" TargetMode="{mode}"/>'
    plain = house_style()
    rels = part(plain, RELS).replace("</Relationships>", f"{one}</Relationships>")
    return repacked(plain, {RELS: rels.encode()})


def headed(xml: str) -> bytes:
    """Return a house style with something of Word's own in its header."""
    plain = house_style()
    header = part(plain, "word/header1.xml").replace("</w:hdr>", f"<w:p>{xml}</w:p></w:hdr>")
    return repacked(plain, {"word/header1.xml": header.encode()})


def field(*codes: str) -> str:
    """Return a field whose code is cut into pieces."""
    pieces = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return f"{BEGIN}{pieces}{PART}<w:r><w:t>x</w:t></w:r>{END}"


FETCHING = {
    "written-otherwise": lambda: related("&#69;xternal"),
    "picture-by-field": lambda: headed(field('INCLUDEPICTURE "https://evil.example/p.png" \\d')),
    "in-pieces": lambda: headed(field("INCLUDE", 'PICTURE "https://evil.example/p.png"')),
    "program": lambda: headed(field('DDEAUTO c:\\\\cmd.exe "/k"')),
    "simple": lambda: headed('<w:fldSimple w:instr="INCLUDETEXT &quot;https://evil.example/x&quot;"/>'),
    "drawn": lambda: headed(
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:imagedata src="https://evil.example/p.png"/></v:shape></w:pict></w:r>'
    ),
}


@pytest.mark.parametrize("how", FETCHING)
def test_what_fetches_is_refused_however_it_is_written(case: House, tmp_path: Path, how: str) -> None:
    """Whoever opens a report of the Board must not thereby call a stranger's computer, or start a program."""
    case.put("house-style.docx", FETCHING[how]())
    said = case.refuses("status", "-o", str(tmp_path / "status.docx"))
    assert "fetches something from elsewhere" in said


def test_numbers_of_pages_are_no_harm(case: House, tmp_path: Path) -> None:
    """Fields that only tell what is in the document itself are taken as they are."""
    case.put(
        "house-style.docx", headed(field("PAGE") + field("STYLEREF 1") + field('HYPERLINK "https://x.org"'))
    )
    case.does("status", "-o", str(tmp_path / "status.docx"))


def test_a_house_style_without_a_page_has_ours(case: House, tmp_path: Path) -> None:
    """Some programs write no page at all into an empty document; wide tables still get theirs."""
    plain = house_style()
    text = re.sub(r"<w:body>.*</w:body>", "<w:body/>", part(plain, "word/document.xml"), flags=re.DOTALL)
    case.put("house-style.docx", repacked(plain, {"word/document.xml": text.encode()}))
    for words in (("status",), ("deadlines", "SAR-2025-001"), ("show", "SAR-2025-001", "case")):
        case.does(*words, "-o", str(tmp_path / f"{words[0]}.docx"))
