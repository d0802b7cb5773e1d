"""`process`: what runs beside a review, and what waits for it with its clocks stopped."""

import json
from typing import Any

import pytest

from tests.beside import CASE, change, codes_of, part
from tests.commands import House


def line(house: House, key: str = "police-1", *words: str) -> dict[str, Any]:
    """Return how a process stands, as `process list` has it."""
    found = json.loads(house.does("process", "list", CASE, "--format", "json", *words).out)["processes"]
    return next(one for one in found if one["process"] == key)


def deadline(house: House, key: str) -> dict[str, Any]:
    """Return a step of the review by its key."""
    found = json.loads(house.does("deadlines", CASE, "--all", "--format", "json").out)["deadlines"]
    return next(one for one in found if f"{one['step']}[{one['item']}]" == key or one["step"] == key)


def agenda(house: House) -> dict[str, list[dict[str, Any]]]:
    """Return what is to be done and what is waited for."""
    found: dict[str, list[dict[str, Any]]] = json.loads(house.does("next", CASE, "--format", "json").out)
    return found


def test_a_check_adds_its_day_and_what_was_said(house: House) -> None:
    """The earlier days stay; nothing of what was said is in the message."""
    done = house.does("process", "check", CASE, "police-1", "--status", "charged", "--on", "1/6/2026")
    assert "police-1 asked about, Monday 1 June 2026" in done.out
    assert "checked_on: [2026-02-25, 2026-05-12, 2026-06-01]" in part(house, "processes.yaml")
    assert (line(house)["status"], line(house)["checked_on"], line(house)["silent"]) == (
        "charged",
        "2026-06-01",
        7,
    )
    assert house.last_message() == f"{CASE}: process check police-1"
    assert house.last_paths() == [f"cases/{CASE}/processes.yaml"]


def test_to_ask_twice_on_a_day_is_once(house: House) -> None:
    """The day stands there once, and a first day stands alone."""
    for _ in range(2):
        house.does("process", "check", CASE, "inquest", "--on", "1/6/2026", "--status", "opened")
    assert "checked_on:\n    - 2026-05-28\n    - 2026-06-01\n" in part(house, "processes.yaml")


def test_a_new_process_is_made_by_its_kind(house: House) -> None:
    """Without it, the ones that are there are named; a slip of the pen is told; another body is no slip."""
    assert "There is: inquest, police-1" in house.refuses(
        "process", "check", CASE, "nhs-1", "--status", "begun"
    )
    assert "did you mean coroner?" in house.refuses("process", "check", CASE, "x-1", "--kind", "corone")
    house.does("process", "check", CASE, "watchdog-1", "--kind", "iopc", "--contact", "lead investigator")
    assert (line(house, "watchdog-1")["kind"], line(house, "watchdog-1")["checked_on"]) == (
        "iopc",
        "2026-06-08",
    )
    assert codes_of(house, "STR", "FIL", "PAR") == {"PAR002"}


def test_a_hold_on_interviews_stops_their_clocks_and_no_others(house: House) -> None:
    """No line in log.yaml: the hold is the one place where it stands."""
    house.does("record", CASE, "returns[pennine-care].imr.presented", "")
    assert deadline(house, "imr-presented[pennine-care]")["state"] == "running"
    done = house.does(
        "process",
        "hold",
        CASE,
        "police-1",
        "--what",
        "interviews",
        "--from",
        "8/6/2026",
        "--ask-again",
        "6/7/2026",
    )
    assert "stands still: IMR presented to the panel (pennine-care)" in done.out
    assert deadline(house, "imr-presented[pennine-care]")["state"] == "suspended"
    assert deadline(house, "completion")["state"] == "running"
    (pause,) = deadline(house, "imr-presented[pennine-care]")["suspensions"]
    assert (pause["process"], pause["ask_again"]) == ("police-1", "2026-07-06")
    assert pause["asked_by"] == "Senior Investigating Officer"
    assert "suspensions" not in part(house, "log.yaml")
    held = [one for one in agenda(house)["waiting"] if one["sort"] == "hold"]
    assert {one["until"] for one in held} == {"2026-06-15", "2026-07-06"}
    assert not [one for one in agenda(house)["waiting"] if one["sort"] == "paused"]


