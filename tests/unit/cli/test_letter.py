"""`letter`: drafts for agencies, families, meetings and complaints, where they go, and the Board's own templates."""

import re
from pathlib import Path

import pytest

from reviewctl.store.letters import names_of
from reviewctl.store.packs import Policies, shipped
from tests.commands import House, reviewctl

CASE = "SAR-2025-001"
ON = ("--as-of", "2025-03-10")


@pytest.fixture
def asked(case: House) -> House:
    """The review with two agencies that owe their information, one of them late and chased once."""
    for agency, due in (("gmp", "2025-02-03"), ("pennine-care", "2025-03-31")):
        case.does("record", CASE, f"returns[{agency}].information.requested", "2025-01-20")
        case.does("record", CASE, f"returns[{agency}].information.due", due)
    case.does("record", CASE, "returns[gmp].chased", "2025-02-10")
    return case


def drafted(house: House, *words: str) -> str:
    """Return a draft; what is said beside it goes to the second stream."""
    done = house.tries("letter", *words, *ON)
    assert done.code == 0, done
    return done.out


def test_a_reminder_goes_to_those_who_are_late(asked: House) -> None:
    """With what was asked when, when it was due, how far over it is, and when they were reminded."""
    done = asked.tries("letter", "chaser", CASE, *ON)
    assert done.out.count("Dear ") == 1
    assert "Greater Manchester Police" in done.out and "Pennine" not in done.out
    row = "Information form  Monday 20 January 2025  Monday 3 February 2025  35 days over"
    assert " ".join(row.split()) in " ".join(done.out.split())
    assert "We reminded you on Monday 10 February 2025." in done.out
    assert f'reviewctl record {CASE} "returns[greater-manchester-police].chased" today' in done.err


def test_a_reminder_before_the_date_is_asked_for_by_name(asked: House) -> None:
    """By a name of the agency, too; nothing is chased that is not owed."""
    text = " ".join(drafted(asked, "chaser", CASE, "--item", "Pennine Care").split())
    assert "due in 21 days" in text and "This is our first reminder." in text
    assert "owes nothing" in asked.refuses("letter", "chaser", CASE, "--item", "gm-icb", *ON)
    assert "no agency" in asked.refuses("letter", "chaser", CASE, "--item", "ambulance", *ON)


def test_nobody_late_means_no_reminder(case: House) -> None:
    """It is said so, and not drawn up with nothing in it."""
    assert f"No agency of {CASE} is late" in case.refuses("letter", "chaser", CASE, *ON)


def test_the_command_said_beside_a_letter_records_it(asked: House) -> None:
    """Typed as it stands it is done, and is not offered again."""
    first = asked.tries("letter", "information-request", CASE, "--item", "gmp", *ON)
    assert "returns[" not in first.err, "that it was asked for is on record"
    assert f"reviewctl record {CASE} screening.information_requested today" in first.err
    asked.does("record", CASE, "screening.information_requested", "2025-01-20")
    assert (
        "screening.information_requested" not in asked.tries("letter", "information-request", CASE, *ON).err
    )


def test_a_request_goes_to_those_who_were_not_asked_yet(asked: House) -> None:
    """Else to those who have not answered; one letter each."""
    asked.does("record", CASE, "returns[gm-icb].contribution", "information")
    assert drafted(asked, "information-request", CASE).count("Dear ") == 1
    asked.does("record", CASE, "returns[gm-icb].outcome", "nothing-held")
    asked.does("record", CASE, "returns[gm-icb].reason", "not known there")
    assert drafted(asked, "information-request", CASE).count("Dear ") == 2


def test_a_letter_with_nobody_on_record_has_blanks(case: House) -> None:
    """The draft says what it does not know, and the second stream lists it."""
    done = case.tries("letter", "information-request", CASE, *ON)
    assert (
        "[name of the agency]" in done.out and "name of the agency" in done.err.partition("To fill in: ")[2]
    )


