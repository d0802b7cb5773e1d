"""The page of `disclosures`: what was asked for, given and refused, and whether it is still the text as it is now."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import asdict

from reviewctl.facts.given import GivenLine
from reviewctl.model.report import Block, Column, Report, Row, Table
from reviewctl.render.dates import plain_day
from reviewctl.render.pages.asked import Asked, listing
from reviewctl.render.pages.naming import many
from reviewctl.render.typed import typed

FIELDS = (
    "case", "number", "state", "to", "what", "requested", "on", "waiting", "version", "digest", "commit", "now",
    "basis", "refused",
)  # fmt: skip
_NOW = {
    "same": "as it is now",
    "changed": "CHANGED SINCE",
    "gone": "no longer here",
    "not-known": "version not known",
}
_SHOWN = 12
_COMMIT = 10


def list_page(lines: Sequence[GivenLine], asked: Asked) -> Report:
    """Return the report of `disclosures`."""
    records = [asdict(one) for one in lines]
    payload = {"as_of": asked.as_of, "board": asked.board, "disclosures": records}
    blocks = tuple(_blocks(sorted(lines, key=_order), asked))
    return Report(command="disclosures", payload=payload, records=records, fields=FIELDS, blocks=blocks)


def _order(line: GivenLine) -> tuple[int, date, str]:
    """Return by what the lines are ordered: open requests first, the oldest first; then what was given, the newest."""
    if line.state == "asked":
        return 0, line.requested or date.min, line.case
    return 1, date.fromordinal(date.max.toordinal() - (line.on or date.min).toordinal() + 1), line.case


_REMARK = (
    "The final report goes to the Senior Coroner only once it is signed off; requests for IMRs and "
    "chronologies are answered in a timely manner (P§7). No paragraph sets a limit."
)


def _blocks(lines: Sequence[GivenLine], asked: Asked) -> Iterator[Block]:
    table = Table(tuple(_columns(asked)), tuple(_row(one, asked) for one in lines)) if lines else None
    nothing = "Nothing was asked for, and nothing was given out."
    yield from listing(asked, _summary(lines) if lines else nothing, table, _REMARK)


def _summary(lines: Sequence[GivenLine]) -> str:
    given = sum(one.state == "given" for one in lines)
    open_ = sum(one.state == "asked" for one in lines)
    changed = sum(one.now == "changed" for one in lines)
    parts = [f"{many(given, 'paper')} given in {many(len({one.case for one in lines}), 'review')}"]
    if open_:
        parts.append(f"{many(open_, 'request')} OPEN")
    if changed:
        parts.append(
            f"{changed} CHANGED since it was given"
            if changed == 1
            else f"{changed} CHANGED since they were given"
        )
    return f"{', '.join(parts)}."


def _columns(asked: Asked) -> Iterator[Column]:
    yield Column("")
    if asked.several:
        yield Column("review")
    yield Column("to")
    yield Column("what", flexible=True)
    yield Column("asked", right=True)
    yield Column("given", right=True)
    yield Column("version", flexible=True)
    yield Column("basis", flexible=True)


def _row(line: GivenLine, asked: Asked) -> Row:
    mark = {"asked": "OPEN", "refused": "not", "given": "given"}[line.state]
    cells = (
        mark,
        *((line.case,) if asked.several else ()),
        line.to or "not recorded",
        line.what or "not recorded",
        plain_day(line.requested) if line.requested else "",
        plain_day(line.on) if line.on else "",
        _version(line),
        line.basis or ("" if line.state != "given" else "not recorded"),
    )
    late = line.state == "asked" or line.now == "changed"
    return Row(cells, "late" if late else "", tuple(_below(line)))


def _version(line: GivenLine) -> str:
    if line.state != "given":
        return ""
    number = f"{line.version}, " if line.version else ""
    return f"{number}{_NOW[line.now]}"


def _below(line: GivenLine) -> Iterator[str]:
    if line.state == "asked":
        waits = f", {many(line.waiting, 'day')} ago" if line.waiting else ""
        yield f"asked for{waits}; when it is given:"
        to, what = (typed(word or "WORD") for word in (line.to, line.what))
        yield f"  reviewctl disclose {line.case} --to {to} --what {what} --basis WORDS"
    if line.refused:
        yield f"not given: {line.refused}"
    if line.digest:
        at = f", commit {line.commit[:_COMMIT]}" if line.commit else ""
        yield f"fingerprint {line.digest[:_SHOWN]}…{at}"
