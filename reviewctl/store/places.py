"""Where every value of a plain text stands, found line by line, without a parser.

A finding is told with its place, and to ask the strict reader for the places of a text takes longer than all else
that is done with it. Where each line of a text says one thing (`plain`), its columns tell what lies within what.
What it gives are the places that the strict reader gives, which the tests hold to.
"""

from reviewctl.model.marks import KeyPath, Mark, Place
from reviewctl.store.plain import GROUPS, plain_line


class _Group:
    """A mapping or a list that is being gone through, and the column where its lines begin.

    `count` is how many items of a list have come, and -1 for a mapping; `last` the way to what came last.
    """

    __slots__ = ("column", "count", "last", "path")

    def __init__(self, column: int, path: KeyPath, count: int) -> None:
        self.column = column
        self.path = path
        self.count = count
        self.last = path


def places_in(text: str, start: int = 0, end: int | None = None) -> dict[KeyPath, Place]:
    """Return the place of each value of a text, but for those between brackets, by the way to it.

    The text must be one that `plain_value` reads; of front matter it is what stands from `start` to `end`.
    """
    found: dict[KeyPath, Place] = {}
    groups: list[_Group] = []
    offset = start
    for number, line in enumerate(text[start:end].split("\n"), start=1 + text.count("\n", 0, start)):
        said = plain_line(line)
        if said is not None:
            place, key, value = said
            indent, inner, _ = place if isinstance(place, tuple) else (place, 0, False)
            if inner:
                group = _group_at(indent, True, groups, found, Mark(offset + indent, number, indent + 1))
                item = group.last = (*group.path, group.count)
                group.count += 1
                begins = Mark(offset + inner, number, inner + 1)
                found[item] = Place(begins, begins, isinstance(value, GROUPS) and not key)
                if key:
                    groups.append(_Group(inner, item, -1))
            if key:
                column = inner or indent
                begins = Mark(offset + column, number, column + 1)
                group = _group_at(column, False, groups, found, begins)
                group.last = (*group.path, key)
                at = column + len(key) + (3 if line[column] == '"' else 1)
                if value is not None:
                    at += len(line) - at - len(line[at:].lstrip(" "))
                stands = Mark(offset + at, number, at + 1)
                found[group.last] = Place(begins, stands, isinstance(value, GROUPS))
        offset += len(line) + 1
    return found


def _group_at(
    column: int, is_list: bool, groups: list[_Group], found: dict[KeyPath, Place], first: Mark
) -> _Group:
    """Return the group whose lines begin at a column: one that is open, or a new one, which begins at `first`.

    A new one lies under the key that came last; a list may stand in the column of that key.
    """
    while groups and (
        groups[-1].column > column or (groups[-1].column == column and groups[-1].count >= 0 and not is_list)
    ):
        groups.pop()
    if groups and groups[-1].column == column and (groups[-1].count >= 0) == is_list:
        return groups[-1]
    path = groups[-1].last if groups else ()
    found[path] = Place(found[path].key if path else first, first, False)
    groups.append(_Group(column, path, 0 if is_list else -1))
    return groups[-1]
