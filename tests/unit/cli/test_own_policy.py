"""The commands in a register whose board has a pack of its own, which extends the protocol."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.commands import House, reviewctl

OURS = Path(__file__).parent.parent.parent / "cases" / "our-board" / "register"
DAY = ("--as-of", "2026-04-21")


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the register, which the tests only read."""
    folder = tmp_path_factory.mktemp("ours") / "register"
    shutil.copytree(OURS, folder)
    return folder


def meanings(folder: Path, *words: str) -> list[dict[str, Any]]:
    shown = reviewctl(folder, "explain", *words, "--format", "json")
    assert shown.code == 0, shown
    found: list[dict[str, Any]] = json.loads(shown.out)["meanings"]
    return found


def test_explain_names_both_layers_with_their_paragraphs(ours: Path) -> None:
    """What the protocol says of a step, what the board changed, and on which paragraph each rests."""
    (one,) = meanings(ours, "sar", "decision")
    assert one["citations"] == ["P§11", "B§3"]
    (below,) = one["below"]
    assert (below["policy"], below["type"], below["citations"]) == ("stockport-2021", "sar", ["P§8", "P§11"])
    assert (below["step"]["within"], below["changed"]) == ("5 working days", ["after", "within", "rests on"])
    text = reviewctl(ours, "explain", "sar", "decision").out
    assert "within    5 working days                 10 working days" in text
    assert "local timescales" in text and "Stockport Safeguarding Children Partnership" in text


def test_a_note_stands_with_the_layer_that_wrote_it(house: House) -> None:
    """What the protocol says of its five days is no word of the board's on its ten."""
    house.put(
        "policy/ours/pack.yaml",
        "title: Ours\nextends: stockport-2021\nsources:\n  B: {title: Our timescales, edition: Agreed}\n",
    )
    house.put(
        "policy/ours/sar.yaml",
        "type: sar\nsteps:\n  - {id: recommendation, within: 10 working days, cites: B§1}\n"
        "  - {id: decision, within: 10 working days, note: Ours., cites: B§1}\n",
    )
    house.put("board.yaml", house.text("board.yaml").replace("policy: stockport-2021", "policy: ours"))
    kept, changed = (meanings(house.root, "sar", word)[0] for word in ("recommendation", "decision"))
    assert (kept["text"], changed["text"]) == ("", "Ours.")
    assert kept["below"][0]["text"]
    said = " ".join(house.does("explain", "sar", "recommendation").out.split())
    assert f"sar (stockport-2021) says of it: {kept['below'][0]['text']}" in said
    assert said.count(kept["below"][0]["text"]) == 1


def test_explain_says_why_a_step_is_no_more(ours: Path) -> None:
    """A step that the board took away is shown as it was, with the reason; other kinds of review still have it."""
    (gone,) = meanings(ours, "sar", "screening-papers")
    assert (
        gone["taken_away_because"] == "The panel reads the referral itself (the Executive, 3 November 2025)."
    )
    assert gone["types"] == ["sar"] and gone["citations"] == ["P§10"]
    assert [one["taken_away_because"] for one in meanings(ours, "cspr", "screening-papers")] == [None]


def test_explain_of_a_step_that_nobody_changed_has_no_layers(ours: Path) -> None:
    """One screen, as under the protocol itself."""
    (one,) = meanings(ours, "sar", "recommendation")
    assert one["below"] == []
    assert "which" not in reviewctl(ours, "explain", "sar", "recommendation").out


def test_what_is_read_rests_on_the_boards_own_pack(ours: Path) -> None:
    """deadlines, status, show and doctor take the whole that both layers come to."""
    found = json.loads(reviewctl(ours, "deadlines", "SAR-2026-001", *DAY, "--all", "--format", "json").out)
    dates = {one["step"]: one["due"] for one in found["deadlines"]}
    assert (dates["decision"], dates["screening-meeting"]) == ("2026-04-23", "2026-04-02")
    assert "report-objections" in dates and "screening-papers" not in dates
    assert "SAR-2026-001" in reviewctl(ours, "status", *DAY).out
    assert "Anyshire's timescales" in reviewctl(ours, "show", "SAR-2026-001", *DAY).out.replace("\n", " ")
    assert "our-board" in reviewctl(ours, "doctor").out
    assert reviewctl(ours, "schema", "policy-type").code == 0


