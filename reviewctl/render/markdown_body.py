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

    Node = SyntaxTreeNode
    """A piece of a text as markdown-it reads it."""

_DEEPEST = 40
"""Lists and quotes within each other to this depth are read; deeper marks are text. Nobody writes so."""
_UNASKED = "Notes to which nothing above refers: "
"""A note without its mark would be lost: so each has one, in a line of its own."""


class Body(Struct, frozen=True):
    """A text in blocks, and its notes in the order of their numbers."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...] = ()


def body_of(text: str, taken: "Taken | None" = None) -> Body:
    """Return a Markdown text in blocks: CommonMark with tables, struck-out words and footnotes.

    HTML is shown as it is written. A link shows where it leads, a picture what it is of; neither is followed. What
    is to be published is `taken` in another way.
    """
    taken, root = taken or Taken(), tree_of(text)
    blocks = tuple(taken.blocks([node for node in root.children if node.type != "footnote_block"]))
    notes = [node for block in root.children if block.type == "footnote_block" for node in block.children]
    return Body(blocks, tuple(tuple(taken.blocks(note.children)) for note in notes))


def tree_of(text: str, *, html: bool = False) -> "SyntaxTreeNode":
    """Return a Markdown text as markdown-it reads it, with a mark for each note that has none.

    With `html` the HTML in it is told apart from text.
    """
    from markdown_it.tree import SyntaxTreeNode

    found: dict[str, Any] = {}
    reader = _reader(html=html)
    tokens = reader.parse(text, found)
    unasked = [label for label, number in found.get("footnotes", {}).get("refs", {}).items() if number < 0]
    if unasked:
        tokens = reader.parse(f"{text}\n\n{_UNASKED}{' '.join(f'[^{one[1:]}]' for one in unasked)}\n")
    return SyntaxTreeNode(tokens)


@lru_cache(maxsize=2)
def _reader(*, html: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    reader = MarkdownIt("commonmark", {"html": html, "maxNesting": _DEEPEST})
    return reader.enable(["table", "strikethrough"]).use(footnote_plugin)


class Taken:
    """How what markdown-it reads is taken into blocks and runs. Every character that is not seen is shown by a sign."""

    def blocks(self, nodes: "Sequence[SyntaxTreeNode]") -> Iterator[Block]:
        """Yield the blocks of nodes that stand one after another."""
        for node in nodes:
            yield from self.block(node)

    def block(self, node: "SyntaxTreeNode") -> Iterator[Block]:
        """Yield what a node is: one block, or those within it."""
        match node.type:
            case "heading":
                yield Heading(self.inline(node), int(node.tag[1:]))
            case "paragraph":
                yield Paragraph(self.inline(node))
            case "bullet_list":
                yield List(self._items(node))
            case "ordered_list":
                yield List(self._items(node), int(node.attrs.get("start", 1)))
            case "blockquote":
                yield Quote(tuple(self.blocks(node.children)))
            case "fence" | "code_block":
                yield Code(tuple(self.seen(line) for line in node.content.rstrip("\n").split("\n")))
            case "table":
                yield self._grid(node)
            case "hr":
                yield Rule()
            case "inline":
                yield Paragraph(self._joined(self.runs(node.children, Run(""))))
            case "footnote_anchor":
                return
            case _ if node.children:
                yield from self.blocks(node.children)
            case _:
                if node.content:
                    yield Paragraph((Run(self.seen(node.content, keep="\n")),))

    def inline(self, node: "SyntaxTreeNode") -> Runs:
        """Return the running text of a paragraph, a heading or a cell."""
        return self._joined(run for child in node.children for run in self.runs(child.children, Run("")))

    def runs(self, nodes: "Sequence[SyntaxTreeNode]", style: Run) -> Iterator[Run]:
        """Yield inline nodes as runs of a style."""
        for node in nodes:
            match node.type:
                case "strong":
                    yield from self.runs(node.children, replace(style, bold=True))
                case "em":
                    yield from self.runs(node.children, replace(style, italic=True))
                case "s":
                    yield from self.runs(node.children, replace(style, struck=True))
                case "code_inline":
                    yield replace(style, text=self.seen(node.content), code=True)
                case "softbreak":
                    yield replace(style, text=" ")
                case "hardbreak":
                    yield replace(style, text="\n")
                case "link":
                    yield from self.link(node, style)
                case "image":
                    yield replace(style, text=self.picture(node), italic=True)
                case "footnote_ref":
                    yield _cite(node)
                case _ if node.children:
                    yield from self.runs(node.children, style)
                case _:
                    if node.content:
                        yield replace(style, text=self.seen(node.content, keep="\n"))

    def link(self, node: "SyntaxTreeNode", style: Run) -> Iterator[Run]:
        """Yield a link's words and, where they do not say it themselves, where it leads."""
        found = list(self.runs(node.children, style))
        yield from found
        where = self.seen(str(node.attrs.get("href", "")))
        if where and where.removeprefix("mailto:") != "".join(run.text for run in found):
            yield replace(style, text=f" ({where})")

    def picture(self, node: "SyntaxTreeNode") -> str:
        """Return what stands in a text for a picture."""
        said = self.seen(node.content).strip()
        return f"[picture left out: {said}]" if said else "[picture left out]"

    def seen(self, text: str, keep: str = "") -> str:
        """Return a text with what is done to characters that are not seen, but for those in `keep`."""
        return visible(text, keep=keep)

    def _items(self, node: "SyntaxTreeNode") -> tuple[tuple[Block, ...], ...]:
        return tuple(tuple(self.blocks(item.children)) for item in node.children)

    def _grid(self, node: "SyntaxTreeNode") -> Grid:
        head, *rest = node.children
        titles = head.children[0].children
        rows = rest[0].children if rest else []
        right = {at for at, cell in enumerate(titles) if "right" in str(cell.attrs.get("style", ""))}
        return Grid(
            tuple(map(self.inline, titles)),
            tuple(tuple(Cell(self.inline(cell)) for cell in row.children) for row in rows),
            frozenset(right),
        )

    @staticmethod
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


def _cite(node: "SyntaxTreeNode") -> Run:
    """Return what refers to a note. Referred to again, it cannot be the place that the note leads back to."""
    return Run("", note=int(node.meta["id"]) + 1, again=int(node.meta.get("subId", 0)) > 0)
