"""What is measured: the cold and the start-up rows of the table, on registers that are made for it."""

import shutil
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from timeit import repeat

from bench.floor import floor
from bench.generate import AS_OF, FILES_A_CASE, make_register
from bench.measure import MIB, interleaved, memory_of, run
from bench.merge import AGENCIES as AGENCIES_THAT_TELL
from bench.merge import ENTRIES, make_chronologies
from bench.rows import Row
from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.workingdays import due
from reviewctl.model.allowance import Allowance

PYTHON = (sys.executable, "-c", "pass")
TOOL = (sys.executable, "-m", "reviewctl")
FEW = 10
SCHEMAS = Path(__file__).parent.parent / "reviewctl" / "schemas"
PEER_CASES = 50
START_ROUNDS = 3
"""A start is short, so that it takes so many times the rounds to see it through the noise."""


def rows(where: Path, cases: int, many: int, rounds: int) -> Iterator[Row]:
    """Yield every row, measured. `many` is the size of the great register, 0 where it is left out."""
    few, register = where / "few", where / f"{cases}"
    make_register(few, FEW)
    make_register(register, cases)
    yield from _start_up(few, rounds)
    seconds = yield from _cold(register, cases, rounds)
    if many:
        great = where / f"{many}"
        make_register(great, many)
        yield from _great(great, many, cases, seconds)
    yield _merge(where / "chronologies", min(AGENCIES_THAT_TELL, cases), rounds)
    yield from _peers(register, min(cases, PEER_CASES), cases * FILES_A_CASE / seconds)
    yield _working_day()


def _start_up(few: Path, rounds: int) -> Iterator[Row]:
    commands = {
        "python": PYTHON,
        "--version": (*TOOL, "--version"),
        "--help": (*TOOL, "--help"),
        "status": (*TOOL, "-C", str(few), "status", "--as-of", AS_OF.isoformat()),
    }
    took = interleaved({name: _running(command) for name, command in commands.items()}, START_ROUNDS * rounds)
    python = took["python"]
    yield Row(what="`python -c pass`", measured=1, unit="× python", absolute=_ms(python))
    for name, what, reach, stretch in (
        ("--version", "`--version`", 5, 4.1),
        ("--help", "`--help`", 6, 5.5),
        ("status", f"`status`, {FEW} cases", 14, 9),
    ):
        yield Row(
            what=what,
            measured=took[name] / python,
            unit="× python",
            reach=reach,
            stretch=stretch,
            absolute=_ms(took[name]),
        )


def _cold(register: Path, cases: int, rounds: int) -> Generator[Row, None, float]:
    """Yield the rows of a cold validate, and return the seconds that it takes."""
    command = _validate(register)
    took = interleaved({"floor": partial(floor, register), "validate": _running(command)}, rounds)
    validate = took["validate"]
    yield Row(
        what=f"floor: read every file of {cases:,} cases",
        measured=1,
        unit="× floor",
        absolute=_ms(took["floor"]),
    )
    yield Row(
        what=f"cold `validate`, {cases:,} cases",
        measured=validate / took["floor"],
        unit="× floor",
        reach=9,
        stretch=6.5,
        absolute=_s(validate),
    )
    yield Row(what="files a second", measured=cases * FILES_A_CASE / validate, unit="files/s", more=True)
    yield from _memory(command, cases, 64, 32)
    return validate


def _great(register: Path, many: int, cases: int, seconds: float) -> Iterator[Row]:
    """Yield the rows of the great register, measured once after a round to warm up: it takes long."""
    command = _validate(register)
    took = interleaved({"floor": partial(floor, register), "validate": _running(command)}, 1)
    validate = took["validate"]
    yield Row(
        what=f"cold `validate`, {many:,} cases",
        measured=validate / took["floor"],
        unit="× floor",
        reach=11,
        stretch=8,
        absolute=_s(validate),
    )
    yield Row(
        what=f"a file there, against one of {cases:,} cases",
        measured=validate / many / (seconds / cases),
        unit="×",
        reach=1.3,
    )
    yield from _memory(command, many, 160, 64)


def _memory(command: Sequence[str], cases: int, reach: float, stretch: float) -> Iterator[Row]:
    held = memory_of(command)
    yield Row(
        what=f"peak memory of the biggest process, {cases:,} cases",
        measured=held.biggest / MIB,
        unit="MiB",
        reach=reach,
        stretch=stretch,
        absolute=f"{held.together / MIB:.0f} MiB together",
    )


def _peers(register: Path, cases: int, ours: float) -> Iterator[Row]:
    """Yield how many times as many files a second we read as the peers that are installed, on like files."""
    folders = sorted((register / "cases").iterdir())[:cases]
    returns = [str(folder / "returns.yaml") for folder in folders]
    every = [str(path) for folder in folders for path in folder.rglob("*.yaml")]
    schema = str(SCHEMAS / "returns.schema.json")
    for name, options, files, reach, stretch in (
        ("check-jsonschema", ("--schemafile", schema), returns, 12, 25),
        ("yamllint", ("-d", "relaxed"), every, 12, 25),
    ):
        program = _program(name)
        if program is None:
            continue
        took = interleaved({name: _running((program, *options, *files))}, 3)[name]
        yield Row(
            what=f"files a second, against {name}",
            measured=ours * took / len(files),
            unit="×",
            reach=reach,
            stretch=stretch,
            more=True,
            absolute=f"it: {len(files) / took:,.0f} files/s",
        )


def _merge(register: Path, agencies: int, rounds: int) -> Row:
    make_chronologies(register, agencies)
    command = (*TOOL, "-C", str(register), "chronology", "merge", "--as-of", AS_OF.isoformat())
    took = interleaved({"merge": _running(command)}, rounds)["merge"]
    return Row(
        what=f"`chronology merge`, {agencies} agencies of {ENTRIES} entries", measured=took, unit="s", reach=2
    )


def _program(name: str) -> str | None:
    """Return where a peer lies: beside our own Python, or on the path; None where it is not installed."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else shutil.which(name)


def _working_day() -> Row:
    calendar = calendar_for("england-and-wales", {})
    allowance = Allowance.parse("15 working days")
    start = date(2025, 12, 12)
    number = 20_000
    names = {"due": due, "start": start, "allowance": allowance, "calendar": calendar}
    took = median(repeat("due(start, allowance, calendar)", globals=names, number=number, repeat=5)) / number
    return Row(what="one working-day deadline", measured=took * 1e6, unit="µs", reach=1)


def _validate(register: Path) -> tuple[str, ...]:
    return (*TOOL, "-C", str(register), "validate", "--as-of", AS_OF.isoformat(), "--exit-zero")


def _running(command: Sequence[str]) -> Callable[[], None]:
    return partial(run, command)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _s(seconds: float) -> str:
    return f"{seconds:.1f} s"
