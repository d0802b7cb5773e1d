"""A text in blocks as Markdown, so that it reads as it was written: what Markdown would take for a mark is escaped."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from reviewctl.model.prose import Block, Cell, Code, Grid, Heading, List, Paragraph, Quote, Rule, Run, Runs

Notes = Sequence[tuple[Block, ...]]

_ALWAYS = "\\`*"
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]{1,32};)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINE_MARK = re.compile(r"(?:#{1,6}|[-+])(?=\s|$)|>|=+\s*$|-[\s-]*$|\||\[[ xX]\]|:?-+:?\s*$|~~~|<{7}")
_NUMBERED = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_LINKING = re.compile(r"\](?=[(\[:])|\[\^|\^\[|!\[")
_SEVERAL_LINES = "\\\n"
_IN_A_CELL = " / "
_DEEPEST = 6


def markdown_of(blocks: Sequence[Block], notes: Notes = ()) -> str:
    """Return blocks as Markdown: CommonMark with tables, struck-out words and footnotes.

    The notes that the blocks refer to stand at their end, under the numbers that they have. Ends with a line end
    where there is anything.
    """
    lines = list(_separated(blocks))
    for number in sorted({*_cited(blocks)}):
        own = notes[number - 1] if number <= len(notes) else ()
        lines += ["", *_hung(f"[^{number}]: ", list(_separated(own)) or [""], "    ")]
    text = "\n".join(line.rstrip() if not line.endswith("\\") else line for line in lines)
    return f"{text.strip()}\n" if text.strip() else ""


def _cited(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the numbers of the notes to which blocks refer."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from _notes_of(block.runs)
            case List():
                for item in block.items:
                    yield from _cited(item)
            case Quote():
                yield from _cited(block.blocks)
            case Grid():
                for runs in (
                    *block.titles,
                    *(line for row in block.rows for cell in row for line in _in(cell)),
                ):
                    yield from _notes_of(runs)


def _notes_of(runs: Runs) -> Iterator[int]:
    yield from (run.note for run in runs if run.note is not None)


def _in(cell: Cell) -> tuple[Runs, ...]:
    return (cell.runs, *cell.below)


def _separated(blocks: Sequence[Block], *, tight: bool = False) -> Iterator[str]:
    """Yield the lines of blocks, with a blank one between two of them.

    A list right behind a list of its kind has other marks, else the two would be one. In a `tight` item a list
    follows its paragraph at once.
    """
    before: Block | None = None
    turned = False
    for block in blocks:
        turned = _same_kind(before, block) and not turned
        lines = list(_lines(block, turned=turned))
        if not any(lines):
            continue
        if before is not None and not (tight and _may_follow(before, block)):
            yield ""
        yield from lines
        before = block


def _same_kind(before: Block | None, block: Block) -> bool:
    if not isinstance(before, List) or not isinstance(block, List):
        return False
    return (before.start is None) == (block.start is None)


def _may_follow(before: Block, block: Block) -> bool:
    """Whether a list is read as one although no blank line stands before it."""
    return isinstance(before, Paragraph) and isinstance(block, List) and block.start in (None, 1)


def _lines(block: Block, *, turned: bool) -> Iterator[str]:
    match block:
        case Heading():
            text = _inline(block.runs, " ", plain=True).replace("\n", " ").strip()
            if text:
                yield f"{'#' * min(max(block.level, 1), _DEEPEST)} {_closed(text)}"
        case Paragraph():
            text = _inline(block.runs, _SEVERAL_LINES)
            yield from text.split("\n") if text else ()
        case List():
            yield from _list(block, turned)
        case Quote():
            yield from (f"> {line}".rstrip() for line in _separated(block.blocks))
        case Grid():
            yield from _grid(block)
        case Code():
            yield from (f"    {line}" for line in block.lines)
        case Rule():
            yield "***"


def _closed(text: str) -> str:
    """Return the text of a heading, in which signs at its end are not taken for its own."""
    return re.sub(r"(^|\s)(#+)$", r"\1\\\2", text)


def _list(block: List, turned: bool) -> Iterator[str]:
    loose = any(len(item) > 1 and not _is_tight(item) for item in block.items)
    for place, item in enumerate(block.items):
        mark = _mark(block.start, place, turned)
        if place and loose:
            yield ""
        yield from _hung(mark, list(_separated(item, tight=not loose)) or [""], " " * len(mark))


def _mark(start: int | None, place: int, turned: bool) -> str:
    if start is None:
        return "* " if turned else "- "
    return f"{start + place}{')' if turned else '.'} "


def _is_tight(item: Sequence[Block]) -> bool:
    return len(item) == 2 and _may_follow(item[0], item[1])


def _hung(mark: str, lines: Sequence[str], indent: str) -> Iterator[str]:
    """Yield lines that hang under a mark."""
    for place, line in enumerate(lines):
        yield mark + line if not place else (f"{indent}{line}" if line else "")


def _grid(block: Grid) -> Iterator[str]:
    columns = block.columns
    titles = [_in_cell((title,)) for title in block.titles] + [""] * (columns - len(block.titles))
    yield _row(titles)
    yield _row(["---:" if at in block.right else "---" for at in range(columns)])
    for row in block.rows:
        yield _row([_in_cell(_in(cell)) for cell in row] + [""] * (columns - len(row)))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _in_cell(lines: Sequence[Runs]) -> str:
    """Return the text of a cell, which has one line only."""
    texts = [_inline(line, _IN_A_CELL, pipes=True) for line in lines]
    return _IN_A_CELL.join(text for text in texts if text)


def _inline(runs: Runs, line_end: str, *, pipes: bool = False, plain: bool = False) -> str:
    """Return running text: each of its lines by itself, joined by `line_end`.

    `plain` leaves out what is bold, as all of a heading is. `pipes` escapes what would part the cells of a table.
    """
    parts = _by_line(runs)
    signs = _signs(runs, pipes=pipes or len(parts) > 1)
    lines = [_line(line, signs, plain=plain) for line in parts]
    return line_end.join(line if plain else _guarded(line) for line in lines if line)


def _by_line(runs: Runs) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        for place, text in enumerate(run.text.split("\n")):
            if place:
                lines.append([])
            if text or (run.note is not None and not place):
                note = run.note if not place else None
                lines[-1].append(Run(text, run.bold, run.italic, run.struck, note=note))
    return [_merged(line) for line in lines]


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Return runs with neighbours of one look made one, and no blanks round the whole."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None and last.note is None and run.note is None and _look(last) == _look(run):
            out[-1] = Run(last.text + run.text, run.bold, run.italic, run.struck)
        else:
            out.append(run)
    return out


def _look(run: Run) -> tuple[bool, bool, bool]:
    return run.bold, run.italic, run.struck


def _signs(runs: Sequence[Run], *, pipes: bool) -> str:
    """Return the signs that are marks only in company, and have it in this text."""
    whole = "".join(run.text for run in runs)
    linking = _LINKING.search(whole) is not None or any(run.note is not None for run in runs)
    struck = "~~" in whole or any(run.struck for run in runs)
    return ("[" if linking else "") + ("~" if struck else "") + ("|" if pipes else "")


def _line(runs: Sequence[Run], signs: str, *, plain: bool) -> str:
    out = ""
    for place, run in enumerate(runs):
        behind = runs[place + 1].text[:1] if place + 1 < len(runs) else ""
        if place + 1 < len(runs) and runs[place + 1].note is not None:
            behind = "["
        text = run.text.lstrip() if not out else run.text
        text = text.rstrip() if place + 1 == len(runs) else text
        escaped = _escaped(text, signs)
        look = Run(text, run.bold and not plain, run.italic, run.struck)
        if out.endswith("]") and escaped[:1] in tuple("([:"):
            escaped = f"\\{escaped}" if not escaped.startswith("\\") else escaped
        out += _dressed(escaped, look, out, behind)
        if run.note is not None:
            out += f"[^{run.note}]"
    return out.strip()


def _escaped(text: str, signs: str) -> str:
    """Return a text in which nothing is a mark of Markdown within a line; `signs` are marks in this company."""
    text = "".join(f"\\{char}" if char in _ALWAYS or char in signs else char for char in text)
    text = _TAG.sub(r"\\<", _ENTITY.sub(r"\\&", text))
    return re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)


def _dressed(text: str, run: Run, before: str, behind: str) -> str:
    """Return an escaped text with its marks, which stand close to its words; none where they would not be read."""
    core = text.strip()
    mark = ("**" if run.bold else "") + ("*" if run.italic else "")
    if not core or not (mark or run.struck):
        return text
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    outer = "~~" if run.struck else ""
    last = (start or before)[-1:]
    after = (end or behind)[:1]
    if last in ("*", "~") and not start:
        return text  # Marks that touch would be read as one.
    opens = not _is_mark(core[0]) or _is_open(last)
    closes = not _is_mark(core[-1]) or _is_open(after)
    if not (opens and closes):
        return text
    return f"{start}{outer}{mark}{core}{mark[::-1]}{outer}{end}"


def _is_open(char: str) -> bool:
    """Whether a mark may stand beside this: a blank, a stop, or nothing."""
    return not char or char.isspace() or _is_mark(char)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _guarded(line: str) -> str:
    """Return a line whose beginning is not taken for a heading, an item, a rule or a quotation."""
    if _LINE_MARK.match(line) and not line.startswith("[^"):
        return f"\\{line}"
    if line.startswith("[^"):
        return re.sub(r"^(\[\^[0-9]+\]):", r"\1\\:", line)
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line
