"""`new`: the next id, the next pseudonym, and a case folder that is whole or not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import House, reviewctl


def new(house: House, *words: str) -> str:
    """Open a review and return its id."""
    return house.does("new", "sar", *words).out.partition(":")[0]


def test_the_next_free_id_is_of_the_year_received(house: House) -> None:
    """Ids count up in the year in which the request came, above the highest that there is."""
    assert new(house, "--received", "13/1/2025") == "SAR-2025-001"
    assert new(house, "--received", "20 May 2024") == "SAR-2024-001"
    assert new(house, "--received", "2025-02-01") == "SAR-2025-002"
    assert new(house, "--received", "2025-02-01", "--id", "SAR-2025-041") == "SAR-2025-041"
    assert new(house, "--received", "2025-02-01") == "SAR-2025-042"


def test_the_next_free_pseudonym(house: House) -> None:
    """Where no pseudonym is given, the next letter of the register is taken; behind Z comes AA."""
    new(house, "--received", "2025-01-13")
    new(house, "--received", "2025-01-14", "--subject", "Adult Y", "--subject", "Mrs W")
    new(house, "--received", "2025-01-15")
    new(house, "--received", "2025-01-16")
    said = [house.text(f"cases/SAR-2025-00{n}/case.yaml") for n in (1, 2, 3, 4)]
    assert "pseudonym: Adult A\n" in said[0]
    assert "pseudonym: Adult Y\n" in said[1] and "pseudonym: Mrs W\n" in said[1]
    assert "pseudonym: Adult Z\n" in said[2]
    assert "pseudonym: Adult AA\n" in said[3]


def test_each_subject_has_a_family_block(house: House) -> None:
    """For each subject there is a place for the family; for a review of a service there is none."""
    new(house, "--received", "2025-01-13", "--subject", "Adult C", "--subject", "Adult D")
    family = house.text("cases/SAR-2025-001/family.yaml")
    assert "family-of-adult-c:" in family and "subject: adult-d" in family
    new(house, "--received", "2025-01-13", "--no-subject")
    assert not (house.root / "cases/SAR-2025-002/family.yaml").exists()
    assert house.codes() == set()


def test_it_says_the_day_and_the_first_limit(house: House) -> None:
    """The day received is said in full, and the first limit that it starts with its paragraph."""
    said = house.does("new", "sar", "--received", "13/1/2025").out
    assert "SAR-2025-001: Safeguarding Adults Review about Adult A\n" in said
    assert "received: Monday 13 January 2025\n" in said
    assert "by Monday 3 February 2025 - already past\n" in said
    assert "15 working days from referral.received (P§11)" in said
    assert "(taken as today; another day: --received DATE)" in house.does("new", "sar").out


def test_more_is_set_at_once(house: House) -> None:
    """--set records any address in the new case, making the documents that it needs."""
    house.does("record", "board", "people[p1].agency", "pennine-care")
    new(
        house,
        *("--received", "2025-01-13", "--set", "screening.held=28/1/2025", "--set", "case.lead.person=p1"),
        *("--set", "returns[Pennine Care].contribution=imr", "--set", "decision.dissent=a = b: c"),
    )
    assert "held: 2025-01-28" in house.text("cases/SAR-2025-001/diary.yaml")
    assert "person: p1" in house.text("cases/SAR-2025-001/case.yaml")
    assert "contribution: imr" in house.text("cases/SAR-2025-001/returns.yaml")
    assert '"a = b: c"' in house.text("cases/SAR-2025-001/decision.md")
    assert house.unsaved() == ""


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("sra",), "Did you mean sar"),
        (("sar", "--set", "screening.hled=28/1/2025"), "did you mean screening.held?"),
        (("sar", "--set", "screening.held"), "--set wants an address and a value"),
        (("sar", "--set", "decision.made=2099-11-30"), "made: reviewctl record CASE decision.made 2099"),
        (("sar", "--set", "screening.held=2099-11-30"), "made: reviewctl meeting add screening --cases CASE"),
        (("sar", "--set", "screening.recommendation.method=desktp"), "Did you mean desktop?"),
        (("sar", "--received", "2/2/2099"), "still to come"),
        (("sar", "--received", "31/2/2025"), "No calendar has that day"),
        (("sar", "--subject", "Adult A", "--subject", "adult a"), "a pseudonym of its own"),
        (("sar", "--subject", ""), "a pseudonym of its own"),
        (("sar", "--subject", "x" * 300), "a word or two"),
        (("sar", "--subject", "Adult A", "--no-subject"), "do not go together"),
        (("sar", "--id", "DHR-2025-001"), "begins with SAR"),
        (("sar", "--id", "sar-2025-002"), "An id is"),
        (("sar", "--id", "SAR-2025-001"), "is there already"),
    ],
)
def test_a_slip_is_refused(case: House, words: tuple[str, ...], meant: str) -> None:
    """Nothing is made, and it is said what was meant."""
    assert meant in case.refuses("new", *words)


def test_another_name_of_the_type(house: House) -> None:
    """A type may be called by the other names that the policy gives it."""
    assert house.does("new", "safeguarding-adults-review", "--received", "2025-01-13").code == 0
    assert "type: sar\n" in house.text("cases/SAR-2025-001/case.yaml")


def test_a_case_folder_takes_no_case(case: House) -> None:
    """From inside a case of a register the new one still goes into the register, and beside no other."""
    done = reviewctl(case.root / "cases" / "SAR-2025-001", "new", "sar", "--received", "2025-02-03")
    assert done.code == 0
    assert (case.root / "cases" / "SAR-2025-002" / "case.yaml").is_file()


def test_outside_a_register_it_stands_alone(tmp_path: Path, at_home: Path) -> None:
    """Without a register the folder is made here, under the default policy, and nothing is committed."""
    done = reviewctl(tmp_path, "new", "sar", "--received", "2025-01-13", "--set", "screening.held=28/1/2025")
    assert done.code == 0
    assert "There is no register here" in done.out and "Nothing was committed." in done.out
    alone = House(tmp_path / "SAR-2025-001")
    assert alone.codes() == set()
    assert "held: 2025-01-28" in alone.text("diary.yaml")
    assert reviewctl(tmp_path, "new", "sar", "--received", "2025-01-13").out.startswith("SAR-2025-002:")
    refused = reviewctl(alone.root, "new", "sar")
    assert refused.code == 2 and "This is a case folder." in refused.err
    dry = reviewctl(tmp_path, "new", "sar", "--received", "2025-01-13", "--dry-run")
    assert dry.code == 0 and "SAR-2025-003" in dry.out and not (tmp_path / "SAR-2025-003").exists()
    word = reviewctl(tmp_path, "new", "sar", "--set", "decision.mandate=s44-1")
    assert word.code == 2 and "Did you mean s44-1-3?" in word.err


def test_several_at_once_get_an_id_each(house: House) -> None:
    """Processes that open a review at the same moment wait for each other: every one has its own id."""
    words = [
        sys.executable,
        "-m",
        "reviewctl",
        "-C",
        str(house.root),
        "new",
        "sar",
        "--received",
        "2025-01-13",
    ]
    running = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    ended = [(process, *process.communicate(timeout=60)) for process in running]
    assert [(process.returncode, err) for process, _, err in ended] == [(0, "")] * 4
    assert sorted(out.partition(":")[0] for _, out, _ in ended) == [f"SAR-2025-00{n}" for n in (1, 2, 3, 4)]
    subjects = [house.text(f"cases/SAR-2025-00{n}/case.yaml") for n in (1, 2, 3, 4)]
    assert {f"Adult {letter}" for letter in "ABCD"} == {
        next(f"Adult {letter}" for letter in "ABCD" if f"Adult {letter}\n" in text) for text in subjects
    }
    assert house.unsaved() == ""


def test_a_folder_that_is_half_there_is_not_written_into(house: House) -> None:
    """A folder of that name without a case.yaml in it is left as it is; the next id is taken instead."""
    house.put("cases/SAR-2025-001/keep.txt", "mine\n")
    assert "is there already" in house.refuses(
        "new", "sar", "--id", "SAR-2025-001", "--received", "2025-01-13"
    )
    assert new(house, "--received", "2025-01-13", "--subject", "Adult B") == "SAR-2025-002"


def test_a_pseudonym_is_not_given_twice_by_mistake(case: House) -> None:
    """Where a review cannot be read, nobody knows whose letter is free: it has to be said."""
    case.put("cases/SAR-2025-001/case.yaml", "subjects: [\n")
    assert '--subject "Adult E"' in case.refuses("new", "sar", "--received", "2025-02-03")
    assert case.does("new", "sar", "--received", "2025-02-03", "--subject", "Adult E").code == 0


def test_it_says_what_comes_first_where_nothing_has_a_limit(house: House) -> None:
    """A peer review has no clock: its first duty is named, and the command that shows the others."""
    said = house.does("new", "peer", "--received", "13/1/2025").out
    assert "  first: Peer agreed; no limit is set (F§5.10.1)\n" in said
    assert "reviewctl next PEER-2025-001\n" in said
    assert "reviewctl next" not in house.does("new", "sar", "--received", "13/1/2025").out


def test_the_help_lists_the_kinds_of_review(house: House, tmp_path: Path) -> None:
    """Whoever asks for help sees what TYPE may be, in a register, outside one, and where the policy is at fault."""
    outside = tmp_path / "outside"
    outside.mkdir()
    for said in (house.does("new", "--help").out, reviewctl(outside, "new", "--help").out):
        assert "  rapid-review           Rapid Review\n" in said
        assert "  sar                    Safeguarding Adults Review\n" in said
    house.put("board.yaml", "policy: [\n")
    assert "Safeguarding Adults Review" in house.does("new", "--help").out
