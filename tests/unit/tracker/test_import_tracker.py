"""`import tracker`: a board's old list becomes case folders, and nothing that it never held is held against them."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from reviewctl.facts import calendar
from tests.commands import House
from tests.unit.tracker.books import messy, saved, simple

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Monday 23 November 2026, whatever day it is."""
    moment = datetime(2026, 11, 23, 12).astimezone()
    monkeypatch.setattr(calendar, "today", lambda: calendar.london_date(moment))
    for module in ("importing",):
        monkeypatch.setattr(f"reviewctl.work.tracker.{module}.today", lambda: TODAY)
    monkeypatch.setattr("reviewctl.work.writing.today", lambda: TODAY)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The messy list of forty rows, as a file."""
    file = tmp_path / "tracker.xlsx"
    file.write_bytes(saved(messy()))
    return file


def findings(house: House) -> list[tuple[str, str, str]]:
    """Return what is to be put right: case, code and what it is about."""
    done = house.tries("validate", "--as-of", TODAY.isoformat(), "--format", "json")
    return [(one["case"], one["code"], one["at"]) for one in json.loads(done.out)["findings"]]


def status(house: House, *words: str) -> dict[str, Any]:
    """Return each review's line of `status`, by its id; closed ones too."""
    rows: dict[str, Any] = {}
    for more in ((), ("--stage", "closed")):
        out = house.does("status", "--as-of", TODAY.isoformat(), "--format", "json", *words, *more).out
        rows |= {one["id"]: one for one in json.loads(out)["cases"]}
    return rows


def list_of(
    house: House, tmp_path: Path, *rows: list[Any], headings: list[str] | None = None, **more: Any
) -> Path:
    """Return the file of a list with these rows."""
    file = tmp_path / "list.xlsx"
    file.write_bytes(saved(simple(*rows, headings=headings, **more)))
    return file


def test_without_write_nothing_is_written(house: House, book: Path) -> None:
    """Every column is shown with samples of how it was read, and the last line says how to go on."""
    before = house.files()
    out = house.does("import", "tracker", str(book)).out
    assert house.files() == before and house.unsaved() == ""
    assert "referral.received" in out and "2017-03-06 · 2017-06 · 2017" in out
    assert "Nothing is written yet" in out and "--write" in out


def test_nothing_that_may_name_somebody_is_shown_or_written(house: House, book: Path) -> None:
    """Names in a column of names, in comments, in place of a pseudonym or of an agency stay in the workbook."""
    shown = (
        house.does("import", "tracker", str(book)).out
        + house.does("import", "tracker", str(book), "--write").out
    )
    written = b"".join(house.files().values()).decode()
    for word in ("Real Name", "Smythe", "Mrs Smith", "Dr Jones", "unhappy"):
        assert word not in shown and word not in written
    assert "SAR-2017-001" in house.last_message()


def test_every_cell_that_cannot_be_read_is_listed_at_once(house: House, book: Path) -> None:
    """By its cell, with what is done instead; no word of it is repeated."""
    out = house.does("import", "tracker", str(book)).out
    for cell in ("B12", "E12", "K40", "D43", "I43"):
        assert f" {cell} " in out
    assert "3/25" not in out and "Maybe" not in out


def test_rows_that_are_no_reviews_are_left_out_and_said(house: House, book: Path) -> None:
    """A line between, a repeated line of headings, a row twice and a total; hidden and empty sheets."""
    out = " ".join(house.does("import", "tracker", str(book)).out.split())
    assert "headings on row 3 and 4" in out
    for words in (
        "a line between: row 9",
        "row 14 (as row 10)",
        "the headings again: row 15",
        "a total: row 44",
    ):
        assert words in out
    assert '"Empty": left out, empty' in out and '"old": left out, hidden' in out


def test_a_list_of_forty_rows_comes_in_without_a_false_alarm(house: House, book: Path) -> None:
    """What is found afterwards is only what the list itself says is still to be done, and late."""
    house.does("import", "tracker", str(book), "--write")
    found = findings(house)
    assert {code for _, code, _ in found} == {"TIM001"}
    # The list has a column for each of these, and it is blank for a review that it calls live.
    assert {at for _, _, at in found} == {"completion", "screening-meeting"}
    assert ("SAR-2026-002", "TIM001", "screening-meeting") in found
    live = {case for case, _, at in found if at == "completion"}
    assert live == {case for case, row in status(house).items() if row["stage"] == "commissioned"}


