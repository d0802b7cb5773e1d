"""What two people changed is merged by address: each change is kept, and only one address with two values is asked."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.model.catalogue import BY_NAME
from reviewctl.store.strict import read_yaml
from reviewctl.work.merging.items import ABSENT
from reviewctl.work.merging.naming import Place
from reviewctl.work.merging.values import Clash, Merged, merge_values

MANY = settings(max_examples=300, deadline=None)
SEEDS = st.integers(0, 2**32).map(Random)
GROUPS = ("referral", "screening", "decision", "report")
EVENTS = ("received", "held", "notified", "met")
DAYS = ("2026-01-05", "2026-02-09", "2026-03-04", "2026-04-01", None)


def merged(kind: str, base: Any, mine: Any, theirs: Any, **chosen: Any) -> Merged:
    """Merge three versions of what a document of a kind says."""
    return merge_values(Place(BY_NAME[kind], kind), base, mine, theirs, chosen)


def said(text: str) -> Any:
    """Return what a YAML text says."""
    return read_yaml(text, "").value


def some_diary(random: Random) -> dict[str, Any]:
    """Return a diary by chance."""
    groups = random.sample(GROUPS, random.randint(0, 4))
    return {
        group: {event: random.choice(DAYS) for event in random.sample(EVENTS, random.randint(1, 4))}
        for group in groups
    }


def edited(random: Random, diary: dict[str, Any]) -> dict[str, Any]:
    """Return the diary with some events recorded, corrected or taken away."""
    made = {group: dict(events) for group, events in diary.items()}
    for _ in range(random.randint(0, 4)):
        group, event = random.choice(GROUPS), random.choice(EVENTS)
        if random.random() < 0.25:
            made.get(group, {}).pop(event, None)
        else:
            made.setdefault(group, {})[event] = random.choice(DAYS)
    return made


def leaves(diary: dict[str, Any]) -> dict[str, Any]:
    """Return the events of a diary by address, but for blanks."""
    return {
        f"{group}.{event}": day
        for group, events in diary.items()
        for event, day in (events or {}).items()
        if day is not None
    }


def changed(base: dict[str, Any], side: dict[str, Any]) -> dict[str, Any]:
    """Return what a side says of each address that it changed; None where it took it away."""
    was, now = leaves(base), leaves(side)
    return {one: now.get(one) for one in {*was, *now} if was.get(one) != now.get(one)}


@MANY
@given(SEEDS)
def test_each_change_is_kept_and_only_two_values_clash(random: Random) -> None:
    """The merge has exactly the changes of both; a clash is where both changed one address differently."""
    base = some_diary(random)
    mine, theirs = edited(random, base), edited(random, base)
    made = merged("diary", base, mine, theirs)
    own, other = changed(base, mine), changed(base, theirs)
    assert {one.address for one in made.clashes} == {
        one for one in own.keys() & other.keys() if own[one] != other[one]
    }
    want = leaves(base) | other | own
    assert leaves(made.value or {}) == {one: day for one, day in want.items() if day is not None}


@MANY
@given(SEEDS)
def test_it_is_the_same_the_other_way_round(random: Random) -> None:
    """Whoever merges, the values are the same, but for what both changed: there each has their own."""
    base = some_diary(random)
    mine, theirs = edited(random, base), edited(random, base)
    one, other = merged("diary", base, mine, theirs), merged("diary", base, theirs, mine)
    clashing = {clash.address for clash in one.clashes}
    assert clashing == {clash.address for clash in other.clashes}
    first, second = (
        {at: day for at, day in leaves(made.value or {}).items() if at not in clashing}
        for made in (one, other)
    )
    assert first == second


@MANY
@given(SEEDS)
def test_what_one_side_alone_changed_is_taken_as_it_is(random: Random) -> None:
    """Where the other changed nothing, or the same, there is nothing to merge."""
    base = some_diary(random)
    mine = edited(random, base)
    for versions in ((base, mine, base), (base, base, mine), (base, mine, mine)):
        assert merged("diary", *versions) == Merged(mine, ())


NOTES = [
    {"on": f"2026-0{month}-0{day}", "text": text} for month in (1, 2, 3) for day in (4, 5) for text in "ab"
]


def some_log(random: Random, base: list[Any]) -> list[Any]:
    """Return the notes with some put in, in order of their dates."""
    return sorted([*base, *random.sample(NOTES, random.randint(0, 4))], key=lambda one: one["on"])


def counted(notes: list[Any]) -> list[str]:
    return sorted(map(str, notes))


@MANY
@given(SEEDS)
def test_the_notes_of_both_are_kept_in_order_of_their_dates(random: Random) -> None:
    """Each note that either added is there, one that both added once; no note of the base is lost."""
    base = some_log(random, [])
    mine, theirs = some_log(random, base), some_log(random, base)
    made = merged("log", {"notes": base}, {"notes": mine}, {"notes": theirs})
    assert made.clashes == ()
    notes = made.value["notes"] if made.value["notes"] else []
    assert [one["on"] for one in notes] == sorted(one["on"] for one in notes)
    for text in {*counted(notes), *counted(mine), *counted(theirs)}:
        was, own, other = (counted(side).count(text) for side in (base, mine, theirs))
        assert counted(notes).count(text) == max(own, other), (was, own, other)
    other_way = merged("log", {"notes": base}, {"notes": theirs}, {"notes": mine})
    assert counted(other_way.value["notes"] or []) == counted(notes)


def test_fields_of_one_agency() -> None:
    """What each recorded of one agency is there; the day of which both are sure is asked about by its address."""
    base = said("gmp: {imr: {requested: 2026-01-01}, chased: [2026-02-01]}")
    mine = said(
        "gmp: {imr: {requested: 2026-01-01, submitted: 2026-03-01}, chased: [2026-02-01, 2026-02-20]}"
    )
    theirs = said(
        "gmp: {imr: {requested: 2026-01-01, submitted: 2026-03-02}, chased: [2026-02-01, 2026-02-10], outcome: given}"
    )
    made = merged("returns", base, mine, theirs)
    assert [one.address for one in made.clashes] == ["returns[gmp].imr.submitted"]
    assert made.value == said(
        "gmp: {imr: {requested: 2026-01-01, submitted: 2026-03-01}, "
        "chased: [2026-02-01, 2026-02-10, 2026-02-20], outcome: given}"
    )
    chosen = {"returns[gmp].imr.submitted": "theirs"}
    assert merged("returns", base, mine, theirs, **chosen).value["gmp"]["imr"]["submitted"] == "2026-03-02"


def test_a_permission_that_both_go_on_with_is_one() -> None:
    """A suspension that one resumed and on which the other wrote when to ask again has both, and is no second one."""
    base = said("suspensions: [{steps: [imr], from: 2026-01-01, reason: trial}]")
    mine = said("suspensions: [{steps: [imr], from: 2026-01-01, reason: trial, until: 2026-03-01}]")
    theirs = said("suspensions: [{steps: [imr], from: 2026-01-01, reason: trial, ask_again: 2026-02-01}]")
    made = merged("log", base, mine, theirs)
    assert made.clashes == ()
    assert made.value == said(
        "suspensions: [{steps: [imr], from: 2026-01-01, reason: trial, until: 2026-03-01, ask_again: 2026-02-01}]"
    )


def test_two_days_for_one_permission_are_asked_about() -> None:
    """The address counts the permission, for it has no name."""
    base = said("extensions: [{step: completion, to: 2026-07-01, reason: late IMR}]")
    mine, theirs = (
        said(f"extensions: [{{step: completion, to: {day}, reason: late IMR}}]")
        for day in ("2026-08-01", "2026-09-01")
    )
    made = merged("log", base, mine, theirs)
    assert made.clashes[0].address == "log.extensions[1].to"
    assert (made.clashes[0].mine, made.clashes[0].theirs) == ("2026-08-01", "2026-09-01")


def test_two_new_things_of_one_name_are_never_mixed() -> None:
    """Two relatives under one key, or two actions of one number, are asked about as a whole."""
    for kind, text, address in (
        ("family", "brother-1: {relationship: brother, preferences: %s}", "family[brother-1]"),
        ("action-plan", "actions: [{id: 3, action: %s, due: 2026-05-01}]", "actions[3]"),
        ("papers", "[{id: p1, title: %s}]", "papers[p1]"),
    ):
        made = merged(kind, None, said(text % "one"), said(text % "two"))
        assert [one.address for one in made.clashes] == [address], kind


def test_what_one_took_away_and_the_other_went_on_with_is_asked_about() -> None:
    """An action that is gone on one side and changed on the other is neither kept nor lost in silence."""
    base = said("actions: [{id: 1, action: a}, {id: 2, action: b}]")
    mine, theirs = (
        said("actions: [{id: 1, action: a}]"),
        said("actions: [{id: 1, action: a}, {id: 2, action: c}]"),
    )
    made = merged("action-plan", base, mine, theirs)
    assert made.clashes[0].address == "actions[2]" and made.clashes[0].mine is ABSENT
    assert made.value == mine
    assert merged("action-plan", base, mine, theirs, **{"actions[2]": "theirs"}).value == theirs


def test_an_event_is_one_fact() -> None:
    """A date and the reason why it was corrected are not taken from two people; two ways of writing it are one."""
    base = said("screening: {held: 2026-01-05}")
    mine = said("screening: {held: {on: 2026-01-06, was: 2026-01-05, because: misread}}")
    theirs = said("screening: {held: {on: 2026-01-07, was: 2026-01-05, because: typing}}")
    made = merged("diary", base, mine, theirs)
    assert [one.address for one in made.clashes] == ["screening.held"]
    same = merged(
        "diary", None, said("screening: {held: {on: 2026-01-06}}"), said("screening: {held: 2026-01-06}")
    )
    assert same.clashes == ()


def test_a_thing_that_happened_twice() -> None:
    """An event that each recorded once more has happened as often as both say."""
    base = said("gmp: {imr: {requested: 2026-01-01}}")
    mine = said("gmp: {imr: {requested: [2026-01-01, 2026-03-01]}}")
    theirs = said("gmp: {imr: {requested: [2026-01-01, 2026-02-01]}}")
    made = merged("returns", base, mine, theirs)
    assert made == Merged(said("gmp: {imr: {requested: [2026-01-01, 2026-02-01, 2026-03-01]}}"), ())


@pytest.mark.parametrize(
    ("mine", "theirs", "want"),
    [
        (["c", "a"], ["d", "a"], ["c", "d", "a"]),
        (["a", "c"], ["a", "d"], ["a", "c", "d"]),
        (["a", "b"], ["a", "b"], ["a", "b"]),
        ([], ["a", "d"], ["d"]),
    ],
)
def test_lists_of_words(mine: list[str], theirs: list[str], want: list[str]) -> None:
    """A word that either added is there where it stood, one that either took away is not."""
    made = merged("case", {"joint_with": ["a"]}, {"joint_with": mine}, {"joint_with": theirs})
    assert made == Merged({"joint_with": want}, ())


def test_a_clash_of_kinds() -> None:
    """Where one wrote a list and the other a word, and the file is at fault, it is asked about."""
    made = merged("log", None, {"notes": [{"on": "2026-01-01"}]}, {"notes": "none"})
    assert made.clashes == (Clash("log.notes", ABSENT, [{"on": "2026-01-01"}], "none", way=("notes",)),)
