"""Chronologies: how many entries came, changed and went. What they say is evidence, and is not shown."""

from collections import Counter
from collections.abc import Iterator, Sequence

from reviewctl.facts.differences import Difference
from reviewctl.model.changes import Change
from reviewctl.model.chronology import Chronology, Entry
from reviewctl.model.review import Document
from reviewctl.render.changes.sides import Pool, Side, Sides, addresses
from reviewctl.render.changes.texts import document_title
from reviewctl.render.pages.naming import many


def chronicles(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield one sentence on each chronology that is another."""
    for name in dict.fromkeys([*_names(sides.after), *_names(sides.before)]):
        told = pool.under(name)
        if not told:
            continue
        old, new = (_data(side, name) for side in (sides.before, sides.after))
        said = list(_said(old, new, told))
        yield Change(
            kind="chronology",
            words=f"{document_title(sides, name)}: {', '.join(said)}",
            address=name,
            before=len(old.entries) if old is not None else None,
            after=len(new.entries) if new is not None else None,
            covers=addresses(told),
        )


def _names(side: Side) -> list[str]:
    documents: list[Document] = [
        *side.case.several("chronology"),
        *side.case.several("initial-chronology"),
    ]
    return [one.name for one in documents]


def _data(side: Side, name: str) -> Chronology | None:
    document = side.case.documents.get(name)
    return document.data if document is not None else None


def _said(old: Chronology | None, new: Chronology | None, told: Sequence[Difference]) -> Iterator[str]:
    if new is None:
        assert old is not None
        yield f"taken out of the record, with its {_entries(len(old.entries))}"
        return
    if old is None:
        yield f"brought in, {_entries(len(new.entries))}"
    else:
        yield from _counts(old, new)
    rest = Counter(_sort(one.address) for one in told)
    for sort, words in _OTHERS.items():
        if rest[sort] and not (old is None and sort == "agency"):
            yield words
    if old is not None and set(rest) <= {""} and not list(_counts(old, new)):
        yield "corrected"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _counts(old: Chronology, new: Chronology) -> Iterator[str]:
    before, after = ({one.id: one for one in side.entries} for side in (old, new))
    came, went = after.keys() - before.keys(), before.keys() - after.keys()
    both = before.keys() & after.keys()
    changed = [own for own in both if _without_marks(before[own]) != _without_marks(after[own])]
    marked = [
        own for own in both if before[own].marks != after[own].marks or before[own].tor != after[own].tor
    ]
    said = [
        (len(came), "added"),
        (len(changed), "changed"),
        (len(went), "taken out"),
        (len(marked), "marked by the panel"),
    ]
    first = True
    for count, word in said:
        if count:
            yield f"{_entries(count)} {word}" if first else f"{count} {word}"
            first = False
    doubled = len(new.entries) - len(after)
    if doubled > 0:
        yield f"{many(doubled, 'id')} given twice"


def _without_marks(entry: Entry) -> tuple[object, ...]:
    return tuple(getattr(entry, field) for field in entry.__struct_fields__ if field not in ("marks", "tor"))


_OTHERS = {
    "no_contact": "periods without contact changed",
    "glossary": "its glossary changed",
    "withdrawn": "what the agency took out again recorded",
    "empty_because": "why it is empty recorded",
    "agency": "its agency changed",
}


def _sort(address: str) -> str:
    field = address.rpartition("].")[2] if "]." in address else ""
    inner = address.partition("].")[2].partition(".")[0].partition("[")[0]
    return inner if inner in _OTHERS else "" if field else "other"
