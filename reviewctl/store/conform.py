"""Whether a value has the shape that its document must have: all that differs, at its place.

The schema is enforced by jsonschema-rs, which reports every error at once. A message is worded from the kind
of error and the schema, never from the library's own text, which prints the whole value.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

from msgspec.structs import replace

from reviewctl.model.finding import Finding, Spot
from reviewctl.model.marks import KeyPath, Marks
from reviewctl.model.record import EDTF_FORM
from reviewctl.store.blanks import prune_blanks
from reviewctl.store.dates import known_day, known_span
from reviewctl.store.enforcer import jsonschema_rs
from reviewctl.store.keys import named
from reviewctl.store.wording import Fault, accepts_dates, word

_KNOWN_DAY = "known-day"
_KNOWN_SPAN = "known-span"
MOST_SHOWN = 1_000
"""So many faults of one file are told one by one. Nobody reads more, and a file wrong on every line has 300,000."""
_MAPS_OF_SCHEMAS = ("properties", "$defs", "patternProperties")


class Validator:
    """A schema made ready to be enforced. Make one for each schema and keep it."""

    __slots__ = ("_enforcer", "schema")

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.schema: dict[str, Any] = _enforced(schema)
        self._enforcer = jsonschema_rs.validator_for(
            self.schema,
            validate_formats=True,
            formats={_KNOWN_DAY: known_day, _KNOWN_SPAN: known_span},
            offline=True,
        )

    def is_valid(self, value: object) -> bool:
        """Return whether a value, its blanks pruned, has the shape."""
        return self._enforcer.is_valid(value)

    def errors(self, value: object) -> "Iterator[jsonschema_rs.ValidationError]":
        """Yield every error, whatever there is."""
        return self._enforcer.iter_errors(value)

    def part(self, path: list[str | int]) -> Any:
        """Return the part of the schema at a path."""
        node: Any = self.schema
        for step in path:
            node = node[step]
        return node


def schema_validator(schema: Mapping[str, Any]) -> Validator:
    """Return the validator of a JSON Schema.

    Blanks are pruned before, so null is nowhere allowed; formats are enforced; and a pattern for dates also
    refuses days that no calendar has.
    """
    return Validator(schema)


def _enforced(schema: Mapping[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in schema.items():
        if key in _MAPS_OF_SCHEMAS:
            out[key] = {name: _enforced(part) for name, part in value.items()}
        elif key == "type" and isinstance(value, list):
            kinds = [kind for kind in value if kind != "null"]
            out[key] = kinds[0] if len(kinds) == 1 else kinds
        elif key == "anyOf":
            out.update(_without_null([_enforced(part) for part in value]))
        elif key == "enum":
            out[key] = [option for option in value if option is not None]
        elif isinstance(value, Mapping):
            out[key] = _enforced(value)
        elif isinstance(value, list):
            out[key] = [_enforced(part) if isinstance(part, Mapping) else part for part in value]
        else:
            out[key] = value
    if "pattern" in out and accepts_dates(out["pattern"]):
        out["format"] = _KNOWN_SPAN if out["pattern"] == EDTF_FORM else _KNOWN_DAY
    return out


def _without_null(branches: list[dict[str, Any]]) -> dict[str, Any]:
    kept = [branch for branch in branches if branch != {"type": "null"}]
    return kept[0] if len(kept) == 1 else {"anyOf": kept}


def conform(value: object, marks: Marks | None, schema_validator: Validator, path: str) -> list[Finding]:
    """Return a finding for everything in which a value, its blanks pruned, differs from its schema.

    Without marks every finding is of the file as a whole. Of very many the last one says how many more there are.
    """
    errors = list(schema_validator.errors(value))
    faults = [one for error in errors[:MOST_SHOWN] for one in _faults(value, error, schema_validator)]
    meant = {(fault.path[:-1], fault.meant) for fault in faults if fault.meant}
    findings = {
        _finding(fault, marks, path): None
        for fault in faults
        # A misspelt key is one mistake and not two: the key that was meant is not missing as well.
        if not (fault.missing and (fault.path[:-1], fault.missing) in meant)
    }
    told = sorted(findings, key=lambda finding: (finding.spot, finding.code))
    rest = errors[MOST_SHOWN:]
    return [*told, _rest(value, rest, marks, schema_validator, path)] if rest else told


def _rest(
    value: object,
    errors: list[jsonschema_rs.ValidationError],
    marks: Marks | None,
    validator: Validator,
    path: str,
) -> Finding:
    """Return one finding for all errors that are not told one by one, at the first of them."""
    first = _finding(next(_faults(value, errors[0], validator)), marks, path)
    more = "1 more thing is" if len(errors) == 1 else f"{len(errors):,} more things are"
    return replace(
        first,
        message=f"{more} at fault in this file, and not listed one by one.",
        help="Put right what is listed, and look again: many slips are one and the same.",
    )


def _finding(fault: Fault, marks: Marks | None, path: str) -> Finding:
    spot = Spot(path)
    if marks is not None:
        at = marks.key(fault.path) if fault.at_key else marks.nearest(fault.path)
        spot = Spot(path, at.line, at.column)
    message, help = fault.message, fault.help
    if fault.missing and marks is not None and marks.at(fault.path) is not None:
        message = f"{named(fault.missing)} is blank, and it is needed."
    return fault.code.finding(spot, message, help=help)


def _faults(value: object, error: jsonschema_rs.ValidationError, validator: Validator) -> Iterator[Fault]:
    for single in _best(error):
        yield from word(
            single, place_in(value, tuple(single.instance_path)), validator.part(single.schema_path[:-1])
        )


def _best(error: jsonschema_rs.ValidationError) -> list[jsonschema_rs.ValidationError]:
    """Return the errors of that branch of a choice which was most likely meant; or the error itself."""
    kind = error.kind
    if not isinstance(kind, jsonschema_rs.ValidationErrorKind.AnyOf):
        return [error]
    of_the_type = [branch for branch in kind.context if not _wrong_type(branch, error.instance_path)]
    if not of_the_type:
        return [error]
    return [single for inner in min(of_the_type, key=len) for single in _best(inner)]


def _wrong_type(branch: list[jsonschema_rs.ValidationError], path: list[str | int]) -> bool:
    return any(
        isinstance(error.kind, jsonschema_rs.ValidationErrorKind.Type) and error.instance_path == path
        for error in branch
    )


def numbers_as_text(value: object, validator: Validator) -> object:
    """Return the value with whole numbers as text where text is wanted: `id: 3`, `died: 2019`.

    The reader takes only digits for a whole number, so its text is what was written.
    """
    wanted = {
        place_in(value, tuple(error.instance_path)): str(error.instance)
        for error in validator.errors(value)
        if isinstance(error.instance, int) and not isinstance(error.instance, bool)
    }
    if () in wanted:
        return wanted[()]
    copies: dict[KeyPath, Any] = {}
    for path, text in wanted.items():
        _own(value, path[:-1], copies)[path[-1]] = text
    return copies.get((), value)


def _own(value: object, path: KeyPath, copies: dict[KeyPath, Any]) -> Any:
    """Return what stands at a path in the copy of a value, each mapping and list on the way copied once."""
    if path not in copies:
        above = _own(value, path[:-1], copies) if path else None
        copies[path] = copy(value if above is None else above[path[-1]])
        if above is not None:
            above[path[-1]] = copies[path]
    return copies[path]


def without_faults(value: object, validator: Validator) -> object | None:
    """Return a copy of a value that conforms, with only what is at fault left out; None if nothing is left.

    What lacks a member that it must have is left out as a whole.
    """
    kept = prune_blanks(value)
    while True:
        paths = {place_in(kept, path) for error in validator.errors(kept) for path in _at_fault(error)}
        if not paths:
            return kept
        if () in paths:
            return None
        # Later items first, so that the places of the earlier ones still hold.
        for path in sorted(paths, key=lambda p: [(isinstance(s, int), s) for s in p], reverse=True):
            _delete(kept, path)


def place_in(value: object, path: KeyPath) -> KeyPath:
    """Return a path of an error as the value has it: jsonschema_rs takes a key of digits for a position."""
    here: Any = value
    out: list[str | int] = []
    for step in path:
        step = str(step) if isinstance(here, dict) else step
        out.append(step)
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
    return tuple(out)


def _at_fault(error: jsonschema_rs.ValidationError) -> list[KeyPath]:
    path = tuple(error.instance_path)
    if isinstance(error.kind, jsonschema_rs.ValidationErrorKind.AdditionalProperties):
        return [(*path, key) for key in error.kind.unexpected]
    if isinstance(error.kind, jsonschema_rs.ValidationErrorKind.PropertyNames):
        return [(*path, str(error.kind.error.instance))]
    return [path]


def _delete(value: object, path: KeyPath) -> None:
    here: Any = value
    for step in path[:-1]:
        try:
            here = here[step]
        except (KeyError, IndexError):
            return  # What held it is gone already.
    if isinstance(here, dict):
        here.pop(path[-1], None)
    elif isinstance(here, list) and isinstance(path[-1], int):
        del here[path[-1]]
