"""The integrated chronology (P§14): what all the agencies told, in one order, with every assumption said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.chronicle.ages import ages_of
from reviewctl.facts.chronicle.conflicts import conflicts_of
from reviewctl.facts.chronicle.duplicates import Group, group_assumptions, groups_of
from reviewctl.facts.chronicle.gaps import Told, gaps_of
from reviewctl.facts.chronicle.ordering import (
    Account,
    Key,
    by_agency,
    key_of,
    neighbours,
    place_assumptions,
    reading_assumptions,
    tellings_of,
    timed_days,
)
from reviewctl.facts.chronicle.pairs import MOST, NEXT_DAY
from reviewctl.facts.chronicle.sentences import Names, listed, many
from reviewctl.facts.span import between, order_key, overlap
from reviewctl.model.case import Subject
from reviewctl.model.integrated import Gap, Integrated, Line, Telling
from reviewctl.model.span import Span

ALIKE = 80
"""From how many per cent on two texts may tell of one event. No source gives a number: it is shown, and an option."""
GAP_DAYS = 90
"""From how many days on a time without an entry is listed. No source gives a number: it is shown, and an option."""


class Options(Struct, frozen=True, kw_only=True):
    """How the chronologies are put together.

    `alike` (per cent) and `gap_days` are thresholds; `names` are the agencies' names by id, for sentences. `lines` is
    whether the line of each entry in its file is looked up, for which files that are not plain are read a second time.
    """

    alike: int = ALIKE
    gap_days: int = GAP_DAYS
    names: Names = {}
    lines: bool = True


AS_USUAL = Options()
"""What is taken where nothing else is asked for."""


def integrate(
    case: str,
    accounts: Iterable[Account],
    subjects: Sequence[Subject] = (),
    scope: tuple[date | None, date | None] = (None, None),
    options: Options = AS_USUAL,
) -> Integrated:
    """Return the chronologies of a review as one.

    The order of the accounts, and that of the entries in them, makes no difference, but for what has no date: of
    that it is said beside which entries it was written. Every entry stands in exactly one line.
    """
    given = tuple(accounts)
    used = by_agency(given)
    tellings = [one for account in used.values() for one in tellings_of(account, options.lines)]
    grouping = groups_of(tellings, options.alike)
    return Integrated(
        case=case,
        subjects=tuple((one.id, one.pseudonym) for one in subjects),
        agencies=tuple(used),
        scope=scope,
        lines=tuple(_lines(tellings, grouping.groups, used.values(), subjects, options)),
        gaps=tuple(_gaps(tellings, used, scope, options.gap_days)),
        empty=tuple(
            (one.agency, one.chronology.empty_because or "")
            for one in used.values()
            if not one.chronology.entries
        ),
        not_brought_in=tuple((one.agency, one.missing) for one in used.values() if one.missing),
        assumptions=(*_overall(given, options.names), *_how(options, grouping.crowded)),
    )


def _lines(
    tellings: Sequence[Telling],
    groups: Iterable[Group],
    accounts: Iterable[Account],
    subjects: Sequence[Subject],
    options: Options,
) -> Iterator[Line]:
    """Yield the lines in order, each with what it took to put it there."""
    beside, timed = neighbours(accounts, options.names), timed_days(tellings)
    placed = [(_span_of(group.tellings), group) for group in groups]
    before: Span | None = None
    for number, (span, group) in enumerate(sorted(placed, key=_group_key), start=1):
        first = group.tellings[0]
        stands = place_assumptions(span, timed, beside.get((first.agency, first.entry.id), ""))
        read = (sentence for one in group.tellings for sentence in reading_assumptions(one.entry))
        yield Line(
            number=number,
            span=span,
            tellings=group.tellings,
            conflicts=conflicts_of(group.tellings),
            assumptions=(*stands, *group_assumptions(group, options.names), *read),
            ages=ages_of(group.tellings, span, subjects),
            since=between(before, span) if before is not None and span.placed else None,
            alike=group.alike,
        )
        before = span if span.placed else before


def _span_of(tellings: Sequence[Telling]) -> Span:
    """Return where the dates of all tellings overlap; that of the first where they do not."""
    found = tellings[0].span
    for one in tellings[1:]:
        common = overlap(found, one.span)
        if common is None:
            return tellings[0].span
        found = common
    return found


def _group_key(placed: tuple[Span, Group]) -> Key:
    span, group = placed
    _, agency, item = key_of(group.tellings[0])
    return order_key(span), agency, item


def _gaps(
    tellings: Sequence[Telling],
    used: Mapping[str, Account],
    scope: tuple[date | None, date | None],
    least: int,
) -> Iterator[Gap]:
    """Yield the gaps of each agency, and then those of all together where there are several."""
    spans: dict[str, list[Span]] = {agency: [] for agency in used}
    for one in tellings:
        spans[one.agency].append(one.span)
    for agency, account in used.items():
        reasons = account.chronology.no_contact
        told = Told(agency=agency, spans=spans[agency], no_contact=reasons, missing=account.missing)
        yield from gaps_of(told, scope, least)
    if len(used) > 1:
        missing = sum(one.missing for one in used.values())
        together = Told(agency=None, spans=[one.span for one in tellings], missing=missing)
        yield from gaps_of(together, scope, least)


def _how(options: Options, crowded: int) -> Iterator[str]:
    """Yield by which thresholds it was put together."""
    yield (
        f"Entries of different agencies are held for one event from {options.alike} % alike on, where their dates "
        f"may be the same; from {max(options.alike, NEXT_DAY)} % on where they are a day apart. "
        "No source sets a number."
    )
    if crowded:
        yield (
            f"{many(crowded, 'entry', 'entries')} with so much beside them that is alike that each was compared "
            f"with the nearest {MOST} only."
        )
    yield f"A time without an entry is listed from {options.gap_days:,} days on. No source sets a number."


def _overall(given: Sequence[Account], names: Names) -> Iterator[str]:
    """Yield what was taken for granted for the whole: which of two chronologies of one agency counts."""
    full = {one.agency for one in given if not one.initial}
    initial = {one.agency for one in given if one.initial}
    for which, said in (
        (initial - full, "Only the initial chronology is here, and stands for the full one"),
        (initial & full, "The initial chronology is left out, as the full one is here"),
    ):
        if which:
            yield f"{said}: {listed(sorted(names.get(one, one) for one in which))}."
