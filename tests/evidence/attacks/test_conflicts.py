"""Accounts that say one thing in another order do not differ."""

import pytest

from reviewctl.facts.chronicle.negation import contradict


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("No concerns were raised by staff on the ward", "Staff on the ward raised no concerns"),
        ("No injuries were seen by the doctor", "The doctor saw no injuries and had seen him before"),
    ],
)
def test_the_same_denial_in_another_order_is_no_difference(one: str, other: str) -> None:
    """What both deny is no conflict, nor what stands near it."""
    assert not contradict(one, other) and not contradict(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Did not attend the clinic; no concerns", "Attended the clinic; no concerns"),
        ("DNA. No concerns were noted", "Attended. No concerns were noted"),
    ],
)
def test_what_only_one_denies_is_still_a_difference(one: str, other: str) -> None:
    """Though both deny something else as well."""
    assert contradict(one, other)
