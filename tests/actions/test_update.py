"""`action update`, `met`, `verify` and `impact`: what was reported and what shows it, recorded as it was said."""

import json

from reviewctl.facts.calendar import today
from tests.actions.conftest import FIRST, SECOND, file_of
from tests.commands import House


def one(plans: House, action: str, case: str = FIRST) -> dict[str, object]:
    """Return how an action stands."""
    found = json.loads(plans.does("action", "list", case, "--format", "json").out)["actions"]
    return next(each for each in found if each["action"] == action)


def test_a_report_is_added_and_nothing_else_moves(plans: House) -> None:
    """One line more in progress.yaml, in one commit whose message says nothing of what was reported."""
    before = file_of(plans).read_text("utf-8").splitlines()
    done = plans.does("action", "update", FIRST, "1", "--status", "GREEN", "--note", "all have answered")
    after = file_of(plans).read_text("utf-8").splitlines()
    assert [line for line in before if line not in after] == []
    assert plans.last_message() == f"{FIRST}: action update 1"
    assert plans.last_paths() == [f"cases/{FIRST}/progress.yaml"]
    assert "green, a note, Monday 8 June 2026" in done.out
    assert "green = on track, not done" in done.out
    assert (one(plans, "1")["status"], one(plans, "1")["status_on"]) == ("green", "2026-06-08")


def test_a_first_report_makes_the_block(plans: House) -> None:
    """An action of which nothing is recorded gets its block, with the hints of the template."""
    plans.does("action", "update", FIRST, "2A", "--note", "the letter went", "--on", "12/5/2026")
    assert '"2a":' in file_of(plans).read_text("utf-8") or "\n2a:" in file_of(plans).read_text("utf-8")
    assert one(plans, "2a")["status_on"] == "2026-05-12"
    assert plans.codes(FIRST) == set()


def test_the_first_report_of_a_review_makes_the_file(plans: House) -> None:
    """A review without progress.yaml has one after it."""
    file_of(plans).unlink()
    plans.does("action", "update", FIRST, "1", "2", "--status", "orange", "--evidence", "minutes-1")
    assert one(plans, "1")["status"] == one(plans, "2")["status"] == "orange"
    assert file_of(plans).read_text("utf-8").count("minutes-1") == 2


def test_a_status_off_the_scale_is_refused_with_the_scale(plans: House) -> None:
    """The Board's words alone are a status; nothing is written."""
    said = plans.refuses("action", "update", FIRST, "1", "--status", "blue")
    assert "not on the Board's scale" in said and "purple = done and proven" in said


def test_a_board_without_a_scale_takes_every_word(plans: House) -> None:
    """Where the Board wrote no scale down, the owner's word stands as it is."""
    plans.put(
        "board.yaml",
        plans.text("board.yaml")
        .replace("  green: on track, not done\n", "")
        .replace("  orange: no update received\n", "")
        .replace("  purple: done and proven\n", ""),
    )
    plans.does("save")
    assert "update pending" in plans.does("action", "update", FIRST, "1", "--status", "update pending").out


def test_an_action_there_is_not_is_refused(plans: House) -> None:
    """With those that there are."""
    said = plans.refuses("action", "update", FIRST, "9", "--status", "green")
    assert f'no action "9" in {FIRST}' in said and "1, 2, 2a" in said


def test_nothing_reported_is_refused(plans: House) -> None:
    """An update that says nothing is none."""
    assert "Nothing is reported" in plans.refuses("action", "update", FIRST, "1")
    assert "The note is empty" in plans.refuses("action", "update", FIRST, "1", "--note", " ")


def test_a_day_to_come_is_refused(plans: House) -> None:
    """What is still to come was not reported."""
    assert "still to come" in plans.refuses("action", "update", FIRST, "1", "--note", "x", "--on", "9/6/2026")
    assert "still to come" in plans.refuses("action", "met", FIRST, "1", "--on", "2026-07")


