"""What `action moderate` does: what a moderation meeting found of the evidence, action by action (P-App3, stage 4)."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.actions.stages import PlanStanding, assured_at, plan_standing
from reviewctl.facts.actions.standing import awaited
from reviewctl.facts.calendar import today
from reviewctl.facts.events import held
from reviewctl.facts.judged import Facts
from reviewctl.model.actions import Action
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.review import minutes_of
from reviewctl.render.dates import long_day, plain_day
from reviewctl.work.actions.naming import actions_meant, listed_ids, plan_facts, progress_of
from reviewctl.work.actions.reporting import given_words, refuse_given_up
from reviewctl.work.actions.writing import ProgressPen
from reviewctl.work.convening import meeting_named
from reviewctl.work.desk import Desk
from reviewctl.work.log import facts_ahead, happened_on
from reviewctl.work.neutral import warn_of_names
from reviewctl.work.writing import Pen

_KIND = "moderation"


class Judged(Struct, frozen=True, kw_only=True):
    """What a moderation found: of the evidence, of how the impact is measured, and at which meeting or on which day.

    `evidence` is accepted or more-needed, `impact` one of these or none; either may be None where nothing was said.
    """

    evidence: str | None = None
    impact: str | None = None
    note: str | None = None
    meeting: str | None = None
    on: date | None = None


class _Sat(Struct, frozen=True):
    """When a moderation was, and the file of its minutes where they are kept here."""

    on: date
    meeting: str | None = None


def moderate(desk: Desk, pen: Pen, word: str, ids: Sequence[str], judged: Judged) -> Iterator[str]:
    """Record what a moderation found of actions; yield what to tell. What an earlier one found stays on record.

    Raises ReviewctlError for nothing found, a moderation of which nothing is known, more wanted and not what, and
    evidence accepted for an action that was not met by then or has none.
    """
    facts = plan_facts(desk, word)
    actions = actions_meant(facts, ids)
    note = given_words(judged.note, "note")
    _refuse_silent(judged, note)
    sat = _sat(facts, judged)
    for action in actions:
        refuse_given_up(facts, action)
        if judged.evidence == "accepted":
            _refuse_unproven(facts, action, sat.on)
    book = ProgressPen(pen, facts)
    for action in actions:
        book.add(
            action.id,
            "moderated",
            {
                "on": sat.on,
                "meeting": sat.meeting,
                "evidence": judged.evidence,
                "impact": judged.impact,
                "note": note,
            },
        )
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: action moderate {', '.join(one.id for one in actions)}"):
        found = ", ".join(_found(judged))
        yield f"{facts.case.id}: {listed_ids(actions)} moderated, {long_day(sat.on)}: {found}"
        yield from _still(after)
        yield from _that_it_sat(after, sat)
        warn_of_names(desk, facts, note)


_HELD = "plan.moderated"


def _that_it_sat(facts: Facts, sat: _Sat) -> Iterator[str]:
    """Yield how the meeting itself gets onto the record, where its minutes are not kept here."""
    if sat.meeting is None and _HELD in facts.plan.kind.events and facts.happened(_HELD) is None:
        yield "  that the moderation meeting was held is not on record yet:"
        yield f"    reviewctl record {facts.case.id} {_HELD} {sat.on.isoformat()}"


def _found(judged: Judged) -> Iterator[str]:
    if judged.evidence is not None:
        yield "evidence accepted" if judged.evidence == "accepted" else "more evidence needed"
    if judged.impact is not None:
        yield {
            "accepted": "measure of impact accepted",
            "more-needed": "more needed on how impact is measured",
            "none": "no measure of impact",
        }[judged.impact]


def _refuse_silent(judged: Judged, note: str | None) -> None:
    if judged.evidence is None and judged.impact is None:
        raise ReviewctlError(
            "It is not said what the moderation found.",
            "--evidence accepted or more-needed, and --impact accepted, more-needed or none",
        )
    if "more-needed" in (judged.evidence, judged.impact) and note is None:
        raise ReviewctlError(
            "More is needed, and it is not said what.",
            'Say it for those who are to bring it: --note "the minutes of the training"',
        )


def _sat(facts: Facts, judged: Judged) -> _Sat:
    """Return the moderation that is meant: a meeting, a day, or else the last meeting held."""
    if judged.meeting is not None and judged.on is not None:
        raise ReviewctlError("A meeting has its own day.", "Give --meeting or --on, and not both.")
    if judged.on is not None:
        return _Sat(happened_on(judged.on))
    if judged.meeting is not None:
        return _of_minutes(facts, judged.meeting)
    there = held(facts.case, _KIND, today())
    if not there:
        case = facts.case.id
        raise ReviewctlError(
            f"No moderation meeting of {case} is on record as held.",
            f"Give its day: --on DATE. Or keep its minutes here: reviewctl meeting add {_KIND} --cases {case} --date "
            f"DATE, and when it is over: reviewctl meeting held {case} {_KIND},last --present …",
        )
    return _Sat(minutes_of(there[-1]).date, there[-1].item)


def _of_minutes(facts: Facts, which: str) -> _Sat:
    document = meeting_named(facts.case, which)
    minutes = minutes_of(document)
    if minutes.kind != _KIND:
        raise ReviewctlError(
            f"{document.item} is a {minutes.kind} meeting, and not a moderation.",
            f"Name it like {_KIND},1; or give the day: --on DATE",
        )
    if minutes.status != "held":
        raise ReviewctlError(
            f"That meeting, on {long_day(minutes.date)}, is not on record as held.",
            f"First: reviewctl meeting held {facts.case.id} {document.item} --present …",
        )
    return _Sat(minutes.date, document.item)


def _refuse_unproven(facts: Facts, action: Action, day: date) -> None:
    case, moment = facts.case.id, facts.happened(f"actions[{action.id}].met")
    if moment is None:
        raise ReviewctlError(
            f"It is not on record that action {action.id} was met, so its evidence cannot have been accepted.",
            f'First: reviewctl action met {case} {action.id} --on DATE --evidence "…"; or: --evidence more-needed',
        )
    if moment.on is not None and day < moment.on:
        raise ReviewctlError(
            f"Action {action.id} was met on {plain_day(moment.on)}, after the moderation of {long_day(day)}.",
            "Look at both days again.",
        )
    if "evidence" in awaited(progress_of(facts, action), day):
        raise ReviewctlError(
            f"By {long_day(day)} there was no evidence for action {action.id} that could have been accepted.",
            f'First: reviewctl action update {case} {action.id} --evidence "…" --on DATE; or: --evidence more-needed',
        )


def _still(after: Facts) -> Iterator[str]:
    """Yield what the moderation has still to look at or to be shown, or that the plan can be signed off."""
    plan = plan_standing(after)
    if plan is None:
        return
    lines = tuple(_lacking(plan))
    yield from lines
    event = assured_at(after)
    if not lines and after.happened(event) is None:
        yield "  the moderation accepted every action of the plan"
        yield f"  when QAP has signed it off: reviewctl record {after.case.id} {event} today"


def _lacking(plan: PlanStanding) -> Iterator[str]:
    for ids, words in (
        (plan.open, "not met yet"),
        (plan.not_moderated, "still to be looked at"),
        (plan.more_needed, "more evidence needed"),
        (plan.unmeasured, "not shown how the impact will be measured"),
    ):
        if ids:
            yield f"  {words}: {'action' if len(ids) == 1 else 'actions'} {', '.join(ids)}"
