"""A paper as one page of HTML that holds all it needs: nothing fetched, nothing run, every word escaped."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape

from reviewctl.model.pressing import Edition, Image, Style
from reviewctl.model.prose import (
    Block,
    Cell,
    Code,
    Figure,
    Grid,
    Heading,
    List,
    Paragraph,
    Quote,
    Rule,
    Run,
    Runs,
    words,
)
from reviewctl.render.to_html import clean, in_tags

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The page may do nothing but look as it does: no script, no font and no address is fetched."""
_WIDE = 6
"""From so many columns on, a table may be wider than a small screen, and is to be moved with the keyboard."""
_FONTS = {"Libertinus Serif": "Arial, Helvetica, sans-serif", "New Computer Modern": "Georgia, serif"}
_ANY_FONT = "|".join(map(re.escape, _FONTS.values()))
_CSS = """
:root { color-scheme: light; --colour: COLOUR; }
* { box-sizing: border-box; }
body { font: 1.0625rem/1.6 FONTS; color: #1a1a1a; background: #fff; margin: 0; }
header, nav, main, footer { max-width: ROOM; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2rem; } .crest { width: auto; height: auto; max-height: 5rem; max-width: 100%;
  display: block; margin: 0 0 .75rem; }
.board { font-weight: bold; color: #4a4a4a; margin: 0; padding: 0 0 .75rem; border-bottom: 4px solid var(--colour); }
h1 { font-size: 2.1rem; line-height: 1.2; color: var(--colour); margin: 1.25rem 0 1rem; }
h2 { font-size: 1.5rem; line-height: 1.3; color: var(--colour); margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.2rem; color: var(--colour); margin: 2rem 0 .5rem; }
h4, h5, h6 { font-size: 1.0625rem; color: var(--colour); margin: 1.5rem 0 .5rem; }
.notice { border: 2px solid var(--colour); font-weight: bold; padding: .5rem .75rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.5rem; margin: 0 0 1.5rem; }
.facts dt { color: #4a4a4a; } .facts dd { margin: 0; }
nav { margin-bottom: 1rem; } nav ul { list-style: none; padding: 0; } nav li { padding: .15rem 0; }
main > p, main > ul, main > ol, main > blockquote { max-width: 44rem; } li > p { margin: .25rem 0; }
figure { margin: 1.5rem 0; } figure img { max-width: 100%; height: auto; }
.wide { overflow-x: auto; } .wide:focus { outline: 3px solid #1d4f91; outline-offset: 2px; }
table { border-collapse: collapse; margin: 1rem 0 1.5rem; font-size: .95rem; line-height: 1.45; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid #949494; }
thead th, thead td { background: #f0f2f5; border-top: 2px solid var(--colour); } .number { text-align: right; }
.short { white-space: nowrap; } .wide table { min-width: 60rem; }
pre { overflow-x: auto; background: #f4f4f4; padding: .75rem; white-space: pre-wrap; }
code, pre { font-family: Consolas, monospace; font-size: .95em; }
blockquote { border-left: 4px solid #949494; margin: 1.25rem 0; padding: 0 0 0 1.25rem; }
hr { border: 0; border-top: 1px solid #949494; margin: 2rem 0; }
.notes { border-top: 1px solid #949494; margin-top: 3rem; font-size: .95rem; }
footer { color: #4a4a4a; font-size: .9rem; padding-bottom: 2rem; margin-top: 3rem; }
footer p { border-top: 1px solid #949494; padding-top: .75rem; }
a { color: #1d4f91; } p, li, h1, h2, h3, dd { overflow-wrap: break-word; }
@page { size: SHEET; margin: 20mm 18mm; @bottom-right { content: counter(page) " of " counter(pages);
  font: 9pt Arial, sans-serif; } }
@media (max-width: 40rem) { h1 { font-size: 1.6rem; } header, nav, main, footer { padding: 0 1rem; } }
@media print {
  body { font-size: 10.5pt; line-height: 1.4; } header, nav, main, footer { max-width: none; padding: 0; }
  .wide { overflow: visible; } .wide table { min-width: 0; width: 100%; } table { font-size: 8.5pt; }
  .back { display: none; } thead { display: table-header-group; } tr, li, figure, blockquote { break-inside: avoid; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
}
"""
_TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "figure", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "img", "li", "main", "nav", "ol", "p", "pre", "section", "strong", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "aria-label"},
    "div": {"tabindex", "role", "aria-label"},
    "img": {"src", "alt", "width", "height"},
    "nav": {"aria-labelledby"},
    "ol": {"start"},
    "section": {"aria-labelledby"},
    "th": {"scope"},
}


def page_of_edition(edition: Edition, style: Style, crest: Image | None) -> str:
    """Return a paper as a page. Its pictures are in it; its only addresses are those that the text leads to."""
    body = "".join(_body(edition, style, crest))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(edition.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="publisher" content="{escape(edition.board)}">\n'
        f"<title>{escape(edition.title)}</title>\n<style>{_css(edition, style)}</style>\n</head>\n<body>\n"
        f"{clean(body, tags=_TAGS, attributes=_ATTRIBUTES, schemes={'http', 'https', 'mailto', 'data'})}"
        "</body>\n</html>\n"
    )


def _css(edition: Edition, style: Style) -> str:
    sheet = "A4" if style.paper == "a4" else "letter"
    put = {
        "COLOUR": style.colour,
        "FONTS": _FONTS[style.font],
        "ROOM": "75rem" if edition.landscape else "54rem",
        "SHEET": f"{sheet} landscape" if edition.landscape else sheet,
    }
    css = _CSS
    for word, instead in put.items():
        css = css.replace(word, instead)
    return css


