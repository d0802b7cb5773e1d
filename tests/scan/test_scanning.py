"""The search as a whole: what ran, where a hit lies, and that it never holds the words themselves."""

import hashlib
from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.passage import Passage, paragraphs
from reviewctl.facts.scan.scanning import SCANNERS, Scanner, examine, scan
from reviewctl.facts.scan.wording import English
from reviewctl.model.finding import Spot
from reviewctl.model.identities import HomeAddress, Identity, IdentityRegister, PersonName
from tests.scan.finding import english, named, register_of

EVERYTHING = register_of(
    Identity(
        pseudonym="Adult A",
        kind="subject",
        names=(PersonName(given="Katarzyna", family="Nowicka"),),
        aliases=("Kasia Zet",),
        born=date(1961, 3, 4),
        nhs_number="9990000018",
        ni_number="AB123456C",
        addresses=(HomeAddress(house="12", street="Bramblewick Lane", postcode="ZE1 1AA"),),
        phones=("0161 496 0123",),
        emails=("kz@example.com",),
        words=("Larches House",),
    )
)
ALL_OF_HER = (
    "Katarzyna Nowicka, Kasia Zet, 4 March 1961, 999 000 0018, AB 12 34 56 C, 12 Bramblewick Lane, ZE1 1AA, "
    "0161 496 0123, kz@example.com, Larches House, Nowixka, K.N., Kaska, https://example.com/nowicka-k"
)


def test_every_scanner_runs_and_proves_itself() -> None:
    """With nothing to search, each scanner has still found something in its own proof."""
    scanned = examine([], EVERYTHING, english())
    assert scanned.ran == tuple(one.name for one in SCANNERS)
    assert scanned.lacking == ()
    assert len(set(scanned.ran)) == 13


@pytest.mark.parametrize("without", [one.name for one in SCANNERS])
def test_a_scanner_that_is_left_out_is_seen_to_lack(without: str) -> None:
    """Whoever leaves a scanner out cannot say that all ran."""
    some = [one for one in SCANNERS if one.name != without]
    assert examine([], EVERYTHING, english(), some).lacking == (without,)


@pytest.mark.parametrize("scanner", SCANNERS, ids=lambda one: one.name)
def test_a_scanner_that_finds_nothing_any_more_did_not_run(scanner: Scanner) -> None:
    """A scanner that is there and is broken counts as one that is not there."""

    def made(register: IdentityRegister, english: English) -> Finder:
        return lambda text: iter(())

    broken = msgspec.structs.replace(scanner, made=made)
    some = [broken if one is scanner else one for one in SCANNERS]
    assert examine([], EVERYTHING, english(), some).lacking == (scanner.name,)


def broken_when_made(register: IdentityRegister, english: English) -> Finder:
    """Return nothing: it raises, with a word of the register in its message."""
    raise KeyError(EVERYTHING.identities[0].aliases[0])


def broken_at_a_passage(register: IdentityRegister, english: English) -> Finder:
    """Return a finder that proves itself and then raises at every text in which somebody is named."""

    def finder(text: Text) -> Iterator[Found]:
        if "katarzyna" in text.reading.text:
            raise ValueError(text.reading.text)
        yield Found(0, 1, "name", "block")

    return finder


@pytest.mark.parametrize("scanner", SCANNERS, ids=lambda one: one.name)
@pytest.mark.parametrize("made", [broken_when_made, broken_at_a_passage])
def test_a_scanner_that_raises_did_not_run(scanner: Scanner, made) -> None:
    """An error of a scanner is not taken for a text without names, and the others find what they find."""
    broken = msgspec.structs.replace(scanner, made=made)
    some = [broken if one is scanner else one for one in SCANNERS]
    scanned = examine([Passage("x", ALL_OF_HER), Passage("y", ALL_OF_HER)], EVERYTHING, english(), some)
    assert scanned.lacking == (scanner.name,)
    assert len({hit.scanner for hit in scanned.hits}) >= len(SCANNERS) - 3


