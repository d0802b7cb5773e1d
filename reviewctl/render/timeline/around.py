"""What is drawn round the entries: gaps, what lies outside the scope, and the lines from lane to lane."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from reviewctl.model.integrated import Gap
from reviewctl.render.timeline.forms import symbols_width
from reviewctl.render.timeline.scale import Scale
from reviewctl.render.timeline.shapes import ROW, Band, Bin, Box, Lane, Link, Mark, Picture, Told, Words
from reviewctl.render.timeline.words import many, width

_MOST_LINKS = 250
"""More lines from lane to lane than that are a net that hides what it is thrown over."""
_INSET = 2.0
Taken = Mark | Bin


def bands_of(
    picture: Picture, lanes: Sequence[Lane], all_lane: Box | None, scale: Scale | None, taken: Sequence[Taken]
) -> Iterator[Band]:
    """Yield the gaps that lie, wholly or in part, on the axis: each in its lane, those of all together in theirs.

    `taken` are the places in the lanes where something is drawn. The words of a gap stand where there is nothing.
    """
    rows: dict[str | None, tuple[int, Box | None]] = {
        one.agency: (at, one.box) for at, one in enumerate(lanes)
    }
    rows[None] = (-1, all_lane)
    by_lane: dict[int, list[Box]] = {}
    for one in taken:
        by_lane.setdefault(one.lane, []).append(one.box)
    for number, gap in enumerate(picture.whole.gaps, 1):
        at, box = rows.get(gap.agency, (-1, None))
        if scale is None or box is None or gap.last < scale.first or gap.first > scale.last:
            continue
        x, end = scale.start(max(gap.first, scale.first)), scale.end(min(gap.last, scale.last))
        band = Box(x, box.y + _INSET, end - x, box.h - 2 * _INSET)
        yield Band(
            number=number, gap=gap, lane=at, box=band, words=_words(gap, band, by_lane.setdefault(at, []))
        )


def _words(gap: Gap, band: Box, taken: list[Box]) -> Words | None:
    """Return how long a gap is, in the middle of its band or as near to it as nothing else stands; None for nowhere."""
    said = many(gap.days, "day")
    said = said if gap.definite else f"perhaps {said}"
    for words in (f"{said}, reason given", said) if gap.explained else (said,):
        room = width(words) + 8
        rows = int(band.h // ROW)
        for row in sorted(range(rows), key=lambda row: abs(row - rows // 2)):
            y = band.y + (band.h - rows * ROW) / 2 + row * ROW
            for part in (0.5, 0.25, 0.75):
                place = Box(band.x + part * band.w - room / 2, y, room, ROW)
                inside = band.x <= place.x and place.right <= band.right
                if inside and not any(_meet(place, one) for one in taken):
                    taken.append(place)
                    return Words(lines=(words,), x=place.x + 4, y=y + ROW * 0.78)
    return None


def _meet(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def outside_of(scope: tuple[date | None, date | None], scale: Scale | None, plot: Box) -> Iterator[Box]:
    """Yield the parts of the axis that lie before and behind the scope."""
    if scale is None:
        return
    first, last = scope
    if first is not None and first > scale.first:
        end = scale.start(first) if first <= scale.last else plot.right
        yield Box(plot.x, plot.y, end - plot.x, plot.h)
    if last is not None and last < scale.last:
        x = scale.end(last) if last >= scale.first else plot.x
        yield Box(x, plot.y, plot.right - x, plot.h)


def links_of(marks: Sequence[Mark], told: Sequence[Told]) -> tuple[tuple[Link, ...], int]:
    """Return the lines between the marks of each event that several agencies tell of, and how many events lack them.

    They are lacking where one of its entries is only counted in a bin, or stands beside the axis; and all are left
    out where they are too many.
    """
    shared = {one.line.number: one.line for one in told if len(one.line.agencies) > 1}
    drawn: dict[int, list[Mark]] = {number: [] for number in shared}
    for mark in marks:
        if mark.told.line.number in drawn and mark.zone == "plot":
            drawn[mark.told.line.number].append(mark)
    whole = [some for number, some in drawn.items() if len(some) == len(shared[number].tellings)]
    pairs = [
        pair for some in whole for pair in pairwise(sorted(some, key=lambda one: (one.lane, one.y, one.x)))
    ]
    links = tuple(Link(start=_middle(a), end=_middle(b)) for a, b in pairs if a.lane != b.lane)
    return (links, len(shared) - len(whole)) if len(links) <= _MOST_LINKS else ((), len(shared))


def _middle(mark: Mark) -> tuple[float, float]:
    """Return the point of a mark at which a line begins."""
    return mark.sign + symbols_width(mark.told) / 2, mark.y
