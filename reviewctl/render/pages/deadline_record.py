"""A deadline as scripts get it: the keys of the JSON in their order, and the days that did not count."""

from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.facts.workingdays import skipped
from reviewctl.model.deadline import Deadline, Suspended

FIELDS = (
    "case",
    "step",
    "title",
    "item",
    "who",
    "anchor",
    "anchor_date",
    "allowance",
    "due",
    "original_due",
    "done_on",
    "state",
    "days",
    "unit",
    "strength",
    "owner",
    "citations",
    "verified",
    "provisional",
    "skipped",
    "extensions",
    "reason",
    "waiting",
    "waiting_for",
    "anchor_planned",
    "suspensions",
    "in_hand",
    "ask_again",
)


def deadline_record(facts: Facts, one: Deadline) -> dict[str, object]:
    """Return a deadline as plain values."""
    values: dict[str, object] = {name: getattr(one, name) for name in FIELDS if name != "skipped"}
    values["citations"] = list(one.citations)
    values["skipped"] = [{"date": day, "why": why} for day, why in left_out(facts, one)]
    values["extensions"] = [
        {"to": to.to, "reason": to.reason, "agreed_by": to.agreed_by, "on": to.on} for to in one.extensions
    ]
    values["waiting_for"] = list(one.waiting_for)
    values["suspensions"] = [_stood_still(pause) for pause in one.suspensions]
    return {name: values[name] for name in FIELDS}


def _stood_still(pause: Suspended) -> dict[str, object]:
    return {
        "from": pause.from_,
        "until": pause.until,
        "reason": pause.reason,
        "asked_by": pause.asked_by,
        "agreed_by": pause.agreed_by,
        "ask_again": pause.ask_again,
        "process": pause.process,
    }


def left_out(facts: Facts, one: Deadline) -> tuple[tuple[date, str], ...]:
    """Return the days from anchor to due date that are no working days, where working days are counted."""
    if one.unit != "working days" or one.anchor_date is None or one.due is None:
        return ()
    return skipped(one.anchor_date, one.due, facts.calendar_of(one))
