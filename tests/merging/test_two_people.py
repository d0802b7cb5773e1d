"""Two clones and a bare repository: both save, and nobody needs to know what a merge is."""

import subprocess

from tests.commands import House
from tests.merging.conftest import Two

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"


def both_record(two: Two, mine: tuple[str, str], theirs: tuple[str, str]) -> None:
    """Each records something, and theirs is sent first."""
    two.theirs.does("record", CASE, *theirs)
    two.theirs.does("save")
    two.mine.does("record", CASE, *mine)


def tip(two: Two) -> str:
    """Return the commit that the repository between the two is at."""
    told = subprocess.run(["git", "rev-parse", "main"], cwd=two.between, capture_output=True, check=True)
    return told.stdout.decode().strip()


def settled(two: Two) -> None:
    """What is here is there, nothing is left unsaved, and no file is at fault."""
    assert two.mine.unsaved() == ""
    assert tip(two) == two.mine.git("rev-parse", "HEAD").strip()
    assert not {code for code in two.mine.codes() if code.startswith(("FIL", "STR"))}


def test_neighbouring_lines_of_the_diary(two: Two) -> None:
    """Two dates that stand side by side, which git could not merge, are both there; comments and style stay."""
    file = f"{HOME}/diary.yaml"
    before = two.mine.text(file)
    both_record(two, ("referral.acknowledged", "2025-01-14"), ("referral.chair_briefed", "2025-01-15"))
    two.mine.put("README.md", "mine\n")
    said = two.mine.does("save").out
    assert "Somebody else has saved in the meantime." in said
    assert f"Brought in what others saved: {CASE} (1 file)." in said and said.endswith("Pushed.\n")
    merged = two.mine.text(file)
    assert "acknowledged: 2025-01-14" in merged and "chair_briefed: 2025-01-15" in merged
    assert [line for line in merged.splitlines() if line.startswith("#")] == [
        line for line in before.splitlines() if line.startswith("#")
    ]
    settled(two)
    assert len(two.mine.git("log", "-1", "--format=%P").split()) == 2
    assert two.theirs.does("save").out.startswith(
        "Nothing was edited by hand since the last save.\nBrought in what others"
    )
    assert two.theirs.files() == two.mine.files()


def test_notes_of_both_in_order(two: Two) -> None:
    """Both wrote at the end of the log: both lines are there, by date."""
    two.theirs.does("note", CASE, "Theirs, the earlier.", "--on", "2025-02-03")
    two.theirs.does("save")
    two.mine.does("note", CASE, "Mine, the later.", "--on", "2025-02-05")
    assert two.mine.does("save").out.endswith("Pushed.\n")
    log = two.mine.text(f"{HOME}/log.yaml")
    assert log.index("Theirs, the earlier.") < log.index("Mine, the later.")
    settled(two)


def test_one_agency_from_two_sides(two: Two) -> None:
    """Both worked on one agency's line of returns.yaml."""
    for house in (two.theirs, two.mine):
        house.does("record", CASE, "returns[greater-manchester-police].information.requested", "2025-01-14")
    two.theirs.does("record", CASE, "returns[greater-manchester-police].information.returned", "2025-01-20")
    two.theirs.does("save")
    two.mine.does("record", CASE, "returns[greater-manchester-police].information.due", "2025-01-21")
    assert two.mine.does("save").out.endswith("Pushed.\n")
    returns = two.mine.text(f"{HOME}/returns.yaml")
    assert all(day in returns for day in ("2025-01-14", "2025-01-20", "2025-01-21"))
    settled(two)


def clash(two: Two) -> None:
    both_record(two, ("screening.held", "2025-01-28"), ("screening.held", "2025-01-29"))


