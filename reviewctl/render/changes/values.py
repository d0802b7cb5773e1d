"""How single values are said in a sentence on a change, and which are too much of a person's own words to be."""

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from reviewctl.facts.changes.sections import WORD
from reviewctl.facts.edtf import fault_of, is_edtf
from reviewctl.model.address import parse_address
from reviewctl.model.event import EventDetail, Moment, moments
from reviewctl.render.dates import MONTHS, long_day
from reviewctl.render.pages.naming import many
from reviewctl.render.spans import span_words

_EDTF = re.compile(r"[0-9X]{4}(?:$|[-/~?%].*)|\.\./.*")
SHOWN = frozenset(
    [
        "agencies",
        "agencies_involved",
        "agency",
        "agreed_by",
        "agrees",
        "answers",
        "asked_by",
        "asked_of",
        "author",
        "case",
        "code",
        "considered_with",
        "contribution",
        "criteria_claimed",
        "decided_by",
        "deputy_for",
        "digest",
        "except",
        "family_advocate",
        "finding",
        "held",
        "id",
        "joint_with",
        "kind",
        "level",
        "mandate",
        "marks",
        "media_contact",
        "method",
        "nothing_on",
        "outcome",
        "owner",
        "owners",
        "pathway",
        "person",
        "policy",
        "pseudonym",
        "recommendation",
        "reference",
        "relationship",
        "role",
        "sector",
        "sha256",
        "stands_for",
        "status",
        "step",
        "steps",
        "style",
        "subject",
        "theme",
        "themes",
        "tor",
        "type",
        "version",
        "withdrawn",
    ]
)
"""The fields whose words come from a list, or name a thing by its id: these are said. All other words are only
counted: they are somebody's own."""
_OWN_WORDS = {("processes", "status"), ("actions", "outcome"), ("actions", "status")}
"""Fields of those names that hold somebody's own words all the same."""
_OF_BOARD = re.compile(r"agencies\[[^\]]*\]\.(?:name|aliases\[[^\]]*\]\.name)|themes|rag\b.*|board")
_LONGEST = 60
_LETTERS = {
    "imr": "IMR",
    "tor": "terms of reference",
    "sha256": "fingerprint",
    "rag": "RAG",
    "as_written": "the words of the source",
}


def day(value: date) -> str:
    """Return "1 August 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moved(before: date, after: date) -> str:
    """Return "1 May → 1 August 2026"; the first year only where it is another."""
    first = day(before) if before.year != after.year else f"{before.day} {MONTHS[before.month - 1]}"
    return f"{first} → {day(after)}"


def term(first: date | None, last: date | None) -> str:
    """Return from when until when somebody holds an office or something lasts: " from 1 May 2026 until …", or ""."""
    since = f" from {day(first)}" if first else ""
    return since + (f" until {day(last)}" if last else "")


def when(moment: Moment) -> str:
    """Return when something happened in full, as far as it is known: "Wednesday 28 January 2026", "January 2026"."""
    if moment.on is None:
        return "not known on which day"
    if moment.precision == "day":
        return long_day(moment.on)
    month = f"{MONTHS[moment.on.month - 1]} {moment.on.year}"
    return month if moment.precision == "month" else str(moment.on.year)


def count_words(value: object) -> int:
    """Return how many words stand in a text, or in all texts of a value."""
    if isinstance(value, tuple | list):
        return sum(map(count_words, value))
    return len(WORD.findall(value)) if isinstance(value, str) else 0


def many_of(count: int, what: str) -> str:
    """Return "1 note in the log", "2 notes in the log"."""
    first, _, rest = what.partition(" ")
    return " ".join(filter(None, (many(count, first), rest)))


def field_name(address: str) -> str:
    """Return the last field that an address names: `due` of `actions[3].due`."""
    found: list[str] = re.findall(r"([a-z][a-z0-9_]*)(?:\[[^\]]*\])?(?:\.|$)", address)
    return found[-1] if found else ""


def titled(key: str) -> str:
    """Return a field's key as people say it."""
    return _LETTERS.get(key, key.replace("_", " "))


def may_be_shown(address: str, value: object) -> bool:
    """Whether a value may stand in a sentence: no name, no narrative, nothing in somebody's own words."""
    if isinstance(value, tuple | list):
        return all(may_be_shown(address, one) for one in value)
    if not isinstance(value, str):
        return True
    if _is_edtf(value):
        return True
    if address.startswith("policy") or _OF_BOARD.fullmatch(address):
        return True  # A Board's own rules, and what organisations are called, are nobody's story.
    field = field_name(address)
    if field == "sha256":
        return True
    return field in SHOWN and (head_of(address), field) not in _OWN_WORDS and len(value) <= _LONGEST


