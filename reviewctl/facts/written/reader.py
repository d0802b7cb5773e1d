"""What the cells for a date and for a time say, read as in Britain with the day first; never a guess."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.edtf import point_of
from reviewctl.facts.words import plain as plain_day
from reviewctl.facts.written.edtf_of import marked
from reviewctl.facts.written.forms import piece_of
from reviewctl.facts.written.inedtf import in_edtf
from reviewctl.facts.written.kinds import Reading, Setting
from reviewctl.facts.written.lexicon import MONTH, NOT_KNOWN, SEASON, WEEKDAYS, plain, qualified, said, tidy
from reviewctl.facts.written.openends import open_range
from reviewctl.facts.written.ranges import closed_range, several
from reviewctl.facts.written.times import Clock, clock_of, read_time
from reviewctl.facts.written.values import number_read, read_value, unread
from reviewctl.facts.written.weeks import week_of
from reviewctl.facts.written.years import Resolved, resolve
from reviewctl.model.sheet import TimedValue

_LONGEST = 120
"""No date needs more letters; what is longer is a text in the wrong column."""
_DATED = re.compile(
    rf"[0-9]{{4}}|[0-9] ?[/.-] ?[0-9]|\b(?:{MONTH}|{SEASON})\b.*[0-9]|[0-9].*\b(?:{MONTH}|{SEASON})\b"
)
_ISO_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[tT ]([0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?(z|[+-][0-9]{2}:?[0-9]{2})?",
    re.I,
)
_EMPTY_YEARS = 1904
"""A time of day without a day has the first day of a spreadsheet's calendar, in 1899, 1900 or 1904."""
_MIDNIGHT = re.compile(r"\s+00:00:00(?:\.0+)?$")
_COUNTED = re.compile(
    r"([0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten) (days?|weeks?) (before|after|prior to|later than) "
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}
_OTHER_WORDS = (
    "There are other words beside the date. Write the date alone, and the rest into another column."
)
_TWO_NUMBERS = re.compile(r"[^0-9]*[0-9]{1,2} ?[/.-] ?[0-9]{1,2}(?![0-9])")
_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _Read(Struct, frozen=True, kw_only=True):
    """A date as read, with the mark of what makes it uncertain, and the time that stood beside it."""

    found: Resolved
    mark: str = ""
    clock: Clock = Clock()


def read_when(day: TimedValue, time: TimedValue, setting: Setting) -> Reading:
    """Return what the cells for the date and for the time of one entry say, read in a setting."""
    return _of_one_day(_with_time(_read_day(day, setting), read_time(time)), time)


def _read_day(day: TimedValue, setting: Setting) -> Reading:
    if isinstance(day, str):
        return _read_text(day, setting)
    if isinstance(day, int | float) and not isinstance(day, bool) and 10_000_000 <= day < 100_000_000:
        return _read_text(f"{day:.0f}", setting)
    return read_value(day, setting)


def _of_one_day(read: Reading, time: TimedValue) -> Reading:
    """Return what a line says whose cell for the time has a day of its own: another day is asked about."""
    if (
        not isinstance(time, datetime)
        or time.year <= _EMPTY_YEARS
        or read.kind != "date"
        or not _is_day(read)
    ):
        return read
    day = time.date()
    if day.isoformat() == read.date:
        return read
    reason = f"The cell for the time holds a day of its own, {plain_day(day)}. Write the day once."
    days = tuple(f"{one}T{read.time}" for one in (read.date, day.isoformat()))
    return replace(read, kind="ambiguous", reason=reason, candidates=days)


def read_period(value: TimedValue, setting: Setting) -> tuple[Reading, Reading]:
    """Return the first and the last day of a period that stands in one cell: "March to May 2016", "since 2014".

    An end that is open is blank. A date that is no range is both ends. What cannot be read is so for both.
    """
    whole = read_when(value, None, setting)
    if whole.kind != "date" or whole.date is None or "/" not in whole.date:
        return whole, whole
    begin, _, end = whole.date.partition("/")
    return _end_of(whole, begin), _end_of(whole, end)


def _end_of(whole: Reading, edtf: str) -> Reading:
    return replace(whole, date=edtf) if edtf not in ("", "..") else Reading(kind="blank")


