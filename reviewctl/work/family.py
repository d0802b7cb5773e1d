"""What `family contact`, `answer` and `not-done` do: what people were offered and answered, or why not (P§15)."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.holds import asked_on
from reviewctl.facts.judged import Facts
from reviewctl.facts.span import exact_day
from reviewctl.model.family import (
    ANSWERS,
    BEYOND_TELLING,
    MINIMUMS,
    Contact,
    FamilyMember,
)
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.work.desk import Desk
from reviewctl.work.keyed import KeyedPen, key_meant
from reviewctl.work.log import facts_ahead, happened_on
from reviewctl.work.nearest import refuse
from reviewctl.work.neutral import warn_of_names, words_or_none
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


def contact(desk: Desk, pen: Pen, word: str, person: str, said: NewContact) -> Iterator[str]:
    """Record a contact with a family member; yield what to tell, such as what was not to be asked again.

    Somebody who is not there yet is added where the relationship is given. Raises ReviewctlError for a contact of
    which nothing is said.
    """
    facts = case_facts(desk, word)
    known = facts.case.family
    key = person_meant(facts, person, new=said.relationship is not None)
    member, day = known.get(key, FamilyMember()), happened_on(said.on)
    about, answer = _about(said.about), _answer(said.answer)
    words = {name: words_or_none(getattr(said, name)) for name in ("how", "what", "offered")}
    there_was_one = answer is not None or any(words.values())
    if not there_was_one and said.relationship is None and said.preferences is None:
        raise ReviewctlError(
            "Nothing is said of the contact.",
            'Give --how, --said or --offered, such as: --how letter --offered "to meet the panel"',
        )
    book = KeyedPen(pen, facts, "family", key, known)
    for name in ("relationship", "preferences"):
        if getattr(said, name) is not None:
            book.put((name,), words_or_none(getattr(said, name)))
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


def person_meant(facts: Facts, word: str, *, new: bool = False) -> str:
    """Return the key of a person close to the subject; with `new` of one who is to be added.

    Raises ReviewctlError where there is none of that name, with how somebody is added.
    """
    how = _NEW.replace("CASE", facts.case.id)
    return key_meant(word, facts.case.family, "person", new=new, how=how)


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
    key = person_meant(facts, person)
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


def not_done(desk: Desk, pen: Pen, word: str, person: str, minimum: str, reason: str) -> Iterator[str]:
    """Record why one of the six was not done; yield what to tell.

    Raises ReviewctlError where it was done, or no reason is given.
    """
    facts = case_facts(desk, word)
    known = facts.case.family
    key = person_meant(facts, person)
    name, why = _about(minimum), words_or_none(reason)
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
