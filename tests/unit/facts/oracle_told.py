"""Policies and reviews at random, as plain words: what a pack's YAML and a case's files would say.

A record of chance is made of dictionaries, lists and texts only, so that the second working out of its deadlines
(`oracle_worked.py`) and reviewctl each read it in their own way.
"""

import random
from datetime import date, timedelta
from typing import Any, NamedTuple

Plain = dict[str, Any]

# The order in which things usually happen; each lies some days behind the one before.
IN_ORDER = (
    "referral.received",
    "referral.briefed",
    "screening.held",
    "screening.sent",
    "decision.made",
    "decision.checked",
    "report.available",
    "publication.copies_sent",
    "publication.date",
)
PERIODS = {"quarter": "quarters", "financial-year": "years"}
EVENTS: Plain = {
    **{address: {"title": address} for address in IN_ORDER},
    "decision.checked": {"title": "Checked", "outcomes": ["agrees", "disagrees"]},
    "audit.done": {"title": "The audit was done", "repeats": True},
    "plan.gone_through": {"title": "The plan was gone through", "repeats": True},
    **{f"{group}[]": {"title": f"One of the {group}"} for group in PERIODS.values()},
    "returns[].initial_chronology.requested": {"title": "Asked for a first chronology"},
    "returns[].initial_chronology.returned": {"title": "Returned a first chronology"},
    "returns[].imr.requested": {"title": "Asked for"},
    "returns[].imr.submitted": {"title": "Submitted"},
    "family[].told": {"title": "Told"},
    "family[].added_on": {"title": "Added"},
}
AGENCIES = ("gmp", "icb", "care_home")
FAMILY = ("mother", "sister")
ALLOWANCES = ("1 working day", "5 working days", "15 working days", "20 working days", "3 days", "28 days")
ALLOWANCES += ("1 week", "6 weeks", "1 month", "6 months", "1 year")


class Told(NamedTuple):
    """A record of chance: its documents in plain words, the meetings around it, and the day judged on."""

    documents: Plain
    meetings: list[Plain]
    as_of: date


def policy_at_random(dice: random.Random) -> Plain:
    """Return a pack and a kind of review with some three steps, of any form that the language has."""
    calendar: Plain = {"name": "england-and-wales", "warning": "5 working days", **_counting(dice)}
    steps = [make(dice) for make in dice.sample(FORMS, 3)]
    if any("where" in str(step.get("after")) for step in steps) and dice.random() < 0.7:
        steps.append(first_chronology(dice))
    for number, step in enumerate(steps):
        step |= {"id": f"step-{number}", "title": "A step", "who": "manager", "cites": "P§1"}
    held = dice.sample([step["id"] for step in steps], 2)
    return {
        "pack": {
            "format": 1,
            "title": "A protocol of chance",
            "sources": {"P": {"title": "The protocol"}},
            "calendar": calendar,
            "roles": {"manager": {"title": "Manager"}},
        },
        "kind": {
            "type": "sar",
            "prefix": "SAR",
            "title": "Safeguarding Adults Review",
            "cites": "P§2",
            "events": EVENTS,
            "steps": steps,
            "stages": [
                {"id": "referred", "title": "referred", "opened_by": [{"event": "referral.received"}]}
            ],
            **({"in_force": _in_force(dice)} if dice.random() < 0.1 else {}),
            "pauses": {"interviews": {"title": "Interviews", "steps": held, "cites": "P§13"}},
        },
    }


def _counting(dice: random.Random) -> Plain:
    out: Plain = {}
    if dice.random() < 0.25:
        out["count"] = dice.choice(["day-after", "same-day"])
    if dice.random() < 0.25:
        out["non_working"] = dice.choice(["keep", "roll-forward"])
    return out


def _limit(dice: random.Random) -> Plain:
    out = _counting(dice) if dice.random() < 0.5 else {}
    if dice.random() < 0.9:
        out["within"] = dice.choice(ALLOWANCES)
    if dice.random() < 0.2:
        out["calendar"] = "united-kingdom"
    return out


