"""The signs of the entries as SVG: symbols, bars, words beside them, bins and gaps."""

from reviewctl.render.timeline.forms import number_width
from reviewctl.render.timeline.patterns import (
    BINS,
    EXPLAINED_DOTS,
    EXPLAINED_GROUND,
    EXPLAINED_LINE,
    GAP_GROUND,
    GAP_HATCH,
    GAP_LINE,
    INK,
    PAPER,
    PLAIN,
    POSSIBLE_GROUND,
    colour_of,
    dotting,
    fade_id,
    hatching,
    number,
    shade,
    shape_of,
    symbol,
)
from reviewctl.render.timeline.shapes import ROW, Band, Bin, Box, Mark, Words
from reviewctl.render.timeline.words import marked_up, width

SYMBOL = 11.0
"""How wide a symbol is, with the space round it."""
_BAR = 9.0
_ARROW = 5.0


def n(value: float) -> str:
    """Return a number of units as it is written."""
    return number(value)


def rect(box: Box, fill: str, more: str = "") -> str:
    """Return a rectangle."""
    return (
        f'<rect x="{n(box.x)}" y="{n(box.y)}" width="{n(box.w)}" height="{n(box.h)}" fill="{fill}"'
        f"{f' {more}' if more else ''}/>"
    )


def text(x: float, y: float, words: str, more: str = "") -> str:
    """Return a line of text, its words escaped already."""
    return f'<text x="{n(x)}" y="{n(y)}"{f" {more}" if more else ""}>{words}</text>'


def mark_sign(mark: Mark, titles: dict[str, str]) -> str:
    """Return an entry that is drawn by itself."""
    span = mark.told.telling.span
    parts = [_bar(mark)] if mark.bar else []
    parts += _symbols(mark, titles)
    if span.approximate and not mark.bar:
        parts.append(_ring(mark))
    if span.uncertain:
        parts.append(_question(mark))
    if mark.words is not None:
        parts.append(_words(mark, mark.words))
    return "".join(parts)


def _symbols(mark: Mark, titles: dict[str, str]) -> list[str]:
    shapes = mark.shapes or (() if mark.bar else ("",))
    first = mark.sign + SYMBOL / 2
    found = []
    for at, one in enumerate(shapes):
        x = first + at * SYMBOL
        if mark.bar:
            found.append(f'<circle cx="{n(x)}" cy="{n(mark.y)}" r="6.6" fill="{PAPER}"/>')
        found.append(symbol(shape_of(one, titles), x, mark.y, colour_of(one)))
    return found


def _ring(mark: Mark) -> str:
    half = SYMBOL * max(1, len(mark.shapes)) / 2 + 0.8
    box = Box(mark.x - half, mark.y - 6.6, 2 * half, 13.2)
    colour = colour_of(mark.shapes[0] if mark.shapes else "")
    return rect(box, "none", f'rx="5" stroke="{colour}" stroke-dasharray="2.5 2"')


def _question(mark: Mark) -> str:
    """Return the question mark of an uncertain date, behind the symbols; upon a bar it has a plate."""
    symbols = len(mark.shapes) if mark.bar else max(1, len(mark.shapes))
    x = mark.sign + SYMBOL * symbols
    plate = rect(Box(x, mark.y - 5.5, 8, 11), PAPER, 'rx="2"') if mark.bar else ""
    return plate + text(x + 1, mark.y + 4, "?", f'font-weight="700" fill="{INK}"')


def _bar(mark: Mark) -> str:
    """Return the bar of an uncertain date: hatched between its days, fading away where no day bounds it."""
    kind = mark.shapes[0] if mark.shapes else ""
    colour = colour_of(kind)
    box = Box(mark.x, mark.y - _BAR / 2, mark.end - mark.x, _BAR)
    dashes = ' stroke-dasharray="4 2.5"' if mark.told.telling.span.approximate else ""
    if mark.opens or mark.closes:
        way = "b" if mark.opens and mark.closes else "l" if mark.opens else "r"
        line = f'<path d="M{n(mark.x)} {n(mark.y)}H{n(mark.end)}" stroke="{colour}"{dashes}/>'
        bar = rect(box, f"url(#{fade_id(kind)}-{way})") + line
    else:
        bar = hatched(box, colour, f'stroke-width="1.2"{dashes}')
    left = _arrow(mark.x, mark.y, -1, colour) if mark.opens or mark.cut_start else ""
    right = _arrow(mark.end, mark.y, 1, colour) if mark.closes or mark.cut_end else ""
    return bar + left + right


