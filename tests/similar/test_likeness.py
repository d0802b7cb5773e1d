"""How alike two recommendations are: measured by pairs that people would call the same, and pairs they would not."""

from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.actions.gist import Gists
from reviewctl.facts.actions.similar import MUCH, NEARLY, Earlier, Recommended, likeness, words_for
from reviewctl.model.board import Agency, Alias, Board

BOARD = Board(
    format=1,
    board="Example Board",
    policy="stockport-2021",
    agencies=(
        Agency(id="pennine-care", name="Pennine Care NHS Foundation Trust", aliases=(Alias(name="PCFT"),)),
    ),
)
GISTS = Gists(BOARD)
THEMES = yaml.safe_load((Path(__file__).parent / "labelled.yaml").read_text("utf-8"))
TEXTS = [text for lines in THEMES.values() for line in lines for text in line]


class Pair(NamedTuple):
    """Two texts, whether people would call them the same, and in which half of the set they stand."""

    a: str
    b: str
    same: bool
    half: int


def pairs() -> list[Pair]:
    """Return the pairs within each theme."""
    found = []
    for lines in THEMES.values():
        for place, line in enumerate(lines):
            found += [Pair(a, b, True, place % 2) for a, b in combinations(line, 2)]
            others = [text for other in lines[place + 1 :] for text in other]
            found += [Pair(a, b, False, place % 2) for a in line for b in others]
    return found


PAIRS = pairs()


def alike(a: str, b: str) -> int:
    """Return how alike two texts are."""
    return likeness(GISTS.of(a), GISTS.of(b))


def called(least: int, half: int | None = None) -> tuple[int, int, int]:
    """Return how many same and how many different pairs are called so from a cut on, and how many same there are."""
    some = [one for one in PAIRS if half in (None, one.half)]
    found = [one.same for one in some if alike(one.a, one.b) >= least]
    return sum(found), len(found) - sum(found), sum(one.same for one in some)


def test_the_set_is_large_enough() -> None:
    """Few pairs would prove nothing."""
    assert sum(one.same for one in PAIRS) >= 60
    assert sum(not one.same for one in PAIRS) >= 200


def test_of_those_called_nearly_the_same_one_in_twenty_at_most_is_not() -> None:
    """Over the whole set: 47 of 113 same pairs are found so, and 2 different ones with them."""
    right, wrong, same = called(NEARLY)
    assert wrong * 20 <= right + wrong
    assert right >= 0.4 * same


@pytest.mark.parametrize("half", [0, 1])
def test_neither_half_makes_the_measure(half: int) -> None:
    """The cut was chosen by one half; the other one agrees within what so few pairs can tell."""
    right, wrong, same = called(NEARLY, half)
    assert wrong <= 2
    assert right >= 0.35 * same


def test_much_alike_finds_more_and_errs_more() -> None:
    """Over the whole set: 83 of 113 are found, and one in four or five of those called so is another thing."""
    right, wrong, same = called(MUCH)
    assert right >= 0.7 * same
    assert wrong * 4 <= right + wrong


def test_across_themes_hardly_anything_is_alike() -> None:
    """What has no theme is compared with all: of thousands of pairs of different things none is nearly the same."""
    theme_of = {text: theme for theme, lines in THEMES.items() for line in lines for text in line}
    across = [(a, b) for a, b in combinations(TEXTS[::2], 2) if theme_of[a] != theme_of[b]]
    found = [one for one in (alike(a, b) for a, b in across) if one >= MUCH]
    assert len(across) > 5_000
    assert len(found) <= 2 and max(found, default=0) < NEARLY