def test_validate_counts_the_files_of_the_register_only(ours: Path) -> None:
    """What the pack extends lies in the tool, and is no file of the board's."""
    found = json.loads(reviewctl(ours, "validate", *DAY, "--format", "json").out)
    assert found["counts"]["files"] == sum(path.is_file() for path in ours.rglob("*"))
    assert not [one for one in found["findings"] if one["code"].startswith("POL")]


def test_a_slip_in_a_layer_is_shown_with_its_line(tmp_path: Path) -> None:
    """validate points into the board's file; the review is told where to begin, and nothing breaks."""
    shutil.copytree(OURS, tmp_path / "r")
    file = tmp_path / "r" / "policy" / "our-board" / "sar.yaml"
    file.write_text(file.read_text("utf-8").replace("- id: decision", "- id: descision"), "utf-8")
    shown = reviewctl(tmp_path / "r", "validate", "policy", *DAY)
    assert shown.code == 1
    assert 'stockport-2021 has no step "descision". Did you mean "decision"?' in shown.out.replace(
        "\n    ", " "
    )
    line = next(i for i, text in enumerate(file.read_text("utf-8").splitlines(), 1) if "descision" in text)
    assert f"policy/our-board/sar.yaml:{line}:" in shown.out
    assert "Put the policy right first" in reviewctl(tmp_path / "r", "validate", "SAR-2026-001", *DAY).out


def test_new_and_add_write_what_the_boards_own_pack_asks(house: House) -> None:
    """A new review bears the board's policy, its diary the board's events in their place, and its first limit."""
    shutil.copytree(OURS / "policy", house.root / "policy")
    house.does("record", "board", "policy", "our-board")
    said = house.does("new", "sar", "--no-subject", "--received", "2026-03-13").out
    assert "first limit: Referrer told that the request has come, by Friday 13 March 2026" in said
    (folder,) = (house.root / "cases").glob("SAR-*")
    assert "policy: our-board" in (folder / "case.yaml").read_text("utf-8")
    diary = (folder / "diary.yaml").read_text("utf-8")
    assert diary.index("quality_assured:") < diary.index("sent_to_agencies:") < diary.index("objections_in:")
    house.does("record", folder.name, "report.sent_to_agencies", "2026-03-16")
    house.does("add", folder.name, "report")


def test_new_and_doctor_say_that_the_boards_own_pack_is_at_fault(house: House) -> None:
    """No review is opened under half a protocol, and doctor shows where to begin."""
    shutil.copytree(OURS / "policy", house.root / "policy")
    file = house.root / "policy" / "our-board" / "sar.yaml"
    house.does("record", "board", "policy", "our-board")
    file.write_text(file.read_text("utf-8").replace("within: 7 working days", "within: seven"), "utf-8")
    said = house.refuses("new", "sar", "--no-subject")
    assert "The policy our-board is at fault, at policy/our-board/sar.yaml:" in said
    assert "reviewctl validate policy" in said
    checked = house.tries("doctor")
    assert checked.code == 3 and "our-board is at fault" in checked.out.replace("\n", " ")


def test_a_policy_at_fault_is_neither_taken_over_nor_passed_off(house: House) -> None:
    """board.yaml takes no policy that cannot be read, and explain does not show another one in its place."""
    pack = house.root / "policy" / "our-board" / "pack.yaml"
    pack.parent.mkdir(parents=True)
    pack.write_text("extends: stockport-2012\n", "utf-8")
    said = house.refuses("record", "board", "policy", "our-board")
    assert "The policy our-board is at fault, at policy/our-board/pack.yaml:1:10" in said
    pack.write_text("extends: stockport-2021\n", "utf-8")
    house.does("record", "board", "policy", "our-board")
    pack.write_text("extends: stockport-2012\n", "utf-8")
    assert "The policy our-board is at fault" in house.refuses("explain", "recommendation")
    assert house.does("explain", "POL060").out.startswith("POL060: A pack extends what is not there")


