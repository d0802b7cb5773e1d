"""The page of `family list`: each person close to a subject, the six minimums with their days, and what is open."""

from collections.abc import Iterator, Sequence

from msgspec.structs import asdict

from reviewctl.facts.family import Standing
from reviewctl.facts.relatives import CopyLine, FamilyLine
from reviewctl.facts.span import exact_day
from reviewctl.model.family import MINIMUMS
from reviewctl.model.report import Block, Column, Report, Row, Table
from reviewctl.render.dates import plain_day
from reviewctl.render.pages.asked import Asked, listing
from reviewctl.render.pages.naming import many
from reviewctl.render.spans import span_words

FIELDS = (
    "case", "person", "relationship", "subject", "invited", "alleged_harm", "declined", *MINIMUMS, "owed",
    "preferences", "advocate", "contacts", "last_contact", "open_offers", "copies_out", "comments", "unconsidered",
    "reason", "closed",
)  # fmt: skip
_HEADS = {
    "told": "told",
    "contact_agreed": "contact",
    "supported": "contribute",
    "feedback": "learning",
    "prepared": "prepared",
    "read_only_copy": "copy",
}
_SPARED = {"declined": "declined", "alleged-harm": "not asked"}
_COMMANDS = {
    "told": "letter family {case} --item {person}",
    "prepared": "letter family-publication {case} --item {person}",
    "read_only_copy": "family copy {case} {person} --shown DATE",
}


def list_page(lines: Sequence[FamilyLine], shown: Sequence[FamilyLine], asked: Asked) -> Report:
    """Return the report of `family list`. JSON and csv have all `lines`; the page has those `shown`."""
    records = [_flat(one) for one in lines]
    payload = {"as_of": asked.as_of, "board": asked.board, "family": [_whole(one) for one in lines]}
    blocks = tuple(_blocks(sorted(shown, key=lambda one: (-len(one.owed), -len(one.to_do), one.case)), asked))
    return Report(command="family-list", payload=payload, records=records, fields=FIELDS, blocks=blocks)


def _whole(line: FamilyLine) -> dict[str, object]:
    minimums = {
        one.name: {"state": one.state, "on": _day_written(one), "why": one.why or None}
        for one in line.minimums
    }
    offers = [{"on": one.on, "offered": one.offered, "about": one.about} for one in line.open_offers]
    copies = [asdict(one) for one in line.copies]
    return {**asdict(line), "minimums": minimums, "open_offers": offers, "copies": copies}


def _flat(line: FamilyLine) -> dict[str, object]:
    """Return a person as one row: each minimum by its day, or by the word for how it stands."""
    each = {one.name: _day_written(one) or one.state for one in line.minimums}
    given = {name: getattr(line, name, None) for name in FIELDS}
    return {
        **given,
        **{name: each.get(name) for name in MINIMUMS},
        "owed": ", ".join(one.name for one in line.owed),
        "open_offers": len(line.open_offers),
        "copies_out": sum(one.state in ("out", "kept") for one in line.copies),
    }


def _day_written(one: Standing) -> str | None:
    """Return the day of a minimum as files write it, as far as it is known; None where it was not done."""
    return one.moment.written if one.moment is not None else None


_REMARK = (
    "What everybody close to the person is owed at the least: told of the review and of support, how often "
    "and in which way to hear agreed, supported to contribute, told of the learning, prepared for the "
    "publication, shown the report to comment on and not to keep (P§15). No paragraph gives a day for it."
)


def _blocks(lines: Sequence[FamilyLine], asked: Asked) -> Iterator[Block]:
    table = Table(tuple(_columns(asked)), tuple(_row(one, asked) for one in lines)) if lines else None
    yield from listing(
        asked, _summary(lines) if lines else _none(asked), table, _REMARK, f"{asked.hidden} of closed reviews"
    )


def _none(asked: Asked) -> str:
    if asked.hidden:
        return "No review that is open has anybody recorded."
    return "Nobody is recorded. The first: reviewctl family contact CASE mother --relationship mother --how letter"


def _summary(lines: Sequence[FamilyLine]) -> str:
    people = "person" if len(lines) == 1 else "people"
    parts = [f"{len(lines)} {people} in {many(len({one.case for one in lines}), 'review')}"]
    owing = sum(bool(one.owed) for one in lines)
    asked = sum(len(one.open_offers) for one in lines)
    out = sum(copy.state in ("out", "kept") for one in lines for copy in one.copies)
    comments = sum(one.unconsidered for one in lines)
    if owing:
        parts.append(f"{owing} OWED something")
    if asked:
        parts.append(f"{many(asked, 'offer')} without an answer")
    if out:
        parts.append(f"{out} {'copy' if out == 1 else 'copies'} not back")
    if comments:
        parts.append(f"{many(comments, 'comment')} to consider")
    return f"{', '.join(parts)}."


