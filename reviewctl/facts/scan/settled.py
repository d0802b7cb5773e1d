"""One thing is told once: of what scanners find in the same place, the gravest and longest stands."""

from bisect import bisect
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from reviewctl.facts.scan.found import Found

_GRAVEST = {"block": 0, "warning": 1}


def settled(found: Iterable[tuple[str, Found]]) -> tuple[tuple[str, Found], ...]:
    """Return what was found, each with its scanner, without what lies in a longer or graver one.

    Where the same stretch is found for several entries they are told together. Sorted by place.
    """
    kept: list[tuple[str, Found]] = []
    taken: list[tuple[int, int]] = []
    for scanner, one in sorted(_together(found), key=_rank):
        place = bisect(taken, (one.start, one.end))
        if not _covered(one, taken, place):
            taken.insert(place, (one.start, one.end))
            kept.append((scanner, one))
    return tuple(sorted(kept, key=lambda pair: (pair[1].start, pair[1].end, pair[0])))


def _together(found: Iterable[tuple[str, Found]]) -> Iterator[tuple[str, Found]]:
    """Yield what was found, all that is of one stretch as the gravest of it, with everybody whom it may mean."""
    groups: dict[tuple[int, int], list[tuple[str, Found]]] = {}
    for pair in found:
        groups.setdefault((pair[1].start, pair[1].end), []).append(pair)
    for same in groups.values():
        scanner, first = min(
            same, key=lambda pair: (_GRAVEST[pair[1].severity], not pair[1].entries, pair[0], pair[1].field)
        )
        entries = tuple(sorted({entry for _, one in same for entry in one.entries}))
        yield scanner, replace(first, entries=entries)


def _rank(pair: tuple[str, Found]) -> tuple[int, int, int, str]:
    scanner, one = pair
    return _GRAVEST[one.severity], one.start - one.end, one.start, scanner


def _covered(one: Found, taken: list[tuple[int, int]], place: int) -> bool:
    """Whether what one tells is told already by another, as grave or graver: `taken` are stretches apart, in order."""
    before = place > 0 and taken[place - 1][1] > one.start
    return before or (place < len(taken) and taken[place][0] < one.end)
