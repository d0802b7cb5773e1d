"""The page of `chronology merge`: the integrated chronology, and what nobody tells of."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.model.integrated import Gap, Integrated
from reviewctl.model.report import Block, Column, Heading, Message, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at, plain_day
from reviewctl.render.pages.chronicle_data import FIELDS, payload, records
from reviewctl.render.pages.chronicle_table import Shape, table_of
from reviewctl.render.pages.chronicle_words import Names, not_brought_in, plain
from reviewctl.render.pages.naming import many


class Setting(Struct, frozen=True, kw_only=True):
    """What the page says beside the lines: whom the review is about, the names, and how the table is drawn.

    `form` is the format that it is made for: of 15,000 entries only what that one shows is made ready.
    `unread` are the files that could not be read whole.
    """

    about: str
    as_of: date
    names: Names
    shape: Shape = "text"
    form: str = "text"
    unread: tuple[str, ...] = ()


_WHEN_CORRECTED = "Once the agency has corrected its file, bring that in: reviewctl chronology import"
_IN_ROWS = ("csv", "xlsx")


def page(whole: Integrated, setting: Setting) -> Report:
    """Return the report on an integrated chronology."""
    data = payload(whole, setting.names) if setting.form == "json" else {"case": whole.case}
    return Report(
        command="chronology-merge",
        payload={"as_of": setting.as_of, **data, "unread": list(setting.unread)},
        records=records(whole, setting.names) if setting.form in _IN_ROWS else (),
        fields=FIELDS,
        blocks=tuple(_blocks(whole, setting)) if setting.form not in ("json", "csv") else (),
    )


def _blocks(whole: Integrated, setting: Setting) -> Iterator[Block]:
    title = " · ".join(filter(None, (whole.case, "Integrated chronology", setting.about)))
    yield Heading(title, as_at(setting.as_of))
    yield Paragraph(_counts(whole))
    for path in setting.unread:
        where = f"reviewctl validate {whole.case}"
        yield Message(f"{path} could not be read whole: entries may be missing.", "late", (f"See: {where}",))
    for words in not_brought_in(whole, setting.names.agencies):
        yield Message(words, "late", (_WHEN_CORRECTED,))
    if whole.left_out:
        yield Paragraph(
            f"{whole.left_out:,} more {'entry is' if whole.left_out == 1 else 'entries are'} left out, as they are "
            "not what was asked for. The numbers are those of the whole.",
            "soon",
        )
    if whole.lines:
        yield table_of(whole, setting.names, setting.shape)
    yield from _gaps(whole, setting)
    yield from _empty(whole, setting.names)
    if whole.assumptions:
        yield Heading("Taken for granted", level=2)
        yield from (Message(one) for one in whole.assumptions)
    yield Paragraph(_HOW_TO_READ, "quiet")


def _counts(whole: Integrated) -> str:
    told = sum(len(line.tellings) for line in whole.lines)
    several = sum(len(line.tellings) > 1 for line in whole.lines)
    differ = sum(bool(line.conflicts) for line in whole.lines)
    undated = sum(not line.span.placed for line in whole.lines)
    entries = f"{told:,} {'entry' if told == 1 else 'entries'}"
    words = [f"{entries} of {_agencies(whole)} in {many(len(whole.lines), 'line')}"]
    words += [f"{several:,} told more than once"] * bool(several)
    words += [f"{differ:,} in which accounts DIFFER or are disputed"] * bool(differ)
    words += [f"{undated:,} without a date that can be placed"] * bool(undated)
    return f"{'; '.join(words)}. {_scope(whole)}"


def _agencies(whole: Integrated) -> str:
    number = len(whole.agencies)
    return "1 agency" if number == 1 else f"{number} agencies"


def _scope(whole: Integrated) -> str:
    first, last = whole.scope
    if first is None and last is None:
        return "The terms of reference name no period."
    begin = f"from {plain_day(first)}" if first is not None else ""
    end = f"to {plain_day(last)}" if last is not None else ""
    return f"The period looked at: {' '.join(filter(None, (begin, end)))}."


def _gaps(whole: Integrated, setting: Setting) -> Iterator[Block]:
    if not whole.gaps:
        return
    under = setting.form == "text"
    yield Heading("Times of which nobody tells", level=2)
    columns = (
        Column("who", flexible=True),
        Column("from"),
        Column("to"),
        Column("days", right=True),
        Column("how sure"),
        Column("on what it rests", flexible=True),
    )
    rows = tuple(_gap_row(gap, setting.names, under) for gap in whole.gaps)
    yield Table(columns[:-1] if under else columns, rows)


def _gap_row(gap: Gap, names: Names, under: bool) -> Row:
    who = names.agency(gap.agency) if gap.agency is not None else "all together"
    sure = "definite" if gap.definite else "possible"
    cells = (who, plain_day(gap.first), plain_day(gap.last), f"{gap.days:,}", sure)
    style: Style = "soon" if gap.definite and not gap.explained else ""
    notes = tuple(_gap_notes(gap))
    return Row(cells, style, notes) if under else Row((*cells, "; ".join(notes)), style)


def _gap_notes(gap: Gap) -> Iterator[str]:
    if gap.only_if:
        yield f"only if {gap.only_if}"
    if gap.widest is not None:
        first, last = gap.widest
        yield f"it may be as long as {plain_day(first)} to {plain_day(last)}"
    if gap.explained:
        yield f"the agency's reason: {plain(gap.explained)}"


def _empty(whole: Integrated, names: Names) -> Iterator[Block]:
    if not whole.empty:
        return
    yield Heading("Chronologies without an entry", level=2)
    for agency, because in whole.empty:
        yield Message(f"{names.agency(agency)}: {plain(because) or 'no reason is given'}")


_HOW_TO_READ = (
    "Lines stand by the first day that each may mean, the narrower date first; without a time of day before those "
    "with one; without a date at the end. Nothing is left out of what agencies told twice: each has its own words. "
    "definite: nothing lies there, whatever the uncertain dates mean. (P§14)"
)
