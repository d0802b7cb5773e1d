"""How wide the columns of a table are on paper: as wide as their words want, and no word broken."""

from collections.abc import Sequence

from reviewctl.model.prose import Cell, Grid, words

_LONG = 45
_SHORT = 17
"""What is no longer than this, such as a date or a word of state, stays in one line."""
_WORD = 24
_BETWEEN = 2
ACROSS = {False: 88, True: 138}
"""Characters at 10 points that fit side by side on A4, upright and on its side."""


def shares(grid: Grid, *, landscape: bool) -> list[int]:
    """Return how many characters wide each column is; none of them for a table that is narrow enough as it is."""
    columns = [_lines(grid, at) for at in range(grid.columns)]
    needed = [_needed(lines) + _BETWEEN for lines in columns]
    wanted = [max(_wanted(lines) + _BETWEEN, least) for lines, least in zip(columns, needed, strict=True)]
    room = ACROSS[landscape]
    if sum(max(map(len, lines), default=0) + _BETWEEN for lines in columns) <= room:
        return []
    if sum(needed) >= room or sum(wanted) <= room:
        return needed if sum(needed) >= room else wanted
    share = (room - sum(needed)) / (sum(wanted) - sum(needed))
    return [round(least + (most - least) * share) for least, most in zip(needed, wanted, strict=True)]


def is_tight(grid: Grid, *, landscape: bool) -> bool:
    """Whether a table wants smaller type, so that no word in it is broken."""
    return sum(_needed(_lines(grid, at)) + _BETWEEN for at in range(grid.columns)) > ACROSS[landscape]


def _lines(grid: Grid, at: int) -> list[str]:
    rows: list[tuple[Cell, ...]] = [tuple(map(Cell, grid.titles)), *grid.rows]
    return [line for row in rows if at < len(row) for line in words(row[at].runs).split("\n") if line]


def _needed(lines: Sequence[str]) -> int:
    word = max((len(word) for line in lines for word in line.split()), default=0)
    short = max((len(line) for line in lines if len(line) <= _SHORT), default=0)
    return max(min(word, _WORD), short, 2)


def _wanted(lines: Sequence[str]) -> int:
    usual = sum(map(len, lines)) // max(len(lines), 1)
    return min(max(map(len, lines), default=0), max(18, usual), _LONG)
