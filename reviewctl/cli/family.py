"""`family`: relatives, friends and carers: what they are owed, were offered, answered, read and said."""

from collections.abc import Iterator
from datetime import date

import click

from reviewctl.cli.options import Day, Group, day_of, reading
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import show, tell
from reviewctl.work.desk import Desk


@click.group("family", cls=Group)
def command() -> None:
    """Those close to the person: what each is owed, was offered and answered, read and said of the report (P§15)."""


@command.command("list")
@click.argument("cases", nargs=-1, metavar="[CASE]…")
@click.option("--all", "whole", is_flag=True, help="Also the people of closed reviews.")
@reading
@click.pass_obj
def list_(
    desk: Desk,
    /,
    cases: tuple[str, ...],
    whole: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """List each person with the six things that everybody is owed at the least: the day of each, or why not.

    With no CASE: the case you stand in, else all. First come those who are owed something, with what does it.
    """
    from reviewctl.work.listing import family_page

    return show(family_page(desk, cases, day_of(as_of), whole=whole), form, output)


_CASE = click.argument("case")
_PERSON = click.argument("person")
_FOR = click.option(
    "--for", "about", metavar="MINIMUM", help="About one of the six alone, such as read_only_copy."
)


@command.command("contact")
@_CASE
@_PERSON
@click.option("--how", metavar="WORDS", help="letter, call, visit.")
@click.option("--said", "what", metavar="WORDS", help="What was asked or said. Pseudonyms only.")
@click.option("--offered", metavar="WORDS", help="What was offered: to meet the panel, an advocate.")
@_FOR
@click.option("--answer", metavar="WORD", help="accepted, declined or no-answer, where it was given at once.")
@click.option("--relationship", metavar="WORDS", help="For somebody new: mother, carer, friend.")
@click.option("--wishes", "preferences", metavar="WORDS", help="How the person wishes to be contacted.")
@click.option("--on", type=Day(), metavar="DATE", help="The day of the contact. Default: today.")
@writing_options
@click.pass_obj
def contact(
    desk: Desk,
    /,
    case: str,
    person: str,
    how: str | None,
    what: str | None,
    offered: str | None,
    about: str | None,
    answer: str | None,
    relationship: str | None,
    preferences: str | None,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record a contact with PERSON of CASE: how, what was said, what was offered, and the answer.

    PERSON is the key in family.yaml, such as mother. With --relationship somebody new is added.
    """
    from reviewctl.work.family import NewContact
    from reviewctl.work.family import contact as record
    from reviewctl.work.writing import writing

    said = NewContact(
        how=how,
        what=what,
        offered=offered,
        about=about,
        answer=answer,
        on=on,
        relationship=relationship,
        preferences=preferences,
    )
    with writing(desk, "family contact", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(record(desk, pen, case, person, said))
    return 0


@command.command("answer")
@_CASE
@_PERSON
@click.argument("answer", metavar="accepted|declined|no-answer")
@_FOR
@click.option("--on", type=Day(), metavar="DATE", help="The day of the answer. Default: today.")
@writing_options
@click.pass_obj
def answer_(
    desk: Desk,
    /,
    case: str,
    person: str,
    answer: str,
    about: str | None,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record what PERSON answered to the last offer. Who declined is left in peace, and may come back at any time."""
    from reviewctl.work.family import answer as record
    from reviewctl.work.writing import writing

    with writing(desk, "family answer", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(record(desk, pen, case, person, answer, about, on))
    return 0


@command.command("copy")
@_CASE
@_PERSON
@click.option("--shown", type=Day(), metavar="DATE", help="The day on which the report was shown.")
@click.option("--returned", type=Day(), metavar="DATE", help="The day on which the copy was taken back.")
@click.option("--kept", is_flag=True, help="The person kept it.")
@click.option("--how", metavar="WORDS", help="On a screen at the office, on paper at a visit.")
@click.option("--by", metavar="WHO", help="Who took it back: a role or a person of board.yaml.")
@writing_options
@click.pass_obj
def copy_(
    desk: Desk,
    /,
    case: str,
    person: str,
    shown: date | None,
    returned: date | None,
    kept: bool,
    how: str | None,
    by: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record the read-only copy of PERSON: shown, which version, and taken back. It is not kept before publication.

    Read at a visit and taken back at once, it is one command: --shown DATE --returned DATE --by advocate.
    """
    from reviewctl.work.family_report import Seen
    from reviewctl.work.family_report import copy as record
    from reviewctl.work.writing import writing

    seen = Seen(shown=shown, returned=returned, kept=kept, how=how, by=by)
    with writing(desk, "family copy", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(record(desk, pen, case, person, seen))
    return 0


@command.command("comment")
@_CASE
@_PERSON
@click.argument("text")
@click.option("--on", type=Day(), metavar="DATE", help="The day on which it was said. Default: today.")
@writing_options
@click.pass_obj
def comment(
    desk: Desk, /, case: str, person: str, text: str, on: date | None, dry_run: bool, no_commit: bool
) -> int:
    """Record what PERSON said of the report. Pseudonyms only."""
    from reviewctl.work.family_report import comment as record
    from reviewctl.work.writing import writing

    with writing(desk, "family comment", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(record(desk, pen, case, person, text, on))
    return 0


@command.command("considered")
@_CASE
@_PERSON
@click.argument("number", metavar="COMMENT")
@click.option("--outcome", required=True, metavar="WORD", help="taken-up, in-part or not-taken-up.")
@click.option("--reason", metavar="WORDS", help="Why it was not taken up, or not wholly. Pseudonyms only.")
@click.option("--on", type=Day(), metavar="DATE", help="The day on which it was considered. Default: today.")
@writing_options
@click.pass_obj
def considered(
    desk: Desk,
    /,
    case: str,
    person: str,
    number: str,
    outcome: str,
    reason: str | None,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record what became of comment number COMMENT of PERSON on the report."""
    from reviewctl.work.family_report import considered as record
    from reviewctl.work.writing import writing

    with writing(desk, "family considered", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(record(desk, pen, case, person, number, outcome, reason, on))
    return 0


@command.command("not-done")
@_CASE
@_PERSON
@click.argument("minimum")
@click.option("--reason", required=True, metavar="WORDS", help="Why. Pseudonyms only.")
@writing_options
@click.pass_obj
def not_done(
    desk: Desk, /, case: str, person: str, minimum: str, reason: str, dry_run: bool, no_commit: bool
) -> int:
    """Record why MINIMUM was not done for PERSON.

    MINIMUM is told, contact_agreed, supported, feedback, prepared or read_only_copy.
    """
    from reviewctl.work.family import not_done as record
    from reviewctl.work.writing import writing

    with writing(desk, "family not-done", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(record(desk, pen, case, person, minimum, reason))
    return 0


def _tell(lines: Iterator[str]) -> None:
    for line in lines:
        tell(line)
