"""`family`: contacts, answers, read-only copies and comments, recorded as they happened."""

import hashlib
import json
from typing import Any

import pytest

from tests.beside import CASE, change, codes_of, part
from tests.commands import House


def line(house: House, person: str = "mother", *words: str) -> dict[str, Any]:
    """Return how a person stands, as `family list` has it."""
    found = json.loads(house.does("family", "list", CASE, "--format", "json", *words).out)["family"]
    return next(one for one in found if one["person"] == person)


def steps(house: House, person: str = "mother") -> set[str]:
    """Return the steps for a person that `next` and what it waits for name."""
    found = json.loads(house.does("next", CASE, "--format", "json").out)
    return {one["step"] for one in (*found["steps"], *found["waiting"]) if one["item"] == person}


def state(house: House, step: str, person: str = "mother") -> str:
    """Return the state of a step for a person."""
    found = json.loads(house.does("deadlines", CASE, "--all", "--format", "json").out)["deadlines"]
    return next(str(one["state"]) for one in found if (one["step"], one["item"]) == (step, person))


def test_an_offer_and_its_answer_are_one_contact(house: House) -> None:
    """The answer goes to the offer that waits for it; message and paths tell nothing of what was said."""
    done = house.does(
        "family",
        "contact",
        CASE,
        "mother",
        "--how",
        "letter",
        "--offered",
        "to meet the panel",
        "--on",
        "1/6/2026",
    )
    assert "contact with mother, Monday 1 June 2026, letter" in done.out
    assert len(line(house)["open_offers"]) == 1
    assert "no answer" in house.does("family", "list", CASE).out
    said = house.does("family", "answer", CASE, "mother", "accepted", "--on", "5/6/2026")
    assert "mother accepted: to meet the panel, Friday 5 June 2026" in said.out
    assert (line(house)["open_offers"], line(house)["contacts"]) == ([], 1)
    assert house.last_message() == f"{CASE}: family answer mother"
    assert house.last_paths() == [f"cases/{CASE}/family.yaml"]
    assert codes_of(house, "FAM", "STR", "FIL") == set()


def test_who_declined_is_owed_the_letter_and_nothing_more(house: House) -> None:
    """P§15's minimums beyond being told are spared, in the list, in `next` and in the findings."""
    house.does("record", CASE, "report.quality_assured", "2026-06-02")
    assert {"family-feedback", "family-read-only-copy"} <= steps(house)
    done = house.does("family", "answer", CASE, "mother", "declined", "--on", "4/6/2026")
    assert "nobody asks again about: feedback" in done.out.replace("contact_agreed, supported, ", "")
    assert steps(house) == set()
    assert state(house, "family-feedback") == "waived"
    assert line(house)["declined"] == "2026-06-04"
    minimums = line(house)["minimums"]
    assert minimums["told"]["state"] == "done" and minimums["feedback"]["state"] == "spared"


def test_a_no_in_may_and_a_yes_in_august(house: House) -> None:
    """The last answer counts: what nobody asked about is asked again."""
    house.does("record", CASE, "report.quality_assured", "2026-06-02")
    house.does("family", "answer", CASE, "mother", "declined", "--on", "4/6/2026")
    done = house.does("family", "answer", CASE, "mother", "accepted", "--on", "8/6/2026")
    assert "open again: contact_agreed, supported, feedback" in done.out
    assert {"family-feedback", "family-read-only-copy"} <= steps(house)


def test_to_decline_one_thing_is_not_to_decline_all(house: House) -> None:
    """Who does not wish to read the report is still told of the learning."""
    house.does("record", CASE, "report.quality_assured", "2026-06-02")
    house.does("family", "answer", CASE, "mother", "declined", "--for", "read-only-copy")
    assert steps(house) == {"family-feedback"}
    assert line(house)["declined"] is None
    letter = house.tries("letter", "family-publication", CASE)
    assert letter.code == 0 and "do not wish to read the report" in letter.out


