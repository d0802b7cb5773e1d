"""A paper as the data that the press sets: no word of it is ever read as what to do."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

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
from reviewctl.render.published.widths import is_tight, shares

_LONG = 600
"""A cell of more characters may be broken over two pages."""
_DOTS_FOR_A_MILLIMETRE = 6
"""At 150 dots to the inch a picture is sharp on paper: so many are a millimetre of it."""


def tree_of(edition: Edition, style: Style, crest: Image | None = None) -> str:
    """Return a paper, and how it is to look, as JSON for the press."""
    writer = _Writer(edition)
    tree = {
        "title": edition.title,
        "board": edition.board,
        "language": edition.language.split("-")[0],
        "region": edition.language.partition("-")[2] or None,
        "date": [int(part) for part in edition.dated.split("-")] if edition.dated else None,
        "notice": edition.notice,
        "facts": [list(one) for one in edition.facts],
        "landscape": edition.landscape,
        "colour": style.colour,
        "font": style.font,
        "paper": style.paper,
        "crest": None if crest is None else {"form": _form(crest), "alt": style.crest_alt},
        "contents": edition.has_contents,
        "blocks": writer.blocks(edition.blocks),
        "notes": [writer.blocks(note) for note in edition.notes],
    }
    return json.dumps(tree, ensure_ascii=False)


def pictures_of(images: Mapping[str, Image]) -> str:
    """Return pictures as JSON for the press, which takes text only: their bytes as numbers."""
    return json.dumps({path: list(one.data) for path, one in images.items()}, separators=(",", ":"))


def _form(image: Image) -> str:
    return "jpg" if image.form == "jpeg" else "png"


class _Writer:
    """The blocks of one paper as plain data."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def blocks(self, blocks: Sequence[Block]) -> list[dict[str, Any]]:
        """Return blocks; those of which nothing is to be seen are left out."""
        return [one for one in map(self._block, blocks) if one]

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading():
                return {"is": "heading", "level": block.level - 1, "runs": _runs(block.runs)}
            case Paragraph():
                return {"is": "paragraph", "runs": _runs(block.runs)}
            case List():
                return {
                    "is": "list",
                    "start": block.start,
                    "items": [self.blocks(one) for one in block.items],
                }
            case Quote():
                return {"is": "quote", "blocks": self.blocks(block.blocks)}
            case Code():
                return {"is": "code", "text": "\n".join(block.lines)}
            case Rule():
                return {"is": "rule"}
            case Figure():
                return self._figure(block)
            case Grid():
                return self._grid(block)

    def _figure(self, block: Figure) -> dict[str, Any]:
        image = self._edition.images.get(block.path)
        if image is None:
            return {"is": "paragraph", "runs": _runs((Run(f"[{block.alt}]"),))} if block.alt else {}
        return {
            "is": "figure",
            "path": block.path,
            "alt": block.alt or "Picture",
            "width": max(image.width / _DOTS_FOR_A_MILLIMETRE, 10),
            "form": _form(image),
        }

    def _grid(self, block: Grid) -> dict[str, Any]:
        wide = range(block.columns)
        return {
            "is": "table",
            "shares": shares(block, landscape=self._edition.landscape),
            "tight": is_tight(block, landscape=self._edition.landscape),
            "columns": block.columns,
            # Titles that lead somewhere stand once: those that come again are drawn, and no part of what is read.
            "repeat": not any(run.link or run.note for title in block.titles for run in title),
            "right": sorted(block.right),
            "titles": [_runs(block.titles[at]) if at < len(block.titles) else [] for at in wide]
            if block.titles
            else [],
            "rows": [_row(row, wide) for row in block.rows],
        }


def _row(row: tuple[Cell, ...], wide: range) -> dict[str, Any]:
    """Return a row; one that may be longer than a page is not kept whole."""
    cells = [row[at].runs if at < len(row) else () for at in wide]
    return {"cells": list(map(_runs, cells)), "long": max(len(words(one)) for one in cells) > _LONG}


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [_run(run) for run in runs]


def _run(run: Run) -> dict[str, Any]:
    marks = {
        "bold": run.bold,
        "italic": run.italic,
        "struck": run.struck,
        "code": run.code,
        "again": run.again,
    }
    said: dict[str, Any] = {"text": run.text, **{name: True for name, on in marks.items() if on}}
    if run.note is not None:
        said["note"] = run.note
    if run.link:
        said["link"] = run.link
    return said
