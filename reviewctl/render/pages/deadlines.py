"""The page of `deadlines`: every step with its date and how far off it is; its working on demand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.facts.takeover import is_before_the_record
from reviewctl.model.deadline import Deadline
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import (
    as_at,
    distance,
    paused,
    short_allowance,
    short_day,
    waiting,
    weekday_and_day,
)
from reviewctl.render.pages.deadline_record import FIELDS, deadline_record
from reviewctl.render.pages.naming import event_name, fault_words, moment_words, step_title, whom
from reviewctl.render.pages.working import details, working

_WORDS = {
    "overdue": "LATE",
    "running": "open",
    "suspended": "paused",
    "met": "met",
    "met-late": "late",
    "waived": "ended",
    "not-known": "n/k",
    "not-started": "-",
    "not-applicable": "n/a",
}
_STYLES: dict[str, Style] = {"LATE": "late", "TODAY": "soon", "OPEN": "soon", "SOON": "soon", "met": "good"}
_QUIET = ("not-started", "not-applicable")
_LEGEND = "CAPITALS: needs someone now."


class DeadlineLine(Struct, frozen=True, kw_only=True):
    """One deadline as the table shows it: words, ready to travel between processes."""

    case: str
    mark: str
    what: str
    counted_from: str
    allowed: str
    due: date | None
    due_words: str
    done: str
    citations: tuple[str, ...]
    waiting: int
    below: tuple[str, ...]


def line_of(facts: Facts, one: Deadline, *, show_working: bool = False) -> DeadlineLine:
    """Return one deadline as the table shows it."""
    below = [*details(facts, one), *(working(facts, one) if show_working else ())]
    started = f" {short_day(one.anchor_date, facts.as_of)}" if one.anchor_date else ""
    if one.anchor_planned:
        started = f" planned{started}"
    return DeadlineLine(
        case=one.case or "the Board",
        mark=_mark(facts, one),
        what=step_title(facts, one),
        counted_from=_counted_from(one) + started,
        allowed=_allowed(facts, one),
        due=one.due,
        due_words=weekday_and_day(one.due, facts.as_of, padded=True) if one.due else "-",
        done=_done(facts, one),
        citations=one.citations,
        waiting=one.waiting or 0,
        below=tuple(below),
    )


def _counted_from(one: Deadline) -> str:
    """Return from what a step counts, in a word or two; one that recurs counts from the end of its period."""
    if one.anchor:
        return event_name(one.anchor)
    by_meeting = one.anchor_date is not None and one.item == one.anchor_date.isoformat()
    return "met" if by_meeting else "its end" if one.anchor_date is not None else ""


def page_of_case(facts: Facts, *, show_working: bool = False, whole: bool = False, faults: int = 0) -> Report:
    """Return the report on one review, its steps in the order of the policy.

    `whole` lists those that have not begun and those that do not apply, too; JSON and csv always have them.
    `faults` is what reading found wrong: a date may be missing that is there in the file.
    """
    shown = [one for one in facts.deadlines if whole or _worth_showing(facts, one)]
    lines = [line_of(facts, one, show_working=show_working) for one in shown]
    heading = f"{facts.board.board} · its own duties" if not facts.case.id else _heading(facts)
    blocks: list[Block] = [Heading(heading, as_at(facts.as_of))]
    blocks += [_table(lines, with_case=False)] if lines else [Paragraph("Nothing has begun yet.")]
    blocks.append(
        Paragraph(
            _foot(show_working, [one for one in facts.deadlines if not (whole or _worth_showing(facts, one))])
        )
    )
    blocks += _warning(faults, facts.case.id)
    return report_of([deadline_record(facts, one) for one in facts.deadlines], tuple(blocks), facts.as_of)


def _heading(facts: Facts) -> str:
    return f"{facts.case.id} · {whom(facts.case.file, ' and ')} · {_kind(facts)} · {facts.place.title}"


def _warning(faults: int, case: str = "") -> list[Block]:
    return [Paragraph(fault_words(faults, case), "late")] if faults else []


def page_of_all(
    lines: Sequence[DeadlineLine],
    records: Sequence[dict[str, object]],
    board: str,
    as_of: date,
    *,
    faults: int = 0,
) -> Report:
    """Return the report on all reviews: what is open, by date; behind it what has no limit, longest first."""
    ordered = sorted(lines, key=_by_date)
    blocks: list[Block] = [Heading(f"{board or 'Reviews'} · dates", as_at(as_of))]
    blocks += [_table(ordered, with_case=True)] if ordered else [Paragraph("Nothing is open.")]
    blocks.append(Paragraph(f"{_LEGEND} How a date was worked out: reviewctl deadlines CASE --working"))
    blocks += _warning(faults)
    return report_of(sorted(records, key=_record_order), tuple(blocks), as_of)


def report_of(records: Sequence[dict[str, object]], blocks: tuple[Block, ...], as_of: date) -> Report:
    """Return the report with those records and blocks."""
    return Report(
        command="deadlines",
        payload={"as_of": as_of, "deadlines": records},
        records=records,
        fields=FIELDS,
        blocks=blocks,
    )


def _by_date(line: DeadlineLine) -> tuple[date, int, str]:
    return (line.due or date.max, -line.waiting, line.case)


def _record_order(record: dict[str, object]) -> tuple[str, str]:
    due = record["due"]
    return (due.isoformat() if isinstance(due, date) else "9999", str(record["case"]))


def _kind(facts: Facts) -> str:
    mandate = facts.case.decision.mandate or (
        facts.case.screening.recommendation.mandate if facts.case.screening.recommendation else None
    )
    found = facts.plan.kind.mandates.get(mandate or "")
    return f"{facts.plan.kind.prefix}, {found.title or mandate}" if found else facts.plan.kind.prefix


def _mark(facts: Facts, one: Deadline) -> str:
    if one.owner == "external" and one.open:
        return "theirs"
    if one.state != "running":
        return _WORDS[one.state]
    if one.due is None:
        return "OPEN"
    return "TODAY" if one.due == facts.as_of else "SOON" if facts.soon(one) else "open"


def _allowed(facts: Facts, one: Deadline) -> str:
    planned = facts.plan.step(one.step)
    if one.allowance is not None:
        return short_allowance(one.allowance)
    if planned is not None and planned.recurs is not None and planned.recurs.interval is not None:
        return planned.recurs.interval.text()
    return "by date" if planned is not None and planned.by is not None else "no limit"


def _done(facts: Facts, one: Deadline) -> str:
    # The year is said once in a row: where the day has that of the due date beside it, it goes without.
    on = weekday_and_day(one.done_on, one.due or facts.as_of, padded=True) if one.done_on else ""
    if not on and one.state in ("met", "met-late"):
        done = facts.happened(one.until)
        on = moment_words(done) if done is not None else ""
    if one.state == "met-late":
        return f"{on}, {distance(one.days or 0, one.unit, met=True, late=True)}"
    if one.state == "not-known":
        return _not_known(facts, one)
    if one.waiting_for and one.state == "not-started":
        return f"waits for {len(one.waiting_for)}"
    if one.state in ("waived", "not-applicable", "not-started"):
        ended = "given up" if one.reason_agreed_by else "no longer called for"
        return {"waived": ended, "not-applicable": "does not apply", "not-started": ""}[one.state]
    if on:
        return on
    if one.state == "suspended":
        return paused(one.in_hand, one.unit)
    if one.days is not None:
        return distance(one.days, one.unit, late=one.state == "overdue")
    return waiting(one.waiting) if one.waiting is not None else ""


def _not_known(facts: Facts, one: Deadline) -> str:
    done = facts.happened(one.until)
    if done is None and is_before_the_record(one, facts.case.file.taken_over):
        return "from before this register"
    if done is None:
        return "counts from an uncertain day"
    return f"done {moment_words(done)}" if done.on is not None else "done, the day is not known"


def _table(lines: Sequence[DeadlineLine], *, with_case: bool) -> Table:
    source = _commonest_source(lines)
    columns = [
        Column(""),
        *([Column("review")] if with_case else []),
        Column("what", flexible=True),
        Column("counted from", flexible=True, spare=with_case),
        Column("allowed", spare=with_case),
        Column("due"),
        Column("done / how far"),
        Column(source or "source", right=True),
    ]
    return Table(tuple(columns), tuple(_row(line, source, with_case) for line in lines))


def _row(line: DeadlineLine, source: str, with_case: bool) -> Row:
    cells = [
        line.mark,
        *([line.case] if with_case else []),
        line.what,
        line.counted_from,
        line.allowed,
        line.due_words,
        line.done,
        # The first is the one it rests on; all of them stand in the working.
        "".join(line.citations[:1]).removeprefix(source),
    ]
    return Row(tuple(cells), _STYLES.get(line.mark, ""), line.below)


def _commonest_source(lines: Iterable[DeadlineLine]) -> str:
    """Return how most citations begin, up to the paragraph sign: it stands at the head of their column."""
    starts = Counter(
        citation.partition("§")[0] + "§" for line in lines for citation in line.citations if "§" in citation
    )
    return starts.most_common(1)[0][0] if starts else ""


def _worth_showing(facts: Facts, one: Deadline) -> bool:
    """Whether a deadline is of use without asking: it has begun, and it had a limit or is still open.

    In a closed review a duty without a limit waits for nobody.
    """
    if facts.closed and one.due is None:
        return one in facts.still_owed
    if one.waiting_for and one.state == "not-started":
        return True
    return one.state not in _QUIET and (one.open or one.due is not None or one.state == "not-known")


def _foot(show_working: bool, hidden: Sequence[Deadline]) -> str:
    done = sum(one.state not in _QUIET and not one.open for one in hidden)
    left = sum(one.open for one in hidden)
    quiet = len(hidden) - done - left
    counts = (
        (done, "done or no longer called for"),
        (left, "not recorded as done"),
        (quiet, "not begun or not for this review"),
    )
    parts = [_LEGEND]
    if not show_working:
        parts.append("Each skipped day, and what to type: --working.")
    if hidden:
        parts.append(f"{', '.join(f'{count} {words}' for count, words in counts if count)}: --all")
    return " ".join(parts)
