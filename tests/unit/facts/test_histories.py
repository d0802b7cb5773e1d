"""Which values a merge settled itself, and the words and reasons of addresses."""

import pytest

from reviewctl.facts.differences import Difference
from reviewctl.facts.histories import below, changes_of, settled, told_after_a_fault, way_of, way_to
from reviewctl.model.address import parse_address
from reviewctl.model.event import EventDetail


def side(base: object, value: object) -> list[Difference]:
    """Return what is different between what two lines had in common and one of them."""
    return [Difference("a.b", base, value)] if base != value else []


@pytest.mark.parametrize(
    ("base", "one", "other", "merged", "told"),
    [
        (1, 1, 1, 1, False),
        (1, 2, 1, 2, False),
        (1, 1, 2, 2, False),
        (1, 2, 2, 2, False),
        (1, 2, 3, 2, True),
        (1, 2, 3, 3, True),
        (1, 2, 3, 4, True),
        (1, 2, 3, 1, True),
        (1, 2, 1, 1, True),
        (1, 1, 1, 2, True),
        (1, 2, 2, 1, True),
        (1, None, 2, None, True),
        (None, 2, None, 2, False),
        (1, None, 1, None, False),
        (1, None, 1, 1, True),
    ],
)
def test_a_merge_is_told_where_it_settled_a_value(
    base: object, one: object, other: object, merged: object, told: bool
) -> None:
    """And not where one line alone changed it and the merge holds that, whichever line that is."""
    for first, second in ((one, other), (other, one)):
        found = list(settled(side(base, first), side(base, second), side(base, merged)))
        assert bool(found) is told
        if told:
            assert (found[0].before, found[0].after, found[0].sides) == (first, merged, (first, second))


def test_an_address_is_its_words_however_it_is_written() -> None:
    """Brackets and dots are two ways to write one address; an id may hold a dot."""
    assert way_of("actions[21.10.1].revisions[2].due") == ("actions", "21.10.1", "revisions", "2", "due")
    for text in ("screening.held", "returns[gmp].imr.submitted", "imr"):
        assert way_to(parse_address(text)) == way_of(text)
    assert below(("actions", "3"), "actions[3].due")
    assert not below(("actions", "3"), "actions[31].due")


def test_a_reason_stands_in_the_value_or_beside_it() -> None:
    """That of an event in its detail, why before what is noted; that of a permission in the same group."""
    event = EventDetail(on="2026-05-20", note="by letter", because="a slip")
    found = changes_of(
        [
            Difference("screening.held", None, event),
            Difference("panel.met", None, ("2026-01-01", EventDetail(on="2026-02-01", note="by letter"))),
            Difference("log.extensions[2].to", None, "x"),
            Difference("log.extensions[2].reason", None, "the inquest"),
            Difference("log.extensions[1].to", None, "y"),
        ]
    )
    assert [one.reason for one in found] == ["a slip", "by letter", "the inquest", None, None]


def test_what_a_fault_hid_is_told_once() -> None:
    """What came back as it was is no change; what is gone since the file was whole is told when it is whole again."""
    since_fault = [Difference("came.back", None, 1), Difference("changed", None, 3)]
    since_clean = [Difference("changed", 2, 3), Difference("gone", 4, None), Difference("told.then", 5, 6)]
    assert [one.address for one in told_after_a_fault(since_fault, since_clean)] == ["changed", "gone"]
