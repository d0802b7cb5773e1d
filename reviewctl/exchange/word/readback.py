"""What can be got out of a Word document, by a reader or a program."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from reviewctl.exchange.word.numbers import new_numbers, own_points
from reviewctl.exchange.word.plain import plain
from reviewctl.facts.scan.passage import Passage

_TELLS_NOTHING = re.compile(r"[0-9A-Fa-f.,%:+-]*|\w{1,2}")
"""Numbers, colours and the like: no words of anybody's."""


def document_texts(name: str, data: bytes) -> tuple[Passage, ...]:
    """Return every text of a .docx: each paragraph, each row of a table as a whole, properties, relations and names.

    Places are such as "overview-report.docx, paragraph 12" and "overview-report.docx, word/footer1.xml". Raises
    ValueError for what is no such file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            found = list(_texts(parcel))
    except zipfile.BadZipFile:
        raise ValueError("a Word document that cannot be read back") from None
    return tuple(Passage(f"{name}, {place}", text) for place, text in found if text.strip())


def _texts(parcel: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    yield "names of its parts", "\n\n".join(parcel.namelist())
    yield "remark on the file", parcel.comment.decode("utf-8", "replace")
    for part in parcel.namelist():
        if not part.endswith((".xml", ".rels")):
            continue
        yield from _part(part, parcel.read(part))


def _part(part: str, data: bytes) -> Iterator[tuple[str, str]]:
    from docx.oxml import parse_xml

    root: Any = parse_xml(data)
    body = part == "word/document.xml"
    for number, (kind, text) in enumerate(_pieces(root), 1):
        yield (f"{kind} {number}" if body else f"{part}"), text
    told = dict.fromkeys(one for one in _beside(root) if one not in _ours())
    yield f"{part}, beside the text", "\n\n".join(told)


@lru_cache(maxsize=1)
def _ours() -> frozenset[str]:
    """Return what every document of ours tells beside its text: names of styles, of types and of settings."""
    from docx.oxml import parse_xml

    out, document = io.BytesIO(), plain()
    own_points(document)
    new_numbers(document, 0, 1)
    document.save(out)
    with zipfile.ZipFile(out) as parcel:
        parts = [parcel.read(name) for name in parcel.namelist() if name.endswith((".xml", ".rels"))]
    return frozenset(one for part in parts for one in _beside(parse_xml(part)))


def _pieces(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs and rows of a part, or the texts of each element where it has neither.

    What stands in a row is read with it as a whole: a first name may stand in one cell, and the other in the next.
    """
    paragraphs = [one for one in root.iter() if _name(one) == "p"]
    if not paragraphs:
        yield from (("text", one.text) for one in root.iter() if isinstance(one.tag, str) and one.text)
    for one in root.iter():
        if _name(one) not in ("p", "tr") or any(_name(above) == "tr" for above in one.iterancestors()):
            continue
        if _name(one) == "p":
            yield "paragraph", _words(one)
        else:
            yield "row", " ".join(_words(cell) for cell in one if _name(cell) == "tc")


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element: Any) -> str:
    """Return the text within an element, with breaks as they are read; each paragraph in it is a line."""
    out: list[str] = []
    for one in element.iter():
        match _name(one):
            case "t" | "delText" | "instrText":
                out.append(one.text or "")
            case "tab" if _name(one.getparent()) == "r":
                out.append("\t")
            case "vertAlign" | "footnoteReference":
                out.append(" ")
            case "br" | "cr":
                out.append("\n")
            case "noBreakHyphen":
                out.append("-")
            case "p" if out:
                out.append("\n")
    return "".join(out)


def _beside(root: Any) -> Iterator[str]:
    """Yield what is told in attributes, and in remarks and instructions within the XML itself."""
    around = (*root.itersiblings(preceding=True), *root.itersiblings())
    for one in (*around, *root.iter()):
        if not isinstance(one.tag, str):
            yield one.text or ""
            continue
        yield from (value for value in one.attrib.values() if not _TELLS_NOTHING.fullmatch(value))
