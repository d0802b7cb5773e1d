"""What became of a review and of its values: told from git, whatever the history looks like."""

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.commands import House

ROOT = Path(__file__).parents[3]
CASE = "SAR-2025-001"
ACK = "referral.acknowledged"
PLAN = """recommendations:
actions:
  - id: "1"
    action: write a procedure
    due: 2026-05-01
  - id: "2"
    action: train
    due: 2026-06-01
"""


def told(house: House, *words: str) -> list[dict[str, Any]]:
    """Return the entries of `history`, the newest first."""
    done = house.does("history", *words, "--format", "json")
    answer = json.loads(done.out)
    assert answer["schema"] == "reviewctl/history/1"
    entries: list[dict[str, Any]] = answer["entries"]
    return entries


def values(house: House, *words: str) -> list[object]:
    """Return the values that an item has had, the newest first."""
    return [change["after"] for one in told(house, *words) for change in one["changes"]]


def commit(house: House, message: str = "by hand") -> str:
    """Commit everything as a person would, and return the id."""
    house.git("add", "-A")
    house.git("commit", "-q", "-m", message)
    return house.git("rev-parse", "HEAD").strip()


def set_day(house: House, day: str, line: str = "acknowledged") -> None:
    """Write the day on which the referral was acknowledged into the diary, as a person with an editor would."""
    path = f"cases/{CASE}/diary.yaml"
    lines = house.text(path).splitlines()
    at = next(i for i, one in enumerate(lines) if one.strip().startswith(f"{line}:"))
    lines[at] = f"  {line}: {day}"
    house.put(path, "\n".join(lines) + "\n")


def test_every_value_of_an_event_with_who_when_and_why(case: House) -> None:
    """The newest first: what was recorded, by which command, by whom, in which commit, with the reason given."""
    case.does("record", CASE, ACK, "2025-01-15")
    case.does("record", CASE, ACK, "2025-01-16", "--because", "The letter is dated the 16th.")
    last, first = told(case, CASE, ACK)
    assert [one["after"] for one in last["changes"]] == [
        {"on": "2025-01-16"} if isinstance(last["changes"][0]["after"], dict) else "2025-01-16"
    ]
    assert last["changes"][0]["reason"] == "The letter is dated the 16th."
    assert last["changes"][0]["before"] == first["changes"][0]["after"] == "2025-01-15"
    assert first["changes"][0]["before"] is None
    assert (last["command"], last["author"]) == ("record", "Business Manager")
    assert last["commit"] == case.git("rev-parse", "HEAD").strip()
    text = case.does("history", CASE, ACK).out
    assert "It is now: Thursday 16 January 2025." in text
    assert "reason: The letter is dated the 16th." in text


def test_the_history_of_a_review_says_what_each_commit_did(case: House) -> None:
    """In the review's own words, each commit once, the one that opened the review last."""
    case.does("record", CASE, ACK, "2025-01-15")
    case.does("note", CASE, "Rang the ward.")
    entries = told(case, CASE)
    assert [one["command"] for one in entries] == ["note", "record", "new"]
    assert any("Wednesday 15 January 2025" in words for words in entries[1]["words"])
    assert any(words.startswith("a new review") for words in entries[2]["words"])
    text = case.does("history", CASE).out
    assert "3 commits, the newest first." in text
    assert "Rang the ward" not in text


def test_a_due_date_follows_the_plan_and_what_was_agreed_later(case: House) -> None:
    """The plan's date, then each later one, with the reason that stands in progress.yaml."""
    case.put(f"cases/{CASE}/action-plan.yaml", PLAN)
    commit(case)
    case.put(
        f"cases/{CASE}/progress.yaml",
        '"1":\n  revisions:\n    - due: 2026-08-01\n      reason: The author left.\n      agreed_by: pip\n'
        "      on: 2026-04-20\n",
    )
    commit(case)
    case.put(f"cases/{CASE}/action-plan.yaml", PLAN.replace("write a procedure", "write it down"))
    commit(case)
    last, first = told(case, CASE, "actions[1].due")
    assert [one["changes"][0]["after"] for one in (last, first)] == ["2026-08-01", "2026-05-01"]
    assert last["changes"][0]["reason"] == "The author left."
    assert "Saturday 1 August 2026" in case.does("history", CASE, "actions[1].due").out
    assert values(case, CASE, "actions[2].due") == ["2026-06-01"]


