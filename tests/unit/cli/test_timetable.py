"""`timetable`: shown, and written in one transaction."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from reviewctl.facts.calendar import today
from tests.commands import House
from tests.unit.pages.conftest import Command, on, register

__all__ = ["on", "register"]

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"
DAY = ("--as-of", "2026-06-08")
END = (today() + timedelta(days=300)).isoformat()


@pytest.fixture
def decided(case: House) -> House:
    """A review that is to be held with IMRs, of which two agencies owe one."""
    case.does("record", CASE, "decision.made", "3/2/2025")
    case.does("add", CASE, "decision")
    case.does("record", CASE, "decision.outcome", "review")
    case.does("add", CASE, "tor")
    case.does("record", CASE, "tor.method", "imr-and-chronology")
    for agency in ("greater-manchester-police", "pennine-care"):
        case.does("record", CASE, f"returns[{agency}].contribution", "imr")
    return case


def meetings(house: House) -> list[str]:
    return sorted(path for path in house.files() if path.startswith(f"{HOME}/meetings/"))


def test_it_is_written_in_one_commit_and_the_second_time_there_is_nothing_to_write(decided: House) -> None:
    """Three meetings are booked and two agencies have their date; said again, it changes nothing."""
    commits, codes = decided.git("rev-list", "--count", "HEAD"), decided.codes()
    said = decided.does("timetable", CASE, "--completion", END, "--write").out
    assert len(meetings(decided)) == 3
    assert int(decided.git("rev-list", "--count", "HEAD")) == int(commits) + 1
    assert sorted(decided.last_paths()) == sorted([*meetings(decided), f"{HOME}/returns.yaml"])
    assert decided.unsaved() == ""
    returns = decided.text(f"{HOME}/returns.yaml")
    due = {line.strip() for line in returns.splitlines() if line.strip().startswith("due: 2")}
    assert len(due) == 1 and returns.count(f"    {due.pop()}") == 2
    assert said.count("panel meeting, ") == 3 and "returns[pennine-care].imr.due: " in said
    assert decided.codes() <= codes
    files = decided.files()
    again = decided.does("timetable", CASE, "--completion", END, "--write").out
    assert "Nothing to write" in again and decided.files() == files


def test_what_is_written_is_what_was_shown(decided: House) -> None:
    """The meetings lie on the days that the proposal showed, the IMRs' date between the first two."""
    shown = json.loads(decided.does("timetable", CASE, "--completion", END, "--format", "json").out)
    decided.does("timetable", CASE, "--completion", END, "--write")
    days = [one["date"] for one in shown["lines"] if one["what"].startswith("meetings[")]
    assert meetings(decided) == [f"{HOME}/meetings/{day}-panel.md" for day in days]
    imr = next(one for one in shown["lines"] if one["what"] == "returns[].imr.due")
    assert imr["items"] == ["greater-manchester-police", "pennine-care"]
    assert days[0] < imr["date"] < days[1]
    after = json.loads(decided.does("timetable", CASE, "--completion", END, "--format", "json").out)
    assert [(one["what"], one["date"]) for one in after["lines"]] == [
        (one["what"], one["date"]) for one in shown["lines"]
    ]


def test_the_command_that_writes_is_for_what_was_shown(decided: House) -> None:
    """The day and the number of meetings that were asked for are in it, so that pasted it books the days shown."""
    said = " ".join(decided.does("timetable", CASE, "--completion", END, "--panels", "4").out.split())
    assert f"reviewctl timetable {CASE} --completion {END} --panels 4 --write" in said
    decided.does("timetable", CASE, "--completion", END, "--panels", "4", "--write")
    assert len(meetings(decided)) == 4


def test_dry_run_and_no_commit(decided: House) -> None:
    """--dry-run shows the difference and writes nothing; --no-commit writes and leaves the rest to you."""
    files = decided.files()
    said = decided.does("timetable", CASE, "--completion", END, "--write", "--dry-run").out
    assert "+status: planned" in said and "Nothing was written" in said and decided.files() == files
    decided.does("timetable", CASE, "--completion", END, "--write", "--no-commit")
    assert decided.unsaved() and len(meetings(decided)) == 3


def test_what_is_booked_and_agreed_stays(decided: House) -> None:
    """A meeting on the books and an agency's date are kept; only the others are written."""
    first = today() + timedelta(days=20)
    decided.does("meeting", "add", "panel", "--date", first.isoformat(), "--cases", CASE)
    agreed = (today() + timedelta(days=60)).isoformat()
    decided.does("record", CASE, "returns[pennine-care].imr.due", agreed)
    decided.does("timetable", CASE, "--completion", END, "--panels", "4", "--write")
    found = meetings(decided)
    assert len(found) == 4 and found[0] == f"{HOME}/meetings/{first}-panel.md"
    assert f"due: {agreed}" in decided.text(f"{HOME}/returns.yaml")


def test_a_cancelled_meeting_is_not_written_over(decided: House) -> None:
    """Where minutes of a cancelled meeting lie on the day that would fit, another day is proposed."""
    shown = json.loads(decided.does("timetable", CASE, "--completion", END, "--format", "json").out)
    day = next(one["date"] for one in shown["lines"] if one["what"] == "meetings[panel,3]")
    path = f"{HOME}/meetings/{day}-panel.md"
    decided.put(path, f"---\nkind: panel\ndate: {day}\nstatus: cancelled\n---\nMinutes.\n")
    decided.does("save")
    decided.does("timetable", CASE, "--completion", END, "--write")
    assert len(meetings(decided)) == 4 and "cancelled" in decided.text(path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--panels", "2"), "between 3 and 6 times"),
        (("--panels", "7"), "between 3 and 6 times"),
        (("--completion", "1/1/2020"), "no longer ahead"),
        (("--write", "--as-of", "2025-01-01"), "--write goes with none of"),
        (("--dry-run",), "go with --write"),
        ((), "no longer ahead"),
    ],
)
def test_what_cannot_be(decided: House, words: tuple[str, ...], said: str) -> None:
    """Each is refused with a sentence, and nothing is written."""
    assert said in decided.refuses("timetable", CASE, *words)


