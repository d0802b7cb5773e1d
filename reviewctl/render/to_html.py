"""A report, or a document of the record, as one page of HTML: nothing fetched, nothing run, every value escaped."""

from collections.abc import Iterator, Sequence, Set
from html import escape

from reviewctl.model.prose import (
    Block,
    Cell,
    Code,
    Grid,
    Heading,
    List,
    Paragraph,
    Prose,
    Quote,
    Rule,
    Run,
    Runs,
    words,
)
from reviewctl.model.report import Report
from reviewctl.render.composed import CONFIDENTIAL, composed
from reviewctl.render.formats import Look

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The page may do nothing but look as it does: no script, no picture, no font, no address is fetched."""

_TAGS = {
    "a", "aside", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "main", "ol", "p", "pre", "section", "span", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "role", "aria-label"},
    "div": {"tabindex", "role", "aria-label"},
    "ol": {"start"},
    "th": {"scope"},
}

_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto;
  padding: 1.5rem; max-width: 75rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 1.75rem 0 .5rem; } h3 { font-size: 1.05rem; margin: 1.25rem 0 .4rem; }
h4, h5, h6 { font-size: 1rem; margin: 1rem 0 .3rem; }
p, ul, ol, blockquote { max-width: 48rem; } li > p { margin: .2rem 0; }
.mark { font-weight: bold; border: 2px solid #1a1a1a; display: inline-block; padding: 0 .5rem; margin: 0 0 .75rem; }
.right, .foot, .quiet { color: #4d4d4d; } .right { margin: 0 0 1rem; }
.late { color: #a40000; } .soon { color: #7a4600; } .good { color: #135e1f; } .strong { font-weight: bold; }
.wide { overflow-x: auto; } .wide:focus { outline: 3px solid #1d4f91; outline-offset: 2px; }
table { border-collapse: collapse; margin: .5rem 0 1rem; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border: 1px solid #949494; }
thead th, thead td { background: #ececec; } .pairs th { font-weight: normal; color: #4d4d4d; }
.number { text-align: right; } .number, .short { white-space: nowrap; } .below { margin: .25rem 0 0; font-size: .9rem; }
pre { overflow-x: auto; background: #f4f4f4; padding: .75rem; } code, pre { font-family: Consolas, monospace; }
blockquote { border-left: 4px solid #949494; margin: 1rem 0; padding: 0 0 0 1rem; }
.foot { border-top: 1px solid #949494; margin-top: 2rem; padding-top: .5rem; font-size: .875rem; }
a { color: #1d4f91; } td, th, p, li, h1, h2 { overflow-wrap: anywhere; } td, th { overflow-wrap: break-word; }
@page { size: A4; margin: 18mm 15mm; @bottom-left { content: "Confidential"; font: 9pt Arial, sans-serif; }
  @bottom-right { content: counter(page) " of " counter(pages); font: 9pt Arial, sans-serif; } }
@media print {
  body { padding: 0; max-width: none; font-size: 10pt; } .wide { overflow: visible; }
  .wide { padding-right: 1px; } thead { display: table-header-group; } tr, li, blockquote { break-inside: avoid; }
  h1, h2, h3, h4 { break-after: avoid; } table { font-size: 9pt; width: 100%; }
  pre { white-space: pre-wrap; }
}
"""


def render(report: Report, look: Look) -> Iterator[str]:
    """Yield the page piece by piece. What was written as Markdown goes through an allow-list, too."""
    yield from page_of(composed(report))


def page_of(prose: Prose) -> Iterator[str]:
    """Yield a text as one page of HTML, in pieces."""
    yield "<!DOCTYPE html>\n"
    yield '<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield f"<title>{escape(prose.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    body = _body(prose)
    yield from body if prose.source is None else (clean("".join(body)),)
    yield "</body>\n</html>\n"


def clean(
    html: str,
    tags: set[str] = _TAGS,
    attributes: dict[str, set[str]] = _ATTRIBUTES,
    schemes: Set[str] = frozenset(),
) -> str:
    """Return HTML with nothing in it but the elements and attributes that such a page has.

    Addresses are those within the page and of these schemes. One of "data" is a picture's alone.
    """
    import nh3

    return nh3.clean(
        html,
        tags=tags,
        attributes=attributes,
        url_schemes=set(schemes),
        attribute_filter=_unless_data if schemes else None,
        strip_comments=True,
        link_rel=None,
    )


def _unless_data(tag: str, name: str, value: str) -> str | None:
    """Return what an attribute may say; None where something else than a picture is to come from the page itself."""
    return None if tag != "img" and value.lower().lstrip().startswith("data:") else value


