"""`briefing`: the 7-minute briefing, drafted from what the record holds."""

from datetime import date

import click
from click.core import ParameterSource

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import show, tell
from reviewctl.work.desk import Desk


@click.command("briefing")
@click.argument("case")
@reading
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    as_of: date | None,
    form: str,
    output: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Draft the 7-minute briefing of CASE: its findings, recommendations and actions under seven headings.

    It is written into briefing.md where nobody has written yet; else, or with --format or -o FILE, the draft is
    shown and nothing changed. What only a person can write stands in brackets. P-App3 gives it no parts: the seven
    headings are a convention, which a board may change in its policy.
    """
    from reviewctl.work.briefing import drafted, is_written, write
    from reviewctl.work.writing import writing

    day = day_of(as_of)
    if output is None and not _asked_for_a_format() and not is_written(desk, case, day):
        with writing(desk, "briefing", dry_run=dry_run, no_commit=no_commit) as pen:
            for line in write(desk, pen, case, day):
                tell(line)
        return 0
    page, said = drafted(desk, case, day)
    code = show(page, form, output)
    if output is None and not _asked_for_a_format():
        desk.warn("")
        desk.warn("Somebody has written in briefing.md: it stays as it is, and this is a draft beside it.")
        for line in said:
            desk.warn(line)
    return code


def _asked_for_a_format() -> bool:
    return click.get_current_context().get_parameter_source("form") is ParameterSource.COMMANDLINE
