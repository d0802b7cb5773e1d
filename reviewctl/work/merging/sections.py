"""Three versions of a text under front matter made one: by lines as git does it, else section by section."""

import re
from collections.abc import Callable, Mapping

from reviewctl.work.merging.items import ABSENT, Row, laid
from reviewctl.work.merging.values import Clash, Merged, Side

Lines = Callable[[bytes, bytes, bytes], bytes | None]
"""What merges base, mine and theirs line by line; None where both changed the same lines."""

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\r?\n?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def merge_bodies(
    document: str, base: str, mine: str, theirs: str, chosen: Mapping[str, Side], lines: Lines
) -> Merged:
    """Return the three versions of a document's text as one, and each section that both sides changed differently.

    Such a section is addressed by the words of its heading: `report.text[findings]`, and what stands above the first
    heading by the document alone: `referral.text`.
    """
    settled = _settled(base, mine, theirs)
    if settled is not None:
        return Merged(settled, ())
    whole = lines(base.encode(), mine.encode(), theirs.encode())
    if whole is not None:
        return Merged(whole.decode(), ())
    was, own, other = (sections(text) for text in (base, mine, theirs))
    clashes: list[Clash] = []

    def one(name: str) -> object:
        sides = (was.get(name, ABSENT), own.get(name, ABSENT), other.get(name, ABSENT))
        made = _settled(*sides)
        if made is None and not any(side is ABSENT for side in sides):
            merged = lines(*(str(side).encode() for side in sides))
            made = merged.decode() if merged is not None else None
        if made is not None:
            return made
        address = f"{document}.text[{name}]" if name else f"{document}.text"
        clashes.append(Clash(address, *sides, section=name))
        return sides[2] if chosen.get(address) == "theirs" else sides[1]

    made = {name: one(name) for name in dict.fromkeys([*own, *other, *was])}
    rows = {name: Row(made[name], name not in was) for name in own}
    parts = laid([*rows.values()], [(rows.get(name), made[name]) for name in other])
    return Merged(_joined(parts), tuple(clashes))


def sections(text: str) -> dict[str, str]:
    """Return a Markdown text by its headings, each with its own line; what stands above the first is named "".

    A heading is named by its words in small letters with hyphens, the second of that name with `-2` behind it. Lines
    between fences are no headings.
    """
    found: dict[str, str] = {}
    name, fence = "", ""
    for line in text.splitlines(keepends=True):
        marks = _FENCE.match(line)
        if fence:
            fence = "" if marks and marks[1].startswith(fence) else fence
        elif marks:
            fence = marks[1]
        elif (heading := _HEADING.fullmatch(line)) is not None:
            name = _unused(_plain(heading[1] or ""), found)
        found[name] = found.get(name, "") + line
    return found


def _plain(words: str) -> str:
    return re.sub(r"\W+", "-", words.casefold()).strip("-") or "untitled"


def _unused(name: str, found: Mapping[str, str]) -> str:
    number = 2
    tried = name
    while tried in found:
        tried = f"{name}-{number}"
        number += 1
    return tried


def _settled(base: object, mine: object, theirs: object) -> object | None:
    """Return the one version that holds where not both sides changed it, or both to the same; else None."""
    if mine == theirs or base == theirs:
        return mine
    return theirs if base == mine else None


def _joined(parts: list[object]) -> str:
    """Return the parts as one text. One that was the last in its file may lack its line end."""
    texts = [str(one) for one in parts if one]
    end = "\r\n" if any("\r\n" in one for one in texts) else "\n"
    ended = [one if one.endswith("\n") else one + end for one in texts[:-1]]
    return "".join([*ended, *texts[-1:]])
