"""`chronology import` as it is typed: shown first, brought in whole, and the same again changes nothing."""

import hashlib
from pathlib import Path

import pytest

from tests.commands import House
from tests.evidence.importing.making import csv_of, docx_of, xlsx_of

CASE = "SAR-2025-001"
AGENCY = "greater-manchester-police"
PLACE = f"cases/{CASE}/chronology/{AGENCY}.yaml"
HEAD = ("Ref", "Date", "Time", "Source of information", "Event details", "Action taken")
ROWS = (
    (1, "22/05/2016", "19:00", "Incident log", "Called to the flat by a neighbour", "Words of advice"),
    (2, "early 2019", None, "Case notes", "Report of theft\nfrom the shop", None),
    (3, "w/c 3 June 2019", "evening", "Incident log", "=seen in town", None),
)


@pytest.fixture
def sent(case: House, tmp_path: Path) -> tuple[House, Path]:
    """A review with a scope, and a chronology as the police sent it."""
    case.does("add", CASE, "tor")
    case.does("record", CASE, "tor.scope.from", "1/1/2014")
    case.does("record", CASE, "tor.scope.to", "31/12/2019")
    file = tmp_path / "as sent.csv"
    file.write_bytes(csv_of(HEAD, *ROWS))
    return case, file


def brings(house: House, file: Path, *words: str) -> str:
    """Bring a file in, which must succeed; return what was said."""
    return house.does("chronology", "import", CASE, "GMP", str(file), "--yes", *words).out


def test_without_a_yes_it_is_only_shown(sent: tuple[House, Path]) -> None:
    """Each heading with its field and cells, and how to go on."""
    house, file = sent
    before = house.files()
    out = house.does("chronology", "import", CASE, "GMP", str(file)).out
    assert house.files() == before
    assert "Source of information  source" in out and "Incident log" in out
    assert "3 rows under the headings: 3 lines." in out
    assert "Nothing was written. When it is right: the same with --yes" in out


def test_it_is_brought_in_as_one_change(sent: tuple[House, Path]) -> None:
    """The entries, the day it came, and the fingerprint of the file; with a message that tells nothing of it."""
    house, file = sent
    out = brings(house, file, "--on", "2/3/2025", "--held-at", "the Board's document store")
    assert f"returns[{AGENCY}].chronology.returned: Sunday 2 March 2025" in out
    assert "3 added" in out
    text = house.text(PLACE)
    assert text.startswith("# An agency's chronology for the review")
    assert '  - id: "2"\n    date: 2019-01/2019-06\n    as_written: early 2019\n' in text
    assert "    event: =seen in town\n" in text
    assert "returned: 2025-03-02" in house.text(f"cases/{CASE}/returns.yaml")
    papers = house.text(f"cases/{CASE}/papers.yaml")
    assert f"id: chronology-{AGENCY}" in papers and hashlib.sha256(file.read_bytes()).hexdigest() in papers
    assert house.last_message() == f"{CASE}: import chronology of {AGENCY}"
    assert len(house.last_paths()) == 3 and house.unsaved() == ""


def test_no_sample_of_the_text_is_shown_to_a_script(sent: tuple[House, Path]) -> None:
    """What --yes says may lie in a log."""
    house, file = sent
    assert "neighbour" not in brings(house, file)


def test_the_same_again_changes_no_byte(sent: tuple[House, Path]) -> None:
    """And says so."""
    house, file = sent
    brings(house, file)
    before, commits = house.files(), house.git("rev-list", "--count", "HEAD")
    out = brings(house, file, "--on", "yesterday")
    assert house.files() == before and house.git("rev-list", "--count", "HEAD") == commits
    assert "Nothing has changed" in out


@pytest.mark.parametrize("make", [xlsx_of, docx_of])
def test_every_format_says_the_same(sent: tuple[House, Path], make: object, tmp_path: Path) -> None:
    """A table of Word or Excel with the same cells changes nothing but the fingerprint."""
    house, file = sent
    brings(house, file)
    before = house.text(PLACE)
    other = tmp_path / "again"
    other.write_bytes(make(HEAD, *ROWS))
    brings(house, other)
    assert house.text(PLACE) == before
    assert 'version: "2"' in house.text(f"cases/{CASE}/papers.yaml")


