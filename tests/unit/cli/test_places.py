"""Places for -o that no file can have: said, with where to turn, and never taken for a fault of the tool."""

from pathlib import Path

import pytest

from tests.commands import reviewctl

REGISTER = Path(__file__).parents[3] / "examples" / "register"
TOO_LONG = "x" * 300
COMMANDS = {
    "a page": (("status",), ".md"),
    "data": (("status",), ".json"),
    "a workbook": (("deadlines",), ".xlsx"),
    "a document": (("status",), ".docx"),
    "dates": (("calendar",), ".ics"),
    "a picture": (("chronology", "timeline", "SAR-2019-001"), ".html"),
    "a template": (("chronology", "template", "SAR-2022-003", "probation-service"), ".xlsx"),
}


@pytest.mark.parametrize(("words", "ending"), COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("place", [TOO_LONG, "round", "round/x"])
def test_no_file_can_lie_there(tmp_path: Path, words: tuple[str, ...], ending: str, place: str) -> None:
    """A name that is too long, a link that leads to itself, and what would lie in one."""
    for name in ("round", f"round{ending}"):
        (tmp_path / name).symlink_to(name)
    done = reviewctl(REGISTER, *words, "-o", str(tmp_path / f"{place}{ending}"))
    assert done.code in (2, 3) and "\n  " in done.err, done
