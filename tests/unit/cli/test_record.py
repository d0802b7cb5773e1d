"""`record`: every kind of address, every kind of value, and every slip refused with what was meant."""

from pathlib import Path

import pytest

from tests.commands import House, reviewctl

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"
GMP = "greater-manchester-police"

# What is recorded, the file it goes into, the line that must stand there.
FAMILIES = [
    ("screening.held", "28/1/2025", "diary.yaml", "  held: 2025-01-28"),
    ("returns[gmp].imr.requested", "1/5/2025", "returns.yaml", "    requested: 2025-05-01"),
    (f"returns[{GMP}].contribution", "imr", "returns.yaml", "  contribution: imr"),
    ("returns[gmp].imr.due", "1/6/2099", "returns.yaml", "    due: 2099-06-01"),
    ("returns[Greater Manchester Police].chased", "1/3/2025", "returns.yaml", "2025-03-01"),
    ("returns[gmp].imr.author_independent", "yes", "returns.yaml", "    author_independent: true"),
    ("actions[3].due", "1/5/2099", "action-plan.yaml", "due: 2099-05-01"),
    ("actions[3].owners", f"{GMP}, gm-icb", "action-plan.yaml", GMP),
    ("family[mother].told", "2025-03-01", "family.yaml", "  told: 2025-03-01"),
    ("family[mother].relationship", "mother", "family.yaml", "  relationship: mother"),
    ("processes[inquest].kind", "inquest", "processes.yaml", "  kind: inquest"),
    ("tor.questions[2].text", "What: was #1 known?", "terms-of-reference.md", '"What: was #1 known?"'),
    ("decision.outcome", "review", "decision.md", "outcome: review"),
    ("case.lead.person", "bm-1", "case.yaml", "  person: bm-1"),
    ("case.subjects[adult-a].died", "2024-11~", "case.yaml", "2024-11~"),
    ("screening.criteria.in_area.finding", "met", "screening.md", "    finding: met"),
    ("screening.recommendation.method", "desktop", "screening.md", "  method: desktop"),
    ("referral.immediate_safety", "yes: # now", "referral.md", '"yes: # now"'),
    ("report.version", "3", "report/overview.md", "version: 3"),
]


@pytest.mark.parametrize(("address", "value", "file", "line"), FAMILIES, ids=[one[0] for one in FAMILIES])
def test_an_address_makes_what_is_missing(
    case: House, address: str, value: str, file: str, line: str
) -> None:
    """The line, the item or the document that is missing is made, and reads as it was meant."""
    before = case.codes()
    done = case.does("record", CASE, address, value)
    assert done.out.splitlines()[0].split(": ")[1] == "recorded"
    assert line in case.text(f"{HOME}/{file}")
    assert not {code for code in case.codes() - before if code.startswith(("FIL", "STR"))} - {"STR063"}
    assert case.last_paths() == [f"{HOME}/{file}"]


def test_a_document_goes_by_the_name_of_its_file_too(case: House) -> None:
    """The terms of reference and the report are found by their files' names as by the short ones."""
    case.does("record", CASE, "terms-of-reference.version", "1")
    assert "says so already" in case.does("record", CASE, "tor.version", "1").out
    case.does("record", CASE, "overview.version", "2")
    assert "says so already" in case.does("record", CASE, "report.version", "2").out


def test_the_same_again_changes_nothing(case: House) -> None:
    """Recording what stands there already makes no commit, and says so."""
    case.does("record", CASE, "screening.held", "28/1/2025")
    commit = case.git("rev-parse", "HEAD")
    assert case.does("record", CASE, "screening.held", "2025-01-28").out == (
        "Nothing has changed: it says so already.\n"
    )
    assert case.git("rev-parse", "HEAD") == commit


def test_it_says_what_it_meets_and_starts(case: House) -> None:
    """A date is echoed in full, with the step it meets and the limit it starts, by paragraph."""
    said = case.does("record", CASE, "screening.held", "28/1/2025").out
    assert said.startswith("screening.held: recorded: Tuesday 28 January 2025\n")
    assert "  meets: Screening panel meets to discuss the referral\n" in said
    assert "due Tuesday 4 February 2025 (P§11)" in said


