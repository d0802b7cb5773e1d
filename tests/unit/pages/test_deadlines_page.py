"""`deadlines`: what is marked, what is hidden, and the working of a date to the day."""

import json
from pathlib import Path

import pytest

from tests.unit.pages.conftest import DAY, Command

SINGLE = Path("cases") / "SAR-2026-001"


def rewrite(register: Path, name: str, text: str) -> None:
    """Put a text into a file of the case SAR-2026-001, as the only one beside case.yaml."""
    folder = register / SINGLE
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "case.yaml":
            path.unlink()
    (folder / name).write_text(text)


def test_the_working_names_every_day_that_did_not_count(on: Command, register: Path):
    """Easter, a weekend and the Board's own closed day, each with its reason; and how the sum was made."""
    rewrite(register, "diary.yaml", "referral: {received: 2025-12-18}\n")
    board = register / "board.yaml"
    assert "2025-12-29" in board.read_text()
    shown = " ".join(on("deadlines", "SAR-2026-001", "--working", "--as-of", "2025-12-20").out.split())
    assert (
        "counted from Thursday 18 December 2025 (day 0); 15 working days; so Wednesday 14 January 2026"
        in shown
    )
    assert "Saturdays and Sundays 20, 21, 27, 28 Dec; 3, 4, 10, 11 Jan 2026" in shown
    assert "Thu 25 Dec (Christmas Day), Fri 26 Dec (Boxing Day), Mon 29 Dec (offices closed)" in shown
    assert "Thu 1 Jan 26 (New Year's Day)" in shown


def test_a_date_that_rests_on_holidays_not_announced_is_provisional(on: Command, register: Path):
    """Marked in words for people and as a value for scripts, and only where working days are counted."""
    rewrite(register, "diary.yaml", "referral: {received: 2028-12-28}\n")
    shown = on("deadlines", "SAR-2026-001", "--as-of", "2028-12-29")
    assert "provisional: bank holidays after 2028 are not announced yet" in shown.out
    found = json.loads(on("deadlines", "SAR-2026-001", "--as-of", "2028-12-29", "--format", "json").out)
    marked = [one["step"] for one in found["deadlines"] if one["provisional"]]
    assert marked == ["screening-meeting"]


def test_what_has_not_begun_is_counted_and_shown_on_demand(on: Command):
    """The default is what somebody can act on; --all is everything, as JSON and csv always are."""
    short = on("deadlines", "SAR-2026-002", *DAY).out
    whole = on("deadlines", "SAR-2026-002", *DAY, "--all").out
    assert "not begun or not for this review: --all" in short
    assert "--all" not in whole
    assert len(whole.splitlines()) > 2 * len(short.splitlines())
    found = json.loads(on("deadlines", "SAR-2026-002", *DAY, "--format", "json").out)["deadlines"]
    assert {one["state"] for one in found} >= {"not-started", "running", "met"}
    rows = on("deadlines", "SAR-2026-002", *DAY, "--format", "csv").out.splitlines()
    assert len(rows) == len(found) + 1


def test_with_no_case_all_are_in_the_order_of_their_dates(on: Command):
    """What is due first stands first; a duty without a limit behind everything that has a date."""
    found = json.loads(on("deadlines", *DAY, "--format", "json").out)["deadlines"]
    days = [one["due"] or "9999" for one in found]
    assert days == sorted(days)
    assert len({one["case"] for one in found}) == 7
    assert {one["step"] for one in found if one["case"] is None} >= {"sar-list", "annual-report"}
    text = on("deadlines", *DAY).out
    marks = [line.split()[0] for line in text.splitlines() if " SAR-20" in line]
    assert marks[:3] == ["LATE", "LATE", "TODAY"] and set(marks[-3:]) <= {"OPEN", "paused"}
    assert "SAR-2023-001" not in text


@pytest.mark.parametrize(
    ("day", "mark", "far"),
    [
        ("2026-05-18", "open", "14 wd left"),
        ("2026-06-03", "SOON", "3 wd left"),
        ("2026-06-08", "TODAY", "today"),
        ("2026-06-09", "LATE", "1 wd over"),
        ("2026-06-13", "LATE", "4 wd over"),
    ],
)
def test_the_mark_says_how_pressing_it_is(on: Command, day: str, mark: str, far: str):
    """The screening meeting is due on Monday 8 June; the policy warns five working days before."""
    lines = on("deadlines", "SAR-2026-002", "--as-of", day).out.splitlines()
    (line,) = [line for line in lines if "Screening panel meets" in line]
    assert line.startswith(mark) and far in line


def test_a_lateness_shows_its_reason_or_asks_for_one(on: Command, register: Path):
    """A reason on record is shown with who agreed; without one, the command that records it."""
    shown = on("deadlines", "SAR-2025-004", *DAY).out
    assert "reason on record: police member away; agreed by Head of Safeguarding" in shown
    asked = shown.partition("no reason on record:")[2].lstrip()
    assert asked.startswith(
        'reviewctl late SAR-2025-004 "chronology[pennine-care]" --reason … --agreed-by ROLE\n'
    )
    log = register / "cases" / "SAR-2025-004" / "log.yaml"
    log.write_text(log.read_text().replace("    agreed_by: head-of-safeguarding\n", ""))
    again = " ".join(on("deadlines", "SAR-2025-004", *DAY).out.split())
    assert "police member away; who agreed is not recorded" in again


def test_an_extension_shows_what_it_moved(on: Command):
    """The old date, when it was moved, why and by whose leave."""
    shown = " ".join(on("deadlines", "SAR-2025-004", *DAY).out.split())
    assert "was Thu 18 Jun; moved on 2 Jun 2026: inquest of Adult D; agreed by Independent Chair" in shown


def test_a_day_that_is_not_known_is_said(on: Command, register: Path):
    """Not-known is an answer, and no lateness."""
    rewrite(
        register,
        "diary.yaml",
        "referral:\n  received: 2026-01-12\nscreening:\n  held: {on: not-known, note: lost}\n",
    )
    shown = on("deadlines", "SAR-2026-001", *DAY).out
    assert any(line.startswith("n/k") and "not known" in line for line in shown.splitlines())


def test_a_case_that_cannot_be_read_is_an_environment_fault(on: Command, register: Path):
    """Exit 3 and the way to what is wrong, where one case was asked for; all others are shown without it."""
    (register / SINGLE / "case.yaml").write_text("id: [\n")
    shown = on("deadlines", "SAR-2026-001", *DAY)
    assert (shown.code, shown.out) == (3, "")
    assert "reviewctl validate SAR-2026-001" in shown.err
    assert on("deadlines", *DAY).code == 0
