"""How facts and rules say a day in a sentence: the same on every computer."""

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def plain(on: date) -> str:
    """Return a date as a person writes it: `2 May 2026`."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
