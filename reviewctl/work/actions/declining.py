"""What `action not-implemented` does: the Board's decision not to implement an action, with its reason (P§18)."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.actions.standing import line_of
from reviewctl.facts.annual import under_section_44
from reviewctl.facts.judged import Facts
from reviewctl.facts.occasions import period_of
from reviewctl.model.actions import Action
from reviewctl.model.address import parse_address
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.work.actions.naming import actions_meant, listed_ids, moment_words, plan_facts
from reviewctl.work.actions.reporting import refuse_given_up
from reviewctl.work.actions.writing import ProgressPen
from reviewctl.work.desk import Desk
from reviewctl.work.log import check_authority, facts_ahead, happened_on, said_why
from reviewctl.work.neutral import warn_of_names
from reviewctl.work.telling import consequences
from reviewctl.work.writing import Pen

DECIDE = ("board", "executive")
"""The roles that decide it: the Safeguarding Executive or Board (P§18)."""


class Declined(Struct, frozen=True, kw_only=True):
    """That the Board decided not to implement something: when, why, and which of the two decided."""

    decided: date
    reason: str
    by: str = DECIDE[0]


def decline(desk: Desk, pen: Pen, word: str, ids: Sequence[str], said: Declined) -> Iterator[str]:
    """Record that the Board decided not to implement actions; yield what to tell.

    Raises ReviewctlError where there is no reason, somebody else decided, or an action was met or given up already.
    """
    facts = plan_facts(desk, word)
    actions = actions_meant(facts, ids)
    refuse_others(facts, said.by, "is not implemented")
    reason = said_why(said.reason, "The annual report must state it (P§18): --reason.")
    day = happened_on(said.decided, "--decided")
    for action in actions:
        refuse_given_up(facts, action)
        _refuse_met(facts, action)
    book = ProgressPen(pen, facts)
    for action in actions:
        book.put(
            action.id, ("not_implemented",), {"decided_on": day, "decided_by": said.by, "reason": reason}
        )
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: action not-implemented {', '.join(one.id for one in actions)}"):
        year = period_of(day, "financial-year")[0]
        yield f"{facts.case.id}: {listed_ids(actions)} not to be implemented, decided {long_day(day)} by {said.by}"
        kind = "" if under_section_44(after) else f" --type {after.plan.kind.type}"
        yield f"  the annual report must state the reason (P§18): reviewctl report annual --year {year}{kind}"
        yield from consequences(
            facts, after, parse_address(f"actions[{actions[-1].id}].not_implemented.decided_on")
        )
        warn_of_names(desk, facts, reason)


def refuse_others(facts: Facts, by: str, what: str) -> None:
    """Raise ReviewctlError where it was somebody else who decided that an action is, or is not, implemented (P§18)."""
    check_authority(facts, by, "--by")
    if by in facts.plan.pack.roles and by not in DECIDE:
        raise ReviewctlError(
            f"{by} cannot decide that an action {what}: the Executive or Board does (P§18).",
            f"--by {' or '.join(DECIDE)}, or the id of the person who decided for it.",
        )


def _refuse_met(facts: Facts, action: Action) -> None:
    line = line_of(facts, action.id)
    if line.met:
        raise ReviewctlError(
            f"Action {action.id} was met ({moment_words(line.met)}), so there is nothing left to decide.",
            f"How each action stands: reviewctl action list {facts.case.id}",
        )
