"""The page of `publish check`: may the review go out, and everything that stands in the way, on one page."""

from collections.abc import Iterator, Sequence
from datetime import date

from reviewctl.facts.publishing.checklist import Item
from reviewctl.model.finding import Finding
from reviewctl.model.publication import Clearance
from reviewctl.model.report import Block, Column, Heading, Message, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at, long_day, plain_day
from reviewctl.render.pages.naming import listed, many, role_title, whom
from reviewctl.render.pages.publish_check_data import (
    Checked,
    Paper,
    count,
    in_order,
    payload_of,
    people_of,
    records_of,
)

FIELDS = (
    "number",
    "code",
    "name",
    "severity",
    "message",
    "case",
    "path",
    "line",
    "column",
    "citations",
    "help",
    "clear",
)
_STYLES: dict[str, Style] = {"error": "late", "warning": "soon", "note": "quiet"}
_SHORT = 12
"""So many signs of a digest are shown: enough to compare two by eye. JSON has it whole."""


def page(one: Checked) -> Report:
    """Return the report of `publish check`. It fails where the review may not go out."""
    records = records_of(one)
    return Report(
        command="publish-check",
        payload=payload_of(one, records),
        records=records,
        fields=FIELDS,
        blocks=tuple(_blocks(one)),
        exit_code=0 if one.is_open else 1,
    )


def _blocks(one: Checked) -> Iterator[Block]:
    case = one.facts.case
    yield Heading(f"{case.id} · {whom(case.file)} · publication", as_at(one.facts.as_of))
    verdict = Paragraph(_verdict(one), "good" if one.is_open else "late")
    yield verdict
    yield Paragraph(" · ".join(_when(one)))
    yield Paragraph(_search_words(one), "" if one.searched else "late")
    yield from _findings(one.findings)
    yield from _papers(one.papers)
    yield from _cleared(one.cleared)
    yield from _checklist(one)
    yield from _statement(one)
    yield verdict  # The page is longer than a screen: what it comes to is the last thing that is read.


def _verdict(one: Checked) -> str:
    barred, thought = count(one.findings, "error"), count(one.findings, "warning")
    think = f" {many(thought, 'thing')} to be thought of." if thought else ""
    if not one.is_open:
        verb = "stands" if barred == 1 else "stand"
        return f"MAY NOT GO OUT: {many(barred, 'thing')} {verb} in the way.{think}"
    if one.under_embargo and one.facts.case.publication.embargo is not None:
        return f"MAY GO OUT UNDER EMBARGO, marked as such on every page.{think}"
    return f"MAY GO OUT.{think} Make the folder: reviewctl publish build {one.facts.case.id} -o DIR"


_SEARCH_CODES = ("PUB010", "PUB011", "PUB012", "PUB014", "PUB015")


def _search_words(one: Checked) -> str:
    """Return what became of the search for names, in a sentence."""
    if not one.searched:
        return "NOT SEARCHED for names: nothing goes out before it was."
    found = sum(each.code in _SEARCH_CODES or _is_of_another(each) for each in one.findings)
    if found:
        return f"Searched for names and whatever else gives somebody away: {many(found, 'thing')} to be dealt with."
    past = f"; {many(len(one.cleared), 'warning')} cleared" if one.cleared else ""
    return f"Searched for names and whatever else gives somebody away: nothing in the way{past}."


def _is_of_another(finding: Finding) -> bool:
    """Whether it was searched with another identity register than the one on record."""
    return finding.code == "PUB016" and finding.severity == "error"


_STYLE_WORDS = {
    "website": "on the website",
    "press-statement": "with a press statement",
    "summary-only": "in summary only",
    "not-published": "not published",
    None: "how it is published is not decided",
}


def _when(one: Checked) -> Iterator[str]:
    publication = one.facts.case.publication
    yield _STYLE_WORDS[publication.style]
    if one.published is not None:
        yield f"published {long_day(one.published)}"
    elif one.planned is not None:
        past = ", which is PAST: no paper bears it" if one.planned < one.facts.as_of else ""
        yield f"planned for {long_day(one.planned)}{past}"
    else:
        yield "no day is planned"
    yield _embargo_words(publication.embargo, one.facts.as_of)
    if publication.publish_until is not None:
        yield f"comes off the site after {long_day(publication.publish_until)}"


