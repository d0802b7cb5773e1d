"""What `family` does: what was offered, answered, shown and said by those close to the person (P§15)."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.family import published
from reviewctl.facts.holds import asked_on
from reviewctl.facts.judged import Facts
from reviewctl.facts.span import exact_day
from reviewctl.model.family import (
    ANSWERS,
    BEYOND_TELLING,
    MINIMUMS,
    OUTCOMES,
    Contact,
    FamilyComment,
    FamilyMember,
    ReadOnlyCopy,
)
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.work.desk import Desk
from reviewctl.work.handed import committed, text_meant
from reviewctl.work.keyed import KeyedPen, key_meant
from reviewctl.work.log import check_authority, facts_ahead, happened_on
from reviewctl.work.nearest import refuse
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts
from reviewctl.work.repeated import is_last
from reviewctl.work.writing import Pen

_NEW = "Somebody new: reviewctl family contact CASE KEY --relationship mother --how letter"
_IN_WORDS = {"accepted": "accepted", "declined": "declined", "no-answer": "gave no answer"}


class NewContact(Struct, frozen=True, kw_only=True):
    """A contact with a person: how, what was said or offered, about which of the six (None: taking part at all)."""

    how: str | None = None
    what: str | None = None
    offered: str | None = None
    about: str | None = None
    answer: str | None = None
    on: date | None = None
    relationship: str | None = None
    preferences: str | None = None


class Seen(Struct, frozen=True, kw_only=True):
    """What is recorded of a read-only copy: that it was shown, came back, or was kept."""

    shown: date | None = None
    returned: date | None = None
    kept: bool = False
    how: str | None = None
    by: str | None = None


def contact(desk: Desk, pen: Pen, word: str, person: str, said: NewContact) -> Iterator[str]:
    """Record a contact with a family member; yield what to tell, such as what was not to be asked again.

    Somebody who is not there yet is added where the relationship is given. Raises ReviewctlError for a contact of
    which nothing is said.
    """
    facts = case_facts(desk, word)
    known = facts.case.family
    key = key_meant(person, known, "person", new=said.relationship is not None, how=_new(facts))
    member, day = known.get(key, FamilyMember()), happened_on(said.on)
    about, answer = _about(said.about), _answer(said.answer)
    words = {name: _said(getattr(said, name)) for name in ("how", "what", "offered")}
    there_was_one = answer is not None or any(words.values())
    if not there_was_one and said.relationship is None and said.preferences is None:
        raise ReviewctlError(
            "Nothing is said of the contact.",
            'Give --how, --said or --offered, such as: --how letter --offered "to meet the panel"',
        )
    book = KeyedPen(pen, facts, "family", key, known)
    for name in ("relationship", "preferences"):
        if getattr(said, name) is not None:
            book.put((name,), _said(getattr(said, name)))
    if there_was_one:
        answered = {"answer": answer, "answered_on": day if answer else None}
        entry = {"on": day, **words, "about": about, **answered}
        if not is_last(member.contacts, entry):
            book.add("contacts", len(member.contacts), entry)
    if pen.done(f"{facts.case.id}: family contact {key}"):
        how = f", {words['how']}" if words["how"] else ""
        if there_was_one:
            yield f"{facts.case.id}: contact with {key}, {long_day(day)}{how}"
        else:
            new = "" if member.contacts else ", who has not been contacted yet"
            yield f"{facts.case.id}: {key}{new}"
        yield from _before_the_police(facts)
        yield from _though(member, about)
        if answer is not None:
            yield f"  {key} {_IN_WORDS[answer]}"
        elif words["offered"]:
            flag = f" --for {about}" if about else ""
            yield "  when there is an answer (accepted, declined or no-answer):"
            yield f"    reviewctl family answer {facts.case.id} {key} accepted{flag}"
        warn_of_names(desk, facts, said.what, said.offered, said.preferences)


def _new(facts: Facts) -> str:
    return _NEW.replace("CASE", facts.case.id)


def _said(text: str | None) -> str | None:
    return checked_words(text) or None if text is not None else None


def _about(word: str | None) -> str | None:
    """Return which of the six is meant; None for taking part at all. Raises ReviewctlError for another word."""
    if word is None:
        return None
    meant = word.strip().casefold().replace("-", "_").replace(" ", "_")
    if meant not in MINIMUMS:
        raise refuse("minimum", word, MINIMUMS)
    return meant


def _answer(word: str | None) -> str | None:
    if word is None:
        return None
    meant = word.strip().casefold().replace(" ", "-")
    if meant not in ANSWERS:
        raise refuse("answer", word, ANSWERS)
    return meant


def _though(member: FamilyMember, about: str | None) -> Iterator[str]:
    """Yield a word of care where the person had declined: nobody is asked twice."""
    before = member.declined() or (member.declined(about) if about else None)
    if before is not None:
        when = f" on {long_day(before.answered_on)}" if before.answered_on else ""
        yield f"  The person declined{when}. If it was not the person who came back, do not ask again."


def _before_the_police(facts: Facts) -> Iterator[str]:
    """Yield that the investigating officer is to be asked first, where that has not been done (P§13)."""
    for key, process in facts.case.processes.items():
        if process.kind == "criminal" and process.ended is None and not asked_on(process, today()):
            yield "  There is a criminal investigation: the Senior Investigating Officer is contacted before anybody is"
            yield f'  interviewed (P§13). Recorded by: reviewctl process check {facts.case.id} {key} --status "…"'


def answer(
    desk: Desk, pen: Pen, word: str, person: str, said: str, about_word: str | None, on: date | None
) -> Iterator[str]:
    """Record what a person answered to the last offer without an answer; yield what to tell, and what follows.

    Somebody may come back to an offer that had its answer: then it is a contact of its own. Raises ReviewctlError
    for a person or an answer there is not, and for a day before the offer.
    """
    facts = case_facts(desk, word)
    known = facts.case.family
    key = key_meant(person, known, "person", new=False, how=_new(facts))
    member, day, given, about = known[key], happened_on(on), _answer(said), _about(about_word)
    assert given is not None
    place = _open_offer(member, about)
    place = _open_offer(member, None) if place is None else place  # The answer says what it was about.
    _refuse_before(member, place, day)
    book = KeyedPen(pen, facts, "family", key, known)
    if place is not None:
        if about is not None and member.contacts[place].about is None:
            book.put(("contacts", place, "about"), about)
        book.put(("contacts", place, "answer"), given)
        book.put(("contacts", place, "answered_on"), day)
    elif not _is_answered(member, about, given, day):
        entry = {"on": day, "about": about, "answer": given, "answered_on": day}
        book.add("contacts", len(member.contacts), entry)
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: family answer {key}"):
        yield f"{facts.case.id}: {key} {_IN_WORDS[given]}{_to_what(member, place, about)}, {long_day(day)}"
        yield from _follows(facts, after, key)


def _open_offer(member: FamilyMember, about: str | None) -> int | None:
    """Return the place of the last offer of that kind without an answer, or None."""
    places = [n for n, one in enumerate(member.contacts) if one.about == about and one.answer is None]
    offered = [n for n in places if member.contacts[n].offered]
    return offered[-1] if offered else None


def _is_answered(member: FamilyMember, about: str | None, given: str, day: date) -> bool:
    """Return whether the last contact has this answer of this day already: it was typed twice."""
    last = member.contacts[-1] if member.contacts else Contact()
    return (last.about, last.answer, last.answered_on) == (about, given, day)


def _refuse_before(member: FamilyMember, place: int | None, day: date) -> None:
    on = exact_day(member.contacts[place].on) if place is not None else None
    if on is not None and on > day:
        raise ReviewctlError(
            f"It was offered on {long_day(on)}, after {long_day(day)}.",
            "--on is the day of the answer.",
        )


def _to_what(member: FamilyMember, place: int | None, about: str | None) -> str:
    if about is not None:
        return f" ({about})"
    offer: Contact | None = member.contacts[place] if place is not None else None
    return "" if offer is None or offer.offered is None else f": {offer.offered}"


def _follows(facts: Facts, after: Facts, key: str) -> Iterator[str]:
    """Yield what nobody asks of the person any more, and what is asked again."""
    before, now = (one.case.family[key].spared for one in (facts, after))
    gone = [name for name in BEYOND_TELLING if name in now and name not in before]
    back = [name for name in BEYOND_TELLING if name in before and name not in now]
    if gone:
        yield f"  nobody asks again about: {', '.join(gone)}"
        yield f"  A change of mind is always open: reviewctl family answer {facts.case.id} {key} accepted"
    if len(gone) > 1:
        yield "  Was it about one of them alone? reviewctl undo, and say it with --for, such as --for supported"
    if back:
        yield f"  open again: {', '.join(back)}"
    if after.case.family[key].invited is None and not now:
        yield f'  Invited to take part? reviewctl record {facts.case.id} "family[{key}].invited" true'


def copy(desk: Desk, pen: Pen, word: str, person: str, seen: Seen) -> Iterator[str]:
    """Record that a person was shown the report, that the copy came back, or that it was kept; yield what to tell.

    Which version was shown is worked out from what is committed. Raises ReviewctlError where it is not saved, and
    where a copy that was never shown would come back.
    """
    facts = case_facts(desk, word)
    known = facts.case.family
    key = key_meant(person, known, "person", new=False, how=_new(facts))
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
    place = _copy_meant(facts, key, member, seen)
    book = KeyedPen(pen, facts, "family", key, known)
    told = []
    if seen.shown is not None:
        told = _show(desk, pen, facts, book, member, seen)
    if seen.returned is not None:
        on = happened_on(seen.returned, "--returned")
        book.put(("copies", place, "returned"), on)
        told.append(f"  taken back: {long_day(on)}")
    if seen.shown is None and seen.how is not None:
        book.put(("copies", place, "how"), _said(seen.how))
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


def _copy_meant(facts: Facts, key: str, member: FamilyMember, seen: Seen) -> int:
    """Return the place of the copy: the next for one that is shown, else the last that is not back."""
    if seen.shown is not None:
        return len(member.copies)
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


def _show(desk: Desk, pen: Pen, facts: Facts, book: KeyedPen, member: FamilyMember, seen: Seen) -> list[str]:
    on = happened_on(seen.shown, "--shown")
    if seen.returned is not None and seen.returned < on:
        raise ReviewctlError(
            f"It was shown on {long_day(on)}, after {long_day(seen.returned)}.",
            "--returned is the day on which it was taken back.",
        )
    given = committed(facts, text_meant(facts, "report"), pen.repo, desk.register.tree)
    entry = {"shown": on, "how": _said(seen.how), "version": given.version, "sha256": given.digest}
    book.add("copies", len(member.copies), entry)
    version = f"version {given.version}, " if given.version else ""
    told = [f"  shown: {long_day(on)}, {version}fingerprint {given.short}"]
    if published(facts):
        told.append("  The report is public already: it is shown before (P§15).")
    return told


def comment(desk: Desk, pen: Pen, word: str, person: str, text: str, on: date | None) -> Iterator[str]:
    """Record what a person said of the report; yield what to tell. Raises ReviewctlError for an empty comment."""
    facts = case_facts(desk, word)
    known = facts.case.family
    key = key_meant(person, known, "person", new=False, how=_new(facts))
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
    key = key_meant(person, known, "person", new=False, how=_new(facts))
    place, one = _comment_meant(facts, key, known[key], number)
    day, why, came = happened_on(on), _said(reason), outcome.strip().casefold().replace(" ", "-")
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


def not_done(desk: Desk, pen: Pen, word: str, person: str, minimum: str, reason: str) -> Iterator[str]:
    """Record why one of the six was not done; yield what to tell.

    Raises ReviewctlError where it was done, or no reason is given.
    """
    facts = case_facts(desk, word)
    known = facts.case.family
    key = key_meant(person, known, "person", new=False, how=_new(facts))
    name, why = _about(minimum), _said(reason)
    if why is None:
        raise ReviewctlError("The reason is empty.", 'Say why: --reason "no relative is known"')
    moment = facts.happened(f"family[{key}].{name}")
    if moment is not None:
        on = f", {long_day(moment.on)}" if moment.on and moment.exact else ""
        raise ReviewctlError(
            f"{name} of {key} is on record as done{on}.",
            f'Is that wrong? reviewctl record {facts.case.id} "family[{key}].{name}" "" takes it out.',
        )
    KeyedPen(pen, facts, "family", key, known).put(("not_done", str(name)), why)
    if pen.done(f"{facts.case.id}: family not-done {key} {name}"):
        yield f"{facts.case.id}: {name} of {key} was not done, and why is recorded"
        warn_of_names(desk, facts, reason)
