"""Words as they are typed on a command line that is shown to be copied."""

import shlex

_TAKEN_APART = frozenset('"$`\\!')
"""What a shell reads otherwise even between double quotes."""


def typed(word: str) -> str:
    """Return a word as it is typed: in quotes where a shell would take it apart."""
    if word.isascii() and word.replace("-", "").isalnum():
        return word
    return shlex.quote(word) if _TAKEN_APART & set(word) else f'"{word}"'
