"""Reviews that take another way: what is not theirs to do is not asked of them."""

from datetime import date

import pytest

from reviewctl.model.finding import Finding
from reviewctl.rules.every import judge
from reviewctl.rules.words import day
from tests.rulebook_pages import BASE_FILES, FOLDER, Block
from tests.unit.rules.test_engine import codes, facts, part, whole

SCREENED = (
    "case.yaml",
    "diary.yaml",
    "referral.md",
    "screening.md",
    "decision.md",
    "family.yaml",
    "log.yaml",
    "papers.yaml",
    "waivers.yaml",
)
LATER = tuple(
    Block("delete", f"/{path}", "", False)
    for path in BASE_FILES
    if path.startswith(FOLDER) and path.removeprefix(f"{FOLDER}/") not in SCREENED
)
EARLY = "referral:\n  received: 2026-01-12\n  acknowledged: 2026-01-13\n  sufficient: 2026-01-14\n"
NOT_MET = "---\ncriteria:\n  worked_together: {finding: not-met, reason: they met weekly}\n"
MEETING = Block("delete", "/meetings/2026-01-28-screening.md", "", False)


def found(*blocks: Block) -> list[str]:
    return codes(judge(facts(*blocks)))


def front(path: str, text: str) -> Block:
    return Block("markdown", path, f"---\n{text}---\n", True)


def test_a_case_that_is_closed_without_a_review_owes_nothing_more() -> None:
    """No report, no panel and no minimums for the family of a review that was never held."""
    sent = f"{EARLY}screening:\n  recommendation_sent: 2026-02-03\n"
    diary = f"{sent}decision:\n  made: 2026-02-09\n  forwarded: 2026-02-09\n"
    screening = front("screening.md", NOT_MET[4:] + "recommendation: {outcome: no-review, mandate: }\n")
    decision = front("decision.md", "outcome: no-review\nmandate:\n")
    assert found(*LATER, whole("diary.yaml", diary), screening, decision) == []


def test_another_pathway_needs_no_screening_meeting() -> None:
    """The statutory partners put a referral on another pathway (P§5): no meeting and no recommendation."""
    diary = f"{EARLY}  partners_asked: 2026-01-16\ndecision:\n  made: 2026-01-20\n  forwarded: 2026-01-20\n"
    decision = front(
        "decision.md", "outcome: other-pathway\nmandate:\npathway: reflective practice session\n"
    )
    gone = Block("delete", "screening.md", "", False)
    assert found(*LATER, MEETING, gone, whole("diary.yaml", diary), decision) == []


# Each method without a panel, and the part that its report has besides the five of P§16.
WITHOUT_PANEL = {
    "desktop": "",
    "peer-review": "## Comparisons\n\nWith another area.\n",
    "single-agency": "## Findings and learning of the agency\n\nWhat it found.\n",
}


@pytest.mark.parametrize("method", WITHOUT_PANEL)
def test_a_method_without_a_panel_needs_none(method: str) -> None:
    """A desk-based review has no panel to be quorate, to agree its terms or to be sat on, and no returns."""
    report = BASE_FILES[f"{FOLDER}/report/overview.md"].decode("utf-8")
    terms = front("terms-of-reference.md", f"method: {method}\n")
    keep = ("terms-of-reference.md", "report/overview.md", "publication.yaml", "learning.yaml")
    later = (block for block in LATER if block.path.removeprefix(f"/{FOLDER}/") not in keep)
    written = whole("report/overview.md", f"{report}\n{WITHOUT_PANEL[method]}")
    assert found(*later, terms, written) == []


def test_a_death_with_no_living_subject_asks_for_no_line() -> None:
    """Only who is alive is told: a dead subject needs no block in family.yaml."""
    subjects = (
        "subjects:\n  - {id: adult-e, pseudonym: Adult E, living: false}\n  - {id: adult-f, pseudonym: F}\n"
    )
    assert found(part("case.yaml", subjects)) == []


def test_body_beyond_the_board_may_own_an_action() -> None:
    """Words for a body that is not on the Board's list are accepted where the field allows words."""
    plan = (
        "actions:\n  - {id: 1, recommendation: 1, action: ask, owners: [Department of Health], due: 2026-10-30, "
        "overseer: head-of-safeguarding, outcome: asked, measure: a reply}\n"
    )
    assert found(part("action-plan.yaml", plan)) == []
    assert found(part("action-plan.yaml", plan.replace("Department of Health", "Stockport CCG"))) == [
        "STR056"
    ]


def told(*blocks: Block) -> Finding:
    (finding,) = judge(facts(*blocks))
    return finding


def test_a_meeting_that_is_still_to_come_is_booked_and_not_recorded() -> None:
    """Mistake 4 of the design: the command that books the meeting is given, whole."""
    diary = f"{EARLY}screening:\n  held: 2026-06-17\n"
    decided = tuple(
        Block("delete", name, "", False) for name in ("decision.md", "screening.md", "family.yaml")
    )
    findings = judge(facts(*LATER, MEETING, *decided, whole("diary.yaml", diary), on=date(2026, 1, 20)))
    (finding,) = findings
    assert finding.message == '"held" is 17 June 2026, still to come.'
    assert finding.help == (
        "For a booked meeting: reviewctl meeting add screening --cases SAR-2026-001 --date 2026-06-17."
    )
    assert (finding.spot.line, finding.spot.column) == (6, 9)


