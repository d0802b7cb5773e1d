"""Writes a register of any number of reviews, always the same for the same number: `make_register`.

As performance.md describes it: 18 files a case, median 3 KB, and in one case of thirty a chronology of 500
lines. The documents are made once for each stage, by the tool's own template and writer; a case is a copy
with its own id, dates, people and words.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.masters import AGENCIES, CASE_ID, POLICY, kind_of_review, master, rows
from bench.prose import advice, prose
from bench.timeline import BASE, STAGES, Stage
from reviewctl.store.packs import Policies
from reviewctl.store.splice import set_value
from reviewctl.store.template import board_text

AS_OF = date(2026, 6, 8)
"""The day on which nothing in the register is late."""

FILES_A_CASE = 18
LONG_EVERY = 30
LONG_ROWS = 500
PEOPLE_A_SEAT = 5

# Of thirty cases, so many at each stage. The first is the one with the long chronology.
_MIX = (("drafting", 3), ("evidence", 3), ("approving", 2), ("acting", 6), ("closed", 16))
_ORDER = tuple(name for name, number in _MIX for _ in range(number))
_IDS_A_YEAR = 900
_FIRST_YEAR = 2012

_TOKEN = re.compile(
    r"PROSE-(?P<prose>[0-9]+)|(?P<advice>ADVICE)"
    rf"|(?P<case>{CASE_ID})"
    r"|(?P<date>(?:1999|200[0-3])-[0-9]{2}-[0-9]{2})"
    r"|\b(?P<seat>adults|children|police|health)-1\b"
    r"|\b(?P<adult>[Aa]dult[ -])(?:e|E)\b"
)


def make_register(folder: Path, cases: int) -> None:
    """Write a register with so many cases into a folder that is not there yet.

    Raises FileExistsError where it is.
    """
    folder.mkdir(parents=True)
    (folder / "board.yaml").write_text(_board(), "utf-8")
    kind = kind_of_review()
    stages = {stage.name: master(stage, kind) for stage in STAGES.values()}
    for number in range(cases):
        stage = STAGES[_ORDER[number % LONG_EVERY]]
        where = folder / "cases" / case_id(number)
        for path, text in case_files(stages[stage.name], stage, number):
            target = where / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")


def case_id(number: int) -> str:
    """Return the id of a case, counted from 0."""
    return f"SAR-{_FIRST_YEAR + number // _IDS_A_YEAR}-{number % _IDS_A_YEAR + 1:03}"


def case_files(files: dict[str, str], stage: Stage, number: int) -> Iterator[tuple[str, str]]:
    """Yield the paths and texts of one case: those of its stage's master, with words of its own."""
    random = Random(number)
    own = _own(number, _received(stage, random), random)
    for path, text in files.items():
        if number % LONG_EVERY == 0 and path == f"chronology/{AGENCIES[0]}.yaml":
            text = _long(text)
        yield own(path), own(text)


def _received(stage: Stage, random: Random) -> date:
    """Return a Monday so long before `AS_OF` that the case is at its stage then."""
    first = AS_OF - timedelta(days=stage.until)
    last = AS_OF - timedelta(days=stage.since)
    days = (last - first).days
    received = last - timedelta(days=random.randrange(days + 1) if days else 0)
    monday = received - timedelta(days=received.weekday())
    return monday if monday >= first else received


def _own(number: int, received: date, random: Random) -> Callable[[str], str]:
    moved = received - BASE
    named = case_id(number)
    seat = number % PEOPLE_A_SEAT + 1
    letter = "ABCDEFGHJKLMNPRSTUVW"[number % 20]

    def replacement(found: re.Match[str]) -> str:
        if found["prose"]:
            return prose(random, int(found["prose"]))
        if found["advice"]:
            return advice(random)
        if found["date"]:
            return (date.fromisoformat(found["date"]) + moved).isoformat()
        if found["seat"]:
            return f"{found['seat']}-{seat}"
        if found["adult"]:
            return f"{found['adult']}{letter if found['adult'][0] == 'A' else letter.lower()}"
        return named

    return lambda text: _TOKEN.sub(replacement, text)


def _long(text: str) -> str:
    """Return a chronology with 500 lines more, written as the tool writes them."""
    lines = [
        "".join(
            f"  {'- ' if key == 'id' else '  '}{key}: {_quoted(key, value)}\n" for key, value in row.items()
        )
        for row in rows(LONG_ROWS, words=10)
    ]
    head, _, tail = text.partition("entries:\n")
    tail = tail[tail.index("# For example") :]
    return f"{head}entries:\n{''.join(lines)}{tail}"


def _quoted(key: str, value: object) -> str:
    return f'"{value}"' if key == "id" else str(value)


def _board() -> str:
    policy = Policies().get(POLICY)
    agencies = policy.pack.agencies if policy is not None else ()
    text = board_text("Anyshire Safeguarding Adults Board", POLICY, agencies)
    text = set_value(text, ("people",), list(_people()))
    offices = [
        ("independent-chair", "chair-1"),
        ("head-of-safeguarding", "head-1"),
        ("screening-chair", "head-1"),
        ("business-manager", "business-manager-1"),
    ]
    roles = [{"role": role, "person": person, "from": "2010-01-01"} for role, person in offices]
    return set_value(text, ("roles",), roles)


def _people() -> Iterator[dict[str, str]]:
    for person in ("chair-1", "author-1"):
        yield {"id": person, "name": f"the name of {person}"}
    for person in ("head-1", "business-manager-1", "officer-1"):
        yield {"id": person, "name": f"the name of {person}", "agency": "stockport-council-adults"}
    seats = {
        "adults": "stockport-council-adults",
        "children": "stockport-council-children",
        "police": "greater-manchester-police",
        "health": "gm-icb",
    }
    for seat, agency in seats.items():
        for number in range(1, PEOPLE_A_SEAT + 1):
            yield {"id": f"{seat}-{number}", "name": f"the name of {seat}-{number}", "agency": agency}
