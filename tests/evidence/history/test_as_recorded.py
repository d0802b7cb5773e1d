"""The register as git had it at the end of a day: a figure that was reported can be had again."""

import json
import os
import shutil
from datetime import date
from typing import Any

import pytest

from reviewctl.model.report import Report
from reviewctl.render.pages.recorded import with_note
from reviewctl.store.register import Register
from reviewctl.vcs.commits import lineage
from reviewctl.vcs.objects import CommitTree
from reviewctl.vcs.repository import require
from reviewctl.work.desk import Desk
from reviewctl.work.recorded import register_at
from tests.commands import House

CASE = "SAR-2025-001"
FIRST, SECOND = "2030-06-30", "2030-07-01"


def shown(house: House, *words: str) -> dict[str, Any]:
    """Return the JSON that a command gives."""
    answer: dict[str, Any] = json.loads(house.does(*words, "--format", "json").out)
    return answer


@pytest.fixture
def kept(case: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A review of which the screening was put right a minute after midnight in London."""
    monkeypatch.setattr("reviewctl.facts.calendar.today", lambda: date(2030, 7, 10))
    for moment, day in ((f"{FIRST}T22:59:00+0000", "2025-01-15"), (f"{FIRST}T23:01:00+0000", "2025-01-17")):
        monkeypatch.setenv("GIT_COMMITTER_DATE", moment)
        monkeypatch.setenv("GIT_AUTHOR_DATE", moment)
        case.does("record", CASE, "referral.acknowledged", day, "--because", "Put right.")
    return case


def acknowledged(house: House, *words: str) -> object:
    """Return the day that `show` has for the acknowledgement."""
    events = shown(house, "show", CASE, *words)["events"]
    return next((one["on"] for one in events if one["event"] == "referral.acknowledged"), None)


def test_the_day_ends_at_midnight_in_london(kept: House) -> None:
    """Not in UTC, and not where the computer stands."""
    assert acknowledged(kept, "--as-recorded-on", FIRST) == "2025-01-15"
    assert acknowledged(kept, "--as-recorded-on", SECOND) == "2025-01-17"


def test_it_is_another_thing_than_as_of(kept: House) -> None:
    """--as-of judges what is written today; both together judge what was written on one day as on another."""
    assert acknowledged(kept, "--as-of", FIRST) == "2025-01-17"
    assert shown(kept, "status", "--as-recorded-on", FIRST)["as_of"] == FIRST
    both = shown(kept, "status", "--as-recorded-on", FIRST, "--as-of", "2025-02-01")
    assert (both["as_of"], both["recorded_on"]) == ("2025-02-01", FIRST)


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("deadlines", CASE),
        ("next",),
        ("show", CASE),
        ("report", "quarterly"),
        ("show", CASE, "diary"),
    ],
    ids=" ".join,
)
def test_every_page_says_so(kept: House, words: tuple[str, ...]) -> None:
    """In words, with the commit; and in the JSON."""
    commit = kept.git("rev-parse", "HEAD~1").strip()
    text = " ".join(kept.does(*words, "--as-recorded-on", FIRST).out.split())
    assert "As the register was recorded in git at the end of Sunday 30 June 2030" in text
    assert commit[:10] in text
    answer = shown(kept, *words, "--as-recorded-on", FIRST)
    assert (answer["recorded_on"], answer["commit"], answer["came_in_later"]) == (FIRST, commit, 0)
    assert "saved" not in kept.does("status", "--as-recorded-on", FIRST).out.lower()


def test_what_is_not_saved_has_no_part_in_it(kept: House) -> None:
    """Neither a value in a file, nor a case that is not committed, nor a broken board."""
    path = f"cases/{CASE}/diary.yaml"
    kept.put(path, kept.text(path).replace("2025-01-17", "2025-01-20"))
    assert acknowledged(kept, "--as-recorded-on", SECOND) == "2025-01-17"
    assert acknowledged(kept) == "2025-01-20"


def test_a_day_before_the_first_and_one_to_come_are_refused(kept: House) -> None:
    """With the first day of the record."""
    first = kept.git("log", "--reverse", "--format=%cs").split()[0]
    said = kept.refuses("status", "--as-recorded-on", "2001-01-01")
    assert "Nothing was recorded here by Monday 1 January 2001." in said
    assert str(date.fromisoformat(first).year) in said
    assert "still to come" in kept.refuses("status", "--as-recorded-on", "2031-01-01")


def test_what_was_merged_later_is_counted(kept: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit of another copy, made by that day and merged after it, is not in the register of that day."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{FIRST}T12:00:00+0000")
    kept.git("switch", "-q", "-c", "elsewhere", "HEAD~1")
    kept.does("note", CASE, "Written elsewhere.")
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{SECOND}T12:00:00+0000")
    kept.git("switch", "-q", "main")
    kept.git("merge", "-q", "--no-ff", "-m", "merged", "elsewhere")
    answer = shown(kept, "status", "--as-recorded-on", FIRST)
    assert answer["came_in_later"] == 1
    assert shown(kept, "status", "--as-recorded-on", SECOND)["came_in_later"] == 0
    text = " ".join(kept.does("status", "--as-recorded-on", FIRST).out.split())
    assert "Nor is 1 commit made by then on a branch or in another copy: merged later." in text


def test_many_reviews_are_shared_between_processes(kept: House) -> None:
    """Each process reads the commit by a git of its own: all reviews come out whole."""
    for number in range(2, 40):
        shutil.copytree(kept.root / f"cases/{CASE}", kept.root / f"cases/SAR-2025-{number:03}")
        path = f"cases/SAR-2025-{number:03}/case.yaml"
        kept.put(path, kept.text(path).replace(CASE, f"SAR-2025-{number:03}"))
    kept.git("add", "-A")
    kept.git("commit", "-q", "-m", "many")
    answer = shown(kept, "status", "--as-recorded-on", "2030-07-02")
    assert [one["id"] for one in answer["cases"]] == [f"SAR-2025-{number:03}" for number in range(1, 40)]
    assert {one["stage"] for one in answer["cases"]} == {"referred"}


def test_the_trees_of_two_processes_are_apart(kept: House) -> None:
    """A process that was forked asks a git of its own, and ends that of its parent neither by reading nor by ending."""
    tree = CommitTree(require(str(kept.root)), "HEAD")
    before = tree.read(f"cases/{CASE}/case.yaml")
    child = os.fork()
    if not child:
        os._exit(0 if tree.read(f"cases/{CASE}/case.yaml") == before else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert tree.read(f"cases/{CASE}/case.yaml") == before
    tree.close()


def test_the_register_at_a_commit_is_read_from_objects(kept: House) -> None:
    """`register_at` gives the register of any revision; one that names none, or holds no register, is refused."""
    desk = Desk(str(kept.root), lambda _: None, lambda _: None)
    with register_at(desk, "HEAD~2") as register:
        assert isinstance(register, Register)
        assert register.folders == (f"cases/{CASE}",)
        case, _ = register.case(f"cases/{CASE}")
        assert case is not None
        assert not (case.diary.get("referral") or {}).get("acknowledged")
    for word in ("nowhere", "--output=x", ""):
        with pytest.raises(Exception, match="no commit of that name"), register_at(desk, word):
            pass
    kept.git("switch", "-q", "--orphan", "empty")
    kept.git("commit", "-q", "--allow-empty", "-m", "nothing")
    kept.git("switch", "-q", "main")
    with pytest.raises(Exception, match="holds no register"), register_at(desk, "empty"):
        pass


def test_a_page_without_a_title_has_the_note_first() -> None:
    """Whatever a page is made of, the note is on it, and whole in its payload."""
    day = date(2026, 6, 30)
    noted = with_note(Report(command="x", payload={"a": 1}), day, "0123456789abcdef", 2)
    assert noted.payload == {"recorded_on": day, "commit": "0123456789abcdef", "came_in_later": 2, "a": 1}
    assert "Nor are 2 commits" in str(noted.blocks[0])


def test_the_nearest_commits_that_bear_on_a_path(kept: House) -> None:
    """What stood at a path in each commit follows from the first one on, merges too."""
    kept.git("switch", "-q", "-c", "side", "HEAD~2")
    kept.does("note", CASE, "On the side.")
    kept.git("switch", "-q", "main")
    kept.git("merge", "-q", "--no-ff", "-m", "merged", "side")
    repo = require(str(kept.root))
    newest = kept.git("rev-parse", "HEAD").strip()
    walk = list(lineage(repo, newest, (f"cases/{CASE}",)))
    files: dict[str, dict[str, str]] = {}
    for one in reversed(walk):
        now = dict(files[one.parents[0]]) if one.parents else {}
        for change in one.files:
            now.pop(change.path, None)
            if change.after is not None:
                now[change.path] = change.after
        files[one.id] = now
    listed = kept.git("ls-tree", "-r", "HEAD", "--", f"cases/{CASE}").splitlines()
    assert files[newest] == {line.split("\t")[1]: line.split()[2] for line in listed}
    assert max(len(one.parents) for one in walk) == 2
