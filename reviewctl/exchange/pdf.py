"""What can be got out of a pdf, by a reader or a program: the one home of pypdf."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from reviewctl.facts.scan.passage import Passage

_AROUND = 6
"""Words before and behind the end of a page that are read as one piece: no name has more."""
_BEFORE_A_MARK = re.compile(r"(?:\S+\s+){0,3}[^\W\d_]{2,}(?=\d{1,3}(?!\w))")
"""The mark of a note stands close behind a word, and would be read as a part of it."""
_SHOWING = (b"Tj", b"TJ", b"'", b'"')
_PIECES = 120
"""Pieces of text at each end of a page, of a letter at the least, that are read as its ends."""
_DEEPEST = 200
_SPOKEN = ("/Alt", "/ActualText", "/E", "/T")
"""What is told in a pdf's structure beside the text: words for pictures, for signs, for what is short."""


def texts_of(name: str, data: bytes) -> tuple[Passage, ...]:
    """Return every text of a pdf: pages, what stands across their ends, properties, structure, links, what is attached.

    Places are such as "overview-report.pdf, page 3". Raises ValueError for what is no pdf.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=True)
        return tuple(Passage(place, text) for place, text in _texts(name, reader) if text.strip())
    except PyPdfError:
        raise ValueError("a pdf that cannot be read back") from None


def _texts(name: str, reader: Any) -> Iterator[tuple[str, str]]:
    notes = frozenset(_notes(reader.trailer["/Root"].get("/StructTreeRoot")))
    pages = [_page(page, notes) for page in reader.pages]
    for number, (text, _) in enumerate(pages, 1):
        yield f"{name}, page {number}", text
        yield f"{name}, page {number}, before marks of notes", "\n\n".join(_BEFORE_A_MARK.findall(text))
    for number, (before, behind) in enumerate(pairwise(alone for _, alone in pages), 1):
        words = [*before.split()[-_AROUND:], *behind.split()[:_AROUND]]
        yield f"{name}, pages {number} and {number + 1}", " ".join(words)
    for key, value in (reader.metadata or {}).items():
        yield f"{name}, property {key.lstrip('/')}", str(value)
    yield f"{name}, properties (XMP)", _xmp(reader)
    yield f"{name}, list of contents", "\n\n".join(_outline(reader.outline))
    yield f"{name}, what is read aloud", "\n\n".join(_spoken(reader.trailer["/Root"].get("/StructTreeRoot")))
    yield f"{name}, links", "\n\n".join(_links(reader))
    for attached, held in reader.attachments.items():
        for one in held:
            yield f"{name}, attached file", f"{attached}\n\n{one.decode('utf-8', 'replace')}"


def _lines(text: str) -> str:
    return re.sub(r"[ \t]+\n", "\n", text)


def _page(page: Any, notes: frozenset[tuple[int, int]]) -> tuple[str, str]:
    """Return the text of a page, and that of its ends without what parts these from the text of other pages.

    That is its notes, and what stands over and under each page.
    """
    from pypdf.generic import ContentStream, NameObject

    # What draws the page is taken apart once for both: that takes the most of the time.
    stream = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")
    page[NameObject("/Contents")] = stream
    whole = _lines(page.extract_text())
    own = frozenset(mark for number, mark in notes if number == page.indirect_reference.idnum)
    stream.operations = _ends(list(_running(stream.operations, own)))
    return whole, str(page.extract_text())


def _ends(operations: list[tuple[Any, bytes]]) -> list[tuple[Any, bytes]]:
    """Return what draws a page without the words in its middle."""
    shown = [at for at, (_, operator) in enumerate(operations) if operator in _SHOWING]
    middle = set(shown[_PIECES:-_PIECES])
    return [one for at, one in enumerate(operations) if at not in middle]


def _running(operations: list[tuple[Any, bytes]], notes: frozenset[int]) -> Iterator[tuple[Any, bytes]]:
    """Yield what draws, but for what is marked as no part of the text, or as one of these notes."""
    open_: list[bool] = []
    for operands, operator in operations:
        if operator in (b"BMC", b"BDC"):
            open_.append(str(operands[0]) == "/Artifact" or _mark(operands) in notes)
        shown = operator in _SHOWING and any(open_)
        if operator == b"EMC" and open_:
            open_.pop()
        if not shown:
            yield operands, operator


def _mark(operands: Any) -> int | None:
    held: Any = operands[1] if len(operands) > 1 else None
    return held.get("/MCID") if hasattr(held, "get") else None


def _notes(element: Any, page: int = 0, within: bool = False, depth: int = 0) -> Iterator[tuple[int, int]]:
    """Yield what of a pdf's structure lies within a note: the number of its page's object, and of its mark there."""
    from pypdf.generic import ArrayObject, DictionaryObject

    held = element.get_object() if element is not None else None
    if depth > _DEEPEST:
        raise ValueError("a pdf that is deeper than any text is")
    if isinstance(held, ArrayObject):
        for one in held:
            yield from _notes(one, page, within, depth + 1)
    elif isinstance(held, DictionaryObject):
        page = held.raw_get("/Pg").idnum if "/Pg" in held else page
        if "/MCID" in held and within:
            yield page, int(str(held["/MCID"]))
        elif "/K" in held:
            yield from _notes(held.raw_get("/K"), page, within or held.get("/S") == "/Note", depth + 1)
    elif isinstance(held, int) and within:
        yield page, held


def _xmp(reader: Any) -> str:
    held = reader.trailer["/Root"].get("/Metadata")
    return "" if held is None else held.get_object().get_data().decode("utf-8", "replace")


def _outline(found: list[Any]) -> Iterator[str]:
    for one in found:
        if isinstance(one, list):
            yield from _outline(one)
        else:
            yield str(one.title)


def _spoken(element: Any, depth: int = 0) -> Iterator[str]:
    """Yield the words of a pdf's structure that stand for others."""
    from pypdf.generic import ArrayObject, DictionaryObject

    held = element.get_object() if element is not None else None
    if depth > _DEEPEST:
        raise ValueError("a pdf that is deeper than any text is")
    if isinstance(held, ArrayObject):
        for one in held:
            yield from _spoken(one, depth + 1)
    elif isinstance(held, DictionaryObject):
        yield from (str(held[key]) for key in _SPOKEN if key in held)
        if "/K" in held:
            yield from _spoken(held.raw_get("/K"), depth + 1)


def _links(reader: Any) -> Iterator[str]:
    """Yield where links lead, and what is noted on a page."""
    for page in reader.pages:
        for one in page.get("/Annots") or ():
            note = one.get_object()
            action = note.get("/A")
            yield from (str(note[key]) for key in ("/Contents", "/T", "/NM") if key in note)
            if action is not None:
                yield from (
                    str(value) for key, value in action.get_object().items() if key in ("/URI", "/F", "/JS")
                )
