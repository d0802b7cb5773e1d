"""What keeps a paper from being published is told with its line and how it is mended, all at once."""

import re

import pytest
from msgspec.structs import replace

from reviewctl.exchange.typeset import unshown
from reviewctl.model.finding import Finding
from reviewctl.model.publishing import Picture
from reviewctl.model.trouble import ReviewctlError
from reviewctl.render.published.reading import seen
from reviewctl.work.publishing.faults import SURE
from reviewctl.work.publishing.pressing import faults_of, press
from tests.published.pages import picture
from tests.published.papers import COVER, PLAN, REPORT, paper

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
    "\u0141\u00f3d\u017a, \u0391\u03b8\u03ae\u03bd\u03b1, \u041a\u0438\u0457\u0432\n",
    "\u20ac 5 \u2013 \u201cso\u201d\u2026\n",
    "\u2713 \u260e\ufe0f x\u030c &amp; &alpha;\n",
    "a\u200b\u202e\ue000\n",
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
    ("x\n\n\u6f22\n", [("PUB035", 9)]),
    ("| A |\n|---|\n| \U0001f600 |\n", [("PUB035", 9)]),
    ("&#x6f22; and **\u5b57**\n\nx\n\u5b57\n", [("PUB035", 7), ("PUB035", 10)]),
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


def test_signs_that_no_pdf_shows_are_told_by_their_numbers() -> None:
    """They may be of somebody's name, so none is repeated; and of a whole text in another script five stand for all."""
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 400)))
    first, second = found(f"\u6f22\n\n{many}\n")
    assert first.message == "A pdf cannot show what stands here: U+6F22."
    assert second.message.endswith("U+4E00, U+4E01, U+4E02, U+4E03, U+4E04 and 395 more.")
    assert all(ord(one) < 0x250 for one in first.message + second.message + second.help)


def test_a_sign_in_the_title_stands_on_the_line_of_the_title() -> None:
    """The title is no part of the text, and is pressed with it."""
    (one,) = faults_of(replace(paper("x\n"), title="\u6f22"))
    assert (one.code, str(one.spot)) == ("PUB035", "report/overview.md:6:1")


def test_a_sign_in_what_was_composed_has_the_line_of_its_document() -> None:
    """That of action-plan.yaml; where it is not written as it is shown, the file as a whole."""
    plan = replace(PLAN, text=f"{PLAN.text}\n\u6f22 \u5b57\n")
    assert [str(one.spot) for one in faults_of(plan, "a: 1\nb: \u6f22\nc: '\\u5b57'\n")] == [
        "action-plan.yaml",
        "action-plan.yaml:2:1",
    ]


def test_what_is_never_asked_about_is_in_the_types_of_the_press() -> None:
    """Latin, Greek and Cyrillic letters, and the marks of a printed text."""
    sure = [one for one in map(chr, range(0x2100)) if re.fullmatch(f"[{SURE}]", one) and seen(one).strip()]
    assert len(sure) > 750
    assert unshown(sure) == frozenset()


@pytest.mark.parametrize(
    "sign", ["\u6f22", "\u05d0", "\u0627", "\u0928", "\U0001f600", "\u2713", "\u260e\ufe0f", "\u30ab"]
)
def test_it_is_told_where_the_press_refuses_it_and_nowhere_else(sign: str) -> None:
    """What is said beforehand is what `build` would meet."""
    one = paper(f"## Part\n\nHer name was {sign}.\n")
    try:
        press(one, COVER)
        refused = False
    except ReviewctlError:
        refused = True
    assert bool(faults_of(one)) == refused
