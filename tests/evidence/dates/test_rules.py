"""The rules on chronologies, beyond the examples of their pages: what is let be, and what a message never shows."""

import time
from datetime import date

import pytest

from reviewctl.model.finding import Finding
from reviewctl.store.register import Register
from reviewctl.work.judging import findings_of
from tests.rulebook_pages import BASE_FILES, Block, Laid

AS_OF = date(2026, 6, 8)


def found(entries: str, *, rest: str = "", terms: str = "") -> list[Finding]:
    """Return the findings on one agency's chronology in a register that is otherwise in order.

    The file is written anew, a key to a line: the date of the first entry stands on line 6.
    """
    blocks = [Block("yaml", "chronology/pennine-care.yaml", f"entries:\n{entries}\n{rest}", True)]
    if terms:
        blocks.append(Block("markdown", "terms-of-reference.md", f"---\n{terms}\n---\n", True))
    register = Register(Laid(tuple(blocks), BASE_FILES), "/nowhere")
    return sorted(findings_of(register, (), "/nowhere", AS_OF).findings, key=lambda one: (one.code, one.spot))


def lines(*entries: str) -> str:
    """Return entries as YAML, each with what every line must have."""
    return "\n".join(
        f"  - {{id: {number}, source: case notes, event: a visit, {one}}}"
        for number, one in enumerate(entries, 1)
    )


def codes(findings: list[Finding]) -> list[tuple[str, str]]:
    """Return the codes with how grave they are."""
    return [(one.code, one.severity) for one in findings]


@pytest.mark.parametrize(
    ("when", "severity"),
    [
        ("2023-12-31", "warning"),
        ("2026-01-04", "warning"),
        ("2019", "warning"),
        ("2023-12~", "note"),
        ("2019-03?", "note"),
        ("2023", "warning"),
        ("../2024-05", "note"),
        ("2024-05/..", "note"),
        ("202X", "note"),
        ("2023-24", "note"),
        ("2024-01-01", ""),
        ("2026-01-03", ""),
        ("2024", ""),
        ("2024-05~", ""),
        ("XXXX-05-01", ""),
    ],
)
def test_what_is_surely_outside_the_scope_is_graver_than_what_may_be(when: str, severity: str) -> None:
    """The days between which it lies decide, and never the day in its middle."""
    assert codes(found(lines(f"date: {when}"))) == ([("CHR007", severity)] if severity else [])


def test_without_a_scope_nothing_lies_outside() -> None:
    """The scope in words, or one that runs backwards, decides nothing."""
    findings = found(lines("date: 2019-03"), terms="scope: {from: 2026-01-03, to: 2024-01-01}")
    assert [one.code for one in findings] == ["TOR002"]


def test_many_entries_are_one_finding_each_named_or_counted() -> None:
    """A file of five hundred lines is no reason for five hundred messages."""
    some, many = found(lines(*["date: 2019-03"] * 3)), found(lines(*["date: 2019-03"] * 30))
    assert len(some) == len(many) == 1
    assert some[0].message.startswith("Entries 1, 2 and 3 lie outside")
    assert "1, 2, 3, 4, 5, 6, 7, 8 and 22 more lie outside" in many[0].message
    assert "(1 January 2024 to 3 January 2026)" in many[0].message
    assert some[0].spot.line == 6 and some[0].at == "chronology[pennine-care]"


def test_uncertain_dates_that_may_be_in_order_are_let_be() -> None:
    """Only what is certainly earlier than a line before it is astray."""
    assert found(lines("date: 2024-05-20", "date: 2024-05", "date: 2024-05-20~", "date: 2024")) == []
    astray = found(lines("date: 2024-05-20", "date: 2024-06", "date: 2024-03", "date: 2024-07"))
    assert codes(astray) == [("CHR008", "note")] and "Entry 3 stands" in astray[0].message


@pytest.mark.parametrize(
    "time", ["19:00", "about 19:30", "19:00-20:15", "evening", "Night", "midnight", "early hours"]
)
def test_known_times_are_let_be(time: str) -> None:
    """The forms that the reader of agencies' tables writes."""
    assert found(lines(f'date: 2024-05-20, time: "{time}"')) == []


@pytest.mark.parametrize(
    ("time", "severity"), [("25:70", "warning"), ("7.20", "warning"), ("when Blackwood came", "note")]
)
def test_other_times_are_remarked_on_and_words_are_not_shown(time: str, severity: str) -> None:
    """What stands there may be narrative."""
    findings = found(lines(f'date: 2024-05-20, time: "{time}"'))
    assert codes(findings) == [("CHR009", severity)] and "Blackwood" not in findings[0].message


