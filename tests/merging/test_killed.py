"""Bringing in, killed at any moment: what stands is the old or the new, and the next save goes on to the end."""

from pathlib import Path
from typing import Any

import pytest

from reviewctl.vcs import repository
from tests.merging.conftest import Two
from tests.merging.test_two_people import CASE, HOME, settled, tip

MARK = ".git/reviewctl/bringing-in"


class Killed(BaseException):
    """The process is gone: nothing behind this runs."""


def both_worked(two: Two) -> None:
    """Theirs is sent; mine is saved here: a date, a note, a new file and one that is gone."""
    two.theirs.does("note", CASE, "Theirs.", "--on", "2025-02-03")
    two.theirs.does("record", CASE, "screening.held", "2025-01-29")
    two.theirs.does("add", CASE, "screening")
    (two.theirs.root / HOME / "README.md").unlink(missing_ok=True)
    two.theirs.does("save")
    two.mine.does("note", CASE, "Mine.", "--on", "2025-02-05")


def killed_at(monkeypatch: pytest.MonkeyPatch, number: int) -> list[str]:
    """Kill where that run of git would begin; return the list of those that ran, which grows."""
    real, ran = repository.run, []

    def run(subcommand: str, *options: str, **more: Any) -> Any:
        if len(ran) == number:
            raise Killed
        ran.append(subcommand)
        return real(subcommand, *options, **more)

    monkeypatch.setattr(repository, "run", run)
    return ran


def test_old_or_new_wherever_it_is_killed(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between any two runs of git it may end; nothing is lost, and nothing is there by half."""
    both_worked(two)
    start, old = two.mine.git("rev-parse", "HEAD").strip(), two.mine.files()
    with monkeypatch.context() as patch:
        told = killed_at(patch, -1)
        two.mine.does("save", "--bring-in")
    new, end = two.mine.files(), two.mine.git("rev-parse", "HEAD").strip()
    assert {"commit-tree", "read-tree", "update-ref"} <= {*told} and new != old
    first = told.index("fetch")
    for number in (first, *range(told.index("write-tree"), len(told))):
        two.mine.git("reset", "-q", "--hard", start)
        two.mine.git("clean", "-qfd")
        with monkeypatch.context() as patch:
            killed_at(patch, number)
            with pytest.raises(Killed):
                two.mine.tries("save", "--bring-in")
        assert two.mine.files() in (old, new), told[number]
        assert (two.mine.root / MARK).exists() or two.mine.unsaved() == "", told[number]
        two.mine.does("save", "--bring-in")
        assert two.mine.files() == new and two.mine.unsaved() == "", told[number]
    two.mine.git("reset", "-q", "--hard", start)
    two.mine.put(MARK, f"{start} {end}\n")
    assert two.mine.tries("note", CASE, "x").code == 3
    assert "broken off" in two.mine.tries("doctor").out
    assert two.mine.does("save").out.endswith("Pushed.\n")
    settled(two)


def test_half_of_the_files_written(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut while git writes the files: some are new, the index is old; the next save writes the rest."""
    both_worked(two)
    start, old = two.mine.git("rev-parse", "HEAD").strip(), two.mine.files()
    two.mine.does("save", "--bring-in")
    new, end = two.mine.files(), two.mine.git("rev-parse", "HEAD").strip()
    changed = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    for half in (changed[:1], changed[1:], changed):
        two.mine.git("reset", "-q", "--hard", start)
        for path in half:
            two.mine.put(path, new[path]) if path in new else (two.mine.root / path).unlink()
        two.mine.put(MARK, f"{start} {end}\n")
        said = two.mine.does("save").out
        assert said.startswith("What others saved is here now: bringing it in had been broken off.\n")
        assert two.mine.files() == new and two.mine.unsaved() == ""
    assert tip(two) == end


def test_a_file_changed_after_it_was_broken_off_is_not_written_over(two: Two) -> None:
    """Whoever edited in between keeps what they typed, and is told."""
    both_worked(two)
    start = two.mine.git("rev-parse", "HEAD").strip()
    two.mine.does("save", "--bring-in")
    end = two.mine.git("rev-parse", "HEAD").strip()
    two.mine.git("reset", "-q", "--hard", start)
    two.mine.put(f"{HOME}/log.yaml", "notes: # typed since\n")
    two.mine.put(MARK, f"{start} {end}\n")
    done = two.mine.tries("save")
    assert done.code == 3 and f"{HOME}/log.yaml was changed since" in done.err
    assert two.mine.text(f"{HOME}/log.yaml") == "notes: # typed since\n"


@pytest.mark.parametrize("text", ["", "x y\n", "0123\n", f"{'0' * 40} {'1' * 40}\n"])
def test_a_mark_that_says_nothing(two: Two, text: str) -> None:
    """Killed before the mark was on the disk, nothing had begun; and one that names no commits is nobody's."""
    two.mine.put(MARK, text)
    assert two.mine.does("save").out.startswith("Nothing was edited by hand since the last save.\n")
    assert not (two.mine.root / MARK).exists()


def test_a_mark_that_leads_elsewhere(two: Two, tmp_path: Path) -> None:
    """A link in the place of the mark, in a folder that came from elsewhere, is neither read nor written through."""
    both_worked(two)
    away = tmp_path / "away"
    away.write_text("mine\n")
    (two.mine.root / MARK).symlink_to(away)
    two.mine.does("save")
    assert away.read_text() == "mine\n"
    settled(two)
