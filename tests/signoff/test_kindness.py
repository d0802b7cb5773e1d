"""What is said to somebody who left something out, typed it wrongly, or asks again."""

import os

import pytest

from tests.signoff.conftest import BRANCH, CASE, Desk

RECORD = ("signoff", "record", CASE, "overview-report")
SIGN = ("signoff", "sign", CASE)
MINUTE = ("--minute", "Panel, item 4")


@pytest.mark.parametrize("words", [(*RECORD, *MINUTE), (*SIGN, "overview-report")])
def test_without_a_person_it_is_said_who_may_approve(desk: Desk, words: tuple[str, ...]) -> None:
    """The roles that are asked, and who holds them today, as they are typed."""
    desk.ask()
    said = desk.refuses_on("2026-05-20", *words)
    assert "Chair of the screening panel: hsl" in said and "--person" in said
    assert "hsl-2" not in said and "Missing option" not in said


def test_without_a_person_the_day_and_the_agency_are_heeded(desk: Desk) -> None:
    """Who held it on the day that is given; of an agency's IMR its own people; a wrong WHAT is said first."""
    desk.ask()
    assert "panel: hsl, hsl-2" in desk.refuses_on("2026-05-20", *RECORD, "--on", "1/3/2026")
    said = desk.refuses_on("2026-05-20", "signoff", "record", CASE, "imr[pennine-care]", *MINUTE)
    assert "pennine-1" in said and "police-1" not in said
    assert "There is no sign-off" in desk.refuses_on("2026-05-20", "signoff", "record", CASE, "reprot")


def test_where_nobody_may_approve_that_is_said(desk: Desk) -> None:
    """An office that nobody held on the day: what to do about that, instead of an empty list."""
    desk.ask()
    said = desk.refuses_on("2026-05-20", *RECORD, "--on", "1/1/2019")
    assert "Nobody held" in said and "board.yaml" in said


def test_what_is_meant_is_looked_at_before_the_key(desk: Desk) -> None:
    """A wrong review or WHAT, or an office not held, is said though there is no key at all."""
    desk.ask()
    for words, wanted in (
        (("signoff", "sign", "SAR-2099-001", "overview-report", "--person", "hsl"), "There is no case"),
        ((*SIGN, "overview-reprot", "--person", "hsl"), "Did you mean overview-report?"),
        ((*SIGN, "overview-report", "--person", "police-1"), "held none of the roles"),
        ((*SIGN, "overview-report", "--person", "hsl"), "No key was found"),
    ):
        assert wanted in desk.refuses_on("2026-05-20", *words)


def test_a_signature_adds_nothing_where_the_policy_asks_for_none(desk: Desk) -> None:
    """Who approved by the minutes has said so: no key is asked for, and no seat is spoken of."""
    desk.ask()
    desk.approve()
    said = desk.refuses_on("2026-05-21", *SIGN, "overview-report", "--person", "hsl")
    assert "hsl has said so already, on Wednesday 20 May 2026" in said


def test_a_day_before_ones_own_last_word_is_sent_back(desk: Desk) -> None:
    """The day that was typed is what is to be put right, and not what was said before."""
    desk.ask()
    desk.approve("2026-05-22")
    said = desk.refuses_on(
        "2026-05-23", *RECORD, "--person", "hsl", "--decision", "reject", *MINUTE, "--on", "20/5/2026"
    )
    assert "--on DATE" in said and "signoff status" in said


def test_a_person_that_there_is_not_is_named_with_the_file(desk: Desk) -> None:
    """The word, then where it was looked for, then who there is."""
    desk.ask()
    said = desk.refuses_on("2026-05-20", *RECORD, "--person", "somebody", *MINUTE)
    assert 'There is no person "somebody" in board.yaml.' in said and "author-1" in said


def test_asked_again_the_long_text_is_not_printed_again(desk: Desk) -> None:
    """That it is asked for already, where, and how to have the text once more; with -o it is written."""
    desk.ask()
    words = ("signoff", "request", CASE, "overview-report")
    said = desk.does_on("2026-05-20", *words)
    assert "asked for already" in said and f"branch {BRANCH}" in said and "-o " in said
    assert "# " not in said and len(said.splitlines()) < 5
    file = desk.root.parent / "again.md"
    desk.does_on("2026-05-20", *words, "-o", str(file))
    assert "Who must approve" in file.read_text("utf-8")


@pytest.mark.parametrize("place", ["..", os.path.join("..", "none", "pr.md"), "board.yaml"])
@pytest.mark.parametrize("here", [(), ("--here",)])
def test_a_text_that_cannot_be_written_asks_for_nothing(
    desk: Desk, place: str, here: tuple[str, ...]
) -> None:
    """The place of -o is looked at first, so that no request is left behind by a command that failed."""
    before, refs = desk.files(), desk.git("for-each-ref")
    done = desk.tries("signoff", "request", CASE, "overview-report", *here, "-o", str(desk.root / place))
    assert done.code in (2, 3) and done.out == "" and "-o FILE" in done.err
    assert desk.files() == before and desk.git("for-each-ref") == refs
