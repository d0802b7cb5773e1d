"""What two people saved apart is put together without mixing two things into one, and without losing a word."""

import pytest

from reviewctl.work.merging.files import Versions, fresh_faults, merge_file
from tests.commands import House
from tests.merging.conftest import Two, two
from tests.merging.test_files import never, put

__all__ = ["two"]

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"
NEW = "SAR-2025-002"


def commit_all(house: House) -> None:
    house.git("add", "-A")
    house.git("commit", "-qm", "by hand")


@pytest.mark.parametrize("subjects", [("Adult Q", "Adult R"), (None, None)])
def test_two_reviews_opened_under_one_id_are_not_made_one(two: Two, subjects: tuple[str | None, ...]) -> None:
    """Each opened a review, and both got the next free id: nothing is mixed before a person has said what they are."""
    for house, subject in zip(two[:2], subjects, strict=True):
        house.does("new", "sar", "--received", "2025-02-03", *(("--subject", subject) if subject else ()))
        house.does("note", NEW, f"A note by {house.root.name}.", "--on", "2025-02-04")
    two.theirs.does("save")
    before = two.mine.files()
    said = two.mine.does("save").out
    assert f"Both opened a review {NEW}" in said and "If they are two reviews" in said
    assert f"--keep mine cases/{NEW}/case.yaml" in said
    assert two.mine.files() == before and not two.mine.unsaved()


def test_two_reviews_under_one_id_are_both_kept_when_one_is_moved(two: Two) -> None:
    """What the question says to do works: the one gets another id, and both are there."""
    for house, subject in zip(two[:2], ("Adult Q", "Adult R"), strict=True):
        house.does("new", "sar", "--received", "2025-02-03", "--subject", subject)
    two.theirs.does("save")
    (two.mine.root / f"cases/{NEW}").rename(two.mine.root / "cases/SAR-2025-003")
    text = two.mine.text("cases/SAR-2025-003/case.yaml")
    two.mine.put("cases/SAR-2025-003/case.yaml", text.replace(f"id: {NEW}", "id: SAR-2025-003"))
    assert two.mine.does("save", "--removed").out.endswith("Pushed.\n")
    assert "Adult R" in two.mine.text(f"cases/{NEW}/case.yaml")
    assert "Adult Q" in two.mine.text("cases/SAR-2025-003/case.yaml")


def test_one_review_that_reached_both_on_two_ways(two: Two) -> None:
    """Somebody's commits were picked from another branch: that is one review, and nothing is asked."""
    two.theirs.does("new", "sar", "--received", "2025-02-03")
    two.theirs.git("push", "-q", "origin", "main:aside")
    two.theirs.does("note", NEW, "A note by Theirs.", "--on", "2025-02-04")
    two.theirs.does("save")
    two.mine.put("README.md", "mine\n")
    two.mine.does("save", "--no-push")
    two.mine.git("fetch", "-q", "origin", "aside")
    two.mine.git("cherry-pick", "FETCH_HEAD")
    two.mine.does("note", NEW, "A note by Mine.", "--on", "2025-02-04")
    assert two.mine.does("save").out.endswith("Pushed.\n")
    assert all(f"A note by {one}." in two.mine.text(f"cases/{NEW}/log.yaml") for one in ("Mine", "Theirs"))


def test_one_review_that_both_opened(two: Two) -> None:
    """The answer says that it is one review, and that is all it decides."""
    for house in two[:2]:
        house.does("new", "sar", "--received", "2025-02-03")
        house.does("note", NEW, f"A note by {house.root.name}.", "--on", "2025-02-04")
    two.theirs.does("save")
    said = two.mine.does("save", "--keep", "mine", f"cases/{NEW}/case.yaml").out
    assert said.endswith("Pushed.\n")
    assert all(f"A note by {one}." in two.mine.text(f"cases/{NEW}/log.yaml") for one in ("Mine", "Theirs"))


@pytest.mark.parametrize("mine_is_the_file", [True, False])
def test_a_file_in_the_place_of_a_folder(two: Two, mine_is_the_file: bool) -> None:
    """One has a file where the other has a folder: neither is thrown away unsaid."""
    mine, theirs = ("notes", "notes/a.txt") if mine_is_the_file else ("notes/a.txt", "notes")
    two.theirs.put(theirs, "theirs\n")
    commit_all(two.theirs)
    two.theirs.git("push", "-q")
    two.mine.put(mine, "mine\n")
    commit_all(two.mine)
    before = two.mine.files()
    done = two.mine.tries("save", "--bring-in")
    assert done.code == 2 and "notes is a file here" in done.err.replace("there", "here"), done
    assert two.mine.files() == before and not two.mine.unsaved()


