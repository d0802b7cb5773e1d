"""What `publish build` says when the folder is made: each file with its digest, and what to record."""

from collections.abc import Iterator, Sequence
from datetime import date

from reviewctl.model.publishing import Cover
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import many


def lines(
    case: str, place: str, cover: Cover, sums: Sequence[tuple[str, str]], *, is_out: bool, past: date | None
) -> Iterator[str]:
    """Yield the lines: the sha256 of each file as `sha256sum` has them, and the command that records publication.

    That is left out where it `is_out` already. `past` is the embargo that was asked for and is over.
    """
    yield f"Made: {place} ({many(len(sums), 'file')}). Nothing of the record was written."
    yield from (f"{digest}  {name}" for name, digest in sums)
    if cover.embargo is not None:
        yield (
            f"UNDER EMBARGO until {long_day(cover.embargo)}: every page says so. These files are not the ones to "
            "publish; once the day has come, build anew."
        )
        return
    if past is not None:
        yield f"The embargo was until {long_day(past)} and is past, so no page speaks of one."
    if is_out:
        yield "Look at every file before it goes out."
        return
    yield "Look at every file before it goes out. Once it is public, record the day:"
    yield f"  reviewctl record {case} publication.date today"
