"""`extend`, `waive`, `suspend` and `resume`: what is recorded, what is refused, and what the person reads."""

import json
from typing import Any

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
LOG = f"cases/{CASE}/log.yaml"
AGREED = ("--reason", "canary", "--agreed-by", "independent-chair")
ASKED = ("--asked-by", "police", *AGREED)
MEETING = "screening-meeting"
EXTENDED = """extensions:
  - {step: screening-meeting, to: 2025-03-03, reason: x, agreed_by: independent-chair, on: 2025-02-01}"""


def step(house: House, key: str, as_of: str = "2025-01-20") -> dict[str, Any]:
    """Return one step of the case as `deadlines` gives it to scripts."""
    done = house.does("deadlines", CASE, "--format", "json", "--as-of", as_of)
    rows: list[dict[str, Any]] = json.loads(done.out)["deadlines"]
    return next(one for one in rows if key in (one["step"], f"{one['step']}[{one['item']}]"))


def test_an_extension_says_the_old_date_and_the_new(case: House) -> None:
    """The answer has both dates in full, and how much lies between in the days by which the step counts."""
    done = case.does("extend", CASE, MEETING, "--to", "10/2/2025", *AGREED, "--on", "30/1/2025")
    assert done.out.splitlines() == [
        f"{CASE}: {MEETING} extended, agreed by independent-chair, Thursday 30 January 2025",
        "  was due: Monday 3 February 2025",
        "  now due: Monday 10 February 2025, 5 working days more",
    ]
    assert step(case, MEETING, "2025-02-01")["due"] == "2025-02-10"


def test_an_extension_to_a_day_off_says_so(case: House) -> None:
    """From a Friday to the Saturday behind it no working day is gained, and a year far away is asked about."""
    case.does("extend", CASE, MEETING, "--to", "7/2/2025", *AGREED, "--on", "30/1/2025")
    said = case.does("extend", CASE, MEETING, "--to", "8/2/2025", *AGREED, "--on", "31/1/2025").out
    assert "0 working days" not in said and "1 day, no working day among them, more" in said
    assert "that day is not a working day: a Saturday" in said and "slip" not in said
    assert "If the year is a slip" in case.does("extend", CASE, MEETING, "--to", "6/2/2126", *AGREED).out


@pytest.mark.parametrize("to", ["31/1/2025", "3/2/2025"])
def test_an_extension_only_gives_more_time(case: House, to: str) -> None:
    """A day that is not later than the one in force is refused, and the one in force is said."""
    said = case.refuses("extend", CASE, MEETING, "--to", to, *AGREED)
    assert "is due on Monday 3 February 2025" in said
    assert f"one before that: correct it under extensions in {LOG}" in said


def test_an_extension_counts_from_the_one_before(case: House) -> None:
    """The date in force is the last that was allowed."""
    case.does("extend", CASE, MEETING, "--to", "10/2/2025", *AGREED, "--on", "30/1/2025")
    assert "Monday 10 February 2025" in case.refuses("extend", CASE, MEETING, "--to", "7/2/2025", *AGREED)
    done = case.does("extend", CASE, MEETING, "--to", "17/2/2025", *AGREED, "--on", "20/2/2025")
    assert "over already when this was agreed, 10 days after it was due" in done.out


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("acknowledgement", "the protocol sets no limit for it"),
        ("decision", "counts from screening.recommendation_sent, which has not happened"),
        ("screening-meetin", "did you mean screening-meeting?"),
        ("Mary Smith's visit", "has no such step"),
        ("imr[nobody]", "has no such step"),
        ("screening-meeting[police]", "named alone: screening-meeting"),
    ],
)
def test_a_step_without_a_date_is_not_extended(case: House, key: str, said: str) -> None:
    """It is said why, what was meant, and which steps have a date; what was typed may be a name and is not said."""
    refused = case.refuses("extend", CASE, key, "--to", "10/2/2030", *AGREED)
    assert said in refused and MEETING in refused and "Mary" not in refused


def test_what_is_done_is_neither_extended_nor_given_up(case: House) -> None:
    """A step that was met late is pointed to `late`; one that was given up says so."""
    case.does("record", CASE, "screening.held", "10/2/2025")
    said = case.refuses("extend", CASE, MEETING, "--to", "10/3/2025", *AGREED)
    assert "was done on Monday 10 February 2025, late" in said and "reviewctl late" in said
    assert "nothing to give up" in case.refuses("waive", CASE, MEETING, *AGREED)
    case.does("waive", CASE, "acknowledgement", *AGREED)
    assert "given up already" in case.refuses("waive", CASE, "acknowledgement", *AGREED)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("acknowledgement", "the protocol sets no limit for it"),
        ("completion", "counts from decision.made, which has not happened"),
        ("recommendation", "was given up already"),
        (MEETING, "was done in time on Friday 31 January 2025"),
    ],
)
def test_what_cannot_be_late_has_no_reason_for_it(case: House, key: str, said: str) -> None:
    """A step without a limit, not begun, given up or done in time is not late, and no reason is recorded."""
    case.does("record", CASE, "screening.held", "31/1/2025")
    case.does("waive", CASE, "recommendation", *AGREED)
    assert said in case.refuses("late", CASE, key, *AGREED)


