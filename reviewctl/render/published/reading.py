"""The text of a paper that is published, read into blocks: links lead where they say, pictures are pictures."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import category

from msgspec.structs import replace

from reviewctl.model.pressing import Edition, Image
from reviewctl.model.prose import Block, Figure, Heading, List, Paragraph, Quote, Run, words
from reviewctl.model.publishing import Cover, Product
from reviewctl.render.dates import long_day
from reviewctl.render.markdown_body import Taken, body_of
from reviewctl.render.published.notes import settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewctl.render.markdown_body import Node

FOLLOWED = ("http://", "https://", "mailto:")
"""Links that a reader can follow. Any other is shown as text."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_DEEPEST = 6


def edition_of(product: Product, cover: Cover, images: Mapping[str, Image]) -> Edition:
    """Return a paper with its text in blocks. `images` are its pictures made anew, by their paths.

    Headings are moved so that none is skipped and none but the title is of the first level. Characters that nobody
    sees are left out, so that nothing goes out that a reader is not shown.
    """
    body, on = body_of(product.text, _Published()), _day(product, cover)
    notes = [tuple(map(_within, note)) for note in body.notes]
    blocks, notes_of_it = settled(tuple(_in_order(body.blocks)), notes)
    return Edition(
        id=product.id,
        name=product.name,
        title=seen(product.title),
        board=seen(cover.board),
        language=cover.language,
        facts=_facts(product, cover),
        blocks=blocks,
        notes=notes_of_it,
        notice=_notice(cover),
        dated=on.isoformat() if on else "",
        landscape=product.landscape,
        images=dict(images),
    )


def seen(text: str) -> str:
    """Return a text without the characters that nobody sees; a line's end that is none of ours is a space."""
    if text.isprintable():
        return text
    return "".join(_seen(one) for one in text)


def _seen(char: str) -> str:
    if char in "\n ":
        return char
    if char in "\t\r\x0b\x0c\x85" or category(char) in ("Zl", "Zp"):
        return " "
    return "" if category(char) in _UNSEEN else char


def _facts(product: Product, cover: Cover) -> tuple[tuple[str, str], ...]:
    dated = "Published" if cover.published else "Date"
    on = _day(product, cover)
    found = (("About", cover.about), ("Kind", cover.kind), ("Reference", cover.review))
    day = ((dated, long_day(on)),) if on else ()
    return tuple((label, seen(words)) for label, words in (*found, *day) if words)


def _day(product: Product, cover: Cover) -> date | None:
    return cover.published or product.dated


def _notice(cover: Cover) -> str:
    if cover.embargo is None:
        return ""
    return f"Under embargo: nothing of this may be made known before {long_day(cover.embargo)}."


def _in_order(blocks: "Sequence[Block]") -> Iterator[Block]:
    """Yield the blocks with headings from level 2 on, none more than one below that before it, and none empty."""
    before = 1
    for block in blocks:
        if isinstance(block, Heading):
            if not words(block.runs).strip():
                continue
            before = min(max(block.level, 2), before + 1, _DEEPEST)
            yield replace(block, level=before)
        else:
            yield block if isinstance(block, Figure) else _within(block)


def _within(block: Block) -> Block:
    """Return a block that stands within another, or is to: no heading parts it, and a picture is told in words."""
    match block:
        case Heading():
            return Paragraph(tuple(replace(run, bold=True) for run in block.runs))
        case Figure():
            return Paragraph((Run(f"[{block.alt}]"),))
        case List():
            return replace(block, items=tuple(tuple(map(_within, item)) for item in block.items))
        case Quote():
            return replace(block, blocks=tuple(map(_within, block.blocks)))
    return block


class _Published(Taken):
    """What is read for publication."""

    def block(self, node: "Node") -> Iterator[Block]:
        """Yield a paragraph of pictures alone as these, and anything else as it is elsewhere."""
        pictures = alone(node)
        if not pictures:
            yield from super().block(node)
        for one in pictures:
            yield Figure(self.seen(str(one.attrs.get("src", ""))), self.seen(one.content).strip())

    def link(self, node: "Node", style: Run) -> Iterator[Run]:
        """Yield a link's words, each leading where it leads; of one that nobody can follow the words alone."""
        where = self.seen(str(node.attrs.get("href", "")))
        if where.lower().startswith(FOLLOWED):
            yield from self.runs(node.children, replace(style, link=where))
        else:
            yield from super().link(node, style)

    def picture(self, node: "Node") -> str:
        """Return what stands within a sentence or a table for a picture: its words."""
        said = self.seen(node.content).strip()
        return f"[{said}]" if said else ""

    def seen(self, text: str, keep: str = "") -> str:
        """Return a text without what nobody sees."""
        shown = seen(text)
        return shown if "\n" in keep else re.sub(r"\n", " ", shown)


def alone(node: "Node") -> list["Node"]:
    """Return the pictures of a paragraph that holds nothing else; none for any other node."""
    if node.type != "paragraph" or not node.children:
        return []
    inner = [one for one in node.children[0].children if one.type not in ("softbreak", "hardbreak")]
    pictures = [one for one in inner if one.type == "image"]
    return pictures if len(pictures) == len(inner) else []
