"""From an address to the place in the files where its value stands, or would stand."""

import difflib

from msgspec import Struct

from reviewctl.model.address import Address
from reviewctl.model.catalogue import BY_NAME, CATALOGUE, Kind
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.policy import EventRule, ReviewType
from reviewctl.model.review import Case, Document, minutes_of
from reviewctl.model.shape import NoSuchField, Shape, item_key, shape_at

NOT_SINGLE = ("meetings", "imr", "chronology", "initial-chronology")


class Target(Struct, frozen=True, kw_only=True):
    """Where a value is to be written.

    `new_item` is the id of an item of a list that is not there yet: the last step of `above` is the list.
    `event` is the pack's rule where the value is an event.
    """

    kind: Kind
    item: str = ""
    path: KeyPath
    shape: Shape
    event: EventRule | None = None
    new_item: str | None = None
    new_item_at: KeyPath = ()
    document: Document | None = None


def target_of(address: Address, case: Case, kind: ReviewType) -> Target:
    """Return where a case's address is written. Raises ReviewctlError (exit 2), naming what was meant."""
    if address.head == "actions" and address.item:
        return _action(address, case)
    rule = kind.events.get(str(address.pattern))
    if rule is not None:
        return _event(address, rule, case)
    groups = {key.partition(".")[0] for key in kind.events if "[" not in key}
    if address.head == "meetings" and address.item:
        return _meeting(address, case)
    if address.head in BY_NAME and BY_NAME[address.head].home != "register":
        return _field(address, case)
    if address.head in groups:
        raise _unknown(address, [key for key in kind.events if key.startswith(f"{address.head}.")])
    raise _unknown(address, [*kind.events, *(one.name for one in CATALOGUE if one.home != "register")])


def _event(address: Address, rule: EventRule, case: Case) -> Target:
    if rule.from_ is not None and rule.else_ != "diary":
        raise ReviewctlError(
            f"{address} is not written by hand: it comes from {rule.from_}.",
            "Record the meeting instead: reviewctl meeting add KIND --date DATE",
        )
    if address.item is None:
        name, path = "diary", (address.head, *address.fields)
    elif address.item == "":
        raise ReviewctlError(
            f"{address} does not say whose: put the id between the brackets.",
            f"For example: {address.head}[ID].{'.'.join(address.fields)}",
        )
    else:
        name, path = address.head, (address.item, *address.fields)
    known = BY_NAME[name]
    return Target(kind=known, path=path, shape=Shape("event"), event=rule, document=case.document(name))


def _field(address: Address, case: Case) -> Target:
    kind = BY_NAME[address.head]
    if kind.several:
        document = case.document(kind.name, address.item or "")
        if document is None:
            raise ReviewctlError(
                f"There is no {kind.title.lower()} named {address.head}[{address.item or ''}] in this case yet.",
                f"Add it first: reviewctl add {case.id} {address.head} --agency ID",
            )
        return _within(kind, address.item or "", address.fields, document, address)
    way = address.fields if address.item is None else (address.item, *address.fields)
    return _within(kind, "", way, case.document(kind.name), address)


def _within(
    kind: Kind, item: str, way: tuple[str, ...], document: Document | None, address: Address
) -> Target:
    path, new_item, new_at = _positions(kind, way, document)
    try:
        shape = shape_at(kind.type, path)
    except NoSuchField as fault:
        raise _no_field(fault, address) from None
    if shape.kind == "group":
        raise ReviewctlError(
            f"{address} is a group of facts, and one fact is recorded at a time.",
            f"It has: {', '.join(shape.members)}."
            if shape.members
            else "Edit the file by hand, then: reviewctl save",
        )
    return Target(
        kind=kind, item=item, path=path, shape=shape, new_item=new_item, new_item_at=new_at, document=document
    )


def _positions(
    kind: Kind, way: tuple[str, ...], document: Document | None
) -> tuple[KeyPath, str | None, KeyPath]:
    """Return the way with ids of list items turned into positions, and the item that is still to be made."""
    path: list[str | int] = []
    data: object = document.data if document is not None else None
    new: tuple[str | None, KeyPath] = (None, ())
    for step in way:
        if _is_list_of_named(kind, tuple(path)):
            items = data if isinstance(data, tuple) else ()
            found = next((i for i, one in enumerate(items) if str(getattr(one, "id", "")) == step), None)
            if found is None:
                new = (step, tuple(path))
                found = len(items)
            data = items[found] if found < len(items) else None
            path.append(found)
            continue
        path.append(step)
        data = (
            data.get(step) if isinstance(data, dict) else getattr(data, step, getattr(data, f"{step}_", None))
        )
    return tuple(path), *new


def _is_list_of_named(kind: Kind, path: KeyPath) -> bool:
    try:
        return item_key(kind.type, path) is not None
    except NoSuchField:
        return False


def _action(address: Address, case: Case) -> Target:
    """Return where a fact of an action stands: what was signed off in the plan, what became of it apart."""
    field = address.fields[0] if address.fields else ""
    in_progress = field in shape_at(BY_NAME["progress"].type, ("any",)).members
    name = "progress" if in_progress else "action-plan"
    way = (
        (address.item or "", *address.fields)
        if in_progress
        else ("actions", address.item or "", *address.fields)
    )
    return _within(BY_NAME[name], "", way, case.document(name), address)


def _meeting(address: Address, case: Case) -> Target:
    kind, _, which = (address.item or "").partition(",")
    minutes = [m for m in case.minutes(kind) if minutes_of(m).status != "cancelled"]
    if which == "last":
        minutes = minutes[-1:]
    elif which.isdecimal() and int(which) <= len(minutes):
        minutes = minutes[int(which) - 1 : int(which)]
    elif which != "first":
        minutes = []
    if not minutes:
        raise ReviewctlError(
            f"There is no {kind} meeting {which} of this case.",
            f"Write its minutes first: reviewctl meeting add {kind} --date DATE --cases {case.id}",
        )
    document = minutes[0]
    return _within(BY_NAME["meetings"], document.item, address.fields, document, address)


def board_target(address: Address, documents: dict[str, Document]) -> Target:
    """Return where an address of the register's own files is written. Raises ReviewctlError (exit 2)."""
    board = BY_NAME["board"]
    way = (address.head, *(() if address.item is None else (address.item,)), *address.fields)
    if address.head in shape_at(board.type, ()).members:
        return _within(board, "", way, documents.get("board"), address)
    if address.head in ("complaints", "correspondence", "log"):
        return _within(BY_NAME[address.head], "", way[1:], documents.get(address.head), address)
    raise _unknown(address, [*shape_at(board.type, ()).members, "complaints", "correspondence"])


def _no_field(fault: NoSuchField, address: Address) -> ReviewctlError:
    near = difflib.get_close_matches(fault.key, fault.known, 1, 0.6)
    meant = f'; did you mean "{near[0]}"?' if near else "."
    return ReviewctlError(
        f'{address}: there is no "{fault.key}"{meant}',
        f"There are: {', '.join(fault.known)}." if fault.known else "",
    )


def _unknown(address: Address, known: list[str]) -> ReviewctlError:
    near = difflib.get_close_matches(str(address.pattern), known, 1, 0.6)
    return ReviewctlError(
        f"There is no {address} in this policy{f'; did you mean {near[0]}?' if near else '.'}",
        "See the events and documents with: reviewctl explain WORD · reviewctl schema",
    )
