"""`meeting reply`, `move`, `cancel` and `held`: what a meeting goes through, and what the diary then says."""

import json

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"
PANEL = f"{HOME}/meetings/2025-03-03-panel.md"
AHEAD = f"{HOME}/meetings/2099-03-03-panel.md"
PEOPLE = {
    "p1": "greater-manchester-police",
    "p2": "greater-manchester-police",
    "h1": "gm-icb",
    "l1": "stockport-council-adults",
}


@pytest.fixture
def board(case: House) -> House:
    """A register with a quorate panel: police, health, local authority and the chair; p2 is police too."""
    people = "".join(f"  - {{id: {who}, agency: {agency}}}\n" for who, agency in PEOPLE.items())
    text = case.text("board.yaml")
    assert text.count("\npeople:\n") == 1
    case.put("board.yaml", text.replace("\npeople:\n", f"\npeople:\n{people}  - {{id: a1}}\n"))
    seats = "".join(f"  - {{role: member, person: {who}}}\n" for who in ("p1", "h1", "l1"))
    case.put(f"{HOME}/panel.yaml", f"appointments:\n  - {{role: chair-author, person: a1}}\n{seats}")
    case.does("save")
    return case


@pytest.fixture
def booked(board: House) -> House:
    """A panel meeting in time to come, with all four invited."""
    board.does("meeting", "add", "panel", "--date", "3/3/2099", "--cases", CASE)
    return board


@pytest.fixture
def past(board: House) -> House:
    """A panel meeting gone by, of which it is not recorded yet who came."""
    board.does("meeting", "add", "panel", "--date", "3/3/2025", "--cases", CASE)
    return board


def plan(house: House) -> dict[str, object]:
    """Return how the only booked meeting stands."""
    (one,) = json.loads(house.does("quorum", CASE, "--plan", "--format", "json").out)["meetings"]
    found: dict[str, object] = one["plan"]
    return found


def test_apologies_before_the_meeting_say_who_must_still_come(booked: House) -> None:
    """The seat, who declined it, who else could; and the same in `quorum --plan`, with exit 1 where asked."""
    assert plan(booked)["quorate"] is True
    said = booked.does("meeting", "reply", CASE, "panel,1", "--apologies", "p1", "--coming", "h1").out
    assert "will NOT BE QUORATE (P§10, P§9)" in said
    assert "Police: p1 sent apologies. Could come: p2." in said
    assert "Must come, and have not answered: a1 (Review Panel Chair/Report Author)" in said
    assert "said they do: h1 (Health)" in said
    stands = plan(booked)
    assert stands["quorate"] is False
    assert stands["lacking"] == [
        {
            "seat": "police",
            "declined": ["p1"],
            "barred": [],
            "could": [{"person": "p2", "agency": "greater-manchester-police"}],
        }
    ]
    assert booked.tries("quorum", "--plan", "--exit-code").code == 1
    assert "Police: p1 sent apologies" in booked.does("quorum", CASE, "--plan", "--meeting", "panel,1").out
    assert booked.codes() == set()


def test_a_deputy_named_beforehand_fills_the_seat(booked: House) -> None:
    """Said twice, it stays one line; a guest is invited; nothing is recorded as held."""
    for _ in range(2):
        booked.tries("meeting", "reply", CASE, "panel,1", "--deputy", "p2=p1: on leave")
    booked.does("meeting", "reply", CASE, "panel,1", "--invite", "pennine-care")
    assert plan(booked)["quorate"] is True
    text = booked.text(AHEAD)
    assert text.count("person: p2\n    agency") == 1 and "agency: pennine-care" in text
    assert "status: planned" in text
    assert booked.tries("quorum", "--plan", "--exit-code").code == 0


def test_everybody_who_is_not_known_is_said(booked: House) -> None:
    """All unknown ids at once, not those that are known; a role of the sheet that is two people's says so."""
    said = booked.refuses("meeting", "reply", CASE, "panel,1", "--invite", "p2,police-2,housing-1,a1")
    assert "board.yaml does not have: police-2, housing-1." in said
    said = booked.refuses(
        "meeting", "reply", CASE, "panel,1", "--coming", "memebr,p1", "--apologies", "nobdy"
    )
    assert "memebr, nobdy" in said
    said = booked.refuses("meeting", "reply", CASE, "panel,1", "--apologies", "member")
    assert "member means 3 lines of the sheet" in said and "p1" in said