def test_a_date_moves_by_the_days_that_the_whole_review_waited(house: House) -> None:
    """As long as it waits there is no date; a release gives it back with what it had in hand."""
    before = deadline(house, "completion")["due"]
    house.does(
        "process",
        "hold",
        CASE,
        "police-1",
        "--what",
        "the review",
        "--from",
        "1/6/2026",
        "--ask-again",
        "1/7/2026",
    )
    assert (deadline(house, "completion")["due"], deadline(house, "completion")["state"]) == (
        None,
        "suspended",
    )
    assert deadline(house, "sio-contact[police-1]")["state"] == "met"
    done = house.does("process", "release", CASE, "police-1", "--what", "review", "--on", "8/6/2026")
    assert "runs again: Report and learning available, due Sunday 16 August 2026" in done.out
    assert (before, deadline(house, "completion")["due"]) == ("2026-08-09", "2026-08-16")
    assert "to: 2026-06-07" in part(house, "processes.yaml")
    assert codes_of(house, "PAR", "TIM") == set()


def test_to_ask_how_others_stand_goes_on_while_the_review_waits(house: House) -> None:
    """The whole review stands still, and its processes do not."""
    house.does("process", "check", CASE, "nhs-1", "--kind", "nhs", "--status", "begun")
    change(house, "processes.yaml", "checked_on: 2026-06-08", "checked_on:")
    house.does(
        "process",
        "hold",
        CASE,
        "police-1",
        "--what",
        "review",
        "--from",
        "1/6/2026",
        "--ask-again",
        "1/7/2026",
    )
    assert deadline(house, "process-checked[nhs-1]")["state"] == "running"


def test_a_hold_in_other_words_is_kept_and_stops_nothing(house: House) -> None:
    """The base case has one; that no clock stands still is said aloud."""
    done = house.does("process", "hold", CASE, "inquest", "--what", "statements", "--from", "1/6/2026")
    assert "No clock stands still by it" in done.out and "No day is set" in done.out
    assert not [one for one in agenda(house)["waiting"] if one["sort"] == "paused"]
    assert codes_of(house, "PAR") == {"PAR004"}


def test_what_was_to_wait_until_a_later_day_can_be_released_before(house: House) -> None:
    """A hold whose last day is still to come lasts, and is over when somebody says so."""
    change(house, "processes.yaml", "ask_again: 2026-06-15", "to: 2026-07-31")
    assert line(house)["holds"][0]["state"] == "lasts"
    house.does("process", "release", CASE, "police-1", "--on", "4/6/2026")
    assert line(house)["holds"][0]["to"] == "2026-06-03"
    assert "Nothing waits for police-1" in house.refuses("process", "release", CASE, "police-1")


def test_nothing_waits_twice_for_one_process(house: House) -> None:
    """Neither by a second hold nor by a suspension on top of it; and it is released, not resumed."""
    house.does(
        "process",
        "hold",
        CASE,
        "police-1",
        "--what",
        "interviews",
        "--from",
        "1/6/2026",
        "--ask-again",
        "6/7/2026",
    )
    assert "waits for police-1 already since Monday 1 June 2026" in house.refuses(
        "process", "hold", CASE, "police-1", "--what", "Interviews", "--from", "8/6/2026"
    )
    house.does("record", CASE, "returns[pennine-care].imr.presented", "")
    agreed = ("--reason", "trial", "--asked-by", "police", "--agreed-by", "independent-chair")
    said = house.refuses("suspend", CASE, "interviews", "--from", "8/6/2026", *agreed)
    assert "the review waits for police-1" in said
    assert "process release" in house.refuses("resume", CASE, "--on", "8/6/2026")


