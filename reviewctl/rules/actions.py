"""ACT: whether every recommendation is answered by an action that somebody owns and that can be followed."""

import re
from collections.abc import Iterator

from reviewctl.facts.actions.standing import met_at
from reviewctl.facts.record import due_in_force
from reviewctl.model.actions import Action, NotImplemented
from reviewctl.model.finding import Spot
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day, listed

_KIND = r"( relevant| partner(ship)?| member| board| statutory| safeguarding| local)*"
_BODIES = r"( agenc(y|ies)| partners?| members?| organi[sz]ations?| services?| bodies)"
_EVERYBODY = re.compile(
    rf"(all|every|each)( of)?( the)?{_KIND}{_BODIES}?( and{_KIND}{_BODIES})?"
    r"|(relevant|partner|statutory|member) (agencies|partners|organi[sz]ations|services)"
    r"|everyone|everybody|multi agency"
)
_STANDS_FOR_NOTHING = re.compile(
    r"(tb[acd]|to be (agreed|confirmed|decided|determined)|n/?a|none|-+|\?+|\.+)\.?"
)
"""What people write where they have nothing to write yet."""


def spot_of_action(review: Review, number: int) -> Spot:
    """Return where an action of the plan begins."""
    return review.spot("action-plan", ("actions", number, "id"), key=True)


def is_everybody(owner: str) -> bool:
    """Whether an owner is all agencies, or everybody."""
    return _EVERYBODY.fullmatch(owner.strip().casefold().replace("-", " ")) is not None


def is_nothing(text: str | None) -> bool:
    """Whether a text is blank, or stands for what is still to be agreed: tbc, n/a, to be confirmed."""
    words = " ".join((text or "").casefold().split())
    return not words or _STANDS_FOR_NOTHING.fullmatch(words) is not None


def is_over(review: Review, action: Action) -> bool:
    """Whether an action is met, or the Board decided not to implement it: then its wording is of the past."""
    progress = review.case.progress.get(action.id)
    given_up = progress.not_implemented if progress is not None else None
    decided = given_up is not None and given_up.decided_on is not None
    return decided or met_at(review.facts.timeline, action.id) is not None


def at_key(action: Action, key: str) -> str:
    """Return the address of a key of an action: actions[2].due."""
    return f"actions[{action.id}].{key}"


@rule("ACT001", "action-without-owner", "error", "P§17")
def without_owner(review: Review) -> Iterator[Offence]:
    """An action that nobody owns."""
    for number, action in enumerate(review.case.plan.actions):
        if all(map(is_nothing, action.owners)):
            yield Offence(
                spot=spot_of_action(review, number),
                at=at_key(action, "owners"),
                message=f"Action {action.id} has no owner.",
                help="Write under owners the agency that does it, and under role the post that answers for it.",
            )


@rule("ACT002", "action-owned-by-everybody", "error", "P§17", "P§20")
def owned_by_everybody(review: Review) -> Iterator[Offence]:
    """An action owned by all agencies, and so by none."""
    for number, action in enumerate(review.case.plan.actions):
        for place, owner in enumerate(action.owners):
            if is_everybody(owner):
                yield Offence(
                    spot=review.spot("action-plan", ("actions", number, "owners", place)),
                    at=at_key(action, "owners"),
                    message=f"Action {action.id} belongs to everybody, and so nobody answers for it.",
                    help="Name the agencies one by one, or make an action for each.",
                )


@rule("ACT003", "action-without-due-date", "warning", "P§20")
def without_due(review: Review) -> Iterator[Offence]:
    """An action with no day by which it is done, not even in words. What was done before the plan needs none."""
    for number, action in enumerate(review.case.plan.actions):
        if due_in_force(review.case, action, review.as_of) is not None or is_over(review, action):
            continue
        if is_nothing(action.due_as_written):
            yield Offence(
                spot=spot_of_action(review, number),
                at=at_key(action, "due"),
                message=f"Action {action.id} has no due date.",
                help="Agree one with its owner and write it under due.",
            )


