"""On which lines of a plain text the items of its lists stand, found without a parser.

Of a chronology that is put together with others the place of every entry is asked for, and nothing else. Where each
line of a text says one thing (`plain`), the dashes of a list stand in one column, and those of a list within an
item further in.
"""

import re
from collections.abc import Sequence

from reviewctl.model.marks import Mark

_DASH = re.compile(r"( *)- +(?=[^ ])")
_NOTHING = re.compile(r" *(?:#.*)?")


def items_in(text: str, key: str) -> Sequence[Mark]:
    """Return where the items begin, behind their dashes, of the list that stands under a key of the first level.

    Nothing where no such list is written with dashes. The text must be one that `plain_value` reads.
    """
    opening = re.compile(rf'("?){re.escape(key)}\1: *')
    found: list[Mark] = []
    offset, column, within = 0, 0, False
    for number, line in enumerate(text.split("\n"), start=1):
        dash = _DASH.match(line) if within else None
        if dash is not None:
            if not found or dash.end(1) == column:
                column = dash.end(1)
                found.append(Mark(offset + dash.end(), number, dash.end() + 1))
        elif (not found or line[:1] not in (" ", "#")) and _NOTHING.fullmatch(line) is None:
            if found:
                break
            within = opening.fullmatch(line) is not None
        offset += len(line) + 1
    return found