def test_an_event_of_ones_own_that_is_put_nowhere_stands_in_its_group(case: House) -> None:
    """Without a neighbour named it comes last in the policy; in a new diary it is a line of its group all the same."""
    case.put("policy/ours/pack.yaml", "extends: stockport-2021\ntitle: Ours\n")
    event = "  report.objections_in: {title: The agencies had nothing to object, cites: P§16}\n"
    case.put("policy/ours/sar.yaml", f"type: sar\nevents:\n{event}")
    case.does("record", "board", "policy", "ours")
    assert case.codes("policy") == set()
    case.does("new", "sar", "--received", "2/1/2025")
    assert case.text("cases/SAR-2025-002/diary.yaml").count("\nreport:\n") == 1
    case.does("record", "SAR-2025-002", "report.objections_in", "3/1/2025")


NEW_NAME = """\
type: dhr
aliases:
  - domestic-homicide-review
  - name: dardr
    title: Domestic Abuse Related Death Review
    in_force: {from: FIRST, on: referral.received}
    cites: VPA§19
"""


@pytest.fixture
def renamed(house: House) -> House:
    """A register whose board knows from when domestic homicide reviews bear their new name."""
    house.put("policy/ours/pack.yaml", "extends: stockport-2021\ntitle: Ours\n")
    house.put("policy/ours/dhr.yaml", NEW_NAME.replace("FIRST", "2025-06-01"))
    house.put("board.yaml", house.text("board.yaml").replace("policy: stockport-2021", "policy: ours"))
    return house


def test_a_review_bears_the_name_that_was_in_force_when_it_came(renamed: House) -> None:
    """The day on which a new name begins is a setting: by it reviews are opened, shown and written about."""
    new = renamed.does("new", "dardr", "--received", "1/6/2025").out
    assert "DHR-2025-001: Domestic Abuse Related Death Review about" in new
    assert "Domestic Abuse Related Death Review" in renamed.does("show", "DHR-2025-001").out
    assert "Domestic Abuse Related Death" in renamed.tries("letter", "acknowledgement", "DHR-2025-001").out
    old = renamed.does("new", "dhr", "--received", "31/5/2025").out
    assert "DHR-2025-002: Domestic Homicide Review about" in old
    assert "kind          Domestic Homicide Review" in renamed.does("show", "DHR-2025-002").out


@pytest.mark.parametrize(
    ("first", "said"), [("2025-06-01", "Sunday 1 June 2025 on"), ("not-known", "is not set yet")]
)
def test_a_name_that_is_not_in_force_yet_opens_nothing(renamed: House, first: str, said: str) -> None:
    """Neither before its first day nor while that is still to be set; the other name is given."""
    renamed.put("policy/ours/dhr.yaml", NEW_NAME.replace("FIRST", first))
    refused = renamed.refuses("new", "dardr", "--received", "31/5/2025")
    assert said in refused and "reviewctl new dhr" in refused


def test_reports_and_papers_call_a_review_by_the_name_in_force(renamed: House) -> None:
    """The annual report, the chronology form and a printed document: each has the name of the day it came."""
    names = {}
    for day in ("2025-06-01", "2025-05-31"):
        case = renamed.does("new", "dhr", "--received", day).out.partition(":")[0]
        names[case] = renamed.does("show", case, "referral", "--format", "markdown").out
        renamed.does("add", case, "decision", "--no-commit")
        renamed.does("record", case, "decision.outcome", "review", "--no-commit")
        renamed.does("record", case, "decision.made", "2025-07-01", "--no-commit")
    assert "Domestic Abuse Related Death Review" in names["DHR-2025-001"]
    assert "Domestic Homicide Review" in names["DHR-2025-002"]
    said = renamed.does("report", "annual", "--year", "2025-26", "--type", "dhr").out
    both = "Domestic Abuse Related Death Review and Domestic Homicide Review: reviews"
    assert both in " ".join(said.split())


def test_a_referral_that_became_one_of_another_kind_is_told_by_its_name_in_force(renamed: House) -> None:
    """The quarter's list says what a case became as the law of its day calls it."""
    renamed.does("new", "sar", "--received", "2025-06-02")
    case = "SAR-2025-001"
    renamed.does("convert", case, "dhr", "--on", "2025-06-20", "--because", "a death at home")
    said = renamed.does("report", "quarterly", "--quarter", "2025-q2").out
    assert "became a Domestic Abuse Related Death Review" in " ".join(said.split())
