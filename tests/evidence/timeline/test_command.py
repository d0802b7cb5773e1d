"""`chronology timeline` as a person types it."""

from pathlib import Path

import pytest

from tests.commands import House

COUNCIL = """agency: council
entries:
  - id: "1"
    date: 2024-03-04
    event: a neighbour rang
    tor: ["1"]
    marks: [key-episode]
  - id: "2"
    date: 2024-11
    subject: adult-a
    event: visited at home
"""
POLICE = """agency: police
entries:
  - id: "1"
    date: 2024-06-01
    event: a call about shouting
no_contact: []
"""
TERMS = """---
version: 1
scope:
  from: 2024-01-01
  to: 2024-12-31
questions:
  - id: "1"
    text: What was known?
---
"""
FOLDER = "cases/SAR-2025-001"


@pytest.fixture
def told(case: House) -> House:
    """A register with one review, about which two agencies have told three things."""
    agencies = (
        "agencies:\n  - {id: council, name: Anyshire Council}\n  - {id: police, name: Anyshire Police}\n"
    )
    case.put("board.yaml", case.text("board.yaml").replace("agencies:\n", agencies, 1))
    case.put(f"{FOLDER}/terms-of-reference.md", TERMS)
    case.put(f"{FOLDER}/chronology/council.yaml", COUNCIL)
    case.put(f"{FOLDER}/chronology/police.yaml", POLICE)
    return case


def drawn(house: House, output: Path, *words: str) -> str:
    """Draw the chronologies, and return what was written."""
    house.does("chronology", "timeline", "SAR-2025-001", "--as-of", "2025-02-03", "-o", str(output), *words)
    return output.read_text("utf-8")


def test_a_page_is_written_and_said(told: House, tmp_path: Path) -> None:
    """One line says how much there is and what to do with it; nothing in the record is touched."""
    before = told.files()
    output = tmp_path / "timeline.html"
    done = told.does("chronology", "timeline", "SAR-2025-001", "-o", str(output))
    assert done.out == f"{output}: 3 entries of 2 agencies. Open it with your browser; it prints on A3.\n"
    assert told.files() == before
    page = output.read_text("utf-8")
    assert "a neighbour rang" in page and "a call about shouting" in page
    assert "scope begins 1 Jan 2024" in page


def test_the_picture_alone(told: House, tmp_path: Path) -> None:
    """An .svg holds the picture and no table."""
    text = drawn(told, tmp_path / "timeline.svg")
    assert text.startswith("<?xml")
    assert "<table" not in text
    assert "as at Monday 3 February 2025" in text


def test_the_same_bytes_again(told: House, tmp_path: Path) -> None:
    """Drawn twice on one day, the file is the same; and it may be written over, as it is no part of the record."""
    first = drawn(told, tmp_path / "timeline.html")
    assert drawn(told, tmp_path / "timeline.html") == first


@pytest.mark.parametrize(
    ("words", "held", "left"),
    [
        (("--agency", "Anyshire Police"), {"a call about shouting"}, 2),
        (("--agency", "council"), {"a neighbour rang", "visited at home"}, 1),
        (("--question", "1"), {"a neighbour rang"}, 2),
        (("--mark", "key episode"), {"a neighbour rang"}, 2),
        (("--from", "2024-06-01", "--to", "2024-12-31"), {"a call about shouting", "visited at home"}, 1),
    ],
)
def test_a_part_is_drawn_and_what_is_left_out_is_said(
    told: House, tmp_path: Path, words: tuple[str, ...], held: set[str], left: int
) -> None:
    """The options choose as they do for merge; the page and the command say how much is left out."""
    output = tmp_path / "part.html"
    done = told.does("chronology", "timeline", "SAR-2025-001", "-o", str(output), *words)
    page = output.read_text("utf-8")
    entries = {"a neighbour rang", "a call about shouting", "visited at home"}
    assert {one for one in entries if one in page} == held
    said = f"{left} {'entry' if left == 1 else 'entries'} left out"
    assert said in done.out
    assert f"Left out: {left} " in page


