"""The picture as SVG: what the layout has placed, written out. No style sheet, no script, nothing from outside."""

from collections.abc import Iterator

from reviewctl.render.timeline.headings import NAME_SIZE
from reviewctl.render.timeline.legend import SAMPLE, Item, Legend
from reviewctl.render.timeline.patterns import (
    BINS,
    DEATH,
    EDGE_LINE,
    FONT,
    GRID,
    INK,
    LINK,
    OUTSIDE,
    PAPER,
    QUIET,
    SCOPE,
    STRIPE,
    STRONG_GRID,
    colour_of,
    definitions,
    fade_id,
    shape_of,
    symbol,
)
from reviewctl.render.timeline.scale import Tick
from reviewctl.render.timeline.shapes import EDGE, Box, Lane, Layout, Picture, Upright
from reviewctl.render.timeline.signs import (
    bin_sign,
    definite,
    explained,
    gap_sign,
    hatched,
    mark_sign,
    n,
    possible,
    rect,
    text,
)
from reviewctl.render.timeline.words import SIZE, marked_up, width

_DOTTED = 'stroke-width="1.2" stroke-dasharray="1.5 2.5"'
_STANDALONE = '<?xml version="1.0" encoding="UTF-8"?>\n'


def svg_of(picture: Picture, drawn: Layout, legend: Legend, *, title: str, about: str) -> str:
    """Return the picture as an SVG element, to stand in a page. The same for the same input, to the byte."""
    whole = Box(0, 0, drawn.width, legend.bottom)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(whole.w)} {n(whole.h)}" '
            f'width="{n(whole.w)}" height="{n(whole.h)}" role="img" lang="en-GB" '
            f'aria-labelledby="picture-title picture-about" '
            f'font-family="{FONT}" font-size="{n(SIZE)}" fill="{INK}">',
            f'<title id="picture-title">{marked_up(title)}</title>',
            f'<desc id="picture-about">{marked_up(about)}</desc>',
            definitions(),
            rect(whole, PAPER),
            *_heading(picture, drawn),
            *_lanes(drawn),
            *_axis(drawn),
            *map(gap_sign, drawn.bands),
            *(_upright(one, drawn.plot) for one in drawn.uprights),
            *map(_upright_words, drawn.uprights),
            *_links(drawn),
            *map(bin_sign, drawn.bins),
            *(mark_sign(mark, picture.marks) for mark in drawn.marks),
            *_legend(legend, picture.marks),
            "</svg>\n",
        )
    )


def standalone(svg: str) -> str:
    """Return an SVG element as a document of its own."""
    return _STANDALONE + svg


def _heading(picture: Picture, drawn: Layout) -> Iterator[str]:
    yield text(EDGE, 20, marked_up(picture.title), 'font-size="17" font-weight="700"')
    yield text(drawn.width - EDGE, 20, marked_up(picture.as_at), f'text-anchor="end" fill="{QUIET}"')


def _lanes(drawn: Layout) -> Iterator[str]:
    for at, lane in enumerate(drawn.lanes):
        yield rect(lane.box, STRIPE if at % 2 == 0 else PAPER)
    yield from (rect(box, OUTSIDE) for box in drawn.outside)
    for lane in drawn.lanes:
        yield _line(lane.box.x, lane.box.y, lane.box.right, lane.box.y, STRONG_GRID)
        yield from _lane_words(lane)
        if lane.inside:
            x, y = drawn.plot.x + 12, lane.box.y + lane.box.h / 2 + 4
            yield text(x, y, marked_up(lane.inside), f'fill="{QUIET}" font-style="italic"')
    yield from _all_lane(drawn)
    for strip in drawn.strips:
        yield text(
            strip.box.x + 6, strip.box.y - 6, marked_up(strip.title), f'fill="{QUIET}" font-style="italic"'
        )
        x = strip.box.right if strip.zone == "earlier" else strip.box.x
        yield _line(x, strip.box.y - 16, x, strip.box.bottom, EDGE_LINE, 'stroke-width="1.5"')


def _lane_words(lane: Lane) -> Iterator[str]:
    y = lane.box.y + 17
    for line in lane.name:
        yield text(lane.box.x + 6, y, marked_up(line), f'font-size="{n(NAME_SIZE)}" font-weight="700"')
        y += 15
    for line in lane.note:
        yield text(lane.box.x + 6, y, marked_up(line), f'fill="{QUIET}"')
        y += 14


def _all_lane(drawn: Layout) -> Iterator[str]:
    box = drawn.all_lane
    if box is not None:
        yield _line(box.x, box.y, box.right, box.y, STRONG_GRID)
        yield text(box.x + 6, box.y + 14, "No agency has an entry", f'fill="{QUIET}"')


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, more: str = "") -> str:
    way = f"H{n(to_x)}" if y == to_y else f"V{n(to_y)}" if x == to_x else f"L{n(to_x)} {n(to_y)}"
    return f'<path d="M{n(x)} {n(y)}{way}" stroke="{colour}" fill="none"{f" {more}" if more else ""}/>'


