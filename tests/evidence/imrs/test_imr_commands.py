"""The `imr` commands: from the request to the presentation, with a round in between."""

import json

from tests.commands import House

CASE = "SAR-2025-001"
FILE = f"cases/{CASE}/returns.yaml"


def test_the_life_of_an_imr(case: House) -> None:
    """Asked for, received, sent back, received again and presented: each is one commit that names no words."""
    said = case.does("imr", "request", CASE, "GMP", "--due", "8/5/2025", "--on", "20/3/2025").out
    assert "greater-manchester-police was asked for its IMR, Thursday 20 March 2025" in said
    assert "due Thursday 8 May 2025" in said and "reviewctl letter imr-request" in said
    assert case.last_message() == f"{CASE}: imr request greater-manchester-police"
    assert "contribution: imr\n" in case.text(FILE) and "requested: 2025-03-20" in case.text(FILE)
    said = case.does(
        *("imr", "receive", CASE, "GMP", "--on", "7/5/2025", "--quality-assured", "1/5/2025"),
        *("--signed-off", "2/5/2025", "--author-role", "detective inspector", "--author-independent"),
    ).out
    assert "the IMR of greater-manchester-police came, Wednesday 7 May 2025" in said and "meets: IMR" in said
    said = case.does(
        *("imr", "send-back", CASE, "GMP", "--because", "no analysis of question two"),
        *("--on", "20/5/2025", "--due", "3/6/2025"),
    ).out
    assert "(round 1)" in said and "starts: IMR that was sent back" in said
    assert "no analysis" not in case.last_message()
    assert "came again" in case.does("imr", "receive", CASE, "GMP", "--on", "5/6/2025").out
    assert "resubmitted: 2025-06-05" in case.text(FILE)
    said = case.does("imr", "present", CASE, "--on", "11/6/2025").out
    assert "was presented to the panel, Wednesday 11 June 2025" in said
    assert case.unsaved() == ""
    assert not {code for code in case.codes() if code.startswith(("IMR", "STR"))}


def test_all_who_are_wanted_are_asked_at_once(case: House) -> None:
    """Without a name: those of whom an IMR is wanted, and neither those asked already nor those who declined."""
    case.put(
        FILE,
        "gm-icb: {contribution: imr}\n"
        "pennine-care: {contribution: imr-and-chronology}\n"
        "greater-manchester-police: {contribution: imr, outcome: declined, reason: in the test}\n"
        "stockport-council-adults: {contribution: chronology}\n",
    )
    said = case.does("imr", "request", CASE, "--on", "20/3/2025").out
    assert case.last_message() == f"{CASE}: imr request gm-icb pennine-care"
    assert said.count("No date is agreed for it yet") == 2
    assert "no agency of SAR-2025-001 that is still to be asked" in case.refuses("imr", "request", CASE)
    case.does("imr", "request", CASE, "stockport-council-adults", "--on", "20/3/2025")
    assert "stockport-council-adults:" in case.text(FILE) and "imr-and-chronology" in case.text(FILE)


def test_what_cannot_be_is_refused(case: House) -> None:
    """Each slip has its own sentence, and nothing is written."""
    assert "no agency" in case.refuses("imr", "request", CASE, "nobody-at-all")
    assert "cannot go back" in case.refuses("imr", "send-back", CASE, "GMP", "--because", "x")
    assert "still to come" in case.refuses("imr", "request", CASE, "GMP", "--on", "1/1/2099")
    case.does("imr", "request", CASE, "GMP", "--on", "20/3/2025")
    assert "was asked for its IMR on Thursday 20 March 2025" in case.refuses("imr", "request", CASE, "GMP")
    assert "would be due on" in case.refuses(
        "imr", "request", CASE, "gm-icb", "--on", "20/3/2025", "--due", "19/3/2025"
    )
    assert "No IMR of" in case.refuses("imr", "present", CASE)
    case.does("imr", "receive", CASE, "GMP", "--on", "7/5/2025")
    again = case.refuses("imr", "receive", CASE, "GMP")
    assert "came already, on Wednesday 7 May 2025" in again and '.imr.signed_off" DATE' in again
    assert "What is wanted" in case.refuses("imr", "send-back", CASE, "GMP", "--because", " ")
    case.does("imr", "send-back", CASE, "GMP", "--because", "in the test", "--on", "8/5/2025")
    assert "was sent back, and has not come again" in case.refuses(
        "imr", "send-back", CASE, "GMP", "--because", "again"
    )
    assert "There is an NHS number" in case.refuses(
        "imr", "close", CASE, "gm-icb", "declined", "--reason", "see 943 476 5919"
    )
    assert "There is no such meeting" in case.refuses("imr", "present", CASE, "GMP", "--meeting", "panel,7")


