"""What `validate` finds of a plan that repeats an earlier one, or lacks what every plan holds."""

import json

import pytest

from tests.commands import House
from tests.similar.conftest import NEW, OLD

PLAN = f"cases/{NEW}/action-plan.yaml"


def found(three: House, code: str, *, of: str = NEW) -> list[str]:
    """Return the messages of a code that validate gives of a review; of all for ""."""
    done = three.tries("validate", *filter(None, [of]), "--format", "json")
    assert done.code in (0, 1), done
    return [one["message"] for one in json.loads(done.out)["findings"] if one["code"] == code]


def say(three: House, said: str) -> None:
    """Write down what was considered for the first recommendation."""
    begin, _, rest = three.text(PLAN).partition("    owners: [pennine-care, gm-icb]\n")
    three.put(PLAN, f"{begin}    owners: [pennine-care, gm-icb]\n    considered: [{said}]\n{rest}")


def test_what_was_closed_as_met_and_is_wanted_again_is_found(three: House) -> None:
    """Whether the review is judged alone or with all, of which another one repeats it, too."""
    (message,) = found(three, "ACT030")
    assert message == f"Recommendation 1 is nearly the same as recommendation 7 of {OLD}, closed as met."
    assert [one.split()[1] for one in found(three, "ACT030", of="")] == ["R1", "1"]


@pytest.mark.parametrize(
    "said", [f"{{review: {OLD}}}", f"{{review: {OLD}, recommendation: 7, note: once more}}"]
)
def test_saying_that_it_was_considered_answers_it(three: House, said: str) -> None:
    """By its number, or the whole review."""
    say(three, said)
    assert found(three, "ACT030") == []
    assert found(three, "ACT031") == []


def test_another_number_does_not_answer_it(three: House) -> None:
    """It is another recommendation that was looked at."""
    say(three, f"{{review: {OLD}, recommendation: 8}}")
    assert len(found(three, "ACT030")) == 1


@pytest.mark.parametrize(
    "said", ["{review: SAR-2001-001}", f"{{review: {OLD}, recommendation: 99}}", f"{{review: {NEW}}}"]
)
def test_what_is_not_there_was_not_considered(three: House, said: str) -> None:
    """A review, a recommendation, or the review itself."""
    say(three, said)
    assert len(found(three, "ACT031")) == 1


def test_what_is_still_open_elsewhere_is_not_found(three: House) -> None:
    """Only what was closed as met has to be answered for."""
    progress = three.text(f"cases/{OLD}/progress.yaml").replace("  met: 2020-06-20\n", "")
    three.put(f"cases/{OLD}/progress.yaml", progress)
    assert found(three, "ACT030") == []


def test_what_was_met_after_the_plan_was_agreed_is_not_held_against_it(three: House) -> None:
    """Nobody could consider then what came of it."""
    three.does("record", NEW, "plan.agreed", "2026-05-05")
    assert len(found(three, "ACT030")) == 1
    progress = three.text(f"cases/{OLD}/progress.yaml").replace("met: 2020-06-20", "met: 2026-05-20")
    three.put(f"cases/{OLD}/progress.yaml", progress)
    assert found(three, "ACT030") == []


def test_a_plan_that_is_done_is_left_alone(three: House) -> None:
    """Once the partnership has seen every action met, there is nothing left to plan."""
    three.does("record", NEW, "plan.met_by_pip", "2026-06-05")
    assert found(three, "ACT030") == []


def test_an_exception_holds_and_is_not_called_unused_where_nobody_looks_at_other_reviews(
    three: House,
) -> None:
    """`show` judges without the other reviews; it must not say that the exception has become needless."""
    at = "action-plan.recommendations.1"
    three.put(
        f"cases/{NEW}/waivers.yaml",
        f"- {{code: ACT030, at: {at}, reason: agreed, authority: independent-chair, on: 2026-06-01}}\n",
    )
    done = json.loads(three.tries("validate", NEW, "--format", "json").out)
    codes = {one["code"]: one.get("waived", False) for one in done["findings"]}
    assert codes.get("ACT030", True) and "STR030" not in codes


def items(three: House) -> list[str]:
    """Return the items of every plan that the newest review is found to lack."""
    return found(three, "ACT035")


def test_a_plan_lacks_what_no_action_answers_once_the_report_was_presented(three: House) -> None:
    """Before that it is not to be finalised; after it each item is told by itself."""
    assert items(three) == []
    three.does("record", NEW, "report.presented", "2026-05-29")
    assert len(items(three)) == 4
    three.put(
        PLAN, three.text(PLAN).replace("action: agree it,", "action: agree it, standard: [findings-shared],")
    )
    assert len(items(three)) == 3
    assert not any("practitioners" in one for one in items(three))


def test_what_happened_settles_an_item_and_what_was_considered_answers_another(three: House) -> None:
    """Nobody has to write down that the workforce will be told once it was."""
    three.does("record", NEW, "report.presented", "2026-05-29")
    three.does("record", NEW, "learning.workforce_told", "2026-06-05")
    say(three, f"{{review: {OLD}}}")
    assert [one.partition(": ")[2][:10] for one in items(three)] == ["a timeline", "findings s"]


def test_a_review_that_was_taken_over_lacks_nothing_that_its_list_never_held(three: House) -> None:
    """Nor has it to consider what was there when it came."""
    three.does("record", NEW, "plan.agreed", "2026-05-05")
    case = f"cases/{NEW}/case.yaml"
    assert items(three) and found(three, "ACT030")
    text = three.text(case).replace("taken_over:\n", "")
    three.put(case, f"{text}taken_over: {{on: 2026-06-05}}\n")
    assert items(three) == [] and found(three, "ACT030") == []


def test_a_word_that_is_no_item_is_told_with_the_nearest(three: House) -> None:
    """A slip would make the item seem to be lacking."""
    three.put(
        PLAN, three.text(PLAN).replace("action: agree it,", "action: agree it, standard: [finding-shared],")
    )
    (message,) = found(three, "ACT036")
    assert "findings-shared?" in message


def test_a_list_of_actions_shows_what_every_plan_holds(three: House) -> None:
    """By its title for people, by its word for programs."""
    three.put(
        PLAN, three.text(PLAN).replace("action: agree it,", "action: agree it, standard: [findings-shared],")
    )
    assert (
        "as every plan holds (P§17): Findings shared with the practitioners"
        in three.does("action", "list", NEW).out
    )
    (action,) = json.loads(three.does("action", "list", NEW, "--format", "json").out)["actions"]
    assert action["standard"] == ["findings-shared"]
