"""What `record` does: from an address and a word to a change of one file, and what to tell the person."""

from collections.abc import Iterator, Mapping
from datetime import date

from reviewctl.cli.desk import Desk
from reviewctl.cli.loading import Loader
from reviewctl.cli.values import read_moment, read_value
from reviewctl.cli.writing import Pen
from reviewctl.facts.calendar import calendar_for, today
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import plan_of
from reviewctl.facts.record import walk
from reviewctl.facts.target import Target, board_target, target_of
from reviewctl.model.address import Address, parse_address
from reviewctl.model.board import Board
from reviewctl.model.catalogue import path_of
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import EventDetail, moments
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.policy import Policy, ReviewType
from reviewctl.render.dates import long_day
from reviewctl.store.find import case_folders
from reviewctl.store.folder import FilesTree
from reviewctl.store.register import Register
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import diary_text, document_text, has_items, with_item


def record_case(
    desk: Desk, pen: Pen, word: str, address_text: str, value: str, details: Mapping[str, object]
) -> Iterator[str]:
    """Record a value of a case; yield what to tell: what was recorded, what stood there, what it starts."""
    facts = case_facts(desk, word)
    address = _address(address_text)
    address = _with_agency_id(address, facts)
    target = target_of(address, facts.case, facts.plan.kind)
    old = _present(target)
    new = _new_value(target, value, old, details, address, facts.case.id)
    path = _path(facts.case.folder, target)
    values = {"agency": target.item, "date": today().isoformat(), "id": facts.case.id}
    pen.edit(path, lambda data: _written(data, target, new, facts, values))
    pen.done(f"{facts.case.id}: record {address}")
    yield from _said(address, new, old)
    if not pen.dry_run:
        desk.forget()
        yield from _consequences(facts, case_facts(desk, word), address)


def record_board(
    desk: Desk, pen: Pen, word: str, address_text: str, value: str, details: Mapping[str, object]
) -> Iterator[str]:
    """Record a value of the register's own files; yield what to tell."""
    address = _address(address_text)
    target = board_target(address, desk.register.documents)
    old = _present(target)
    new = _new_value(target, value, old, details, address, word)
    values = {"date": today().isoformat()}
    pen.edit(target.kind.path, lambda data: _written(data, target, new, None, values))
    pen.done(f"board: record {address}")
    yield from _said(address, new, old)


def set_in_files(
    files: dict[str, bytes],
    settings: tuple[str, ...],
    case_id: str,
    policy: Policy,
    kind: ReviewType,
    register: Register | None,
) -> dict[str, bytes]:
    """Return the files of a case that is not on disk yet with `ADDRESS=VALUE` recorded in them, one by one."""
    for setting in settings:
        address_text, equals, word = setting.partition("=")
        if not equals:
            raise ReviewctlError(
                "--set wants an address and a value.", "For example: --set referral.acknowledged=today"
            )
        facts = _facts_of(files, case_id, policy, kind, register)
        address = _with_agency_id(_address(address_text), facts)
        target = target_of(address, facts.case, kind)
        new = _new_value(target, word, _present(target), {}, address, case_id)
        path = path_of(target.kind, target.item)
        values = {"agency": target.item, "date": today().isoformat(), "id": case_id}
        files = {**files, path: _written(files.get(path), target, new, facts, values)}
    return files


def _facts_of(
    files: dict[str, bytes], case_id: str, policy: Policy, kind: ReviewType, register: Register | None
) -> Facts:
    case, findings = Register(FilesTree(files), "", single=case_id).case("")
    if case is None:
        raise ReviewctlError(findings[0].message, findings[0].help)
    board = register.board if register is not None else Board(format=1, board="", policy=policy.name)
    return Facts(case, plan_of(policy, kind), board, calendar_for(policy.pack.calendar.name, {}), today())


def case_facts(desk: Desk, word: str, as_of: date | None = None) -> Facts:
    """Return the facts of the one case that a person named. Raises ReviewctlError where it cannot be read."""
    folders = case_folders(desk.register, (word,), desk.folder)
    loaded = Loader(desk.register, as_of or today()).load(folders[0])
    if loaded.facts is None:
        raise ReviewctlError(
            f"{word} cannot be read as it stands.", f"See what is to be put right: reviewctl validate {word}"
        )
    return loaded.facts


def _address(text: str) -> Address:
    try:
        return parse_address(text)
    except ValueError as error:
        raise ReviewctlError(f"{error}.") from None


def _with_agency_id(address: Address, facts: Facts) -> Address:
    """Return the address with an agency's id where its name or a past name was written."""
    if address.head != "returns" or not address.item:
        return address
    if address.item in facts.case.returns:
        return address
    agency = facts.board.named(address.item)
    if agency is None:
        raise ReviewctlError(
            f'There is no agency "{address.item}" on the Board\'s list.'
            if address.item.isascii() and len(address.item) < 60
            else "There is no such agency on the Board's list.",
            f"There are: {', '.join(one.id for one in facts.board.agencies)}. "
            f'A new one: reviewctl record board "agencies[ID].name" "ITS NAME"',
        )
    return Address(address.head, agency.id, address.fields)


def _path(folder: str, target: Target) -> str:
    if target.document is not None:
        return target.document.path
    inner = path_of(target.kind, target.item)
    return f"{folder}/{inner}" if folder else inner


def _present(target: Target) -> object:
    if target.document is None or target.new_item is not None:
        return None
    return walk_raw(target.document.data, target.path)


def walk_raw(data: object, path: tuple[str | int, ...]) -> object:
    """Return the value at a place of a document's data; positions of lists included."""
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, tuple) and step < len(data) else None
        else:
            data = walk(data, (step,))
    return data


