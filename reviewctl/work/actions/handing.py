"""What `action hand-over` does: other owners for actions, with why and who agreed. The plan stays as it was signed."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.actions.standing import owners_in_force
from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.facts.span import exact_day
from reviewctl.model.actions import Action
from reviewctl.model.board import Board
from reviewctl.model.event import NOT_KNOWN
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import agency_name, listed
from reviewctl.work.actions.naming import (
    actions_meant,
    listed_ids,
    moment_of,
    moment_words,
    plan_facts,
    progress_of,
)
from reviewctl.work.actions.reporting import refuse_given_up
from reviewctl.work.actions.writing import ProgressPen
from reviewctl.work.desk import Desk
from reviewctl.work.log import check_authority, said_why
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.writing import Pen


class Passed(Struct, frozen=True, kw_only=True):
    """To whom actions go: agencies by any name, or words for a body beyond the Board; why, who agreed, and when."""

    to: Sequence[str]
    reason: str
    agreed_by: str
    on: str | None


def hand_over(desk: Desk, pen: Pen, word: str, ids: Sequence[str], passed: Passed) -> Iterator[str]:
    """Record that actions have other owners from a day on; yield what to tell: whose each was, and whose it is.

    Raises ReviewctlError for nobody to go to, the owners that it has, a day before the last such change, no reason,
    nobody who agreed, and an action that the Board decided not to implement.
    """
    facts = plan_facts(desk, word)
    actions = actions_meant(facts, ids)
    to = _owners(facts.board, passed.to)
    check_authority(facts, passed.agreed_by)
    reason = said_why(passed.reason, "Say why somebody else owns it now: --reason.")
    moment = moment_of(passed.on)
    on = None if moment == NOT_KNOWN else moment
    for action in actions:
        refuse_given_up(facts, action)
        _refuse_before(facts, action, exact_day(on))
        _refuse_same(facts, action, to)
    book = ProgressPen(pen, facts)
    for action in actions:
        entry = {"on": on, "to": list(to), "reason": reason, "agreed_by": passed.agreed_by}
        book.add(action.id, "handed_over", entry)
    if pen.done(f"{facts.case.id}: action hand-over {', '.join(one.id for one in actions)}"):
        yield (
            f"{facts.case.id}: {listed_ids(actions)} handed over, {moment_words(moment)}, agreed by "
            f"{passed.agreed_by}"
        )
        yield from _was_owned(facts, actions)
        yield f"  now owned by: {_named(facts.board, to)}"
        yield "  The plan stays as it was signed off."
        warn_of_names(desk, facts, reason, *passed.to)


def _owners(board: Board, words: Sequence[str]) -> tuple[str, ...]:
    """Return the owners as they are written: an agency by its id, words beyond the Board as they are, each once."""
    given = [word for word in words if word.strip()]
    if not given:
        raise ReviewctlError(
            "To whom it goes is not said.", "--to AGENCY, or words for a body beyond the Board."
        )
    agencies = [(board.named(word), word) for word in given]
    return tuple(dict.fromkeys(one.id if one is not None else checked_words(word) for one, word in agencies))


def _refuse_before(facts: Facts, action: Action, day: date | None) -> None:
    """Raise ReviewctlError where a day lies before the last change of owners, which would stay the last word."""
    last = max(
        filter(None, (exact_day(one.on) for one in progress_of(facts, action).handed_over)), default=None
    )
    if day is not None and last is not None and day < last:
        raise ReviewctlError(
            f"Action {action.id} was handed over on {long_day(last)}, after {long_day(day)}.",
            "--on is the day from which the new owner has it. Was the other entry wrong? Put it right in "
            "progress.yaml, then: reviewctl save",
        )


def _refuse_same(facts: Facts, action: Action, to: tuple[str, ...]) -> None:
    """Raise ReviewctlError where nothing would change."""
    if set(_owned_by(facts, action)) == set(to):
        raise ReviewctlError(
            f"Action {action.id} is owned by {_named(facts.board, to)} already.",
            f"How each action stands: reviewctl action list {facts.case.id}",
        )


def _was_owned(facts: Facts, actions: Sequence[Action]) -> Iterator[str]:
    """Yield whose the actions were: once where all had the same owners."""
    owners = {action.id: _named(facts.board, _owned_by(facts, action)) for action in actions}
    if len(set(owners.values())) == 1:
        yield f"  was owned by: {owners[actions[0].id]}"
    else:
        yield from (f"  action {key} was owned by: {words}" for key, words in owners.items())


def _owned_by(facts: Facts, action: Action) -> tuple[str, ...]:
    return owners_in_force(progress_of(facts, action), action, today())


def _named(board: Board, owners: Sequence[str]) -> str:
    return listed([agency_name(board, one) for one in owners]) if owners else "nobody"
