"""`calendar`: what a calendar is given, read back by a library and by a plain reader of lines."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.commands import House
from tests.unit.pages.conftest import Command, on, register

__all__ = ["on", "register"]

CASE = "SAR-2025-001"
DAY = ("--as-of", "2026-06-08")
REQUIRED = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"}


def plainly(text: str) -> list[dict[str, str]]:
    """Read the events of a calendar line by line, as RFC 5545 says, checking the form on the way."""
    raw = text.encode("utf-8")
    assert raw.endswith(b"\r\n") and b"\r" not in raw.replace(b"\r\n", b"") and b"\n\n" not in raw
    lines = raw[:-2].split(b"\r\n")
    assert all(b"\n" not in line and len(line) <= 75 for line in lines)
    assert all(line.decode("utf-8") for line in lines), "no character is cut in two, and no line is empty"
    whole = text[:-2].replace("\r\n ", "").split("\r\n")
    assert whole[0] == "BEGIN:VCALENDAR" and whole[-1] == "END:VCALENDAR"
    events: list[dict[str, str]] = []
    for line in whole[1:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line != "END:VEVENT":
            assert name.partition(";")[0] not in {key.partition(";")[0] for key in events[-1]}, "said twice"
            events[-1][name] = value
    assert all({key.partition(";")[0] for key in event} >= REQUIRED for event in events)
    return events


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def by_summary(text: str) -> dict[str, dict[str, str]]:
    return {unescaped(event["SUMMARY"]): event for event in plainly(text)}


def test_a_library_and_a_plain_reader_find_the_same(on: Command) -> None:
    """Each event is a whole day, ends on the next, takes no time, and says what is due by which paragraph."""
    text = on("calendar", *DAY).out
    events = by_summary(text)
    library = {str(one["SUMMARY"]): one for one in Calendar.from_ical(text).walk("VEVENT")}
    assert library.keys() == events.keys() and len(events) > 5
    for summary, event in events.items():
        start = date.fromisoformat(event["DTSTART;VALUE=DATE"])
        assert library[summary].start == start
        assert library[summary].end == start + timedelta(days=1)
        assert str(library[summary]["DESCRIPTION"]) == unescaped(event["DESCRIPTION"])
        assert event["TRANSP"] == "TRANSPARENT" and event["DTSTAMP"] == "20260608T000000Z"
    due = events["SAR-2026-001: Recommendation to the Independent Chair (due)"]
    assert due["DTSTART;VALUE=DATE"] == "20260529"
    assert "5 working days from concluded (21 May 2026)" in unescaped(due["DESCRIPTION"])
    assert "Source: P§11" in unescaped(due["DESCRIPTION"])
    booked = events["SAR-2025-004: Review panel, meeting 2 (booked)"]
    assert booked["DTSTART;VALUE=DATE"] == "20260611"


def test_two_exports_of_the_same_state_are_the_same(on: Command) -> None:
    """Nothing of the clock or of chance is in an export."""
    assert on("calendar", *DAY).out == on("calendar", *DAY).out
    other_day = on("calendar", "--as-of", "2026-06-09").out
    assert [one["UID"] for one in plainly(other_day)] == [
        one["UID"] for one in plainly(on("calendar", *DAY).out)
    ]


def test_a_file_holds_the_same_bytes(on: Command, tmp_path: Path) -> None:
    """-o writes what the screen would show, with its line ends."""
    done = on("calendar", *DAY, "-o", str(tmp_path / "reviews.ics"))
    events = (tmp_path / "reviews.ics").read_bytes().count(b"BEGIN:VEVENT")
    assert events > 1 and f"reviews.ics: {events} dates still to be met" in done.out
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "reviews.ics").read_bytes() == on("calendar", *DAY).out.encode("utf-8")


def test_a_changed_date_is_an_update_of_the_same_event(register: Path, on: Command) -> None:
    """A meeting that is moved and an IMR given another date keep their UIDs, and a later SEQUENCE tells."""
    before = by_summary(on("calendar", *DAY).out)
    meeting, imr = "SAR-2025-004: Review panel, meeting 2 (booked)", "SAR-2025-004: IMR: Pennine Care (due)"
    returns = register / "cases/SAR-2025-004/returns.yaml"
    returns.write_text(returns.read_text().replace("2026-05-22", "2026-06-26"))
    minutes = register / "cases/SAR-2025-004/meetings/2026-06-11-panel.md"
    moved = minutes.with_name("2026-07-02-panel.md")
    moved.write_text(minutes.read_text().replace("2026-06-11", "2026-07-02"))
    minutes.unlink()
    after = by_summary(on("calendar", "--as-of", "2026-06-09").out)
    for summary, day in ((meeting, "20260702"), (imr, "20260626")):
        assert after[summary]["UID"] == before[summary]["UID"]
        assert after[summary]["DTSTART;VALUE=DATE"] == day != before[summary]["DTSTART;VALUE=DATE"]
        assert int(after[summary]["SEQUENCE"]) > int(before[summary]["SEQUENCE"])


def test_an_extension_is_told_the_same_day(register: Path, on: Command) -> None:
    """What is recorded after an export raises the SEQUENCE of a second one on the same day."""
    before = by_summary(on("calendar", *DAY).out)
    log = register / "cases/SAR-2025-003/log.yaml"
    log.write_text("extensions:\n  - {step: completion, to: 2026-12-18, reason: trial, on: 2026-06-08}\n")
    after = by_summary(on("calendar", *DAY).out)
    summary = "SAR-2025-003: Report and learning available (due)"
    assert after[summary]["UID"] == before[summary]["UID"]
    assert after[summary]["DTSTART;VALUE=DATE"] == "20261218"
    assert int(after[summary]["SEQUENCE"]) > int(before[summary]["SEQUENCE"])
    assert "It was 22 Jun 2026." in unescaped(after[summary]["DESCRIPTION"])


def test_what_is_done_is_left_out(register: Path, on: Command) -> None:
    """A subscriber's calendar drops what is no longer in the file: no cancelled event is left to be seen."""
    returns = register / "cases/SAR-2025-004/returns.yaml"
    text = returns.read_text()
    assert "SAR-2025-004: IMR: Pennine Care (due)" in by_summary(on("calendar", *DAY).out)
    place = text.index("due: 2026-05-22")
    returns.write_text(f"{text[:place]}submitted: 2026-06-05\n    {text[place:]}")
    shown = on("calendar", *DAY).out
    assert "SAR-2025-004: IMR: Pennine Care (due)" not in by_summary(shown)
    assert "STATUS" not in shown


