"""What `record` does: from an address and a word to a change of one file, and what to tell the person."""

from collections.abc import Iterator, Mapping
from datetime import date

from reviewctl.facts.calendar import calendar_for, today
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import plan_of
from reviewctl.facts.record import walk
from reviewctl.facts.target import Target, board_target, target_of
from reviewctl.model.address import Address
from reviewctl.model.board import Board
from reviewctl.model.catalogue import BY_NAME, path_of
from reviewctl.model.event import NOT_KNOWN, EventDetail, moments
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Policy
from reviewctl.render.dates import long_day
from reviewctl.store.find import case_folders
from reviewctl.store.folder import FilesTree
from reviewctl.store.register import Register
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import diary_text, document_text, has_items, with_item
from reviewctl.work.boardwords import board_word, check_agency, check_office, check_period, own_address
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loader
from reviewctl.work.pseudonyms import may_be_a_name
from reviewctl.work.telling import consequences, plain_list, said, troubles
from reviewctl.work.values import KEY, LONGEST_KEY, read_address, read_moment, read_value
from reviewctl.work.writing import Pen

_NOT_MADE_YET = "CASE"
"""How a hint names a review that is still to be made: its id may be another's by then."""


def record_case(
    desk: Desk, pen: Pen, word: str, address_text: str, value: str, details: Mapping[str, object]
) -> Iterator[str]:
    """Record a value of a case; yield what to tell: what was recorded, what stood there, what it starts."""
    facts = case_facts(desk, word)
    address = with_agency_id(read_address(address_text), facts)
    shown = str(address) if address.head == "returns" else address_text
    target = target_of(address, facts.case, facts.plan.kind, planned=bool(details.get("planned")))
    old = _present(target)
    new = _new_value(target, value, old, details, address, facts.case.id)
    path = _path(facts.case.folder, target)
    values = {"agency": target.item, "date": today().isoformat(), "id": facts.case.id}
    pen.edit(path, lambda data: _written(data, target, new, facts, values))
    ahead = Loader(pen.ahead(), today()).load(facts.case.folder).facts
    if pen.done(f"{facts.case.id}: record {shown}"):
        yield from said(shown, new, old)
        if ahead is not None:
            yield from consequences(facts, ahead, address)
            yield from troubles(facts, ahead)


def record_board(
    desk: Desk, pen: Pen, word: str, address_text: str, value: str, details: Mapping[str, object]
) -> Iterator[str]:
    """Record a value of the register's own files; yield what to tell."""
    address = own_address(desk.register, read_address(address_text))
    shown = str(address) if address.head == "agencies" else address_text
    check_office(desk.register, address)
    own = Loader(desk.register, today()).own()
    check_period(address, own.plan.periods if own is not None else {})
    target = board_target(address, desk.register.documents, own.plan.kind.events if own is not None else {})
    old = _present(target)
    new = board_word(desk.register, address, _new_value(target, value, old, details, address, word))
    check_agency(desk.register, address)
    values = {"date": today().isoformat()}
    pen.edit(target.kind.path, lambda data: _written(data, target, new, None, values))
    ahead = Loader(pen.ahead(), today()).own()
    if pen.done(f"board: record {shown}"):
        yield from said(shown, new, old)
        if own is not None and ahead is not None:
            yield from consequences(own, ahead, address)


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
        address = with_agency_id(read_address(address_text), facts)
        target = target_of(address, facts.case, kind)
        new = _new_value(target, word, _present(target), {}, address, _NOT_MADE_YET)
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


def place_of(facts: Facts, name: str, item: str = "") -> str:
    """Return where a document of a case, or of the register, lies in the register, be it there or not."""
    return _under(facts.case.folder, path_of(BY_NAME[name], item))


def _under(folder: str, inner: str) -> str:
    return f"{folder}/{inner}" if folder else inner


