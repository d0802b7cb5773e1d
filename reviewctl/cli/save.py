"""`save`: check and commit what was edited by hand, and bring in what others saved."""

import sys
from typing import TYPE_CHECKING, Literal, cast

import click

from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.work.merging.questions import Ask, Question

Side = Literal["mine", "theirs"]


@click.command("save")
@click.argument("message", required=False)
@click.option("--no-push", is_flag=True, help="Commit only, though there is an upstream.")
@click.option("--bring-in", is_flag=True, help="Only bring in what others saved; save and send nothing.")
@click.option(
    "--keep",
    type=(click.Choice(["mine", "theirs"]), str),
    multiple=True,
    metavar="mine|theirs ADDRESS",
    help="Where both changed one thing differently, which holds: mine is this computer's. May be repeated.",
)
@click.option("--removed", is_flag=True, help="A whole review has been deleted, and that is meant.")
@click.option("--dry-run", is_flag=True, help="Show what would be saved; save, fetch and send nothing.")
@click.pass_obj
def command(
    desk: Desk,
    /,
    message: str | None,
    no_push: bool,
    bring_in: bool,
    keep: tuple[tuple[str, str], ...],
    removed: bool,
    dry_run: bool,
) -> int:
    """Check what was edited by hand, commit it, and push it where there is an upstream.

    MESSAGE says what was done, without any name. A file that has no place in the register, such as a
    Word document, stops the save: git would keep it for ever. A slip in a file is saved, and said.

    Where somebody else has saved in the meantime, theirs is put together with yours, date by date and
    line by line. Only where both changed the very same thing differently you are asked which holds.
    A merge that was begun with git is finished in the same way.
    """
    from reviewctl.work.saving import save

    if dry_run and (bring_in or keep):
        raise click.UsageError(
            "--dry-run shows what you would save, and fetches nothing. Leave the others out."
        )
    lines = save(
        desk,
        message,
        push_too=not no_push,
        removed=removed,
        only_bring_in=bring_in,
        keep=[(cast(Side, side), address) for side, address in keep],
        ask=_asking(),
        dry_run=dry_run,
    )
    for line in lines:
        tell(line)
    return 0


def _asking() -> "Ask | None":
    """Return what asks the person at the terminal; None where nobody sits there."""
    return _ask if sys.stdin.isatty() and sys.stdout.isatty() else None


def _ask(question: "Question") -> Side | None:
    """Ask which of two values holds; None where it is put off."""
    for line in question.lines():
        tell(line)
    chosen = click.prompt(
        "  Which holds? Mine is what this computer has.",
        type=click.Choice(["mine", "theirs", "later"]),
        default="later",
    )
    return None if chosen == "later" else cast(Side, chosen)
