"""The rows of the table: what is measured, what was measured, and the numbers to reach."""

from collections.abc import Sequence

from msgspec import Struct


class Row(Struct, frozen=True, kw_only=True):
    """One measured number with the one to reach. `more` says that a higher number is the better one."""

    what: str
    measured: float
    unit: str
    reach: float | None = None
    stretch: float | None = None
    more: bool = False
    absolute: str = ""

    @property
    def verdict(self) -> str:
        """How the number stands to those to reach."""
        if self._passes(self.stretch):
            return "stretch reached"
        if self.reach is None:
            return ""
        return "reached" if self._passes(self.reach) else "NOT REACHED"

    def _passes(self, wanted: float | None) -> bool:
        if wanted is None:
            return False
        return self.measured >= wanted if self.more else self.measured <= wanted


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table that also reads well as it is."""
    lines = [("what", "measured", "", "reach", "stretch", ""), *map(_cells, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(6)]
    drawn = [_line(line, widths) for line in lines]
    return "\n".join((drawn[0], _line(["-" * width for width in widths], widths), *drawn[1:]))


def _cells(row: Row) -> tuple[str, ...]:
    wanted = (_number(one, "") if one is not None else "" for one in (row.reach, row.stretch))
    return row.what, _number(row.measured, row.unit), row.absolute, *wanted, row.verdict


def _number(value: float, unit: str) -> str:
    written = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2g}"
    return f"{written} {unit}".rstrip()


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))} |"
