"""Whether a value has the shape that its document must have: all that differs, at its place.

The schema is enforced by jsonschema-rs, which reports every error at once. A message is worded from the kind
of error and the schema, never from the library's own text, which prints the whole value.
"""

from collections.abc import Iterator, Mapping
from typing import Any

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

    Without marks every finding is of the file as a whole.
    """
    faults = list(_faults(value, schema_validator))
    meant = {(fault.path[:-1], fault.meant) for fault in faults if fault.meant}
    findings = {
        _finding(fault, marks, path): None
        for fault in faults
        # A misspelt key is one mistake and not two: the key that was meant is not missing as well.
        if not (fault.missing and (fault.path[:-1], fault.missing) in meant)
    }
    return sorted(findings, key=lambda finding: (finding.spot, finding.code))


def _finding(fault: Fault, marks: Marks | None, path: str) -> Finding:
    spot = Spot(path)
    if marks is not None:
        at = marks.key(fault.path) if fault.at_key else marks.nearest(fault.path)
        spot = Spot(path, at.line, at.column)
    message, help = fault.message, fault.help
    if fault.missing and marks is not None and marks.at(fault.path) is not None:
        message = f"{named(fault.missing)} is blank, and it is needed."
    return fault.code.finding(spot, message, help=help)


def _faults(value: object, validator: Validator) -> Iterator[Fault]:
    for error in validator.errors(value):
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