def test_nothing_was_agreed_before_the_request_came(case: House) -> None:
    """A day of agreement before the review itself is a slip."""
    for words in (("late",), ("waive",), ("extend",)):
        more = ("--to", "10/2/2025") if words == ("extend",) else ()
        said = case.refuses(*words, CASE, MEETING, *more, *AGREED, "--on", "1/1/2020")
        assert "is before the request came, on Monday 13 January 2025" in said


def test_who_agreed_is_a_role_or_a_person_of_the_board(case: House) -> None:
    """Each of the commands checks it as `late` does."""
    for words in (
        ("extend", CASE, MEETING, "--to", "1/4/2025"),
        ("waive", CASE, MEETING),
        ("suspend", CASE, "--from", "20/1/2025", "--asked-by", "police"),
    ):
        said = case.refuses(*words, "--reason", "x", "--agreed-by", "independent-chai")
        assert "did you mean independent-chair?" in said
        assert "The reason is empty" in case.refuses(*words, "--reason", " ", "--agreed-by", "pip")


def test_a_waiver_takes_the_step_off_the_list(case: House) -> None:
    """A step that was given up is shown as such, with the reason, and is no breach any more."""
    case.does("waive", CASE, MEETING, *AGREED, "--on", "20/1/2025")
    found = step(case, MEETING, "2025-06-01")
    assert (found["state"], found["reason"]) == ("waived", "canary")
    assert "screening-meeting" not in case.tries("validate", CASE).out


def test_a_suspension_says_what_is_in_hand_and_a_resumption_gives_it_back(case: House) -> None:
    """Ten working days are left, 21 January among them; on the day on which it goes on they are left again."""
    done = case.does("suspend", CASE, "--from", "21/1/2025", "--ask-again", "1/3/2025", *ASKED)
    assert f"{CASE}: suspended from Tuesday 21 January 2025: all steps" in done.out
    assert "10 working days in hand; was due Monday 3 February 2025" in done.out
    assert "ask again: Saturday 1 March 2025" in done.out
    assert step(case, MEETING, "2025-02-20")["state"] == "suspended"
    done = case.does("resume", CASE, "--on", "4/3/2025")
    assert "due Monday 17 March 2025" in done.out
    found = step(case, MEETING, "2025-03-04")
    assert (found["state"], found["due"], found["days"]) == ("running", "2025-03-17", 9)
    assert case.codes() == set()


def test_nobody_to_ask_again_is_pointed_out_and_mended(case: House) -> None:
    """Without a day the answer gives the command that sets one, and `validate` warns until it has run."""
    done = case.does("suspend", CASE, MEETING, "--from", "21/1/2025", *ASKED)
    assert "nobody may ask again" in done.out
    command = next(line for line in done.out.splitlines() if "ask_again" in line)
    assert "TIM010" in case.tries("validate").out
    case.does(*command.replace('"', "").replace("DATE", "1/3/2025").split()[1:])
    found = case.tries("validate").out
    assert "TIM010" not in found and "TIM011" in found


def test_a_part_goes_on_and_nothing_of_the_rest_is_lost(case: House) -> None:
    """The entry of the whole review stays and names what goes on; that part has an entry of its own, ended."""
    case.does("suspend", CASE, "--from", "21/1/2025", "--ask-again", "1/3/2030", *ASKED)
    done = case.does("resume", CASE, MEETING, "--on", "4/3/2025")
    assert "Screening panel meets" in done.out and "still standing still: acknowledgement" in done.out
    log = "".join(line for line in case.text(LOG).splitlines(True) if not line.startswith("#"))
    assert log.count("from: 2025-01-21") == 2 and log.count("until: 2025-03-04") == 1
    assert log.count("agreed_by: independent-chair") == 2 and log.count("ask_again: 2030-03-01") == 2
    assert step(case, MEETING, "2025-03-10")["due"] == "2025-03-17"
    assert step(case, "sufficiency", "2025-03-10")["state"] == "suspended"
    case.does("resume", CASE, "--on", "1/4/2025")
    assert step(case, "sufficiency", "2025-04-10")["state"] == "running"
    assert step(case, MEETING, "2025-04-10")["due"] == "2025-03-17"
    assert case.codes() == set()