def test_a_value_replaced_is_said(case: House) -> None:
    """Over a value, what it was is printed; with --because it is kept in the file too."""
    case.does("record", CASE, "screening.held", "28/1/2025")
    said = case.does("record", CASE, "screening.held", "29/1/2025", "--because", "slip of the pen").out
    assert "  before: Tuesday 28 January 2025\n" in said
    line = next(x for x in case.text(f"{HOME}/diary.yaml").splitlines() if x.startswith("  held:"))
    assert line == "  held: {on: 2025-01-29, was: 2025-01-28, because: slip of the pen}"
    assert case.codes() == set()


def test_an_empty_value_clears_it(case: House) -> None:
    """An empty value blanks the line, which stays with its comment: byte for byte as it was."""
    before = case.files()
    case.does("record", CASE, "screening.held", "28/1/2025")
    said = case.does("record", CASE, "screening.held", "").out
    assert said.startswith("screening.held: cleared\n  before: Tuesday 28 January 2025\n")
    assert case.files() == before


def test_an_event_that_repeats_has_one_more_date(case: House) -> None:
    """What may happen several times gets a list; --because corrects it instead."""
    from reviewctl.store.packs import Policies

    policy = Policies().get("stockport-2021")
    assert policy is not None
    events = policy.types["sar"].events
    address = next(key for key, event in events.items() if event.repeats and "[" not in key)
    case.does("record", CASE, address, "3/2/2025")
    case.does("record", CASE, address, "4/2/2025")
    text = case.text(f"{HOME}/diary.yaml")
    assert text.index("- 2025-02-03\n") < text.index("- 2025-02-04\n")
    assert case.codes() == set()


def test_days_that_an_agency_was_reminded_are_added_to(case: House) -> None:
    """A list of days grows, in order, and has no day twice."""
    for day in ("1/4/2025", "1/3/2025", "1/4/2025"):
        case.does("record", CASE, "returns[gmp].chased", day)
    text = case.text(f"{HOME}/returns.yaml")
    assert text.index("2025-03-01") < text.index("2025-04-01")
    assert text.count("2025-04-01") == 1


def test_a_plan_may_lie_ahead(case: House) -> None:
    """With --planned a day may be to come, and it does not count as happened."""
    said = case.does("record", CASE, "screening.held", "2/2/2099", "--planned").out
    assert said.startswith("screening.held: planned: Monday 2 February 2099\n") and "meets" not in said
    assert "  held: {planned: 2099-02-02}" in case.text(f"{HOME}/diary.yaml")
    assert case.codes() == set()


@pytest.mark.parametrize("known", ["2025", "2025-01"])
def test_less_than_a_day_may_be_known(case: House, known: str) -> None:
    """A month or a year is recorded as it is."""
    case.does("record", CASE, "screening.held", known)
    assert f"  held: {known}\n" in case.text(f"{HOME}/diary.yaml").replace('"', "")
    assert case.codes() == set()


def test_not_known_has_a_note(case: House) -> None:
    """A date that cannot be found is recorded so, with where it was looked for."""
    said = case.does("record", CASE, "screening.held", "not-known", "--note", "minutes: not kept #2").out
    assert "not-known, minutes: not kept #2" in said
    assert '{on: not-known, note: "minutes: not kept #2"}' in case.text(f"{HOME}/diary.yaml")
    assert case.codes() == set()


@pytest.mark.parametrize("ahead", ["2/2/2099", "2099-02", "2099"])
def test_what_is_still_to_come_has_not_happened(case: House, ahead: str) -> None:
    """A day, a month or a year still to come is refused, with the command for a plan."""
    said = case.refuses("record", CASE, "decision.made", ahead)
    assert "still to come" in said and "--planned" in said


def test_a_meeting_to_come_is_booked_and_not_recorded(case: House) -> None:
    """For a meeting that is still to come, the command that books it is named."""
    said = case.refuses("record", CASE, "screening.held", "2099-02-02")
    assert f"reviewctl meeting add screening --cases {CASE} --date 2099-02-02" in said


