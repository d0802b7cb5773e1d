"""The commits as they are told: every odd history, and what lies in between."""

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.commits import (
    Commit,
    commit_on,
    commits,
    first_commit,
    is_ancestor,
    london_midnight,
    merge_base,
    recorded_on,
)


def told(register, *paths: str) -> list[Commit]:
    """Return the commits of what is checked out."""
    return list(commits(register.repo, register.git("rev-parse", "HEAD").strip(), paths))


def at(monkeypatch: pytest.MonkeyPatch, when: str, authored: str = "") -> None:
    """Let the next commits be made at a moment."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", when)
    monkeypatch.setenv("GIT_AUTHOR_DATE", authored or when)


def test_a_commit_is_told_whole(register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who, when, what it says, its trailers, and each file with the blobs before and after."""
    at(monkeypatch, "2026-05-20T23:30:00+0100", "2026-05-19T10:00:00+0100")
    register.write("cases/é.yaml", "a: 1\n")
    register.write("board.yaml", "board: Stockport 2\n")
    own = register.commit_all("SAR-2026-001: record x\n\nReviewctl: record\nReviewctl-Undoes: abc")
    one, first = told(register)
    assert (one.id, one.parents, one.author) == (own, (first.id,), "Business Manager")
    assert one.subject == "SAR-2026-001: record x"
    assert one.trailers == {"Reviewctl": "record", "Reviewctl-Undoes": "abc"}
    assert one.committed == datetime(2026, 5, 20, 22, 30, tzinfo=UTC)
    assert one.authored == datetime(2026, 5, 19, 9, 0, tzinfo=UTC)
    assert recorded_on(one) == date(2026, 5, 20)
    board, accented = one.files
    assert (board.path, accented.path, accented.before) == ("board.yaml", "cases/é.yaml", None)
    with Blobs(register.repo) as blobs:
        assert [blobs.read(str(blob)) for blob in (board.before, board.after, accented.after)] == [
            b"board: Stockport\n",
            b"board: Stockport 2\n",
            b"a: 1\n",
        ]
    assert [change.before for change in first.files] == [None]


def test_a_renamed_file_went_and_came(register) -> None:
    """A rename is two changes with one blob, whatever the user's git would make of it."""
    register.git("config", "--global", "diff.renames", "copies")
    register.git("config", "--global", "log.follow", "true")
    register.git("mv", "board.yaml", "other.yaml")
    register.commit_all("renamed")
    gone, came = told(register)[0].files
    assert (gone.path, gone.after, came.path, came.before) == ("board.yaml", None, "other.yaml", None)
    assert gone.before == came.after


def test_of_a_merge_what_differs_from_all_its_parents(register) -> None:
    """A merge tells the file in which it has a third value, and not those that each side brought."""
    register.write("a.yaml", "a: 1\n")
    register.commit_all("start")
    register.git("switch", "-q", "-c", "side")
    register.write("a.yaml", "a: 2\n")
    register.write("side.yaml")
    side = register.commit_all("side")
    register.git("switch", "-q", "main")
    register.write("a.yaml", "a: 3\n")
    register.write("main.yaml")
    main = register.commit_all("main")
    register.git("merge", "-q", "--no-commit", "side", check=False)
    register.write("a.yaml", "a: 4\n")
    register.commit_all("merged")
    merged = told(register)[0]
    assert merged.parents == (main, side)
    (change,) = merged.files
    assert change.path == "a.yaml"
    with Blobs(register.repo) as blobs:
        had = [blobs.read(str(one)) for one in (change.before, *change.others, change.after)]
    assert had == [b"a: 3\n", b"a: 2\n", b"a: 4\n"]
    assert is_ancestor(register.repo, side, merged.id)
    assert not is_ancestor(register.repo, merged.id, side)
    start = told(register)[-2].id
    assert merge_base(register.repo, main, side) == start


def test_what_a_merge_threw_away_is_told_all_the_same(register) -> None:
    """A side of which the merge kept nothing has its commits among those of its file."""
    register.write("a.yaml", "a: 1\n")
    register.commit_all("start")
    register.git("switch", "-q", "-c", "side")
    register.write("a.yaml", "a: 2\n")
    register.commit_all("side")
    register.git("switch", "-q", "main")
    register.write("b.yaml")
    register.commit_all("main")
    register.git("merge", "-q", "-s", "ours", "-m", "merged", "side")
    assert [one.subject for one in told(register, "a.yaml")] == ["side", "start"]