def test_a_word_that_may_hold_a_name_is_not_said_again(booked: House) -> None:
    """What is no id may be somebody's name, which goes into no message."""
    said = booked.refuses("meeting", "reply", CASE, "panel,1", "--invite", "Jane Smith,p2")
    assert "Jane" not in said and "1 that is no id" in said


def test_a_deputy_comes_for_a_person(booked: House) -> None:
    """An agency stands for its member on the sheet, and a deputy who comes for nobody known is refused."""
    booked.does("meeting", "reply", CASE, "panel,1", "--deputy", "p2=GMP: on leave")
    assert "deputy_for: p1" in booked.text(AHEAD)
    assert "gm-fire" in booked.refuses(
        "meeting", "reply", CASE, "panel,1", "--deputy", "p2=gm-fire: on leave"
    )
    assert booked.codes() == set()


def test_a_deputy_without_a_reason_says_so(booked: House) -> None:
    """It is recorded, and the message says what is missing and how to give it (P§9)."""
    said = booked.does("meeting", "reply", CASE, "panel,1", "--deputy", "p2=p1").out
    assert "why p2 comes for p1 is not said (P§9)" in said and '--deputy "p2=p1:WHY"' in said
    booked.does("meeting", "reply", CASE, "panel,1", "--deputy", "p2=p1: on leave")
    assert "reason: on leave" in booked.text(AHEAD)


def test_the_plan_says_which_kind_has_no_quorum(board: House) -> None:
    """The protocol sets none for the screening panel."""
    assert "meeting add panel --cases CASE --date DATE" in board.does("quorum", CASE, "--plan").out
    board.does("meeting", "add", "screening", "--date", "3/3/2099", "--cases", CASE)
    assert "the policy sets no quorum for it" in board.does("quorum", CASE, "--plan").out


def test_what_a_quorate_meeting_agrees_is_known_to_the_diary(past: House) -> None:
    """One transaction: the minutes, and the events of what was agreed, on the day of the meeting."""
    words = ("--present", "all", "--agrees", "tor,imr-deadlines,tor-amendment")
    said = past.does("meeting", "held", CASE, "panel,1", *words).out
    assert "quorate (P§10, P§9)" in said and "tor.agreed: recorded: Monday 3 March 2025" in said
    diary = past.text(f"{HOME}/diary.yaml")
    assert "agreed: 2025-03-03" in diary
    assert sorted(past.last_paths()) == [f"{HOME}/diary.yaml", PANEL]
    assert '"' not in past.last_message()
    past.does("undo")
    assert "agreed: 2025-03-03" not in past.text(f"{HOME}/diary.yaml")


def test_an_event_that_repeats_has_one_day_more(past: House) -> None:
    """A second amendment of the terms does not take the first one's place."""
    past.does("record", CASE, "tor.amended", "1/3/2025")
    past.does("meeting", "held", CASE, "panel,1", "--present", "all", "--agrees", "tor-amendment")
    text = past.text(f"{HOME}/diary.yaml")
    assert "2025-03-01" in text and "2025-03-03" in text
    past.tries("meeting", "held", CASE, "panel,1", "--agrees", "tor-amendment")
    assert past.text(f"{HOME}/diary.yaml") == text


def test_what_the_diary_says_already_is_not_overwritten(past: House) -> None:
    """Another day stands there: it stays, and it is said how to correct it."""
    past.does("record", CASE, "tor.agreed", "1/3/2025")
    said = past.does("meeting", "held", CASE, "panel,1", "--present", "all", "--agrees", "tor").out
    assert f"reviewctl record {CASE} tor.agreed 2025-03-03 --because WHY" in said
    assert "agreed: 2025-03-01" in past.text(f"{HOME}/diary.yaml")


