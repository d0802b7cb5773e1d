"""Colours, patterns and symbols. Whatever a colour says, a shape or a pattern says, too (WCAG 1.4.1).

Each colour has a contrast of at least 4.5 to 1 as a text, and 3 to 1 as a sign, against all grounds on which it
stands (WCAG 1.4.3, 1.4.11); a test works the ratios out.
"""

from math import ceil, cos, floor, pi, sin

from reviewctl.render.timeline.shapes import Box

INK = "#1b2127"
QUIET = "#47525d"
GRID = "#d3d9df"
STRONG_GRID = "#9aa5b0"
PAPER = "#ffffff"
STRIPE = "#f3f6f9"
OUTSIDE = "#e4e8ec"
EDGE_LINE = "#6a7682"
DEATH = "#1b2127"
SCOPE = "#47525d"
LINK = "#6a7682"
GAP_GROUND = "#f4eedf"
GAP_LINE = "#7d6426"
GAP_HATCH = "#cdbb8c"
POSSIBLE_GROUND = "#faf6ec"
EXPLAINED_GROUND = "#eef4eb"
EXPLAINED_LINE = "#4c6b3c"
EXPLAINED_DOTS = "#9db58f"
PLAIN = "#1f4e79"
BINS = (("#dce8f3", INK), ("#b3cde6", INK), ("#1f4e79", PAPER))
"""The grounds of bins with few, more and many entries, each with the colour of the number upon it."""
COLOURS = {
    "": PLAIN,
    "key-episode": "#5b2a86",
    "good-practice": "#14602f",
    "missed-opportunity": "#a1201a",
    "disputed": "#7a4300",
}
OTHER = "#2f3e4e"
"""The colour of marks that a board's own policy adds; their shapes tell them apart."""
SHAPES = {
    "": "upright",
    "key-episode": "diamond",
    "good-practice": "circle",
    "missed-opportunity": "triangle",
    "disputed": "cross",
}
_OTHER_SHAPES = ("star", "plus", "square", "pentagon")
FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"


def colour_of(mark: str) -> str:
    """Return the colour of a mark by its id; "" is an entry without any."""
    return COLOURS.get(mark, OTHER)


def shape_of(mark: str, marks: dict[str, str]) -> str:
    """Return the shape of a mark by its id. Those that a policy adds have further ones, in its order."""
    others = [one for one in marks if one not in SHAPES]
    number = others.index(mark) if mark in others else len(others)
    return SHAPES.get(mark) or _OTHER_SHAPES[number % len(_OTHER_SHAPES)]


def shade(count: int) -> int:
    """Return which of three grounds a bin of so many entries has."""
    return 0 if count < 10 else 1 if count < 30 else 2


def number(value: float) -> str:
    """Return a number of units as short as it can be written, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def symbol(shape: str, x: float, y: float, colour: str) -> str:
    """Return a symbol round a point."""
    px, py = number(x), number(y)
    if shape == "circle":
        return f'<circle cx="{px}" cy="{py}" r="4.8" fill="{colour}"/>'
    if shape == "upright":
        return f'<rect x="{number(x - 2)}" y="{number(y - 5.2)}" width="4" height="10.4" rx="1" fill="{colour}"/>'
    if shape == "square":
        return f'<rect x="{number(x - 4.2)}" y="{number(y - 4.2)}" width="8.4" height="8.4" fill="{colour}"/>'
    if shape in ("cross", "plus"):
        lines = "m-3.9 -3.9l7.8 7.8m0 -7.8l-7.8 7.8" if shape == "cross" else "m-5 0h10m-5 -5v10"
        return f'<path d="M{px} {py}{lines}" stroke="{colour}" stroke-width="2.6" fill="none"/>'
    return f'<path d="{_outline(shape, x, y)}" fill="{colour}"/>'


def _outline(shape: str, x: float, y: float) -> str:
    if shape == "diamond":
        return f"M{number(x)} {number(y - 5.8)}l5.8 5.8l-5.8 5.8l-5.8 -5.8z"
    if shape == "triangle":
        return f"M{number(x)} {number(y - 5.4)}l5.7 10h-11.4z"
    radii = (5.8, 2.4) if shape == "star" else (5.6,)
    corners = 5 * len(radii)
    points = [
        (
            x + radii[at % len(radii)] * sin(2 * pi * at / corners),
            y - radii[at % len(radii)] * cos(2 * pi * at / corners),
        )
        for at in range(corners)
    ]
    return "M" + "L".join(f"{number(a)} {number(b)}" for a, b in points) + "z"


def fade_id(mark: str) -> str:
    """Return the name of the fading colour of a mark's bars, without the way in which it fades."""
    return f"fade-{list(COLOURS).index(mark)}" if mark in COLOURS else "fade-x"


def hatching(box: Box, colour: str, apart: float, thick: float) -> str:
    """Return slanting lines over a box, so far apart, which go on in any box beside it.

    They are drawn one by one. A pattern is shorter to write, but Chromium prints one as a picture of many megabytes.
    """
    first = ceil((box.x + box.y) / apart)
    last = floor((box.right + box.bottom) / apart)
    lines = "".join(_slant(box, at * apart) for at in range(first, last + 1))
    return (
        f'<path d="{lines}" stroke="{colour}" stroke-width="{number(thick)}" fill="none"/>' if lines else ""
    )


def _slant(box: Box, total: float) -> str:
    """Return the piece within a box of the line on which x and y have this sum."""
    x, end = max(box.x, total - box.bottom), min(box.right, total - box.y)
    return f"M{number(x)} {number(total - x)}l{number(end - x)} {number(x - end)}" if end - x > 0.2 else ""


def dotting(box: Box, colour: str) -> str:
    """Return rows of dots over a box."""
    rows = "".join(
        f"M{number(box.x + (2 if row % 2 else 7))} {number(box.y + 4 + row * 5)}H{number(box.right)}"
        for row in range(max(1, int((box.h - 4) // 5)))
        if box.w > 9
    )
    return (
        f'<path d="{rows}" stroke="{colour}" stroke-width="2" stroke-dasharray="2 8" fill="none"/>'
        if rows
        else ""
    )


def definitions() -> str:
    """Return the fading colours, to which bars point by name."""
    return f"<defs>{''.join(_fade(fade_id(mark), colour) for mark, colour in (*COLOURS.items(), ('x', OTHER)))}</defs>"


def _fade(name: str, colour: str) -> str:
    """Return a colour that fades away to the left, to the right, and to both sides."""
    ways = {"l": (0, 0.6, 0.6), "r": (0.6, 0.6, 0), "b": (0, 0.6, 0)}
    return "".join(
        f'<linearGradient id="{name}-{way}">'
        + "".join(
            f'<stop offset="{offset}" stop-color="{colour}" stop-opacity="{opacity}"/>'
            for offset, opacity in zip((0, 0.5, 1), stops, strict=True)
        )
        + "</linearGradient>"
        for way, stops in ways.items()
    )
