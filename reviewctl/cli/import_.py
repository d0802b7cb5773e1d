"""`import`: take over what was kept elsewhere."""

import click

from reviewctl.cli.import_word import imr, minutes, report, tor
from reviewctl.cli.options import Group
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import show
from reviewctl.work.desk import Desk


@click.group("import", cls=Group)
def command() -> None:
    """Take over what was kept elsewhere.

    A chronology that an agency sent comes in with: reviewctl chronology import.
    """


for _paper in (imr, report, tor, minutes):
    command.add_command(_paper)


@command.command("tracker")
@click.argument("file", metavar="FILE.xlsx")
@click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Only this sheet, by name or number.")
@click.option(
    "--map",
    "given",
    multiple=True,
    metavar="HEADING=ADDRESS",
    help='What a column holds: "Panel date=screening.held"; =ignore for one not to be read.',
)
@click.option("--type", "kind", metavar="TYPE", help="The kind of review, where the list does not say: sar.")
@click.option("--hidden", is_flag=True, help="Also take hidden rows and sheets.")
@click.option("--write", is_flag=True, help="Take it over. Without this it is only shown.")
@writing_options
@click.pass_obj
def tracker(
    desk: Desk,
    /,
    file: str,
    sheets: tuple[str, ...],
    given: tuple[str, ...],
    kind: str | None,
    hidden: bool,
    write: bool,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Take a list of reviews in Excel over into case folders, one for each row.

    First it only shows how it reads the list: each column with samples, each cell that it cannot read, and each
    review that it would make. Names, birth dates, addresses and free text are never read. With --write it makes
    the reviews, all at once.
    """
    from reviewctl.work.tracker.columns import read_given
    from reviewctl.work.tracker.importing import Import, import_tracker
    from reviewctl.work.tracker.taking import Asked

    asked = Asked(sheets=sheets, given=read_given(given), kind=kind, hidden=hidden)
    wanted = Import(file=file, asked=asked, write=write or dry_run, dry_run=dry_run, no_commit=no_commit)
    return show(import_tracker(desk, wanted))