def test_a_pause_brings_the_day_to_ask_again(register: Path, on: Command) -> None:
    """While a review stands still its due dates are gone and the day to ask again is there."""
    log = register / "cases/SAR-2025-003/log.yaml"
    log.write_text("suspensions:\n  - {from: 2026-06-01, reason: the trial, ask_again: 2026-06-15}\n")
    events = by_summary(on("calendar", "SAR-2025-003", *DAY).out)
    asked = events["SAR-2025-003: Ask whether it must still wait"]
    assert asked["DTSTART;VALUE=DATE"] == "20260615"
    assert "SAR-2025-003: Report and learning available (due)" not in events
    log.write_text(log.read_text().replace("ask_again", "until: 2026-06-05, ask_again"))
    assert "SAR-2025-003: Ask whether it must still wait" not in by_summary(
        on("calendar", "SAR-2025-003", *DAY).out
    )


def test_a_planned_day_is_in_it(register: Path, on: Command) -> None:
    """A day planned for the publication is a date of its own, for the step has no limit."""
    diary = register / "cases/SAR-2024-005/diary.yaml"
    diary.write_text(diary.read_text() + "\npublication:\n  date: {planned: 2026-09-01}\n")
    events = by_summary(on("calendar", "SAR-2024-005", *DAY).out)
    assert [event["DTSTART;VALUE=DATE"] for name, event in events.items() if name.endswith("(planned)")] == [
        "20260901"
    ]


