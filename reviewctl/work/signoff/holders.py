"""Who may sign for a role: by board.yaml, by the case's panel, and for an agency only its own people."""

from datetime import date

from reviewctl.facts.approvers import barred_as, held, is_of
from reviewctl.facts.judged import Facts
from reviewctl.work.signoff.meant import Meant


def holders_of(facts: Facts, one: Meant, seat: str, on: date) -> tuple[str, ...]:
    """Return the ids of those of board.yaml, in its order, who could fill a seat on a day.

    A seat names one role, or several: `a or b`. Who may not approve, such as an author, is none of them.
    """
    wanted = set(seat.split(" or "))
    return tuple(
        each.id
        for each in facts.board.people
        if wanted & set(roles_of(facts, one, each.id, on))
        and barred_as(each.id, one.rule, one.item, facts.case, facts.board, on) is None
    )


def roles_of(facts: Facts, one: Meant, person: str, on: date) -> tuple[str, ...]:
    """Return which of the roles that are asked a person held on a day, and may sign for."""
    if not is_of(person, one.rule, one.item, facts.board):
        return ()
    theirs = held(person, facts.case, facts.board, on)
    return tuple(role for role in one.rule.roles if role in theirs)