def with_agency_id(address: Address, facts: Facts) -> Address:
    """Return the address with an agency's id where its name, its initials or a past name was written."""
    if address.head != "returns" or not address.item or address.item in facts.case.returns:
        return address
    agency = facts.board.named(address.item)
    if agency is not None:
        return Address(address.head, agency.id, address.fields)
    if not facts.board.agencies and KEY.fullmatch(address.item) and len(address.item) <= LONGEST_KEY:
        return address
    plain = address.item.isascii() and address.item.isprintable() and len(address.item) < 60
    raise ReviewctlError(
        f'There is no agency "{address.item}" on the Board\'s list.'
        if plain
        else "There is no such agency on the Board's list.",
        f"There are: {', '.join(one.id for one in facts.board.agencies)}. "
        f'A new one: reviewctl record board "agencies[ID].name" "ITS NAME"',
    )


def _path(folder: str, target: Target) -> str:
    if target.document is not None:
        return target.document.path
    return _under(folder, path_of(target.kind, target.item))


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
        if target.path[-1:] == ("pseudonym",) and may_be_a_name(word):
            raise ReviewctlError(
                "That looks like somebody's name, and the record keeps for ever what it is given.",
                "A pseudonym is such as Adult E. One that only looks so: write it in case.yaml.",
            )
        return _fact(read_value(word, target.shape), target, old)
    if not word.strip():
        return None
    on = read_moment(word.strip())
    planned = bool(given.pop("planned", False))
    if not planned:
        _refuse_future(on, address, case)
    _check_outcome(given.get("outcome"), target, planned)
    detail: dict[str, object] = {"planned" if planned else "on": on}
    before = moments(old, str(address))
    if given.get("because") and before:
        detail["was"] = _as_written(old)
    detail |= {key: given[key] for key in ("outcome", "by", "note", "because") if key in given}
    value: object = on if list(detail) == ["on"] else detail
    if target.event is not None and target.event.repeats and before and not given.get("because"):
        return [*plain_list(old), value]
    return value


def _fact(read: object, target: Target, old: object) -> object:
    """Return a fact as it will stand: days on which something happened are added to those that are there."""
    if target.shape.kind != "days" or not isinstance(read, list) or not isinstance(old, tuple):
        return read
    return sorted({*old, *read})


def _refuse_future(on: str, address: Address, case: str) -> None:
    """An event that has not happened cannot be recorded as if it had; nor one of a month still to come."""
    if on <= today().isoformat()[: len(on)] or on == NOT_KNOWN:
        return
    when = long_day(date.fromisoformat(on)) if len(on) == 10 else on
    first = "Leave it out here. When the review is made: " if case == _NOT_MADE_YET else ""
    if len(on) < 10:
        hint = "What is planned needs a day: reviewctl record CASE ADDRESS DATE --planned"
    elif address.fields == ("held",):
        hint = f"{first or 'For a booked meeting: '}reviewctl meeting add {address.head} --cases {case} --date {on}"
    else:
        hint = f"{first or 'For a day that is planned: '}reviewctl record {case} {_quoted(address)} {on} --planned"
    raise ReviewctlError(f"{address} is {when}, still to come.", hint)


def _quoted(address: Address) -> str:
    """Return an address as it is typed: in quotes where a shell would take its brackets for its own."""
    return f'"{address}"' if address.item is not None else str(address)


def _check_outcome(outcome: object, target: Target, planned: bool) -> None:
    allowed = target.event.outcomes if target.event is not None else ()
    if allowed and not outcome and not planned:
        raise ReviewctlError(
            "What came of it is wanted too, for what follows depends on it.",
            f"Add --outcome and one of: {', '.join(allowed)}.",
        )
    if outcome and outcome not in allowed:
        raise ReviewctlError(
            "The policy gives this event no such outcome.",
            f"It has: {', '.join(allowed)}." if allowed else "It has none.",
        )


def _as_written(old: object) -> str:
    last = old[-1] if isinstance(old, tuple) else old
    return str(last.on or last.planned) if isinstance(last, EventDetail) else str(last)


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
    named = {target.new_item_key: target.new_item} if target.new_item_key else {}
    return target.path[:length], {**named, **(value if isinstance(value, dict) else {})}