def _axis(drawn: Layout) -> Iterator[str]:
    plot = drawn.plot
    if drawn.scale is None:
        return
    yield _line(plot.x, plot.y, plot.right, plot.y, EDGE_LINE, 'stroke-width="1.5"')
    yield _line(plot.x, plot.bottom, plot.right, plot.bottom, EDGE_LINE, 'stroke-width="1.5"')
    for one in drawn.tiers:
        if _fits(one.x, one.label, drawn):
            yield text(one.x + 3, plot.y - 20, one.label, 'font-weight="700"')
    for one in drawn.ticks:
        yield from _tick(one, plot, labelled=_fits(one.x, one.label, drawn))


def _fits(x: float, label: str, drawn: Layout) -> bool:
    """Whether a label behind a tick ends within the picture: one that is cut off reads as another word."""
    return x + 3 + width(label) <= drawn.width


def _tick(one: Tick, plot: Box, *, labelled: bool) -> Iterator[str]:
    yield _line(one.x, plot.y - 4, one.x, plot.bottom + 4, STRONG_GRID if one.strong else GRID)
    if not labelled:
        return
    yield text(one.x + 3, plot.y - 5, one.label, f'fill="{QUIET}"')
    yield text(one.x + 3, plot.bottom + 13, one.label, f'fill="{QUIET}"')


def _upright(one: Upright, plot: Box) -> str:
    death = one.kind == "milestone"
    colour = DEATH if death else SCOPE
    dashes = "" if death else ' stroke-dasharray="7 4"'
    band = (
        rect(Box(one.x, plot.y, one.end - one.x, plot.h), colour, 'fill-opacity="0.12"')
        if one.end > one.x
        else ""
    )
    more = f'stroke-width="{"2.2" if death else "1.6"}"{dashes}'
    line = _line(one.x, one.label_y - 9, one.x, plot.bottom, colour, more)
    return band + line


def _upright_words(one: Upright) -> str:
    """Return the label of a line, on a plate of its own, so that no other line runs through it."""
    room = width(one.label)
    plate = Box(one.label_x - (room if one.at_end else 0), one.label_y - 10, room, 13)
    weight = 'font-weight="700"' if one.kind == "milestone" else f'fill="{QUIET}"'
    anchor = ' text-anchor="end"' if one.at_end else ""
    return rect(plate, PAPER) + text(one.label_x, one.label_y, marked_up(one.label), weight + anchor)


def _links(drawn: Layout) -> Iterator[str]:
    for one in drawn.links:
        (x, y), (to_x, to_y) = one.start, one.end
        yield _line(x, y, to_x, to_y, LINK, _DOTTED)


def _legend(legend: Legend, titles: dict[str, str]) -> Iterator[str]:
    for item in legend.items:
        yield _sample(item, titles)
        note = item.kind == "note"
        yield text(item.x + (0 if note else SAMPLE), item.y + 4, marked_up(item.text))


def _sample(item: Item, titles: dict[str, str]) -> str:
    x, y = item.x, item.y
    box = Box(x, y - 4.5, SAMPLE - 8, 9)
    plain = colour_of("")
    match item.kind:
        case "symbol":
            return symbol(shape_of(item.mark, titles), x + 11, y, colour_of(item.mark))
        case "bar":
            return hatched(box, plain, 'stroke-width="1.2"')
        case "about":
            return hatched(box, plain, 'stroke-dasharray="4 2.5"')
        case "perhaps":
            return text(x + 8, y + 4, "?", 'font-weight="700"')
        case "open":
            return (
                rect(box, f"url(#{fade_id('')}-r)") + _line(x, y, x + 22, y, plain) + _head(x + 22, y, plain)
            )
        case "cut":
            return hatched(box, plain) + _head(x + 26, y, plain)
        case "number":
            return text(x + 4, y + 4, "12", 'font-weight="700"')
        case "bin":
            count = text(x + 11, y + 3.8, "12", 'text-anchor="middle" font-weight="700" font-size="10"')
            return rect(box, BINS[0][0], f'rx="2" stroke="{EDGE_LINE}"') + count
        case "gap":
            return definite(box)
        case "possible":
            return possible(box)
        case "explained":
            return explained(box)
        case "link":
            return _line(x + 11, y - 8, x + 11, y + 8, LINK, _DOTTED)
        case "milestone":
            return _line(x + 11, y - 8, x + 11, y + 8, DEATH, 'stroke-width="2.2"')
        case "outside":
            return rect(box, OUTSIDE, f'stroke="{GRID}"')
    return ""


def _head(x: float, y: float, colour: str) -> str:
    return f'<path d="M{n(x)} {n(y)}l-5 -5v10z" fill="{colour}"/>'