def test_closed_reviews_are_closed_and_open_ones_are_where_they_are(house: House, book: Path) -> None:
    """By the words of the list where it has any, else by its dates."""
    house.does("import", "tracker", str(book), "--write")
    stages = {case: row["stage"] for case, row in status(house).items()}
    assert {case for case in stages if case.startswith("SAR-2017")} == {
        case for case, s in stages.items() if s == "closed" and "2017" in case
    }
    assert stages["SAR-2018-001"] == "acting"
    assert (stages["SAR-2026-001"], stages["SAR-2026-003"]) == ("commissioned", "referred")
    assert len(stages) == 35


def test_dates_are_kept_as_far_as_they_are_known(house: House, book: Path) -> None:
    """Months and years stay months and years, and words beside a date go into its note."""
    house.does("import", "tracker", str(book), "--write")
    diary = house.text("cases/SAR-2018-001/diary.yaml")
    assert "  received: {on: 2018-03-12, note: by email}" in diary
    assert "  held: 2018-03-26" in diary
    assert '  received: "2017"' in house.text("cases/SAR-2017-003/diary.yaml")
    assert "  held: {on: not-known, note: " in house.text("cases/SAR-2017-002/diary.yaml")
    assert "  date: {planned: 2027-01-12}" in house.text("cases/SAR-2026-004/diary.yaml")


def test_words_become_the_words_of_the_record(house: House, book: Path) -> None:
    """What was recommended and decided, and on what power, is recorded in the words of the policy."""
    house.does("import", "tracker", str(book), "--write")
    shown = house.does(
        "report", "quarterly", "--quarter", "2018-q3", "--as-of", TODAY.isoformat(), "--format", "json"
    )
    lines = {one["case"]: one for one in json.loads(shown.out)["referrals"]}
    assert (lines["SAR-2018-004"]["recommendation"], lines["SAR-2018-004"]["outcome"]) == (
        "other-pathway",
    ) * 2
    assert lines["SAR-2018-004"]["referrers"] == ["Greater Manchester Police"]
    decision = house.text("cases/SAR-2018-001/decision.md")
    assert "outcome: review" in decision and "mandate: s44-1-3" in decision


def test_one_commit_holds_all_of_it_and_undo_takes_it_back(house: House, book: Path) -> None:
    """Hundreds of rows are one transaction, with a message of ids alone."""
    before = house.files()
    house.does("import", "tracker", str(book), "--write")
    assert house.unsaved() == ""
    assert house.last_message() == "import tracker: SAR-2017-001 to SAR-2026-004, 35 reviews"
    house.does("undo")
    assert house.files() == before


def test_a_second_import_adds_only_what_is_new(house: House, tmp_path: Path) -> None:
    """Reviews are known again by their id, by their old number, or by the day on which they came."""
    rows: list[list[Any]] = [
        ["SAR 2019/1", "12/3/2019", None, None, None, "closed"],
        ["S/7", "1/4/2019", None, None, None, "closed"],
        [None, "1/5/2019", None, None, None, "closed"],
    ]
    house.does("import", "tracker", str(list_of(house, tmp_path, *rows)), "--write", "--type", "sar")
    before = house.files()
    again = house.does(
        "import", "tracker", str(list_of(house, tmp_path, *rows)), "--write", "--type", "sar"
    ).out
    assert house.files() == before and "in the register already" in again
    more = [*rows, ["S/8", "2/5/2019", None, None, None, "closed"]]
    house.does("import", "tracker", str(list_of(house, tmp_path, *more)), "--write", "--type", "sar")
    assert set(house.files()) - set(before) == {
        f"cases/SAR-2019-004/{name}" for name in ("README.md", "case.yaml", "diary.yaml")
    }


