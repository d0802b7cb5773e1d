"""The page on dates: each row of its tables is what the reader makes of it."""

import re
from datetime import date
from pathlib import Path

import pytest

from reviewctl.facts.written import Setting, read_when
from reviewctl.render.spans import span_words

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "dates.md"
SCOPE = Setting(scope_from=date(2014, 3, 1), scope_to=date(2016, 6, 30))


def tables() -> dict[str, list[list[str]]]:
    """Return the rows of each table of the page, by its heading."""
    found: dict[str, list[list[str]]] = {}
    head = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            head = ""
        elif not head:
            head = line.strip("| ")
        elif not line.startswith("|---"):
            found.setdefault(head, []).append(cells)
    return found


TABLES = tables()


def code(cell: str) -> tuple[str, ...]:
    """Return what stands in a cell as code."""
    return tuple(re.findall(r"`([^`]+)`", cell))


def test_the_page_has_its_four_tables() -> None:
    """So that no row goes untried."""
    assert list(TABLES) == [
        "in the file | on a page",
        "written | kept as",
        "written | kept as | because",
        "written | it may be",
    ]
    assert all(len(rows) >= 7 for rows in TABLES.values())


@pytest.mark.parametrize(("edtf", "words"), TABLES["in the file | on a page"])
def test_what_is_in_the_file_is_said_so(edtf: str, words: str) -> None:
    """The first table."""
    assert span_words(edtf.strip("`")) == words


@pytest.mark.parametrize(("written", "kept"), TABLES["written | kept as"])
def test_what_is_written_is_kept_so(written: str, kept: str) -> None:
    """The second table: nothing is taken for granted."""
    read = read_when(written, None, SCOPE)
    assert tuple(filter(None, (read.date, read.time))) == code(kept) and not read.assumption


@pytest.mark.parametrize(("written", "kept", "because"), TABLES["written | kept as | because"])
def test_what_is_taken_for_granted_is_said_so(written: str, kept: str, because: str) -> None:
    """The third table, to the letter."""
    read = read_when(written, None, SCOPE)
    assert ((read.date,), read.assumption) == (code(kept), because)


@pytest.mark.parametrize(("written", "may_be"), TABLES["written | it may be"])
def test_what_may_be_several_dates_is_asked_about(written: str, may_be: str) -> None:
    """The fourth table."""
    read = read_when(written, None, SCOPE)
    assert (read.kind, read.candidates) == ("ambiguous", code(may_be))
