"""The house stands as it was drawn: who imports whom, and one door for each dangerous thing."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "reviewctl"
FILES = sorted(PACKAGE.rglob("*.py"))

# Each library, and the only files that may import it.
HOMES = {
    "click": {"cli"},
    "rich": {"render"},
    "markdown_it": {"render/markdown_body.py"},
    "mdit_py_plugins": {"render/markdown_body.py"},
    "nh3": {"render/to_html.py"},
    "yaml": {"store/strict.py", "store/bare.py", "store/syntax.py", "store/front.py", "store/emit.py"},
    "ruamel": {"store/emit.py"},
    "frontmatter": {"store/front.py"},
    "jsonschema_rs": {"store/enforcer.py"},
    "filelock": {"store/lock.py"},
    "git": {"vcs/objects.py", "vcs/record.py"},
    "subprocess": {"vcs/programs.py"},
    "openpyxl": {"exchange/excel"},
    "icalendar": {"exchange/ics.py"},
    "docx": {"exchange/word"},
    "pendulum": {"facts/calendar.py"},
    "rapidfuzz": {"facts/actions/similar.py", "facts/chronicle/likeness.py", "facts/scan/typos.py"},
    "nicknames": {"facts/scan/nicknames.py"},
    "phonenumbers": {"facts/scan/phones.py"},
    "pyrage": {"exchange/agefile.py"},
    "typst": {"exchange/typeset.py"},
    "pypdf": {"exchange/pdf.py"},
    "PIL": {"exchange/picture.py"},
    "holidays": {"facts/calendar.py"},
}
KNOWN = {*HOMES, "msgspec", "reviewctl"}


def imports(file: Path) -> Iterator[str]:
    """Yield the first word of every import of a file, within functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def within(file: Path, home: set[str]) -> bool:
    """Whether a file is one of these, or lies in one of these folders."""
    path = file.relative_to(PACKAGE).as_posix()
    return any(path == one or path.startswith(f"{one}/") for one in home)


def test_the_contracts_are_kept() -> None:
    """import-linter finds no import against the grain."""
    words = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("library", HOMES)
def test_each_library_has_one_home(library: str) -> None:
    """A library is imported in its home, and somewhere at all."""
    users = [file for file in FILES if library in set(imports(file))]
    assert users
    assert [file.name for file in users if not within(file, HOMES[library])] == []


def test_no_other_library_is_used() -> None:
    """Whatever else is imported comes with Python."""
    used = {word for file in FILES for word in imports(file)}
    assert used - KNOWN - set(sys.stdlib_module_names) == set()


def calls(file: Path) -> Iterator[tuple[str, int]]:
    """Yield every call of a file as it is written, with its line."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


# What is called, and where it may be.
DOORS = {
    "print": set[str](),
    "input": set[str](),
    "eval": set[str](),
    "exec": set[str](),
    "compile": set[str](),
    "breakpoint": set[str](),
    "click.echo": {"cli"},
    "date.today": set[str](),
    "datetime.today": set[str](),
    "datetime.now": {"facts/calendar.py"},
    "sys.exit": {"__main__.py"},
    "os._exit": {"store/workers.py"},
    "os.system": set[str](),
    "os.fork": {"store/workers.py"},
    "yaml.load": set[str](),
    "yaml.safe_load": set[str](),
    "frontmatter.load": set[str](),
    "frontmatter.loads": set[str](),
    "frontmatter.dump": set[str](),
    "frontmatter.dumps": set[str](),
    "pendulum.parse": set[str](),
    "pickle.loads": set[str](),
    # What a process that this one forked sends back to it, through a pipe that nobody else can open.
    "pickle.load": {"store/workers.py"},
    "subprocess.run": {"vcs/programs.py"},
    "subprocess.Popen": {"vcs/programs.py"},
    "open": set[str](),
}


@pytest.mark.parametrize("door", DOORS)
def test_each_dangerous_call_has_one_door(door: str) -> None:
    """Nothing prints, asks the clock, reads YAML or runs a program but where it is meant to."""
    found = [
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in FILES
        for name, line in calls(file)
        if name == door and not within(file, DOORS[door])
    ]
    assert found == []


def test_the_environment_is_read_by_the_edges_only() -> None:
    """os.environ is looked at by the command line and by git's door."""
    readers = {
        file.relative_to(PACKAGE).parts[0]
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
    }
    assert readers <= {"cli", "vcs"}


def test_only_the_store_and_git_write() -> None:
    """Files are written through the store's one writer; -o FILE is the one exception."""
    writing = ("write_text", "write_bytes", "unlink", "rename", "replace", "rmtree", "mkdir", "touch")
    found = {
        file.relative_to(PACKAGE).as_posix()
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in writing
        # str.replace takes two words, and msgspec's replace is no method
        and not (node.func.attr == "replace" and len(node.args) != 1)
    }
    # For git: copies to merge line by line, in a folder of their own; the mark that something is being brought in.
    # For ssh-keygen: what is signed and whom it is checked against, in a folder of their own.
    for_git = {"vcs/lines.py", "vcs/joining.py", "vcs/sshkeys.py"}
    # What a killed build left, and a folder whose rename the disk would not promise to keep, are taken away.
    for_publishing = {"store/outgoing.py"}
    known = {"store/atomic.py", "store/lock.py", "cli/output.py", "work/founding.py"}
    assert found <= known | for_git | for_publishing


def test_no_type_is_told_to_look_away() -> None:
    """What the type checker finds is mended: a line that silences it would silence the next fault, too."""
    silenced = "type: " + "ignore"
    files = [
        file
        for folder in ("reviewctl", "tests", "bench", "examples")
        for file in (ROOT / folder).rglob("*.py")
    ]
    assert len(files) > 1000
    assert [file.name for file in files if silenced in file.read_text(encoding="utf-8")] == []
