"""The legend: only what the picture shows, each with a sample and a few words."""

from collections.abc import Iterator

from msgspec import Struct

from reviewctl.render.timeline.shapes import EDGE, Layout, Picture
from reviewctl.render.timeline.words import many, plain, width

_ROW = 21.0
SAMPLE = 30.0
"""The room for a sample, in units."""
_APART = 22.0
TITLE_ROOM = 26.0
_SAFE = 1.08
"""A letter that stands in for Arial may be as much wider; here nothing is cut off that would not fit."""


class Item(Struct, frozen=True, kw_only=True):
    """A sample of what is drawn, by its kind, with its words: at `x`, on the line at `y`."""

    kind: str
    mark: str
    text: str
    x: float
    y: float


class Legend(Struct, frozen=True, kw_only=True):
    """The legend's items, and where it ends."""

    items: tuple[Item, ...]
    bottom: float


def legend_of(picture: Picture, drawn: Layout) -> Legend:
    """Return the legend below a picture, in as many rows as it needs."""
    x, y = EDGE, drawn.height + TITLE_ROOM
    items = []
    for kind, mark, text in _wanted(picture, drawn):
        room = SAMPLE + width(text) * _SAFE + _APART
        if x > EDGE and x + room - _APART > drawn.width - EDGE:
            x, y = EDGE, y + _ROW
        items.append(Item(kind=kind, mark=mark, text=text, x=x, y=y))
        x += room
    return Legend(items=tuple(items), bottom=y + _ROW)


def _wanted(picture: Picture, drawn: Layout) -> Iterator[tuple[str, str, str]]:
    yield from _symbols(picture, drawn)
    yield from _dates(drawn)
    if any(mark.words for mark in drawn.marks):
        yield "number", "", "number of the line in the table"
    if drawn.bins:
        yield "bin", "", "so many entries that begin close together"
    yield from _gaps(drawn)
    if drawn.links:
        yield "link", "", "probably one event, told by several"
    if any(one.kind == "milestone" for one in drawn.uprights):
        yield "milestone", "", "a death"
    if drawn.outside:
        yield "outside", "", "outside the scope"
    if drawn.unlinked:
        which = many(drawn.unlinked, "event", "events")
        yield "note", "", f"{which} told by several agencies and not joined by lines here: see the tables"


def _symbols(picture: Picture, drawn: Layout) -> Iterator[tuple[str, str, str]]:
    used = {shape for mark in drawn.marks for shape in mark.shapes}
    plain_ones = [mark for mark in drawn.marks if not mark.shapes and not mark.bar]
    if plain_ones:
        known = any(mark.zone == "plot" for mark in plain_ones)
        yield "symbol", "", "an entry, its day known" if known else "an entry"
    for mark in (*picture.marks, *sorted(used - set(picture.marks))):
        if mark in used:
            yield "symbol", mark, plain(picture.marks.get(mark, mark)).lower()


def _dates(drawn: Layout) -> Iterator[tuple[str, str, str]]:
    spans = [mark.told.telling.span for mark in drawn.marks if mark.zone == "plot"]
    bars = [mark for mark in drawn.marks if mark.bar]
    if bars:
        yield "bar", "", "somewhere between these days"
    if any(span.approximate for span in spans):
        yield "about", "", "about (dashed)"
    if any(span.uncertain for span in spans):
        yield "perhaps", "", "perhaps"
    if any(mark.opens or mark.closes for mark in bars):
        yield "open", "", "no beginning or end known"
    if any(mark.cut_start or mark.cut_end for mark in bars):
        yield "cut", "", "goes on beyond the axis"


def _gaps(drawn: Layout) -> Iterator[tuple[str, str, str]]:
    gaps = [band.gap for band in drawn.bands]
    if any(gap.definite and not gap.explained for gap in gaps):
        yield "gap", "", "gap: nothing recorded, whatever the uncertain dates mean"
    if any(not gap.definite and not gap.explained for gap in gaps):
        yield "possible", "", "possible gap: only if uncertain dates lie elsewhere"
    if any(gap.explained for gap in gaps):
        yield "explained", "", "gap for which the agency gives a reason"
