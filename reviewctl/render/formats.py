"""The formats of a report: one table, and the one way in. A format is loaded when it is asked for."""

from collections.abc import Callable, Iterator
from importlib import import_module

from msgspec import Struct

from reviewctl.model.report import Report

FORMATS = {
    "text": "reviewctl.render.to_text:render",
    "markdown": "reviewctl.render.to_markdown:render",
    "html": "reviewctl.render.to_html:render",
    "json": "reviewctl.render.to_json:render",
    "csv": "reviewctl.render.to_csv:render",
}
"""The formats that every report has."""
OF_FINDINGS = {
    "github": "reviewctl.render.to_github:render",
    "sarif": "reviewctl.render.to_sarif:render",
    "junit": "reviewctl.render.to_junit:render",
}
"""The formats of other people's pipelines: of what `validate` finds, and of nothing else."""


class Look(Struct, frozen=True):
    """How a report is shown: the columns there are, whether in colour, and whether into a file (`-o`).

    `below` is the register's folder within its repository, with a slash behind it, "" where they are one: a forge
    knows a file by its path from there.
    """

    width: int = 100
    colour: bool = False
    to_file: bool = False
    below: str = ""


Renderer = Callable[[Report, Look], Iterator[str]]


def stream(report: Report, format: str, look: Look) -> Iterator[str]:
    """Return the pieces of the report in that format, for a writer who does not want it all at once.

    Raises KeyError for a name that neither FORMATS nor OF_FINDINGS has.
    """
    module, function = (FORMATS | OF_FINDINGS)[format].split(":")
    renderer: Renderer = getattr(import_module(module), function)
    return renderer(report, look)


def render(
    report: Report,
    format: str,
    *,
    width: int = 100,
    colour: bool = False,
    to_file: bool = False,
    below: str = "",
) -> str:
    """Return the whole report in that format. Raises KeyError for a name that there is not."""
    return "".join(stream(report, format, Look(width, colour, to_file, below)))
