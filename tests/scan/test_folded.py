"""How a text is read, and the way back to where its characters stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.facts.scan.folded import fold, readings

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("abcXYZ é’-–*_`~<>/&;#[]()\\%2\n\u00ad\u200b\u00a0ßæŁ１ﬁА"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)
PIECES = st.lists(
    st.sampled_from(
        [
            "Susan",
            "<b>",
            "</b>",
            "&eacute;",
            "&#83;",
            "-\n",
            "**",
            "](u)",
            "%20",
            " ",
            "é",
            "\u00ad",
            "<p>",
            "S u s a n",
        ]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXTS, PIECES))
def test_every_stretch_has_a_place_in_the_original(text: str) -> None:
    """Whatever is read, each stretch of it leads to one of the original, and later stretches to later ones."""
    for reading in readings(text):
        assert len(reading.text) == len(reading.shown)
        spans = [reading.original(at, at + 1) for at in range(len(reading.text))]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@given(st.text(alphabet="abc XYZ.,'\n", max_size=60))
def test_plain_text_is_read_as_it_stands(text: str) -> None:
    """What has nothing special in it is read letter by letter."""
    joined = readings(text)[0]
    if not any(len(part) == 1 for part in text.replace(".", " ").split()):
        assert joined.text == text.lower()
        assert all(joined.original(at, at + 1) == (at, at + 1) for at in range(len(text)))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Su<b>s</b>an", "susan"),
        ("Su**s**an", "susan"),
        ("S&uacute;san", "susan"),
        ("S&amp;uacute;san", "susan"),
        ("Su&shy;san", "susan"),
        ("Su\u00adsan", "susan"),
        ("Su\u200b\u200dsan", "susan"),
        ("Su-\n  san", "susan"),
        ("Susan\u00a0Lee", "susan lee"),
        ("Susan&nbsp;Lee", "susan lee"),
        ("Susan<br/>Lee", "susan lee"),
        ("Sus%C3%A1n%20Lee", "susan lee"),
        ("[Sus](x)an", "susan"),
        ("Ｓｕｓａｎ", "susan"),
        ("Susаn", "susan"),  # a Cyrillic а
        ("S u s a n", "susan"),
        ("Łódź", "lodz"),
        ("Strauß", "strauss"),
        ("O’Brien", "o'brien"),
        ("O\\'Brien", "o'brien"),
        ("Anne\u2011Marie", "anne-marie"),
        ("٩٩٩", "999"),
    ],
)
def test_what_hides_a_letter_is_folded_away(text: str, read: str) -> None:
    """Joined, a text is what its reader sees."""
    assert readings(text)[0].text == read


def test_what_stands_in_a_tag_is_read_as_well() -> None:
    """Spaced, the words of an attribute, an address and a remark stay."""
    joined, spaced = readings('<img alt="Susan"><!-- Lee -->')
    assert "susan" not in joined.text
    assert "susan" in spaced.text
    assert "lee" in joined.text


def test_a_name_is_folded_as_a_text_is() -> None:
    """The register's names lose what a reading loses."""
    assert fold(" Zoë Ó’Łąka ") == "zoe o'laka"
    assert fold("Zoe\u0308") == "zoe"
