"""`status` on records that are damaged, empty, another body's, or not saved."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from reviewctl.model.finding import ReviewctlError
from reviewctl.render.formats import render
from reviewctl.render.pages.case_status import CaseStatus, DueLine
from reviewctl.render.pages.status import Setting, counted_words, page
from tests.unit.pages.conftest import DAY, Command, reviewctl

KEYS = ["id", "type", "subjects", "stage", "owner", "overdue", "next", "deadlines", "lead", "cover"]
DEADLINE_KEYS = [
    "case", "step", "title", "item", "who", "anchor", "anchor_date", "allowance", "due", "original_due",
    "done_on", "state", "days", "unit", "strength", "owner", "citations", "verified", "provisional", "skipped",
    "extensions", "reason", "waiting", "waiting_for", "anchor_planned", "suspensions", "in_hand", "ask_again",
]  # fmt: skip


def test_the_json_has_the_keys_of_the_contract_in_their_order(on: Command):
    """A script finds every key where interface.md §3 says it is."""
    shown = json.loads(on("status", *DAY, "--format", "json").out)
    assert list(shown) == ["schema", "as_of", "board", "cases"]
    assert (shown["schema"], shown["as_of"]) == ("reviewctl/status/1", "2026-06-08")
    assert [list(case) for case in shown["cases"]] == [KEYS] * 6
    assert {tuple(one) for case in shown["cases"] for one in case["deadlines"]} == {tuple(DEADLINE_KEYS)}
    late = {case["id"]: case["overdue"] for case in shown["cases"] if case["overdue"]}
    assert late == {"SAR-2025-004": ["imr[pennine-care]"], "SAR-2026-001": ["recommendation"]}
    following = {case["id"]: case["next"]["step"] for case in shown["cases"] if case["next"]}
    assert following["SAR-2025-003"] == "completion"


def test_the_skipped_days_are_all_there(on: Command):
    """Between anchor and due date every day that is no working day is named, weekends included."""
    shown = json.loads(on("deadlines", "SAR-2026-001", *DAY, "--format", "json").out)["deadlines"]
    (one,) = [one for one in shown if one["step"] == "recommendation"]
    assert one["days"] == -6
    assert one["skipped"] == [
        {"date": "2026-05-23", "why": "Saturday"},
        {"date": "2026-05-24", "why": "Sunday"},
        {"date": "2026-05-25", "why": "Spring bank holiday"},
    ]
    months = [one for one in shown if one["allowance"] == "6 months"]
    assert months and all(one["skipped"] == [] for one in months)


def test_a_case_that_cannot_be_read_is_listed_and_the_others_still_shown(on: Command, register: Path):
    """One broken file does not hide a register."""
    (register / "cases" / "SAR-2026-001" / "case.yaml").write_text("id: [\n")
    shown = on("status", *DAY)
    assert shown.code == 0
    assert "1 cannot be read" in " ".join(shown.out.split())
    assert "UNREAD  SAR-2026-001" in shown.out
    assert "SAR-2025-004" in shown.out
    whole = json.loads(on("status", *DAY, "--format", "json").out)["cases"]
    assert [case["type"] for case in whole if case["id"] == "SAR-2026-001"] == [None]


def test_a_file_that_cannot_be_read_is_named_where_its_dates_are_missing(on: Command, register: Path):
    """A diary that cannot be read must not look like a review in which nothing has happened."""
    (register / "cases" / "SAR-2026-001" / "diary.yaml").write_text("referral:\n\treceived: 2026-04-30\n")
    shown = on("status", "SAR-2026-001", *DAY)
    assert "diary.yaml cannot be read: reviewctl validate" in " ".join(shown.out.split())
    assert "Reading found" in shown.out and "dates may be missing" in shown.out


def test_the_name_of_a_folder_that_is_no_case_is_not_shown(on: Command, register: Path):
    """A folder may bear a person's name."""
    (register / "cases" / "Jane Doe").mkdir()
    shown = on("status", *DAY)
    assert "Jane" not in shown.out
    assert "Reading found 1 fault in the register itself" in shown.out


def test_exit_code_only_where_it_is_asked_for(on: Command, register: Path):
    """`status` itself is never a failure; with --exit-code something overdue is."""
    assert on("status", *DAY).code == 0
    assert on("status", *DAY, "--exit-code").code == 1
    assert on("status", "SAR-2025-003", *DAY, "--exit-code").code == 0