def _with_time(read: Reading, clock: Clock) -> Reading:
    """Return the reading of a date with what the cell for the time says."""
    if clock.wrong:
        hours = tuple(f"{read.date}T{one}" for one in clock.hours) if _is_day(read) else ()
        kind = "unread" if read.kind == "unread" or not clock.hours else "ambiguous"
        reason = " ".join(filter(None, (read.reason, clock.wrong)))
        return replace(read, kind=kind, reason=reason, candidates=read.candidates or hours)
    if clock.time is None:
        return read
    own = read.time or _time_of(read.date)
    if own is not None and own != clock.time and read.kind == "date":
        reason = f"The date says {own}, and the time beside it another. Write the time once."
        return replace(read, kind="ambiguous", time=None, reason=reason, candidates=_hours(read, own, clock))
    assumption = " ".join(filter(None, (read.assumption, clock.assumption)))
    return replace(read, time=clock.time, assumption=assumption)


def _is_day(read: Reading) -> bool:
    return read.date is not None and _PLAIN_DAY.fullmatch(read.date) is not None


def _time_of(edtf: str | None) -> str | None:
    point = point_of(edtf) if edtf else None
    return point.time if point is not None else None


def _hours(read: Reading, own: str, clock: Clock) -> tuple[str, ...]:
    both = (own, clock.time or "")
    clocks = all(re.fullmatch(r"[0-9]{2}:[0-9]{2}", one) for one in both)
    day = (read.date or "").partition("T")[0]
    return tuple(f"{day}T{one}" for one in both) if clocks and _PLAIN_DAY.fullmatch(day) else ()


@lru_cache(maxsize=16384)
def _read_text(text: str, setting: Setting) -> Reading:
    shown = tidy(text)
    if not plain(shown) and "?" not in shown:
        return Reading(kind="blank")
    if plain(shown) in NOT_KNOWN:
        return Reading(kind="words", as_written=shown)
    if len(shown) > _LONGEST:
        return unread(
            "The cell holds more than a date. Write the date alone, and the rest into another column."
        )
    edtf = in_edtf(shown)
    if edtf is not None:
        return edtf
    if shown.isascii() and shown.isdecimal() and len(shown) == 5:
        return number_read(int(shown), setting)
    return _dated(shown, setting)


def _dated(shown: str, setting: Setting) -> Reading:
    """Return what a text says that is not in EDTF: a date, a date with a time, or words."""
    iso = _ISO_TIME.fullmatch(shown)
    clean = _MIDNIGHT.sub("", shown)
    if iso is not None:
        clean = iso[1] if shown[11:19] == "00:00:00" else f"{iso[1]} {iso[2]}"
    if "../" in shown or "/.." in shown:
        return unread(
            f"{said(shown)} cannot be read as a date. Write it such as before May 2016, or since 2014."
        )
    text = plain(clean)
    read = _attempt(text, setting, shown)
    if read is None or read.found.impossible:
        read = _timed(text, setting, shown, bare=read is None) or read
    if read is not None:
        reading = _turned(_reading(read, shown), clean, shown, setting)
        zone = (
            "The time is taken as it is written, whatever its time zone."
            if iso is not None and iso[3]
            else ""
        )
        return replace(reading, assumption=" ".join(filter(None, (reading.assumption, zone))))
    return _other(text, setting, shown)


def _turned(reading: Reading, clean: str, shown: str, setting: Setting) -> Reading:
    """Return a date with its words and what was said of their order, where the month was said to stand first."""
    if not setting.month_first or reading.kind != "date" or not _TWO_NUMBERS.match(clean):
        return reading
    taken = "The month is taken to stand first, as it was said of the whole file."
    assumption = " ".join(filter(None, (reading.assumption, taken)))
    return replace(reading, as_written=shown, assumption=assumption)


def _attempt(text: str, setting: Setting, shown: str) -> _Read | None:
    """Return a text read as a date of some form. A form that finds a fault stands back for one that finds none."""
    if text in NOT_KNOWN:
        return None
    behind: _Read | None = None
    for form in (_one_date, week_of, open_range, closed_range, several):
        bare, mark = (text, "") if form in (open_range,) else qualified(text)
        found = form(bare, setting, shown)
        if found is None:
            continue
        if not found.impossible:
            return _Read(found=found, mark=mark)
        behind = behind or _Read(found=found)
    return behind


def _one_date(text: str, setting: Setting, shown: str) -> Resolved | None:
    parsed = piece_of(text, month_first=setting.month_first)
    return resolve(parsed, setting, shown) if parsed is not None else None


