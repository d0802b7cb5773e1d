"""`next`: what is to be done, by whom, by when, and the command or letter that does it."""

from datetime import date

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.cli.recorded import recorded
from reviewctl.render.pages.naming import agency_name
from reviewctl.render.pages.next import SHOWN, NextSetting, page
from reviewctl.render.pages.next_lines import NextLines, next_lines, unreadable_lines
from reviewctl.store.find import case_folders
from reviewctl.store.register import Register
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.nearest import refuse
from reviewctl.work.one import own_facts
from reviewctl.work.progress import watched
from reviewctl.work.unread import shown_id, unread_files


@click.command("next")
@click.argument("cases", nargs=-1, metavar="[CASE]…")
@click.option(
    "--for",
    "whom",
    metavar="WHOM",
    help="Only what this role or agency is to do: chair-author, pennine-care.",
)
@click.option(
    "--all", "whole", is_flag=True, help=f"Of several reviews: everything, not only the first {SHOWN}."
)
@reading
@click.pass_obj
@recorded
def command(
    desk: Desk,
    /,
    cases: tuple[str, ...],
    whom: str | None,
    whole: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show what is to be done next, by whom and by when, and under each thing the command that does it.

    With no CASE: the case you stand in, else every review and the register's own duties. With the word board for
    CASE: the register's own duties alone.
    """
    day = day_of(as_of)
    register = desk.register
    loader = Loader(register, day, dates_only=True)
    if cases == ("board",):
        found, about, single = [next_lines(own_facts(loader))], "the register's own duties", False
    else:
        folders = case_folders(register, cases, desk.folder)
        found = list(watched(loader.each(folders, lines_of), len(folders), "reviews"))
        whole_register = folders == register.folders and register.single is None
        single = len(folders) == 1 and (bool(cases) or not whole_register)
        about = register.single or folders[0].rpartition("/")[2] if single else register.board.board
        if folders == register.folders and not cases:
            found += own_lines(loader)
    setting = _for_whom(register, whom, NextSetting(about=about, as_of=day, one_case=single))
    return show(page(found, _as_much(setting, single or whole)), form, output)


def _as_much(setting: NextSetting, whole: bool) -> NextSetting:
    from msgspec.structs import replace

    return setting if whole else replace(setting, shown=SHOWN)


def lines_of(loaded: Loaded) -> NextLines:
    """Return what one case folder has to show."""
    if loaded.facts is None:
        return unreadable_lines(shown_id(loaded.folder))
    return next_lines(loaded.facts, unread_files(loaded.facts.case) if loaded.faults else ())


def own_lines(loader: Loader) -> list[NextLines]:
    """Return what the register itself has to show, in a list; none where its policy cannot be used."""
    facts = loader.own()
    return [next_lines(facts)] if facts is not None else []


def _for_whom(register: Register, whom: str | None, setting: NextSetting) -> NextSetting:
    """Return the setting with whom the list is for. Raises ReviewctlError for a word that is no role and no agency."""
    from msgspec.structs import replace

    if whom is None:
        return setting
    policy = register.policies.get(register.board.policy)
    roles = policy.pack.roles if policy is not None else {}
    if whom.lower() in roles:
        role = whom.lower()
        return replace(setting, role=role, for_whom=roles[role].title)
    agency = register.board.named(whom)
    if agency is not None:
        return replace(setting, agency=agency.id, for_whom=agency_name(register.board, agency.id))
    raise refuse("role or agency", whom, [*roles, *(one.id for one in register.board.agencies)])
