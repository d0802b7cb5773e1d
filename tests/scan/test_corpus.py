"""The measure of the search: five hundred planted identifiers, and ten thousand words with none."""

import random
from collections import Counter

import pytest

from reviewctl.facts.scan.passage import Hit, Passage
from reviewctl.facts.scan.scanning import scan
from tests.scan.corpus import (
    KINDS_OF_TYPO,
    Planted,
    Report,
    clean_texts,
    clean_words,
    each_planted,
    listed_nicknames,
    long_words,
    reports,
    typo,
)
from tests.scan.finding import english, found, offset_of, words_of
from tests.scan.people import people

REGISTER = people()
SEED = 2026


@pytest.fixture(scope="module")
def planted() -> tuple[Report, ...]:
    return reports(SEED, REGISTER)


@pytest.fixture(scope="module")
def hits(planted: tuple[Report, ...]) -> dict[str, list[Hit]]:
    return {one.place: list(scan([Passage(one.place, one.text)], REGISTER, english())) for one in planted}


def caught_by(report: Report, one: Planted, hits: dict[str, list[Hit]]) -> list[Hit]:
    """Return the hits that overlap an identifier and name whose it is."""
    return [
        hit
        for hit in hits[report.place]
        if (start := offset_of(report.text, hit)) < one.end
        and one.start < start + hit.length
        and one.entry in hit.entries
    ]


def missed(planted: tuple[Report, ...], hits: dict[str, list[Hit]], sort: str) -> list[str]:
    """Return each identifier of a sort that was not caught, as it is written."""
    return [
        f"{report.place}: {one.form}: {report.text[one.start : one.end]!r}"
        for report, one in each_planted(planted)
        if one.sort == sort and not caught_by(report, one, hits)
    ]


def test_the_corpus_is_what_it_claims(planted: tuple[Report, ...]) -> None:
    """Forty reports hold five hundred identifiers, of every form, the same each time."""
    sorts = Counter(one.sort for _, one in each_planted(planted))
    assert len(planted) == 40
    assert sorts == {"register form": 200, "structured": 120, "typo": 100, "nickname": 80}
    assert planted == reports(SEED, REGISTER)
    assert len(list(REGISTER.persons())) == 40
    assert clean_words() >= 10_000


@pytest.mark.parametrize("sort", ["structured", "register form"])
def test_every_form_of_the_register_is_caught(
    sort: str, planted: tuple[Report, ...], hits: dict[str, list[Hit]]
) -> None:
    """Structured identifiers and the forms of the register's names: each one, with whose it is."""
    assert missed(planted, hits, sort) == []


def test_structured_identifiers_are_blocks(planted: tuple[Report, ...], hits: dict[str, list[Hit]]) -> None:
    """A number, an address or a school of the register is never a mere warning."""
    weak = [
        report.text[one.start : one.end]
        for report, one in each_planted(planted)
        if one.sort == "structured" and all(hit.severity != "block" for hit in caught_by(report, one, hits))
    ]
    assert weak == []


@pytest.mark.parametrize(("sort", "share"), [("typo", 98), ("nickname", 90)])
def test_nearly_all_misspelt_names_and_nicknames_are_caught(
    sort: str, share: int, planted: tuple[Report, ...], hits: dict[str, list[Hit]]
) -> None:
    """98 in 100 of the misspelt, 90 in 100 of the listed nicknames; the message lists each that was missed."""
    total = sum(1 for _, one in each_planted(planted) if one.sort == sort)
    misses = missed(planted, hits, sort)
    assert 100 * (total - len(misses)) >= share * total, misses


def test_every_register_form_is_caught_with_other_seeds() -> None:
    """What is caught does not hang on the seed."""
    for seed in range(2):
        some = reports(seed, REGISTER)
        found_in = {
            one.place: list(scan([Passage(one.place, one.text)], REGISTER, english())) for one in some
        }
        assert missed(some, found_in, "structured") + missed(some, found_in, "register form") == []
        assert len(missed(some, found_in, "typo")) <= 2


@pytest.mark.parametrize("kind", KINDS_OF_TYPO)
def test_each_kind_of_slip_is_caught(kind: str) -> None:
    """Of every name of five letters or more, twelve slips of each kind: 98 in 100, each miss listed."""
    rng = random.Random(kind)
    tried, misses = 0, []
    for word, entry in long_words(REGISTER):
        slips = sorted({typo(rng, word, kind) for _ in range(12)})
        lines = [f"Then the nurse asked {slip} about the fall." for slip in slips]
        caught = {one.text.lower() for one in found("\n\n".join(lines), REGISTER) if entry in one.entries}
        tried += len(slips)
        misses += [
            slip for slip in slips if not any(slip.lower() in one or one in slip.lower() for one in caught)
        ]
    assert tried > 300
    assert 100 * (tried - len(misses)) >= 98 * tried, misses


def test_every_listed_nickname_is_caught() -> None:
    """Each short form of each given name, in a sentence: 90 in 100, each miss listed."""
    listed = listed_nicknames(REGISTER)
    passages = [
        Passage(str(at), f"Then the nurse asked {short} about it.") for at, (short, _) in enumerate(listed)
    ]
    seen = {(hit.spot.path, entry) for hit in scan(passages, REGISTER, english()) for entry in hit.entries}
    misses = [short for at, (short, entry) in enumerate(listed) if (str(at), entry) not in seen]
    assert len(listed) > 120
    assert 10 * (len(listed) - len(misses)) >= 9 * len(listed), misses


def test_clean_text_is_left_alone() -> None:
    """In ten thousand words with nobody in them: at most five blocks, at most thirty warnings."""
    hits = scan([Passage(name, text) for name, text in clean_texts()], REGISTER, english())
    texts = dict(clean_texts())
    listed = [f"{hit.severity}: {words_of(texts[hit.spot.path], hit)} ({hit.spot})" for hit in hits]
    severities = Counter(hit.severity for hit in hits)
    assert severities["block"] <= 5, listed
    assert severities["warning"] <= 30, listed


def test_the_same_is_found_each_time() -> None:
    """The order of the register's people makes no difference, and nothing rests on chance."""
    passages = [Passage(one.place, one.text) for one in reports(SEED, REGISTER)[:8]]
    turned = type(REGISTER)(format=1, identities=REGISTER.identities[::-1], public=REGISTER.public)
    first = scan(passages, REGISTER, english())
    assert first == scan(passages, REGISTER, english())
    assert first == scan(passages, turned, english())
