"""What is different between two readings of one document, value by value."""

from datetime import date

import pytest

from reviewctl.facts.changes.sections import Passage, turned
from reviewctl.facts.differences import Difference, differences
from reviewctl.model.catalogue import BY_NAME, path_of
from reviewctl.model.event import EventDetail
from reviewctl.model.kind import HeadingRule
from reviewctl.model.review import Document
from reviewctl.store.documents import document_from

HEADINGS = (
    HeadingRule(id="circumstances", title="Circumstances", synonyms=("Background",), cites="P§16"),
    HeadingRule(id="practice", title="Good practice", synonyms=("Findings",), cites="P§16"),
)


def read(kind: str, text: str, item: str = "") -> Document:
    """Return a document with this text, in which nothing may be wrong."""
    known = BY_NAME[kind]
    document, findings = document_from(text.encode(), path_of(known, item), known, item)
    assert document is not None and findings == (), findings
    return document


def found(
    kind: str, before: str | None, after: str | None, item: str = ""
) -> list[tuple[str, object, object]]:
    """Return the differences of two texts of a document, as plain tuples."""
    sides = [read(kind, one, item) if one is not None else None for one in (before, after)]
    return [(one.address, one.before, one.after) for one in differences(sides[0], sides[1], HEADINGS)]


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        ("diary", "screening: {held: 2026-01-28}", "screening: {held: 2026-01-29}",
         [("screening.held", "2026-01-28", "2026-01-29")]),
        ("diary", "screening: {held: 2026-01-28}", "screening: {held: {on: 2026-01-28}}", []),
        ("diary", "screening: {held: [2026-01-28]}", "screening: {held: 2026-01-28}", []),
        ("diary", "screening: {held: }", "screening:", []),
        ("diary", "tor: {amended: 2026-01-28}", "tor: {amended: [2026-01-28, {on: 2026-02, note: by post}]}",
         [("tor.amended", "2026-01-28", ("2026-01-28", EventDetail(on="2026-02", note="by post")))]),
        ("diary", "{}", "sar_list: {2026-q1: 2026-04-02}", [("sar_list[2026-q1]", None, "2026-04-02")]),
        ("returns", "{}", "gmp: {imr: {due: 2026-05-01}, chased: [2026-05-04]}",
         [("returns[gmp].chased", None, (date(2026, 5, 4),)), ("returns[gmp].imr.due", None, date(2026, 5, 1))]),
        ("family", "{}", "mother: {}", [("family[mother]", None, {})]),
        ("family", "mother: {}", "{}", [("family[mother]", {}, None)]),
        ("progress", "'3': {met: 2026-05-01}", "'3': {met: 2026-05-02}",
         [("actions[3].met", "2026-05-01", "2026-05-02")]),
        ("action-plan", "actions: [{id: 3, due: 2026-05-01}, {id: 4}]", "actions: [{id: 4}, {id: 3}]",
         [("actions[3].due", date(2026, 5, 1), None)]),
        ("action-plan", "recommendations: [{id: 21.10.1}]", "recommendations: [{id: 21.10.1, theme: risk}]",
         [("action-plan.recommendations[21.10.1].theme", None, "risk")]),
        ("log", "notes: [{on: 2026-01-05, text: one}, {on: 2026-02-01, text: two}]",
         "notes: [{on: 2026-01-09, text: new}, {on: 2026-01-05, text: one}, {on: 2026-02-01, text: three}]",
         [("log.notes[1].on", None, date(2026, 1, 9)), ("log.notes[1].text", None, "new"),
          ("log.notes[3].text", "two", "three")]),
        ("panel", "appointments: [{role: member, person: a}, {role: member, person: b}]",
         "appointments: [{role: member, person: b, to: 2026-05-01}, {role: member, person: a}]",
         [("panel.appointments[b].to", None, date(2026, 5, 1))]),
        ("papers", "- {id: a, title: One}", "- {id: a, title: Two}", [("papers[a].title", "One", "Two")]),
        ("screening", "---\ncriteria: {care-needs: {finding: met}}\n---\n",
         "---\ncriteria: {care-needs: {finding: not-met}}\n---\n",
         [("screening.criteria[care-needs].finding", "met", "not-met")]),
        ("tor", "---\nscope: {from: 2013-01-01}\n---\n", None, [("tor.scope.from", date(2013, 1, 1), None)]),
    ],
)  # fmt: skip
def test_each_changed_value_has_its_address(
    kind: str, before: str, after: str | None, expected: list[tuple[str, object, object]]
) -> None:
    """Values are compared one by one, whatever order and form they are written in."""
    assert found(kind, before, after) == expected


def test_items_with_ids_are_the_same_wherever_they_stand() -> None:
    """Entries of a chronology that change places are no difference; each other entry goes by its id."""
    before = "agency: gmp\nentries: [{id: 1, event: a}, {id: 2, event: b}]"
    after = "agency: gmp\nentries: [{id: 2, event: b}, {id: 1, event: c}]"
    assert found("chronology", before, after, "gmp") == [("chronology[gmp].entries[1].event", "a", "c")]


def test_a_text_is_compared_part_by_part() -> None:
    """A part goes by the policy's id, and a part of the author's own by a number; their words are not shown."""
    before = (
        "---\nversion: 1\n---\n# Background\nOne two.\n## A heading of her own\nThree.\n# Findings\nFour.\n"
    )
    after = "---\nversion: 1\n---\n# 1. Background\nOne two.\n## A heading of her own\nThree five.\n# Mine\nSix.\n"
    gone = [(address, bool(old), bool(new)) for address, old, new in found("report", before, after)]
    assert gone == [
        ("report.text[1]", False, True),
        ("report.text[circumstances]", True, True),
        ("report.text[practice]", True, False),
    ]
    assert "Four" not in repr(found("report", before, after))


def test_the_words_that_came_and_went_are_counted() -> None:
    """Each word counts as often as it stands there, and where it stands does not matter."""
    one, other = Passage("", "the cat and the dog"), Passage("", "the dog and a cat")
    assert (turned(one, other).added, turned(one, other).removed) == (1, 1)
    assert (turned(None, other).added, turned(other, None).removed) == (5, 5)


def test_a_heading_within_a_fence_is_no_heading() -> None:
    """What stands between fences is text, also where it looks like a heading."""
    before = "---\nversion: 1\n---\n# Findings\n```\n# Background\n```\n"
    assert [one[0] for one in found("report", None, before)] == ["report.text[practice]", "report.version"]


def test_no_document_at_all_is_no_difference() -> None:
    """Where neither side has the document there is nothing to compare."""
    assert differences(None, None) == ()
    assert differences(None, read("log", "{}")) == ()


def test_a_difference_is_a_plain_record() -> None:
    """Others build them, too: an address, and what was and is."""
    assert Difference("case.type", "sar", "dhr").after == "dhr"
