"""The page of `changes`: what is different, case by case, in sentences. Roles, agencies and ids; never a name."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.model.changes import CaseChanges, Change
from reviewctl.model.report import Block, Column, Heading, Message, Paragraph, Report, Row, Style, Table
from reviewctl.render.changes.values import day
from reviewctl.render.dates import as_at
from reviewctl.render.pages.naming import many

FIELDS = ("case", "what", "kind", "address", "before", "after", "words")
_MANY_DATES = 5
"""From so many dates on that move with something else, they stand in a table."""
_URGENT = ("unreadable", "trust")
_TEXTS = "What people wrote is not shown here, only where it changed and by how much."


class Setting(Struct, frozen=True, kw_only=True):
    """What the page says besides the changes: what is compared, and the day on which both sides are judged.

    `base` and `head` are the ids of commits, None where there is none: nothing before, or what is not saved yet.
    """

    words: str
    base: str | None
    head: str | None
    as_of: date


def page(cases: Sequence[CaseChanges], register: Sequence[Change], setting: Setting) -> Report:
    """Return the report of `changes`."""
    return Report(
        command="changes",
        payload={
            "as_of": setting.as_of,
            "base": setting.base,
            "head": setting.head,
            "cases": [_case_record(one) for one in cases],
            "register": [_record(one) for one in register],
        },
        records=list(_records(cases, register)),
        fields=FIELDS,
        blocks=tuple(_blocks(cases, register, setting)),
    )


def _case_record(one: CaseChanges) -> dict[str, object]:
    return {
        "case": one.case,
        "about": one.about,
        "what": one.what,
        "was": one.was,
        "changes": [_record(change) for change in one.changes],
    }


def _record(change: Change) -> dict[str, object]:
    return {
        "address": change.address or None,
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
        "words": change.words,
    }


def _records(cases: Sequence[CaseChanges], register: Sequence[Change]) -> Iterator[dict[str, object]]:
    for one in cases:
        for change in one.changes:
            yield {"case": one.case, "what": one.what, **_record(change)}
    for change in register:
        yield {"case": None, "what": "changed", **_record(change)}


def _blocks(cases: Sequence[CaseChanges], register: Sequence[Change], setting: Setting) -> Iterator[Block]:
    yield Heading(f"What is different, {setting.words}", as_at(setting.as_of))
    if not cases and not register:
        yield Paragraph("Nothing.")
        return
    yield Paragraph(f"{_counted(cases, register)}. {_TEXTS}")
    for one in cases:
        yield Heading(f"{one.case} · {one.about}" if one.about else one.case, level=2)
        for change in one.changes:
            yield from _said(change)
    if register:
        yield Heading("The register itself", level=2)
        for change in register:
            yield from _said(change)


def _counted(cases: Sequence[CaseChanges], register: Sequence[Change]) -> str:
    parts = [many(len(cases), "review")] if cases else []
    parts += ["the register itself"] if register else []
    return " and ".join(parts)


def _said(change: Change) -> Iterator[Block]:
    if isinstance(change.before, dict) and isinstance(change.after, dict) and change.kind == "deadline":
        if len(change.after) >= _MANY_DATES:
            yield Message(f"{len(change.after)} due dates move with it:")
            yield _dates(change.before, change.after)
            return
    style: Style = "late" if change.kind in _URGENT else ""
    yield Message(change.words[:1].upper() + change.words[1:], style)


def _dates(before: dict[str, object], after: dict[str, object]) -> Table:
    columns = (Column("step", flexible=True), Column("was due"), Column("is due"))
    rows = [Row((key, _day(before.get(key)), _day(after[key]))) for key in after]
    return Table(columns, tuple(rows))


def _day(value: object) -> str:
    return day(value) if isinstance(value, date) else ""
