"""`make bench`: makes registers, measures the rows of the table on them, prints it, and with --write keeps it."""

import argparse
import os
import platform
import shlex
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import time

from bench.rows import Row, table
from bench.table import START_ROUNDS, rows

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


def main(arguments: Sequence[str]) -> None:
    """Measure, print the table row by row as it is measured, and write the page where that is wished."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory(prefix="reviewctl-bench-") as folder:
        measured: list[Row] = []
        for row in rows(Path(folder), asked.cases, asked.many, asked.rounds):
            measured.append(row)
            print(f"{row.what}: {row.measured:.3g} {row.unit} {row.absolute}", file=sys.stderr, flush=True)
    print(table(measured))
    if asked.write:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(measured, arguments, asked.rounds), "utf-8")


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--cases", type=int, default=1000, help="the size of the register (1000)")
    parser.add_argument("--many", type=int, default=0, help="also measure a register of so many: 10000")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the median is taken (5)")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    return parser.parse_args(arguments)


def page(measured: Sequence[Row], arguments: Sequence[str], rounds: int) -> str:
    """Return docs/performance.md: the table, what the words in it mean, and where it was measured."""
    command = shlex.join(("python", "-m", "bench", *arguments))
    return _PAGE.format(
        table=table(measured),
        command=command,
        machine=_machine(),
        day=date.fromtimestamp(time()),
        rounds=rounds,
        starts=START_ROUNDS * rounds,
    )


def _machine() -> str:
    return (
        f"{os.cpu_count()} processors ({_processor()}), {platform.system()} {platform.release()}, "
        f"{platform.python_implementation()} {platform.python_version()}, load average {os.getloadavg()[2]:.1f}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "of no name")


_PAGE = """# Speed and size, measured

{table}

Measured on {day:%-d %B %Y} by `{command}` ({machine}).

- Ratios, because absolute times change from machine to machine and from hour to hour. `python` is
  `python -c pass`. `floor` is what any program must do that looks at every file: walk the register, read
  each file and decode it (`bench/floor.py`).
- Each number is the median of {rounds} rounds, done in turns with what it is compared with, the page cache warm.
  Starts are short, so they take {starts}. The great register takes long and is measured in one round.
- The register is made up by `bench/generate.py`, always the same: 18 files a case of 3 KB in the middle, and in
  one case of thirty a chronology of 500 lines. The files are those of the case template, comments and all;
  the reviews stand at every stage from evidence to closed, and nothing in them is late on the day judged.
- The load average is that of the last quarter of an hour. Above 2 or so, on two processors, something else was
  at work: then the rows with two processes look worse than they are, for the floor needs only one.
- Many cases are shared between two processes. The biggest of the three is the row; "together" counts the
  memory that they share only once.
- The peers are measured where they are installed: `pip install -e '.[bench]'`. They check syntax or a schema
  and nothing more; `validate` also works out every date and judges it by all the rules.

`make bench` prints the table; `make bench N=200` measures on a smaller register;
`python -m bench --many 10000 --write` writes this page.
"""


if __name__ == "__main__":
    main(sys.argv[1:])
