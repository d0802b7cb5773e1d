"""The rulebook: each code has a page, and each page's examples give what the page says of them."""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reviewctl
from reviewctl.model.codes import REGISTRY, RETIRED, declare
from reviewctl.model.finding import Finding
from reviewctl.rules.every import Shelf, judge, judge_register
from reviewctl.store.register import Register
from reviewctl.work.judging import findings_of
from reviewctl.work.loading import Loader
from tests.proposed.pages import OF_PROPOSALS, found_between
from tests.published.pages import OF_PRINTING, found_in_papers
from tests.publishing.gate_pages import OF_GATE, found_by_gate
from tests.publishing.pages import OF_SEARCH, found_by_search
from tests.rulebook_pages import BASE_FILES, BEGUN_FILES, Block, Laid, Page, pages

AS_OF = date(2026, 6, 8)
BEGUN = date(2026, 1, 14)
ON_WRITING = re.compile(r"FIL0[0-4]|STR00|STR010|POL")
PAGES = [page for page in pages() if page.code not in RETIRED]
# An exception that has ended no longer covers what it was agreed for: that shows beside it, as it must.
# The pack that another one extends is at fault: that shows at its own line. So does the line of revoked_keys because
# of which no signature can be checked.
# A report that the diary says the Coroner had too early is in no log of disclosures, either.
# What keeps publication waiting takes time, of which a statement is worked out that nobody has approved.
# A review that closes with no sign-off of its plan was reported to the Board without one.
BESIDE = {
    "STR031": {"DEC014"},
    "POL062": {"STR001"},
    "SGN012": {"SGN030"},
    "REP004": {"DIS004"},
    "ACT027": {"ACT026"},
    "PUB024": {"PUB029"},
}
Found = tuple[Finding, ...]
NARRATIVE = ("Adult E", "died at home", "did not share", "a visit was refused", "Records were read")

for _module in pkgutil.walk_packages(reviewctl.__path__, "reviewctl."):
    if _module.name.split(".")[1] in ("store", "rules", "cli", "vcs"):
        importlib.import_module(_module.name)


def found(blocks: tuple[Block, ...] = (), files: Mapping[str, bytes] = BASE_FILES, on: date = AS_OF) -> Found:
    """Return what validate finds in a register with an example laid over it."""
    register = Register(Laid(blocks, files), "/nowhere")
    findings = {*findings_of(register, (), "/nowhere", on).findings, *judge_register(shelf_of(register))}
    return tuple(sorted(findings, key=lambda finding: (finding.spot, finding.code, finding.message)))


def shelf_of(register: Register) -> Shelf:
    """Return what the register itself holds, as it is judged."""
    return Shelf(
        board=register.documents.get("board"),
        meetings=register.meetings,
        cases=frozenset(folder.rpartition("/")[2] for folder in register.folders),
        policy=register.policies.get(register.board.policy),
    )


def found_by(page: Page, blocks: tuple[Block, ...]) -> Found:
    """Return what a page's example gives: laid over a case in the middle of its life, or just begun.

    That of a rule on what a pull request does is a change of that case, and what it brings with it is found. That of
    the search before publication is searched.
    """
    if page.code in OF_PRINTING:
        return found_in_papers(blocks, AS_OF)
    if page.code in OF_GATE:
        return found_by_gate(blocks)
    if page.code in OF_SEARCH:
        return found_by_search(blocks, AS_OF)
    if page.code in OF_PROPOSALS:
        return found_between(blocks, AS_OF)
    return found(blocks, BEGUN_FILES, BEGUN) if ON_WRITING.match(page.code) else found(blocks)


def test_the_base_register_is_in_order() -> None:
    """Nothing is to be put right in the register on which the examples are laid."""
    assert found() == ()
    assert found((), BEGUN_FILES, BEGUN) == ()


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """No judgement without its explanation, and no explanation without its judgement."""
    assert {page.code for page in PAGES} == set(REGISTRY)


@pytest.mark.parametrize("code", sorted(RETIRED))
def test_a_retired_code_is_explained_and_never_used_again(code: str) -> None:
    """Its page says that it is given no more; neither the code nor its name can be declared anew."""
    page = next(page for page in pages() if page.code == code)
    assert "no longer" in page.text and not page.fails and not page.passes
    for words in ((code, "some-new-offence"), (f"{code[:3]}999", RETIRED[code])):
        with pytest.raises(ValueError, match="retired"):
            declare(*words, "error")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_page_has_its_parts(page: Page) -> None:
    """A title that is a sentence, what it is, why, how to put it right, and both examples."""
    first, _, rest = page.text.partition("\n")
    assert re.match(r"# [A-Z\d].{8,}[^.]$", first), first
    assert rest.strip() and not rest.strip().startswith("#")
    for heading in ("Why", "How to put it right", "Fails", "Passes"):
        assert f"\n## {heading}\n" in page.text
    assert page.fails and page.passes


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_failing_example_gives_exactly_its_code(page: Page) -> None:
    """The failing example gives the page's code and no other, with its case or file, and betrays nothing."""
    findings = found_by(page, page.fails)
    # What a pull request does has consequences in the record, which other rules find.
    codes = {f.code for f in findings if page.code not in OF_PROPOSALS or f.code in OF_PROPOSALS}
    assert codes - BESIDE.get(page.code, set()) == {page.code}, [
        f"{f.code} {f.spot} {f.message}" for f in findings
    ]
    for finding in findings:
        assert finding.message
        assert not any(words in f"{finding.message} {finding.help}" for words in NARRATIVE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_passing_example_gives_nothing(page: Page) -> None:
    """The passing example leaves nothing to put right."""
    assert [f"{f.code} {f.spot} {f.message}" for f in found_by(page, page.passes)] == []


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(sorted(BASE_FILES))), st.dates(date(2025, 12, 1), date(2027, 6, 1)))
def test_judging_never_raises_whatever_is_missing(gone: set[str], as_of: date) -> None:
    """Any documents may be absent and any day judged on: there are findings, and never an exception."""
    blocks = tuple(Block("delete", f"/{path}", "", False) for path in gone)
    register = Register(Laid(blocks), "/nowhere")
    for loaded in Loader(register, as_of).each(register.folders, lambda one: one):
        if loaded.facts is not None:
            assert all(finding.case == "SAR-2026-001" for finding in judge(loaded.facts))
