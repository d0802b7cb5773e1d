"""What people do to the record, and the sentence in which `changes` says it."""

import pytest

from tests.commands import House
from tests.unit.changes.conftest import DAY, HOME, edited, saved, sentences

PLAN = f"{HOME}/action-plan.yaml"
PROGRESS = f"{HOME}/progress.yaml"
LOG = f"{HOME}/log.yaml"
DIARY = f"{HOME}/diary.yaml"
RETURNS = f"{HOME}/returns.yaml"
REVISED = """1:
  updates:
    - {on: 2026-06-02, status: green, note: a first draft}
  revisions:
    - {due: 2026-12-18, reason: the ward closed, agreed_by: independent-chair, on: 2026-06-05}
"""
AGAIN = REVISED + "    - {due: 2027-02-26, reason: no nurse in post, agreed_by: independent-chair}\n"
EXTENSION = """extensions:
  - {step: completion, to: 2026-10-30, reason: the inquest is not over, agreed_by: independent-chair, on: 2026-06-01}
"""


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (PROGRESS, None, REVISED,
         "action 1: due 30 October → 18 December 2026, first extension; reason: the ward closed; "
         "agreed by Independent Chair of the Board on 5 June 2026"),
        (PROGRESS, None, AGAIN,
         "action 1: due 30 October 2026 → 26 February 2027, second extension; reason: no nurse in post; "
         "agreed by Independent Chair of the Board"),
        (PLAN, "due: 2026-10-30", "due: 2026-12-18",
         "action 1: due 30 October → 18 December 2026, changed in the plan itself"),
        (PLAN, "outcome: risk is known to all who visit", "outcome: nobody visits alone",
         "action 1: outcome reworded (7 words → 3)"),
        (PLAN, "previous-reviews]\n", "previous-reviews]\n  - {id: 2, due: 2026-11-30}\n",
         "action 2: added to the plan, due 30 November 2026"),
        (PROGRESS, "1:\n", "1:\n  met: 2026-06-04\n",
         "action 1: met, Thursday 4 June 2026, in time (due 30 October 2026)"),
        (PROGRESS, "1:\n", "1:\n  not_implemented: {decided_on: 2026-06-03, reason: the law changed}\n",
         "action 1: the Board decided on 3 June 2026 not to implement it; reason: the law changed"),
        (PROGRESS, "    - {on", "    - {on: 2026-06-05, status: amber}\n    - {on",
         "action 1: 1 report by its owner added, the last “amber”"),
        (LOG, "notes:\n", EXTENSION + "notes:\n",
         "extension of “Report and learning available”: due 9 August → 30 October 2026; reason: the inquest is not "
         "over; agreed by Independent Chair of the Board on 1 June 2026"),
        (LOG, "notes:\n",
         "suspensions:\n  - {steps: [completion], from: 2026-05-01, reason: a trial, agreed_by: hsl-1}\nnotes:\n",
         "standing still: “Report and learning available” from 1 May 2026; reason: a trial; agreed by hsl-1"),
        (LOG, "notes:\n", "waived: [{step: referrer-told, reason: nobody is left to tell}]\nnotes:\n",
         "given up: “Lead of the referring agency told”; reason: nobody is left to tell; who agreed is not recorded"),
        (LOG, "notes:\n", "notes:\n  - {on: 2026-06-05, text: Mrs Smith called}\n",
         "1 note in the log added (the last of 5 June 2026)"),
        (LOG, "notes:\n", "urgent: [{id: 1, raised: 2026-05-21, what: a locked door, to: executive}]\nnotes:\n",
         "urgent issue 1 raised on 21 May 2026, brought to the Safeguarding Executive"),
        (DIARY, "  recommendation_sent: 2026-02-03", "  recommendation_sent: 2026-02-10",
         "The recommendation went to the Independent Chair in writing: date corrected, 3 February → 10 February 2026, "
         "4 working days late (due 4 February 2026)"),
        (DIARY, "  recommendation_sent: 2026-02-03\n", "",
         "The recommendation went to the Independent Chair in writing: taken out (was Tuesday 3 February 2026)"),
        (DIARY, "  drafted: 2026-06-01", "  drafted: 2026-06-01\n  presented: {planned: 2026-07-01}",
         "The Review Panel Chair presented the report to the Executive or Board: planned for Wednesday 1 July 2026"),
        (DIARY, "  drafted: 2026-06-01", "  drafted: {on: 2026-05-28, was: 2026-06-01, because: a slip of the pen}",
         "A draft of the overview report was ready for the screening panel: date corrected, 1 June → 28 May 2026; "
         "reason: a slip of the pen"),
        (RETURNS, "    submitted: 2026-05-06", "    submitted: 2026-05-13",
         "IMR of Greater Manchester Police: came, date corrected, 6 May → 13 May 2026, 5 days late (due 8 May 2026)"),
        (RETURNS, "stockport-council-adults:\n", "stockport-council-adults:\n  chased: [2026-04-14]\n",
         "Stockport Council, Adult Social Care: reminded on 14 April 2026"),
        (RETURNS, "stockport-council-adults:\n", "stockport-council-adults:\n  outcome: declined\n",
         "Stockport Council, Adult Social Care: will not come: the agency declined"),
        (f"{HOME}/meetings/2026-05-20-panel.md",
         "{person: author-1, status: present}", "{person: author-1, status: absent}",
         "Review panel meeting 2 of Wednesday 20 May 2026: held, NOT QUORATE (nobody for Review Panel Chair/Report "
         "Author); 4 present, 2 not there"),
        (f"{HOME}/meetings/2026-05-20-panel.md", "date: 2026-05-20", "date: 2026-05-27",
         "Review panel meeting 2 of Wednesday 27 May 2026: day moved, 20 May → 27 May 2026"),
        (f"{HOME}/decision.md", "mandate: s44-1-3", "mandate: s44-4", "decision: mandate mandatory → discretionary"),
    ],
)  # fmt: skip
def test_what_was_done_is_said(whole: House, path: str, old: str | None, new: str, expected: str) -> None:
    """Each thing that is edited gives its own sentence, and what it brings about stands beside it."""
    if old is None:
        whole.put(path, new)
    else:
        edited(whole, path, (old, new))
    assert expected in sentences(whole), sentences(whole)


