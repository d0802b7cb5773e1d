"""A register with one review in full course, under git, as on Monday 8 June 2026: what runs beside it is at hand."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest import mock

from tests.commands import House

CASE = "SAR-2026-001"
TODAY = date(2026, 6, 8)
BASE = Path(__file__).parent / "base_case"


@contextmanager
def begun(folder: Path) -> Iterator[House]:
    """Give a copy of the base case, committed, on that day."""
    root = Path(shutil.copytree(BASE, folder / "register"))
    for words in (("init", "-q"), ("add", "--all"), ("commit", "-q", "-m", "begun")):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
    with mock.patch("reviewctl.facts.calendar.london_date", lambda _: TODAY):
        yield House(root)


def codes_of(house: House, *areas: str) -> set[str]:
    """Return the codes that `validate` finds, of these areas."""
    import json

    done = house.tries("validate", "--format", "json")
    return {one["code"] for one in json.loads(done.out)["findings"] if one["code"].startswith(areas)}


def part(house: House, name: str) -> str:
    """Return the text of a file of the review."""
    return house.text(f"cases/{CASE}/{name}")


def change(house: House, name: str, old: str, new: str) -> None:
    """Put words in the place of others in a file of the review, and save it."""
    text = part(house, name)
    assert old in text
    house.put(f"cases/{CASE}/{name}", text.replace(old, new, 1))
    house.git("commit", "-q", "-a", "-m", "by hand")
