"""`convert`: a review becomes one of another kind, or joins another; nothing met vanishes, no alarm is false."""

import json
from typing import Any

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
RAPID = "RR-2025-001"
ON = "3/3/2025"
WHY = ("--because", "one agency alone was involved")


def steps(house: House, case: str, as_of: str) -> dict[str, dict[str, Any]]:
    """Return the steps of a case as `deadlines` gives them to scripts, by their ids."""
    done = house.does("deadlines", case, "--format", "json", "--as-of", as_of)
    return {one["step"]: one for one in json.loads(done.out)["deadlines"]}


def alarms(house: House, case: str, as_of: str) -> list[tuple[str, str]]:
    """Return the code and place of each error and warning of a case, but for who referred it."""
    done = house.tries("validate", case, "--format", "json", "--as-of", as_of)
    found = json.loads(done.out)["findings"]
    return [(f["code"], f.get("at", "")) for f in found if f["severity"] != "note" and f["code"] != "REF001"]


@pytest.fixture
def rapid(case: House) -> House:
    """A Rapid Review that ran its course and recommended a local review."""
    case.does("new", "rapid-review", "--received", "13/1/2025")
    for address, day, *more in (
        ("referral.acknowledged", "13/1/2025"),
        ("screening.held", "15/1/2025"),
        ("notification.made", "15/1/2025"),
        ("pathway.determined", "16/1/2025", "--outcome", "rapid-review"),
        ("rapid_review.held", "29/1/2025"),
        ("rapid_review.completed", "30/1/2025", "--outcome", "local-review"),
    ):
        case.does("record", RAPID, address, day, *more)
    return case


def test_a_rapid_review_becomes_a_cspr_and_its_history_stays(rapid: House) -> None:
    """The id stays; what was met is shown with its own kind's limit; the diary keeps its lines and has the new ones."""
    before, diary = steps(rapid, RAPID, "2025-03-02"), rapid.text(f"cases/{RAPID}/diary.yaml")
    done = rapid.does("convert", RAPID, "cspr", "--on", ON, "--because", "a local review is needed")
    assert f"{RAPID}: a Child Safeguarding Practice Review from Monday 3 March 2025" in done.out
    after = steps(rapid, RAPID, "2025-03-10")
    met = {key: one for key, one in before.items() if one["state"] in ("met", "met-late")}
    assert "notification" in met and "acknowledgement" in met
    shown = ("due", "state", "done_on", "allowance", "anchor_date")
    assert {key: [after[key][k] for k in shown] for key in met} == {
        key: [one[k] for k in shown] for key, one in met.items()
    }
    assert all(line in rapid.text(f"cases/{RAPID}/diary.yaml").splitlines() for line in diary.splitlines())
    assert "national_panel_sent" in rapid.text(f"cases/{RAPID}/diary.yaml")
    case_yaml = rapid.text(f"cases/{RAPID}/case.yaml")
    assert "\ntype: cspr\n" in case_yaml and "until: 2025-03-02" in case_yaml
    assert alarms(rapid, RAPID, "2025-03-10") == []
    assert rapid.last_message() == f"{RAPID}: convert cspr"


def test_what_the_rapid_review_did_is_not_asked_of_the_cspr(rapid: House) -> None:
    """The referral was considered and the criteria were looked at: neither a check nor screening.md is owed again."""
    rapid.does("convert", RAPID, "cspr", "--on", ON)
    rapid.does("record", RAPID, "decision.made", "4/3/2025")
    rapid.does("record", RAPID, "decision.outcome", "review")
    after = steps(rapid, RAPID, "2025-03-10")
    states = [after[key]["state"] for key in ("sufficiency", "screening-meeting")]
    assert states == ["waived", "met"]
    assert ("STR063", "screening") not in alarms(rapid, RAPID, "2025-03-10")
    rapid.does("new", "cspr", "--received", "13/1/2025")
    other = "CSPR-2025-001"
    assert steps(rapid, other, "2025-03-10")["sufficiency"]["state"] == "running"
    rapid.does("record", other, "decision.made", "4/3/2025")
    rapid.does("record", other, "decision.outcome", "review")
    assert ("STR063", "screening") in alarms(rapid, other, "2025-03-10")


def test_before_its_day_a_converted_review_is_what_it_was(rapid: House) -> None:
    """Looked at as of the day before, it is a Rapid Review with the steps of one; `show` says both afterwards."""
    before = steps(rapid, RAPID, "2025-03-02")
    rapid.does("convert", RAPID, "cspr", "--on", ON)
    assert steps(rapid, RAPID, "2025-03-02") == before
    assert json.loads(rapid.does("show", RAPID, "--as-of", "2025-03-02", "--format", "json").out)["type"] == (
        "rapid-review"
    )
    shown = rapid.does("show", RAPID, "--as-of", "2025-03-03").out
    assert "Rapid Review, until 2 Mar 2025" in shown and "Child Safeguarding Practice Review" in shown


