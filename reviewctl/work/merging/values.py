"""Three versions of what a document says made one: what either side changed is taken, address by address."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from reviewctl.work.merging.items import ABSENT, Row, canonical, laid, names_of, origins, without
from reviewctl.work.merging.naming import Place, Way

Side = Literal["mine", "theirs"]


class Clash(Struct, frozen=True):
    """One address that both sides changed, and differently. ABSENT and None are values, too: it was taken away.

    `way` leads to the value in what a version says. Of a text, `section` is the part's name; of a whole file, `whole`.
    """

    address: str
    base: object
    mine: object
    theirs: object
    way: Way = ()
    section: str | None = None
    whole: bool = False


class Merged(Struct, frozen=True):
    """What came of it, and each clash. Of a clash the value holds the side that was chosen, else `mine`."""

    value: object
    clashes: tuple[Clash, ...]


def merge_values(
    place: Place, base: object, mine: object, theirs: object, chosen: Mapping[str, Side]
) -> Merged:
    """Return the three versions of a value as one.

    A value is what the strict reader gives. Groups are merged key by key, lists with names item by item; of lists
    without names both sides' additions are kept, those that are the same once. An event is one value. `chosen` says
    for an address which side holds.
    """
    merger = _Merger(chosen)
    value = merger.merged(place, base, mine, theirs)
    return Merged(None if value is ABSENT else value, tuple(merger.clashes))


class _Merger:
    def __init__(self, chosen: Mapping[str, Side]) -> None:
        self.chosen = chosen
        self.clashes: list[Clash] = []

    def merged(self, place: Place, base: object, mine: object, theirs: object) -> object:
        settled = _settled(base, mine, theirs, place.is_event)
        if settled:
            return settled[0]
        sides = (base, mine, theirs)
        if place.is_event:
            return self._event(place, *sides)
        if place.is_keyed_item:
            return self._item(place, *sides)
        if all(isinstance(one, dict) or is_nothing(one) for one in sides):
            return self._group(place, *map(_as_group, sides), empty=_empty(mine, theirs))
        if all(isinstance(one, list) or is_nothing(one) for one in sides):
            return self._list(place, *map(_as_list, sides)) or _empty(mine, theirs)
        return self._clash(place, *sides)

    def _clash(self, place: Place, base: object, mine: object, theirs: object) -> object:
        address = place.address or place.document
        self.clashes.append(Clash(address, base, mine, theirs, way=place.way))
        return theirs if self.chosen.get(address) == "theirs" else mine

    def _event(self, place: Place, base: object, mine: object, theirs: object) -> object:
        """An event is one fact; one that happened several times is a list of them."""
        if isinstance(mine, list) or isinstance(theirs, list):
            return self._counted(place, *map(_as_events, (base, mine, theirs))) or _empty(mine, theirs)
        return self._clash(place, base, mine, theirs)

    def _group(
        self,
        place: Place,
        base: dict[str, object],
        mine: dict[str, object],
        theirs: dict[str, object],
        *,
        empty: object,
    ) -> object:
        made = {}
        for key in dict.fromkeys([*mine, *theirs, *base]):
            value = self.merged(place.under(key), *(one.get(key, ABSENT) for one in (base, mine, theirs)))
            if value is not ABSENT:
                made[key] = value
        return made or empty

    def _item(self, place: Place, base: object, mine: object, theirs: object) -> object:
        """One thing of several. Two new ones under one name may be two things, and so are never mixed."""
        sides = (base, mine, theirs)
        if not all(isinstance(one, dict) or is_nothing(one) for one in sides):
            return self._clash(place, *sides)
        if not is_nothing(base) and (is_nothing(mine) or is_nothing(theirs)):
            return self._clash(place, *sides)
        before = len(self.clashes)
        made = self._group(place, *map(_as_group, sides), empty=_empty(mine, theirs))
        if is_nothing(base) and not place.is_of_one_thing and len(self.clashes) > before:
            del self.clashes[before:]
            return self._clash(place, *sides)
        return made

    def _list(
        self, place: Place, base: list[object], mine: list[object], theirs: list[object]
    ) -> list[object]:
        names = [names_of(one, place.named_by) for one in (base, mine, theirs)]
        if names[0] is None or names[1] is None or names[2] is None:
            return self._counted(place, base, mine, theirs)
        was, own = dict(zip(names[0], base, strict=True)), dict(zip(names[1], mine, strict=True))
        other = dict(zip(names[2], theirs, strict=True))
        made = {
            name: self._named(
                place.item(name, place.named_by), *(one.get(name, ABSENT) for one in (was, own, other))
            )
            for name in dict.fromkeys([*own, *other, *was])
        }
        rows = {name: Row(made[name], name not in was) for name in own}
        return laid([*rows.values()], [(rows.get(name), made[name]) for name in other])

    def _named(self, place: Place, base: object, mine: object, theirs: object) -> object:
        settled = _settled(base, mine, theirs, False)
        return settled[0] if settled else self._item(place, base, mine, theirs)

    def _counted(
        self, place: Place, base: list[object], mine: list[object], theirs: list[object]
    ) -> list[object]:
        """Lists whose items have no names: each item of the base as both sides have it, and what either added."""
        own, other = origins(base, mine), origins(base, theirs)
        had = [
            {i: one for i, one in zip(of, side, strict=True) if i is not None}
            for side, of in ((mine, own), (theirs, other))
        ]
        made = [
            self._named(place.item(str(i + 1), ""), was, had[0].get(i, ABSENT), had[1].get(i, ABSENT))
            for i, was in enumerate(base)
        ]
        rows = [Row(one if i is None else made[i], i is None) for one, i in zip(mine, own, strict=True)]
        partners = {i: row for row, i in zip(rows, own, strict=True) if i is not None}
        fresh = iter(without(*([one for one, i in zip(side, of, strict=True) if i is None]
                               for side, of in ((theirs, other), (mine, own)))))  # fmt: skip
        told = [
            (partners.get(i), made[i]) if i is not None else (None, one if next(fresh) else ABSENT)
            for one, i in zip(theirs, other, strict=True)
        ]
        return laid(rows, told)


def _settled(base: object, mine: object, theirs: object, event: bool) -> tuple[object, ...]:
    """Return the one value that holds where not both sides changed it, or both to the same; else nothing."""
    same = same_event if event else same_value
    if same(mine, theirs) or same(base, theirs):
        return (mine,)
    if same(base, mine):
        return (theirs,)
    if is_nothing(theirs) and (is_nothing(mine) or is_nothing(base)):
        return (mine,)
    return (theirs,) if is_nothing(base) and is_nothing(mine) else ()


def is_nothing(value: object) -> bool:
    """Whether nothing is recorded: no key, a blank, or an empty group or list."""
    return value is ABSENT or value is None or value == {} or value == []


def same_value(one: object, other: object) -> bool:
    """Whether two values are the same, 1 and true being two."""
    if one is ABSENT or other is ABSENT:
        return one is other
    return canonical(one) == canonical(other)


def same_event(one: object, other: object) -> bool:
    """Whether two ways of writing an event say the same: `{on: 2026-05-20}` is `2026-05-20`."""
    return same_value(_event(one), _event(other))


def _event(value: object) -> object:
    if isinstance(value, list):
        several = [_event(one) for one in value if not is_nothing(one)]
        return several[0] if len(several) == 1 else several
    if isinstance(value, dict):
        told = {key: one for key, one in value.items() if one is not None}
        return told["on"] if [*told] == ["on"] else told
    return value


def _as_events(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if is_nothing(value) else [value]


def _as_group(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _empty(mine: object, theirs: object) -> object:
    """Return how nothing is written where nothing is left: as the side has it that took the last away."""
    return mine if is_nothing(mine) else theirs if is_nothing(theirs) else None
