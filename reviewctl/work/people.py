"""What `subject add` does: one more person whom a review is about."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import sources
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import with_item
from reviewctl.work.desk import Desk
from reviewctl.work.log import facts_ahead, happened_on
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.pseudonyms import checked, next_free, subject_id, with_relatives
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.values import uncertain_day
from reviewctl.work.writing import Pen


class NewSubject(Struct, frozen=True, kw_only=True):
    """The person to be added, with no pseudonym under the next that is free.

    `died` and `born` are in EDTF, None where unknown.
    """

    case: str
    pseudonym: str | None
    on: date | None
    because: str | None
    died: str | None
    living: bool
    born: str | None = None


def add_subject(desk: Desk, pen: Pen, asked: NewSubject) -> Iterator[str]:
    """Add a subject to a review, with the keys in family.yaml; yield what to tell and what is owed since.

    Raises ReviewctlError for a pseudonym that the review has already, or that may be a person's name.
    """
    facts = case_facts(desk, asked.case)
    if asked.living and asked.died:
        raise ReviewctlError(
            "A person who is alive has no day of death.", "Give --living or --died, not both."
        )
    name = (
        checked((asked.pseudonym,))[0]
        if asked.pseudonym is not None
        else next_free(desk.register, facts.plan.kind)
    )
    key, day = _free(facts, name), happened_on(asked.on)
    entry = {
        "id": key,
        "pseudonym": name,
        "living": True if asked.living else False if asked.died else None,
        "died": uncertain_day(asked.died) if asked.died else None,
        "born": uncertain_day(asked.born) if asked.born else None,
        "added_on": day,
        "added_because": checked_words(asked.because or "") or None,
    }
    filled = {field: value for field, value in entry.items() if value is not None}
    place = ("subjects", len(facts.case.file.subjects))
    pen.edit(place_of(facts, "case"), lambda data: splice_bytes(data or b"", place, filled))
    pen.edit(place_of(facts, "family"), lambda data: _with_keys(facts, data, key, asked.living, day))
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: subject add {key}"):
        yield f"{facts.case.id}: added {name} ({key}), {long_day(day)}"
        if not entry["added_because"]:
            yield f"  Why the person was added is not recorded: {_record(facts, key, 'added_because', 'WHY')}"
        yield "  Put down in family.yaml who is close to the person, and what each was told (P§15)."
        yield from _owed_since(facts, after)
        warn_of_names(desk, facts, asked.because)


def _record(facts: Facts, key: str, field: str, value: str) -> str:
    return f'reviewctl record {facts.case.id} "subjects[{key}].{field}" "{value}"'


def _free(facts: Facts, name: str) -> str:
    """Return the id of a new subject. Raises ReviewctlError where the review has one of that name."""
    key = subject_id(name)
    there = [one for one in facts.case.file.subjects if key in (one.id, subject_id(one.pseudonym))]
    if there:
        names = ", ".join(one.pseudonym for one in facts.case.file.subjects)
        raise ReviewctlError(
            f"This review is about {names} already.", "Leave the pseudonym out to take the next that is free."
        )
    return key


def _with_keys(facts: Facts, data: bytes | None, key: str, living: bool, day: date) -> bytes:
    """Return family.yaml with the blocks of a new subject; a person who is alive has one of their own (P§5)."""
    text = data.decode("utf-8") if data is not None else None
    values = {"date": day.isoformat(), "id": facts.case.id}
    if f"family-of-{key}" not in facts.case.family:
        text = with_relatives(text, key, values)
    if living and key not in facts.case.family:
        made = with_item(text, "family", key, values).encode("utf-8")
        for field, value in (("relationship", "the subject"), ("subject", key)):
            made = splice_bytes(made, (key, field), value)
        text = made.decode("utf-8")
    return (text or "").encode("utf-8")


def _owed_since(before: Facts, after: Facts) -> Iterator[str]:
    """Yield the steps that are owed because of the new subject."""
    known = {one.key for one in before.deadlines}
    for one in after.deadlines:
        if one.key not in known and one.open:
            due = f"due {long_day(one.due)}" if one.due is not None else "no limit"
            yield f"  owed now: {one.title} ({one.item}), {due} ({sources(one)})"
