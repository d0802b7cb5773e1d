"""What is drawn and where: places in units, words as they stand there. Nothing here knows of SVG or HTML."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.model.integrated import Gap, Integrated, Line, Telling
from reviewctl.model.span import Span
from reviewctl.render.timeline.scale import Scale, Tick

WIDTH = 1400.0
"""The least width of a picture, in units. An A3 sheet on its side is 400 mm wide within its margins."""
HEIGHT = 960.0
"""How high a picture of that width should be at the most, so that it fills one A3 sheet."""
NAMES = 168.0
"""The width of the column with the agencies' names."""
EDGE = 8.0
ROW = 14.0
"""The height of a row of marks, and of a line of words beside them."""
PAD = 6.0
"""The room within a lane above its first row and below its last."""

Zone = Literal["earlier", "plot", "later", "undated"]
"""Where an entry stands: on the axis, before or behind what the axis shows, or among those that have no day."""


class Milestone(Struct, frozen=True, kw_only=True):
    """A day, as far as it is known, that is drawn through all lanes: a subject's death, for one."""

    label: str
    span: Span


class Picture(Struct, frozen=True, kw_only=True):
    """What is to be drawn: the chronologies, and what to call things.

    `names` are the agencies' by id, `marks` the titles of marks by id, in the policy's order. `period` is what
    the axis shows: the scope, or (`asked`) the days that a person asked for. `first_only` are the agencies that
    have returned a first chronology and no full one. `about` says in a sentence what was left out.
    """

    whole: Integrated
    title: str
    as_at: str
    names: dict[str, str]
    marks: dict[str, str]
    period: tuple[date | None, date | None]
    asked: bool = False
    milestones: tuple[Milestone, ...] = ()
    first_only: tuple[str, ...] = ()
    about: str = ""


class Told(Struct, frozen=True, kw_only=True):
    """One entry as one agency told it: `number` counts all of them from 1, in the order of their lines."""

    number: int
    line: Line
    telling: Telling


class Box(Struct, frozen=True):
    """A rectangle: its left and upper edge, its width and its height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h


class Words(Struct, frozen=True, kw_only=True):
    """Lines of text beside a mark: where the first one begins (`at_end`: ends), and its base line."""

    lines: tuple[str, ...]
    x: float
    y: float
    at_end: bool = False


class Mark(Struct, frozen=True, kw_only=True):
    """One entry, drawn. `box` is all that it takes up, with its words.

    An exact day is a symbol at `x`, `y`; anything else a bar from `x` to `end`, its symbols upon it. `sign` is where
    the symbols begin.
    `shapes` are ids of marks, "" for an entry without any. `opens` and `closes`: a bar that fades away at its
    start or end, as no day bounds it there. `cut_start`, `cut_end`: it goes on beyond what the axis shows.
    """

    told: Told
    lane: int
    zone: Zone
    box: Box
    x: float
    y: float
    end: float
    sign: float
    bar: bool
    shapes: tuple[str, ...]
    words: Words | None = None
    opens: bool = False
    closes: bool = False
    cut_start: bool = False
    cut_end: bool = False


class Bin(Struct, frozen=True, kw_only=True):
    """Entries that lie too close to be drawn one by one, and between which days they all lie, as far as that is known.

    `long`: they are of longer times, and the box reaches from where the first begins to where the last ends.
    """

    told: tuple[Told, ...]
    lane: int
    zone: Zone
    box: Box
    first: date | None
    last: date | None
    long: bool = False


class Band(Struct, frozen=True, kw_only=True):
    """A time without entries, drawn over the height of a lane. `number` counts them from 1; `words` stand in it."""

    number: int
    gap: Gap
    lane: int
    box: Box
    words: Words | None = None


class Lane(Struct, frozen=True, kw_only=True):
    """An agency's lane: its box from edge to edge, its name in lines, and what stands below it.

    `inside` is what stands in the lane in place of entries, where there are none: the agency's reason.
    """

    agency: str
    box: Box
    name: tuple[str, ...]
    note: tuple[str, ...]
    inside: str = ""


class Upright(Struct, frozen=True, kw_only=True):
    """A line through all lanes, or a band where its day is uncertain, with its label above at `label_x`, `label_y`."""

    label: str
    kind: Literal["milestone", "scope"]
    x: float
    end: float
    label_x: float
    label_y: float
    at_end: bool = False


class Link(Struct, frozen=True, kw_only=True):
    """A line between two marks that tell, probably, of one event."""

    start: tuple[float, float]
    end: tuple[float, float]


class Strip(Struct, frozen=True, kw_only=True):
    """A column beside the axis, for what has no place on it."""

    zone: Zone
    box: Box
    title: str


class Layout(Struct, frozen=True, kw_only=True):
    """The whole picture. `plot` is where days are to scale (`scale`; None where nothing has a day).

    `outside` are the parts of the plot before and behind the period looked at. `unlinked` counts the events told
    by several agencies whose entries are not linked, since one of them is not drawn by itself.
    """

    width: float
    height: float
    plot: Box
    scale: Scale | None
    lanes: tuple[Lane, ...]
    strips: tuple[Strip, ...]
    ticks: tuple[Tick, ...]
    tiers: tuple[Tick, ...]
    outside: tuple[Box, ...]
    uprights: tuple[Upright, ...]
    bands: tuple[Band, ...]
    links: tuple[Link, ...]
    marks: tuple[Mark, ...]
    bins: tuple[Bin, ...]
    unlinked: int = 0
    all_lane: Box | None = None


def told_of(whole: Integrated) -> tuple[Told, ...]:
    """Return every entry of every agency, numbered from 1 in the order of their lines."""
    pairs = [(line, one) for line in whole.lines for one in line.tellings]
    return tuple(Told(number=at, line=line, telling=one) for at, (line, one) in enumerate(pairs, 1))


def days_of(told: Sequence[Told]) -> tuple[date | None, date | None]:
    """Return between which days entries all lie, as far as they are bounded at all; None where nothing bounds them."""
    days = [day for one in told for day in (one.telling.span.first, one.telling.span.last) if day is not None]
    return (min(days), max(days)) if days else (None, None)
