"""What `family copy`, `comment` and `considered` do: who was shown the report, and what they said of it (P§15)."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.family import published
from reviewctl.facts.judged import Facts
from reviewctl.model.family import (
    OUTCOMES,
    FamilyComment,
    FamilyMember,
    ReadOnlyCopy,
)
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.work.desk import Desk
from reviewctl.work.family import person_meant
from reviewctl.work.handed import Handed, committed, text_meant
from reviewctl.work.keyed import KeyedPen
from reviewctl.work.log import check_authority, happened_on
from reviewctl.work.nearest import refuse
from reviewctl.work.neutral import checked_words, warn_of_names, words_or_none
from reviewctl.work.recording import case_facts
from reviewctl.work.repeated import is_last
from reviewctl.work.writing import Pen


class Seen(Struct, frozen=True, kw_only=True):
    """What is recorded of a read-only copy: that it was shown, came back, or was kept."""

    shown: date | None = None
    returned: date | None = None
    kept: bool = False
    how: str | None = None
    by: str | None = None


def copy(desk: Desk, pen: Pen, word: str, person: str, seen: Seen) -> Iterator[str]:
    """Record that a person was shown the report, that the copy came back, or that it was kept; yield what to tell.

    Which version was shown is worked out from what is committed. Raises ReviewctlError where it is not saved, and
    where a copy that was never shown would come back.
    """
    facts = case_facts(desk, word)
    known = facts.case.family
    key = person_meant(facts, person)
    member = known[key]
    if seen.by is not None:
        check_authority(facts, seen.by, "--by")
    if seen.kept and seen.returned is not None:
        raise ReviewctlError("The copy was either --returned or --kept.", "Say one of the two.")
    if seen.shown is None and seen.returned is None and not seen.kept:
        raise ReviewctlError(
            "Nothing is said of the copy.",
            "Give --shown DATE, --returned DATE, or --kept where it was not given back.",
        )
    look = _look(desk, pen, facts, seen)
    place = _copy_meant(facts, key, member, seen, look)
    book = KeyedPen(pen, facts, "family", key, known)
    told = _show(facts, book, member, look, place) if look is not None else []
    if look is not None and place < len(member.copies):
        yield f"{facts.case.id}: a copy shown to {key} on {long_day(look.on)} is on record already"
    if seen.returned is not None:
        on = happened_on(seen.returned, "--returned")
        book.put(("copies", place, "returned"), on)
        told.append(f"  taken back: {long_day(on)}")
    if seen.shown is None and seen.how is not None:
        book.put(("copies", place, "how"), words_or_none(seen.how))
    if seen.by is not None:
        book.put(("copies", place, "taken_back_by"), seen.by)
    if seen.kept:
        book.put(("copies", place, "kept"), True)
        told.append(
            "  It was kept: a copy is shown and not kept before the report is public (P§15). Ask for it back."
        )
    if pen.done(f"{facts.case.id}: family copy {key}"):
        yield f"{facts.case.id}: the read-only copy of {key}"
        yield from told
        if seen.shown is not None and seen.returned is None and not seen.kept:
            yield f"  when it is back: reviewctl family copy {facts.case.id} {key} --returned DATE --by ROLE"
        if seen.shown is not None:
            yield f'  what the person says of it: reviewctl family comment {facts.case.id} {key} "…"'


class _Look(Struct, frozen=True):
    """The day on which a copy was shown, which version of the report it was, and how."""

    on: date
    given: Handed
    how: str | None


def _look(desk: Desk, pen: Pen, facts: Facts, seen: Seen) -> _Look | None:
    """Return what was shown; None where only what became of a copy is said. Raises ReviewctlError for a false day."""
    if seen.shown is None:
        return None
    on = happened_on(seen.shown, "--shown")
    if seen.returned is not None and seen.returned < on:
        raise ReviewctlError(
            f"It was shown on {long_day(on)}, after {long_day(seen.returned)}.",
            "--returned is the day on which it was taken back.",
        )
    given = committed(facts, text_meant(facts, "report"), pen.repo, desk.register.tree)
    return _Look(on, given, words_or_none(seen.how))


def _place_of(member: FamilyMember, look: _Look, returned: date | None) -> int:
    """Return the place of the copy of that day and that version, where it is on record; else the next.

    One that came back on another day than is said now was another one.
    """
    wanted = (look.on, look.given.version, look.given.digest)
    for place, one in enumerate(member.copies):
        came_back = returned is None or one.returned in (None, returned)
        if (one.shown, one.version, one.sha256) == wanted and came_back:
            return place
    return len(member.copies)


def _copy_meant(facts: Facts, key: str, member: FamilyMember, seen: Seen, look: _Look | None) -> int:
    """Return the place of the copy: its own, or the next, for one that is shown, else the last that is not back."""
    if look is not None:
        return _place_of(member, look, seen.returned)
    out = [n for n, one in enumerate(member.copies) if one.returned is None]
    if not out:
        raise ReviewctlError(
            f"No copy is with {key}.",
            f"When it was shown: reviewctl family copy {facts.case.id} {key} --shown DATE --returned DATE",
        )
    one: ReadOnlyCopy = member.copies[out[-1]]
    if seen.returned is not None and one.shown is not None and seen.returned < one.shown:
        raise ReviewctlError(
            f"It was shown on {long_day(one.shown)}, after {long_day(seen.returned)}.",
            "--returned is the day on which it was taken back.",
        )
    return out[-1]


def _show(facts: Facts, book: KeyedPen, member: FamilyMember, look: _Look, place: int) -> list[str]:
    """Mean to write what was shown, or of a copy that is on record only how; return what to tell."""
    given = look.given
    if place == len(member.copies):
        entry = {"shown": look.on, "how": look.how, "version": given.version, "sha256": given.digest}
        book.add("copies", place, entry)
    elif look.how is not None:
        book.put(("copies", place, "how"), look.how)
    version = f"version {given.version}, " if given.version else ""
    told = [f"  shown: {long_day(look.on)}, {version}fingerprint {given.short}"]
    if published(facts):
        told.append("  The report is public already: it is shown before (P§15).")
    return told


def comment(desk: Desk, pen: Pen, word: str, person: str, text: str, on: date | None) -> Iterator[str]:
    """Record what a person said of the report; yield what to tell. Raises ReviewctlError for an empty comment."""
    facts = case_facts(desk, word)
    known = facts.case.family
    key = person_meant(facts, person)
    if not text.strip():
        raise ReviewctlError(
            "The comment is empty.", f'reviewctl family comment {facts.case.id} {key} "what was said of it"'
        )
    member, day = known[key], happened_on(on)
    number, book = _next(member), KeyedPen(pen, facts, "family", key, known)
    entry = {"id": number, "on": day, "text": checked_words(text)}
    last = member.comments[-1] if member.comments else FamilyComment()
    if not is_last(member.comments, {**entry, "id": last.id}):
        book.add("comments", len(member.comments), entry)
    if pen.done(f"{facts.case.id}: family comment {key} {number}"):
        yield f"{facts.case.id}: comment {number} of {key}, {long_day(day)}"
        yield "  Where it can be, a relevant comment is taken up in the final version (P§15). When it was considered:"
        yield f"    reviewctl family considered {facts.case.id} {key} {number} --outcome taken-up|in-part|not-taken-up"
        warn_of_names(desk, facts, text)


def _next(member: FamilyMember) -> int:
    used = [int(one.id) for one in member.comments if one.id and one.id.isdecimal()]
    return max([*used, len(member.comments)]) + 1


def considered(
    desk: Desk,
    pen: Pen,
    word: str,
    person: str,
    number: str,
    outcome: str,
    reason: str | None,
    on: date | None,
) -> Iterator[str]:
    """Record what became of a comment; yield what to tell.

    Raises ReviewctlError for a comment or an outcome there is not, and for one not wholly taken up without a reason.
    """
    facts = case_facts(desk, word)
    known = facts.case.family
    key = person_meant(facts, person)
    place, one = _comment_meant(facts, key, known[key], number)
    day, why, came = happened_on(on), words_or_none(reason), outcome.strip().casefold().replace(" ", "-")
    if came not in OUTCOMES:
        raise refuse("outcome", outcome, OUTCOMES)
    if came != "taken-up" and why is None:
        raise ReviewctlError(
            "Why it was not taken up, or not wholly, is not said.",
            'The person may ask: --reason "it is outside the period that the review looks at"',
        )
    if one.on is not None and day < one.on:
        raise ReviewctlError(
            f"It was made on {long_day(one.on)}, after {long_day(day)}.",
            "--on is the day on which it was considered.",
        )
    book = KeyedPen(pen, facts, "family", key, known)
    for name, value in (("considered", day), ("outcome", came), ("reason", why)):
        if value is not None or getattr(one, name) is not None:
            book.put(("comments", place, name), value)
    if pen.done(f"{facts.case.id}: family considered {key} {number}"):
        yield f"{facts.case.id}: comment {number} of {key}: {came}, {long_day(day)}"
        if one.outcome not in (None, came):
            yield f"  before: {one.outcome}"
        warn_of_names(desk, facts, reason)


def _comment_meant(facts: Facts, key: str, member: FamilyMember, number: str) -> tuple[int, FamilyComment]:
    for place, one in enumerate(member.comments):
        if number == (one.id or str(place + 1)):
            return place, one
    raise ReviewctlError(
        f"There is no such comment of {key}.",
        f"There is: {', '.join(one.id or str(n) for n, one in enumerate(member.comments, 1))}."
        if member.comments
        else f'What was said: reviewctl family comment {facts.case.id} {key} "…"',
    )
