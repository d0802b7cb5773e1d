"""What real plans hold besides: findings in place of recommendations, silence that was asked about, new owners."""

import json

from tests.actions.conftest import FIRST, PLAN, PROGRESS
from tests.actions.test_thread import thread
from tests.commands import House


def line(plans: House, action: str) -> dict[str, object]:
    """Return where one action of the first review stands."""
    shown = json.loads(plans.does("action", "list", FIRST, "--format", "json").out)["actions"]
    return next(one for one in shown if one["action"] == action)


def test_an_action_may_answer_a_finding(plans: House) -> None:
    """Where the report makes findings and no recommendations, the thread runs from finding to action."""
    finding = "findings:\n  - {id: F1, text: nobody knew, kind: lesson, owners: [all agencies]}\n"
    action = (
        "actions:\n  - {id: '1', findings: [F1], action: audit, owners: [pennine-care], due: 2026-09-30}\n"
    )
    plans.put(f"cases/{FIRST}/action-plan.yaml", finding + action)
    plans.put(f"cases/{FIRST}/progress.yaml", "# nothing yet\n")
    found = thread(plans)
    assert [(one["of"], one["to"]) for one in found["links"]] == [("actions[1]", "findings[F1]")]
    assert {one["at"] for one in found["gaps"]} == {"findings[F1]"}, "a finding without a question"
    assert plans.codes("--select", "ACT006", "--select", "STR062") == set()


def test_a_finding_that_is_not_there_is_told(plans: House) -> None:
    """An action that answers a finding of another number."""
    plans.put(
        f"cases/{FIRST}/action-plan.yaml", PLAN.replace('    recommendation: "2"\n', "    findings: [F9]\n")
    )
    assert "STR062" in plans.codes()


def test_asked_and_nothing_came_is_no_word_of_the_owner(plans: House) -> None:
    """The silence goes on over such a line, and it stands as the last word."""
    assert line(plans, "1")["silent"] == 19, "since the new date of 20 May"
    asked = "    - {on: 2026-06-01, status: orange, heard: false, note: update pending}\n"
    plans.put(f"cases/{FIRST}/progress.yaml", PROGRESS.replace("  revisions:\n", f"{asked}  revisions:\n"))
    found = line(plans, "1")
    assert (found["silent"], found["status"], found["heard"]) == (19, "orange", False)
    assert "nothing heard for 19 days" in plans.does("action", "list", FIRST).out


def test_an_action_goes_to_another_owner(plans: House) -> None:
    """From the day on it is the new one's, for whoever asks by owner; the plan stays as it was signed."""
    new = "  handed_over:\n    - {on: 2026-06-01, to: [stockport-homes], reason: moved, agreed_by: pip}\n"
    plans.put(f"cases/{FIRST}/progress.yaml", PROGRESS.replace('"2":\n', f'"2":\n{new}'))
    found = line(plans, "2")
    assert (found["owners"], found["first_owners"]) == (["stockport-homes"], ["stockport-nhs-ft"])
    before = json.loads(plans.does("action", "list", FIRST, "--as-of", "2026-05-31", "--format", "json").out)
    assert before["actions"][1]["owners"] == ["stockport-nhs-ft"]
    assert "handed over since the plan" in plans.does("action", "list", "--owner", "stockport-homes").out
    asked = json.loads(plans.does("next", FIRST, "--format", "json").out)
    owed = [one["who"] for one in (*asked["steps"], *asked["waiting"]) if one["item"] == "2"]
    assert owed and all("stockport-homes" in who for who in owed), asked


def test_an_action_of_another_bodys_review_is_met_too(plans: House) -> None:
    """The policy of a DHR asks nothing of its actions; that one was met counts all the same."""
    plans.does("new", "dhr", "--received", "2026-01-12")
    case = "DHR-2026-001"
    action = "actions:\n  - {id: 21.10.1, action: audit, owners: [pennine-care], due: 2026-03-31}\n"
    plans.put(f"cases/{case}/action-plan.yaml", action)
    assert (
        json.loads(plans.does("action", "list", case, "--format", "json").out)["actions"][0]["state"]
        == "overdue"
    )
    plans.does("action", "met", case, "21.10.1", "--on", "2026-03", "--evidence", "the audit")
    assert (
        json.loads(plans.does("action", "list", case, "--format", "json").out)["actions"][0]["met"]
        == "2026-03"
    )


