"""How the entries of a lane are laid beside and below each other, so that none covers another.

Every entry offers the forms in which it may be drawn, from the fullest (its words beside it) to the barest (its
symbol). The first that finds room is taken; an entry for which there is none is left for a bin, which counts.
"""

from collections.abc import Sequence

from msgspec import Struct

GAP = 4.0
"""How much room there is at the least between two entries of one row, in units."""


class Form(Struct, frozen=True, kw_only=True):
    """One way to draw an entry: from where to where, how many rows it takes, and its words with their place.

    `below`: the words stand in the rows under the mark and not beside it.
    """

    start: float
    end: float
    rows: int = 1
    lines: tuple[str, ...] = ()
    words_x: float = 0
    at_end: bool = False
    below: bool = False


class Packed(Struct, frozen=True, kw_only=True):
    """What came of it: for each entry its form and the row in which it begins, or None where it found no room.

    `rows` is how many rows are taken; `lesser` counts the entries that are not drawn in their fullest form.
    """

    placed: tuple[tuple[Form, int] | None, ...]
    rows: int
    lesser: int


def pack(entries: Sequence[Sequence[Form]], most: int) -> Packed:
    """Return where entries stand in at most so many rows. Each is given as its forms, the fullest first.

    Entries are taken from left to right, and each stands in the uppermost row that is free.
    """
    order = sorted(range(len(entries)), key=lambda at: (entries[at][0].start, at))
    placed: list[tuple[Form, int] | None] = [None] * len(entries)
    ends = [float("-inf")] * most
    used = lesser = 0
    for at in order:
        found = _first_fit(entries[at], ends)
        placed[at] = found
        if found is None or found[0] is not entries[at][0]:
            lesser += 1
        if found is not None:
            form, row = found
            ends[row : row + form.rows] = [form.end + GAP] * form.rows
            used = max(used, row + form.rows)
    return Packed(placed=tuple(placed), rows=used, lesser=lesser)


def _first_fit(forms: Sequence[Form], ends: Sequence[float]) -> tuple[Form, int] | None:
    for form in forms:
        row = _free_row(form, ends)
        if row is not None:
            return form, row
    return None


def _free_row(form: Form, ends: Sequence[float]) -> int | None:
    """Return the uppermost row from which on as many are free as a form takes, or None."""
    free = 0
    for row, end in enumerate(ends):
        free = free + 1 if end <= form.start else 0
        if free == form.rows:
            return row - form.rows + 1
    return None


def share(needs: Sequence[int], rows: int, least: int) -> int:
    """Return the greatest number of rows that every lane may have at most, so that all together take no more.

    `needs` are the rows that each would take. Where even the `least` is too much, it is the least all the same.
    """
    most = max([least, *needs])
    while most > least and sum(min(need, most) for need in needs) > rows:
        most -= 1
    return most
