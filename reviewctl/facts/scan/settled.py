"""One thing is told once: of what scanners find in the same place, the gravest and longest stands."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from reviewctl.facts.scan.found import Found

_GRAVEST = {"block": 0, "warning": 1}


def settled(found: Iterable[tuple[str, Found]]) -> tuple[tuple[str, Found], ...]:
    """Return what was found, each with its scanner, without what lies in a longer or graver one.

    Where the same stretch is found for several entries they are told together. Sorted by place.
    """
    ranked = sorted(_together(found), key=_rank)
    kept: list[tuple[str, Found]] = []
    for scanner, one in ranked:
        if not any(_covered(one, other) for _, other in kept):
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


def _covered(one: Found, other: Found) -> bool:
    """Whether what one tells is told by another, which is as grave and overlaps it."""
    return one.start < other.end and other.start < one.end