def _is_edtf(value: str) -> bool:
    return _EDTF.match(value) is not None and is_edtf(value) and not fault_of(value)


Say = Callable[[str, str], str]
"""Says a word of a list as people do, given the field that it stands in."""


def _as_it_is(field: str, word: str) -> str:
    return word


def shown(address: str, value: object, say: Say = _as_it_is) -> str:
    """Return a value in words; one that may not be shown as how many words it has."""
    if not may_be_shown(address, value):
        return many(count_words(value), "word")
    match value:
        case None:
            return "blank"
        case bool():
            return "yes" if value else "no"
        case date():
            return day(value)
        case str():
            if field_name(address) == "sha256":
                return f"{value[:8]}…"
            if _is_edtf(value) and field_name(address) not in ("id", "version"):
                return span_words(value)
            return say(field_name(address), value)
        case EventDetail():
            found = moments(value, "")
            return when(found[0]) if found else "blank"
        case tuple():
            words = [shown(address, one, say) for one in value]
            # An agency's name may have a comma in it.
            return (" · " if any(", " in one for one in words) else ", ").join(words) or "blank"
    return str(value)


def change_of(address: str, before: object, after: object, say: Say = _as_it_is) -> str:
    """Return what became of a value: "yes", "no → yes", "blank (was yes)", "reworded (12 words)"."""
    if not (may_be_shown(address, before) and may_be_shown(address, after)):
        return _counted(before, after)
    if isinstance(before, date) and isinstance(after, date):
        return moved(before, after)
    if before is None:
        return shown(address, after, say)
    if after is None:
        return f"taken out (was {shown(address, before, say)})"
    if isinstance(before, tuple) and isinstance(after, tuple):
        return _came_and_went(address, before, after, say)
    old, new = shown(address, before, say), shown(address, after, say)
    return f"{old} → {new}" if old != new else f"{new}, written another way"


def reworked(before: Struct, after: Struct, head: str) -> str:
    """Return what became of the fields of somebody's place in an office or on a panel; a last day given at last."""
    said = []
    for field in after.__struct_fields__:
        was, now, name = getattr(before, field), getattr(after, field), field.rstrip("_")
        if was != now:
            ends = field == "to" and was is None
            said.append(
                f"until {day(now)}" if ends else f"{titled(name)} {change_of(f'{head}.{name}', was, now)}"
            )
    return "; ".join(said)


def _came_and_went(address: str, before: tuple[object, ...], after: tuple[object, ...], say: Say) -> str:
    """Return what came into a list and what went out of it: the rest of it is as it was."""
    came, went = (
        tuple(one for one in mine if one not in other) for mine, other in ((after, before), (before, after))
    )
    said = [
        f"{shown(address, some, say)} {word}" for some, word in ((came, "added"), (went, "taken out")) if some
    ]
    return ", ".join(said) or "in another order"


def _counted(before: object, after: object) -> str:
    if before is None:
        return f"written ({many(count_words(after), 'word')})"
    if after is None:
        return f"taken out ({many(count_words(before), 'word')})"
    return f"reworded ({many(count_words(before), 'word')} → {count_words(after)})"


def plain(address: str, value: object) -> object:
    """Return a value as JSON may hold it; None for one that may not be shown."""
    if isinstance(value, EventDetail):
        found = {name: getattr(value, name) for name in value.__struct_fields__ if name != "note"}
        return {name: part for name, part in found.items() if part is not None}
    if isinstance(value, tuple) and any(isinstance(one, EventDetail) for one in value):
        return [plain(address, one) for one in value]
    if isinstance(value, str | bool | int | date | tuple | list) and may_be_shown(address, value):
        return value
    return None


def group_of(address: str) -> str:
    """Return the address of the thing that a value belongs to: `returns[gmp].imr` of `returns[gmp].imr.due`."""
    return re.sub(r"\.[a-z][a-z0-9_]*$", "", address) if "." in address else address


def ordinal(number: int) -> str:
    """Return "first", "second" … "tenth", then "11th", "21st"."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


def head_of(address: str) -> str:
    """Return the first word of an address."""
    try:
        return parse_address(address).head
    except ValueError:
        return address
