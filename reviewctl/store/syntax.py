"""What libyaml stumbles over, said in plain English, at the line where the hand slipped."""

import re
from typing import Any, NamedTuple

import yaml

from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.store.refusals import DIRECTIVE, KEY_NOT_TEXT, TAG, Refusal

SECOND_COLON = declare("FIL011", "second-colon", "error")
INDENT = declare("FIL012", "uneven-indent", "error")
TAB = declare("FIL013", "tab-indent", "error")
QUOTE_OPEN = declare("FIL014", "quote-not-closed", "error")
BRACKET_OPEN = declare("FIL015", "bracket-not-closed", "error")
NEEDS_QUOTES = declare("FIL016", "needs-quotes", "error")
NO_COLON = declare("FIL017", "no-colon", "error")
ESCAPE = declare("FIL018", "wrong-escape", "error")
UNREADABLE = declare("FIL019", "unreadable-line", "error")

_KEY_OF_LINE = re.compile(r"[ \t]*(?:-[ \t]+)*([A-Za-z0-9_.-]{1,40})[ \t]*:(?=[ \t])")
_WORDS = re.compile(r"[ \t]*[^\W\d_](?!.*:[ \t]).*(?<!:)[ \t]*$")
_LOOK_BACK = 40
_CLOSE = {"[": "]", "{": "}"}
_LINE_END = re.compile("\r\n|\n|\r")

_ESCAPES = (
    "found unknown escape character",
    "did not find expected hexdecimal number",
    "found invalid Unicode character escape code",
)


def explain(error: yaml.MarkedYAMLError, text: str, path: str, line_offset: int) -> Finding:
    """Return the finding for an error of libyaml's scanner or parser. The value of no key is quoted."""
    return _Slip(error, text, path, line_offset).finding()


class _Place(NamedTuple):
    """A line and a column, counted from 0 as libyaml counts."""

    line: int
    column: int

    @classmethod
    def of(cls, mark: Any) -> "_Place":
        return cls(mark.line, mark.column) if mark is not None else cls(0, 0)


