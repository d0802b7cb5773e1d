"""ACT: whether a plan went through the four stages of P-App3 with what each of them asks for."""

from collections.abc import Iterator

from reviewctl.facts.actions.stages import (
    assured_at,
    by_then,
    has_stages,
    more_needed_by,
    not_moderated_by,
    open_by,
    unmeasured_by,
    unproven_by,
)
from reviewctl.facts.events import last_day
from reviewctl.model.address import read_address
from reviewctl.model.event import Moment
from reviewctl.model.review import minutes_of
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day, listed

_MET = "plan.met_by_pip"
_READS = ("action-plan", "progress")


def _offence(review: Review, event: str, message: str, help: str) -> Offence:
    return Offence(spot=review.spot_of(read_address(event)), at=event, message=message, help=help)


def _actions(ids: tuple[str, ...]) -> str:
    return f"action{'' if len(ids) == 1 else 's'} {listed(ids)}"


def _when(moment: Moment) -> str:
    """Return " on 2 May 2026"; nothing where the very day is not known."""
    return f" on {day(moment.on)}" if moment.on is not None and moment.exact else ""


def _who(review: Review, role: str) -> str:
    found = review.pack.roles.get(role)
    return f"the {found.title}" if found is not None else role.upper()


def _signed(review: Review) -> tuple[str, str, Moment] | None:
    """Return by what event a plan was first signed off as met, who did it and when; None where nobody has."""
    assured, at = _assured(review)
    for event, role, moment in ((_MET, "pip", review.facts.happened(_MET)), (assured, "qap", at)):
        if moment is not None:
            return event, _who(review, role), moment
    return None


@rule("ACT020", "plan-met-with-action-open", "error", "P-App3", reads=_READS)
def met_with_open(review: Review) -> Iterator[Offence]:
    """A plan that was signed off as met while an action of it was open."""
    signed = _signed(review)
    if signed is None:
        return
    event, who, moment = signed
    ids = open_by(review.facts, by_then(moment, review.as_of))
    if ids:
        several = len(ids) > 1
        yield _offence(
            review,
            event,
            f"The plan was signed off as met by {who}{_when(moment)}, and {_actions(ids)} "
            f"{'were' if several else 'was'} open.",
            f'Record when each was met: reviewctl action met {review.word} {" ".join(ids)} --on DATE --evidence "…". '
            "Where the Board decided against one: reviewctl action not-implemented. Else take the sign-off out.",
        )


@rule("ACT021", "plan-met-without-evidence", "error", "P-App3", reads=_READS)
def met_without_evidence(review: Review) -> Iterator[Offence]:
    """A plan that was signed off as met while an action of it had no evidence."""
    signed = _signed(review)
    if signed is None:
        return
    event, who, moment = signed
    ids = unproven_by(review.facts, by_then(moment, review.as_of))
    if ids:
        yield _offence(
            review,
            event,
            f"The plan was signed off as met by {who}{_when(moment)}, and there was no evidence for {_actions(ids)}.",
            "Record what showed it, with the day it is of: "
            f'reviewctl action update {review.word} {" ".join(ids)} --evidence "…" --on DATE',
        )


def _assured(review: Review) -> tuple[str, Moment | None]:
    """Return by what event a plan is signed off after the moderation, and when that was."""
    event = assured_at(review.facts)
    return event, review.facts.happened(event) if has_stages(review.facts) else None


def _comes_before(first: Moment, second: Moment | None) -> bool:
    """Whether something was for certain before another, or the other has not happened."""
    return second is None or (first.on is not None and second.on is not None and last_day(first) < second.on)


@rule("ACT022", "plan-with-qap-before-met", "warning", "P-App3")
def shared_too_soon(review: Review) -> Iterator[Offence]:
    """A plan that went to the Quality Assurance Partnership before it was signed off as met."""
    shared, met = review.facts.happened("plan.shared_with_qap"), review.facts.happened(_MET)
    if shared is not None and _comes_before(shared, met):
        yield _offence(
            review,
            "plan.shared_with_qap",
            f"The plan went to {_who(review, 'qap')}{_when(shared)}, before {_who(review, 'pip')} had signed it off.",
            "Record the day of that sign-off under plan.met_by_pip in the diary, or correct the date.",
        )


@rule("ACT023", "assured-and-not-moderated", "error", "P-App3", "F§5.8.4", reads=_READS)
def not_moderated(review: Review) -> Iterator[Offence]:
    """A plan that was signed off as assured while no moderation had judged the evidence for an action."""
    event, moment = _assured(review)
    ids = not_moderated_by(review.facts, by_then(moment, review.as_of)) if moment is not None else ()
    if moment is not None and ids:
        yield _offence(
            review,
            event,
            f"The plan was signed off as assured{_when(moment)}, and no moderation of {_actions(ids)} is recorded.",
            f"Record what the moderation found: reviewctl action moderate {review.word} {' '.join(ids)} "
            "--evidence accepted --impact accepted",
        )


