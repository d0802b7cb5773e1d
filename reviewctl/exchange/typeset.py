"""The press: papers set as tagged pdf. The one home of typst.

It is given one fixed text and data, all in memory; fonts are those that it brings along. It reads no file, fetches
no package and asks no clock, so that the same paper gives the same bytes on every machine.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from reviewctl.model.trouble import ReviewctlError

_OWN = str(Path(__file__).parent.parent / "typesetting")
"""Where it would look for files and packages, were it ever told to: its own folder, with its one fixed text."""
_UNSHOWN = re.compile(r'text `"(?P<text>.*)"` could not be displayed', re.DOTALL)


class Unshown(ReviewctlError):
    """Characters that no type of the press has. `text` holds them, for whoever looks for their place."""

    def __init__(self, text: str) -> None:
        super().__init__(f"A pdf cannot show {', '.join(f'U+{ord(one):04X}' for one in text)}.")
        self.text = text


def typeset(template: str, data: Mapping[str, str]) -> bytes:
    """Return the pdf (PDF/UA-1: tagged, with its title and language) of a template and the data that it names.

    Raises Unshown for characters that no type has, and ReviewctlError for what cannot be made accessible.
    """
    import typst

    press = typst.Compiler(
        template.encode(),
        root=_OWN,
        ignore_system_fonts=True,
        sys_inputs=dict(data),
        package_path=_OWN,
        package_cache_path=_OWN,
    )
    try:
        done = press.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    except typst.TypstError as error:
        raise _refused(str(error.message)) from None
    assert isinstance(done, bytes)
    return done


def _refused(message: str) -> ReviewctlError:
    unshown = _UNSHOWN.search(message)
    if unshown is not None:
        return Unshown(unshown["text"])
    return ReviewctlError(
        "The pdf could not be made.",
        "Nothing was made. Tell whoever looks after reviewctl, and say which paper it was.",
    )