def _conditions(dice: random.Random) -> Plain:
    """Return what a step may have besides: `if`, `closed_by`, `in_force`."""
    out: Plain = {}
    if dice.random() < 0.35:
        chosen = dice.sample(CONDITIONS, dice.choice([1, 1, 2]))
        out["if"] = {key: value for one in chosen for key, value in one.items()}
    if dice.random() < 0.15:
        out["closed_by"] = dice.choice(
            [{"decision.outcome": ["joined", "no-review"]}, {"decision.checked": "disagrees"}]
        )
    if dice.random() < 0.15:
        out["in_force"] = _in_force(dice)
    return out


def _in_force(dice: random.Random) -> Plain:
    first, last = (date(2015, 1, 1) + timedelta(dice.randrange(4600)) for _ in range(2))
    out: Plain = {"on": dice.choice(["referral.received", "decision.made"])}
    if dice.random() < 0.7:
        out["from"] = first.isoformat() if dice.random() < 0.9 else "not-known"
    if dice.random() < 0.3:
        out["until"] = last.isoformat()
    return out


CONDITIONS: list[Plain] = [
    {"decision.outcome": "review"},
    {"decision.outcome": ["review", "joined"]},
    {"decision.outcome": {"not": "no-review"}},
    {"decision.outcome": {"not": ["no-review", "joined"]}},
    {"decision.outcome": "present"},
    {"decision.mandate": "absent"},
    {"decision.checked": "agrees"},
    {"decision.checked": "absent"},
    {"screening.sent": "present"},
]


def simple(dice: random.Random) -> Plain:
    after, until = sorted(dice.sample(range(len(IN_ORDER)), 2))
    ends = {"after": IN_ORDER[after], "until": IN_ORDER[until]}
    return {**ends, **_limit(dice), **_conditions(dice)}


def backward(dice: random.Random) -> Plain:
    limit = _limit(dice)
    return {
        "before": dice.choice(["publication.date", "report.available"]),
        "within": dice.choice(ALLOWANCES),
        "until": dice.choice(["publication.copies_sent", "decision.checked"]),
        **limit,
        **_conditions(dice),
    }


def of_several(dice: random.Random) -> Plain:
    *after, until = dice.sample(IN_ORDER, dice.choice([3, 4]))
    return {"after": {dice.choice(["first", "last"]): after}, "until": until, **_limit(dice)}


def of_collection(dice: random.Random) -> Plain:
    where: Plain = {"returns[].initial_chronology.requested": "present"}
    if dice.random() < 0.3:
        where = {"returns[].contribution": dice.choice(["imr", ["imr", "imr-and-chronology"]])}
    pick = dice.choice(["first", "last", "last"])
    return {
        "after": {pick: "returns[].initial_chronology.returned", "where": where},
        "until": dice.choice(["decision.made", "screening.sent"]),
        **_limit(dice),
        **_conditions(dice),
    }


def first_chronology(dice: random.Random) -> Plain:
    return {
        "for_each": "returns",
        "after": "returns[].initial_chronology.requested",
        "until": "returns[].initial_chronology.returned",
        "closed_by": {"returns[].outcome": ["declined", "not-possible", "nothing-held"]},
        **_limit(dice),
    }


def per_agency(dice: random.Random) -> Plain:
    where = {"returns[].contribution": dice.choice(["imr", {"not": "none"}])}
    step: Plain = {
        "for_each": dice.choice(["returns", {"of": "returns", "where": where}]),
        "after": "returns[].imr.requested",
        "until": "returns[].imr.submitted",
    }
    step |= {"by": "returns[].imr.due"} if dice.random() < 0.6 else _limit(dice)
    if dice.random() < 0.5:
        step["closed_by"] = {"returns[].outcome": ["declined", "nothing-held"]}
    if dice.random() < 0.4:
        step["if"] = {"returns[].contribution": ["imr", "imr-and-chronology"]}
    return step


def per_relative(dice: random.Random) -> Plain:
    return {
        "for_each": "family",
        "after": {dice.choice(["last", "last", "first"]): ["decision.made", "family[].added_on"]},
        "until": "family[].told",
        "closed_by": {"family[].invited": False},
        **_limit(dice),
    }


