"""`show` for scripts: the whole of it as JSON, and the rows of its csv."""

from datetime import date

from reviewctl.facts.actions.stages import plan_standing
from reviewctl.facts.judged import Facts
from reviewctl.facts.urgent import unanswered
from reviewctl.facts.wanted import method_of
from reviewctl.render.pages.action_plans import plan_record
from reviewctl.render.pages.deadline_record import deadline_record
from reviewctl.render.pages.quorum import quorate_word
from reviewctl.render.pages.show_dates import happened, owed_now
from reviewctl.render.pages.show_head import identity
from reviewctl.render.pages.show_people import asked
from reviewctl.render.pages.signoff_status import plain_signoff

FIELDS = ("section", "what", "detail", "date")

Records = list[dict[str, object]]


def payload_of(facts: Facts, counts: dict[str, int]) -> dict[str, object]:
    """Return the page as JSON has it. `counts` says how many errors and warnings are to be put right."""
    case = facts.case
    return {
        "as_of": facts.as_of,
        "case": case.id,
        "type": facts.plan.kind.type,
        "policy": facts.plan.policy,
        "subjects": [subject.pseudonym for subject in case.file.subjects],
        "mandate": case.decision.mandate,
        "method": method_of(case),
        "stage": facts.place.id or None,
        "owner": facts.place.owner,
        "plan": plan_record(plan) if (plan := plan_standing(facts)) is not None else None,
        "lead": lead.person if (lead := case.file.lead_on(facts.as_of)) is not None else None,
        "cover": cover.person if (cover := case.file.cover_on(facts.as_of)) is not None else None,
        "was": [{"type": one.plan.kind.type, "until": one.until} for one in facts.former],
        "joint_with": list(case.file.joint_with),
        "urgent": [
            {"id": one.name, "raised": one.raised, "to": one.to, "days": one.waiting}
            for one in unanswered(case.log, facts.as_of)
        ],
        "events": [
            {"event": address, "on": moment.on, "precision": moment.precision}
            for moment, _, address in happened(facts)
        ],
        "owed": [deadline_record(facts, one) for one in owed_now(facts)],
        "panel": [
            {"role": s.role, "agency": s.agency, "from": s.from_, "to": s.to} for s in case.panel.appointments
        ],
        "meetings": [
            {"kind": m.kind, "number": m.number, "date": m.date, "status": m.status, "quorate": m.quorate}
            for m in facts.meetings
        ],
        "signoffs": [plain_signoff(one) for one in asked(facts)],
        "agencies": [
            {"agency": agency, "contribution": one.contribution, "outcome": one.outcome}
            for agency, one in case.returns.items()
        ],
        "notes": [{"on": n.on, "by": n.by, "text": n.text} for n in case.log.notes if n.on <= facts.as_of],
        "counts": counts,
    }


def records_of(facts: Facts) -> Records:
    """Return the page as rows: a section, a thing, what is to be said of it, and its date."""
    records: Records = [_csv("review", what, detail, None) for what, detail in identity(facts)]
    records += [_csv("owed", one.key, one.state, one.due) for one in owed_now(facts)]
    records += [_csv("happened", address, rule.title, moment.on) for moment, rule, address in happened(facts)]
    records += [
        _csv("meeting", f"{one.kind} {one.number}", quorate_word(one, facts.as_of), one.date)
        for one in facts.meetings
    ]
    records += [_csv("signoff", one.key, one.state, one.completed) for one in asked(facts)]
    return records


def _csv(section: str, what: str, detail: str, day: date | None) -> dict[str, object]:
    return {"section": section, "what": what, "detail": detail, "date": day}
