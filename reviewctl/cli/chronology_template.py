"""`chronology template`: the form on which an agency writes its chronology, for Excel, Word or as CSV."""

import click

from reviewctl.cli.output import keep, tell
from reviewctl.cli.outside import outside
from reviewctl.work.desk import Desk

WHY_OUTSIDE = "What an agency fills in comes in with chronology import, and not by lying here."


@click.command("template")
@click.argument("case")
@click.argument("agency")
@click.option(
    "-o",
    "output",
    required=True,
    metavar="FILE",
    help="Write there: .xlsx for Excel, .docx for Word, or .csv.",
)
@click.option("--filled", is_flag=True, help="With what the agency returned before, each line with its Ref.")
@click.option("--initial", is_flag=True, help="For the first chronology, before the decision.")
@click.pass_obj
def command(desk: Desk, /, case: str, agency: str, output: str, filled: bool, initial: bool) -> int:
    """Write the form for the chronology of AGENCY in CASE: the Board's columns, what to know, and the period (P§10).

    AGENCY is an id, or a name that it has or had. What comes back on it is brought in with chronology import.
    """
    from reviewctl.render.pages.naming import many
    from reviewctl.work.chronicle.templating import agency_named, ending_of, form_bytes, form_for
    from reviewctl.work.house import house_style
    from reviewctl.work.recording import case_facts

    ending = ending_of(output)
    outside(desk, output, WHY_OUTSIDE, f"chronology{ending}")
    facts = case_facts(desk, case)
    form = form_for(facts, agency_named(facts, agency), filled=filled, initial=initial)
    keep(form_bytes(form, ending, house_style(desk)), output)
    said = dict(form.about)
    lines = many(len(form.rows), "line") if form.rows else ""
    tell(
        f"Written: the {'' if filled else 'blank '}form for {said['Agency']}{f', with its {lines}' if lines else ''}."
    )
    tell(f"  period to cover: {said['Period to cover']}")
    tell(f"  to be returned by: {said['Please return it by']}")
    if ending == ".csv":
        tell("  A CSV has room for the headings only. Tell the agency, too:")
        for line in form.instructions:
            tell(f"    {line}")
    return 0
