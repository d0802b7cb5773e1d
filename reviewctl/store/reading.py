"""Reading YAML: line by line where a text is as plain as can be, else by the strict reader and its parser.

The parser is loaded by the first text that needs it.
"""

import contextlib

from reviewctl.store.parsed import Parsed
from reviewctl.store.plain import NotPlain, plain_value


def read_yaml(
    text: str, path: str, *, line_offset: int = 0, char_offset: int = 0, bare: bool = False
) -> Parsed:
    """Return what a YAML text says, as `strict.read_yaml` does, and as soon as may be where it is read `bare`."""
    if bare:
        with contextlib.suppress(NotPlain):
            return Parsed(plain_value(text), None, (), plain=True)
    from reviewctl.store import strict

    return strict.read_yaml(text, path, line_offset=line_offset, char_offset=char_offset, bare=bare)