def test_an_event_follows_the_minutes_that_it_comes_from(case: House) -> None:
    """Booked, moved to another day (so that its file has another name), and held: all under one address."""
    case.does("meeting", "add", "screening", "--date", "2025-01-30", "--cases", CASE)
    case.does("meeting", "move", CASE, "screening,1", "--to", "2025-02-03")
    path = next(name for name in case.files() if name.startswith("meetings/2025-02-03"))
    case.put(path, case.text(path).replace("status: planned", "status: held"))
    commit(case)
    assert values(case, CASE, "screening.held") == [
        "2025-02-03",
        {"planned": "2025-02-03"},
        {"planned": "2025-01-30"},
    ]
    item = path.partition("/")[2].removesuffix(".md")
    assert values(case, CASE, f"meetings[{item}].date") == ["2025-02-03", "2025-01-30"]


def test_a_group_an_item_and_a_document_have_the_history_of_all_of_it(case: House) -> None:
    """`returns[...]` with everything below it, `case.lead`, and a document by its name."""
    case.does("record", CASE, "returns[gm-icb].contribution", "imr")
    case.does("record", CASE, "returns[gm-icb].imr.requested", "2025-02-10")
    changed = [one["address"] for each in told(case, CASE, "returns[gm-icb]") for one in each["changes"]]
    assert "returns[gm-icb].imr.requested" in changed
    assert "returns[gm-icb].contribution" in changed
    case.put(f"cases/{CASE}/action-plan.yaml", PLAN)
    commit(case)
    assert {one["address"] for each in told(case, CASE, "actions[2]") for one in each["changes"]} == {
        "actions[2].id",
        "actions[2].action",
        "actions[2].due",
    }
    whole = {one["address"] for each in told(case, CASE, "actions") for one in each["changes"]}
    assert "actions[1].due" in whole
    assert told(case, CASE, "case.type")[0]["changes"][0]["after"] == "sar"


def test_an_address_that_there_is_not_is_refused_as_record_does(case: House) -> None:
    """With the nearest that there is; one that is only blank is not refused."""
    for wrong, meant in (("screening.hld", "screening.held"), ("referal.received", "referral.received")):
        assert meant in case.refuses("history", CASE, wrong)
    assert "sign-off of that name" in case.refuses("history", CASE, "signoff[overview]")
    case.refuses("history", CASE, "screening..held")
    case.refuses("history", CASE, "tor.versio")
    assert "did you mean" in case.refuses("history", "board", "agences")
    assert told(case, CASE, "screening.held") == []
    assert "Nothing was ever recorded at case.lead." in case.does("history", CASE, "case.lead").out
    case.refuses("history", "SAR-2099-001")


def test_the_registers_own_files_have_a_history(case: House) -> None:
    """The agencies, its diary and its minutes; a review's files are not among them."""
    case.does("record", "board", "agencies[gm-icb].name", "The Integrated Care Board")
    names = values(case, "board", "agencies[gm-icb].name")
    assert names[0] == "The Integrated Care Board"
    assert len(names) == 2
    assert {one["command"] for one in told(case, "board")} == {"record", "init"}


def test_what_is_not_saved_yet_comes_first(case: House) -> None:
    """The value that stands in the file, without a commit."""
    set_day(case, "2025-01-15")
    one = told(case, CASE, ACK)[0]
    assert (one["commit"], one["changes"][0]["after"]) == (None, "2025-01-15")
    assert "not saved yet" in case.does("history", CASE).out
    (case.root / f"cases/{CASE}/diary.yaml").unlink()
    case.git("checkout", "-q", "--", ".")
    assert told(case, CASE, ACK) == []


def test_a_file_written_another_way_gives_no_values(case: House) -> None:
    """Reformatted, reordered, with other line ends: nothing that it says is different, so nothing is told."""
    case.does("record", CASE, ACK, "2025-01-15")
    path = f"cases/{CASE}/diary.yaml"
    written = case.text(path)
    groups = [one for one in written.split("\n\n") if one.strip()]
    case.put(path, "\n\n".join(reversed(groups)).replace("2025-01-15", "'2025-01-15'") + "\n")
    commit(case)
    case.put(path, written.replace("\n", "\r\n"))
    commit(case)
    assert values(case, CASE, ACK) == ["2025-01-15"]
    twice = told(case, CASE)[:2]
    assert [(one["changes"], one["silent"]) for one in twice] == [([], {path: "written another way"})] * 2
    assert "nothing that it says is different" in " ".join(case.does("history", CASE).out.split())


