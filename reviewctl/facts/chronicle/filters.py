"""What a person wants to see of an integrated chronology, and what that leaves out."""

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.chronicle.sentences import many
from reviewctl.model.chronology import Entry
from reviewctl.model.integrated import Gap, Integrated, Line, Telling
from reviewctl.model.span import Span


class Filters(Struct, frozen=True, kw_only=True):
    """What is wanted: of each kind one is enough, and every kind that is given must be met. Nothing given: all.

    `agencies`, `questions` and `marks` are ids; `persons` are ids of subjects: an entry is about one, or says under
    who was involved the pseudonym. `first` and `last` are days, both included: an entry whose date may lie between
    them is in, and it is said where it may lie outside.
    """

    agencies: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    marks: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything at all is asked for."""
        return self != Filters()


def filtered(whole: Integrated, filters: Filters) -> Integrated:
    """Return what of an integrated chronology is wanted.

    Lines keep the numbers that they have in the whole, and each keeps those of its tellings that are wanted;
    `left_out` counts the others. Gaps are those of the whole: what a filter hides is no gap. Those of agencies that
    are left out go, and so do those outside the period; the gaps of all together stay only while all agencies do.
    """
    if not filters.any:
        return whole
    lines = tuple(_lines(whole, filters))
    before, after = (sum(len(line.tellings) for line in some) for some in (whole.lines, lines))
    agencies = tuple(one for one in whole.agencies if not filters.agencies or one in filters.agencies)
    return replace(
        whole,
        lines=lines,
        agencies=agencies,
        gaps=tuple(gap for gap in whole.gaps if _gap_wanted(gap, filters)),
        empty=tuple(one for one in whole.empty if one[0] in agencies),
        not_brought_in=tuple(one for one in whole.not_brought_in if one[0] in agencies),
        left_out=whole.left_out + before - after,
        assumptions=(*whole.assumptions, *_undated(whole, filters)),
    )


def _undated(whole: Integrated, filters: Filters) -> Iterable[str]:
    """Yield how many entries a period leaves out of which nobody knows whether they lie in it."""
    if filters.first is None and filters.last is None:
        return
    always = replace(filters, first=None, last=None)
    there = (one for line in _lines(whole, always) for one in line.tellings)
    count = sum(not one.span.placed for one in there)
    if count:
        yield (
            f"{many(count, 'entry', 'entries')} without a date that can be placed {'is' if count == 1 else 'are'} "
            f"left out, and may be of the period that was asked for."
        )


def _lines(whole: Integrated, filters: Filters) -> Iterable[Line]:
    only = whole.subjects[0][0] if len(whole.subjects) == 1 else None
    involved = _pattern(name for subject, name in whole.subjects if subject in filters.persons)
    for line in whole.lines:
        kept = tuple(one for one in line.tellings if _wanted(one, filters, only, involved))
        if kept:
            yield _part(line, kept, filters)


def _part(line: Line, kept: tuple[Telling, ...], filters: Filters) -> Line:
    """Return a line with the tellings that are wanted, and with what is left out of it or may lie outside."""
    more = []
    others = len(line.tellings) - len(kept)
    if others:
        more.append(f"{many(others, 'other telling')} of it {'is' if others == 1 else 'are'} left out here.")
    if not _lies_within(line.span, filters):
        more.append("It may lie outside the period that was asked for.")
    return replace(line, tellings=kept, assumptions=(*line.assumptions, *more)) if more else line


def _wanted(one: Telling, filters: Filters, only: str | None, involved: re.Pattern[str] | None) -> bool:
    """Whether an entry is wanted. One that names no subject is about the `only` one, if there is but one."""
    entry = one.entry
    return (
        (not filters.agencies or one.agency in filters.agencies)
        and (not filters.persons or _is_about(entry, filters.persons, only, involved))
        and (not filters.questions or any(each in filters.questions for each in entry.tor))
        and (not filters.marks or any(each in filters.marks for each in entry.marks))
        and may_lie_within(one.span, filters.first, filters.last)
    )


def _is_about(
    entry: Entry, persons: tuple[str, ...], only: str | None, involved: re.Pattern[str] | None
) -> bool:
    if (entry.subject or only) in persons:
        return True
    return involved is not None and entry.who is not None and involved.search(entry.who) is not None


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds one of these names as a whole word; None where there is no name."""
    words = "|".join(re.escape(name) for name in names if name.strip())
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None


def _lies_within(span: Span, filters: Filters) -> bool:
    """Whether a date lies within the period asked for, whatever it means."""
    first, last = filters.first, filters.last
    begins = first is None or (span.first is not None and span.first >= first)
    return begins and (last is None or (span.last is not None and span.last <= last))


def may_lie_within(span: Span, first: date | None, last: date | None) -> bool:
    """Whether an uncertain date may lie in a period, whose days are both included and may be None for open.

    What has no place in time lies in no period.
    """
    if first is None and last is None:
        return True
    if not span.placed:
        return False
    too_early = first is not None and span.last is not None and span.last < first
    too_late = last is not None and span.first is not None and span.first > last
    return not too_early and not too_late


def _gap_wanted(gap: Gap, filters: Filters) -> bool:
    of_wanted = gap.agency in filters.agencies if filters.agencies else True
    return of_wanted and may_lie_within(Span(first=gap.first, last=gap.last), filters.first, filters.last)
