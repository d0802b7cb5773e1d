"""`chronology merge`, as it is typed."""

import csv
import io
import json

import pytest

from tests.commands import House

GP = """agency: gp
entries:
  - id: "1"
    date: 2019-03-02
    time: "10:00"
    source: GP record
    who: GP
    event: ambulance called to the home after a fall in the kitchen
    response: taken to hospital
    tor: ["1"]
  - id: "2"
    date: 2019-05
    as_written: May 19
    event: wrote to Adult E about a review
    marks: [missed-opportunity]
  - id: "3"
    event: a carer rang
"""
POLICE = """agency: police
entries:
  - id: "1"
    date: 2019-03-02
    time: "14:30"
    source: incident log
    who: response officers with Adult E
    event: "called by ambulance: fall in the kitchen at the home address"
    response: not taken to hospital
    comment: "=HYPERLINK is no formula here"
"""
CASE = "SAR-2025-001"


@pytest.fixture
def told(case: House) -> House:
    """A review with the chronologies of two agencies, one question and a period."""
    case.put(f"cases/{CASE}/chronology/gp.yaml", GP)
    case.put(f"cases/{CASE}/chronology/police.yaml", POLICE)
    case.put(f"cases/{CASE}/chronology/icb.yaml", "agency: icb\nempty_because: never known\n")
    case.does("add", CASE, "tor")
    for address, value in (
        ("tor.scope.from", "2019-01-01"),
        ("tor.scope.to", "2019-12-31"),
        ("tor.questions[1].text", "How was risk shared?"),
    ):
        case.does("record", CASE, address, value)
    return case


def payload(house: House, *words: str) -> dict[str, object]:
    """Return the JSON of a merge."""
    found: dict[str, object] = json.loads(
        house.does("chronology", "merge", CASE, "--format", "json", *words).out
    )
    return found


def numbers(found: dict[str, object]) -> list[list[str]]:
    """Return of each entry of the JSON who tells it."""
    entries = found["entries"]
    assert isinstance(entries, list)
    return [[f"{one['agency']} {one['id']}" for one in entry["tellings"]] for entry in entries]


def test_the_page_shows_every_word_of_every_agency(told: House) -> None:
    """Both accounts of the fall stand under one number, with where they differ and what was assumed."""
    out = told.does("chronology", "merge", CASE, "--as-of", "2025-06-02").out
    flat = " ".join(out.split())
    assert flat.startswith(f"{CASE} · Integrated chronology")
    for words in ("taken to hospital", "not taken to hospital", "incident log", "a carer rang", "=HYPERLINK"):
        assert words in flat
    assert "DIFFERS in what was done. " in flat
    assert "DIFFERS in the time of day. " in flat
    assert "Held for one event: the same day" in flat
    assert "two digits (May 19): taken for 2019" in flat
    assert "definite" in flat and "possible" in flat
    assert "icb: never known" in flat
    assert "from 80 % alike" in flat and "(P§14)" in flat


def test_the_json_holds_the_whole(told: House) -> None:
    """Lines, tellings with the line of their file, duplicates, conflicts, assumptions, gaps and what is empty."""
    found = payload(told)
    assert found["schema"] == "reviewctl/chronology-merge/1"
    assert numbers(found) == [["gp 1", "police 1"], ["gp 2"], ["gp 3"]]
    first, second, third = found["entries"]
    assert (first["number"], first["date"], first["time"]) == (1, "2019-03-02", "10:00")
    assert first["duplicates"] == [{"agency": "gp", "id": "1"}, {"agency": "police", "id": "1"}]
    assert first["agencies"] == ["gp", "police"] and first["alike"] >= 80
    assert {one["about"] for one in first["conflicts"]} == {"time", "response"}
    assert first["tellings"][0]["line"] == 3 and first["tellings"][0]["path"].endswith("chronology/gp.yaml")
    assert second["since"] == {"least": 60, "most": 90} and second["as_written"] == "May 19"
    assert (third["date"], third["since"], third["duplicates"]) == (None, None, [])
    assert found["empty"] == [{"agency": "icb", "because": "never known"}]
    gaps = found["gaps"]
    assert isinstance(gaps, list)
    assert [(one["agency"], one["from"], one["to"], one["definite"]) for one in gaps] == [
        ("gp", "2019-06-01", "2019-12-31", False),
        ("police", "2019-03-03", "2019-12-31", True),
        (None, "2019-06-01", "2019-12-31", False),
    ]
    assert gaps[0]["only_if"] == "the one entry without a date does not lie in it"
    assert gaps[0]["widest"] == {"from": "2019-05-02", "to": "2019-12-31"}
    assert found["left_out"] == 0


def test_the_csv_has_a_row_for_each_telling_and_no_formula(told: House) -> None:
    """Several tellings of one event share their number; what a spreadsheet would calculate is made harmless."""
    text = told.does("chronology", "merge", CASE, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["number"], row["agency"], row["id"]) for row in rows] == [
        ("1", "gp", "1"), ("1", "police", "1"), ("2", "gp", "2"), ("3", "gp", "3"),
    ]  # fmt: skip
    assert rows[1]["comment"] == "'=HYPERLINK is no formula here"


