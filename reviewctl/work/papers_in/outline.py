"""Which lines of a Word document are headings: by their style, and where none says so, by how they look."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.headings import plain
from reviewctl.model.prose import Run, words
from reviewctl.model.wordpaper import Element, Line, WordCell, WordTable

_LONGEST = 90
_ENDS = (".", ";", ",", "!")
_NUMBER = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){0,4})[.):]?(?:\s|$)")
_LONG_CELL = 1200
_MANY_LINES = 6
_NAME_OF_A_ROW = 120


class Outline(Struct, frozen=True, kw_only=True):
    """A document with its headings told. `assumed` are those that no style says, `unfolded` how many tables were
    taken apart into running text, because they only hold it in place.
    """

    elements: tuple[Element, ...]
    assumed: tuple[str, ...] = ()
    unfolded: int = 0


def outlined(elements: Sequence[Element], names: frozenset[str]) -> Outline:
    """Return a document with every heading told by its level. `names` are headings that are looked for, made plain.

    A heading by its looks is a short line of its own, all bold or in capitals, or one that says no more than one
    of `names`.
    """
    flat = list(_unfolded(elements))
    unfolded = sum(isinstance(one, WordTable) and is_frame(one) for one in elements)
    styled = [one for one in flat if isinstance(one, Line) and one.level]
    guess = _Guess(names, styled, _named(styled, names))
    out: list[Element] = []
    assumed: list[str] = []
    for place, one in enumerate(flat):
        level = guess.level(one, flat[place + 1] if place + 1 < len(flat) else None)
        if level is not None and isinstance(one, Line):
            assumed.append(title_of(one))
            out.append(replace(one, level=level, item=None))
        else:
            guess.pass_by(one)
            out.append(one)
    return Outline(elements=tuple(out), assumed=tuple(assumed), unfolded=unfolded)


def title_of(line: Line) -> str:
    """Return a heading as it is shown: on one line, with the number that Word shows before it."""
    text = " ".join(words(line.runs).split())
    return f"{line.label} {text}" if line.label and not line.bullet else text


class _Guess:
    """What is known when a line is looked at: which headings are looked for, and which have been met."""

    def __init__(self, names: frozenset[str], styled: Sequence[Line], by_style: bool) -> None:
        self._names = names
        self._least = min((one.level or 1 for one in styled), default=None)
        self._by_style = by_style
        self._last = 0
        self._any_named = False

    def level(self, one: Element, behind: Element | None) -> int | None:
        """Return the level of a heading by its looks; None for what is none, or is one by its style."""
        if not isinstance(one, Line) or one.level is not None or not _may_head(one):
            return None
        named = plain(title_of(one)) in self._names
        alone = named and not (isinstance(behind, Line) and plain(title_of(behind)) in self._names)
        if not (one.prominent or alone):
            return None
        if self._least is not None:
            # Beside headings by style, one by its looks is below them, unless they say nothing that is looked for.
            return self._least if named and not self._by_style else max(self._last, self._least - 1) + 1
        return self._without_styles(one, named)

    def _without_styles(self, one: Line, named: bool) -> int:
        number = _NUMBER.match(title_of(one))
        self._any_named = self._any_named or named
        if named:
            return 1
        if number is not None:
            return number[1].count(".") + 1
        return 2 if self._any_named and not words(one.runs).isupper() else 1

    def pass_by(self, one: Element) -> None:
        """Take note of a heading by its style as the last."""
        if isinstance(one, Line) and one.level:
            self._last = one.level


def _named(styled: Sequence[Line], names: frozenset[str]) -> bool:
    return any(plain(title_of(one)) in names for one in styled)


def _may_head(line: Line) -> bool:
    text = words(line.runs).strip()
    if (
        line.quote
        or line.more
        or line.bullet
        or "\n" in text
        or not text[:1].isalnum()
        or not any(map(str.isalpha, text))
    ):
        return False
    return (
        1 < len(text) <= _LONGEST and not text.endswith(_ENDS) and all(run.note is None for run in line.runs)
    )


def _unfolded(elements: Sequence[Element]) -> Iterator[Element]:
    """Yield elements, with the tables that only hold running text in place taken apart."""
    for one in elements:
        if isinstance(one, WordTable) and is_frame(one):
            for row in one.rows:
                yield from _row(row)
        else:
            yield one


def is_frame(table: WordTable) -> bool:
    """Whether a table holds running text in place and is none to read: one column, headings, or long cells."""
    if all(sum(cell.across for cell in row) == 1 for row in table.rows):
        return True
    return any(_is_running(cell) for row in table.rows for cell in row)


def _is_running(cell: WordCell) -> bool:
    lines = [one for one in cell.elements if isinstance(one, Line)]
    if len(lines) < len(cell.elements) or any(one.level for one in lines):
        return True
    return len(lines) > _MANY_LINES or sum(len(words(one.runs)) for one in lines) > _LONG_CELL


def _row(row: Sequence[WordCell]) -> Iterator[Element]:
    """Yield what stands in a row. One short line that names the row, or has it for itself, stands out."""
    filled = [cell for cell in row if cell.elements]
    for place, cell in enumerate(filled):
        names_it = place == 0 and len(cell.elements) == 1 and (len(filled) > 1 or cell.across > 1)
        for one in _unfolded(cell.elements):
            if names_it and isinstance(one, Line):
                yield replace(one, prominent=len(words(one.runs)) <= _NAME_OF_A_ROW)
            else:
                yield one


def as_text(line: Line) -> Line:
    """Return a line of which the number that Word shows before it is a part of its text."""
    return (
        replace(line, runs=(Run(f"{line.label} "), *line.runs), label="", item=None) if line.label else line
    )
