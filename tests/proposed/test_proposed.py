"""`validate --base`: what a pull request brings with it, from git's objects, judged by what its base trusts."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.vcs.repository import require
from reviewctl.work.proposed.judging import proposed
from tests.proposed.conftest import AS_OF, CASE, Pull

DIARY, LOG, BOARD = f"{CASE}/diary.yaml", f"{CASE}/log.yaml", "board.yaml"


def test_nothing_is_found_where_nothing_is_new(pull: Pull) -> None:
    """The same commit, and a commit that changes nothing, bring nothing with them."""
    assert pull.brings() == []
    pull.save()
    assert pull.brings() == []


def test_only_what_is_new_is_found(pull: Pull) -> None:
    """What was wrong in the base is not told again; a second thing of the same kind is, once."""
    pull.git("switch", "-q", "main")
    pull.change(DIARY, "report:", "nonsense:\n  x: 2026-01-01\nreport:")
    pull.save()
    pull.git("switch", "-q", "-C", "change")
    first = pull.brings("HEAD~1")
    assert first == ["STR040"]
    pull.put(
        DIARY,
        "# a line above\n" + pull.text(DIARY).replace("report:", "nonsenses:\n  x: 2026-01-01\nreport:"),
    )
    pull.save()
    assert [(one.code, one.spot.path) for one in pull.found()] == [(first[0], DIARY)]
    pull.change(DIARY, "nonsenses:\n  x: 2026-01-01\n", "")
    pull.save()
    assert pull.brings() == []


def test_what_is_checked_out_has_no_part_in_it(pull: Pull) -> None:
    """Files that are changed, added or deleted without a commit, and another branch checked out, change nothing."""
    pull.change(LOG, "text: the form came in two parts", "nonsense: 1")
    head = pull.save()
    said = pull.brings()
    assert {"GIT007", "STR001"} < set(said)
    pull.git("switch", "-q", "main")
    pull.put("Jane.docx", b"PK")
    shutil.rmtree(pull.root / CASE)
    assert pull.brings("main", head) == said


def test_the_policy_is_the_bases(pull: Pull) -> None:
    """A pack that the pull request brings along judges nothing yet; its own faults are found."""
    pull.change(DIARY, "agreed: 2026-03-18", "agreed: 2026-05-01")
    pull.save()
    before = pull.brings()
    assert before == ["PAN023"]
    pull.put("policy/stockport-2021/pack.yaml", "format: 1\nextends: nothing-of-that-name\n")
    pull.save()
    assert pull.brings() == ["GIT004", "PAN023", "POL060"]


def test_the_office_holders_are_the_bases(pull: Pull) -> None:
    """Who is given an office in the pull request does not hold it while that is judged."""
    pull.change(BOARD, "{role: screening-chair, person: hsl-1", "{role: screening-chair, person: author-1")
    pull.change(BOARD, "{id: author-1}", "{id: author-1, agency: pennine-care}")
    pull.save()
    from reviewctl.store.folder import FolderTree
    from reviewctl.store.register import Register
    from reviewctl.work.proposed.sides import judged_by

    head = Register(FolderTree(str(pull.root)), str(pull.root))
    pull.git("switch", "-q", "main")
    base = Register(FolderTree(str(pull.root)), str(pull.root))
    judged = judged_by(head, base).board
    assert judged.holders("screening-chair", AS_OF) == ("hsl-1",)
    person = judged.person("author-1")
    assert person is not None and person.agency is None


def test_a_branch_that_lags_behind_is_told_so_and_not_blamed(pull: Pull) -> None:
    """What was added to the base since is not held to be deleted; the branch is to be brought up to date."""
    pull.change(DIARY, "drafted: 2026-06-01", "drafted: 2026-06-02")
    pull.save()
    pull.git("switch", "-q", "main")
    pull.put(LOG, pull.text(LOG) + "  - on: 2026-06-03\n    text: something new\n")
    pull.save()
    pull.git("switch", "-q", "change")
    assert pull.brings() == ["GIT001"]
    pull.git("merge", "-q", "main", "-m", "up to date")
    assert pull.brings() == []


def test_a_branch_that_has_nothing_in_common_is_told_so(pull: Pull) -> None:
    """A history of its own is a finding; all of it is judged as new."""
    pull.git("switch", "-q", "--orphan", "other")
    pull.put("board.yaml", "format: 1\nboard: X\npolicy: stockport-2021\n")
    pull.save()
    found = pull.found()
    assert [one.code for one in found if one.code.startswith("GIT")] == ["GIT001"]
    assert "nothing in common" in next(one.message for one in found if one.code == "GIT001")


def test_the_first_register_is_judged_by_itself(pull: Pull) -> None:
    """Where the base holds no register, nothing can be mixed with what is not there yet."""
    pull.git("switch", "-q", "--orphan", "empty")
    pull.put("README.md", "x\n")
    base = pull.save()
    for name in ("board.yaml", "cases", "meetings", "log.yaml", "diary.yaml"):
        pull.git("checkout", "-q", "main", "--", name)
    pull.save()
    assert pull.brings(base) == []


def test_a_merge_of_main_brings_only_its_own(pull: Pull) -> None:
    """After main was merged in, what came from there is in the base, too."""
    pull.git("switch", "-q", "main")
    pull.change(DIARY, "report:", "nonsense:\n  x: 2026-01-01\nreport:")
    pull.save()
    pull.git("switch", "-q", "change")
    pull.put(f"{CASE}/README.md", "x\n")
    pull.save()
    pull.git("merge", "-q", "main", "-m", "up to date")
    assert pull.brings() == []


def test_a_register_in_a_folder_of_the_repository(pull: Pull) -> None:
    """The register is found from the folder that one stands in, and from the root where it is the only one."""
    pull.git("switch", "-q", "main")
    (pull.root / "docs").mkdir()
    pull.put("docs/x.md", "x\n")
    (pull.root / "boards").mkdir()
    for name in (
        "board.yaml",
        "cases",
        "meetings",
        "log.yaml",
        "diary.yaml",
        "complaints.yaml",
        "correspondence.yaml",
    ):
        shutil.move(pull.root / name, pull.root / "boards" / name)
    pull.save()
    pull.git("switch", "-q", "-C", "change")
    pull.change(f"boards/{DIARY}", "received: 2026-01-12", "received: 2026-01-13")
    pull.put("docs/x.md", "y\n")
    pull.save()
    for folder in ("", "boards", f"boards/{CASE}"):
        pull.folder = folder
        found = [one for one in pull.found() if one.code == "GIT002"]
        assert [(one.spot.path, one.case) for one in found] == [(DIARY, "SAR-2026-001")], folder
    done = Pull(pull.root / "boards" / CASE).tries("validate", "--base", "main", "--format", "json")
    assert done.code == 1
    assert "GIT002" in {one["code"] for one in json.loads(done.out)["findings"]}


def test_a_case_folder_alone(tmp_path: Path, pull: Pull) -> None:
    """A register of one case, with no board above it, is judged as one."""
    alone = Pull(tmp_path / "SAR-2026-001")
    shutil.copytree(pull.root / CASE, alone.root)
    alone.git("init", "-q", "-b", "main")
    alone.save()
    alone.git("switch", "-q", "-c", "change")
    assert alone.brings() == []
    alone.change("diary.yaml", "received: 2026-01-12", "received: 2026-01-13")
    alone.save()
    assert "GIT002" in alone.brings()


def test_neither_side_holds_a_register(pull: Pull) -> None:
    """That is said, with what to do, and is no clean bill."""
    pull.git("switch", "-q", "--orphan", "empty")
    pull.put("README.md", "x\n")
    pull.save()
    with pytest.raises(EnvironmentFault, match="Neither commit holds a register"):
        pull.found("HEAD")


def test_a_shallow_clone_is_refused(pull: Pull, tmp_path: Path) -> None:
    """With only the latest commit nobody can say what a pull request does: exit 3, with the command."""
    pull.save()
    pull.git("clone", "-q", "--depth", "1", f"file://{pull.root}", str(tmp_path / "shallow"))
    done = Pull(tmp_path / "shallow").tries("validate", "--base", "HEAD")
    assert (done.code, done.out) == (3, "")
    assert "git fetch --unshallow" in done.err


@pytest.mark.parametrize("word", ["nowhere", "--output=x", "-h", "HEAD^{tree}", "x\ny", ""])
def test_a_revision_that_names_no_commit(pull: Pull, word: str) -> None:
    """It is refused as misused, and no file of that name appears."""
    done = pull.tries("validate", f"--base={word}")
    assert done.code == 2 and "no commit of that name" in done.err
    done = pull.tries("validate", "--base", "main", f"--head={word}")
    assert done.code == 2
    assert not (pull.root / "x").exists()


@pytest.mark.parametrize("word", ["SAR-2099-001", "cases/none"])
def test_a_review_that_there_is_not_is_refused_though_nothing_was_found(pull: Pull, word: str) -> None:
    """A slip in a review's id must not look like a review with nothing to put right."""
    pull.save()
    said = pull.refuses("validate", "--base", "main", word)
    assert "There is no case" in said
    done = pull.does("validate", "--base", "main", "SAR-2026-001")
    assert "Nothing to put right" in done.out


