"""Rules and exceptions: how they are declared, held back, waived and shown."""

from collections.abc import Iterator
from datetime import date

import pytest

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import Finding
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.every import judge
from reviewctl.store.register import Register
from reviewctl.work.loading import Loader
from tests.rulebook_pages import Block, Laid

AS_OF = date(2026, 6, 8)


def facts(*blocks: Block, on: date = AS_OF) -> Facts:
    """Return the facts of the base case with blocks laid over it."""
    register = Register(Laid(blocks), "/nowhere")
    found = Loader(register, on).load(register.folders[0]).facts
    assert found is not None
    return found


def part(path: str, text: str) -> Block:
    return Block("yaml", path, text, True)


def whole(path: str, text: str) -> Block:
    return Block("yaml", path, text, False)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


LATE = part("diary.yaml", "screening:\n  recommendation_sent: 2026-02-06\n")
WAIVER = (
    "- code: TIM002\n  at: recommendation\n  reason: the office was closed\n  authority: independent-chair\n"
)


def test_a_code_cannot_be_declared_twice() -> None:
    """Two rules with one code or one name are refused when they are imported."""

    def body(review: Review) -> Iterator[Offence]:
        yield from ()

    with pytest.raises(ValueError, match="declared twice"):
        rule("TIM001", "another-name", "error")(body)
    with pytest.raises(ValueError, match="declared twice"):
        rule("TIM999", "step-overdue", "error")(body)


def test_an_agreed_exception_is_shown_and_counted_apart() -> None:
    """A waived finding stays, marked, while the exception lasts."""
    found = judge(facts(LATE, whole("waivers.yaml", f"{WAIVER}  until: 2026-06-08\n")))
    assert [(one.code, one.waived) for one in found] == [("TIM002", True)]


def test_an_exception_that_has_ended_covers_nothing() -> None:
    """After its last day the finding counts again, and the exception is itself one."""
    found = judge(facts(LATE, whole("waivers.yaml", f"{WAIVER}  until: 2026-06-07\n")))
    assert sorted((one.code, one.waived) for one in found) == [("STR031", False), ("TIM002", False)]


def test_an_exception_of_another_step_covers_nothing() -> None:
    """An exception is for one place, and is of no use elsewhere."""
    found = judge(facts(LATE, whole("waivers.yaml", WAIVER.replace("recommendation", "decision"))))
    assert sorted(codes(found)) == ["STR030", "TIM002"]


@pytest.mark.parametrize(
    "path",
    ["diary.yaml", "returns.yaml", "panel.yaml", "papers.yaml", "referral.md", "family.yaml", "log.yaml"],
)
def test_a_file_that_cannot_be_read_is_not_taken_for_empty(path: str) -> None:
    """One slip of the pen makes one file unreadable, and no judgement on what it would have held."""
    assert codes(judge(facts(whole(path, "a: [")))) == []


def test_what_lies_ahead_is_judged_by_the_real_day() -> None:
    """Looked at as of an earlier day, what has come since is no fault; what is still to come is."""
    ahead = part("diary.yaml", "report:\n  quality_assured: 2026-07-20\n")
    assert "STR044" in codes(judge(facts(ahead), AS_OF))
    assert "STR044" not in codes(judge(facts(ahead), date(2026, 7, 20)))
    assert not {"STR044", "PAN016"} & set(codes(judge(facts(on=date(2026, 2, 1)), AS_OF)))


def test_findings_come_in_the_order_of_the_files() -> None:
    """Findings are sorted by place, so that two runs say the same."""
    found = judge(facts(LATE, part("returns.yaml", "pennine-care:\n  imr: {signed_off: }\n")))
    assert [one.spot for one in found] == sorted(one.spot for one in found)