def test_odd_names_and_messages_are_read(register) -> None:
    """No author, a message in Latin-1 that says it is not, a subject like git's own lines, a name with a line feed."""
    odd = "line\nfeed :100644.yaml"
    register.write(odd, "a: 1\n")
    (register.root / os.fsdecode(b"latin-\xe9.yaml")).write_text("a: 1\n")
    register.git("add", "-A")
    tree = register.git("write-tree").strip()
    parent = register.git("rev-parse", "HEAD").strip()
    raw = (
        f"tree {tree}\nparent {parent}\nauthor  <> 99999999999 -2399\ncommitter \xe9 <x> nonsense\n\n"
        ":000000 100644 0 1 A\n\nsecond \xe9\n\nA: b\nnone"
    ).encode("latin-1")
    words = ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"]
    made = subprocess.run(words, cwd=register.root, input=raw, capture_output=True, check=True)
    one, *_ = commits(register.repo, made.stdout.decode().strip())
    assert one.subject == ":000000 100644 0 1 A"
    assert one.author == ""
    assert {change.path for change in one.files} == {odd, os.fsdecode(b"latin-\xe9.yaml")}
    assert one.committed.year == 1970


def test_an_empty_commit_and_one_without_a_message(register) -> None:
    """Neither is lost, and neither is taken for part of its neighbour."""
    register.git("commit", "-q", "--allow-empty", "-m", "nothing")
    register.git("commit", "-q", "--allow-empty", "--allow-empty-message", "-m", "")
    assert [(one.subject, len(one.files)) for one in told(register)] == [
        ("", 0),
        ("nothing", 0),
        ("first", 1),
    ]


def test_the_last_commit_of_a_day_is_by_london_and_first_parents(
    register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In summer the day ends at 23:00 UTC; a branch that came in later was not here yet."""
    at(monkeypatch, "2030-05-20T22:59:59+0000")
    register.write("a.yaml")
    on_the_day = register.commit_all("on the day")
    register.git("switch", "-q", "-c", "side")
    register.write("side.yaml")
    register.commit_all("on a branch that day")
    at(monkeypatch, "2030-05-20T23:00:00+0000")
    register.git("switch", "-q", "main")
    register.write("b.yaml")
    after = register.commit_all("the day after")
    register.git("merge", "-q", "--no-ff", "-m", "merged", "side")
    assert commit_on(register.repo, date(2030, 5, 20)) == on_the_day
    assert commit_on(register.repo, date(2030, 5, 20), after) == on_the_day
    assert commit_on(register.repo, date(2030, 5, 21)) == register.git("rev-parse", "HEAD").strip()
    assert commit_on(register.repo, date(2001, 1, 1)) is None
    first = first_commit(register.repo)
    assert first is not None
    assert first.subject == "first"


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 1, 5), datetime(2026, 1, 5, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, tzinfo=UTC)),
        (date(2026, 3, 30), datetime(2026, 3, 29, 23, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 24, 23, tzinfo=UTC)),
        (date(2026, 10, 26), datetime(2026, 10, 26, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_midnight_in_london(day: date, utc: datetime) -> None:
    """Also on the days on which the clocks change."""
    assert london_midnight(day) == utc


def test_only_what_was_committed_since_a_day(register, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came later stands, also behind a commit whose clock was wrong."""
    for when, name in (("2030-05-20", "a"), ("2020-01-01", "b"), ("2030-05-22", "c")):
        at(monkeypatch, f"{when}T12:00:00+0000")
        register.write(f"{name}.yaml")
        register.commit_all(name)
    newest = register.git("rev-parse", "HEAD").strip()
    assert [one.subject for one in commits(register.repo, newest, since=date(2030, 5, 20))] == ["c", "a"]


@pytest.mark.parametrize("word", ["--output=x", "HEAD", "", "0" * 39, "-" + "0" * 39])
def test_a_word_of_a_users_is_no_id(register, word: str) -> None:
    """Only full ids go to git, and nothing is written by trying."""
    for call in (
        lambda: list(commits(register.repo, word)),
        lambda: commit_on(register.repo, date(2026, 1, 1), word or "-"),
        lambda: is_ancestor(register.repo, word, word),
        lambda: merge_base(register.repo, word, word),
        lambda: Blobs(register.repo).read(word),
    ):
        with pytest.raises(ValueError, match="full id"):
            call()
    assert not (register.root / "x").exists()


def test_a_damaged_history_is_said(register) -> None:
    """A commit that is not there, and a blob that is not, are faults of the surroundings, with a reason."""
    with pytest.raises(EnvironmentFault, match="git log failed"):
        list(commits(register.repo, "1" * 40))
    with Blobs(register.repo) as blobs:
        for missing in ("1" * 40, register.git("rev-parse", "HEAD").strip()):
            with pytest.raises(EnvironmentFault, match="not all here"):
                blobs.read(missing)
        blob = register.git("rev-parse", "HEAD:board.yaml").strip()
        assert blobs.read(blob) == b"board: Stockport\n"


def test_reading_may_stop_anywhere(register, tmp_path: Path) -> None:
    """Whoever wants only the first commit leaves no git behind."""
    for _ in range(3):
        stream = commits(register.repo, register.git("rev-parse", "HEAD").strip())
        assert next(stream).subject == "first"
        stream.close()
    assert list((register.root / ".git").glob("*.lock")) == []