def test_what_a_meeting_without_quorum_agrees_is_not(past: House) -> None:
    """It stands in the minutes, and a quorate meeting has to confirm it; then it is known."""
    said = past.does("meeting", "held", CASE, "panel,1", "--present", "a1,h1", "--agrees", "tor").out
    assert "not written in the diary as agreed: tor. A quorate meeting has to confirm it." in said
    assert "agreed: 2025-03-03" not in past.text(f"{HOME}/diary.yaml")
    past.does("meeting", "held", CASE, "panel,1", "--present", "p1,l1", "--agrees", "tor")
    assert "agreed: 2025-03-03" in past.text(f"{HOME}/diary.yaml")


def test_said_again_a_decision_takes_the_place_of_the_one_before(past: House) -> None:
    """One decision of the case, with what was said last; its words, written by hand, stay."""
    past.does("meeting", "held", CASE, "panel,1", "--present", "all", "--agrees", "tor,timetable")
    past.does("record", CASE, "meetings[panel,1].decisions[1].decision", "as drafted")
    said = past.does("meeting", "held", CASE, "panel,1", "--agrees", "timetable", "--concluded").out
    text = past.text(PANEL)
    assert text.count(f"\n  - case: {CASE}\n") == 1 and "decision: as drafted" in text
    assert "\n    outcome: concluded" in text and "\n      - tor\n" not in text
    assert "tor no longer stands in the minutes, and the diary still says tor.agreed" in said
    assert not {code for code in past.codes() if code.startswith(("FIL", "STR"))}


def test_a_meeting_of_several_keeps_the_others_decisions(board: House) -> None:
    """What is said for one case leaves what was decided on the other."""
    board.does("new", "sar", "--received", "2025-01-14")
    board.does("meeting", "add", "screening", "--date", "28/1/2025", "--cases", f"{CASE},SAR-2025-002")
    board.does("meeting", "held", CASE, "screening,1", "--present", "p1", "--concluded")
    board.does("meeting", "held", "SAR-2025-002", "screening,1", "--adjourned")
    board.does("meeting", "held", CASE, "screening,1", "--adjourned")
    path = "meetings/2025-01-28-screening.md"
    assert board.text(path).count("outcome: adjourned") == 2
    board.does("meeting", "held", "SAR-2025-002", "screening,1", "--concluded")
    assert board.text(path).count("outcome: adjourned") == 1


def test_an_adjourned_meeting_meets_again(board: House) -> None:
    """The first answers the fifteen working days; the one that concludes starts the next five (P§11)."""
    board.does("meeting", "add", "screening", "--date", "28/1/2025", "--cases", CASE)
    said = board.does("meeting", "held", CASE, "screening,1", "--present", "p1", "--adjourned").out
    assert f"reviewctl meeting add screening --cases {CASE} --date DATE" in said
    assert "meets: " in said and "starts: " not in said
    board.does("meeting", "add", "screening", "--date", "4/2/2025", "--cases", CASE)
    again = board.does("meeting", "held", CASE, "screening,1", "--adjourned", "--absent", "p1").out
    assert "adjourned to Tuesday 4 February 2025" in again
    done = board.does("meeting", "held", CASE, "screening,2", "--present", "p1", "--concluded").out
    assert "starts: " in done and "Tuesday 11 February 2025" in done


def test_a_plan_in_the_diary_moves_with_its_meeting(board: House) -> None:
    """The diary had the day planned: minutes and diary go on saying the same; a weekend is told of."""
    board.does("record", CASE, "panel.first", "3/3/2099", "--planned")
    board.does("meeting", "add", "panel", "--date", "3/3/2099", "--cases", CASE)
    said = board.does("meeting", "move", CASE, "panel,1", "--to", "7/3/2099").out
    assert "moved from Tuesday 3 March 2099 to Saturday 7 March 2099" in said and "a Saturday" in said
    assert "planned: 2099-03-07" in board.text(f"{HOME}/diary.yaml")
    assert board.unsaved() == ""
    board.does("undo")
    assert "planned: 2099-03-03" in board.text(f"{HOME}/diary.yaml") and (board.root / AHEAD).exists()