def test_without_room_nothing_is_written(decided: House) -> None:
    """Where there are too few working days, the whole is refused and it is said where to look."""
    soon = (today() + timedelta(days=4)).isoformat()
    assert "NO ROOM" in decided.does("timetable", CASE, "--completion", soon).out
    said = decided.refuses("timetable", CASE, "--completion", soon, "--write")
    assert "too few working days" in said and f"reviewctl timetable {CASE} --completion {soon}" in said


def test_no_extension_is_offered_to_a_day_before_the_one_in_force(decided: House) -> None:
    """A day that would do and is in time already is shown by a timetable, for an extension to it is refused."""
    later = (today() + timedelta(days=900)).isoformat()
    soon = (today() + timedelta(days=60)).isoformat()
    agreed = ("--reason", "more time", "--agreed-by", "independent-chair")
    decided.does("extend", CASE, "completion", "--to", later, *agreed)
    said = " ".join(decided.does("timetable", CASE, "--completion", soon).out.split())
    assert "short of the room" in said and "reviewctl extend" not in said
    day = re.search(r"It would do by .*?: reviewctl timetable \S+ --completion (\S+)", said)
    assert (
        day is not None
        and "short of the room" not in decided.does("timetable", CASE, "--completion", day[1]).out
    )
    assert "extend" not in decided.refuses("timetable", CASE, "--completion", "1/1/2020")


def test_a_review_that_is_not_decided_has_no_end(case: House) -> None:
    """Before the decision there is no day to count back from, and it is said how to see one all the same."""
    said = case.refuses("timetable", CASE)
    assert "has no date yet" in said and "--completion DATE" in said


def test_the_page(on: Command) -> None:
    """What stands and what is proposed, what is out of order, and by how much the time is short."""
    shown = on("timetable", "SAR-2025-004", *DAY)
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert any(line.startswith("held      Review panel 1") and "Mon 26 Jan" in line for line in lines)
    assert any(line.startswith("booked    Review panel 2") and "Thu 11 Jun" in line for line in lines)
    assert any(line.startswith("by        Report and learning") and "Wed 30 Sep" in line for line in lines)
    text = " ".join(shown.out.split())
    assert "On record the other way round: IMRs due (31 Jul) comes behind Review panel 2" in text
    assert "The time is 13 working days short of the room that is proposed" in text
    assert "reviewctl extend SAR-2025-004 completion --to 2026-10-19" in text
    assert "none a requirement" in text
    later = " ".join(on("timetable", "SAR-2025-004", "--completion", "18/12/2026", *DAY).out.split())
    assert "The date in force is Wednesday 30 September 2026. To move it: reviewctl extend" in later


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "json"])
def test_every_format(on: Command, form: str) -> None:
    """The lines are in every format."""
    shown = on("timetable", "SAR-2025-004", "--format", form, *DAY)
    assert shown.code == 0 and "Review panel 3: findings and report discussed" in shown.out


def test_a_method_without_a_panel_says_so(register: Path, on: Command) -> None:
    """A desktop review has no meetings to propose, and what remains is proposed."""
    terms = register / "cases/SAR-2025-003/terms-of-reference.md"
    lines = [
        line if not line.startswith("method:") else "method: desktop"
        for line in terms.read_text().split("\n")
    ]
    terms.write_text("\n".join(lines))
    (register / "cases/SAR-2025-003/meetings/2026-02-11-panel.md").unlink()
    shown = on("timetable", "SAR-2025-003", *DAY).out
    assert "works without a panel" in shown and "Review panel 1" not in shown
    assert "Screening panel quality-assures the report" in shown


def test_a_paused_review_has_no_end(register: Path, on: Command) -> None:
    """While it stands still no day of completion is in force."""
    log = register / "cases/SAR-2025-003/log.yaml"
    log.write_text("suspensions:\n  - {from: 2026-06-01, reason: the trial, ask_again: 2026-06-15}\n")
    done = on("timetable", "SAR-2025-003", *DAY)
    assert done.code == 2 and "stands still" in done.err and "reviewctl resume SAR-2025-003" in done.err


def test_a_review_that_is_reported_needs_none(register: Path, on: Command) -> None:
    """Once the report is available nothing is left to propose."""
    diary = register / "cases/SAR-2025-003/diary.yaml"
    diary.write_text(diary.read_text() + "\nreport:\n  available: 2026-06-01\n")
    done = on("timetable", "SAR-2025-003", *DAY)
    assert done.code == 2 and "is done since Monday 1 June 2026" in done.err


def test_a_review_that_stands_still_is_told_how_it_goes_on(decided: House) -> None:
    """The command in the hint is whole: `resume` asks for the day."""
    agreed = ("--reason", "x", "--agreed-by", "independent-chair", "--asked-by", "police")
    decided.does("suspend", CASE, "--from", "4/2/2025", *agreed)
    assert f"reviewctl resume {CASE} --on DATE" in decided.refuses("timetable", CASE)
