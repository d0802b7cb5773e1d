"""`imr matrix`: which question which agency answers, and which nobody does."""

import json

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"
TERMS = """---
version: 1
questions:
  - {id: "1", text: How was risk shared?}
  - {id: 2a, text: How was the adult heard?}
  - {id: "12", text: What was known of the home?}
---
"""


@pytest.fixture
def asked(case: House) -> House:
    """A case with three questions and two agencies of which an IMR is wanted."""
    case.put(f"{HOME}/terms-of-reference.md", TERMS)
    case.put(
        f"{HOME}/returns.yaml",
        "gm-icb: {contribution: imr}\npennine-care: {contribution: imr-and-chronology}\n",
    )
    return case


def cells(house: House) -> dict[str, dict[str, str]]:
    """Return what each agency says to each question, in a word."""
    data = json.loads(house.does("imr", "matrix", CASE, "--format", "json").out)
    return {one["id"]: {cell["agency"]: cell["answer"] for cell in one["cells"]} for one in data["questions"]}


def test_nobody_has_said_anything_yet(asked: House) -> None:
    """Each question lacks an answer, and the page says so."""
    assert cells(asked) == {q: {"gm-icb": "none", "pennine-care": "none"} for q in ("1", "2a", "12")}
    assert "NO IMR ANSWERS questions 1, 2a and 12." in asked.does("imr", "matrix", CASE).out


def test_an_answer_is_stated_or_stands_under_a_heading(asked: House) -> None:
    """A heading that begins with the question's id is an answer; 1 is not 12, and 2a not 2."""
    asked.put(
        f"{HOME}/imrs/gm-icb.md",
        '---\nagency: gm-icb\nanswers: ["12"]\nnothing_on: [2a]\n---\n\n'
        "## Analysis\n\n### Question 1: risk\n\nWords.\n",
    )
    asked.put(
        f"{HOME}/imrs/pennine-care.md", "---\nagency: pennine-care\n---\n\n### 12. The home\n\n### 2 Other\n"
    )
    assert cells(asked) == {
        "1": {"gm-icb": "answers", "pennine-care": "none"},
        "2a": {"gm-icb": "nothing", "pennine-care": "none"},
        "12": {"gm-icb": "answers", "pennine-care": "answers"},
    }
    assert "NO IMR ANSWERS question 2a." in asked.does("imr", "matrix", CASE).out


@pytest.mark.parametrize(
    "heading",
    [
        "2a",
        "2a.",
        "2a) How",
        "(2a) How",
        "ToR 2a: how",
        "Line of enquiry 2a - how",
        "**Question 2A** how",
        "KLOE no. 2a",
    ],
)
def test_the_ways_to_head_an_answer(asked: House, heading: str) -> None:
    """Authors number their headings in many ways."""
    asked.put(f"{HOME}/imrs/gm-icb.md", f"---\nagency: gm-icb\n---\n\n### {heading}\n\nWords.\n")
    assert cells(asked)["2a"]["gm-icb"] == "answers"


def test_entries_of_a_chronology_are_counted(asked: House) -> None:
    """They bear on a question and are no answer to it."""
    asked.put(
        f"{HOME}/chronology/pennine-care.yaml",
        "agency: pennine-care\nentries:\n"
        '  - {id: "1", date: 2024-01-02, source: notes, event: a visit, tor: ["1"]}\n'
        '  - {id: "2", date: 2024-01-03, source: notes, event: a call, tor: ["1", "12"]}\n',
    )
    assert cells(asked)["1"]["pennine-care"] == "entries"
    page = asked.does("imr", "matrix", CASE).out
    assert "2 entries" in page and "1 entry" in page


def test_the_rule_speaks_when_all_have_come(asked: House) -> None:
    """IMR011 waits for the last IMR, and keeps quiet where none is written question by question."""
    came = "imr: {requested: 2025-02-03, due: 2025-03-03, submitted: 2025-03-01}"
    asked.put(f"{HOME}/returns.yaml", f"gm-icb:\n  contribution: imr\n  {came}\n")
    asked.put(f"{HOME}/imrs/gm-icb.md", "---\nagency: gm-icb\n---\n\n## Analysis\n\nWords.\n")
    assert "IMR011" not in asked.tries("validate", CASE).out
    asked.put(f"{HOME}/imrs/gm-icb.md", '---\nagency: gm-icb\nanswers: ["1"]\n---\n\n## Analysis\n\nWords.\n')
    assert asked.tries("validate", CASE).out.count("IMR011") == 2
    asked.put(
        f"{HOME}/returns.yaml",
        f"gm-icb:\n  contribution: imr\n  {came}\n  rounds: [{{sent_back: 2025-03-10, because: in the test}}]\n",
    )
    assert "IMR011" not in asked.tries("validate", CASE).out


def test_the_number_of_a_chapter_is_no_question(asked: House) -> None:
    """IMRs number their chapters, and a chapter 1 answers no question 1; "3.1 Question 2a" answers 2a."""
    asked.put(
        f"{HOME}/imrs/gm-icb.md",
        "---\nagency: gm-icb\n---\n\n## 1. Method\n\nWords.\n\n## Analysis\n\n### 1.2 The first year\n\n"
        "### 3.1 Question 2a: the adult\n\n## Not placed\n\n### 12. Appendix\n\nWords.\n",
    )
    assert {q: one["gm-icb"] for q, one in cells(asked).items()} == {
        "1": "none",
        "2a": "answers",
        "12": "none",
    }
