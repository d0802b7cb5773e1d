"""The note on a page whose register is the one that git had on a day."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from reviewctl.model import prose
from reviewctl.model.prose import Prose
from reviewctl.model.report import Block, Heading, Paragraph, Report
from reviewctl.render.composed import runs
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import many


def with_note(report: Report, day: date, commit: str, came_in_later: int) -> Report:
    """Return a page that says, under its title and in its payload, on which day its register was so recorded.

    `came_in_later` is how many commits were made by then elsewhere and are not in it.
    """
    note = note_of(day, commit, came_in_later)
    return replace(
        report,
        payload={"recorded_on": day, "commit": commit, "came_in_later": came_in_later, **report.payload},
        blocks=_below_title(report.blocks, note),
        prose=_in_prose(report.prose, note) if report.prose is not None else None,
    )


def note_of(day: date, commit: str, came_in_later: int) -> str:
    """Return the sentences that say which register is shown."""
    elsewhere = (
        f" Nor {'is' if came_in_later == 1 else 'are'} {many(came_in_later, 'commit')} made by then on a branch or "
        "in another copy: merged later."
        if came_in_later
        else ""
    )
    return (
        f"As the register was recorded in git at the end of {long_day(day)} (commit {commit[:10]}). "
        f"What was written since is not in it.{elsewhere} Bank holidays are as known today."
    )


def _below_title(blocks: Sequence[Block], note: str) -> tuple[Block, ...]:
    said = Paragraph(note, style="strong")
    at = next((number for number, one in enumerate(blocks) if isinstance(one, Heading)), -1)
    return (*blocks[: at + 1], said, *blocks[at + 1 :])


def _in_prose(text: Prose, note: str) -> Prose:
    said = prose.Paragraph(runs(note, bold=True))
    at = next((number for number, one in enumerate(text.blocks) if isinstance(one, prose.Heading)), -1)
    return replace(text, blocks=(*text.blocks[: at + 1], said, *text.blocks[at + 1 :]), source=None)
