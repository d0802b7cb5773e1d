"""The page of `quorum --plan`: the booked meetings, whether they will be quorate, and who must still come."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.judged import Facts
from reviewctl.facts.meetings import outlooks
from reviewctl.model.attendance import Gap, Needed, Outlook
from reviewctl.model.policy import Pack
from reviewctl.model.report import Block, Column, Heading, Lines, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at, weekday_and_day
from reviewctl.render.pages.naming import listed, meeting_title, seat_title
from reviewctl.render.pages.quorum import FIELDS, names_reviews, plain

_SHOWN = 4
_STYLES: dict[str, Style] = {"NO": "late", "yes": "good"}
PLAN_FIELDS = (*FIELDS, "will_be_quorate", "expected", "lacking", "needed")


class PlanLine(Struct, frozen=True, kw_only=True):
    """One booked meeting as things stand, with its title and the pack in whose words its seats are said."""

    outlook: Outlook
    cases: tuple[str, ...]
    title: str
    pack: Pack


def plans_of(facts: Facts) -> tuple[PlanLine, ...]:
    """Return the booked meetings of one review, by date."""
    return tuple(
        PlanLine(
            outlook=one,
            cases=(one.case,),
            title=meeting_title(facts.plan, one.meeting.kind),
            pack=facts.plan.pack,
        )
        for one in outlooks(facts)
    )


def plans_joined(lines: Iterable[PlanLine]) -> tuple[PlanLine, ...]:
    """Return the lines by date, one for each meeting that stands the same for all of the cases it takes."""
    together: dict[object, PlanLine] = {}
    for line in lines:
        bare = replace(line.outlook, case="", meeting=replace(line.outlook.meeting, cases=(), number=0))
        before = together.get((line.outlook.meeting.path, bare))
        cases = (*before.cases, *line.cases) if before is not None else line.cases
        together[line.outlook.meeting.path, bare] = replace(line, cases=cases)
    return tuple(
        sorted(together.values(), key=lambda one: (one.outlook.meeting.date, one.outlook.meeting.path))
    )


def plan_page(lines: Sequence[PlanLine], about: str, as_of: date, *, exit_code: bool = False) -> Report:
    """Return the report of `quorum --plan` on those meetings. `about` opens the heading."""
    inquorate = any(line.outlook.quorate is False for line in lines)
    return Report(
        command="quorum",
        payload={"meetings": [_record(line) | {"plan": _plan(line.outlook)} for line in lines]},
        records=[_record(line) | _flat(line.outlook) for line in lines],
        fields=PLAN_FIELDS,
        blocks=tuple(_blocks(lines, about, as_of)),
        exit_code=1 if inquorate and exit_code else 0,
    )


def outlook_words(one: Outlook, pack: Pack) -> Iterator[str]:
    """Yield in lines how a booked meeting stands: who is lacking, who declined, and who else could come."""
    if one.quorate is None:
        return
    sources = f" ({', '.join(one.meeting.citations)})" if one.meeting.citations else ""
    if one.quorate:
        yield f"  will be quorate if all who are expected come{sources}"
    else:
        yield f"  will NOT BE QUORATE{sources}"
    yield from (f"    {gap_words(gap, pack)}" for gap in one.lacking)
    yield from (f"    {words}" for words in _waiting(one.needed, pack))


def why_not(one: Outlook, pack: Pack) -> str:
    """Return why a booked meeting will not be quorate: "Police sent apologies, nobody is down for Health"."""
    if not one.invited:
        return "nobody is on its sheet yet"
    return ", ".join(
        f"{seat_title(pack, gap.seat)} sent apologies"
        if gap.declined
        else f"an involvement is not settled for {seat_title(pack, gap.seat)}"
        if gap.barred
        else f"{listed(gap.elsewhere)} cannot fill {seat_title(pack, gap.seat)} and another seat"
        if gap.elsewhere
        else f"nobody is down for {seat_title(pack, gap.seat)}"
        for gap in one.lacking
    )


def gap_words(gap: Gap, pack: Pack) -> str:
    """Return a seat that nobody is down for: who declined it, and who could fill it. Ids, never names."""
    shown = [one.label for one in gap.could[:_SHOWN]]
    more = f" and {len(gap.could) - _SHOWN} more" if len(gap.could) > _SHOWN else ""
    others = f"Could come: {', '.join(shown)}{more}." if shown else "Nobody else is known for it."
    return f"{seat_title(pack, gap.seat)}: {'; '.join(_whys(gap))}. {others}"


def _whys(gap: Gap) -> Iterator[str]:
    if gap.declined:
        yield f"{listed(gap.declined)} sent apologies"
    if gap.barred:
        does = "do" if len(gap.barred) > 1 else "does"
        yield f"{listed(gap.barred)} {does} not count until an involvement is settled"
    if gap.elsewhere:
        does = "fill other seats" if len(gap.elsewhere) > 1 else "fills another seat"
        yield f"{listed(gap.elsewhere)} {does} already, and one person fills one seat"
    if not gap.declined and not gap.barred and not gap.elsewhere:
        yield "nobody is down for it"


def _waiting(needed: tuple[Needed, ...], pack: Pack) -> Iterator[str]:
    unanswered = [one for one in needed if not one.answered]
    if unanswered:
        yield "Must come, and have not answered: " + ", ".join(
            f"{one.who} ({seat_title(pack, one.seat)})" for one in unanswered
        )
    sure = [one for one in needed if one.answered]
    if sure:
        yield "Must come, and said they do: " + ", ".join(
            f"{one.who} ({seat_title(pack, one.seat)})" for one in sure
        )


def _record(line: PlanLine) -> dict[str, object]:
    one = replace(line.outlook.meeting, cases=line.cases)
    return {name: plain(getattr(one, name)) for name in FIELDS}


def _plan(one: Outlook) -> dict[str, object]:
    return {
        "quorate": one.quorate,
        "expected": list(one.expected),
        "lacking": [
            {
                "seat": gap.seat,
                "declined": list(gap.declined),
                "barred": list(gap.barred),
                "could": [{"person": who.person, "agency": who.agency} for who in gap.could],
            }
            for gap in one.lacking
        ],
        "needed": [{"who": who.who, "seat": who.seat, "answered": who.answered} for who in one.needed],
    }


def _flat(one: Outlook) -> dict[str, object]:
    return {
        "will_be_quorate": one.quorate,
        "expected": list(one.expected),
        "lacking": [gap.seat for gap in one.lacking],
        "needed": [who.who for who in one.needed],
    }


def _blocks(lines: Sequence[PlanLine], about: str, as_of: date) -> Iterator[Block]:
    yield Heading(about, as_at(as_of))
    if not lines:
        yield Paragraph(
            "No meeting is booked. Book one: reviewctl meeting add panel --cases CASE --date DATE"
        )
        return
    several = names_reviews(about, [case for line in lines for case in line.cases])
    columns = [
        Column("will be quorate"),
        *([Column("review", flexible=True)] if several else []),
        Column("meeting"),
        Column("date"),
        Column("seats expected", flexible=True),
        Column("lacking", flexible=True),
    ]
    yield Table(tuple(columns), tuple(_row(line, as_of, several) for line in lines))
    if any(line.outlook.quorate is None for line in lines):
        yield Paragraph(
            "- : the policy sets no quorum for it, or board.yaml lists no agencies to judge it by."
        )
    yield Paragraph("Expected are all on the sheet but those who sent apologies. When somebody answers:")
    yield Lines(("reviewctl meeting reply CASE MEETING --coming … --apologies … --deputy …",))


def _invite(line: PlanLine) -> str:
    return (
        f"Nobody is on its sheet yet: reviewctl meeting reply {line.cases[0]} {line.outlook.word} --invite …"
    )


def _row(line: PlanLine, as_of: date, several: bool) -> Row:
    one, meeting = line.outlook, line.outlook.meeting
    word = {True: "yes", False: "NO", None: "-"}[one.quorate]
    cells = (
        word,
        *([", ".join(line.cases)] if several else []),
        f"{line.title} {meeting.number}",
        weekday_and_day(meeting.date, as_of, padded=True),
        ", ".join(seat_title(line.pack, seat) for seat in one.expected),
        ", ".join(seat_title(line.pack, gap.seat) for gap in one.lacking),
    )
    sources = [f"rests on {', '.join(meeting.citations)}"] if one.quorate is False else []
    gaps = [] if one.invited else [_invite(line)]
    gaps += [gap_words(gap, line.pack) for gap in one.lacking]
    return Row(
        cells, _STYLES.get(word, ""), (*gaps, *_waiting(one.needed, line.pack), *meeting.notes, *sources)
    )
