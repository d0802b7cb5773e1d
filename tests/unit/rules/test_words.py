"""How rules say things: what may be quoted, and what was most likely meant."""

import pytest

from reviewctl.rules.words import did_you_mean, first_words, nearest, quoted

AGENCIES = {
    "gm-icb": ("NHS Greater Manchester Integrated Care Board", "Stockport CCG"),
    "greater-manchester-police": ("Greater Manchester Police", "GMP"),
    "pennine-care": ("Pennine Care NHS Foundation Trust",),
}


@pytest.mark.parametrize(
    ("word", "meant", "name"),
    [
        ("ccg", "gm-icb", "Stockport CCG"),
        ("gmp", "greater-manchester-police", "GMP"),
        ("pennine-care", "pennine-care", "pennine-care"),
        ("penine-care", "pennine-care", "pennine-care"),
        ("Greater Manchester Police", "greater-manchester-police", "Greater Manchester Police"),
        ("lighthouse", "", ""),
    ],
)
def test_the_nearest_agency_is_found_by_id_name_alias_or_part(word: str, meant: str, name: str) -> None:
    """An id, a former name, initials that were recorded, or a slip of the pen lead to the agency; nothing else."""
    assert nearest(word, AGENCIES) == (meant, name)


@pytest.mark.parametrize(
    "word", ["Jane Smith", "Mrs. J. Smith", "a sentence, with a name", "x" * 41, "naïve", ""]
)
def test_what_has_not_the_form_of_an_id_is_never_quoted(word: str) -> None:
    """Narrative and names that land in a field for an id are not repeated in a message."""
    assert word == "" or word not in quoted(word)


def test_an_id_is_quoted() -> None:
    """What has the form of an id is quoted as it stands."""
    assert quoted("independent-chair") == '"independent-chair"'


def test_no_question_where_nothing_is_near() -> None:
    """Where nothing is like it, nothing is guessed."""
    assert did_you_mean("zzz", AGENCIES) == ""
    assert did_you_mean("penine-care", AGENCIES) == " Did you mean pennine-care?"


def test_a_long_list_is_cut() -> None:
    """A list for a sentence ends where it would grow too long."""
    assert first_words(dict.fromkeys("abc"), 2) == "a, b …"
    assert first_words(dict.fromkeys("abc"), 3) == "a, b, c"
