"""What each file was at each commit, and what lines of work have in common: against git, on tangled histories."""

import random
import subprocess

import pytest

from reviewctl.vcs.commits import commits, merge_base
from reviewctl.vcs.repository import require
from reviewctl.work.histories.past import Past
from reviewctl.work.histories.places import Place, trail
from tests.commands import House

FOLDER = "cases/SAR-2025-001"
NAMES = ("case.yaml", "diary.yaml", "log.yaml", "family.yaml")


def tangle(house: House, seed: int, length: int = 60) -> str:
    """Make commits with one or two parents that write, delete and restore files at random; return the last one's id."""
    dice = random.Random(seed)
    made: list[dict[str, str]] = []
    lines: list[str] = []
    for number in range(length):
        parents = sorted(dice.sample(range(number), min(number, dice.choice((1, 1, 1, 2)))), reverse=True)
        if number == length - 1:
            ends = set(range(number)) - {one for each in made for one in map(int, each.get("", "").split())}
            parents = sorted(ends, reverse=True)[:8] or parents
        files = {path: text for path, text in (made[parents[0]] if parents else {}).items() if path}
        for _ in range(dice.choice((0, 1, 1, 2))):
            path = dice.choice([f"{FOLDER}/{name}" for name in NAMES] + ["cases/SAR-2025-002/case.yaml"])
            if dice.random() < 0.25:
                files.pop(path, None)
            else:
                files[path] = f"a: {dice.randrange(4)}\n"
        made.append({"": " ".join(map(str, parents)), **files})
        moment = 1_900_000_000 + dice.randrange(-5, 6) * 1_000 + number * 600
        lines += [f"commit refs/heads/tangle\nmark :{number + 1}\ncommitter A <a@b> {moment} +0000\ndata 0\n"]
        lines += [f"{'merge' if i else 'from'} :{one + 1}\n" for i, one in enumerate(parents)]
        lines += ["deleteall\n"]
        lines += [f"M 100644 inline {path}\ndata {len(text)}\n{text}\n" for path, text in files.items()]
    text = "reset refs/heads/tangle\n" + "".join(lines)
    subprocess.run(
        ["git", "fast-import", "--quiet", "--force"], cwd=house.root, input=text.encode(), check=True
    )
    return house.git("rev-parse", "tangle").strip()


def listed(house: House, commit: str) -> dict[str, str]:
    """Return the files of the case's folder in a commit, as git lists them."""
    lines = house.git("ls-tree", "-r", commit, "--", FOLDER).splitlines()
    return {line.split("\t")[1]: line.split()[2] for line in lines}


@pytest.mark.parametrize("seed", range(6))
def test_the_files_at_each_commit_are_those_that_git_lists(case: House, seed: int) -> None:
    """However lines of work part and meet, and whatever the clocks say; none that changed a file is left out."""
    newest = tangle(case, seed)
    repo = require(str(case.root))
    past = Past(trail(repo, newest, Place("", FOLDER)).commits, lambda path, held: True)
    for one in past.commits:
        assert dict(past.files(one.id)) == listed(case, one.id)
    changed = {one.id for one in commits(repo, newest, (FOLDER,))}
    assert changed <= {one.id for one in past.commits}
    told = [one.id for one in past.commits]
    assert all(told.index(parent) > told.index(one.id) for one in past.commits for parent in one.parents)


@pytest.mark.parametrize("seed", range(3))
def test_what_two_lines_have_in_common_is_behind_both(case: House, seed: int) -> None:
    """The files there are those of one of git's own merge bases."""
    newest = tangle(case, seed)
    repo = require(str(case.root))
    past = Past(trail(repo, newest, Place("", FOLDER)).commits, lambda path, held: True)
    for merge in (one for one in past.commits if len(one.parents) == 2):
        base = past.common(*merge.parents)
        theirs = merge_base(repo, *merge.parents)
        every = case.git("merge-base", "--all", *merge.parents).split() if theirs else []
        assert (base is None) <= (theirs is None or not any(listed(case, one) for one in every))
        if base is not None:
            assert dict(past.files(base)) in [listed(case, one) for one in every]
