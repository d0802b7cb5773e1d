"""How a new value is written: the YAML of the value alone, as a careful person would type it.

ruamel.yaml writes; what it is given is dressed first, so that words are plain where every reader takes them
for the same text, and in double quotes where one might not.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from io import StringIO
from typing import Any

from msgspec import Struct

from reviewctl.model.event import EventDetail
from reviewctl.store.strict import read_yaml

FLOW_WIDTH = 80
"""The most characters that an event with its details may take and still stand on one line."""

_EVENT_KEYS = frozenset(EventDetail.__struct_fields__)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Numbers and truth values of YAML 1.1 and 1.2, whichever reader another program uses: 010, 0o17, 12:30, 1e3.
_AMBIGUOUS = re.compile(
    r"""[-+]?(?: \.?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)? | 0[xob][0-9a-fA-F_]+ | \.inf )
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\ ].*)?
    | \.nan | = | ~ | y | n | yes | no | on | off | true | false | null""",
    re.VERBOSE | re.IGNORECASE,
)


class Habits(Struct, frozen=True):
    """How a file is indented: by how much a mapping under its key, and the dash of a list under its key."""

    step: int = 2
    dash: int = 2


class Entry(Struct, frozen=True):
    """A value as it follows its colon or dash: the rest of that line, and the lines under it.

    `head` begins with a space unless it is empty. `rest` is indented from the column of the key or dash.
    """

    head: str
    rest: tuple[str, ...] = ()


def flow(value: object) -> str:
    """Return the value as it stands within brackets: on one line, whatever it is."""
    if value is None:
        return "null"
    return _dump({"k": _dress(value, True, False)}, Habits())[0].removeprefix("k: ")


def flow_key(key: str) -> str:
    """Return the key as it stands within brackets or without, before its colon."""
    return _dump({_dress_key(key): 1}, Habits())[0].removesuffix(": 1")


def under_key(value: object, habits: Habits, *, quoted: bool = False) -> Entry:
    """Return the value as it follows the colon of its key; `quoted` puts all text into double quotes."""
    first, *rest = _dump({"k": _dress(value, False, quoted)}, habits)
    return Entry(first.removeprefix("k:").rstrip(), tuple(rest))


def under_dash(value: object, habits: Habits, *, quoted: bool = False) -> Entry:
    """Return the value as it follows the dash of its item; `quoted` puts all text into double quotes."""
    lines = _dump(_sequence([_dress(value, False, quoted)], False), habits)
    first, *rest = [line[habits.dash :] for line in lines]
    return Entry(first.removeprefix("-").rstrip(), tuple(rest))


def _dump(value: object, habits: Habits) -> list[str]:
    out = StringIO()
    _writer(habits).dump(value, out)
    return out.getvalue().removesuffix("\n").split("\n")


@cache
def _writer(habits: Habits) -> Any:
    from ruamel.yaml import YAML

    writer = YAML()
    writer.width = sys.maxsize
    writer.allow_unicode = True
    writer.brace_single_entry_mapping_in_flow_sequence = True
    writer.indent(mapping=habits.step, sequence=habits.dash + 2, offset=habits.dash)
    return writer


def _dress(value: object, in_flow: bool, quoted: bool) -> object:
    if isinstance(value, str):
        return _text(value, in_flow, quoted)
    if isinstance(value, Mapping):
        inline = in_flow or is_short_event(value)
        return _mapping({_dress_key(k): _dress(v, inline, quoted) for k, v in value.items()}, inline)
    if isinstance(value, Sequence):
        return _sequence([_dress(item, in_flow, quoted) for item in value], in_flow)
    return value


def is_short_event(value: Mapping[str, object]) -> bool:
    """Whether a mapping is an event with its details, short enough to stand on the line of its key."""
    if not value or not _EVENT_KEYS.issuperset(value) or not ("on" in value or "planned" in value):
        return False
    texts = [str(item) for item in value.values()]
    length = sum(map(len, value)) + sum(map(len, texts)) + 4 * len(texts)
    return length <= FLOW_WIDTH and not any("\n" in text for text in texts)


def _mapping(items: dict[object, object], in_flow: bool) -> object:
    from ruamel.yaml.comments import CommentedMap

    made = CommentedMap(items)
    if in_flow:
        made.fa.set_flow_style()
    return made


def _sequence(items: list[object], in_flow: bool) -> object:
    from ruamel.yaml.comments import CommentedSeq

    made = CommentedSeq(items)
    if in_flow:
        made.fa.set_flow_style()
    return made


def _text(text: str, in_flow: bool, quoted: bool) -> object:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    day = _day(text)
    if day is not None:
        return day
    if not quoted and "\n" in text:
        # A text that ends in blank lines would need "|+", of which no one sees where it ends.
        fits = not in_flow and "\r" not in text and not text.endswith("\n") and text.strip()
        return LiteralScalarString(text) if fits else DoubleQuotedScalarString(text)
    plain = not quoted and is_plain(text, in_flow=in_flow)
    return text if plain else DoubleQuotedScalarString(text)


def _dress_key(key: str) -> object:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if _day(key) is not None:
        return _day(key)
    plain = _reads_as(f"{key}: 1", {key: 1}) and _reads_as(f"[{key}]", [key])
    return key if plain else DoubleQuotedScalarString(key)


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    """Whether a text needs no quotes: our reader takes it for this very text, and so does any other."""
    if _AMBIGUOUS.fullmatch(text) and _day(text) is None:
        return False
    return _reads_as(f"[{text}]", [text]) if in_flow else _reads_as(f"k: {text}", {"k": text})


def _reads_as(text: str, value: object) -> bool:
    if "\n" in text or "\r" in text or "\t" in text:
        return False
    parsed = read_yaml(text, "")
    return not parsed.findings and parsed.value == value


def _day(text: str) -> date | None:
    """Return the day that a text names in full; ruamel.yaml would put quotes round the text itself."""
    if not (text.isascii() and _DATE.fullmatch(text)):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
