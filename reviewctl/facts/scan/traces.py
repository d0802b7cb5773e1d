"""What is known of a hit again in another shape of the same text: in the page or the file that was made of it.

A clearance is of one passage of the record, to the letter. The web page, the Word file and the PDF that are made of
it have other paragraphs, other blanks and no markup; what was found there is the same where the same kind of thing is
written in the same letters, with the same letters before it or behind it.
"""

import re

from msgspec import Struct

from reviewctl.facts.scan.folded import readings
from reviewctl.facts.scan.passage import Hit, Passage

_ROUND = 12
"""So many letters before and behind tell a place from another. A page may end between two of them."""
_LOOKED_AT = 120
"""So many signs of the text hold them, with the markup that stands between."""
_NO_LETTER = re.compile(r"[\W_]+")
_PROPERTY = re.compile(r"\bproperty\b|\bdocProps/|\bbeside the text\b")


class Trace(Struct, frozen=True):
    """How a hit is known again: its kind, its letters, and those before and behind it. Never shown."""

    kind: str
    letters: str
    before: str
    behind: str

    def __repr__(self) -> str:
        return f"Trace({self.kind!r})"

    def like(self, other: "Trace") -> bool:
        """Whether another trace is that of the same place in another shape of the text.

        There a page may have ended between two letters of it, or a cell may hold nothing else.
        """
        if self.kind != other.kind:
            return False
        before, behind = _ends_alike(self.before, other.before), _begins_alike(self.behind, other.behind)
        if self.letters == other.letters:
            return before or behind or not (other.before or other.behind)
        cut_behind = self.letters.startswith(other.letters) and before
        return cut_behind or (self.letters.endswith(other.letters) and behind)


def trace_of(hit: Hit, passage: Passage) -> Trace:
    """Return the trace of a hit in its passage."""
    text, end = passage.text, hit.start + hit.length
    return Trace(
        hit.kind,
        letters_of(text[hit.start : end]),
        letters_of(text[max(0, hit.start - _LOOKED_AT) : hit.start])[-_ROUND:],
        letters_of(text[end : end + _LOOKED_AT])[:_ROUND],
    )


def is_property(passage: Passage) -> bool:
    """Whether a passage is a property of a document, such as its author, which no paragraph of a text accounts for."""
    return _PROPERTY.search(passage.place) is not None


def letters_of(text: str) -> str:
    """Return the letters and digits of a text as it is read, run together: all that no shape of it changes."""
    return _NO_LETTER.sub("", readings(text)[0].text)


def _ends_alike(one: str, other: str) -> bool:
    least = min(len(one), len(other))
    return least > 0 and one[-least:] == other[-least:]


def _begins_alike(one: str, other: str) -> bool:
    least = min(len(one), len(other))
    return least > 0 and one[:least] == other[:least]
