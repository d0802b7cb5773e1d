"""The pre-commit hook, run by pre-commit itself: through a register's own kit, and from this project's manifest."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.commands import House

ROOT = Path(__file__).parents[3]
PROGRAMS = Path(sys.executable).parent
BAD = "screening:\n  held: TBC\n"
DIARY = "cases/SAR-2025-001/diary.yaml"


@pytest.fixture
def hooked(case: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> House:
    """A register in which `pre-commit install` was run, as its kit says."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    assert run(case, "pre-commit", "install")[0] == 0
    return case


def run(house: House, *words: str) -> tuple[int, str]:
    """Run a program in a register; return its exit code and all that it said."""
    done = subprocess.run(words, cwd=house.root, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def test_a_mistake_is_not_committed_and_a_good_change_is(hooked: House) -> None:
    """git commit is refused with place and remedy; put right, it goes through, late steps of before or not."""
    good = hooked.text(DIARY)
    hooked.put(DIARY, BAD)
    code, said = run(hooked, "git", "commit", "-qam", "x")
    assert code == 1 and f"{DIARY}:2:9" in said and "STR004" in said
    hooked.put(DIARY, f"{good}# a remark\n")
    assert run(hooked, "git", "commit", "-qam", "x")[0] == 0
    assert hooked.unsaved() == ""


def test_only_what_is_staged_is_judged(hooked: House) -> None:
    """A mistake that is not staged does not count, and one that is counts, whatever the file holds by now."""
    good = hooked.text(DIARY)
    hooked.put(DIARY, BAD)
    hooked.put("README.md", "# Register\n")
    hooked.git("add", "README.md")
    assert run(hooked, "git", "commit", "-qm", "x")[0] == 0
    hooked.git("add", DIARY)
    hooked.put(DIARY, good)
    code, said = run(hooked, "reviewctl", "ci", "pre-commit")
    assert code == 1 and "STR004" in said


def test_a_commit_of_one_file_is_judged_by_what_it_will_hold(hooked: House) -> None:
    """`git commit FILE` has an index of its own, which git names in the environment: that is what is judged."""
    hooked.put("README.md", "# Register\n")
    hooked.put(DIARY, BAD)
    hooked.git("add", DIARY)
    assert run(hooked, "git", "commit", "-qm", "x", "README.md")[0] == 0
    assert run(hooked, "git", "commit", "-qm", "x", DIARY)[0] == 1


def test_the_first_commit_of_all(hooked: House) -> None:
    """Where nothing is committed yet everything is new."""
    hooked.git("checkout", "-q", "--orphan", "new")
    assert run(hooked, "reviewctl", "ci", "pre-commit")[0] == 1
    hooked.git("rm", "-rqf", "cases/SAR-2025-001")
    assert run(hooked, "reviewctl", "ci", "pre-commit")[0] == 0


def test_judging_leaves_everything_as_it_is(hooked: House) -> None:
    """No file, no ref and nothing staged is another afterwards."""
    hooked.put(DIARY, BAD)
    hooked.git("add", DIARY)
    before = (hooked.files(), hooked.git("for-each-ref"), hooked.git("ls-files", "--stage"), hooked.unsaved())
    run(hooked, "reviewctl", "ci", "pre-commit")
    after = (hooked.files(), hooked.git("for-each-ref"), hooked.git("ls-files", "--stage"), hooked.unsaved())
    assert before == after


def test_reviewctls_own_commits_do_not_ask_the_hook(hooked: House) -> None:
    """A command judges before it writes; a hook would stand in its way, and is not run."""
    (hooked.root / ".git/hooks/pre-commit").write_text("#!/bin/sh\nexit 1\n")
    hooked.does("note", "SAR-2025-001", "The trust rang.")
    assert hooked.unsaved() == ""


def test_an_index_from_elsewhere_is_not_believed(hooked: House, tmp_path: Path) -> None:
    """GIT_INDEX_FILE may name an index that git made in this repository, and no other file."""
    other = tmp_path / "index"
    other.write_bytes((hooked.root / ".git/index").read_bytes())
    done = subprocess.run(
        ["reviewctl", "ci", "pre-commit"],
        cwd=hooked.root,
        env={**os.environ, "GIT_INDEX_FILE": str(other)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3 and b"git does not keep it in" in done.stderr


def test_this_projects_own_manifest_is_used_by_pre_commit(hooked: House, tmp_path: Path) -> None:
    """pre-commit takes the hook from a repository with the manifest, as others' settings would have it do."""
    project = House(tmp_path / "project")
    project.put(".pre-commit-hooks.yaml", (ROOT / ".pre-commit-hooks.yaml").read_bytes())
    project.git("init", "-q")
    project.git("add", "-A")
    project.git("commit", "-qm", "x")
    revision = project.git("rev-parse", "HEAD").strip()
    # With the language `python` pre-commit would install from the network what is installed here already.
    hook = {"id": "reviewctl-validate", "language": "system"}
    settings = {"repos": [{"repo": str(project.root), "rev": revision, "hooks": [hook]}]}
    (tmp_path / "settings.yaml").write_text(yaml.safe_dump(settings))
    words = ("pre-commit", "run", "--config", str(tmp_path / "settings.yaml"), "--all-files")
    assert run(hooked, *words)[0] == 0
    hooked.put(DIARY, BAD)
    hooked.git("add", DIARY)
    code, said = run(hooked, *words)
    assert code == 1 and "nothing new to put right" in said and "STR004" in said


def test_the_manifest_is_valid_and_says_the_same_as_the_kit() -> None:
    """pre-commit accepts it; the command, and that it takes no file names, are those of a register's own kit."""
    done = subprocess.run(
        [str(PROGRAMS / "pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    )
    assert done.returncode == 0
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    kit = yaml.safe_load((ROOT / "reviewctl/kit/pre-commit-config.yaml").read_text("utf-8"))
    [own] = kit["repos"][0]["hooks"]
    same = ("id", "name", "entry", "pass_filenames", "always_run")
    assert hook["language"] == "python" and {key: hook[key] for key in same} == {
        key: own[key] for key in same
    }
