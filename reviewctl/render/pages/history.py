"""The page of `history`: what became of a review commit by commit, or every value that an item has had."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import msgspec
from msgspec import Struct

from reviewctl.facts.changes.sections import Passage
from reviewctl.model.event import EventDetail, Moment
from reviewctl.model.history import Changed, Recorded
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Table
from reviewctl.render.changes.values import change_of, count_words, when
from reviewctl.render.dates import as_at, long_day, plain_day
from reviewctl.render.pages.naming import many
from reviewctl.render.visible import visible

FIELDS = (
    "case",
    "address",
    "before",
    "after",
    "reason",
    "written",
    "committed",
    "author",
    "command",
    "commit",
)
_LONGEST = 120
"""So much of a text of somebody's own is shown on a page; json and csv have all of it."""
_SHORT = 10
"""So many characters of a commit's id are shown, which is enough to find it by."""


class Setting(Struct, frozen=True, kw_only=True):
    """What the page says besides its entries. `single` is whether it is about one value and no group of them.

    `more` is whether there are earlier entries that were not asked for.
    """

    case: str
    board: str
    address: str | None
    as_of: date
    since: date | None = None
    more: bool = False
    single: bool = False


def page(entries: Sequence[Recorded], setting: Setting) -> Report:
    """Return the report of what became of a review, the newest first: what stands at the top is what holds."""
    records = [record for one in entries for record in _records(one, setting)]
    return Report(
        command="history",
        payload={
            "case": setting.case,
            "address": setting.address,
            "as_of": setting.as_of,
            "since": setting.since,
            "entries": [_entry(one) for one in entries],
        },
        records=records,
        fields=FIELDS,
        blocks=tuple(_blocks(entries, setting)),
    )


def _blocks(entries: Sequence[Recorded], setting: Setting) -> Iterator[Block]:
    about = setting.board if setting.case == "board" else setting.case
    yield Heading(" · ".join(one for one in (about, setting.address, "history") if one), as_at(setting.as_of))
    if not entries:
        yield Paragraph(_nothing(setting))
        return
    yield Paragraph(_opening(entries, setting))
    yield _values(entries, setting) if setting.single else _commits(entries, setting)


def _nothing(setting: Setting) -> str:
    what = f"at {setting.address}" if setting.address else "here"
    since = f" since {long_day(setting.since)}" if setting.since else ""
    return f"Nothing was {'' if since else 'ever '}recorded {what}{since}."


def _opening(entries: Sequence[Recorded], setting: Setting) -> str:
    since = f" since {long_day(setting.since)}" if setting.since else ""
    cut = f" Only the last {len(entries)}: for more, a higher --limit." if setting.more else ""
    if not setting.single:
        saved = [one for one in entries if one.commit is not None]
        unsaved = ", and what is not saved yet" if len(saved) < len(entries) else ""
        return f"{many(len(saved), 'commit')}{since}{unsaved}, the newest first.{cut}"
    now = next((one.changes[0].after for one in entries if one.changes), None)
    held = f"It is now: {said(now)}." if now is not None else "Nothing stands there now."
    return f"{held} Every value that it has had{since}, the newest first.{cut}"


def _values(entries: Sequence[Recorded], setting: Setting) -> Table:
    columns = (
        Column("recorded"),
        Column("value", flexible=True),
        Column("how"),
        Column("by", flexible=True),
        Column("commit"),
    )
    rows = tuple(
        Row(
            (_when(one), _value(one), _how(one), *_by(one)),
            below=tuple(_details(one, setting, next(iter(one.changes), None))),
        )
        for one in entries
    )
    return Table(columns, rows)


def _value(one: Recorded) -> str:
    if not one.changes:
        return "could not be read"
    return said(one.changes[0].after) if one.changes[0].after is not None else "taken out"


def _commits(entries: Sequence[Recorded], setting: Setting) -> Table:
    columns = (
        Column("recorded"),
        Column("what", flexible=True),
        Column("by", flexible=True),
        Column("commit"),
    )
    rows = tuple(
        Row((_when(one), _how(one), *_by(one)), below=(*_sentences(one), *_details(one, setting, None)))
        for one in entries
    )
    return Table(columns, rows)


def _when(one: Recorded) -> str:
    return plain_day(one.written_on) if one.written_on is not None else "not saved yet"


def _how(one: Recorded) -> str:
    """Return by which command something was recorded."""
    if one.merge:
        return "merge"
    return "by hand" if one.command in ("", "save") else visible(one.command)


def _by(one: Recorded) -> tuple[str, str]:
    """Return who recorded something, and in which commit."""
    return visible(one.author), (one.commit or "")[:_SHORT]


def _sentences(one: Recorded) -> Iterator[str]:
    """Yield what a commit did, in words; what no sentence tells, by its address."""
    yield from one.words
    if not one.words:
        for change in one.changes:
            if not change.sides:
                yield f"{change.address}: {change_of(change.address, change.before, change.after)}"