def test_one_date_with_two_values_is_asked_about(two: Two) -> None:
    """Nobody sits there: everything stays as it was, the two values are shown, and how to answer is said."""
    clash(two)
    before, commit = two.mine.files(), two.mine.git("rev-parse", "HEAD")
    done = two.mine.tries("save")
    assert done.code == 0
    assert f"Both changed {CASE}, screening.held ({HOME}/diary.yaml):" in done.out
    assert "mine    Tuesday 28 January 2025 · saved by Mine on " in done.out
    assert "theirs  Wednesday 29 January 2025 · saved by Theirs on " in done.out
    assert "Saved on this computer, but not pushed:\n  1 thing is to be decided" in done.out
    assert "reviewctl save --keep mine screening.held" in done.out
    assert two.mine.files() == before and two.mine.git("rev-parse", "HEAD") == commit
    assert two.mine.unsaved() == ""


def test_mine_or_theirs_on_the_command_line(two: Two) -> None:
    """An answer to an address holds for that address, and the rest is merged."""
    clash(two)
    two.theirs.does("note", CASE, "Something else.", "--on", "2025-02-03")
    two.theirs.does("save")
    said = two.mine.does("save", "--keep", "theirs", "screening.held").out
    assert said.endswith("Pushed.\n")
    assert "held: 2025-01-29" in two.mine.text(f"{HOME}/diary.yaml")
    assert "Something else." in two.mine.text(f"{HOME}/log.yaml")
    settled(two)


def test_mine_with_the_case_before_it(two: Two) -> None:
    """An address may be said with its case, too; a wrong one is refused and merges nothing."""
    clash(two)
    two.mine.tries("save")
    commit = two.mine.git("rev-parse", "HEAD")
    done = two.mine.tries("save", "--keep", "mine", "screening.hold")
    assert done.code == 2 and "screening.hold is not among what is to be decided" in done.err
    assert two.mine.git("rev-parse", "HEAD") == commit
    said = two.mine.does("save", "--keep", "mine", f"{CASE}:screening.held").out
    assert "0 files" not in said and "yours is as it was" in said
    assert "held: 2025-01-28" in two.mine.text(f"{HOME}/diary.yaml")
    settled(two)


def test_a_person_at_the_terminal_is_asked(two: Two, typing) -> None:
    """The question is put, the answer holds, and nothing is left to type."""
    clash(two)
    asked = typing("theirs")
    said = two.mine.does("save").out
    assert asked == ["  Which holds? Mine is what this computer has."] and said.endswith("Pushed.\n")
    assert "held: 2025-01-29" in two.mine.text(f"{HOME}/diary.yaml")


def test_a_person_may_put_it_off(two: Two, typing) -> None:
    """`later` leaves everything as it was."""
    clash(two)
    before = two.mine.files()
    typing("later")
    assert "to be decided" in two.mine.does("save").out
    assert two.mine.files() == before


def test_bring_in_alone(two: Two) -> None:
    """Theirs comes in, mine is not sent; where something must be decided it ends with 2 and says what."""
    two.theirs.does("note", CASE, "Theirs.", "--on", "2025-02-03")
    two.theirs.does("save")
    there = tip(two)
    assert two.mine.does("save", "--bring-in").out.startswith("Brought in what others saved")
    assert "Theirs." in two.mine.text(f"{HOME}/log.yaml")
    assert two.mine.does("save", "--bring-in").out == "Nobody else has saved anything since.\n"
    assert tip(two) == there
    clash(two)
    done = two.mine.tries("save", "--bring-in")
    assert (
        done.code == 2 and "1 thing is to be decided" in done.err and "--keep mine screening.held" in done.err
    )
    assert "screening.held" in done.out


def test_what_is_typed_and_not_saved_is_not_written_over(two: Two) -> None:
    """--bring-in with work in a file that others changed, too: that work stays, and it is said."""
    two.theirs.does("note", CASE, "Theirs.", "--on", "2025-02-03")
    two.theirs.does("save")
    two.mine.put(f"{HOME}/log.yaml", "notes:\n  - on: 2025-02-01\n    text: not saved\n")
    before = two.mine.files()
    done = two.mine.tries("save", "--bring-in")
    assert done.code == 3 and "Save what you changed first" in done.err
    assert two.mine.files() == before
    assert two.mine.does("save").out.endswith("Pushed.\n")
    assert all(words in two.mine.text(f"{HOME}/log.yaml") for words in ("not saved", "Theirs."))


