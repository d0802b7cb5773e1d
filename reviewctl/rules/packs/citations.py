"""POL: whether every number has its paragraph, and every paragraph a document."""

import re
from collections.abc import Iterator

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding
from reviewctl.model.kind import ReviewType
from reviewctl.model.layers import Layered
from reviewctl.model.marks import KeyPath
from reviewctl.model.policy import Pack
from reviewctl.model.review import Document
from reviewctl.model.step import cited
from reviewctl.rules.packs.sheet import listed, meant

NO_CITATION = declare("POL028", "number-without-citation", "error")
NOT_READABLE = declare("POL029", "citation-not-readable", "error")
NO_SOURCE = declare("POL030", "source-not-declared", "error")

NOT_OWN = declare("POL066", "change-without-authority", "error")

_FORM = re.compile(r"([A-Za-z][A-Za-z0-9]*)(?:§[0-9A-Za-z][0-9A-Za-z.()/]*|-[A-Z][A-Za-z0-9.]*)")
_NUMBERS = ("within", "at_least", "at_most", "people", "sectors", "roles")


_MEASURES = {
    *_NUMBERS,
    *("after", "before", "by", "every", "from", "to"),
    *("count", "non_working", "calendar", "name", "warning"),
    *("strength", "duty", "from_stage"),
    *("files", "snapshot", "not_by", "assurance", "once"),
}
"""What makes a duty earlier or later, harder or softer, and a sign-off another. Who changes it says by what right."""


def check_citations(whole: Pack | ReviewType, pack: Pack, document: Document) -> Iterator[Finding]:
    """Yield what is wrong with the citations of pack.yaml or of one type's file."""
    yield from _changes(document)
    for path, record in records(whole, ()):
        if not hasattr(record, "cites"):
            continue
        citations = cited(record.cites)
        if not any(one.strip() for one in citations) and _needs_one(record):
            yield _without(record, path, document)
        for number, text in enumerate(citations):
            at = (*path, "cites", *(() if isinstance(record.cites, str) else (number,)))
            yield from _citation(text, at, pack, document)


def _changes(document: Document) -> Iterator[Finding]:
    """Yield a finding for each measure that a layer changes, and leaves to rest on what the base cites."""
    if not isinstance(document, Layered):
        return
    for change in document.changes:
        measures = sorted(change.fields & _MEASURES)
        if measures and not change.fields & {"cites", "note"}:
            what = change.noun if change.noun == change.name else f"{change.noun} {change.name}"
            yield NOT_OWN.finding(
                document.in_layer((*change.path, measures[0])),
                f'"{measures[0]}" of the {what} is changed, and nothing says by what right.',
                help="Add cites (a source of your own stands under sources in pack.yaml), or a note with "
                "whose decision it is.",
            )


def records(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Struct]]:
    """Yield every record within a value, each with the way to it."""
    if isinstance(value, Struct):
        yield path, value
        for one in fields(value):
            yield from records(getattr(value, one.name), (*path, one.encode_name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from records(inner, (*path, key))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from records(inner, (*path, number))


def _needs_one(record: Struct) -> bool:
    """Whether a record cannot do without: it has a number, or its kind always rests on a paragraph."""
    required = next(one.default is NODEFAULT for one in fields(record) if one.name == "cites")
    return required or any(getattr(record, name, None) is not None for name in _NUMBERS)


def _without(record: Struct, path: KeyPath, document: Document) -> Finding:
    number = next((name for name in _NUMBERS if getattr(record, name, None) not in (None, ())), None)
    what = f'"{number}" is' if number else "This is"
    return NO_CITATION.finding(
        document.spot((*path, number), key=True) if number else document.spot(path, key=True),
        f"{what} set down without a paragraph that it rests on.",
        help="Add cites, such as cites: P§11. What no source says does not belong into a pack.",
    )


def _citation(text: str, path: KeyPath, pack: Pack, document: Document) -> Iterator[Finding]:
    found = _FORM.fullmatch(text)
    if found is None:
        if text.strip():
            yield NOT_READABLE.finding(
                document.spot(path),
                f'"{text}" is not a citation.',
                help="A source and a paragraph of it: P§11, F§5.4.2, P-App2.",
            )
    elif found[1] not in pack.sources:
        yield NO_SOURCE.finding(
            document.spot(path),
            f'pack.yaml has no source "{found[1]}".{meant(found[1], pack.sources)}',
            help=listed(tuple(pack.sources)),
        )