@pytest.mark.parametrize("path", ["board.yaml", f"{CASE}/diary.yaml"])
def test_the_summary_is_not_added_to_the_record(pull: Pull, path: str) -> None:
    """A file of the record stays as it is, whether a pull request is judged or the files that lie here."""
    pull.save()
    for words in ((), ("--base", "main")):
        said = pull.refuses("validate", *words, "--summary", str(pull.root / path))
        assert "part of the record" in said and "--summary FILE" in said


def test_the_command_ends_as_validate_does(pull: Pull) -> None:
    """Exit 1 on a new error, 0 with --exit-zero and where there is none; a warning fails with --strict alone."""
    words = ("validate", "--base", "main", "--as-of", "2026-06-08")
    assert pull.tries(*words, "--strict").code == 0
    pull.put("README.md", "x")
    pull.change(f"{CASE}/meetings/2026-03-18-panel.md", "date: 2026-03-18", "date: 2026-03-19")
    pull.save()
    warned = {one.code: one.severity for one in pull.found()}
    assert warned == {"PAN023": "error", "GIT002": "warning"}
    assert pull.tries(*words, "--select", "GIT002").code == 0
    assert pull.tries(*words, "--select", "GIT002", "--strict").code == 1
    pull.change(DIARY, "received: 2026-01-12", "received: 2026-01-13")
    pull.save()
    assert pull.tries(*words).code == 1
    assert pull.tries(*words, "--exit-zero").code == 0
    assert pull.tries(*words, "--select", "LRN").code == 0
    assert pull.tries(*words, "SAR-2026-001", "--select", "GIT002").code == 1
    assert pull.tries(*words, "board.yaml").code == 0
    assert pull.tries("validate", "--head", "HEAD").code == 2


