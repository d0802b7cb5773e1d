"""From bytes to text: what may stand in a file at all, before anyone asks what it means."""

import re
import unicodedata

from msgspec import Struct

from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot

TOO_LARGE = declare("FIL001", "file-too-large", "error")
NOT_UTF8 = declare("FIL002", "not-utf-8", "error")
UNSEEN = declare("FIL003", "unseen-character", "error")
LINE_ENDS = declare("FIL004", "old-line-ends", "error")
CONFLICT = declare("FIL005", "merge-conflict", "error")

BOM = b"\xef\xbb\xbf"

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, NEL among them
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"  # no width
    "\u200b-\u200f\u2060-\u206f\u3164\ufeff\uffa0"
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"  # direction, annotation, not characters at all
    "\U000e0000-\U000e0fff]"  # tags and other unseen selectors
)
"""What no file of a register may hold: it cannot be seen, or it makes the reader see something else."""

_PLAIN = bytes({9, 10, *range(32, 127)} - set(b"<>"))
"""What nothing can be wrong with; the signs of a merge conflict and CR are looked at, if there are any."""
_CONFLICT_LINE = re.compile(r"^[ \t]*(<{7}|={7}|>{7}|\|{7})(?=[ \t\r]|$)", re.MULTILINE)
_SHOWN = 20

_NAMES = {"\x00": "NUL", "\x1b": "ESC", "\x7f": "DELETE", "\x85": "NEXT LINE", "\x0c": "FORM FEED"}


class Decoded(Struct, frozen=True):
    """A file's text, whether a byte order mark stood before it, and what is wrong with it as text.

    Where there are findings the text is not to be read further: what it would be taken to say is not what
    its author sees. Where the bytes are no text at all, the text is empty.
    """

    text: str
    bom: bool
    findings: tuple[Finding, ...]


def decode(data: bytes, path: str, limit: int) -> Decoded:
    """Return the text of a file's bytes with everything found wrong in it. Never raises.

    `limit` is the most bytes that a file of this kind may have. One byte order mark is tolerated and is kept
    out of the text; line ends stay as they are.
    """
    if len(data) > limit:
        return Decoded("", False, (_too_large(len(data), path, limit),))
    bom = data.startswith(BOM)
    content = data[len(BOM) :] if bom else data
    if _looks_like_utf16(content):
        return Decoded("", bom, (_not_utf8(content, 0, path),))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Decoded("", bom, (_not_utf8(content, error.start, path),))
    return Decoded(text, bom, tuple(sorted(_faults(text, content, path), key=lambda f: f.spot)))


def _faults(text: str, content: bytes, path: str) -> list[Finding]:
    found: list[Finding] = []
    # Deleting every plain byte is ten times faster than a search, and leaves whole characters: a few or none.
    # What stood together in the file stands together in them.
    rest = content.translate(None, _PLAIN)
    if not rest:
        return found
    if FORBIDDEN.search(rest.decode("utf-8")):
        found += _unseen(text, path)
    if b"\r" in rest:
        found += _old_line_ends(text, path)
    if b"<<<<<<<" in rest or b">>>>>>>" in rest:
        found += _conflicts(text, path)
    return found


def spot_of(text: str, offset: int, path: str) -> Spot:
    """Return the place of a character of the text, lines and columns counted from 1."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    before = text[:offset]
    line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
    return Spot(path, line, offset - start + 1)


def _too_large(size: int, path: str, limit: int) -> Finding:
    return TOO_LARGE.finding(
        Spot(path),
        f"this file is too large: {size // 1024:,} KB, where {limit // 1024:,} KB is the most.",
        help="Keep the paper itself in your document store and name it in papers.yaml.",
    )


def _looks_like_utf16(content: bytes) -> bool:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    # Latin letters in UTF-16 have a NUL as every second byte, which is valid UTF-8 and means nothing.
    head = content[:400]
    return head.count(0) * 3 > len(head)


def _not_utf8(content: bytes, offset: int, path: str) -> Finding:
    line = content.count(b"\n", 0, offset) + 1
    start = content.rfind(b"\n", 0, offset) + 1
    column = len(content[start:offset].decode("utf-8", "replace")) + 1
    kind = _encoding(content)
    return NOT_UTF8.finding(
        Spot(path, line, column),
        f"this file is not saved as UTF-8 text (byte {offset + 1}); it looks like {kind}.",
        help="In your editor choose Save with Encoding, UTF-8; then look at accents and quotation marks.",
    )


def _encoding(content: bytes) -> str:
    if _looks_like_utf16(content):
        return "UTF-16"
    # Latin-1 has no characters at 0x80-0x9f; there Windows puts its curly quotation marks and dashes.
    return "Windows (cp1252) text" if any(0x80 <= byte <= 0x9F for byte in content) else "Latin-1 text"


def _unseen(text: str, path: str) -> list[Finding]:
    hits = [hit.start() for hit in FORBIDDEN.finditer(text)]
    found = [unseen(spot_of(text, offset, path), text[offset]) for offset in hits[:_SHOWN]]
    if len(hits) > _SHOWN:
        more = len(hits) - _SHOWN
        found.append(
            UNSEEN.finding(
                spot_of(text, hits[_SHOWN], path), f"from here on there are {more:,} more such characters."
            )
        )
    return found


def describe_character(character: str) -> str:
    """Return a character that cannot be shown as its number and its name: `U+200B ZERO WIDTH SPACE`."""
    name = _NAMES.get(character) or unicodedata.name(character, "a control character")
    return f"U+{ord(character):04X} {name}"


def unseen(spot: Spot, character: str) -> Finding:
    """Return the finding for a character that cannot be seen; it is named unless it is "" (not known)."""
    name = f" ({describe_character(character)})" if character else ""
    return UNSEEN.finding(
        spot,
        f"there is a character here that cannot be seen{name}.",
        help="Delete it. Where it came with pasted text (Word, a PDF, a web page), type the line again.",
    )


def first_unseen(text: str, path: str, line_offset: int) -> Finding:
    """Return the finding for the first unseen character of a text that libyaml would not take at all."""
    hit = FORBIDDEN.search(text)
    at = spot_of(text, hit.start() if hit else 0, path)
    return unseen(Spot(path, at.line + line_offset, at.column), hit[0] if hit else "")


def _old_line_ends(text: str, path: str) -> list[Finding]:
    alone = re.search("\r(?!\n)", text)
    if alone is None:
        return []
    return [
        LINE_ENDS.finding(
            spot_of(text, alone.start(), path),
            "this line ends in the way of old Macintosh files (CR alone).",
            help="In your editor set the line ends of this file to LF or CRLF and save it.",
        )
    ]


def _conflicts(text: str, path: str) -> list[Finding]:
    found: list[Finding] = []
    opened = last = 0
    for hit in _CONFLICT_LINE.finditer(text):
        line = text.count("\n", 0, hit.start()) + 1
        mark = hit[1][0]
        if mark == ">":
            found.append(_conflict(opened or line, line, path))
            opened = 0
        elif mark == "<":
            if opened:
                found.append(_conflict(opened, last, path))
            opened = line
        # A row of equals signs under a heading is Markdown; only within a conflict is it a part of one.
        last = line
    if opened:
        found.append(_conflict(opened, last, path))
    return found


def _conflict(first: int, last: int, path: str) -> Finding:
    where = f"lines {first}-{last}" if last > first else f"line {first}"
    return CONFLICT.finding(
        Spot(path, first, 1),
        f"merge conflict not resolved: {where}.",
        help="Two people changed these lines. Keep what is right; delete the lines of <, = and > signs.",
    )