def _columns(asked: Asked) -> Iterator[Column]:
    if asked.several:
        yield Column("review")
    yield Column("who", flexible=True)
    for name in MINIMUMS:
        yield Column(_HEADS[name])


def _row(line: FamilyLine, asked: Asked) -> Row:
    by_name = {one.name: one for one in line.minimums}
    cells = (
        *((line.case,) if asked.several else ()),
        line.person,
        *(_cell(by_name.get(name)) for name in MINIMUMS),
    )
    return Row(cells, "late" if line.owed else "", tuple(_below(line)))


def _cell(one: Standing | None) -> str:
    if one is None:
        return ""
    if one.state == "done":
        return _short(one)
    words = {
        "not-done": "not done",
        "not-invited": "not invited",
        "owed": "OWED",
        "to-do": "to do",
        "open": "·",
    }
    return words.get(one.state) or _SPARED.get(one.why, one.why)


def _short(one: Standing) -> str:
    written = _day_written(one) or ""
    if one.moment is not None and one.moment.exact and one.moment.on is not None:
        return plain_day(one.moment.on)
    return "day not known" if written == "not-known" else span_words(written)


def _below(line: FamilyLine) -> Iterator[str]:
    """Yield the lines under a person: who it is, what was answered, what is owed and the command for it."""
    who = " of ".join(filter(None, (line.relationship, line.subject)))
    about = [who] if who and who != line.person else []
    about += ["said to have caused the harm"] if line.alleged_harm else []
    about += [f"supported by {line.advocate}"] if line.advocate else []
    if about:
        yield "; ".join(about)
    if line.preferences:
        yield f"wishes: {line.preferences}"
    if line.invited is False:
        yield f"not invited: {line.reason or 'no reason is recorded'}"
    elif line.invited is None and not line.closed:
        yield "whether the person is invited is not recorded:"
        yield f'  reviewctl record {line.case} "family[{line.person}].invited" true'
    if line.declined is not None:
        yield f"declined to take part, {_when(line.declined)}; nobody asks again unless the person does"
    yield from (
        f"{one.title[:1].lower()}{one.title[1:]}: not done: {one.why}"
        for one in line.minimums
        if one.state == "not-done"
    )
    yield from _offers(line)
    yield from _copies(line)
    if line.unconsidered:
        yield f"{many(line.unconsidered, 'comment')} on the report not considered yet: reviewctl next {line.case}"
    if not line.closed:
        for one in (*line.owed, *line.to_do):
            yield from _owed(line, one)


def _offers(line: FamilyLine) -> Iterator[str]:
    for one in line.open_offers:
        since = f" {_when(one.on)}" if one.on else ""
        about = f" --for {one.about}" if one.about else ""
        yield f"offered{since}, no answer yet: {one.offered}"
        if not line.closed:
            yield f"  reviewctl family answer {line.case} {line.person} accepted{about}"


def _copies(line: FamilyLine) -> Iterator[str]:
    for one in line.copies:
        yield _copy(one)
        if one.state == "out" and not line.closed:
            yield f"  reviewctl family copy {line.case} {line.person} --returned DATE --by ROLE"


def _copy(one: CopyLine) -> str:
    shown = f"shown {plain_day(one.shown)}" if one.shown else "shown"
    which = f", version {one.version}" if one.version else f", {one.sha256[:12]}…" if one.sha256 else ""
    back = {
        "returned": f"taken back {plain_day(one.returned)}" if one.returned else "",
        "kept": "KEPT before the report was public",
        "public": "the report is public since",
        "out": "not taken back",
    }[one.state]
    by = f" by {one.taken_back_by}" if one.taken_back_by else ""
    return f"copy {shown}{which}; {back}{by}"


def _owed(line: FamilyLine, one: Standing) -> Iterator[str]:
    yield f"{'owed' if one.state == 'owed' else 'to do'}: {one.title[:1].lower()}{one.title[1:]}:"
    yield f"  reviewctl {_command(line, one.name)}"


def _command(line: FamilyLine, name: str) -> str:
    if name in _COMMANDS:
        return _COMMANDS[name].format(case=line.case, person=line.person)
    return f'record {line.case} "family[{line.person}].{name}" DATE'


def _when(written: str) -> str:
    day = exact_day(written)
    if day is not None:
        return plain_day(day)
    return "day not known" if written == "not-known" else span_words(written)
