"""The press: papers set as tagged pdf. The one home of typst.

It is given one fixed text and data, all in memory; fonts are those that it brings along. It reads no file, fetches
no package and asks no clock, so that the same paper gives the same bytes on every machine.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from unicodedata import name

from reviewctl.model.trouble import ReviewctlError

_OWN = str(Path(__file__).parent.parent / "typesetting")
"""Where it would look for files and packages, were it ever told to: its own folder, with its one fixed text."""
_PROBE = '#set document(title: "-")\n#for one in json(bytes(sys.inputs.signs)) [#text(one) ]'
"""A page of signs, each by itself."""
_MOST = 30
"""So many signs that are refused are looked for one by one, 8 ms each; then their whole scripts count as refused."""
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


def unshown(signs: Iterable[str]) -> frozenset[str]:
    """Return those of some signs, each with the marks that it bears, that no type of the press has.

    Where that is a whole script, such as Chinese, it is told by the first of them. Raises ReviewctlError where the
    press cannot be asked.
    """
    left, gone = list(dict.fromkeys(signs)), set[str]()
    while left and len(gone) < _MOST:
        refused = _first_refused(left)
        gone |= refused
        left = [one for one in left if one not in refused] if refused else []
    scripts = {_script(one) for one in gone}
    return frozenset((*gone, *(one for one in left if _script(one) in scripts)))


def _first_refused(signs: list[str]) -> set[str]:
    """Return what the press refuses first of some signs: one, or those that hold the same; nothing where it has all."""
    try:
        typeset(_PROBE, {"signs": json.dumps(signs)})
    except Unshown as error:
        return {one for one in signs if error.text in one or one in error.text}
    return set()


def _script(sign: str) -> str:
    """Return of which script a sign is, as its name begins: CJK, HANGUL, ETHIOPIC."""
    return name(sign[0], "-").partition(" ")[0]
