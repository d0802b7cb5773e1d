"""The wheel carries everything that a register needs, and works where it is installed: no checkout, no network."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what is in the tree."""
    out = tmp_path_factory.mktemp("dist")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return built


def data_files() -> set[str]:
    """Return the files of the tree that are data of the tool, as the wheel should name them."""
    package = [
        p
        for name in ("letters", "policies", "rulebook", "schemas", "typesetting", "words")
        for p in (ROOT / "reviewctl" / name).rglob("*")
    ]
    found = {path.relative_to(ROOT).as_posix() for path in package if path.is_file()}
    template = {path for path in (ROOT / "case-template").rglob("*") if path.is_file()}
    return found | {f"reviewctl/{path.relative_to(ROOT).as_posix()}" for path in template}


def test_the_wheel_holds_the_data(wheel: Path) -> None:
    """Template, letters, policies, rulebook and schemas are in it, every file of them, and no test is."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        kinds = {
            name.split("/")[1] for name in names if name.startswith("reviewctl/") and name.count("/") > 1
        }
        licences = [name for name in names if name.endswith("LICENSE")]
    assert {"case-template", "letters", "policies", "rulebook", "schemas", "words"} <= kinds
    assert data_files() <= names
    assert len(data_files()) > 150
    assert licences and not [name for name in names if name.startswith(("tests/", "examples/"))]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel into an environment of its own.

    The libraries are lent by the environment that runs the tests, so that nothing is fetched; its own reviewctl
    is not, for the installed one comes first on the path.
    """
    place = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(place, with_pip=False, symlinks=True)
    (site,) = place.glob("lib/python*/site-packages")
    words = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    words += ["--disable-pip-version-check", f"--prefix={place}", "--ignore-installed", str(wheel)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    lent = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "lent.pth").write_text(f"{lent}\n")
    return place


def runs(place: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder, far from the checkout."""
    program = [str(place / "bin" / "python"), "-I", "-m", "reviewctl", *words]
    clean = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
    return subprocess.run(program, cwd=folder, env=clean, capture_output=True, text=True, timeout=60)


def test_it_works_where_it_is_installed(installed: Path, tmp_path: Path) -> None:
    """In an empty folder a review is opened, read, explained and shown, by the installed files alone."""
    where = subprocess.run(
        [str(installed / "bin" / "python"), "-I", "-c", "import reviewctl; print(reviewctl.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert where.stdout.startswith(str(installed)), where
    done = runs(installed, tmp_path, "new", "sar", "--id", "SAR-2025-001")
    assert (done.returncode, done.stderr) == (0, ""), done
    case = tmp_path / "SAR-2025-001"
    assert sorted(path.name for path in case.iterdir()) == [
        "README.md",
        "case.yaml",
        "diary.yaml",
        "family.yaml",
        "referral.md",
    ]
    for words in (("validate",), ("status",), ("deadlines",), ("explain", "TIM001"), ("schema", "diary")):
        done = runs(installed, case, *words)
        assert (done.returncode, done.stderr) == (0, ""), (words, done)
        assert done.stdout.strip()


def test_the_program_has_its_name(installed: Path) -> None:
    """The wheel installs a command called reviewctl."""
    assert (installed / "bin" / "reviewctl").is_file()
