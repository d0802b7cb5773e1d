"""The year of a written date that does not name it in full, and which of several dates is meant.

The period that the review looks at (the scope) decides only where it leaves one; then that is said. Else the
date is ambiguous, and a person is asked. Nothing is taken because it is likely.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.span import overlap, span_of
from reviewctl.facts.words import plain as plain_day
from reviewctl.facts.written.edtf_of import day_of, edtf_of, half_words
from reviewctl.facts.written.kinds import Setting
from reviewctl.facts.written.lexicon import said
from reviewctl.facts.written.pieces import Piece, Pieces, Refused
from reviewctl.model.span import Span

_DECISIVE = 10
"""How many years nearer to the scope one century must be than the other, for a year of two digits; and how long after
the scope such a year may lie at the most, for a chronology looks back: a birth in 31 is seldom one of 2031."""
_MOST = 12
"""How many candidates are named."""
ONLY_THIS = "Of all that it may mean, only this lies in the scope of the review."
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


Each = Callable[[str], tuple[str, str]]
"""What makes a range of a day, and a sentence on what was taken for granted."""


class Resolved(Struct, frozen=True, kw_only=True):
    """What a written date means: one date (EDTF) where there is no `reason`, else those that it may mean.

    `impossible` says that it is none at all.
    """

    dates: tuple[str, ...] = ()
    assumption: str = ""
    reason: str = ""
    impossible: bool = False

    @property
    def settled(self) -> bool:
        """Whether it is one date."""
        return not self.reason and len(self.dates) == 1


def resolve(parsed: Pieces | Refused, setting: Setting, words: str) -> Resolved:
    """Return what a date means, `words` being how it is written."""
    if isinstance(parsed, Refused):
        return _refused(parsed, setting, words)
    options = [(piece, *_dates_of(piece, setting)) for piece in parsed]
    dates = _unique(one for _, found, _ in options for one in found)
    if not dates:
        return _no_day(parsed, setting, words)
    if len(parsed) > 1:
        return _one_of(dates, setting, words)
    return _alone(*options[0], setting, words)


def scope_of(setting: Setting) -> Span | None:
    """Return the period that the review looks at; None where neither end is known."""
    if setting.scope_from is None and setting.scope_to is None:
        return None
    return Span(first=setting.scope_from, last=setting.scope_to, precision="range")


def in_scope(edtf: str, setting: Setting) -> bool:
    """Return whether a date may lie in the period that the review looks at; yes where that is not known."""
    scope = scope_of(setting)
    return scope is None or overlap(span_of(edtf), scope) is not None


def years_of_short(short: int, setting: Setting) -> tuple[tuple[int, ...], str]:
    """Return which years two digits may be, and what decided where it is one."""
    both = (1900 + short, 2000 + short)
    scope = _years_of_scope(setting)
    if scope is None:
        return both, ""
    within = [year for year in both if scope[0] <= year <= scope[1]]
    if len(within) == 1:
        return tuple(within), f"{short:02} is taken as {within[0]}, which lies in the scope of the review."
    far = sorted((max(scope[0] - year, year - scope[1], 0), year) for year in both)
    if far[1][0] - far[0][0] < _DECISIVE or far[0][1] > scope[1] + _DECISIVE:
        return both, ""
    return (
        far[0][1],
    ), f"{short:02} is taken as {far[0][1]}, the year that is nearest to the scope of the review."


def _years_of_scope(setting: Setting) -> tuple[int, int] | None:
    ends = [day.year for day in (setting.scope_from, setting.scope_to) if day is not None]
    return (min(ends), max(ends)) if ends else None


def _dates_of(piece: Piece, setting: Setting) -> tuple[tuple[str, ...], str]:
    """Return the dates that a piece may mean, and what was taken for granted where it is one."""
    if piece.lost or piece.decade is not None:
        return _written(piece, (None,)), ""
    if piece.year is not None:
        return _written(piece, (piece.year,)), ""
    if piece.short is not None:
        years, assumption = years_of_short(piece.short, setting)
        dates = _fitting(piece, _written(piece, years))
        return dates, assumption or _by_weekday(piece, dates, years)
    return _without_year(piece, setting)


def _without_year(piece: Piece, setting: Setting) -> tuple[tuple[str, ...], str]:
    if setting.year is not None:
        return _written(
            piece, (setting.year,)
        ), f"The year is taken as {setting.year}, as it was given for all."
    scope = _years_of_scope(setting)
    if scope is None or setting.scope_from is None or setting.scope_to is None:
        return _written(piece, (None,)), ""
    years = range(scope[0], scope[1] + 1)
    dates = _fitting(piece, tuple(one for one in _written(piece, years) if in_scope(one, setting)))
    return (
        dates,
        f"The year is taken as {dates[0][:4]}: the scope of the review holds no other." if dates else "",
    )


def _written(piece: Piece, years: Iterable[int | None]) -> tuple[str, ...]:
    made = (edtf_of(piece, year) for year in years)
    return tuple(one for one in made if one is not None)


def _fitting(piece: Piece, dates: tuple[str, ...]) -> tuple[str, ...]:
    """Return those on the day of the week that is written; all of them where none is."""
    if piece.weekday is None or piece.day is None:
        return dates
    days = ((one, day_of(one)) for one in dates)
    fitting = tuple(one for one, day in days if day is not None and day.weekday() == piece.weekday)
    return fitting or dates


def _by_weekday(piece: Piece, dates: tuple[str, ...], years: tuple[int, ...]) -> str:
    if piece.weekday is None or len(dates) != 1 or len(years) < 2:
        return ""
    return f"{piece.short:02} is taken as {dates[0][:4]}, in which it was a {DAYS[piece.weekday]}."


def _alone(piece: Piece, dates: tuple[str, ...], assumption: str, setting: Setting, words: str) -> Resolved:
    """Return what a date means that can be read in one way, but for its year."""
    if len(dates) > 1 or (not piece.dated and dates[0].startswith("XXXX")):
        return Resolved(dates=dates[:_MOST], reason=_which_year(piece, dates, words))
    if piece.loose and not in_scope(dates[0], setting):
        return Resolved(dates=dates, reason=_many(words))
    wrong = _wrong_weekday(piece, dates[0])
    if wrong is not None:
        return wrong
    vague = half_words(piece)
    taken = f"{said(words)} is taken as {vague} of it." if vague else ""
    if piece.portion in ("financial", "school"):
        taken = f"{said(words)} is taken as {vague}."
    if piece.portion == "easter":
        taken = "Easter is taken as any day on which it can fall."
    return Resolved(dates=dates, assumption=" ".join(filter(None, (assumption, taken))))


def _which_year(piece: Piece, dates: tuple[str, ...], words: str) -> str:
    if piece.short is not None:
        return (
            f"{said(words)}: {piece.short:02} may be 19{piece.short:02} or 20{piece.short:02}. "
            "Write the year with four digits."
        )
    here = len([one for one in dates if not one.startswith("XXXX")])
    held = f", and {here} such dates lie in the scope of the review" if here else ""
    return (
        f"{said(words)} names no year{held}. Write the year, such as 22 May 2016; "
        'or, if nobody knows it, "22 May, year not known".'
    )


def _wrong_weekday(piece: Piece, edtf: str) -> Resolved | None:
    day = day_of(edtf)
    if piece.weekday is None or day is None or day.weekday() == piece.weekday:
        return None
    off = (piece.weekday - day.weekday() + 3) % 7 - 3
    near = (day + timedelta(days=off)).isoformat()
    return Resolved(
        dates=(edtf, near),
        reason=f"{plain_day(day)} is a {DAYS[day.weekday()]}, and {DAYS[piece.weekday]} is written. Write the "
        "date that was meant.",
    )


def _one_of(dates: tuple[str, ...], setting: Setting, words: str) -> Resolved:
    """Return what a date means that can be read in several ways."""
    if len(dates) == 1:
        return Resolved(dates=dates)
    held = tuple(one for one in dates if not one.startswith("XXXX") and in_scope(one, setting))
    if len(held) == 1 and scope_of(setting) is not None:
        return Resolved(dates=held, assumption=ONLY_THIS)
    return Resolved(
        dates=(held or dates)[:_MOST],
        reason=_many(words),
    )


def _many(words: str) -> str:
    return (
        f"{said(words)} may mean several dates. Write the day and the month in full and the year with four "
        "digits, such as 16 May 2016, or May 2016; or write the first and the last day."
    )


def _refused(refused: Refused, setting: Setting, words: str) -> Resolved:
    if refused.reason == "turned":
        turned = resolve(refused.candidates, setting, words)
        first = "first" if not setting.month_first else "second"
        return Resolved(
            dates=turned.dates,
            impossible=not turned.dates,
            reason=f"{said(words)} has no month of that number, if the {'month' if setting.month_first else 'day'} "
            f"stands first. It seems to be written with the month {first}. Write the day first, such as 22/05/2016.",
        )
    return Resolved(
        impossible=True, reason=f"{said(words)} has no month of that number. Write the date that was meant."
    )


def _no_day(pieces: Pieces, setting: Setting, words: str) -> Resolved:
    """Return why no calendar has a date: 31 February, or a 29th of it that the scope does not hold."""
    one = pieces[0]
    if one.day == 0 and one.month and (one.year or one.short is not None):
        month = resolve((Piece(year=one.year, short=one.short, month=one.month),), setting, words)
        return Resolved(
            dates=month.dates,
            reason=f"{said(words)} has the day 0. If the day is not known, write the month: May 2016.",
        )
    if not one.dated and one.day is not None and one.month and _could_be(one):
        return Resolved(
            dates=(f"XXXX-{one.month:02}-{one.day:02}",),
            reason=f"{said(words)} names no year, and the scope of the review holds no such day. Write the year, "
            'such as 22 May 2016; or, if nobody knows it, "22 May, year not known".',
        )
    if not one.dated and (one.day is None or _could_be(one)):
        return Resolved(
            reason=f"{said(words)} names no year. Write the year, such as May 2016.", impossible=True
        )
    return Resolved(
        impossible=True,
        reason=f"{said(words)} is no day of the calendar{_length(one)}. Write the day that was meant, or the "
        "month alone.",
    )


def _could_be(piece: Piece) -> bool:
    return edtf_of(piece, None) is not None


def _length(piece: Piece) -> str:
    if piece.month is None or piece.year is None or not 1 <= piece.month <= 12:
        return ""
    month = plain_day(date(piece.year, piece.month, 1)).removeprefix("1 ")
    return f": {month} has {monthrange(piece.year, piece.month)[1]} days"


def _unique(dates: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(dates))


def each(found: Resolved, days: Each) -> Resolved:
    """Return what was found with each of its dates made into a range, and what is said of it."""
    made = [days(one) for one in found.dates]
    good = tuple(edtf for edtf, _ in made if edtf)
    if not good and found.dates:
        return Resolved(impossible=True, reason=made[0][1])
    said_so = made[0][1] if len(made) == 1 else ""
    return replace(found, dates=good, assumption=" ".join(filter(None, (found.assumption, said_so))))
