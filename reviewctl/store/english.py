"""The words of the English language that come with reviewctl (reviewctl/words/english.txt)."""

from functools import cache
from pathlib import Path


@cache
def english_words() -> frozenset[str]:
    """Return the words of the language, in small letters, by which a word is told from a name."""
    text = (Path(__file__).parent.parent / "words" / "english.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
