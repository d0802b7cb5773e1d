"""The strict YAML reader: a plain value, a place for every part of it, and everything that is wrong.

It builds straight from the event stream of libyaml, so that nothing PyYAML would do on its own (guess dates,
follow aliases, call constructors, recurse) ever happens. Plain words are read as YAML 1.2 and JSON both read
them: true, false, null, numbers; all else (dates, no, 010, 12:30, 1_000) is text, kept as written.
"""

import contextlib
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from reviewctl.model.finding import EnvironmentFault, Finding, Spot
from reviewctl.model.marks import Mark, Marks
from reviewctl.store import refusals as no
from reviewctl.store.bare import Odd, bare_value
from reviewctl.store.blanks import without_inner_blanks
from reviewctl.store.decode import FORBIDDEN, describe_character, first_unseen
from reviewctl.store.keys import named
from reviewctl.store.parsed import Parsed
from reviewctl.store.scalars import (
    CONSTANTS,
    LongNumber,
    block_end,
    fold,
    is_explicit_key,
    may_have_explicit_keys,
    resolve,
)
from reviewctl.store.syntax import explain

_as_mark: Callable[[type[Mark], tuple[int, int, int]], Mark] = tuple.__new__
"""Makes a Mark without going through its Python constructor, where a fifth of the reader's time would go."""


class _Stop(Exception):
    """There is no sense in reading on: it was said why."""


def read_yaml(
    text: str, path: str, *, line_offset: int = 0, char_offset: int = 0, bare: bool = False
) -> Parsed:
    """Return what a YAML text says, where each part of it stands, and all its faults at once.

    `line_offset` and `char_offset` are the lines and characters of the file that stand before the text. A
    `bare` reading makes no marks, leaves inner blanks out and is quicker; a text in which anything is odd is
    then read with marks, so that the findings are the same. Raises EnvironmentFault where PyYAML came without
    its C library, and nothing for a fault of the text.
    """
    if bare:
        with contextlib.suppress(Odd):
            return Parsed(bare_value(text, _parser), None, ())
    findings: list[Finding] = []
    value, marks = _read_with_marks(text, path, line_offset, char_offset, findings)
    value = without_inner_blanks(value) if bare else value
    return Parsed(value, marks, tuple(sorted(findings, key=lambda f: (f.spot, f.code))))


def _read_with_marks(
    text: str, path: str, line_offset: int, char_offset: int, findings: list[Finding]
) -> tuple[object, Marks | None]:
    try:
        return _Reader(text, path, line_offset, char_offset, findings).read()
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        fault = explain(error, text, path, line_offset)
        # One slip of the pen is one finding: `*word* …` is an alias first and a syntax error behind it.
        if all(known.spot.line != fault.spot.line for known in findings):
            findings.append(fault)
    except (yaml.YAMLError, UnicodeEncodeError):
        findings.append(first_unseen(text, path, line_offset))
    return None, None


def _parser(text: str) -> Callable[[], Any]:
    try:
        from yaml._yaml import CParser
    except ImportError:
        raise EnvironmentFault(
            "PyYAML was installed without its C library, so files cannot be read safely.",
            "Install it again from a wheel: pip install --force-reinstall --only-binary :all: pyyaml",
        ) from None
    get_event: Callable[[], Any] = CParser(text).get_event
    return get_event


