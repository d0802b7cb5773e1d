"""The columns beside the axis: what lies far before or behind it, and what has no day or no year."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.render.dates import plain_day
from reviewctl.render.timeline.forms import number_width, signs_width, symbols_width
from reviewctl.render.timeline.shapes import PAD, ROW, Bin, Box, Lane, Mark, Told, Words, Zone, days_of
from reviewctl.render.timeline.words import broken, plain

_LEAST = 118.0
"""The width in which the title of a column can be read."""
_MOST = 260.0
_WORDS = 250.0
"""Where there is no axis, there is so much room for the words of each entry."""


class Column(Struct, frozen=True, kw_only=True):
    """A column beside the axis with places of one size, `across` in a row and at most `most` rows in a lane.

    `told` are its entries by agency; `worded`: the words of each stand beside it.
    """

    zone: Zone
    x: float
    w: float
    title: str
    slot: float
    across: int
    most: int
    worded: bool
    told: dict[str, tuple[Told, ...]]

    def at(self, x: float) -> "Column":
        """Return the column at a place."""
        return replace(self, x=x)

    def rows_for(self, agency: str) -> int:
        """Return how many rows an agency takes in the column."""
        return min(self.most, ceil(len(self.told.get(agency, ())) / self.across))


def column_of(
    zone: Zone, told: Sequence[Told], shown: tuple[date, date] | None, room: float, most: int
) -> Column:
    """Return the column for entries of one zone, with at most so many rows in a lane.

    Where no axis is shown it takes all the `room` that there is.
    """
    by_agency: dict[str, list[Told]] = {}
    for one in told:
        by_agency.setdefault(one.telling.agency, []).append(one)
    slot = max(signs_width(one, bar=False) + 3 + number_width(str(one.line.number)) for one in told) + 4
    slot += _WORDS if shown is None else 0
    wanted = ceil(max(map(len, by_agency.values())) / most) * slot + 2 * PAD
    w = room if shown is None else max(_LEAST, slot + 2 * PAD, min(wanted, _MOST))
    return Column(
        zone=zone,
        x=0,
        w=w,
        title=_title(zone, shown),
        slot=slot,
        worded=shown is None,
        across=max(1, int((w - 2 * PAD) // slot)),
        most=most if shown is not None else 1000,
        told={agency: tuple(some) for agency, some in by_agency.items()},
    )


def _title(zone: Zone, shown: tuple[date, date] | None) -> str:
    if zone == "undated" or shown is None:
        return "no date or year"
    return f"before {plain_day(shown[0])}" if zone == "earlier" else f"after {plain_day(shown[1])}"


def in_column(column: Column, lane: Lane, at: int) -> tuple[list[Mark], list[Bin]]:
    """Return what an agency has in a column: each entry in a place of its own; those too many counted in the last."""
    told = column.told.get(lane.agency, ())
    places = column.rows_for(lane.agency) * column.across
    kept = told if len(told) <= places else told[: places - 1]
    marks = [_mark(column, lane, at, number, one) for number, one in enumerate(kept)]
    rest = told[len(kept) :]
    if not rest:
        return marks, []
    box = _slot(column, lane, len(kept))
    first, last = days_of(rest)
    return marks, [Bin(told=rest, lane=at, zone=column.zone, box=box, first=first, last=last)]


def _slot(column: Column, lane: Lane, number: int) -> Box:
    row, place = divmod(number, column.across)
    return Box(column.x + PAD + place * column.slot, lane.box.y + PAD + row * ROW, column.slot - 4, ROW)


def _mark(column: Column, lane: Lane, at: int, number: int, told: Told) -> Mark:
    box = _slot(column, lane, number)
    x = box.x + symbols_width(told) / 2
    return Mark(
        told=told,
        lane=at,
        zone=column.zone,
        box=box,
        x=x,
        y=box.y + ROW / 2,
        end=x,
        sign=box.x,
        bar=False,
        shapes=told.telling.entry.marks,
        words=Words(
            lines=(_line(column, told),), x=box.x + signs_width(told, bar=False) + 3, y=box.y + ROW * 0.78
        ),
    )


def _line(column: Column, told: Told) -> str:
    """Return what happened in one line, where there is room for it."""
    entry = told.telling.entry
    text = plain(entry.event or entry.response or entry.comment or "") if column.worded else ""
    return "".join(broken(text, _WORDS - 8, 1))