def test_old_numbers_are_kept_beside_the_new_ones(house: House, tmp_path: Path) -> None:
    """A number that has not the form of ours is kept in case.yaml, and one that may hold a name is not."""
    rows: list[list[Any]] = [["S/7", "1/4/2019"], ["SMYTHE 19", "2/4/2019"]]
    house.does("import", "tracker", str(list_of(house, tmp_path, *rows)), "--write", "--type", "sar")
    assert "  reference: S/7" in house.text("cases/SAR-2019-001/case.yaml")
    assert "reference: S" not in house.text("cases/SAR-2019-002/case.yaml").replace("#   reference", "")


def test_what_comes_after_the_day_of_taking_over_is_judged_as_ever(house: House, tmp_path: Path) -> None:
    """A review that was being screened has no past to answer for; its decision and what follows it have."""
    row: list[Any] = ["SAR 2026/1", "2/11/2026", "16/11/2026"]
    house.does("import", "tracker", str(list_of(house, tmp_path, row)), "--write", "--type", "sar")
    assert findings(house) == [("SAR-2026-001", "TIM004", "recommendation")]  # It is due this very day.
    diary = house.root / "cases/SAR-2026-001/diary.yaml"
    text = diary.read_text().replace("  recommendation_sent:", "  recommendation_sent: 2026-12-10")
    diary.write_text(text.replace("  made:", "  made: 2026-12-11"))
    later = house.tries("validate", "--as-of", "2026-12-14", "--format", "json")
    codes = {one["code"] for one in json.loads(later.out)["findings"]}
    assert {"STR063", "TIM002"} <= codes


def test_what_the_list_had_no_column_for_is_owed_and_not_late(house: House, tmp_path: Path) -> None:
    """Screened in May, and no word on the recommendation: it may still be owed, and nobody can say that it is late."""
    row: list[Any] = ["SAR 2026/1", "6/5/2026", "20/5/2026"]
    file = list_of(house, tmp_path, row, headings=["Ref", "Received", "Screening date"])
    house.does("import", "tracker", str(file), "--write", "--type", "sar")
    out = house.does("deadlines", "SAR-2026-001", "--as-of", TODAY.isoformat(), "--format", "json").out
    steps = {one["step"]: one for one in json.loads(out)["deadlines"]}
    assert (steps["recommendation"]["state"], steps["recommendation"]["due"]) == ("running", None)
    assert steps["screening-meeting"]["state"] == "met"
    assert findings(house) == []


def test_a_limit_that_runs_out_later_is_judged_as_ever(house: House, tmp_path: Path) -> None:
    """Screened on Monday 16 November: the recommendation is due on 23 November, the day of the import, and runs on."""
    row: list[Any] = ["SAR 2026/1", "2/11/2026", "16/11/2026"]
    file = list_of(house, tmp_path, row, headings=["Ref", "Received", "Screening date"])
    house.does("import", "tracker", str(file), "--write", "--type", "sar")
    late = house.tries("validate", "--as-of", "2026-11-24", "--format", "json")
    assert [one["at"] for one in json.loads(late.out)["findings"]] == ["recommendation"]


def test_a_referral_that_came_to_nothing_is_closed_where_the_list_has_no_more(
    house: House, tmp_path: Path
) -> None:
    """Without a column for where a review is, a decision against one is the last word, and the page says so."""
    row: list[Any] = ["SAR 2019/1", "12/3/2019", "1/4/2019", "8/4/2019", "No SAR"]
    file = list_of(house, tmp_path, row, headings=["Ref", "Received", "Screened", "Decision date", "Outcome"])
    out = house.does("import", "tracker", str(file), "--write", "--type", "sar").out
    assert "counts as closed" in out
    assert status(house)["SAR-2019-001"]["stage"] == "closed"


def test_what_was_decided_without_a_day_was_decided(house: House, tmp_path: Path) -> None:
    """A list that gives the outcome and no day of it says that there was a decision, and not when."""
    row: list[Any] = ["SAR 2019/1", "12/3/2019", "Yes"]
    file = list_of(house, tmp_path, row, headings=["Ref", "Received", "Outcome"])
    house.does("import", "tracker", str(file), "--write", "--type", "sar")
    assert "  made: {on: not-known, note: " in house.text("cases/SAR-2019-001/diary.yaml")
    assert status(house)["SAR-2019-001"]["stage"] == "commissioned"
    assert findings(house) == []