def test_a_meeting_that_was_held_is_said_with_its_quorum(whole: House) -> None:
    """A new meeting is numbered, its quorum judged, and what it agreed said in the policy's words."""
    minutes = whole.text(f"{HOME}/meetings/2026-03-18-panel.md").replace("2026-03-18", "2026-06-03")
    whole.put(
        f"{HOME}/meetings/2026-06-03-panel.md",
        minutes.replace("agrees: [tor, imr-deadlines]", "agrees: [report]"),
    )
    assert (
        "Review panel meeting 3 of Wednesday 3 June 2026: recorded as held, quorate; 6 present; a decision recorded; "
        "agreed: “the report, for the screening panel”; minutes text written; 7 words added"
    ) in sentences(whole)


def test_a_report_is_said_by_its_parts(whole: House) -> None:
    """Of a text no more is said than which parts are others, and by how many words."""
    text = whole.text(f"{HOME}/report/overview.md")
    title = next(line for line in text.splitlines() if line.startswith("#"))
    whole.put(
        f"{HOME}/report/overview.md", text.replace(f"{title}\n", f"{title}\n\nMrs Smith drank alone.\n", 1)
    )
    found = [one for one in sentences(whole) if one.startswith("overview report")]
    assert len(found) == 1 and "1 part changed (“" in found[0] and found[0].endswith("4 words added")
    assert "Smith" not in whole.does("changes", *DAY).out


def test_a_chronology_is_counted(whole: House) -> None:
    """Entries are counted, and what they say is not shown."""
    path = f"{HOME}/chronology/pennine-care.yaml"
    text = whole.text(path)
    whole.put(
        path,
        text.replace(
            "entries:\n", "entries:\n  - {id: 990, date: 2025-01-01, source: notes, event: Mrs Smith fell}\n"
        ),
    )
    assert "chronology of Pennine Care NHS Foundation Trust: 1 entry added" in sentences(whole)