def test_closed_reviews_are_counted_and_listed_when_named(on: Command):
    """What is over does not fill the table."""
    assert "SAR-2023-001" not in on("status", *DAY).out
    assert "DONE  SAR-2023-001" in on("status", "SAR-2023-001", *DAY).out


@pytest.mark.parametrize(
    ("time", "ids"),
    [
        ("0d", {"SAR-2026-001", "SAR-2025-004", "SAR-2026-002"}),
        ("13 days", {"SAR-2026-001", "SAR-2025-004", "SAR-2026-002"}),
        ("2w", {"SAR-2026-001", "SAR-2025-004", "SAR-2026-002", "SAR-2025-003"}),
        ("10wd", {"SAR-2026-001", "SAR-2025-004", "SAR-2026-002", "SAR-2025-003"}),
    ],
)
def test_due_within_reaches_so_far(on: Command, time: str, ids: set[str]):
    """Everything due by then, and what is overdue: 22 June is 14 days and ten working days ahead."""
    shown = json.loads(on("status", *DAY, "--due-within", time, "--format", "json").out)
    assert {case["id"] for case in shown["cases"]} == ids


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--due-within", "soon"), "'--due-within': Write 10d (days)"),
        (("--type", "srr"), "Did you mean sar"),
        (("--stage", "draughting"), "Did you mean drafting"),
    ],
)
def test_words_that_mean_nothing_are_refused(on: Command, arguments: tuple[str, ...], says: str):
    """Exit 2, and what could have been meant."""
    shown = on("status", *DAY, *arguments)
    assert (shown.code, shown.out) == (2, "")
    assert says in shown.err


def test_filters_by_type_and_stage(on: Command):
    """Only what was asked for is listed and counted."""
    assert len(json.loads(on("status", *DAY, "--type", "SAR", "--format", "json").out)["cases"]) == 6
    at = json.loads(on("status", *DAY, "--stage", "evidence", "--format", "json").out)["cases"]
    assert [case["id"] for case in at] == ["SAR-2025-004"]


