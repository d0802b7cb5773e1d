"""`chronology request`: record that agencies were asked for their chronologies, with the letter and the form."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import keep, tell
from reviewctl.cli.outside import outside
from reviewctl.model.trouble import ReviewctlError
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from reviewctl.work.chronicle.requesting import Wanted

_FORMS = ("xlsx", "docx", "csv")
_WHY = "The letter will hold real names once it is filled in, and what lies in the register is kept for ever."


@click.command("request")
@click.argument("case")
@click.argument("agencies", nargs=-1, metavar="[AGENCY]…")
@click.option("--due", type=Day(), metavar="DATE", help="The day agreed for it.")
@click.option("--on", type=Day(), metavar="DATE", help="The day it was asked for. Default: today.")
@click.option("--initial", is_flag=True, help="It is the first chronology, asked for before the decision.")
@click.option(
    "-o", "output", metavar="PLACE", help="A folder for the letters and forms; for one agency also a FILE."
)
@click.option(
    "--form",
    type=click.Choice(_FORMS),
    default="xlsx",
    show_default=True,
    help="For which program the form is.",
)
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    agencies: tuple[str, ...],
    due: date | None,
    on: date | None,
    initial: bool,
    output: str | None,
    form: str,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that each AGENCY was asked for its chronology in CASE (P§10). With none: all that are still to be asked.

    With -o the letter to each agency and the form for its chronology are written, too. AGENCY is an id, or a name
    that it has or had.
    """
    from reviewctl.work.chronicle.requesting import Wanted, chosen_agencies, request
    from reviewctl.work.recording import case_facts
    from reviewctl.work.writing import writing

    facts = case_facts(desk, case)
    wanted = Wanted(case=facts.case.id, agencies=agencies, due=due, on=on, initial=initial)
    chosen = chosen_agencies(facts, wanted)
    places = _places(desk, output, wanted, chosen, form) if output is not None else {}
    with writing(desk, "chronology request", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in request(desk, pen, wanted):
            tell(line)
    if dry_run:
        return 0
    desk.forget()  # The letters say what has just been recorded.
    blanks = [
        blank
        for agency, (letter, template) in places.items()
        for blank in _write(desk, wanted, agency, letter, template)
    ]
    if blanks:
        tell(f"  to fill in: {'; '.join(blank.rstrip('.') for blank in dict.fromkeys(blanks))}")
    if not places:
        _say_how(facts.case.id, chosen, initial)
    return 0


def _places(
    desk: Desk, output: str, wanted: "Wanted", agencies: Sequence[str], form: str
) -> "dict[str, tuple[Path, Path]]":
    """Return where each agency's letter and form go. Raises ReviewctlError where one of them could not be written."""
    target = outside(desk, output, _WHY, "chronologies")
    ending = target.suffix.lower()
    if ending in (".docx", ".xlsx", ".csv"):
        if len(agencies) != 1:
            raise ReviewctlError(
                f"These are {len(agencies)} agencies, and {ending} is one file.",
                "Name a folder after -o: each gets its letter and its form there.",
            )
        letter = target if ending == ".docx" else target.with_name(f"{target.stem}-letter.docx")
        template = target if ending != ".docx" else target.with_name(f"{target.stem}-chronology.{form}")
        places = {agencies[0]: (letter, template)}
    else:
        first = "first-" if wanted.initial else ""
        names = {one: f"{wanted.case}-{one}" for one in agencies}
        places = {
            one: (target / f"{name}-letter.docx", target / f"{name}-{first}chronology.{form}")
            for one, name in names.items()
        }
    _refuse_present([one for pair in places.values() for one in pair])
    return places


def _refuse_present(targets: "Sequence[Path]") -> None:
    """Raise ReviewctlError before anything is recorded where a file could not be written afterwards."""
    if any(one.exists() for one in targets):
        raise ReviewctlError(
            "There is a letter or a form of that name already, and it may have been filled in.",
            "Choose another place after -o, or move the old ones away first.",
        )
    folder = targets[0].parent
    if not (folder.is_dir() or folder.parent.is_dir()) or folder.is_file():
        raise ReviewctlError("There is no such folder.", "Make it first, or name another after -o.")


def _write(desk: Desk, wanted: "Wanted", agency: str, letter: "Path", template: "Path") -> list[str]:
    """Write an agency's form and letter, and return what is to be filled in by hand."""
    from reviewctl.work.chronicle.requesting import draft, papers_for

    words, form = papers_for(desk, wanted, agency, template.suffix.lower())
    keep(form, str(template), with_folder=True)
    tell(f"Written: the form for {agency}, {template.name}")
    if not words:
        desk.warn("  There is no letter for a first chronology: send the form with a line of your own.")
        return []
    keep(words, str(letter))
    tell(f"Written: the letter to {agency}, {letter.name}")
    return [blank for one in draft(desk, wanted, agency).letters for blank in one.blanks]


def _say_how(case: str, agencies: Sequence[str], initial: bool) -> None:
    """Say how the letter and the form are made, where they were not asked for."""
    agency = agencies[0] if len(agencies) == 1 else "AGENCY"
    if not initial:
        item = f" --item {agency}" if len(agencies) == 1 else ""
        tell(f"  the letter: reviewctl letter chronology-request {case}{item} -o FILE.docx")
    first = " --initial" if initial else ""
    tell(f"  the form: reviewctl chronology template {case} {agency}{first} -o FILE.xlsx")