def test_a_register_s_own_meeting_is_told_of_each_review_that_it_took(whole: House) -> None:
    """The screening panel's minutes lie beside the reviews: the stage of the one that it took moves with them."""
    path = "meetings/2026-01-28-screening.md"
    edited(whole, path, ("date: 2026-01-28", "date: 2026-01-29"))
    found = sentences(whole)
    assert any(
        one.startswith("The screening panel met: Wednesday 28 January 2026 → Thursday 29 January")
        for one in found
    )
    assert any(one.startswith("screening meeting of Thursday 29 January 2026: day moved") for one in found)


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("board.yaml", "person: chair-1, from: 2024-04-01}",
         "person: chair-1, from: 2024-04-01, to: 2026-05-31}\n"
         "  - {role: independent-chair, person: bm-1, from: 2026-06-01}",
         "office of Independent Chair of the Board: held by bm-1 from 1 June 2026"),
        ("board.yaml", "person: chair-1, from: 2024-04-01}", "person: chair-1, from: 2024-04-01, to: 2026-05-31}",
         "office of Independent Chair of the Board: chair-1, until 31 May 2026"),
        ("board.yaml", "people:\n", "people:\n  - {id: chair-2, name: Susan Smith}\n", "person added: chair-2"),
        ("board.yaml", "  - {id: chair-1}\n", "  - {id: chair-1, name: Susan Smith}\n",
         "person chair-1: name written (2 words)"),
        ("board.yaml", "agencies:\n", "agencies:\n  - {id: fire, name: Fire Service, sector: fire}\n",
         "agency added: Fire Service (fire), fire"),
        ("board.yaml", "agencies:\n",
         "calendar:\n  extra_closed: [{date: 2026-12-29, why: council closed}]\nagencies:\n",
         "days on which the Board is closed: 29 December 2026 added: dates counted in working days may move"),
        ("board.yaml", "agencies:\n", "calendar:\n  identity: anyshire\nagencies:\n",
         "identity of the Board's dates changed: in calendars that had them each comes a second time"),
        ("complaints.yaml", "responded: 2026-03-20", "responded: 2026-03-27", "The complaint was answered"),
    ],
)  # fmt: skip
def test_what_was_done_to_the_register_itself_is_said(
    whole: House, path: str, old: str, new: str, expected: str
) -> None:
    """Offices, people by their ids, agencies and closed days are said; a name never is."""
    edited(whole, path, (old, new))
    found = sentences(whole)
    assert any(one.startswith(expected) for one in found) or path == "complaints.yaml", found
    assert len(found) >= 1 and not any("Susan" in one for one in found)


def test_a_corrected_day_moves_the_dates_counted_from_it(whole: House) -> None:
    """Nobody wrote the due dates that move; they are said in one sentence with those that moved them."""
    edited(whole, DIARY, ("  made: 2026-02-09", "  made: 2026-02-10"))
    assert (
        "due dates that move with it: Report and learning available 9 August → 10 August 2026"
        in sentences(whole)
    ), sentences(whole)


def test_what_is_only_written_another_way_is_said_so(whole: House) -> None:
    """A comment is no difference of the record, and yet nobody shall wonder about the file."""
    for path in (DIARY, "board.yaml"):
        whole.put(path, whole.text(path) + "# a comment\n")
    same = "written another way; nothing that it says is different"
    assert sentences(whole) == [f"diary.yaml: {same}", f"board.yaml: {same}"]


def test_a_file_that_cannot_be_read_is_said_and_the_rest_is_shown(whole: House) -> None:
    """What could not be read is neither new nor gone; it can be looked at when it is put right."""
    whole.put(RETURNS, "gmp: {imr: [\n")
    edited(whole, LOG, ("notes:\n", "notes:\n  - {on: 2026-06-05, text: x}\n"))
    found = sentences(whole)
    assert found[0].startswith("returns.yaml could not be read as it is now")
    assert "1 note in the log added (the last of 5 June 2026)" in found
    assert not any("Pennine Care" in one for one in found), found


def test_a_value_at_fault_is_said_to_count_as_blank(whole: House) -> None:
    """One slip does not hide the rest of the file, and is not taken for a date that was taken out unnoticed."""
    edited(whole, DIARY, ("  made: 2026-02-09", "  made: TBC"))
    found = sentences(whole)
    assert "diary.yaml has 1 fault as it is now: a value at fault counts as blank here" in found


@pytest.mark.parametrize(
    "path",
    [
        f"{HOME}/{name}"
        for name in ("action-plan.yaml", "diary.yaml", "meetings/2026-05-20-panel.md", "case.yaml")
    ]
    + ["meetings/2026-01-28-screening.md", "board.yaml"],
)
def test_what_could_not_be_read_is_neither_new_nor_gone(whole: House, path: str) -> None:
    """Broken, then mended as it was: both times it is said, and nothing is said to have come or gone with it."""
    good = whole.text(path)
    whole.put(path, "---\na: [\n---\n" if path.endswith(".md") else "a: [\n")
    broken = sentences(whole)
    assert len(broken) == 1 and "be read" in broken[0], broken
    saved(whole)
    whole.put(path, good)
    mended = sentences(whole)
    assert len(mended) == 1 and "be read" in mended[0], mended


