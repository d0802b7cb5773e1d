"""The picture put together: the axis, the lanes and what stands in them. Nothing is lost and nothing drawn twice."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.chronicle.filters import may_lie_within
from reviewctl.model.span import Span
from reviewctl.render.timeline.around import bands_of, links_of, outside_of
from reviewctl.render.timeline.forms import extent, place_of
from reviewctl.render.timeline.headings import UPRIGHT_ROW, empty_words, lane_words, uprights_of
from reviewctl.render.timeline.lanes import Entry, Filled, Put, cell_box, fill
from reviewctl.render.timeline.scale import Scale, days_shown, ticks_of, tiers_of
from reviewctl.render.timeline.shapes import (
    EDGE,
    HEIGHT,
    NAMES,
    PAD,
    ROW,
    WIDTH,
    Bin,
    Box,
    Lane,
    Layout,
    Mark,
    Picture,
    Strip,
    Told,
    Words,
    Zone,
    days_of,
    told_of,
)
from reviewctl.render.timeline.strips import Column, column_of, in_column

ZONES: tuple[Zone, ...] = ("earlier", "plot", "later", "undated")
"""Where entries stand, from left to right."""
_TITLE = 32.0
_AXIS = 34.0
_ALL_LANE = 20.0
_FOOT = 20.0
_LEAST_LANE = 44.0
_A_LANE = 52.0
"""How high a lane is with many entries and little room."""
_ROUND = 160.0
"""How much stands above and below the lanes, about."""
_BASE = 0.78
"""Where in a row the base line of its words is."""


def sheet_of(lanes: int) -> tuple[float, float]:
    """Return how wide a picture with so many lanes is, and how high it should be at the most: in the form of A3.

    With many lanes it must be higher than others, and is made wider, too: so none of the paper stays empty.
    """
    higher = max(1.0, (_ROUND + lanes * _A_LANE) / HEIGHT)
    return WIDTH * higher, HEIGHT * higher


class _Ground(Struct, frozen=True, kw_only=True):
    """What is settled before anything is put into the lanes: the axis, the columns beside it, what goes where."""

    width: float
    scale: Scale | None
    plot: Box
    columns: tuple[Column, ...]
    entries: dict[str, list[Entry]]


def layout(picture: Picture) -> Layout:
    """Return where everything stands. Every entry is drawn by itself exactly once, or counted in exactly one bin."""
    told = told_of(picture.whole)
    agencies = lanes_of(picture)
    width, height = sheet_of(len(agencies))
    ground = _ground(
        picture, told, width, min(6, max(3, int((height - _ROUND) / ROW / max(1, len(agencies)))))
    )
    uprights, rows = uprights_of(picture, ground.scale, ground.plot, _TITLE)
    top = _TITLE + rows * UPRIGHT_ROW + _AXIS
    of_all = ground.scale is not None and any(gap.agency is None for gap in picture.whole.gaps)
    all_lane = Box(EDGE, top, width - 2 * EDGE, _ALL_LANE) if of_all else None
    first_lane = all_lane.bottom if all_lane is not None else top
    room = height - first_lane - _FOOT - len(agencies) * 2 * PAD
    filled = fill([ground.entries.get(one, []) for one in agencies], ground.plot, max(1, int(room // ROW)))
    lanes = tuple(_lanes(picture, agencies, filled, ground, first_lane))
    bottom = lanes[-1].box.bottom if lanes else first_lane + _LEAST_LANE
    plot = Box(ground.plot.x, top, ground.plot.w, bottom - top)
    marks, bins = _contents(lanes, filled, ground)
    links, unlinked = links_of(marks, told)
    return Layout(
        width=width,
        height=bottom + _FOOT,
        plot=plot,
        scale=ground.scale,
        lanes=lanes,
        all_lane=all_lane,
        strips=tuple(
            Strip(zone=one.zone, box=Box(one.x, top, one.w, plot.h), title=one.title)
            for one in ground.columns
        ),
        ticks=ticks_of(ground.scale) if ground.scale is not None else (),
        tiers=tiers_of(ground.scale) if ground.scale is not None else (),
        outside=tuple(outside_of(picture.whole.scope, ground.scale, plot)),
        uprights=uprights,
        bands=tuple(bands_of(picture, lanes, all_lane, ground.scale, (*marks, *bins))),
        links=links,
        unlinked=unlinked,
        marks=marks,
        bins=bins,
    )


def lanes_of(picture: Picture) -> tuple[str, ...]:
    """Return the agencies in the order of their lanes: as the chronology lists them, those without entries, too."""
    return tuple(dict.fromkeys((*picture.whole.agencies, *(agency for agency, _ in picture.whole.empty))))


def zone_of(span: Span, shown: tuple[date, date] | None) -> Zone:
    """Return where an entry with this span stands, when the axis shows those days."""
    if not span.placed or shown is None:
        return "undated"
    if may_lie_within(span, *shown):
        return "plot"
    return "earlier" if span.last is not None and span.last < shown[0] else "later"


def _ground(picture: Picture, told: Sequence[Told], width: float, rows_beside: int) -> _Ground:
    spans = [*(one.telling.span for one in told), *(one.span for one in picture.milestones)]
    shown = days_shown(spans, picture.period, asked=picture.asked)
    zones: dict[Zone, list[Told]] = {zone: [] for zone in ZONES}
    for one in told:
        zones[zone_of(one.telling.span, shown)].append(one)
    left, right = EDGE + NAMES, width - EDGE
    columns = []
    for zone in ("undated", "later", "earlier"):
        if zones[zone]:
            column = column_of(zone, zones[zone], shown, right - left, rows_beside)
            early = zone == "earlier"
            columns.append(column.at(left if early else right - column.w))
            left, right = (left + column.w, right) if early else (left, right - column.w)
    plot = Box(left, 0, right - left, 0)
    scale = Scale(first=shown[0], last=shown[1], left=left, right=right) if shown is not None else None
    return _Ground(
        width=width,
        scale=scale,
        plot=plot,
        columns=tuple(columns),
        entries=_entries(zones["plot"], scale, plot),
    )


def _entries(told: Sequence[Told], scale: Scale | None, plot: Box) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for one in told:
        if scale is not None:
            entry = Entry(told=one, place=place_of(one, scale, plot))
            found.setdefault(one.telling.agency, []).append(entry)
    return found


def _lanes(
    picture: Picture, agencies: Sequence[str], filled: Sequence[Filled], ground: _Ground, top: float
) -> Iterator[Lane]:
    for agency, one in zip(agencies, filled, strict=True):
        beside = sum(len(column.told.get(agency, ())) for column in ground.columns)
        count = len(ground.entries.get(agency, ())) + beside
        name, note = lane_words(picture, agency, count, NAMES - 14)
        rows = max([one.rows, *(column.rows_for(agency) for column in ground.columns)])
        height = max(_LEAST_LANE, 2 * PAD + rows * ROW, 12 + ROW * (len(name) + len(note)))
        box = Box(EDGE, top, ground.width - 2 * EDGE, height)
        yield Lane(
            agency=agency, box=box, name=name, note=note, inside=empty_words(picture, agency, ground.plot.w)
        )
        top += height


def _contents(
    lanes: Sequence[Lane], filled: Sequence[Filled], ground: _Ground
) -> tuple[tuple[Mark, ...], tuple[Bin, ...]]:
    """Return all that stands in the lanes, in the order in which it is reached: lane by lane, from left to right."""
    marks: list[Mark] = []
    bins: list[Bin] = []
    for at, (lane, one) in enumerate(zip(lanes, filled, strict=True)):
        marks += (_mark(put, lane, at) for put in one.put)
        bins += _bins(one, lane, at, ground.plot)
        for column in ground.columns:
            more_marks, more_bins = in_column(column, lane, at)
            marks += more_marks
            bins += more_bins
    marks.sort(key=lambda one: (one.lane, ZONES.index(one.zone), one.x, one.told.number))
    bins.sort(key=lambda one: (one.lane, one.box.x))
    return tuple(marks), tuple(bins)


def _mark(put: Put, lane: Lane, at: int) -> Mark:
    place, form, told = put.entry.place, put.form, put.entry.told
    y = lane.box.y + PAD + put.row * ROW
    base = y + ROW * (1 + _BASE if form.below else _BASE)
    words = Words(lines=form.lines, x=form.words_x, y=base, at_end=form.at_end) if form.lines else None
    return Mark(
        told=told,
        lane=at,
        zone="plot",
        box=Box(form.start, y, form.end - form.start, form.rows * ROW),
        x=place.x,
        y=y + ROW / 2,
        end=place.end,
        sign=place.sign,
        bar=place.bar,
        shapes=told.telling.entry.marks,
        words=words,
        opens=place.opens,
        closes=place.closes,
        cut_start=place.cut_start,
        cut_end=place.cut_end,
    )


def _bins(filled: Filled, lane: Lane, at: int, plot: Box) -> Iterator[Bin]:
    """Yield what is counted in a lane: days in its last row, longer times above them."""
    top = lane.box.y + PAD
    for cell, entries in filled.cells.items():
        yield _bin(entries, at, cell_box(cell, plot, top + (filled.rows - 1) * ROW, ROW))
    for entries in filled.stretches:
        reaches = [extent(one.told, one.place) for one in entries]
        x, end = min(start for start, _ in reaches), max(stop for _, stop in reaches)
        yield _bin(entries, at, Box(x, top + filled.stretch_row * ROW, end - x, ROW), long=True)


def _bin(entries: Sequence[Entry], at: int, box: Box, *, long: bool = False) -> Bin:
    told = tuple(one.told for one in entries)
    first, last = days_of(told)
    return Bin(told=told, lane=at, zone="plot", box=box, first=first, last=last, long=long)