def test_what_was_overdue_stays_so_and_what_was_open_ends(case: House) -> None:
    """A referral that fails becomes a single-agency review: the screening that was late by law of P§11 stays late."""
    case.does("convert", CASE, "single-agency", "--on", "20/1/2025", *WHY)
    ended = steps(case, CASE, "2025-03-10")
    assert ended["screening-meeting"]["state"] == "waived"
    assert "another kind, on 20 January 2025" in ended["screening-meeting"]["reason"]
    assert alarms(case, CASE, "2025-03-10") == []
    case.does("undo")
    case.does("convert", CASE, "single-agency", "--on", ON, *WHY)
    late = steps(case, CASE, "2025-03-10")
    assert (late["screening-meeting"]["state"], late["screening-meeting"]["due"]) == ("overdue", "2025-02-03")
    assert alarms(case, CASE, "2025-03-10") == [("TIM001", "screening-meeting")]
    case.does(
        "late", CASE, "screening-meeting", "--reason", "it failed", "--agreed-by", "pip", "--on", "4/3/2025"
    )
    case.does(
        "waive", CASE, "screening-meeting", "--reason", "it failed", "--agreed-by", "pip", "--on", "4/3/2025"
    )
    assert alarms(case, CASE, "2025-03-10") == []


def test_what_was_decided_is_still_told_when_the_review_is_of_another_kind(case: House) -> None:
    """The referrer, the Board and the family are owed word of the decision, whatever the review becomes (P§5, P§11)."""
    for address, day in (
        ("screening.recommendation_sent", "20/1/2025"),
        ("decision.made", "22/1/2025"),
        ("decision.forwarded", "22/1/2025"),
    ):
        case.does("record", CASE, address, day)
    case.does("record", CASE, "decision.outcome", "other-pathway")
    case.does(
        "convert", CASE, "single-agency", "--on", "3/2/2025", "--because", "one agency alone was involved"
    )
    after = steps(case, CASE, "2025-02-10")
    owed = {key: (after[key]["state"], after[key]["waiting"]) for key in ("referrer-told", "board-told")}
    assert owed == {"referrer-told": ("running", 19), "board-told": ("running", 19)}
    case.does("record", CASE, "decision.referrer_told", "10/2/2025")
    assert steps(case, CASE, "2025-02-11")["referrer-told"]["state"] == "met"


def screened_as_a_sar(house: House, *met: str) -> None:
    """Screen and decide the case: another pathway, with these criteria met and the others not."""
    house.does("add", CASE, "screening")
    for criterion in ("in_area", "care_support_needs", "worked_together", "condition_1", "condition_2"):
        found = "met" if criterion in met else "not-met"
        house.does("record", CASE, f"screening.criteria.{criterion}.finding", found)
        house.does("record", CASE, f"screening.criteria.{criterion}.reason", "by the papers")
    house.does("record", CASE, "screening.recommendation.outcome", "other-pathway")
    for address, day in (
        ("screening.held", "15/1/2025"),
        ("screening.recommendation_sent", "20/1/2025"),
        ("decision.made", "22/1/2025"),
        ("decision.forwarded", "22/1/2025"),
        ("decision.board_told", "23/1/2025"),
        ("decision.referrer_told", "23/1/2025"),
    ):
        house.does("record", CASE, address, day)
    house.does("record", CASE, "decision.outcome", "other-pathway")
    house.does("convert", CASE, "single-agency", "--on", "3/2/2025")


def test_the_criteria_of_the_new_kind_are_not_asked_of_a_decision_under_the_old(case: House) -> None:
    """What was found on the SAR's criteria is the legal test; the agency's own threshold is no open criterion of it."""
    screened_as_a_sar(case, "in_area", "care_support_needs")
    assert {code for code, _ in alarms(case, CASE, "2025-02-10")} & {"DEC001", "DEC004", "DEC005"} == set()


def test_converting_is_no_way_out_of_a_duty_to_review(case: House) -> None:
    """A SAR whose mandatory criteria are met must be held, though the case is called a single agency's now."""
    screened_as_a_sar(case, "in_area", "care_support_needs", "worked_together", "condition_1")
    assert ("DEC001", "decision.outcome") in alarms(case, CASE, "2025-02-10")


