"""What may stand in a cell, and what of it is recorded."""

import pytest

from reviewctl.store.decode import decode
from reviewctl.work.chronicle.texts import LONGEST, cleaned, personal


def test_what_no_one_sees_is_left_out_and_counted() -> None:
    """Soft hyphens, zero-width spaces and marks of order come with pasted text."""
    found = cleaned("a\u00adb\u200b c\ufeff\u00a0d")
    assert (found.text, found.unseen, found.fault) == ("ab c d", 3, "")


@pytest.mark.parametrize(
    ("text", "plain", "unseen"),
    [
        ("a nurse \U0001f469\u200d\u2695\ufe0f rang", "a nurse \U0001f469\u2695\ufe0f rang", 1),
        ("at \U0001f3f4\U000e0067\U000e0062\U000e007f home", "at \U0001f3f4 home", 3),
        ("rang \u202a0161\u202c and \u2066back\u2069", "rang 0161 and back", 4),
    ],
)
def test_what_joins_emoji_and_stands_round_numbers_is_counted(text: str, plain: str, unseen: int) -> None:
    """Joiners and flags of emoji, and the marks that a telephone puts round a number it copies."""
    found = cleaned(text)
    assert (found.text, found.unseen, found.fault) == (plain, unseen, "")


def test_line_ends_are_of_one_kind() -> None:
    """Excel, Word and a Macintosh break lines in ways of their own."""
    assert cleaned("one\r\ntwo\vthree\rfour  \n\n five ").text == "one\ntwo\nthree\nfour\n\n five"


@pytest.mark.parametrize("character", ["\x1b", "\u202e", "\x00", "\u2067"])
def test_what_turns_a_text_round_is_refused_with_its_name(character: str) -> None:
    """It makes the reader see something else, and the strict reader would refuse the whole file."""
    found = cleaned(f"before {character} after")
    assert found.text == "" and f"U+{ord(character):04X}" in found.fault and "before" not in found.fault


def test_a_document_pasted_into_a_cell_is_refused() -> None:
    """The most is said."""
    assert f"{LONGEST:,}" in cleaned("x" * (LONGEST + 1)).fault
    assert cleaned("x" * LONGEST).fault == ""


def test_what_is_cleaned_can_be_read() -> None:
    """No character that is let through is refused by the strict reader."""
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x11000), *range(0xE0000, 0xE0200))))
    for character in everything:
        found = cleaned(f"x{character}y")
        assert found.fault or not decode(found.text.encode(), "x", 1 << 20).findings, hex(ord(character))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("NHS no 943 476 5919 noted", ("an NHS number",)),
        ("943 476 5918 is no such number", ()),
        ("wrote to a.b@example.nhs.uk", ("an e-mail address",)),
        ("rang 0161 496 0000", ("a telephone number",)),
        ("rang +44 7700 900123", ("a telephone number",)),
        ("seen at 09:15 on 22/05/2016, bay 4", ()),
        ("incident 0012345 of 2016", ()),
    ],
)
def test_what_is_a_persons_own_is_told(text: str, what: tuple[str, ...]) -> None:
    """By its form and its check digit, so that it does not cry wolf."""
    assert personal(text) == what