def test_one_of_several_named_steps_goes_on(case: House) -> None:
    """A named step leaves the list of its entry, and the others stay in it."""
    case.does("suspend", CASE, "sufficiency", MEETING, "--from", "21/1/2025", *ASKED)
    case.does("resume", CASE, "sufficiency", "--on", "4/3/2025")
    assert step(case, "sufficiency", "2025-03-10")["state"] == "running"
    assert step(case, MEETING, "2025-03-10")["state"] == "suspended"


def test_one_agency_is_named_as_the_board_names_it(case: House) -> None:
    """An agency's initials in the brackets are its id in the log; its own item stands still and no other."""
    for agency in ("GMP", "pennine-care"):
        case.does("record", CASE, f"returns[{agency}].information.requested", "20/1/2025")
    case.does("suspend", CASE, "information[GMP]", "--from", "21/1/2025", *ASKED)
    assert "information[greater-manchester-police]" in case.text(LOG)
    assert step(case, "information[greater-manchester-police]", "2025-02-01")["state"] == "suspended"
    assert step(case, "information[pennine-care]", "2025-02-01")["state"] == "running"
    said = case.refuses("suspend", CASE, "information", "--from", "22/1/2025", *ASKED)
    assert "stands still already, since Tuesday 21 January 2025" in said
    assert "one of several" not in said
    assert "information[greater-manchester-police]" in case.refuses("waive", CASE, "information", *AGREED)


@pytest.mark.parametrize("words", [(), (MEETING,)])
def test_nothing_is_suspended_twice(case: House, words: tuple[str, ...]) -> None:
    """A second suspension of the same step is refused, and it is said which is open."""
    case.does("suspend", CASE, *words, "--from", "21/1/2025", *ASKED)
    for again in ((), (MEETING,)):
        said = case.refuses("suspend", CASE, *again, "--from", "3/2/2025", *ASKED)
        assert "since Tuesday 21 January 2025" in said and "reviewctl resume" in said
    case.does("resume", CASE, "--on", "4/2/2025")
    assert "from Tuesday 4 February 2025 on" in case.refuses(
        "suspend", CASE, MEETING, "--from", "3/2/2025", *ASKED
    )
    case.does("suspend", CASE, MEETING, "--from", "4/2/2025", *ASKED)


def test_what_cannot_be_is_refused(case: House) -> None:
    """A day before the first, a day to come, a step unknown, a name: each is one sentence, and nothing is written."""
    assert "Nothing of this review stands still" in case.refuses("resume", CASE, "--on", "1/2/2025")
    assert "did you mean" in case.refuses("suspend", CASE, "sufficienc", "--from", "1/2/2025", *ASKED)
    name = ("--asked-by", "Mary Smith", *AGREED)
    assert "never a person's name" in case.refuses("suspend", CASE, "--from", "1/2/2025", *name)
    early = ("--ask-again", "1/2/2025")
    assert "--ask-again" in case.refuses("suspend", CASE, "--from", "1/2/2025", *early, *ASKED)
    case.does("suspend", CASE, "--from", "3/2/2025", *ASKED)
    assert "Monday 3 February 2025" in case.refuses("resume", CASE, "--on", "3/2/2025")
    assert "still to come" in case.refuses("resume", CASE, "--on", "1/1/2999")
    assert "stands still" in case.refuses("extend", CASE, MEETING, "--to", "1/4/2025", *AGREED)


def test_the_registers_own_log_is_board(case: House) -> None:
    """With `board` for CASE a note goes into the log of the register; its steps are named like a case's."""
    case.does("note", "board", "canary")
    assert "canary" in case.text("log.yaml")
    assert case.last_message() == "board: note"
    assert "has no such step of its own" in case.refuses(
        "extend", "board", "imr", "--to", "1/4/2025", *AGREED
    )


def test_a_hint_about_the_register_shows_the_registers_own_steps(case: House) -> None:
    """Where nothing fits in `board`, the command named is `deadlines board`, not that of all reviews."""
    assert "deadlines board --all --working" in case.refuses("waive", "board", "imr", *AGREED)
    assert "deadlines board" in case.refuses("resume", "board", "--on", "today")
    case.does("record", "board", "complaints[c-1].received", "2/1/2025")
    case.does("record", "board", "complaints[c-1].responded", "3/1/2025")
    said = case.refuses("suspend", "board", "complaint-response[c-1]", "--from", "4/1/2025", *ASKED)
    assert "deadlines board --all" in said