def test_no_review_without_a_day_is_over_too(house: House, tmp_path: Path) -> None:
    """That there is to be no review is the last word, though the list does not say when it was decided."""
    row: list[Any] = ["SAR 2019/1", "12/3/2019", "", "No SAR"]
    ahead: list[Any] = ["SAR 2019/2", "12/3/2019", "1/12/2026", "No SAR"]
    file = list_of(house, tmp_path, row, ahead, headings=["Ref", "Received", "Decision date", "Outcome"])
    out = house.does("import", "tracker", str(file), "--write", "--type", "sar").out
    assert "1 referral without a review count" in out
    assert status(house)["SAR-2019-001"]["stage"] == "closed"
    assert status(house)["SAR-2019-002"]["stage"] != "closed"


def test_what_a_published_review_had_behind_it_is_not_asked_for(house: House, tmp_path: Path) -> None:
    """What held up steps that the review had long come past was never in the list, and nobody is to add it now."""
    row: list[Any] = ["SAR 2024/1", "12/6/2024", "1/7/2024", "5/7/2024", "SAR", "Dec 2024"]
    headings = ["Ref", "Received", "Screened", "Decision date", "Outcome", "Published"]
    file = list_of(house, tmp_path, row, headings=headings)
    house.does("import", "tracker", str(file), "--write", "--type", "sar")
    out = house.does("next", "SAR-2024-001", "--all", "--as-of", TODAY.isoformat(), "--format", "json").out
    agenda = json.loads(out)
    assert not [one["command"] for one in agenda["steps"] if "reviewctl add" in (one["command"] or "")]
    assert agenda["waiting"], "what comes after publication is waited for"
    out = house.does("next", "SAR-2024-001", "--as-of", TODAY.isoformat()).out
    assert "NOT ON RECORD" not in out


def test_what_holds_up_a_review_that_goes_on_is_asked_for(house: House, tmp_path: Path) -> None:
    """A decision without its outcome keeps everything from beginning, whoever kept the list."""
    row: list[Any] = ["SAR 2026/1", "12/6/2026", "1/7/2026", "5/7/2026"]
    file = list_of(house, tmp_path, row, headings=["Ref", "Received", "Screened", "Decision date"])
    house.does("import", "tracker", str(file), "--write", "--type", "sar")
    out = house.does("next", "SAR-2026-001", "--all", "--as-of", TODAY.isoformat()).out
    assert "decision" in out and "NOT ON RECORD" in out


def test_a_row_that_is_left_out_has_no_cell_recorded(house: House, tmp_path: Path) -> None:
    """Nothing of it is recorded, so no cell of it is said to be; a row that is there twice is said once."""
    row: list[Any] = ["SAR 4", "sometime", "n/k"]
    twice: list[Any] = ["SAR 2019/1", "12/3/2019", "Mrs Smith came"]
    file = list_of(house, tmp_path, row, twice, twice, headings=["Ref", "Received", "Screening date"])
    out = house.does("import", "tracker", str(file), "--type", "sar").out
    assert "no year anywhere" in out and "recorded as not-known" not in out
    assert "left out with its row" in out
    assert out.count("Screening date") == 2, "once as a column, once for the cell of row 3"


def test_the_next_free_name_is_of_the_kind_of_review(house: House, tmp_path: Path) -> None:
    """A Rapid Review is about a child, as `new` has it."""
    row: list[Any] = ["RR 1/24", "12/6/2024", "Rapid Review"]
    file = list_of(house, tmp_path, row, headings=["Ref", "Received", "Type"])
    house.does("import", "tracker", str(file), "--write")
    assert "pseudonym: Child A" in house.text("cases/RR-2024-001/case.yaml")


