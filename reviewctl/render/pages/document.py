"""The page of one document of the record: its facts as tables in words, then its text."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec
from msgspec.structs import replace

from reviewctl.facts.called import called
from reviewctl.facts.judged import Facts
from reviewctl.model import prose
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.prose import Heading, Prose
from reviewctl.model.report import Report
from reviewctl.model.review import Document, minutes_of
from reviewctl.render.composed import runs
from reviewctl.render.dates import long_day
from reviewctl.render.markdown_body import body_of
from reviewctl.render.pages.facts_shown import Words, facts_shown, is_blank
from reviewctl.render.pages.naming import agency_name, meeting_title
from reviewctl.render.visible import visible

FIELDS = ("field", "value")

_SETTLED = {
    "tor": ("tor.agreed", "tor.agreed_by_panel"),
    "report": ("report.endorsed", "report.agreed_by_panel", "report.completed", "report.published"),
    "action-plan": ("plan.agreed",),
    "imr": ("returns[].imr.signed_off",),
}
"""The events with one of which a document is a draft no longer."""


def page(facts: Facts, document: Document) -> Report:
    """Return the report on one document: its facts, field by field, and its text."""
    data = _filled(msgspec.to_builtins(document.data, builtin_types=(date,)))
    records = [{"field": name, "value": value} for name, value in _leaves(data)]
    if document.body.strip():
        records.append({"field": "text", "value": document.body.strip()})
    return Report(
        command="show-document",
        payload={
            "case": facts.case.id,
            "document": document.name,
            "path": document.path,
            "facts": data,
            "text": document.body,
        },
        records=records,
        fields=FIELDS,
        prose=_prose(facts, document, data),
    )


def _prose(facts: Facts, document: Document, data: object) -> Prose:
    title = _title(facts, document)
    body = body_of(document.body)
    said = {"version", "agency"} if document.item or document.kind in _SETTLED else set()
    shown = {key: value for key, value in data.items() if key not in said} if isinstance(data, dict) else data
    above = tuple(facts_shown(shown, Words(facts, document.kind)))
    reference = facts.case.id or facts.board.board
    return Prose(
        title=visible(f"{reference} · {title}"),
        reference=visible(reference),
        mark=_mark(facts, document),
        blocks=(Heading(runs(title), 1, _about(facts)), *above, *_under_a_title(body.blocks)),
        notes=body.notes,
        source=document.body if document.body.strip() else None,
    )


def _about(facts: Facts) -> str:
    """Return which review it is of, in its pseudonyms."""
    who = ", ".join(subject.pseudonym for subject in facts.case.file.subjects)
    return visible(" · ".join(filter(None, (facts.case.id, called(facts), who)))) if facts.case.id else ""


def _title(facts: Facts, document: Document) -> str:
    if document.kind == "meetings":
        minutes = minutes_of(document)
        return f"Minutes: {meeting_title(facts.plan, minutes.kind)}, {long_day(minutes.date)}"
    title = BY_NAME[document.kind].title
    return f"{title}: {agency_name(facts.board, document.item)}" if document.item else title


def _mark(facts: Facts, document: Document) -> str:
    """Return what is said over a document: that it is a draft, and of which version."""
    number = getattr(document.data, "version", None)
    if document.kind == "meetings":
        return {"planned": "Not held yet", "cancelled": "Cancelled"}.get(minutes_of(document).status, "")
    if document.kind not in _SETTLED:
        return ""
    version = f"version {number}" if number is not None else ""
    if _is_settled(facts, document):
        return version.capitalize()
    # What was approved is known by the sign-off; until there is one, by the date of it that is recorded.
    return ", ".join(filter(None, ("Draft", version)))


def _is_settled(facts: Facts, document: Document) -> bool:
    own = f"[{document.item}]"
    return any(facts.happened(address.replace("[]", own)) is not None for address in _SETTLED[document.kind])


def _under_a_title(blocks: tuple[prose.Block, ...]) -> Iterator[prose.Block]:
    """Yield the blocks of a text with its headings one step below the title of the whole, at the highest."""
    highest = min((block.level for block in blocks if isinstance(block, Heading)), default=2)
    lower = max(0, 2 - highest)
    for block in blocks:
        yield replace(block, level=block.level + lower) if isinstance(block, Heading) else block


def _filled(value: object) -> object:
    """Return a value without its blank fields, which every document has many of."""
    if isinstance(value, Mapping):
        return {key: _filled(inner) for key, inner in value.items() if not is_blank(inner)}
    return [_filled(one) for one in value] if isinstance(value, list | tuple) else value


def _leaves(value: object, way: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value that is recorded, with the way to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{way}.{key}" if way else str(key))
    elif isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        for place, inner in enumerate(value, 1):
            yield from _leaves(inner, f"{way}[{place}]")
    elif not is_blank(value):
        yield way, value
