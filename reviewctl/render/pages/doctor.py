"""The page of `doctor`: each thing that must be right, whether it is, and the command that mends it."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from reviewctl.model.report import Column, Heading, Paragraph, Report, Row, Style, Table

Outcome = Literal["ok", "to mend", "stops work", "note"]
FIELDS = ("check", "outcome", "message", "command")
_STYLES: dict[str, Style] = {"ok": "good", "to mend": "soon", "stops work": "late"}


class Check(Struct, frozen=True, kw_only=True):
    """One thing that was looked at. `command` mends it, where a command can."""

    check: str
    outcome: Outcome
    message: str
    command: str = ""


def page(checks: Sequence[Check]) -> Report:
    """Return the report of `doctor`. It fails (3) where something stops work."""
    records = [{name: getattr(one, name) or None for name in FIELDS} for one in checks]
    columns = (Column(""), Column("what"), Column("how it stands", flexible=True))
    rows = tuple(_row(one) for one in checks)
    stopped = any(one.outcome == "stops work" for one in checks)
    return Report(
        command="doctor",
        payload={"checks": records},
        records=records,
        fields=FIELDS,
        blocks=(Heading("This set-up"), Table(columns, rows), Paragraph(_summary(checks))),
        exit_code=3 if stopped else 0,
    )


def _row(one: Check) -> Row:
    below = (f"> {one.command}",) if one.command else ()
    word = one.outcome if one.outcome in ("ok", "note") else one.outcome.upper()
    return Row((word, one.check, one.message), _STYLES.get(one.outcome, ""), below)


def _summary(checks: Sequence[Check]) -> str:
    wrong = [one for one in checks if one.outcome in ("to mend", "stops work")]
    if not wrong:
        return "Nothing to mend."
    return f"{len(wrong)} to mend. The line under each says how."
