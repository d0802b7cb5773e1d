"""The integrated chronology (P§14): what all the agencies told, in one order, with every assumption said."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.chronicle.ages import ages_of
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
from reviewctl.facts.chronicle.sentences import Names, listed
from reviewctl.facts.span import between, order_key
from reviewctl.model.case import Subject
from reviewctl.model.integrated import Integrated, Interval, Line, Telling
from reviewctl.model.span import Span

ALIKE = 80
"""From how many per cent on two texts may tell of one event. No source gives a number: it is shown, and an option."""
GAP_DAYS = 90
"""From how many days on a time without an entry is listed. No source gives a number: it is shown, and an option."""


class Options(Struct, frozen=True, kw_only=True):
    """How the chronologies are put together.

    `alike` (per cent) and `gap_days` are thresholds; `names` are the agencies' names by id, for sentences. `lines` is
    whether the line of each entry in its file is looked up, for which the files are read a second time.
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
    return Integrated(
        case=case,
        subjects=tuple((one.id, one.pseudonym) for one in subjects),
        agencies=tuple(used),
        scope=scope,
        lines=tuple(_lines(tellings, used.values(), subjects, options)),
        empty=tuple(
            (a, used[a].chronology.empty_because or "") for a in used if not used[a].chronology.entries
        ),
        assumptions=tuple(_overall(given, options.names)),
    )


def _lines(
    tellings: Sequence[Telling], accounts: Iterable[Account], subjects: Sequence[Subject], options: Options
) -> Iterator[Line]:
    beside, timed = neighbours(accounts, options.names), timed_days(tellings)
    before: Span | None = None
    for number, group in enumerate(sorted(_groups(tellings), key=_group_key), start=1):
        span = group[0].span
        first = group[0]
        yield Line(
            number=number,
            span=span,
            tellings=group,
            assumptions=(
                *place_assumptions(span, timed, beside.get((first.agency, first.entry.id), "")),
                *(sentence for one in group for sentence in reading_assumptions(one.entry)),
            ),
            ages=ages_of(group, span, subjects),
            since=_since(before, span),
        )
        before = span if span.placed else before


def _groups(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, ...]]:
    yield from ((one,) for one in tellings)


def _group_key(group: tuple[Telling, ...]) -> Key:
    key = key_of(group[0])
    return order_key(group[0].span), key[1], key[2]


def _since(before: Span | None, span: Span) -> Interval | None:
    return between(before, span) if before is not None and span.placed else None


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