def each_period(dice: random.Random) -> Plain:
    every = dice.choice(list(PERIODS))
    step = {"every": every, "from": "referral.received", "until": f"{PERIODS[every]}[]", **_limit(dice)}
    if dice.random() < 0.5:
        step["to"] = dice.choice(["decision.made", "report.available"])
    return {**step, **(_conditions(dice) if dice.random() < 0.3 else {})}


def every_so_often(dice: random.Random) -> Plain:
    step: Plain = {
        "every": dice.choice(["6 months", "year", "2 years", "90 days"]),
        "until": "audit.done",
    }
    if dice.random() < 0.8:
        step["from"] = "referral.received"
    if dice.random() < 0.4:
        step["to"] = dice.choice(["decision.made", "report.available"])
    return step


def at_each_meeting(dice: random.Random) -> Plain:
    step: Plain = {
        "every": {"meeting": "pip"},
        "from": "referral.received",
        "until": "plan.gone_through",
        **_limit(dice),
    }
    if dice.random() < 0.6:
        step["to"] = "report.available"
    return step


FORMS = [simple, simple, simple, backward, of_several, of_collection, per_agency, per_relative]
FORMS += [each_period, every_so_often, at_each_meeting]


def record_at_random(dice: random.Random, steps: list[Plain]) -> Told:
    """Return a review whose events follow each other at odd distances, some missing, uncertain or still ahead."""
    base = date(2015, 1, 1) + timedelta(dice.randrange(4150))
    log = _log(dice, base, [step["id"] for step in steps])
    documents: Plain = {
        "diary": _diary(dice, base),
        "decision": _decision(dice),
        "returns": {key: _agency(dice, base) for key in AGENCIES[: dice.randrange(4)]},
        "family": {key: _relative(dice, base) for key in FAMILY[: dice.randrange(3)]},
        "log": log,
    }
    meetings = [_meeting(dice, base + timedelta(dice.randrange(400))) for _ in range(dice.randrange(4))]
    days = {one["date"]: one for one in meetings}
    in_order = [days[day] for day in sorted(days)]
    return Told(documents, in_order, base + timedelta(dice.randrange(-20, 460)))


def _diary(dice: random.Random, base: date) -> Plain:
    diary: Plain = {}
    day = base
    for address in IN_ORDER:
        day += timedelta(dice.choice([0, 1, 5, 10, 20, 40, 60]) + dice.randrange(5))
        if dice.random() < 0.8:
            group, event = address.split(".")
            diary.setdefault(group, {})[event] = _event(dice, day, address == "decision.checked")
    several = [("audit", "done"), ("plan", "gone_through")]
    for group, event in several:
        if dice.random() < 0.7:
            diary[group] = {event: _days(dice, base, 0.12 if group == "audit" else 0)}
    for every, group in PERIODS.items():
        keys = {period_key(base + timedelta(dice.randrange(400)), every) for _ in range(dice.randrange(3))}
        diary[group] = {key: _event(dice, base + timedelta(dice.randrange(460))) for key in sorted(keys)}
    return diary


def period_key(day: date, every: str) -> str:
    """Return the word for the period of the calendar in which a day lies: `2026-q1`, `2025-26`."""
    if every == "quarter":
        return f"{day.year}-q{(day.month + 2) // 3}"
    first = day.year if day.month > 3 else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def _event(dice: random.Random, day: date, outcome: bool = False) -> Any:
    luck = dice.random()
    text = day.isoformat()
    if luck < 0.04:
        text = "not-known"
    elif luck < 0.09:
        text = text[:7]
    elif luck < 0.1:
        text = text[:4]
    elif luck < 0.16:
        return {"planned": day.isoformat()}
    if outcome and dice.random() < 0.8:
        return {"on": text, "outcome": dice.choice(["agrees", "disagrees"])}
    return text if dice.random() < 0.9 else {"on": text, "note": "by letter"}


