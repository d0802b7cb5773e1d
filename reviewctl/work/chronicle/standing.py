"""What stands in the way of a file, seeing what is in the record: what would go, be overwritten, or be misread."""

import re
from collections import Counter
from collections.abc import Iterator

from reviewctl.render.pages.naming import listed
from reviewctl.work.chronicle.comparing import both_words
from reviewctl.work.chronicle.obstacles import Obstacle
from reviewctl.work.chronicle.outcome import Outcome, Wanted
from reviewctl.work.chronicle.rowwords import rows_words

_MOST_GONE = 5
"""So many entries may go without being asked for by name, and no more than a tenth: else half a table was sent."""


def in_the_way(outcome: Outcome, wanted: Wanted) -> Iterator[Obstacle]:
    """Yield what must be settled about what the file changes."""
    there = bool(outcome.compared.lines or outcome.compared.rejected)
    if wanted.empty_because is not None and (there or outcome.compared.missing):
        yield Obstacle(
            "--empty-because is for a chronology without a line, and there are lines.", "Leave it out."
        )
    elif not there and not outcome.compared.missing and not _says_why(outcome, wanted):
        yield Obstacle(
            "The table has headings and not one line under them.",
            'An empty chronology is valid when it says why: --empty-because "not known to the service"',
        )
    compared = outcome.compared
    by_hand = [
        one.id for one in compared.lines if (one.place is not None and one.changes) or one.kept or one.both
    ]
    by_hand += [*outcome.gone, *compared.left_out]
    if outcome.came_before and by_hand and not wanted.overwrite:
        yield Obstacle(
            f"This very file was brought in before, and what it has otherwise was changed since: {', '.join(by_hand)}.",
            "What was put right by hand is worth more: there is nothing to bring in.\n"
            "To put the words of the file back over it: --overwrite",
        )
    else:
        yield from _going(outcome, wanted)
    if (compared.disputed or any(one.both for one in compared.lines)) and not outcome.came_before:
        yield Obstacle(
            f"Corrected both here and by the agency: {listed(both_words(compared))}.",
            "To see what stands here, and what the file has: the same with --show-text\n"
            "To take the agency's words for it: --overwrite (what was corrected only here stays)\n"
            "To keep what stands here: write it in a copy of the file, and bring that in",
        )
    yield from _turned(outcome, wanted)
    if not wanted.dates_as_shown:
        yield from _swapped(outcome)


_IN_NUMBERS = re.compile(r"([0-9]{1,2}) ?[/.-] ?([0-9]{1,2}) ?[/.-] ?(?:[12][0-9]{3}|[0-9]{2})\b")


def _turned(outcome: Outcome, wanted: Wanted) -> Iterator[Obstacle]:
    """Yield that a file has dates which show that it has the months first, or last: the others are written so, too."""
    fresh = [one.draft for one in outcome.compared.lines if one.place is None and one.draft is not None]
    counts = Counter(_first_is(one.when) for one in (*fresh, *outcome.compared.rejected))
    wrong, right = ("day", "month") if wanted.month_first else ("month", "day")
    if not counts["either"] or not counts[wrong] or counts[wrong] < counts[right]:
        return
    others = "1 other date" if counts["either"] == 1 else f"{counts['either']} other dates"
    them = "it" if counts["either"] == 1 else "each of them"
    way = "leave out --month-first" if wanted.month_first else "--month-first"
    yield Obstacle(
        f"{counts[wrong]} of its dates can only have the {wrong} first, and {others} may have either first.",
        f"Nobody can tell which day is meant by {them}. If all of the file is written so: {way}\n"
        "Else have the dates corrected, with the months in words.",
    )


def _swapped(outcome: Outcome) -> Iterator[Obstacle]:
    """Yield the columns of date cells that an American spreadsheet seems to have turned round, where they are news."""
    lines = [one for one in outcome.compared.lines if one.draft is not None]
    known = {
        (one.draft.table, one.draft.row)
        for one in lines
        if one.draft is not None
        and one.place is not None
        and not any(change.field == "date" for change in one.changes)
    }
    for one in outcome.taken.swapped:
        rows = [row for row in one.rows if (one.table, row) not in known]
        if rows:
            yield Obstacle(
                f"Column {one.column.letters} ({one.column.heading}): day and month may be turned round in "
                f"{rows_words(rows)}. No date cell has a day after the 12th, and every date that stayed text "
                f"has one ({rows_words(one.shown_by)}): so it comes out where a file is opened with American settings.",
                "Have those dates looked up, and written with the months in words.\n"
                "If they are right as they are shown: --dates-as-shown",
            )


def _first_is(words: str) -> str:
    """Return what the first of three numbers of a date can only be: "day", "month", or "either"; "" for others."""
    found = _IN_NUMBERS.match(words)
    if found is None or found[1].zfill(2) == found[2].zfill(2):
        return ""
    first, second = int(found[1]) > 12, int(found[2]) > 12
    return "day" if first else "month" if second else "either"


def _says_why(outcome: Outcome, wanted: Wanted) -> bool:
    said = wanted.empty_because or outcome.chronology.empty_because or outcome.taken.periods
    return bool(said) and wanted.empty_because != ""


def _going(outcome: Outcome, wanted: Wanted) -> Iterator[Obstacle]:
    gone = [one for one in outcome.compared.missing if one.id in outcome.gone]
    if not gone or wanted.remove_gone:
        return
    marked = [one.id for one in gone if one.marks or one.tor]
    many = len(gone) > _MOST_GONE or len(gone) * 10 > len(outcome.chronology.entries)
    what = "entry that is on record" if len(gone) == 1 else "entries that are on record"
    hint = "To take them out: --remove-gone\nTo keep them beside what is new: --keep-gone"
    if marked:
        yield Obstacle(
            f"The file lacks {len(gone)} {what}, and the panel has marked or used {', '.join(marked)}.",
            hint,
        )
    elif many:
        yield Obstacle(
            f"The file lacks {len(gone)} {what}, of {len(outcome.chronology.entries)}. "
            "Was the whole of it sent?",
            hint,
        )