def _arrow(x: float, y: float, way: int, colour: str) -> str:
    """Return the head of an arrow whose point is at x."""
    back = -way * _ARROW
    return f'<path d="M{n(x)} {n(y)}l{n(back)} -5v10z" fill="{colour}"/>'


def _words(mark: Mark, words: Words) -> str:
    """Return the number of the line next to the mark, and beside it what happened.

    The number is a text of its own: not every program that opens a picture sets words of two weights in one line.
    """
    numeral = str(mark.told.line.number)
    first, *rest = words.lines
    anchor = ' text-anchor="end"' if words.at_end else ""
    lines = [text(words.x, words.y, numeral, f'font-weight="700"{anchor}')]
    if first:
        beside = words.x + number_width(numeral) * (-1 if words.at_end else 1)
        lines.append(text(beside, words.y, marked_up(first), anchor.strip()))
    lines += (
        text(words.x, words.y + ROW * at, marked_up(line), anchor.strip()) for at, line in enumerate(rest, 1)
    )
    return "".join(lines)


def hatched(box: Box, colour: str, more: str = "") -> str:
    """Return the bar of an uncertain date: hatched in its colour, between edges drawn through or dashed (`more`)."""
    ground = rect(box, PAPER)
    return (
        ground
        + hatching(box, colour, 4.6, 1.2)
        + rect(box, "none", f'rx="2" stroke="{colour}" {more}'.strip())
    )


def bin_sign(one: Bin) -> str:
    """Return entries that are counted: a box with their number, the darker the more they are."""
    count = f"{len(one.told):,}"
    if one.long:
        return _long_bin(one.box, count)
    ground, ink = BINS[shade(len(one.told))]
    box = Box(one.box.x + 0.5, one.box.y + 0.5, one.box.w - 1, one.box.h - 1)
    size = min(10.5, 10.5 * (box.w - 2) / width(count, 10.5))
    more = f'text-anchor="middle" font-size="{n(size)}" font-weight="700" fill="{ink}"'
    number_sign = text(box.x + box.w / 2, box.y + 10.3, count, more)
    return rect(box, ground, 'rx="2" stroke="#6a7682" stroke-width="0.8"') + number_sign


def _long_bin(box: Box, count: str) -> str:
    """Return entries of longer times that are counted: a hatched bar with their number in its middle."""
    bar = Box(box.x, box.y + 2, box.w, box.h - 4)
    room = width(count, 10.5) + 8
    middle = box.x + box.w / 2
    plate = rect(
        Box(middle - room / 2, box.y + 1, room, box.h - 2),
        PAPER,
        'rx="2" stroke="#6a7682" stroke-width="0.8"',
    )
    number_sign = text(middle, box.y + 10.8, count, 'text-anchor="middle" font-size="10.5" font-weight="700"')
    return hatched(bar, PLAIN) + plate + number_sign


def gap_sign(band: Band) -> str:
    """Return a gap: hatched if it is definite, dashed if only possible, dotted if its agency explains it."""
    return _gap_ground(band) + (_plated(band.words) if band.words is not None else "")


def _plated(words: Words) -> str:
    """Return words on a plate of their own, so that no hatching runs through them."""
    line = words.lines[0]
    plate = Box(words.x - 4, words.y - 10.4, width(line) + 8, ROW - 0.6)
    return rect(plate, PAPER, 'rx="2"') + text(words.x, words.y, marked_up(line), f'fill="{INK}"')


def _gap_ground(band: Band) -> str:
    gap = band.gap
    if gap.explained:
        return explained(band.box, dashed=not gap.definite)
    return definite(band.box) if gap.definite else possible(band.box)


def definite(box: Box) -> str:
    """Return the ground of a gap that is one whatever the uncertain dates mean."""
    return rect(box, GAP_GROUND, f'stroke="{GAP_LINE}"') + hatching(box, GAP_HATCH, 12, 1.4)


def possible(box: Box) -> str:
    """Return the ground of a gap that is only one if uncertain dates lie elsewhere."""
    return rect(box, POSSIBLE_GROUND, f'stroke="{GAP_LINE}" stroke-dasharray="5 3"')


def explained(box: Box, *, dashed: bool = False) -> str:
    """Return the ground of a gap for which its agency gives a reason."""
    dashes = ' stroke-dasharray="5 3"' if dashed else ""
    return rect(box, EXPLAINED_GROUND, f'stroke="{EXPLAINED_LINE}"{dashes}') + dotting(box, EXPLAINED_DOTS)
