"""What is looked at in a paper before it goes out: headings, pictures, tables, links and HTML, with their lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reviewctl.model.pressing import Marked
from reviewctl.render.markdown_body import tree_of
from reviewctl.render.published.reading import alone

if TYPE_CHECKING:
    from reviewctl.render.markdown_body import Node


def outline_of(text: str) -> tuple[Marked, ...]:
    """Return what is marked in a Markdown text, in its order."""
    top = tree_of(text, html=True).children
    return tuple(one for node in top for one in _marked(node, 1, fit=bool(alone(node))))


def _marked(node: "Node", line: int, *, fit: bool) -> Iterator[Marked]:
    """Yield what a node is, and what is in it. `fit` says that pictures stand in a paragraph of their own."""
    line = node.map[0] + 1 if node.map else line
    match node.type:
        case "heading":
            yield Marked("heading", line, words=_words(node), level=int(node.tag[1:]))
        case "table":
            titles = [_words(one) for one in node.children[0].children[0].children]
            yield Marked("table", line, fit=all(titles[1:]) and any(titles))
        case "html_block" | "html_inline":
            yield Marked("html", line)
        case "link":
            yield Marked("link", line, str(node.attrs.get("href", "")), _words(node))
        case "image":
            yield Marked("picture", line, str(node.attrs.get("src", "")), node.content.strip(), fit=fit)
    for child in node.children if node.type != "image" else ():
        yield from _marked(child, line, fit=fit)
        line += child.type in ("softbreak", "hardbreak")


def _words(node: "Node") -> str:
    """Return the plain words within a node."""
    if node.type in ("text", "code_inline", "image"):
        return node.content
    return "".join(map(_words, node.children))
