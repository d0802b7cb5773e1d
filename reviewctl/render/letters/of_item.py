"""What the words of a letter to one agency, one relative or about one complaint stand for."""

from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.model.complaints import Complaint
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import Moment, moments
from reviewctl.model.family import FamilyMember
from reviewctl.model.letter import Value
from reviewctl.model.returns import AgencyReturns
from reviewctl.render.dates import long_day
from reviewctl.render.letters.discreet import Discreet
from reviewctl.render.letters.values import CONTRIBUTIONS, day_words, hider, over_words, when
from reviewctl.render.pages.naming import listed

_SELF = ("subject", "the subject", "self")


def agency_values(facts: Facts, agency: str | None, letter: str) -> dict[str, Value]:
    """Return what a letter to an agency says of it: what it owes by the steps that call for this letter."""
    one = facts.case.returns.get(agency or "", AgencyReturns())
    known = facts.board.agency(agency) if agency else None
    return {
        "agency": known.name if known is not None else agency,
        "asked_for": CONTRIBUTIONS.get(one.contribution or ""),
        "chased": _days([day for day in one.chased if day <= facts.as_of]),
        "owed": tuple(_owed(one) for one in owed_by(facts, agency, letter)),
    }


def owed_by(facts: Facts, agency: str | None, letter: str) -> list[Deadline]:
    """Return what an agency still owes by the steps that a letter is for, what is longest over first."""
    own = [one for one in facts.deadlines if one.letter == letter and one.item == agency and agency]
    open_ = [one for one in own if one.state in ("overdue", "running")]
    return sorted(open_, key=lambda one: (one.due or date.max, one.step))


def _owed(one: Deadline) -> dict[str, str | None]:
    return {
        "what": one.title,
        "asked": day_words(one.anchor_date),
        "due": day_words(one.due),
        "over": over_words(one) or "no date agreed",
    }


def _days(days: list[date]) -> str | None:
    return listed([long_day(day) for day in days]) or None


def family_values(facts: Facts, key: str | None) -> dict[str, Value]:
    """Return what a letter to a relative, a friend or the person says of them."""
    one = facts.case.family.get(key or "", FamilyMember())
    relationship = hider(facts)(one.relationship)
    subjects = facts.case.file.subjects
    its = next((s for s in subjects if s.id == one.subject), subjects[0] if len(subjects) == 1 else None)
    return {
        "family.who": _relative(relationship, its.pseudonym if its is not None else None) or key,
        "family.self": (relationship or "").casefold() in _SELF,
        "family.died": its is not None and (its.living is False or bool(its.died)),
        "family.wishes": hider(facts)(one.preferences),
        "family.declined": one.declined() is not None,
        "family.declined.copy": one.spared.get("read_only_copy") == "declined",
        "advocate": bool(facts.case.terms.family_advocate or one.advocate),
    }


def _relative(relationship: str | None, pseudonym: str | None) -> str | None:
    if relationship is None or pseudonym is None:
        return relationship
    return pseudonym if relationship.casefold() in _SELF else f"{relationship} of {pseudonym}"


def complaint_values(key: str | None, one: Complaint, as_of: date, hide: Discreet) -> dict[str, Value]:
    """Return what an answer to a complaint says of it. By when it is due is the register's steps' to say."""
    return {
        "complaint": key,
        "complaint.about": hide(one.about),
        "complaint.received": when(_last(one.received, as_of)),
        "complaint.responded": when(_last(one.responded, as_of)),
        "complaint.escalated": when(_last(one.escalated, as_of)),
    }


def _last(events: object, as_of: date) -> Moment | None:
    found = [one for one in moments(events, "") if one.on is not None and one.on <= as_of]
    return found[0] if found else None
