"""The page of `action list`: what each action is, whose, by when, what its owner last said, and what it awaits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import asdict

from reviewctl.facts.actions.choosing import off_scale
from reviewctl.facts.actions.stages import PlanStanding
from reviewctl.facts.actions.standing import ActionLine
from reviewctl.model.allowance import Unit
from reviewctl.model.board import Board
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at, distance, plain_day
from reviewctl.render.pages.action_plans import plan_blocks, plan_record
from reviewctl.render.pages.naming import agency_name, listed, many
from reviewctl.render.spans import span_words

FIELDS = (
    "case", "action", "what", "recommendation", "theme", "owners", "beyond", "first_owners", "overseer", "role", "due",
    "original_due", "due_as_written", "moves", "drift", "state", "days", "unit", "status", "status_on", "note",
    "heard", "silent", "met", "awaiting", "standard", "closed",
)  # fmt: skip
_MARKS: dict[str, tuple[str, Style]] = {
    "overdue": ("LATE", "late"),
    "paused": ("PAUSED", "quiet"),
    "running": ("", ""),
    "no-date": ("", ""),
    "not-known": ("", ""),
    "not-agreed": ("DRAFT", "quiet"),
    "met": ("MET", "good"),
    "given-up": ("NOT", "quiet"),
}
_ORDER = ("overdue", "running", "no-date", "not-known", "not-agreed", "paused", "met", "given-up")


class Asked(Struct, frozen=True, kw_only=True):
    """What the page is about besides its actions: whose, what was asked for in words, and what is left out.

    `hidden` are the actions that are over, or of closed reviews, and not shown unless asked for. `roles` are the
    titles of the policy's roles, and `items` those of what every plan holds (P§17). `plans` are
    where the plans of all these reviews are.
    """

    about: str
    as_of: date
    board: Board
    words: tuple[str, ...] = ()
    hidden: int = 0
    several: bool = True
    faults: str = ""
    roles: Mapping[str, str] = {}
    items: Mapping[str, str] = {}
    plans: tuple[PlanStanding, ...] = ()


def list_page(lines: Sequence[ActionLine], shown: Sequence[ActionLine], asked: Asked) -> Report:
    """Return the report of `action list`. JSON and csv have all `lines`; the page has those `shown`."""
    records = [record_of(one) for one in lines]
    payload = {
        "as_of": asked.as_of,
        "board": asked.board.board,
        "rag": dict(asked.board.rag or {}),
        "actions": records,
        "plans": [plan_record(one) for one in plans_of(lines, asked)],
    }
    blocks = tuple(_blocks(sorted(shown, key=_order), asked))
    return Report(command="action-list", payload=payload, records=records, fields=FIELDS, blocks=blocks)


def record_of(line: ActionLine) -> dict[str, object]:
    """Return an action as plain values."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(line).items()}


def plans_of(lines: Sequence[ActionLine], asked: Asked) -> tuple[PlanStanding, ...]:
    """Return where the plans are to which these actions belong."""
    cases = {one.case for one in lines}
    return tuple(one for one in asked.plans if one.case in cases)


def _order(line: ActionLine) -> tuple[int, date, str]:
    return _ORDER.index(line.state), line.due or date.max, line.case


def _blocks(lines: Sequence[ActionLine], asked: Asked) -> Iterator[Block]:
    yield Heading(asked.about, as_at(asked.as_of))
    if asked.words:
        yield Paragraph(f"Only: {', '.join(asked.words)}.", "quiet")
    yield Paragraph(_summary(lines) if lines else _none(asked))
    if not asked.several:
        yield from plan_blocks(asked.plans, several=False)
    if lines:
        yield Table(tuple(_columns(asked)), tuple(_row(one, asked) for one in lines))
        yield from _scale(lines, asked.board)
        yield Paragraph(
            "A met action waits for evidence, for a check of that evidence, and for what shows that it helped "
            "(P-App3). Silent is not late: it counts from the last update, evidence or new date.",
            "quiet",
        )
        if asked.several:
            yield from plan_blocks(plans_of(lines, asked), several=True)
    if asked.hidden:
        yield Paragraph(
            f"{many(asked.hidden, 'action')} over, or of closed reviews, not shown: --all", "quiet"
        )
    if asked.faults:
        yield Paragraph(asked.faults)


def _none(asked: Asked) -> str:
    if asked.words:
        return "There is none."
    if asked.hidden:
        return "Nothing is open."
    return "There is no action yet. A plan is begun with: reviewctl add CASE action-plan"


