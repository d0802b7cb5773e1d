"""The referrals of a quarter: what each became, for those who look at every decision (P§5)."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.called import called
from reviewctl.facts.judged import Facts
from reviewctl.facts.workingdays import days_between
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import Moment
from reviewctl.model.quarter import Quarter
from reviewctl.model.referral import Referrer

_DECIDED = "decision.made"
_BEFORE = ("referral", "screening")
"""The first words of the events that lead to the decision, with which this report is concerned."""

Why = Literal["received", "decided", "undated"]
CameOf = Literal["review", "no-review", "other-pathway", "joined", "not-decided", "not-screened"]
CAME_OF: tuple[CameOf, ...] = (
    "review", "no-review", "other-pathway", "joined", "not-decided", "not-screened",
)  # fmt: skip


class Lateness(Struct, frozen=True, kw_only=True):
    """A step on the way to the decision that was or is late; `reason` is None where none is on record."""

    step: str
    title: str
    due: date | None
    done_on: date | None
    reason: str | None


class ReferralLine(Struct, frozen=True, kw_only=True):
    """One referral as those see it who look at every decision.

    `why` says what brings it into the quarter: it was received in it, it was decided in it, or (`undated`) the
    record has no more than the year for when it came. `screening_days` are the working days from the day
    received to the day of the screening meeting; None where either day is not known. `kind` and
    `kind_title`, the name in force for it, are what the case is on the day judged on: it may have become one
    of another kind.
    """

    case: str
    type: str
    kind: str
    kind_title: str
    subjects: tuple[str, ...]
    why: Why
    received: Moment | None
    referrers: tuple[str, ...]
    screening_held: Moment | None
    screening_days: int | None
    recommendation: str | None
    recommended_mandate: str | None
    decided: Moment | None
    came_of: CameOf
    mandate: str | None
    pathway: str | None
    stage: str
    late: tuple[Lateness, ...]


def line_of(facts: Facts, quarter: Quarter, hidden: Callable[[str], bool]) -> ReferralLine | None:
    """Return the line of a case in a quarter's report, or None where the quarter has nothing to do with it.

    `hidden` says of a referrer's words, or those for a pathway, whether they may be somebody's name.
    """
    received, decided = facts.happened("referral.received"), facts.happened(_DECIDED)
    why = _why(quarter, received, decided)
    if why is None:
        return None
    case, held = facts.case, facts.happened("screening.held")
    recommended = case.screening.recommendation
    return ReferralLine(
        case=case.id,
        type=case.file.type,
        kind=facts.plan.kind.type,
        kind_title=called(facts),
        subjects=tuple(subject.pseudonym for subject in case.file.subjects),
        why=why,
        received=received,
        referrers=tuple(_referrer(facts, one, hidden) for one in case.referral.referrers),
        screening_held=held,
        screening_days=_working_days(facts, received, held),
        recommendation=recommended.outcome if recommended else None,
        recommended_mandate=recommended.mandate if recommended else None,
        decided=decided,
        came_of=_came_of(facts, held, decided),
        mandate=case.decision.mandate if decided is not None else None,
        pathway=_shown(case.decision.pathway, hidden) if decided is not None else None,
        stage=facts.place.title,
        late=tuple(_lateness(one) for one in facts.deadlines if _is_late(one)),
    )


def counts_of(lines: Iterable[ReferralLine]) -> dict[str, int]:
    """Return how many referrals were received, what became of them, and on how many something was late."""
    own = [line for line in lines if line.why == "received"]
    became = Counter(line.came_of for line in own)
    return {
        "received": len(own),
        **{name.replace("-", "_"): became[name] for name in CAME_OF},
        "late": sum(bool(line.late) for line in own),
        "late_without_reason": sum(any(one.reason is None for one in line.late) for line in own),
    }


def _why(quarter: Quarter, received: Moment | None, decided: Moment | None) -> Why | None:
    if quarter.holds(received):
        return "received"
    if quarter.holds(decided):
        return "decided"
    if received is None or received.on is None or received.precision != "year":
        return None
    return "undated" if received.on.year == quarter.year else None


def _came_of(facts: Facts, held: Moment | None, decided: Moment | None) -> CameOf:
    outcome = facts.case.decision.outcome
    if decided is not None and outcome is not None:
        return outcome
    return "not-decided" if held is not None or decided is not None else "not-screened"


def _referrer(facts: Facts, one: Referrer, hidden: Callable[[str], bool]) -> str:
    """Return a referrer's role and agency. An agency of the board's list is no person, whatever its name."""
    known = facts.board.agency(one.agency) if one.agency else None
    agency = known.name if known is not None else _shown(one.agency, hidden)
    return ", ".join(filter(None, (_shown(one.role, hidden), agency)))


def _shown(words: str | None, hidden: Callable[[str], bool]) -> str | None:
    return "(not shown: may be a name)" if words and hidden(words) else words


def _working_days(facts: Facts, a: Moment | None, b: Moment | None) -> int | None:
    if a is None or b is None or a.on is None or b.on is None or not (a.exact and b.exact):
        return None
    return days_between(a.on, b.on, "working days", facts.calendar)


def _is_late(one: Deadline) -> bool:
    leads_to_it = one.until == _DECIDED or one.until.partition(".")[0] in _BEFORE
    return one.state in ("met-late", "overdue") and one.owner == "board" and leads_to_it


def _lateness(one: Deadline) -> Lateness:
    return Lateness(step=one.key, title=one.title, due=one.due, done_on=one.done_on, reason=one.reason)
