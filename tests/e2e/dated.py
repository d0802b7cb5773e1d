"""reviewctl on the day that a file names: `python tests/e2e/dated.py FILE WORD…`, for a hook that git runs.

What comes before `reviewctl` among the words is for Python, and left out.
"""

import sys
from datetime import date
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[2]))


def main(arguments: list[str]) -> int:
    """Run reviewctl with the words behind its name, and return its exit code."""
    import reviewctl.vcs.commits  # noqa: F401 (it takes the days of commits from the real calendar)
    from reviewctl.cli.app import run

    then = date.fromisoformat(Path(arguments[0]).read_text().strip())
    with mock.patch("reviewctl.facts.calendar.london_date", lambda _: then):
        return run(arguments[arguments.index("reviewctl") + 1 :])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