def test_one_letter_to_each_relative(case: House) -> None:
    """Those who have not been told; a word in family.yaml chooses one of them."""
    for key, what in (("mother", "mother"), ("subject-a", "the subject")):
        case.does("record", CASE, f"family[{key}].relationship", what)
    case.does("record", CASE, "decision.made", "2025-03-01")
    case.does("record", CASE, "decision.outcome", "review")
    one = " ".join(drafted(case, "family", CASE, "--item", "mother").split())
    assert "On Saturday 1 March 2025 the Independent Chair of the Board decided" in one
    assert "sorry for what has happened" in one and "loss" not in one
    assert "because of what happened to you" in drafted(case, "family", CASE, "--item", "subject-a")
    assert drafted(case, "family", CASE).count("Dear ") > 1
    assert "mother" in case.refuses("letter", "family", CASE, "--item", "mothr", *ON)


def test_nobody_is_told_of_a_loss_that_is_not_on_record(case: House) -> None:
    """Only where the person has died."""
    assert "loss" not in drafted(case, "family", CASE)
    subject = case.text(f"cases/{CASE}/case.yaml").partition("- id: ")[2].partition("\n")[0]
    case.does("record", CASE, f"case.subjects[{subject}].died", "2025-01")
    assert "very sorry for your loss" in " ".join(drafted(case, "family", CASE).split())


def test_a_meeting_that_is_not_booked_has_blanks_and_a_way_to_book_it(case: House) -> None:
    """The invitation can be drafted before; an agenda cannot."""
    done = case.tries("letter", "screening-invitation", CASE, *ON)
    assert "[date of the meeting]" in done.out
    assert f"not booked yet: reviewctl meeting add screening --cases {CASE}" in done.err
    assert "is booked" in case.refuses("letter", "agenda", CASE, *ON)


def test_papers_of_a_meeting_of_several_reviews(case: House) -> None:
    """One agenda takes all of them, by the name of the register's minutes, from anywhere in it."""
    case.does("new", "sar", "--received", "2025-02-03")
    case.does("meeting", "add", "screening", "--date", "2025-03-20", "--cases", f"{CASE},SAR-2025-002")
    for words in (
        ("board", "--meeting", "2025-03-20-screening"),
        (CASE,),
        ("--meeting", "2025-03-20-screening"),
    ):
        done = case.tries("letter", "agenda", *words, *ON)
        assert done.code == 0, done
        assert "Thursday 20 March 2025" in done.out
        assert f"{CASE} " in done.out and "SAR-2025-002 " in done.out
    assert "Which meeting?" in case.refuses("letter", "agenda", "board", *ON)
    assert "2025-03-20-screening" in case.refuses("letter", "agenda", "board", "--meeting", "panel,1", *ON)


@pytest.fixture
def complaints(case: House) -> House:
    """The register with a complaint that came, and one that went on to the Independent Chair."""
    case.does("record", "board", "complaints[c-1].received", "2025-03-03")
    case.does("record", "board", "complaints[c-1].about", "the decision on SAR-2025-001")
    case.does("record", "board", "complaints[c-2].received", "2025-01-06")
    case.does("record", "board", "complaints[c-2].responded", "2025-01-20")
    case.does("record", "board", "complaints[c-2].escalated", "2025-02-28")
    return case


def test_the_answer_to_a_complaint(complaints: House) -> None:
    """With the date of P§21, to whom it waits for, and with the Ombudsman."""
    done = complaints.tries("letter", "complaint-response", "board", *ON)
    assert done.out.count("Dear ") == 1 and "Our reference: c-1" in done.out
    text = " ".join(done.out.split())
    assert "that is by Monday 31 March 2025." in text
    assert "Local Government and Social Care Ombudsman" in text
    assert 'reviewctl record board "complaints[c-1].responded" today' in done.err
    assert 'reviewctl record board "complaints[c-1].ombudsman_named" true' in done.err