def test_a_column_is_held_by_the_name_that_the_kind_of_review_has_for_it(
    house: House, tmp_path: Path
) -> None:
    """A homicide review calls its publication by a word of its own: a list with the column is known to hold it."""
    row: list[Any] = ["DHR 2019/1", "12/3/2019", "14/5/2020"]
    file = list_of(house, tmp_path, row, headings=["Ref", "Received", "Date published"], title="DHRs")
    house.does("import", "tracker", str(file), "--write")
    assert "report.published" in house.text("cases/DHR-2019-001/case.yaml")
    assert "published: 2020-05-14" in house.text("cases/DHR-2019-001/diary.yaml")


@pytest.mark.parametrize("nothing", ["-", "?", "no", "tbc", "not recorded"])
def test_a_word_for_nothing_is_no_referrer(house: House, tmp_path: Path, nothing: str) -> None:
    """A dash where the referrer belongs is an empty cell: nobody's role is a dash, and nothing is amiss."""
    row: list[Any] = ["SAR 2019/1", "12/3/2019", nothing]
    file = list_of(house, tmp_path, row, headings=["Ref", "Received", "Referred by"])
    out = house.does("import", "tracker", str(file), "--write", "--type", "sar").out
    assert "cases/SAR-2019-001/referral.md" not in house.files()
    assert "could not be taken" not in out


def test_one_is_said_as_one(house: House, tmp_path: Path) -> None:
    """A list with one formula and one referral without a review, imported twice: each sentence is of one."""
    row: list[Any] = ["SAR 2019/1", "12/3/2019", "=DATE(2019,4,8)", "No SAR"]
    file = list_of(house, tmp_path, row, headings=["Ref", "Received", "Decision date", "Outcome"])
    words = ("import", "tracker", str(file), "--type", "sar")
    first = " ".join(house.does(*words, "--write").out.split())
    assert "1 cell holds a formula" in first and "1 referral without a review counts as closed" in first
    again = " ".join(house.does(*words).out.split())
    assert "1 review of the list is in the register already and stays as it is: row 2" in again


def test_columns_can_be_named_and_left_out(house: House, tmp_path: Path) -> None:
    """--map says what a column holds, =ignore that it is not read; a heading or address that is not is refused."""
    row: list[Any] = ["SAR 2019/1", "12/3/2019", "1/4/2019"]
    file = str(list_of(house, tmp_path, row, headings=["Ref", "Arrived in inbox", "Screening date"]))
    words = ("import", "tracker", file, "--type", "sar")
    assert "no heading that is known" in house.does(*words).out
    out = house.does(
        *words, "--map", "Arrived in inbox=referral.received", "--map", "Screening date=ignore", "--write"
    ).out
    assert "as you said" in out
    diary = house.text("cases/SAR-2019-001/diary.yaml")
    assert "received: 2019-03-12" in diary and "2019-04-01" not in diary
    assert "referral.received" in house.refuses(*words, "--map", "Arrived in inbox=referral.recieved")
    assert "Arrived in inbox" in house.refuses(*words, "--map", "Arived in inbox=referral.received")
    assert "heading" in house.refuses(*words, "--map", "x")


def test_free_text_comes_only_where_it_is_asked_for_and_names_nobody(house: House, tmp_path: Path) -> None:
    """With --map a comment goes into the log, and one that seems to name somebody does not."""
    rows = [
        ["SAR 2019/1", "12/3/2019", "closed after the inquest"],
        ["SAR 2019/2", "13/3/2019", "spoke to Janet Smythe"],
    ]
    file = str(list_of(house, tmp_path, *rows, headings=["Ref", "Received", "Comments"]))
    out = house.does("import", "tracker", file, "--type", "sar", "--map", "Comments=note", "--write").out
    assert "closed after the inquest" in house.text("cases/SAR-2019-001/log.yaml")
    assert "cases/SAR-2019-002/log.yaml" not in house.files()
    assert "C3" in out and "Smythe" not in out


def test_hidden_rows_are_taken_only_when_asked(house: House, tmp_path: Path) -> None:
    """A filter that is still on hides rows; they are counted aloud."""
    made = simple(["SAR 2019/1", "12/3/2019"], ["SAR 2019/2", "13/3/2019"])
    made.worksheets[0].row_dimensions[3].hidden = True
    file = tmp_path / "hidden.xlsx"
    file.write_bytes(saved(made))
    words = ("import", "tracker", str(file), "--type", "sar")
    assert "hidden: row 3" in house.does(*words).out
    house.does(*words, "--hidden", "--write")
    assert "cases/SAR-2019-002/case.yaml" in house.files()


