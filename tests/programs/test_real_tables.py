"""The tables of five reviews, made anew in LibreOffice as agencies do, bring in what stands in the register."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import House

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SENT = sorted(
    path.relative_to(EXAMPLES / "sent").as_posix()
    for path in (EXAMPLES / "sent").glob("*/*.*")
    if path.parent.name != "source"
)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every table, made by LibreOffice just now."""
    folder = tmp_path_factory.mktemp("sent")
    subprocess.run([sys.executable, str(EXAMPLES / "send.py"), str(folder)], check=True, timeout=110)
    return folder


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A copy of the example register under git."""
    root = shutil.copytree(EXAMPLES / "register", tmp_path_factory.mktemp("register") / "register")
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *words], cwd=root, check=True)
    return House(root)


@pytest.mark.parametrize("name", SENT)
def test_what_libreoffice_makes_changes_nothing(name: str, sent: Path, register: House) -> None:
    """Each table, sent again, brings not one new or different line."""
    case, _, file = name.partition("/")
    before = register.files()
    done = register.tries("chronology", "import", case, file.partition(".")[0], str(sent / name), "--yes")
    assert (done.code, done.err) == (0, ""), done
    changed = [path for path in before if before[path] != register.files()[path]]
    assert [path for path in changed if "/chronology/" in path] == [], done.out