@pytest.mark.parametrize(
    ("complaint", "letter"), [("c-1", "complaint-response"), ("c-2", "complaint-chair-response")]
)
def test_what_the_letter_says_to_type_leaves_nothing_to_put_right(
    complaints: House, complaint: str, letter: str
) -> None:
    """Neither the answer's day nor that it named the Ombudsman (P§21) is left for validate to find."""
    done = complaints.tries("letter", letter, "board", "--item", complaint, *ON)
    typed = re.findall(r'reviewctl (record board "[^"]+" \w+)', done.err)
    assert len(typed) == 2
    for words in typed:
        complaints.does(*words.replace('"', "").replace("today", "2025-03-14").split())
    found = complaints.tries("validate", "--select", "CMP", "--as-of", "2025-03-15", "--format", "json").out
    assert f"complaints[{complaint}]" not in found
    assert "ombudsman_named" not in complaints.tries("letter", letter, "board", "--item", complaint, *ON).err


def test_the_independent_chairs_answer(complaints: House) -> None:
    """Counted from the day on which the complainant came back."""
    text = " ".join(drafted(complaints, "complaint-chair-response").split())
    assert "answered you on Monday 20 January 2025" in text and "by Friday 28 March 2025." in text
    assert "There is no complaint" in complaints.refuses("letter", "complaint-response", "--item", "c-9", *ON)


def test_no_complaint_waits(case: House) -> None:
    """And how a first one is recorded."""
    assert "complaints[c-1].received" in case.refuses("letter", "complaint-response", *ON)


@pytest.mark.parametrize("ending", ["docx", "eml", "md", "txt"])
def test_a_draft_is_written_beside_the_register(asked: House, tmp_path: Path, ending: str) -> None:
    """In four formats, over no file that is there, and the register is as it was."""
    before, file = asked.files(), tmp_path / f"letter.{ending}"
    done = asked.tries("letter", "chaser", CASE, *ON, "-o", str(file))
    assert (done.code, done.out) == (0, "Written: a draft.\n")
    data = file.read_bytes()
    assert len(data) > 500
    assert "filled in" in asked.refuses("letter", "chaser", CASE, *ON, "-o", str(file))
    assert file.read_bytes() == data and asked.files() == before and asked.unsaved() == ""


def test_the_record_is_no_place_for_a_letter(asked: House) -> None:
    """Once filled in it holds names, and git keeps for ever what it is given."""
    for place in ("letter.docx", f"cases/{CASE}/letter.txt", f"cases/../cases/{CASE}/x.md"):
        said = asked.refuses("letter", "chaser", CASE, *ON, "-o", str(asked.root / place))
        assert "inside the register" in said


def test_a_letter_has_one_of_four_endings(asked: House, tmp_path: Path) -> None:
    """And a place that cannot be written to is said."""
    assert ".docx, .eml" in asked.refuses("letter", "chaser", CASE, "-o", str(tmp_path / "x.pdf"))
    done = asked.tries("letter", "chaser", CASE, *ON, "-o", str(tmp_path / "nowhere" / "x.docx"))
    assert done.code == 3 and "could not be written" in done.err


def test_several_letters_are_no_e_mail(asked: House, tmp_path: Path) -> None:
    """Each agency would see what the others owe. In Word they are one document."""
    words = ("letter", "information-request", CASE, *ON, "-o")
    assert "2 letters" in asked.refuses(*words, str(tmp_path / "all.eml"))
    assert not (tmp_path / "all.eml").exists()
    assert asked.tries(*words, str(tmp_path / "all.docx")).out == "Written: 2 drafts, one behind another.\n"


def test_a_letter_is_addressed_to_an_agency_or_a_role(case: House) -> None:
    """A name is refused: it belongs into the draft when it is finished."""
    assert "\nGreater Manchester Police\n" in drafted(case, "acknowledgement", CASE, "--to", "gmp")
    assert "\nIndependent Chair of the Board\n" in drafted(
        case, "acknowledgement", CASE, "--to", "independent-chair"
    )
    said = case.refuses("letter", "acknowledgement", CASE, "--to", "Mrs Smith", *ON)
    assert "never a name" in said and "Smith" not in said


