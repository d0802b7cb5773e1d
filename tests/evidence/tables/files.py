"""Files such as agencies send, and such as nobody should, made for the tests."""

import io
import zipfile
from typing import Any

from docx import Document
from openpyxl import Workbook

from reviewctl.exchange.tables import read_agency_file
from reviewctl.model.sheet import AgencyFile, TimedValue

WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
SHEET = "xl/worksheets/sheet1.xml"
CALC = b"""<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">"""
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def saved(book: Any) -> bytes:
    """Return a workbook or a document of either library as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        return {name: parcel.read(name) for name in parcel.namelist()}


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a file made of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as parcel:
        for name, data in parts.items():
            parcel.writestr(name, data)
    return out.getvalue()


PLAIN_XLSX = saved(Workbook())
PLAIN_DOCX = saved(Document())


def sheet_of(xml: bytes, **more: bytes) -> bytes:
    """Return a workbook whose only sheet holds these rows as XML."""
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return packed({**parts_of(PLAIN_XLSX), SHEET: head + xml + b"</sheetData></worksheet>", **more})


def document_of(body: bytes, **more: bytes) -> bytes:
    """Return a Word document with this body as XML."""
    whole = {**parts_of(PLAIN_DOCX), "word/document.xml": WORD + body + b"</w:body></w:document>"}
    return packed({**whole, **more})


def table_of(*rows: tuple[bytes, ...]) -> bytes:
    """Return the XML of a table of Word, of cells as XML within their paragraphs."""
    lines = (
        b"<w:tr>" + b"".join(b"<w:tc><w:p>%s</w:p></w:tc>" % cell for cell in row) + b"</w:tr>"
        for row in rows
    )
    return b"<w:tbl>" + b"".join(lines) + b"</w:tbl>"


def words(text: str) -> bytes:
    """Return the XML of a run of Word."""
    return b'<w:r><w:t xml:space="preserve">%s</w:t></w:r>' % text.encode()


def spreadsheet_of(body: bytes, styles: bytes = b"", **more: bytes) -> bytes:
    """Return an OpenDocument spreadsheet with this body as XML."""
    content = CALC + b"<office:automatic-styles>" + styles + b"</office:automatic-styles><office:body>"
    whole = (
        content
        + b"<office:spreadsheet>"
        + body
        + b"</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": ODS_TYPE, "content.xml": whole, **more})


def cells_of(file: AgencyFile, table: int = 0) -> list[tuple[TimedValue, ...]]:
    """Return the cells of one table."""
    return [row.cells for row in file.tables[table].rows]


def read(data: bytes, name: str = "chronology") -> AgencyFile:
    """Return a file as it is read."""
    return read_agency_file(data, name)