def test_work_that_commands_recorded_is_sent(two: Two) -> None:
    """With nothing edited by hand, save sends what commands have committed, and says nothing where all is there."""
    two.mine.does("note", CASE, "By command.", "--on", "2025-02-03")
    assert two.mine.does("save").out.endswith("Pushed.\n")
    settled(two)
    assert "Pushed" not in two.mine.does("save").out


def test_a_text_is_merged_by_section(two: Two) -> None:
    """Each wrote in another part of the referral; where both wrote in one, that part is asked about."""
    file = f"{HOME}/referral.md"
    start = two.mine.text(file)
    for house in two[:2]:
        house.put(file, start + "\n## Concern\n\nOne.\n\n## Background\n\nTwo.\n")
    two.theirs.does("save")
    two.mine.does("save")
    two.theirs.does("save")
    text = two.mine.text(file)
    two.theirs.put(file, text.replace("Two.", "Two, as they put it."))
    two.theirs.does("save")
    two.mine.put(file, text.replace("One.", "One, as I put it."))
    assert two.mine.does("save").out.endswith("Pushed.\n")
    assert "One, as I put it." in two.mine.text(file) and "Two, as they put it." in two.mine.text(file)
    two.theirs.does("save")
    text = two.mine.text(file)
    two.theirs.put(file, text.replace("One, as I put it.", "One, otherwise."))
    two.theirs.does("save")
    two.mine.put(file, text.replace("One, as I put it.", "One, and more."))
    said = two.mine.does("save").out
    assert "referral.text[concern]" in said and "among them: One, otherwise." in said
    assert "<<<<" not in two.mine.text(file)
    two.mine.does("save", "--keep", "theirs", "referral.text[concern]")
    assert "One, otherwise." in two.mine.text(file) and "Two, as they put it." in two.mine.text(file)
    settled(two)


def test_a_file_that_one_deleted_and_the_other_changed(two: Two) -> None:
    """The file itself is asked about, by its path."""
    (two.theirs.root / HOME / "family.yaml").unlink()
    two.theirs.does("save")
    two.mine.put(
        f"{HOME}/family.yaml", two.mine.text(f"{HOME}/family.yaml") + "mother:\n  relationship: mother\n"
    )
    said = two.mine.does("save").out
    assert f"{HOME}/family.yaml" in said and "taken away" in said
    two.mine.does("save", "--keep", "theirs", f"{HOME}/family.yaml")
    assert not (two.mine.root / HOME / "family.yaml").exists()
    settled(two)


def test_a_statement_is_never_merged(two: Two) -> None:
    """Two statements lie in two files; one file with two contents is refused, whoever is asked."""
    for house, word in ((two.theirs, "one"), (two.mine, "two")):
        house.put(f"{HOME}/signoff/tor/01-chair.json", f'{{"x":"{word}"}}\n')
        house.git("add", "-A")
        house.git("commit", "-qm", "by hand")
    two.theirs.git("push", "-q")
    before = two.mine.files()
    done = two.mine.tries("save", "--bring-in")
    assert done.code == 2 and "a statement never changes" in done.err
    assert two.mine.files() == before


def test_what_lies_beside_the_register_is_not_ours_to_decide(two: Two) -> None:
    """A file outside the register that git cannot merge stops it, with a sentence; one that git can comes in."""
    inner = House(two.mine.root / "inner"), House(two.theirs.root / "inner")
    for house in two[:2]:
        house.put("notes.txt", "a\n\nb\n\nc\n")
    for house, word in ((two.theirs, "one"), (two.mine, "two")):
        (house.root / "inner").mkdir()
        house.git("mv", "board.yaml", "cases", "diary.yaml", "meetings", "inner")
        house.put("notes.txt", f"{word}\n")
        house.git("add", "-A")
        house.git("commit", "-qm", "by hand")
    two.theirs.git("push", "-q")
    done = inner[0].tries("save", "--bring-in")
    assert done.code == 2 and "notes.txt is not part of the register" in done.err


