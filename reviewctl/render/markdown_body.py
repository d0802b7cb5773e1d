"""The text of a document, which people write as Markdown, read into blocks. HTML in it is text like any other."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.model.prose import Block, Cell, Code, Grid, Heading, List, Paragraph, Quote, Rule, Run, Runs
from reviewctl.render.visible import visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_DEEPEST = 40
"""Lists and quotes within each other to this depth are read; deeper marks are text. Nobody writes so."""
_UNASKED = "Notes to which nothing above refers: "
"""A note without its mark would be lost: so each has one, in a line of its own."""


class Body(Struct, frozen=True):
    """A text in blocks, and its notes in the order of their numbers."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...] = ()


def body_of(text: str) -> Body:
    """Return a Markdown text in blocks: CommonMark with tables, struck-out words and footnotes.

    HTML is shown as it is written. A link shows where it leads, a picture what it is of; neither is followed.
    """
    from markdown_it.tree import SyntaxTreeNode

    found: dict[str, Any] = {}
    tokens = _reader().parse(text, found)
    unasked = [label for label, number in found.get("footnotes", {}).get("refs", {}).items() if number < 0]
    if unasked:
        tokens = _reader().parse(f"{text}\n\n{_UNASKED}{' '.join(f'[^{one[1:]}]' for one in unasked)}\n")
    root = SyntaxTreeNode(tokens)
    blocks = tuple(_blocks([node for node in root.children if node.type != "footnote_block"]))
    notes = [node for block in root.children if block.type == "footnote_block" for node in block.children]
    return Body(blocks, tuple(tuple(_blocks(note.children)) for note in notes))


@lru_cache(maxsize=1)
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    return reader.enable(["table", "strikethrough"]).use(footnote_plugin)


def _blocks(nodes: "Sequence[SyntaxTreeNode]") -> Iterator[Block]:
    for node in nodes:
        yield from _block(node)


def _block(node: "SyntaxTreeNode") -> Iterator[Block]:
    match node.type:
        case "heading":
            yield Heading(_inline(node), int(node.tag[1:]))
        case "paragraph":
            yield Paragraph(_inline(node))
        case "bullet_list":
            yield List(_items(node))
        case "ordered_list":
            yield List(_items(node), int(node.attrs.get("start", 1)))
        case "blockquote":
            yield Quote(tuple(_blocks(node.children)))
        case "fence" | "code_block":
            yield Code(tuple(visible(line) for line in node.content.rstrip("\n").split("\n")))
        case "table":
            yield _grid(node)
        case "hr":
            yield Rule()
        case "inline":
            yield Paragraph(_runs_of(node))
        case "footnote_anchor":
            return
        case _ if node.children:
            yield from _blocks(node.children)
        case _:
            if node.content:
                yield Paragraph((Run(visible(node.content, keep="\n")),))


def _items(node: "SyntaxTreeNode") -> tuple[tuple[Block, ...], ...]:
    return tuple(tuple(_blocks(item.children)) for item in node.children)


def _grid(node: "SyntaxTreeNode") -> Grid:
    head, *rest = node.children
    titles = head.children[0].children
    rows = rest[0].children if rest else []
    right = {at for at, cell in enumerate(titles) if "right" in str(cell.attrs.get("style", ""))}
    return Grid(
        tuple(map(_inline, titles)),
        tuple(tuple(Cell(_inline(cell)) for cell in row.children) for row in rows),
        frozenset(right),
    )


def _inline(node: "SyntaxTreeNode") -> Runs:
    """Return the running text of a paragraph, a heading or a cell."""
    return _joined(run for child in node.children for run in _runs_of(child))


def _runs_of(node: "SyntaxTreeNode") -> Runs:
    """Return an inline node as runs."""
    return _joined(_runs(node.children, Run("")))


def _joined(found: Iterable[Run]) -> Runs:
    """Return runs with neighbours of one style made one: a line that goes on is no new word."""
    out: list[Run] = []
    for run in found:
        last = out[-1] if out else None
        if last is not None and run.note is None and replace(last, text=run.text) == run:
            out[-1] = replace(last, text=last.text + run.text)
        else:
            out.append(run)
    return tuple(out)


def _runs(nodes: "Sequence[SyntaxTreeNode]", style: Run) -> Iterator[Run]:
    for node in nodes:
        match node.type:
            case "strong":
                yield from _runs(node.children, replace(style, bold=True))
            case "em":
                yield from _runs(node.children, replace(style, italic=True))
            case "s":
                yield from _runs(node.children, replace(style, struck=True))
            case "code_inline":
                yield replace(style, text=visible(node.content), code=True)
            case "softbreak":
                yield replace(style, text=" ")
            case "hardbreak":
                yield replace(style, text="\n")
            case "link":
                yield from _link(node, style)
            case "image":
                yield replace(style, text=_picture(node), italic=True)
            case "footnote_ref":
                yield _cite(node)
            case _ if node.children:
                yield from _runs(node.children, style)
            case _:
                if node.content:
                    yield replace(style, text=visible(node.content, keep="\n"))


def _link(node: "SyntaxTreeNode", style: Run) -> Iterator[Run]:
    """Yield a link's words and, where they do not say it themselves, where it leads."""
    found = list(_runs(node.children, style))
    yield from found
    where = visible(str(node.attrs.get("href", "")))
    if where and where.removeprefix("mailto:") != "".join(run.text for run in found):
        yield replace(style, text=f" ({where})")


def _picture(node: "SyntaxTreeNode") -> str:
    said = visible(node.content).strip()
    return f"[picture left out: {said}]" if said else "[picture left out]"


def _cite(node: "SyntaxTreeNode") -> Run:
    """Return what refers to a note. Referred to again, it cannot be the place that the note leads back to."""
    return Run("", note=int(node.meta["id"]) + 1, again=int(node.meta.get("subId", 0)) > 0)