def test_no_answer_is_no_refusal(house: House) -> None:
    """Silence spares nobody anything."""
    house.does(
        "family", "contact", CASE, "mother", "--offered", "to meet", "--how", "letter", "--on", "1/6/2026"
    )
    house.does("family", "answer", CASE, "mother", "no-answer")
    assert line(house)["declined"] is None
    assert line(house)["minimums"]["feedback"]["state"] == "open"


def test_a_person_who_declined_is_sent_no_letter_unasked(house: House) -> None:
    """Only by name of the key, and then with a word of care."""
    house.does("family", "answer", CASE, "mother", "declined")
    refused = house.refuses("letter", "family-publication", CASE)
    assert "sent this letter unasked" in refused and "--item KEY" in refused
    named = house.tries("letter", "family-publication", CASE, "--item", "mother")
    assert named.code == 0 and "mother declined" in named.err


def test_who_is_said_to_have_caused_the_harm_is_left_to_the_board(house: House) -> None:
    """No letter, no step, and a finding until it is decided; an invitation makes the person like any other."""
    change(
        house,
        "family.yaml",
        "mother:\n",
        "brother:\n  relationship: brother\n  alleged_harm: true\nmother:\n",
    )
    assert codes_of(house, "FAM") == {"FAM005"}
    assert steps(house, "brother") == set()
    letters = house.tries("letter", "family", CASE)
    assert letters.code == 0 and "brother" not in letters.out
    assert line(house, "brother")["minimums"]["told"] == {
        "state": "spared",
        "on": None,
        "why": "alleged-harm",
    }
    house.does("record", CASE, "family[brother].invited", "true")
    assert "FAM005" not in codes_of(house, "FAM") and "family-told" in steps(house, "brother")


def test_somebody_new_is_added_with_the_first_contact(house: House) -> None:
    """With the relationship; without it the nearest that is there is named."""
    said = house.refuses("family", "contact", CASE, "mothr", "--how", "call")
    assert "did you mean mother?" in said and "--relationship" in said
    house.does(
        "family",
        "contact",
        CASE,
        "sister-1",
        "--relationship",
        "sister",
        "--wishes",
        "by telephone",
        "--how",
        "call",
    )
    assert line(house, "sister-1")["preferences"] == "by telephone"
    assert codes_of(house, "STR", "FIL") == set()


def test_an_answer_given_with_nothing_else_is_kept(house: House) -> None:
    """That somebody new declined at once is on record, and somebody added without a contact is told as added."""
    sister = ("family", "contact", CASE, "sister-1", "--relationship", "sister")
    done = house.does(*sister, "--answer", "declined")
    assert "sister-1 declined" in done.out
    assert line(house, "sister-1")["declined"] == "2026-06-08"
    aunt = house.does("family", "contact", CASE, "aunt", "--relationship", "aunt")
    assert aunt.out.startswith(f"{CASE}: aunt, who has not been contacted yet\n")
    assert line(house, "aunt")["contacts"] == 0


def test_how_a_copy_was_read_may_be_said_when_it_is_back(house: House) -> None:
    """Nothing that is said of a copy is lost."""
    house.does("family", "copy", CASE, "mother", "--shown", "3/6/2026")
    house.does("family", "copy", CASE, "mother", "--returned", "3/6/2026", "--how", "on paper")
    assert "how: on paper" in part(house, "family.yaml")


@pytest.mark.parametrize("key", ["Mary Smith", "mother!", "móther"])
def test_a_key_is_never_a_name(house: House, key: str) -> None:
    """A key is a plain word."""
    assert "plain word" in house.refuses("family", "contact", CASE, key, "--relationship", "sister")


