"""The page of `status`: the table a meeting looks at, and the Monday screen."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at, distance, short_day
from reviewctl.render.pages.case_status import CaseStatus, DueLine, faults_words, overdue_words
from reviewctl.render.pages.naming import many

COLUMNS = (
    Column(""),
    Column("review"),
    Column("who", flexible=True),
    Column("where it is", flexible=True),
    Column("next thing due", flexible=True),
    Column("due", right=True),
    Column("", right=True),
)
FIELDS = (
    "mark",
    "id",
    "type",
    "subjects",
    "stage",
    "where_it_is",
    "owner",
    "overdue",
    "next_step",
    "next",
    "next_due",
    "next_days",
    "unit",
)
_MARKS = ("LATE", "TODAY", "", "PAUSED", "THEIRS", "DONE")
_WHOSE = ("ours", "imr", "return", "action", None)
_STYLES: dict[str, Style] = {"LATE": "late", "TODAY": "soon", "DONE": "good"}
_CALENDARS = {"england-and-wales": "England and Wales", "united-kingdom": "United Kingdom"}


class Setting(Struct, frozen=True, kw_only=True):
    """What the page says besides its rows: the board, how days are counted, whether work is saved."""

    board: str
    as_of: date
    closed_days: int = 0
    saved: str = ""
    kept: int = 0
    faults: int = 0
    named: bool = False
    exit_code: bool = False


def page(rows: Sequence[CaseStatus], setting: Setting) -> Report:
    """Return the report of `status`.

    On the screen closed reviews are counted, and listed only where asked for; JSON and csv are always whole.
    """
    listed = [row for row in rows if setting.named or not row.closed]
    ordered = sorted(listed, key=_order)
    late = any(row.overdue for row in rows)
    return Report(
        command="status",
        payload={"as_of": setting.as_of, "board": setting.board, "cases": [row.whole for row in rows]},
        records=[_record(row) for row in sorted(rows, key=_order)],
        fields=FIELDS,
        blocks=tuple(_blocks(rows, ordered, setting)),
        exit_code=1 if late and setting.exit_code else 0,
    )


def _order(row: CaseStatus) -> tuple[int, int, date, str]:
    due = row.next.due if row.next is not None and row.next.due is not None else date.max
    unknown = row.type is None
    return (-1 if unknown else _MARKS.index(row.mark), _WHOSE.index(row.whose_overdue), due, row.id)


def _record(row: CaseStatus) -> dict[str, object]:
    following = row.next
    return {
        "mark": "UNREAD" if row.type is None else row.mark,
        "id": row.id,
        "type": row.type,
        "subjects": list(row.subjects),
        "stage": row.stage,
        "where_it_is": row.stage_title,
        "owner": row.owner,
        "overdue": list(row.overdue),
        "next_step": following.key if following else None,
        "next": following.what if following else None,
        "next_due": following.due if following else None,
        "next_days": following.days if following else None,
        "unit": following.unit if following and following.days is not None else None,
    }


def _blocks(rows: Sequence[CaseStatus], shown: Sequence[CaseStatus], setting: Setting) -> Iterable[Block]:
    yield Heading(setting.board or "Reviews", as_at(setting.as_of))
    yield Paragraph(_summary(rows) if rows else _nobody(setting))
    if shown:
        yield Table(COLUMNS, tuple(line for row in shown for line in _rows(row, setting.as_of)))
    convention = _convention(shown, setting.closed_days)
    for text in (convention, faults_words(rows, setting.faults), setting.saved, _hint(shown)):
        if text:
            yield Paragraph(text)


def _summary(rows: Sequence[CaseStatus]) -> str:
    unsettled = [row for row in rows if not row.closed]
    owing = sum(row.still_owes for row in unsettled)
    parts = [f"{many(len(unsettled) - owing, 'review')} open"]
    late = [row.whose_overdue for row in unsettled if row.whose_overdue is not None]
    if late:
        kinds = [
            overdue_words(kind, late.count(kind)) for kind in _WHOSE if kind is not None and kind in late
        ]
        has = "has" if len(late) == 1 else "have"
        parts.append(f"{len(late)} {has} something OVERDUE ({', '.join(kinds)})")
    today = sum(row.due_today for row in unsettled)
    unread = sum(row.type is None for row in rows)
    closed, owe = len(rows) - len(unsettled), "still owes" if owing == 1 else "still owe"
    counts = ((today, "due today"), (closed, "closed"), (owing, f"closed, {owe}"))
    parts += [f"{count} {words}" for count, words in counts if count]
    parts += [f"{unread} cannot be read"] if unread else []
    return " · ".join(parts)


def _nobody(setting: Setting) -> str:
    if setting.kept:
        return "No review is as you asked. See them all: reviewctl status"
    return "No review is kept here yet. Open one: reviewctl new sar"


def _rows(row: CaseStatus, as_of: date) -> Iterable[Row]:
    if row.type is None:
        yield Row(("UNREAD", row.id, "", "", "cannot be read", "", ""), "late", ("reviewctl validate",))
        return
    first = (row.mark, row.id, row.who, row.stage_title)
    lines = [_cells(line, as_of) for line in row.lines] or [(_nothing(row), "", "-")]
    last_dated = len(lines) - (2 if row.lines and row.lines[-1].due is None else 1)
    for number, cells in enumerate(lines):
        head = first if number == 0 else ("", "", "", "")
        below = [_more(row)] if row.more and number == last_dated else []
        below += _unread(row) if number == len(lines) - 1 else []
        yield Row((*head, *cells), _STYLES.get(row.mark, "") if number == 0 else "", tuple(below))


def _unread(row: CaseStatus) -> list[str]:
    return [f"{name} cannot be read: reviewctl validate {row.id}" for name in row.unread]


def _cells(line: DueLine, as_of: date) -> tuple[str, str, str]:
    if line.due is None:
        return line.what, "none", f"{line.waiting} d wait"
    return line.what, short_day(line.due, as_of), distance(line.days or 0, line.unit, late=line.overdue)


def _nothing(row: CaseStatus) -> str:
    if row.closed:
        return "nothing more"
    return "nothing for us to do" if row.owner == "external" else "nothing is due"


def _more(row: CaseStatus) -> str:
    return f"and {row.more} more: reviewctl deadlines {row.id}"


def _convention(rows: Sequence[CaseStatus], closed_days: int) -> str:
    """Return how working days are counted, for each of the conventions of the policies that are in use."""
    kinds = sorted({row.calendar for row in rows if row.calendar is not None})
    return " ".join(counted_words(name, count, closed_days) for name, count in kinds)


def counted_words(calendar: str, count: str, closed_days: int) -> str:
    """Return a sentence on how working days are counted."""
    own = f" and {many(closed_days, 'closed day')} of the Board" if closed_days else ""
    start = "from the day after the event" if count == "day-after" else "the day of the event being day 1"
    where = _CALENDARS.get(calendar, calendar)
    return f"wd = working days: Mon-Fri less {where} bank holidays{own}, {start}."


def _hint(shown: Sequence[CaseStatus]) -> str:
    example = next((row.id for row in shown if row.type is not None), None)
    if example is None:
        return ""
    return f"One review: reviewctl show {example} · its dates: deadlines · what is to be put right: validate"
