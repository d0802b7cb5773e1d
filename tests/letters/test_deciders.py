"""Who decided, as the letters say it: a DHR is not the Independent Chair's, nor is what the partners chose."""

from tests.commands import House

DECIDED = "---\noutcome: {}\npathway: escalation\ndecided_by: {}\n---\n\nWhy.\n"


def letter(house: House, kind: str, name: str, outcome: str, by: str) -> str:
    """Return the letter on a case that was decided on by somebody, as one line."""
    house.does("new", kind, "--received", "2025-01-13", "--no-commit")
    (folder,) = [one for one in (house.root / "cases").iterdir() if one.is_dir() and one.name[0] != "."]
    (folder / "decision.md").write_text(DECIDED.format(outcome, by), encoding="utf-8")
    for event, day in (("screening.held", "2025-01-20"), ("decision.made", "2025-01-27")):
        house.does("record", folder.name, event, day, "--no-commit")
    return " ".join(house.tries("letter", name, folder.name).out.split())


def test_a_dhr_is_decided_by_the_community_safety_partnership(house: House) -> None:
    """The lead of the referring agency is not told that the Independent Chair decided (F§5.5.2)."""
    said = letter(house, "dhr", "outcome-to-referrer", "review", "community-safety-partnership")
    assert "The Community Safety Partnership considered its recommendation" in said
    assert "Independent Chair" not in said


def test_the_recommendation_on_a_dhr_goes_to_the_partnership(house: House) -> None:
    """It is addressed to whoever decides."""
    said = letter(house, "dhr", "recommendation", "review", "community-safety-partnership")
    assert "The Community Safety Partnership" in said and "name of the Independent Chair" not in said


def test_what_the_partners_chose_is_not_the_chairs(house: House) -> None:
    """Another pathway by the three statutory partners is told as theirs (P§5)."""
    said = letter(house, "sar", "outcome-to-referrer", "other-pathway", "statutory-partners")
    assert "The three statutory partners" in said and "Independent Chair" not in said


def test_a_sar_is_decided_by_the_independent_chair(house: House) -> None:
    """On the panel's recommendation (P§5)."""
    said = letter(house, "sar", "outcome-to-referrer", "review", "independent-chair")
    assert "The Independent Chair of the Board considered its recommendation" in said