def test_a_copy_is_the_version_that_was_committed(house: House) -> None:
    """By the sum of its bytes and its own number; shown, it meets the minimum; taken back, nothing is open."""
    digest = hashlib.sha256((house.root / f"cases/{CASE}/report/overview.md").read_bytes()).hexdigest()
    house.does("record", CASE, "report.quality_assured", "2026-06-02")
    done = house.does(
        "family", "copy", CASE, "mother", "--shown", "3/6/2026", "--how", "on paper, at a visit"
    )
    assert f"shown: Wednesday 3 June 2026, version 1, fingerprint {digest[:12]}" in done.out
    assert line(house)["copies"][0]["sha256"] == digest
    assert line(house)["minimums"]["read_only_copy"] == {"state": "done", "on": "2026-06-03", "why": None}
    assert state(house, "family-read-only-copy") == "met"
    assert codes_of(house, "FAM") == {"FAM007"}
    house.does("family", "copy", CASE, "mother", "--returned", "3/6/2026", "--by", "advocate")
    assert line(house)["copies"][0]["state"] == "returned"
    assert codes_of(house, "FAM") == set()


def test_a_copy_read_and_taken_back_is_one_command(house: House) -> None:
    """What is read at a visit does not stay there."""
    house.does(
        "family", "copy", CASE, "mother", "--shown", "3/6/2026", "--returned", "3/6/2026", "--by", "advocate"
    )
    assert line(house)["copies"][0]["taken_back_by"] == "advocate"


def test_a_copy_that_was_kept_is_an_error_until_it_is_back(house: House) -> None:
    """A copy is shown and not kept (P§15)."""
    house.does("family", "copy", CASE, "mother", "--shown", "3/6/2026")
    assert "Ask for it back" in house.does("family", "copy", CASE, "mother", "--kept").out
    assert codes_of(house, "FAM") == {"FAM006"} and "FAM006" in house.codes()
    assert "KEPT" in house.does("family", "list", CASE).out
    house.does("family", "copy", CASE, "mother", "--returned", "8/6/2026")
    assert codes_of(house, "FAM") == set()


def test_a_report_that_is_not_saved_is_not_shown(house: House) -> None:
    """Nobody could say later which version it was."""
    report = f"cases/{CASE}/report/overview.md"
    house.put(report, house.text(report) + "\nOne sentence more.\n")
    assert "reviewctl save" in house.refuses("family", "copy", CASE, "mother", "--shown", "3/6/2026")


def test_a_comment_is_considered_with_its_outcome(house: House) -> None:
    """`next` names it until then; a reason is wanted where it is not wholly taken up."""
    said = house.does("family", "comment", CASE, "mother", "the summer is missing", "--on", "4/6/2026")
    assert f"reviewctl family considered {CASE} mother 1" in said.out
    listed = house.does("next", CASE).out
    assert "Comment 1 of mother" in listed and "the summer" not in listed
    assert codes_of(house, "FAM") == {"FAM008"}
    assert "Why" in house.refuses("family", "considered", CASE, "mother", "1", "--outcome", "in-part")
    house.does(
        "family", "considered", CASE, "mother", "1", "--outcome", "in-part", "--reason", "no record of it"
    )
    assert codes_of(house, "FAM") == set()
    assert line(house)["unconsidered"] == 0
    assert "no such comment" in house.refuses(
        "family", "considered", CASE, "mother", "2", "--outcome", "taken-up"
    )


def test_a_comment_left_aside_at_the_sign_off_is_an_error(house: House) -> None:
    """The report was signed off without it."""
    house.does("family", "comment", CASE, "mother", "the summer is missing", "--on", "4/6/2026")
    house.does("record", CASE, "report.endorsed", "2026-06-05")
    assert "FAM008" in house.codes()


def test_why_something_was_not_done_answers_for_it(house: House) -> None:
    """By the word of the minimum, in any spelling; what was done has no such reason."""
    house.does("record", CASE, "report.quality_assured", "2026-06-02")
    house.does("family", "not-done", CASE, "mother", "feedback", "--reason", "moved, and no address is known")
    assert state(house, "family-feedback") == "waived"
    assert line(house)["minimums"]["feedback"]["state"] == "not-done"
    assert "on record as done, Monday 16 February 2026" in house.refuses(
        "family", "not-done", CASE, "mother", "told", "--reason", "x"
    )
    assert (
        "did you mean"
        in house.refuses("family", "not-done", CASE, "mother", "feedbak", "--reason", "x").casefold()
    )


