"""What `extend`, `waive` and `late` do: a later date, a step given up, or the reason why one is late."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.facts.workingdays import days_between
from reviewctl.model.address import parse_address
from reviewctl.model.deadline import Deadline
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import sources
from reviewctl.work.convening import closed_day
from reviewctl.work.desk import Desk
from reviewctl.work.log import (
    ENDED,
    Asked,
    append_entry,
    facts_ahead,
    listed_keys,
    log_facts,
    log_path,
    named,
    permission,
    quoted_key,
    step_meant,
)
from reviewctl.work.neutral import warn_of_names
from reviewctl.work.telling import consequences
from reviewctl.work.writing import Pen

_SLIP = 10
"""From so many years on it is asked whether the year is meant."""


def add_extension(desk: Desk, pen: Pen, asked: Asked, to: date) -> Iterator[str]:
    """Record a later date for a step; yield what to tell: the old date, the new one, and how much lies between.

    Raises ReviewctlError for a step without a date in force, and for a date that is not later than that.
    """
    facts = log_facts(desk, asked.case)
    one = step_meant(facts, asked.step)
    entry = permission(facts, asked, one.key, "Say why more time is needed, in neutral words (P§11).")
    before = _due(facts, one)
    if to <= before:
        raise ReviewctlError(
            f"{one.key} is due on {long_day(before)}, and {long_day(to)} is "
            f"{'the same day' if to == before else 'earlier'}: an extension only gives more time.",
            f"Give a day after {long_day(before)}. An extension recorded by mistake as the last thing: "
            f"reviewctl undo; one before that: correct it under extensions in {log_path(facts)}.",
        )
    append_entry(pen, facts, "extensions", {"step": one.key, "to": to} | entry)
    after = facts_ahead(pen, facts)
    if pen.done(f"{named(facts)}: extend {one.key}"):
        yield f"{named(facts)}: {one.key} extended, agreed by {asked.agreed_by}, {_day(entry)}"
        yield f"  was due: {long_day(before)}"
        due = _ahead(after, one).due or to
        yield f"  now due: {long_day(due)}, {_more(facts, one, before, due)} more"
        yield from closed_day(facts, due)
        yield from _far_away(due)
        yield from _agreed_afterwards(entry, before)
        warn_of_names(desk, facts, asked.reason)


def add_waiver(desk: Desk, pen: Pen, asked: Asked) -> Iterator[str]:
    """Record that a step was given up; yield what to tell. Raises ReviewctlError where there is nothing left of it."""
    facts = log_facts(desk, asked.case)
    one = step_meant(facts, asked.step)
    entry = permission(facts, asked, one.key, "Say why it is not done, in neutral words.")
    if one.state in ENDED:
        raise _over(facts, one, "give up")
    append_entry(pen, facts, "waived", entry)
    after = facts_ahead(pen, facts)
    if pen.done(f"{named(facts)}: waive {one.key}"):
        yield f"{named(facts)}: {one.key} given up, agreed by {asked.agreed_by}, {_day(entry)}"
        if one.strength == "statutory":
            cites = sources(one)
            yield f"  It is a duty by law ({cites}): this records who decided, and does not lift the duty."
        yield from consequences(facts, after, parse_address(one.until))
        warn_of_names(desk, facts, asked.reason)


def add_lateness(desk: Desk, pen: Pen, asked: Asked) -> Iterator[str]:
    """Record why a step is late, or will be; yield what to tell.

    Raises ReviewctlError for a step or role unknown, and for a step that cannot be late: it has no date, has not
    begun, was done in time or is not owed any more.
    """
    facts = log_facts(desk, asked.case)
    one = step_meant(facts, asked.step)
    entry = permission(facts, asked, one.key, "Say why it is late, in neutral words.")
    _refuse_never_late(facts, one)
    append_entry(pen, facts, "late", entry)
    if pen.done(f"{named(facts)}: late {one.key}"):
        yield f"{named(facts)}: reason recorded for {one.key}, agreed by {asked.agreed_by}, {_day(entry)}"
        warn_of_names(desk, facts, asked.reason)


def _refuse_never_late(facts: Facts, one: Deadline) -> None:
    """Raise ReviewctlError for a step that is not late and cannot become so as the record stands."""
    if one.state in ("waived", "not-applicable") or (one.state == "met" and one.due is not None):
        in_time = " in time" if one.state == "met" else ""
        done = f" on {long_day(one.done_on)}" if one.done_on is not None else ""
        words = {"met": f"was done{in_time}{done}", "waived": "was given up already, or closed"}
        raise ReviewctlError(
            f"{one.key} {words.get(one.state, 'does not apply to this review')}, so it is not late.",
            f"Every step as it stands: reviewctl deadlines {named(facts)} --all",
        )
    if one.due is None and one.original_due is None:
        raise ReviewctlError(_why_no_date(facts, one, "be late for"), _with_a_date(facts))


def _due(facts: Facts, one: Deadline) -> date:
    """Return the date in force. Raises ReviewctlError, saying why, where there is none to be moved."""
    if one.state in ENDED:
        raise _over(facts, one, "extend")
    if one.state == "suspended":
        raise ReviewctlError(
            f"{one.key} stands still, so it has no date to be moved.",
            f"Resume it first: reviewctl resume {named(facts)} {quoted_key(one.key)} --on DATE",
        )
    if one.due is None:
        raise ReviewctlError(_why_no_date(facts, one), _with_a_date(facts))
    return one.due


def _over(facts: Facts, one: Deadline, verb: str) -> ReviewctlError:
    """Return the error for a step of which nothing is left to be done."""
    done = f" on {long_day(one.done_on)}" if one.done_on is not None else ""
    words = {
        "met": f"was done{done}",
        "met-late": f"was done{done}, late",
        "waived": "was given up already, or closed",
        "not-applicable": "does not apply to this review",
    }
    hint = f"Every step as it stands: reviewctl deadlines {named(facts)} --all"
    if one.state == "met-late" and one.reason is None:
        key = quoted_key(one.key)
        hint = f'To record why it was late: reviewctl late {named(facts)} {key} --reason "…" --agreed-by ROLE'
    return ReviewctlError(f"{one.key} {words[one.state]}, so there is nothing to {verb}.", hint)


def _why_no_date(facts: Facts, one: Deadline, verb: str = "extend") -> str:
    planned = facts.plan.step(one.step)
    if one.state == "not-known":
        return f"{one.key} has no date: the day from which it counts is not known."
    if planned is not None and planned.by is not None:
        return (
            f"{one.key} has no date yet: none was agreed. Record it: reviewctl record {named(facts)} "
            f'"{planned.by.of(one.item)}" DATE'
        )
    if planned is not None and planned.allowance is not None:
        return f"{one.key} has no date yet: it counts from {one.anchor}, which has not happened."
    return f"{one.key} has no date: the protocol sets no limit for it, so there is nothing to {verb}."


def _with_a_date(facts: Facts) -> str:
    dated = [one.key for one in facts.deadlines if one.open and one.due is not None]
    return f"With a date now: {listed_keys(dated)}." if dated else "No step of it has a date now."


def _ahead(after: Facts, one: Deadline) -> Deadline:
    return after.deadline(one.key) or one


def _more(facts: Facts, one: Deadline, before: date, to: date) -> str:
    """Return how much later a day is, in the days by which the step counts."""
    days = days_between(before, to, one.unit, facts.calendar_of(one))
    if days == 0:
        far = (to - before).days
        return f"{far} {'day' if far == 1 else 'days'}, no working day among them,"
    unit = one.unit.removesuffix("s") if days == 1 else one.unit
    return f"{days} {unit}"


def _far_away(to: date) -> Iterator[str]:
    """Yield a question where the year may be a slip. No source limits an extension, so it is not refused."""
    years = to.year - today().year
    if years >= _SLIP:
        yield f"  That is {years} years from now. If the year is a slip: reviewctl undo"


def _agreed_afterwards(entry: dict[str, object], before: date) -> Iterator[str]:
    on = entry["on"]
    if isinstance(on, date) and on > before:
        yield f"  It was over already when this was agreed, {(on - before).days} days after it was due."


def _day(entry: dict[str, object]) -> str:
    on = entry["on"]
    return long_day(on) if isinstance(on, date) else ""
