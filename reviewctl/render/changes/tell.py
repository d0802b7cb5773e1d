"""All that is different between two readings of a case, or of the register's own files, in sentences."""

from collections.abc import Iterable, Sequence
from typing import get_args

from reviewctl.facts.differences import Difference
from reviewctl.model.changes import Change, ChangeKind
from reviewctl.render.changes.actions import actions
from reviewctl.render.changes.board import board
from reviewctl.render.changes.chronicles import chronicles
from reviewctl.render.changes.dates import due_dates
from reviewctl.render.changes.dossier import dossier
from reviewctl.render.changes.events import events
from reviewctl.render.changes.life import life
from reviewctl.render.changes.people import people
from reviewctl.render.changes.permissions import permissions
from reviewctl.render.changes.rest import rest
from reviewctl.render.changes.returns import returns
from reviewctl.render.changes.sides import Pool, Sides
from reviewctl.render.changes.signoffs import signoffs
from reviewctl.render.changes.sittings import sittings
from reviewctl.render.changes.texts import texts

_ORDER = {kind: place for place, kind in enumerate(get_args(ChangeKind))}
_TELLERS = (life, permissions, returns, actions, people, sittings, events, chronicles, dossier, texts, rest)
_TELLERS_OF_REGISTER = (board, permissions, sittings, events, texts, rest)


def told(sides: Sides, found: Iterable[Difference]) -> tuple[Change, ...]:
    """Return what is different in a case, the most important first: each difference is told by some sentence."""
    pool = Pool(found)
    if not sides.after.there:
        return tuple(life(sides, pool))
    changes = [change for teller in _TELLERS for change in teller(sides, pool)]
    changes += signoffs(sides)
    changes += due_dates(sides, _known(changes))
    return ordered(changes)


def told_of_register(sides: Sides, found: Iterable[Difference]) -> tuple[Change, ...]:
    """Return what is different in the register's own files, the most important first."""
    pool = Pool(found)
    return ordered([change for teller in _TELLERS_OF_REGISTER for change in teller(sides, pool)])


def ordered(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return changes with the most important first; what is alike stays in its order."""
    return tuple(sorted(changes, key=lambda one: _ORDER[one.kind]))


def _known(changes: Sequence[Change]) -> set[str]:
    """Return the addresses and the steps that sentences tell."""
    found = {address for one in changes for address in (one.address, *one.covers)}
    for one in changes:
        for side in (one.before, one.after) if one.kind == "permission" else ():
            if isinstance(side, dict):
                found |= {str(side.get("step", "")), *map(str, side.get("steps", ()))}
    return found
