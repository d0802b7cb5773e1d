"""`changes`: what a range of commits, a time, or what is not saved yet does to the record, in plain words."""

from datetime import date

import click

from reviewctl.cli.options import Day, day_of, reading
from reviewctl.cli.output import show
from reviewctl.model.finding import ReviewctlError
from reviewctl.store.find import case_folders
from reviewctl.store.register import Register
from reviewctl.work.desk import Desk

OWN = "board"
"""The word for the register's own files, where a case is asked for."""


@click.command("changes")
@click.argument("words", nargs=-1, metavar="[BASE..HEAD] [CASE]…")
@click.option(
    "--since", type=Day(), metavar="DATE", help="From the beginning of this day to the last commit."
)
@reading
@click.pass_obj
def command(
    desk: Desk,
    words: tuple[str, ...],
    since: date | None,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Say what is different in the record: case by case, the most important first, and never a text.

    Alone: what is not saved yet. With BASE..HEAD: between two commits, branches or tags; BASE...HEAD begins where
    HEAD left BASE, as a pull request does; BASE alone goes up to the last commit. --since 2026-07-01 is the page for
    the next Executive. With CASE: only those reviews; the word board means the register's own files.
    """
    from reviewctl.render.pages.changes import Setting, page
    from reviewctl.work.changing import changes_between, register_changes
    from reviewctl.work.ranges import compared

    revisions, cases = _sorted(desk, words)
    if revisions is not None and since is not None:
        raise click.UsageError("Give a range of commits or --since, not both.")
    day = day_of(as_of)
    with compared(desk, revisions, since) as both:
        folders = _folders(desk, tuple(case for case in cases if case != OWN), (both.after, both.before))
        own = OWN in cases
        found = (
            changes_between(both.before, both.after, folders, as_of=day, paths=both.paths)
            if not own or len(cases) > 1
            else ()
        )
        whole = own or (not cases and folders is None)
        register = register_changes(both.before, both.after, as_of=day) if whole else ()
        if since is not None:
            _warn_of_unsaved(desk)
        setting = Setting(words=both.words, base=both.base, head=both.head, as_of=day)
        return show(page(found, register, setting), form, output)


def _warn_of_unsaved(desk: Desk) -> None:
    """Say on the second stream what the page for a meeting does not hold: it goes up to the last commit."""
    from reviewctl.work.saved import saved_words

    words = saved_words(desk.register.root)
    if words.startswith("NOT SAVED"):
        what = words.partition(". ")[0]
        desk.warn(f"{what}. That is not in this page. Save: reviewctl save · to see it: reviewctl changes")


def _sorted(desk: Desk, words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the range, where the first word is one, and the cases. What names a case is no range."""
    if not words:
        return None, ()
    first, *rest = words
    if ".." in first and not first.startswith(("./", "../")):
        return first, tuple(rest)
    return (None, words) if first == OWN or _is_case(desk, first) else (first, tuple(rest))


def _is_case(desk: Desk, word: str) -> bool:
    try:
        case_folders(desk.register, (word,), desk.folder)
    except ReviewctlError:
        return _looks_like_a_case(word)
    return True


def _folders(
    desk: Desk, cases: tuple[str, ...], registers: tuple[Register | None, ...]
) -> tuple[str, ...] | None:
    """Return the folders of the cases named, or of the case stood in; None for all. A case may be on one side only."""
    known = [one for one in registers if one is not None]
    if not cases:
        return case_folders(desk.register, (), desk.folder) if _stands_in_a_case(desk) else None
    return tuple(dict.fromkeys(folder for case in cases for folder in _named(case, known, desk)))


def _stands_in_a_case(desk: Desk) -> bool:
    from pathlib import Path

    here, register = Path(desk.folder).absolute(), desk.register
    if register.single is not None or not here.is_relative_to(register.root):
        return False
    return "/".join(here.relative_to(register.root).parts[:2]) in register.folders


def _named(case: str, registers: list[Register], desk: Desk) -> tuple[str, ...]:
    fault: ReviewctlError | None = None
    found: tuple[str, ...] = ()
    for register in registers:
        try:
            found = (*found, *case_folders(register, (case,), desk.folder))
        except ReviewctlError as why:
            fault = fault or why
    if not found and fault is not None:
        raise fault
    return found


def _looks_like_a_case(word: str) -> bool:
    """Whether a word looks like a case's id: one that is gone from here may be on the other side."""
    import re

    from reviewctl.model.record import CASE_ID_FORM

    return re.fullmatch(CASE_ID_FORM, word.upper()) is not None
