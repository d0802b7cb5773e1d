"""A commit as a tree: what git's objects hold, whatever lies in the folder."""

import os
import subprocess

import pytest

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.tree import Entry, Tree
from reviewctl.vcs.objects import CommitTree


def raw_tree(register, data: bytes) -> str:
    """Write a tree object byte by byte, as no git would make it, and a commit of it."""
    command = ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
    done = subprocess.run(command, cwd=register.root, input=data, capture_output=True, check=True)
    return register.git("commit-tree", "-m", "x", done.stdout.decode().strip()).strip()


def blob(register, text: bytes = b"x: 1\n") -> bytes:
    """Write a blob and return its binary id."""
    command = ["git", "hash-object", "-w", "--stdin"]
    done = subprocess.run(command, cwd=register.root, input=text, capture_output=True, check=True)
    return bytes.fromhex(done.stdout.decode().strip())


def test_a_commit_is_read_and_not_the_folder(register) -> None:
    """Entries come sorted with kind and size; the changed folder has no part in it."""
    register.write("cases/SAR-2026-001/case.yaml", "née: 1\n")
    register.write("cases.txt", "")
    register.write("run.sh").chmod(0o755)
    (register.root / "link").symlink_to("/etc/passwd")
    sub = register.git("rev-parse", "HEAD").strip()
    register.git("update-index", "--add", "--cacheinfo", f"160000,{sub},sub")
    register.git("add", "cases", "cases.txt", "run.sh", "link")
    register.git("commit", "-qm", "x")
    register.write("board.yaml", "board: Changed\n")
    with CommitTree(register.repo, "HEAD") as commit_tree:
        tree: Tree = commit_tree
        assert list(tree.entries()) == [
            Entry("board.yaml", "file", 17),
            Entry("cases", "folder"),
            Entry("cases.txt", "file", 0),
            Entry("link", "symlink"),
            Entry("run.sh", "executable", 5),
            Entry("sub", "gitlink"),
        ]
        assert [entry.path for entry in tree.entries("cases/SAR-2026-001")] == [
            "cases/SAR-2026-001/case.yaml"
        ]
        assert tree.read("board.yaml") == b"board: Stockport\n"
        assert tree.read("cases/SAR-2026-001/case.yaml") == "née: 1\n".encode()
        assert commit_tree.id == register.git("rev-parse", "HEAD").strip()


def test_what_is_absent_is_absent(register) -> None:
    """An absent folder has no entries; an absent file, a folder, a link and a gitlink cannot be read."""
    register.write("cases/x.yaml")
    (register.root / "link").symlink_to("board.yaml")
    register.commit_all()
    with CommitTree(register.repo, "HEAD") as tree:
        for folder in ("absent", "board.yaml", "cases/absent/deeper", "link", "..", "/", "cases/"):
            assert list(tree.entries(folder)) == [], folder
        for path in ("absent", "cases", "link", "cases/absent", "board.yaml/x", "../board.yaml", ""):
            with pytest.raises(FileNotFoundError):
                tree.read(path)


def test_a_fixed_commit_stays_the_one_that_was_named(register) -> None:
    """The revision is resolved once: a branch that moves on does not move the tree."""
    with CommitTree(register.repo, "main") as tree:
        register.write("board.yaml", "board: Changed\n")
        register.commit_all()
        assert tree.read("board.yaml") == b"board: Stockport\n"


def test_filters_and_line_ends_do_not_act(register) -> None:
    """The bytes are those of the object, also where the attributes ask for a conversion."""
    register.write(".gitattributes", "*.yaml text eol=crlf ident export-subst\n")
    register.write("board.yaml", "id: $Id$\nb: 2\n")
    register.commit_all()
    with CommitTree(register.repo, "HEAD") as tree:
        assert tree.read("board.yaml") == b"id: $Id$\nb: 2\n"


def test_replace_refs_are_ignored(register) -> None:
    """A replaced commit or file is read as it was made."""
    other = blob(register, b"board: Replaced\n").hex()
    register.git("replace", register.git("rev-parse", "HEAD:board.yaml").strip(), other)
    assert register.git("show", "HEAD:board.yaml") == "board: Replaced\n"
    with CommitTree(register.repo, "HEAD") as tree:
        assert tree.read("board.yaml") == b"board: Stockport\n"


