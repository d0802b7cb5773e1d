"""A time from now as it is typed: 10d, 2w, 5wd."""

import re
from datetime import date

import click

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.workingdays import due
from reviewctl.model.allowance import Allowance
from reviewctl.store.register import Register

_SHORT = re.compile(r"([0-9]{1,4}) ?(wd|d|w|m|working days?|days?|weeks?|months?)")
_UNITS = {"wd": "working days", "d": "days", "w": "weeks", "m": "months"}


def horizon(text: str, as_of: date, register: Register) -> date:
    """Return the day until which `--due-within` reaches. Raises BadParameter for what is no time."""
    found = _SHORT.fullmatch(text.strip().lower())
    if found is None:
        raise click.BadParameter(
            "Write 10d (days), 2w (weeks), 1m (months) or 5wd (working days).", param_hint="'--due-within'"
        )
    allowance = Allowance.parse(f"{found[1]} {_UNITS.get(found[2], found[2])}")
    settings = register.board.calendar
    closed = {one.date: one.why for one in settings.extra_closed} if settings is not None else {}
    return due(as_of, allowance, calendar_for("england-and-wales", closed))
