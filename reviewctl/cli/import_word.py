"""`import imr|report|tor|minutes`: papers that come as Word documents."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import show, tell
from reviewctl.model.trouble import ReviewctlError
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.work.papers_in.wanted import PaperKind

F = TypeVar("F", bound=Callable[..., Any])
_FILE = "FILE.docx"


def _common(command: F) -> F:
    """Give a command the options that all four kinds of paper have."""
    options = (
        click.option("--case", "case", required=True, metavar="CASE", help="The review that it belongs to."),
        click.option("--yes", is_flag=True, help="Bring it in without being asked, as in a script."),
        click.option(
            "--replace",
            is_flag=True,
            help="Put it in the place of a text that is there, as the next version.",
        ),
        click.option("--accept-changes", is_flag=True, help="Read tracked changes as if all were accepted."),
        click.option(
            "--drop-comments",
            "--ignore-comments",
            is_flag=True,
            help="Leave the comments beside the text out.",
        ),
        click.option("--hidden", is_flag=True, help="Take hidden text as well."),
        click.option("--skip-hidden", is_flag=True, help="Leave hidden text out."),
        click.option(
            "--held-at", metavar="WHERE", help="Where the Word document is kept; lists it in papers.yaml."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return writing_options(command)


def _placing(command: F) -> F:
    """Give a command the option that places parts under the policy's headings."""
    return click.option(
        "--place",
        "places",
        multiple=True,
        metavar="HEADING=HEADING",
        help='Where a part goes: "Key themes=Analysis of practice".',
    )(command)


@click.command("imr")
@click.argument("file", metavar=_FILE)
@click.option("--agency", required=True, metavar="A", help="Whose it is: an id, or a name it has or had.")
@_placing
@_common
@click.pass_obj
def imr(desk: Desk, /, file: str, **asked: Any) -> int:
    """Bring in an agency's IMR: reviewctl import imr FILE.docx --case SAR-2026-001 --agency gmp

    Its parts go under the policy's headings. What has no place is kept at the end. First it is shown, then you are
    asked, and only after a yes anything is written.
    """
    return _run(desk, "imr", file, asked)


@click.command("report")
@click.argument("file", metavar=_FILE)
@_placing
@_common
@click.pass_obj
def report(desk: Desk, /, file: str, **asked: Any) -> int:
    """Bring in the overview report, its parts under the policy's headings."""
    return _run(desk, "report", file, asked)


@click.command("tor")
@click.argument("file", metavar=_FILE)
@_common
@click.pass_obj
def tor(desk: Desk, /, file: str, **asked: Any) -> int:
    """Bring in terms of reference, and the period, the questions and the agencies that they name."""
    return _run(desk, "tor", file, asked)


@click.command("minutes")
@click.argument("file", metavar=_FILE)
@click.option("--meeting", metavar="M", help="Which meeting: panel,2; or its kind, with --on.")
@click.option("--on", type=Day(), metavar="DATE", help="The day of the meeting.")
@_common
@click.pass_obj
def minutes(desk: Desk, /, file: str, **asked: Any) -> int:
    """Bring in the minutes of a meeting that is in the record, with who was there.

    Those present go into the attendance by their ids, agencies and roles. Nobody's name is taken.
    """
    return _run(desk, "minutes", file, asked)


def _run(desk: Desk, kind: "PaperKind", file: str, asked: dict[str, Any]) -> int:
    """Read the paper, show it, ask, and bring it in."""
    from reviewctl.work.papers_in.bringing import bring_in
    from reviewctl.work.papers_in.looking import look, read_file
    from reviewctl.work.papers_in.showing import page
    from reviewctl.work.papers_in.wanted import Wanted
    from reviewctl.work.writing import writing

    yes, dry_run, no_commit = (asked.pop(name) for name in ("yes", "dry_run", "no_commit"))
    if asked["hidden"] and asked["skip_hidden"]:
        raise ReviewctlError(
            "--hidden and --skip-hidden say the opposite of each other.", "Choose one of them."
        )
    wanted = Wanted(kind=kind, file=file, **{**asked, "places": _places(asked.get("places", ()))})
    came = read_file(file, hidden=wanted.hidden)
    made = look(desk, wanted, came)
    code = show(page(made))
    if made.unsettled:
        tell("Nothing was written.")
        return code
    asking = not yes and not dry_run and sys.stdin.isatty() and sys.stdout.isatty()
    if not (yes or dry_run or (asking and click.confirm("Bring it in?", default=False))):
        tell(
            "Nothing was written." if asking else "Nothing was written. When it is right: the same with --yes"
        )
        return code
    with writing(desk, f"import {kind}", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in bring_in(desk, pen, wanted, look(desk, wanted, came)):
            tell(line)
    return code


def _places(words: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for word in words:
        source, equals, target = word.rpartition("=")
        if not (equals and source.strip() and target.strip()):
            raise ReviewctlError(
                "--place wants a heading of the paper and one of the policy.",
                'For example: --place "Key themes=Analysis of practice"',
            )
        found[source.strip()] = target.strip()
    return found
