"""From an address to the place in the files where its value stands, or would stand."""

import difflib
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.record import LAST
from reviewctl.facts.signoff import is_written, source_of
from reviewctl.facts.workedout import refuse_worked_out
from reviewctl.model.address import Address, step_key
from reviewctl.model.catalogue import BY_NAME, CATALOGUE, Kind
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import ReviewType
from reviewctl.model.marks import KeyPath
from reviewctl.model.review import Case, Document, minutes_of
from reviewctl.model.shape import NoSuchField, Shape, item_key, shape_at
from reviewctl.model.step import EventRule

_BY_HAND = "If it really must, edit case.yaml by hand, then: reviewctl validate"
FIXED: dict[tuple[str, tuple[str, ...]], str] = {
    ("case", ("id",)): "Minutes and signed papers go by the id. A new review has a new one: reviewctl new",
    ("case", ("format",)): "It says how the folder is written, and only reviewctl itself raises it.",
    (
        "case",
        ("type",),
    ): "A review that becomes one of another kind keeps its history: reviewctl convert CASE TYPE",
    ("case", ("policy",)): f"A case is judged by the policy that it began under. {_BY_HAND}",
    ("board", ("format",)): "It says how the register is written, and only reviewctl itself raises it.",
}
"""What is settled when a case or register is made, and where to turn."""


LONG_NAMES = {"terms-of-reference": "tor", "overview": "report"}
"""Documents by the names of their files, and by the shorter ones that addresses have."""


class Target(Struct, frozen=True, kw_only=True):
    """Where a value is to be written.

    `new_item` names an item of a list that is not there yet, by its field `new_item_key` ("" where items are
    counted); `new_item_at` is the list.
    `event` is the pack's rule where the value is an event.
    """

    kind: Kind
    item: str = ""
    path: KeyPath
    shape: Shape
    event: EventRule | None = None
    new_item: str | None = None
    new_item_at: KeyPath = ()
    new_item_key: str = "id"
    document: Document | None = None


def target_of(address: Address, case: Case, kind: ReviewType, *, planned: bool = False) -> Target:
    """Return where a case's address is written. Raises ReviewctlError (exit 2), naming what was meant.

    `planned` says that a day is to be planned: for an event that a sign-off gives that alone is written by hand.
    """
    address = replace(address, head=LONG_NAMES.get(address.head, address.head))
    refuse_worked_out(address, case.id)
    if address.head == "actions" and address.item:
        return _action(address, case)
    rule = kind.events.get(str(address.pattern))
    if rule is not None:
        return _event(address, rule, case, planned)
    groups = {key.partition(".")[0] for key in kind.events if "[" not in key}
    if address.head == "meetings" and address.item:
        return _meeting(address, case)
    if address.head in BY_NAME and BY_NAME[address.head].home != "register":
        return _field(address, case, [key for key in kind.events if key.startswith(f"{address.head}.")])
    if address.head in shape_at(BY_NAME["case"].type, ()).members and address.head not in groups:
        return _of_case_file(address, case)
    if address.head in groups:
        raise _unknown(address, [key for key in kind.events if key.startswith(f"{address.head}.")])
    raise _unknown(address, [*kind.events, *(one.name for one in CATALOGUE if one.home != "register")])


def _event(address: Address, rule: EventRule, case: Case, planned: bool) -> Target:
    if rule.from_ is not None and rule.else_ != "diary":
        kind = rule.from_.partition("[")[2].partition(",")[0] or "KIND"
        other = f", or else from {rule.else_}" if rule.else_ else ""
        raise ReviewctlError(
            f"{address} is not written by hand: it comes from the minutes of the {kind} meeting{other}.",
            f"Write them: reviewctl meeting add {kind} --date DATE · then: reviewctl meeting held",
        )
    if not planned:
        _refuse_signed_off(address, rule, case)
    if address.head not in BY_NAME or address.item is None:
        return _of_diary(address, rule, case.document("diary"))
    if address.item == "":
        raise ReviewctlError(
            f"{address} does not say whose: put the id between the brackets.",
            f"For example: {address.head}[ID].{'.'.join(address.fields)}",
        )
    known = BY_NAME[address.head]
    path: KeyPath = (address.item, *address.fields)
    if LAST in address.fields:
        path, _ = _positions(known, (address.item, *address.fields), case.document(known.name), address)
    return Target(kind=known, path=path, shape=Shape("event"), event=rule, document=case.document(known.name))