def test_comments_that_the_other_side_wrote_stay() -> None:
    """Beside a line that both changed, at the end of a line and before it: what somebody typed is not dropped."""
    base = "# The diary.\nreferral:\n  received: 2025-01-13\nscreening:\n"
    mine = base.replace("-13\n", "-13\n  acknowledged: 2025-01-14\n")
    theirs = base.replace(
        "-13\n", "-13  # by post\n  # As the referrer asked.\n  chair_briefed: 2025-01-15  # by telephone\n"
    )
    made = put("diary.yaml", base, mine, theirs + "# At the end.\n")
    assert made.data is not None and made.clashes == ()
    text = made.data.decode()
    assert text == (
        "# The diary.\nreferral:\n  received: 2025-01-13  # by post\n  acknowledged: 2025-01-14\n"
        "  # As the referrer asked.\n  chair_briefed: 2025-01-15  # by telephone\nscreening:\n# At the end.\n"
    )


def test_a_comment_in_a_document_with_text() -> None:
    """The same between the fences; the text under them is left alone, and so is a line end of Windows."""
    base = "---\r\noutcome: review\r\ndissent:\r\n---\r\n# Reasons\r\n"
    mine = base.replace("review", "no-review")
    theirs = base.replace("dissent:", "# Asked twice.\r\ndissent: none  # by letter")
    made = put(f"{HOME}/decision.md", base, mine, theirs)
    assert made.data == (
        b"---\r\noutcome: no-review\r\n# Asked twice.\r\ndissent: none  # by letter\r\n---\r\n# Reasons\r\n"
    )


def test_what_only_looks_like_a_comment() -> None:
    """A line of a text that begins with # is no comment, and is not put in twice."""
    base = "notes:\n  - on: 2025-01-01\n    text: a\n"
    mine = base + "  - on: 2025-01-02\n    text: mine\n"
    theirs = base + "  - on: 2025-01-03\n    text: |\n      one\n      # two\n      three # four\n"
    made = put(f"{HOME}/log.yaml", base, mine, theirs)
    assert made.data is not None and made.data.count(b"# two") == made.data.count(b"# four") == 1


def test_a_fault_that_was_there_before_bars_nothing() -> None:
    """An item that was at fault already stands elsewhere in the list now; that is no new fault."""
    base = "- id: one\n  title: One\n"
    mine = "- id: zero\n  title: Zero\n" + base
    theirs = "- id: half\n" + base
    path = f"{HOME}/papers.yaml"
    versions = Versions(base.encode(), mine.encode(), theirs.encode())
    made = merge_file(path, versions, {}, never)
    assert made.clashes == () and fresh_faults(path, made.data, versions) == ()


def test_sections_of_a_file_typed_on_windows() -> None:
    """A last line without its end gets the one that the file has."""
    base = "---\r\n---\r\n# A\r\na"
    made = put(f"{HOME}/decision.md", base, base + "\r\n# B\r\nb", base + "\r\n# C\r\nc")
    assert made.data is not None and made.data.count(b"\n") == made.data.count(b"\r\n")


def test_line_ends_that_one_side_wrote_anew() -> None:
    """An editor made every line end another one: what the other side changed comes in, and nobody is asked."""
    base = "---\noutcome: review\n---\n# A\na\n# B\nb\n"
    windows = base.replace("\n", "\r\n")
    changed = base.replace("\na\n", "\na, theirs\n").replace("review", "no-review")
    for mine, theirs in ((windows, changed), (changed, windows)):
        made = put(f"{HOME}/decision.md", base, mine, theirs)
        want = changed.replace("\n", "\r\n") if mine is windows else changed
        assert (made.data, made.clashes) == (want.encode(), ())


def test_many_changes_of_a_long_chronology_are_written_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is read a few times, however many values changed: with each of them it would take minutes."""
    from reviewctl.store import amend

    entries = [{"id": f"gmp-{at}", "date": "2020-01-01", "event": "seen"} for at in range(60)]
    text = "entries:\n" + "".join(
        f"  - id: {one['id']}\n    date: 2020-01-01  # as written\n    event: |\n      seen\n"
        for one in entries
    )
    wanted = [
        one | {"event": "seen twice: at home", "date": f"2020-01-{at % 28 + 1:02}", "response": "none"}
        for at, one in enumerate(entries)
    ]
    read, count = amend.page_of, []
    monkeypatch.setattr(amend, "page_of", lambda *words: count.append(1) or read(*words))
    made = amend.amended(text, {"entries": wanted})
    assert made.count("seen twice") == made.count("response: none") == made.count("# as written") == 60
    assert len(count) < 10