def test_somebody_who_is_faster_three_times(two: Two, monkeypatch) -> None:
    """It is tried three times; then it is said that theirs comes first."""
    from reviewctl.vcs.push import Pushed
    from reviewctl.work import saving

    rejected = Pushed("rejected", "Saved on this computer, but not pushed: somebody else")
    monkeypatch.setattr(saving, "push", lambda repo: rejected)
    two.mine.put("README.md", "mine\n")
    said = two.mine.does("save").out
    assert said.count("Somebody else has saved in the meantime.") == 3
    assert said.endswith("somebody else\n")


def test_somebody_is_faster_again(two: Two, monkeypatch) -> None:
    """An answer that held the first time is no mistake the second time."""
    from reviewctl.vcs.push import Pushed
    from reviewctl.work import saving

    clash(two)
    real, told = saving.push, []

    def push(repo):
        if not told:
            told.append(1)
            return Pushed("rejected", "")
        if len(told) == 1:
            told.append(2)
            two.theirs.does("note", CASE, "In between.", "--on", "2025-02-03")
            two.theirs.does("save")
        return real(repo)

    monkeypatch.setattr(saving, "push", push)
    two.mine.put("README.md", "mine\n")
    said = two.mine.does("save", "--keep", "mine", "screening.held").out
    assert said.count("Somebody else has saved") == 2 and said.endswith("Pushed.\n")
    assert "held: 2025-01-28" in two.mine.text(f"{HOME}/diary.yaml")
    assert "In between." in two.mine.text(f"{HOME}/log.yaml")
    settled(two)


def test_an_answer_that_nobody_asked_for(two: Two) -> None:
    """Where nothing was to be decided, that is said, and all is saved."""
    two.mine.put("README.md", "mine\n")
    said = two.mine.does("save", "--keep", "mine", "screening.held").out
    assert said.endswith("Pushed.\nNothing had to be decided, so --keep was not needed.\n")


def test_a_register_that_was_copied(two: Two) -> None:
    """In a copy of the folder all files look touched; that is no reason to refuse what others saved."""
    import os

    two.theirs.does("note", CASE, "Theirs.", "--on", "2025-02-03")
    two.theirs.does("record", CASE, "screening.held", "2025-01-28")
    two.theirs.does("save")
    for path in two.mine.files():
        os.utime(two.mine.root / path, (1, 1))
    assert "Brought in what others saved" in two.mine.does("save").out
    assert two.mine.unsaved() == ""


def test_the_same_address_in_two_cases(two: Two) -> None:
    """The question says in which case, and so does the answer."""
    two.mine.does("new", "sar", "--received", "2025-02-03")
    two.mine.does("save")
    two.theirs.does("save")
    for case in (CASE, "SAR-2025-002"):
        two.theirs.does("record", case, "screening.held", "2025-02-10")
        two.mine.does("record", case, "screening.held", "2025-02-11")
    two.theirs.does("save")
    said = two.mine.does("save").out
    assert f"--keep mine {CASE}:screening.held --keep mine SAR-2025-002:screening.held" in said
    done = two.mine.tries("save", "--keep", "mine", "screening.held")
    assert done.code == 2 and "is asked about in 2 places" in done.err
    answers = ("--keep", "mine", f"{CASE}:screening.held", "--keep", "theirs", "SAR-2025-002:screening.held")
    two.mine.does("save", *answers)
    assert "held: 2025-02-11" in two.mine.text(f"{HOME}/diary.yaml")
    assert "held: 2025-02-10" in two.mine.text("cases/SAR-2025-002/diary.yaml")
    settled(two)
