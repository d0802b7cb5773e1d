"""Who may sign for a role: by board.yaml, by the case's panel, and for an agency only its own people."""

from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.facts.quorum import in_office
from reviewctl.work.signoff.meant import Meant


def holders_of(facts: Facts, one: Meant, seat: str, on: date) -> tuple[str, ...]:
    """Return the ids of those who could fill a seat on a day. A seat names one role, or several: `a or b`."""
    return tuple(
        person for person in _people(facts) if set(seat.split(" or ")) & set(roles_of(facts, one, person, on))
    )


def roles_of(facts: Facts, one: Meant, person: str, on: date) -> tuple[str, ...]:
    """Return which of the roles that are asked a person held on a day, and may sign for."""
    known = facts.board.person(person)
    if one.rule.for_each == "returns" and (known is None or known.agency != one.item):
        return ()
    held = in_office(person, facts.case, facts.board, on)
    return tuple(role for role in one.rule.roles if role in held)


def _people(facts: Facts) -> list[str]:
    """Return the ids of all who may hold a role here: those of board.yaml, in its order."""
    return [one.id for one in facts.board.people]
