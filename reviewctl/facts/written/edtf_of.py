"""A piece of a written date, once its year is known, as EDTF."""

from calendar import monthrange
from datetime import date

from reviewctl.facts.written.pieces import Piece

_HALVES = {"early": (1, 6), "mid": (4, 9), "late": (7, 12)}
_TENTHS = {"early": (0, 4), "mid": (2, 7), "late": (5, 9)}
_DAYS = {"early": (1, 15), "mid": (8, 23), "late": (16, 31)}
_YEARS = {"financial": ("-04", "-03"), "school": ("-09", "-08"), "both": ("", "")}


def edtf_of(piece: Piece, year: int | None) -> str | None:
    """Return what a piece says in a year as EDTF; None if no calendar has it. Without a year: `XXXX-02-11`."""
    if piece.decade is not None:
        return _decade(piece.decade, piece.portion)
    if year is None:
        return _lost(piece)
    if piece.portion.endswith("decade"):
        return _decade(year // 10, piece.portion.removesuffix("decade").rstrip("-"))
    if piece.season is not None:
        return _season(piece, year)
    if piece.portion:
        return _portion(piece, year)
    if piece.month is None:
        return f"{year:04}" if piece.day is None else None
    return _whole(year, piece.month, piece.day)


def half_words(piece: Piece) -> str:
    """Return how a vague part is taken, for a sentence: "the first half of it"; "" for none that is vague."""
    if piece.portion.removesuffix("-decade") in _HALVES:
        return _PARTS[piece.portion.removesuffix("-decade")]
    if piece.portion.startswith("week"):
        return (
            "the last seven days" if piece.portion == "week5" else f"the {_NTH[piece.portion[4:]]} seven days"
        )
    return {"financial": "April to March", "school": "September to August"}.get(piece.portion, "")


_PARTS = {"early": "the first half", "mid": "the middle half", "late": "the second half"}
_NTH = {"1": "first", "2": "second", "3": "third", "4": "fourth"}


def _whole(year: int, month: int, day: int | None) -> str | None:
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def _lost(piece: Piece) -> str | None:
    """Return a day or month whose year is lost; a leap year stands for it, so that 29 February is one."""
    if piece.portion or piece.season is not None or piece.month is None:
        return None
    whole = _whole(2000, piece.month, piece.day)
    return f"XXXX{whole[4:]}" if whole is not None else None


def _decade(decade: int, portion: str) -> str:
    if not portion:
        return f"{decade}X"
    first, last = _TENTHS[portion]
    return f"{decade}{first}/{decade}{last}"


def _season(piece: Piece, year: int) -> str:
    if piece.portion == "ended":
        return f"{year - 1}-12/{year}-02"
    return f"{year}-12/{year + 1}-02" if piece.portion == "began" else f"{year}-{piece.season}"


def _portion(piece: Piece, year: int) -> str | None:
    if piece.portion in _YEARS:
        begin, end = _YEARS[piece.portion]
        return f"{year}{begin}/{year + 1}{end}"
    if piece.portion == "about":
        return f"{year}-{piece.month:02}-{piece.day:02}~"
    if piece.portion == "easter":
        # Easter Sunday is never before 22 March and never after 25 April (Book of Common Prayer, the tables).
        return f"{year}-03-22/{year}-04-25"
    if piece.portion.startswith("years"):
        return f"{year}/{piece.portion[5:]}"
    if "quarter" in piece.portion:
        return _quarter(piece.portion, year)
    if piece.portion.startswith("week"):
        return _week(piece, year)
    return _half(piece, year)


def _quarter(portion: str, year: int) -> str:
    first = 3 * (int(portion[-1]) - 1) + (4 if portion.startswith("financial") else 1)
    if first > 12:
        year, first = year + 1, first - 12
    return f"{year}-{first:02}/{year}-{first + 2:02}"


def _week(piece: Piece, year: int) -> str | None:
    month = piece.month or 0
    last_day = monthrange(year, month)[1]
    number = int(piece.portion[4:])
    first = last_day - 6 if number == 5 else 7 * number - 6
    return f"{date(year, month, first)}~/{date(year, month, first + 6)}~"


def _half(piece: Piece, year: int) -> str | None:
    if piece.month is None:
        first, last = _HALVES[piece.portion]
        return f"{year}-{first:02}/{year}-{last:02}"
    first, last = _DAYS[piece.portion]
    return f"{date(year, piece.month, first)}/{date(year, piece.month, min(last, monthrange(year, piece.month)[1]))}"


def day_of(edtf: str) -> date | None:
    """Return the very day that a date names, about it or not; None for any other."""
    try:
        return date.fromisoformat(edtf.rstrip("~?%")) if len(edtf) >= 10 else None
    except ValueError:
        return None


def beginning(edtf: str, mark: str) -> str:
    """Return the first end of a date that may be a range, with a mark where it has none."""
    return _one_marked(edtf.partition("/")[0], mark)


def ending(edtf: str, mark: str) -> str:
    """Return the last end of a date that may be a range, with a mark where it has none."""
    return _one_marked(edtf.partition("/")[2] or edtf, mark)


def marked(edtf: str, mark: str) -> str:
    """Return a date with a mark at each of its ends that has none; an open end has none."""
    return "/".join(_one_marked(one, mark) for one in edtf.split("/"))


def _one_marked(edtf: str, mark: str) -> str:
    return edtf if edtf == ".." or edtf[-1:] in "~?%" else edtf + mark