def _refuse_signed_off(address: Address, rule: EventRule, case: Case) -> None:
    """Raise for an event that a sign-off gives, once that was asked for: a line for it would be read no more."""
    what = source_of(rule)
    if what is None or is_written(rule, case, address.item or ""):
        return
    named = step_key(what, address.item)
    shown = f'"{named}"' if address.item else named
    raise ReviewctlError(
        f"{address} is not written by hand here: its sign-off was asked for, and gives the day when it is complete.",
        f"Record each approval: reviewctl signoff record {case.id} {shown} --person ID --on DATE --minute REF "
        f"· how it stands: reviewctl signoff status {case.id}",
    )


def _field(address: Address, case: Case, events: list[str]) -> Target:
    """Return where a document's field is written. `events` share its first word, and may have been meant."""
    near = difflib.get_close_matches(str(address), events, 1, 0.75)
    try:
        return _of_document(address, case)
    except ReviewctlError:
        if near:
            raise ReviewctlError(
                f"There is no {address}; did you mean {near[0]}?", f"Its neighbours: {', '.join(events)}."
            ) from None
        raise


def _of_document(address: Address, case: Case) -> Target:
    kind = BY_NAME[address.head]
    if kind.several:
        document = case.document(kind.name, address.item or "")
        if document is None:
            raise ReviewctlError(
                f"There is no {address.head}[{address.item or ''}] in this case yet.",
                f"Add it first: reviewctl add {case.id} {address.head} --agency {address.item or 'ID'}",
            )
        return _within(kind, address.item or "", address.fields, document, address)
    way = address.fields if address.item is None else (address.item, *address.fields)
    return _within(kind, "", way, case.document(kind.name), address)


def _of_case_file(address: Address, case: Case) -> Target:
    """Return where a fact of case.yaml is written that is named without the file: lead.person."""
    way = (address.head, *(() if address.item is None else (address.item,)), *address.fields)
    return _within(BY_NAME["case"], "", way, case.document("case"), address)


def _within(
    kind: Kind, item: str, way: tuple[str, ...], document: Document | None, address: Address
) -> Target:
    if (kind.name, way) in FIXED:
        raise ReviewctlError(f"{address} does not change.", FIXED[kind.name, way])
    path, new = _positions(kind, way, document, address)
    try:
        shape = shape_at(kind.type, path)
    except NoSuchField as fault:
        raise _no_field(fault, address) from None
    if shape.kind == "group":
        raise ReviewctlError(
            f"{address} is a group of facts, and one fact is recorded at a time.",
            f"It has: {', '.join(shape.members)}."
            if shape.members
            else "Say which one, such as [1], and which fact of it; or edit the file, then: reviewctl save",
        )
    target = Target(kind=kind, item=item, path=path, shape=shape, document=document)
    return replace(target, new_item=new.word, new_item_at=new.at, new_item_key=new.key) if new else target


class _New(Struct, frozen=True):
    """An item that is still to be made: the word that names it, the list, and the field for the word."""

    word: str
    at: KeyPath
    key: str


def _positions(
    kind: Kind, way: tuple[str, ...], document: Document | None, address: Address
) -> tuple[KeyPath, _New | None]:
    """Return the way with names of list items turned into positions, and the item that is still to be made."""
    path: list[str | int] = []
    data: object = document.data if document is not None else None
    new: _New | None = None
    for step in way:
        key = _item_key(kind, tuple(path))
        if key is not None:
            items = data if isinstance(data, tuple) else ()
            found = _place(items, key, step, address)
            if found == len(items):
                new = _New(step, tuple(path), key)
            data = items[found] if found < len(items) else None
            path.append(found)
            continue
        path.append(step)
        data = (
            data.get(step) if isinstance(data, dict) else getattr(data, step, getattr(data, f"{step}_", None))
        )
    return tuple(path), new


