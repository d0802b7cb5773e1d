"""`changes`: ranges, days, cases and formats, and the register at the two ends of a range."""

import json
import shutil
from pathlib import Path

import pytest

from tests.commands import House, reviewctl
from tests.unit.changes.conftest import DAY, HOME, edited, saved, sentences

LOG = f"{HOME}/log.yaml"
NOTE = ("notes:\n", "notes:\n  - {on: 2026-06-05, text: x}\n")
OTHER = ("notes:\n", "notes:\n  - {on: 2026-06-06, text: y}\n")


def test_alone_it_says_what_is_not_saved_yet(whole: House) -> None:
    """Nothing after a save; then what was edited, whether or not git knows the file."""
    said = whole.does("changes", *DAY).out
    assert said.startswith("What is not saved yet") and said.endswith("\nNothing.\n")
    edited(whole, LOG, NOTE)
    whole.put(f"{HOME}/chronology/gm-icb.yaml", "agency: gm-icb\nempty_because: none was asked for\n")
    found = sentences(whole)
    assert "1 note in the log added (the last of 5 June 2026)" in found
    assert any(
        one.startswith("chronology of NHS Greater Manchester Integrated Care Board: brought in")
        for one in found
    )


def test_a_range_is_between_two_commits(whole: House) -> None:
    """Two ends, one end, branches and three dots; what is not saved has no part in it."""
    first = whole.git("rev-parse", "HEAD").strip()
    edited(whole, LOG, NOTE)
    second = saved(whole)
    edited(whole, f"{HOME}/decision.md", ("mandate: s44-1-3", "mandate: s44-4"))
    note = "1 note in the log added (the last of 5 June 2026)"
    for words in (f"{first}..{second}", f"{first}..", first, f"{first[:8]}..main", "HEAD~1", "HEAD~1...HEAD"):
        assert sentences(whole, words) == [note], words
    assert sentences(whole, "HEAD..HEAD~1") == [note.replace("added (the last of 5 June 2026)", "taken out")]
    assert sentences(whole, "HEAD..HEAD") == []


def test_three_dots_begin_where_the_branches_parted(whole: House) -> None:
    """What came onto the base meanwhile is no part of a pull request."""
    whole.git("checkout", "-q", "-b", "work")
    edited(whole, LOG, NOTE)
    saved(whole)
    whole.git("checkout", "-q", "main")
    edited(whole, f"{HOME}/decision.md", ("mandate: s44-1-3", "mandate: s44-4"))
    saved(whole)
    assert len(sentences(whole, "main..work")) == 2
    assert sentences(whole, "main...work") == ["1 note in the log added (the last of 5 June 2026)"]


