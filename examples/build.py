"""Builds the example register as a person would: command by command, and edit by edit.

    python examples/build.py            writes examples/register again
    python examples/build.py FOLDER     builds it into FOLDER, which must not be there yet

The tables that agencies sent are in examples/sent/ (send.py made them). The commands are in examples/commands/, one
file for the Board and one for each review. A line there is either a command of reviewctl, as it is typed in the register, or `edit FILE PIECE`, which is what a person does in an
editor: the lines of examples/edits/PIECE are laid into FILE (see `laid`). What is saved is saved by the lines that
say so: each command's own commit is left out, for it would take a third of the time and the result is a register
without its git repository, and without the editor's settings, which are the same in every register.
"""

import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
REGISTER = HERE / "register"
AS_OF = "2022-10-10"
LEFT_OUT = (".git", ".vscode")
COMMITTING = ("init", "save")


class Stopped(Exception):
    """A line of the build files that did not do what it should."""


def sheets() -> list[Path]:
    """Return the build files in their order: the Board's first. Each of the others needs only that one."""
    return sorted((HERE / "commands").glob("*.txt"))


def build(folder: Path, played: Sequence[Path] | None = None) -> None:
    """Replay build files, or else every one, in `folder`, which must not be there yet.

    Raises Stopped, naming the line that did not do what it should.
    """
    folder.mkdir(parents=True)
    identity = {
        f"GIT_{who}_{what}": "example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    before = dict(os.environ)
    os.environ.update(identity)
    try:
        for sheet in sheets() if played is None else played:
            for number, line in lines_of(sheet.read_text(encoding="utf-8")):
                try:
                    play(folder, shlex.split(line))
                except Stopped as why:
                    raise Stopped(f"{sheet.name}:{number}: {why}") from None
    finally:
        os.environ.clear()
        os.environ.update(before)
    for name in LEFT_OUT:
        remove(folder / name)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line of a build file with its number; a backslash at its end joins the next one to it."""
    start, joined = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        start = start if joined else number
        joined += line.removesuffix("\\")
        if line.endswith("\\"):
            continue
        if joined.strip() and not joined.startswith("#"):
            yield start, joined
        joined = ""


def play(folder: Path, words: list[str]) -> None:
    """Do what one line says. Raises Stopped where it cannot be done."""
    if words[0] == "edit":
        target = folder / words[1]
        old = target.read_text(encoding="utf-8") if target.exists() else ""
        piece = (HERE / "edits" / words[2]).read_text(encoding="utf-8")
        target.write_text(laid(old, piece), encoding="utf-8")
        return
    from reviewctl.cli.app import run

    uncommitted = [] if words[1] in COMMITTING else ["--no-commit"]
    sent = [str(HERE / word) if word.startswith("sent/") else word for word in words[1:]]
    code = run(["-C", str(folder), *sent, *uncommitted])
    if code:
        raise Stopped(f"{shlex.join(words)} ended with exit code {code}")


def laid(text: str, piece: str) -> str:
    """Return a file's text with a piece laid in. The piece is in parts, each under a line that says where:

    `=== under LINE` (the lines go under that one), `=== instead of LINE`, `=== instead of LINE ... LINE` (from
    the one to the next that reads like the other), `=== at the end`. A LINE is written without the spaces before
    it; the one to begin with must be there once.
    """
    for part in piece.split("=== ")[1:]:
        where, _, new = part.partition("\n")
        old = text.splitlines(keepends=True)
        if where == "at the end":
            text = text + new
        elif where.startswith("under "):
            place = find(old, where.removeprefix("under ")) + 1
            text = "".join([*old[:place], new, *old[place:]])
        else:
            first, _, last = where.removeprefix("instead of ").partition(" ... ")
            start = find(old, first)
            end = find(old, last, start) if last else start
            text = "".join([*old[:start], new, *old[end + 1 :]])
    return text


def find(lines: list[str], wanted: str, after: int | None = None) -> int:
    """Return the place of the one line that reads so, or of the first `after` a place.

    Raises Stopped where there is none; or several, and no place to begin at.
    """
    found = [place for place, line in enumerate(lines) if line.strip() == wanted and place > (after or -1)]
    if not found or (len(found) > 1 and after is None):
        raise Stopped(f"the file has {len(found)} lines that read: {wanted}")
    return found[0]


def remove(path: Path) -> None:
    """Delete a file or a folder, where it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def main() -> int:
    """Build the register anew, beside its place, and put it there when it is whole."""
    if len(sys.argv) > 1:
        build(Path(sys.argv[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "register"
        build(fresh)
        remove(REGISTER)
        shutil.copytree(fresh, REGISTER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
