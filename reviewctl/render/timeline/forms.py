"""In which forms an entry may be drawn, from the fullest to the barest."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.timeofday import is_clock, time_of_day
from reviewctl.render.timeline.packing import Form
from reviewctl.render.timeline.scale import Scale
from reviewctl.render.timeline.shapes import Box, Told
from reviewctl.render.timeline.words import broken, plain, width

SYMBOL = 11.0
"""How wide and how high a symbol is."""
_QUESTION = 8.0
"""How wide the question mark beside an uncertain date is."""
_BESIDE = 3.0
_LONG = 90.0
"""From this width on, a bar has its words below it, not behind it."""
_LEAST_BAR = 7.0
_MINUTES = 1440


class Level(Struct, frozen=True, kw_only=True):
    """How much is said beside each mark: in how many lines of which width, and for which entries.

    `lines` is 0 for no words. `marked_only`: words stand beside the entries with a mark alone. `numbers`: those
    without words have their number. `lesser` is which part of all entries may be drawn in a lesser form than that
    before the next level is taken.
    """

    lines: int = 0
    room: float = 0
    marked_only: bool = False
    numbers: bool = True
    lesser: float = 0.2


LEVELS = (
    Level(lines=4, room=170),
    Level(lines=3, room=165),
    Level(lines=2, room=160),
    Level(lines=1, room=150),
    Level(lines=2, room=150, marked_only=True, lesser=0.35),
    Level(lines=1, room=130, marked_only=True, lesser=0.4),
    Level(lesser=0.5),
    Level(numbers=False),
)
"""From the fullest picture to the barest."""


class Place(Struct, frozen=True, kw_only=True):
    """Where an entry lies on the axis: a day at `x`; anything else a bar from `x` to `end`.

    `sign` is where its symbols begin, with the question mark of an uncertain date behind them.
    """

    x: float
    end: float
    sign: float
    bar: bool
    opens: bool = False
    closes: bool = False
    cut_start: bool = False
    cut_end: bool = False


def place_of(told: Told, scale: Scale, plot: Box) -> Place:
    """Return where an entry lies on the axis. Only for one that has a day there."""
    span = told.telling.span
    if span.first is not None and span.first == span.last:
        return _day_place(told, span.first, scale, plot)
    first, last = span.first or scale.first, span.last or scale.last
    start, end = scale.start(max(first, scale.first)), scale.end(min(last, scale.last))
    if end - start < _LEAST_BAR:
        start = min(start, plot.right - _LEAST_BAR)
        end = start + _LEAST_BAR
    return Place(
        x=start,
        end=end,
        sign=min(start, plot.right - signs_width(told, bar=True)),
        bar=True,
        opens=span.first is None,
        closes=span.last is None,
        cut_start=span.first is not None and span.first < scale.first,
        cut_end=span.last is not None and span.last > scale.last,
    )


def _day_place(told: Told, day: date, scale: Scale, plot: Box) -> Place:
    half, whole = symbols_width(told) / 2, signs_width(told, bar=False)
    x = scale.start(day) + scale.day * _part_of_day(told)
    x = min(max(x, plot.x + half), plot.right - whole + half)
    return Place(x=x, end=x, sign=x - half, bar=False)


def _part_of_day(told: Told) -> float:
    """Return where within its day an entry stands: at its time, where that is one of the clock, else in the middle."""
    text = told.telling.entry.time or told.telling.span.time or ""
    found = time_of_day(text) if is_clock(text) else None
    return found.first / _MINUTES if found is not None else 0.5


def symbols_width(told: Told) -> float:
    """Return how wide the symbols of an entry are together; that of an entry without a mark is one, too."""
    return SYMBOL * max(1, len(told.telling.entry.marks))


def signs_width(told: Told, *, bar: bool) -> float:
    """Return how wide the symbols of an entry are with its question mark; a bar without a mark has no symbol."""
    symbols = 0 if bar and not told.telling.entry.marks else symbols_width(told)
    return symbols + (_QUESTION if told.telling.span.uncertain else 0)


def forms_of(told: Told, place: Place, level: Level, plot: Box) -> tuple[Form, ...]:
    """Return the forms in which an entry may be drawn, the fullest first."""
    return tuple(_forms(told, place, level, plot))


def _forms(told: Told, place: Place, level: Level, plot: Box) -> Iterator[Form]:
    start, end = extent(told, place)
    number = str(told.line.number)
    if level.lines and (told.telling.entry.marks or not level.marked_only):
        for most in dict.fromkeys((level.lines, 1)):
            yield _worded(_lines(told, number, level.room, most), number, (start, end), place, plot)
    if level.numbers:
        yield _worded(("",), number, (start, end), place, plot)
    yield Form(start=start, end=end)


def extent(told: Told, place: Place) -> tuple[float, float]:
    """Return from where to where the mark itself reaches, without words."""
    end = place.sign + signs_width(told, bar=place.bar)
    return min(place.x, place.sign), max(place.end, end)


def _lines(told: Told, number: str, room: float, most: int) -> tuple[str, ...]:
    """Return what happened in a few lines; the first has room for the number before it."""
    entry = told.telling.entry
    text = plain(entry.event or entry.response or entry.comment or "")
    lead = "\u2007" * len(number) + " "
    found = broken(lead + text, room, most)
    return (found[0].removeprefix(lead).lstrip("\u2007 "), *found[1:])


def number_width(number: str) -> float:
    """Return how wide the number of a line is, in bold, with the space behind it."""
    return width(number) * 1.2 + 3


def _worded(lines: tuple[str, ...], number: str, mark: tuple[float, float], place: Place, plot: Box) -> Form:
    """Return the form with words: behind the mark, before it where the picture ends, below a long bar."""
    start, end = mark
    first = number_width(number) + width(lines[0])
    room = max([first, *(width(line) for line in lines[1:])])
    if place.bar and end - start >= _LONG and lines[0]:
        x = max(plot.x, min(start + _BESIDE, plot.right - room))
        return Form(
            start=min(x, start),
            end=max(x + room, end),
            rows=1 + len(lines),
            lines=lines,
            words_x=x,
            below=True,
        )
    if end + _BESIDE + room <= plot.right:
        x = end + _BESIDE
        return Form(start=start, end=x + room, rows=len(lines), lines=lines, words_x=x)
    x = max(start - _BESIDE, plot.x + room)
    return Form(start=x - room, end=max(end, x), rows=len(lines), lines=lines, words_x=x, at_end=True)