def test_a_day_that_nobody_knows_says_why(plans: House) -> None:
    """Closed together in one statement, with no date: the note stands beside each, and nothing is found wrong."""
    said = plans.refuses("action", "met", FIRST, "1", "2", "--on", "not-known")
    assert "Why is the day not known?" in said
    plans.does("action", "met", FIRST, "1", "2", "--on", "not-known", "--note", "one word of the old list")
    found = json.loads(plans.does("validate", "--exit-zero", "--format", "json").out)["findings"]
    assert not [one for one in found if one["code"] == "STR046"]
    assert plans.text(f"cases/{FIRST}/progress.yaml").count("note: one word of the old list") == 2


def test_a_lesson_is_called_so(plans: House) -> None:
    """What the report calls a lesson is no finding on the page of the thread, nor among the gaps."""
    plans.put(f"cases/{FIRST}/action-plan.yaml", "findings:\n  - {id: L1, text: look twice, kind: lesson}\n")
    plans.put(f"cases/{FIRST}/progress.yaml", "# nothing yet\n")
    assert "No recommendation rests on lesson L1." in plans.does("action", "thread", FIRST).out


def test_what_every_plan_holds_answers_no_recommendation(plans: House) -> None:
    """An action that is there as one of the standard items need not name a recommendation."""
    more = "  - {id: S1, action: look back, owners: [pennine-care], due: 2026-09-30, standard: [previous-reviews]}\n"
    plans.put(f"cases/{FIRST}/action-plan.yaml", PLAN + more)
    found = json.loads(plans.does("validate", "--exit-zero", "--format", "json").out)["findings"]
    assert not [one for one in found if one["code"] == "ACT006"]


def test_a_later_owner_is_one_that_is_known(plans: House) -> None:
    """An agency's name with a slip in it, and a word for who agreed that nobody has, are found where they stand."""
    plans.put("board.yaml", plans.text("board.yaml").replace("people:\n", "people:\n  - {id: chair-1}\n", 1))
    new = "  handed_over:\n    - {on: 2026-06-01, to: [stockport-nhs-f], reason: moved, agreed_by: nobody}\n"
    plans.put(f"cases/{FIRST}/progress.yaml", PROGRESS.replace('"2":\n', f'"2":\n{new}'))
    done = plans.tries("validate", FIRST, "--exit-zero", "--format", "json")
    found = {one["code"] for one in json.loads(done.out)["findings"] if one["path"].endswith("progress.yaml")}
    assert found == {"STR055", "STR056"}


def test_a_new_date_in_words_is_shown_its_option(plans: House) -> None:
    """Nobody need guess that words stand behind another option than days do."""
    words = ("action", "revise", FIRST, "1", "--reason", "late", "--agreed-by", "pip", "--due")
    assert "--due-as-written WORDS" in plans.refuses(*words, "spring")


def test_a_date_that_is_still_to_be_agreed_leaves_the_plan_as_it_was_signed_off(plans: House) -> None:
    """What `next` says to type writes into progress.yaml, and what it asked for is on record then."""
    typed = f"reviewctl action revise {FIRST} 2a --due DATE --reason WORDS --agreed-by ROLE"
    assert typed in " ".join(plans.does("next", FIRST).out.split())
    plans.does(
        "action", "revise", FIRST, "2a", "--due", "30/6/2026", "--reason", "agreed", "--agreed-by", "pip"
    )
    assert plans.last_paths() == [f"cases/{FIRST}/progress.yaml"]
    assert "action 2a: no date is agreed" not in " ".join(plans.does("next", FIRST).out.split())