@pytest.mark.parametrize(
    "other",
    [
        "Agencies agree a shared procedure for people who refuse care",
        "The Board should seek assurance that partner agencies agree a shared procedure for Adult K, who refused care",
        "Pennine Care NHS Foundation Trust agrees a shared procedure for adults who refuse care",
        "PCFT and pennine-care: a shared procedure is agreed for 20 adults refusing care!",
    ],
)
def test_who_is_asked_for_whom_and_how_many_make_no_difference(other: str) -> None:
    """Agencies, pseudonyms, numbers and how plans begin are left out."""
    assert alike("Agree a shared procedure for people who refuse care", other) == 100
    assert words_for(100) == "the same words"


def test_what_goes_the_other_way_is_not_nearly_the_same() -> None:
    """What the police share with GPs is not what GPs share with the police."""
    one = "The police share every report of concern with the GP"
    other = "The GP shares every report of concern with the police"
    assert MUCH <= alike(one, other) < NEARLY
    assert alike(one, "Every report of concern is shared by police with GPs") >= NEARLY


def test_a_heading_is_not_nearly_the_same_as_anything() -> None:
    """Two words say too little, even the same two."""
    assert MUCH <= alike("Pressure care", "Pressure care") < NEARLY


@pytest.mark.parametrize("text", ["", "12 %", "The Board should ensure that", "…"])
def test_what_says_nothing_is_like_nothing(text: str) -> None:
    """Not even like itself."""
    assert alike(text, text) == 0


def test_an_agency_alone_is_what_the_text_says() -> None:
    """Where nothing else is left, the name stays."""
    assert GISTS.of("Pennine Care NHS Foundation Trust").words


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_likeness_is_the_same_both_ways(a: str, b: str) -> None:
    """And a cut only hides what is below it."""
    found = alike(a, b)
    assert found == alike(b, a)
    assert 0 <= found <= 100
    assert likeness(GISTS.of(a), GISTS.of(b), NEARLY) == (found if found >= NEARLY else 0)


def test_the_nearest_among_many_are_those_that_comparing_all_gives() -> None:
    """What is left out of the comparison is nothing that would have been found, but for one pair in fifty."""
    every = [
        Recommended(case=f"SAR-2020-{number:03}", folder=str(number), id="1", text=text)
        for number, text in enumerate(TEXTS[:120])
    ]
    earlier = Earlier(every, GISTS)
    all_pairs = {
        (one.case, two.case)
        for one in every
        for two in every
        if one is not two and likeness(GISTS.of(one.text), GISTS.of(two.text), MUCH)
    }
    found = {(one.case, near.one.case) for one in every for near in earlier.like(one)}
    assert found <= all_pairs
    assert len(all_pairs - found) * 50 <= len(all_pairs)


def test_themes_are_not_mixed_and_what_has_none_is_compared_with_all() -> None:
    """Two themes are two things; without one nobody knows."""
    text = "Agencies agree a shared procedure for people who refuse care"

    def one(case: str, theme: str | None) -> Recommended:
        return Recommended(case=case, folder=case, id="1", text=text, theme=theme)

    earlier = Earlier([one("A", "self-neglect"), one("B", "Mental  Capacity"), one("C", None)], GISTS)
    assert [near.one.case for near in earlier.like(one("D", "mental capacity"))] == ["B", "C"]
    assert [near.one.case for near in earlier.like(one("D", None))] == ["A", "B", "C"]
    assert [near.one.case for near in earlier.like(one("A", "self-neglect"))] == ["C"]


def test_a_thousand_in_the_same_words_do_not_hide_each_other() -> None:
    """However many hold the same words, those that are the very same are found."""
    text = "Agencies agree a shared procedure for people who refuse care"
    many = [
        Recommended(case=f"SAR-{number}", folder="x", id="1", text=f"{text} in place q{'z' * (number % 40)}")
        for number in range(6000)
    ]
    wanted = Recommended(case="SAR-NEW", folder="x", id="1", text=text)
    same = Recommended(case="SAR-LAST", folder="x", id="1", text=text)
    assert Earlier([*many, same], GISTS).like(wanted)[0].one.case == "SAR-LAST"
