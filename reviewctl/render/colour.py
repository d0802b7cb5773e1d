"""The colours of a terminal. Colour only repeats what a word already says, and rich only writes the codes."""

from functools import lru_cache
from typing import TYPE_CHECKING

from reviewctl.model.report import Style

if TYPE_CHECKING:
    from rich.style import Style as RichStyle

_LOOKS: dict[Style, str] = {
    "strong": "bold",
    "quiet": "dim",
    "late": "bold red",
    "soon": "bold yellow",
    "good": "green",
}


def paint(text: str, style: Style, colour: bool) -> str:
    """Return `text` in the colour of `style`; as it is where colour is off. No markup is ever read in it."""
    if not colour or not style or not text:
        return text
    from rich.color import ColorSystem

    return _look(style).render(text, color_system=ColorSystem.STANDARD)


@lru_cache(maxsize=len(_LOOKS))
def _look(style: Style) -> "RichStyle":
    """Return rich's own form of a style."""
    from rich.style import Style as RichStyle

    return RichStyle.parse(_LOOKS[style])
