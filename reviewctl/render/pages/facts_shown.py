"""The facts of a document as tables that a person reads: titles and values in words, nothing blank."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.edtf import fault_of, is_edtf
from reviewctl.facts.judged import Facts
from reviewctl.model.event import NOT_KNOWN
from reviewctl.model.prose import Block, Cell, Grid, Heading, Run, Runs
from reviewctl.render.composed import runs
from reviewctl.render.dates import plain_day
from reviewctl.render.pages.naming import agency_name, meeting_title, role_title
from reviewctl.render.spans import span_words

_WORDS = re.compile(r"[a-z]+(-[a-z]+)+")
_CHOICES = (
    "agreed_by", "considered_with", "contribution", "decided_by", "finding", "kind", "level", "marks", "outcome",
    "pathway", "status", "style", "to",
)  # fmt: skip
"""Fields whose words come from a list, such as not-met: said without their hyphens. Ids keep theirs."""
_NOT_DATES = ("id", "version", "format", "time", "as_written", "case", "answers", "tor")
_LETTERS = {"imr": "IMR", "tor": "Terms of reference", "pip": "PIP", "qap": "QAP", "as_written": "As written"}
_IN_SECTIONS = ("diary", "returns", "family", "processes", "progress", "complaints", "correspondence")
"""Documents made of blocks, each under a key of its own: each block has a heading and a table."""
_EVENT = {"on", "planned", "outcome", "by", "note", "was", "because"}
_NEW_LINE = Run("\n")
_FEW = 3
_LONG = 40
"""From so many characters on, each item of a list stands in a line of its own."""


class Words(Struct, frozen=True):
    """How the values of one kind of document are said, on one review."""

    facts: Facts
    kind: str

    def title(self, key: str, group: str = "") -> str:
        """Return what a field is called; an event of the diary, or a criterion, as the policy calls it."""
        criterion = self.facts.plan.kind.criteria.get(key)
        if criterion is not None:
            return criterion.title
        rule = self.facts.plan.kind.events.get(f"{group}.{key}")
        if rule is not None:
            return re.sub(r" \([^()]*\)$", "", rule.title)
        text = _LETTERS.get(key, key.replace("_", " "))
        return text[:1].upper() + text[1:]

    def section(self, key: str) -> str:
        """Return what a block is called: an agency by its name, an action by its number."""
        if self.kind == "returns":
            return agency_name(self.facts.board, key)
        if self.kind == "progress":
            return f"Action {key}"
        return self.title(key if key[:1].isdecimal() else key.replace("-", " "))

    def value(self, value: object, key: str) -> str:
        """Return a single value as people say it."""
        match value:
            case bool():
                return "yes" if value else "no"
            case date():
                return plain_day(value)
            case str():
                return self._text(value, key)
        return str(value)

    def _text(self, text: str, key: str) -> str:
        found = "not known" if text == NOT_KNOWN else self._titled(text, key)
        if found is not None:
            return found
        if key not in _NOT_DATES and is_edtf(text) and not fault_of(text):
            return span_words(text)
        return text.replace("-", " ") if key in _CHOICES and _WORDS.fullmatch(text) else text

    def _titled(self, text: str, key: str) -> str | None:
        """Return what the policy or the board calls a word of theirs; None where it is no such word."""
        pack, kind = self.facts.plan.pack, self.facts.plan.kind
        if key == "method" and text in kind.methods:
            return kind.methods[text].title
        if key == "mandate" and text in kind.mandates:
            return kind.mandates[text].title or text
        if key == "kind" and self.kind == "meetings":
            return meeting_title(self.facts.plan, text)
        if text in pack.roles:
            return role_title(pack, text)
        return agency_name(self.facts.board, text) if self.facts.board.agency(text) is not None else None


def facts_shown(data: object, words: Words) -> Iterator[Block]:
    """Yield the facts of a document as blocks: what is single in one table, then what there is several of."""
    if isinstance(data, Mapping) and words.kind in _IN_SECTIONS:
        for key, value in data.items():
            blocks = list(_of_mapping(value, words, 3, str(key))) if isinstance(value, Mapping) else []
            if blocks:
                yield Heading(runs(words.section(str(key))), 2)
                yield from blocks
    elif isinstance(data, Mapping):
        yield from _of_mapping(data, words, 2)
    elif isinstance(data, list | tuple) and data:
        yield _table(data, words)


def _of_mapping(data: Mapping[str, object], words: Words, level: int, group: str = "") -> Iterator[Block]:
    """Yield the fields of one thing; the events of the diary are single, whatever they are made of."""
    filled = {key: value for key, value in data.items() if not is_blank(value)}
    apart = [
        key
        for key, value in filled.items()
        if words.kind != "diary" and (_is_table(value) or _is_long(value))
    ]
    single = {key: value for key, value in filled.items() if key not in apart}
    if single:
        yield Grid(
            (), tuple((Cell(runs(words.title(k, group))), _cell(v, words, k)) for k, v in single.items())
        )
    for key in apart:
        yield Heading(runs(words.title(key)), level)
        yield from _apart(filled[key], words, level)


def _apart(value: object, words: Words, level: int) -> Iterator[Block]:
    if isinstance(value, Mapping) and not _is_table(value):
        yield from _of_mapping(value, words, level + 1)
    else:
        yield _table(_rows(value, words), words)


def _is_long(value: object) -> bool:
    """Whether a thing has so many fields that they are better read in a table of their own."""
    filled = [one for one in value.values() if not is_blank(one)] if isinstance(value, Mapping) else []
    return len(filled) > _FEW and not (isinstance(value, Mapping) and set(value) <= _EVENT)


def is_blank(value: object) -> bool:
    """Whether nothing is recorded in a field, or in any field within it."""
    if isinstance(value, Mapping):
        return all(map(is_blank, value.values()))
    if isinstance(value, list | tuple):
        return all(map(is_blank, value))
    return value is None or value == ""


def _is_table(value: object) -> bool:
    """Whether a value is several things of one form: a list of them, or each under a key."""
    several = (
        value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    )
    return bool(several) and all(isinstance(one, Mapping) for one in several)


def _rows(value: object, words: Words) -> Sequence[Mapping[str, object]]:
    if isinstance(value, Mapping):
        return [{"": words.title(key), **(inner or {})} for key, inner in value.items()]
    return list(value) if isinstance(value, list | tuple) else []


def _table(rows: Sequence[Mapping[str, object]], words: Words) -> Grid:
    """Return things of one form as a table, with the fields that one of them has."""
    keys = [
        key
        for key in dict.fromkeys(key for row in rows for key in row)
        if not all(is_blank(r.get(key)) for r in rows)
    ]
    return Grid(
        tuple(runs(words.title(key)) for key in keys),
        tuple(tuple(_cell(row.get(key), words, key) for key in keys) for row in rows),
    )


def _cell(value: object, words: Words, key: str) -> Cell:
    """Return a value as a cell: a list, or fields within it, line by line; of an event, what is said of it below."""
    lines = list(_lines(value, words, key))
    if isinstance(value, Mapping) and set(value) <= _EVENT and lines:
        return Cell(lines[0], tuple(lines[1:]))
    return Cell(tuple(run for at, line in enumerate(lines) for run in (*((_NEW_LINE,) if at else ()), *line)))


def _lines(value: object, words: Words, key: str) -> Iterator[Runs]:
    """Yield a value line by line: an event as its day and what is said of it, a list of long texts one by one."""
    if is_blank(value):
        return
    if isinstance(value, Mapping):
        yield from _event(value, words) if set(value) <= _EVENT else _fields(value, words)
    elif isinstance(value, list | tuple):
        if any(isinstance(one, Mapping) for one in value):
            for one in value:
                yield from _lines(one, words, key)
            return
        texts = list(_words(value, words, key))
        yield from map(runs, texts if any(len(text) > _LONG for text in texts) else ["; ".join(texts)])
    else:
        yield runs(words.value(value, key))


def _fields(value: Mapping[str, object], words: Words) -> Iterator[Runs]:
    for name, inner in value.items():
        text = "; ".join(_words(inner, words, name))
        if text:
            yield runs(f"{words.title(name)}: {text}")


def _event(value: Mapping[str, object], words: Words) -> Iterator[Runs]:
    """Yield when an event was, and under it what else is said of it."""
    on = value.get("on")
    yield runs(words.value(on, "on") if on is not None else "")
    for name, inner in value.items():
        if name != "on" and not is_blank(inner):
            said = words.value(inner, name)
            yield runs(said if name == "note" else f"{words.title(name)}: {said}")


def _words(value: object, words: Words, key: str) -> Iterator[str]:
    """Yield the texts that a value comes to."""
    if is_blank(value):
        return
    if isinstance(value, Mapping):
        inner = ((name, ", ".join(_words(one, words, name))) for name, one in value.items())
        yield ", ".join(f"{words.title(name).lower()} {text}" for name, text in inner if text)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _words(one, words, key)
    else:
        yield words.value(value, key)
