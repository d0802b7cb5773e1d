"""The sheet of a sign-off for the minutes: which text, its digest, who said what, and lines to sign."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.model.report import Block, Column, Heading, Lines, Paragraph, Report, Row, Table
from reviewctl.model.signoff import Required
from reviewctl.render.dates import as_at, long_day
from reviewctl.render.pages.naming import listed, role_title, whom
from reviewctl.render.pages.signoff_status import FIELDS, SignoffLine, flat, record_of

_BLANK = "_" * 24
_DAY = "_" * 12


def page(line: SignoffLine, title: str, facts: Facts, as_of: date) -> Report:
    """Return the sheet of one sign-off. `title` is what is signed off, in words."""
    record = record_of(line)
    return Report(
        command="signoff-sheet",
        payload={"as_of": as_of, "signoff": record},
        records=[flat(record)],
        fields=FIELDS,
        blocks=tuple(_blocks(line, title, facts, as_of)),
    )


def _blocks(line: SignoffLine, title: str, facts: Facts, as_of: date) -> Iterator[Block]:
    one = line.shown
    yield Heading(f"Sign-off: {title}", as_at(as_of))
    yield Paragraph(
        f"{one.case}, {whom(facts.case.file, ' and ')} · {facts.board.board} · {listed(one.citations)}"
    )
    if one.requested is not None:
        yield Paragraph(f"Asked for on {long_day(one.requested.on)}.")
    yield Heading("The text", level=2)
    yield Paragraph(
        "What is approved is the text whose digest stands here, to the letter. Each file has its sum (sha256), and "
        "the digest is the sum of those."
    )
    yield Lines(tuple(_sums(line)))
    yield Heading("Approved by", level=2)
    yield Table(
        (Column("role", flexible=True), Column("person"), Column("day"), Column("signature")),
        tuple(_row(line, seat) for seat in one.required),
    )
    barred = facts.plan.kind.signoffs[one.what].not_by
    if barred:
        yield Paragraph(f"Not by: {listed([role_title(line.pack, role) for role in barred])}.", "quiet")
    yield Paragraph(
        "Whoever signs on paper says it of this digest. The business manager then records it: "
        f"reviewctl signoff record {one.case} {one.typed} --person ID --on DATE --minute REF"
    )


def _sums(line: SignoffLine) -> Iterator[str]:
    """Yield each file and the digest, every sum on a line of its own: with its file it would not fit on a screen."""
    for path, total in (*line.shown.manifest.lines, ("digest", line.shown.manifest.digest)):
        yield from (path, f"  {total}")


def _row(line: SignoffLine, seat: Required) -> Row:
    title = " or ".join(role_title(line.pack, role) for role in seat.role.split(" or "))
    said = next(
        (
            each
            for each in line.shown.statements
            if each.state == "counts" and each.person == seat.person and each.role in seat.role.split(" or ")
        ),
        None,
    )
    if said is None or said.on is None:
        able = line.may.get(seat.role, ())
        return Row((title, able[0] if len(able) == 1 else _BLANK, _DAY, _BLANK))
    how = "signed with a key" if said.assurance == "signed" else "recorded"
    minute = said.file.statement.minute if said.file.statement is not None else None
    return Row((title, said.person, long_day(said.on), f"{how}: {minute}" if minute else how))