def test_a_name_in_the_words_is_refused_and_not_said(plans: House) -> None:
    """The record keeps for ever what it is given."""
    said = plans.refuses("action", "update", FIRST, "1", "--note", "Mrs Quillfeather rang")
    assert "title with a person's name" in said and "Quillfeather" not in said


def test_a_review_without_a_plan_is_told_how_one_is_begun(case: House) -> None:
    """There is no action to report on."""
    assert "reviewctl add SAR-2025-001 action-plan" in case.refuses(
        "action", "update", "SAR-2025-001", "1", "--note", "x"
    )


def test_several_are_closed_in_one_statement(plans: House) -> None:
    """As a board does that says at one meeting that all is done, with no more known than the month."""
    done = plans.does("action", "met", FIRST, "1", "2", "--on", "2026-05", "--evidence", "minutes of the PIP")
    assert f"{FIRST}: actions 1 and 2 met, May 2026" in done.out
    assert "action 2 waits for a check of the evidence, by the moderation once QAP has the plan" in done.out
    assert (one(plans, "1")["met"], one(plans, "2")["met"]) == ("2026-05", "2026-05")
    assert one(plans, "1")["awaiting"] == ["verification", "impact"]


def test_met_before_the_report_was_out_is_held(plans: House) -> None:
    """Done before publication: the day is what it is."""
    plans.does("action", "met", FIRST, "2", "--on", "1/12/2025", "--evidence", "the training log")
    assert one(plans, "2")["met"] == "2025-12-01"


def test_met_twice_is_refused(plans: House) -> None:
    """With the day on record, and how it is corrected."""
    said = plans.refuses("action", "met", SECOND, "1")
    assert "Wednesday 29 April 2026" in said and 'record SAR-2025-002 "actions[1].met"' in said


def test_what_the_board_gave_up_is_not_met(plans: House) -> None:
    """The Board's decision stands until it is taken back."""
    plans.put(
        f"cases/{FIRST}/progress.yaml", '"2":\n  not_implemented: {decided_on: 2026-06-01, reason: closed}\n'
    )
    assert "not to implement action 2" in plans.refuses("action", "met", FIRST, "2")
    assert "not to implement action 2" in plans.refuses(
        "action", "revise", FIRST, "2", "--due", "1/9/2026", "--reason", "x", "--agreed-by", "pip"
    )


def test_evidence_is_checked_once_it_is_there(plans: House) -> None:
    """Not before the action is met, nor without evidence, nor before the day on which it was met, nor twice."""
    assert "not on record that action 1 was met" in plans.refuses(
        "action", "verify", FIRST, "1", "--by", "qap"
    )
    plans.does("action", "met", FIRST, "1")
    assert "no evidence for action 1" in plans.refuses("action", "verify", FIRST, "1", "--by", "qap")
    early = plans.refuses("action", "verify", SECOND, "1", "--by", "qap", "--on", "28/4/2026")
    assert "after Tuesday 28 April 2026" in early
    assert "did you mean" in plans.refuses("action", "verify", SECOND, "1", "--by", "qqap")
    assert (
        "checked by qap, Monday 8 June 2026" in plans.does("action", "verify", SECOND, "1", "--by", "qap").out
    )
    assert one(plans, "1", SECOND)["awaiting"] == ["impact"]
    assert "checked already" in plans.refuses("action", "verify", SECOND, "1", "--by", "qap")


def test_impact_closes_the_thread(plans: House) -> None:
    """With what shows that it helped, nothing is awaited; the measure of the plan is said beside it."""
    plans.does("action", "verify", SECOND, "1", "--by", "qap")
    assert "had made no difference yet" in plans.refuses(
        "action", "impact", SECOND, "1", "--found", "x", "--on", "1/4/2026"
    )
    done = plans.does("action", "impact", SECOND, "1", "--found", "18 of 20 cases met the standard")
    assert "was to be measured by: b" in done.out
    assert one(plans, "1", SECOND)["awaiting"] == []
    assert file_of(plans, SECOND).read_text("utf-8").startswith("# Kept as it is.\n")


