"""Writing into a file with a block for each person or process: the block is made where it is missing."""

from collections import Counter
from collections.abc import Mapping
from functools import partial

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import with_item
from reviewctl.work.nearest import nearest
from reviewctl.work.recording import place_of
from reviewctl.work.values import KEY, LONGEST_KEY
from reviewctl.work.writing import Pen


def key_meant(word: str, known: Mapping[str, object], what: str, *, new: bool, how: str) -> str:
    """Return the key of a block: one of those `known`, or with `new` a plain word for one that is to be made.

    Raises ReviewctlError where there is none of that name and none is to be made (`how` says how one is), and for a
    new one that is no plain word: a key never holds a name.
    """
    key = word.strip().casefold()
    if key in known:
        return key
    if new and KEY.fullmatch(key) and len(key) <= LONGEST_KEY:
        return key
    if new:
        raise ReviewctlError(
            f"The key of a {what} is a plain word in small letters, with hyphens, and never a name.",
            "Such as mother or brother-1; inquest or police-1.",
        )
    near = nearest(word, known, 1)
    shown = f'"{word}"' if word.isascii() and word.isprintable() and len(word) <= 60 else "of that name"
    raise ReviewctlError(
        f"There is no {what} {shown} in this review{f'; did you mean {near[0]}?' if near else '.'}",
        f"There is: {', '.join(known)}. {how}" if known else how,
    )


class KeyedPen:
    """What one command is going to write into the block of one person or process."""

    def __init__(self, pen: Pen, facts: Facts, document: str, key: str, known: Mapping[str, object]) -> None:
        """Take up a pen. `known` are the blocks that the file has."""
        self._pen, self._key = pen, key
        self._path = place_of(facts, document)
        self._added: Counter[str] = Counter()
        if key not in known:
            made = partial(_with_block, document=document, key=key, case=facts.case.id)
            pen.edit(self._path, made)

    def put(self, way: KeyPath, value: object) -> None:
        """Mean to write a value at its way below the key."""
        self._pen.edit(self._path, partial(_spliced, path=(self._key, *way), value=value))

    def add(self, part: str, held: int, entry: Mapping[str, object]) -> None:
        """Mean to add an entry to a list of the block that holds so many; what is None in it is left out."""
        place = held + self._added[part]
        self._added[part] += 1
        self.put((part, place), {key: value for key, value in entry.items() if value is not None})


def _with_block(data: bytes | None, document: str, key: str, case: str) -> bytes:
    text = data.decode("utf-8") if data is not None else None
    return with_item(text, document, key, {"date": today().isoformat(), "id": case}).encode("utf-8")


def _spliced(data: bytes | None, path: KeyPath, value: object) -> bytes:
    return splice_bytes(data or b"", path, value)