def test_a_day_begins_where_the_day_before_ended(whole: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """--since is the page for the next Executive: what was recorded from the beginning of that day on."""
    for day, pair in (("2026-06-29T22:30:00+00:00", NOTE), ("2026-06-30T23:30:00+00:00", OTHER)):
        monkeypatch.setenv("GIT_AUTHOR_DATE", day)
        monkeypatch.setenv("GIT_COMMITTER_DATE", day)
        edited(whole, LOG, pair) if pair is NOTE else edited(
            whole,
            LOG,
            (
                "  - {on: 2026-06-05, text: x}\n",
                "  - {on: 2026-06-05, text: x}\n  - {on: 2026-06-06, text: y}\n",
            ),
        )
        whole.git("add", "-A")
        if pair is NOTE:
            whole.git("commit", "-q", "--amend", "--reset-author", "-m", "first")
        else:
            whole.git("commit", "-q", "-m", "second")
    assert sentences(whole, "--since", "2026-07-01") == ["1 note in the log added (the last of 6 June 2026)"]
    assert sentences(whole, "--since", "2/7/2026") == []
    assert any(one.startswith("a new review") for one in sentences(whole, "--since", "2026-06-29"))
    assert "since Wednesday 1 July 2026" in whole.does("changes", "--since", "2026-07-01", *DAY).out


def test_it_is_narrowed_to_cases(whole: House) -> None:
    """By an id, short or whole, by standing in it, and by the word for the register itself."""
    edited(whole, LOG, NOTE)
    edited(whole, "log.yaml", OTHER)
    note, own = (
        "1 note in the log added (the last of 5 June 2026)",
        "1 note in the log added (the last of 6 June 2026)",
    )
    assert sentences(whole) == [note, own]
    assert sentences(whole, "SAR-2026-001") == sentences(whole, "2026-001") == [note]
    assert sentences(whole, "board") == [own]
    assert sentences(whole, "HEAD", "SAR-2026-001") == []
    there = reviewctl(whole.root / HOME, "changes", *DAY, "--format", "json")
    assert [one["case"] for one in json.loads(there.out)["cases"]] == ["SAR-2026-001"]
    assert json.loads(there.out)["register"] == []


def test_reviews_that_came_and_went_and_are_called_otherwise(whole: House) -> None:
    """A folder that is gone is said in one sentence; one under another id is no new review."""
    home = whole.root / "cases"
    shutil.copytree(home / "SAR-2026-001", home / "SAR-2026-003")
    edited(whole, "cases/SAR-2026-003/case.yaml", ("id: SAR-2026-001", "id: SAR-2026-003"))
    (home / "SAR-2026-001").rename(home / "SAR-2026-002")
    edited(whole, "cases/SAR-2026-002/case.yaml", ("id: SAR-2026-001", "id: SAR-2026-002"))
    saved(whole)
    told = json.loads(whole.does("changes", "HEAD~1..HEAD", *DAY, "--format", "json").out)
    kinds = {one["case"]: (one["what"], one["was"]) for one in told["cases"]}
    assert sorted(kinds.values(), key=str) == [("new", None), ("renamed", "SAR-2026-001")]
    shutil.rmtree(home / "SAR-2026-002")
    saved(whole)
    assert sentences(whole, "HEAD~1..HEAD") == ["the review is gone from the register, with its 24 files"]
    assert sentences(whole, "HEAD~1..HEAD", "SAR-2026-002") != []


def test_only_what_differs_is_read(whole: House) -> None:
    """A review that is the same at both ends is not looked at, whatever is wrong with it."""
    home = whole.root / "cases"
    shutil.copytree(home / "SAR-2026-001", home / "SAR-2026-002")
    whole.put("cases/SAR-2026-002/diary.yaml", "a: [\n")
    saved(whole)
    edited(whole, LOG, NOTE)
    saved(whole)
    assert sentences(whole, "HEAD~1..HEAD") == ["1 note in the log added (the last of 5 June 2026)"]


def test_what_programs_get_is_whole(whole: House) -> None:
    """JSON has the keys that were promised, and csv a row for each change."""
    edited(whole, f"{HOME}/action-plan.yaml", ("due: 2026-10-30", "due: 2026-12-18"))
    told = json.loads(whole.does("changes", *DAY, "--format", "json").out)
    assert told["schema"] == "reviewctl/changes/1"
    assert set(told) >= {"schema", "as_of", "base", "head", "cases", "register"}
    assert told["base"] == whole.git("rev-parse", "HEAD").strip() and told["head"] is None
    (change,) = told["cases"][0]["changes"]
    assert change == {
        "address": "actions[1].due",
        "kind": "action",
        "before": "2026-10-30",
        "after": "2026-12-18",
        "words": "action 1: due 30 October → 18 December 2026, changed in the plan itself",
    }
    rows = whole.does("changes", *DAY, "--format", "csv").out.splitlines()
    assert rows[0] == "case,what,kind,address,before,after,words" and len(rows) == 2


def test_a_pull_request_reads_it_as_markdown(whole: House) -> None:
    """A heading for each review, and a point for each change."""
    edited(whole, LOG, NOTE)
    said = whole.does("changes", *DAY, "--format", "markdown").out
    assert "## SAR-2026-001 · Adult " in said
    assert "\n- 1 note in the log added (the last of 5 June 2026)\n" in said


def test_many_due_dates_that_move_stand_in_a_table(whole: House) -> None:
    """One sentence cannot hold them; a table does, in text and in Markdown."""
    edited(whole, f"{HOME}/diary.yaml", ("  received: 2026-01-12", "  received: 2026-02-12"))
    for name in ("sar", "board"):
        assert name
    said = whole.does("changes", "SAR-2026-001", *DAY).out
    assert "date corrected, 12 January → 12 February 2026" in said


def test_it_fits_a_narrow_window(whole: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is longer than the window is wide."""
    monkeypatch.setenv("COLUMNS", "80")
    edited(whole, f"{HOME}/decision.md", ("mandate: s44-1-3", "mandate: s44-4"))
    shutil.copytree(whole.root / HOME, whole.root / "cases/SAR-2026-009")
    assert max(map(len, whole.does("changes", *DAY).out.splitlines())) <= 80


@pytest.mark.parametrize(
    "word", ["--output=stolen..HEAD", "nothing..HEAD", "HEAD..--upload-pack=x", "no-such", "HEAD^{tree}.."]
)
def test_what_names_no_commit_is_refused(whole: House, word: str) -> None:
    """A word of the user's is never an option of git's: nothing is written, and the exit code is 2."""
    done = whole.tries("changes", "--", word)
    assert done.code == 2 and "no commit of that name" in done.err
    assert not (whole.root / "stolen").exists()


def test_a_range_and_a_day_are_not_given_together(whole: House) -> None:
    """Either says what is looked at."""
    assert "not both" in whole.refuses("changes", "HEAD~0..HEAD", "--since", "2026-07-01")


def test_without_git_it_says_so(tmp_path: Path, at_home: Path, whole: House) -> None:
    """There is no history without git: exit code 3, and what to do."""
    bare = House(Path(shutil.copytree(whole.root, tmp_path / "bare", ignore=shutil.ignore_patterns(".git"))))
    done = bare.tries("changes")
    assert done.code == 3 and "git init" in done.err


def test_a_shallow_clone_is_refused_where_history_is_needed(whole: House, tmp_path: Path) -> None:
    """With only the latest part here, a day or a common beginning would be a false one."""
    edited(whole, LOG, NOTE)
    saved(whole)
    whole.git("clone", "-q", "--depth=1", f"file://{whole.root}", str(tmp_path / "shallow"))
    shallow = House(tmp_path / "shallow")
    for words in (("--since", "2026-07-01"), ("HEAD...HEAD",)):
        done = shallow.tries("changes", *words)
        assert done.code == 3 and "unshallow" in done.err


def test_before_the_first_commit_everything_is_new(tmp_path: Path, at_home: Path, whole: House) -> None:
    """A register that was never saved is all new."""
    shutil.rmtree(whole.root / ".git")
    whole.git("init", "-q", "-b", "main")
    assert any(one.startswith("a new review") for one in sentences(whole))


def test_a_register_below_its_repository_is_found(tmp_path: Path, at_home: Path, whole: House) -> None:
    """The register may lie in a folder of a larger repository, also where it lay elsewhere before."""
    shutil.rmtree(whole.root / ".git")
    house = House(tmp_path / "repository")
    (tmp_path / "repository").mkdir()
    house.git("init", "-q", "-b", "main")
    shutil.move(whole.root, tmp_path / "repository" / "old")
    saved(house)
    shutil.move(house.root / "old", house.root / "new")
    below = House(house.root / "new")
    edited(below, LOG, NOTE)
    saved(house)
    assert sentences(below, "HEAD~1..HEAD") == ["1 note in the log added (the last of 5 June 2026)"]
    edited(below, "log.yaml", OTHER)
    assert sentences(below) == ["1 note in the log added (the last of 6 June 2026)"]


def test_names_and_policies_of_the_register(whole: House) -> None:
    """A pack of the Board's own is said value by value; a file whose name may be a person's bears none."""
    whole.put("policy/local/pack.yaml", "format: 1\ntitle: Ours\nextends: stockport-2021\n")
    whole.put(
        "policy/local/sar.yaml",
        "type: sar\nsteps:\n  - {id: screening-meeting, within: 20 working days, cites: P§11}\n",
    )
    whole.put("Susan Smith.txt", "x")
    found = sentences(whole)
    assert "policy local: added to the register" in found
    assert "1 file with no place in a register came, went or changed (names not shown)" in found
    saved(whole)
    edited(whole, "policy/local/sar.yaml", ("20 working days", "25 working days"))
    assert sentences(whole) == [
        "policy local, sar, steps screening-meeting: within 20 working days → 25 working days"
    ]


def test_a_case_folder_alone_has_its_changes(tmp_path: Path, at_home: Path, whole: House) -> None:
    """A case folder with no register above it is a register of one."""
    folder = Path(shutil.copytree(whole.root / HOME, tmp_path / "SAR-2026-001"))
    house = House(folder)
    house.git("init", "-q", "-b", "main")
    saved(house)
    edited(house, "log.yaml", NOTE)
    assert sentences(house) == ["1 note in the log added (the last of 5 June 2026)"]
    saved(house)
    assert sentences(house, "HEAD~1..HEAD") == ["1 note in the log added (the last of 5 June 2026)"]


def test_what_is_not_saved_is_missing_from_the_page_and_said(whole: House) -> None:
    """The page for a meeting goes up to the last commit; what it lacks is said beside it, not in it."""
    edited(whole, LOG, NOTE)
    done = whole.tries("changes", "--since", "2030-01-01", *DAY)
    assert done.code == 0 and "NOT SAVED" in done.err and "NOT SAVED" not in done.out


@pytest.mark.parametrize("words", [(), ("HEAD~1..HEAD",), ("--since", "2026-07-01")])
def test_a_repository_that_would_run_a_program_is_refused(
    whole: House, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Its own settings cannot make any way of asking run something."""
    saved(whole)
    canary = tmp_path / "canary"
    whole.git("config", "filter.x.clean", f"touch {canary}")
    whole.put(".gitattributes", "* filter=x\n")
    done = whole.tries("changes", *words)
    assert done.code == 3 and not canary.exists()
