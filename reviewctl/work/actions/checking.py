"""By whom the evidence of a met action is checked, in words: by the moderation, or by whoever does it (P-App3)."""

from reviewctl.facts.actions.stages import assured_at, has_stages
from reviewctl.facts.judged import Facts
from reviewctl.facts.nextsteps import agenda
from reviewctl.render.pages.next_commands import command_of

_MODERATED = "plan.moderated"


def checked_by(facts: Facts, action: str) -> str:
    """Return what checks the evidence of a met action, with the command that `next` says for it, where there is one.

    A plan that goes through the four stages is checked by the moderation. Where it was assured already, or goes
    through no stages, the check is recorded by itself.
    """
    if not has_stages(facts):
        return f"a check of the evidence: reviewctl action verify {facts.case.id} {action} --by ROLE"
    if facts.happened(assured_at(facts)) is not None:
        return f"a check of the evidence: reviewctl action moderate {facts.case.id} {action} --evidence WORD"
    command = _next_command(facts)
    if command is not None:
        return f"a check of the evidence: {command}"
    return "a check of the evidence, by the moderation once QAP has the plan (P-App3)"


def _next_command(facts: Facts) -> str | None:
    """Return what `next` says to type for the moderation, or for the sign-off after it; None where it says neither."""
    wanted = (_MODERATED, assured_at(facts))
    found = (one for one in agenda(facts).steps if one.deadline is not None and one.deadline.until in wanted)
    return next((command for one in found if (command := command_of(facts, one))), None)