def test_an_exception_that_is_agreed_makes_nothing_new(pull: Pull) -> None:
    """A fault of the base that is now waived is none; one whose exception is taken away is told."""
    pull.git("switch", "-q", "main")
    pull.change(f"{CASE}/meetings/2026-05-20-panel.md", "status: held", "status: held\nsurprise: 1")
    pull.save()
    pull.git("switch", "-q", "-C", "change")
    assert pull.brings() == []


def test_a_review_that_is_held_with_a_changed_one_is_judged(pull: Pull) -> None:
    """What is taken away in one review is missed in the other, which did not change."""
    pull.git("switch", "-q", "main")
    shutil.copytree(pull.root / CASE, pull.root / "cases/SAR-2026-002")
    for mine, other in (("001", "002"), ("002", "001")):
        path = f"cases/SAR-2026-{mine}/case.yaml"
        text = pull.text(path).replace("SAR-2026-001", f"SAR-2026-{mine}")
        pull.put(path, text + f"joint_with: [SAR-2026-{other}]\n")
    pull.save()
    pull.git("switch", "-q", "-C", "change")
    pull.change(f"{CASE}/case.yaml", "joint_with: [SAR-2026-002]\n", "")
    pull.save()
    assert [(one.code, one.case) for one in pull.found()] == [("STR081", "SAR-2026-002")]


def test_what_the_board_says_of_an_agency_is_felt_in_every_review(pull: Pull) -> None:
    """What the board's settings change is found in reviews whose own files did not change."""
    pull.change(
        BOARD,
        "name: Greater Manchester Police, sector: police",
        "name: Greater Manchester Police, sector: health",
    )
    pull.save()
    assert [one.code for one in pull.found()] == ["PAN002", "PAN001", "PAN011"]


def test_too_much_to_look_through_is_refused(pull: Pull) -> None:
    """A tree made of itself ten times over, ten times deep, holds ten thousand million files: it is not walked."""
    blob = pull.git("hash-object", "-w", str(pull.root / BOARD)).strip()
    tree = (
        subprocess.run(
            ["git", "mktree"],
            input=f"100644 blob {blob}\tx.yml\n".encode(),
            cwd=pull.root,
            capture_output=True,
            check=True,
        )
        .stdout.decode()
        .strip()
    )
    for _ in range(10):
        lines = "".join(f"040000 tree {tree}\t{n}\n" for n in range(10))
        tree = (
            subprocess.run(
                ["git", "mktree"], input=lines.encode(), cwd=pull.root, capture_output=True, check=True
            )
            .stdout.decode()
            .strip()
        )
    root = pull.git("ls-tree", "HEAD") + f"040000 tree {tree}\t.github\n"
    whole = (
        subprocess.run(["git", "mktree"], input=root.encode(), cwd=pull.root, capture_output=True, check=True)
        .stdout.decode()
        .strip()
    )
    commit = pull.git("commit-tree", "-p", "main", "-m", "x", whole).strip()
    begun = time.perf_counter()
    with pytest.raises(ReviewctlError, match="nobody can look through"):
        pull.found("main", commit)
    assert time.perf_counter() - begun < 10


