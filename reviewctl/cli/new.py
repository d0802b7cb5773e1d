"""`new`: open a review."""

from datetime import date

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


class New(click.Command):
    """`new`, whose help lists the kinds of review that there are: they are the policy's, and looked up only there."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what was typed; without a TYPE raise click.UsageError, with each kind of review that there is."""
        try:
            return super().parse_args(ctx, args)
        except click.MissingParameter:
            raise click.UsageError(_kinds_to_choose(ctx), ctx) from None

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each kind of review with what it is called in full."""
        from reviewctl.work.opening import kinds_here

        with formatter.section("Types"):
            formatter.write_dl(kinds_here(ctx.obj))


def _kinds_to_choose(ctx: click.Context) -> str:
    from reviewctl.work.opening import kinds_here

    formatter = ctx.make_formatter()
    with formatter.indentation():
        formatter.write_dl(kinds_here(ctx.obj))
    return f"Missing argument 'TYPE': which kind of review. There are:\n{formatter.getvalue().rstrip()}"


@click.command("new", cls=New)
@click.argument("review_type", metavar="TYPE")
@click.option(
    "--id", "case_id", metavar="ID", help="The id. Default: the next free one of the year received."
)
@click.option("--received", type=Day(), metavar="DATE", help="The day the request came. Default: today.")
@click.option(
    "--subject", "subjects", multiple=True, metavar="NAME", help='A pseudonym: "Adult E". May be repeated.'
)
@click.option("--no-subject", is_flag=True, help="The review is about a service and not about a person.")
@click.option(
    "--set", "settings", multiple=True, metavar="ADDRESS=VALUE", help="Record this too. May be repeated."
)
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    review_type: str,
    case_id: str | None,
    received: date | None,
    subjects: tuple[str, ...],
    no_subject: bool,
    settings: tuple[str, ...],
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Open a review of a TYPE, such as sar: a case folder from the template, valid at once.

    Outside a register it makes the folder here, under the default policy, and commits nothing.
    """
    from reviewctl.work.opening import Opening, open_review

    if no_subject and subjects:
        raise click.UsageError("--no-subject and --subject do not go together.")
    opening = Opening(
        review_type=review_type,
        case_id=case_id,
        received=received,
        subjects=subjects,
        no_subject=no_subject,
        settings=settings,
    )
    for line in open_review(desk, opening, dry_run=dry_run, no_commit=no_commit):
        tell(line)
    return 0
