"""What a family is owed: not where the record says that the case took another way."""

import json

import pytest

from tests.commands import House

CASE = "RR-2025-001"


@pytest.mark.parametrize(
    ("pathway", "owed"), [("case-escalation", False), ("practice-review", False), ("rapid-review", True)]
)
def test_a_family_is_told_of_a_rapid_review_only_where_there_is_one(
    house: House, pathway: str, owed: bool
) -> None:
    """P§11 has the family told whether a review will be conducted: no pathway but the Rapid Review ends in that."""
    house.does("new", "rapid-review", "--received", "13/1/2025")
    for address, day, *more in (
        ("screening.held", "15/1/2025"),
        ("pathway.determined", "16/1/2025", "--outcome", pathway),
        ("referral.referrer_told", "17/1/2025"),
        ("decision.made", "31/1/2025"),
        ("decision.board_told", "31/1/2025"),
        ("decision.carried_on", "31/1/2025"),
    )[: 6 if owed else 3]:
        house.does("record", CASE, address, day, *more)
    if owed:
        house.does("record", CASE, "decision.outcome", "review")
    assert json.loads(house.does("show", CASE, "--format", "json").out)["stage"] == "closed"
    found = json.loads(house.tries("validate", CASE, "--format", "json").out)["findings"]
    assert ("FAM001" in {one["code"] for one in found}) is owed