@rule("ACT004", "action-without-outcome-or-measure", "warning", "P§17", "P§20")
def without_outcome(review: Review) -> Iterator[Offence]:
    """An action that does not say what will be different, or how that will be known."""
    for number, action in enumerate(review.case.plan.actions):
        lacking = [key for key in ("outcome", "measure") if is_nothing(getattr(action, key))]
        if lacking:
            yield Offence(
                spot=spot_of_action(review, number),
                at=at_key(action, lacking[0]),
                message=f"Action {action.id} has no {listed(lacking)}.",
                help="Write under outcome what will be different, and under measure how that will be known.",
            )


@rule("ACT005", "recommendation-without-action", "warning", "P§16", "P§17")
def without_action(review: Review) -> Iterator[Offence]:
    """A recommendation that no action answers. What is beyond the board's power needs none."""
    answered = {action.recommendation for action in review.case.plan.actions}
    for number, one in enumerate(review.case.plan.recommendations):
        if one.id not in answered and one.level != "national":
            yield Offence(
                spot=review.spot("action-plan", ("recommendations", number, "id")),
                at=f"action-plan.recommendations.{one.id}",
                severity="error" if review.happened("plan.agreed") else None,
                message=f"No action answers recommendation {one.id}.",
                help="Add an action, or one in which the Board decides not to act and says why (P§18).",
            )


@rule("ACT006", "action-without-recommendation", "warning", "P§17")
def without_recommendation(review: Review) -> Iterator[Offence]:
    """An action that answers no recommendation."""
    for number, action in enumerate(review.case.plan.actions):
        rests = action.recommendation is not None or action.findings or action.standard
        if not rests and review.case.plan.recommendations:
            yield Offence(
                spot=spot_of_action(review, number),
                at=at_key(action, "recommendation"),
                message=f"Action {action.id} does not say which recommendation it answers.",
                help="Write its number under recommendation.",
            )


@rule("ACT007", "met-without-evidence", "warning", "P-App3")
def met_without_evidence(review: Review) -> Iterator[Offence]:
    """An action marked as met, and nothing that shows it."""
    if review.happened("plan.met_by_pip"):
        return  # ACT021 says it of the whole plan, which is worse.
    for action_id, progress in review.case.progress.items():
        met = met_at(review.facts.timeline, action_id)
        if met is not None and not progress.evidence:
            yield Offence(
                spot=review.spot("progress", (action_id, "met")),
                at=f"actions[{action_id}].evidence",
                message=f"Action {action_id} is marked as met, and no evidence is recorded.",
                help="Write under evidence what shows it, or the id of a paper in papers.yaml.",
            )


_BLANK = NotImplemented()
"""The block as the template has it: nothing was decided."""


@rule("ACT008", "not-implemented-without-reason", "error", "P§18")
def not_implemented(review: Review) -> Iterator[Offence]:
    """An action that the Board decided not to implement, without when or why."""
    for action_id, progress in review.case.progress.items():
        given_up = progress.not_implemented
        if given_up is None or given_up == _BLANK:
            continue
        lacking = [key for key in ("decided_on", "reason") if getattr(given_up, key) is None]
        if lacking:
            yield Offence(
                spot=review.spot("progress", (action_id, "not_implemented"), key=True),
                at=f"actions[{action_id}].not_implemented",
                message=f"Action {action_id} is not to be implemented, and there is no {listed(lacking)}.",
                help="The annual report must give the reason. Record the day the Board decided, and why: reviewctl "
                f'record {review.word} "actions[{action_id}].not_implemented.{lacking[0]}" '
                f"{'DATE' if lacking[0] == 'decided_on' else 'WORDS'}",
            )


@rule("ACT009", "later-date-without-reason", "warning", "P-App3")
def revision_without_reason(review: Review) -> Iterator[Offence]:
    """A later due date for an action, without why or who agreed."""
    for action_id, progress in review.case.progress.items():
        for number, one in enumerate(progress.revisions):
            lacking = [key for key in ("reason", "agreed_by") if not getattr(one, key)]
            if lacking:
                yield Offence(
                    spot=review.spot("progress", (action_id, "revisions", number)),
                    at=f"actions[{action_id}].revisions.{number + 1}",
                    message=f"Action {action_id} was given until {day(one.due)}, and there is no {listed(lacking)}.",
                    help="Write down why more time was needed and who agreed to it.",
                )