def test_a_corrected_file_changes_what_was_corrected(sent: tuple[House, Path], tmp_path: Path) -> None:
    """What the panel set, and a comment of somebody's, stay; the words are shown only when asked for."""
    house, file = sent
    brings(house, file)
    edited = house.text(PLACE).replace(
        "    response: Words of advice\n",
        "    response: Words of advice\n    # asked about on 3 March\n    marks:\n      - disputed\n",
    )
    house.put(PLACE, edited)
    house.does("save", "marks")
    rows = [
        (1, "23/05/2016", *ROWS[0][2:]),
        ROWS[1],
        (4, "5 July 2019", None, "Log", "Bailed from custody", None),
    ]
    other = tmp_path / "corrected.csv"
    other.write_bytes(csv_of(HEAD, *rows))
    shown = house.tries("chronology", "import", CASE, "GMP", str(other))
    assert shown.code == 2 and "The file lacks 1 entry that is on record, of 3" in shown.out
    out = brings(house, other, "--remove-gone")
    assert "Changed: 1 (row 2): date 22 May 2016 to 23 May 2016" in out
    assert "Added: 4" in out and "Taken out, for the file does not have them: 3" in out
    text = house.text(PLACE)
    assert (
        "    date: 2016-05-23\n" in text
        and "    # asked about on 3 March\n    marks:\n      - disputed\n" in text
    )
    assert 'withdrawn:\n  - "3"\n' in text and 'id: "3"' not in text
    assert house.codes() == set()


def test_an_id_that_was_taken_out_is_not_given_again(sent: tuple[House, Path], tmp_path: Path) -> None:
    """Though the agency uses its number again."""
    house, file = sent
    brings(house, file)
    other = tmp_path / "other.csv"
    other.write_bytes(csv_of(HEAD, *ROWS[:2]))
    brings(house, other, "--remove-gone")
    other.write_bytes(csv_of(HEAD, *ROWS[:2], (3, "1/2/2018", None, "Log", "Quite another matter", None)))
    assert "Added: 4" in brings(house, other)


def test_what_is_gone_can_stay(sent: tuple[House, Path], tmp_path: Path) -> None:
    """An agency may send only what is new."""
    house, file = sent
    brings(house, file)
    other = tmp_path / "more.csv"
    other.write_bytes(csv_of(HEAD[1:], ("1/2/2018", None, "Log", "Quite another matter", None)))
    out = brings(house, other, "--keep-gone")
    assert "Not in the file, and they stay: 1 to 3" in out
    assert house.text(PLACE).count("\n  - id:") == 4


def test_half_a_table_does_not_take_the_other_half_away(case: House, tmp_path: Path) -> None:
    """A few of many may go with a yes; many may not."""
    rows = [(n, "2016", None, "Log", f"Event number {n} of that year", None) for n in range(1, 61)]
    file = tmp_path / "all.csv"
    file.write_bytes(csv_of(HEAD, *rows))
    brings(case, file)
    file.write_bytes(csv_of(HEAD, *rows[:54]))
    done = case.tries("chronology", "import", CASE, "GMP", str(file), "--yes")
    assert done.code == 2 and "Was the whole of it sent?" in done.out and "--remove-gone" in done.out
    file.write_bytes(csv_of(HEAD, *rows[:55]))
    assert "5 taken out" in brings(case, file)


def test_rejected_rows_are_listed_and_nothing_is_half_done(sent: tuple[House, Path], tmp_path: Path) -> None:
    """Sheet, row, column, reason and how to mend it; the rest only when asked for, and the exit still says so."""
    house, _ = sent
    file = tmp_path / "bad.xlsx"
    bad = (2, "31/02/2016", None, "Log", "Secret words", None)
    file.write_bytes(xlsx_of(HEAD, ROWS[0], bad, (3, None, None, "Log", "x", None)))
    before = house.files()
    done = house.tries("chronology", "import", CASE, "GMP", str(file), "--yes")
    assert done.code == 1 and house.files() == before
    assert (
        "Row 3, column B (Date): what stands there is no date." in done.out
        and "February 2016 has 29 days" in done.out
    )
    assert "Row 4, column B (Date): it has no date." in done.out
    assert "Secret" not in done.out and "--accept-good" in done.out
    done = house.tries("chronology", "import", CASE, "GMP", str(file), "--yes", "--accept-good")
    assert done.code == 1 and "Not brought in: 2 rows" in done.out
    assert house.text(PLACE).count("\n  - id:") == 1


def test_a_column_that_is_not_understood_stops_it(sent: tuple[House, Path], tmp_path: Path) -> None:
    """With the very words to type."""
    house, _ = sent
    file = tmp_path / "ward.csv"
    file.write_bytes(csv_of((*HEAD, "Ward"), (*ROWS[0], "B2")))
    done = house.tries("chronology", "import", CASE, "GMP", str(file), "--yes")
    assert done.code == 2 and '--map "column G=ignore"' in done.out and "Nothing was written." in done.out
    assert "Ward: " not in brings(house, file, "--map", "Ward=ignore")


def test_an_empty_chronology_says_why(case: House, tmp_path: Path) -> None:
    """Headings and nothing below them is an answer, with a reason."""
    file = tmp_path / "empty.csv"
    file.write_bytes(csv_of(HEAD))
    done = case.tries("chronology", "import", CASE, "GMP", str(file), "--yes")
    assert done.code == 2 and "--empty-because" in done.out
    brings(case, file, "--empty-because", "not known to the force")
    assert "empty_because: not known to the force" in case.text(PLACE)
    file.write_bytes(csv_of(HEAD, ROWS[0]))
    brings(case, file)
    assert "empty_because:\n" in case.text(PLACE)
    assert case.tries("chronology", "import", CASE, "GMP", str(file), "--empty-because", "x").code == 2