def test_filters_keep_the_numbers_and_count_what_is_left_out(told: House) -> None:
    """By agency, by question, by mark, by person in the words for who was there, and by period."""
    assert numbers(payload(told, "--agency", "police")) == [["police 1"]]
    assert numbers(payload(told, "--question", "1")) == [["gp 1"]]
    assert numbers(payload(told, "--mark", "missed opportunity")) == [["gp 2"]]
    (fall,) = payload(told, "--agency", "police")["entries"]
    assert fall["assumptions"][-1] == "1 other telling of it is left out here."
    part = payload(told, "--from", "2019-05-10", "--to", "2019-05-12")
    assert numbers(part) == [["gp 2"]] and part["left_out"] == 3
    entry = part["entries"][0]
    assert entry["number"] == 2
    assert entry["assumptions"][-1] == "It may lie outside the period that was asked for."
    shown = told.does("chronology", "merge", CASE, "--mark", "missed-opportunity").out
    assert "3 more entries are left out" in shown


def test_side_by_side_gives_each_agency_a_column(told: House) -> None:
    """One line a row, and in each agency's column its own account, with its own number."""
    out = told.does("chronology", "merge", CASE, "--side-by-side", "--format", "markdown").out
    assert "| no. | when | gp | police |" in out
    row = next(line for line in out.splitlines() if "fall in the kitchen at" in line)
    assert "Done: taken to hospital" in row and "Done: not taken to hospital" in row


def test_more_than_four_side_by_side_are_refused(told: House) -> None:
    """Nobody can read the columns: which to leave out is asked."""
    for name in "vwxyz":
        told.put(
            f"cases/{CASE}/chronology/{name}.yaml",
            f'agency: {name}\nentries:\n  - id: "1"\n    date: 2019-01\n',
        )
    message = told.refuses("chronology", "merge", CASE, "--side-by-side")
    assert "7 agencies tell something here, and 4 stand side by side at the most." in message
    assert "--agency" in message


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_document_has_a_column_for_each_part(told: House, form: str) -> None:
    """What a report's author pastes: number, date, agency and source, event, response, comment, notes."""
    out = told.does("chronology", "merge", CASE, "--format", form).out
    for title in (
        "No.",
        "Date and time",
        "Agency and source",
        "What happened",
        "What was done",
        "Comment",
        "Notes",
    ):
        assert title in out


def test_it_can_be_taken_into_word_and_excel(told: House) -> None:
    """The files are made, and are what their endings say."""
    for ending in ("docx", "xlsx"):
        file = told.root.parent / f"merged.{ending}"
        told.does("chronology", "merge", CASE, "-o", str(file))
        assert file.read_bytes().startswith(b"PK")


def test_the_same_record_gives_the_same_bytes(told: House) -> None:
    """Merging writes nothing, and what it shows does not change."""
    before = told.files()
    first = told.does("chronology", "merge", CASE, "--format", "json", "--as-of", "2025-06-02").out
    assert told.does("chronology", "merge", CASE, "--format", "json", "--as-of", "2025-06-02").out == first
    assert told.files() == before


def test_without_a_chronology_it_says_how_to_bring_one_in(case: House) -> None:
    """Exit 2, and the command to type."""
    message = case.refuses("chronology", "merge", CASE)
    assert f"There is no chronology in {CASE} yet." in message
    assert f"reviewctl chronology import {CASE} AGENCY FILE" in message


def test_words_that_name_nothing_are_refused(told: House) -> None:
    """An agency, a mark or a percentage that there is not."""
    assert "There is: " in told.refuses("chronology", "merge", CASE, "--agency", "fire")
    assert "Did you mean" in told.refuses("chronology", "merge", CASE, "--mark", "key-episod")
    assert "50 to 100" in told.refuses("chronology", "merge", CASE, "--alike", "20")


def test_what_a_terminal_would_obey_is_shown(told: House) -> None:
    """An escape in an account is seen for what it is, in the text and in the table of a document."""
    text = 'agency: police\nentries:\n  - id: "1"\n    date: 2019-03-02\n    event: "| [b]bold[/b] <script> `x`"\n'
    told.put(f"cases/{CASE}/chronology/police.yaml", text)
    assert "[b]bold[/b] <script>" in told.does("chronology", "merge", CASE).out
    page = told.does("chronology", "merge", CASE, "--format", "html").out
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_what_cannot_be_read_is_never_left_out_in_silence(told: House) -> None:
    """A chronology with a fault is named, with the command that says more; with no other one nothing is shown."""
    path = f"cases/{CASE}/chronology/police.yaml"
    told.put(path, POLICE.replace("    who: response officers with Adult E\n", "    whom: officers\n"))
    out = told.does("chronology", "merge", CASE).out
    assert f"{path} could not be read whole: entries may be missing." in " ".join(out.split())
    assert payload(told)["unread"] == [path]
    told.put(path, "agency: police\nentries: [\n")
    for name in ("gp", "icb"):
        told.put(f"cases/{CASE}/chronology/{name}.yaml", "\tagency: x\n")
    assert "can be read" in told.refuses("chronology", "merge", CASE)