def is_our_style(css: str) -> bool:
    """Whether this is how our pages look, in whatever colour, type and size: it holds no word of anybody's."""
    known = re.escape(_CSS).replace("COLOUR", "\\#[0-9a-f]{6}").replace("FONTS", f"(?:{_ANY_FONT})")
    known = known.replace("ROOM", r"\d+rem").replace("SHEET", "(?:A4|letter)(?: landscape)?")
    return re.fullmatch(known, css) is not None


def _body(edition: Edition, style: Style, crest: Image | None) -> Iterator[str]:
    yield "<header>\n"
    if edition.notice:
        yield f'<p class="notice">{escape(edition.notice)}</p>\n'
    if crest is not None:
        yield _image(crest, style.crest_alt, ' class="crest"')
    yield f'<p class="board">{escape(edition.board)}</p>\n<h1>{escape(edition.title)}</h1>\n'
    if edition.facts:
        facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(said)}</dd>\n" for label, said in edition.facts)
        yield f'<dl class="facts">\n{facts}</dl>\n'
    yield "</header>\n"
    yield from _contents(edition)
    yield "<main>\n"
    yield from _Writer(edition).whole()
    yield f"</main>\n<footer><p>{escape(edition.board)}</p></footer>\n"


def _contents(edition: Edition) -> Iterator[str]:
    """Yield the headings of the second level, where there are many, each leading to its place."""
    if edition.has_contents:
        yield '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ul>\n'
        for number, head in enumerate(edition.parts, 1):
            yield f'<li><a href="#part-{number}">{escape(words(head.runs))}</a></li>\n'
        yield "</ul>\n</nav>\n"


def _image(image: Image, alt: str, more: str = "") -> str:
    held = b64encode(image.data).decode()
    size = f'width="{image.width}" height="{image.height}"'
    return f'<img src="data:image/{image.form};base64,{held}" alt="{escape(alt)}" {size}{more}>\n'


class _Writer:
    """The text of one paper. Headings are numbered as they come, so that the contents lead to them."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._parts = 0
        self._under = ""

    def whole(self) -> Iterator[str]:
        """Yield the text and its notes."""
        yield from self._blocks(self._edition.blocks)
        if self._edition.notes:
            yield '<section class="notes" aria-labelledby="notes">\n<h2 id="notes">Notes</h2>\n<ol>\n'
            for number, note in enumerate(self._edition.notes, 1):
                label = f"Back to note {number} in the text"
                back = f'<p class="back"><a href="#cite-{number}" aria-label="{label}">Back</a></p>'
                yield f'<li id="note-{number}">{"".join(self._blocks(note))}{back}</li>\n'
            yield "</ol>\n</section>\n"

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield f"<p>{_inline(block.runs)}</p>\n"
            case List():
                yield from self._list(block)
            case Quote():
                yield f"<blockquote>\n{''.join(self._blocks(block.blocks))}</blockquote>\n"
            case Grid():
                yield from self._grid(block)
            case Code():
                yield f"<pre>{escape(chr(10).join(block.lines))}</pre>\n"
            case Rule():
                yield "<hr>\n"
            case Figure():
                yield self._figure(block)

    def _heading(self, block: Heading) -> str:
        self._under = words(block.runs)
        self._parts += block.level == 2
        place = f' id="part-{self._parts}"' if block.level == 2 else ""
        return f"<h{block.level}{place}>{_inline(block.runs)}</h{block.level}>\n"

    def _list(self, block: List) -> Iterator[str]:
        kind = "ul" if block.start is None else "ol"
        start = f' start="{block.start}"' if block.start not in (None, 1) else ""
        yield f"<{kind}{start}>\n"
        for item in block.items:
            yield f"<li>{''.join(self._blocks(item))}</li>\n"
        yield f"</{kind}>\n"

    def _figure(self, block: Figure) -> str:
        image = self._edition.images.get(block.path)
        if image is None:
            return f"<p>[{escape(block.alt)}]</p>\n" if block.alt else ""
        return f"<figure>{_image(image, block.alt)}</figure>\n"

    def _grid(self, block: Grid) -> Iterator[str]:
        wide = block.columns >= _WIDE
        if wide:
            label = escape(f"Table: {self._under}" if self._under else "Table")
            yield f'<div class="wide" tabindex="0" role="region" aria-label="{label}">\n'
        yield "<table>\n"
        if any(block.titles):
            titles = "".join(_title(block, at) for at in range(block.columns))
            yield f"<thead>\n<tr>{titles}</tr>\n</thead>\n"
        yield "<tbody>\n"
        for row in block.rows:
            yield f"<tr>{''.join(_cell(block, at, cell) for at, cell in enumerate(row))}</tr>\n"
        yield "</tbody>\n</table>\n"
        if wide:
            yield "</div>\n"


def _title(block: Grid, at: int) -> str:
    title = _inline(block.titles[at]) if at < len(block.titles) else ""
    side = ' class="number"' if at in block.right else ""
    return f'<th scope="col"{side}>{title}</th>' if title else "<td></td>"


_SHORT = 17
"""What is no longer than this, such as a date or a word of state, stays in one line."""


def _cell(block: Grid, at: int, cell: Cell) -> str:
    text = words(cell.runs)
    name = "number" if at in block.right else "short" if len(text) <= _SHORT and "\n" not in text else ""
    return f"<td{f' class={chr(34)}{name}{chr(34)}' if name else ''}>{_inline(cell.runs)}</td>"


def _inline(found: Runs) -> str:
    return "".join(map(_run, found))


def _run(run: Run) -> str:
    text = in_tags(run)
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link and run.note is None else text
