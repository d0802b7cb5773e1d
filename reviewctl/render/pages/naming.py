"""How reviews, agencies, roles, events and steps are named on a page: never a person by name."""

from collections.abc import Sequence

from reviewctl.facts.booked import asked_for_outcome
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import Plan
from reviewctl.model.address import parse_address
from reviewctl.model.board import Board
from reviewctl.model.case import CaseFile
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import Moment
from reviewctl.model.policy import Pack
from reviewctl.render.dates import plain_day, short_day

NOT_READ = "* quoted from memory and not read: look the paragraph up."
"""What a star beside a paragraph means, under a table that has one."""
# An event's last word that is no longer than this says too little alone: made, held, told, first.
_SHORT_WORD = 5


def many(count: int, word: str) -> str:
    """Return "1 review" or "3 reviews"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them: "a, b and c"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def whom(file: CaseFile, joiner: str = ", ") -> str:
    """Return whom a review is about, in its pseudonyms: "Adult E", "Adults C, D"; "nobody named" for none.

    `joiner` stands before the last one.
    """
    names = [subject.pseudonym for subject in file.subjects]
    first = names[0].partition(" ")[0] if names else ""
    alike = len(names) > 1 and all(name.startswith(f"{first} ") for name in names)
    shown = [name.removeprefix(f"{first} ") for name in names] if alike else names
    text = ", ".join(shown[:-1]) + joiner + shown[-1] if len(shown) > 1 else "".join(shown)
    return f"{first}s {text}" if alike else text or "nobody named"


def agency_name(board: Board, agency_id: str) -> str:
    """Return the shortest name that an agency has today; its id where the board does not know it."""
    agency = board.agency(agency_id)
    if agency is None:
        return agency_id
    return min((agency.name, *(alias.name for alias in agency.aliases if alias.until is None)), key=len)


def role_title(pack: Pack, role: str) -> str:
    """Return what people call a role; the word itself where the pack has no such role."""
    return pack.roles[role].title if role in pack.roles else role


def meeting_title(plan: Plan, kind: str) -> str:
    """Return what people call a kind of meeting; the word itself where the policy has no such kind."""
    rule = plan.kind.meetings.get(kind)
    return rule.title if rule is not None else kind


def sources(one: Deadline) -> str:
    """Return the paragraphs that a step rests on, as they stand in brackets; and that one was not read."""
    return ", ".join(one.citations) + ("" if one.verified else "; quoted from memory, not read")


def party_name(facts: Facts, word: str) -> str:
    """Return an agency or a role, such as who asked for something, by its name; any other word as it is written."""
    if facts.board.agency(word) is not None:
        return agency_name(facts.board, word)
    return role_title(facts.plan.pack, word)


def seat_title(pack: Pack, seat: str) -> str:
    """Return what people call a seat at a meeting, which is a sector's or a role's."""
    return pack.sectors[seat].title if seat in pack.sectors else role_title(pack, seat)


def item_name(facts: Facts, one: Deadline) -> str:
    """Return how the item that a step runs for is called: an agency, a relative, an action, a person."""
    item = one.item or ""
    match collection_of(facts.plan, one):
        case "returns":
            return agency_name(facts.board, item)
        case "family":
            return _relative(facts, item)
        case "actions":
            return f"action {item}"
        case "subjects":
            return _pseudonym(facts, item)
        case None:
            return _occasion(facts, one)
    return item


def collection_of(plan: Plan, one: Deadline) -> str | None:
    """Return the collection for the items of which a deadline's step runs, or None."""
    planned = plan.step(one.step)
    return planned.for_each if planned is not None else None


def step_title(facts: Facts, one: Deadline) -> str:
    """Return what is to be done, and for whom or what where the step runs for several."""
    name = item_name(facts, one) if one.item else ""
    return f"{one.title}: {name}" if name else one.title


def _occasion(facts: Facts, one: Deadline) -> str:
    """Return how an occasion of a step that recurs is called: the meeting, or the quarter or year, capital Q.

    What is due every so often needs no name: only one time is open, and it says from which day it counts.
    """
    planned = facts.plan.step(one.step)
    recurs = planned.recurs if planned is not None else None
    if recurs is None or one.item is None:
        return one.item or ""
    if recurs.interval is not None:
        return ""
    if recurs.meeting is not None and one.anchor_date is not None:
        return f"meeting of {short_day(one.anchor_date, facts.as_of)}"
    year, _, quarter = one.item.partition("-q")
    return f"Q{quarter} {year}" if quarter else one.item


def fault_words(faults: int, case: str = "") -> str:
    """Return the warning that dates may be missing, since files have faults: those of one case, or of any."""
    where = f"reviewctl validate {case}".rstrip()
    return f"Reading found {many(faults, 'fault')} in the files; dates may be missing: {where}"


def booking(facts: Facts, one: Deadline) -> str:
    """Return whether the meeting that a step waits for is booked; nothing for what is no meeting."""
    planned = facts.plan.step(one.step)
    rule = facts.plan.kind.events.get(str(planned.until)) if planned is not None else None
    if rule is None or rule.from_ is None or not rule.from_.startswith("meetings[") or not one.open:
        return ""
    held = None if one.planned else asked_for_outcome(facts, one)
    if held is not None:
        return f"held on {short_day(held.date, facts.as_of)}, outcome not recorded"
    return f"booked for {short_day(one.planned, facts.as_of)}" if one.planned else "NOT BOOKED"


def event_name(text: str) -> str:
    """Return an event in a few words: "received", "recommendation sent", "decision made".

    The last word of its address; a short one, that says too little alone, behind the one before it.
    """
    if not text:
        return ""
    address = parse_address(text)
    if address.head == "meetings" and address.item:
        return f"{address.item.replace(',', ' ')} meeting"
    *before, last = [address.head.replace("-", " "), *(field.replace("_", " ") for field in address.fields)]
    return f"{before[-1]} {last}" if before and len(last) <= _SHORT_WORD else last


def agreed_by(facts: Facts, who: str | None) -> str:
    """Return "; agreed by the Head of Safeguarding and Learning", or that nobody is recorded."""
    return f"; agreed by {role_title(facts.plan.pack, who)}" if who else "; who agreed is not recorded"


def _relative(facts: Facts, item: str) -> str:
    member = facts.case.family.get(item)
    if member is None or member.relationship is None:
        return item
    return f"{member.relationship} of {_pseudonym(facts, member.subject)}" if member.subject else item


def _pseudonym(facts: Facts, subject_id: str | None) -> str:
    subjects = facts.case.file.subjects
    return next((one.pseudonym for one in subjects if one.id == subject_id), subject_id or "")


def moment_words(moment: Moment) -> str:
    """Return when something happened, as far as it is known: a day, a month, a year or "not known"."""
    if moment.on is None:
        return "not known"
    day = plain_day(moment.on)
    return {"day": day, "month": day.partition(" ")[2], "year": str(moment.on.year)}.get(
        moment.precision, day
    )
