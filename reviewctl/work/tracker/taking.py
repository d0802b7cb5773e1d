"""The whole of a list, read: what each sheet holds, which reviews will be made, and what is left out and why."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.model.board import Board
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Policy
from reviewctl.model.sheet import Sheet, SheetRow, Workbook
from reviewctl.work.nearest import nearest, refuse
from reviewctl.work.tracker.columns import SPECIAL, Column, check_given, columns_of
from reviewctl.work.tracker.dates import BLANK
from reviewctl.work.tracker.drafts import RECEIVED, Draft, Source, Trouble, called, draft_of, kind_named
from reviewctl.work.tracker.filling import fill, taken_as_closed
from reviewctl.work.tracker.header import Header, Left, header_of, reviews_of
from reviewctl.work.tracker.lexicon import lexicon

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SAMPLES = 3


class Asked(Struct, frozen=True, kw_only=True):
    """What the person asked for: sheets by name, columns by heading, the kind of review where none is said."""

    sheets: tuple[str, ...] = ()
    given: dict[str, str] = {}
    kind: str | None = None
    hidden: bool = False


class SheetTaken(Struct, frozen=True, kw_only=True):
    """What became of a sheet: its columns with samples of how they were read, and its rows; or why it is left out."""

    number: int
    name: str
    why_not: str = ""
    columns: tuple[Column, ...] = ()
    samples: dict[int, tuple[str, ...]] = {}
    headings_on: tuple[int, ...] = ()
    left: tuple[Left, ...] = ()
    formulas: int = 0


class Taken(Struct, frozen=True, kw_only=True):
    """All that a list comes to before anything is written."""

    sheets: tuple[SheetTaken, ...]
    drafts: tuple[Draft, ...]
    troubles: tuple[Trouble, ...]
    links: bool = False


def take(book: Workbook, asked: Asked, policy: Policy, board: Board, today: date) -> Taken:
    """Return what a workbook comes to. Raises ReviewctlError where what was asked for is not in it, or no list is."""
    default = _default(asked, policy)
    _check_sheets(book, asked)
    reasons = [_why_not(number, sheet, asked) for number, sheet in enumerate(book.sheets, 1)]
    heads = [header_of(sheet) if not why else None for sheet, why in zip(book.sheets, reasons, strict=True)]
    check_given(asked.given, [label for head in heads if head for label in _labels(head)])
    _check_targets(asked, policy)
    troubles: list[Trouble] = []
    drafts: list[Draft] = []
    sheets = []
    for number, (sheet, head, why) in enumerate(zip(book.sheets, heads, reasons, strict=True), 1):
        if head is None:
            why = why or "no line of headings that is known"
            sheets.append(SheetTaken(number=number, name=sheet.name, why_not=why))
            continue
        rows, left = reviews_of(sheet, head, asked.hidden)
        columns = columns_of(head, rows, asked.given, today)
        if not _is_list(columns):
            sheets.append(
                SheetTaken(
                    number=number, name=sheet.name, why_not="no column with a date or a number of reviews"
                )
            )
            continue
        kind = kind_of_sheet(sheet.name, policy) or default or _only_kind(policy)
        if kind is None and not any(one.target == "type" for one in columns):
            sheets.append(
                SheetTaken(number=number, name=sheet.name, why_not="which kind of review? Say: --type sar")
            )
            continue
        source = Source(
            sheet=sheet.name,
            columns=columns,
            policy=policy,
            board=board,
            default=kind,
            today=today,
            since_1904=book.since_1904,
            unstored=frozenset(sheet.unstored),
        )
        found, twice = _drafts(rows, source, troubles)
        drafts += found
        left = sorted([*left, *twice], key=lambda one: one.row)
        sheets.append(_sheet_taken(number, sheet, head, columns, tuple(left), found))
    if not any(one.columns for one in sheets):
        raise ReviewctlError(
            "No list of reviews was found in the workbook.",
            "A line with headings is looked for, such as Reference, Date received, Decision. Name them: "
            '--map "Heading=referral.received"',
        )
    return Taken(
        sheets=tuple(sheets), drafts=tuple(drafts), troubles=tuple(sorted(troubles)), links=book.links
    )


def kind_of_sheet(name: str, policy: Policy) -> ReviewType | None:
    """Return the kind of review that a sheet's name, or a word of it, means: "SAR referrals 2019", "DHRs"."""
    for word in (name, *re.findall(r"[A-Za-z]+", name)):
        found = kind_named(word, policy)
        if found is not None:
            return found
    return None


def year_of(draft: Draft) -> int | None:
    """Return the year by which a review is numbered: received in, else the earliest known, else that in a name."""
    received = draft.events.get(RECEIVED)
    days = [one.text for one in draft.events.values() if one.kind == "date"]
    if received is not None and received.kind == "date":
        return int(received.text[:4])
    if days:
        return int(min(days)[:4])
    for text in (draft.reference, draft.sheet):
        found = _YEAR.search(text)
        if found is not None:
            return int(found[0])
    return None


def _default(asked: Asked, policy: Policy) -> ReviewType | None:
    if asked.kind is None:
        return None
    kind = kind_named(asked.kind, policy)
    if kind is None:
        raise refuse("kind of review", asked.kind, sorted(policy.types))
    return kind


def _only_kind(policy: Policy) -> ReviewType | None:
    """Return the one kind of review that a policy has, where it has no other."""
    return next(iter(policy.types.values())) if len(policy.types) == 1 else None


