"""What `action take-up` does: the Board takes back its decision not to implement an action, and both stay on record."""

from collections.abc import Iterator, Sequence
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.model.actions import Action, NotImplemented
from reviewctl.model.address import parse_address
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.work.actions.declining import Declined, refuse_others
from reviewctl.work.actions.naming import actions_meant, listed_ids, plan_facts, progress_of
from reviewctl.work.actions.writing import ProgressPen
from reviewctl.work.desk import Desk
from reviewctl.work.log import append_entries, facts_ahead, happened_on, said_why
from reviewctl.work.neutral import warn_of_names
from reviewctl.work.telling import consequences
from reviewctl.work.writing import Pen


def take_up(desk: Desk, pen: Pen, word: str, ids: Sequence[str], said: Declined) -> Iterator[str]:
    """Record that the Board decided to implement actions after all; yield what to tell, such as the dates that run.

    What stood under not_implemented goes with the new decision into taken_back, for an earlier year's report tells what
    stood then, and into the log of the review. Raises
    ReviewctlError where there is no reason, somebody else decided, nothing was decided against an action, or only
    after that day.
    """
    facts = plan_facts(desk, word)
    actions = actions_meant(facts, ids)
    refuse_others(facts, said.by, "is implemented after all")
    reason = said_why(said.reason, "Say why it is done after all: --reason.")
    day = happened_on(said.decided, "--decided")
    before = {action.id: _decision(facts, action, day) for action in actions}
    book = ProgressPen(pen, facts)
    for action in actions:
        for name in ("decided_on", "decided_by", "reason"):
            if getattr(before[action.id], name) is not None:
                book.put(action.id, ("not_implemented", name), None)
        book.add(action.id, "taken_back", _kept(before[action.id], said.by, reason, day))
    entries = [_entry(key, one, said.by, reason, day) for key, one in before.items()]
    append_entries(pen, facts, "notes", entries)
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: action take-up {', '.join(before)}"):
        decided = f"decided {long_day(day)} by {said.by}"
        yield f"{facts.case.id}: {listed_ids(actions)} to be implemented after all, {decided}"
        for key, one in before.items():
            yield f"  before{f', action {key}' if len(before) > 1 else ''}: not to be implemented, {_decided(one)}"
        yield "  Both decisions stand in the log of the review."
        for key in before:
            yield from consequences(facts, after, parse_address(f"actions[{key}].met"))
        warn_of_names(desk, facts, reason)


def _decision(facts: Facts, action: Action, day: date) -> NotImplemented:
    """Return the decision that is taken back. Raises ReviewctlError where there is none, or only after that day."""
    given_up = progress_of(facts, action).not_implemented
    if given_up is None or given_up.decided_on is None:
        raise ReviewctlError(
            f"Nothing was decided against action {action.id}, so there is nothing to take back.",
            f"How each action stands: reviewctl action list {facts.case.id}",
        )
    if day < given_up.decided_on:
        raise ReviewctlError(
            f"It was decided on {long_day(given_up.decided_on)} not to implement action {action.id}, after "
            f"{long_day(day)}.",
            "--decided is the day on which that was taken back.",
        )
    return given_up


def _decided(one: NotImplemented) -> str:
    assert one.decided_on is not None
    return f"decided {long_day(one.decided_on)}{f' by {one.decided_by}' if one.decided_by else ''}"


def _kept(one: NotImplemented, by: str, reason: str, day: date) -> dict[str, object]:
    """Return the entry of progress.yaml that keeps both decisions of one action."""
    was = {"decided_on": one.decided_on, "decided_by": one.decided_by, "reason": one.reason}
    return {**was, "on": day, "by": by, "because": reason}


def _entry(action: str, one: NotImplemented, by: str, reason: str, day: date) -> dict[str, object]:
    """Return the line of the log that keeps both decisions of one action."""
    why = f", because: {one.reason}" if one.reason else ""
    text = (
        f"Action {action} is to be implemented after all, decided by {by}, because: {reason}. It was not to be "
        f"implemented, {_decided(one)}{why}."
    )
    return {"on": day, "text": text}