def test_last_years_number_in_january_is_guessed() -> None:
    """Mistake 3 of the design: what was meant is said, and the line of the other date."""
    diary = "referral:\n  received: 2025-12-12\nscreening:\n  held: 2025-01-09\n"
    decided = tuple(Block("delete", name, "", False) for name in ("decision.md", "screening.md"))
    found = judge(facts(*LATER, MEETING, *decided, whole("diary.yaml", diary), on=date(2026, 1, 10)))
    finding = next(one for one in found if one.code == "TIM007")
    assert finding.message == (
        "screening.held (9 January 2025) is before referral.received (12 December 2025, line 2). "
        "Did you mean 2026-01-09?"
    )
    assert day(date(2026, 1, 9)) == "9 January 2026"


def test_a_misspelt_event_is_guessed_at_its_key() -> None:
    """Mistake 7 of the design."""
    finding = told(part("diary.yaml", "referral:\n  aknowledged: 2026-01-13\n"))
    assert finding.message == 'there is no "aknowledged"; did you mean "acknowledged"?'
    assert finding.spot.column == 3


def test_a_former_name_of_an_agency_is_recognised() -> None:
    """Mistake 8 of the design."""
    finding = told(part("returns.yaml", "ccg: {contribution: information}\n"))
    assert finding.message == (
        'no agency "ccg" on the Board\'s list. Nearest: gm-icb (once "Stockport CCG", to 30 June 2022).'
    )
    assert finding.spot.column == 1


def test_an_id_that_stands_twice_names_the_next_free() -> None:
    """Mistake 10 of the design: an action's id never changes, and no number is used again."""
    line = "  - {id: %s, recommendation: 1, action: a, owners: [gm-icb], due: 2026-10-30, outcome: o, measure: m}\n"
    plan = "actions:\n" + "".join(line % number for number in (1, 3, "4a", 3))
    finding = told(part("action-plan.yaml", plan))
    assert finding.message == f"action 3 is already on line {finding.related[0].line}."
    assert finding.help.startswith("A new action? Call it 5, the next free. Instead of line ")


def test_an_office_document_is_reported_without_its_name() -> None:
    """Mistake 9 of the design: the name of the file may hold a person's name."""
    from reviewctl.store.register import Register
    from tests.rulebook_pages import Laid

    register = Register(Laid((whole("Jane Smith report.docx", "x"),)), "/nowhere")
    (finding,) = register.case(register.folders[0])[1]
    assert finding.code == "FIL054"
    assert "Jane" not in f"{finding.message} {finding.help} {finding.spot}"


PLAN = part(
    "action-plan.yaml",
    "actions:\n  - {id: 7, recommendation: 1, action: ask, owners: [gm-icb], due: 2026-06-03, outcome: asked, "
    "measure: a reply, standard: [publication-timeline, findings-shared, lessons-to-workforce, previous-reviews]}\n",
)
AGREED = part(
    "diary.yaml",
    "report: {quality_assured: 2026-06-01, presented: 2026-06-01}\nplan: {agreed: 2026-06-01}\n",
)


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        ("{}", ["TIM001"]),
        ("7: {met: 2026-06-02, evidence: [{what: seen}]}", []),
        ("7: {revisions: [{due: 2026-07-02, reason: the system, agreed_by: pip}]}", []),
        ("7: {not_implemented: {decided_on: 2026-06-02, reason: the service has closed}}", []),
    ],
)
def test_an_action_is_late_until_it_is_met_moved_or_given_up(progress: str, expected: list[str]) -> None:
    """An action of an agreed plan whose day has passed is found at its place in the plan."""
    findings = judge(facts(PLAN, AGREED, whole("progress.yaml", progress)))
    assert codes(findings) == expected
    assert all(
        (one.severity, one.spot.path.rpartition("/")[2]) == ("warning", "action-plan.yaml")
        for one in findings
    )


def test_no_evidence_is_asked_for_before_an_action_was_met() -> None:
    """An action met on the 5th needs evidence from that day on; as of the day before it has not been met yet."""
    met = part("progress.yaml", "1:\n  met: 2026-06-05\n  evidence:\n")
    asked = [("ACT007" in codes(judge(facts(met, on=date(2026, 6, day))))) for day in (4, 5)]
    assert asked == [False, True]


def test_no_name_that_lands_in_a_field_for_an_id_is_repeated() -> None:
    """Names written where an id belongs are found, and in no message, help or address of a finding."""
    log = "late:\n  - {step: completion, reason: ill, agreed_by: Zebedee}\n"
    findings = judge(
        facts(
            whole(
                "log.yaml",
                log + "extensions:\n  - {step: Zebedee, to: 2026-10-30, reason: r, agreed_by: Zebedee}\n",
            ),
            part(
                "diary.yaml",
                "decision:\n  referrer_told: {on: 2026-02-12, by: Mrs Zebedee, outcome: Zebedee}\n",
            ),
            part(
                "action-plan.yaml",
                "actions:\n  - {id: 1, recommendation: 1, action: a, owners: [Zebedee Ltd]}\n",
            ),
            front("screening.md", "criteria:\n  Zebedee: {finding: met, reason: said so}\n"),
            front("decision.md", "decided_by: Zebedee\nmandate: Zebedee\n"),
            front("terms-of-reference.md", "method: Zebedee\nmedia_contact: Mrs Zebedee\n"),
            front(
                "referral.md",
                "referrers: [{role: Zebedee, agency: Zebedee}]\n"
                "information_requests: [{asked_of: Mrs Zebedee, what: Zebedee}]\n",
            ),
            front(
                "meetings/2026-05-20-panel.md",
                "attendance:\n  - {name: Zebedee, role: Zebedee, status: deputy}\n  - {name: Zebedee}\n",
            ),
            part("family.yaml", "mother: {relationship: Zebedee, not_done: {Zebedee: Zebedee}}\n"),
        )
    )
    assert len({one.code for one in findings}) > 10
    for one in findings:
        assert "Zebedee" not in f"{one.message} {one.help} {one.spot}"
