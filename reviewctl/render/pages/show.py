"""The page of `show`: one review on one page. Roles, agencies and pseudonyms; never a name."""

from collections.abc import Callable, Iterator

from reviewctl.facts.judged import Facts
from reviewctl.model.report import Block, Heading, Paragraph, Report
from reviewctl.render.dates import as_at, plain_day
from reviewctl.render.pages.naming import NOT_READ, many, whom
from reviewctl.render.pages.show_data import FIELDS, payload_of, records_of
from reviewctl.render.pages.show_dates import OWED_SHOWN, happened_table, owed_now, owed_table, urgent_table
from reviewctl.render.pages.show_head import identity
from reviewctl.render.pages.show_people import meetings_table, panel_table, returns_table, signoffs_table
from reviewctl.render.pages.show_table import plain_table

NOTES_SHOWN = 3


def page(facts: Facts, counts: dict[str, int]) -> Report:
    """Return the report of `show`. `counts` says how many errors and warnings are to be put right."""
    payload = payload_of(facts, counts)
    return Report(
        command="show",
        payload=payload,
        records=records_of(facts),
        fields=FIELDS,
        blocks=tuple(_blocks(facts, counts)),
    )


def _blocks(facts: Facts, counts: dict[str, int]) -> Iterator[Block]:
    yield Heading(f"{facts.case.id} · {whom(facts.case.file, ' and ')}", as_at(facts.as_of))
    yield plain_table(("", ""), identity(facts))
    parts: tuple[tuple[str, Callable[[Facts], Block | None]], ...] = (
        ("Urgent, and not answered", urgent_table),
        ("Owed now", owed_table),
        ("What has happened", happened_table),
        ("Agencies", returns_table),
        ("Panel", panel_table),
        ("Meetings", meetings_table),
        ("Sign-offs", signoffs_table),
        ("Latest notes", _notes_table),
    )
    for title, part in parts:
        block = part(facts)
        if block is not None:
            yield Heading(title, level=2)
            yield block
            if part is owed_table and not all(one.verified for one in owed_now(facts)[:OWED_SHOWN]):
                yield Paragraph(NOT_READ)
    yield Paragraph(_to_put_right(counts, facts.case.id))


def _notes_table(facts: Facts) -> Block | None:
    notes = sorted((n for n in facts.case.log.notes if n.on <= facts.as_of), key=lambda n: n.on)
    rows = [(plain_day(note.on), note.text) for note in notes[-NOTES_SHOWN:][::-1]]
    return plain_table(("", ""), rows) if rows else None


def _to_put_right(counts: dict[str, int], case_id: str) -> str:
    found = [many(counts[word], word) for word in ("error", "warning", "note") if counts.get(word)]
    if not found:
        return "Nothing to put right."
    return f"To put right: {', '.join(found)}. See them: reviewctl validate {case_id}"
