"""The language of letter templates: words in braces, blocks that repeat, blocks that depend.

    {case}  {agency}                     a word, or a visible blank where nothing is on record
    {event:decision.made|the day}        when an event happened; behind the stroke, what the blank is called
    {seats.who||nobody yet}              behind two strokes: words to stand there, and no blank
    {due:returns[].imr.submitted}        by when the step that this event meets is due
    {within:screening.held}              within how long: 15 working days
    {each owed} … {owed.what} … {end}    once for each row of a list
    {if meeting.first} … {else} … {end}  only where there is something; {if not …} where there is nothing
    {{ and }}                            a brace itself

There is nothing else: no expressions, no calls, no way to anything but the words that are offered. A list does
not stand within a list, so that what is written grows with the record and with nothing else.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from reviewctl.model.letter import Fault, Value

MOST = 64 * 1024
"""How many characters a template may have. A long letter has four thousand."""
_DEEPEST = 6

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_NAME = re.compile(r"[a-z][a-z0-9_.]*|(?:event|due|within):[a-z][a-z0-9_\[\].,-]*")

Check = Callable[[str], str | None]
"""Says what is wrong with a word, or None where it is one of those that are offered."""


class _Text(Struct, frozen=True):
    text: str


class _Put(Struct, frozen=True):
    name: str
    blank: str
    instead: str | None = None

    def nothing(self, blank_of: Callable[[str], str]) -> str:
        """Return what stands where nothing is on record: words that the template gives, or a blank."""
        return f"[{self.blank or blank_of(self.name)}]" if self.instead is None else self.instead


class _Each(Struct, frozen=True):
    name: str
    body: tuple["Node", ...]


class _If(Struct, frozen=True):
    name: str
    negated: bool
    then: tuple["Node", ...]
    otherwise: tuple["Node", ...]


Node = _Text | _Put | _Each | _If


class Parsed(Struct, frozen=True):
    """A template that was read: its parts, and everything that is wrong with it."""

    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...]


class _Open:
    """A block that is not closed yet: what opened it, where, and its parts so far."""

    def __init__(self, word: str, name: str, line: int, column: int) -> None:
        self.word = word
        self.name = name
        self.line = line
        self.column = column
        self.then: list[Node] = []
        self.otherwise: list[Node] | None = None

    @property
    def parts(self) -> list[Node]:
        return self.then if self.otherwise is None else self.otherwise

    def node(self) -> Node:
        if self.word == "each":
            return _Each(self.name, tuple(self.then))
        return _If(self.name, self.word == "if not", tuple(self.then), tuple(self.otherwise or ()))


def parse(text: str, line: int = 1, *, check: Check, lists: Mapping[str, Collection[str]]) -> Parsed:
    """Return a template's parts, and all its faults at once, each with its line and column.

    `check` judges each word; `lists` are the words that stand for rows, each with the fields of a row.
    """
    if len(text) > MOST:
        fault = Fault(line, 1, f"This template is longer than {MOST:,} characters. Make two of it.")
        return Parsed((), (fault,))
    reader = _Reader(line, check, lists)
    for number, one in enumerate(text.splitlines(keepends=True), line):
        reader.read(one, number)
    return reader.done()


class _Reader:
    def __init__(self, line: int, check: Check, lists: Mapping[str, Collection[str]]) -> None:
        self.check = check
        self.lists = lists
        self.faults: list[Fault] = []
        self.open: list[_Open] = [_Open("", "", line, 1)]

    def read(self, line: str, number: int) -> None:
        """Take in one line. A line on which only the beginning or end of a block stands leaves no trace."""
        alone = _is_block_line(line)
        at = 0
        for token in _TOKEN.finditer(line):
            if not alone:
                self._text(line[at : token.start()])
            at = token.end()
            self._token(token, number, token.start() + 1)
        if not alone:
            self._text(line[at:])

    def done(self) -> Parsed:
        """Return what was read; a block that nobody closed is a fault."""
        for left in self.open[1:]:
            self._fault(left.line, left.column, f"{{{left.word} {left.name}}} is never closed: add {{end}}.")
        return Parsed(tuple(self.open[0].then), tuple(sorted(self.faults)))

    def _text(self, text: str) -> None:
        if text:
            self.open[-1].parts.append(_Text(text))

    def _fault(self, line: int, column: int, message: str) -> None:
        self.faults.append(Fault(line, column, message))

    def _token(self, token: re.Match[str], line: int, column: int) -> None:
        whole, inner = token[0], token[1]
        if whole in ("{{", "}}"):
            self._text(whole[0])
        elif inner is None:
            self._fault(line, column, f'A brace stands alone. For a brace itself write "{whole * 2}".')
        else:
            self._word(inner.strip(), line, column)

    def _word(self, inner: str, line: int, column: int) -> None:
        first, _, rest = inner.partition(" ")
        match first:
            case "each":
                self._begin("each", rest.strip(), line, column)
            case "if" if rest.startswith("not "):
                self._begin("if not", rest.removeprefix("not ").strip(), line, column)
            case "if":
                self._begin("if", rest.strip(), line, column)
            case "else" if not rest:
                self._else(line, column)
            case "end" if not rest:
                self._end(line, column)
            case _:
                name, stroke, rest = inner.partition("|")
                two = rest.startswith("|")
                put = _Put(name.strip(), rest.strip(), rest[1:].strip() if stroke and two else None)
                self._put(put, line, column)

    def _put(self, put: _Put, line: int, column: int) -> None:
        name = put.name
        if name in self.lists and self._understood(name, line, column):
            fields = ", ".join(f"{{{name}.{field}}}" for field in self.lists[name])
            self._fault(
                line, column, f"{name} is a list. Write {{each {name}}} … {{end}} round it: it has {fields}."
            )
        elif self._understood(name, line, column):
            self.open[-1].parts.append(put)

    def _begin(self, word: str, name: str, line: int, column: int) -> None:
        if self._understood(name, line, column) and word == "each":
            self._must_be_a_list(name, line, column)
        if len(self.open) > _DEEPEST:
            self._fault(line, column, f"Blocks stand more than {_DEEPEST} deep in each other here.")
        self.open.append(_Open(word, name, line, column))

    def _must_be_a_list(self, name: str, line: int, column: int) -> None:
        if name not in self.lists:
            known = ", ".join(sorted(self.lists)) or "none here"
            self._fault(line, column, f"{name} is not a list, so there is no each of it. Lists: {known}.")
        elif any(one.word == "each" for one in self.open):
            self._fault(line, column, "A list cannot stand within a list. Close the outer one first: {end}.")

    def _else(self, line: int, column: int) -> None:
        inner = self.open[-1]
        if inner.word not in ("if", "if not") or inner.otherwise is not None:
            self._fault(line, column, "{else} belongs between one {if …} and its {end}, once.")
        else:
            inner.otherwise = []

    def _end(self, line: int, column: int) -> None:
        if len(self.open) == 1:
            self._fault(line, column, "{end} closes nothing: no {each …} or {if …} is open here.")
            return
        node = self.open.pop().node()
        self.open[-1].parts.append(node)

    def _understood(self, name: str, line: int, column: int) -> bool:
        """Whether a word is one of those that are offered here; what is wrong with it is noted."""
        head = name.partition(".")[0]
        wrong = _not_a_word(name) or self._outside(head, name) or self.check(name)
        if wrong is not None:
            self._fault(line, column, wrong)
        return wrong is None

    def _outside(self, head: str, name: str) -> str | None:
        if head not in self.lists or head == name:
            return None
        if any(one.word == "each" and one.name == head for one in self.open):
            return None
        return f"{{{name}}} belongs between {{each {head}}} and its {{end}}."


def _not_a_word(name: str) -> str | None:
    if _NAME.fullmatch(name):
        return None
    shown = name if name.isprintable() and len(name) <= 40 else "…"
    return f"{{{shown}}} is not a word in braces. Write it like {{case}} or {{event:decision.made}}."


def _is_block_line(line: str) -> bool:
    """Whether a line holds the beginning, the middle or the end of blocks and nothing else."""
    tokens = [token[1] for token in _TOKEN.finditer(line)]
    blocks = [one is not None and one.split(" ")[0] in ("each", "if", "else", "end") for one in tokens]
    return bool(tokens) and all(blocks) and not _TOKEN.sub("", line).strip()


Look = Callable[[str], Value]


def fill(parsed: Parsed, look: Look, blank_of: Callable[[str], str], write: Callable[[str], str]) -> str:
    """Return the text with its words filled in.

    `look` gives what a word stands for, `blank_of` what its blank is called where nothing is on record, and
    `write` makes a value harmless in the text round it.
    """
    return "".join(_filled(parsed.nodes, look, blank_of, write))


def _filled(
    nodes: Sequence[Node], look: Look, blank_of: Callable[[str], str], write: Callable[[str], str]
) -> Iterator[str]:
    for node in nodes:
        match node:
            case _Text():
                yield node.text
            case _Put():
                value = look(node.name)
                yield write(value) if isinstance(value, str) and value else node.nothing(blank_of)
            case _If():
                there = bool(look(node.name)) is not node.negated
                yield from _filled(node.then if there else node.otherwise, look, blank_of, write)
            case _Each():
                rows = look(node.name)
                for row in rows if isinstance(rows, tuple) else ():
                    yield from _filled(node.body, _within(look, node.name, row), blank_of, write)


def _within(look: Look, name: str, row: Mapping[str, str | None]) -> Look:
    front = f"{name}."

    def inner(word: str) -> Value:
        return row.get(word[len(front) :]) if word.startswith(front) else look(word)

    return inner
