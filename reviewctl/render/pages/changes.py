"""The page of `changes`: what is different, case by case, in sentences. Roles, agencies and ids; never a name."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

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
_TOGETHER = ("signoff", "permission", "return", "action", "family", "process")
_REASONED = re.compile(r"(given up: |reason for lateness: )(“[^”]*”)(; reason: .*)")
_TEXTS = "What people wrote is not shown here, only where it changed and by how much."


class Setting(Struct, frozen=True, kw_only=True):
    """What the page says besides the changes: its heading, and the day on which both sides are judged.

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
    yield Heading(setting.words, as_at(setting.as_of))
    if not cases and not register:
        yield Paragraph("Nothing.")
        return
    yield Paragraph(f"{_counted(cases, register)}. {_TEXTS}")
    for one in cases:
        yield Heading(f"{one.case} · {one.about}" if one.about else one.case, level=2)
        yield from _said(one.changes)
    if register:
        yield Heading("The register itself", level=2)
        yield from _said(register)


def _counted(cases: Sequence[CaseChanges], register: Sequence[Change]) -> str:
    parts = [many(len(cases), "review")] if cases else []
    parts += ["the register itself"] if register else []
    text = " and ".join(parts)
    return text[:1].upper() + text[1:]


def _said(changes: Sequence[Change]) -> Iterator[Block]:
    for kind, group in groupby(changes, key=lambda one: one.kind):
        style: Style = "late" if kind in _URGENT else ""
        several = list(group)
        for change in several if kind == "deadline" else ():
            yield from _moved(change)
        for words in together([one.words for one in several], kind) if kind != "deadline" else ():
            yield Message(_opened(words), style)


def together(sentences: Sequence[str], kind: str) -> list[str]:
    """Return sentences of one kind with those made one that are about the same thing, or have the same reason.

    What is done about one agency, action or person is read together; so are steps that were given up for one reason.
    """
    if kind not in _TOGETHER:
        return list(sentences)
    found: dict[tuple[str, str], list[str]] = {}
    for words in sentences:
        reason = _REASONED.fullmatch(words)
        if reason is not None:
            found.setdefault((reason[1], reason[3]), []).append(reason[2])
            continue
        about, _, said = words.partition(": ")
        found.setdefault((f"{about}: ", "") if kind != "permission" and said else (words, ""), []).append(
            said
        )
    joiners = {kind: ", " if kind == "permission" else "; " for kind in _TOGETHER}
    return [
        f"{start}{joiners[kind].join(middle)}{end}" if start.endswith((": ", ", ")) else start + end
        for (start, end), middle in found.items()
    ]


def _opened(words: str) -> str:
    """Return a sentence with a capital at its beginning, unless that is a file."""
    first = words.partition(" ")[0]
    return words if "." in first or "/" in first else words[:1].upper() + words[1:]


def _moved(change: Change) -> Iterator[Block]:
    before, after = change.before, change.after
    if isinstance(before, dict) and isinstance(after, dict) and len(after) >= _MANY_DATES:
        yield Message(f"{len(after)} due dates move with it:")
        yield _dates(before, after)
    else:
        yield Message(_opened(change.words))


def _dates(before: dict[str, object], after: dict[str, object]) -> Table:
    columns = (Column("step", flexible=True), Column("was due"), Column("is due"))
    rows = [Row((key, _day(before.get(key)), _day(after[key]))) for key in after]
    return Table(columns, tuple(rows))


def _day(value: object) -> str:
    return day(value) if isinstance(value, date) else ""