def _summary(lines: Sequence[ActionLine]) -> str:
    late = sum(one.state == "overdue" for one in lines)
    moved = sum(bool(one.moves) for one in lines)
    waiting = sum(bool(one.awaiting) for one in lines)
    parts = [f"{many(len(lines), 'action')} in {many(len({one.case for one in lines}), 'review')}"]
    if late:
        parts.append(f"{late} OVERDUE")
    past = sum(one.state == "not-agreed" and (one.days or 0) < 0 for one in lines)
    if past:
        parts.append(f"{past} past its date in a plan that is not agreed")
    if moved:
        parts.append(f"{moved} given a new date")
    if waiting:
        parts.append(f"{waiting} met and not yet proven")
    return f"{', '.join(parts)}."


def _columns(asked: Asked) -> Iterator[Column]:
    yield Column("")
    if asked.several:
        yield Column("review")
    yield Column("action")
    yield Column("owner", flexible=True)
    yield Column("due", right=True)
    yield Column("", right=True)
    yield Column("last word", flexible=True)
    yield Column("waits for", flexible=True)


def _row(line: ActionLine, asked: Asked) -> Row:
    mark, style = _MARKS[line.state]
    cells = (
        mark,
        *((line.case,) if asked.several else ()),
        line.action,
        _owners(line, asked.board),
        _due(line),
        distance(line.days, _unit(line), late=line.state == "overdue") if line.days is not None else "",
        _last_word(line),
        _waits(line),
    )
    return Row(cells, style, tuple(_below(line, asked)))


def _unit(line: ActionLine) -> Unit:
    return "working days" if line.unit == "working days" else "days"


def _owners(line: ActionLine, board: Board) -> str:
    return "; ".join(agency_name(board, one) for one in line.owners) or "NOBODY"


def _due(line: ActionLine) -> str:
    if line.due is not None:
        return plain_day(line.due)
    return "in words" if line.due_as_written else "no date"


def _last_word(line: ActionLine) -> str:
    if line.status is None and line.note is None and line.heard:
        return "none"
    said = line.status or ("a note" if line.heard else "nothing came")
    return f"{said}, {span_words(line.status_on)}" if line.status_on else f"{said}, day not known"


def _waits(line: ActionLine) -> str:
    if line.state == "met":
        return ", ".join(line.awaiting) or "nothing"
    return "nothing" if line.state == "given-up" else "to be done"


def _below(line: ActionLine, asked: Asked) -> Iterator[str]:
    yield line.what or "what is to be done is not written down"
    if line.moves or line.drift:
        yield _drift(line)
    if line.due is None and line.due_as_written:
        yield f"due as written: {line.due_as_written}"
    if line.met:
        yield f"met: {_when(line.met)}"
    if line.state == "given-up":
        yield "not to be implemented: the Board decided so (P§18)"
    for word in line.standard:
        yield f"as every plan holds (P§17): {asked.items.get(word, word)}"
    if line.overseer:
        yield f"watched over by {asked.roles.get(line.overseer) or agency_name(asked.board, line.overseer)}"
    if line.first_owners:
        owners = listed([agency_name(asked.board, one) for one in line.first_owners])
        yield f"handed over since the plan, in which it was owned by {owners}"
    if line.beyond and line.open:
        yield f"beyond the Board's agencies: {listed(line.beyond)}"
    never = line.status is None and line.note is None
    if line.open and line.silent and (never or not line.heard):
        yield f"nothing heard for {many(line.silent, 'day')}"
    if line.note:
        yield f"said: {line.note}"


def _drift(line: ActionLine) -> str:
    moves = f"{'moved once' if line.moves == 1 else f'moved {line.moves} times'}"
    if line.original_due is None:
        before = f"first: {line.due_as_written}" if line.due_as_written else "no day was given at first"
        return f"{moves}; {before}"
    drift = (
        f", {many(abs(line.drift), 'day')} {'later' if line.drift > 0 else 'earlier'}" if line.drift else ""
    )
    return f"first due {plain_day(line.original_due)}; {moves}{drift}"


def _when(met: str) -> str:
    return "day not known" if met == "not-known" else span_words(met)


def _scale(lines: Iterable[ActionLine], board: Board) -> Iterator[Block]:
    """Yield the Board's own scale, and what is not on it: colours mean something else everywhere."""
    if not board.rag:
        if any(one.status for one in lines):
            yield Paragraph(
                "The Board has not written down what its colours mean, so statuses stand as they were given. "
                'Write it down: reviewctl record board "rag.green" "on track, not done"',
                "quiet",
            )
        return
    yield Paragraph(
        f"The Board's scale: {'; '.join(f'{word} = {means}' for word, means in board.rag.items())}."
    )
    strange = off_scale(lines, board)
    if strange:
        where = listed([f"{one.case} {one.action}: {one.status}" for one in strange])
        yield Paragraph(f"Not on the Board's scale: {where}.", "late")