def test_what_is_no_list_is_refused(house: House, tmp_path: Path) -> None:
    """A workbook without headings, a sheet that is not there, a file that is not, a csv and a case folder."""
    empty = tmp_path / "empty.xlsx"
    empty.write_bytes(saved(simple(headings=["Apples", "Pears"])))
    assert "No list of reviews" in house.refuses("import", "tracker", str(empty))
    assert "no sheet" in house.refuses("import", "tracker", str(empty), "--sheet", "Plums")
    assert house.tries("import", "tracker", str(tmp_path / "none.xlsx")).code == 3
    assert ".xlsx" in house.refuses("import", "tracker", str(house.put("../list.csv", "Ref,Received\n")))


def test_a_killed_import_can_be_done_again(house: House, book: Path) -> None:
    """Where only some of the folders were made, the rest come with the next go, and none twice."""
    house.does("import", "tracker", str(book), "--write", "--no-commit")
    whole = house.files()
    import shutil

    for case in ("SAR-2018-003", "SAR-2021-011"):
        shutil.rmtree(house.root / "cases" / case)
    house.does("import", "tracker", str(book), "--write", "--no-commit")
    assert house.files() == whole


PUBLISHED: list[list[Any]] = [
    # Review, kind of subject, referral, decision, report or publication, as far as the reports say.
    ["SAR", "Adult A1", "not known", "n/k", "n/k", None, None, "July 2023", "Published"],
    ["SAR", "Adult A2", "Sept 2014", "n/k", "Nov 2014", "Yes", None, "Jan 2016", "Closed"],
    ["SAR", "Adults A3, A4 and A5", "2020", "n/k", "12/2020", "Yes", "Mandatory", "9/9/2021", "Action plan"],
    ["SAR", "Residents B1 and B2", "2016", None, "2016", "Yes", None, "Feb 2018", "Closed"],
    ["SCR", "Child C1", "2008", None, "12/11/2008", None, None, "2009", "Closed"],
    ["SCR", "Child C2", "March 2012", None, "April 2012", None, None, "TBC", "Closed"],
    ["SCR", "Child C3", "2015", None, "n/k", None, None, "May 2016", "Closed"],
    ["LCSPR", "Child C4", "Dec 2020", None, "10/2021", None, None, "15/3/2022", "Closed"],
    ["DHR", "Adult D1", "n/k", None, "18 Sept 2013", None, None, "2014", "Closed"],
    ["DHR", "Adult D2", "2014", None, "early 2014", None, None, "N/K", "Closed"],
    ["DHR", "Adult D3", "2012", None, "2012", None, None, "2013 (approx)", "Closed"],
]


def test_eleven_published_reviews_come_in_by_their_kinds(house: House, tmp_path: Path) -> None:
    """Reviews of which the reports give months and years only: each comes in, or is left out with the reason."""
    headings = [
        "Type of review", "Pseudonym", "Referral date", "Screening date", "Decision date", "SAR Y/N",
        "Mandatory / Discretionary",
        "Date published", "Status",
    ]  # fmt: skip
    file = list_of(house, tmp_path, *PUBLISHED, headings=headings, title="Reviews")
    out = house.does("import", "tracker", str(file), "--write").out
    made = {path.split("/")[1] for path in house.files() if path.startswith("cases/S")}
    assert {one for one in made if one.startswith("SAR-")} == {
        "SAR-2023-001",
        "SAR-2014-001",
        "SAR-2020-001",
        "SAR-2016-001",
    }
    assert findings(house) == []
    stages = {case: row["stage"] for case, row in status(house).items() if case.startswith("SAR-")}
    assert stages["SAR-2014-001"] == "closed" and stages["SAR-2020-001"] == "acting"
    assert "Adults A3, A4, A5" in house.does("show", "SAR-2020-001").out or "A5" in out