OWN = "---\ntitle: Ours\nof: case\nabout: 'Hello {case}'\n---\nAbout {subject}, {event:referral.received|the day}.\n"


def test_the_boards_own_letter_stands_before_the_tools(case: House) -> None:
    """It is marked in the list, kept like the rest of the register, and its faults are nobody else's."""
    case.put("letters/acknowledgement.md", OWN)
    case.put("letters/gp-request.md", OWN.replace("Hello", "To the GP"))
    text = drafted(case, "acknowledgement", CASE)
    assert f"Hello {CASE}\n\nAbout Adult A, Monday 13 January 2025.\n" in text
    assert f"To the GP {CASE}" in drafted(case, "gp-request", CASE)
    assert "acknowledgement *" in case.does("letter", "--list").out
    assert case.codes() == set()
    case.does("save", "letters of our own")
    assert case.unsaved() == ""


def test_all_faults_of_an_own_letter_are_said_with_their_places(case: House) -> None:
    """One line for each, with what was meant, and where to see what there is."""
    case.put("letters/ours.md", OWN + "{subjct}\n{event:decision.maed} {if late}\n")
    said = case.refuses("letter", "ours", CASE, *ON).splitlines()
    assert said[0] == "letters/ours.md:7:1: There is no {subjct} in this letter; did you mean {subject}?"
    assert said[1].startswith(
        "letters/ours.md:8:1: The policy has no event decision.maed; did you mean decision.made"
    )
    assert said[2] == "letters/ours.md:8:23: {if late} is never closed: add {end}."
    assert said[3] == "reviewctl: The letter ours cannot be drawn up until that is put right."
    assert "reviewctl letter ours --words" in said[4]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no dashes", "letters/ours.md:1:1: "),
        ("---\nof: case\n---\n", 'letters/ours.md:1:1: a letter needs a "title"'),
        ("---\ntitle: x\nfro: y\n---\n", 'letters/ours.md:3:1: a letter has no "fro"'),
        ("---\ntitle: x\nof: cases\n---\n", 'letters/ours.md:3:1: "of" must be one of case'),
        ("---\ntitle: [x]\n---\n", 'letters/ours.md:2:1: "title" must be a line of text.'),
        (
            "---\ntitle: x\nsent: {a: b}\n---\n",
            'letters/ours.md:3:1: "sent" must be a line of text, or a list',
        ),
        ("---\ntitle: x\nasks: money\n---\n", 'letters/ours.md:3:1: "asks" must be one of information'),
        (b"---\ntitle: \xff\n---\n", "letters/ours.md:2:"),
        ("---\ntitle: x\n---\n" + "x" * 70_000, "letters/ours.md"),
    ],
)
def test_a_letter_that_cannot_be_read_says_why(case: House, text: str | bytes, said: str) -> None:
    """At its line; the list says so, too, and every other letter can be drawn up."""
    case.put("letters/ours.md", text)
    assert case.refuses("letter", "ours", CASE, *ON).startswith(said)
    assert "CANNOT BE READ" in case.does("letter", "--list").out
    assert drafted(case, "acknowledgement", CASE)


def test_a_template_can_be_had_to_be_changed(case: House) -> None:
    """As it is kept; it makes the folder that it belongs into, and goes to no other place of the record."""
    kept = case.does("letter", "acknowledgement", "--template").out
    assert kept.startswith("---\ntitle: Acknowledgement of a referral\n")
    own = case.root / "letters/acknowledgement.md"
    words = ("letter", "acknowledgement", "--template", "-o")
    assert "letters/acknowledgement.md" in case.does(*words, str(own)).out
    assert own.read_text("utf-8") == kept
    assert "Dear " in drafted(case, "acknowledgement", CASE)
    assert "already" in case.refuses(*words, str(own))
    assert "letters/acknowledgement.md" in case.refuses(*words, str(case.root / "cases" / CASE / "x.md"))


