"""The parts of a written document: which of the policy's headings it has, and which say something."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from reviewctl.facts.coverage import NOT_PLACED
from reviewctl.facts.headings import names_of, plain
from reviewctl.model.kind import HeadingRule
from reviewctl.model.review import Document
from reviewctl.rules.inquire import paragraphs

_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})\s*$")


@lru_cache(maxsize=16)
def parts(body: str) -> tuple[tuple[str, str], ...]:
    """Return each heading of a Markdown text, made plain, with the text that stands under it.

    Text under a heading of a lower rank belongs to the higher one too where that comes straight before it.
    Several rules ask for the parts of one document, one after the other.
    """
    return tuple(_parts(body))


def _parts(body: str) -> Iterator[tuple[str, str]]:
    title, lines, before = "", [], ""
    for line in (*body.splitlines(), "# "):
        found = _HEADING.match(line)
        under = _UNDERLINE.match(line) if before.strip() else None
        if found is None and under is None:
            lines.append(line)
            before = line
            continue
        text = "\n".join(lines[:-1] if under else lines)
        yield plain(title), text
        title, lines = (before if under else (found[1] if found else "")), []
        before = ""


def missing_headings(document: Document, wanted: tuple[HeadingRule, ...]) -> Iterator[HeadingRule]:
    """Yield the parts that a document must have and has not, by any of their names."""
    there = {title for title, _ in parts(document.body)}
    for heading in wanted:
        if not names_of(heading) & there:
            yield heading


def empty_headings(document: Document, wanted: tuple[HeadingRule, ...]) -> Iterator[HeadingRule]:
    """Yield the parts that a document has by name only, with nothing under the heading."""
    found = parts(document.body)
    known = {plain(NOT_PLACED), *(name for heading in wanted for name in names_of(heading))}
    for heading in wanted:
        names = names_of(heading)
        places = [i for i, (title, _) in enumerate(found) if title in names]
        if places and not any(_says_something(found, i, known) for i in places):
            yield heading


def _says_something(found: tuple[tuple[str, str], ...], place: int, known: Collection[str]) -> bool:
    """Whether there is text under a heading, or under the headings between it and the next one that is known."""
    for i in range(place, len(found)):
        if i > place and found[i][0] in known:
            return False
        if any(paragraphs(found[i][1])):
            return True
    return False
