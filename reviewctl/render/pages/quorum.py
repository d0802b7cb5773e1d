"""The page of `quorum`: each meeting, who was there by seat, what was lacking and why somebody did not count."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.judged import Facts
from reviewctl.model.attendance import MeetingQuorum
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at, weekday_and_day
from reviewctl.render.pages.naming import meeting_title, seat_title, whom

FIELDS = (
    "cases",
    "meeting",
    "kind",
    "number",
    "date",
    "status",
    "quorate",
    "present",
    "missing",
    "notes",
)
_STYLES: dict[str, Style] = {"NO": "late", "yes": "good"}


class MeetingLine(Struct, frozen=True, kw_only=True):
    """One meeting with its seats in the policy's words."""

    judged: MeetingQuorum
    title: str
    present: tuple[str, ...]
    missing: tuple[str, ...]


def lines_of(facts: Facts) -> tuple[MeetingLine, ...]:
    """Return the meetings of one review, by date."""
    pack = facts.plan.pack
    return tuple(
        MeetingLine(
            judged=replace(one, cases=(facts.case.id,)),
            title=meeting_title(facts.plan, one.kind),
            present=tuple(seat_title(pack, seat) for seat in one.present),
            missing=tuple(seat_title(pack, seat) for seat in one.missing),
        )
        for one in facts.meetings
    )


def joined(lines: Iterable[MeetingLine]) -> tuple[MeetingLine, ...]:
    """Return the lines by date, one for each meeting that came to the same for all of the cases it took."""
    together: dict[object, MeetingLine] = {}
    for line in lines:
        key = (line.judged.path, replace(line.judged, cases=()))
        before = together.get(key)
        cases = (*before.judged.cases, *line.judged.cases) if before is not None else line.judged.cases
        together[key] = replace(line, judged=replace(line.judged, cases=cases))
    return tuple(sorted(together.values(), key=lambda one: (one.judged.date, one.judged.path)))


def page(lines: Sequence[MeetingLine], about: str, as_of: date, *, exit_code: bool = False) -> Report:
    """Return the report of `quorum` on those meetings. `about` opens the heading."""
    records = [{name: plain(getattr(line.judged, name)) for name in FIELDS} for line in lines]
    inquorate = any(line.judged.quorate is False for line in lines)
    return Report(
        command="quorum",
        payload={"meetings": records},
        records=records,
        fields=FIELDS,
        blocks=tuple(_blocks(lines, about, as_of)),
        exit_code=1 if inquorate and exit_code else 0,
    )


def heading_of(facts: Facts, name: str = "meetings") -> str:
    """Return how the heading names one review, and what is shown of it."""
    return f"{facts.case.id} · {whom(facts.case.file, ' and ')} · {name}"


def names_reviews(about: str, cases: Sequence[str]) -> bool:
    """Whether the table names the review of each line: the heading does not, or there are several."""
    return len(set(cases)) > 1 or not all(about.startswith(f"{case} ") for case in cases)


def quorate_word(one: MeetingQuorum, as_of: date) -> str:
    """Return "yes", "NO", "planned", "cancelled", or "-" where the policy sets no quorum."""
    if one.quorate is not None:
        return "yes" if one.quorate else "NO"
    if one.status == "held":
        return "-" if one.date <= as_of else "ahead"
    return one.status


def plain(value: object) -> object:
    """Return a value as JSON and csv have it."""
    return list(value) if isinstance(value, tuple) else value


def _blocks(lines: Sequence[MeetingLine], about: str, as_of: date) -> Iterator[Block]:
    yield Heading(about, as_at(as_of))
    if not lines:
        yield Paragraph("No meeting is recorded. Book one: reviewctl meeting add panel --date DATE")
        return
    several = names_reviews(about, [case for line in lines for case in line.judged.cases])
    columns = [
        Column("quorate"),
        *([Column("review", flexible=True)] if several else []),
        Column("meeting"),
        Column("date"),
        Column("seats filled", flexible=True),
        Column("lacking", flexible=True),
    ]
    yield Table(tuple(columns), tuple(_row(line, as_of, several) for line in lines))
    if any(line.judged.quorate is None and line.judged.status == "held" for line in lines):
        yield Paragraph("- : the policy sets no quorum for this kind of meeting.")
    yield Paragraph("Whom each seat stands for, and its paragraph: reviewctl explain quorate")


def _row(line: MeetingLine, as_of: date, several: bool) -> Row:
    one = line.judged
    word = quorate_word(one, as_of)
    judged = one.quorate is not None
    number = f" {one.number}" if one.status != "cancelled" else ""
    cells = (
        word,
        *([", ".join(one.cases)] if several else []),
        f"{line.title}{number}",
        weekday_and_day(one.date, as_of, padded=True),
        ", ".join(line.present) if judged else "",
        ", ".join(line.missing) if judged else "",
    )
    sources = [f"rests on {', '.join(one.citations)}"] if one.quorate is False else []
    return Row(cells, _STYLES.get(word, ""), (*one.notes, *sources))