def _embargo_words(embargo: date | None, on: date) -> str:
    if embargo is None:
        return "no embargo"
    return f"EMBARGO until {long_day(embargo)}" if on < embargo else f"embargo past since {long_day(embargo)}"


def _papers(papers: Sequence[Paper]) -> Iterator[Block]:
    if not papers:
        return
    yield Heading("Papers", level=2)
    columns = (
        Column("paper", flexible=True), Column("version"), Column("approved by", flexible=True), Column("on"),
        Column("sha256"),
    )  # fmt: skip
    yield Table(columns, tuple(_paper_row(one) for one in papers))


def _paper_row(one: Paper) -> Row:
    product = one.product
    by = dict.fromkeys(person for each in one.approvals for person in people_of(each))
    days = [each.completed for each in one.approvals if each.completed is not None]
    approved = listed(list(by)) if by else one.otherwise or "NOBODY"
    cells = (
        product.title,
        str(one.version) if one.version is not None else "-",
        approved,
        plain_day(max(days)) if days else "-",
        product.sha256[:_SHORT],
    )
    return Row(cells, "late" if approved == "NOBODY" else "")


_TITLES = {"error": "Stands in the way", "warning": "To be thought of", "note": "To be known"}


def _findings(findings: Sequence[Finding]) -> Iterator[Block]:
    last = ""
    for one in in_order(findings):
        if one.severity != last:
            last = one.severity
            yield Heading(_TITLES[last], level=2)
        yield _message(one)


def _message(one: Finding) -> Message:
    """Return a finding as a message. It has no number but that of a warning, by which it is cleared."""
    details = [one.help] if one.help else []
    if one.related:
        details.append(f"see also {', '.join(map(str, one.related))}")
    source = f"{', '.join(one.citations)} · " if one.citations else ""
    details.append(f"{source}{one.severity} {one.code} {one.name}")
    return Message(f"{one.spot}: {one.message}", _STYLES[one.severity], tuple(details))


def _cleared(cleared: Sequence[Clearance]) -> Iterator[Block]:
    if cleared:
        yield Heading("Warnings of the search that were cleared", level=2)
        columns = (Column("by"), Column("on"), Column("kind"), Column("why it may stay", flexible=True))
        yield Table(columns, tuple(_clearance_row(one) for one in cleared))


def _clearance_row(one: Clearance) -> Row:
    on = plain_day(one.on) if one.on is not None else "-"
    below = (one.place,) if one.place else ()
    return Row((one.by or "-", on, one.kind, one.reason or "-"), "", below)


def _checklist(one: Checked) -> Iterator[Block]:
    items = [item for item in one.checklist if item.applies]
    if not items:
        return
    done = sum(not item.open for item in items)
    yield Heading(f"Checklist (P-App2): {done} of {len(items)} done", level=2)
    columns = (
        Column(""),
        Column("what", flexible=True),
        Column("who", flexible=True),
        Column("by"),
        Column("done"),
    )
    yield Table(columns, tuple(_item_row(one, item) for item in items))
    if any(item.planned and item.due is not None for item in items):
        yield Paragraph(
            "Days counted back from the day of publication move when that is planned anew.", "quiet"
        )


def _item_row(one: Checked, item: Item) -> Row:
    late = item.open and item.due is not None and item.due < one.facts.as_of
    word: tuple[str, Style] = (
        ("done", "")
        if not item.open
        else ("LATE", "late")
        if late
        else ("open", "soon")
        if item.before
        else ("after", "quiet")
    )
    cells = (
        word[0],
        item.title,
        role_title(one.facts.plan.pack, item.owner),
        plain_day(item.due) if item.due is not None else "-",
        plain_day(item.done_on) if item.done_on is not None else "-" if item.open else "day not known",
    )
    return Row(cells, word[1], (item.note,) if item.note else ())


def _statement(one: Checked) -> Iterator[Block]:
    if not one.statement:
        return
    yield Heading("Statement of delays", level=2)
    for line in one.statement.splitlines():
        if line.strip():
            yield Paragraph(line)
