"""What all tables of Word documents have in common: rows that stay whole, titles that stand again on every page."""

from collections.abc import Sequence
from typing import Any

TO_WRITE_IN = 24
"""As wide as so many characters is a column in which people write."""


def kept_whole(row: Any) -> None:
    """Keep a row on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeated(row: Any) -> None:
    """Have a table's titles stand again on every page, as screen readers want them, too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def weight(texts: Sequence[str]) -> int:
    """Return how much room a column wants, by its words: one that is empty below its title is there to write in."""
    if len(texts) > 1 and not any(texts[1:]):
        return TO_WRITE_IN
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    return max(min(max(map(len, texts)), 28), longest_word + 2, 8)
