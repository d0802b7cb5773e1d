"""What `action revise` does: a later date for an action, with why and who agreed. Each one is kept."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.actions.standing import ActionLine, line_of
from reviewctl.facts.judged import Facts
from reviewctl.model.actions import Action
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.work.actions.naming import actions_meant, moment_words, plan_facts
from reviewctl.work.actions.reporting import refuse_given_up
from reviewctl.work.actions.writing import ProgressPen
from reviewctl.work.convening import closed_day
from reviewctl.work.desk import Desk
from reviewctl.work.log import check_authority, facts_ahead, happened_on, said_why
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.writing import Pen


class NewDate(Struct, frozen=True, kw_only=True):
    """A new date that was agreed: a day, or words where no day was; why, by whom, and on which day."""

    due: date | None
    in_words: str | None
    reason: str
    agreed_by: str
    on: date | None


def revise(desk: Desk, pen: Pen, word: str, action_id: str, new: NewDate) -> Iterator[str]:
    """Record a later date for an action; yield what to tell: the old date, the new one, and the whole drift.

    Raises ReviewctlError for a day that is not later than the one in force, no reason, nobody who agreed, and an
    action that is over.
    """
    facts = plan_facts(desk, word)
    (action,) = actions_meant(facts, (action_id,))
    words = checked_words(new.in_words) if new.in_words else None
    if (new.due is None) == (words is None):
        raise ReviewctlError(
            "The new date is wanted: a day, or words, and not both.",
            '--due DATE; or where no day was agreed: --due-as-written "autumn 2026"',
        )
    check_authority(facts, new.agreed_by)
    reason = said_why(new.reason, "Say why more time is needed, in neutral words (P-App3).")
    before = _in_force(facts, action)
    _refuse_not_later(facts, before, new.due)
    on = happened_on(new.on)
    ProgressPen(pen, facts).add(
        action.id,
        "revisions",
        {"due": new.due, "due_as_written": words, "reason": reason, "agreed_by": new.agreed_by, "on": on},
    )
    after = line_of(facts_ahead(pen, facts), action.id)
    if pen.done(f"{facts.case.id}: action revise {action.id}"):
        yield f"{facts.case.id}: action {action.id} has a new date, agreed by {new.agreed_by}, {long_day(on)}"
        yield f"  was due: {_due(before)}"
        yield f"  now due: {_due(after)}"
        yield from _drifted(after)
        if new.due is not None:
            yield from closed_day(facts, new.due)
        if before.due is not None and on > before.due:
            yield f"  It was over already when this was agreed, {(on - before.due).days} days after it was due."
        warn_of_names(desk, facts, reason, words)


def _in_force(facts: Facts, action: Action) -> ActionLine:
    """Return the action as it stands. Raises ReviewctlError where it is over, so that no date is left to move."""
    refuse_given_up(facts, action)
    line = line_of(facts, action.id)
    if line.state == "met":
        raise ReviewctlError(
            f"Action {action.id} was met ({moment_words(line.met or '')}), so it has no date to be moved.",
            f"How each action stands: reviewctl action list {facts.case.id}",
        )
    return line


def _refuse_not_later(facts: Facts, line: ActionLine, due: date | None) -> None:
    if line.due is None or due is None or due > line.due:
        return
    raise ReviewctlError(
        f"Action {line.action} is due on {long_day(line.due)}, and {long_day(due)} is "
        f"{'the same day' if due == line.due else 'earlier'}: a revision only gives more time.",
        f"Give a day after {long_day(line.due)}. A revision recorded by mistake as the last thing: reviewctl undo; one "
        f"before that: correct it under revisions in progress.yaml of {facts.case.id}.",
    )


def _due(line: ActionLine) -> str:
    if line.due is not None:
        return long_day(line.due)
    return f"{line.due_as_written} (in words)" if line.due_as_written else "no date"


def _drifted(line: ActionLine) -> Iterator[str]:
    times = "once" if line.moves == 1 else f"{line.moves} times"
    if line.original_due is not None and line.drift:
        yield f"  moved {times}: {line.drift} days later than {long_day(line.original_due)}, as it was first agreed"