@rule("ACT024", "assured-with-more-needed", "error", "P-App3", "F§5.8.4", reads=_READS)
def more_needed(review: Review) -> Iterator[Offence]:
    """A plan that was signed off as assured while the moderation still wanted more evidence for an action."""
    event, moment = _assured(review)
    ids = more_needed_by(review.facts, by_then(moment, review.as_of)) if moment is not None else ()
    if moment is not None and ids:
        yield _offence(
            review,
            event,
            f"The plan was signed off as assured{_when(moment)}, and the moderation had asked for more evidence for "
            f"{_actions(ids)}.",
            "Once it was looked at again: "
            f"reviewctl action moderate {review.word} {' '.join(ids)} --evidence accepted --on DATE",
        )


@rule("ACT025", "assured-and-impact-unmeasured", "error", "P-App3", reads=_READS)
def unmeasured(review: Review) -> Iterator[Offence]:
    """A plan that was signed off as assured while nothing showed how the impact of an action will be measured."""
    event, moment = _assured(review)
    ids = unmeasured_by(review.facts, by_then(moment, review.as_of)) if moment is not None else ()
    if moment is not None and ids:
        yield _offence(
            review,
            event,
            f"The plan was signed off as assured{_when(moment)}, and nothing shows how the impact of {_actions(ids)} "
            "will be measured.",
            f'Record a measurement: reviewctl action impact {review.word} {ids[0]} --found "…"; where a moderation '
            f"wanted one: reviewctl action moderate {review.word} {ids[0]} --impact accepted",
        )


@rule("ACT026", "reported-before-assured", "error", "P-App3")
def reported_too_soon(review: Review) -> Iterator[Offence]:
    """A sign-off that was reported to the Board before there was one."""
    reported = review.facts.happened("plan.reported_to_board")
    if reported is not None and _comes_before(reported, review.facts.happened("plan.assured")):
        yield _offence(
            review,
            "plan.reported_to_board",
            f"The plan was reported to the Board as assured{_when(reported)}, before {_who(review, 'qap')} had "
            "signed it off.",
            "Record the day of that sign-off under plan.assured in the diary, or correct the date.",
        )


@rule("ACT027", "closed-with-action-open", "error", "P-App3", "P§18", reads=_READS)
def closed_with_open(review: Review) -> Iterator[Offence]:
    """A review that is closed while an action is open, its plan never having been signed off as met."""
    facts = review.facts
    if not facts.closed or _MET not in review.kind.events or _signed(review) is not None:
        return
    if review.case.decision.outcome not in (None, "review"):
        return  # It is closed because there is no review, and not because a plan was carried out.
    ids = open_by(facts, review.as_of)
    if ids:
        yield Offence(
            spot=review.spot("action-plan", ("actions",)),
            at="action-plan.actions",
            message=f"The review is closed, and {_actions(ids)} {'are' if len(ids) > 1 else 'is'} open.",
            help=f'Record when each was met: reviewctl action met {review.word} {" ".join(ids)} --evidence "…". '
            f"Where the Board decided against one: reviewctl action not-implemented {review.word} ID",
        )


@rule("ACT028", "impact-tested-and-not-how", "warning", "P-App3", reads=_READS)
def tested_without_how(review: Review) -> Iterator[Offence]:
    """It was considered how the impact of the learning is tested, and no action says by what."""
    moment = review.facts.happened("plan.impact_tested")
    if moment is None or not review.case.plan.actions:
        return
    if not any(one.how for progress in review.case.progress.values() for one in progress.impact):
        yield _offence(
            review,
            "plan.impact_tested",
            f"The test of impact was considered{_when(moment)}, and no action says how it is tested.",
            "Record what was done: reviewctl action impact "
            f'{review.word} ID --how multi-agency-audit --found "…" (or single-agency-audit, or dataset)',
        )


@rule("ACT029", "moderation-without-meeting", "error", "P-App3", reads=("progress",))
def without_meeting(review: Review) -> Iterator[Offence]:
    """What a moderation found, and there are no minutes of it, or not even a day."""
    there = {one.item for one in review.case.meetings if _is_moderation(review, one.item)}
    for action_id, progress in review.case.progress.items():
        for number, one in enumerate(progress.moderated):
            if (one.meeting is None and one.on is not None) or one.meeting in there:
                continue
            what = (
                "names minutes that are not among those of a moderation meeting that was held"
                if one.meeting
                else "has no day"
            )
            yield Offence(
                spot=review.spot("progress", (action_id, "moderated", number)),
                at=f"actions[{action_id}].moderated.{number + 1}",
                message=f"Moderation {number + 1} of action {action_id} {what}.",
                help="Write under meeting the file of the minutes without its ending, or under on the day.",
            )


def _is_moderation(review: Review, item: str) -> bool:
    return any(
        minutes_of(one).kind == "moderation" and minutes_of(one).status == "held"
        for one in review.case.meetings
        if one.item == item
    )
