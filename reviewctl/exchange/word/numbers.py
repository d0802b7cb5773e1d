"""Lists of Word documents: points, and numbers that begin anew with each list, on paper of any house."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

LEVELS = 4
"""Lists within lists to this depth are moved in further; deeper ones stay there."""
_INDENT = 397
"""Twentieths of a point that each level is moved in: 7 mm."""
_POINTS = ("•", "–", "▪", "·")
_NUMBERS = ("decimal", "lowerLetter", "lowerRoman", "decimal")
_POINTS_ID = "52455631"
_NUMBERS_ID = "52455632"
"""By these (w:nsid) the definitions of ours are known again."""


def own_points(document: "DocumentType") -> int:
    """Return the number of our list of points in this document, making it where there is none."""
    numbering = _numbering(document)
    abstract = _abstract(numbering, _POINTS_ID, numbers=False)
    return _instance_of(numbering, abstract) or _number_of(_new_instance(numbering, abstract))


def new_numbers(document: "DocumentType", level: int, start: int) -> int:
    """Return the number of a new numbered list, which begins with `start` at its level."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    numbering = _numbering(document)
    instance = _new_instance(numbering, _abstract(numbering, _NUMBERS_ID, numbers=True))
    override = OxmlElement("w:lvlOverride")
    override.set(qn("w:ilvl"), str(level))
    begin = OxmlElement("w:startOverride")
    begin.set(qn("w:val"), str(start))
    override.append(begin)
    instance.append(override)
    return _number_of(instance)


def _numbering(document: "DocumentType") -> Any:
    """Return the element that holds the document's lists; a house style may have come without one."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.parts.numbering import NumberingPart

    part = document.part
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in part.rels.values()):
        element: Any = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        package: Any = part.package
        new = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, package)
        part.relate_to(new, RELATIONSHIP_TYPE.NUMBERING)
    held: Any = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    return held.element


def _abstract(numbering: Any, own: str, *, numbers: bool) -> str:
    """Return the id of a definition of ours, making it where there is none: before all that is of a definition."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    known = numbering.findall(qn("w:abstractNum"))
    for one in known:
        nsid = one.find(qn("w:nsid"))
        if nsid is not None and nsid.get(qn("w:val")) == own:
            return str(one.get(qn("w:abstractNumId")))
    new = str(1 + max((int(one.get(qn("w:abstractNumId"))) for one in known), default=-1))
    levels = "".join(_level(at, numbers=numbers) for at in range(LEVELS))
    element = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{new}"><w:nsid w:val="{own}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )
    behind = known or numbering.findall(qn("w:numPicBullet"))
    numbering.insert(numbering.index(behind[-1]) + 1 if behind else 0, element)
    return new


def _level(at: int, *, numbers: bool) -> str:
    form, text = (_NUMBERS[at], f"%{at + 1}.") if numbers else ("bullet", _POINTS[at])
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_INDENT * (at + 1)}" w:hanging="{_INDENT}"/></w:pPr></w:lvl>'
    )


def _instance_of(numbering: Any, abstract: str) -> int | None:
    from docx.oxml.ns import qn

    for one in numbering.findall(qn("w:num")):
        if one.find(qn("w:abstractNumId")).get(qn("w:val")) == abstract:
            return _number_of(one)
    return None


def _number_of(instance: Any) -> int:
    from docx.oxml.ns import qn

    return int(instance.get(qn("w:numId")))


def _new_instance(numbering: Any, abstract: str) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    known = numbering.findall(qn("w:num"))
    new = 1 + max(map(_number_of, known), default=0)
    element = parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{new}"><w:abstractNumId w:val="{abstract}"/></w:num>'
    )
    behind = known or numbering.findall(qn("w:abstractNum"))
    numbering.insert(numbering.index(behind[-1]) + 1, element)
    return element
