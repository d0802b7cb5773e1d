"""What stands in a lane: which entries are drawn by themselves, in which rows, and which are counted in bins."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from reviewctl.render.timeline.forms import LEVELS, Level, Place, extent, forms_of
from reviewctl.render.timeline.packing import Form, pack, share
from reviewctl.render.timeline.shapes import Box, Told

CELL = 27.0
"""How wide a bin is: three digits, easily read, and so wide that it is hit by a finger on a tablet."""
MOST_ROWS = 40
LEAST_ROWS = 3
"""One row of entries drawn by themselves, and two of bins: of longer times, and of days."""
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
    """A lane filled: what is drawn by itself, what is counted, and in how many rows.

    `cells` are counted by the cell of the axis, in the last row; `stretches`, entries of longer times, in
    `stretch_row`, which is the last, too, where nothing else is counted. `lesser` counts what is drawn in a
    lesser form.
    """

    put: tuple[Put, ...]
    cells: dict[int, tuple[Entry, ...]] = {}
    stretches: tuple[tuple[Entry, ...], ...] = ()
    stretch_row: int = 0
    rows: int
    lesser: int


def fill(lanes: Sequence[Sequence[Entry]], plot: Box, rows: int) -> tuple[Filled, ...]:
    """Return the lanes filled, with as much said as finds room in so many rows in all."""
    count = sum(map(len, lanes))
    for level in LEVELS[:-1]:
        if count * _least_room(level) > _CROWDED * rows * plot.w:
            continue
        forms = _forms(lanes, level, plot)
        if _area(forms) > _CROWDED * rows * plot.w:
            continue
        filled = _shared(lanes, forms, plot, rows)
        if (
            sum(one.rows for one in filled) <= rows
            and sum(one.lesser for one in filled) <= level.lesser * count
        ):
            return filled
    return _shared(lanes, _forms(lanes, LEVELS[-1], plot), plot, rows)


def _least_room(level: Level) -> float:
    """Return how much of a row an entry takes at the very least: so that what is hopeless is not even tried."""
    return 60 if level.lines and not level.marked_only else 25


def _forms(lanes: Sequence[Sequence[Entry]], level: Level, plot: Box) -> list[list[tuple[Form, ...]]]:
    return [[forms_of(one.told, one.place, level, plot) for one in lane] for lane in lanes]


def _area(forms: Iterable[Iterable[tuple[Form, ...]]]) -> float:
    return sum((one[0].end - one[0].start) * one[0].rows for lane in forms for one in lane)


def _shared(
    lanes: Sequence[Sequence[Entry]], forms: Sequence[list[tuple[Form, ...]]], plot: Box, rows: int
) -> tuple[Filled, ...]:
    """Return the lanes with as many rows each as all together may take; none has more than it needs."""
    tried = min(MOST_ROWS, LEAST_ROWS + 4 * rows // max(1, len(lanes)))
    found = [_filled(lane, each, plot, tried) for lane, each in zip(lanes, forms, strict=True)]
    most = share([one.rows for one in found], rows, LEAST_ROWS)
    return tuple(
        one if one.rows <= most else _filled(lane, each, plot, most)
        for one, lane, each in zip(found, lanes, forms, strict=True)
    )


def _filled(lane: Sequence[Entry], forms: Sequence[tuple[Form, ...]], plot: Box, most: int) -> Filled:
    """Return a lane in at most so many rows. Where an entry finds no room, all near it are counted that may be."""
    packed = pack(forms, most)
    if None not in packed.placed:
        return Filled(put=_put(lane, range(len(lane)), packed.placed), rows=packed.rows, lesser=packed.lesser)
    packed = pack(forms, most - 1)
    counted = _crowded(lane, packed.placed, plot, one_row=most <= LEAST_ROWS)
    kept = [at for at in range(len(lane)) if at not in counted]
    long = any(_is_long(lane[at]) for at in counted)
    packed = pack([forms[at] for at in kept], most - 2 if long else most - 1)
    left = {at for at, one in zip(kept, packed.placed, strict=True) if one is None}
    if not long and any(_is_long(lane[at]) for at in left):
        packed = pack([forms[at] for at in kept], most - 2)
        left = {at for at, one in zip(kept, packed.placed, strict=True) if one is None}
    counted |= left
    cells = _by_cell([lane[at] for at in sorted(counted) if not _is_long(lane[at])], plot)
    stretches = _by_stretch([lane[at] for at in sorted(counted) if _is_long(lane[at])])
    stretch_row = most - (2 if cells else 1)
    alone = [
        *(
            _alone(one, most - 1)
            for cell, (one, *more) in cells.items()
            if not more and _fits(one, cell, cells, plot)
        ),
        *(_alone(one, stretch_row) for one, *more in stretches if not more),
    ]
    drawn = {put.entry.told.number for put in alone}
    return Filled(
        put=(*_put(lane, kept, packed.placed), *alone),
        cells={cell: some for cell, some in cells.items() if some[0].told.number not in drawn},
        stretches=tuple(some for some in stretches if some[0].told.number not in drawn),
        stretch_row=stretch_row,
        rows=most,
        lesser=packed.lesser - len(left) + len(counted),
    )


def _alone(entry: Entry, row: int) -> Put:
    """Return an entry that nothing is counted with: it is drawn by itself, in the row of bins."""
    start, end = extent(entry.told, entry.place)
    return Put(entry=entry, form=Form(start=start, end=end), row=row)


def _fits(entry: Entry, cell: int, cells: Collection[int], plot: Box) -> bool:
    """Whether an entry drawn by itself touches nothing that is counted in a cell beside its own."""
    start, end = extent(entry.told, entry.place)
    box = cell_box(cell, plot, 0, 0)
    left, right = (0 if beside in cells else CELL / 2 for beside in (cell - 1, cell + 1))
    return max(plot.x, box.x - left) <= start and end <= min(plot.right, box.right + right)


def _crowded(
    lane: Sequence[Entry], placed: Sequence[tuple[Form, int] | None], plot: Box, *, one_row: bool
) -> set[int]:
    """Return which entries are counted: those without room, and those without a mark in the same cells as they.

    With a mark, they are drawn as long as there is room; but in the one row that is left of a full lane nothing
    stands in the way of all that happened in a year because it may have happened in any part of it.
    """
    lost = {at for at, one in enumerate(placed) if one is None}
    full = {cell_of(lane[at], plot) for at in lost if not _is_long(lane[at])}
    some_long = any(_is_long(lane[at]) for at in lost)
    near = {at for at, one in enumerate(lane) if not _is_long(one) and cell_of(one, plot) in full}
    longs = {at for at, one in enumerate(lane) if some_long and _is_long(one)}
    return {
        at
        for at in lost | near | longs
        if not lane[at].told.telling.entry.marks or (one_row and _is_long(lane[at]))
    }


def _by_cell(entries: Sequence[Entry], plot: Box) -> dict[int, tuple[Entry, ...]]:
    found: dict[int, list[Entry]] = {}
    for one in entries:
        found.setdefault(cell_of(one, plot), []).append(one)
    return {cell: tuple(found[cell]) for cell in sorted(found)}


def _by_stretch(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Return entries of longer times in groups that do not overlap: those that do are counted together."""
    groups: list[list[Entry]] = []
    end = float("-inf")
    for one in sorted(entries, key=lambda one: (one.place.x, one.told.number)):
        reach = extent(one.told, one.place)
        if reach[0] >= end:
            groups.append([])
        groups[-1].append(one)
        end = max(end, reach[1])
    return tuple(tuple(group) for group in groups)


def _is_long(entry: Entry) -> bool:
    """Whether an entry's bar is longer than a bin: it is never counted as if it lay at its beginning."""
    start, end = extent(entry.told, entry.place)
    return entry.place.bar and end - start > CELL


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
