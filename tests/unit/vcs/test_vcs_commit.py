"""Commits hold exactly the files that were named, and leave alone what the user has prepared."""

import os
import subprocess
import sys

import pytest

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs import commit
from reviewctl.vcs.record import read_commit

AWKWARD = [
    "-rf",
    "--output=x",
    "a\nb.yaml",
    "a\x1b[2Jb",
    "é.yaml",
    "*.yaml",
    ":(top)x",
    "a b",
    '"q"',
    "ä/ö/-x",
]


def committed(register, revision: str = "HEAD") -> set[str]:
    """The files that one commit changed."""
    listed = register.git("show", "--format=", "--name-only", "-z", "--no-renames", revision)
    return set(listed.split("\0")) - {""}


def test_exactly_the_named_files_are_committed(register) -> None:
    """Of added, changed and deleted files only the named go in; what the user staged stays as it was."""
    for name in ("changed", "deleted", "other-changed", "other-deleted"):
        register.write(f"{name}.yaml")
    register.commit_all()
    register.write("changed.yaml", "x: 2\n")
    (register.root / "deleted.yaml").unlink()
    register.write("added.yaml")
    register.write("other-changed.yaml", "x: 2\n")
    register.write("other-added.yaml")
    register.git("add", "other-changed.yaml", "other-added.yaml")
    register.write("other-changed.yaml", "x: 3\n")
    register.git("rm", "-q", "other-deleted.yaml")
    register.write("untracked.yaml")
    made = commit.commit_paths(
        register.repo, ["changed.yaml", "deleted.yaml", "added.yaml"], "Change", command="record"
    )
    assert made == register.git("rev-parse", "HEAD").strip()
    assert committed(register) == {"changed.yaml", "deleted.yaml", "added.yaml"}
    assert commit.dirty(register.repo) == [
        ("A ", "other-added.yaml"),
        ("MM", "other-changed.yaml"),
        ("D ", "other-deleted.yaml"),
        ("??", "untracked.yaml"),
    ]
    assert register.git("show", ":other-changed.yaml") == "x: 2\n"


def test_the_first_commit_leaves_staged_files_alone(tmp_path, register) -> None:
    """Also in a repository without a commit only the named files go in."""
    folder = tmp_path / "new"
    folder.mkdir()
    repo = commit.init(str(folder))
    new = type(register)(folder)
    new.write("staged.yaml")
    new.git("add", "staged.yaml")
    new.write("cases/SAR-2026-001/case.yaml")
    assert commit.commit_paths(repo, ["cases/SAR-2026-001/case.yaml"], "New", command="new")
    assert new.git("ls-tree", "-r", "--name-only", "HEAD") == "cases/SAR-2026-001/case.yaml\n"
    assert commit.dirty(repo) == [("A ", "staged.yaml")]
    assert new.git("branch", "--show-current") == "main\n"


def test_init_makes_no_hooks_and_refuses_a_second_time(tmp_path, home) -> None:
    """A template of hooks that the user has is not copied; a folder with .git is left as it is."""
    template = tmp_path / "template" / "hooks"
    template.mkdir(parents=True)
    (template / "pre-commit").write_text("#!/bin/sh\n")
    with (home / ".gitconfig").open("a") as file:
        file.write(f"[init]\n\ttemplateDir = {template.parent}\n\tdefaultBranch = trunk\n")
    folder = tmp_path / "new"
    folder.mkdir()
    repo = commit.init(str(folder))
    repo.check_safe()
    assert not (folder / ".git" / "hooks").exists()
    with pytest.raises(EnvironmentFault, match=r"already has a \.git"):
        commit.init(str(folder))


def test_the_trailer_is_the_last_line(register) -> None:
    """The message is whole, clean of control characters, and ends with the command that made it."""
    register.write("board.yaml", "board: Changed\n")
    message = "Record SAR-2026-001 screening.held\n\n# not a comment\x1b[2J\nsecond line\n\n"
    made = commit.commit_paths(register.repo, ["board.yaml"], message, command="record\nReviewctl: x")
    assert made is not None
    assert register.git("log", "-1", "--format=%B").rstrip("\n").splitlines() == [
        "Record SAR-2026-001 screening.held",
        "",
        "# not a comment[2J",
        "second line",
        "",
        "Reviewctl: record Reviewctl: x",
    ]
    record = read_commit(register.repo, made)
    assert record.subject == "Record SAR-2026-001 screening.held"
    assert record.trailers == {"Reviewctl": "record Reviewctl: x"}


