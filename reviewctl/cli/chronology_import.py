"""`chronology import`: bring in the chronology that an agency sent."""

import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from reviewctl.cli.options import Between, Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import keep, show, tell
from reviewctl.model.trouble import ReviewctlError
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.work.chronicle.drafts import Answers, Question
    from reviewctl.work.chronicle.outcome import Came, Outcome, Wanted

_WHY_OUTSIDE = "The list holds the agency's own words, and what lies in the register is kept for ever."


@click.command("import")
@click.argument("case")
@click.argument("agency")
@click.argument("file", metavar="FILE")
@click.option("--initial", is_flag=True, help="It is the first chronology, asked for before the decision.")
@click.option("--yes", is_flag=True, help="Bring it in without being asked, as in a script.")
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="HEADING=FIELD",
    help='What a column holds: "Notes=comment"; =ignore leaves it out.',
)
@click.option(
    "--sheet", "sheets", multiple=True, metavar="NAME", help="Only this sheet or table, or its number."
)
@click.option("--hidden", is_flag=True, help="Take hidden rows, columns and sheets as well.")
@click.option("--skip-hidden", is_flag=True, help="Leave hidden rows, columns, sheets and text out.")
@click.option("--accept-changes", is_flag=True, help="Read tracked changes as if all were accepted.")
@click.option("--ignore-comments", is_flag=True, help="Leave the comments beside the text out.")
@click.option("--year", type=Between(1900, 2100), metavar="YEAR", help="The year of dates without one.")
@click.option(
    "--month-first", is_flag=True, help="Dates are month/day/year, as an American program writes them."
)
@click.option(
    "--dates-as-shown", is_flag=True, help="Date cells mean the days that they show: none is turned round."
)
@click.option("--accept-good", is_flag=True, help="Bring in the good rows where others are rejected.")
@click.option("--remove-gone", is_flag=True, help="Take out entries that the file has no more, however many.")
@click.option("--keep-gone", is_flag=True, help="Keep entries that the file does not have.")
@click.option("--overwrite", is_flag=True, help="Put the file over what was corrected by hand since.")
@click.option(
    "--empty-because", metavar="WORDS", help="Why there is not one line: an empty chronology is valid."
)
@click.option(
    "--on", type=Day(), metavar="DATE", help="The day it came. Default: today, if none is recorded yet."
)
@click.option("--held-at", metavar="WHERE", help="Where the file itself is kept, for papers.yaml.")
@click.option(
    "-o", "output", metavar="FILE", help="Write the rejected rows there, for the agency: .xlsx, .csv."
)
@click.option("--show-text", is_flag=True, help="Show the words of what changes, too.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    yes: bool,
    show_text: bool,
    output: str | None,
    dry_run: bool,
    no_commit: bool,
    **given: Any,
) -> int:
    """Bring in the chronology that AGENCY sent for CASE: FILE is .xlsx, .ods, .docx or .csv.

    First it shows how each column and each date was read, and what would change. Then it asks, and only after a yes
    anything is written. The same file again changes nothing; a corrected one changes what was corrected.
    """
    from reviewctl.work.chronicle.bringing import bring_in
    from reviewctl.work.chronicle.importing import blocked, look, look_again, read_file, worth_asking
    from reviewctl.work.chronicle.outcome import Wanted
    from reviewctl.work.chronicle.showing import Shown, page
    from reviewctl.work.writing import writing

    _refuse_both(given, "hidden", "skip_hidden")
    _refuse_both(given, "remove_gone", "keep_gone")
    wanted = Wanted(**given, discreet=yes)  # What click has checked, each under the name of what is asked.
    form = _list_form(desk, output) if output is not None else ""
    came = read_file(wanted.file)
    outcome = look(desk, wanted, came, {})
    asking = not yes and not dry_run and sys.stdin.isatty() and sys.stdout.isatty()
    answers = _answers(outcome) if asking and worth_asking(outcome, wanted) else {}
    outcome = look(desk, wanted, came, answers) if answers else outcome
    code = show(page(outcome, Shown(samples=not yes, text=show_text, accept_good=wanted.accept_good)))
    if output is not None and not dry_run:
        _keep_list(outcome, came, form, output)
    if blocked(outcome, wanted):
        _tell_blocked(outcome, wanted, listed=output is not None)
        if asking and not worth_asking(outcome, wanted):
            _tell_unasked(outcome)
        return code
    if not (yes or dry_run or (asking and _confirmed(outcome))):
        tell(
            "Nothing was written." if asking else "Nothing was written. When it is right: the same with --yes"
        )
        return code
    with writing(desk, "chronology import", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in bring_in(desk, pen, wanted, look_again(desk, wanted, came, answers)):
            tell(line)
    if outcome.rejected and not dry_run:
        tell("Ask the agency to correct the rows above; its corrected file comes in with the same command.")
    return code


def _refuse_both(flags: dict[str, Any], one: str, other: str) -> None:
    if flags[one] and flags[other]:
        names = [f"--{name.replace('_', '-')}" for name in (one, other)]
        raise ReviewctlError(
            f"{names[0]} and {names[1]} say the opposite of each other.", "Choose one of them."
        )


def _list_form(desk: Desk, output: str) -> str:
    """Return the format of the list of rejected rows. Raises ReviewctlError where it has no such place or form."""
    from pathlib import Path

    from reviewctl.cli.outside import outside
    from reviewctl.work.chronicle.rejecting import list_form

    form = list_form(Path(output).suffix)
    # A link that leads nowhere is something, too, and a name that is too long is told when it is written.
    if os.path.lexists(outside(desk, output, _WHY_OUTSIDE, "rejected.xlsx")):
        raise ReviewctlError(
            "There is a file of that name already.",
            "Choose another name for -o FILE, or move the old one away.",
        )
    return form


def _keep_list(outcome: "Outcome", came: "Came", form: str, output: str) -> None:
    """Write the rejected rows for the agency, once it is settled how its file is to be read."""
    from reviewctl.cli.output import report_bytes
    from reviewctl.work.chronicle.rejecting import rejected_list

    if outcome.obstacles or not outcome.rejected:
        why = "What is to be settled comes first" if outcome.obstacles else "No row was rejected"
        tell(f"{why}: {output} was not written.")
        return
    keep(report_bytes(rejected_list(outcome, came.file), form), output)
    tell(f"Written for the agency: {_rows(outcome.rejected)}, each with what is wrong with it: {output}")


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _tell_blocked(outcome: "Outcome", wanted: "Wanted", *, listed: bool) -> None:
    rows = outcome.rejected and not wanted.accept_good
    hint = " Correct the rows in the file; or bring in the others: --accept-good" if rows else ""
    tell(f"Nothing was written.{hint}")
    if rows and not outcome.obstacles and not listed:
        tell("A list of them for the agency, each with its reason: -o ../rejected.xlsx")


def _tell_unasked(outcome: "Outcome") -> None:
    """Say that dates are to be asked about, which would be in vain as long as something else stops all of it."""
    count = len(outcome.questions)
    when = "that is settled" if outcome.obstacles else "no other row is rejected"
    if count:
        dates = "1 date" if count == 1 else f"{count} dates"
        tell(f"{dates} that may mean several will be asked about when {when}.")


def _confirmed(outcome: "Outcome") -> bool:
    compared = outcome.compared
    lines = len(compared.added) + len(compared.changed)
    if not lines and not outcome.gone:
        return click.confirm("No entry changes. Record that this file came?", default=False)
    which = "no line" if not lines else "this line" if lines == 1 else f"these {lines} lines"
    gone = f" and take {len(outcome.gone)} out" if outcome.gone else ""
    return click.confirm(f"Bring {which} in{gone}?", default=False)


def _answers(outcome: "Outcome") -> "Answers":
    """Ask about each date that may mean several, and return what was answered."""
    answers: Answers = {}
    for number, question in enumerate(outcome.questions, 1):
        answer = _asked(question, number, len(outcome.questions))
        if answer is None:
            break
        answers[question.table, question.row] = answer
    return answers


def _asked(question: "Question", number: int, count: int) -> str | None:
    """Return the date meant (EDTF), "" to leave it in words, None to be asked no more."""
    place = f"{question.table}, row {question.row}" if question.table else f"row {question.row}"
    tell(f'Date {number} of {count}: {place} says "{question.words}". It may be:')
    for at, candidate in enumerate(question.candidates, 1):
        tell(f"  {at}  {_meant(candidate)}")
    tell("  w  leave it in words: the line then stands without a date")
    tell("  s  stop asking: the rows that are left are rejected")
    choices = [*map(str, range(1, len(question.candidates) + 1)), "w", "s"]
    chosen: str = click.prompt("Which", type=click.Choice(choices), show_choices=False)
    if chosen == "s":
        return None
    return "" if chosen == "w" else question.candidates[int(chosen) - 1]


def _meant(candidate: str) -> str:
    """Return what a date may mean, a day with its weekday: "Monday 24/1/16" is asked about because that is a Sunday."""
    from reviewctl.render.dates import long_day
    from reviewctl.render.spans import span_words

    try:
        return long_day(date.fromisoformat(candidate))
    except ValueError:
        return span_words(candidate)
