"""Deadlines of random reviews under random policies against a second working out of them, by other means.

`oracle_told` makes policies and records as plain words, `oracle_worked` works them out with numpy's business days,
gov.uk's list and dateutil, and `oracle_made` lets reviewctl do it. With the twenty thousand reviews under the
shipped pack (`test_oracle.py`) they are a hundred thousand.
"""

import json
import random
from collections import Counter
from typing import get_args

import pytest

from reviewctl.model.deadline import State
from tests.making import plan_from
from tests.unit.facts.oracle_made import found, plan_made
from tests.unit.facts.oracle_told import policy_at_random, record_at_random
from tests.unit.facts.oracle_worked import Second, Worked

PARTS = 16
POLICIES = 200
RECORDS = 25


@pytest.mark.parametrize("part", range(PARTS))
def test_all_forms_of_steps_agree_with_a_second_working_out(part: str) -> None:
    """Dates, states, days, items, whom a step waits for and what is in hand, of five thousand reviews."""
    seen: Counter[str] = Counter()
    for number in range(POLICIES):
        seen.update(compared(f"{part}-{number}"))
    # A sample that never came to a thing would prove nothing about it.
    assert all(seen[state] > 100 for state in get_args(State)), seen
    assert min(seen["waiting"], seen["in hand"], seen["planned"], seen["item"], seen["moved"]) > 50, seen


def compared(seed: str) -> Counter[str]:
    """Compare the reviews under one random policy; return how often each thing came up.

    What fails is told by its seed: `compared("3-17")` does it again.
    """
    seen: Counter[str] = Counter()
    policy = policy_at_random(random.Random(seed))
    plan = plan_made(policy)
    for number in range(RECORDS):
        told = record_at_random(random.Random(f"{seed}-{number}"), policy["kind"]["steps"])
        expected, made = Second(policy, told).deadlines(), found(plan, told)
        for step in policy["kind"]["steps"]:
            assert made[step["id"]] == expected[step["id"]], (f"seed {seed}-{number}", step, told)
            seen.update(word for one in made[step["id"]] for word in words_for(one))
    return seen


def words_for(one: Worked) -> list[str]:
    """Return what a deadline is an example of."""
    marks = {
        "waiting": one.waiting_for,
        "in hand": one.in_hand is not None,
        "planned": one.anchor_planned,
        "item": one.item,
        "moved": one.due and one.original_due and one.due > one.original_due,
    }
    return [one.state, *(word for word, there in marks.items() if there)]


def test_the_random_policies_are_policies_that_a_board_could_write() -> None:
    """Each is read from its files without a finding, and planned as it was made here."""
    for number in range(40):
        policy = policy_at_random(random.Random(f"written-{number}"))
        read = plan_from(json.dumps(policy["pack"]), json.dumps(policy["kind"]))
        assert read.steps == plan_made(policy).steps, number