def test_dry_run_writes_nothing(plans: House) -> None:
    """The difference is shown, and no file changes."""
    before = plans.files()
    assert "+" in plans.does("action", "met", FIRST, "1", "--dry-run").out
    assert plans.files() == before


def test_a_date_is_moved_and_its_drift_is_told(plans: House) -> None:
    """Every date is kept: the plan's, the first revision's and this one's."""
    done = plans.does(
        "action",
        "revise",
        FIRST,
        "1",
        "--due",
        "18/12/2026",
        "--reason",
        "the trial failed",
        "--agreed-by",
        "pip",
    )
    assert "was due: Wednesday 30 September 2026" in done.out
    assert "now due: Friday 18 December 2026" in done.out
    assert "moved 2 times: 203 days later than Friday 29 May 2026" in done.out
    assert (one(plans, "1")["drift"], one(plans, "1")["moves"]) == (203, 2)
    assert plans.last_message() == f"{FIRST}: action revise 1"


def test_an_earlier_date_is_refused(plans: House) -> None:
    """A revision gives more time; the same day gives none."""
    why = ("--reason", "because", "--agreed-by", "pip")
    assert "is the same day" in plans.refuses("action", "revise", FIRST, "1", "--due", "30/9/2026", *why)
    assert "is earlier" in plans.refuses("action", "revise", FIRST, "1", "--due", "29/9/2026", *why)


def test_a_first_day_for_a_date_in_words(plans: House) -> None:
    """Spring 2014 becomes a day; and a day may become words again."""
    why = ("--reason", "agreed at last", "--agreed-by", "pip")
    done = plans.does("action", "revise", FIRST, "2a", "--due", "30/9/2026", *why)
    assert "was due: spring 2014 (in words)" in done.out
    plans.does("action", "revise", FIRST, "2a", "--due-as-written", "spring 2027", *why)
    assert (one(plans, "2a")["due"], one(plans, "2a")["due_as_written"]) == (None, "spring 2027")
    assert "not both" in plans.refuses(
        "action", "revise", FIRST, "2a", "--due", "1/9/2027", "--due-as-written", "x", *why
    )


def test_nobody_who_agreed_or_no_reason_is_refused(plans: House) -> None:
    """As `extend` refuses it."""
    words = ("action", "revise", FIRST, "1", "--due", "18/12/2026")
    assert "role of the policy" in plans.refuses(*words, "--reason", "x", "--agreed-by", "nobody-9")
    assert "reason is empty" in plans.refuses(*words, "--reason", " ", "--agreed-by", "pip")


def test_what_was_met_has_no_date_to_move(plans: House) -> None:
    """There is nothing left to put off."""
    said = plans.refuses(
        "action", "revise", SECOND, "1", "--due", "18/12/2026", "--reason", "x", "--agreed-by", "pip"
    )
    assert "was met (Wednesday 29 April 2026)" in said


def test_undo_takes_a_report_back(plans: House) -> None:
    """What a command wrote `undo` takes back, to the byte."""
    before = file_of(plans).read_bytes()
    plans.does("action", "update", FIRST, "1", "--status", "green")
    plans.does("undo")
    assert file_of(plans).read_bytes() == before
    assert today().isoformat() == "2026-06-08"


def test_what_is_typed_twice_is_reported_once(plans: House) -> None:
    """The same words on the same day are one report; another one between them makes it a new one."""
    words = ("action", "update", FIRST, "1", "--status", "green", "--note", "all have answered")
    plans.does(*words)
    before = file_of(plans).read_text("utf-8")
    assert "Nothing has changed" in (again := plans.does(*words)).out + again.err
    assert file_of(plans).read_text("utf-8") == before
    plans.does("action", "update", FIRST, "1", "--status", "orange")
    plans.does(*words)
    assert file_of(plans).read_text("utf-8").count("all have answered") == 2
