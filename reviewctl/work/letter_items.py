"""For whom a letter is drawn up where nobody was named: the agencies, relatives or complaints that it is due for."""

from collections.abc import Iterator

from reviewctl.facts.judged import Facts
from reviewctl.model.address import parse_address
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.letter import Template
from reviewctl.model.returns import AgencyReturns, ImrReturn, Return
from reviewctl.render.letters.of_item import owed_by
from reviewctl.work.nearest import refuse

_ENDED = ("declined", "not-possible", "nothing-held")
_IMR = ("imr", "imr-and-chronology")
_CHRONOLOGY = ("chronology", "imr-and-chronology")
Items = tuple[str | None, ...]


def for_agencies(facts: Facts, template: Template, word: str | None) -> Items:
    """Return the agencies that a letter is for, by id; (None,) for one with blanks where none is on record.

    Raises ReviewctlError for an agency that there is not, or that owes nothing which the letter could chase.
    """
    if word is not None:
        return (_agency(facts, template, word),)
    if template.asks:
        return _asked_of(facts, template.asks) or (None,)
    late = [agency for agency in facts.case.returns if _overdue(facts, template, agency)]
    if late:
        return tuple(late)
    open_ = [agency for agency in facts.case.returns if owed_by(facts, agency, template.name)]
    hint = f"A reminder before the date: --item {open_[0]}" if open_ else "What is owed: reviewctl deadlines"
    raise ReviewctlError(f"No agency of {facts.case.id} is late with anything.", hint)


def _agency(facts: Facts, template: Template, word: str) -> str:
    named = facts.board.named(word)
    agency = word if word in facts.case.returns else named.id if named is not None else None
    if agency is None:
        raise refuse("agency", word, [one.id for one in facts.board.agencies] or facts.case.returns)
    if not template.asks and not owed_by(facts, agency, template.name):
        raise ReviewctlError(
            f"{agency} owes nothing in {facts.case.id} on that day, so there is nothing to chase.",
            f"What is owed: reviewctl deadlines {facts.case.id}",
        )
    return agency


def _overdue(facts: Facts, template: Template, agency: str) -> bool:
    return any(one.state == "overdue" for one in owed_by(facts, agency, template.name))


def _asked_of(facts: Facts, asks: str) -> Items:
    """Return the agencies of which a paper is wanted and has not come: those not asked yet, else all of those."""
    case = facts.case
    agencies = dict.fromkeys(
        (*case.returns, *(case.referral.agencies_involved if asks == "information" else ()))
    )
    wanted = [one for one in agencies if _wants(case.returns.get(one, AgencyReturns()), asks)]
    came = "submitted" if asks == "imr" else "returned"
    out = [one for one in wanted if facts.happened(f"returns[{one}].{asks}.{came}") is None]
    fresh = [one for one in out if facts.happened(f"returns[{one}].{asks}.requested") is None]
    return tuple(fresh or out)


def _wants(one: AgencyReturns, asks: str) -> bool:
    """Whether a paper is wanted of an agency, as far as the record says."""
    if one.outcome in _ENDED:
        return False
    kinds = {"imr": _IMR, "chronology": _CHRONOLOGY}.get(asks)
    paper: Return | ImrReturn | None = getattr(one, asks)
    asked = paper is not None and paper.requested is not None
    return kinds is None or asked or one.contribution in kinds


def for_family(facts: Facts, template: Template, word: str | None) -> Items:
    """Return the relatives that a letter is owed to, by key, else all; (None,) where none is on record.

    Nobody who declined, was not invited or is said to have caused the harm is among them: such a person is written
    to only by name of the key. Raises ReviewctlError where that leaves nobody.
    """
    family = facts.case.family
    if word is not None:
        if word not in family:
            raise refuse("person in family.yaml called", word, family)
        return (word,)
    steps = [one for one in facts.deadlines if one.letter == template.name and one.open]
    owed = [one.item for one in steps if one.item in family]
    asked = [key for key in family if not in_peace(facts, template, key)]
    if family and not asked:
        raise ReviewctlError(
            f"Nobody in {facts.case.id} is sent this letter unasked: each declined, was not invited, or is said to "
            "have caused the harm.",
            f"Somebody came back, or it was decided: reviewctl letter {template.name} {facts.case.id} --item KEY",
        )
    return tuple(dict.fromkeys(owed)) or tuple(asked) or (None,)


def in_peace(facts: Facts, template: Template, key: str) -> bool:
    """Whether a relative is not to be sent a letter unasked."""
    member = facts.case.family[key]
    minimum = _minimum(facts, template)
    return member.invited is False or (minimum in member.spared if minimum else bool(member.spared))


def _minimum(facts: Facts, template: Template) -> str | None:
    """Return what a letter does of the six that everybody is owed, by the step that calls for it; None for none."""
    steps = (*facts.plan.kind.steps, *facts.plan.kind.publication)
    untils = (
        parse_address(one.until) for one in steps if one.how is not None and one.how.letter == template.name
    )
    return next((one.fields[0] for one in untils if one.head == "family" and one.fields), None)


def before_it_goes(facts: Facts, template: Template, items: Items) -> Iterator[str]:
    """Yield what whoever sends a letter to relatives should know first: what each wishes, and who had declined."""
    for key in items:
        member = facts.case.family.get(key or "")
        if member is None:
            continue
        if in_peace(facts, template, key or ""):
            why = (
                "declined"
                if member.invited is not False and member.declined()
                else "is not written to unasked"
            )
            yield f"{key} {why}: send it only if the person came back, or it was decided."
        if member.preferences:
            yield f"How {key} wishes to be contacted is on record: reviewctl family list {facts.case.id}"


def for_complaints(facts: Facts, template: Template, word: str | None) -> tuple[str, ...]:
    """Return the complaints that wait for a letter, by key. Raises ReviewctlError where none does."""
    complaints = facts.case.complaints
    if word is not None:
        if word not in complaints:
            raise refuse("complaint", word, complaints)
        return (word,)
    steps = [one for one in facts.deadlines if one.letter == template.name and one.open and one.item]
    waiting = tuple(dict.fromkeys(one.item for one in steps if one.item))
    if not waiting:
        raise ReviewctlError(
            "No complaint waits for this answer.",
            f"There is: {', '.join(complaints)}. Choose with --item KEY."
            if complaints
            else 'A new one: reviewctl record board "complaints[c-1].received" today',
        )
    return waiting
