"""Where each value of a YAML text stands: a tree of marks that has the shape of the value."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

KeyPath = tuple[str | int, ...]


class Mark(NamedTuple):
    """A place in a text: `offset` counts characters from 0, `line` and `column` count from 1."""

    offset: int
    line: int
    column: int


class Place(NamedTuple):
    """Where the key of a value, or the item of a list, begins, and where the value itself does.

    `brackets` is whether it is a list or group between brackets, of whose parts no places are known.
    """

    key: Mark
    value: Mark
    brackets: bool


class Marks:
    """The marks of one value and of all that is in it.

    `start` and `end` bound the value's own tokens: the end of a block collection is the end of its last
    value's token, never the blank lines and comments behind it. A blank value has `start == end`, right
    behind the colon or the dash. `flow` is true for `[…]` and `{…}`. `keys` holds the start and end of each
    key of a mapping; `children` the marks of its values, by key or by position.
    """

    __slots__ = ("children", "end", "flow", "keys", "start")

    def __init__(
        self,
        start: Mark,
        end: Mark,
        children: "dict[str, Marks] | list[Marks] | None" = None,
        keys: dict[str, tuple[Mark, Mark]] | None = None,
        flow: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.children = children
        self.keys = keys
        self.flow = flow

    def at(self, path: KeyPath) -> "Marks | None":
        """Return the marks of the value at `path`, or None where the text has no such value."""
        here: Marks = self
        for step in path:
            children = here.children
            if isinstance(children, dict):
                found = children.get(step) if isinstance(step, str) else None
            elif isinstance(children, list):
                found = children[step] if isinstance(step, int) and step < len(children) else None
            else:
                found = None
            if found is None:
                return None
            here = found
        return here

    def nearest(self, path: KeyPath) -> Mark:
        """Return where the value at `path` starts, or the nearest thing round it that the text has."""
        for length in range(len(path), -1, -1):
            found = self.at(path[:length])
            if found is not None:
                return found.start
        return self.start

    def key(self, path: KeyPath) -> Mark:
        """Return where the key of the value at `path` starts; for an item of a list, the item itself."""
        above = self.at(path[:-1])
        if above is not None and above.keys is not None and path:
            bounds = above.keys.get(str(path[-1]))
            if bounds is not None:
                return bounds[0]
        return self.nearest(path)


class Locator:
    """The marks of a text, made when a place is first asked for: most texts are never asked.

    `items` gives, by its key, where the items of a list of the first level begin, and `places` where each value
    stands, where that is found sooner.
    """

    __slots__ = ("_found", "_items", "_known", "_make", "_marks", "_places")

    def __init__(
        self,
        make: Callable[[], Marks | None],
        items: Callable[[str], Sequence[Mark]] | None = None,
        places: Callable[[], Mapping[KeyPath, Place]] | None = None,
    ) -> None:
        self._make: Callable[[], Marks | None] | None = make
        self._items = items
        self._places = places
        self._known: Mapping[KeyPath, Place] | None = None
        self._found: dict[str, Sequence[Mark]] = {}
        self._marks: Marks | None = None

    @property
    def marks(self) -> Marks | None:
        """The marks, or None where the text cannot be read."""
        if self._make is not None:
            self._marks = self._make()
            self._make = None
        return self._marks

    def nearest(self, path: KeyPath) -> Mark | None:
        """Return where the value at `path` starts, or the nearest thing round it; None as for `marks`."""
        match path:
            case (str() as key, int() as at) if self._items is not None:
                if key not in self._found:
                    self._found[key] = self._items(key)
                if at < len(self._found[key]):
                    return self._found[key][at]
        place = self._place(path)
        if place is not None:
            return place.value
        marks = self.marks
        return marks.nearest(path) if marks is not None else None

    def key(self, path: KeyPath) -> Mark | None:
        """Return where the key of the value at `path` starts; None as for `marks`."""
        place = self._place(path)
        if place is not None:
            return place.key
        return self.marks.key(path) if self.marks is not None else None

    def _place(self, path: KeyPath) -> Place | None:
        """Return the place of the value at `path`, or of the nearest thing round it, if it is found without marks."""
        if self._places is None:
            return None
        if self._known is None:
            self._known = self._places()
        if path in self._known:
            return self._known[path]
        for length in range(len(path) - 1, -1, -1):
            round_it = self._known.get(path[:length])
            if round_it is not None:
                return None if round_it.brackets else Place(round_it.value, round_it.value, False)
        return None
