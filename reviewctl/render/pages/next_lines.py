"""The lines of the list of what is to be done: small, plain and able to travel between processes."""

from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.judged import Facts
from reviewctl.facts.nextsteps import agenda, is_near
from reviewctl.facts.owed import agencies_of
from reviewctl.model.deadline import State
from reviewctl.model.todo import Todo, Wait
from reviewctl.render.dates import distance, weekday_and_day
from reviewctl.render.pages.naming import role_title, step_title
from reviewctl.render.pages.next_commands import case_word, command_of, hints_of, letter_of
from reviewctl.render.pages.next_words import title_of, wait_title, wait_why, why_of

Block = Literal["urgent", "overdue", "record", "no-limit", "soon", "later"]
BLOCKS: tuple[Block, ...] = ("urgent", "overdue", "record", "no-limit", "soon", "later")
_RECORDS = ("record", "document", "file", "date")


class NextLine(Struct, frozen=True, kw_only=True):
    """One thing to do. `case` is None for the register's own; `when` is what stands at the right hand.

    `agencies` are those whose step it is, where it is an agency's: to them it reads `own_title`, and `own_command`
    does it.
    """

    case: str | None
    sort: str
    step: str
    item: str | None
    title: str
    who: str
    who_title: str
    agencies: tuple[str, ...]
    due: date | None
    since: date | None
    waiting: int | None
    state: State
    why: str
    citations: tuple[str, ...]
    verified: bool
    command: str | None
    letter: str | None
    hints: tuple[str, ...]
    block: Block
    when: str
    own_title: str
    own_command: str | None


class WaitLine(Struct, frozen=True, kw_only=True):
    """One thing that is waited for, on whom, and the day on which it is due, booked or to be asked about."""

    case: str | None
    sort: str
    step: str
    item: str | None
    title: str
    who: str
    until: date | None
    state: State | None
    why: str
    citations: tuple[str, ...]
    verified: bool
    when: str
    command: str | None
    since: date | None
    role: str
    own_title: str


class NextLines(Struct, frozen=True):
    """What one case has to show; `type` is None for a folder that cannot be read."""

    steps: tuple[NextLine, ...] = ()
    waiting: tuple[WaitLine, ...] = ()
    closed: bool = False
    type: str | None = None


def next_lines(facts: Facts, unread: tuple[str, ...] = ()) -> NextLines:
    """Return what is to be done in a case and what it waits for. `unread` are its files that cannot be read."""
    found = agenda(facts, unread)
    return NextLines(
        tuple(_line(facts, one) for one in found.steps),
        tuple(_wait(facts, one) for one in found.waiting),
        facts.closed,
        facts.case.file.type,
    )


def unreadable_lines(case: str) -> NextLines:
    """Return what is to be done about a case folder of which it cannot be said what review it is."""
    line = NextLine(
        case=case,
        sort="file",
        step="case",
        item=None,
        title="The review cannot be read, or its policy is at fault",
        who="business-manager",
        who_title="",
        agencies=(),
        due=None,
        since=None,
        waiting=None,
        state="running",
        why="What the tool cannot read, it cannot work out.",
        citations=(),
        verified=True,
        command=f"reviewctl validate {case}",
        letter=None,
        hints=(),
        block="record",
        when="",
        own_title="The review cannot be read, or its policy is at fault",
        own_command=None,
    )
    return NextLines((line,))


