"""GIT: dates that a pull request moves, although other things were counted from them or decided upon them."""

from collections.abc import Iterator

from msgspec import Struct

from reviewctl.facts.events import last_day
from reviewctl.facts.judged import Facts
from reviewctl.facts.record import COLLECTIONS, field
from reviewctl.model.address import Address, read_address
from reviewctl.model.event import NOT_KNOWN, EventDetail, Moment
from reviewctl.model.finding import Spot
from reviewctl.rules.engine import Review
from reviewctl.rules.proposed.engine import Act, CaseSides, Proposal, act
from reviewctl.rules.words import day, listed

DECISION = read_address("decision.made")
BEFORE_IT = ("referral", "screening")
"""The groups of the diary that hold what a decision on a review is made upon (P§4, P§5, P§8)."""


class _Moved(Struct, frozen=True):
    """An event whose date is no longer what it was: what rests on it, and what stands there now."""

    address: Address
    was: Moment
    now: Moment | None
    rests: tuple[str, ...]
    corrected: bool
    from_minutes: bool


@act("GIT002", "date-moved-under-what-rests-on-it", "error")
def date_moved(proposal: Proposal) -> Iterator[Act]:
    """A date that changes or goes after something was counted from it, and no correction says why."""
    for case in proposal.cases:
        for one in _moved(case):
            if not one.corrected:
                yield Act(
                    case=case.name,
                    spot=_spot(case, one),
                    message=f"{one.address} {_change(one)}, and {_rests(one)} on the date that stood there.",
                    help=_way(case, one),
                    at=str(one.address),
                    severity="warning" if one.from_minutes else None,
                )


@act("GIT003", "date-corrected-under-what-rests-on-it", "note")
def date_corrected(proposal: Proposal) -> Iterator[Act]:
    """A date that was properly corrected after something was counted from it: whoever merges ought to know."""
    for case in proposal.cases:
        for one in _moved(case):
            if one.corrected:
                yield Act(
                    case=case.name,
                    spot=_spot(case, one),
                    message=f"{one.address} {_change(one)}, with the reason; {_rests(one)} on the date before.",
                    help="Look at the reason before you accept it, and at what it does to the dates: "
                    "reviewctl deadlines",
                    at=str(one.address),
                )


def _moved(case: CaseSides) -> Iterator[_Moved]:
    if case.before is None or case.after is None:
        return
    for address, rests in _resting(case.before).items():
        was = case.before.timeline.moment(address)
        now = case.after.timeline.moment(address)
        if was is not None and was.on is not None and not _same(was, now):
            minutes = _is_from_minutes(case.before, address)
            corrected = now is not None and _is_corrected(case.after, address, was)
            yield _Moved(address, was, now, rests, corrected, minutes)


def _resting(facts: Facts) -> dict[Address, tuple[str, ...]]:
    """Return the events on which something rests, and what: steps that were met, and the decision."""
    found: dict[Address, list[str]] = {}
    for one in facts.deadlines:
        if one.anchor and one.done_on is not None and one.anchor != one.until:
            found.setdefault(read_address(one.anchor), []).append(one.key)
    decided = facts.timeline.moment(DECISION)
    if decided is not None and decided.on is not None:
        for address in _in_diary(facts):
            moment = facts.timeline.moment(address)
            if moment is not None and moment.on is not None and moment.on <= decided.on:
                found.setdefault(address, []).append("decision")
    return {address: tuple(dict.fromkeys(keys)) for address, keys in found.items()}


def _in_diary(facts: Facts) -> Iterator[Address]:
    """Yield the events of the kind of review that a decision is made upon."""
    for text in facts.plan.kind.events:
        if text.partition(".")[0] in BEFORE_IT and "[" not in text:
            yield read_address(text)


def _same(was: Moment, now: Moment | None) -> bool:
    """Whether a date is what it was, or the same told more exactly: a day in the month that was known."""
    if now is None or now.on is None or was.on is None:
        return False
    if was.exact:
        return now.exact and now.on == was.on
    return was.on <= now.on and last_day(now) <= last_day(was)


def _is_from_minutes(facts: Facts, address: Address) -> bool:
    """Whether the date is that of a meeting: minutes hold no correction of it."""
    if address.head == "meetings":
        return True
    rule = facts.plan.kind.events.get(str(address.pattern))
    source = rule.from_ if rule is not None else None
    if source is None or not source.startswith("meetings["):
        return False
    return bool(facts.timeline.happened(read_address(source)))


def _is_corrected(facts: Facts, address: Address, was: Moment) -> bool:
    """Whether what stands there now says what stood there before, and why it was changed."""
    return any(
        isinstance(one, EventDetail)
        and one.was is not None
        and _is_text_of(one.was, was)
        and bool(one.because and one.because.strip())
        for one in _written(facts, address)
    )


def _written(facts: Facts, address: Address) -> tuple[object, ...]:
    """Return what is written for an event at its own place, as it is written."""
    if address.item is None or address.head not in COLLECTIONS:
        group = facts.case.diary.get(address.head) or {}
        value: object = group.get(address.item if address.item is not None else address.fields[0])
    else:
        value = field(facts.case, address)
    return value if isinstance(value, tuple) else (value,)


def _is_text_of(text: str, moment: Moment) -> bool:
    if moment.on is None:
        return text == NOT_KNOWN
    length = {"year": 4, "month": 7}.get(moment.precision, 10)
    return text == moment.on.isoformat()[:length]


def _change(one: _Moved) -> str:
    if one.now is None:
        return f"was {day(one.was.on)} and is gone"
    return f"was {day(one.was.on)} and is now {day(one.now.on) if one.now.on else 'not known'}"


def _rests(one: _Moved) -> str:
    """Return what rests on a date, with its verb: `the decision and the steps imr and completion rest`."""
    steps = [key for key in one.rests if key != "decision"]
    decided = ["the decision"] if "decision" in one.rests else []
    named = [*steps[:3], *([f"{len(steps) - 3} more"] if len(steps) > 3 else [])]
    words = [*decided, *([f"the step{'s' if len(steps) > 1 else ''} {listed(named)}"] if steps else [])]
    return f"{listed(words)} {'rests' if len(one.rests) == 1 else 'rest'}"


def _way(case: CaseSides, one: _Moved) -> str:
    if one.from_minutes:
        return f'Put the minutes back as they were; or say why in the log: reviewctl note {case.name} "…"'
    old = one.was.on.isoformat() if one.was.on is not None else ""
    date = one.now.on.isoformat() if one.now is not None and one.now.on is not None else "DATE"
    return (
        f"Put {old} back. If that was wrong, then correct it, with the reason: "
        f'reviewctl record {case.name} "{one.address}" {date} --because "…"'
    )


def _spot(case: CaseSides, one: _Moved) -> Spot:
    facts = case.after or case.before
    assert facts is not None
    return Review(facts).spot_of(one.address)