def _details(one: Recorded, setting: Setting, single: Changed | None) -> Iterator[str]:
    """Yield what there is to know besides: the reason, what two lines of work had, faults, what was taken back."""
    if single is not None and single.reason:
        yield f"reason: {_short(single.reason)}"
    for change in one.changes:
        if change.sides:
            yield _settled(change, single=single is not None)
    for path in one.unreadable:
        yield f"{_inner(path, setting)} could not be read there, or not all of it"
    for path, became in one.silent.items():
        same = (
            "nothing that it says is different"
            if became == "written another way"
            else "with nothing filled in"
        )
        yield f"{_inner(path, setting)} {became}, {same}"
    for path in one.files:
        yield _other_file(_inner(path, setting))
    if one.was is not None:
        yield f"until then the folder was {visible(one.was)}"
    if one.undoes is not None:
        yield f"takes back what commit {one.undoes[:_SHORT]} did"
    if one.undone_by is not None:
        yield f"taken back later, by commit {one.undone_by[:_SHORT]}"
    if one.recorded_on is not None and one.recorded_on != one.written_on:
        yield f"written that day; in this history since {long_day(one.recorded_on)}"


def _settled(change: Changed, *, single: bool) -> str:
    one, *others = (said(side) for side in change.sides)
    had = f"one line of work had {one}, the other {' and '.join(others)}"
    return (
        f"settled where two lines of work met: {had}"
        if single
        else f"{change.address}: {said(change.after)} ({had})"
    )


def _other_file(path: str) -> str:
    """Return what is said of a file that is no document. Its name may be a person's, but where names are given."""
    known = path.endswith("README.md") or path.partition("/")[0] in ("policy", "letters", "trust")
    return f"{visible(path)} changed" if known else "a file that is no document of the record changed"


def _inner(path: str, setting: Setting) -> str:
    return path.removeprefix(f"cases/{setting.case}/")


def said(value: object) -> str:
    """Return a value in words, a date in full; of a text of somebody's own, the beginning."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case date():
            return long_day(value)
        case Passage():
            return f"a text of {many(value.words, 'word')}"
        case Moment():
            return _moment(value)
        case EventDetail():
            return _detail(value)
        case tuple():
            return "; ".join(said(one) for one in value) or "nothing"
        case Mapping():
            return (
                ", ".join(f"{key} {said(one)}" for key, one in value.items())
                or "there, with nothing filled in"
            )
        case str():
            return _text(value)
    return visible(str(value))


def _text(value: str) -> str:
    try:
        return long_day(date.fromisoformat(value)) if len(value) == 10 else _short(value)
    except ValueError:
        return _short(value)


def _short(text: str) -> str:
    shown = visible(" ".join(text.split()))
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}… ({many(count_words(text), 'word')})"


def _moment(moment: Moment) -> str:
    day = f"planned for {long_day(moment.planned)}" if moment.on is None and moment.planned else when(moment)
    return f"{day}, {visible(moment.outcome)}" if moment.outcome else day


def _detail(detail: EventDetail) -> str:
    """Return an event in words, with what came of it; why it was corrected is a reason of its own."""
    day = _text(detail.on) if detail.on else f"planned for {said(detail.planned)}"
    return ", ".join([day, *(visible(one) for one in (detail.outcome, detail.by) if one)])


def _entry(one: Recorded) -> dict[str, object]:
    return {
        "commit": one.commit,
        "author": one.author or None,
        "written": _moment_of(one.written),
        "committed": _moment_of(one.committed),
        "recorded_on": one.recorded_on,
        "command": one.command or None,
        "subject": one.subject or None,
        "merge": one.merge,
        "undoes": one.undoes,
        "undone_by": one.undone_by,
        "was": one.was,
        "unreadable": list(one.unreadable),
        "files": list(one.files),
        "silent": dict(one.silent),
        "words": list(one.words),
        "changes": [_change(change) for change in one.changes],
    }


def _change(change: Changed) -> dict[str, object]:
    return {
        "address": change.address,
        "before": plain(change.before),
        "after": plain(change.after),
        "reason": change.reason,
        "sides": [plain(one) for one in change.sides],
    }


def _records(one: Recorded, setting: Setting) -> Iterator[dict[str, object]]:
    for change in one.changes:
        yield {
            "case": setting.case,
            "address": change.address,
            "before": plain(change.before),
            "after": plain(change.after),
            "reason": change.reason,
            "written": _moment_of(one.written),
            "committed": _moment_of(one.committed),
            "author": one.author or None,
            "command": one.command or None,
            "commit": one.commit,
        }


def _moment_of(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def plain(value: object) -> object:
    """Return a value as JSON holds it: an event as the file writes it, a part of a text as its number of words."""
    match value:
        case Passage():
            return {"words": value.words}
        case Moment():
            return _plain_moment(value)
        case EventDetail():
            return {
                name: part
                for name, part in msgspec.to_builtins(value, builtin_types=(date,)).items()
                if part is not None
            }
        case tuple():
            listed = [plain(one) for one in value]
            return listed[0] if len(listed) == 1 and isinstance(value[0], Moment) else listed
    return value


def _plain_moment(moment: Moment) -> object:
    """Return a moment as the diary writes it: a bare date where there is no more to say."""
    if moment.on is not None:
        length = {"day": 10, "month": 7, "year": 4}[moment.precision]
        on: str | None = moment.on.isoformat()[:length]
    else:
        on = None if moment.planned is not None else "not-known"
    more = {"on": on, "planned": moment.planned, "outcome": moment.outcome}
    held = {name: part for name, part in more.items() if part is not None}
    return on if list(held) == ["on"] else held