def test_a_reason_for_lateness_may_come_after_the_conversion(case: House) -> None:
    """What was met late under the first kind can be explained under the second."""
    case.does("record", CASE, "screening.held", "10/2/2025")
    case.does("convert", CASE, "single-agency", "--on", "17/2/2025", *WHY)
    assert alarms(case, CASE, "2025-03-10") == [("TIM002", "screening-meeting")]
    case.does("late", CASE, "screening-meeting", "--reason", "x", "--agreed-by", "pip", "--on", "5/3/2025")
    assert alarms(case, CASE, "2025-03-10") == []


def test_a_limit_that_had_passed_is_a_duty_without_one(case: House) -> None:
    """A practice review that becomes a SAR after 15 working days is owed its screening, and is not late for it."""
    case.does("new", "practice-review", "--received", "13/1/2025")
    case.does("convert", "PR-2025-001", "sar", "--on", ON)
    found = steps(case, "PR-2025-001", "2025-03-10")["screening-meeting"]
    assert (found["state"], found["due"], found["waiting"]) == ("running", None, 7)
    assert alarms(case, "PR-2025-001", "2025-03-10") == []
    case.does("record", "PR-2025-001", "screening.held", "12/3/2025")
    assert steps(case, "PR-2025-001", "2025-03-12")["screening-meeting"]["state"] == "met"
    case.does("record", "PR-2025-001", "screening.recommendation_sent", "28/3/2025")
    assert ("TIM002", "recommendation") in alarms(case, "PR-2025-001", "2025-03-28")


def test_the_other_kinds_are_the_others(case: House) -> None:
    """What the review is already is not offered again."""
    kinds = case.refuses("convert", CASE, "sar").partition("The other kinds: ")[2].rstrip(".\n").split(", ")
    assert "cspr" in kinds and "sar" not in kinds


@pytest.mark.parametrize(
    "kind",
    [
        "cspr",
        "dhr",
        "practice-review",
        "multi-agency-learning",
        "single-agency",
        "peer",
        "reflective-session",
    ],
)
def test_no_conversion_brings_a_false_alarm(case: House, kind: str) -> None:
    """A referral in good order becomes one of any kind, and back, and there is nothing to put right."""
    case.does("record", CASE, "screening.held", "29/1/2025")
    case.does("record", CASE, "screening.recommendation_sent", "3/2/2025")
    case.does("convert", CASE, kind, "--on", "4/2/2025", *WHY)
    assert alarms(case, CASE, "2025-02-04") == []
    case.does("convert", CASE, "sar", "--on", "20/2/2025", *WHY)
    assert [one for one in alarms(case, CASE, "2025-02-20") if one[0] != "TIM001"] == []
    assert steps(case, CASE, "2025-02-20")["screening-meeting"]["done_on"] == "2025-01-29"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("cspt",), "Did you mean cspr"),
        (("sar",), "is a Safeguarding Adults Review already"),
        (("cspr", "--on", "1/1/2025"), "before the request came, on Monday 13 January 2025"),
        (("cspr", "--on", "1/1/2999"), "still to come"),
        ((), "Convert it into what?"),
        (("cspr", "--joins", "DHR-2025-001"), "Convert it into what?"),
        (
            ("single-agency",),
            "Nothing is decided on SAR-2025-001 as a Safeguarding Adults Review (P§8, P§11)",
        ),
        (("single-agency", "--because", " "), "that has a reason"),
        (("--joins", "DHR-2025-001"), "There is no case"),
        (("--joins", "SAR-2025-1"), "no id has that form. Did you mean SAR-2025-001?"),
        (("--joins", "dhr-2025-04"), "no id has that form."),
        (("--joins", CASE), "cannot join itself"),
        (("--joins", "Mary Smith"), "never a person's name"),
        (("--joins", "DHR of the Partnership"), "a decision has its reasons"),
    ],
)
def test_what_cannot_be_converted_is_refused(case: House, words: tuple[str, ...], said: str) -> None:
    """One sentence and a hint; nothing is written."""
    assert said in case.refuses("convert", CASE, *words)


def test_its_history_says_what_it_was_when_it_was_opened(rapid: House) -> None:
    """It did not begin as what it became."""
    assert "a new review: Rapid Review, judged by" in rapid.does("history", RAPID).out
    rapid.does("convert", RAPID, "cspr", "--because", "a local review is needed")
    said = rapid.does("history", RAPID).out
    assert "a new review: rapid-review, judged by" in said and "rapid-review → cspr" in said


