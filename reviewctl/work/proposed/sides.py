"""The two sides of a pull request as registers: the data of each, judged by what the base trusts."""

import copy
from collections.abc import Iterator

from msgspec.structs import replace

from reviewctl.model.board import Board, Person
from reviewctl.model.tree import Entry, Tree
from reviewctl.store.packs import Policies
from reviewctl.store.register import Register

OF_BASE = ("policy", "trust")
"""The folders that say how is judged, and whose signatures count: always those of the base."""


class Mixed:
    """A tree whose folders `policy` and `trust` are those of another."""

    def __init__(self, data: Tree, base: Tree) -> None:
        self._data = data
        self._base = base

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Yield what lies directly in `folder`."""
        return self._of(folder).entries(folder)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return self._of(path).read(path)

    def _of(self, path: str) -> Tree:
        return self._base if path.partition("/")[0] in OF_BASE else self._data


def judged_by(register: Register, base: Register) -> Register:
    """Return a register whose reviews are judged by the policy, calendar, offices and signers of another."""
    if register is base or base.single is not None:
        return register
    judged = copy.copy(register)
    judged.tree = Mixed(register.tree, base.tree)
    judged.policies = Policies(base.tree)
    judged.board = board_of(register.board, base.board)
    return judged


def board_of(board: Board, base: Board) -> Board:
    """Return a board with the offices and closed days of another, and for whom its people worked whom that knows.

    A day that is said to have been closed would move every date that was counted over it.
    """
    known = {person.id: person for person in base.people}
    people = tuple(_person(one, known.get(one.id)) for one in board.people)
    there = {person.id for person in people}
    gone = tuple(person for person in base.people if person.id not in there)
    return replace(
        board, people=(*people, *gone), roles=base.roles, policy=base.policy, calendar=base.calendar
    )


def _person(one: Person, known: Person | None) -> Person:
    return one if known is None else replace(one, agency=known.agency)