HOOK = """#!/bin/sh
exec "{python}" -c "
import sys
from datetime import date
from reviewctl.vcs.quarantine import receiving
from reviewctl.work.proposed.judging import proposed
old, new, ref = sys.stdin.readline().split()
found = proposed(receiving('.'), old, new, date(2026, 6, 8)).findings
print(','.join(one.code for one in found) or 'nothing')
sys.exit(1 if found else 0)
"
"""


def test_a_server_judges_what_it_is_about_to_take_in(pull: Pull, tmp_path: Path) -> None:
    """In a bare repository, while the objects are in quarantine: refused with its reason, or taken in."""
    server = tmp_path / "server.git"
    pull.git("clone", "-q", "--bare", str(pull.root), str(server))
    hook = server / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK.format(python=sys.executable))
    hook.chmod(0o755)
    pull.change(DIARY, "received: 2026-01-12", "received: 2026-01-13")
    pull.save()
    done = subprocess.run(
        ["git", "push", str(server), "HEAD:main"], cwd=pull.root, capture_output=True, text=True
    )
    assert done.returncode != 0 and "GIT002" in done.stderr, done.stderr
    pull.change(DIARY, "received: 2026-01-13", "received: 2026-01-12")
    pull.change(DIARY, "drafted: 2026-06-01", "drafted: 2026-06-02")
    pull.save()
    done = subprocess.run(
        ["git", "push", str(server), "HEAD:main"], cwd=pull.root, capture_output=True, text=True
    )
    assert done.returncode == 0 and "nothing" in done.stderr, done.stderr


def test_a_repository_without_files_is_judged_at_rest(pull: Pull, tmp_path: Path) -> None:
    """Outside a push, too; and a folder that is none is refused."""
    from reviewctl.vcs.quarantine import bare

    pull.change(DIARY, "received: 2026-01-12", "received: 2026-01-13")
    pull.save()
    server = tmp_path / "server.git"
    pull.git("clone", "-q", "--bare", str(pull.root), str(server))
    found = proposed(bare(str(server)), "main", "change", AS_OF).findings
    assert "GIT002" in {one.code for one in found}
    with pytest.raises(EnvironmentFault, match="no repository of a server"):
        bare(str(pull.root))


def test_objects_elsewhere_are_not_taken_for_what_is_received(
    pull: Pull, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment may name any folder; only one that git makes for the purpose, there, is read from."""
    from reviewctl.vcs.quarantine import receiving

    server = tmp_path / "server.git"
    pull.git("clone", "-q", "--bare", str(pull.root), str(server))
    inside = server / "objects" / "tmp_objdir-incoming-Xy12Zz"
    inside.mkdir()
    elsewhere = tmp_path / "tmp_objdir-incoming-Xy12Zz"
    elsewhere.mkdir()
    link = server / "objects" / "tmp_objdir-incoming-LiNk"
    link.symlink_to(elsewhere)
    for place in (elsewhere, link, server / "objects" / "pack", server / "objects" / "gone", Path("/")):
        monkeypatch.setenv("GIT_QUARANTINE_PATH", str(place))
        with pytest.raises(EnvironmentFault, match="does not keep it in"):
            receiving(str(server))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(inside))
    with pytest.raises(EnvironmentFault, match="does not keep it in"):
        receiving(str(server))
    monkeypatch.setenv("GIT_QUARANTINE_PATH", str(inside))
    assert receiving(str(server)).incoming == str(inside)
    require(str(pull.root)).git("rev-parse", "HEAD")


def test_a_review_that_did_not_change_is_not_read(pull: Pull, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a hundred reviews one that changed is read, on both sides."""
    from reviewctl.store.register import Register

    pull.git("switch", "-q", "main")
    for number in range(2, 30):
        shutil.copytree(pull.root / CASE, pull.root / f"cases/SAR-2026-{number:03}")
    pull.save()
    pull.git("switch", "-q", "-C", "change")
    pull.change(DIARY, "drafted: 2026-06-01", "drafted: 2026-06-02")
    pull.save()
    read: list[str] = []
    whole = Register.case

    def counted(self: Register, folder: str, **words: bool) -> object:
        read.append(folder)
        return whole(self, folder, **words)

    monkeypatch.setattr(Register, "case", counted)
    assert pull.brings() == []
    assert read == [CASE, CASE]