SLIPS = [
    (("screening.hled", "28/1/2025"), "did you mean screening.held?"),
    (("screening.recomendation_sent", "28/1/2025"), "did you mean screening.recommendation_sent?"),
    (("decision.outcom", "review"), 'did you mean "outcome"?'),
    (("decision.outcome", "reveiw"), "did you mean review?"),
    (("returns[gmp].imr.submited", "1/5/2025"), 'did you mean "submitted"?'),
    (("returns[ccg-of-nowhere].imr.submitted", "1/5/2025"), 'no agency "ccg-of-nowhere"'),
    (("returns[gmp].contribution", "irm"), "did you mean imr?"),
    (("returns[gmp].imr.author_independent", "perhaps"), "Write true or false."),
    (("screening.recommendation.method", "desktp"), "Did you mean desktop?"),
    (("decision.mandate", "s44-1"), "Did you mean s44-1-3?"),
    (("screening.recommendation.agencies", "pennine-cair"), "Nearest: pennine-care."),
    (("screening.criteria.in_aera.finding", "met"), "Did you mean in_area?"),
    (("screening.concluded", "28/1/2025"), "minutes of the screening meeting"),
    (("actions[3].met", "1/5/2025"), 'no action "3"'),
    (("stage", "closed"), f"See it with: reviewctl status {CASE}"),
    (("case.status", "open"), "is worked out from what is recorded"),
    (
        ("signoff[overview-report].complete", "today"),
        f"reviewctl signoff record {CASE} overview-report --person",
    ),
    (("actions.all_met", "today"), f"reviewctl action met {CASE}"),
    (("tor.family_advocate", "an advocate"), "the id of a person or an agency of board.yaml"),
    (("screening.held", "TBC"), "That is not a date."),
    (("screening.held", "31/2/2025"), "No calendar has that day."),
    (("screening.held", "2025-1-2"), "That is not a date."),
    (("screening.held", "12/31/2025"), "Day first"),
    (("meetings[panel,1].date", "1/3/2025"), "There is no panel meeting 1"),
    (("imr[gmp].agency", "x"), "Add it first: reviewctl add"),
    (("log.notes", "x"), "one fact is recorded at a time"),
    (("decision", "x"), "did you mean decision.made?"),
    (("nothing.here", "x"), "There is no nothing.here"),
    (("family[].told", "1/3/2025"), "does not say whose"),
    (("case.id", "SAR-2025-002"), "does not change"),
    (("case.type", "dhr"), "does not change"),
    (("case.policy", "other"), "does not change"),
    (("case.subjects[adult-a].died", "last year"), "must be year-month-day"),
    (("log.notes[7].text", "x"), "they are counted"),
    (("report.version", "three"), "whole number"),
    (("report.version", "٣"), "whole number"),
    (("decision.outcome", "review", "--note", "x"), "not an event"),
    (("decision.made", "3/3/2025", "--outcome", "agrees"), "no such outcome"),
]


@pytest.mark.parametrize(("words", "meant"), SLIPS, ids=[" ".join(one[0][:2]) for one in SLIPS])
def test_a_slip_is_refused_with_what_was_meant(case: House, words: tuple[str, ...], meant: str) -> None:
    """Nothing is written, the exit code is 2, and the nearest right word or the right command is said."""
    assert meant in case.refuses("record", CASE, *words)


BOARD_SLIPS = [
    (("agencies[x-care].sector", "polise"), "did you mean police?"),
    (("roles[independent-char].person", "p1"), "did you mean independent-chair?"),
    (("roles[independent-chair].person", "p2"), 'no person "p2" in board.yaml'),
    (("people[p3].agency", "pennine-cair"), "did you mean pennine-care?"),
    (("policy", "stockport-2012"), "did you mean stockport-2021?"),
    (("format", "2"), "does not change"),
    (("agencie", "x"), "did you mean agencies?"),
    (("complaints[c1].recieved", "1/3/2025"), 'did you mean "received"?'),
    (("sar_list[2026-q5]", "today"), '"2026-q5" is no quarter'),
    (("correspondence[r1].kind", "sar"), "foi, subject-access, coroner, other"),
    (("correspondence[r1].kind", "fio"), "did you mean foi?"),
    (("agencies[x-care].sector", "police"), 'reviewctl record board "agencies[x-care].name"'),
]


@pytest.mark.parametrize(("words", "meant"), BOARD_SLIPS, ids=[" ".join(one[0][:2]) for one in BOARD_SLIPS])
def test_a_slip_in_the_registers_own_files(case: House, words: tuple[str, ...], meant: str) -> None:
    """The word `board` looks words up just as carefully."""
    case.does("record", "board", "people[p1].agency", GMP)
    assert meant in case.refuses("record", "board", *words)


def test_an_agency_of_the_register_goes_by_its_initials(case: House) -> None:
    """As in returns[gmp], initials and names mean the agency that has them, as an item and as a value."""
    said = case.does("record", "board", "agencies[gmp].sector", "probation").out
    assert f"agencies[{GMP}].sector" in said
    case.does("record", "board", "people[p1].agency", "Greater Manchester Police")
    assert f"agency: {GMP}" in case.text("board.yaml")
    case.does("record", "board", "sar_list[2026-q1]", "today")
    assert case.codes() == set()


