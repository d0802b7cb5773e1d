"""A text that is approved anew: what followed its first approval is still in order."""

import json

from tests.signoff.conftest import CASE, REPORT, Desk, on


def reversed_at(desk: Desk, day: str) -> list[str]:
    """Return which dates `validate` finds to be before something that they follow."""
    with on(day):
        done = desk.tries("validate", CASE, "--format", "json", "--select", "TIM007")
    return [one["at"] for one in json.loads(done.out)["findings"]]


def approved_twice(desk: Desk, first: str, again: str) -> None:
    """The report is approved on a day, changed, and approved anew on another."""
    for day in (first, again):
        with on(day):
            desk.put(REPORT, f"{desk.text(REPORT)}\nA word more.\n")
            desk.does("save")
            desk.does("signoff", "request", CASE, "overview-report", "--here", "-o", "/dev/null")
        desk.approve(day)


def shown_to_the_family(desk: Desk, day: str) -> None:
    """Somebody of the family read the report, and what was said of it went into the final version (P§15)."""
    with on(day):
        desk.does("family", "contact", CASE, "sister", "--relationship", "sister", "--how", "visit")
        desk.does("family", "copy", CASE, "sister", "--shown", day, "--returned", day)


def test_what_followed_the_first_approval_is_in_order(desk: Desk) -> None:
    """The sister's comment was taken up, so that the report was approved anew after she had read it."""
    approved_twice(desk, "2026-05-18", "2026-06-01")
    shown_to_the_family(desk, "2026-06-02")
    desk.does(
        "record", CASE, "family[sister].read_only_copy", "2026-05-20", "--because", "the visit was then"
    )
    assert reversed_at(desk, "2026-06-08") == []


def test_what_came_before_any_approval_is_not(desk: Desk) -> None:
    """The order of the policy is that of the first approval."""
    approved_twice(desk, "2026-05-18", "2026-06-01")
    shown_to_the_family(desk, "2026-06-02")
    desk.does(
        "record", CASE, "family[sister].read_only_copy", "2026-05-17", "--because", "the visit was then"
    )
    assert reversed_at(desk, "2026-06-08") == ["family[sister].read_only_copy"]
