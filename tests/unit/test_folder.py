"""The folder on disk as a tree."""

import os
from pathlib import Path

import pytest

from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.folder import FilesTree, FolderTree, is_temporary, read_regular


def paths(tree: FolderTree, folder: str = "") -> list[tuple[str, str]]:
    return [(entry.path, entry.kind) for entry in tree.entries(folder)]


def test_lists_one_level_sorted_with_sizes(tmp_path: Path) -> None:
    """Entries come sorted, with forward slashes, relative to the root, with their sizes."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "b.yaml").write_bytes(b"12345")
    (tmp_path / "cases" / "a.md").write_bytes(b"")
    tree = FolderTree(tmp_path)
    assert paths(tree) == [("cases", "folder")]
    assert [(e.path, e.size) for e in tree.entries("cases")] == [("cases/a.md", 0), ("cases/b.yaml", 5)]
    assert tree.read("cases/b.yaml") == b"12345"


def test_says_truly_what_each_thing_is(tmp_path: Path) -> None:
    """Files, executables, links, fifos and repositories within are told apart."""
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "run").write_bytes(b"x")
    (tmp_path / "run").chmod(0o755)
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "inner" / ".git").mkdir(parents=True)
    os.mkfifo(tmp_path / "pipe")
    assert paths(FolderTree(tmp_path)) == [
        ("dangling", "symlink"),
        ("file", "file"),
        ("inner", "gitlink"),
        ("link", "symlink"),
        ("pipe", "other"),
        ("run", "executable"),
    ]


def test_leaves_out_what_is_reviewctls_own(tmp_path: Path) -> None:
    """Unfinished writes, the lock and the root's .git are not part of the tree; look-alikes are."""
    for name in (".diary.yaml.reviewctl-tmp", ".reviewctl.lock", "notes.reviewctl-tmp", ".keep"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".SAR-2026-001.reviewctl-tmp").mkdir()
    assert paths(FolderTree(tmp_path)) == [(".keep", "file"), ("notes.reviewctl-tmp", "file")]


@pytest.mark.parametrize(
    "name", ["absent", "folder", "link", "pipe", "file/below", "n" * 300, "to-folder/file"]
)
def test_reads_regular_files_only(tmp_path: Path, name: str) -> None:
    """Whatever is no regular file, or lies behind a link, is as good as absent, and nothing hangs."""
    (tmp_path / "file").write_bytes(b"secret")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(b"secret")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "to-folder").symlink_to("folder")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileNotFoundError):
        FolderTree(tmp_path).read(name)


@pytest.mark.parametrize("folder", ["absent", "file", "link", "link/deeper", "..", "real/../..", "real//x"])
def test_lists_nothing_behind_a_link_or_outside(tmp_path: Path, folder: str) -> None:
    """A folder that is absent, no folder, or reached through a link or by dots has no entries."""
    root = tmp_path / "register"
    (root / "real" / "deeper").mkdir(parents=True)
    (root / "real" / "deeper" / "x").write_bytes(b"")
    (root / "file").write_bytes(b"")
    (root / "link").symlink_to("real")
    assert list(FolderTree(root).entries(folder)) == []
    assert paths(FolderTree(root), "real/deeper") == [("real/deeper/x", "file")]


def test_sees_a_folder_that_came_later(tmp_path: Path) -> None:
    """A folder that was absent when the tree was first asked is found once it is made."""
    tree = FolderTree(tmp_path)
    assert list(tree.entries("imrs")) == []
    (tmp_path / "imrs").mkdir()
    (tmp_path / "imrs" / "gmp.md").write_bytes(b"x")
    assert paths(tree, "imrs") == [("imrs/gmp.md", "file")]
    assert tree.read("imrs/gmp.md") == b"x"


def test_cannot_be_led_out_of_the_root(tmp_path: Path) -> None:
    """A path with dots does not reach a file outside."""
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "register").mkdir()
    with pytest.raises(FileNotFoundError):
        FolderTree(tmp_path / "register").read("../secret")


def test_reads_a_file_that_says_it_is_empty() -> None:
    """A file of /proc has the size 0 and yet content: all of it is read."""
    assert read_regular("/proc/self/status").startswith(b"Name:")


def test_unreadable_is_an_environment_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system will not let us read stops the tool with a sentence, not with a traceback."""

    def refuse(*_args: object, **_kwargs: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "x").write_bytes(b"")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(EnvironmentFault, match="you have no permission"):
        FolderTree(tmp_path).read("x")


def test_temporary_names() -> None:
    """Only a hidden name with our own ending is taken for an unfinished write."""
    assert is_temporary(".a.yaml.reviewctl-tmp")
    assert not is_temporary("a.reviewctl-tmp")
    assert not is_temporary(".reviewctl-tmp.yaml")


def test_files_in_memory_are_the_same_tree(tmp_path: Path) -> None:
    """Files that are yet to be written list and read as they will from the disk."""
    files = {"case.yaml": b"1", "report/overview.md": b"22", "report/deep/x": b"", "reports": b"3"}
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    memory, disk = FilesTree(files), FolderTree(tmp_path)
    for folder in ("", "report", "report/deep", "absent"):
        assert list(memory.entries(folder)) == list(disk.entries(folder))
    assert all(memory.read(name) == disk.read(name) == data for name, data in files.items())
    for tree in (memory, disk):
        with pytest.raises(FileNotFoundError):
            tree.read("report")