def test_a_new_agency_takes_no_others_name(case: House) -> None:
    """A new id that is a part of another agency's name is a new agency, and renames none."""
    case.does("record", "board", "agencies[police].name", "Another Force")
    text = case.text("board.yaml")
    assert "  - id: police\n    name: Another Force\n" in text and "Greater Manchester Police" in text


def test_the_registers_own_files(case: House) -> None:
    """Agencies, people, offices and complaints of the board are recorded like anything else."""
    for address, value in (
        ("agencies[x-care].name", "X Care: #1"),
        ("agencies[x-care].sector", "care-provider"),
        ("people[anna].name", "Adviser"),
        ("people[anna].agency", "x-care"),
        ("roles[independent-chair].person", "anna"),
        ("roles[independent-chair].from", "1/1/2024"),
        ("complaints[c1].received", "1/3/2025"),
        ("correspondence[r1].received", "1/3/2025"),
        ("themes", "self-neglect, transition"),
        ("board", "Anyshire: the Board"),
    ):
        case.does("record", "board", address, value)
    assert case.codes() == set()
    text = case.text("board.yaml")
    assert '  - id: x-care\n    name: "X Care: #1"\n    sector: care-provider\n' in text
    assert "role: independent-chair" in text and "person: anna" in text and "from: 2024-01-01" in text
    assert "Anyshire: the Board" in case.does("status").out


def test_an_action_and_what_became_of_it(case: House) -> None:
    """What was planned goes into the plan and what became of it into progress, by one address."""
    case.does("record", CASE, "actions[3].action", "Train staff")
    case.does("record", CASE, "actions[3].met", "1/5/2025")
    case.does("record", CASE, "actions[3].verified.by", "pip")
    assert 'id: "3"' in case.text(f"{HOME}/action-plan.yaml")
    assert "met: 2025-05-01" in case.text(f"{HOME}/progress.yaml")
    assert "met:" not in case.text(f"{HOME}/action-plan.yaml")


def test_a_meetings_own_facts(case: House) -> None:
    """A meeting is named by its kind and number, first or last."""
    case.does("meeting", "add", "panel", "--date", "3/3/2025", "--cases", CASE)
    path = f"{HOME}/meetings/2025-03-03-panel.md"
    for number, which in enumerate(("1", "first", "last")):
        case.does("record", CASE, f"meetings[panel,{which}].date", f"{4 + number}/3/2025")
        assert f"date: 2025-03-0{4 + number}" in case.text(path)


HOSTILE = [
    "../x",
    "．．/x",
    "x\n",
    "٣",
    "x" * 300,
    "",
    "Anna Smith",
    "a]b",
    "-rf",
    "..",
    "a\0b",
    "\x1b[31m",
    "\u202ex",
]


@pytest.mark.parametrize("word", HOSTILE, ids=ascii)
def test_a_hostile_id_is_refused(case: House, word: str) -> None:
    """As a case, a key, an agency, a new id or an item: exit 2, nothing written, nothing echoed raw."""
    for words in (
        ("record", word, "screening.held", "1/2/2025"),
        ("record", CASE, f"family[{word}].told", "1/3/2025"),
        ("record", CASE, f"returns[{word}].imr.submitted", "1/3/2025"),
        ("record", CASE, f"actions[{word}].action", "x"),
        ("record", "board", f"people[{word}].name", "x"),
        ("new", "sar", "--id", word),
        ("add", CASE, "imr", "--agency", word),
        ("add", CASE, "family", "--item", word or "é"),
        ("add", word, "panel"),
        ("note", word, "x"),
        ("late", CASE, word, "--reason", "x", "--agreed-by", "independent-chair"),
        ("late", CASE, "screening-meeting", "--reason", "x", "--agreed-by", word),
        ("meeting", "add", word, "--date", "1/3/2025", "--cases", CASE),
        ("meeting", "held", CASE, word, "--present", "all"),
        ("new", word),
    ):
        said = case.refuses(*words)
        assert "\x1b" not in said and "\u202e" not in said
        assert "x" * 201 not in said


WILD = {
    "colon": "said: no",
    "hash": "ask #3 # again",
    "quotes": """she said "no" and 'yes'""",
    "lines": "first line\nsecond: line\n\n  third",
    "emoji": "fine 👩‍👩‍👧 é".replace("\u200d", ""),
    "long": "é" * 10_000,
    "yes": "yes",
    "number": "010",
    "date": "2025-02-30",
    "dash": "- not a list",
    "brackets": "[a, {b: c}]",
    "anchor": "&a *b !c %d @e `f`",
    "null": "null",
    "dashes": "---\nkey: value\n---",
    "star": "*",
    "spaces": "a  b\tc",
}


