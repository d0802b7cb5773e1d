"""The page of `next`: what is to be done, block by block, and what is waited for."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at
from reviewctl.render.measure import width
from reviewctl.render.pages import next_lines
from reviewctl.render.pages.naming import NOT_READ
from reviewctl.render.pages.next_lines import BLOCKS, NextLine, NextLines, WaitLine
from reviewctl.render.visible import visible

FIELDS = (
    "block",
    "case",
    "step",
    "item",
    "title",
    "who",
    "due",
    "waiting",
    "state",
    "why",
    "citations",
    "command",
    "letter",
    "verified",
)
TITLES: dict[next_lines.Block, str] = {
    "urgent": "AT ONCE: it could not wait for the report",
    "overdue": "OVERDUE",
    "record": "NOT ON RECORD, AND WANTED",
    "no-limit": "A DUTY, BUT THE PROTOCOL SETS NO LIMIT: longest waiting first",
    "soon": "TODAY AND THE NEXT TEN DAYS",
    "later": "LATER",
}
_STYLES: dict[next_lines.Block, Style] = {"urgent": "late", "overdue": "late", "soon": "soon"}
_RIGHT = (True, False, False, True, True)
_TITLE = 2
SHOWN = 10
"""So many things to do are shown of several reviews, where not all are asked for."""
_SHARE = 5
"""Of each block at least this part of what is shown, so that what is due today is seen however much is overdue."""
_NARROW = 70
_MANAGERS = "business-manager"


class NextSetting(Struct, frozen=True, kw_only=True):
    """What the page is about: whose list, on what day, for whom, and how much of it is shown."""

    about: str
    as_of: date
    for_whom: str = ""
    agency: str | None = None
    role: str | None = None
    shown: int | None = None
    one_case: bool = False


def page(cases: Sequence[NextLines], setting: NextSetting) -> Report:
    """Return the report of `next`. JSON and csv are always whole."""
    steps, waiting = chosen(cases, setting)
    return Report(
        command="next",
        payload={
            "as_of": setting.as_of,
            "for": setting.agency or setting.role,
            "steps": [_record(one) for one in steps],
            "waiting": [_waiting_record(one) for one in waiting],
        },
        records=[_flat(one) for one in steps] + [_flat_wait(one) for one in waiting],
        fields=FIELDS,
        blocks=tuple(_blocks(steps, waiting, setting, cases)),
    )


def top(cases: Sequence[NextLines], setting: NextSetting) -> Iterator[Block]:
    """Yield the top of the list, as the Monday screen shows it under the table; nothing where nothing is to be done."""
    steps, _ = chosen(cases, setting)
    if steps:
        yield Heading("What to do first")
        first = _kept(steps, setting.shown)
        yield from _tables(_sections(first, replace(setting, shown=None)))
        yield from _not_read(first)
        yield Paragraph("All of it, and what is waited for: reviewctl next")


def chosen(
    cases: Sequence[NextLines], setting: NextSetting
) -> tuple[tuple[NextLine, ...], tuple[WaitLine, ...]]:
    """Return what is to be done, block by block and in order, and what is waited for, for whom it was asked."""
    steps = [one for lines in cases for one in lines.steps]
    waiting = [one for lines in cases for one in lines.waiting]
    if setting.agency is not None:
        theirs = [_own(one) for one in steps if setting.agency in one.agencies]
        theirs += [next_lines.own_step(one, setting.as_of) for one in waiting if _is_of(one, setting.agency)]
        steps, waiting = theirs, []
    elif setting.role is not None:
        steps = [one for one in steps if one.who == setting.role]
        waiting = [one for one in waiting if one.who == setting.role]
    return tuple(sorted(steps, key=_order)), tuple(sorted(waiting, key=_wait_order))


def _own(one: NextLine) -> NextLine:
    """Return what the business manager chases as the agency itself reads it."""
    return replace(one, title=one.own_title, command=one.own_command or one.command, letter=None, hints=())


def _is_of(one: WaitLine, agency: str) -> bool:
    return one.sort == "agency" and one.who == agency


def _order(one: NextLine) -> tuple[int, date, int, str]:
    return (BLOCKS.index(one.block), one.due or date.max, -(one.waiting or 0), one.case or "")


def _wait_order(one: WaitLine) -> tuple[date, str]:
    return (one.until or date.max, one.case or "")


def _record(one: NextLine) -> dict[str, object]:
    return {
        "case": one.case,
        "step": one.step,
        "item": one.item,
        "title": one.title,
        "who": one.who,
        "due": one.due,
        "state": one.state,
        "why": one.why,
        "citations": list(one.citations),
        "command": one.command,
        "letter": one.letter,
        "sort": one.sort,
        "block": one.block,
        "waiting": one.waiting,
        "agencies": list(one.agencies),
        "hints": list(one.hints),
        "verified": one.verified,
    }


def _waiting_record(one: WaitLine) -> dict[str, object]:
    return {
        "case": one.case,
        "step": one.step,
        "item": one.item,
        "title": one.title,
        "who": one.who,
        "until": one.until,
        "state": one.state,
        "why": one.why,
        "citations": list(one.citations),
        "sort": one.sort,
        "command": one.command,
        "verified": one.verified,
    }


def _flat(one: NextLine) -> dict[str, object]:
    record = _record(one)
    return {name: record[name] for name in FIELDS}


def _flat_wait(one: WaitLine) -> dict[str, object]:
    record = _waiting_record(one) | {"block": "waiting", "due": one.until, "waiting": None, "letter": None}
    return {name: record[name] for name in FIELDS}


def _blocks(
    steps: Sequence[NextLine],
    waiting: Sequence[WaitLine],
    setting: NextSetting,
    cases: Sequence[NextLines],
) -> Iterator[Block]:
    about = setting.about if setting.one_case or not setting.for_whom else ""
    yield Heading(" · ".join(filter(None, ("What to do", setting.for_whom, about))), as_at(setting.as_of))
    if not steps:
        yield Paragraph(_nothing(waiting, setting, cases))
    sections = _sections(steps, setting)
    if waiting:
        sections.append(("WAITING FOR OTHERS", _wait_rows(waiting, setting)))
    yield from _tables(sections)
    yield from _not_read((*_kept(steps, setting.shown), *waiting[: setting.shown]))


def _not_read(lines: Iterable[NextLine | WaitLine]) -> Iterator[Block]:
    """Yield what the star means, where there is one."""
    if not all(one.verified for one in lines):
        yield Paragraph(NOT_READ)


Section = tuple[str, list[Row]]


def _sections(steps: Sequence[NextLine], setting: NextSetting) -> list[Section]:
    """Return the rows of each block under its title, numbered through."""
    kept = _kept(steps, setting.shown)
    numbers = count(1)
    found = []
    for block in BLOCKS:
        rows = [_row(one, next(numbers), setting) for one in kept if one.block == block]
        more = sum(one.block == block for one in steps) - len(rows)
        if rows:
            found.append((TITLES[block], [*rows[:-1], _and_more(rows[-1], more)]))
    return found


def _and_more(row: Row, more: int) -> Row:
    return replace(row, below=(*row.below, f"and {more} more: reviewctl next --all")) if more else row


def _tables(sections: Sequence[Section]) -> Iterator[Block]:
    """Yield the sections, all their columns as wide as the widest of any."""
    rows = [row for _, some in sections for row in some]
    columns = tuple(
        Column(
            "",
            right=right,
            flexible=at == _TITLE,
            least=max((width(visible(row.cells[at])) for row in rows), default=0),
        )
        for at, right in enumerate(_RIGHT)
    )
    for title, some in sections:
        yield Heading(title, level=2)
        yield Table(columns, tuple(some))


def _kept(steps: Sequence[NextLine], shown: int | None) -> list[NextLine]:
    """Return the first of the steps, and of each block a few at the least."""
    if shown is None or len(steps) <= shown:
        return list(steps)
    first = {id(one) for block in BLOCKS for one in [s for s in steps if s.block == block][: shown // _SHARE]}
    for one in steps:
        if len(first) >= shown:
            break
        first.add(id(one))
    return [one for one in steps if id(one) in first]


def _wait_rows(waiting: Sequence[WaitLine], setting: NextSetting) -> list[Row]:
    shown = waiting if setting.shown is None else waiting[: setting.shown]
    *rows, last = [_wait_row(one) for one in shown]
    return [*rows, _and_more(last, len(waiting) - len(shown))]


def _nothing(waiting: Sequence[WaitLine], setting: NextSetting, cases: Sequence[NextLines]) -> str:
    if not cases:
        return "No review is kept here yet. Open one: reviewctl new sar"
    if setting.one_case and cases[0].closed:
        return "The review is closed, and nothing is left to do."
    if waiting:
        return "Nothing is to be done now. What is waited for:"
    return "Nothing is to be done now, and nothing is waited for."


def _row(one: NextLine, number: int, setting: NextSetting) -> Row:
    whose = (
        "" if one.who in (_MANAGERS, setting.role) or setting.agency or not one.who_title else one.who_title
    )
    title = f"{one.title} · {whose}" if whose else one.title
    below = [one.why] if setting.one_case and one.why else []
    below += [f"> {command}" for command in (one.letter, one.command) if command]
    return Row(
        (str(number), one.case or "register", title, one.when, cited_words(one.citations, read=one.verified)),
        _STYLES.get(one.block, ""),
        (*below, *(line for hint in one.hints for line in _hint(hint))),
    )


def _hint(text: str) -> Iterator[str]:
    """Yield a hint; a command in it that would be broken stands on a line of its own."""
    words, typed, command = text.partition(": reviewctl ")
    if typed and len(text) > _NARROW:
        yield from (f"{words}:", f"> reviewctl {command}")
    else:
        yield text


def _wait_row(one: WaitLine) -> Row:
    return Row(
        ("", one.case or "register", one.title, one.when, cited_words(one.citations, read=one.verified))
    )


def cited_words(citations: Iterable[str], *, read: bool = True) -> str:
    """Return the first paragraph, and how many others there are: "P§11", "P§5 +1"; "DHRG§5* +2" if not `read`."""
    found = list(citations)
    if not found:
        return ""
    first = found[0] if read else f"{found[0]}*"
    return first if len(found) == 1 else f"{first} +{len(found) - 1}"
