"""The row of `chronology merge`: thirty agencies with five hundred entries each, told in words of their own."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

AGENCIES = 30
ENTRIES = 500
CASE = "SAR-2025-001"
_FIRST = date(2019, 1, 1)
_DAYS = 5 * 365
_SHARED = 1500
_SYLLABLES = [f"{one}{two}" for one in "bcdfhklmnprstv" for two in "aeio"]


def make_chronologies(register: Path, agencies: int = AGENCIES) -> None:
    """Write a register of one review whose agencies tell of five years; one entry of five is told by others, too.

    Three dates of four are days; others are months, years, or not there.
    """
    random = Random(7)
    words = ["".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(4000)]
    often = [1 / (rank + 3) for rank in range(len(words))]
    shared = [(_text(random, words, often), random.randrange(_DAYS)) for _ in range(_SHARED)]
    case = register / "cases" / CASE
    (case / "chronology").mkdir(parents=True)
    (register / "board.yaml").write_text("format: 1\nboard: Anyshire\npolicy: stockport-2021\n", "utf-8")
    (case / "case.yaml").write_text(f"format: 1\nid: {CASE}\ntype: sar\npolicy: stockport-2021\n", "utf-8")
    for agency in range(1, agencies + 1):
        lines = [f"agency: agency-{agency}", "entries:"]
        for number in range(1, ENTRIES + 1):
            text, day = random.choice(shared) if random.random() < 0.2 else (None, random.randrange(_DAYS))
            lines += _entry(random, number, text or _text(random, words, often), _FIRST + timedelta(days=day))
        path = case / "chronology" / f"agency-{agency}.yaml"
        path.write_text("\n".join(lines) + "\n", "utf-8")


def _text(random: Random, words: list[str], often: list[float]) -> str:
    return " ".join(random.choices(words, often, k=random.randint(6, 30)))


def _entry(random: Random, number: int, text: str, day: date) -> list[str]:
    pick = random.random()
    known = (
        day.isoformat()
        if pick < 0.75
        else f"{day:%Y-%m}"
        if pick < 0.9
        else f"'{day:%Y}'"
        if pick < 0.97
        else ""
    )
    time = (
        [f'    time: "{random.randrange(24):02}:{random.randrange(60):02}"'] if random.random() < 0.4 else []
    )
    more = ["    source: case notes", "    who: social worker", f"    event: {text}"]
    return [f'  - id: "{number}"', *([f"    date: {known}"] if known else []), *time, *more]