def test_a_file_that_was_broken_for_a_while_hides_no_value_and_invents_none(case: House) -> None:
    """The commit in which it could not be read says so; what was there before is not told as new afterwards."""
    case.does("record", CASE, ACK, "2025-01-15")
    path = f"cases/{CASE}/diary.yaml"
    whole = case.text(path)
    case.put(path, whole + "  not: [yaml\n")
    broken = commit(case, "slip")
    case.put(path, whole)
    set_day(case, "2025-01-17")
    mended = commit(case, "mended")
    entries = told(case, CASE, ACK)
    assert [one["commit"] for one in entries][:2] == [mended, broken]
    assert entries[1]["unreadable"] == [path]
    assert entries[1]["changes"] == []
    assert (entries[0]["changes"][0]["before"], entries[0]["changes"][0]["after"]) == (
        "2025-01-15",
        "2025-01-17",
    )
    assert "could not be read there" in case.does("history", CASE, ACK).out


def test_a_value_at_fault_is_neither_gone_nor_new(case: House) -> None:
    """A file of which one value is at fault says the rest; the value that the fault hid is not told twice."""
    path = f"cases/{CASE}/action-plan.yaml"
    case.put(path, PLAN)
    commit(case)
    case.put(path, PLAN.replace("due: 2026-05-01", "due: soon").replace("train", "train all"))
    commit(case)
    case.put(path, PLAN.replace("train", "train all"))
    commit(case)
    assert values(case, CASE, "actions[1]") == ["write a procedure", "2026-05-01", "1"]
    assert values(case, CASE, "actions[2].action") == ["train all", "train"]


def test_a_file_deleted_and_restored(case: House) -> None:
    """Its values went, and came again."""
    case.put(f"cases/{CASE}/action-plan.yaml", PLAN)
    commit(case)
    (case.root / f"cases/{CASE}/action-plan.yaml").unlink()
    commit(case)
    case.put(f"cases/{CASE}/action-plan.yaml", PLAN)
    commit(case)
    assert values(case, CASE, "actions[2].due") == ["2026-06-01", None, "2026-06-01"]
    assert "taken out" in case.does("history", CASE, "actions[2].due").out


def test_what_was_taken_back_is_shown_so(case: House) -> None:
    """An undo, and git's own revert, say what they took back; what they took back says by which commit."""
    case.does("record", CASE, ACK, "2025-01-15")
    case.does("undo")
    undone, recorded = told(case, CASE, ACK)
    assert undone["undoes"] == recorded["commit"]
    assert recorded["undone_by"] == undone["commit"]
    assert undone["changes"][0]["after"] is None
    assert "taken back later" in case.does("history", CASE, ACK).out
    case.git("revert", "--no-edit", "HEAD")
    assert told(case, CASE, ACK)[0]["undoes"] == undone["commit"]


def branch(house: House, name: str, day: str) -> None:
    """Go to a new branch, and there commit another day."""
    house.git("switch", "-q", "-c", name)
    set_day(house, day)
    commit(house, name)


def test_a_merge_of_one_side_adds_nothing(case: House) -> None:
    """What came by a branch is told by the commit of that branch, once."""
    case.does("record", CASE, ACK, "2025-01-15")
    branch(case, "side", "2025-01-16")
    case.git("switch", "-q", "main")
    case.does("note", CASE, "Meanwhile.")
    case.git("merge", "-q", "--no-ff", "-m", "merged", "side")
    assert values(case, CASE, ACK) == ["2025-01-16", "2025-01-15"]
    assert not any(one["merge"] for one in told(case, CASE))


@pytest.mark.parametrize(("kept", "sides"), [("2025-01-16", 2), ("2025-01-17", 2), ("2025-01-20", 2)])
def test_a_merge_of_two_values_says_which_it_kept(case: House, kept: str, sides: int) -> None:
    """The one side's, the other side's, or a third that neither had: it is the merge that settled it."""
    case.does("record", CASE, ACK, "2025-01-15")
    branch(case, "side", "2025-01-16")
    case.git("switch", "-q", "main")
    set_day(case, "2025-01-17")
    commit(case, "main")
    with pytest.raises(Exception, match="merge"):
        case.git("merge", "-q", "side")
    case.git("checkout", "-q", "--ours", "--", ".")
    set_day(case, kept)
    commit(case, "merged")
    merged, *rest = told(case, CASE, ACK)
    assert merged["merge"]
    assert merged["changes"][0]["after"] == kept
    assert sorted(merged["changes"][0]["sides"]) == ["2025-01-16", "2025-01-17"]
    assert sorted(str(one["changes"][0]["after"]) for one in rest) == [
        "2025-01-15",
        "2025-01-16",
        "2025-01-17",
    ]
    whole = told(case, CASE)[0]
    assert [change["after"] for change in whole["changes"]] == [kept]
    assert "two lines of work" in case.does("history", CASE, ACK).out
    assert len(merged["changes"][0]["sides"]) == sides