def test_nothing_changed_makes_no_commit(register) -> None:
    """Unchanged files, files that never were, and no files at all give None and change nothing."""
    before = register.git("rev-parse", "HEAD")
    for paths in (["board.yaml"], ["never.yaml"], [], ["board.yaml", "cases/never/case.yaml"]):
        assert commit.commit_paths(register.repo, paths, "Nothing", command="save") is None
    assert register.git("rev-parse", "HEAD") == before
    assert commit.dirty(register.repo) == []


def test_a_change_staged_and_taken_back_makes_no_commit(register) -> None:
    """Where the file is again what the last commit has, there is nothing to commit."""
    register.write("board.yaml", "board: Changed\n")
    register.git("add", "board.yaml")
    register.write("board.yaml", "board: Stockport\n")
    assert commit.commit_paths(register.repo, ["board.yaml"], "Nothing", command="save") is None


def test_a_file_the_user_took_out_of_the_index_can_be_committed(register) -> None:
    """A file deleted with git rm is committed as deleted; one taken out of the index only, as it stands."""
    register.write("a.yaml")
    register.write("b.yaml")
    register.commit_all()
    register.git("rm", "-q", "a.yaml")
    register.git("rm", "-q", "--cached", "b.yaml")
    register.write("b.yaml", "x: 2\n")
    assert commit.commit_paths(register.repo, ["a.yaml", "b.yaml"], "Save", command="save")
    assert committed(register) == {"a.yaml", "b.yaml"}
    assert commit.dirty(register.repo) == []


def test_an_empty_file_is_a_change(register) -> None:
    """A new file without content is committed."""
    register.write("empty.md", "")
    assert commit.commit_paths(register.repo, ["empty.md"], "New", command="add")
    assert committed(register) == {"empty.md"}


def test_awkward_names_are_taken_literally(register) -> None:
    """Dashes, newlines, stars and escapes in a name are a name: exactly that file is committed."""
    for name in AWKWARD:
        register.write(name)
    register.write("z.yaml")
    for name in AWKWARD:
        assert commit.commit_paths(register.repo, [name], "New", command="add"), name
        assert committed(register) == {name}
    assert commit.dirty(register.repo) == [("??", "z.yaml")]
    for name in AWKWARD:
        (register.root / name).unlink()
    assert commit.commit_paths(register.repo, AWKWARD, "Gone", command="save")
    assert committed(register) == set(AWKWARD)


def test_many_files_go_into_one_commit(register) -> None:
    """More files than fit on a command line are one commit all the same."""
    names = [f"cases/SAR-2026-{number:03}/{'long' * 20}.yaml" for number in range(250)]
    for name in names:
        register.write(name)
    register.write("other.yaml")
    assert commit.commit_paths(register.repo, names, "Import", command="import")
    assert committed(register) == set(names)
    assert commit.commit_paths(register.repo, names, "Import", command="import") is None


def test_a_file_on_the_users_ignore_list_is_committed(register, home) -> None:
    """The user's own list of ignored names cannot keep a document out of the record."""
    (home / "ignored").write_text("report/\n")
    register.git("config", "--global", "core.excludesFile", str(home / "ignored"))
    register.write("report/overview.md")
    assert commit.commit_paths(register.repo, ["report/overview.md"], "Add", command="add")
    assert committed(register) == {"report/overview.md"}


def test_a_folder_is_not_a_file(register) -> None:
    """Naming a folder is a mistake of the caller: it would commit files that no one named."""
    register.write("cases/x.yaml")
    with pytest.raises(ValueError, match="not folders"):
        commit.commit_paths(register.repo, ["cases"], "New", command="new")


def test_a_register_in_a_sub_folder_commits_its_own(register) -> None:
    """In a bigger repository the paths may be absolute, and dirty looks only under the register."""
    register.write("finance/budget.txt", "1\n")
    inner = register.write("safeguarding/board.yaml").parent
    register.write("safeguarding-old/board.yaml")
    assert commit.dirty(register.repo, str(inner)) == [("??", "safeguarding/board.yaml")]
    assert commit.dirty(register.repo, "safeguarding") == [("??", "safeguarding/board.yaml")]
    assert commit.commit_paths(register.repo, [str(inner / "board.yaml")], "Init", command="init")
    assert commit.dirty(register.repo, str(inner)) == []
    assert [path for _, path in commit.dirty(register.repo)] == [
        "finance/budget.txt",
        "safeguarding-old/board.yaml",
    ]


