"""Who may speak in a sign-off on a day: who holds a role that is asked, for an agency its own people, and no author."""

from datetime import date

from reviewctl.facts.quorum import in_office
from reviewctl.model.board import Board
from reviewctl.model.kind import SignoffRule
from reviewctl.model.record import FORMAT
from reviewctl.model.review import Case

AUTHOR_OF_IMR = "imr-author"
"""The role that is no seat on a panel: whom returns.yaml names as the author of an agency's IMR."""

_NO_BOARD = Board(format=FORMAT, board="", policy="")


def held(person: str, case: Case, board: Board | None, on: date) -> tuple[str, ...]:
    """Return the roles that somebody held. An office that board.yaml fills is nobody's by a seat on a panel."""
    board = board or _NO_BOARD
    offices = {tenure.role for tenure in board.roles}
    by_office = board.offices(person, on)
    return tuple(
        role for role in in_office(person, case, board, on) if role not in offices or role in by_office
    )


def is_of(person: str, rule: SignoffRule, item: str, board: Board | None) -> bool:
    """Whether somebody may speak for the item of a sign-off: for what is an agency's, only who is of it."""
    if rule.for_each != "returns":
        return True
    known = board.person(person) if board is not None else None
    return known is not None and known.agency == item


def barred_as(
    person: str, rule: SignoffRule, item: str, case: Case, board: Board | None, on: date
) -> str | None:
    """Return the role by which somebody may not approve, held on the day or in this review before; None for none."""
    theirs = held(person, case, board, on)
    return next((role for role in rule.not_by if role in theirs or _was(role, person, item, case, on)), None)


def _was(role: str, person: str, item: str, case: Case, on: date) -> bool:
    """Whether a person had a role in this review by then: who wrote a report wrote it, though the seat has changed."""
    if role == AUTHOR_OF_IMR:
        return _wrote(person, item, case)
    return any(
        seat.role == role and seat.person == person and (seat.from_ is None or seat.from_ <= on)
        for seat in case.panel.appointments
    )


def _wrote(person: str, item: str, case: Case) -> bool:
    returns = case.returns.get(item)
    return returns is not None and returns.imr is not None and returns.imr.author == person