def _place(items: tuple[object, ...], key: str, step: str, address: Address) -> int:
    """Return the position of the item that a word names: the last that bears it, else the next free one."""
    if key:
        bearing = [i for i, one in enumerate(items) if str(getattr(one, key, "")) == step]
        if len(bearing) > 1 and key == "id":
            raise ReviewctlError(
                f"{address}: {len(bearing)} items bear that id, so it is not clear which is meant.",
                "Give each an id of its own in the file first; reviewctl validate says where they are.",
            )
        return bearing[-1] if bearing else len(items)
    if step == LAST and items:
        return len(items) - 1
    if step.isascii() and step.isdecimal() and 1 <= int(step) <= len(items) + 1:
        return int(step) - 1
    raise ReviewctlError(
        f"{address}: the items of this list have no names; they are counted.",
        f"Write a number in brackets: [1] to [{len(items)}], or [{len(items) + 1}] for a new one."
        if items
        else "Write [1] for the first one.",
    )


def _item_key(kind: Kind, path: KeyPath) -> str | None:
    try:
        return item_key(kind.type, path)
    except NoSuchField:
        return None


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
    elif which.isascii() and which.isdecimal() and 1 <= int(which) <= len(minutes):
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


def board_target(
    address: Address, documents: dict[str, Document], events: Mapping[str, EventRule] = MappingProxyType({})
) -> Target:
    """Return where an address of the register's own files is written. Raises ReviewctlError (exit 2).

    `events` are those that its policy gives the register itself.
    """
    board = BY_NAME["board"]
    rule = events.get(str(address.pattern))
    if rule is not None and address.head not in BY_NAME:
        return _of_diary(address, rule, documents.get("diary"))
    way = (address.head, *(() if address.item is None else (address.item,)), *address.fields)
    if address.head in shape_at(board.type, ()).members:
        return _within(board, "", way, documents.get("board"), address)
    if address.head in ("complaints", "correspondence", "log"):
        return _within(BY_NAME[address.head], "", way[1:], documents.get(address.head), address)
    if address.head == "diary":
        raise _of_the_diary(address, events)
    known = [*shape_at(board.type, ()).members, "complaints", "correspondence", "log", *events]
    near = difflib.get_close_matches(address.head, known, 1, 0.6)
    raise ReviewctlError(
        f"The register's own files have no {address.head}{f'; did you mean {near[0]}?' if near else '.'}",
        f"They have: {', '.join(known)}.",
    )


def _of_the_diary(address: Address, events: Mapping[str, EventRule]) -> ReviewctlError:
    """Return the trouble that an event of the register was written with the file in which it stands."""
    bare = str(address).removeprefix("diary").removeprefix(".")
    head = bare.partition("[")[0]
    near = difflib.get_close_matches(head, [one.partition("[")[0] for one in events], 1, 0.6)
    item = bare[len(head) :] or "[2026-q1]"
    meant = f"{near[0]}{item}" if near and f"{near[0]}[]" in events else "".join(near)
    return ReviewctlError(
        "What happens in the register itself is recorded by its own name, without diary before it"
        f"{f'; did you mean {meant}?' if meant else '.'}",
        f"There are: {', '.join(events)}." if events else "This policy has no such events.",
    )


def _of_diary(address: Address, rule: EventRule, diary: Document | None) -> Target:
    """Return where an event stands in a diary that has a line for it, or for each period."""
    if address.item == "":
        raise ReviewctlError(
            f"{address} does not say of which period: put it between the brackets.",
            f"For example: {address.head}[2026-q1]",
        )
    path = (address.head, address.item) if address.item is not None else (address.head, *address.fields)
    return Target(kind=BY_NAME["diary"], path=path, shape=Shape("event"), event=rule, document=diary)


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