def test_a_merge_that_throws_one_side_away_says_so(case: House) -> None:
    """A value that one side alone changed, and that the merge does not hold, was not lost in silence."""
    case.does("record", CASE, ACK, "2025-01-15")
    branch(case, "side", "2025-01-16")
    case.git("switch", "-q", "main")
    case.does("note", CASE, "Meanwhile.")
    case.git("merge", "-q", "-s", "ours", "-m", "ours", "side")
    merged = told(case, CASE, ACK)[0]
    assert merged["merge"]
    assert merged["changes"][0]["after"] == "2025-01-15"
    assert merged["changes"][0]["sides"] == ["2025-01-15", "2025-01-16"]


def test_a_merge_with_a_value_of_its_own(case: House) -> None:
    """An evil merge: neither side touched the value."""
    case.does("record", CASE, ACK, "2025-01-15")
    case.git("switch", "-q", "-c", "side")
    case.does("note", CASE, "On the side.")
    case.git("switch", "-q", "main")
    case.does("record", CASE, "screening.invited", "2025-01-20")
    case.git("merge", "-q", "--no-ff", "--no-commit", "side")
    set_day(case, "2025-01-19")
    commit(case, "merged")
    merged, _ = told(case, CASE, ACK)
    assert merged["merge"]
    assert merged["changes"][0]["after"] == "2025-01-19"