def test_git_variables_lead_nowhere(register, monkeypatch, tmp_path) -> None:
    """GitPython sees none of git's variables, and the process has them all back afterwards."""
    strange = {
        "GIT_DIR": str(tmp_path),
        "GIT_OBJECT_DIRECTORY": str(tmp_path),
        "GIT_COMMON_DIR": str(tmp_path),
        "GIT_WORK_TREE": str(tmp_path),
        "GIT_PYTHON_GIT_EXECUTABLE": "/bin/false",
        "GIT_TRACE": str(tmp_path / "trace"),
    }
    for name, value in strange.items():
        monkeypatch.setenv(name, value)
    before = dict(os.environ)
    with CommitTree(register.repo, "HEAD") as tree:
        assert tree.read("board.yaml") == b"board: Stockport\n"
    assert dict(os.environ) == before
    assert not (tmp_path / "trace").exists()


def test_names_come_through_as_they_are(register) -> None:
    """Newline, escape and accents in a name, and bytes that are no UTF-8, are told as they are."""
    names = ["a\nb", "a\x1b[2J", "é.yaml", "-rf", os.fsdecode(b"latin-\xe9")]
    for name in names:
        register.write(name)
    register.commit_all()
    with CommitTree(register.repo, "HEAD") as tree:
        assert [entry.path for entry in tree.entries()] == sorted([*names, "board.yaml"])
        assert all(tree.read(name) == b"x: 1\n" for name in names)


def test_a_name_that_stands_twice_is_nothing_that_can_be_read(register) -> None:
    """Of two files with one name none is taken for the right one."""
    entry = b"100644 case.yaml\0"
    commit = raw_tree(register, entry + blob(register) + entry + blob(register, b"x: 2\n"))
    with CommitTree(register.repo, commit) as tree:
        assert list(tree.entries()) == [Entry("case.yaml", "other")]
        with pytest.raises(FileNotFoundError):
            tree.read("case.yaml")


@pytest.mark.parametrize("name", [b"..", b".", b"", b"a/b"])
def test_a_tree_with_an_impossible_name_is_damaged(register, name) -> None:
    """A name that would lead out of its folder stops the reading."""
    commit = raw_tree(register, b"100644 " + name + b"\0" + blob(register))
    with (
        CommitTree(register.repo, commit) as tree,
        pytest.raises(EnvironmentFault, match="damaged or not all here"),
    ):
        list(tree.entries())


def test_an_unknown_mode_is_told(register) -> None:
    """A mode that git no longer writes is neither file nor folder."""
    commit = raw_tree(register, b"100600 odd\0" + blob(register))
    with CommitTree(register.repo, commit) as tree:
        assert [entry.kind for entry in tree.entries()] == ["other"]


def test_a_missing_object_is_told(register) -> None:
    """A file whose object is gone is damage, told with what to do, and no traceback."""
    name = register.git("rev-parse", "HEAD:board.yaml").strip()
    (register.root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with (
        CommitTree(register.repo, "HEAD") as tree,
        pytest.raises(EnvironmentFault, match="damaged or not all here") as fault,
    ):
        tree.read("board.yaml")
    assert "git fsck" in fault.value.hint


def test_objects_are_never_fetched(register, home, program, canary) -> None:
    """What a partial clone lacks plain git gets over the network; reviewctl says that it is not all here."""
    name = register.git("rev-parse", "HEAD:board.yaml").strip()
    (register.root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with (home / ".gitconfig").open("a") as file:
        file.write(f"[core]\n\tsshCommand = {program}\n")
    register.git("remote", "add", "origin", "ssh://example.org/x")
    register.git("config", "extensions.partialClone", "origin")
    register.git("config", "remote.origin.promisor", "true")
    register.git("cat-file", "blob", name, check=False)
    assert canary.exists()
    canary.unlink()
    with CommitTree(register.repo, "HEAD") as tree, pytest.raises(EnvironmentFault):
        tree.read("board.yaml")
    assert not canary.exists()


def test_an_unknown_revision_is_a_usage_error(register) -> None:
    """A revision that names no commit exits 2, and an option writes no file."""
    for revision in ("nowhere", "--output=x"):
        with pytest.raises(ReviewctlError, match="no commit of that name"):
            CommitTree(register.repo, revision)
    assert not (register.root / "x").exists()


def test_a_repository_of_sha256_is_told(register, tmp_path) -> None:
    """Objects named by sha256 are beyond GitPython; that is said and not guessed at."""
    other = type(register)(tmp_path / "other")
    other.root.mkdir()
    other.git("init", "-q", "--object-format=sha256")
    other.write("board.yaml")
    other.commit_all()
    with pytest.raises(EnvironmentFault, match="sha256"):
        CommitTree(other.repo, "HEAD")


def test_a_branch_without_a_commit_can_stand_checked_out(register) -> None:
    """A tree can be read while the branch that is checked out has no commit yet."""
    register.git("checkout", "-q", "--orphan", "fresh")
    with CommitTree(register.repo, "main") as tree:
        assert tree.read("board.yaml") == b"board: Stockport\n"
