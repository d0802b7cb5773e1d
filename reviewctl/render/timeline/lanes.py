"""What stands in a lane: which entries are drawn by themselves, in which rows, and which are counted in bins."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from reviewctl.render.timeline.forms import LEVELS, Place, extent, forms_of
from reviewctl.render.timeline.packing import Form, pack, share
from reviewctl.render.timeline.shapes import Box, Told

CELL = 27.0
"""How wide a bin is: three digits, easily read, and so wide that it is hit by a finger on a tablet."""
MOST_ROWS = 40
LEAST_ROWS = 2
"""One row of entries drawn by themselves, and one of bins."""
_LESSER = 0.2
"""Which part of the entries may be drawn in a lesser form than a level promises, before the next level is taken."""
_CROWDED = 1.5
"""How much more room than there is the words may want before it is not even tried."""


class Entry(Struct, frozen=True, kw_only=True):
    """An entry with its place on the axis."""

    told: Told
    place: Place


class Put(Struct, frozen=True, kw_only=True):
    """An entry drawn by itself: in which form, and in which row of its lane it begins."""

    entry: Entry
    form: Form
    row: int


class Filled(Struct, frozen=True, kw_only=True):
    """A lane filled: what is drawn by itself, what is counted (by the cell of the axis), and in how many rows.

    The last row is that of the bins, where there are any. `lesser` counts what is drawn in a lesser form.
    """

    put: tuple[Put, ...]
    binned: dict[int, tuple[Entry, ...]]
    rows: int
    lesser: int


def fill(lanes: Sequence[Sequence[Entry]], plot: Box, rows: int) -> tuple[Filled, ...]:
    """Return the lanes filled, with as much said as finds room in so many rows in all."""
    count = sum(map(len, lanes))
    for level in LEVELS:
        last = level is LEVELS[-1]
        forms = [[forms_of(one.told, one.place, level, plot) for one in lane] for lane in lanes]
        if not last and _area(forms) > _CROWDED * rows * plot.w:
            continue
        filled = _shared(lanes, forms, plot, rows)
        fits = (
            sum(one.rows for one in filled) <= rows and sum(one.lesser for one in filled) <= _LESSER * count
        )
        if fits or last:
            return filled
    raise AssertionError("the last level takes whatever there is")  # pragma: no cover


def _area(forms: Iterable[Iterable[tuple[Form, ...]]]) -> float:
    return sum((one[0].end - one[0].start) * one[0].rows for lane in forms for one in lane)


def _shared(
    lanes: Sequence[Sequence[Entry]], forms: Sequence[list[tuple[Form, ...]]], plot: Box, rows: int
) -> tuple[Filled, ...]:
    """Return the lanes with as many rows each as all together may take; none has more than it needs."""
    found = [_filled(lane, each, plot, MOST_ROWS) for lane, each in zip(lanes, forms, strict=True)]
    most = share([one.rows for one in found], rows, LEAST_ROWS)
    return tuple(
        one if one.rows <= most else _filled(lane, each, plot, most)
        for one, lane, each in zip(found, lanes, forms, strict=True)
    )


def _filled(lane: Sequence[Entry], forms: Sequence[tuple[Form, ...]], plot: Box, most: int) -> Filled:
    """Return a lane in at most so many rows. Where an entry finds no room, all without a mark near it are counted."""
    packed = pack(forms, most)
    if None not in packed.placed:
        put = _put(lane, range(len(lane)), packed.placed)
        return Filled(put=put, binned={}, rows=packed.rows, lesser=packed.lesser)
    packed = pack(forms, most - 1)
    cells = [cell_of(one, plot) for one in lane]
    full = {cells[at] for at, one in enumerate(packed.placed) if one is None}
    counted = {at for at, one in enumerate(packed.placed) if one is None and not _stays(lane[at])}
    counted |= {at for at, cell in enumerate(cells) if cell in full and not _stays(lane[at])}
    kept = [at for at in range(len(lane)) if at not in counted]
    packed = pack([forms[at] for at in kept], most - 1)
    counted |= {at for at, one in zip(kept, packed.placed, strict=True) if one is None}
    binned: dict[int, list[Entry]] = {}
    for at in sorted(counted):
        binned.setdefault(cells[at], []).append(lane[at])
    return Filled(
        put=_put(lane, kept, packed.placed),
        binned={cell: tuple(binned[cell]) for cell in sorted(binned)},
        rows=most,
        lesser=packed.lesser + len(counted),
    )


def _stays(entry: Entry) -> bool:
    """Whether an entry is drawn by itself as long as there is room: one with a mark, or of a longer time."""
    start, end = extent(entry.told, entry.place)
    return bool(entry.told.telling.entry.marks) or (entry.place.bar and end - start > CELL)


def cell_of(entry: Entry, plot: Box) -> int:
    """Return the cell of the axis in which an entry is counted: where it begins; where it ends if that is open."""
    place = entry.place
    x = place.end if place.opens and not place.closes else place.x
    return min(max(0, int((x - plot.x) // CELL)), cells_in(plot) - 1)


def cells_in(plot: Box) -> int:
    """Return how many cells the axis has; the last one takes what is left over."""
    return max(1, int(plot.w // CELL))


def cell_box(cell: int, plot: Box, y: float, height: float) -> Box:
    """Return the box of a cell."""
    x = plot.x + cell * CELL
    end = plot.right if cell == cells_in(plot) - 1 else x + CELL
    return Box(x, y, end - x, height)


def _put(
    lane: Sequence[Entry], kept: Sequence[int], placed: Sequence[tuple[Form, int] | None]
) -> tuple[Put, ...]:
    return tuple(
        Put(entry=lane[at], form=one[0], row=one[1])
        for at, one in zip(kept, placed, strict=True)
        if one is not None
    )