@pytest.mark.parametrize("name", WILD)
@pytest.mark.parametrize(
    "address", ["referral.immediate_safety", "family[mother].preferences", "decision.dissent"]
)
def test_any_words_come_back_as_they_were_typed(case: House, address: str, name: str) -> None:
    """Text that means something to YAML is written so that it reads as it was typed."""
    from reviewctl.store.find import find_register

    case.does("record", CASE, address, "--", WILD[name])
    read = find_register(str(case.root)).case(HOME)[0]
    assert read is not None
    found = {
        "referral.immediate_safety": lambda: read.referral.immediate_safety,
        "family[mother].preferences": lambda: read.family["mother"].preferences,
        "decision.dissent": lambda: read.decision.dissent,
    }[address]()
    assert found == WILD[name]
    assert not {code for code in case.codes() if code.startswith(("FIL", "STR"))} - {"STR063"}


@pytest.mark.parametrize(
    "char", ["\x1b", "\0", "\x7f", "\x9b", "\u202e", "\u200b", "\u2028", "\ud800", "\ufeff"], ids=ascii
)
def test_a_character_that_cannot_be_seen_is_refused(case: House, char: str) -> None:
    """Control and invisible characters are refused wherever a person can type text, and not echoed."""
    bad = f"a{char}b"
    for words in (
        ("record", CASE, "referral.immediate_safety", bad),
        ("record", CASE, "screening.held", "28/1/2025", "--note", bad),
        ("record", "board", "agencies[x-care].name", bad),
        ("note", CASE, bad),
        ("late", CASE, "screening-meeting", "--reason", bad, "--agreed-by", "independent-chair"),
        ("new", "sar", "--subject", bad),
    ):
        assert char not in case.refuses(*words)


def test_in_a_register_of_one(tmp_path: Path, at_home: Path) -> None:
    """A case folder alone, under no register, is recorded in from within it, with no agency list to obey."""
    assert reviewctl(tmp_path, "new", "sar", "--id", CASE, "--received", "2025-01-13").code == 0
    alone = House(tmp_path / CASE)
    for words in (
        (CASE, "screening.held", "28/1/2025"),
        (".", "decision.outcome", "review"),
        (CASE, "returns[some-agency].contribution", "imr"),
        (CASE, "family[mother].told", "3/3/2025"),
    ):
        done = alone.tries("record", *words)
        assert (done.code, done.err) == (0, "Not committed: this folder is not under git.\n")
    assert "held: 2025-01-28" in alone.text("diary.yaml")
    assert "some-agency:" in alone.text("returns.yaml")
    assert alone.tries("record", CASE, "returns[An Agency].contribution", "imr").code == 2


def test_a_date_that_may_be_uncertain_is_typed_in_any_way(case: House) -> None:
    """A day is written down as the file wants it; a month about which nothing more is known stays as typed."""
    for typed, written in (
        ("5/4/2022", "2022-04-05"),
        ("5 April 2022", "2022-04-05"),
        ("2022-04~", "2022-04~"),
    ):
        case.does("record", CASE, "subjects[adult-a].died", typed)
        assert f"died: {written}\n" in case.text(f"cases/{CASE}/case.yaml")


def test_a_correction_that_is_wrong_too_is_told(case: House) -> None:
    """A first slip was told; the second one must not look like the cure. What is in order says nothing."""
    words = ("record", "SAR-2025-001", "referral.acknowledged")
    for day in ("1/1/2025", "2/1/2025"):
        assert (
            f"to put right: referral.acknowledged ({int(day[0])} January 2025) is before"
            in case.does(*words, day).out
        )
    assert "to put right" not in case.does(*words, "14/1/2025").out


def test_an_event_of_the_register_has_no_diary_before_it(house: House) -> None:
    """It stands in diary.yaml, and is recorded by its own name, which is given."""
    assert "did you mean sar_list[2026-q1]?" in house.refuses(
        "record", "board", "diary.sar_list[2026-q1]", "today"
    )
    assert "did you mean sar_list[2026-q1]?" in house.refuses("record", "board", "diary.sar_lst", "today")
    assert "There are: register.begun, sar_list[]" in house.refuses("record", "board", "diary.qqq", "today")
