"""What somebody tries who wants a sign-off to look complete, or a check to look clean, that is not."""

from pathlib import Path

import pytest

from tests.commands import House
from tests.proposed.conftest import Pull, pull
from tests.signoff.conftest import CASE, FOLDER, REPORT, Desk, desk, on, waiting
from tests.signoff.keys import made
from tests.signoff.test_verify import verify, wrong

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


@pytest.mark.parametrize("folder", ["Zebediah/Quux", "John Smith", "imrs/Quux"])
def test_no_folder_that_bears_a_name_is_told(pull: Pull, folder: str) -> None:
    """That a sign-off comes with other changes is told with the review, and never with the names of folders."""
    pull.put(f"cases/{CASE}/signoff/overview-report/README.md", "x\n")
    pull.put(f"cases/{CASE}/{folder}/a.md", "x\n")
    pull.put(f"{folder}/a.md", "x\n")
    pull.save()
    done = pull.tries("validate", "--base", "main")
    assert "SGN041" in done.out
    assert not any(name in done.out for name in ("Zebediah", "Quux", "Smith")), done


@pytest.mark.parametrize("day", ["9999-12-31", "31/12/9999"])
def test_a_key_for_ever(desk: Desk, tmp_path: Path, day: str) -> None:
    """The last day that there is has no day after it, and is no limit."""
    key = a_key(tmp_path)
    assert "trusted to sign" in desk.does("signoff", "trust", "add", "hsl", str(key), "--until", day).out
    assert "valid-before" not in desk.text("trust/allowed_signers")


def test_since_the_first_day_that_there_is(desk: Desk) -> None:
    """Nothing was before it."""
    assert desk.tries("changes", "--since", "0001-01-01").code == 0


def test_a_list_of_keys_with_odd_bytes_is_only_added_to(desk: Desk, tmp_path: Path) -> None:
    """What cannot be read stays, and no other person's line is taken out in the place of the one that is meant."""
    first, second = (a_key(tmp_path, name) for name in ("first", "second"))
    desk.does("signoff", "trust", "add", "hsl", str(first))
    desk.does("signoff", "trust", "add", "chair-1", str(second))
    path = desk.root / "trust/allowed_signers"
    path.write_bytes(b"# a\x0cb\n" + path.read_bytes())
    desk.does("signoff", "trust", "add", "chair-1", str(second), "--until", "2030-01-01")
    lines = [line.split()[0] for line in path.read_text().split("\n") if line and not line.startswith("#")]
    assert lines == ["hsl", "chair-1"]
    path.write_bytes(path.read_bytes() + b"# \xff\n")
    done = desk.tries("signoff", "trust", "add", "hsl-2", str(a_key(tmp_path, "third")))
    assert done.code in (0, 2) and "Traceback" not in done.err
    assert b"# \xff\n" in path.read_bytes()


def a_key(folder: Path, name: str = "key") -> Path:
    """Write the public half of a key, another for each name."""
    file = folder / f"{name}.pub"
    file.write_text(made(len(name)).line)
    return file


def test_two_papers_of_one_name(desk: Desk) -> None:
    """What was approved is one of the two, and nobody could say which one the report is."""
    (desk.root / REPORT).unlink()
    one = f"- id: r\n  title: R\n  held_at: s\n  version: 1\n  sha256: {'a' * 64}\n  stands_for: report\n"
    desk.put(LOG, one)
    committed(desk)
    desk.ask("2026-05-26")
    desk.approve("2026-05-26")
    desk.merge()
    assert desk.states()["overview-report"] == "complete"
    desk.put(LOG, one.replace("a" * 64, "b" * 64) + one)
    committed(desk)
    assert desk.states()["overview-report"] == "stale"
    assert verify(desk).code == 1
