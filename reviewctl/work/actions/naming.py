"""Which actions of which review a person means, and when something happened to them, as far as that is known."""

from collections.abc import Sequence
from datetime import date

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.actions import Action, Progress
from reviewctl.model.event import NOT_KNOWN
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import listed
from reviewctl.render.spans import span_words
from reviewctl.work.desk import Desk
from reviewctl.work.nearest import refuse
from reviewctl.work.recording import case_facts
from reviewctl.work.values import read_moment


def plan_facts(desk: Desk, word: str) -> Facts:
    """Return the facts of a review that has a plan. Raises ReviewctlError for one that has no action yet."""
    facts = case_facts(desk, word)
    if not facts.case.plan.actions:
        raise ReviewctlError(
            f"{facts.case.id} has no action yet.",
            f"A plan is begun with: reviewctl add {facts.case.id} action-plan, and written in its action-plan.yaml.",
        )
    return facts


def actions_meant(facts: Facts, words: Sequence[str]) -> tuple[Action, ...]:
    """Return the actions with these ids, each once. Raises ReviewctlError, with the nearest, for an id there is not."""
    by_id = {one.id.casefold(): one for one in facts.case.plan.actions}
    found = []
    for word in dict.fromkeys(word.strip().casefold() for word in words):
        if word not in by_id:
            raise refuse("action", word, [one.id for one in by_id.values()], inside=facts.case.id)
        found.append(by_id[word])
    return tuple(found)


def progress_of(facts: Facts, action: Action) -> Progress:
    """Return what became of an action; nothing where nothing was recorded."""
    return facts.case.progress.get(action.id, Progress())


def listed_ids(actions: Sequence[Action]) -> str:
    """Return "action 1", or "actions 1, 2 and 3"."""
    return f"{'action' if len(actions) == 1 else 'actions'} {listed([one.id for one in actions])}"


def moment_of(word: str | None) -> str:
    """Return when something happened as the file writes it: a day, or a month or year where no more is known.

    Today for None. Raises ReviewctlError for what is no date, and for one still to come.
    """
    if word is None:
        return today().isoformat()
    moment = read_moment(word.strip())
    if moment != NOT_KNOWN and moment > today().isoformat()[: len(moment)]:
        raise ReviewctlError(f"{moment_words(moment)} is still to come.", "--on is when it happened.")
    return moment


def moment_words(moment: str) -> str:
    """Return a moment in full: "Wednesday 20 May 2026", "May 2026", "day not known"."""
    if moment == NOT_KNOWN:
        return "day not known"
    return long_day(date.fromisoformat(moment)) if len(moment) == 10 else span_words(moment)