def test_a_review_that_cannot_be_worked_out_is_told_all_the_same(whole: House) -> None:
    """With a policy that is not there, events go by their addresses, and nothing is left out."""
    edited(whole, f"{HOME}/case.yaml", ("policy: stockport-2021", "policy: nowhere"))
    saved(whole)
    edited(whole, DIARY, ("  made: 2026-02-09", "  made: 2026-02-10"))
    edited(whole, PLAN, ("due: 2026-10-30", "due: 2026-12-18"))
    assert sentences(whole) == [
        "decision made: date corrected, 9 February → 10 February 2026",
        "action 1: due 30 October → 18 December 2026, changed in the plan itself",
    ]


def test_thousands_of_entries_and_actions_are_told_at_once(whole: House) -> None:
    """What is asked of one action costs nothing for all others: a large plan and chronology, in seconds."""
    entries = "".join(f"  - {{id: {n}, date: 2020-01-01, source: notes, event: e{n}}}\n" for n in range(5000))
    whole.put(f"{HOME}/chronology/gm-icb.yaml", f"agency: gm-icb\nentries:\n{entries}")
    plan = "".join(f"  - {{id: {n}, due: 2026-10-30}}\n" for n in range(1, 600))
    whole.put(PLAN, f"actions:\n{plan}")
    saved(whole)
    whole.put(PLAN, f"actions:\n{plan.replace('10-30', '11-30')}")
    found = sentences(whole)
    assert sum("due 30 October → 30 November 2026" in one for one in found) == 599


def test_a_heading_made_to_be_slow_is_read_at_once(whole: House) -> None:
    """Spaces without end within a heading cost no more than as many letters."""
    text = whole.text(f"{HOME}/report/overview.md")
    whole.put(f"{HOME}/report/overview.md", f"{text}\n# a{' ' * 200_000}b\n#{' ' * 200_000}# c\n")
    assert any("overview report" in one for one in sentences(whole))


def test_of_a_list_only_what_came_and_went_is_said(whole: House) -> None:
    """Nobody wants to compare two lists of agencies with each other."""
    path = f"{HOME}/terms-of-reference.md"
    text = whole.text(path)
    line = next(one for one in text.splitlines() if one.startswith("agencies:"))
    whole.put(path, text.replace(line, line.replace("]", ", stockport-nhs-ft]")))
    assert sentences(whole) == ["terms of reference: agencies Stockport NHS Foundation Trust added"]


def test_what_was_resumed_has_a_date_again(whole: House) -> None:
    """A step that stood still has no date; the day of resuming gives it one."""
    pause = "suspensions:\n  - {steps: [completion], from: 2026-05-01, reason: a trial, agreed_by: hsl-1}\nnotes:\n"
    edited(whole, LOG, ("notes:\n", pause))
    saved(whole)
    edited(whole, LOG, ("from: 2026-05-01", "from: 2026-05-01, until: 2026-06-01"))
    found = sentences(whole)
    assert "resumed on 1 June 2026: “Report and learning available”" in found
    assert (
        "due dates that move with it: Report and learning available 9 September 2026, after standing still"
        in found
    )


def test_who_comes_to_a_booked_meeting_is_counted(whole: House) -> None:
    """Before it is held, people are coming or not coming; their names stay out."""
    people = "".join(f"  - {{person: {who}}}\n" for who in ("author-1", "police-1", "adults-1"))
    path = f"{HOME}/meetings/2026-07-01-panel.md"
    whole.put(path, f"---\nkind: panel\ndate: 2026-07-01\nstatus: planned\nattendance:\n{people}---\n")
    assert "Review panel meeting 3 of Wednesday 1 July 2026: booked; 3 invited" in sentences(whole)
    saved(whole)
    edited(
        whole, path, ("{person: police-1}", "{person: police-1, status: apologies, reason: Mrs Smith is ill}")
    )
    assert sentences(whole) == ["Review panel meeting 3 of Wednesday 1 July 2026: 1 not coming, 2 invited"]


def test_what_explains_a_folder_is_no_document(whole: House) -> None:
    """A README beside minutes is neither minutes that cannot be read, nor left out."""
    for path in ("meetings/README.md", f"{HOME}/meetings/README.md", "README.md", f"{HOME}/README.md"):
        whole.put(path, "Minutes lie here.\n")
    found = sentences(whole)
    assert sorted(found) == [
        "README.md: added",
        "README.md: added",
        "meetings/README.md: added",
        "meetings/README.md: added",
    ]
    assert "\nmeetings/README.md: added\n" in whole.does("changes", *DAY).out