def test_a_rebase_keeps_who_and_when(case: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day shown is the one on which it was written; since when it stands in this history is said beside it."""
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-05-04T12:00:00+0100")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-05-06T12:00:00+0100")
    case.does("record", CASE, ACK, "2025-01-15")
    one = told(case, CASE, ACK)[0]
    assert (one["written"][:10], one["recorded_on"]) == ("2026-05-04", "2026-05-06")
    text = case.does("history", CASE, ACK).out
    assert "4 May 2026" in text
    assert "in this history since Wednesday 6 May 2026" in " ".join(text.split())


def test_a_renamed_case_is_followed(case: House) -> None:
    """A review whose id was corrected, by git mv: its values before that are told, and the name it had."""
    case.does("record", CASE, ACK, "2025-01-15")
    new = "SAR-2025-002"
    case.git("mv", f"cases/{CASE}", f"cases/{new}")
    path = f"cases/{new}/case.yaml"
    case.put(path, case.text(path).replace(CASE, new))
    commit(case, "renamed")
    assert values(case, new, ACK) == ["2025-01-15"]
    entries = told(case, new)
    assert [one["command"] for one in entries] == [None, "record", "new"]
    assert entries[0]["was"] == f"cases/{CASE}"
    assert f"until then the folder was cases/{CASE}" in case.does("history", new).out


def test_a_register_that_was_moved_into_a_folder_is_followed(case: House) -> None:
    """With its reviews, its minutes and its own files."""
    case.does("record", CASE, ACK, "2025-01-15")
    case.does("meeting", "add", "screening", "--date", "2025-01-30", "--cases", CASE)
    (case.root / "register").mkdir()
    for name in os.listdir(case.root):
        if name not in (".git", "register"):
            case.git("mv", name, "register")
    commit(case, "moved")
    moved = House(case.root / "register")
    assert values(moved, CASE, ACK) == ["2025-01-15"]
    assert values(moved, CASE, "screening.held") == [{"planned": "2025-01-30"}]
    assert [one["command"] for one in told(moved, CASE)][-1] == "new"
    assert told(moved, "board", "policy")[-1]["command"] == "init"
    day = case.git("log", "-1", "--format=%cs", "HEAD~1").strip()
    assert CASE in moved.does("status", "--as-recorded-on", day).out


def test_only_so_many_or_since_a_day(case: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """--limit, --since, and --as-of, which leaves out what came in after that day."""
    for number, day in enumerate(("2030-03-01", "2030-03-02", "2030-03-03"), start=15):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+0000")
        monkeypatch.setenv("GIT_AUTHOR_DATE", f"{day}T12:00:00+0000")
        set_day(case, f"2025-01-{number}")
        commit(case)
    assert values(case, CASE, ACK, "--limit", "1") == ["2025-01-17"]
    assert values(case, CASE, ACK, "--since", "2030-03-02") == ["2025-01-17", "2025-01-16"]
    assert values(case, CASE, ACK, "--as-of", "2030-03-02") == ["2025-01-16", "2025-01-15"]
    assert "Only the last 1" in case.does("history", CASE, "--limit", "1").out
    assert "Only the last" not in case.does("history", CASE, ACK, "--limit", "3").out


def test_a_sheet_has_a_row_for_each_value(case: House) -> None:
    """csv and markdown say the same as json."""
    case.does("record", CASE, ACK, "2025-01-15")
    head, row = case.does("history", CASE, ACK, "--format", "csv").out.splitlines()
    assert head.split(",")[:4] == ["case", "address", "before", "after"]
    assert row.startswith(f"{CASE},{ACK},,2025-01-15,")
    assert "| Wednesday 15 January 2025 |" in case.does("history", CASE, ACK, "--format", "markdown").out


def test_without_git_or_without_all_of_it_it_cannot_be_told(case: House) -> None:
    """Exit 3 and a way out, for a shallow clone and for a folder without git."""
    case.does("record", CASE, ACK, "2025-01-15")
    shallow = case.root.parent / "shallow"
    case.git("clone", "-q", "--depth", "1", f"file://{case.root}", str(shallow))
    for words in (("history", CASE), ("status", "--as-recorded-on", "today")):
        done = House(shallow).tries(*words)
        assert (done.code, "git fetch --unshallow" in done.err) == (3, True)
    shutil.rmtree(case.root / ".git")
    for words in (("history", CASE), ("status", "--as-recorded-on", "today")):
        done = case.tries(*words)
        assert (done.code, "git repository" in done.err) == (3, True)


def test_a_case_folder_alone_has_a_history(house: House) -> None:
    """A register of one, in a repository of its own."""
    alone = House(house.root.parent / "alone")
    alone.root.mkdir()
    alone.git("init", "-q", "-b", "main")
    alone.does("new", "sar", "--received", "2025-01-13")
    folder = House(next(alone.root.glob("SAR-*")))
    commit(alone)
    folder.does("record", folder.root.name, ACK, "2025-01-15")
    assert values(folder, folder.root.name, ACK) == ["2025-01-15"]
    assert len(told(folder, folder.root.name)) == 2


def test_a_review_that_was_deleted_still_has_its_history(case: House) -> None:
    """Who took it out, and what it was; a review that never was is refused as ever."""
    case.does("record", CASE, ACK, "2025-01-15")
    case.git("rm", "-q", "-r", f"cases/{CASE}")
    gone = commit(case, "gone")
    entries = told(case, CASE)
    assert entries[0]["commit"] == gone
    assert [one["command"] for one in entries] == [None, "record", "new"]
    assert values(case, CASE, ACK) == [None, "2025-01-15"]
    assert "There is no case" in case.refuses("history", "SAR-2025-002")


def test_a_review_that_cannot_be_read_now_has_a_history(case: House) -> None:
    """A slip in case.yaml hides nothing of what was recorded before."""
    case.does("record", CASE, ACK, "2025-01-15")
    path = f"cases/{CASE}/case.yaml"
    case.put(path, case.text(path) + "\n not: [yaml\n")
    first, *rest = told(case, CASE)
    assert (first["commit"], first["unreadable"]) == (None, [path])
    assert [one["command"] for one in rest] == ["record", "new"]
    assert values(case, CASE, ACK) == ["2025-01-15"]


def test_what_is_hostile_in_a_history_is_shown_and_does_nothing(
    case: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author's name with escapes, a file with a name that acts, a blob larger than any document."""
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Eve\x1b[2J\u202egnp")
    case.put(f"cases/{CASE}/\x1b]52;c;x\x07.txt", "x")
    case.put(f"cases/{CASE}/diary.yaml", b"a: " + b"x" * (9 << 20))
    commit(case, "hostile\n\nReviewctl: record \x1b[31m" + "y" * 1_000)
    done = case.tries("history", CASE)
    assert done.code == 0
    assert not any(sign in done.out for sign in ("\x1b", "\x07", "\u202e"))
    assert "a file that is no document of the record changed" in " ".join(done.out.split())
    assert told(case, CASE)[0]["unreadable"] == [f"cases/{CASE}/diary.yaml"]


def test_the_keys_of_the_json_are_those_of_the_page(case: House) -> None:
    """docs/how-to/history.md lists each key that there is, and no other."""
    case.does("record", CASE, ACK, "2025-01-15")
    answer = json.loads(case.does("history", CASE, "--format", "json").out)
    entry = answer["entries"][0]
    given = {*answer, *(f"entries[].{key}" for key in entry)}
    given |= {f"entries[].changes[].{key}" for key in entry["changes"][0]}
    page = (ROOT / "docs/how-to/history.md").read_text("utf-8").partition("## For scripts")[2]
    listed = {
        key
        for row in page.splitlines()
        if row.startswith("| `")
        for key in re.findall(r"`([^`]+)`", row.split("|")[1])
    }
    assert {key.removesuffix("[]") for key in listed} == given - {"schema"}
