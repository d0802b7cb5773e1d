"""What is drawn round the entries: gaps, what lies outside the scope, and the lines from lane to lane."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from reviewctl.render.timeline.forms import symbols_width
from reviewctl.render.timeline.scale import Scale
from reviewctl.render.timeline.shapes import Band, Box, Lane, Link, Mark, Picture, Told

_MOST_LINKS = 250
"""More lines from lane to lane than that are a net that hides what it is thrown over."""
_INSET = 2.0


def bands_of(
    picture: Picture, lanes: Sequence[Lane], all_lane: Box | None, scale: Scale | None
) -> Iterator[Band]:
    """Yield the gaps that lie, wholly or in part, on the axis: each in its lane, those of all together in theirs."""
    rows: dict[str | None, tuple[int, Box | None]] = {
        one.agency: (at, one.box) for at, one in enumerate(lanes)
    }
    rows[None] = (-1, all_lane)
    for number, gap in enumerate(picture.whole.gaps, 1):
        at, box = rows.get(gap.agency, (-1, None))
        if scale is None or box is None or gap.last < scale.first or gap.first > scale.last:
            continue
        x, end = scale.start(max(gap.first, scale.first)), scale.end(min(gap.last, scale.last))
        yield Band(number=number, gap=gap, lane=at, box=Box(x, box.y + _INSET, end - x, box.h - 2 * _INSET))


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

    They are lacking where one of its entries is only counted in a bin; and all are left out where they are too many.
    """
    shared = {one.line.number: one.line for one in told if len(one.line.agencies) > 1}
    drawn: dict[int, list[Mark]] = {number: [] for number in shared}
    for mark in marks:
        if mark.told.line.number in drawn:
            drawn[mark.told.line.number].append(mark)
    whole = [some for number, some in drawn.items() if len(some) == len(shared[number].tellings)]
    pairs = [
        pair for some in whole for pair in pairwise(sorted(some, key=lambda one: (one.lane, one.y, one.x)))
    ]
    links = tuple(Link(start=_middle(a), end=_middle(b)) for a, b in pairs if a.lane != b.lane)
    return (links, len(shared) - len(whole)) if len(links) <= _MOST_LINKS else ((), len(shared))


def _middle(mark: Mark) -> tuple[float, float]:
    """Return the point of a mark at which a line begins."""
    x = mark.x + min(mark.end - mark.x, symbols_width(mark.told)) / 2 if mark.bar else mark.x
    return x, mark.y