def test_two_referrals_of_one_death_become_one_case(case: House) -> None:
    """The second joins the first: both name each other, its decision says so with its reasons, nothing is late."""
    case.does("new", "sar", "--received", "15/1/2025")
    case.does("record", "SAR-2025-002", "referral.acknowledged", "16/1/2025")
    done = case.does(
        "convert", "SAR-2025-002", "--joins", CASE, "--because", "The same death.", "--on", "20/1/2025"
    )
    assert "decision: joined, Monday 20 January 2025" in done.out
    assert "still owed: chair-briefing" not in done.out and "referrer-told" in done.out
    for one, other in ((CASE, "SAR-2025-002"), ("SAR-2025-002", CASE)):
        assert f"held with     {other}" in case.does("show", one).out or other in case.does("show", one).out
    decision = case.text("cases/SAR-2025-002/decision.md")
    assert f"pathway: {CASE}" in decision and decision.endswith("The same death.\n")
    found = steps(case, "SAR-2025-002", "2025-03-10")
    assert (found["screening-meeting"]["state"], found["acknowledgement"]["state"]) == ("waived", "met")
    assert alarms(case, "SAR-2025-002", "2025-03-10") == []
    assert "already" in case.refuses("convert", "SAR-2025-002", "--joins", CASE)


@pytest.mark.parametrize("there", [(0,), (0, 1), (0, 1, 2), (2, 3), (3,)])
def test_what_was_killed_is_completed_by_typing_it_again(case: House, there: tuple[int, ...]) -> None:
    """Whichever of the four files had been written, the same command writes the rest, and nothing twice."""
    case.does("new", "sar", "--received", "15/1/2025")
    second = "cases/SAR-2025-002"
    names = (
        f"{second}/decision.md",
        f"{second}/diary.yaml",
        f"cases/{CASE}/case.yaml",
        f"{second}/case.yaml",
    )
    words = ("convert", "SAR-2025-002", "--joins", CASE, "--because", "The same death.", "--on", "20/1/2025")
    case.does(*words)
    whole = case.files()
    case.does("undo")
    for number in there:
        case.put(names[number], whole[names[number]])
    case.tries(*words)
    assert case.files() == whole


def test_that_nothing_was_decided_is_said_and_reported(case: House) -> None:
    """The one who converts reads it at once, and those who look at every decision see what the referral became."""
    done = case.does("convert", CASE, "single-agency", "--on", "20/1/2025", *WHY)
    assert "No decision on it as a Safeguarding Adults Review is recorded" in done.out
    assert f"reviewctl record {CASE} decision.made DATE" in done.out
    report = ("report", "quarterly", "--quarter", "2025-q1", "--as-of", "2025-03-31")
    said = " ".join(case.does(*report).out.split())
    assert "became" in said and "not yet screened" not in said.partition("In numbers")[0]
    (line,) = json.loads(case.does(*report, "--format", "json").out)["referrals"]
    assert (line["outcome"], line["became"]) == ("not-screened", "single-agency")
    case.does("record", CASE, "decision.made", "22/1/2025")


def test_a_conversion_that_was_killed_is_repeated(case: House) -> None:
    """case.yaml is written last, so that before it the review is still what it was."""
    words = ("convert", CASE, "practice-review", "--because", "no abuse", "--on", "20/1/2025")
    case.does(*words)
    whole = case.files()
    case.does("undo")
    changed = [path for path in whole if path not in case.files() or whole[path] != case.files()[path]]
    for path in changed:
        if not path.endswith("case.yaml"):
            case.put(path, whole[path])
    case.tries(*words)
    assert len(changed) > 1 and case.files() == whole


def test_a_sar_that_was_decided_stays_one_when_it_is_held_with_a_dhr(case: House) -> None:
    """The decision is not changed; what is owed goes on; another body's review is named in words."""
    case.put(f"cases/{CASE}/decision.md", "---\noutcome: review\nmandate: s44-4\n---\n\nWhy.\n")
    case.does("record", CASE, "decision.made", "20/1/2025")
    done = case.does("convert", CASE, "--joins", "DHR of the Partnership")
    assert "stays as it is (review)" in done.out and "completion" in done.out
    assert "outcome: review" in case.text(f"cases/{CASE}/decision.md")
    assert case.last_message() == f"{CASE}: joins another review"
    assert "each names the other" not in done.out


def test_one_side_alone_is_found(case: House) -> None:
    """A review that names another which does not name it back, or is not there, is put right."""
    case.does("new", "sar", "--received", "15/1/2025")
    path = f"cases/{CASE}/case.yaml"
    case.put(path, case.text(path).replace("joint_with:\n", "joint_with: [SAR-2025-002]\n"))
    assert case.codes() == {"STR081"}
    case.put(path, case.text(path).replace("SAR-2025-002", "SAR-2025-003"))
    assert case.codes() == {"STR080"}
