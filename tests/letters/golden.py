"""Each letter for a review of the example register, with what it says kept in `expected/`.

`python -m tests.letters.golden` writes what is said now; the difference is for a person to judge.
"""

import contextlib
import io
from pathlib import Path

from reviewctl.cli.app import run

HERE = Path(__file__).parent
REGISTER = HERE.parent.parent / "examples" / "register"
EXPECTED = HERE / "expected"

DRAFTS = {
    "acknowledgement": "acknowledgement SAR-2022-002 --as-of 2022-09-16",
    "information-request": "information-request SAR-2022-002 --item police-n --as-of 2022-09-26",
    "screening-invitation": "screening-invitation SAR-2022-002 --as-of 2022-09-26",
    "agenda-screening": "agenda SAR-2022-001 --meeting 2022-09-26-screening --as-of 2022-09-20",
    "recommendation": "recommendation SAR-2021-001 --as-of 2022-03-29",
    "outcome-to-referrer": "outcome-to-referrer SAR-2021-001 --as-of 2022-03-30",
    "family": "family SAR-2021-001 --as-of 2022-03-30",
    "family-undecided": "family SAR-2022-002 --as-of 2022-09-26",
    "chronology-request": "chronology-request SAR-2021-001 --item acute-hospital-n --as-of 2022-04-06",
    "imr-request": "imr-request SAR-2019-001 --item acute-hospital-n --as-of 2019-11-21",
    "chaser": "chaser SAR-2022-002 --as-of 2022-10-10",
    "panel-invitation-first": "panel-invitation SAR-2019-001 --meeting panel,1 --as-of 2019-11-01",
    "panel-invitation-second": "panel-invitation SAR-2019-001 --meeting panel,2 --as-of 2020-01-20",
    "agenda-first": "agenda SAR-2019-001 --meeting panel,1 --as-of 2019-11-01",
    "agenda-second": "agenda SAR-2019-001 --meeting panel,2 --as-of 2020-01-20",
    "attendance-sheet": "attendance-sheet SAR-2019-001 --meeting panel,1 --as-of 2019-11-01",
    "chair-update": "chair-update SAR-2021-001 --as-of 2022-10-10",
    "family-update": "family-update SAR-2021-001 --as-of 2022-10-10",
    "family-publication": "family-publication SAR-2019-001 --as-of 2021-09-01",
}
"""What each letter is asked for with. The complaints have tests of their own: the examples hold none."""


def said(arguments: str) -> str:
    """Return what `letter` says: the draft, then what it says beside it."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["-C", str(REGISTER), "letter", *arguments.split()])
    return f"exit {code}\n{_text(out)}{_text(err)}"


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")


def main() -> None:
    """Write what every letter says now."""
    for name, arguments in DRAFTS.items():
        (EXPECTED / f"{name}.txt").write_text(said(arguments), encoding="utf-8")


if __name__ == "__main__":
    main()
