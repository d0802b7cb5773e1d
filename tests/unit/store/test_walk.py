"""Walking a folder: what may not lie there is one finding each, says nothing of its name, and stops nothing."""

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import House

HOME = "cases/SAR-2025-001"
Lay = Callable[[Path, Path], object]


def text(name: str) -> Lay:
    """Return what lays an ordinary file of this name."""
    return lambda folder, outside: (folder / name).write_text("x: 1\n")


def link(name: str) -> Lay:
    """Return what lays a link to a file of the system."""
    return lambda folder, outside: (folder / name).symlink_to("/etc/passwd")


def linked_folder(folder: Path, outside: Path) -> None:
    """Lay a link to a folder elsewhere that holds a document."""
    outside.mkdir()
    (outside / "agency.md").write_text("---\nagency: x\n---\n")
    (folder / "imrs").symlink_to(outside)


def embedded(folder: Path, outside: Path) -> None:
    """Lay a repository within the folder, as a received one may be."""
    inner = folder / "imrs"
    (inner / ".git" / "objects").mkdir(parents=True)
    (inner / ".git" / "refs").mkdir()
    (inner / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (inner / ".git" / "config").write_text(f"[core]\n\tfsmonitor = touch {outside}\n")


def bare(folder: Path, outside: Path) -> None:
    """Lay a bare repository, whose settings git would obey from within it."""
    inner = folder / "chronology"
    (inner / "objects").mkdir(parents=True)
    (inner / "refs").mkdir()
    (inner / "HEAD").write_text("ref: refs/heads/main\n")
    (inner / "config").write_text(f"[core]\n\tbare = true\n\tfsmonitor = touch {outside}\n")


def gitfile(folder: Path, outside: Path) -> None:
    """Lay a `.git` that leads somewhere else."""
    (folder / "imrs").mkdir()
    (folder / "imrs" / ".git").write_text(f"gitdir: {outside}\n")


def a_socket(folder: Path, outside: Path) -> None:
    """Lay a socket. Its path must be short, so it is bound from within the folder."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("panel.yaml")
    finally:
        os.chdir(here)


def executable(folder: Path, outside: Path) -> None:
    """Lay a document that is marked as a program."""
    (folder / "panel.yaml").write_text("appointments:\n")
    (folder / "panel.yaml").chmod(0o755)


def twins(first: str, second: str) -> Lay:
    """Return what lays two files whose names are one on another computer."""

    def lay(folder: Path, outside: Path) -> None:
        (folder / first).write_text("# Nothing yet\n")
        (folder / second).write_text("# Nothing yet\n")

    return lay


ODD: dict[str, tuple[Lay, str]] = {
    "symlink": (link("panel.yaml"), "FIL052"),
    "symlink-of-any-name": (link("Anna Smith"), "FIL052"),
    "dangling-symlink": (lambda f, o: (f / "panel.yaml").symlink_to(o / "nowhere"), "FIL052"),
    "symlink-to-itself": (lambda f, o: (f / "panel.yaml").symlink_to(f / "panel.yaml"), "FIL052"),
    "linked-folder": (linked_folder, "FIL052"),
    "embedded-repository": (embedded, "FIL052"),
    "gitfile": (gitfile, "FIL052"),
    "fifo": (lambda f, o: os.mkfifo(f / "panel.yaml"), "FIL052"),
    "socket": (a_socket, "FIL052"),
    "executable": (executable, "FIL052"),
    "gitmodules": (text(".gitmodules"), "FIL053"),
    "gitattributes": (lambda f, o: (f / ".gitattributes").write_text("* -diff\n"), "FIL053"),
    "yaml.py": (text("yaml.py"), "FIL053"),
    "conftest.py": (text("conftest.py"), "FIL053"),
    "Conftest.PY": (text("Conftest.PY"), "FIL053"),
    "env": (text(".env"), "FIL053"),
    "script": (text("run.sh"), "FIL053"),
    "word": (text("Letter to Anna Smith.docx"), "FIL054"),
    "WORD": (text("LETTER.DOCX"), "FIL054"),
    "pdf": (text("Anna Smith.pdf"), "FIL054"),
    "spreadsheet": (text("Smith chronology.xlsx"), "FIL054"),
    "mail": (text("RE Anna Smith.msg"), "FIL054"),
    "device": (text("CON.yaml"), "FIL051"),
    "device-aux": (text("aux.md"), "FIL051"),
    "device-lpt1": (text("Lpt1"), "FIL051"),
    "colon": (text("a:b"), "FIL051"),
    "trailing-dot": (text("panel.yaml."), "FIL051"),
    "trailing-space": (text("panel.yaml "), "FIL051"),
    "option": (text("-rf"), "FIL051"),
    "newline": (text("a\nb.yaml"), "FIL051"),
    "escape": (text("a\x1b[31mb.yaml"), "FIL051"),
    "override": (text("a\u202eb.yaml"), "FIL051"),
    "full-width": (text("ｐanel.yaml"), "FIL051"),
    "accent": (text("Renée.yaml"), "FIL051"),
    "space": (text("Anna Smith.yaml"), "FIL051"),
    "long": (text("a" * 250), "FIL051"),
    "not-utf-8": (lambda f, o: open(os.fsencode(f) + b"/\xff\xfe.yaml", "w").close(), "FIL051"),
    "near": (text("panl.yaml"), "FIL050"),
    "case": (text("Panel.yaml"), "FIL050"),
    "unknown": (text("smith-notes.txt"), "FIL050"),
    "unknown-folder": (lambda f, o: (f / "smith").mkdir(), "FIL050"),
    "bare-repository": (bare, "FIL050"),
    "item-in-a-folder": (lambda f, o: ((f / "imrs").mkdir(), text("smith.txt")(f / "imrs", o)), "FIL050"),
    "hidden": (text(".smith"), "FIL051"),
}
NAMED = {"near", "case", "executable", "bare-repository"}


def found(house: House) -> list[dict]:
    """Return what `validate` finds on files as such."""
    import json

    done = house.tries("validate", "--format", "json")
    assert done.code == 1 and done.err == ""
    return [one for one in json.loads(done.out)["findings"] if one["code"].startswith("FIL")]


@pytest.mark.parametrize("name", ODD)
def test_what_has_no_place_is_one_finding(case: House, tmp_path: Path, name: str) -> None:
    """One finding with its code, in a moment, without a word of the name; nothing elsewhere is read or run."""
    lay, code = ODD[name]
    outside = tmp_path / "outside"
    before = set(os.listdir(os.fsencode(case.root / HOME)))
    lay(case.root / HOME, outside)
    (new,) = set(os.listdir(os.fsencode(case.root / HOME))) - before
    start = time.monotonic()
    findings = found(case)
    shown = case.tries("validate").out
    assert time.monotonic() - start < 2
    codes = {one["code"] for one in findings}
    assert codes == {code}
    assert len(findings) == 1 or name == "bare-repository"
    assert findings[0]["path"].startswith(HOME)
    assert "Smith" not in shown and "smith" not in shown and "root:" not in shown
    if name not in NAMED and len(new) > 5 and new not in (b"panel.yaml",):
        assert os.fsdecode(new).encode("utf-8", "replace").decode() not in shown
    assert "\x1b" not in shown and "\u202e" not in shown
    assert "Traceback" not in shown
    assert not (outside.exists() and outside.is_file())


@pytest.mark.parametrize(
    "pair",
    [
        ("papers.yaml", "Papers.yaml"),
        ("Ca\u0301.md", "C\u00e1.md"),
    ],
    ids=["capitals", "composed"],
)
def test_names_that_are_one_elsewhere(case: House, tmp_path: Path, pair: tuple[str, str]) -> None:
    """Two names that differ only in capitals, or in how an accent is put together, are found."""
    twins(*pair)(case.root / HOME, tmp_path)
    if len(list((case.root / HOME).glob("[CPp][aA\u00e1]*"))) < 2:
        raise AssertionError("this disk cannot hold the two names, and so cannot show anything")
    assert "FIL055" in {one["code"] for one in found(case)}


@pytest.mark.parametrize("place", [".", "cases", "meetings"])
@pytest.mark.parametrize("name", ["word", "symlink", "fifo", "yaml.py", "newline", "unknown"])
def test_the_register_itself_is_looked_at_too(case: House, tmp_path: Path, place: str, name: str) -> None:
    """At the root, among the cases and among the meetings nothing lies that does not belong there."""
    lay, _ = ODD[name]
    lay(case.root / place, tmp_path / "outside")
    findings = found(case)
    assert len(findings) == 1
    assert "mith" not in case.tries("validate").out


def test_a_case_folder_with_an_unsafe_name(case: House) -> None:
    """A case's folder has the case's id for a name; the name itself is not shown."""
    (case.root / HOME).rename(case.root / "cases" / "Anna Smith")
    shown = case.tries("validate")
    assert shown.code == 1 and "Smith" not in shown.out
    assert "FIL051" in shown.out
    for words in (("status",), ("deadlines",), ("show", "SAR-2025-001"), ("doctor",)):
        assert "Smith" not in case.tries(*words).out


def test_a_folder_that_may_not_be_read(case: House) -> None:
    """A file without permission is a finding, for anyone but root, who may read everything."""
    import subprocess
    import sys

    (case.root / HOME / "panel.yaml").write_text("appointments:\n")
    (case.root / HOME / "panel.yaml").chmod(0)
    probe = (
        "import os,sys\n"
        "from reviewctl.store.register import Register\nfrom reviewctl.store.folder import FolderTree\n"
        "Register(FolderTree(sys.argv[1]), sys.argv[1]).case('cases/SAR-2025-001')\n"
        "if os.geteuid() == 0:\n    os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "case, findings = Register(FolderTree(sys.argv[1]), sys.argv[1]).case('cases/SAR-2025-001')\n"
        "assert case is not None\nprint([f.code for f in findings])\n"
    )
    top = case.root
    while top != top.parent and top.name != "tmp":
        top.chmod(top.stat().st_mode | 0o055)
        top = top.parent
    done = subprocess.run(
        [sys.executable, "-c", probe, str(case.root)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.environ["PATH"]},
    )
    assert (done.stdout, done.stderr) == ("['FIL056']\n", "")


def test_what_an_editor_or_git_leaves_is_no_fault(case: House) -> None:
    """Unfinished writes, the lock and the editor's own folder are nobody's business."""
    for path in (
        ".reviewctl.lock",
        f"{HOME}/.diary.yaml.reviewctl-tmp",
        f"{HOME}/.DS_Store",
        "cases/.DS_Store",
        ".vscode/x.json",
    ):
        case.put(path, "x\n")
    assert case.codes() == set()


def test_many_cases_are_listed_in_proportion(tmp_path: Path, at_home: Path) -> None:
    """Ten times the cases take about ten times as long to list and to look up, and not a hundred times."""
    from reviewctl.store.find import case_folders, find_register

    def seconds(count: int) -> float:
        root = tmp_path / str(count)
        (root / "cases").mkdir(parents=True)
        (root / "board.yaml").write_text("format: 1\nboard: B\npolicy: stockport-2021\n")
        for number in range(count):
            (root / "cases" / f"SAR-{1990 + number // 999}-{number % 999 + 1:03}").mkdir()
        start = time.monotonic()
        register = find_register(str(root))
        assert len(register.folders) == count
        for _ in range(3):
            assert len(case_folders(register, ("SAR-1990-007",), str(root))) == 1
        return time.monotonic() - start

    few, many = seconds(1_000), seconds(10_000)
    assert many < 1.5 and many < 40 * max(few, 0.01)
