"""The rulebook's pages on packs: each failing example gives its code and nothing else, each passing one none."""

import re
from datetime import date

import pytest

import reviewctl.rules.packs  # noqa: F401 (declares the codes)
from reviewctl.model.codes import REGISTRY, RETIRED
from reviewctl.store.register import Register
from reviewctl.store.resources import rulebook_codes, rulebook_page
from reviewctl.work.judging import findings_of
from tests.making import MemoryTree

PAGES = [code for code in rulebook_codes() if code.startswith("POL") and code not in RETIRED]
BOARD = "format: 1\nboard: Anyshire Safeguarding Adults Board\npolicy: stockport-2021\n"
# The pack that another one extends is at fault: that shows at its own line.
BESIDE = {"POL062": ["STR001"]}
BLOCK = re.compile(r"^```yaml /(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def example(code: str, heading: str) -> dict[str, str]:
    """Return the files of a page's example, by their path in the register."""
    page = rulebook_page(code)
    assert page is not None
    part = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return dict(BLOCK.findall(part))


def codes_in(files: dict[str, str]) -> list[str]:
    register = Register(MemoryTree({"board.yaml": BOARD, **files}), "/register")
    return [finding.code for finding in findings_of(register, (), "/register", date(2026, 6, 8)).findings]


@pytest.mark.parametrize("code", PAGES)
def test_the_failing_example_fails(code: str) -> None:
    """It gives the page's code once, and no other but what stands beside it."""
    files = example(code, "Fails")
    assert files
    assert codes_in(files) == [code, *BESIDE.get(code, [])]


@pytest.mark.parametrize("code", PAGES)
def test_the_passing_example_passes(code: str) -> None:
    """It gives no finding."""
    files = example(code, "Passes")
    assert files
    assert codes_in(files) == []


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """No code on packs is without its explanation."""
    assert sorted(code for code in REGISTRY if code.startswith("POL")) == PAGES
