"""A draft letter as the HTML part of an e-mail: plain elements, nothing fetched, every value escaped."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from reviewctl.model.letter import Block, Grid, Heading, Item, Letter, Paragraph, Run, Runs

_STYLE = "font-family: Arial, sans-serif; font-size: 11pt"
_BLANK = "background-color: #ffff00"


def html_of(letter: Letter) -> str:
    """Return a draft without its head as one page of HTML; blanks stand on yellow."""
    body = "\n".join(_body(letter))
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"></head>'
        f'<body style="{_STYLE}">\n{body}\n</body></html>\n'
    )


def _body(letter: Letter) -> Iterator[str]:
    for kind, group in groupby(letter.blocks, _kind):
        some = list(group)
        if kind in ("ul", "ol"):
            yield f"<{kind}>{''.join(map(_block, some))}</{kind}>"
        else:
            yield from map(_block, some)
    if letter.signature:
        yield f"<p>{'<br>'.join(map(_inline, letter.signature))}</p>"


def _kind(block: Block) -> str:
    return ("ol" if block.mark else "ul") if isinstance(block, Item) else ""


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{_inline(block.runs)}</h{block.level + 1}>"
        case Paragraph():
            return f"<p>{'<br>'.join(map(_inline, block.lines))}</p>"
        case Item():
            return f"<li>{_inline(block.runs)}</li>"
        case Grid():
            return _table(block)


def _table(block: Grid) -> str:
    head = "".join(f"<th align='left'>{_inline(cell)}</th>" for cell in block.titles)
    rows = ["".join(f"<td>{_inline(cell)}</td>" for cell in row) for row in block.rows]
    lines = "".join(f"<tr>{row}</tr>" for row in ([head] if head else []) + rows)
    return f'<table border="1" cellpadding="4" cellspacing="0">{lines}</table>'


def _inline(found: Runs) -> str:
    return "".join(map(_run, found))


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.style == "blank":
        return f'<span style="{_BLANK}">{text}</span>'
    return f"<b>{text}</b>" if run.style == "bold" else text
