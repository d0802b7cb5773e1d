"""Texts made to keep a search busy: each is done in a moment, whatever is repeated in it."""

import time

import pytest

from reviewctl.facts.scan.listed import in_order
from reviewctl.facts.scan.passage import Passage
from reviewctl.facts.scan.scanning import scan
from tests.scan.finding import english
from tests.scan.people import people

REPEATED = in_order(
    "a <a </ ** _ a. 1 1- 1/ (1 +4 0 01- [ ]( &a; &#1; %41 susan Susa susn May a@ a@b. "
    "www.a a.b- @a https:// s' o' J. ab1 AB12"
)


@pytest.mark.parametrize(
    "piece", [*REPEATED, "S ", "12 ", "a at ", "1 May ", "-\n", "\n", "0161 ", "born ", "\u200b", "é"]
)
def test_nothing_repeated_keeps_it_busy(piece: str) -> None:
    """Twenty thousand characters in far less than a square of them would take."""
    begun = time.process_time()
    scan([Passage("x", piece * (20_000 // len(piece)))], people(), english())
    assert time.process_time() - begun < 4