def _new_value(
    target: Target, word: str, old: object, details: Mapping[str, object], address: Address, case: str
) -> object:
    given = {key: value for key, value in details.items() if value}
    if target.shape.kind != "event":
        if given:
            raise ReviewctlError(
                f"{address} is not an event, so there is nothing that --{next(iter(given))} could go with."
            )
        return read_value(word, target.shape)
    if not word.strip():
        return None
    on = read_moment(word.strip())
    planned = bool(given.pop("planned", False))
    if not planned:
        _refuse_future(on, address, case)
    _check_outcome(given.get("outcome"), target)
    detail: dict[str, object] = {"planned" if planned else "on": on}
    before = moments(old, str(address))
    if given.get("because") and before:
        detail["was"] = _as_written(old)
    detail |= {key: given[key] for key in ("outcome", "by", "note", "because") if key in given}
    value: object = on if list(detail) == ["on"] else detail
    if target.event is not None and target.event.repeats and before and not given.get("because"):
        return [*_plain_list(old), value]
    return value


def _refuse_future(on: str, address: Address, case: str) -> None:
    """An event that has not happened cannot be recorded as if it had."""
    if len(on) == 10 and on > today().isoformat():
        meeting = address.head if address.head in ("screening", "panel") else ""
        raise ReviewctlError(
            f"{address} is {long_day(date.fromisoformat(on))}, still to come.",
            f"For a booked meeting: reviewctl meeting add {meeting} --cases {case} --date {on}"
            if meeting
            else f"For a day that is planned: reviewctl record {case} {address} {on} --planned",
        )


def _check_outcome(outcome: object, target: Target) -> None:
    allowed = target.event.outcomes if target.event is not None else ()
    if outcome and outcome not in allowed:
        raise ReviewctlError(
            "The policy gives this event no such outcome.",
            f"It has: {', '.join(allowed)}." if allowed else "It has none.",
        )


def _as_written(old: object) -> str:
    last = old[-1] if isinstance(old, tuple) else old
    return str(last.on or last.planned) if isinstance(last, EventDetail) else str(last)


def _plain_list(old: object) -> list[object]:
    """Return what stands there as a list of plain values, to write it again with one more."""
    many = old if isinstance(old, tuple) else (old,)
    return [_plain(one) for one in many]


def _plain(one: object) -> object:
    if not isinstance(one, EventDetail):
        return one
    fields = ("on", "planned", "outcome", "by", "note", "was", "because")
    return {name: value for name in fields if (value := getattr(one, name)) is not None}


def _written(
    data: bytes | None, target: Target, new: object, facts: Facts | None, values: Mapping[str, str]
) -> bytes:
    """Return a file's bytes with the value set; the document or the item is made where it is missing."""
    name = target.kind.name
    item = str(target.path[0]) if target.path and has_items(target.kind) else None
    if item is not None:
        known = (
            isinstance(target.document.data, dict) and item in target.document.data
            if target.document
            else False
        )
        if not known:
            text = data.decode("utf-8") if data is not None else None
            data = with_item(text, name, item, values).encode("utf-8")
    if data is None:
        kind = facts.plan.kind if facts is not None else None
        text = (
            diary_text(kind)
            if name == "diary" and kind
            else document_text(name, kind.type if kind else "", values)
        )
        data = text.encode("utf-8")
    path, value = target.path, new
    if target.new_item is not None:
        path, value = _with_new_item(target, new)
    return splice_bytes(data, path, value, front=target.kind.markdown, file=target.kind.path)


def _with_new_item(target: Target, new: object) -> tuple[tuple[str | int, ...], object]:
    """Return the place of a list item that is not there yet, and the whole item with its id."""
    length = len(target.new_item_at) + 1
    value = new
    for step in reversed(target.path[length:]):
        value = {str(step): value}
    return target.path[:length], {"id": target.new_item, **(value if isinstance(value, dict) else {})}


def _said(address: Address, new: object, old: object) -> Iterator[str]:
    yield f"{address}: {_spoken(new)}" if new is not None else f"{address}: cleared"
    if old is not None and old != ():
        yield f"  before: {_spoken(_plain_list(old)[-1] if isinstance(old, tuple) else _plain(old))}"


def _spoken(value: object) -> str:
    """Return a value for the eye: a date in full, so that a slip is seen; words as they were typed."""
    if isinstance(value, date):
        return f"recorded: {long_day(value)}"
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-" and value[7:8] == "-":
        return f"recorded: {long_day(date.fromisoformat(value))}"
    if isinstance(value, dict):
        first = value.get("on") or value.get("planned")
        return (
            f"{'planned' if 'planned' in value else 'recorded'}: {_spoken(first).removeprefix('recorded: ')}"
        )
    if isinstance(value, list):
        return ", ".join(_spoken(one).removeprefix("recorded: ") for one in value)
    return f"recorded: {value}"


def _consequences(before: Facts, after: Facts, address: Address) -> Iterator[str]:
    """Yield what the record has met or started: the person sees at once what follows."""
    states = {one.key: one for one in before.deadlines}
    for one in after.deadlines:
        was = states.get(one.key)
        if was is not None and was.state == one.state and was.due == one.due:
            continue
        if one.until == str(address) and one.state in ("met", "met-late"):
            late = f", {_late(one)}" if one.state == "met-late" else ""
            yield f"  meets: {one.title}{late}"
        elif one.state in ("running", "overdue") and one.due is not None:
            yield f"  starts: {one.title}, due {long_day(one.due)} ({', '.join(one.citations)})"


def _late(one: Deadline) -> str:
    return f"{abs(one.days or 0)} {one.unit} late"