def test_an_imr_received_unchecked_is_said_to_be(case: House) -> None:
    """An agency quality-assures and signs off before it submits (P§14); where that is not known, it is said."""
    case.does("imr", "request", CASE, "GMP", "--on", "20/3/2025")
    said = case.does("imr", "receive", CASE, "GMP", "--on", "7/5/2025").out
    assert "to put right:" in said and "signed it off" in said and "quality-assured it" in said


def test_an_agency_that_declines_is_taken_up(case: House) -> None:
    """The reason is kept, the steps end, and the Board hears of it (F§5.4.4)."""
    case.does("imr", "request", CASE, "GMP", "--on", "20/3/2025")
    said = case.does("imr", "close", CASE, "GMP", "declined", "--reason", "a reason in the test").out
    assert "nothing more will come from greater-manchester-police (declined)" in said
    assert "reviewctl urgent add" in said
    (line,) = json.loads(case.does("imr", "status", CASE, "--format", "json").out)["returns"]
    assert (line["state"], line["reason"]) == ("declined", "a reason in the test")
    assert "more comes from greater-manchester-police" in case.refuses("imr", "request", CASE, "GMP")


def test_a_dry_run_writes_nothing(case: House) -> None:
    """The difference is shown, and that is all."""
    before = case.files()
    said = case.does("imr", "request", CASE, "GMP", "--on", "20/3/2025", "--dry-run").out
    assert "+    requested: 2025-03-20" in said and "Nothing was written" in said
    assert case.files() == before


def status(house: House, as_of: str) -> dict[str, object]:
    """Return the one line of the ledger as on a day."""
    done = house.does("imr", "status", CASE, "--format", "json", "--as-of", as_of)
    (line,) = json.loads(done.out)["returns"]
    return {key: line[key] for key in ("state", "due", "days", "rounds")}


def test_the_ledger_tells_each_day_what_was_so(case: House) -> None:
    """Owed, overdue, came late, sent back, overdue again, and came."""
    case.does("imr", "request", CASE, "GMP", "--due", "8/5/2025", "--on", "20/3/2025")
    case.does("imr", "receive", CASE, "GMP", "--on", "12/5/2025")
    case.does(
        *("imr", "send-back", CASE, "GMP", "--because", "in the test"),
        *("--on", "20/5/2025", "--due", "3/6/2025"),
    )
    case.does("imr", "receive", CASE, "GMP", "--on", "5/6/2025")
    assert status(case, "2025-05-01") == {"state": "owed", "due": "2025-05-08", "days": 7, "rounds": 1}
    assert status(case, "2025-05-09")["state"] == "overdue"
    assert status(case, "2025-05-12") == {"state": "late", "due": "2025-05-08", "days": -4, "rounds": 1}
    assert status(case, "2025-05-25") == {"state": "sent-back", "due": "2025-06-03", "days": 9, "rounds": 1}
    assert status(case, "2025-06-04")["state"] == "overdue"
    assert status(case, "2025-06-30")["state"] == "late"


