"""Where the tellings of what seems one event differ. What is said is shown, and nobody is held to be right."""

from collections.abc import Callable, Sequence
from itertools import combinations

from reviewctl.facts.chronicle.negation import contradict
from reviewctl.facts.span import overlap
from reviewctl.facts.timeofday import time_of_day
from reviewctl.model.integrated import Conflict, Telling

DISPUTED = "disputed"
HOUR = 60
"""Times further apart than that many minutes differ. No source gives a number."""

_Says = Callable[[Telling], str]
_Differ = Callable[[Telling, Telling], bool]


def conflicts_of(tellings: Sequence[Telling]) -> tuple[Conflict, ...]:
    """Return in what the tellings differ: the date, the time, what happened, what was done.

    Who was involved is none of these: each agency names its own staff, and all of them stand there.

    Between tellings of different agencies only. A telling that is marked as disputed is a conflict by itself.
    """
    found = [_conflict(tellings, *kind) for kind in _KINDS] if len(tellings) > 1 else []
    return tuple(one for one in (*found, _disputed(tellings)) if one is not None)


def _conflict(tellings: Sequence[Telling], about: str, says: _Says, differ: _Differ) -> Conflict | None:
    """Return the conflict about one thing, with how every agency that speaks of it has it; None for none."""
    speaking = [one for one in tellings if says(one)]
    pairs = combinations(speaking, 2)
    if not any(differ(a, b) for a, b in pairs if a.agency != b.agency):
        return None
    return Conflict(
        about=about, said=tuple(sorted(dict.fromkeys((one.agency, says(one)) for one in speaking)))
    )


def _disputed(tellings: Sequence[Telling]) -> Conflict | None:
    said = [
        (one.agency, f"{one.entry.id} is marked as disputed")
        for one in tellings
        if DISPUTED in one.entry.marks
    ]
    return Conflict(about=DISPUTED, said=tuple(sorted(said))) if said else None


def _dates_differ(a: Telling, b: Telling) -> bool:
    return a.span.placed and b.span.placed and overlap(a.span, b.span) is None


def _times_differ(a: Telling, b: Telling) -> bool:
    one, other = time_of_day(a.entry.time or ""), time_of_day(b.entry.time or "")
    if one is None or other is None or not (a.span.first == a.span.last == b.span.first == b.span.last):
        return False
    return max(one.first - other.last, other.first - one.last) > HOUR


def _events_differ(a: Telling, b: Telling) -> bool:
    return contradict(a.entry.event or "", b.entry.event or "")


def _responses_differ(a: Telling, b: Telling) -> bool:
    return contradict(a.entry.response or "", b.entry.response or "")


_KINDS: tuple[tuple[str, _Says, _Differ], ...] = (
    ("date", lambda one: one.entry.date or "", _dates_differ),
    ("time", lambda one: one.entry.time or "", _times_differ),
    ("event", lambda one: one.entry.event or "", _events_differ),
    ("response", lambda one: one.entry.response or "", _responses_differ),
)
