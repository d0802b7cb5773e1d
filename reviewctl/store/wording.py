"""The words for each kind of difference between a value and its schema. No value of a person's is quoted."""

import re
from functools import lru_cache
from typing import Any

from msgspec import Struct

from reviewctl.model.codes import Code, declare
from reviewctl.model.marks import KeyPath
from reviewctl.model.record import EDTF_FORM
from reviewctl.store.dates import in_words, known_day, meant, not_agreed, why_not_a_span
from reviewctl.store.enforcer import jsonschema_rs
from reviewctl.store.keys import named
from reviewctl.store.scalars import fold

UNKNOWN_KEY = declare("STR001", "unknown-key", "error")
COMPUTED_KEY = declare("STR002", "computed-key", "error")
WRONG_TYPE = declare("STR003", "wrong-kind-of-value", "error")
NOT_A_DATE = declare("STR004", "not-a-date", "error")
NOT_YES_NO = declare("STR005", "not-true-or-false", "error")
MISSING_KEY = declare("STR006", "missing-key", "error")
UNKNOWN_WORD = declare("STR007", "unknown-word", "error")
WRONG_FORM = declare("STR008", "wrong-form", "error")
BLANK_ITEM = declare("STR009", "blank-item", "error")
WRONG_SIZE = declare("STR010", "wrong-size", "error")

COMPUTED = {
    "stage": "reviewctl status",
    "status": "reviewctl status",
    "overdue": "reviewctl status",
    "quorate": "reviewctl quorum",
    "approved": "reviewctl status",
}
_YES_NO = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
_TRUE_FALSE = re.compile(r"\s*(true|false)[.!]?\s*", re.IGNORECASE)
_FORMS = (
    ("sha", "0" * 64, "stockport-homes", "must be the 64 digits and letters of a sha256 fingerprint."),
    ("case", "SAR-2026-001", "stockport-homes", "must be the id of a case, such as SAR-2026-001."),
    ("account", "A_b.c", "@A", "must be the name of an account at GitHub or GitLab, without the @."),
    (
        "id",
        "stockport-homes",
        "Stockport Homes",
        "must be small letters, digits and hyphens, such as stockport-homes.",
    ),
    ("item", "Item-3", "Item 3", "must be letters, digits and hyphens, without blanks."),
)
_KINDS = {
    "string": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list, each item on its own line behind a dash",
    "object": "a group of lines: key, colon, value, moved in under it",
}


class Fault(Struct, frozen=True):
    """One difference, in words. `missing` is the key that is not there, `meant` the one that was misspelt."""

    code: Code
    path: KeyPath
    message: str
    help: str = ""
    at_key: bool = False
    missing: str = ""
    meant: str = ""


def word(error: jsonschema_rs.ValidationError, path: KeyPath, schema: dict[str, Any]) -> list[Fault]:
    """Return the faults that one error at `path` stands for; `schema` is the part that was broken."""
    kind = error.kind
    value = error.instance
    match kind:
        case jsonschema_rs.ValidationErrorKind.AdditionalProperties(unexpected=keys):
            return [_unknown(path, key, schema) for key in keys]
        case jsonschema_rs.ValidationErrorKind.Required(property=key):
            return [_missing(path, key, schema)]
        case jsonschema_rs.ValidationErrorKind.PropertyNames(error=inner):
            return [_odd_key(path, str(inner.instance), schema)]
        case jsonschema_rs.ValidationErrorKind.AnyOf():
            return [_none_of(path, value, schema)]
        case jsonschema_rs.ValidationErrorKind.Type():
            return [_wrong_type(path, value, schema)]
        case jsonschema_rs.ValidationErrorKind.Format() | jsonschema_rs.ValidationErrorKind.Pattern():
            return [_wrong_form(path, str(value), schema)]
        case jsonschema_rs.ValidationErrorKind.Enum() | jsonschema_rs.ValidationErrorKind.Constant():
            return [_unknown_word(path, value, schema)]
    return [_wrong_size(path, schema)]


