"""Words in a row, as the tables of the scanners are written."""


def in_order(text: str) -> tuple[str, ...]:
    """Return the words of a text in their order."""
    return tuple(text.split())


def listed(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())
