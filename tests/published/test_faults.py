"""What keeps a paper from being published is told with its line and how it is mended, all at once."""

import pytest
from msgspec.structs import replace

from reviewctl.model.finding import Finding
from reviewctl.model.publishing import Picture
from reviewctl.work.publishing.pressing import faults_of
from tests.published.pages import picture
from tests.published.papers import PLAN, REPORT, paper

THERE = (Picture(path="report/images/a.png", data=picture()),)


def told(text: str) -> list[tuple[str, int]]:
    """Return the codes and lines of what is found in a text that begins on line 7."""
    return [(one.code, one.spot.line) for one in found(text)]


def found(text: str) -> tuple[Finding, ...]:
    """Return what is found in a text with a picture beside it."""
    return faults_of(replace(paper(text), pictures=THERE))


CLEAN = (
    "",
    "## A\n\n### B\n\n## C\n\n### D\n\n#### E\n\n## F\n",
    "![words](report/images/a.png)\n",
    "![words](report/images/a.png)\n![other words](report/images/a.png)\n",
    "|  | A |\n|---|---|\n| x | y |\n",
    "[a](https://example.org/x@y) [b](HTTP://example.org) [c](mailto:a@example.org) <https://example.org>\n",
    "a < b, 3 > 2, x<y>z is no tag of HTML? & it is 5 <6\n"[:17],
    "`<b>` and\n\n    <!-- in a block of code -->\n",
    "The ratio was 3:4, s/he came at 10:30; and/or, c:o.\n",
    "Write to a.b@example.org about /housing/users.\n",
)


@pytest.mark.parametrize("text", CLEAN)
def test_a_sound_text_has_no_fault(text: str) -> None:
    """Nor does one in which something only looks like a fault."""
    assert found(text) == ()


AT_FAULT = (
    ("# A title\n\n## A\n", [("PUB030", 7)]),
    ("## A\n\n#### B\n\n##### C\n", [("PUB030", 9)]),
    ("### A\n", [("PUB030", 7)]),
    ("## A\n\n##\n", [("PUB030", 9)]),
    ("Title\n=====\n", [("PUB030", 7)]),
    ("x\n\n![](report/images/a.png)\n", [("PUB031", 9)]),
    ("![ ](report/images/a.png)\n", [("PUB031", 7)]),
    ("![w](report/images/b.png)\n", [("PUB031", 7)]),
    ("![w](https://example.org/a.png)\n", [("PUB031", 7)]),
    ("![w](data:image/png;base64,AAAA)\n", [("PUB031", 7)]),
    ("![w](report/images/../images/a.png)\n", [("PUB031", 7)]),
    ("a\nword ![w](report/images/a.png) within\n", [("PUB031", 8)]),
    ("- ![w](report/images/a.png)\n", [("PUB031", 7)]),
    ("| A |\n|---|\n| ![w](report/images/a.png) |\n", [("PUB031", 9)]),
    ("![](elsewhere.png) x\n", [("PUB031", 7)] * 3),
    ("x\n\n|  |  |\n|---|---|\n| a | b |\n", [("PUB032", 9)]),
    ("| A |  | C |\n|---|---|---|\n| a | b | c |\n", [("PUB032", 7)]),
    ("|  |\n|---|\n| a |\n", [("PUB032", 7)]),
    ("<!-- a remark -->\n", [("PUB033", 7)]),
    ("x\ny <!-- a\nremark --> z\n", [("PUB033", 8)]),
    ("Some <b>words</b>\n", [("PUB033", 7)] * 2),
    ("<div>\n\nx\n\n</div>\n", [("PUB033", 7), ("PUB033", 11)]),
    ("[a](file:///C:/Users/x/a.docx)\n", [("PUB034", 7)]),
    ("x\n[a](../diary.yaml)\n", [("PUB034", 8)]),
    ("[a](C:\\Users\\x\\a.docx)\n", [("PUB034", 7)]),
    ("It lies in C:\\Reviews\\a.docx.\n", [("PUB034", 7)]),
    ("It lies in \\\\server\\share\\a.docx.\n", [("PUB034", 7)]),
    ("It lies in /home/somebody/a.docx or /Users/somebody/a.\n", [("PUB034", 7)]),
    ("[a](https://somebody:secret@example.org/)\n", [("PUB034", 7)]),
    ("[a](https://somebody@example.org/)\n", [("PUB034", 7)]),
    ("[a][1]\n\n[1]: smb://server/share\n", [("PUB034", 7)]),
)


@pytest.mark.parametrize(("text", "codes"), AT_FAULT)
def test_a_fault_is_told_with_its_line(text: str, codes: list[tuple[str, int]]) -> None:
    """By its code, in its place in the document, with what to do, and with no word of the text."""
    assert told(text) == codes
    for one in found(text):
        assert one.severity == "error" and one.help and one.spot.path == "report/overview.md"
        assert "somebody" not in one.message.replace("somebody's", "") and "secret" not in one.message


def test_all_faults_come_at_once_in_order() -> None:
    """Whoever mends one wants to know of the others."""
    text = "### A\n\n<!-- x -->\n\n![](x.gif)\n\n|  |\n|---|\n\n[a](b)\n"
    assert [code for code, _ in told(text)] == ["PUB030", "PUB033", "PUB031", "PUB031", "PUB032", "PUB034"]


def test_a_picture_that_cannot_be_read_is_a_fault_where_it_is_shown() -> None:
    """The press would refuse it."""
    broken = (Picture(path="report/images/a.png", data=b"not a picture"),)
    (one,) = faults_of(replace(paper("x\n\n![w](report/images/a.png)\n"), pictures=broken))
    assert (one.code, one.spot.line) == ("PUB031", 9) and "not what its name says" in one.message


def test_what_was_composed_has_no_lines() -> None:
    """A fault in the text made of action-plan.yaml is told of the file as a whole."""
    (one,) = faults_of(replace(PLAN, text=f"{PLAN.text}\n<b>\n"))
    assert str(one.spot) == "action-plan.yaml"
    assert faults_of(PLAN) == () == faults_of(REPORT)