def test_no_event_says_whom_a_review_is_about(register: Path, on: Command) -> None:
    """No name, pseudonym, reason or note comes into a calendar, and no identifier can be read back into one."""
    for path in register.rglob("case.yaml"):
        path.write_text(re.sub(r"pseudonym: .*", "pseudonym: Xyzzy", path.read_text()))
    log = register / "cases/SAR-2025-004/log.yaml"
    log.write_text(re.sub(r"reason: .*", "reason: Xyzzy", log.read_text()))
    board = register / "board.yaml"
    board.write_text(
        re.sub(
            r"(people:(?:\n .*)*)", lambda one: one[1].replace("name: ", "name: Xyzzy "), board.read_text()
        )
    )
    shown = on("calendar", *DAY).out
    assert "xyzzy" not in shown.lower() and "IMR: Pennine Care" in shown
    assert all(re.fullmatch(r"[0-9a-f-]{36}@reviewctl", one["UID"]) for one in plainly(shown))


BEFORE_BOARDS_HAD_ONE = {
    "SAR-2026-001: Recommendation to the Independent Chair (due)": "43150630-76e8-582f-b58a-3e34f9628c25@reviewctl",
    "SAR-2025-004: Review panel, meeting 2 (booked)": "d2611e9f-0abd-52e1-8f7b-b7e94a407ac1@reviewctl",
}
"""What these two events were called before a register could hold an identity for its calendar."""


def uids(text: str) -> dict[str, str]:
    """Return the identifier of each event of a calendar, by its summary."""
    return {summary: event["UID"] for summary, event in by_summary(text).items()}


def test_what_was_given_out_before_keeps_its_identifiers(on: Command) -> None:
    """A register without an identity of its own was begun before there were any: no event of it comes twice."""
    found = uids(on("calendar", *DAY).out)
    assert {name: found[name] for name in BEFORE_BOARDS_HAD_ONE} == BEFORE_BOARDS_HAD_ONE


def test_two_boards_with_the_same_case_share_a_calendar(register: Path, on: Command) -> None:
    """Each has its own word in board.yaml, and no event of one is an event of the other, nor of a third without."""
    third, board = uids(on("calendar", *DAY).out), register / "board.yaml"
    text = board.read_text()
    assert "identity" not in text
    found = []
    for word in ("anyshire", "othershire"):
        board.write_text(text.replace("calendar:\n", f"calendar:\n  identity: {word}\n"))
        found.append(uids(on("calendar", *DAY).out))
    first, second = found
    assert first.keys() == second.keys() == third.keys()
    assert len({*first.values(), *second.values(), *third.values()}) == 3 * len(first)


def test_a_board_that_changes_its_name_keeps_its_events(house: House) -> None:
    """`init` writes the word once, from the name that the Board has then; afterwards the name means nothing."""
    house.does("new", "sar", "--received", "2026-06-01")
    board = house.root / "board.yaml"
    before = uids(house.does("calendar", *DAY).out)
    assert before and re.search(r"(?m)^  identity: [a-z0-9-]+$", board.read_text())
    board.write_text(re.sub(r"(?m)^board: .*$", "board: Another Name", board.read_text()))
    assert uids(house.does("calendar", *DAY).out) == before


def test_only_what_concerns_a_role_or_an_agency(on: Command) -> None:
    """--for takes a role, or an agency by any of its names; a booked meeting concerns who is invited."""
    theirs = by_summary(on("calendar", "--for", "pennine care", *DAY).out)
    assert "SAR-2025-004: IMR: Pennine Care (due)" in theirs
    assert not any("GMP" in name or "Recommendation" in name for name in theirs)
    chair = by_summary(on("calendar", "--for", "chair-author", *DAY).out)
    assert "SAR-2025-004: Review panel, meeting 2 (booked)" in chair
    assert "SAR-2025-003: Report and learning available (due)" in chair
    wrong = on("calendar", "--for", "chair-auther", *DAY)
    assert wrong.code == 2 and "did you mean chair-author?" in wrong.err and "Agencies:" in wrong.err


