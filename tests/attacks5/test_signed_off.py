"""What somebody tries who wants a sign-off to look complete, or a check to look clean, that is not."""


import pytest

from tests.commands import House
from tests.proposed.conftest import Pull, pull
from tests.signoff.conftest import CASE, FOLDER, REPORT, Desk, desk, on, waiting
from tests.signoff.test_verify import wrong

__all__ = ["desk", "pull", "waiting"]

LOG = f"cases/{CASE}/papers.yaml"


def committed(house: House, day: str = "2026-05-25") -> str:
    """Commit everything with git alone, and return the id."""
    with on(day):
        house.git("add", "-A")
        house.git("commit", "-q", "-m", "by hand")
    return house.git("rev-parse", "HEAD").strip()


@pytest.mark.parametrize("shadow", ["refs/tags/main", "refs/tags/origin/main"])
def test_a_tag_that_bears_the_name_of_the_base(pull: Pull, shadow: str) -> None:
    """git would take the tag: whoever pushes it would say against what they are judged."""
    name = shadow.removeprefix("refs/tags/")
    pull.git("update-ref", "refs/remotes/origin/main", "main")
    pull.put("cases/SAR-2026-001/a.docx", "x")
    pull.save()
    pull.git("update-ref", shadow, "HEAD")
    done = pull.tries("validate", "--base", name)
    assert done.code == 2, done
    assert "refs/" in done.err, done


def test_a_rejection_that_a_merge_leaves_out(desk: Desk) -> None:
    """The merge takes the side that never had it, so that no commit deletes it: it is found all the same."""
    desk.ask()
    desk.merge()
    before = desk.git("rev-parse", "HEAD").strip()
    desk.does_on(
        "2026-05-19",
        "signoff",
        "record",
        CASE,
        "overview-report",
        "--person",
        "hsl",
        "--minute",
        "Panel",
        "--decision",
        "reject",
    )
    desk.merge()
    assert (desk.root / FOLDER / "01-hsl.json").exists()
    with on("2026-05-20"):
        desk.git("checkout", "-q", "-b", "side", before)
        desk.put("README.md", "side\n")
        desk.git("add", "-A")
        desk.git("commit", "-q", "-m", "side")
        tree = desk.git("rev-parse", "HEAD^{tree}").strip()
        merged = desk.git("commit-tree", tree, "-p", "main", "-p", "side", "-m", "merge").strip()
    desk.git("checkout", "-q", "main")
    desk.git("reset", "-q", "--hard", merged)
    assert "was taken out" in wrong(desk)


def test_a_sum_that_is_written_otherwise(desk: Desk) -> None:
    """A paper's sum in other letters of YAML is the same sum: an approval from before it came in is no better."""
    (desk.root / REPORT).unlink()
    total = "a" * 64
    written = "\\x61" + "a" * 63
    desk.put(
        LOG,
        "- id: report-1\n  title: Report\n  held_at: store\n  version: 1\n"
        f'  sha256: "{written}"\n  stands_for: report\n',
    )
    committed(desk, "2026-05-25")
    assert total
    done = desk.tries("validate", CASE)
    print(done)
    desk.ask("2026-05-26")
    said = desk.refuses_on(
        "2026-05-27",
        "signoff",
        "record",
        CASE,
        "overview-report",
        "--person",
        "hsl",
        "--on",
        "2026-05-02",
        "--minute",
        "Panel",
    )
    assert "before" in said
