"""Where plans are on their way through the four stages of P-App3, in words and as values."""

from collections.abc import Iterator, Sequence

from msgspec.structs import asdict

from reviewctl.facts.actions.stages import PlanStanding
from reviewctl.model.report import Block, Column, Heading, Paragraph, Row, Table
from reviewctl.render.dates import plain_day
from reviewctl.render.pages.naming import many

CITED = "P-App3"


def plan_record(plan: PlanStanding) -> dict[str, object]:
    """Return where a plan is as plain values: its stage from 1 to 4, its place, and the actions by their ids."""
    values = {key: list(one) if isinstance(one, tuple) else one for key, one in asdict(plan).items()}
    return {"case": values.pop("case"), "stage": plan.stage, **values}


def plan_blocks(plans: Sequence[PlanStanding], *, several: bool) -> Iterator[Block]:
    """Yield where the plans are: a sentence where it is one review's, else a table of the reviews."""
    if not several:
        for plan in plans:
            words = stage_words(plan)
            yield Paragraph(f"{words[0].upper()}{words[1:]}.")
        return
    if plans:
        columns = (Column("review"), Column("stage", right=True), Column("where the plan is", flexible=True))
        yield Heading(f"Where the plans are in the four stages ({CITED})", level=2)
        yield Table(columns, tuple(_row(plan) for plan in plans))


def _row(plan: PlanStanding) -> Row:
    where, *below = plan_words(plan)
    return Row((plan.case, str(plan.stage), where), "", tuple(below))


def stage_words(plan: PlanStanding) -> str:
    """Return the stage of a plan and what is to be known of it there, as one phrase: "stage 3 of 4 (P-App3), …"."""
    return f"stage {plan.stage} of 4 ({CITED}), {'; '.join(plan_words(plan))}"


def plan_words(plan: PlanStanding) -> tuple[str, ...]:
    """Return where a plan is, and what else is to be known of it there, each a phrase without a full stop."""
    return tuple(_words(plan))


def _words(plan: PlanStanding) -> Iterator[str]:
    if plan.place == "before":
        yield "plan not agreed yet"
    elif plan.place == "agreeing":
        yield "plan not sent to PIP yet"
    elif plan.place == "with-pip":
        yield f"plan with PIP: {_met(plan)}"
        yield _heard(plan)
    elif plan.place == "with-qap":
        yield f"plan with QAP: {_moderated(plan)}"
    else:
        yield "signed off by QAP, and that reported" if plan.place == "over" else "signed off by QAP"
        if plan.place == "assured":
            yield "not reported to the Board yet" if plan.reports else "assurance of the learning still owed"
    if plan.stage == 4 and plan.impact_considered is False:
        yield "how the impact is tested was not considered yet (no time is set for it)"


def _met(plan: PlanStanding) -> str:
    parts = [f"{len(plan.met)} of {plan.actions} met"]
    if plan.unproven:
        parts.append(f"{len(plan.unproven)} of them without evidence")
    if plan.given_up:
        parts.append(f"{len(plan.given_up)} not to be implemented")
    return ", ".join(parts)


def _heard(plan: PlanStanding) -> str:
    if plan.heard_on is not None:
        return f"PIP went through it last on {plain_day(plan.heard_on)}"
    since = f" since it came on {plain_day(plan.shared_on)}" if plan.shared_on is not None else ""
    return (
        "PIP went through it, the day is not known"
        if plan.heard
        else f"not gone through at a PIP meeting{since}"
    )


def _moderated(plan: PlanStanding) -> str:
    parts = [
        f"{len(ids)} {words}"
        for ids, words in (
            (plan.open, "not met"),
            (plan.not_moderated, "to be moderated"),
            (plan.more_needed, "to bring more evidence"),
            (plan.unmeasured, "without a measure of impact"),
        )
        if ids
    ]
    if not parts:
        return "the moderation accepted every action"
    return f"of {many(plan.actions, 'action')}, {', '.join(parts)}"
