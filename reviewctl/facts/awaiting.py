"""What a case waits for, and on whom: agencies, other bodies, booked days, what stands still."""

from collections.abc import Iterator

from reviewctl.facts.holds import lasting
from reviewctl.facts.judged import Facts
from reviewctl.facts.moves import is_open
from reviewctl.facts.owed import Owed, agencies_of, of_an_agency
from reviewctl.facts.working import suspended_by
from reviewctl.model.deadline import Deadline, Suspended
from reviewctl.model.todo import Wait


def waits(owed: Owed, anything: bool) -> tuple[Wait, ...]:
    """Return what an open case waits for: the next events, where nothing else is there.

    `anything` is whether anything is to be done.
    """
    facts = owed.facts
    found = (
        *_paused(facts),
        *_holds(facts),
        *_of_agencies(owed),
        *_meetings(owed),
        *_planned(owed),
        *_later(owed),
        *_of_others(owed),
    )
    return found if found or anything else tuple(_events(facts))


def pauses(facts: Facts) -> tuple[tuple[Suspended, tuple[Deadline, ...]], ...]:
    """Return each time of standing still that lasts, with the steps that stand still by it."""
    found: dict[Suspended, list[Deadline]] = {}
    for one in facts.deadlines:
        if one.state == "suspended":
            last = [p for p in one.suspensions if p.until is None or p.until > facts.as_of]
            if last:  # What somebody agreed is told before what follows from a hold.
                agreed = [p for p in last if p.process is None]
                found.setdefault((agreed or last)[-1], []).append(one)
    return tuple((pause, tuple(steps)) for pause, steps in found.items())


def idle_pauses(facts: Facts) -> Iterator[tuple[Suspended, tuple[str, ...]]]:
    """Yield each suspension that lasts and by which no step stands still yet, with the words that it names.

    The police may ask that nobody is interviewed before any interview is owed: they are to be asked again as well.
    """
    still = {pause for one in facts.deadlines if one.state == "suspended" for pause in one.suspensions}
    for one in facts.case.log.suspensions:
        if one.from_ is None or one.from_ > facts.as_of or not is_open(one, facts.as_of):
            continue
        pause = suspended_by(one)
        if pause not in still:
            yield pause, one.steps


def agreed_pauses(facts: Facts) -> Iterator[tuple[Suspended, tuple[Deadline, ...], tuple[str, ...]]]:
    """Yield each suspension of the log that lasts, with the steps that stand still by it and no words, or, where none
    does yet, with no step and the words that it names.
    """
    yield from ((pause, steps, ()) for pause, steps in pauses(facts) if pause.process is None)
    yield from ((pause, (), words) for pause, words in idle_pauses(facts))


def _paused(facts: Facts) -> Iterator[Wait]:
    for pause, steps, words in agreed_pauses(facts):
        yield Wait(
            sort="paused",
            on=pause.asked_by or "",
            until=pause.ask_again,
            paused=pause,
            steps=steps,
            choices=words,
        )


def _holds(facts: Facts) -> Iterator[Wait]:
    """Yield what a parallel process asks the review to wait with (P§6, P§13), with the steps that stand still by it."""
    still: dict[str, tuple[Deadline, ...]] = {}
    for pause, steps in pauses(facts):
        if pause.process is not None:
            still[pause.process] = (*still.get(pause.process, ()), *steps)
    for one in lasting(facts.case, facts.as_of):
        kind, until = one.of.kind or one.process, one.hold.ask_again
        steps = still.pop(one.process, ())
        yield Wait(sort="hold", on=kind, until=until, at=f"processes[{one.process}]", steps=steps)


def _of_agencies(owed: Owed) -> Iterator[Wait]:
    """Yield what agencies are to give and are not late with: what has a day, else what comes first."""
    facts = owed.facts
    theirs = [one for one in owed.open if of_an_agency(one) and one.owner == "board"]
    dated = {one.item for one in theirs if one.due is not None and one.state != "overdue"}
    for one in theirs:
        if one.state == "overdue":
            continue
        if one.due is not None or (one.item not in dated and owed.can_begin(one)):
            for agency in agencies_of(facts, one) or (one.who,):
                yield Wait(sort="agency", on=agency, deadline=one, until=one.due)


def _later(owed: Owed) -> Iterator[Wait]:
    """Yield the steps that have a day and come after others that are not done."""
    for one in owed.open:
        mine = one.owner == "board" and not of_an_agency(one) and one.planned is None
        if mine and one.state == "running" and one.due is not None and not owed.can_begin(one):
            yield Wait(sort="later", on=one.who, deadline=one, until=one.due)


def _planned(owed: Owed) -> Iterator[Wait]:
    """Yield the steps whose day is booked, but for meetings: those are on the list of what is to be done."""
    for one in owed.open:
        ahead = one.planned is not None and one.planned > owed.facts.as_of
        if ahead and one.owner == "board" and one.state != "overdue" and not owed.at_meeting(one):
            yield Wait(sort="planned", on=one.who, deadline=one, until=one.planned)


def _meetings(owed: Owed) -> Iterator[Wait]:
    """Yield the meetings still to come about which there is nothing to be done now."""
    for one in owed.booked:
        if one.meeting.date > owed.facts.as_of and not one.unsure:
            yield Wait(sort="meeting", on="", until=one.meeting.date, at=one.meeting.word, steps=one.steps)


def _of_others(owed: Owed) -> Iterator[Wait]:
    for one in owed.open:
        if one.owner == "external":
            yield Wait(sort="external", on=one.who, deadline=one, until=one.due)


def _events(facts: Facts) -> Iterator[Wait]:
    """Yield the events from which the steps not begun would count, and those that open a later stage."""
    missing = [
        str(event.of(one.item))
        for one in facts.deadlines
        if one.state == "not-started" and (planned := facts.plan.step(one.step)) is not None
        for event in planned.after
        if facts.timeline.moment(event.of(one.item)) is None
    ]
    later = [
        str(way.event)
        for order, ways in enumerate(facts.plan.stages)
        if order > facts.place.order
        for way in ways
        if facts.timeline.moment(way.event) is None
    ]
    done = {one.until for one in facts.deadlines if one.state in ("not-applicable", "waived")}
    for address in dict.fromkeys((*missing, *later)):
        if address not in done:
            yield Wait(sort="event", on=facts.plan.kind.owner, at=address)
