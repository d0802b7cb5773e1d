"""Whatever is different is told by some sentence, and no sentence tells what somebody wrote."""

import itertools
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec
import pytest

from reviewctl.facts.differences import Difference, differences
from reviewctl.model.kind import HeadingRule
from reviewctl.model.review import Case, Document
from reviewctl.render.changes.sides import NOBODY, Side, Sides
from reviewctl.render.changes.tell import told, told_of_register
from reviewctl.store.find import find_register
from reviewctl.store.register import Register
from reviewctl.work.loading import Loader
from tests.unit.changes.conftest import BASE

AS_OF = date(2026, 6, 8)
EXAMPLES = Path(__file__).parents[3] / "examples" / "register"
_REASONS = ("reason", "because", "pseudonym", "owners")
"""Why something was allowed or corrected is said in full: that is what a reader needs. So is a pseudonym, and a body
beyond the Board that owns an action."""


@pytest.fixture(scope="module")
def sides_of_all() -> list[Side]:
    """Return every review of the two registers that the project has, each worked out, and none at all."""
    found = [Side()]
    for folder in (EXAMPLES, BASE):
        register = find_register(str(folder))
        loader = Loader(register, AS_OF)
        for case in register.folders:
            facts = loader.load(case).facts
            assert facts is not None
            found.append(Side(facts.case, facts, register.board, facts.signoffs))
    return found


def every(before: Case, after: Case, headings: Mapping[str, tuple[HeadingRule, ...]]) -> list[Difference]:
    """Return all differences of two cases."""
    names = sorted({*before.documents, *after.documents})
    return [
        one
        for name in names
        for one in differences(
            before.documents.get(name),
            after.documents.get(name),
            headings.get(name.partition("[")[0], ()),
        )
    ]


def own_words(value: object, name: str = "") -> Iterator[str]:
    """Yield every text of five words or more that somebody wrote, but for reasons."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from own_words(inner, str(key))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from own_words(one, name)
    elif isinstance(value, str) and name not in _REASONS and len(value.split()) > 4:
        yield value


def written_in(document: Document) -> set[str]:
    """Return the texts of a document: of its facts, and line by line of its text."""
    lines = {line.strip(" #*-") for line in document.body.splitlines()}
    return {
        *own_words(msgspec.to_builtins(document.data)),
        *(line for line in lines if len(line.split()) > 4),
    }


def test_every_difference_of_any_two_reviews_is_told(sides_of_all: list[Side]) -> None:
    """Each review laid over some others, and over none: more differences than anybody makes in a year."""
    shifted = (sides_of_all[place:] + sides_of_all[:place] for place in (1, 3, 8))
    pairs = [pair for others in shifted for pair in zip(sides_of_all, others, strict=True)]
    alone = [(one, Side()) for one in sides_of_all]
    for before, after in [*pairs, *alone, *((none, one) for one, none in alone)]:
        sides = Sides(before, after, AS_OF)
        headings = sides.facts.plan.kind.headings if sides.facts is not None else {}
        found = every(before.case, after.case, headings)
        heard = {address for one in told(sides, found) for address in one.covers}
        assert {one.address for one in found} <= heard, (before.case.id, after.case.id)


def test_no_sentence_tells_what_somebody_wrote(sides_of_all: list[Side]) -> None:
    """No text of the record stands in a sentence, nor in what programs get, but for recorded reasons and titles."""
    for after in sides_of_all[1:]:
        for before in (NOBODY_SIDE, sides_of_all[1]):
            sides = Sides(before, after, AS_OF)
            facts = after.facts
            assert facts is not None
            changes = told(sides, every(before.case, after.case, facts.plan.kind.headings))
            said = "\n".join(f"{one.words}\n{one.before}\n{one.after}" for one in changes)
            known = {one.title.casefold() for parts in facts.plan.kind.headings.values() for one in parts}
            texts = {text for document in after.case.documents.values() for text in written_in(document)}
            leaked = [one for one in texts if one in said and _plain(one) not in known | AGENCIES]
            assert leaked == [], leaked


NOBODY_SIDE = Side(NOBODY)
AGENCIES = {"a review by the home care provider itself"}
"""The pathway that a decision names is said: it is what was decided."""


def _plain(text: str) -> str:
    return re.sub(r"^[0-9.]+ ", "", text).casefold().strip(" .")


def test_a_review_is_not_different_from_itself(sides_of_all: list[Side]) -> None:
    """Nothing is different between a review and the same one read again."""
    for one in sides_of_all:
        facts = one.facts
        headings = facts.plan.kind.headings if facts is not None else {}
        assert every(one.case, one.case, headings) == []
        assert told(Sides(one, one, AS_OF), []) == ()


def test_both_ways_round_are_each_other_s_mirror(sides_of_all: list[Side]) -> None:
    """What came one way went the other way, value by value; only the numbers of counted items may be others."""
    for before, after in itertools.combinations(sides_of_all, 2):
        there = every(before.case, after.case, {})
        back = every(after.case, before.case, {})
        assert sorted(map(_forth, there)) == sorted(map(_back, back))


def _forth(one: Difference) -> tuple[str, str, str]:
    return (re.sub(r"\[[0-9]+\]", "[]", one.address), repr(one.before), repr(one.after))


def _back(one: Difference) -> tuple[str, str, str]:
    return (re.sub(r"\[[0-9]+\]", "[]", one.address), repr(one.after), repr(one.before))


def test_every_difference_of_the_register_s_own_files_is_told(tmp_path: Path) -> None:
    """Two boards that have nothing in common: each difference of their files is told, and no person is named."""
    registers = [find_register(str(folder)) for folder in (EXAMPLES, named(tmp_path))]
    for before, after in itertools.permutations(registers, 2):
        sides = Sides(own(before), own(after), AS_OF)
        found = every(sides.before.case, sides.after.case, {})
        changes = told_of_register(sides, found)
        assert {one.address for one in found} <= {address for one in changes for address in one.covers}
        assert not any("Susan" in str(one) for one in changes)


def named(tmp_path: Path) -> Path:
    """Return a register whose people have names."""
    folder = Path(shutil.copytree(BASE, tmp_path / "named"))
    text = (folder / "board.yaml").read_text()
    lines = [
        one if "name:" in one else one.replace("{id: ", "{name: Susan Smith, id: ")
        for one in text.splitlines()
    ]
    (folder / "board.yaml").write_text("\n".join(lines))
    return folder


def own(register: Register) -> Side:
    """Return the register itself as a side."""
    facts = Loader(register, AS_OF).own()
    assert facts is not None
    return Side(facts.case, facts, register.board)