def test_an_empty_template_is_none(case: House) -> None:
    """A shell has made the file before `letter NAME --template > letters/NAME.md` can read it."""
    case.put("letters/acknowledgement.md", "")
    assert case.does("letter", "acknowledgement", "--template").out.startswith("---\ntitle: Ack")
    assert "Dear " in drafted(case, "acknowledgement", CASE)


def test_only_letters_lie_among_the_letters(case: House) -> None:
    """Anything else is a finding, as everywhere in the register."""
    case.put("letters/photo.docx", b"x")
    case.put("letters/old/acknowledgement.md", OWN)
    assert case.codes() == {"FIL054", "FIL050"}


def test_the_words_of_a_letter_are_shown(tmp_path: Path) -> None:
    """All that it may use, each with what it stands for; no register is needed."""
    done = reviewctl(tmp_path, "letter", "chaser", "--words")
    assert done.code == 0
    for word in (
        "{agency}",
        "{each owed} … {end}",
        "{owed.due}",
        "{event:decision.made}",
        "{due:screening.held}",
    ):
        assert word in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("aknowledgement", CASE), "did you mean"),
        (("../board", CASE), "There is no letter"),
        (("acknowledgement", "SAR-1999-001"), "There is no case"),
        (("acknowledgement", "board"), "about one review"),
        (("acknowledgement", CASE, "--item", "gmp"), "Leave out --item"),
        (("agenda", CASE, "--meeting", "panel,7"), "There is no meeting"),
    ],
)
def test_what_cannot_be_drafted_is_said(case: House, words: tuple[str, ...], said: str) -> None:
    """In a sentence, with the way on."""
    assert said.lower() in case.refuses("letter", *words, *ON).lower()


def types() -> list[str]:
    """Return every kind of review of the policy."""
    policy = Policies().get(shipped()[-1])
    assert policy is not None
    return sorted(policy.types)


@pytest.mark.parametrize("kind", types())
def test_letters_of_every_kind_of_review(house: House, kind: str) -> None:
    """Each can be drawn up, and none claims of one kind what the protocol says of another."""
    policy = Policies().get(shipped()[-1])
    assert policy is not None
    house.does("new", kind, "--received", "2025-01-13")
    (case,) = [path.name for path in (house.root / "cases").iterdir() if path.is_dir()]
    for name in names_of(None):
        if name not in (
            "agenda",
            "attendance-sheet",
            "chaser",
            "complaint-response",
            "complaint-chair-response",
        ):
            text = " ".join(drafted(house, name, case).split())
            limits = {step.within for step in policy.types[kind].steps} - {None}
            assert set(re.findall(r"[0-9]+ working days", text)) <= limits, name
            assert ("paragraph 5.4.4" in text) <= (policy.types[kind].basis or "").startswith("Care Act"), (
                name
            )


def test_a_case_folder_on_its_own(tmp_path: Path, at_home: Path) -> None:
    """Without a register there is no name of a Board, and so a blank for it."""
    assert reviewctl(tmp_path, "new", "sar", "--id", CASE).code == 0
    done = reviewctl(tmp_path / CASE, "letter", "acknowledgement")
    assert done.code == 0 and "[name of the Board]" in done.out
    assert reviewctl(tmp_path / CASE, "letter", "complaint-response").code == 3


def test_outside_a_register_there_is_nothing_to_write_about(tmp_path: Path) -> None:
    """The letter itself is not blamed for it: where to go is said, as by every other command."""
    done = reviewctl(tmp_path, "letter", "family")
    assert done.code == 3 and "There is no register here" in done.err
    assert "family.md" not in done.err


def test_a_meeting_to_come_is_not_told_as_past(case: House) -> None:
    """An IMR may be asked for before the panel first meets: its day is said as planned, and nothing as done."""
    case.does("meeting", "add", "panel", "--date", "3/3/2099", "--cases", "SAR-2025-001")
    said = " ".join(case.tries("letter", "imr-request", "SAR-2025-001", "--to", "gm-icb").out.split())
    assert "are settled at its first meeting: Tuesday 3 March 2099 (planned)" in said
    assert "went through" not in said