@pytest.mark.parametrize("form", ["text", "markdown", "csv"])
def test_the_same_dates_as_a_list(on: Command, form: str) -> None:
    """The other formats list what the calendar holds."""
    shown = on("calendar", "--format", form, *DAY).out
    assert "IMR: Pennine Care" in shown and "SAR-2026-001" in shown


def test_as_json(on: Command) -> None:
    """JSON has each date with the identifier and the sequence of its event."""
    shown = json.loads(on("calendar", "--format", "json", *DAY).out)
    assert shown["schema"] == "reviewctl/calendar/1"
    assert {one["uid"] for one in shown["dates"]} == {one["UID"] for one in plainly(on("calendar", *DAY).out)}


def test_a_file_with_a_fault_is_said(register: Path, on: Command) -> None:
    """Where dates may be missing, the second stream says so, and the calendar is still one."""
    (register / "cases/SAR-2026-001/diary.yaml").write_text("referral: [\n")
    done = on("calendar", *DAY)
    assert done.code == 0 and plainly(done.out) and "dates may be missing" in done.err


def test_a_board_name_of_several_lines_breaks_nothing(register: Path, on: Command) -> None:
    """Commas, semicolons, backslashes and new lines are escaped, in the calendar's own name too."""
    board = register / "board.yaml"
    board.write_text(re.sub(r"(?m)^board: .*$", r'board: "A, b; c\\\\d\\ne"', board.read_text()))
    shown = on("calendar", *DAY).out
    assert plainly(shown)
    assert "X-WR-CALNAME:A\\, b\\; c\\\\d\\ne\r\n" in shown


def test_nothing_to_be_met_is_a_calendar_without_events(house: House) -> None:
    """An empty register is an empty calendar, which clears a subscriber's."""
    shown = house.does("calendar").out
    assert plainly(shown) == []
    assert "no date to be met" in house.does("calendar", "--format", "text").out


def test_the_register_has_dates_of_its_own(house: House) -> None:
    """A complaint is to be answered in 28 days: a date of the Board's, with all or by the word board."""
    house.put("complaints.yaml", "complaint-1:\n  received: 2026-06-01\n")
    events = by_summary(house.does("calendar", "board", *DAY).out)
    assert [event["DTSTART;VALUE=DATE"] for name, event in events.items() if "complaint-1" in name] == [
        "20260629"
    ]
    assert all(name.startswith("Board: ") for name in events)
    assert by_summary(house.does("calendar", *DAY).out) == events


def test_a_calendar_is_not_written_into_the_register(case: House) -> None:
    """There it would be a file without a place, and would keep `save` from saving."""
    said = case.refuses("calendar", "-o", str(case.root / "reviews.ics"))
    assert "inside the register" in said and "-o ../reviews.ics" in said


def test_a_register_meeting_is_a_date_of_the_cases_it_takes(case: House) -> None:
    """One event for each case that it takes, and none of the Board's; one that takes none is the Board's own."""
    case.does("meeting", "add", "screening", "--date", "3/3/2099", "--cases", CASE)
    found = [name for name in by_summary(case.does("calendar").out) if name.endswith("(booked)")]
    assert found == [f"{CASE}: Screening panel, meeting 1 (booked)"]
    case.put(
        "meetings/2099-03-04-board.md", "---\nkind: board\ndate: 2099-03-04\nstatus: planned\n---\nAgenda.\n"
    )
    found = [name for name in by_summary(case.does("calendar").out) if name.endswith("(booked)")]
    assert found[0] == f"{CASE}: Screening panel, meeting 1 (booked)"
    assert len(found) == 2 and found[1].startswith("Board: ") and "meeting 1" in found[1]
