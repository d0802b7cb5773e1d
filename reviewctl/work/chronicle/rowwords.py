"""Rows of a table as a person lists them."""

from collections.abc import Sequence

from reviewctl.render.pages.naming import listed


def rows_words(rows: Sequence[int]) -> str:
    """Return "row 4", or "rows 4, 9 to 12 and 20"."""
    return f"{'row' if len(rows) == 1 else 'rows'} {spans(rows)}"


def spans(rows: Sequence[int]) -> str:
    """Return numbers as a person lists them: "4, 9 to 12 and 20"."""
    found: list[list[int]] = []
    for row in sorted(set(rows)):
        if found and row == found[-1][-1] + 1:
            found[-1].append(row)
        else:
            found.append([row])
    return listed([str(one[0]) if len(one) == 1 else f"{one[0]} to {one[-1]}" for one in found])