def test_a_move_past_the_limit_is_told(board: House) -> None:
    """The screening panel is due within 15 working days of 13 January 2025 (P§11)."""
    board.does("meeting", "add", "screening", "--date", "28/1/2025", "--cases", CASE)
    said = board.does("meeting", "move", CASE, "screening,1", "--to", "10/2/2025").out
    assert "after the limit" in said and "due Monday 3 February 2025 (P§11)" in said
    assert "reviewctl late" in said


def test_a_meeting_that_goes_past_another_has_another_number(board: House) -> None:
    """Numbers go by date, and what was 1 is 2 now."""
    for day in ("3/3/2099", "10/3/2099"):
        board.does("meeting", "add", "panel", "--date", day, "--cases", CASE)
    assert "it is panel,2 now" in board.does("meeting", "move", CASE, "panel,1", "--to", "17/3/2099").out
    assert "is on" in board.refuses("meeting", "move", CASE, "2099-03-17-panel", "--to", "17/3/2099")


def test_a_meeting_is_cancelled_with_its_reason(booked: House) -> None:
    """It stays as a file, has no number and is not waited for."""
    said = booked.does("meeting", "cancel", CASE, "panel,1", "--reason", "the chair is ill").out
    assert "Tuesday 3 March 2099: cancelled" in said
    text = booked.text(AHEAD)
    assert "status: cancelled" in text and "cancelled_because: the chair is ill" in text
    assert "the chair is ill" not in booked.last_message()
    said = booked.refuses("meeting", "cancel", CASE, "panel,1", "--reason", "x")
    assert "no such meeting" in said and "2099-03-03" not in said
    assert booked.codes() == set()


def test_one_case_is_taken_off_a_meeting_of_several(board: House) -> None:
    """Which is meant has to be said, for the other case would lose its day."""
    board.does("new", "sar", "--received", "2025-01-14")
    board.does("meeting", "add", "screening", "--date", "3/3/2099", "--cases", f"{CASE},SAR-2025-002")
    cancel = ("meeting", "cancel", CASE, "screening,1", "--reason", "papers not ready")
    assert "takes SAR-2025-002 too" in board.refuses(*cancel)
    assert "no longer takes SAR-2025-001" in board.does(*cancel, "--only-this").out
    assert (
        CASE not in board.text("meetings/2099-03-03-screening.md").split("attendance:")[0].split("#   -")[0]
    )
    board.does("meeting", "cancel", "SAR-2025-002", "screening", "--reason", "not needed")
    assert "status: cancelled" in board.text("meetings/2099-03-03-screening.md")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("reply", CASE, "panel,1", "--apologies", "p1"), "has been held"),
        (("cancel", CASE, "panel,1", "--reason", "x"), "has been held"),
        (("cancel", CASE, "panel,2", "--reason", "  "), "reason is empty"),
        (("reply", CASE, "panel,2"), "Who says what?"),
        (("reply", CASE, "panel,2", "--coming", "nobody"), "board.yaml does not have"),
        (("held", CASE, "panel,2", "--present", "all"), "reviewctl meeting reply"),
    ],
)
def test_a_slip_is_refused(past: House, words: tuple[str, ...], meant: str) -> None:
    """Nothing is written, and it is said what to do instead."""
    past.does("meeting", "held", CASE, "panel,1", "--present", "all")
    past.does("meeting", "add", "panel", "--date", "3/3/2099", "--cases", CASE)
    assert meant in past.refuses("meeting", *words)


def test_an_agency_that_says_it_comes_has_answered(case: House) -> None:
    """Whom the sheet names by agency alone is not asked again for an answer that was given."""
    case.does("meeting", "add", "panel", "--date", "3/3/2099", "--cases", CASE)
    said = case.does("meeting", "reply", CASE, "panel,1", "--coming", "gm-icb").out
    assert "Must come, and said they do: gm-icb (Health)" in said
    assert "have not answered" not in said
    said = case.does("meeting", "reply", CASE, "panel,1", "--invite", "greater-manchester-police").out
    assert "have not answered: greater-manchester-police (Police)" in said
