"""The page of `signoff verify`: each statement, when it came into the record, and what is wrong with it."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.model.report import Block, Column, Heading, Message, Paragraph, Report, Row, Style, Table
from reviewctl.model.signoff import Signoff, Stated
from reviewctl.render.dates import as_at, plain_day
from reviewctl.render.pages.naming import many
from reviewctl.render.pages.signoff_status import plain_signoff

FIELDS = (
    "case", "what", "item", "state", "digest", "person", "role", "decision", "on", "came_in", "commit", "troubles",
)  # fmt: skip
_WORDS: dict[str, tuple[str, Style]] = {
    "complete": ("complete", "good"),
    "open": ("OPEN", "soon"),
    "stale": ("CHANGED", "late"),
}


class Checked(Struct, frozen=True):
    """A statement with the day and the commit that brought it in, and what is wrong with it."""

    stated: Stated
    came: date | None
    commit: str | None
    troubles: tuple[str, ...]


class VerifyLine(Struct, frozen=True):
    """A sign-off with its statements, and the day and the commit that brought in what it binds."""

    signoff: Signoff
    statements: tuple[Checked, ...]
    text: tuple[date, str] | None


class CaseLines(Struct, frozen=True):
    """What checking one case came to; `troubles` are of the case as a whole."""

    case: str
    lines: tuple[VerifyLine, ...]
    troubles: tuple[str, ...]


def page(found: Sequence[CaseLines], commit: str, as_of: date) -> Report:
    """Return the report of `signoff verify`. It exits 1 where anything is wrong, or a sign-off has lapsed."""
    wrong = sum(_wrong(one) for one in found)
    return Report(
        command="signoff-verify",
        payload={
            "as_of": as_of,
            "commit": commit,
            "verified": not wrong,
            "signoffs": [_record(line) for one in found for line in one.lines],
            "troubles": [{"case": one.case, "trouble": words} for one in found for words in one.troubles],
        },
        records=[row for one in found for line in one.lines for row in _rows(line)],
        fields=FIELDS,
        blocks=tuple(_blocks(found, commit, as_of, wrong)),
        exit_code=1 if wrong else 0,
    )


def _wrong(one: CaseLines) -> int:
    troubles = sum(len(each.troubles) for line in one.lines for each in line.statements)
    lapsed = sum(line.signoff.state == "stale" and not _told(line) for line in one.lines)
    return len(one.troubles) + troubles + lapsed


def _told(line: VerifyLine) -> bool:
    return any(each.troubles for each in line.statements)


def _record(line: VerifyLine) -> dict[str, object]:
    whole = plain_signoff(line.signoff)
    said = whole["statements"]
    assert isinstance(said, list)
    more = [_more(each) for each in line.statements]
    return whole | {
        "text_since": line.text[0] if line.text is not None else None,
        "text_commit": line.text[1] if line.text is not None else None,
        "statements": [one | extra for one, extra in zip(said, more, strict=True)],
    }


def _more(one: Checked) -> dict[str, object]:
    signed = one.stated.file.signed
    return {
        "came_in": one.came,
        "commit": one.commit,
        "key": (signed.fingerprint or None) if signed is not None else None,
        "troubles": list(one.troubles),
    }


def _rows(line: VerifyLine) -> Iterator[dict[str, object]]:
    one = line.signoff
    for each in line.statements:
        stated = each.stated
        values = (
            one.case, one.what, one.item, one.state, one.manifest.digest, stated.person, stated.role or None,
            stated.decision or None, stated.on, each.came, each.commit, list(each.troubles),
        )  # fmt: skip
        yield dict(zip(FIELDS, values, strict=True))


def _blocks(found: Sequence[CaseLines], commit: str, as_of: date, wrong: int) -> Iterator[Block]:
    yield Heading(f"Sign-offs, from commit {commit[:10]} alone", as_at(as_of))
    for one in found:
        yield Heading(one.case, level=2)
        if one.lines:
            yield _table(one.lines)
        yield from (Message(words, "late") for words in one.troubles)
    if not found:
        yield Paragraph("Nothing was asked to be signed off in this commit.")
        return
    yield Paragraph(_sum(found, wrong), "late" if wrong else "good")


def _sum(found: Sequence[CaseLines], wrong: int) -> str:
    lines = [line for one in found for line in one.lines]
    complete = sum(line.signoff.state == "complete" for line in lines)
    told = f"{complete} of {many(len(lines), 'sign-off')} complete"
    if wrong:
        return f"{told}. {'1 thing does' if wrong == 1 else f'{wrong} things do'} not hold: see above."
    return f"{told}. Every statement is as it came in, and counts for the text that is there."


def _table(lines: Sequence[VerifyLine]) -> Table:
    columns = (
        Column(""), Column("what", flexible=True), Column("text since"), Column("complete"), Column("digest"),
    )  # fmt: skip
    return Table(columns, tuple(_row(line) for line in lines))


def _row(line: VerifyLine) -> Row:
    one = line.signoff
    word, style = _WORDS.get(one.state, ("-", "quiet"))
    cells = (
        word, f"{one.title}: {one.item}" if one.item else one.title,
        plain_day(line.text[0]) if line.text is not None else "-",
        plain_day(one.completed) if one.completed is not None else "-", f"{one.manifest.digest[:12]}…",
    )  # fmt: skip
    return Row(cells, style, tuple(_below(line)))


def _below(line: VerifyLine) -> Iterator[str]:
    for each in line.statements:
        stated = each.stated
        when = plain_day(stated.on) if stated.on is not None else "no day"
        came = f"came in {plain_day(each.came)}, {each.commit[:10]}" if each.came and each.commit else ""
        how = f", {stated.assurance}" if stated.assurance else ""
        said = f"{stated.person} ({stated.role or 'no role'}): {stated.decision or '?'} {when}{how}"
        yield f"{said}; {came}".rstrip("; ")
        if stated.file.signed is not None and stated.file.signed.outcome == "good":
            yield f"  key {stated.file.signed.fingerprint}"
        yield from (f"  WRONG: {words}" for words in each.troubles)
