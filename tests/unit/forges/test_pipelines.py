"""The scripts of the kit, run as a forge's runner runs them: only what would be fetched from the network is made up."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from lxml import etree

from reviewctl import __version__
from tests.commands import House

DIARY = "cases/SAR-2025-001/diary.yaml"
REQUIREMENTS = ".github/reviewctl-requirements.txt"
PIP = """#!/bin/sh
cp "$4" "$RUNNER_TEMP/asked-for.txt"
"""
PYTHON = """#!/bin/sh
# Stands for: python3 -I -m venv FOLDER. What pip would fetch from the network is installed here already.
mkdir -p "$4/bin"
printf '#!/bin/sh\\nexec {python} -I -m reviewctl "$@"\\n' > "$4/bin/reviewctl"
cp "{pip}" "$4/bin/pip"
chmod +x "$4/bin/reviewctl" "$4/bin/pip"
"""


class Ended(NamedTuple):
    """How a job ended, what its log says, and what stands in its summary."""

    code: int
    log: str
    summary: str


class Runner:
    """A machine of a forge, with a place of its own for each job."""

    def __init__(self, place: Path, house: House) -> None:
        self.place = place
        self.house = house
        self.origin = place / "origin.git"
        self.jobs = 0
        house.git("clone", "--quiet", "--bare", str(house.root), str(self.origin))
        house.git("remote", "add", "origin", str(self.origin))
        (place / "bin").mkdir()
        self._program("pip", PIP)
        self._program("python3", PYTHON.format(python=sys.executable, pip=place / "bin" / "pip"))

    def _program(self, name: str, text: str) -> None:
        file = self.place / "bin" / name
        file.write_text(text)
        file.chmod(0o755)

    def propose(self, path: str, text: str) -> str:
        """Push a branch with one change of a file, from where main is; return its commit."""
        self.house.git("switch", "--quiet", "-C", "proposal", "main")
        self.house.put(path, text)
        self.house.git("add", "-A")
        self.house.git("commit", "--quiet", "-m", "x")
        self.house.git("push", "--quiet", "--force", "origin", "proposal")
        return self.house.git("rev-parse", "HEAD").strip()

    def github(self, base: str, head: str, event: str = "pull_request") -> Ended:
        """Run the steps of the workflow for a pull request, as it stands in the files of this test."""
        work, told = self._fresh(), self.place / "summary.md"
        told.write_text("")
        House(work).git("clone", "--quiet", str(self.origin), "fetched")
        House(work / "fetched").git("checkout", "--quiet", "--detach", head)
        text = self.house.git("show", "main:.github/workflows/reviewctl.yml")
        log, code = "", 0
        [job] = yaml.load(text, yaml.BaseLoader)["jobs"].values()
        for step in job["steps"]:
            always = "cancelled()" in step.get("if", "")
            if "run" not in step or (code and not always) or (event not in step.get("if", event)):
                continue
            known = {"BASE": base, "HEAD": head, "GITHUB_STEP_SUMMARY": str(told)}
            one, said = self._bash(step["run"], work, known)
            log, code = log + said, code or one
        return Ended(code, log, told.read_text())

    def gitlab(self, head: str, **known: str) -> Ended:
        """Run the script of the GitLab job."""
        work = self._fresh()
        House(work).git("clone", "--quiet", str(self.origin), "project")
        project = House(work / "project")
        project.git("checkout", "--quiet", "--detach", head)
        # GitLab's runner keeps its credentials in a file that the clone's own settings include.
        project.git("config", "include.path", str(work / "credentials"))
        [job] = [yaml.load(self.house.git("show", "main:.gitlab-ci.yml"), yaml.BaseLoader)["reviewctl"]]
        script = "\n".join(["set -o pipefail", *job["script"]])
        given = {"CI_PROJECT_DIR": str(project.root), "CI_COMMIT_SHA": head, **known}
        code, said = self._bash(script, project.root, given)
        report = project.root / "reviewctl.xml"
        return Ended(code, said, report.read_text("utf-8") if report.is_file() else "")

    def asked_for(self) -> str:
        """Return the requirements that pip was given last."""
        return (self.place / "asked-for.txt").read_text()

    def _fresh(self) -> Path:
        self.jobs += 1
        made = self.place / f"job-{self.jobs}"
        made.mkdir()
        return made

    def _bash(self, script: str, folder: Path, known: dict[str, str]) -> tuple[int, str]:
        path = f"{self.place / 'bin'}{os.pathsep}{os.environ['PATH']}"
        env = {
            **os.environ,
            "PATH": path,
            "RUNNER_TEMP": str(self.place),
            "TMPDIR": str(folder.parent),
            **known,
        }
        done = subprocess.run(
            ["bash", "-e", "-c", script], cwd=folder, env=env, capture_output=True, check=False
        )
        return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


MAIN = "refs/remotes/origin/main"


@pytest.fixture
def runner(case: House, tmp_path: Path) -> Runner:
    """A forge that has a register with one review, on main."""
    return Runner(tmp_path, case)


def test_github_refuses_a_mistake_and_shows_it_at_its_line(runner: Runner) -> None:
    """The job fails, the annotation names file and line, and the summary tells it and what the request does."""
    head = runner.propose(DIARY, "screening:\n  held: TBC\n")
    done = runner.github(MAIN, head)
    assert done.code == 1
    assert f"::error file={DIARY},line=2,col=9,title=STR004" in done.log
    assert "## reviewctl: " in done.summary and "STR004" in done.summary and "SAR-2025-001" in done.summary


def test_github_passes_what_brings_nothing_new(runner: Runner) -> None:
    """A remark in a file, with steps that were late before: the job succeeds, and pip was given what main pins."""
    head = runner.propose(DIARY, runner.house.text(DIARY) + "# a remark\n")
    done = runner.github(MAIN, head)
    assert done.code == 0, done.log
    assert "nothing to put right" in done.summary
    assert runner.asked_for().endswith(f"reviewctl=={__version__}\n")


def test_what_judges_is_not_what_is_judged(runner: Runner) -> None:
    """A request that names another reviewctl is judged by the one of main, and reported where it brings data, too."""
    runner.house.put(DIARY, runner.house.text(DIARY) + "# a remark\n")
    head = runner.propose(REQUIREMENTS, "reviewctl==6.6.6\n")
    for done in (
        runner.github(MAIN, head),
        runner.gitlab(head, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main"),
    ):
        assert done.code == 1 and "GIT004" in done.log
        assert "6.6.6" not in runner.asked_for() and f"reviewctl=={__version__}" in runner.asked_for()


def test_a_push_to_main_is_judged_against_what_was_there(runner: Runner) -> None:
    """The commit before is the base; the very first push has none, and passes."""
    before = runner.house.git("rev-parse", "main").strip()
    head = runner.propose(DIARY, "screening:\n  held: TBC\n")
    assert runner.github(before, head, "push").code == 1
    assert runner.github("0" * 40, head, "push").code == 0
    assert runner.gitlab(head, CI_COMMIT_BEFORE_SHA=before).code == 1
    assert runner.gitlab(head, CI_COMMIT_BEFORE_SHA="0" * 40).code == 0


def test_a_base_that_is_not_there_fails(runner: Runner) -> None:
    """A target branch that cannot be found is no reason to judge less: the job fails."""
    head = runner.propose(DIARY, "screening:\n  held: TBC\n")
    assert runner.github("refs/remotes/origin/nowhere", head).code != 0
    assert runner.gitlab(head, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="nowhere").code != 0


def test_gitlab_shows_it_beside_the_merge_request_and_in_the_log(runner: Runner) -> None:
    """The job fails with a JUnit report and the whole list in the log; a good one passes."""
    good = runner.house.text(DIARY) + "# a remark\n"
    head = runner.propose(DIARY, "screening:\n  held: TBC\n")
    done = runner.gitlab(head, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert done.code == 1 and "STR004" in done.log and "## reviewctl: " in done.log
    assert etree.fromstring(done.summary.encode()).find(".//failure") is not None
    head = runner.propose(DIARY, good)
    done = runner.gitlab(head, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert done.code == 0, done.log
    assert etree.fromstring(done.summary.encode()).find(".//failure") is None


def test_no_file_of_a_request_is_laid_out(runner: Runner) -> None:
    """What is judged from is a clone of main; a program that a request brings lies nowhere that anything is started."""
    head = runner.propose("pip.py", "raise SystemExit('run')\n")
    done = runner.github(MAIN, head)
    assert done.code == 1 and "FIL053" in done.log
    judged = runner.place / "job-1" / "judged"
    assert (judged / DIARY).is_file() and not (judged / "pip.py").exists()
