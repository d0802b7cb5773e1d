"""`add`: each document of a case from the template, filled in with what the record knows."""

import pytest

from reviewctl.model.catalogue import CATALOGUE
from reviewctl.store.template import has_items
from tests.commands import House

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"
OF_CASE = [kind for kind in CATALOGUE if kind.home != "register" and kind.name != "meetings"]
MADE_BY_NEW = {"case", "diary", "referral", "family"}


@pytest.mark.parametrize(
    "kind", [k for k in OF_CASE if k.name not in MADE_BY_NEW], ids=lambda kind: kind.name
)
def test_every_document_is_valid_at_once(case: House, kind) -> None:
    """Whatever document is added, `validate` has nothing to say about it, and it is committed alone."""
    words: tuple[str, ...] = ()
    if kind.several or kind.name == "returns":
        words = ("--agency", "Pennine Care")
    elif kind.name == "progress":
        case.does("record", CASE, "actions[3].action", "Train staff")
        case.does("record", CASE, "actions[3].owners", "pennine-care")
        words = ("--item", "3")
    elif has_items(kind):
        words = ("--item", "inquest")
    before = case.codes()
    done = case.does("add", CASE, kind.name, *words)
    path = f"{HOME}/{kind.path.replace('*', 'pennine-care')}"
    assert path in done.out
    assert case.last_paths() == [path]
    assert case.codes() == before


@pytest.mark.parametrize("word", ["terms-of-reference", "actions"])
def test_a_document_goes_by_another_name_too(case: House, word: str) -> None:
    """The names that people use for a document's file are taken for it."""
    assert case.does("add", CASE, word).code == 0


def test_it_is_not_added_twice(case: House) -> None:
    """A document, and a block, that is there already is left as it is."""
    case.does("add", CASE, "panel")
    case.does("add", CASE, "family", "--item", "mother")
    assert "is there already" in case.refuses("add", CASE, "panel")
    assert "that block already" in case.refuses("add", CASE, "family", "--item", "mother")


def test_the_terms_of_reference_know_what_was_recommended(case: House) -> None:
    """Method, agencies and output of the recommendation stand in the new terms of reference."""
    case.does("record", CASE, "screening.recommendation.method", "desktop")
    case.does("record", CASE, "screening.recommendation.agencies", "pennine-care, gm-icb")
    case.does("add", CASE, "tor")
    text = case.text(f"{HOME}/terms-of-reference.md")
    assert "method: desktop" in text and "pennine-care" in text and "gm-icb" in text
    case.does("add", CASE, "returns")
    returns = case.text(f"{HOME}/returns.yaml")
    assert "\npennine-care:\n" in returns and "\ngm-icb:\n" in returns
    assert "them all already" in case.refuses("add", CASE, "returns")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("tors",), "did you mean tor?"),
        (("meetings",), "reviewctl meeting add"),
        (("imr",), "--agency ID"),
        (("imr", "--agency", "nobody"), "no such agency"),
        (("family",), "--item KEY"),
        (("report", "--agency", "pennine-care"), "belongs to the whole review"),
        (("waivers", "--item", "x"), "has no blocks"),
        (("family", "--item", "Anna Smith"), "small letters"),
        (("complaints",), "no such document"),
    ],
)
def test_a_slip_is_refused(case: House, words: tuple[str, ...], meant: str) -> None:
    """Nothing is made, and it is said what was meant."""
    assert meant in case.refuses("add", CASE, *words)


@pytest.mark.parametrize(
    "method",
    [
        "systems-approach",
        "root-cause-analysis",
        "single-agency-assurance",
        "peer-review",
        "imr-and-chronology",
    ],
)
def test_a_report_has_the_headings_of_its_method(case: House, method: str) -> None:
    """What the policy asks of a report by this methodology stands there to be written under (F-AppC)."""
    case.does("record", CASE, "tor.method", method)
    case.does("add", CASE, "report")
    case.does("record", CASE, "report.drafted", "20/1/2025")
    assert "REP001" not in case.codes()
    assert case.text(f"{HOME}/report/overview.md").rstrip().endswith("## Conclusion")


def test_a_decision_is_filled_in_with_whose_it_is(house: House) -> None:
    """Of a DHR the Community Safety Partnership's (F§5.5.2); of what the partners chose, theirs (P§5)."""
    house.does("new", "dhr", "--received", "2025-01-13", "--no-commit")
    house.does("add", "DHR-2025-001", "decision", "--no-commit")
    assert "\ndecided_by: community-safety-partnership\n" in house.text("cases/DHR-2025-001/decision.md")
    house.does("new", "sar", "--id", "SAR-2025-009", "--received", "2025-01-13", "--no-commit")
    answer = ("referral.partners_answered", "2025-01-17", "--outcome", "other-pathway", "--no-commit")
    house.does("record", "SAR-2025-009", *answer)
    house.does("add", "SAR-2025-009", "decision", "--no-commit")
    assert "\ndecided_by: statutory-partners\n" in house.text("cases/SAR-2025-009/decision.md")
