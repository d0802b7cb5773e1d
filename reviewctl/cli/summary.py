"""`--summary FILE`: the whole list for the page that a forge shows of a run, since annotations stop at ten."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reviewctl.model.trouble import EnvironmentFault

if TYPE_CHECKING:
    from reviewctl.model.report import Report

F = TypeVar("F", bound=Callable[..., Any])


def summarised(command: F) -> F:
    """Give a command its option --summary."""
    return click.option(
        "--summary",
        metavar="FILE",
        help="Add the whole list to this file, as Markdown: in GitHub Actions $GITHUB_STEP_SUMMARY.",
    )(command)


def add_summary(report: "Report", file: str | None) -> None:
    """Add a report, as Markdown, to what a file holds already; nothing where there is no file.

    Raises EnvironmentFault where it cannot be written, and ReviewctlError where the file is part of the record.
    """
    if file is None:
        return
    from pathlib import Path

    from reviewctl.cli.output import refuse_record
    from reviewctl.render.formats import render

    refuse_record(file, "--summary")
    try:
        with Path(file).open("ab") as end:
            end.write(f"{render(report, 'markdown')}\n".encode())
    except OSError as error:
        raise EnvironmentFault(
            f"The summary could not be written: {error.strerror or 'no reason given'}.",
            "Choose another place for --summary FILE.",
        ) from None