@pytest.mark.parametrize(
    "words",
    [
        ("contact", CASE, "mother"),
        ("contact", CASE, "mother", "--how", "letter", "--on", "9/6/2026"),
        ("contact", CASE, "mother", "--how", "a call to Mrs Smith"),
        ("contact", CASE, "mother", "--how", "letter", "--answer", "perhaps"),
        ("contact", CASE, "mother", "--how", "letter", "--for", "tea"),
        ("answer", CASE, "mother", "maybe"),
        ("answer", CASE, "father", "accepted"),
        ("copy", CASE, "mother"),
        ("copy", CASE, "mother", "--returned", "3/6/2026"),
        ("copy", CASE, "mother", "--shown", "3/6/2026", "--returned", "2/6/2026"),
        ("copy", CASE, "mother", "--shown", "3/6/2026", "--returned", "3/6/2026", "--by", "somebody"),
        ("copy", CASE, "mother", "--shown", "3/6/2026", "--returned", "3/6/2026", "--kept"),
        ("comment", CASE, "mother", "  "),
        ("not-done", CASE, "mother", "feedback", "--reason", " "),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(house: House, words: tuple[str, ...]) -> None:
    """Each with exit 2 and a hint."""
    assert house.refuses("family", *words).count("\n") >= 2


def test_an_answer_is_not_older_than_the_offer(house: House) -> None:
    """Neither by the command nor by hand."""
    house.does("family", "contact", CASE, "mother", "--offered", "to meet", "--on", "4/6/2026")
    assert "after Monday 1 June 2026" in house.refuses(
        "family", "answer", CASE, "mother", "accepted", "--on", "1/6/2026"
    )
    change(
        house,
        "family.yaml",
        "offered: to meet",
        "offered: to meet\n      answer: accepted\n      answered_on: 2026-06-01",
    )
    assert "FAM010" in house.codes()


def test_an_offer_of_a_day_that_is_half_known_is_answered(house: House) -> None:
    """Of May, and nobody knows which day: no answer is before it for certain."""
    house.does("family", "contact", CASE, "mother", "--offered", "to meet", "--on", "4/6/2026")
    change(house, "family.yaml", "on: 2026-06-04", "on: 2026-05-XX")
    house.does("family", "answer", CASE, "mother", "accepted", "--on", "1/5/2026")
    assert line(house)["open_offers"] == []


def test_every_format_of_the_list(house: House) -> None:
    """The table has six columns of days, csv one row a person, with a day or a word for each of the six."""
    text = house.does("family", "list").out
    assert "16 Feb 2026" in text and "mother of adult-e" in text
    head, row = house.does("family", "list", "--format", "csv").out.splitlines()[:2]
    values = dict(zip(head.lstrip("\ufeff").split(","), row.split(","), strict=False))
    assert (values["told"], values["feedback"], values["person"]) == ("2026-02-16", "open", "mother")
    assert (
        json.loads(house.does("family", "list", "--format", "json").out)["schema"]
        == "reviewctl/family-list/1"
    )
    assert "| " in house.does("family", "list", "--format", "markdown").out


def test_what_is_owed_stands_first_with_its_command(house: House) -> None:
    """The review came to its next stages, and what should be done by then is named with what does it."""
    for address in ("report.quality_assured", "report.presented", "report.endorsed", "plan.agreed"):
        house.does("record", CASE, address, "2026-06-05")
    assert "to do" in house.does("family", "list").out
    house.does("record", CASE, "publication.style", "website")
    for address in ("considered", "family_discussed", "date_agreed", "date"):
        house.does("record", CASE, f"publication.{address}", "2026-06-06")
    house.does("record", CASE, "plan.shared_with_pip", "2026-06-07")
    text = house.does("family", "list").out
    assert "OWED" in text
    assert f"reviewctl family copy {CASE} mother --shown DATE" in text
    assert f"reviewctl letter family-publication {CASE} --item mother" in text


def test_a_dry_run_writes_nothing(house: House) -> None:
    """It shows the line that would come."""
    before = house.files()
    done = house.does("family", "contact", CASE, "mother", "--how", "letter", "--dry-run")
    assert "+      how: letter" in done.out and house.files() == before


def test_the_words_of_a_person_are_in_no_message(house: House) -> None:
    """Neither in a commit nor in what validate says."""
    house.does("family", "comment", CASE, "mother", "zebra crossing")
    assert "zebra" not in house.git("log", "--format=%B") + house.tries("validate").out
    assert "zebra" in part(house, "family.yaml")


def test_what_is_typed_twice_is_recorded_once(house: House) -> None:
    """A contact, an answer and a comment, each with the arrow and the return key once more."""
    for words in (
        ("contact", CASE, "mother", "--how", "call", "--offered", "to meet", "--for", "supported"),
        ("answer", CASE, "mother", "accepted", "--for", "supported"),
        ("answer", CASE, "mother", "declined", "--for", "prepared"),
        ("comment", CASE, "mother", "a visit is left out"),
    ):
        house.does("family", *words)
        before = part(house, "family.yaml")
        again = house.does("family", *words)
        assert "Nothing has changed: it says so already." in again.out + again.err
        assert part(house, "family.yaml") == before


def test_another_outcome_of_a_comment_leaves_no_old_reason(house: House) -> None:
    """Taken up after all: why it was not does not stay behind, and the command says what it was before."""
    house.does("family", "comment", CASE, "mother", "a visit is left out")
    words = ("family", "considered", CASE, "mother", "1", "--outcome")
    house.does(*words, "in-part", "--reason", "it is in no record")
    assert "  before: in-part\n" in house.does(*words, "taken-up").out
    assert "it is in no record" not in part(house, "family.yaml")
    assert codes_of(house, "FAM008", "STR", "FIL") == set()


def test_a_copy_that_is_typed_twice_is_one_copy(house: House) -> None:
    """It is said that it is there already; what is new of it goes to the one that is there."""
    shown = ("family", "copy", CASE, "mother", "--shown", "3/6/2026", "--how", "on paper, at a visit")
    house.does(*shown)
    before = part(house, "family.yaml")
    again = house.does(*shown)
    assert "a copy shown to mother on Wednesday 3 June 2026 is on record already" in again.out
    assert "Nothing has changed" in again.out and part(house, "family.yaml") == before
    back = house.does(*shown[:6], "--returned", "3/6/2026", "--by", "advocate")
    assert "is on record already" in back.out and "taken back: Wednesday 3 June 2026" in back.out
    (one,) = line(house)["copies"]
    assert (one["state"], one["taken_back_by"]) == ("returned", "advocate")
    assert "how: on paper, at a visit" in part(house, "family.yaml")


def test_another_day_or_another_version_is_another_copy(house: House) -> None:
    """Somebody may read it again, and the report may have been changed since."""
    shown = ("family", "copy", CASE, "mother", "--returned", "4/6/2026", "--shown")
    house.does(*shown, "3/6/2026")
    house.does(*shown, "4/6/2026")
    report = f"cases/{CASE}/report/overview.md"
    house.put(report, house.text(report) + "\nOne sentence more.\n")
    assert house.tries("save").code == 0
    house.does(*shown, "4/6/2026")
    house.does("family", "copy", CASE, "mother", "--shown", "4/6/2026", "--returned", "5/6/2026")
    assert [(one["shown"], one["returned"]) for one in line(house)["copies"]] == [
        ("2026-06-03", "2026-06-04"),
        ("2026-06-04", "2026-06-04"),
        ("2026-06-04", "2026-06-04"),
        ("2026-06-04", "2026-06-05"),
    ]
