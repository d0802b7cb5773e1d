"""The text of a document cut into its parts, so that a change in it can be placed without being shown."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from reviewctl.facts.headings import names_of, plain
from reviewctl.model.kind import HeadingRule

_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
WORD = re.compile(r"\w+(?:['’-]\w+)*")
"""What counts as one word of a text."""
_DEEPEST = 6


class Passage(Struct, frozen=True):
    """A part of a text: what the policy calls it ("" for a part of the author's own), and its words.

    `text` is narrative: it is compared and counted, and never shown.
    """

    title: str
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(WORD.findall(self.text))

    def __repr__(self) -> str:
        """Return it without its text, which no error and no log may show."""
        return f"Passage({self.title!r}, {self.words} words)"


class Turned(Struct, frozen=True):
    """How many words came into a text, and how many went out of it."""

    added: int
    removed: int


def turned(before: Passage | None, after: Passage | None) -> Turned:
    """Return how many words are in one text and not in the other, each as often as it stands there.

    Words that only stand elsewhere are neither: both are nought, though the texts differ.
    """
    old, new = (Counter(WORD.findall(one.text) if one is not None else ()) for one in (before, after))
    return Turned((new - old).total(), (old - new).total())


class _Part(Struct):
    """A part while it is being read: its place among the parts, its heading made plain, its rank, its lines."""

    known: HeadingRule | None
    plain: str
    level: int
    lines: list[str]


def passages(body: str, headings: Sequence[HeadingRule]) -> dict[str, Passage]:
    """Return the parts of a Markdown text by a name for each, in their order; parts without a word are none.

    A part that the policy knows bears its heading's id. One that it does not know belongs to the known part above
    it, if its heading is of a lower rank; else it bears the words of its own heading, made plain, behind a "#".
    A part that is there twice is one. Where the policy gives no headings, the whole text is one part, named "".
    """
    found: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for part in _joined(_parts(body, headings)) if headings else [_Part(None, "", 0, body.splitlines())]:
        name = part.known.id if part.known is not None else f"#{part.plain}" if part.plain else ""
        found.setdefault(name, []).extend(part.lines)
        titles[name] = part.known.title if part.known is not None else ""
    texts = {name: "\n".join(line.rstrip() for line in lines).strip() for name, lines in found.items()}
    return {name: Passage(titles[name], text) for name, text in texts.items() if text}


def _joined(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Yield the parts, those that the policy does not know within the known one they stand under."""
    above: _Part | None = None
    for part in parts:
        if part.known is None and above is not None and above.level < part.level:
            above.lines += part.lines
            continue
        if above is not None:
            yield above
        above = part
    if above is not None:
        yield above


def _parts(body: str, headings: Sequence[HeadingRule]) -> Iterator[_Part]:
    known = {name: one for one in headings for name in names_of(one)}
    part, fence = _Part(None, "", _DEEPEST, []), ""
    for line in body.splitlines():
        marks = _FENCE.match(line)
        if fence:
            fence = "" if marks and marks[1].startswith(fence) else fence
        elif marks:
            fence = marks[1]
        heading = _heading(line, part.lines) if not fence and not marks else None
        if heading is None:
            part.lines.append(line)
            continue
        level, title, own = heading
        yield part
        name = plain(title)
        part = _Part(known.get(name), name, level, [])
        # The heading is a part of the text, but for one that the policy gives: there only its rank is the author's.
        part.lines += own if part.known is None else []
    yield part


def _heading(line: str, before: list[str]) -> tuple[int, str, list[str]] | None:
    """Return a heading's rank, its words and its line; an underlined one is taken out of the lines before."""
    marked = _marked(line)
    if marked is not None:
        return *marked, [line]
    under = _UNDERLINE.fullmatch(line)
    if under is not None and before and before[-1].strip():
        title = before.pop()
        return 1 if under[1].startswith("=") else 2, title, [title, line]
    return None


def _marked(line: str) -> tuple[int, str] | None:
    """Return the rank and the words of a heading behind "#" marks; None for any other line."""
    text = line.strip(" \t")
    words = text.lstrip("#")
    level = len(text) - len(words)
    if not 0 < level <= _DEEPEST or words[:1].strip(" \t") or line[:4].isspace():
        return None
    title = words.strip(" \t")
    closed = title.rstrip("#")
    return level, closed.rstrip(" \t") if closed[-1:] in ("", " ", "\t") else title
