"""`explain`: words of the tool, commands and paragraphs as well as codes and the words of the policy."""

import json
from typing import Any, get_args

import pytest

from reviewctl.cli.app import COMMANDS
from reviewctl.model.deadline import State
from reviewctl.work.codebook import REGISTRY
from reviewctl.work.glossary import WORDS
from tests.commands import House, reviewctl


def meanings(house: House, *words: str) -> list[dict[str, Any]]:
    """Return what `explain` says of a word, as scripts get it."""
    found: list[dict[str, Any]] = json.loads(house.does("explain", *words, "--format", "json").out)[
        "meanings"
    ]
    return found


def test_a_paragraph_is_explained_by_what_rests_on_it(house: House) -> None:
    """P§11 is printed behind each date: it leads to its document, the steps and the codes; as people write it, too."""
    (one,) = meanings(house, "P§11")
    assert (one["kind"], one["name"], one["citations"]) == ("paragraph", "P§11", ["P§11"])
    assert "screening-meeting, recommendation, decision" in one["text"]
    assert "TIM005" in one["text"] and "sufficiency" not in one["text"]
    assert "Protocol" in one["sources"][0]["title"]
    assert meanings(house, "p§ 11") == meanings(house, "P11") == meanings(house, "p", "11") == [one]
    assert meanings(house, "P-App2")[0]["name"] == "P-App2"
    assert meanings(house, "f5.4.2")[0]["name"] == "F§5.4.2"
    assert meanings(house, "F§99")[0]["text"].startswith("Nothing here rests on it")
    assert 'There is no code, step or word "Q§1"' in house.refuses("explain", "Q§1")


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("P§999", "P§21, P§20, P§19"),
        ("P§8.9", "P§8, P§7, P§9"),
        ("F§5.4.9", "F§5.4.4"),
        ("P-App9", "P-App3, P-App2"),
    ],
)
def test_a_paragraph_on_which_nothing_rests_leads_to_its_neighbours(
    house: House, wanted: str, near: str
) -> None:
    """Whether the source has such a paragraph the tool cannot say; it does not make one up."""
    text = meanings(house, wanted)[0]["text"]
    assert f"The nearest on which something does: {near}" in text
    assert "Look in the source" in text


@pytest.mark.parametrize("word", sorted(WORDS))
def test_the_words_that_the_screens_print_are_explained(house: House, word: str) -> None:
    """A state in the table of deadlines, and the words of the manual, mean something to explain."""
    assert word in {one["name"] for one in meanings(house, word)}


def test_every_state_has_its_explanation() -> None:
    """Of the states that a deadline may have none is left out."""
    assert set(get_args(State)) <= WORDS.keys()


@pytest.mark.parametrize("name", [entry.name for entry in COMMANDS])
def test_every_command_is_explained(house: House, name: str) -> None:
    """Whoever asks what a command is gets its sentence, or what the policy calls so."""
    assert meanings(house, name)


def test_a_word_that_there_is_not_is_refused_with_what_there_is(house: House) -> None:
    """The hint names what is at hand, and no file that only the source has."""
    said = house.refuses("explain", "qqqzz")
    assert "validate shows them" in said and "docs/" not in said
    assert "Did you mean suspended" in house.refuses("explain", "suspendet")


def test_the_kind_where_one_stands_comes_first(house: House) -> None:
    """Of several kinds with such a step, that of the case, and elsewhere the SAR: not the first by the alphabet."""
    assert meanings(house, "imr")[0]["types"][0] == "sar"
    house.does("new", "dhr", "--received", "13/1/2025")
    house.does("new", "sar", "--received", "13/1/2025")
    inside = reviewctl(house.root / "cases/DHR-2025-001", "explain", "imr", "--format", "json")
    assert json.loads(inside.out)["meanings"][0]["types"] == ["dhr"]
    assert meanings(house, "imr")[0]["types"][0] == "sar"


def test_what_to_type_names_the_item_in_capitals(house: House) -> None:
    """A person types an agency's id there, and no brace."""
    shown = house.does("explain", "imr").out
    assert 'record CASE "returns[AGENCY].imr.submitted" today' in shown and "{" not in shown
    assert 'record CASE "family[PERSON].told" today' in house.does("explain", "family-told").out


def test_the_letters_of_codes_lead_to_all_of_them(house: House) -> None:
    """Whoever knows that it is about timescales finds every code of them, and none of another matter."""
    (one,) = meanings(house, "tim")
    assert (one["kind"], one["name"], one["title"]) == ("area", "TIM", "Codes of validate: timescales")
    listed = {words.split()[0] for words in one["text"].partition(". ")[0].split("; ")}
    assert listed == {code for code in REGISTRY if code.startswith("TIM")}
    assert meanings(house, "imr")[0]["kind"] == "step"


def test_each_code_of_an_area_has_a_line(house: House) -> None:
    """Nobody looks for a code in a paragraph; and a code that there is not leads to those that there are."""
    lines = house.does("explain", "TIM").out.splitlines()
    assert (
        "TIM004  step-running-out" in lines
        and lines[-1] == "What one of them means: reviewctl explain TIM001"
    )
    assert "reviewctl explain TIM" in house.refuses("explain", "TIM999")


def test_a_code_that_there_is_not_is_refused_with_how_they_begin(house: House) -> None:
    """What `validate` is told to select is a code, and the hint names no file that only the source has."""
    said = house.refuses("validate", "--select", "XYZ")
    assert "TIM" in said and "explain" in said and "docs/" not in said


def test_chair_alone_is_three_people(house: House) -> None:
    """The word is asked back: each of the three has an explanation of its own, and they are different people."""
    (one,) = meanings(house, "chair")
    for role in ("independent-chair", "screening-chair", "chair-author"):
        assert role in one["text"] and meanings(house, role)[0]["kind"] == "role"
