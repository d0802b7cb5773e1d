"""The page of `action thread`: from each question down to what shows that it helped, with the gaps."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import asdict

from reviewctl.facts.actions.standing import ActionLine
from reviewctl.facts.actions.thread import Knot, Thread
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at, plain_day
from reviewctl.render.pages.naming import many
from reviewctl.render.spans import span_words

FIELDS = ("what", "of", "to", "state", "looked_at", "message")
_STATES: dict[str, tuple[str, Style]] = {
    "sound": ("", ""),
    "suspect": ("SUSPECT", "late"),
    "not-looked-at": ("not looked at", ""),
}
_STEP = "› "


class Told(Struct, frozen=True, kw_only=True):
    """What the page needs besides the thread: the review by its name, the day, and how each action stands."""

    about: str
    as_of: date
    lines: dict[str, ActionLine]


def thread_page(thread: Thread, told: Told) -> Report:
    """Return the report of `action thread`. JSON has what the thread runs through, each link, and each gap."""
    links = [{name: value for name, value in asdict(one).items() if name != "digest"} for one in thread.links]
    gaps = [asdict(one) for one in thread.gaps]
    payload = {
        "as_of": told.as_of,
        "case": thread.case,
        "items": [{"address": one.address, **asdict(one)} for one in thread.knots],
        "links": links,
        "gaps": gaps,
    }
    records = [
        *({"what": "link", "message": None, **one} for one in links),
        *({"what": "gap", "of": one.at, "message": one.message} for one in thread.gaps),
    ]
    blocks = tuple(_blocks(thread, told))
    return Report(command="action-thread", payload=payload, records=records, fields=FIELDS, blocks=blocks)


def _blocks(thread: Thread, told: Told) -> Iterator[Block]:
    yield Heading(told.about, as_at(told.as_of))
    if len(thread.knots) == sum(one.kind == "questions" for one in thread.knots):
        yield Paragraph(
            "There is no finding, no recommendation and no action yet. They stand in action-plan.yaml; a plan is "
            "begun with: reviewctl add CASE action-plan"
        )
        return
    yield Paragraph(_summary(thread))
    columns = (Column(""), Column("what it says", flexible=True), Column("link"), Column("how it stands"))
    yield Table(columns, tuple(_rows(thread, told)))
    suspect = [one for one in thread.links if one.state == "suspect"]
    if suspect:
        yield Heading("Suspect", level=2)
        yield Paragraph("What these rest on has been changed since they were looked at. Read both again.")
        for one in suspect:
            seen = f" (looked at {plain_day(one.looked_at)})" if one.looked_at else ""
            yield Paragraph(f"{one.of} rests on {one.to}{seen}", "late", indent=2)
        yield Paragraph(f'When it still holds: reviewctl action link {thread.case} "{suspect[0].of}"')
    if thread.gaps:
        yield Heading("Gaps", level=2)
        for gap in thread.gaps:
            yield Paragraph(gap.message, indent=2)
    if any(one.state == "not-looked-at" for one in thread.links):
        yield Paragraph(
            f"Links that nobody has looked at cannot become suspect. When they are right: reviewctl action link "
            f"{thread.case}",
            "quiet",
        )


def _summary(thread: Thread) -> str:
    suspect = sum(one.state == "suspect" for one in thread.links)
    fresh = sum(one.state == "not-looked-at" for one in thread.links)
    parts = [many(len(thread.links), "link")]
    if suspect:
        parts.append(f"{suspect} SUSPECT")
    if fresh:
        parts.append(f"{fresh} not looked at")
    parts.append(many(len(thread.gaps), "gap") if thread.gaps else "no gap")
    return f"{', '.join(parts)}."


def _rows(thread: Thread, told: Told) -> Iterator[Row]:
    shown: set[str] = set()
    for knot in thread.knots:
        if knot.kind == "questions":
            yield from _branch(thread, told, knot, None, 0, shown)
    for knot in thread.loose():
        yield from _branch(thread, told, knot, None, 0, shown)
    # What rests on itself in a circle is reached from nowhere else.
    for knot in thread.knots:
        if knot.address not in shown:
            yield from _branch(thread, told, knot, None, 0, shown)


def _branch(
    thread: Thread, told: Told, knot: Knot, above: Knot | None, depth: int, shown: set[str]
) -> Iterator[Row]:
    link, style = _link(thread, knot.address, above)
    again = knot.address in shown
    text = "see above" if again else knot.text or "no words"
    yield Row((_STEP * depth + knot.name, text, link, "" if again else _stands(knot, told)), style)
    if again:
        return
    shown.add(knot.address)
    for under in thread.below(knot):
        yield from _branch(thread, told, under, knot, depth + 1, shown)
    if knot.kind == "actions":
        yield from _proofs(thread, told, knot, depth + 1)


def _link(thread: Thread, of: str, above: Knot | None) -> tuple[str, Style]:
    if above is None:
        return "", ""
    return next(
        (_STATES[one.state] for one in thread.links if one.of == of and one.to == above.address), ("", "")
    )


def _stands(knot: Knot, told: Told) -> str:
    line = told.lines.get(knot.id) if knot.kind == "actions" else None
    if line is None:
        return ""
    if line.met:
        return "met" if line.met == "not-known" else f"met {span_words(line.met)}"
    if line.state == "given-up":
        return "not to be implemented"
    return ("LATE, " if line.state == "overdue" else "") + (
        f"due {plain_day(line.due)}" if line.due else "no date"
    )


def _proofs(thread: Thread, told: Told, knot: Knot, depth: int) -> Iterator[Row]:
    line = told.lines.get(knot.id)
    for part in ("evidence", "impact"):
        of = f"{knot.address}.{part}"
        if any(one.of == of for one in thread.links):
            link, style = _link(thread, of, knot)
            yield Row((_STEP * depth + part, "recorded", link, ""), style)
        elif line is not None and part in line.awaiting:
            yield Row((_STEP * depth + part, "NONE", "", ""), "late")
