"""The first and the last day that a calendar has: no command that reads ends in a fault of the tool on them."""

import shutil
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import click
import pytest

from reviewctl.cli.app import COMMANDS
from tests.commands import House
from tests.conftest import make_home

EXAMPLE = Path(__file__).parents[3] / "examples" / "register"
ENDS = tuple(day.isoformat() for day in (date.min, date.max))
CASE, WITH_CHRONOLOGY = "RR-2020-001", "SAR-2019-001"
WANTS: dict[str, tuple[str, ...]] = {
    "timetable": (CASE, "--completion", "2027-03-01"),
    "briefing": (CASE, "--format", "markdown"),
    "signoff sheet": (CASE, "overview-report"),
    "publish check": (CASE,),
    "letter": ("--list",),
    "explain": ("completion",),
    "show": (CASE,),
    "history": (CASE,),
    "action similar": (CASE,),
    "action thread": (CASE,),
    "chronology merge": (WITH_CHRONOLOGY,),
    "chronology timeline": (WITH_CHRONOLOGY,),
    "imr status": (WITH_CHRONOLOGY,),
    "imr matrix": (WITH_CHRONOLOGY,),
    "changes": ("--since", "2022-01-01"),
}
"""What some commands want besides the day. All others do without."""
BESIDE = (
    ("history", CASE, "--since"),
    ("changes", "--since"),
    ("timetable", CASE, "--completion"),
    ("status", "--as-recorded-on"),
    ("next", "--as-recorded-on"),
)
"""Other options that take a day."""


def reading() -> Iterator[str]:
    """Yield every command that has --as-of, as it is typed."""
    for entry in COMMANDS:
        command = import_module(f"reviewctl.cli.{entry.module}").command
        if isinstance(command, click.Group):
            ctx = click.Context(command)
            found = {
                f"{entry.name} {one}": command.get_command(ctx, one) for one in command.list_commands(ctx)
            }
        else:
            found = {entry.name: command}
        yield from (name for name, one in found.items() if one and any(p.name == "as_of" for p in one.params))


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The example register, under git."""
    place = tmp_path_factory.mktemp("ends")
    with pytest.MonkeyPatch.context() as patch:
        make_home(place / "home", patch)
        house = House(shutil.copytree(EXAMPLE, place / "register"))
        house.git("init", "-q")
        house.git("add", "--all")
        house.git("commit", "-q", "-m", "as it is")
        yield house


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize("command", sorted(reading()))
def test_a_day_at_the_end_of_the_calendar_is_no_fault(register: House, command: str, day: str) -> None:
    """It is answered, or refused with a reason; never a bug."""
    done = register.tries(*command.split(), *WANTS.get(command, ()), "--as-of", day)
    assert done.code in (0, 1, 2), done
    assert (done.code == 2) == bool(done.err), done


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize("words", BESIDE, ids=" ".join)
def test_nor_where_another_option_takes_it(register: House, words: tuple[str, ...], day: str) -> None:
    """Since the first day is from the beginning; up to the last is all that there is."""
    done = register.tries(*words, day)
    assert done.code in (0, 1, 2), done
    assert (done.code == 2) == bool(done.err), done


@pytest.mark.parametrize("ahead", ["9999d", "999w", "9999wd"])
@pytest.mark.parametrize("words", [("status",), ("action", "list")], ids=" ".join)
def test_nor_where_time_is_counted_beyond_it(register: House, words: tuple[str, ...], ahead: str) -> None:
    """There is no day behind the last one."""
    done = register.tries(*words, "--due-within", ahead, "--as-of", ENDS[1])
    assert done.code in (0, 2), done
