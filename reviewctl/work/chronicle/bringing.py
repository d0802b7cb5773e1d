"""What `chronology import` writes: the chronology, the day on which it came, and the fingerprint of the file."""

from collections.abc import Iterator, Mapping

from msgspec.structs import asdict

from reviewctl.facts.judged import Facts
from reviewctl.model.chronology import NoContact
from reviewctl.model.event import moments
from reviewctl.model.returns import NotBroughtIn, Return
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import many
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.chronicle.earlier import Days
from reviewctl.work.chronicle.importing import message_of, paper_id
from reviewctl.work.chronicle.laying import with_entries
from reviewctl.work.chronicle.outcome import Outcome, Wanted
from reviewctl.work.chronicle.papering import with_paper
from reviewctl.work.desk import Desk
from reviewctl.work.log import happened_on
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.returning import edit_returns, owed_of
from reviewctl.work.telling import plain_list
from reviewctl.work.writing import Pen


def bring_in(desk: Desk, pen: Pen, wanted: Wanted, outcome: Outcome) -> Iterator[str]:
    """Write what a file comes to; yield what to tell. Everything is one change."""
    facts = case_facts(desk, wanted.case)
    path = place_of(facts, outcome.kind, outcome.agency)
    pen.put(path, _chronology(pen.read(path), facts, wanted, outcome, path))
    yield from _returned(pen, facts, wanted, outcome)
    papers = place_of(facts, "papers")
    pen.put(papers, with_paper(pen.read(papers), _paper(facts, wanted, outcome)))
    if pen.done(message_of(outcome.case, outcome.kind, outcome.agency)):
        yield f"{path}: {_counted(outcome)}"
        yield "Not what you wanted? Take all of it back: reviewctl undo"


def _counted(outcome: Outcome) -> str:
    compared = outcome.compared
    parts = [
        f"{len(compared.added)} added",
        f"{len(compared.changed)} changed",
        f"{len(outcome.gone)} taken out",
    ]
    return ", ".join([*parts, f"{compared.same} as they were"])


def _chronology(data: bytes | None, facts: Facts, wanted: Wanted, outcome: Outcome, path: str) -> bytes:
    if data is None:
        values = {"agency": outcome.agency, "id": outcome.case}
        data = document_text(outcome.kind, facts.plan.kind.type, values).encode("utf-8")
    data = with_entries(data, outcome.compared.lines, path)
    for key, new in _besides(wanted, outcome):
        data = splice_bytes(data, (key,), new, file=path)
    return data


def _besides(wanted: Wanted, outcome: Outcome) -> Iterator[tuple[str, object]]:
    """Yield what else of the chronology is otherwise than it stands: each key with its new value."""
    old = outcome.chronology
    periods = with_periods(old.no_contact, outcome.periods)
    if periods != old.no_contact:
        yield "no_contact", [_plain(one) for one in periods]
    glossary = {**old.glossary, **outcome.glossary}
    if glossary != old.glossary:
        yield "glossary", glossary
    if outcome.compared.lines and old.empty_because:
        yield "empty_because", None
    elif wanted.empty_because and wanted.empty_because != old.empty_because:
        yield "empty_because", wanted.empty_because.strip()
    if outcome.gone:
        yield "withdrawn", [*old.withdrawn, *outcome.gone]


def with_periods(old: tuple[NoContact, ...], new: Mapping[Days, str | None]) -> tuple[NoContact, ...]:
    """Return the periods without contact with those of a file: one of the same days has its reason from there."""
    found = {(one.from_, one.to): one for one in old}
    for (first, last), reason in new.items():
        found[first, last] = NoContact(from_=first, to=last, reason=reason)
    return tuple(found.values())


def _plain(one: NoContact) -> dict[str, object]:
    said = {"from": one.from_, "to": one.to, "reason": one.reason}
    return {key: value for key, value in said.items() if value}


def _returned(pen: Pen, facts: Facts, wanted: Wanted, outcome: Outcome) -> Iterator[str]:
    """Record the day on which the chronology came, and what of it could not be brought in; yield what to tell."""
    key = "initial_chronology" if outcome.initial else "chronology"
    owed = getattr(owed_of(facts, outcome.agency), key)
    held = owed.not_brought_in if owed is not None else None
    missing = NotBroughtIn(rows=outcome.rejected, sha256=outcome.sha256) if outcome.rejected else None
    yield from _day_recorded(pen, facts, wanted, outcome, key, owed)
    if missing != held:
        value = asdict(missing) if missing is not None else None
        edit_returns(pen, facts, outcome.agency, [((key, "not_brought_in"), value)])
        if missing is not None and not pen.dry_run:
            yield f"returns[{outcome.agency}].{key}.not_brought_in: {many(missing.rows, 'row')}"


def _day_recorded(
    pen: Pen, facts: Facts, wanted: Wanted, outcome: Outcome, key: str, owed: Return | None
) -> Iterator[str]:
    """Record the day on which the chronology came: the first, or a later one that was given, as it came again."""
    before = owed.returned if owed is not None else None
    day = happened_on(wanted.on)
    known = [one.on for one in moments(before, key) if one.on is not None]
    if before is not None and (wanted.on is None or not known or day <= max(known)):
        return
    value = [*plain_list(before), day.isoformat()] if before is not None else day
    edit_returns(pen, facts, outcome.agency, [((key, "returned"), value)])
    if not pen.dry_run:
        yield f"returns[{outcome.agency}].{key}.returned: {long_day(day)}"


def _paper(facts: Facts, wanted: Wanted, outcome: Outcome) -> dict[str, object]:
    return {
        "id": paper_id(outcome.kind, outcome.agency),
        "title": f"{'Initial chronology' if outcome.initial else 'Chronology'} of {outcome.agency}, as it came",
        "held_at": wanted.held_at,
        "sha256": outcome.sha256,
    }