def test_whether_work_is_saved_is_said(on: Command, register: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing without git; with it, whether something is still to be saved."""
    assert "aved" not in on("status", *DAY).out
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git = ["git", "-C", str(register), "-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    assert "NOT SAVED" in on("status", *DAY).out
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "all"], check=True)
    assert "Work is saved." in on("status", *DAY).out
    (register / "cases" / "SAR-2026-001" / "diary.yaml").write_text("referral: {received: 2026-04-30}\n")
    assert "NOT SAVED: 1 file has changed" in on("status", *DAY).out


def test_git_that_must_not_be_used_does_not_stop_reading(on: Command, register: Path):
    """A repository that is not safe is a matter for doctor; the table is still shown."""
    subprocess.run(["git", "-C", str(register), "init", "-q", "-b", "main"], check=True)
    subprocess.run(["git", "-C", str(register), "config", "core.fsmonitor", "/bin/false"], check=True)
    shown = on("status", *DAY)
    assert shown.code == 0
    assert "could not be seen: reviewctl doctor" in shown.out


def test_an_empty_register_says_how_to_begin(on: Command, register: Path):
    """Not an empty table."""
    shutil.rmtree(register / "cases")
    assert "Open one: reviewctl new sar" in on("status", *DAY).out


def test_many_reviews_come_in_order_from_several_processes(on: Command, register: Path):
    """Above a few dozen folders the work is shared; nothing is lost on the way, in any format."""
    for number in range(100, 150):
        folder = register / "cases" / f"SAR-2026-{number}"
        shutil.copytree(register / "cases" / "SAR-2026-002", folder)
        head = folder / "case.yaml"
        head.write_text(head.read_text().replace("id: SAR-2026-002", f"id: SAR-2026-{number}"))
    shown = json.loads(on("status", *DAY, "--format", "json").out)["cases"]
    assert [case["id"] for case in shown] == sorted(case["id"] for case in shown)
    assert len(shown) == 56
    assert "55 reviews open" in on("status", *DAY).out
    assert len(json.loads(on("deadlines", *DAY, "--format", "json").out)["deadlines"]) > 55 * 50


def line(**changed: object) -> DueLine:
    values = {
        "key": "recommendation", "what": "Recommendation", "whose": "ours", "due": None, "days": None,
        "unit": "days", "waiting": 90, "overdue": False, **changed,
    }  # fmt: skip
    return DueLine(**values)


def text_of(*rows: CaseStatus) -> str:
    from datetime import date

    return render(page(rows, Setting(board="Board", as_of=date(2026, 6, 8))), "text")


def test_another_bodys_review_asks_nothing_of_us():
    """A review that the Community Safety Partnership leads is shown, and is never a breach here."""
    shown = text_of(
        CaseStatus(id="DHR-2026-001", type="dhr", who="Adult G", stage_title="led by the CSP", owner="external",
                   mark="THEIRS")
    )  # fmt: skip
    assert "THEIRS" in shown and "nothing for us to do" in shown


def test_what_is_overdue_beyond_three_things_is_counted():
    """A review in trouble takes four lines and not forty."""
    from datetime import date

    late = tuple(line(due=date(2026, 5, day), days=-day, waiting=None, overdue=True) for day in (1, 2, 3))
    shown = text_of(
        CaseStatus(id="SAR-2026-001", type="sar", mark="LATE", lines=(*late, line()), more=4, overdue=("a",))
    )
    assert shown.index("and 4 more: reviewctl deadlines") < shown.index("90 d wait")


def test_the_convention_names_the_calendar_and_how_it_is_counted():
    """What a working day is, is said under every table that counts in them."""
    assert "England and Wales" in counted_words("england-and-wales", "day-after", 0)
    assert "2 closed days of the Board" in counted_words("united-kingdom", "same-day", 2)
    assert "day 1" in counted_words("united-kingdom", "same-day", 2)


def test_outside_any_register_it_says_so(tmp_path: Path):
    """Exit 3, and how to make one."""
    shown = reviewctl("-C", str(tmp_path), "status")
    assert shown.code == 3
    assert "reviewctl init" in shown.err
    assert ReviewctlError.exit_code == 2


def test_alone_it_is_the_monday_screen(on: Command):
    """`reviewctl` without a command shows the table as of today, and under it what to do first."""
    shown = on()
    assert shown.code == 0
    table, _, first = shown.out.partition("\nWhat to do first\n")
    assert table.splitlines()[:-1] == on("status").out.splitlines()[: len(table.splitlines()) - 1]
    assert "OVERDUE" in first
    assert "Stockport Safeguarding Adults Board" in shown.out


def test_standing_in_a_case_shows_that_case(register: Path):
    """No CASE means the one you stand in."""
    shown = reviewctl("-C", str(register / "cases" / "SAR-2025-003" / "meetings"), "status", *DAY)
    assert "SAR-2025-003" in shown.out and "SAR-2026-001" not in shown.out


def test_into_a_file_for_excel(on: Command, tmp_path: Path):
    """-o writes there, in csv with the mark by which Excel knows the letters, and shows nothing."""
    shown = on("status", *DAY, "--format", "csv", "-o", str(tmp_path / "out.csv"))
    assert (shown.code, shown.out) == (0, "")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfmark,id,")


def test_a_closed_review_that_still_owes_is_not_counted_open(on: Command, register: Path):
    """It stays in the table for what it owes, and above it stands that it is closed."""
    assert "5 reviews open" in on("status", *DAY).out and "still owe" not in on("status", *DAY).out
    family = register / "cases" / "SAR-2023-001" / "family.yaml"
    family.write_text("sister:\n  relationship: sister\n  subject: adult-z\n  added_on: 2023-05-02\n")
    shown = " ".join(on("status", *DAY).out.split())
    assert "5 reviews open" in shown and "· 1 closed, still owes" in shown
    assert "SAR-2023-001 Adult Z closed" in shown


def test_a_pause_by_which_nothing_stands_still_yet_is_asked_about(on: Command, register: Path):
    """The police may ask that nobody is interviewed before an interview is owed."""
    log = register / "cases" / "SAR-2026-002" / "log.yaml"
    log.write_text(
        "suspensions:\n  - {steps: [interviews], from: 2026-06-01, reason: the police, asked_by: gmp,"
        " agreed_by: chair, ask_again: 2026-06-12}\n"
    )
    row = " ".join(on("status", "SAR-2026-002", *DAY).out.split())
    assert "again Fri 12 Jun" in row or "again 12 Jun" in row
    ended = log.read_text().replace("ask_again", "until: 2026-06-05, ask_again")
    log.write_text(ended)
    assert "again" not in on("status", "SAR-2026-002", *DAY).out
