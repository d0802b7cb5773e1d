"""What somebody pushes to a plain git server who wants something in that would be refused."""

import subprocess
import time
from pathlib import Path

import pytest

from tests.commands import House
from tests.unit.forges.test_receiving import Server, server

__all__ = ["server"]


OFFICE = ("people:\n", "people:\n  - {id: bm}\n"), ("roles:\n", "roles:\n  - {role: pip, person: bm}\n")
NOTE = "cases/SAR-2025-001/log.yaml"


def office_and_note(house: House) -> None:
    """Change an office and the record in one go, in the files alone."""
    text = house.text("board.yaml")
    for old, new in OFFICE:
        assert old in text
        text = text.replace(old, new, 1)
    house.put("board.yaml", text)
    house.put(NOTE, "notes:\n  - {on: 2025-03-01, text: In the merge.}\n")


def joined(house: House, *parents: str) -> None:
    """Commit all that lies in the folder as a merge of some commits, and check it out."""
    house.git("add", "-A")
    tree = house.git("write-tree").strip()
    words = [word for one in parents for word in ("-p", one)]
    made = house.git("commit-tree", tree, *words, "-m", "joined").strip()
    house.git("checkout", "-q", "-B", "work", made)


@pytest.mark.parametrize("more", [(), ("work~0",)])
def test_what_only_the_merge_itself_does_is_a_step_too(server: Server, more: tuple[str, ...]) -> None:
    """A merge into which main was brought may hold what no side had: an office and a note in one go."""
    house = server.house
    house.git("checkout", "-q", "-b", "work", "main~1")
    server.commits("README.md", "# x\n")
    house.git("checkout", "-q", "main", "--", ".")
    office_and_note(house)
    joined(house, "work", "main", *(["work~1"] if more else []))
    assert "GIT004" in server.refuses("work:main")


def test_another_history_is_no_way_round(server: Server) -> None:
    """What is done in a first commit of its own, into which main is then merged, is done in one go all the same."""
    house = server.house
    house.git("checkout", "-q", "--orphan", "work")
    office_and_note(house)
    house.git("add", "-A")
    house.git("commit", "-q", "-m", "a beginning")
    joined(house, "work", "main")
    assert "GIT004" in server.refuses("work:main")


@pytest.mark.parametrize("name", ["tags/main", "tags/origin/main", "heads/origin/main"])
def test_no_other_ref_bears_the_name_of_the_protected_branch(server: Server, name: str) -> None:
    """git reads `main` as the tag of that name, and `origin/main` as a branch or tag of that name first."""
    assert "could be taken for main" in server.refuses(f"HEAD:refs/{name}")
    server.house.git("push", "-q", "--no-verify", str(server.bare), "HEAD:refs/tags/v1")
    assert server.push("HEAD:refs/tags/v2").taken


def below(server: Server) -> None:
    """Move the register into a folder of its repository."""
    house = server.house
    (house.root / "reg").mkdir()
    for one in sorted(house.root.iterdir()):
        if one.name not in (".git", "reg"):
            one.rename(house.root / "reg" / one.name)
    house.git("add", "-A")
    house.git("commit", "-q", "-m", "moved")


@pytest.mark.parametrize("decoy", ["other/board.yaml", "case.yaml", "board.yaml"])
def test_a_second_register_beside_the_one_there_is(case: House, tmp_path: Path, decoy: str) -> None:
    """Whatever would be judged in its place from then on does not come in: the true one would be judged no more."""
    server = Server(tmp_path, case)
    below(server)
    assert server.push("main").taken
    text = server.house.text("reg/board.yaml")
    case_text = server.house.text("reg/cases/SAR-2025-001/case.yaml")
    server.commits(decoy, case_text if decoy == "case.yaml" else text)
    told = server.refuses("main")
    assert "register" in told


def grown(server: Server, *changes: str) -> None:
    """Commit so many times one change each, by git's own way of bringing in much."""
    tip = server.house.git("rev-parse", "HEAD").strip()
    told = [
        f"commit refs/heads/many\ncommitter a <a@example.org> {1750000000 + at} +0000\ndata 1\nx\n"
        f"{f'from {tip}{chr(10)}' if at == 0 else ''}{change}\n"
        for at, change in enumerate(changes)
    ]
    command = ["git", "fast-import", "--quiet"]
    subprocess.run(command, cwd=server.house.root, input="".join(told).encode(), check=True)


def test_many_commits_in_one_push(server: Server) -> None:
    """What was only written on is looked at once, as it is in the end, and not commit by commit."""
    grown(server, *(f"M 100644 inline README.md\ndata 4\n{at:04}" for at in range(1000)))
    start = time.monotonic()
    assert server.push("many:main").taken
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("M 100644 inline cases/SAR-2025-001/a.docx\ndata 1\nx", "D cases/SAR-2025-001/a.docx"),
        ("M 120000 inline README.md\ndata 11\n/etc/passwd", "M 100644 inline README.md\ndata 1\nx"),
        ("M 100755 inline board.yaml\ndata 1\nx", None),
        ("M 100644 inline .gitattributes\ndata 12\n* filter=bad", "D .gitattributes"),
    ],
)
def test_what_a_push_holds_in_passing(server: Server, first: str, then: str | None) -> None:
    """A Word file, a link, a program, attributes: each in one of many commits, and put right in the next."""
    whole = server.house.text("board.yaml")
    back = then or f"M 100644 inline board.yaml\ndata {len(whole.encode())}\n{whole}"
    grown(server, "M 100644 inline README.md\ndata 1\na", first, back, "M 100644 inline README.md\ndata 1\nb")
    assert "holds what no register may hold" in server.refuses("many:main")