def test_a_suspension_to_come_is_not_said_to_lose_to_an_earlier_extension(case: House) -> None:
    """The later record wins, and a suspension that begins after the extension stops the step on its first day."""
    case.does("extend", CASE, MEETING, "--to", "10/3/2099", *AGREED)
    done = case.does("suspend", CASE, "--from", "2/3/2099", "--ask-again", "9/3/2099", *ASKED)
    assert "still to come" in done.out and "does NOT stand still" not in done.out
    assert step(case, MEETING, "2099-03-03")["state"] == "suspended"


def test_a_suspension_to_come_is_called_off(case: House) -> None:
    """What has not begun is in the way of what begins earlier; the command that is named takes it away."""
    before = step(case, MEETING)
    case.does("suspend", CASE, MEETING, "--from", "2/3/2099", "--ask-again", "9/3/2099", *ASKED)
    said = " ".join(case.refuses("suspend", CASE, "--from", "3/2/2025", *ASKED).split())
    assert "from Monday 2 March 2099, which is still to come" in said
    assert f"reviewctl resume {CASE} {MEETING} --on today" in said
    done = case.does("resume", CASE, MEETING, "--on", "today")
    assert "called off before it began: screening-meeting, from Monday 2 March 2099" in done.out
    assert "2099" not in case.text(LOG) and step(case, MEETING) == before
    case.does("suspend", CASE, "--from", "3/2/2025", "--ask-again", "9/3/2099", *ASKED)
    case.does("resume", CASE, "--on", "4/2/2025")
    assert case.codes() == set()


def test_a_part_of_a_suspension_to_come_is_called_off(case: House) -> None:
    """The rest of it stays to come; what stands still now goes on by itself, and the other is told of."""
    case.does("suspend", CASE, "--from", "2/3/2099", "--ask-again", "9/3/2099", *ASKED)
    case.does("resume", CASE, MEETING, "--on", "today")
    assert step(case, MEETING, "2099-03-03")["state"] == "overdue"
    assert step(case, "sufficiency", "2099-03-03")["state"] == "suspended"
    case.does("suspend", CASE, MEETING, "--from", "21/1/2025", "--ask-again", "9/3/2099", *ASKED)
    assert "still to come: all steps, from Monday 2 March 2099" in " ".join(
        case.does("resume", CASE, "--on", "4/2/2025").out.split()
    )
    assert step(case, "sufficiency", "2099-03-03")["state"] == "suspended"
    assert case.codes() == set()


def test_what_is_late_by_a_later_date_is_not_said_to_stand_still(case: House) -> None:
    """An extension after the suspension is the later record, so the step runs by it and only stood still before."""
    case.does("suspend", CASE, MEETING, "--from", "21/1/2025", "--ask-again", "9/3/2099", *ASKED)
    case.put(LOG, case.text(LOG).replace("extensions:", EXTENDED, 1))
    shown = " ".join(case.does("deadlines", CASE, "--as-of", "2025-04-01").out.split())
    assert "stood still from" in shown and "until a later date was allowed" in shown
    assert "stands still" not in shown


def test_what_is_late_in_the_register_itself_is_mended_under_its_own_name(case: House) -> None:
    """The command under a duty of the register that came late names `board`, and does it."""
    case.does("record", "board", "complaints[c-1].received", "2/1/2025")
    case.does("record", "board", "complaints[c-1].responded", "3/3/2025")
    shown = " ".join(case.does("deadlines", "board").out.split())
    assert 'reviewctl late board "complaint-response[c-1]"' in shown and "None" not in shown
    said = case.refuses("waive", "board", "complaint-response[c-1]", *AGREED)
    assert 'reviewctl late board "complaint-response[c-1]"' in said
    case.does("late", "board", "complaint-response[c-1]", *AGREED)
    assert "reason on record: canary" in case.does("deadlines", "board").out


def test_what_an_older_list_never_held_does_not_stand_still(case: House) -> None:
    """A step that a review taken over had gone past is not known: nothing of it is in hand, whatever is suspended."""
    head = f"cases/{CASE}/case.yaml"
    case.put(head, case.text(head).partition("taken_over:")[0] + "taken_over: {on: 2025-03-03}\n")
    case.does("record", CASE, "decision.made", "3/2/2025")
    log = f"cases/{CASE}/log.yaml"
    case.put(log, "suspensions:\n  - {from: 2025-01-20, reason: asked, asked_by: agency, agreed_by: board}\n")
    done = case.does("deadlines", CASE, "--as-of", "2025-03-10", "--format", "json")
    found = {one["step"]: one for one in json.loads(done.out)["deadlines"]}
    one = found["screening-meeting"]
    assert (one["state"], one["in_hand"], one["ask_again"], one["suspensions"]) == (
        "not-known",
        None,
        None,
        [],
    )
