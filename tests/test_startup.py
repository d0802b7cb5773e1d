"""What is imported before anything is done: help and version must be quick."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("git", "pendulum", "rich", "ruamel", "yaml", "frontmatter", "jsonschema_rs", "holidays", "filelock")
TABLE = Path(__file__).parent / "cases" / "monday" / "register"


def imported(*arguments: str) -> set[str]:
    """Return the modules that a run of the command line imports."""
    command = [sys.executable, "-X", "importtime", "-m", "reviewctl", *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_help_and_version_import_no_heavy_library(arguments: tuple[str, ...]) -> None:
    """None of the libraries that a command may need is loaded to say what commands there are."""
    assert not imported(*arguments) & set(HEAVY)


def test_status_imports_only_what_it_uses() -> None:
    """The table needs no colours on a pipe, no calendar package in settled years, no writer, no git library.

    And nothing of what chronologies and papers need: no likeness, no tables of Word and Excel, no e-mail.
    """
    found = imported("-C", str(TABLE), "status", "--as-of", "2026-06-08")
    assert not found & {"git", "pendulum", "rich", "ruamel", "ruamel.yaml", "holidays", "filelock"}
    assert not found & {
        "rapidfuzz",
        "markdown_it",
        "nh3",
        "openpyxl",
        "docx",
        "email.utils",
        "socket",
    }
    assert not any(one.startswith(("reviewctl.exchange", "reviewctl.facts.chronicle")) for one in found)


@pytest.mark.parametrize("words", [("status",), ("validate", "--exit-zero")])
def test_a_register_without_sign_offs_pays_nothing_for_them(words: tuple[str, ...]) -> None:
    """Nothing is summed up, no statement read and no key looked at where there is none."""
    found = imported("-C", str(TABLE), *words, "--as-of", "2026-06-08")
    assert not found & {
        "hashlib",
        "reviewctl.store.statements",
        "reviewctl.store.trust",
        "reviewctl.vcs.sshkeys",
    }
