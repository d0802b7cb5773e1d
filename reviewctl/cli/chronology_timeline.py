"""`chronology timeline`: the chronologies drawn, a lane for each agency."""

from datetime import date

import click

from reviewctl.cli.chronicle_options import choosing, reckoning
from reviewctl.cli.options import Day, day_of
from reviewctl.cli.output import show_text, tell
from reviewctl.work.chronicle.choosing import Wanted
from reviewctl.work.desk import Desk


@click.command("timeline")
@click.argument("case", required=False, metavar="[CASE]")
@choosing
@reckoning
@click.option(
    "--as-of", type=Day(), metavar="DATE", help="The day that stands on it. Default: today in London."
)
@click.option(
    "-o",
    "output",
    metavar="FILE",
    help="Write there: .html with its tables, .svg the picture alone.",
)
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str | None,
    wanted: Wanted,
    alike: int,
    gap_days: int,
    as_of: date | None,
    output: str | None,
) -> int:
    """Draw the chronologies of CASE: a lane for each agency, uncertain dates as bars, and the gaps.

    The .html is one file for any browser, to be looked at or printed on A3: nothing in it is fetched from
    anywhere. It holds what the agencies told, so it is as confidential as the chronologies. The options that
    choose are those of chronology merge. With no CASE: the case you stand in.
    """
    from reviewctl.render.timeline.words import many
    from reviewctl.work.chronicle.drawing import Drawing, drawn, place_of
    from reviewctl.work.chronicle.gathering import case_meant

    output, ending = place_of(desk.register, output)
    facts = case_meant(desk, case, day_of(as_of), "chronology timeline -o FILE")
    text, whole = drawn(facts, Drawing(wanted=wanted, alike=alike, gap_days=gap_days), ending)
    show_text(text, output)
    count = sum(len(line.tellings) for line in whole.lines)
    left = f" {many(whole.left_out, 'entry', 'entries')} left out." if whole.left_out else ""
    tell(
        f"{output}: {many(count, 'entry', 'entries')} of {many(len(whole.agencies), 'agency', 'agencies')}.{left} "
        f"Open it with your browser{'; it prints on A3' if ending == '.html' else ''}."
    )
    return 0