def test_a_hold_beside_a_suspension_loses_a_day_once(house: House) -> None:
    """What two of them cover is one time of standing still."""
    agreed = ("--reason", "trial", "--asked-by", "police", "--agreed-by", "independent-chair")
    house.does("suspend", CASE, "--from", "1/6/2026", *agreed, "--ask-again", "1/7/2026")
    house.does(
        "process",
        "hold",
        CASE,
        "police-1",
        "--what",
        "review",
        "--from",
        "3/6/2026",
        "--ask-again",
        "1/7/2026",
    )
    house.does("resume", CASE, "--on", "5/6/2026")
    house.does("process", "release", CASE, "police-1", "--what", "review", "--on", "8/6/2026")
    assert deadline(house, "completion")["due"] == "2026-08-16"


def test_the_day_to_ask_again_has_passed(house: House) -> None:
    """`next`, the list and validate say so until somebody asked, and then they do not."""
    later = ("--as-of", "2026-06-20")
    assert line(house, "police-1", *later)["holds"][0]["past"] == 5
    asked = json.loads(house.does("next", CASE, "--format", "json", *later).out)["steps"]
    (ask,) = [one for one in asked if one["sort"] == "hold"]
    assert ask["command"] == f"reviewctl process check {CASE} police-1 --status WORDS --ask-again DATE"
    text = house.does("process", "list", *later).out
    assert text.splitlines()[1].endswith("1 TO BE ASKED AGAIN.") and "5 days ago" in text
    house.does(
        "process", "check", CASE, "police-1", "--status", "trial in the autumn", "--ask-again", "7/9/2026"
    )
    assert line(house, "police-1", *later)["holds"][0]["ask_again"] == "2026-09-07"
    found = json.loads(house.does("next", CASE, "--format", "json", *later).out)["steps"]
    assert not [one for one in found if one["sort"] == "hold"]


@pytest.mark.parametrize(
    "words",
    [
        ("hold", CASE, "police-1", "--what", " ", "--from", "1/6/2026"),
        ("hold", CASE, "police-1", "--what", "review", "--from", "1/6/2026", "--ask-again", "1/6/2026"),
        ("hold", CASE, "nobody", "--what", "review", "--from", "1/6/2026"),
        ("release", CASE, "inquest"),
        ("release", CASE, "police-1", "--what", "interviews"),
        ("release", CASE, "police-1", "--on", "3/3/2026"),
        ("check", CASE, "inquest", "--ask-again", "1/9/2026"),
        ("check", CASE, "police-1", "--on", "9/6/2026"),
        ("check", CASE, "police-1", "--status", "Mr Smith has it"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(house: House, words: tuple[str, ...]) -> None:
    """Each with exit 2 and a hint."""
    assert house.refuses("process", *words).count("\n") >= 2


def test_a_process_that_ended_is_not_asked_about(house: House) -> None:
    """It leaves the list, but for --all, and no step is left of it."""
    house.does("process", "check", CASE, "inquest", "--status", "concluded", "--ended", "1/6/2026")
    assert "inquest" not in house.does("process", "list").out
    assert "1 process over" in house.does("process", "list").out
    assert "over  " in house.does("process", "list", "--all").out


def test_every_format_of_the_list(house: House) -> None:
    """csv has one row a process, with what waits and the first day to ask again."""
    rows = house.does("process", "list", "--format", "csv").out.lstrip("\ufeff").splitlines()
    values = dict(zip(rows[0].split(","), rows[2].split(","), strict=False))
    assert (values["process"], values["waits"], values["ask_again"]) == (
        "police-1",
        "learning event",
        "2026-06-15",
    )
    assert (
        json.loads(house.does("process", "list", "--format", "json").out)["schema"]
        == "reviewctl/process-list/1"
    )
    assert "police-1" in house.does("process", "list", "--format", "markdown").out


def test_what_a_word_means_is_asked_before_it_is_written(house: House) -> None:
    """The police are of kind criminal (P§13), and clocks stand still by three words: a slip would stop none."""
    assert "did you mean criminal?" in house.refuses("process", "check", CASE, "x-1", "--kind", "police")
    done = house.does("process", "check", CASE, "watchdog-1", "--kind", "iopc")
    assert "iopc is a word of your own" in done.out and "coroner, criminal" in done.out
    hold = ("process", "hold", CASE, "inquest", "--from", "1/6/2026", "--what")
    assert "did you mean interviews?" in house.refuses(*hold, "intervews")
    house.does(*hold, "interviews of the neighbours")
