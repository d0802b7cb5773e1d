"""Reading YAML: line by line where a text is as plain as can be, else by the strict reader and its parser.

The parser is loaded by the first text that needs it.
"""

import contextlib

from msgspec import Struct

from reviewctl.model.finding import Finding
from reviewctl.model.marks import Marks
from reviewctl.store.plain import NotPlain, plain_value


class Parsed(Struct, frozen=True):
    """What a YAML text says.

    `value` is made of dict, list, str, int, float, bool and None. It is None, and so are the `marks`, where
    the text could not be read to its end. `marks` are None, too, for a bare reading.
    """

    value: object
    marks: Marks | None
    findings: tuple[Finding, ...]


def read_yaml(
    text: str, path: str, *, line_offset: int = 0, char_offset: int = 0, bare: bool = False
) -> Parsed:
    """Return what a YAML text says, as `strict.read_yaml` does, and as soon as may be where it is read `bare`."""
    if bare:
        with contextlib.suppress(NotPlain):
            return Parsed(plain_value(text), None, ())
    from reviewctl.store import strict

    return strict.read_yaml(text, path, line_offset=line_offset, char_offset=char_offset, bare=bare)
