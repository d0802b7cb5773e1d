"""The page of `process list`: what runs beside the reviews, how it stands, and what waits for it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import asdict

from reviewctl.facts.beside import HoldLine, ProcessLine
from reviewctl.model.report import Block, Column, Report, Row, Table
from reviewctl.render.dates import plain_day
from reviewctl.render.pages.asked import Asked, listing
from reviewctl.render.pages.naming import many

FIELDS = (
    "case", "process", "kind", "contact", "status", "checked_on", "silent", "ask_again", "past", "waits",
    "opened", "ended", "disclosure", "closed",
)  # fmt: skip


def list_page(lines: Sequence[ProcessLine], shown: Sequence[ProcessLine], asked: Asked) -> Report:
    """Return the report of `process list`. JSON and csv have all `lines`; the page has those `shown`."""
    records = [_flat(one) for one in lines]
    payload = {"as_of": asked.as_of, "board": asked.board, "processes": [_whole(one) for one in lines]}
    blocks = tuple(_blocks(sorted(shown, key=_order), asked))
    return Report(command="process-list", payload=payload, records=records, fields=FIELDS, blocks=blocks)


def _whole(line: ProcessLine) -> dict[str, object]:
    held = [{name.rstrip("_"): value for name, value in asdict(one).items()} for one in line.holds]
    return {**asdict(line), "holds": held}


def _flat(line: ProcessLine) -> dict[str, object]:
    """Return a process as one row: of its holds what waits, and the first day to ask again."""
    values = {name: getattr(line, name, None) for name in FIELDS}
    days = [one.ask_again for one in line.lasting if one.ask_again is not None]
    return {
        **values,
        "ask_again": min(days, default=None),
        "past": max((one.past for one in line.lasting if one.past is not None), default=None),
        "waits": ", ".join(one.what for one in line.lasting),
    }


def _order(line: ProcessLine) -> tuple[int, int, str]:
    past = max((one.past or 0 for one in line.lasting), default=0)
    return (-past, 0 if line.lasting else 1, line.case)


_REMARK = (
    "The Business Manager and the Chair/Author keep in touch about every process beside a review (P§13). No "
    "paragraph says how often to ask. What waits for a process stands still until it is released."
)


def _blocks(lines: Sequence[ProcessLine], asked: Asked) -> Iterator[Block]:
    table = Table(tuple(_columns(asked)), tuple(_row(one, asked) for one in lines)) if lines else None
    yield from listing(
        asked,
        _summary(lines) if lines else _none(asked),
        table,
        _REMARK,
        f"{_counted(asked.hidden)} over, or of closed reviews,",
    )


def _none(asked: Asked) -> str:
    if asked.hidden:
        return "Nothing is running beside."
    first = "reviewctl process check CASE KEY --kind KIND"
    return f"No inquest, investigation or other review is recorded. The first: {first}"


def _counted(count: int) -> str:
    return f"{count} {'process' if count == 1 else 'processes'}"


def _summary(lines: Sequence[ProcessLine]) -> str:
    reviews = many(len({one.case for one in lines}), "review")
    parts = [f"{_counted(len(lines))} beside {reviews}"]
    holding = sum(bool(one.lasting) for one in lines)
    past = sum(any(hold.past for hold in one.lasting) for one in lines)
    never = sum(one.checked_on is None and one.running for one in lines)
    if holding:
        parts.append(f"{holding} for which something waits")
    if past:
        parts.append(f"{past} TO BE ASKED AGAIN")
    if never:
        parts.append(f"{never} never asked about")
    return f"{', '.join(parts)}."


def _columns(asked: Asked) -> Iterator[Column]:
    yield Column("")
    if asked.several:
        yield Column("review")
    yield Column("process")
    yield Column("kind")
    yield Column("ask", flexible=True)
    yield Column("last asked", right=True)
    yield Column("waits for it", flexible=True)


def _row(line: ProcessLine, asked: Asked) -> Row:
    due = any(one.past is not None for one in line.lasting)
    mark = "ASK" if due else "HOLD" if line.lasting else "runs" if line.running else "over"
    cells = (
        mark,
        *((line.case,) if asked.several else ()),
        line.process,
        line.kind or "not recorded",
        line.contact or ("nobody recorded" if line.running else ""),
        _asked(line),
        ", ".join(one.what or "something" for one in line.lasting),
    )
    return Row(cells, "late" if due else "quiet" if not line.running else "", tuple(_below(line)))


def _asked(line: ProcessLine) -> str:
    if line.checked_on is None:
        return "never" if line.running else ""
    return f"{plain_day(line.checked_on)}, {line.silent} d" if line.silent else plain_day(line.checked_on)


def _below(line: ProcessLine) -> Iterator[str]:
    """Yield the lines under a process: each hold with its days and the command that goes on, and disclosure."""
    yield line.status or ("where it stands is not recorded" if line.running else f"ended {line.ended}")
    for one in line.holds:
        yield _hold(one)
    if any(one.past is not None for one in line.lasting):
        yield f'ask, then: reviewctl process check {line.case} {line.process} --status "…" --ask-again DATE'
        yield f"or it is over: reviewctl process release {line.case} {line.process} --on DATE"
    elif line.checked_on is None and line.running and not line.closed:
        yield f'ask, then: reviewctl process check {line.case} {line.process} --status "…"'
    if line.disclosure:
        yield f"disclosure: {line.disclosure}"


def _hold(one: HoldLine) -> str:
    what = {"review": "the whole review", "": "something"}.get(one.what, one.what)
    since = f" from {plain_day(one.from_)}" if one.from_ else ", from a day that is not recorded"
    if one.state == "over" and one.to is not None:
        return f"{what} waited{since} to {plain_day(one.to)}"
    if one.ask_again is None:
        return f"{what}: waits{since}; no day is set on which to ask again"
    late = f", {many(one.past, 'day')} ago" if one.past else ""
    return f"{what}: waits{since}; ask again {plain_day(one.ask_again)}{late}"
