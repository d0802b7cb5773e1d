"""Places for what is to go out of the register, and does not belong in it."""

import os
from typing import TYPE_CHECKING

from reviewctl.model.trouble import ReviewctlError

if TYPE_CHECKING:
    from pathlib import Path

    from reviewctl.work.desk import Desk


def outside(desk: "Desk", output: str, why: str, example: str) -> "Path":
    """Return the place that -o names. Raises ReviewctlError for one inside the register, saying `why` it is wrong.

    `example` is a name for such a file, for the hint.
    """
    from pathlib import Path

    target, root = Path(output), Path(desk.register.root).resolve()
    place = Path(os.path.realpath(output))  # Unlike Path.resolve it takes a link that leads to itself, too.
    if root in (place, *place.parents):
        raise ReviewctlError(
            f"That place is inside the register. {why}",
            f"Choose a place outside it, such as your documents: -o ~/Documents/{example}",
        )
    return target
