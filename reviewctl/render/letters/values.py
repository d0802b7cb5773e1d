"""What the words of a letter stand for in one review on one day. Pseudonyms, roles and agencies; never a name."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.called import called
from reviewctl.facts.judged import Facts
from reviewctl.model.address import Address, parse_address
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import Moment
from reviewctl.model.letter import Value
from reviewctl.model.screening import Recommendation
from reviewctl.render.dates import MONTHS, long_day
from reviewctl.render.letters.discreet import Discreet, discreet_of, who_agreed
from reviewctl.render.pages.naming import agency_name, item_name, listed, many, role_title, whom

Rows = tuple[dict[str, str | None], ...]

_FINDINGS = {"met": "met", "not-met": "not met", "unknown": "not known"}
_PARTNERS = "statutory-partners"
CONTRIBUTIONS = {
    "imr-and-chronology": "an Individual Management Review and a chronology",
    "imr": "an Individual Management Review",
    "chronology": "a chronology",
    "statement": "a statement",
    "policies-only": "its policies",
    "information": "information",
    "none": "nothing",
}


def case_values(facts: Facts) -> dict[str, Value]:
    """Return what every letter about a review may say."""
    case, kind = facts.case, facts.plan.kind
    hide = hider(facts)
    mandate = kind.mandates.get(case.decision.mandate or "")
    method = kind.methods.get(case.terms.method or "")
    return {
        "case": case.id,
        "review": called(facts),
        "review.short": kind.prefix,
        "basis": kind.basis,
        "care_act": (kind.basis or "").startswith("Care Act"),
        "screened": "screening.recommendation_sent" in kind.events,
        "subject": whom(case.file, " and ") if case.file.subjects else None,
        "stage": facts.place.title,
        "mandate": mandate.title if mandate else None,
        "method": method.title if method else None,
        "scope": hide(scope_words(facts)),
        "referrers": _referrers(facts, hide),
        "referrer": _referrer(facts, hide),
        **_decider(facts),
        **_decided(facts, hide),
        **_recommended(facts, hide),
        "criteria": _criteria(facts),
        "agencies": _agencies(facts),
        "processes": _processes(facts, hide),
        "panel.met": _times(_held(facts, "panel")),
        **_steps(facts, hide),
    }


def hider(facts: Facts) -> Discreet:
    """Return what takes the names that this register and review know out of a text."""
    return discreet_of(facts.board, (facts.case,), facts.plan.pack.roles)


def scope_words(facts: Facts) -> str | None:
    """Return the period that the terms of reference set: its days in full, else what was written; None for none."""
    scope = facts.case.terms.scope
    if scope is None or not (scope.from_ or scope.to):
        return scope.as_written if scope is not None else None
    first, last = day_words(scope.from_), day_words(scope.to)
    if first and last:
        return f"{first} to {last}"
    return f"from {first} on" if first else f"up to {last}"


def when(moment: Moment | None) -> str | None:
    """Return a day in full, a month and year, or a year, as far as it is known; None where it is not."""
    if moment is None or moment.on is None:
        return None
    month = f"{MONTHS[moment.on.month - 1]} {moment.on.year}"
    return {"day": long_day(moment.on), "month": month}.get(moment.precision, str(moment.on.year))


def day_words(day: date | None) -> str | None:
    """Return a day in full, or None where there is none."""
    return long_day(day) if day is not None else None


def event_word(facts: Facts, address: str, item: str | None) -> str | None:
    """Return when an event happened, or that it is planned for a day still to come; None for neither."""
    asked = parse_address(address).of(item)
    planned = facts.timeline.planned(asked)
    return when(facts.timeline.moment(asked)) or (f"{long_day(planned)} (planned)" if planned else None)


def due_word(facts: Facts, address: str, item: str | None) -> str | None:
    """Return by when the step that an event meets is due, with whatever was allowed; None for no date.

    Where there is no such step, the day that was agreed with an agency counts.
    """
    wanted = parse_address(address).of(item)
    due = next((one.due for one in facts.deadlines if one.until == str(wanted) and one.due), None)
    return day_words(due or _agreed(facts, wanted))


def _agreed(facts: Facts, wanted: Address) -> date | None:
    owed = facts.case.returns.get(wanted.item or "") if wanted.head == "returns" else None
    agreed: date | None = getattr(getattr(owed, wanted.fields[0], None), "due", None)
    return agreed


def within_word(facts: Facts, address: str, item: str | None) -> str | None:
    """Return within how long the policy wants an event, such as "15 working days"; None where it sets no limit."""
    wanted = str(parse_address(address).of(item))
    return next((one.allowance for one in facts.deadlines if one.until == wanted and one.allowance), None)


def _referrers(facts: Facts, hide: Discreet) -> Rows:
    found = facts.case.referral.referrers
    return tuple({"role": hide(one.role), "agency": _agency(facts, one.agency, hide)} for one in found)


def _agency(facts: Facts, word: str | None, hide: Discreet) -> str | None:
    return (agency_name(facts.board, word) if facts.board.agency(word) else hide(word)) if word else None


def _referrer(facts: Facts, hide: Discreet) -> str | None:
    shown = [", ".join(filter(None, (one["role"], one["agency"]))) for one in _referrers(facts, hide)]
    return listed([one for one in shown if one]) or None


def _decider(facts: Facts) -> dict[str, Value]:
    step = next((one for one in facts.plan.kind.steps if one.until == "decision.made"), None)
    theirs = (facts.case.decision.decided_by, facts.case.decision.outcome) == (_PARTNERS, "other-pathway")
    who = _PARTNERS if theirs else step.who if step is not None else None
    recommended = "screening.recommendation_sent" in facts.plan.kind.events
    return {
        "decider": role_title(facts.plan.pack, who).removeprefix("The ") if who is not None else None,
        "decides.chair": recommended and who == "independent-chair",
        "decided.partners": theirs and facts.happened("decision.made") is not None,
    }


def _decided(facts: Facts, hide: Discreet) -> dict[str, Value]:
    made = facts.happened("decision.made") is not None
    decision = facts.case.decision
    outcome = decision.outcome if made else None
    return {
        "decided.review": outcome == "review",
        "decided.no_review": outcome == "no-review",
        "decided.other": outcome == "other-pathway",
        "decided.joined": outcome == "joined",
        "decided.pathway": hide(decision.pathway) if made else None,
    }


def _recommended(facts: Facts, hide: Discreet) -> dict[str, Value]:
    found = facts.case.screening.recommendation or Recommendation()
    kind = facts.plan.kind
    mandate = kind.mandates.get(found.mandate or "")
    method = kind.methods.get(found.method or "")
    secure = {True: "yes", False: "no", None: None}[found.secure_files]
    return {
        "recommended.outcome": _outcome_words(facts, found, hide),
        "recommended.mandate": (mandate.title or found.mandate) if mandate else None,
        "recommended.pathway": hide(found.pathway),
        "recommended.method": method.title if method else None,
        "recommended.agencies": listed([agency_name(facts.board, one) for one in found.agencies]) or None,
        "recommended.secure_files": secure,
        "recommended.output": hide(found.output),
        "recommended.chair": hide(found.independent_chair),
        "recommended.author": hide(found.independent_author),
        "recommended.timescale": hide(found.timescale),
        "secure_files": bool(found.secure_files),
    }


def _outcome_words(facts: Facts, found: Recommendation, hide: Discreet) -> str | None:
    title = called(facts)
    way = hide(found.pathway)
    return {
        "review": f"that a {title} be held",
        "no-review": f"that no {title} be held",
        "other-pathway": f"that the matter be taken up in another way{f': {way}' if way else ''}",
        "joined": f"that it be joined to another review{f': {way}' if way else ''}",
    }.get(found.outcome or "")


def _criteria(facts: Facts) -> Rows:
    found = facts.case.screening.criteria
    rows = []
    for key, criterion in facts.plan.kind.criteria.items():
        one = found.get(key)
        rows.append(
            {
                "title": criterion.title,
                "finding": _FINDINGS.get(one.finding or "") if one is not None else None,
            }
        )
    return tuple(rows)


def _agencies(facts: Facts) -> Rows:
    return tuple(
        {
            "name": agency_name(facts.board, agency),
            "asked_for": CONTRIBUTIONS.get(one.contribution or "", "not decided yet"),
            "state": _agency_state(facts, agency),
        }
        for agency, one in facts.case.returns.items()
    )


def _agency_state(facts: Facts, agency: str) -> str:
    outcome = facts.case.returns[agency].outcome
    if outcome not in (None, "given"):
        return f"will not come: {outcome.replace('-', ' ')}"
    its = [one for one in facts.deadlines if one.until.startswith(f"returns[{agency}].") and one.due]
    late = [one.title for one in its if one.state == "overdue"]
    open_ = [f"{one.title} due {long_day(one.due)}" for one in its if one.state == "running" and one.due]
    if late:
        return f"{listed(late)} late"
    return "; ".join(open_) or "nothing due"


def _processes(facts: Facts, hide: Discreet) -> Rows:
    return tuple(
        {
            "kind": hide((one.kind or "not named").replace("-", " ")),
            "checked": when(_last_time(facts, Address("processes", key, ("checked_on",)))),
        }
        for key, one in facts.case.processes.items()
        if not one.ended
    )


def _last_time(facts: Facts, event: Address) -> Moment | None:
    """Return the latest time of an event that happens again and again; None where it has not happened."""
    return max(facts.timeline.happened(event), key=lambda one: one.on or date.min, default=None)


def _times(count: int) -> str | None:
    return {0: None, 1: "once", 2: "twice"}.get(count, f"{count} times")


def _held(facts: Facts, kind: str) -> int:
    return sum(
        one.kind == kind and one.status == "held" and one.date <= facts.as_of for one in facts.meetings
    )


def _steps(facts: Facts, hide: Discreet) -> dict[str, Value]:
    own = [one for one in facts.deadlines if one.owner == "board"]
    dated = sorted((one for one in own if one.due is not None), key=lambda one: one.due or date.max)
    return {
        "late": tuple(_late(facts, one, hide) for one in dated if one.state == "overdue"),
        "coming": tuple(_row(facts, one, hide) for one in dated if one.state == "running"),
        "moved": tuple(_moved(facts, one, hide) for one in dated if one.open and one.extensions),
        "waiting": tuple(_waiting(facts, own, hide)),
        "paused": tuple(_paused(facts, one, hide) for one in own if one.state == "suspended"),
    }


def _row(facts: Facts, one: Deadline, hide: Discreet) -> dict[str, str | None]:
    what = f"{one.title}: {hide(item_name(facts, one))}" if one.item else one.title
    return {"what": what, "who": role_title(facts.plan.pack, one.who), "due": day_words(one.due)}


def _late(facts: Facts, one: Deadline, hide: Discreet) -> dict[str, str | None]:
    return {
        **_row(facts, one, hide),
        "over": over_words(one),
        "reason": hide(one.reason),
        "agreed_by": who_agreed(facts, one.reason_agreed_by),
    }


def over_words(one: Deadline) -> str | None:
    """Return "17 days over", "2 working days over" or "due in 3 days"; None for a step with no date."""
    if one.days is None:
        return None
    if one.days == 0:
        return "just over" if one.state == "overdue" else "due today"
    count = many(abs(one.days), one.unit.removesuffix("s"))
    return f"{count} over" if one.days < 0 else f"due in {count}"


def _moved(facts: Facts, one: Deadline, hide: Discreet) -> dict[str, str | None]:
    last = one.extensions[-1]
    row = _row(facts, one, hide)
    return {
        "what": row["what"],
        "due": row["due"],
        "reason": hide(last.reason),
        "agreed_by": who_agreed(facts, last.agreed_by),
    }


def _waiting(facts: Facts, own: list[Deadline], hide: Discreet) -> Iterator[dict[str, str | None]]:
    open_ = [one for one in own if one.state == "running" and one.due is None and one.waiting is not None]
    for one in sorted(open_, key=lambda one: -(one.waiting or 0)):
        row = _row(facts, one, hide)
        yield {"what": row["what"], "who": row["who"], "since": day_words(one.anchor_date)}


def _paused(facts: Facts, one: Deadline, hide: Discreet) -> dict[str, str | None]:
    last = one.suspensions[-1] if one.suspensions else None
    return {
        "what": _row(facts, one, hide)["what"],
        "since": day_words(last.from_) if last is not None else None,
        "reason": hide(last.reason) if last is not None else None,
        "ask_again": day_words(one.ask_again),
    }
