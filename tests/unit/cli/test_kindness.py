"""What a tired person needs: nothing lost by a habit, nothing named by a slip, and what follows said at once."""

from tests.commands import House

CASE = "SAR-2025-001"
FOLDER = f"cases/{CASE}"


def test_what_was_edited_by_hand_is_saved_apart(case: House) -> None:
    """An undo takes back what the command wrote, and not the edit that stood unsaved in the same file."""
    path = case.root / FOLDER / "referral.md"
    path.write_text(path.read_text().replace("immediate_safety:", "immediate_safety: seen on the day"))
    done = case.does("record", CASE, "referral.media_interest", "none")
    assert "had been edited by hand" in done.out
    case.does("undo")
    text = path.read_text()
    assert "immediate_safety: seen on the day" in text
    assert "media_interest: none" not in text


def test_a_whole_review_is_not_saved_away(case: House) -> None:
    """A folder deleted by a slip comes back with one command; where it is meant, that is said."""
    for path in sorted((case.root / FOLDER).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (case.root / FOLDER).rmdir()
    said = case.refuses("save")
    assert f"{CASE} is gone from the folder" in said
    assert "git restore" in said
    assert "Saved" in case.does("save", "--removed").out


def test_a_pseudonym_that_looks_like_a_name_is_refused(case: House) -> None:
    """Git keeps for ever what it is given."""
    case.refuses("new", "sar", "--subject", "John Smith")
    said = case.refuses("record", CASE, "case.subjects[adult-a].pseudonym", "Mary Jones")
    assert "looks like somebody's name" in said
    case.does("record", CASE, "case.subjects[adult-a].pseudonym", "Adult Q")


def test_the_key_of_a_person_is_a_plain_word(case: House) -> None:
    """A capital in family[…] is a name's, more often than not; by hand it is a finding that repeats nothing."""
    case.refuses("record", CASE, "family[John].told", "22/1/2025")
    path = case.root / FOLDER / "family.yaml"
    path.write_text(path.read_text() + "Ruth:\n  relationship: sister\n")
    found = case.tries("validate")
    assert "STR008" in found.out
    assert "Ruth" not in found.out


def test_a_date_before_the_one_it_must_follow_is_said_at_once(case: House) -> None:
    """The record is kept, for it may be the other date that is wrong; but nobody has to wait for validate."""
    done = case.does("record", CASE, "referral.acknowledged", "3/1/2024")
    assert "to put right: referral.acknowledged (3 January 2024) is before referral.received" in done.out


def test_an_id_that_two_items_bear_is_not_guessed(case: House) -> None:
    """Which of the two is meant is the person's to say."""
    (case.root / FOLDER / "action-plan.yaml").write_text(
        "actions:\n  - id: 1\n    action: one\n  - id: 1\n    action: two\n"
    )
    assert "2 items bear that id" in case.refuses("record", CASE, "actions[1].role", "head of service")


def test_a_case_does_not_join_a_meeting_that_was_held(case: House) -> None:
    """The minutes were written without it; whether it was taken is for a person to say."""
    case.does("new", "sar", "--received", "14/1/2025")
    case.does("meeting", "add", "screening", "--cases", CASE, "--date", "22/1/2025")
    case.does("record", "board", "people[police-1].agency", "greater-manchester-police")
    case.does("meeting", "held", CASE, "screening,1", "--present", "police-1", "--adjourned")
    said = case.refuses("meeting", "add", "screening", "--cases", "SAR-2025-002", "--date", "22/1/2025")
    assert "is recorded as held" in said


def test_an_adjourned_screening_is_still_owed_its_conclusion(case: House) -> None:
    """The meeting answered the 15 working days; the review does not drop out of sight."""
    case.does("meeting", "add", "screening", "--cases", CASE, "--date", "22/1/2025")
    case.does("record", "board", "people[police-1].agency", "greater-manchester-police")
    case.does("meeting", "held", CASE, "screening,1", "--present", "police-1", "--adjourned")
    shown = case.does("deadlines", CASE, "--as-of", "2025-02-03").out
    assert "comes to its" in shown and "12 d waiting" in shown


def test_the_year_is_wanted_in_full(case: House) -> None:
    """21/5/26 could be of two centuries."""
    assert "Write the year in full" in case.refuses("record", CASE, "referral.acknowledged", "21/1/25")


def test_a_word_document_asked_about_is_found(case: House) -> None:
    """`validate FILE` on a file that has no place says so, as validate of the whole does."""
    (case.root / FOLDER / "imr-trust.docx").write_bytes(b"PK")
    found = case.tries("validate", f"{FOLDER}/imr-trust.docx")
    assert found.code == 1
    assert "FIL054" in found.out


def test_deadlines_say_what_reading_missed(case: House) -> None:
    """A date may be missing on screen that is there in a file which cannot be read."""
    path = case.root / FOLDER / "diary.yaml"
    path.write_text(path.read_text().replace("acknowledged:", "acknowledged: 30/2/2025"))
    assert "dates may be missing" in case.does("deadlines", CASE).out


def test_a_review_whose_diary_cannot_be_read_is_not_called_late(case: House) -> None:
    """Without the diary everything would seem undone; what is known is that it cannot be read."""
    path = case.root / FOLDER / "diary.yaml"
    path.write_text("<<<<<<< ours\n" + path.read_text())
    shown = case.does("status").out
    assert "diary.yaml cannot be read" in shown
    assert "OVERDUE" not in shown


def test_the_words_allowed_come_in_their_own_order(case: House) -> None:
    """What most mean stands first, and not what the alphabet has first."""
    said = case.refuses("record", CASE, "decision.outcome", "foo")
    assert "They are: review, no-review, other-pathway, joined." in said


def test_a_command_mistyped_is_guessed(house: House) -> None:
    """A typo costs one look: the command that was meant is named, and so is one within a group."""
    assert "Did you mean extend?" in house.refuses("exetnd")
    assert "Did you mean validate?" in house.refuses("valdate")
    assert "held" in house.refuses("meeting", "hled")
    assert "reviewctl --help" in house.refuses("qqqq")