class _Reader:
    """One reading of one text: pulls events and builds the value and its marks side by side."""

    __slots__ = ("chars", "explicit", "findings", "get", "lines", "path", "text")

    def __init__(
        self, text: str, path: str, line_offset: int, char_offset: int, findings: list[Finding]
    ) -> None:
        self.text = text
        self.path = path
        self.lines = line_offset + 1
        self.chars = char_offset
        self.findings = findings
        self.explicit = may_have_explicit_keys(text)
        self.get = _parser(text)

    def read(self) -> tuple[object, Marks]:
        """Return the value of the only document, and its marks. Raises _Stop or a YAMLError."""
        self.get()
        event = self.get()
        if type(event) is not DocumentStartEvent:
            self._empty()
        if event.version is not None or event.tags is not None:
            self._refuse(no.DIRECTIVE, event.start_mark)
        first = self.get()
        value, marks = self._node(first, 1)
        if type(first) is ScalarEvent and value is None:
            self._empty()
        self.get()
        event = self.get()
        if type(event) is not StreamEndEvent:
            self._refuse(no.SECOND, event.start_mark)
        return value, marks

    def _empty(self) -> None:
        self.findings.append(no.EMPTY.finding(Spot(self.path, self.lines, 1), "nothing is written here."))
        raise _Stop

    def _refuse(self, refusal: no.Refusal, at: Any) -> None:
        spot = Spot(self.path, at.line + self.lines, at.column + 1)
        self.findings.append(refusal.code.finding(spot, refusal.message, help=refusal.help))

    def _mark(self, at: Any) -> Mark:
        return _as_mark(Mark, (at.index + self.chars, at.line + self.lines, at.column + 1))

    def _node(self, event: Any, depth: int) -> tuple[object, Marks]:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event), self._scalar_marks(event)
        if kind is AliasEvent:
            self._refuse(no.ALIAS, event.start_mark)
            return None, Marks(self._mark(event.start_mark), self._mark(event.end_mark))
        self._no_properties(event)
        if depth > no.MAX_DEPTH:
            self._refuse(no.DEEP, event.start_mark)
            raise _Stop
        return self._mapping(event, depth) if kind is MappingStartEvent else self._sequence(event, depth)

    def _no_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(no.ANCHOR, event.start_mark)
        if event.tag is not None:
            self._refuse(no.TAG, event.start_mark)

    def _scalar(self, event: Any) -> str | int | float | bool | None:
        text: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._no_properties(event)
        if not event.style:
            try:
                return resolve(text)
            except LongNumber:
                self._refuse(no.LONG_NUMBER, event.start_mark)
                return text
        if event.style == '"' and not text.isprintable():
            self._no_escaped(event, text)
        return text

    def _no_escaped(self, event: Any, text: str) -> None:
        """Refuse what a backslash code brought in; text that was typed as it is was looked at by `decode`."""
        hit = FORBIDDEN.search(text)
        if hit is None:
            return
        self.findings.append(
            no.ESCAPED.finding(
                Spot(self.path, event.start_mark.line + self.lines, event.start_mark.column + 1),
                "a backslash code in this text stands for a character that cannot be seen "
                f"({describe_character(hit[0])}).",
                help="Delete the code. Where the backslash is meant as such, put the text in single quotes.",
            )
        )

    def _scalar_marks(self, event: Any) -> Marks:
        start, end = event.start_mark, event.end_mark
        first = self._mark(start)
        if event.style == "|" or event.style == ">":
            return Marks(first, block_end(self.text[start.index : end.index], event.value, first))
        return Marks(first, self._mark(end))

    def _sequence(self, start: Any, depth: int) -> tuple[object, Marks]:
        get, node = self.get, self._node
        items: list[object] = []
        children: list[Marks] = []
        event = get()
        while type(event) is not SequenceEndEvent:
            value, marks = node(event, depth + 1)
            items.append(value)
            children.append(marks)
            event = get()
        return items, self._around(start, event, children[-1].end if children else None, children, None)

    def _around(
        self,
        start: Any,
        end: Any,
        last: Mark | None,
        children: dict[str, Marks] | list[Marks],
        keys: dict[str, tuple[Mark, Mark]] | None,
    ) -> Marks:
        """Return the marks of a collection: a block ends with its last value."""
        flow: bool = start.flow_style
        close = self._mark(end.end_mark) if flow or last is None else last
        return Marks(self._mark(start.start_mark), close, children, keys, flow)

    def _mapping(self, start: Any, depth: int) -> tuple[object, Marks]:
        get, node, mark = self.get, self._node, self._mark
        out: dict[str, object] = {}
        children: dict[str, Marks] = {}
        keys: dict[str, tuple[Mark, Mark]] = {}
        last: Mark | None = None
        odd = False
        event = get()
        while type(event) is not MappingEndEvent:
            key, begin, end = self._key(event, depth), event.start_mark, event.end_mark
            value, marks = node(get(), depth + 1)
            last = marks.end
            event = get()
            if key is None:
                continue
            if key in out:
                self._duplicate(mark(begin), key, key, keys)
                continue
            out[key] = value
            odd = odd or not (key.islower() and key.isascii())
            children[key] = marks
            keys[key] = (mark(begin), mark(end))
        if odd:
            self._no_twins(out, keys)
        if len(out) > no.MAX_KEYS:
            self._refuse(no.MANY_KEYS, start.start_mark)
        return out, self._around(start, event, last, children, keys)

    def _key(self, event: Any, depth: int) -> str | None:
        """Return the text of a key, or None where there is none to be had; then it was said why.

        A number may be a key: it is text as written, for action 3 is found under `3:`.
        """
        if type(event) is not ScalarEvent:
            self._refuse(no.COMPLEX_KEY, event.start_mark)
            self._node(event, depth + 1)
            return None
        key: str = event.value
        at: Any = event.start_mark
        if event.anchor is not None or event.tag is not None:
            self._no_properties(event)
        if self.explicit and is_explicit_key(self.text, at.index):
            self._refuse(no.COMPLEX_KEY, event.start_mark)
        if not event.style and (key == "<<" or key in CONSTANTS):
            self._refuse(no.MERGE if key == "<<" else no.KEY_NOT_TEXT, event.start_mark)
            return None
        if not key.isprintable():
            self._no_escaped(event, key)
        return key

    def _duplicate(self, at: Mark, key: str, first: str, keys: dict[str, tuple[Mark, Mark]]) -> None:
        other = keys[first][0]
        message = f"{named(key)} stands twice in the same group, first on line {other.line}."
        if key != first:
            message = (
                f"{named(key)} and {named(first)} on line {other.line} differ only in capitals or accents."
            )
        self.findings.append(
            no.DUPLICATE.finding(
                Spot(self.path, at.line, at.column),
                message,
                help="Keep the line that is right and delete the other.",
                related=(Spot(self.path, other.line, other.column),),
            )
        )

    def _no_twins(self, out: dict[str, object], keys: dict[str, tuple[Mark, Mark]]) -> None:
        seen: dict[str, str] = {}
        for key in out:
            first = seen.setdefault(fold(key), key)
            if first != key:
                self._duplicate(keys[key][0], key, first, keys)
