"""What `action considered` does: which earlier recommendation was looked at before one became actions (P§17)."""

import re
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.actions import Considered, PlanRecommendation
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.record import CASE_ID_FORM
from reviewctl.store.splice import splice_bytes
from reviewctl.work.actions.reporting import given_words
from reviewctl.work.actions.similar import plan_in
from reviewctl.work.desk import Desk
from reviewctl.work.log import facts_ahead, said
from reviewctl.work.nearest import nearest, refuse
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.telling import troubles
from reviewctl.work.writing import Pen

_CASE_ID = re.compile(CASE_ID_FORM)


class Looked(Struct, frozen=True, kw_only=True):
    """What was looked at: an earlier review, one of its recommendations or None for all of it, and what came of it."""

    review: str
    number: str | None = None
    note: str | None = None


def consider(desk: Desk, pen: Pen, word: str, own_id: str, asked: Looked) -> Iterator[str]:
    """Record that an earlier recommendation was considered; yield what to tell. A new note replaces the one before.

    Raises ReviewctlError for a recommendation that the plan does not have, for an id of which the register has no
    other review, and for a number that the plan of that review does not have. What another board keeps is named in
    words, and is not looked for.
    """
    facts = case_facts(desk, word)
    place, one = _recommendation(facts, own_id)
    review = _review(desk, facts, asked.review)
    number = _number(desk, review, asked.number)
    note = given_words(asked.note, "note")
    path = place_of(facts, "action-plan")
    for way, value in _changes(place, one, Looked(review=review, number=number, note=note)):
        pen.edit(path, partial(_spliced, way=way, value=value))
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: action considered {one.id}"):
        what = f"recommendation {number} of {review}" if number else review
        yield f"{facts.case.id}: recommendation {one.id}: considered {what}"
        if note is None and not _noted(after, place, review, number):
            yield '  what is done otherwise this time is not said; it is added with: --note "…"'
        yield from troubles(facts, after)
        warn_of_names(desk, facts, note)


def _recommendation(facts: Facts, word: str) -> tuple[int, PlanRecommendation]:
    """Return the place in the plan of the recommendation that is meant, and it. Raises ReviewctlError."""
    known = facts.case.plan.recommendations
    if not known:
        raise ReviewctlError(
            f"The plan of {facts.case.id} has no recommendation yet.",
            f"They stand in its action-plan.yaml, which is begun with: reviewctl add {facts.case.id} action-plan",
        )
    for place, one in enumerate(known):
        if one.id.casefold() == word.strip().casefold():
            return place, one
    raise refuse("recommendation", word, [one.id for one in known], inside=facts.case.id)


def _review(desk: Desk, facts: Facts, word: str) -> str:
    """Return the earlier review: an id of this register, or words for what another board keeps.

    A case folder that stands alone knows no other review, so that what is said of one is believed.
    """
    if not word.strip():
        raise ReviewctlError(
            "It is not said which earlier review was considered.",
            'Its id, such as SAR-2019-001; or words for one of another board: "SAR Adult B of Another Board".',
        )
    meant = word.strip().upper()
    if " " in meant:
        return checked_words(word)
    if meant == facts.case.id:
        raise ReviewctlError(
            f"{meant} is this review itself.", f"What was before it: reviewctl action similar {meant}"
        )
    others = [one for one in desk.register.by_id if one != facts.case.id]
    if meant not in others and not (desk.register.single is not None and _CASE_ID.fullmatch(meant)):
        near = nearest(word, others, 1)
        raise ReviewctlError(
            f"There is no other review {said(word)} here{f'; did you mean {near[0]}?' if near else '.'}",
            'Give its id; or name what another board keeps in words: "SAR Adult B of Another Board".',
        )
    return meant


def _number(desk: Desk, review: str, word: str | None) -> str | None:
    """Return the number of the earlier recommendation. Raises ReviewctlError for one that its plan has not."""
    if word is None or not word.strip():
        return None
    folder = desk.register.by_id.get(review) if desk.register.single is None else None
    if folder is None:
        return checked_words(word)
    known = {one.id.casefold(): one.id for one in plan_in(desk.register, folder)}
    if word.strip().casefold() not in known:
        raise refuse("recommendation", word, list(known.values()), inside=review)
    return known[word.strip().casefold()]


def _changes(place: int, one: PlanRecommendation, new: Looked) -> Iterator[tuple[KeyPath, object]]:
    """Yield what is written where: a new entry, or the note of the one that is there."""
    at: KeyPath = ("recommendations", place, "considered")
    held = _held(one.considered, new.review, new.number)
    if held is None:
        entry = {"review": new.review, "recommendation": new.number, "note": new.note}
        yield (*at, len(one.considered)), {key: value for key, value in entry.items() if value is not None}
    elif new.note is not None:
        yield (*at, held, "note"), new.note


def _held(entries: tuple[Considered, ...], review: str, number: str | None) -> int | None:
    """Return where the same review and recommendation stand already; None where they do not."""
    same = (n for n, one in enumerate(entries) if (one.review, one.recommendation) == (review, number))
    return next(same, None)


def _noted(facts: Facts, place: int, review: str, number: str | None) -> bool:
    entries = facts.case.plan.recommendations[place].considered
    held = _held(entries, review, number)
    return held is not None and bool(entries[held].note)


def _spliced(data: bytes | None, way: KeyPath, value: object) -> bytes:
    return splice_bytes(data or b"", way, value, file="action-plan.yaml")