def test_lines_keep_their_numbers_in_a_part(told: House, tmp_path: Path) -> None:
    """What is number 2 of the whole is number 2 of any part."""
    assert ">2</a></th><td>1 Jun 2024</td>" in drawn(told, tmp_path / "part.html", "--agency", "police")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--agency", "plice"), 'There is no chronology of an agency "plice".\nDid you mean police?'),
        (("--question", "9"), 'There is no question in the terms of reference "9".'),
        (("--mark", "key-episod"), 'There is no mark "key-episod".\nDid you mean key-episode?'),
        (("--from", "2024-06-01", "--to", "2024-05-01"), "The period would end on Wednesday 1 May 2024"),
        (("--mark", "disputed"), "No entry is all that was asked for."),
    ],
)
def test_what_names_nothing_is_refused(
    told: House, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """A slip of the pen is not taken for a chronology without entries."""
    output = tmp_path / "timeline.html"
    shown = told.refuses("chronology", "timeline", "SAR-2025-001", "-o", str(output), *words)
    assert said.split("\n")[0] in shown
    assert all(line in shown for line in said.split("\n"))
    assert not output.exists()


@pytest.mark.parametrize("name", ["timeline.pdf", "timeline", "timeline.yaml"])
def test_other_endings_are_refused(told: House, tmp_path: Path, name: str) -> None:
    """The ending says what is written."""
    said = told.refuses("chronology", "timeline", "SAR-2025-001", "-o", str(tmp_path / name))
    assert "A timeline is written as .html or .svg." in said


def test_where_to_write_is_asked_for(told: House) -> None:
    """Without -o nothing is drawn, and the whole command is shown."""
    said = told.refuses("chronology", "timeline", "SAR-2025-001")
    assert "reviewctl chronology timeline CASE -o ../timeline.html" in said


def test_a_place_in_the_register_is_refused(told: House) -> None:
    """What agencies told in confidence is not kept twice, and never becomes part of the record."""
    inside = told.root / FOLDER / "timeline.html"
    said = told.refuses("chronology", "timeline", "SAR-2025-001", "-o", str(inside))
    assert "inside the register" in said


def test_without_a_chronology_there_is_nothing_to_draw(case: House, tmp_path: Path) -> None:
    """The way to one is said."""
    said = case.refuses("chronology", "timeline", "SAR-2025-001", "-o", str(tmp_path / "t.html"))
    assert "There is no chronology in SAR-2025-001 yet." in said
    assert "reviewctl chronology import SAR-2025-001 AGENCY FILE" in said


def test_a_folder_that_is_not_there_is_a_fault_of_the_place(told: House, tmp_path: Path) -> None:
    """Exit 3 and no traceback."""
    done = told.tries("chronology", "timeline", "SAR-2025-001", "-o", str(tmp_path / "none" / "t.html"))
    assert done.code == 3
    assert "The file could not be written" in done.err and "Traceback" not in done.err


def test_a_death_and_an_empty_chronology_are_seen(told: House, tmp_path: Path) -> None:
    """The subject's death is a line through all lanes; an agency that held nothing has its lane and its reason."""
    told.put(
        f"{FOLDER}/chronology/police.yaml",
        "agency: police\nentries: []\nempty_because: no record of either name\n",
    )
    head = told.text(f"{FOLDER}/case.yaml")
    pseudonym = "    pseudonym: Adult A\n"
    assert head.count(pseudonym) == 1
    told.put(f"{FOLDER}/case.yaml", head.replace(pseudonym, f"{pseudonym}    died: 2024-12-01\n"))
    page = drawn(told, tmp_path / "timeline.html")
    assert "Adult A died 1 Dec 2024" in page
    assert "No entries: no record of either name" in page


def test_an_initial_chronology_is_drawn_and_said_to_be_one(told: House, tmp_path: Path) -> None:
    """Where the full one has not come, the first one is drawn under its own name."""
    told.put(f"{FOLDER}/chronology/police-initial.yaml", POLICE)
    (told.root / FOLDER / "chronology/police.yaml").unlink()
    page = drawn(told, tmp_path / "timeline.html")
    assert "1 entry (first chronology)" in page
