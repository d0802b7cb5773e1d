"""What is searched: every text of the record that goes out, and all that tells of it beside."""

import pytest

from reviewctl.facts.scan.passage import Passage
from reviewctl.model.finding import EnvironmentFault
from reviewctl.work.desk import Desk as Worker
from reviewctl.work.publishing.material import BRANCH, Material, passages_of
from reviewctl.work.publishing.products import products_of
from reviewctl.work.recording import case_facts
from tests.publishing.making import CASE, HOME, Desk

LOUD = "zebulon quillfeather"
"""Words that lie nowhere in the review before a test puts them there."""


def material(desk: Desk) -> Material:
    """Return what is searched of the review as it lies in its folder."""
    worker = Worker(str(desk.root), lambda _: None, lambda _: None)
    facts = case_facts(worker, CASE)
    return passages_of(worker, facts, products_of(facts, worker.register.tree))


def holding(passages: tuple[Passage, ...], word: str = LOUD) -> list[tuple[str, int]]:
    """Return the places of the passages with a word in them."""
    return [(one.place, one.line) for one in passages if word in one.text.casefold()]


def test_the_whole_text_of_each_paper_is_searched(desk: Desk) -> None:
    """Report, summary and briefing with their front matter, and the action plan value by value."""
    some = material(desk).sources
    whole = desk.text(f"{HOME}/report/overview.md")
    read = "\n\n".join(one.text for one in some if one.place.endswith("overview.md"))
    assert read.split() == whole.split()
    assert {one.place.removeprefix(f"{HOME}/") for one in some} == {
        "report/overview.md",
        "report/summary.md",
        "briefing.md",
        "action-plan.yaml",
    }
    assert holding(material(desk).made) == []


def test_a_text_is_told_at_its_line(desk: Desk) -> None:
    """A name in the front matter, in a paragraph, in a comment, in a value of the plan: each at its own line."""
    text = desk.text(f"{HOME}/report/overview.md")
    desk.put(
        f"{HOME}/report/overview.md",
        f"\ufeff{text}\n<!-- {LOUD} -->\n".replace("version: 1", f"version: 1 # {LOUD}"),
    )
    plan = desk.text(f"{HOME}/action-plan.yaml").splitlines()
    line = next(number for number, one in enumerate(plan) if "action: " in one)
    before, _, after = plan[line].partition("action: ")
    plan[line] = f"{before}action: {LOUD}{',' if ',' in after else ''}{after.partition(',')[2]}"
    desk.put(f"{HOME}/action-plan.yaml", "\n".join(plan) + "\n")
    found = holding(material(desk).sources)
    lines = text.count("\n")
    assert found == [
        (f"{HOME}/report/overview.md", 1),
        (f"{HOME}/report/overview.md", lines + 2),
        (f"{HOME}/action-plan.yaml", line + 1),
    ]
    # What is composed of the plan goes out, and is searched as well.
    assert [place for place, _ in holding(material(desk).made)] == ["action-plan (text)"]


def test_the_names_of_pictures_and_files_are_searched(desk: Desk) -> None:
    """A picture's name goes out with it; that of another file of the case stays, and tells all the same."""
    desk.put(f"{HOME}/report/images/zebulon-quillfeather.png", b"\x89PNG\r\n\x1a\n")
    desk.put(f"{HOME}/chronology/zebulon-quillfeather.yaml", "format: 1\n")
    some = material(desk)
    assert holding(some.sources) == [(f"{HOME}/report/images/zebulon-quillfeather.png", 0)]
    assert (f"{HOME}/chronology/zebulon-quillfeather.yaml", 0) in holding(some.beside)


def test_what_git_keeps_is_searched(desk: Desk) -> None:
    """Messages of commits that touch the case, to the last line; names of branches and of tags, not shown."""
    desk.edits("briefing.md", "at once", "today")
    desk.git("commit", "--all", "--quiet", "--message", f"edited\n\nas {LOUD} asked")
    short = desk.git("rev-parse", "HEAD").strip()[:10]
    desk.put("board.yaml", desk.text("board.yaml") + "# edited\n")
    desk.git("commit", "--all", "--quiet", "--message", f"board: {LOUD}")
    desk.git("branch", "for-zebulon-quillfeather")
    desk.git("tag", "quillfeather/zebulon_quillfeather")
    tip = desk.git("rev-parse", "HEAD").strip()[:10]
    places = [place for place, _ in holding(material(desk).beside)]
    assert places == [f"commit {short}", f"{BRANCH}{tip}", f"{BRANCH}{tip}"]


def test_the_message_of_a_merge_is_searched(desk: Desk) -> None:
    """One that brings something into the case, though it changes no file of its own; not one of another review."""
    for name, path in (("mine", f"{HOME}/briefing.md"), ("other", "board.yaml")):
        desk.git("switch", "--quiet", "--create", name)
        desk.put(path, desk.text(path) + "\n")
        desk.git("commit", "--all", "--quiet", "--message", "edited")
        desk.git("switch", "--quiet", "main")
        desk.git("merge", "--quiet", "--no-ff", "--message", f"{name} for {LOUD}", name)
    (one,) = (one for one in material(desk).beside if LOUD in one.text)
    assert one.text == f"mine for {LOUD}"


def test_without_git_there_is_nothing_beside_but_names_of_files(desk: Desk) -> None:
    """A register that is not under git has no messages; one that is and has no commit yet has none either."""
    (desk.root / ".git").rename(desk.root.parent / "git")
    assert {one.place.partition("/")[0] for one in material(desk).beside} == {"cases"}
    desk.git("init", "--quiet")
    assert {one.place.partition("/")[0] for one in material(desk).beside} == {"cases"}


def test_half_a_history_is_not_searched_as_if_it_were_whole(desk: Desk) -> None:
    """In a shallow clone the messages of most commits are not there: that is said, and nothing is published."""
    clone = desk.root.parent / "clone"
    desk.git("clone", "--quiet", "--depth", "1", f"file://{desk.root}", str(clone))
    with pytest.raises(EnvironmentFault, match="only the latest part"):
        material(Desk(clone))


def test_a_register_below_its_repository_is_searched(desk: Desk) -> None:
    """Only the commits that touch the case are looked at, wherever its folder lies in the repository."""
    inner = desk.root / "reviews"
    files = [name for name in desk.git("ls-files").split() if not name.startswith(".")]
    for name in sorted({name.partition("/")[0] for name in files}):
        inner.mkdir(exist_ok=True)
        desk.git("mv", name, f"reviews/{name}")
    desk.git("commit", "--quiet", "--message", f"moved for {LOUD}")
    assert len(holding(material(Desk(inner)).beside)) == 1
