"""What stands round the picture: the agencies' names beside their lanes, and the labels of lines through all lanes."""

from collections.abc import Iterator
from typing import Literal

from reviewctl.render.dates import plain_day
from reviewctl.render.timeline.scale import Scale
from reviewctl.render.timeline.shapes import Box, Picture, Upright
from reviewctl.render.timeline.words import SIZE, broken, many, plain, width

Kind = Literal["milestone", "scope"]
UPRIGHT_ROW = 15.0
NAME_SIZE = 13.0
_APART = 10.0


def lane_words(
    picture: Picture, agency: str, count: int, room: float
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the name of an agency in lines, and what is said below it: how many entries it has."""
    name = broken(plain(picture.names.get(agency, agency)), room * 0.94, 2, NAME_SIZE)
    first = " (first chronology)" if agency in picture.first_only else ""
    return name, broken(f"{many(count, 'entry', 'entries')}{first}", room, 2)


def empty_words(picture: Picture, agency: str, room: float) -> str:
    """Return why an agency's chronology holds nothing, in one line; "" for one that holds something."""
    reason = dict(picture.whole.empty).get(agency)
    if reason is None:
        return ""
    return "".join(broken(f"No entries: {plain(reason) or 'no reason given'}", room - 24, 1))


def uprights_of(
    picture: Picture, scale: Scale | None, plot: Box, top: float
) -> tuple[tuple[Upright, ...], int]:
    """Return the lines through all lanes, each with a label that covers no other, and in how many rows these stand."""
    if scale is None:
        return (), 0
    found: list[Upright] = []
    ends: list[float] = []
    for label, kind, x, end in sorted(_wanted(picture, scale), key=lambda one: (one[2], one[0])):
        room = width(label, SIZE)
        at_end = x + 4 + room > plot.right
        start = x - 4 - room if at_end else x + 4
        row = next((row for row, taken in enumerate(ends) if taken <= start), len(ends))
        if row == len(ends):
            ends.append(0)
        ends[row] = start + room + _APART
        y = top + row * UPRIGHT_ROW + 11
        found.append(
            Upright(
                label=label,
                kind=kind,
                x=x,
                end=end,
                label_x=x - 4 if at_end else x + 4,
                label_y=y,
                at_end=at_end,
            )
        )
    return tuple(found), len(ends)


def _wanted(picture: Picture, scale: Scale) -> Iterator[tuple[str, Kind, float, float]]:
    first, last = picture.whole.scope
    if first is not None and scale.first <= first <= scale.last:
        yield f"scope begins {plain_day(first)}", "scope", scale.start(first), scale.start(first)
    if last is not None and scale.first <= last <= scale.last:
        yield f"scope ends {plain_day(last)}", "scope", scale.end(last), scale.end(last)
    for one in picture.milestones:
        span = one.span
        if span.first is None or span.last is None or span.last < scale.first or span.first > scale.last:
            continue
        x, end = scale.start(max(span.first, scale.first)), scale.end(min(span.last, scale.last))
        exact = span.first == span.last
        yield plain(one.label), "milestone", (x + end) / 2 if exact else x, (x + end) / 2 if exact else end
