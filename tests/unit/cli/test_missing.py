"""What a command needs and was not given: all of it at once, and what each is for."""

import pytest

from tests.commands import House, reviewctl

MISSING = {
    ("extend",): ("CASE", "STEP", "--to", "--reason", "--agreed-by"),
    ("extend", "SAR-2025-001"): ("STEP", "--to", "--reason", "--agreed-by"),
    ("extend", "SAR-2025-001", "screening-meeting", "--to", "1/9/2025"): ("--reason", "--agreed-by"),
    ("action", "hand-over", "--agreed-by", "pip", "SAR-2025-001", "1"): ("--to", "--reason"),
    ("disclose", "--what", "report"): ("CASE", "--to"),
    ("action", "met"): ("CASE", "ID"),
}


@pytest.mark.parametrize("words", MISSING, ids=" ".join)
def test_all_that_is_missing_is_named_at_once(case: House, words: tuple[str, ...]) -> None:
    """In the order of the help, what was given left out, and with what each is for."""
    said = case.refuses(*words)
    _, _, told = said.partition("Error: These are missing:\n")
    assert [line.split()[0].rstrip("…") for line in told.splitlines() if line[:3].strip()] == [
        *MISSING[words]
    ]
    assert (
        f"Try 'reviewctl {' '.join(one for one in words[:2] if one.isalpha() or one == 'hand-over')}" in said
    )


def test_each_is_told_with_its_help(case: House) -> None:
    """Nobody has to look the option up."""
    said = case.refuses("extend", "SAR-2025-001", "screening-meeting")
    assert "--to DATE" in said and "A role of the policy or a person of board.yaml." in said
    assert "[required]" not in said


def test_one_argument_alone_is_said_in_one_line(case: House) -> None:
    """As it always was."""
    said = case.refuses("note", "SAR-2025-001")
    assert said.rstrip().endswith("Error: Missing argument 'TEXT'.")


def test_one_option_alone_is_told_with_its_help(case: House) -> None:
    """Its name alone does not say what is wanted."""
    said = case.refuses("extend", "SAR-2025-001", "screening-meeting", "--to", "1/9/2025", "--reason", "x")
    told = said.partition("Error: This is missing:\n")[2]
    assert " ".join(told.split()) == "--agreed-by WHO A role of the policy or a person of board.yaml."


def test_what_is_wrong_is_said_before_what_is_missing(case: House) -> None:
    """A date that is none stops the command at once, and there is no fault of the tool in it."""
    said = case.refuses("extend", "SAR-2025-001", "screening-meeting", "--to", "soon")
    assert "Invalid value for '--to'" in said


@pytest.mark.parametrize("words", [(), ("action",), ("report",)])
def test_a_command_of_several_is_no_other(case: House, words: tuple[str, ...]) -> None:
    """What is not asked for by name has its help, or its screen."""
    assert "These are missing" not in reviewctl(case.root, *words).err


def test_new_without_a_type_lists_the_kinds(house: House) -> None:
    """Somebody opening the first review does not know the words; what else was typed wrong is said as ever."""
    said = house.refuses("new")
    assert "Missing argument 'TYPE'" in said and "\n  sar  " in said and "Safeguarding Adults Review" in said
    assert "No such option" in house.refuses("new", "--recieved", "today")