def test_an_event_after_the_death_is_let_be() -> None:
    """Much is told of the days after: only what is still to come, or came after the file, cannot be."""
    wide = "scope: {from: 2024-01-01, to: 2027-01-01}"
    assert found(lines("date: 2026-02-03"), terms=wide) == []
    late = found(lines("date: 2026-04-11", "date: 2026-06-09"), terms=wide)
    assert codes(late) == [("CHR010", "warning"), ("CHR011", "warning")]
    assert "10 April 2026" in late[0].message and late[1].message.startswith("Entry 2 is dated")
    assert found(lines("date: 2026-04-10", "date: 2026"), terms=wide) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("taken to MARAC and then to ED by SW", ["SW"]),
        ("an IDVA and a CPN came", ["CPN", "IDVA"]),
        ("the GP and the NHS line; part II; Adult E", None),
        ("MARAC (a panel) and MARACs", ["MARAC"]),
        ("SEEN AT HOME BY NURSE", None),
        ("a multi-agency risk assessment conference (MARAC) met; MARAC met again", None),
    ],
)
def test_abbreviations_are_listed_once(text: str, shown: list[str] | None) -> None:
    """Those that everybody knows, that are explained, or that are a text all in capitals are let be."""
    findings = found(f"  - {{id: 1, date: 2024-05-20, source: notes, event: '{text}'}}")
    assert codes(findings) == ([("CHR013", "note")] if shown else [])
    assert all(word in findings[0].message for word in shown or [])


def test_a_name_in_capitals_is_never_shown() -> None:
    """A word that may be a surname is counted, and the finding points to its entry."""
    findings = found(
        lines("date: 2024-05-19", 'date: 2024-05-20, comment: "with Mr OAKLEY, MARAC and Ms LEE"')
    )
    assert len(findings) == 1 and findings[0].spot.line == 7
    assert "OAKLEY" not in findings[0].message and "LEE" not in findings[0].message
    assert "MARAC and 2 more (not shown)" in findings[0].message


def test_a_glossary_explains() -> None:
    """One word explained leaves the other; its plural is the same word."""
    findings = found(
        lines('date: 2024-05-20, who: "CPN, SWs"'), rest="glossary: {CPN: community psychiatric nurse}"
    )
    assert "SW is used" in findings[0].message and "CPN" not in findings[0].message
    assert not found(
        lines('date: 2024-05-20, who: "CPN, SWs"'), rest="glossary: {CPN: a nurse, SW: a social worker}"
    )


@pytest.mark.parametrize(
    ("when", "inside"),
    [
        ("2024-08-02", True),
        ("2024-06", True),
        ("2024-05", False),
        ("2024-05-31", False),
        ("2025-01-01", False),
        ("2024-08-02~", False),
        ("2024", False),
    ],
)
def test_only_what_lies_in_a_period_for_certain_contradicts_it(when: str, inside: bool) -> None:
    """The period may have begun on the last day of its first month."""
    rest = "no_contact: [{from: 2024-05, to: 2025-01, reason: discharged}]"
    assert [one.code for one in found(lines(f"date: {when}"), rest=rest)] == (["CHR016"] if inside else [])


def test_an_open_period_is_let_be() -> None:
    """Without both ends nothing runs backwards and nothing is contradicted."""
    assert found(lines("date: 2024-08-02"), rest="no_contact: [{from: 2024-09, reason: discharged}]") == []


def test_a_mark_that_is_nearly_right_is_told() -> None:
    """The nearest word of the policy is offered."""
    findings = found(lines("date: 2024-08-02, marks: [good-practise]"))
    assert codes(findings) == [("STR065", "error")] and "good-practice?" in findings[0].message


def test_an_empty_chronology_that_says_so_is_valid() -> None:
    """An agency that knew nothing of the person says why."""
    assert found("", rest="empty_because: all contacts were through the home care provider") == []


def test_judging_five_hundred_lines_takes_no_time() -> None:
    """Twice the lines take about twice as long, and not four times."""

    def seconds(count: int) -> float:
        text = lines(*[f"date: 2024-0{1 + n % 9}-1{n % 9}, who: SW and CPN" for n in range(count)])
        begun = time.perf_counter()
        assert found(text)
        return time.perf_counter() - begun

    seconds(10)
    assert seconds(1000) < 6 * seconds(250) + 0.5