def test_a_renamed_file_is_one_deleted_and_one_added(register) -> None:
    """Both names of a rename are told, so that both can be committed."""
    register.git("mv", "board.yaml", "new.yaml")
    assert commit.dirty(register.repo) == [("D ", "board.yaml"), ("A ", "new.yaml")]
    assert commit.commit_paths(register.repo, ["board.yaml", "new.yaml"], "Rename", command="save")
    assert commit.dirty(register.repo) == []


def test_without_an_identity_nothing_is_committed(register, home) -> None:
    """Git's guess at a name does not count; the files and the user's index stay as they are."""
    (home / ".gitconfig").write_text("")
    register.write("added.yaml")
    repo = register.repo
    assert not commit.has_identity(repo)
    with pytest.raises(commit.NoIdentity) as fault:
        commit.commit_paths(repo, ["added.yaml"], "New", command="new")
    assert "user.email" in fault.value.hint
    assert fault.value.hint.startswith("Not committed")
    assert commit.dirty(repo) == [("??", "added.yaml")]


def test_a_guessed_name_does_not_count(register, home) -> None:
    """Git would take the name of the account; a record needs one that somebody gave."""
    (home / ".gitconfig").write_text("[user]\n\temail = bm@example.org\n")
    assert not commit.has_identity(register.repo)


def test_an_identity_may_come_from_the_environment(register, home, monkeypatch) -> None:
    """In CI the author and committer are given by git's own variables."""
    (home / ".gitconfig").write_text("")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "CI")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ci@example.org")
    register.write("added.yaml")
    assert commit.commit_paths(register.repo, ["added.yaml"], "New", command="new")
    assert register.git("log", "-1", "--format=%an %ae %cn") == "CI ci@example.org CI\n"


def test_a_commit_that_fails_leaves_the_index_as_it_was(register, home) -> None:
    """Where git cannot commit (here: sign), the new file is untracked again and the fault is told."""
    with (home / ".gitconfig").open("a") as file:
        file.write("[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = /bin/false\n")
    register.write("added.yaml")
    with pytest.raises(EnvironmentFault, match="git commit failed"):
        commit.commit_paths(register.repo, ["added.yaml"], "New", command="new")
    assert commit.dirty(register.repo) == [("??", "added.yaml")]


def test_the_users_encoding_and_zone_change_nothing(register) -> None:
    """With LC_ALL=C and near the date line, é in names, messages and files comes through whole."""
    register.write("cases/é.yaml", "née: Zoë\n")
    script = (
        "import sys; from reviewctl.vcs import commit, repository;"
        "from reviewctl.vcs.objects import CommitTree;"
        "repo = repository.find(sys.argv[1]);"
        "commit.commit_paths(repo, ['cases/\\u00e9.yaml'], 'N\\u00e9', command='add');"
        "tree = CommitTree(repo, 'HEAD');"
        "print(ascii([e.path for e in tree.entries('cases')]), tree.read('cases/\\u00e9.yaml'));"
        "tree.close(); print(commit.dirty(repo))"
    )
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
    environment |= {"LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
    command = [sys.executable, "-W", "error", "-c", script, str(register.root)]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert done.stdout.splitlines() == [b"['cases/\\xe9.yaml'] b'n\\xc3\\xa9e: Zo\\xc3\\xab\\n'", b"[]"]
    assert done.stderr == b""
    assert register.git("log", "-1", "--format=%s %ci").startswith("Né 20")
    assert register.git("log", "-1", "--format=%ci").strip().endswith("+1400")


def test_a_commit_is_read_with_its_time_and_parents(register, monkeypatch) -> None:
    """The record of a commit has its moment with the zone, its parents, and no trailers if there are none."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-04T05:06:07-0330")
    register.write("board.yaml", "board: Changed\n")
    last = register.commit_all("Reviewctl: record")
    record = read_commit(register.repo, last)
    assert record.when.isoformat() == "2026-03-04T05:06:07-03:30"
    assert record.parents == (register.git("rev-parse", "HEAD~1").strip(),)
    assert record.trailers == {}
