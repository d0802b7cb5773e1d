"""A Board's own house style: a Word document whose styles, page, header and footer are taken, and nothing else."""

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from reviewctl.exchange.apart import apart
from reviewctl.exchange.parcel import check_parcel
from reviewctl.exchange.word.numbers import own_points
from reviewctl.exchange.word.plain import plain, softer_lines
from reviewctl.model.trouble import ReviewctlError

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

LARGEST = 4 << 20
"""Bytes that a house style may have: room for a crest in its header, and not for a book."""
_STYLES = (
    "Normal",
    *(f"Heading {level}" for level in range(1, 7)),
    "List Paragraph",
    "List Bullet",
    "List Number",
    "Quote",
    "Table Grid",
)
"""The styles that our documents use. Those that a house style lacks are as in ours."""
_FETCHING = re.compile(r"(?:^|[\s\\])(?:INCLUDE\w*|IMPORT|DDE|DDEAUTO|LINK|DATABASE|RD)\s", re.IGNORECASE)
"""Fields that fetch a picture, a text or data from elsewhere, or start another program, when a document is opened."""
_HEADING = re.compile(r"Heading [1-9]")
_LINK = "/relationships/hyperlink"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_TOLD = ("/custom-properties", "/metadata/thumbnail", "/attachedTemplate", "/comments", "/customXml")
"""Parts that say who made the house style, or from what; a document in it need not."""


def check_house(data: bytes) -> None:
    """Raise ReviewctlError, in one sentence and what to do, for what cannot be a house style.

    It must be a Word document without macros, embedded files or anything fetched from elsewhere, of 4 MB at most.
    """
    if len(data) > LARGEST:
        raise ReviewctlError(
            "The house style (house-style.docx) is larger than 4 MB.",
            "Make its pictures smaller, and save it again.",
        )
    try:
        check_parcel(data, "docx")
        apart(_tried, data)
    except ReviewctlError as error:
        raise ReviewctlError(
            f"The register's house-style.docx cannot be used. {error.message}",
            "Save a plain Word document (.docx) with the Board's styles there, or take the file away.",
        ) from None


def _check_inside(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        if _MAIN not in parcel.read("[Content_Types].xml"):
            raise ReviewctlError("It is a template (.dotx) or another kind of file, and not a Word document.")
        for name in parcel.namelist():
            if name.endswith((".rels", ".xml")) and _fetches(parcel.read(name)):
                raise ReviewctlError(
                    "It fetches something from elsewhere: a picture, a field, or a template that it hangs on."
                )


def _fetches(part: bytes) -> bool:
    """Whether a part is bound to anything outside the file, but for what is only a link to be followed."""
    from docx.oxml import parse_xml

    try:
        root: Any = parse_xml(part)
    except SyntaxError:
        raise ReviewctlError("A part of it is damaged.") from None
    return any(map(_is_bound, root.iter())) or _FETCHING.search("".join(_codes(root))) is not None


def _is_bound(element: Any) -> bool:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag.endswith("}imagedata"):
        return bool(element.get("src") or element.get("href"))
    return element.get("TargetMode") == "External" and _LINK not in (element.get("Type") or "")


def _codes(root: Any) -> Iterator[str]:
    """Yield what the fields of a part are to work out, which may be cut into many pieces."""
    from docx.oxml.ns import qn

    for one in root.iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:fldChar")):
        yield (one.text or "") if one.tag == qn("w:instrText") else f" {one.get(qn('w:instr')) or ''} "


def _tried(data: bytes) -> bool:
    """Look at what is in it, and make a document in it, as it will be made, in a process that may fail."""
    _check_inside(data)
    _made(data).save(io.BytesIO())
    return True


def at_home(data: bytes) -> "DocumentType":
    """Return the house style as an empty document, with our styles for those that it lacks.

    Raises ReviewctlError for one that cannot be used.
    """
    check_house(data)
    return _made(data)


def _made(data: bytes) -> "DocumentType":
    from docx import Document

    document = Document(io.BytesIO(data))
    ours = plain()
    _empty(document)
    if not document.sections:
        document.element.body.append(deepcopy(ours.sections[0]._sectPr))
    forget(document)
    _call_as_word_does(document)
    softer_lines(ours)
    for name in _STYLES:
        _lend(document, ours, name)
    return document


def _empty(document: "DocumentType") -> None:
    """Take out all but the last section's page, header and footer."""
    from docx.oxml.ns import qn

    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr") or child is not body[-1]:
            body.remove(child)


def forget(document: "DocumentType") -> None:
    """Take out who made the house style, with what and from where."""
    from docx.oxml.ns import qn

    package: Any = document.part.package
    parts = list(package.iter_parts())
    for holder in (package, *parts):
        for key in [key for key, one in holder.rels.items() if one.reltype.endswith(_TOLD)]:
            del holder.rels[key]
    settings: Any = document.settings.element
    for tag in ("w:attachedTemplate", "w:docVars", "w:rsids", "w:documentProtection", "w:trackRevisions"):
        for element in list(settings.findall(qn(tag))):
            settings.remove(element)
    for part in parts:
        if str(part.partname) == "/docProps/app.xml":
            part._blob = _APP


def _call_as_word_does(document: "DocumentType") -> None:
    """Write the names of headings small, as Word keeps them: LibreOffice does not, and they would not be found."""
    from docx.oxml.ns import qn

    names: Any = document.styles.element.iter(qn("w:name"))
    for one in names:
        if _HEADING.fullmatch(one.get(qn("w:val")) or ""):
            one.set(qn("w:val"), one.get(qn("w:val")).lower())


def _lend(document: "DocumentType", ours: "DocumentType", name: str) -> None:
    """Give a document a style of ours where it has none of that name."""
    from docx.oxml.ns import qn

    theirs: Any = document.styles
    if name in theirs:
        return
    element = deepcopy(ours.styles[name].element)
    for tag in ("w:next", "w:link", "w:uiPriority", "w:rsid"):
        for child in list(element.findall(qn(tag))):
            element.remove(child)
    taken = {one.style_id for one in theirs}
    if element.get(qn("w:styleId")) in taken:
        element.set(qn("w:styleId"), f"Our{element.get(qn('w:styleId'))}")
    based = element.find(qn("w:basedOn"))
    if based is not None and based.get(qn("w:val")) not in taken:
        element.remove(based)
    for number in _numbers(element):
        number.set(qn("w:val"), str(own_points(document)))
    theirs.element.append(element)


def _numbers(style: Any) -> Iterator[Any]:
    """Yield where a style says which list it is of."""
    from docx.oxml.ns import qn

    yield from style.iter(qn("w:numId"))
