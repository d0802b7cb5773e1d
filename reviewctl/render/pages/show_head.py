"""What stands at the top of `show`: whom the review is about, what it is, where it is and who looks after it."""

from collections.abc import Iterator

from reviewctl.facts.actions.stages import plan_standing
from reviewctl.facts.called import called
from reviewctl.facts.conversion import Former
from reviewctl.facts.judged import Facts
from reviewctl.facts.wanted import method_of
from reviewctl.render.dates import plain_day
from reviewctl.render.pages.action_plans import stage_words
from reviewctl.render.spans import span_words


def identity(facts: Facts) -> list[tuple[str, str]]:
    """Return the rows of the head, each a word and what there is to say: `about`, `kind`, `method` …"""
    case, kind = facts.case, facts.plan.kind
    mandate = kind.mandates.get(case.decision.mandate or "")
    method = kind.methods.get(method_of(case) or "")
    rows = [
        ("about", "; ".join(_subject_words(facts)) or "nobody named"),
        ("kind", called(facts) + (f", {mandate.title or case.decision.mandate}" if mandate else "")),
        ("method", method.title if method else "not chosen yet"),
        ("where it is", facts.place.title + (" (another body's)" if facts.place.owner == "external" else "")),
        ("lead officer", _lead_words(facts)),
        ("judged by", f"{facts.plan.policy}: {facts.plan.pack.title}"),
    ]
    before = [("before that", _former_words(one)) for one in reversed(facts.former)]
    joint = [("held with", ", ".join(case.file.joint_with))] if case.file.joint_with else []
    return [*rows[:2], *before, *rows[2:4], *_plan(facts), *rows[4:], *joint]


def _plan(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the row on the action plan: at which of the four stages of P-App3 it is; none where there is no plan."""
    plan = plan_standing(facts)
    if plan is not None:
        yield "action plan", stage_words(plan)


def _lead_words(facts: Facts) -> str:
    """Return who looks after the case on the day, by id, and who stands in until when."""
    lead, cover = facts.case.file.lead_on(facts.as_of), facts.case.file.cover_on(facts.as_of)
    name = lead.person if lead is not None else "not recorded"
    if cover is None:
        return name
    return f"{name}; {cover.person} covers{f' until {plain_day(cover.to)}' if cover.to else ''}"


def _former_words(former: Former) -> str:
    until = f", until {plain_day(former.until)}" if former.until is not None else ""
    return f"{former.plan.kind.title}{until}"


def _subject_words(facts: Facts) -> Iterator[str]:
    for subject in facts.case.file.subjects:
        added = f", added {span_words(subject.added_on)}" if subject.added_on else ""
        life = f", died {span_words(subject.died)}" if subject.died else ", living" if subject.living else ""
        yield f"{subject.pseudonym}{life}{added}"
