"""Whether what the search found, and somebody cleared, was cleared by somebody who may, and with a reason."""

from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.model.board import Board
from reviewctl.model.publication import Clearance


def unsound(one: Clearance, board: Board, as_of: date) -> str:
    """Return what is wrong with a clearance, as the end of a sentence; "" where it counts.

    It is given by a person of board.yaml who held an office on the day, and says why. The day is not after `as_of`.
    """
    if not one.by:
        return "it is not recorded by whom"
    if board.person(one.by) is None:
        return "whoever did it is not among the people of board.yaml"
    if not board.offices(one.by, one.on or as_of):
        return "whoever did it held no office of the Board on that day"
    if not (one.reason or "").strip():
        return "it is not recorded why it may stay"
    if one.on is None:
        return "the day is not recorded"
    return "the day that is recorded is still to come" if one.on > as_of else ""


def sound_clearances(facts: Facts) -> tuple[Clearance, ...]:
    """Return the clearances of a case that count."""
    return tuple(one for one in facts.case.publication.cleared if not unsound(one, facts.board, facts.as_of))
