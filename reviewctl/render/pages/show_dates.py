"""What `show` says of time: what is urgent, what is owed now, and what has happened."""

from datetime import date

from msgspec.structs import replace

from reviewctl.facts.judged import Facts
from reviewctl.facts.urgent import Unanswered, unanswered
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import Moment
from reviewctl.model.report import Block, Paragraph, Style, Table
from reviewctl.model.step import EventRule
from reviewctl.render.dates import distance, plain_day, waiting, weekday_and_day
from reviewctl.render.pages.naming import many, moment_words, role_title, step_title
from reviewctl.render.pages.show_table import plain_table

EVENTS_SHOWN = 8
OWED_SHOWN = 12


def urgent_table(facts: Facts) -> Block | None:
    """Return the urgent issues without an answer; None where there is none."""
    rows = [
        (one.name, f"brought to the {one.to}" if one.to else "brought to nobody yet", _raised(one))
        for one in unanswered(facts.case.log, facts.as_of)
    ]
    return plain_table(("", "", ""), rows, ["late"] * len(rows)) if rows else None


def _raised(one: Unanswered) -> str:
    if one.raised is None or one.waiting is None:
        return "on a day that is not recorded"
    return f"{plain_day(one.raised)}, {waiting(one.waiting)}"


def owed_now(facts: Facts) -> list[Deadline]:
    """Return what is open, dated things first by date, then the longest waiting."""
    opened = [
        one for one in facts.deadlines if one.open and not (facts.closed and one not in facts.still_owed)
    ]
    return sorted(opened, key=lambda one: (one.due or date.max, -(one.waiting or 0)))


def owed_table(facts: Facts) -> Block:
    """Return what is owed now, the first of it, or that it is nothing."""
    owed = owed_now(facts)
    if not owed:
        return Paragraph("Nothing.")
    rows = [_owed_row(facts, one) for one in owed[:OWED_SHOWN]]
    styles: list[Style] = [
        "late" if one.state == "overdue" and one.owner == "board" else "" for one in owed[:OWED_SHOWN]
    ]
    more = f"and {len(owed) - OWED_SHOWN} more: reviewctl deadlines {facts.case.id}"
    table = plain_table(("", "what", "by whom", "due", "how far"), rows, styles)
    return _with_last_below(table, more) if len(owed) > OWED_SHOWN else table


def _with_last_below(table: Table, more: str) -> Table:
    *rows, last = table.rows
    return replace(table, rows=(*rows, replace(last, below=(more,))))


def _owed_row(facts: Facts, one: Deadline) -> tuple[str, str, str, str, str]:
    if one.days is not None:
        far = distance(one.days, one.unit, late=one.state == "overdue")
    else:
        far = waiting(one.waiting) if one.waiting is not None else ""
    ours = "LATE" if one.state == "overdue" else "OPEN" if one.due is None else "open"
    mark = "theirs" if one.owner == "external" else ours
    due = weekday_and_day(one.due, facts.as_of, padded=True) if one.due else "no limit"
    what = step_title(facts, one) + ("" if one.verified else "*")
    return (mark, what, role_title(facts.plan.pack, one.who), due, far)


def happened(facts: Facts) -> list[tuple[Moment, EventRule, str]]:
    """Return the events of the case itself that have happened, by date, with their rules and addresses."""
    found = []
    for address, rule in facts.plan.kind.events.items():
        moment = facts.happened(address) if "[]" not in address else None
        if moment is not None:
            found.append((moment, rule, address))
    return sorted(found, key=lambda one: one[0].on or date.min)


def happened_table(facts: Facts) -> Block:
    """Return the events of the case that have happened, the last of them, or that none is recorded."""
    rows = [(moment_words(moment), _without_source(rule.title)) for moment, rule, _ in happened(facts)]
    if not rows:
        return Paragraph("Nothing is recorded.")
    earlier = [("before", f"{many(len(rows) - EVENTS_SHOWN, 'more event')}: diary.yaml")]
    return plain_table(("", ""), [*(earlier if len(rows) > EVENTS_SHOWN else []), *rows[-EVENTS_SHOWN:]])


def _without_source(title: str) -> str:
    """Return an event's title without the remark in brackets at its end, which is for who fills the diary."""
    return title.partition(" (")[0] if title.endswith(")") else title
