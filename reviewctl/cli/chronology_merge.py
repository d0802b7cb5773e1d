"""`chronology merge`: the integrated chronology of all agencies."""

from datetime import date

import click

from reviewctl.cli.chronicle_options import choosing, reckoning
from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.work.chronicle.choosing import Wanted
from reviewctl.work.desk import Desk


@click.command("merge")
@click.argument("case", required=False, metavar="[CASE]")
@choosing
@click.option(
    "--side-by-side", is_flag=True, help="A column for each agency, where at most four tell something."
)
@reckoning
@reading
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str | None,
    wanted: Wanted,
    side_by_side: bool,
    alike: int,
    gap_days: int,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show all agencies' chronologies as one, in one order, with everything that was assumed.

    Nothing is left out: what several agencies tell stands under one number in the words of each, with where they
    differ. Behind it come the times of which nobody tells. No source sets how alike two accounts must be, or how
    long a time must be to be listed. With no CASE: the case you stand in. (P§14)
    """
    from reviewctl.work.chronicle.gathering import loaded_meant
    from reviewctl.work.chronicle.merging import Merging, merged

    loaded = loaded_meant(desk, case, day_of(as_of), "chronology merge")
    asked = Merging(wanted=wanted, alike=alike, gap_days=gap_days, form=form, side_by_side=side_by_side)
    return show(merged(loaded, asked), form, output)
