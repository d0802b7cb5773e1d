"""Whether a pseudonym may be a person's own name: git keeps for ever what it is given."""

_PLAIN = {
    "adult",
    "child",
    "person",
    "resident",
    "subject",
    "sibling",
    "brother",
    "sister",
    "mother",
    "father",
}


def may_be_a_name(text: str) -> bool:
    """Whether a word may be a person's own: two words or more with capitals, none of them a plain pseudonym's."""
    words = text.split()
    return (
        len(words) > 1
        and words[0].casefold() not in _PLAIN
        and all(len(word) > 2 and word[0].isupper() and word[1:].islower() for word in words)
    )
