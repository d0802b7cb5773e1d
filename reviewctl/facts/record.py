"""Finding values of a case by their address."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from msgspec import Struct

from reviewctl.model.actions import Action
from reviewctl.model.address import Address
from reviewctl.model.review import Case

COLLECTIONS: dict[str, Callable[[Case], tuple[str, ...]]] = {
    "returns": lambda case: tuple(case.returns),
    "family": lambda case: tuple(case.family),
    "processes": lambda case: tuple(case.processes),
    "subjects": lambda case: tuple(subject.id for subject in case.file.subjects),
    "actions": lambda case: tuple(action.id for action in case.plan.actions),
    "meetings": lambda case: tuple(minutes.item for minutes in case.meetings),
    "complaints": lambda case: tuple(case.complaints),
    "correspondence": lambda case: tuple(case.correspondence),
}
"""The collections for each item of which a step may run, and the items that a case has."""

OF_REGISTER = ("complaints", "correspondence")
"""The collections that only the register itself has."""


def items_of(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the items that a case has of each collection."""
    return {name: items(case) for name, items in COLLECTIONS.items()}


LAST = "last"
"""The word of an address for the last item of a list: `returns[].rounds.last.sent_back`."""

_ABSENT = object()
_READ = ("read_only_copy",)
"""What a family member is owed that the copies tell, too."""


@lru_cache(maxsize=4096)
def text_of(address: Address) -> str:
    """Return an address as it is written; the same few are asked for in every case."""
    return str(address)


def walk(data: object, fields: tuple[str, ...]) -> object:
    """Return the value that lies under `data` along `fields`, or None where the way ends."""
    for field in fields:
        if data is None:
            return None
        if isinstance(data, Struct):
            found = getattr(data, field, _ABSENT)
            data = found if found is not _ABSENT else getattr(data, f"{field}_", None)
        elif isinstance(data, dict):
            data = data.get(field)
        elif isinstance(data, tuple):
            data = data[-1] if data and field == LAST else _with_id(data, field)
        else:
            return None
    return data


def _with_id(items: tuple[object, ...], wanted: str) -> object:
    return next((one for one in items if getattr(one, "id", None) == wanted), None)


def field(case: Case, address: Address, as_of: date = date.max) -> object:
    """Return what is recorded at an address of a document, or None. Events are facts.events' to find.

    `as_of` matters to an action's due date alone: a revision that was agreed later does not count.
    """
    if address.item and address.head in _ELSEWHERE:
        return _elsewhere(case, address, address.item, as_of)
    document = case.documents.get(address.head)
    if document is None or document.data is None:
        return None
    return walk(document.data, address.fields if address.item is None else (address.item, *address.fields))


_ELSEWHERE = frozenset(("actions", "family", "subjects", "meetings"))
"""The collections of which an item, or a part of one, is not in a document of their own name, by the item's id."""


def _elsewhere(case: Case, address: Address, item: str, as_of: date) -> object:
    if address.head == "actions":
        return _of_action(case, address, as_of)
    if address.head == "subjects":
        return walk(case.file.subjects, (item, *address.fields))
    if address.head == "meetings":
        minutes = next((one for one in case.meetings if one.item == item), None)
        return walk(minutes.data, address.fields) if minutes is not None else None
    if address.fields == _READ:
        member = case.family.get(item)
        return member.read if member is not None else None
    document = case.documents.get(address.head)
    return walk(document.data, (item, *address.fields)) if document is not None else None


def due_in_force(case: Case, action: Action, as_of: date) -> date | None:
    """Return an action's due date on a day: the plan's, or that of its last revision by then."""
    progress = case.progress.get(action.id)
    agreed = [r.due for r in progress.revisions if r.on is None or r.on <= as_of] if progress else []
    return agreed[-1] if agreed else action.due


def action_of(case: Case, action_id: str) -> Action | None:
    """Return the action with this id, or None."""
    return next((action for action in case.plan.actions if action.id == action_id), None)


def _of_action(case: Case, address: Address, as_of: date) -> object:
    action = action_of(case, address.item or "")
    if action is None:
        return None
    if address.fields == ("due",):
        return due_in_force(case, action, as_of)
    found = walk(action, address.fields)
    return found if found is not None else walk(case.progress.get(action.id), address.fields)
