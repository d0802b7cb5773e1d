"""Which line of a file is which entry of the record: a corrected line is known again, whatever was put in above it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.chronicle.likeness import written_alike
from reviewctl.facts.span import span_of
from reviewctl.model.chronology import Entry
from reviewctl.work.chronicle.drafts import Draft

_ALIKE = 0.6
"""How much alike a line and an entry must be, words and dates together, to be held for the same one."""
_SAME_REF = 0.4
"""The same where they bear the same reference, and nothing else is more like the line: it may be rewritten."""
_SURE_REF = 0.95
"""So much alike, a line and the entry of its reference are the same before any other is looked at."""
_WORDS = 0.7
"""What the words count for; the rest is the date."""
_MOST_PAIRS = 300_000
"""So many pairs are looked at one by one; of more, only those that have their day in common."""
_TOLD = ("event", "response", "comment", "who", "source")


class _Side(Struct, frozen=True):
    """What of a line or an entry is compared. `first` and `last` are its days as numbers; none lie between 1 and 0."""

    text: str
    date: str | None
    when: str | None
    exact: tuple[object, ...]
    first: int
    last: int


def matched(entries: Sequence[Entry], drafts: Sequence[Draft], fields: Iterable[str]) -> list[int | None]:
    """Return for each line the position of the entry that it is, or None for a new one.

    First by the very words, of several such lines the one with the reference; then by the reference, where the line
    with it is much like the entry; then by the greatest likeness. No entry is given twice, and the order of the
    lines changes nothing. A reference alone decides nothing: agencies number their lines anew.
    """
    told = [field for field in _TOLD if field in set(fields)]
    old = [_of_entry(one, told) for one in entries]
    new = [_of_draft(one, told) for one in drafts]
    found: list[int | None] = [None] * len(drafts)
    free = set(range(len(entries)))
    places = {one.id: at for at, one in enumerate(entries)}
    refs = [places.get(one.ref) for one in drafts]
    _by_ref(refs, old, new, found, free, 1.0)
    _exactly(old, new, found, free, lambda one: one.exact)
    _by_ref(refs, old, new, found, free, _SURE_REF)
    _by_words(old, new, found, free)
    _by_likeness(refs, old, new, found, free)
    return found


def _by_ref(
    refs: Sequence[int | None],
    old: Sequence[_Side],
    new: Sequence[_Side],
    found: list[int | None],
    free: set[int],
    least: float,
) -> None:
    """Match each line with the entry of its reference, which no other line bears, where they are so much alike."""
    by_place: dict[int, list[int]] = defaultdict(list)
    for at, place in enumerate(refs):
        if place is not None:
            by_place[place].append(at)
    for place, lines in by_place.items():
        whole = least == 1.0
        able = [at for at in lines if old[place].exact == new[at].exact] if whole else lines
        if len(able) != 1 or place not in free or found[able[0]] is not None:
            continue
        if whole or _score(old[place], new[able[0]], least) >= least:
            found[able[0]] = place
            free.discard(place)


def _by_words(old: Sequence[_Side], new: Sequence[_Side], found: list[int | None], free: set[int]) -> None:
    """Match what has the same words, and was given once on each side."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for at in free:
        counts[old[at].text][0] += 1
    for at, side in enumerate(new):
        counts[side.text][1] += found[at] is None
    _exactly(old, new, found, free, lambda one: one.text if counts[one.text] == [1, 1] and one.text else None)


def _exactly(
    old: Sequence[_Side],
    new: Sequence[_Side],
    found: list[int | None],
    free: set[int],
    key: Callable[[_Side], object],
) -> None:
    waiting: dict[object, list[int]] = defaultdict(list)
    for at in sorted(free, reverse=True):
        waiting[key(old[at])].append(at)
    for at, side in enumerate(new):
        wanted = key(side)
        if found[at] is None and wanted is not None and waiting.get(wanted):
            found[at] = waiting[wanted].pop()
            free.discard(found[at] or 0)


def _by_likeness(
    refs: Sequence[int | None],
    old: Sequence[_Side],
    new: Sequence[_Side],
    found: list[int | None],
    free: set[int],
) -> None:
    """Match the most alike first. Of pairs as much alike the reference decides, then the
    earlier entry, then the words."""
    lines = [at for at, place in enumerate(found) if place is None]
    only_dated = len(lines) * len(free) > _MOST_PAIRS
    pairs = []
    for line in lines:
        side = new[line]
        near = [one for one in free if not only_dated or one == refs[line] or _share_a_day(old[one], side)]
        for place in near:
            least = _SAME_REF if place == refs[line] else _ALIKE
            score = _score(old[place], side, least)
            if score >= least:
                pairs.append((-score, place != refs[line], place, side.exact, line))
    for *_, place, _, line in sorted(pairs, key=lambda one: (*one[:3], str(one[3]), one[4])):
        if place in free and found[line] is None:
            found[line] = place
            free.discard(place)


def _score(old: _Side, new: _Side, least: float) -> float:
    """Return how much alike an entry and a line are, from 0 to 1."""
    dated = _dated(old, new)
    enough = max((least - (1 - _WORDS) * dated) / _WORDS, 0.0)
    return _WORDS * written_alike(old.text, new.text, enough) + (1 - _WORDS) * dated


def _dated(old: _Side, new: _Side) -> float:
    if (old.date, old.when) == (new.date, new.when) or (old.date and old.date == new.date):
        return 1.0
    if old.when and old.when == new.when:
        return 1.0
    return 0.7 if _share_a_day(old, new) else 0.0


def _share_a_day(old: _Side, new: _Side) -> bool:
    return (old.first <= new.last and new.first <= old.last) or (
        old.first > old.last and old.date == new.date
    )


def _of_entry(entry: Entry, told: Sequence[str]) -> _Side:
    return _side({field: getattr(entry, field) for field in told}, entry.date, entry.as_written, entry.time)


def _of_draft(draft: Draft, told: Sequence[str]) -> _Side:
    date, time = draft.said.get("date"), draft.said.get("time")
    when = draft.said.get("as_written") or (draft.when if not date else None)
    return _side(
        {field: draft.said.get(field) for field in told},
        date if isinstance(date, str) else None,
        when if isinstance(when, str) else None,
        time if isinstance(time, str) else None,
    )


def _side(told: dict[str, object], date: str | None, when: str | None, time: str | None) -> _Side:
    text = " ".join(" ".join(str(one).split()).casefold() for one in told.values() if one)
    first, last = _days(date)
    exact = (text, date, when if not date else None, time)
    return _Side(text=text, date=date, when=when, exact=exact, first=first, last=last)


def _days(edtf: str | None) -> tuple[int, int]:
    span = span_of(edtf)
    if not span.placed:
        return 1, 0
    return (span.first or date.min).toordinal(), (span.last or date.max).toordinal()
