"""`next`: what is to be done, by whom, by when, and what does it."""

import json
from typing import Any

import pytest

from tests.commands import House, reviewctl

CASE = "SAR-2025-001"


def listed(house: House, day: str, *words: str) -> dict[str, Any]:
    """Return what `next` lists on a day, as scripts get it."""
    done = house.does("next", CASE, "--as-of", day, "--format", "json", *words)
    found: dict[str, Any] = json.loads(done.out)
    return found


def step(found: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the one thing of that name."""
    (one,) = [one for one in found["steps"] if one["step"] == name]
    return dict(one)


def names(found: dict[str, Any], part: str = "steps") -> list[str]:
    return [one["step"] for one in found[part]]


def record(house: House, address: str, value: str) -> None:
    house.does("record", CASE, address, value, "--no-commit")


def test_a_new_review_says_what_is_to_be_done_and_how(case: House) -> None:
    """Each step has its day, what it counts from, and the command and the letter that do it."""
    found = step(listed(case, "2025-01-15"), "screening-meeting")
    assert found == {
        "case": CASE,
        "step": "screening-meeting",
        "item": None,
        "title": "Screening panel meets to discuss the referral: NOT BOOKED",
        "who": "business-manager",
        "due": "2025-02-03",
        "state": "running",
        "why": "15 working days from referral received on Monday 13 January 2025: until Monday 3 February 2025.",
        "citations": ["P§11"],
        "command": f"reviewctl meeting add screening --cases {CASE} --date DATE",
        "letter": f"reviewctl letter screening-invitation {CASE}",
        "sort": "step",
        "block": "later",
        "waiting": None,
        "agencies": [],
        "hints": [],
        "verified": True,
    }


@pytest.mark.parametrize(
    ("day", "block"),
    [("2025-01-23", "later"), ("2025-01-24", "soon"), ("2025-02-03", "soon"), ("2025-02-04", "overdue")],
)
def test_a_date_comes_nearer(case: House, day: str, block: str) -> None:
    """The next ten days are the tenth day too; the day after the last is overdue."""
    assert step(listed(case, day), "screening-meeting")["block"] == block


def test_a_duty_without_a_limit_says_how_long_it_waits(case: House) -> None:
    """No day is made up for it; the longest waiting comes first."""
    record(case, "referral.sufficient", "2025-01-16")
    found = [one for one in listed(case, "2025-01-20")["steps"] if one["block"] == "no-limit"]
    assert [one["waiting"] for one in found] == sorted((one["waiting"] for one in found), reverse=True)
    assert {one["step"]: one["waiting"] for one in found}["acknowledgement"] == 7
    assert {one["due"] for one in found} == {None}


def test_a_booked_meeting_is_waited_for_and_then_recorded(case: House) -> None:
    """It is not booked twice; from its day on the command records who came, and that it concluded."""
    case.does("meeting", "add", "screening", "--cases", CASE, "--date", "2025-01-28", "--no-commit")
    before = listed(case, "2025-01-27")
    assert "screening-meeting" not in names(before)
    assert ("meeting", "2025-01-28") in [(one["sort"], one["until"]) for one in before["waiting"]]
    after = step(listed(case, "2025-01-28"), "screening-meeting")
    assert after["sort"] == "meeting"
    assert after["command"] == f"reviewctl meeting held {CASE} screening,1 --present WHO --concluded"


def test_a_meeting_booked_too_late_wants_its_reason(case: House) -> None:
    """That it will be late is known before it is, and so is what to write; then it is only waited for."""
    case.does("meeting", "add", "screening", "--cases", CASE, "--date", "2025-02-10", "--no-commit")
    late = step(listed(case, "2025-01-20"), "screening-meeting")
    assert late["command"] == f"reviewctl late {CASE} screening-meeting --reason WORDS --agreed-by ROLE"
    why = ("--reason", "snow", "--agreed-by", "independent-chair", "--on", "2025-01-20")
    case.does("late", CASE, "screening-meeting", *why, "--no-commit")
    assert "screening-meeting" not in names(listed(case, "2025-01-20"))


def decided(house: House) -> None:
    """Take the review to its decision, of which only the day is recorded."""
    house.does("meeting", "add", "screening", "--cases", CASE, "--date", "2025-01-28", "--no-commit")
    house.does("meeting", "held", CASE, "screening,1", "--concluded", "--no-commit")
    record(house, "screening.recommendation_sent", "2025-01-30")
    record(house, "decision.made", "2025-02-04")


def test_what_holds_steps_up_is_asked_for(case: House) -> None:
    """The document first, then the field, with the words that it may have and how many steps wait for it."""
    decided(case)
    found = step(listed(case, "2025-02-05"), "decision")
    assert found["command"] == f"reviewctl add {CASE} decision"
    case.does("add", CASE, "decision", "--no-commit")
    found = step(listed(case, "2025-02-05"), "decision.outcome")
    assert found["command"] == f"reviewctl record {CASE} decision.outcome WORD"
    assert set(found["hints"][0].removeprefix("WORD is one of: ").split(", ")) == {
        "joined",
        "no-review",
        "other-pathway",
        "review",
    }
    assert int(found["title"].split()[2]) > 20
    record(case, "decision.outcome", "review")
    after = names(listed(case, "2025-02-05"))
    assert "decision.outcome" not in after
    assert {"tor-drafted", "approach-endorsed"} <= set(after)


def test_a_step_that_comes_after_another_waits_for_it(case: House) -> None:
    """A report is not available before it was presented: its day is shown among what is waited for."""
    decided(case)
    record(case, "decision.outcome", "review")
    found = listed(case, "2025-02-05")
    assert "completion" not in names(found)
    (waited,) = [one for one in found["waiting"] if one["step"] == "completion"]
    assert (waited["sort"], waited["until"]) == ("later", "2025-08-04")


def asked(house: House) -> None:
    """Ask an agency for its information, by a day."""
    record(house, "returns[pennine-care].information.requested", "2025-01-14")
    record(house, "returns[pennine-care].information.due", "2025-01-24")


def test_an_agency_is_waited_for_and_then_chased(case: House) -> None:
    """Until its day it is waited for; after it the business manager chases, and reads when that was last done."""
    asked(case)
    assert ("information", "pennine-care") in [
        (one["step"], one["who"]) for one in listed(case, "2025-01-24")["waiting"]
    ]
    late = step(listed(case, "2025-01-27"), "information")
    assert late["title"].endswith("for its information form (asked 14 Jan)")
    assert (late["who"], late["sort"], late["state"]) == ("business-manager", "chase", "overdue")
    assert late["letter"] == f"reviewctl letter chaser {CASE} --item pennine-care"
    record(case, "returns[pennine-care].chased", "2025-01-27")
    late = step(listed(case, "2025-01-28"), "information")
    assert late["title"].endswith("(asked 14 Jan, chased 27 Jan)")


def test_for_an_agency_it_is_a_step_of_its_own(case: House) -> None:
    """Before its day and after it, and nobody else's."""
    asked(case)
    for day, block in (("2025-01-20", "soon"), ("2025-01-27", "overdue")):
        found = listed(case, day, "--for", "pennine-care")
        assert [(one["step"], one["block"]) for one in found["steps"]] == [("information", block)]
        assert "Chase" not in found["steps"][0]["title"]
    assert listed(case, "2025-01-27", "--for", "probation-service")["steps"] == []


def test_for_a_role_only_what_it_sees_to(case: House) -> None:
    """And a word that is neither a role nor an agency is refused."""
    record(case, "referral.sufficient", "2025-01-16")
    found = listed(case, "2025-01-20", "--for", "business-unit")
    assert {one["who"] for one in found["steps"]} == {"business-unit"}
    assert "information-requested" in names(found)
    assert "There is no role or agency" in case.refuses("next", "--for", "buisness-unit")


def test_a_date_that_nobody_agreed_is_asked_for(case: House) -> None:
    """An agency that was asked without a day has none to be late by."""
    record(case, "returns[pennine-care].information.requested", "2025-01-14")
    (found,) = [one for one in listed(case, "2025-01-20")["steps"] if one["sort"] == "date"]
    assert found["command"] == f'reviewctl record {CASE} "returns[pennine-care].information.due" DATE'


def test_what_stands_still_is_asked_about_on_its_day(case: House) -> None:
    """Until then it is waited for, with what is in hand; then somebody is to ask again, and can resume it."""
    who = ("--asked-by", "greater-manchester-police", "--agreed-by", "independent-chair", "--reason", "trial")
    days = ("--from", "2025-01-20", "--ask-again", "2025-01-31")
    case.does("suspend", CASE, "screening-meeting", *days, *who, "--no-commit")
    (waited,) = [one for one in listed(case, "2025-01-30")["waiting"] if one["sort"] == "paused"]
    assert "11 wd in hand when resumed; ask again" in waited["title"]
    assert waited["until"] == "2025-01-31"
    (asks,) = [one for one in listed(case, "2025-01-31")["steps"] if one["sort"] == "ask-again"]
    assert asks["command"] == f"reviewctl resume {CASE} --on DATE"


def test_a_pause_of_what_has_not_come_up_yet_is_asked_about_all_the_same(case: House) -> None:
    """The police ask early that nobody is interviewed; no IMR is owed yet, and somebody asks again all the same."""
    who = ("--asked-by", "greater-manchester-police", "--agreed-by", "independent-chair", "--reason", "trial")
    days = ("--from", "2025-01-20", "--ask-again", "2025-01-31")
    case.does("suspend", CASE, "interviews", *days, *who, "--no-commit")
    (waited,) = [one for one in listed(case, "2025-01-30")["waiting"] if one["sort"] == "paused"]
    assert waited["title"] == "interviews, paused 20 Jan as Greater Manchester Police asked; ask again"
    assert waited["until"] == "2025-01-31"
    (asks,) = [one for one in listed(case, "2025-01-31")["steps"] if one["sort"] == "ask-again"]
    assert asks["title"] == "Ask Greater Manchester Police again: interviews still to stand still?"
    assert (asks["command"], asks["hints"]) == (f"reviewctl resume {CASE} interviews --on DATE", [])
    case.does(*asks["command"].replace("DATE", "2025-02-03").split()[1:], "--no-commit")
    assert not any(one["sort"] in ("ask-again", "paused") for one in listed(case, "2025-02-03")["steps"])
    assert not any(one["sort"] == "paused" for one in listed(case, "2025-02-03")["waiting"])


def test_what_counts_from_a_day_that_nobody_knows_is_to_be_done_all_the_same(case: House) -> None:
    """The recommendation went on some day: nobody is late with the decision (policy), and somebody has to make it."""
    record(case, "screening.held", "2025-01-20")
    case.does(
        "record",
        CASE,
        "screening.recommendation_sent",
        "not-known",
        "--note",
        "a file was lost",
        "--no-commit",
    )
    found = step(listed(case, "2025-06-02"), "decision")
    assert (found["state"], found["block"], found["due"]) == ("not-known", "no-limit", None)
    assert found["command"] == f"reviewctl record {CASE} decision.made today"
    assert found["why"].startswith(
        "5 working days from screening recommendation sent on a day that is not recorded"
    )
    record(case, "decision.made", "2025-06-02")
    left = [one for one in listed(case, "2025-06-02")["steps"] if one["step"] == "decision"]
    assert [one["sort"] for one in left] == ["document"]


def test_what_a_review_had_gone_past_before_its_register_is_not_asked_for(case: House) -> None:
    """The list has it further on; whether the Chair's decision was forwarded in those days is in no record."""
    record(case, "decision.made", "2025-02-03")
    case.does(
        "record", CASE, "screening.recommendation_sent", "not-known", "--note", "before us", "--no-commit"
    )
    assert "decision-forwarded" in names(listed(case, "2025-06-02"))
    head = case.text(f"cases/{CASE}/case.yaml")
    case.put(f"cases/{CASE}/case.yaml", head.replace("\ntaken_over:\n", "\ntaken_over:\n  on: 2025-03-03\n"))
    record(case, "tor.agreed", "2025-02-20")
    assert "decision-forwarded" not in names(listed(case, "2025-06-02"))


def test_an_urgent_issue_stays_until_it_is_answered(case: House) -> None:
    """With the command that records the answer."""
    case.does("urgent", "add", CASE, "beds", "--to", "board", "--on", "2025-01-15", "--no-commit")
    (found,) = [one for one in listed(case, "2025-01-20")["steps"] if one["sort"] == "urgent"]
    assert (found["waiting"], found["command"]) == (5, f"reviewctl urgent answer {CASE} 1 --answer WORDS")
    case.does("urgent", "answer", CASE, "1", "--on", "2025-01-18", "--no-commit")
    assert not [one for one in listed(case, "2025-01-20")["steps"] if one["sort"] == "urgent"]


def test_the_register_owes_something_too(house: House) -> None:
    """A complaint is answered within 28 days (P§21); its case is null, and its command is for the board's files."""
    house.does("record", "board", "complaints[c-1].received", "2025-01-13", "--no-commit")
    found = json.loads(house.does("next", "board", "--as-of", "2025-02-11", "--format", "json").out)
    (one,) = [one for one in found["steps"] if one["step"] == "complaint-response"]
    assert (one["case"], one["item"], one["due"], one["block"]) == (None, "c-1", "2025-02-10", "overdue")
    assert one["command"] == 'reviewctl record board "complaints[c-1].responded" today'
    assert one["letter"] == "reviewctl letter complaint-response board --item c-1"
    named = 'reviewctl record board "complaints[c-1].ombudsman_named" true'
    assert one["hints"] == [f"and that it named the Ombudsman: {named}"]
    everything = json.loads(house.does("next", "--as-of", "2025-02-11", "--format", "json").out)
    assert one in everything["steps"]


def test_a_file_that_cannot_be_read_is_said_and_nothing_made_of_it(case: House) -> None:
    """Without its diary everything would seem undone."""
    case.put(f"cases/{CASE}/diary.yaml", "referral:\n  received: [\n")
    done = case.tries("next", CASE, "--as-of", "2025-02-10", "--format", "json")
    (one,) = json.loads(done.out)["steps"]
    assert (one["sort"], one["command"]) == ("file", f"reviewctl validate {CASE}")


def test_a_closed_review_owes_the_family_word_and_then_nothing(case: House) -> None:
    """P§11: whatever was decided, and with no limit. What else was left open nobody waits for."""
    decided(case)
    record(case, "decision.outcome", "no-review")
    record(case, "decision.board_told", "2025-02-05")
    record(case, "decision.forwarded", "2025-02-05")
    record(case, "decision.referrer_told", "2025-02-05")
    (owed,) = listed(case, "2025-06-01")["steps"]
    assert (owed["step"], owed["item"]) == ("family-told", "family-of-adult-a")
    assert CASE in case.does("status", "--as-of", "2025-06-01").out
    record(case, "family[family-of-adult-a].told", "2025-05-01")
    case.does("urgent", "add", CASE, "a door that does not lock", "--to", "board", "--on", "2025-05-01")
    (owed,) = listed(case, "2025-06-01")["steps"]
    assert owed["block"] == "urgent"
    case.does("urgent", "answer", CASE, "1", "--on", "2025-05-02")
    found = listed(case, "2025-06-01")
    assert (found["steps"], found["waiting"]) == ([], [])
    assert "closed, and nothing is left to do" in case.does("next", CASE, "--as-of", "2025-06-01").out


def test_a_command_to_type_is_never_broken(case: House) -> None:
    """However narrow the screen is, it can be copied."""
    done = case.does("next", CASE, "--as-of", "2025-01-15").out
    typed = [line.strip() for line in done.splitlines() if line.strip().startswith("> ")]
    assert f"> reviewctl meeting add screening --cases {CASE} --date DATE" in typed


def test_the_monday_screen_is_status_and_then_what_to_do(case: House) -> None:
    """One screen: the table, then the first things, each with its command."""
    said = reviewctl(case.root).out
    table, _, first = said.partition("What to do first")
    assert CASE in table and "reviewctl show" in table
    assert f"> reviewctl meeting add screening --cases {CASE}" in first


def test_a_first_panel_agrees_the_terms(case: House) -> None:
    """Once it is booked they are not agreed apart from it: the command that records it says so (P§13)."""
    decided(case)
    record(case, "decision.outcome", "review")
    record(case, "tor.drafted", "2025-02-06")
    assert "tor-agreed" in names(listed(case, "2025-02-20"))
    case.does("meeting", "add", "panel", "--cases", CASE, "--date", "2025-02-20", "--no-commit")
    found = listed(case, "2025-02-20")
    assert "tor-agreed" not in names(found)
    (panel,) = [one for one in found["steps"] if one["sort"] == "meeting"]
    assert panel["command"] == f"reviewctl meeting held {CASE} panel,1 --present WHO --agrees tor"


def test_a_day_that_is_planned_is_waited_for_until_it_comes(case: House) -> None:
    """Then it is recorded, or a new day is."""
    case.does("record", CASE, "referral.chair_briefed", "2025-01-20", "--planned", "--no-commit")
    before, after = listed(case, "2025-01-19"), listed(case, "2025-01-20")
    assert "chair-briefing" not in names(before)
    assert [(one["sort"], one["until"]) for one in before["waiting"] if one["step"] == "chair-briefing"] == [
        ("planned", "2025-01-20")
    ]
    assert step(after, "chair-briefing")["command"] == f"reviewctl record {CASE} referral.chair_briefed today"


def test_a_hold_of_another_process_is_waited_for(case: House) -> None:
    """With the day to ask again, and never with what somebody wrote about it."""
    case.put(
        f"cases/{CASE}/processes.yaml",
        "inquest:\n  kind: coroner\n  holds:\n    - what: told nobody\n      from: 2025-01-14\n"
        "      ask_again: 2025-03-01\n",
    )
    found = listed(case, "2025-01-20")
    (held,) = [one for one in found["waiting"] if one["sort"] == "hold"]
    assert (held["who"], held["until"]) == ("coroner", "2025-03-01")
    assert "told nobody" not in json.dumps(found)


def test_a_folder_of_one_review_says_which(case: House) -> None:
    """In a register the heading names the Board; for one review, the review."""
    case.does("new", "sar", "--received", "2025-02-03", "--no-commit")
    assert case.does("next").out.startswith("What to do · Anyshire Safeguarding Adults Board")
    assert case.does("next", CASE).out.startswith(f"What to do · {CASE}")
    assert reviewctl(case.root / "cases" / CASE, "next").out.startswith(f"What to do · {CASE}")


def test_an_urgent_issue_stands_before_everything(case: House) -> None:
    """It is to be considered immediately (P§11): above what is overdue, on the Monday screen too."""
    case.does("urgent", "add", CASE, "door alarms", "--to", "executive", "--on", "20/2/2025", "--no-commit")
    first = listed(case, "2025-02-20")["steps"][0]
    assert (first["sort"], first["block"], first["citations"]) == ("urgent", "urgent", ["P§11"])
    shown = case.does("next", CASE, "--as-of", "2025-02-20").out
    assert shown.index("AT ONCE") < shown.index("Urgent issue 1") < shown.index("OVERDUE")
    assert "Urgent issue 1" in case.does().out


def test_what_no_paragraph_asks_for_cites_none(case: House) -> None:
    """To ask again whether a review is still to stand still is nobody's paragraph, whatever stands still."""
    words = ("--from", "14/1/2025", "--asked-by", "greater-manchester-police", "--agreed-by", "chair-author")
    again = ("--reason", "their enquiries", "--ask-again", "20/1/2025")
    case.does("suspend", CASE, *words, *again, "--no-commit")
    found = listed(case, "2025-01-21")
    (asked_again,) = [one for one in found["steps"] if one["sort"] == "ask-again"]
    assert asked_again["citations"] == []
    assert [one["citations"] for one in found["waiting"] if one["sort"] == "paused"] == [[]]


def held(house: House, *words: str) -> str:
    """Hold the screening meeting, and return what was said."""
    house.does("meeting", "add", "screening", "--cases", CASE, "--date", "2025-01-28", "--no-commit")
    return house.does("meeting", "held", CASE, "screening,1", *words, "--no-commit").out


def test_a_meeting_without_an_outcome_is_asked_for_it(case: House) -> None:
    """Whether it came to its conclusion is not known: that is asked, and no second meeting is offered first."""
    typed = f"reviewctl meeting held {CASE} screening,1 --concluded"
    assert typed in held(case)
    found = step(listed(case, "2025-01-29"), "screening-conclusion")
    assert found["command"] == typed
    assert found["title"].endswith("comes to its conclusion: did it on 28 Jan?")
    assert found["hints"] == [f"it meets again: reviewctl meeting held {CASE} screening,1 --adjourned"]
    dates = " ".join(case.does("deadlines", CASE, "--as-of", "2025-01-29").out.split())
    assert "held on 28 Jan, outcome not recorded" in dates
    case.does(*typed.split()[1:], "--no-commit")
    assert "screening-conclusion" not in names(listed(case, "2025-01-29"))


def test_an_adjourned_meeting_is_booked_again(case: House) -> None:
    """What it came to is said, so only the next meeting is to be booked."""
    assert "--concluded" not in held(case, "--adjourned")
    found = step(listed(case, "2025-01-29"), "screening-conclusion")
    assert found["title"].endswith("NOT BOOKED") and found["command"].startswith("reviewctl meeting add")


def test_a_meeting_that_concluded_is_not_asked_again(case: House) -> None:
    """Nor is one of a kind of which nothing depends on its conclusion."""
    assert "--concluded" not in held(case, "--concluded")
