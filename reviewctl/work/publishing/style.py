"""What the Board's papers look like: its house-style.yaml, its crest and its house-style.docx."""

from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.housestyle import HouseStyle
from reviewctl.model.pressing import Style
from reviewctl.model.trouble import ReviewctlError
from reviewctl.store.house import HOUSE_CREST
from reviewctl.work.desk import Desk
from reviewctl.work.house import house_style

HOUSE_STYLE_FILE = BY_NAME["house-style"].path
_LEAST = 4.5
"""How much darker than white a text must be (WCAG 2.2, 1.4.3)."""
_OURS = Style()


def style_of(desk: Desk) -> Style:
    """Return what papers look like, in the register's own style where it has one.

    Raises ReviewctlError for a house-style.yaml that could not be read, and for a colour that is too pale.
    """
    found = _read(desk)
    colour = (found.colour or _OURS.colour).lower()
    if contrast_with_white(colour) < _LEAST:
        raise ReviewctlError(
            f"{HOUSE_STYLE_FILE}: the colour is too pale to be read on white paper.",
            'Choose a darker one, such as "#1d3c5c": it must stand out 4.5 to 1 (WCAG 2.2, 1.4.3).',
        )
    return Style(
        colour=colour,
        font=found.font or _OURS.font,
        paper=found.paper or _OURS.paper,
        crest=_crest(desk),
        crest_alt=found.crest or "",
        word=house_style(desk),
    )


def contrast_with_white(colour: str) -> float:
    """Return how much a colour (#rrggbb) stands out from white: 1 for white itself, 21 for black (WCAG 2.2)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
    return 1.05 / (light + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _read(desk: Desk) -> HouseStyle:
    register = desk.register
    if any(one.spot.path == HOUSE_STYLE_FILE for one in register.findings):
        raise ReviewctlError(
            f"Something is wrong with {HOUSE_STYLE_FILE}, so it is not known how papers are to look.",
            "What it is says: reviewctl validate",
        )
    document = register.documents.get("house-style")
    return document.data if document is not None else HouseStyle()


def _crest(desk: Desk) -> bytes | None:
    try:
        return desk.register.tree.read(HOUSE_CREST) if desk.register.single is None else None
    except FileNotFoundError:
        return None
