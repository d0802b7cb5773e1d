"""Contrast, worked out from the colours as they are (WCAG 2.2, 1.4.3 and 1.4.11), and signs beside colours (1.4.1)."""

import re

import pytest

from reviewctl.render.timeline import patterns as p
from reviewctl.render.timeline.style import CHOSEN, FOCUS, STYLE

GROUNDS = (p.PAPER, p.STRIPE, p.OUTSIDE, p.GAP_GROUND, p.GAP_HATCH, p.POSSIBLE_GROUND, p.EXPLAINED_GROUND)
SIGNS = (*p.COLOURS.values(), p.OTHER)


def light(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours: from 1 to 21."""
    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_the_reckoning_of_contrast_is_right() -> None:
    """Black on white has 21 to 1, and the grey #767676 is the lightest that has 4.5 to 1 on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(ground: str) -> None:
    """Words in the picture have 4.5 to 1 at the least, wherever they stand."""
    assert contrast(p.INK, ground) >= 4.5
    if ground in (p.PAPER, p.STRIPE, p.OUTSIDE):
        assert contrast(p.QUIET, ground) >= 4.5


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_signs_can_be_seen_on_every_ground(sign: str, ground: str) -> None:
    """Symbols and the edges of bars have 3 to 1 at the least."""
    assert contrast(sign, ground) >= 3


def test_edges_of_gaps_bins_and_lines_can_be_seen() -> None:
    """What tells gaps apart is their edge: drawn through, dashed, or dotted within."""
    for line, grounds in (
        (p.GAP_LINE, (p.PAPER, p.STRIPE, p.GAP_GROUND, p.POSSIBLE_GROUND)),
        (p.EXPLAINED_LINE, (p.PAPER, p.STRIPE, p.EXPLAINED_GROUND)),
        (p.EDGE_LINE, (p.PAPER, p.STRIPE, p.BINS[0][0])),
        (p.LINK, (p.PAPER, p.STRIPE)),
        (p.DEATH, GROUNDS),
        (p.SCOPE, (p.PAPER, p.STRIPE, p.OUTSIDE)),
        (FOCUS, (p.PAPER, p.STRIPE, p.OUTSIDE, p.GAP_GROUND)),
    ):
        for ground in grounds:
            assert contrast(line, ground) >= 3, (line, ground)


@pytest.mark.parametrize(("ground", "ink"), p.BINS)
def test_numbers_of_bins_can_be_read(ground: str, ink: str) -> None:
    """The number says what the shade does."""
    assert contrast(ink, ground) >= 4.5


def test_words_of_the_page_can_be_read() -> None:
    """Text, quiet text and links on each ground that the style sheet gives them."""
    for colour in (p.INK, p.QUIET, FOCUS):
        for ground in (p.PAPER, p.STRIPE):
            assert contrast(colour, ground) >= 4.5
    assert contrast(p.INK, CHOSEN) >= 4.5
    assert contrast(FOCUS, CHOSEN) >= 4.5


def test_every_colour_of_the_style_sheet_is_one_that_was_looked_at() -> None:
    """No colour slips into the style sheet beside those above."""
    looked_at = {p.INK, p.QUIET, p.PAPER, p.STRIPE, p.STRONG_GRID, p.EDGE_LINE, FOCUS, CHOSEN}
    assert set(re.findall(r"#[0-9a-f]{6}\b", STYLE)) <= looked_at


def test_no_two_marks_share_a_shape() -> None:
    """Colour is never the only signal, for a board's own marks neither."""
    marks = {mark: mark for mark in (*p.COLOURS, "own-1", "own-2", "own-3", "own-4") if mark}
    shapes = [p.shape_of(mark, marks) for mark in ("", *marks)]
    assert len(set(shapes)) == len(shapes)


def test_every_shape_is_drawn_differently() -> None:
    """Each shape has an outline of its own."""
    drawn = {
        p.symbol(shape, 0, 0, "#000000")
        for shape in (*p.SHAPES.values(), "star", "plus", "square", "pentagon")
    }
    assert len(drawn) == len(p.SHAPES) + 4
