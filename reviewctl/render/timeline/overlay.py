"""The links that lie over the picture: every sign can be reached with the keyboard, and says in words what it is."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from reviewctl.render.dates import plain_day
from reviewctl.render.timeline.shapes import Band, Bin, Box, Layout, Mark, Picture, Told
from reviewctl.render.timeline.table import gap_words, mark_words, name_of, when_words
from reviewctl.render.timeline.words import many, marked_up, plain, shortened

_SAID = 140
"""How many characters of what happened a screen reader reads out for a sign; the rest stands in the table."""
_SHOWN = 420
_LISTED = 3
_LEAST = 12.0


class Sign(Struct, frozen=True, kw_only=True):
    """A link over the picture: its id, where it lies, which line of a table it leads to, and what it says.

    `x` is the place in its lane by which it is reached: that of the mark itself, on whichever side its words stand.
    """

    id: str
    lane: int
    x: float
    box: Box
    leads_to: str
    label: str
    head: str
    lines: tuple[str, ...]


def signs_of(picture: Picture, drawn: Layout) -> tuple[Sign, ...]:
    """Return the links in the order in which they are reached: lane by lane, from left to right."""
    found = [
        *(_of_mark(picture, mark) for mark in drawn.marks),
        *(_of_bin(picture, at, one) for at, one in enumerate(drawn.bins, 1)),
        *(_of_gap(picture, band) for band in drawn.bands),
    ]
    return tuple(sorted(found, key=lambda one: (one.lane, one.x, one.box.y)))


def sign_by_number(drawn: Layout) -> dict[int, str]:
    """Return the id of the sign in which each entry is drawn or counted, by the entry's number."""
    found = {mark.told.number: f"m{mark.told.number}" for mark in drawn.marks}
    for at, one in enumerate(drawn.bins, 1):
        found |= {told.number: f"b{at}" for told in one.told}
    return found


def _of_mark(picture: Picture, mark: Mark) -> Sign:
    told = mark.told
    entry = told.telling.entry
    agency, when = name_of(picture, told.telling.agency), when_words(told.telling)
    marks = mark_words(entry.marks, picture.marks)
    event = plain(entry.event or entry.response or entry.comment or "")
    done = plain(entry.response or "") if entry.event else ""
    also = [name_of(picture, one) for one in told.line.agencies if one != told.telling.agency]
    told_by = f"Probably also told by {', '.join(also)}." if also else ""
    differ = "The accounts differ." if told.line.conflicts else ""
    return Sign(
        id=f"m{told.number}",
        lane=mark.lane,
        x=mark.x,
        box=_reachable(mark.box),
        leads_to=f"r{told.number}",
        label=_read_out(told, when, agency, event, marks),
        head=f"{told.line.number} · {when} · {agency}{f' · {marks}' if marks else ''}",
        lines=tuple(
            line
            for line in (shortened(event, _SHOWN), shortened(done, _SHOWN), f"{told_by} {differ}".strip())
            if line
        ),
    )


def _read_out(told: Told, when: str, agency: str, event: str, marks: str) -> str:
    """Return what a screen reader says of an entry: its number, when, who, what, and its marks."""
    said = shortened(f"{told.line.number}. {when}. {agency}: {event}".rstrip(" :."), _SAID)
    stop = "" if said.endswith(("…", "?", "!")) else "."
    return f"{said}{stop} Marked: {marks}." if marks else f"{said}{stop}"


def _of_bin(picture: Picture, at: int, one: Bin) -> Sign:
    agency = name_of(picture, one.told[0].telling.agency)
    days = f", {plain_day(one.first)} to {plain_day(one.last)}" if one.first and one.last else ""
    count = many(len(one.told), "entry", "entries")
    marked = _marks_in(picture, one.told)
    some = one.told[: _LISTED - bool(marked)]
    rest = len(one.told) - len(some)
    more = (f"… and {rest:,} more, in the table.",) if rest > 0 else ()
    return Sign(
        id=f"b{at}",
        lane=one.lane,
        x=one.box.x,
        box=one.box,
        leads_to=f"r{one.told[0].number}",
        label=f"{count} of {agency}{days}, counted together{f'. {marked}' if marked else ''}",
        head=f"{count}{days} · {agency}",
        lines=(*((marked,) if marked else ()), *(_short_line(told) for told in some), *more),
    )


def _marks_in(picture: Picture, told: Sequence[Told]) -> str:
    """Return which marks entries that are counted together have: none is hidden by being counted."""
    counts = Counter(mark for one in told for mark in one.telling.entry.marks)
    listed = (mark for mark in (*picture.marks, *sorted(set(counts) - set(picture.marks))) if counts[mark])
    said = ", ".join(f"{counts[mark]:,} {plain(picture.marks.get(mark, mark)).lower()}" for mark in listed)
    return f"Marked: {said}." if said else ""


def _short_line(told: Told) -> str:
    event = plain(told.telling.entry.event or "")
    return f"{told.line.number} · {when_words(told.telling)}: {shortened(event, _SAID)}"


def _of_gap(picture: Picture, band: Band) -> Sign:
    words = gap_words(band.gap)
    return Sign(
        id=f"g{band.number}",
        lane=band.lane,
        x=band.box.x,
        box=Box(band.box.x, band.box.y, max(band.box.w, _LEAST), band.box.h),
        leads_to=f"t{band.number}",
        label=f"{name_of(picture, band.gap.agency)}: {words}",
        head=f"{words.partition('. ')[0]} · {name_of(picture, band.gap.agency)}",
        lines=(f"The agency's reason: {plain(band.gap.explained)}",) if band.gap.explained else (),
    )


def _reachable(box: Box) -> Box:
    """Return a box that is not too narrow to be pointed at."""
    return Box(box.x - (_LEAST - box.w) / 2, box.y, _LEAST, box.h) if box.w < _LEAST else box


def overlay(signs: Sequence[Sign], lists: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Yield the links, in a list for each lane; `lists` are the numbers of lanes and what each list is called."""
    by_lane: dict[int, list[Sign]] = {}
    for one in signs:
        by_lane.setdefault(one.lane, []).append(one)
    for lane, name in lists:
        if lane in by_lane:
            yield f'<ul aria-label="{marked_up(name)}">'
            yield from map(_link, by_lane[lane])
            yield "</ul>"


def _link(one: Sign) -> str:
    lines = "".join(f"<span>{marked_up(line)}</span>" for line in one.lines)
    return (
        f'<li><a id="{one.id}" href="#{one.leads_to}" aria-label="{marked_up(one.label)}">'
        f'<span class="tip"><strong>{marked_up(one.head)}</strong>{lines}</span></a></li>'
    )


def places(signs: Sequence[Sign], width: float, height: float) -> Iterator[str]:
    """Yield the rules of the style sheet that put each link over its sign, in parts of the picture's size."""
    for one in signs:
        box = one.box
        sides = zip(("left", "top", "width", "height"), (box.x, box.y, box.w, box.h), strict=True)
        parts = [
            f"{side}:{100 * size / (width if side in ('left', 'width') else height):.3f}%"
            for side, size in sides
        ]
        yield f"#{one.id}{{{';'.join(parts)}}}"
