"""Word documents for the tests: made with python-docx, and where it cannot make a thing, out of Word's own XML."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.oxml import parse_xml

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def run(text: str, settings: str = "") -> str:
    """Return a run as Word writes it."""
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, settings: str = "") -> str:
    """Return a paragraph as Word writes it."""
    return f"<w:p><w:pPr>{settings}</w:pPr>{inner}</w:p>"


def headed(text: str, level: int = 1) -> str:
    """Return a heading as Word writes it."""
    return paragraph(run(text), f'<w:pStyle w:val="Heading{level}"/>')


def put(document: Any, xml: str) -> None:
    """Put Word's own XML at the end of a document: one or more blocks."""
    root = parse_xml(f"<w:body {NAMES}>{xml}</w:body>")
    for one in list(root):
        document.element.body.insert(len(document.element.body) - 1, one)


def saved(document: Any) -> bytes:
    """Return a document as the bytes of its file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def of_xml(*blocks: str) -> bytes:
    """Return a document with these blocks of Word's own XML."""
    document = Document()
    put(document, "".join(blocks))
    return saved(document)


def with_parts(
    data: bytes, parts: Mapping[str, str | bytes], relations: Mapping[str, str] | None = None
) -> bytes:
    """Return a package with parts put in or in the place of others, and relations from the text to them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels" and relations:
                more = "".join(
                    f'<Relationship Id="x{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    f'relationships/{kind}" Target="{target}"/>'
                    for number, (kind, target) in enumerate(relations.items())
                )
                content = content.replace(b"</Relationships>", f"{more}</Relationships>".encode())
            if name == "[Content_Types].xml":
                kinds = "".join(
                    f'<Override PartName="/word/{kind}.xml" ContentType="application/vnd.openxmlformats-'
                    f'officedocument.wordprocessingml.{kind}+xml"/>'
                    for kind in (relations or {})
                )
                content = content.replace(b"</Types>", f"{kinds}</Types>".encode())
            if name not in parts:
                new.writestr(name, content)
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def with_notes(data: bytes, **notes: str) -> bytes:
    """Return a document with footnotes: `n2="text"` is the one with the number 2 in the file."""
    inner = "".join(
        f'<w:footnote w:id="{key[1:]}">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(f" {text}"))}</w:footnote>'
        for key, text in notes.items()
    )
    xml = f'<w:footnotes {NAMES}><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>{inner}</w:footnotes>'
    return with_parts(data, {"word/footnotes.xml": xml}, {"footnotes": "footnotes.xml"})


def note(number: int) -> str:
    """Return what refers to a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def words_of(text: str) -> list[str]:
    """Return the words of a text, signs of Markdown aside."""
    return re.findall(r"[^\W_]+", text)