def _body(prose: Prose) -> Iterator[str]:
    yield "<main>\n"
    if prose.mark:
        yield f'<p class="mark">{escape(prose.mark)}</p>\n'
    if not any(isinstance(block, Heading) and block.level == 1 for block in prose.blocks):
        yield f"<h1>{escape(prose.title)}</h1>\n"
    yield from _blocks(prose.blocks)
    if prose.notes:
        yield from _notes(prose.notes)
    yield f'<p class="foot">{escape(prose.reference)} · {CONFIDENTIAL}</p>\n</main>\n'


def _notes(notes: Sequence[Sequence[Block]]) -> Iterator[str]:
    yield '<section class="notes">\n<h2>Notes</h2>\n<ol>\n'
    for number, blocks in enumerate(notes, 1):
        yield f'<li id="note-{number}">{"".join(_blocks(blocks))}'
        yield f'<p><a href="#cite-{number}" aria-label="Back to where note {number} stands">back</a></p></li>\n'
    yield "</ol>\n</section>\n"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    under = ""
    for block in blocks:
        if isinstance(block, Heading):
            under = words(block.runs)
        yield from _grid(block, under) if isinstance(block, Grid) else _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            level = min(max(block.level, 1), 6)
            yield f"<h{level}>{inline(block.runs)}</h{level}>\n"
            if block.right:
                yield f'<p class="right">{escape(block.right)}</p>\n'
        case Paragraph():
            yield f"<p{_class(block.tone)}>{inline(block.runs)}</p>\n"
        case List():
            yield from _list(block)
        case Quote():
            yield f"<blockquote>\n{''.join(_blocks(block.blocks))}</blockquote>\n"
        case Grid():
            yield from _grid(block, "")
        case Code():
            yield f"<pre{_class(block.tone)}>{escape(chr(10).join(block.lines))}</pre>\n"
        case Rule():
            yield "<hr>\n"


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _list(block: List) -> Iterator[str]:
    kind = "ul" if block.start is None else "ol"
    start = f' start="{block.start}"' if block.start not in (None, 1) else ""
    yield f"<{kind}{start}>\n"
    for item in block.items:
        yield f"<li>{''.join(_blocks(item))}</li>\n"
    yield f"</{kind}>\n"


_SHORT = 14
_WIDE = 6
"""From so many columns on, a table may be wider than a small screen, and is to be moved with the keyboard."""


def _grid(block: Grid, under: str) -> Iterator[str]:
    """Yield a table. One that may be wider than the screen says what it is: that of the heading it stands `under`."""
    wide = block.columns >= _WIDE
    if wide:
        label = escape(f"Table: {under}" if under else "Table")
        yield f'<div class="wide" tabindex="0" role="region" aria-label="{label}">\n'
    yield f"<table{'' if block.titles else _class('pairs')}>\n"
    if block.titles:
        yield f"<thead>\n<tr>{''.join(_title(block, at) for at in range(block.columns))}</tr>\n</thead>\n"
    yield "<tbody>\n"
    for row in block.rows:
        yield f"<tr>{''.join(_cell(block, at, cell) for at, cell in enumerate(row))}</tr>\n"
    yield "</tbody>\n</table>\n"
    if wide:
        yield "</div>\n"


def _title(block: Grid, at: int) -> str:
    title = inline(block.titles[at]) if at < len(block.titles) else ""
    number = _class("number") if at in block.right else ""
    return f'<th scope="col"{number}>{title}</th>' if title else "<td></td>"


def _cell(block: Grid, at: int, cell: Cell) -> str:
    text = inline(cell.runs) + "".join(f'<p class="below">{inline(line)}</p>' for line in cell.below)
    if not block.titles and at == 0 and words(cell.runs):
        return f'<th scope="row">{text}</th>'
    name = "number" if at in block.right else "short" if not cell.below and _is_short(cell) else ""
    return f"<td{_class(name)}>{text}</td>"


def _is_short(cell: Cell) -> bool:
    """Whether a cell is a date, an id or a word of state, which is not to be broken."""
    text = words(cell.runs)
    return len(text) <= _SHORT and ("-" in text or " " in text) and "\n" not in text


def inline(found: Runs) -> str:
    """Return runs as HTML."""
    return "".join(map(_run, found))


def _run(run: Run) -> str:
    text = in_tags(run)
    return f'<span class="{run.tone}">{text}</span>' if run.tone and run.note is None else text


def in_tags(run: Run) -> str:
    """Return a run as HTML in its own tags, as every page has it; a call for a note leads to the note."""
    if run.note is not None:
        own = "" if run.again else f' id="cite-{run.note}"'
        return f'<sup><a{own} href="#note-{run.note}" aria-label="Note {run.note}">{run.note}</a></sup>'
    text = escape(run.text).replace("\n", "<br>")
    for wanted, tag in ((run.code, "code"), (run.struck, "del"), (run.italic, "em"), (run.bold, "strong")):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    return text
