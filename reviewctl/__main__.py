"""The program: runs a command and turns trouble into one clear line and an exit code."""

import gc
import io
import os
import sys


def main() -> None:
    """Run the command line. Exit codes: 0, 1, 2 usage, 3 environment, 4 internal error; 141: nobody reads."""
    # A command makes many small records and hardly any circle among them: looking for circles seldom is enough.
    gc.set_threshold(50_000)
    from reviewctl.cli.app import run

    # A program that was started with its output closed still does its work; what it says goes nowhere.
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What is said is in UTF-8 whatever the locale, as the files are; nothing is unspeakable.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = run([as_typed(word) for word in sys.argv[1:]])
    # What is left goes with the process; looking through it for circles would take longer than many a command.
    gc.freeze()
    sys.exit(code)


def as_typed(word: str) -> str:
    """Return a word of the command line with its accents, which the plainest locale takes for loose bytes."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


if __name__ == "__main__":
    main()
