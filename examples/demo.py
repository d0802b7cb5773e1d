"""What `make demo` shows: the example register as on one Monday morning, in the words of its own commands.

The register is copied into a temporary folder and made a git repository there, as a Board would have it; then each
command is printed as one would type it, with what it says. Nothing is left behind.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
AS_OF = "2022-10-10"
COMMANDS = (
    ("status",),
    ("next",),
    ("deadlines", "SAR-2022-003"),
    ("validate", "--exit-zero"),
)
ABOUT = """\
Seventeen reviews of an invented Board, as on Monday 10 October 2022. Ten are
real, under neutral pseudonyms; the others are invented. Which of their facts
were published: examples/register/README.md
"""
# Whoever shows this need not have told git who they are.
IDENTITY = {f"GIT_{who}_{what}": "example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def main() -> int:
    """Show the register. Returns 0, or the exit code of the first command that did not end well."""
    print(ABOUT)
    with tempfile.TemporaryDirectory(prefix="reviewctl-demo-") as folder:
        register = Path(folder) / "register"
        shutil.copytree(HERE / "register", register)
        make_repository(register)
        for command in COMMANDS:
            code = shown(register, [*command, "--as-of", AS_OF])
            if code:
                return code
    return 0


def make_repository(register: Path) -> None:
    """Put the register under git, with one commit."""
    settings = (
        "-c",
        "init.defaultBranch=main",
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "commit.gpgSign=false",
    )
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "The example register")):
        subprocess.run(("git", *settings, *words), cwd=register, check=True, env={**os.environ, **IDENTITY})


def shown(register: Path, words: list[str]) -> int:
    """Print a command and run it in the register; return its exit code."""
    print(f"$ reviewctl {' '.join(words)}\n", flush=True)
    code = subprocess.run((sys.executable, "-m", "reviewctl", *words), cwd=register).returncode
    print(flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