def _days(dice: random.Random, base: date, doubtful: float) -> Any:
    days = [base + timedelta(dice.randrange(-30, 460)) for _ in range(dice.randrange(1, 4))]
    texts = [day.isoformat() for day in days]
    for number, text in enumerate(texts):
        if dice.random() < doubtful:
            texts[number] = dice.choice([text[:7], text[:7], text[:4], "not-known"])
    return texts[0] if len(texts) == 1 and dice.random() < 0.5 else texts


def _decision(dice: random.Random) -> Plain:
    made = {"outcome": dice.choice(["review", "review", "no-review", "joined", None])}
    made["mandate"] = dice.choice(["s44-4", None, None])
    return {key: value for key, value in made.items() if value is not None}


def _agency(dice: random.Random, base: date) -> Plain:
    out: Plain = {}
    for what, back in (("initial_chronology", "returned"), ("imr", "submitted")):
        day = base + timedelta(dice.randrange(200))
        part = {"requested": _event(dice, day)} if dice.random() < 0.8 else {}
        if dice.random() < 0.6:
            part[back] = _event(dice, day + timedelta(dice.randrange(60)))
        if dice.random() < 0.6:
            part["due"] = (day + timedelta(dice.randrange(60))).isoformat()
        if part:
            out[what] = part
    if dice.random() < 0.7:
        out["contribution"] = dice.choice(["imr", "imr-and-chronology", "chronology", "none"])
    if dice.random() < 0.3:
        out["outcome"] = dice.choice(["given", "declined", "not-possible", "nothing-held"])
    return out


def _relative(dice: random.Random, base: date) -> Plain:
    out: Plain = {}
    if dice.random() < 0.5:
        out["added_on"] = _event(dice, base + timedelta(dice.randrange(200)))
    if dice.random() < 0.5:
        out["told"] = _event(dice, base + timedelta(dice.randrange(50, 300)))
    if dice.random() < 0.5:
        out["invited"] = dice.random() < 0.6
    return out


def _meeting(dice: random.Random, day: date) -> Plain:
    return {
        "kind": "pip" if dice.random() < 0.85 else "qap",
        "date": day.isoformat(),
        "status": dice.choice(["held", "held", "held", "planned", "cancelled"]),
        "cases": ["SAR-2026-001"] if dice.random() < 0.4 else ["SAR-2026-002"],
    }


def _log(dice: random.Random, base: date, ids: list[str]) -> Plain:
    def day(low: int, high: int) -> str:
        return (base + timedelta(dice.randrange(low, high))).isoformat()

    def named() -> str:
        step = dice.choice(ids)
        quarter = period_key(base + timedelta(dice.randrange(300)), dice.choice(list(PERIODS)))
        return f"{step}[{dice.choice([*AGENCIES, *FAMILY, quarter])}]" if dice.random() < 0.3 else step

    log: Plain = {"extensions": [], "suspensions": [], "waived": []}
    while dice.random() < 0.45:
        extension = {"step": named(), "to": day(-20, 450)}
        log["extensions"].append(extension | ({"on": day(-20, 450)} if dice.random() < 0.75 else {}))
    while dice.random() < 0.4:
        log["suspensions"].append(_suspension(dice, base, named))
    if dice.random() < 0.12:
        log["waived"].append({"step": named(), "reason": "superseded", "on": day(0, 300)})
    return log


def _suspension(dice: random.Random, base: date, named: Any) -> Plain:
    first = base + timedelta(dice.randrange(-40, 400))
    out: Plain = {"from": first.isoformat()}
    if dice.random() < 0.7:
        out["until"] = (first + timedelta(dice.choice([0, 1, 2, 7, 30, 90]))).isoformat()
    if dice.random() < 0.6:
        out["steps"] = [dice.choice(["interviews", named()]) for _ in range(dice.choice([1, 1, 2]))]
    if dice.random() < 0.15:
        out["except"] = [dice.choice(["interviews", named()])]
    if dice.random() < 0.3:
        out["ask_again"] = (first + timedelta(60)).isoformat()
    return out