def _check_sheets(book: Workbook, asked: Asked) -> None:
    names = [one.name for one in book.sheets]
    for word in asked.sheets:
        if word not in names and not (word.isdecimal() and 0 < int(word) <= len(names)):
            near = nearest(word, names)
            hint = (
                f'Did you mean "{near[0]}"?'
                if near
                else f"Say which by its number, 1 to {len(names)}: --sheet 1"
            )
            raise ReviewctlError("There is no sheet of that name.", hint)


def _check_targets(asked: Asked, policy: Policy) -> None:
    events = {address for kind in policy.types.values() for address in kind.events}
    known = sorted({*SPECIAL, *events, *lexicon().columns})
    for target in asked.given.values():
        if target and target not in known:
            near = nearest(target, known)
            hint = (
                f"Did you mean {near[0]}?"
                if near
                else f"It may be an event's address or: {', '.join(SPECIAL)}."
            )
            raise ReviewctlError(f'--map names "{target}", which no column can hold.', hint)


def _why_not(number: int, sheet: Sheet, asked: Asked) -> str:
    """Return why a sheet is left out before it is looked at; "" where it is not."""
    if asked.sheets and not any(word in (sheet.name, str(number)) for word in asked.sheets):
        return "not asked for (--sheet)"
    if sheet.hidden and not asked.hidden and not asked.sheets:
        return "hidden (to take it as well: --hidden)"
    if not sheet.rows:
        return "empty"
    return ""


def _labels(head: Header) -> Iterator[str]:
    for group, label in zip(head.groups, head.labels, strict=True):
        if label:
            yield f"{group} {label}".strip()
            yield label


def _is_list(columns: Sequence[Column]) -> bool:
    targets = {one.target for one in columns if one.target}
    return bool(targets - {"type", "status", "note", "died", "referrer"}) and len(targets) > 1


def _drafts(
    rows: Sequence[SheetRow], source: Source, troubles: list[Trouble]
) -> tuple[list[Draft], list[Left]]:
    found: list[Draft] = []
    left: list[Left] = []
    seen: dict[object, int] = {}
    for row in rows:
        noted: list[Trouble] = []
        draft = draft_of(row, source, noted)
        if draft is None:
            troubles += noted
            left.append(Left(row.number, "its kind of review is not known"))
            continue
        again = next((seen[one] for one in _marks(draft) if one in seen), None)
        if again is not None:
            left.append(Left(row.number, f"the same as row {again}"))
            continue
        seen |= dict.fromkeys(_marks(draft), row.number)
        filled = list(fill(draft))
        why = _why_left_out(draft)
        if why:
            left.append(Left(row.number, why))
            filled = [
                (address, f"{draft.unread.get(address, BLANK).no_date}: left out with its row")
                for address, _ in filled
            ]
        else:
            found.append(draft)
        troubles += noted
        troubles += _at_cells(filled, draft, source)
    return found, left


def _why_left_out(draft: Draft) -> str:
    """Return why a row becomes no review; "" where it does."""
    if not _says_anything(draft):
        return "nothing in the columns that are read"
    return "no year anywhere to number it by" if year_of(draft) is None else ""


def _at_cells(filled: Sequence[tuple[str, str]], draft: Draft, source: Source) -> Iterator[Trouble]:
    """Yield what became of events, each at its cell."""
    headings = {called(one.target, draft.kind): one for one in source.columns if one.target is not None}
    for address, what in filled:
        column = headings[address]
        cell = f"{column.letters}{draft.row}"
        yield Trouble(source.sheet, draft.row, cell, column.heading, what)


def _marks(draft: Draft) -> Iterator[object]:
    """Yield by what a row is known again: its id, its reference, or all that stands in it."""
    if draft.own_id:
        yield draft.own_id
    elif draft.reference:
        yield (draft.kind.type, draft.reference.casefold())
    yield draft.cells


def _says_anything(draft: Draft) -> bool:
    known = any(one.kind == "date" for one in (*draft.events.values(), *draft.planned.values()))
    return known or bool(draft.reference or draft.subjects or draft.words or draft.status or draft.died)


def _sheet_taken(
    number: int,
    sheet: Sheet,
    head: Header,
    columns: tuple[Column, ...],
    left: tuple[Left, ...],
    drafts: Sequence[Draft],
) -> SheetTaken:
    samples = {one.index: tuple(_samples(one, drafts)) for one in columns if one.target}
    return SheetTaken(
        number=number,
        name=sheet.name,
        columns=columns,
        samples=samples,
        headings_on=head.rows,
        left=left,
        formulas=sheet.formulas,
    )


def _samples(column: Column, drafts: Sequence[Draft]) -> list[str]:
    """Return up to three different readings of a column, as they will be recorded."""
    found: dict[str, None] = {}
    for draft in drafts:
        if len(found) == _SAMPLES:
            break
        text = _sample(column.target or "", draft)
        if text:
            found[text] = None
    return list(found)


def _sample(target: str, draft: Draft) -> str:
    match target:
        case "id":
            return draft.own_id or draft.reference
        case "type":
            return draft.kind.type
        case "subject":
            return ", ".join(draft.subjects)
        case "status":
            return draft.status
        case "closed":
            return (draft.closed.text or draft.closed.kind) if draft.closed is not None else ""
        case "referrer":
            return " ".join(draft.referrer.values())
        case "died":
            return draft.died
        case "note":
            return "(free text)" if draft.notes else ""
    target = called(target, draft.kind)
    reading = draft.events.get(target) or draft.planned.get(target)
    if reading is not None:
        ahead = " planned" if target in draft.planned else ""
        return f"{reading.text or reading.kind}{ahead}"
    return draft.words.get(target, "")


def count_taken_as_closed(drafts: Sequence[Draft]) -> int:
    """Return how many referrals count as closed only because the list has no more of them."""
    return sum(taken_as_closed(one) for one in drafts)
