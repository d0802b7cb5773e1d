"""The words of the picture: safe in XML whatever a record holds, and never wider than their place."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.render.timeline.words import (
    broken,
    lines_kept,
    many,
    marked_up,
    marked_up_lines,
    plain,
    shortened,
    width,
)

ANYTHING = st.text(st.characters(), max_size=200)


@given(ANYTHING)
def test_any_text_stands_in_xml(text: str) -> None:
    """Control characters, lone surrogates, U+FFFE: what is written is XML, and reads back as it was meant."""
    whole = f'<a b="{marked_up(text)}">{marked_up_lines(text)}</a>'
    read = ElementTree.fromstring(whole.encode("utf-8"))
    assert read.get("b") == plain(text)
    assert (read.text or "") == lines_kept(text)


@given(ANYTHING, st.integers(40, 300), st.integers(1, 4))
def test_broken_words_keep_to_their_room(text: str, room: int, most: int) -> None:
    """No line is wider than its place, there are not too many, and nothing is left out without three dots."""
    lines = broken(plain(text), room, most)
    assert len(lines) <= most
    assert all(width(line) <= room for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join("".join(lines).split()) == "".join(plain(text).split())


def test_lines_are_broken_at_spaces() -> None:
    """A word stays whole where it fits."""
    assert broken("Seen in the emergency department", 110, 3) == ("Seen in the", "emergency", "department")


def test_a_word_that_is_too_long_is_broken_anywhere() -> None:
    """A line of one word without end does not run out of its place."""
    assert all(width(line) <= 100 for line in broken("x" * 60, 100, 2))


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_no_words_are_no_lines(text: str) -> None:
    """An entry without words has none in the picture."""
    assert broken(plain(text), 100, 2) == ()


def test_wide_letters_take_more_room() -> None:
    """Letters of Chinese are twice as wide as most; a combining accent takes nothing."""
    assert width("漢漢") > width("abc")
    assert width("e\u0301") == width("e")


def test_shortened_says_that_it_is() -> None:
    """Three dots stand for what is cut off."""
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abcdefg", 6) == "abcde…"


def test_counts_are_said_in_english() -> None:
    """One entry, two entries, and thousands with a comma."""
    assert [many(n, "entry", "entries") for n in (1, 2, 15000)] == ["1 entry", "2 entries", "15,000 entries"]
    assert many(2, "gap") == "2 gaps"
