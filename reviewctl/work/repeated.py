"""Whether what is to be added to a list stands at its end already: a command that was typed twice writes once."""

from collections.abc import Mapping, Sequence

import msgspec

from reviewctl.model.record import Record


def is_last(entries: Sequence[Record], entry: Mapping[str, object]) -> bool:
    """Return whether the last of some entries says what an entry would say, key for key; what is None is left out.

    Only the last one counts: green, red and green again on one day are three reports.
    """
    if not entries:
        return False
    said = msgspec.to_builtins({key: value for key, value in entry.items() if value is not None})
    return msgspec.convert(said, type(entries[-1])) == entries[-1]
