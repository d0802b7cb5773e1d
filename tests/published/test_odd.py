"""Odd texts: each is pressed in all three forms, and no word of it is lost on the way."""

import pytest

from reviewctl.model.publishing import FORMS, Form
from reviewctl.work.publishing.pressing import read_back
from tests.published.papers import paper, pressed

PARTS = "\n\n".join(f"## Part {number}\n\nx" for number in range(5))
ODD = {
    "nothing": ("", ()),
    "heading without words": ("##\n\n## Alpha\n\n#\n", ("Alpha",)),
    "struck link": ("~~[Alpha](https://example.org/)~~ **[Beta](https://example.org/)**\n", ("Alpha", "Beta")),
    "note of a heading": (f"## Alpha[^1]\n\n{PARTS}\n\n[^1]: Beta\n", ("Alpha", "Beta")),
    "note of a title of a long table": (
        "| Alpha[^1] | B |\n|---|---|\n" + "| x | y |\n" * 90 + "\n[^1]: Beta\n",
        ("Alpha", "Beta"),
    ),
    "note of a note": ("Alpha[^1]\n\n[^1]: Beta[^2]\n[^2]: Gamma\n", ("Alpha", "Beta", "Gamma", "Notes to which")),
    "note twice, first in a cell": (
        "| A |\n|---|\n| Alpha[^1] |\n\nBeta[^1]\n\n[^1]: Gamma\n",
        ("Alpha", "Beta", "Gamma"),
    ),
    "note of many blocks": (
        "Alpha[^1]\n\n[^1]: > Beta\n\n    - Gamma\n\n    | T |\n    |---|\n    | Delta |\n",
        ("Beta", "Gamma", "Delta"),
    ),
    "note without words": ("Alpha[^1]\n\n[^1]:\n", ("Alpha",)),
    "table of titles alone": ("| Alpha | Beta |\n|---|---|\n", ("Alpha", "Beta")),
    "table with rows cut short": ("| A | B | C |\n|---|---|---|\n| Alpha |\n| x | y | z | Beta |\n", ("Alpha",)),
    "cell longer than a page": (f"| A | B |\n|---|---|\n| {'Alpha beta ' * 900} | Omega |\n", ("Alpha", "Omega")),
    "many columns": ("|" + "Alpha|" * 30 + "\n|" + "---|" * 30 + "\n|" + "x|" * 30 + "\n", ("Alpha",)),
    "word without an end": (
        "Alpha" * 200 + "\n\n| A | B |\n|---|---|\n| " + "Beta" * 100 + " | y |\n",
        ("Alpha", "Beta"),
    ),
    "lists in lists": ("".join(f"{'  ' * depth}- Alpha{depth}\n" for depth in range(12)), ("Alpha0", "Alpha11")),
    "list that begins elsewhere": ("7. Alpha\n8. Beta\n", ("Alpha", "Beta")),
    "list of blocks": ("- > Alpha\n\n  | T |\n  |---|\n  | Beta |\n\n      Gamma\n", ("Alpha", "Beta", "Gamma")),
    "picture within a list": ("- ![Alpha](report/images/a.png)\n", ("Alpha",)),
    "lines of Windows": ("Alpha\r\nBeta\r\n\r\n## Gamma\r\n", ("Alpha", "Beta", "Gamma")),
    "signs of other tongues": (
        "Ŵyn, Łódź, Ñ, ß, Ελλάδα, Москва, ½, €, ☒, ✓, →, x²\n",
        ("Ŵyn", "Łódź", "Ελλάδα", "Москва", "☒"),
    ),
    "control characters": ("Al\x07pha \x1b[31mBeta\u202e Gamma\u2028Delta\n", ("Alpha", "Beta", "Delta")),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ODD)
def test_an_odd_text_is_pressed_and_whole(name: str, form: Form) -> None:
    """Whatever people write."""
    text, wanted = ODD[name]
    read = "\n".join(one.text for one in read_back(pressed(form, paper(text))))
    assert [word for word in wanted if word not in read] == []


def test_the_contents_show_no_notes_and_count_none() -> None:
    """The mark of a heading's note stands at the heading alone, and is the first."""
    text, _ = ODD["note of a heading"]
    read = next(one.text for one in read_back(pressed("pdf", paper(text))) if one.place.endswith("page 1"))
    assert "Alpha1" in read.replace("\n", "") and "Alpha2" not in read and "Alpha ." in read


def test_a_note_that_is_referred_to_twice_is_told_once() -> None:
    """By the same number."""
    text, _ = ODD["note twice, first in a cell"]
    for form in FORMS:
        read = "\n".join(one.text for one in read_back(pressed(form, paper(text))))
        assert read.count("Gamma") == 1, form