def test_a_first_chronology_has_a_file_of_its_own(sent: tuple[House, Path]) -> None:
    """Asked for before the decision (P§5)."""
    house, file = sent
    out = brings(house, file, "--initial")
    assert "initial_chronology.returned" in out
    assert house.text(f"cases/{CASE}/chronology/{AGENCY}-initial.yaml").count("\n  - id:") == 3
    assert f"initial-chronology-{AGENCY}"[:30] in house.text(f"cases/{CASE}/papers.yaml")


def test_a_dry_run_shows_the_difference(sent: tuple[House, Path]) -> None:
    """And writes nothing."""
    house, file = sent
    before = house.files()
    done = house.does("chronology", "import", CASE, "GMP", str(file), "--dry-run")
    assert "+    as_written: early 2019" in done.out and house.files() == before


def test_what_cannot_be_is_refused_in_a_sentence(sent: tuple[House, Path], tmp_path: Path) -> None:
    """An agency, a file, options that say the opposite, a day to come."""
    house, file = sent
    assert "no agency" in house.refuses("chronology", "import", CASE, "the moon", str(file))
    assert "opposite" in house.refuses(
        "chronology", "import", CASE, "GMP", str(file), "--hidden", "--skip-hidden"
    )
    assert "still to come" in house.refuses(
        "chronology", "import", CASE, "GMP", str(file), "--on", "1/1/2099"
    )
    missing = house.tries("chronology", "import", CASE, "GMP", str(tmp_path / "nothing.csv"))
    assert missing.code == 3 and "There is no file of that name." in missing.err
    house.put(PLACE, "agency: gmp\nentries: [\n")
    assert "validate" in house.refuses("chronology", "import", CASE, "GMP", str(file))


def test_a_year_that_nobody_wrote_can_be_said(case: House, tmp_path: Path) -> None:
    """And is not wanted again, for the words are kept."""
    file = tmp_path / "year.csv"
    file.write_bytes(csv_of(HEAD, (1, "22 May", None, "Log", "x", None)))
    assert case.tries("chronology", "import", CASE, "GMP", str(file), "--yes").code == 1
    brings(case, file, "--year", "2016")
    assert "date: 2016-05-22\n    as_written: 22 May\n" in case.text(PLACE)
    before = case.files()
    brings(case, file)
    assert case.files() == before


def test_what_was_put_right_by_hand_is_not_undone_by_the_same_file(sent: tuple[House, Path]) -> None:
    """The fingerprint tells that the file is the one that came before."""
    house, file = sent
    brings(house, file)
    house.put(PLACE, house.text(PLACE).replace("Words of advice", "Words of advice, and a referral"))
    house.does("save", "corrected")
    before = house.files()
    done = house.tries("chronology", "import", CASE, "GMP", str(file), "--yes")
    assert done.code == 2 and "changed since: 1." in " ".join(done.out.split()) and house.files() == before
    brings(house, file, "--overwrite")
    assert "and a referral" not in house.text(PLACE)


def test_hundreds_of_entries_are_told_in_a_line(case: House, tmp_path: Path) -> None:
    """Numbers that follow each other are told as from one to the other."""
    rows = [(n, "2016", None, "Log", f"Event number {n} of that year", None) for n in range(1, 61)]
    file = tmp_path / "all.csv"
    file.write_bytes(csv_of(HEAD, *rows))
    brings(case, file)
    file.write_bytes(csv_of(HEAD, *rows[:3], (61, "2017", None, "Log", "Quite another matter", None)))
    out = case.tries("chronology", "import", CASE, "GMP", str(file)).out
    assert "Added: 61" in out and "Taken out, for the file does not have them: 4 to 60" in out


def test_what_the_panel_marked_is_not_taken_out_with_a_yes(case: House, tmp_path: Path) -> None:
    """Though it is one of many."""
    rows = [(n, "2016", None, "Log", f"Event number {n} of that year", None) for n in range(1, 31)]
    file = tmp_path / "all.csv"
    file.write_bytes(csv_of(HEAD, *rows))
    brings(case, file)
    text = case.text(PLACE)
    case.put(
        PLACE,
        text.replace("    event: Event number 30 of", "    marks: [disputed]\n    event: Event number 30 of"),
    )
    case.does("save", "marked")
    file.write_bytes(csv_of(HEAD, *rows[:29]))
    done = case.tries("chronology", "import", CASE, "GMP", str(file), "--yes")
    assert done.code == 2 and "the panel has marked or used 30" in " ".join(done.out.split())
    file.write_bytes(csv_of(HEAD, *rows[1:]))
    assert "1 taken out" in brings(case, file)
