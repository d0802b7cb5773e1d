"""The parts of a report: found by any name, numbered or underlined, and empty ones told from full ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.headings import plain
from reviewctl.model.kind import HeadingRule
from reviewctl.model.review import Document
from reviewctl.rules.headings import empty_headings, missing_headings, parts

WANTED = (
    HeadingRule(
        id="process", title="Review process and methodology", synonyms=("Methodology",), cites="P§16"
    ),
    HeadingRule(id="conclusion", title="Conclusion", synonyms=("Conclusions",), cites="P§16"),
)


def report(body: str) -> Document:
    return Document(kind="report", path="report/overview.md", data=None, body=body)


@pytest.mark.parametrize(
    "heading",
    [
        "# Methodology",
        "## 2. Methodology",
        "### 2.1 methodology ###",
        "## **Methodology**",
        "## Part 3: Methodology",
        "## IV. Methodology",
        "## Review Process & Methodology:",
        "Methodology\n===========",
        "2. Methodology\n---",
    ],
)
def test_a_heading_is_found_however_it_is_written(heading: str) -> None:
    """Numbers, ranks, marks, capitals and underlining make no other heading of it."""
    body = f"{heading}\n\ntext\n\n# Conclusions\n\ntext\n"
    assert list(missing_headings(report(body), WANTED)) == []


def test_a_missing_heading_is_named() -> None:
    """Only what is not there is missing; further headings are welcome."""
    body = "# Foreword\n\nx\n\n# Methodology\n\nx\n"
    assert [one.id for one in missing_headings(report(body), WANTED)] == ["conclusion"]


def test_text_that_speaks_of_a_part_is_not_its_heading() -> None:
    """A sentence with the word in it is no heading."""
    assert [one.id for one in missing_headings(report("Methodology is below.\n"), WANTED)] == [
        "process",
        "conclusion",
    ]


def test_an_empty_part_is_told_from_one_with_parts_of_its_own() -> None:
    """Text under a heading of lower rank fills the part; a comment does not."""
    body = "# Methodology\n\n## Views of the family\n\ntext\n\n# Conclusion\n\n<!-- to be\nwritten -->\n"
    assert [one.id for one in empty_headings(report(body), WANTED)] == ["conclusion"]


def test_the_text_before_the_first_heading_has_no_title() -> None:
    """What stands before all headings is kept under none."""
    assert list(parts("hello\n# One\nx")) == [("", "hello"), ("one", "x")]


@given(st.text())
def test_any_text_can_be_taken_apart(body: str) -> None:
    """No text makes the reader of headings stumble, and plain headings stay as they are."""
    for title, _ in parts(body):
        assert plain(title) == title or plain(plain(title)) == plain(title)