def _line(facts: Facts, one: Todo) -> NextLine:
    step = one.deadline if one.deadline is not None else next(iter(one.steps), None)
    return NextLine(
        case=facts.case.id or None,
        sort=one.sort,
        step=step.step if step is not None else one.at,
        item=step.item if step is not None else None,
        title=title_of(facts, one),
        who=one.who,
        who_title=role_title(facts.plan.pack, one.who),
        agencies=agencies_of(facts, one.deadline) if one.deadline is not None else (),
        due=one.due,
        since=one.since,
        waiting=(facts.as_of - one.since).days if one.since is not None and one.due is None else None,
        state=one.deadline.state if one.deadline is not None else "running",
        why=why_of(facts, one),
        citations=one.citations,
        verified=step is None or step.verified or not one.citations,
        command=command_of(facts, one),
        letter=letter_of(facts, one),
        hints=tuple(hints_of(facts, one)),
        block=_block(facts, one),
        when=_when(facts, one),
        own_title=step_title(facts, one.deadline) if one.deadline is not None else title_of(facts, one),
        own_command=command_of(facts, replace(one, sort="step")) if one.sort == "chase" else None,
    )


def _block(facts: Facts, one: Todo) -> Block:
    if one.sort == "urgent":
        return "urgent"
    if one.deadline is not None and one.deadline.state == "overdue":
        return "overdue"
    if any(step.state == "overdue" for step in one.steps):
        return "overdue"
    if one.sort in _RECORDS:
        return "record"
    if one.due is None:
        return "no-limit"
    return "soon" if is_near(one.due, facts.as_of) else "later"


def _when(facts: Facts, one: Todo) -> str:
    if one.due is None:
        return _since(facts, one)
    if one.deadline is not None and one.deadline.state == "overdue":
        return distance(one.deadline.days or 0, one.deadline.unit, late=True)
    if one.due == facts.as_of:
        return "today"
    if one.due < facts.as_of:
        return f"{(facts.as_of - one.due).days} d ago"
    return weekday_and_day(one.due, facts.as_of)


def _since(facts: Facts, one: Todo) -> str:
    if one.sort == "urgent" and one.since == facts.as_of:
        return "today"
    return f"{(facts.as_of - one.since).days} d" if one.since is not None else ""


def _wait(facts: Facts, one: Wait) -> WaitLine:
    behind = one.steps if one.sort != "hold" else ()
    step = one.deadline if one.deadline is not None else next(iter(behind), None)
    return WaitLine(
        case=facts.case.id or None,
        sort=one.sort,
        step=step.step if step is not None else one.at,
        item=step.item if step is not None else None,
        title=wait_title(facts, one),
        who=one.on,
        until=one.until,
        state=step.state if step is not None else None,
        why=wait_why(facts, one),
        citations=step.citations if step is not None and one.sort != "paused" else (),
        verified=step is None or step.verified or one.sort == "paused",
        when=_until(facts, one.until),
        command=_their_command(facts, one),
        since=step.anchor_date if step is not None else None,
        role=step.who if step is not None else "",
        own_title=step_title(facts, step) if step is not None else "",
    )


def _until(facts: Facts, day: date | None) -> str:
    return weekday_and_day(day, facts.as_of) if day is not None else ""


def _their_command(facts: Facts, one: Wait) -> str | None:
    """Return the command that records what was waited for, when it has come."""
    if one.sort in ("planned", "later"):
        return None
    if one.deadline is None:
        return f"reviewctl record {case_word(facts)} {one.at} today" if one.sort == "event" else None
    return command_of(facts, Todo(sort="step", who=one.on, deadline=one.deadline))


def own_step(one: WaitLine, as_of: date) -> NextLine:
    """Return what is waited for of an agency as the agency itself reads it: a step of its own."""
    return NextLine(
        case=one.case,
        sort="step",
        step=one.step,
        item=one.item,
        title=one.own_title,
        who=one.role,
        who_title="",
        agencies=(one.who,),
        due=one.until,
        since=one.since,
        waiting=(as_of - one.since).days if one.since is not None and one.until is None else None,
        state=one.state or "running",
        why=one.why,
        citations=one.citations,
        verified=one.verified,
        command=one.command,
        letter=None,
        hints=(),
        block="no-limit" if one.until is None else "soon" if is_near(one.until, as_of) else "later",
        when=one.when,
        own_title=one.own_title,
        own_command=one.command,
    )