def test_how_punctual_each_agency_is(case: House) -> None:
    """What was in time, late and without a date is counted apart; late by is a median."""
    case.put(
        FILE,
        "gm-icb:\n"
        "  contribution: imr-and-chronology\n"
        "  information: {requested: 2025-01-02, due: 2025-01-10, returned: 2025-01-10}\n"
        "  chronology: {requested: 2025-02-03, due: 2025-03-03, returned: 2025-03-07}\n"
        "  imr: {requested: 2025-02-03, due: 2025-03-03, submitted: 2025-03-13}\n"
        "pennine-care:\n"
        "  contribution: chronology\n"
        "  chronology: {requested: 2025-02-03, returned: 2025-03-07}\n",
    )
    done = case.tries("imr", "status", "--format", "json", "--as-of", "2025-06-30")
    by = {one["agency"]: one for one in json.loads(done.out)["agencies"]}
    assert by["gm-icb"] == {
        "agency": "gm-icb",
        "asked": 3,
        "in_time": 1,
        "late": 2,
        "late_by": 7,
        "undated": 0,
        "owed": 0,
        "overdue": 0,
        "sent_back": 0,
        "declined": 0,
    }
    assert (by["pennine-care"]["in_time"], by["pennine-care"]["undated"]) == (0, 1)
    page = case.does("imr", "status", "--as-of", "2025-06-30", "--agency", "GM-ICB").out
    assert "pennine" not in page.lower() and "7 d" in page
    assert "There is no agency" in case.tries("imr", "status", "--agency", "nobody").err


def test_what_stands_still_is_paused_and_keeps_the_day_that_was_agreed(case: House) -> None:
    """A suspended IMR is neither late nor without a date."""
    case.does("imr", "request", CASE, "GMP", "--due", "8/5/2025", "--on", "20/3/2025")
    case.does(
        *("suspend", CASE, "imr[greater-manchester-police]", "--from", "1/4/2025", "--reason", "in the test"),
        *("--asked-by", "greater-manchester-police", "--agreed-by", "chair-author"),
    )
    assert status(case, "2025-06-01") == {"state": "paused", "due": "2025-05-08", "days": None, "rounds": 0}
    assert "stands still" in case.does("imr", "status", CASE, "--as-of", "2025-06-01").out


def test_each_agency_hears_of_its_own_date_only(case: House) -> None:
    """Asked together, what starts is said once for each."""
    case.put(FILE, "gm-icb: {contribution: imr}\npennine-care: {contribution: imr}\n")
    said = case.does("imr", "request", CASE, "--on", "20/3/2025", "--due", "8/5/2025").out
    assert said.count("starts: IMR (gm-icb)") == said.count("starts: IMR (pennine-care)") == 1


def test_the_letters_are_written_beside_the_register(case: House) -> None:
    """One Word document with a letter to each; never in the register, and never over another file."""
    case.put(FILE, "gm-icb: {contribution: imr}\npennine-care: {contribution: imr}\n")
    asked = ("imr", "request", CASE, "--on", "20/3/2025", "--due", "8/5/2025", "-o")
    assert "inside the register" in case.refuses(*asked, str(case.root / "letters.docx"))
    assert "for Word" in case.refuses(*asked, str(case.root.parent / "letters.pdf"))
    target = case.root.parent / "letters.docx"
    said = case.does(*asked, str(target)).out
    assert "2 letters, one behind another" in said and "to fill in:" in said
    assert target.read_bytes().startswith(b"PK")
    assert "already" in case.refuses("imr", "request", CASE, "GMP", "-o", str(target))


def test_only_what_has_come_is_presented_or_kept_from_closing(case: House) -> None:
    """An IMR that never came, or went back, cannot be presented; one that came is not declined any more."""
    case.does("imr", "request", CASE, "GMP", "--on", "20/3/2025")
    assert "not on record that the IMR" in case.refuses("imr", "present", CASE, "GMP", "--on", "1/5/2025")
    case.does("imr", "receive", CASE, "GMP", "--on", "7/5/2025")
    early = case.refuses("imr", "present", CASE, "GMP", "--on", "6/5/2025")
    assert "came on Wednesday 7 May 2025" in early and "--on DATE" in early
    closing = ("imr", "close", CASE, "GMP", "declined", "--reason", "in the test")
    assert "came on Wednesday 7 May 2025" in case.refuses(*closing)
    case.does("imr", "send-back", CASE, "GMP", "--because", "in the test", "--on", "8/5/2025")
    assert "was sent back" in case.refuses("imr", "present", CASE, "GMP", "--on", "9/5/2025")
    assert "No IMR of" in case.refuses("imr", "present", CASE, "--on", "9/5/2025")
    said = case.does(*closing).out
    assert "--to executive" in said and "WHOM" not in said
