"""POL: whether conditions ask something that can be answered."""

from collections.abc import Iterator, Mapping

from reviewctl.model.address import Address
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding
from reviewctl.model.marks import KeyPath
from reviewctl.model.shape import Shape
from reviewctl.rules.packs.addresses import check_address, is_event, read, shapes_of
from reviewctl.rules.packs.names import NO_CRITERION
from reviewctl.rules.packs.sheet import Sheet, listed, unknown_word

VALUE = declare("POL031", "value-not-known", "error")

_ONLY_THERE = "Only present and absent can be asked of it."


def check_conditions(
    conditions: Mapping[str, object] | None, path: KeyPath, sheet: Sheet, owner: str | None = None
) -> Iterator[Finding]:
    """Yield what is wrong with the conditions at a path: addresses, and values that can never be true."""
    for text, wanted in (conditions or {}).items():
        here = (*path, text)
        wrong = list(check_address(text, here, sheet, "either", owner, key=True))
        yield from wrong
        address = read(text)
        if address is not None and not wrong:
            yield from _criterion(address, here, sheet)
            yield from _values(address, wanted, here, sheet)


def _criterion(address: Address, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    if address.head == "screening" and address.fields[:1] == ("criteria",) and len(address.fields) > 1:
        spot = sheet.spot(path, key=True)
        yield from unknown_word(NO_CRITERION, address.fields[1], "criterion", sheet.kind.criteria, spot)


def _values(address: Address, wanted: object, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    if wanted in ("present", "absent"):
        return
    spot = sheet.spot(path)
    values = _alternatives(wanted)
    if not values:
        yield VALUE.finding(
            spot,
            f"What is asked of {address} is not a value, a list of values, {{not: …}}, present or absent.",
            help="For example: decision.outcome: [review, no-review].",
        )
    elif is_event(address, sheet) or address.head == "meetings":
        rule = sheet.kind.events.get(str(address.pattern))
        outcomes = rule.outcomes if rule is not None else ()
        for value in values:
            if value not in outcomes:
                yield VALUE.finding(
                    spot,
                    f"{address} has no outcome {_shown(value)}.",
                    help=listed(outcomes) if outcomes else f"The event has no outcomes. {_ONLY_THERE}",
                )
    else:
        shapes = shapes_of(address)
        for value in values:
            if not any(_fits(value, shape, _vocabulary(address, sheet)) for shape in shapes):
                yield VALUE.finding(
                    spot, f"{address} is never {_shown(value)}.", help=_choices(address, shapes, sheet)
                )


def _alternatives(wanted: object) -> tuple[object, ...]:
    """Return the values that a condition names, of which one must (or must not) be there."""
    if isinstance(wanted, Mapping):
        return _alternatives(wanted["not"]) if set(wanted) == {"not"} and _plain(wanted["not"]) else ()
    return tuple(wanted) if isinstance(wanted, list | tuple) else (wanted,)


def _plain(value: object) -> bool:
    return not isinstance(value, Mapping) and value not in ("present", "absent")


def _fits(value: object, shape: Shape, vocabulary: tuple[str, ...] | None) -> bool:
    if shape.kind == "flag":
        return isinstance(value, bool)
    if shape.kind == "number":
        return isinstance(value, int) and not isinstance(value, bool)
    if shape.kind == "choice":
        return value in shape.choices
    if shape.kind == "words":
        return isinstance(value, str) and (vocabulary is None or value in vocabulary)
    return False


def _vocabulary(address: Address, sheet: Sheet) -> tuple[str, ...] | None:
    """Return the words that the pack itself gives for a field, or None where it gives none."""
    last = address.fields[-1:]
    if address.head in ("tor", "screening") and last == ("method",):
        return tuple(sheet.kind.methods)
    if address.head in ("decision", "screening") and last == ("mandate",):
        return (*sheet.kind.mandates, "none")
    return None


def _choices(address: Address, shapes: tuple[Shape, ...], sheet: Sheet) -> str:
    words = _vocabulary(address, sheet)
    if words is None:
        words = tuple(word for shape in shapes for word in shape.choices)
    kinds = {shape.kind for shape in shapes}
    if words:
        return listed(words)
    return (
        "It holds text." if "words" in kinds else "It holds a number." if "number" in kinds else _ONLY_THERE
    )


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'