def test_every_field_of_the_register_is_looked_for() -> None:
    """Each scanner finds its own in a text that has everything."""
    hits = scan([Passage("x", ALL_OF_HER)], EVERYTHING, english())
    assert {hit.scanner for hit in hits} == {one.name for one in SCANNERS} - {"words"} | {"words"}
    assert all(hit.entries == ("Adult A",) for hit in hits)


def test_a_hit_holds_no_value() -> None:
    """Whatever of a hit is printed or kept, no word of the text or of the register is in it."""
    hits = scan([Passage("report/overview.md", ALL_OF_HER)], EVERYTHING, english())
    shown = (repr(hits) + msgspec.json.encode(hits).decode()).lower()
    values = "katarzyna nowicka kasia kaska nowixka 1961 9990000018 0018 ab123456c bramble ze1 496 example larches k.n."
    assert [value for value in values.split() if value in shown] == []


def test_the_register_and_a_passage_print_no_value() -> None:
    """A traceback or a debugger that shows one of these shows a pseudonym and a length."""
    shown = repr(EVERYTHING) + repr(EVERYTHING.identities[0]) + repr(Passage("p", ALL_OF_HER))
    shown += repr(EVERYTHING.identities[0].names) + repr(EVERYTHING.identities[0].addresses)
    for value in ("Katarzyna", "Nowicka", "Bramblewick", "ZE1", "999", "Larches"):
        assert value not in shown


def test_a_hit_says_where_it_is_and_of_which_text() -> None:
    """Line and column count from 1, from where the passage begins; the digest is of the whole passage."""
    text = "One line.\nThen Ka<b>tar</b>zyna came."
    (hit,) = scan([Passage("a.md", text, line=7, column=3)], EVERYTHING, english())
    assert hit.spot == Spot("a.md", 8, 6)
    assert hit.length == len("Ka<b>tar</b>zyna")
    assert hit.digest == hashlib.sha256(text.encode()).hexdigest()
    (first,) = scan([Passage("a.md", "Katarzyna", line=7, column=3)], EVERYTHING, english())
    assert first.spot == Spot("a.md", 7, 3)


def test_paragraphs_are_passages_of_their_own() -> None:
    """Each begins on its line; what is said of one holds whatever becomes of the others."""
    some = paragraphs("a.md", "# Head\n\nOne\ntwo.\n  \n\n  Three.\n")
    assert [(one.line, one.column, one.text) for one in some] == [
        (1, 1, "# Head"),
        (3, 1, "One\ntwo."),
        (7, 1, "  Three."),
    ]
    assert paragraphs("a.md", "") == paragraphs("a.md", "\n \n") == ()


def test_one_thing_is_told_once() -> None:
    """A name that several scanners and both readings find is one hit, with everybody whom it may mean."""
    two = register_of(
        Identity(pseudonym="P1", kind="subject", names=(PersonName(given="Ann", family="Zzyzek"),)),
        Identity(pseudonym="P2", kind="family", names=(PersonName(given="Bo", family="Zzyzek"),)),
    )
    (hit,) = scan([Passage("x", "It was *Zzyzek* who came.")], two, english())
    assert hit.entries == ("P1", "P2")


def test_an_empty_register_finds_what_has_a_form_of_its_own() -> None:
    """Any NHS number, postcode, telephone or date of birth is found, though nobody is known."""
    text = "Born 1 May 1970. NHS 999 000 0018. ZE1 1AA. 0161 496 0123. AB123456C. someone@gmail.com"
    hits = scan([Passage("x", text)], register_of(), english())
    assert {hit.scanner for hit in hits} == {
        "births",
        "nhs-numbers",
        "postcodes",
        "phones",
        "ni-numbers",
        "emails",
    }
    assert all(hit.severity == "block" and hit.entries == () for hit in hits)


def test_nothing_is_found_in_nothing() -> None:
    """No passage, an empty one, or one of signs alone: no hit and no error."""
    passages = [
        Passage("x", text) for text in ("", " ", "\n\n", "***", "<b></b>", "&&&;", "%zz", "\ud800", "🙂")
    ]
    assert scan(passages, named("Katarzyna", "Nowicka"), english()) == ()
    assert scan([], EVERYTHING, english()) == ()
