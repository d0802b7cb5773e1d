"""The option by which a reading command looks at the register as it was recorded on a day."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

import click

from reviewctl.cli.options import Day
from reviewctl.work.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])


def recorded(command: F) -> F:
    """Give a reading command --as-recorded-on. It stands under `@click.pass_obj`.

    The command is then handed a desk with the register as git had it at the end of that day, and judges on that day
    unless --as-of names another.
    """

    @wraps(command)
    def as_recorded(
        desk: Desk, /, *args: Any, recorded_on: date | None, as_of: date | None, **others: Any
    ) -> Any:
        if recorded_on is None:
            return command(desk, *args, as_of=as_of, **others)
        from reviewctl.facts.calendar import today
        from reviewctl.work.recorded import desk_of_day

        with desk_of_day(desk, recorded_on, today()) as then:
            context = click.get_current_context()
            context.obj = then
            return command(then, *args, as_of=as_of or recorded_on, **others)

    given = click.option(
        "--as-recorded-on",
        "recorded_on",
        type=Day(),
        metavar="DATE",
        help="The register as git had it at the end of this day in London: without what was written later, "
        "even about earlier days. Judged as on that day, unless --as-of says another. (--as-of alone judges what is "
        "written today.)",
    )(as_recorded)
    return cast(F, given)