@lru_cache(maxsize=256)
def accepts_dates(pattern: str) -> bool:
    """Return whether a pattern is one for dates: it takes a day and no ordinary word."""
    return _takes(pattern, "2026-05-21") and not _takes(pattern, "panel-a") and not _takes(pattern, "3x")


def _takes(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


def _label(path: KeyPath) -> str:
    """Return the words for what stands at a path: its key, or the item of a list."""
    if not path:
        return "this file"
    last = path[-1]
    if isinstance(last, str):
        return named(last)
    above = next((step for step in reversed(path) if isinstance(step, str)), None)
    return f"item {last + 1}" + (f" of {named(above)}" if above else "")


def _nearest(word: str, options: list[str]) -> str:
    """Return the option that a word was most likely meant to be, or nothing."""
    import difflib

    plain = {fold(option).replace("-", "_"): option for option in options}
    close = difflib.get_close_matches(fold(word).replace("-", "_")[:60], list(plain), n=1, cutoff=0.7)
    return plain[close[0]] if close else ""


def _listed(options: list[str], last: str) -> str:
    return options[0] if len(options) == 1 else f"{', '.join(options[:-1])} {last} {options[-1]}"


def _unknown(path: KeyPath, key: str, schema: dict[str, Any]) -> Fault:
    here = (*path, key)
    if key in COMPUTED:
        message = f"{named(key)} is worked out from the dates; delete this line. See it with: {COMPUTED[key]}"
        return Fault(COMPUTED_KEY, here, message, at_key=True)
    known = list(schema.get("properties", {}))
    near = _nearest(key, known)
    there = f"there is no {named(key)}" if named(key) != "this key" else "there is no such key as this one"
    if near:
        return Fault(UNKNOWN_KEY, here, f'{there}; did you mean "{near}"?', at_key=True, meant=near)
    help = f"What may stand here: {', '.join(known)}." if known else "Nothing has its place here. Delete it."
    return Fault(UNKNOWN_KEY, here, f"{there} here.", help, at_key=True)


def _missing(path: KeyPath, key: str, schema: dict[str, Any]) -> Fault:
    about = schema.get("properties", {}).get(key, {}).get("description", "")
    where = f" in {_label(path)}" if path else " here"
    message = f"{named(key)} is missing{where}."
    return Fault(MISSING_KEY, (*path, key), message, about, at_key=True, missing=key)


def _odd_key(path: KeyPath, key: str, schema: dict[str, Any]) -> Fault:
    form = _form(schema.get("pattern", "")) or "is not written as a key here must be."
    help = (
        schema.get("description", "")
        or "A key is a plain word, such as mother or coroner-1, never a person's name."
    )
    # What stands there is not repeated: where a plain word is wanted and it is none, it may be a name.
    return Fault(WRONG_FORM, (*path, key), f"The key of this group {form}", help, at_key=True)


def _none_of(path: KeyPath, value: object, schema: dict[str, Any]) -> Fault:
    branches = [branch for branch in schema.get("anyOf", ()) if isinstance(branch, dict)]
    dates = next((branch for branch in branches if _is_date(branch)), None)
    if value is None:
        return _blank(path)
    if dates is not None:
        return _not_a_date(path, str(value) if isinstance(value, int) else "", dates)
    kinds = [_KINDS[branch["type"]] for branch in branches if branch.get("type") in _KINDS]
    return Fault(WRONG_TYPE, path, f"{_label(path)} must be {_listed(kinds or ['of another kind'], 'or')}.")


def _blank(path: KeyPath) -> Fault:
    return Fault(
        BLANK_ITEM, path, f"{_label(path)} is blank.", "Delete its dash, or write something behind it."
    )


def _is_date(schema: dict[str, Any]) -> bool:
    return schema.get("format") == "date" or accepts_dates(schema.get("pattern", "^[a-z]"))


def _wrong_type(path: KeyPath, value: object, schema: dict[str, Any]) -> Fault:
    label = _label(path)
    if value is None:
        return _blank(path)
    wanted = schema.get("type")
    kinds = wanted if isinstance(wanted, list) else [wanted]
    plain = isinstance(value, (str, int, float))
    if "boolean" in kinds and isinstance(value, str):
        return _not_yes_no(path, value)
    if "string" in kinds and plain and _is_date(schema):
        return _not_a_date(path, str(value) if isinstance(value, int) else "", schema)
    if "string" in kinds and plain:
        what = "true or false" if isinstance(value, bool) else "a number"
        return Fault(
            WRONG_TYPE,
            path,
            f'{label} must be a text, and this is read as {what}. Put it in double quotes: "…"',
        )
    names = [_KINDS[kind] for kind in kinds if kind in _KINDS]
    return Fault(WRONG_TYPE, path, f"{label} must be {_listed(names, 'or')}.", schema.get("description", ""))


def _not_yes_no(path: KeyPath, value: str) -> Fault:
    plain = value.strip().casefold()
    if plain in _YES_NO:
        return Fault(NOT_YES_NO, path, f"{_label(path)} says {plain}; write {_YES_NO[plain]}.")
    return Fault(NOT_YES_NO, path, f"{_label(path)} must be true or false. Not known? Leave it blank.")


def _wrong_form(path: KeyPath, value: str, schema: dict[str, Any]) -> Fault:
    if _is_date(schema):
        return _not_a_date(path, value, schema)
    form = _form(schema.get("pattern", "")) or "is not written as it must be."
    return Fault(WRONG_FORM, path, f"{_label(path)} {form}", schema.get("description", ""))


def _form(pattern: str) -> str:
    if not pattern:
        return ""
    return next(
        (words for _, good, bad, words in _FORMS if _takes(pattern, good) and not _takes(pattern, bad)), ""
    )


def _not_a_date(path: KeyPath, value: str, schema: dict[str, Any]) -> Fault:
    label = _label(path)
    pattern = schema.get("pattern", "")
    may_be_unknown = bool(pattern) and _takes(pattern, "not-known")
    partial = bool(pattern) and _takes(pattern, "2026-05")
    day = meant(value)
    if not_agreed(value):
        rest = 'Not agreed yet? Leave it blank; it will show as "no date agreed".'
        if may_be_unknown:
            rest = "Has it not happened? Leave it blank. Is its date not known? Write not-known."
        return Fault(NOT_A_DATE, path, f"{label} says {value.strip()}, which is not a date. {rest}")
    if day is not None:
        message = f"{label} must be year-month-day. For {in_words(day)} write {day.isoformat()}."
        return Fault(NOT_A_DATE, path, message)
    if pattern == EDTF_FORM and why_not_a_span(value):
        return Fault(NOT_A_DATE, path, f"{label} {why_not_a_span(value)}")
    if not known_day(value):
        return Fault(NOT_A_DATE, path, f"{label} is a day or month that no calendar has.")
    if partial and re.fullmatch(r"[0-9]{4}", value):
        return Fault(NOT_A_DATE, path, f'{label} is a year alone. Put it in double quotes: "{value}"')
    less = " Where less is known: 2026-05." if partial else " Not known? Leave it blank."
    return Fault(NOT_A_DATE, path, f"{label} must be year-month-day, such as 2026-05-21.{less}")


def _unknown_word(path: KeyPath, value: object, schema: dict[str, Any]) -> Fault:
    options = [str(option) for option in schema.get("enum", [schema.get("const")])]
    near = _nearest(value, options) if isinstance(value, str) else ""
    guess = f' Did you mean "{near}"?' if near else ""
    return Fault(
        UNKNOWN_WORD,
        path,
        f"{_label(path)} must be {_listed(options, 'or')}.{guess}",
        schema.get("description", ""),
    )


def _wrong_size(path: KeyPath, schema: dict[str, Any]) -> Fault:
    limits = (
        ("minLength", "have {} characters or more"),
        ("maxLength", "have no more than {} characters"),
        ("minItems", "have {} items or more"),
        ("maxItems", "have no more than {} items"),
        ("minimum", "be {} or more"),
        ("maximum", "be no more than {}"),
    )
    words = [words.format(schema[name]) for name, words in limits if name in schema]
    return Fault(WRONG_SIZE, path, f"{_label(path)} must {' and '.join(words) or 'be of another size'}.")