def _timed(text: str, setting: Setting, shown: str, *, bare: bool) -> _Read | None:
    """Return a text read as a date with a time of day behind or before it; `bare`: four digits may be one."""
    for day, clock in _splits(text):
        found = clock_of(clock)
        if found is None or (clock.isdecimal() and (not bare or re.match(r"[0-9]{4} ", day))):
            continue  # "1920 November 14 1932": which of the two is the year, nobody can tell.
        read = _attempt(day, setting, shown)
        if read is not None and not read.found.impossible and _names_day(read.found):
            return replace(read, clock=found)
    return None


def _splits(text: str) -> Iterator[tuple[str, str]]:
    words = text.replace(" - ", " ").replace("@", " @ ").split()
    for number in range(min(4, len(words) - 1), 0, -1):  # "7.20 pm" before "pm".
        before, behind = words[:-number], words[-number:]
        yield _joined(before), _joined(behind)
    for number in range(min(4, len(words) - 1), 0, -1):
        if not words[number - 1].isdecimal():  # "2016" before a date is no time of day.
            yield _joined(words[number:]), _joined(words[:number])
        if words[0] in WEEKDAYS:
            yield _joined([words[0], *words[number + 1 :]]), _joined(words[1 : number + 1])


def _joined(words: list[str]) -> str:
    joints = ("at", "@", "on", "-", "from")
    begin = next((at for at, word in enumerate(words) if word not in joints), len(words))
    kept = words[begin:]
    while kept and kept[-1] in joints:
        kept = kept[:-1]
    return " ".join(kept).rstrip(":")


def _names_day(found: Resolved) -> bool:
    return any(len(one.rstrip("~?%")) >= 10 for one in found.dates)


def _reading(read: _Read, shown: str) -> Reading:
    """Return the reading of a date that was found in a text."""
    found = read.found
    dates = tuple(marked(one, read.mark) for one in found.dates)
    if found.impossible:
        return unread(found.reason)
    if not found.settled:
        return Reading(kind="ambiguous", time=read.clock.time, reason=found.reason, candidates=dates)
    assumption = " ".join(filter(None, (found.assumption, read.clock.assumption)))
    whole = _PLAIN_DAY.fullmatch(dates[0]) is not None and not assumption
    return Reading(
        kind="date",
        date=dates[0],
        time=read.clock.time,
        as_written=None if whole else shown,
        assumption=assumption,
    )


def _other(text: str, setting: Setting, shown: str) -> Reading:
    """Return what a text says that is no date as a whole: words on when it was, or a date among other words."""
    if not re.search(r"[^\W\d_]", text):
        return unread(f"{said(shown)} is no date. Write it such as 22/05/2016, or May 2016.")
    if not _DATED.search(text):
        return Reading(kind="words", as_written=shown)
    return _counted(text, setting, shown) or _among_words(text, setting, shown)


def _counted(text: str, setting: Setting, shown: str) -> Reading | None:
    """Return "22 days before 3 June 2016" with the day that it comes to, for a person to confirm."""
    found = _COUNTED.match(text)
    read = _attempt(text[found.end() :], setting, shown) if found is not None else None
    if (
        found is None
        or read is None
        or not read.found.settled
        or not _PLAIN_DAY.fullmatch(read.found.dates[0])
    ):
        return None
    days = _NUMBERS.get(found[1]) or int(found[1])
    days *= 7 if found[2].startswith("week") else 1
    sign = -1 if found[3] in ("before", "prior to") else 1
    day = date.fromisoformat(read.found.dates[0]) + timedelta(days=sign * days)
    reason = f"{said(shown)} counts from another day. Write the day that it comes to, {plain_day(day)} if so."
    return Reading(kind="ambiguous", reason=reason, candidates=(day.isoformat(),))


def _among_words(text: str, setting: Setting, shown: str) -> Reading:
    """Return the dates that stand at the beginning or the end of a text of other words."""
    words = text.split()
    for number in range(len(words) - 1, 0, -1):
        for part in (words[:number], words[-number:]):
            read = _attempt(" ".join(part), setting, shown)
            if read is not None and read.found.settled:
                dates = tuple(marked(one, read.mark) for one in read.found.dates)
                return Reading(kind="ambiguous", reason=_OTHER_WORDS, candidates=dates)
    return unread(
        f"{said(shown)} cannot be read as a date. Write it such as 22/05/2016, May 2016 or about March 2016."
    )
