"""The form of the tables of `show`."""

from collections.abc import Sequence

from reviewctl.model.report import Column, Row, Style, Table


def plain_table(titles: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[Style] = ()) -> Table:
    """Return a table under `titles`. A column gives way in width but for the first; `styles` go row by row."""
    columns = [Column(title, flexible=number > 0) for number, title in enumerate(titles)]
    made = [Row(tuple(row), styles[at] if at < len(styles) else "") for at, row in enumerate(rows)]
    return Table(tuple(columns), tuple(made))