class _Slip:
    """One error of libyaml, with the lines round it."""

    def __init__(self, error: yaml.MarkedYAMLError, text: str, path: str, line_offset: int) -> None:
        self.problem = error.problem or ""
        self.context = error.context or ""
        self.at = _Place.of(error.problem_mark or error.context_mark)
        self.opened = _Place.of(error.context_mark or error.problem_mark)
        self.lines = _LINE_END.split(text)
        self.path = path
        self.line_offset = line_offset

    def finding(self) -> Finding:
        """Return what went wrong, by the words that libyaml has for it."""
        problem, context = self.problem, self.context
        if "directive" in context or "YAML document" in problem or "directive" in problem:
            return self._refused(DIRECTIVE)
        if "tag" in context or "tag handle" in problem:
            return self._refused(TAG)
        if "tab character" in problem or (problem.startswith("found character") and self._tab_before()):
            return self._tab()
        if "quoted scalar" in context:
            return self._quoted()
        if "mapping values are not allowed" in problem:
            return self._colon()
        if "simple key" in context:
            return self._no_colon()
        if "flow" in context:
            return self._bracket()
        if ("block" in context and "scalar" not in context) or "<document start>" in problem:
            return self._structure()
        if problem.startswith("found character") or "alphabetic" in problem or "block s" in problem + context:
            return self._needs_quotes()
        return self._unreadable()

    def _line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""

    def _spot(self, line: int, column: int) -> Spot:
        return Spot(self.path, line + 1 + self.line_offset, column + 1)

    def _key(self, line: int) -> str:
        """Return `key: ` for the key that a line begins with, or nothing."""
        found = _KEY_OF_LINE.match(self._line(line))
        return f"{found[1]}: " if found else ""

    def _tab_before(self) -> bool:
        return "\t" in self._line(self.at.line)[: self.at.column + 1]

    def _refused(self, refusal: Refusal) -> Finding:
        spot = self._spot(self.opened.line, self.opened.column)
        return refusal.code.finding(spot, refusal.message, help=refusal.help)

    def _tab(self) -> Finding:
        return TAB.finding(
            self._spot(self.at.line, self.at.column),
            "this line is moved in with the Tab key.",
            help="Delete the tab and use spaces, as many as the lines beside it have.",
        )

    def _quoted(self) -> Finding:
        if self.problem in _ESCAPES:
            return ESCAPE.finding(
                self._spot(self.at.line, self.at.column),
                "in double quotes a backslash begins a code, and this is none.",
                help="Write two backslashes, or put the text in single quotes.",
            )
        line = self.opened.line
        quote = self._line(line)[self.opened.column : self.opened.column + 1]
        return QUOTE_OPEN.finding(
            self._spot(line, self.opened.column),
            "the quotation mark that opens here is never closed.",
            help=f"Put the same mark ({quote}) at the end of the text.",
        )

    def _colon(self) -> Finding:
        line, column = self.at.line, self.at.column
        before = self._line(line)[:column]
        key = self._key(line)
        if key and len(key) - 2 < len(before.strip(" -")):
            return SECOND_COLON.finding(
                self._spot(line, column),
                "a second colon on this line confuses the file. "
                f'Put the whole text in double quotes: {key}"…"',
            )
        return self._uneven(line)

    def _no_colon(self) -> Finding:
        return NO_COLON.finding(
            self._spot(self.opened.line, self.opened.column),
            "this line has no colon, so it is no key with a value.",
            help="Write: key, colon, value. If it goes on with the text above, start it as far in as that.",
        )

    def _bracket(self) -> Finding:
        line, column = self.opened.line, self.opened.column
        mark = self._line(line)[column : column + 1]
        if "node content" in self.problem or "flow" not in self.context or mark not in _CLOSE:
            return BRACKET_OPEN.finding(
                self._spot(self.at.line, self.at.column),
                "something is missing between these brackets.",
                help="Look for two commas in a row, or a bracket that is opened and not closed.",
            )
        return BRACKET_OPEN.finding(
            self._spot(line, column),
            f"the bracket {mark} that opens here is not closed.",
            help=f"Close it with {_CLOSE[mark]}; if it is part of a text, put the text in double quotes.",
        )

    def _structure(self) -> Finding:
        before = self._line(self.at.line)[: self.at.column]
        return self._needs_quotes() if before.strip(" -") else self._uneven(self.at.line)

    def _needs_quotes(self) -> Finding:
        line = self.at.line
        key = self._key(line)
        example = f': {key}"…"' if key else ""
        return NEEDS_QUOTES.finding(
            self._spot(line, self.at.column),
            f"the text on this line needs quotation marks. Put all of it in double quotes{example}",
            help="No text may begin with - ? @ ` % & * ! | > [ { or go on behind a closing quote or bracket.",
        )

    def _unreadable(self) -> Finding:
        return UNREADABLE.finding(
            self._spot(self.at.line, self.at.column),
            "this line cannot be read.",
            help="Compare it with the lines above; put a text with signs in it in double quotes.",
        )

    def _uneven(self, line: int) -> Finding:
        if self._line(line).lstrip().startswith(":"):
            return KEY_NOT_TEXT.code.finding(
                self._spot(line, _indent(self._line(line))), KEY_NOT_TEXT.message, help=KEY_NOT_TEXT.help
            )
        have = _indent(self._line(line))
        run = self._neighbours(line)
        if run is None:
            return self._stray(line, have)
        first, last, want = run
        lines = f"line {self._spot(last, 0).line}"
        if first != last:
            lines = f"lines {self._spot(first, 0).line}-{self._spot(last, 0).line}"
        neighbours = f"its neighbours ({lines}) start" if first != last else f"its neighbour ({lines}) starts"
        return INDENT.finding(
            self._spot(line, 0),
            f"this line starts {_spaces(have)} in; {neighbours} {want} in. "
            f"{_mend(want - have)}; never use Tab.",
        )

    def _stray(self, line: int, have: int) -> Finding:
        """Return the finding for a line that stands as far in as others: the one above may be at fault."""
        above = self._above(line)
        if above is not None and _WORDS.match(self._line(above)):
            missing = ":" in self._line(above)
            return NO_COLON.finding(
                self._spot(above, _key_column(self._line(above))),
                "this line has no space behind its colon." if missing else "this line has no colon.",
                help="Write: key, colon, space, value.",
            )
        return INDENT.finding(
            self._spot(line, 0),
            f"this line starts {_spaces(have)} in, where it fits no line above it.",
            help="Lines that belong together start equally far in, and either all have a dash or none.",
        )

    def _above(self, line: int) -> int | None:
        return next((n for n in range(line - 1, -1, -1) if _content(self._line(n))), None)

    def _neighbours(self, line: int) -> tuple[int, int, int] | None:
        """Return the lines above that start equally far in, as near as can be to this line's own start."""
        have = _indent(self._line(line))
        above = [n for n in range(max(0, line - _LOOK_BACK), line) if _content(self._line(n))]
        # The dash of an item belongs under other dashes, where there are any; a word may belong under either.
        dashes = {n: _dash_column(self._line(n)) for n in above}
        alike = bool(_dash_column(self._line(line))) and any(dashes.values())
        columns = dashes if alike else {n: _starts(self._line(n)) for n in above}
        if any(have in columns[n] for n in above[-1:]):
            return None
        best = min(
            ((abs(column - have), -n, column) for n in above for column in columns[n] if column != have),
            default=None,
        )
        if best is None:
            return None
        last, want = -best[1], best[2]
        first = last
        while want in columns.get(first - 1, ()) and want not in _dash_column(self._line(first)):
            first -= 1
        return first, last, want


def _content(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _key_column(line: str) -> int:
    """Return where the first word of a line stands: behind the dash of an item."""
    start = _indent(line)
    while line.startswith("- ", start):
        start += 2 + _indent(line[start + 2 :])
    return start


def _dash_column(line: str) -> tuple[int, ...]:
    """Return where the dash of an item stands, if the line has one."""
    return (_indent(line),) if line.lstrip(" ").startswith("- ") else ()


def _starts(line: str) -> tuple[int, ...]:
    """Return the columns at which a line may be said to start: its dash, and the word behind it."""
    return (*_dash_column(line), _key_column(line))


def _spaces(count: int) -> str:
    return f"{count} space" if count == 1 else f"{count} spaces"


def _mend(missing: int) -> str:
    verb = "Add" if missing > 0 else "Take away"
    words = {1: "one space", 2: "two spaces", 3: "three spaces", 4: "four spaces"}
    return f"{verb} {words.get(abs(missing), _spaces(abs(missing)))}"
