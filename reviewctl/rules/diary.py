"""STR: whether the events are those that the policy knows, written as it wants them."""

from collections.abc import Iterator, Mapping
from datetime import date

from reviewctl.facts.events import written_in_diary
from reviewctl.facts.occasions import is_period
from reviewctl.facts.plan import Period
from reviewctl.model.address import Address, read_address
from reviewctl.model.event import NOT_KNOWN, EventDetail
from reviewctl.model.step import cited
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.inquire import minutes_behind
from reviewctl.rules.words import day, did_you_mean, first_words, quoted
from reviewctl.rules.written import Written, detailed, in_diary, unusual

_UNSHOWN = "what is written here (not shown)"


@rule("STR040", "event-not-known", "error")
def event_not_known(review: Review) -> Iterator[Offence]:
    """A line of the diary for something that the policy does not know."""
    groups = review.facts.plan.lines
    periods = review.facts.plan.periods
    for group, lines in review.case.diary.items():
        if group in periods:
            yield from _periods(review, group, lines or {}, periods[group])
        elif group not in groups:
            yield _unknown(review, (group,), {**groups, **periods})
        else:
            for key in lines or {}:
                if key not in groups[group]:
                    yield _unknown(review, (group, key), groups[group])


def _periods(review: Review, group: str, lines: Mapping[str, object], period: Period) -> Iterator[Offence]:
    """Yield the lines of a group with one for each period that are named by none."""
    for key in lines:
        if not is_period(key, period):
            yield Offence(
                spot=review.spot("diary", (group, key), key=True),
                at=f"{group}[{key}]",
                message=f"{quoted(key, _UNSHOWN)} is no {period.replace('-', ' ')}.",
                help=f"There is a line for each {period.replace('-', ' ')}, such as {_EXAMPLES[period]}.",
            )


_EXAMPLES: dict[Period, str] = {"quarter": "2026-q1", "financial-year": "2025-26"}


def _unknown(review: Review, path: tuple[str, ...], options: Mapping[str, object]) -> Offence:
    near = did_you_mean(path[-1], dict.fromkeys(options, ())).removeprefix(" D").rstrip("?").split()
    guess = f'; did you mean "{near[-1]}"?' if near else "."
    return Offence(
        spot=review.spot("diary", path, key=True),
        at=".".join(path),
        message=f"there is no {quoted(path[-1])}{guess}",
        help=f"The diary's words here: {first_words(options)}.",
    )


@rule("STR041", "event-comes-by-itself", "error")
def event_by_itself(review: Review) -> Iterator[Offence]:
    """A line of the diary for an event that is never read there, because it comes from elsewhere."""
    for one in unusual(review):
        if one.address.item is None and one.event.from_ is not None and one.event.else_ != "diary":
            yield Offence(
                spot=one.document.spot(one.path, key=True),
                at=str(one.address),
                message=f"{one.label} comes by itself, and is not read from this line.",
                help=f"Delete the line. It comes from {one.event.from_}"
                + (f", else from {one.event.else_}." if one.event.else_ else "."),
            )


@rule("STR042", "event-repeated", "error")
def event_repeated(review: Review) -> Iterator[Offence]:
    """Several dates for an event that happens once."""
    for one in unusual(review):
        if not one.event.repeats and isinstance(one.path[-1], int) and one.path[-1] == 1:
            yield Offence(
                spot=one.document.spot(one.path[:-1], key=True),
                at=str(one.address),
                message=f"{one.label} happens once, and several dates are written for it.",
                help="Keep the one that counts. A correction is written {on: DATE, was: DATE, because: WHY}.",
            )


@rule("STR043", "outcome-not-known", "error")
def outcome_not_known(review: Review) -> Iterator[Offence]:
    """An outcome that the policy does not give the event."""
    for one, said in detailed(review):
        outcome = said.outcome
        if outcome is None or outcome in one.event.outcomes:
            continue
        options = dict.fromkeys(one.event.outcomes, ())
        yield Offence(
            spot=one.document.spot((*one.path, "outcome")),
            at=str(one.address),
            message=f"{quoted(outcome, _UNSHOWN)} is no outcome of {one.address}.{did_you_mean(outcome, options)}",
            help=f"It may be: {first_words(options)}." if options else "It has no outcomes: delete the word.",
        )


@rule("STR075", "outcome-not-recorded", "error")
def outcome_not_recorded(review: Review) -> Iterator[Offence]:
    """Something that happened, and not what came of it, on which what follows depends."""
    for one in unusual(review):
        if not one.event.outcomes or _outcome(one.value):
            continue
        if one.moment is not None and one.moment.on is not None:
            yield Offence(
                spot=one.document.spot(one.path),
                at=str(one.address),
                citations=cited(one.event.cites),
                message=f"{one.label} is dated, and it is not recorded what came of it.",
                help=f"What follows depends on it. Write {{on: DATE, outcome: WORD}}, with one of: "
                f"{first_words(dict.fromkeys(one.event.outcomes))}.",
            )


def _outcome(value: str | EventDetail) -> str | None:
    return value.outcome if isinstance(value, EventDetail) else None


@rule("STR044", "event-still-to-come", "error")
def still_to_come(review: Review) -> Iterator[Offence]:
    """A date of something that has happened, and the day is still to come."""
    for one in unusual(review):
        moment = one.moment
        if moment is not None and moment.on is not None and moment.on > review.today:
            yield Offence(
                spot=one.document.spot(one.path),
                at=str(one.address),
                message=f"{one.label} is {day(moment.on)}, still to come.",
                help=_planning(review, one, moment.on),
            )


def _planning(review: Review, one: Written, on: date) -> str:
    source = read_address(one.event.from_) if one.event.from_ else None
    if source is not None and source.head == "meetings":
        kind = (source.item or "").partition(",")[0]
        return f"For a booked meeting: reviewctl meeting add {kind} --cases {review.word} --date {on}."
    return f"Only planned? Write {{planned: {on}}}. Not done yet? Leave it blank."


@rule("STR045", "plan-passed", "warning")
def plan_passed(review: Review) -> Iterator[Offence]:
    """A day that was booked and has gone by, with nothing recorded."""
    for one, said in detailed(review):
        planned = said.planned if said.on is None else None
        if (
            planned is None
            or planned >= review.as_of
            or review.facts.timeline.moment(one.address) is not None
        ):
            continue
        yield Offence(
            spot=one.document.spot((*one.path, "planned")),
            at=str(one.address),
            message=f"{one.label} was planned for {day(planned)}, and nothing has been recorded since.",
            help=f'Did it happen? reviewctl record {review.word} "{one.address}" DATE. '
            "If not, write the new date as planned.",
        )


@rule("STR046", "not-known-without-note", "warning")
def not_known_without_note(review: Review) -> Iterator[Offence]:
    """A date that is said not to be known, without a word on why."""
    bare = (one for one in unusual(review) if one.value == NOT_KNOWN)
    unsaid = (one for one, said in detailed(review) if said.on == NOT_KNOWN and not said.note)
    for one in (*bare, *unsaid):
        yield Offence(
            spot=one.document.spot(one.path),
            at=str(one.address),
            message=f"{one.label} is not known, and no note says what was looked for.",
            help="Write {on: not-known, note: WHAT WAS LOOKED FOR}.",
        )


@rule("STR047", "correction-without-reason", "warning")
def correction_without_reason(review: Review) -> Iterator[Offence]:
    """A date that was corrected, without why."""
    for one, said in detailed(review):
        if said.was and not said.because:
            yield Offence(
                spot=one.document.spot((*one.path, "was")),
                at=str(one.address),
                message=f"{one.label} was corrected, and it is not said why.",
                help="Add because: and the reason in a few words.",
            )


@rule("STR060", "minutes-and-diary-differ", "error")
def minutes_and_diary_differ(review: Review) -> Iterator[Offence]:
    """A date that the diary gives differently from the minutes."""
    for address, event, _, document, path in in_diary(review):
        source = read_address(event.from_) if event.from_ else None
        minutes = minutes_behind(review.case, source, review.as_of) if source is not None else None
        if minutes is None:
            continue
        said = [moment.on for moment in written_in_diary(review.case, address) if moment.exact]
        if said and minutes.data.date not in said:
            yield Offence(
                spot=document.spot(path),
                at=str(address),
                related=(minutes.spot(("date",)),),
                message=f"The diary says {day(said[0])} for {address}, and the minutes say "
                f"{day(minutes.data.date)}.",
                help="Correct whichever is wrong. Where minutes are kept here, the diary's line can stay blank.",
            )


@rule("STR061", "step-passed-over", "warning", reads=("diary", "meetings"))
def step_passed_over(review: Review) -> Iterator[Offence]:
    """Something recorded as done within a limit, although what starts the limit is not recorded."""
    for planned in review.facts.plan.dated:
        if planned.for_each is not None or planned.allowance is None or len(planned.after) != 1:
            continue
        if planned.backwards or planned.after[0].item == "":
            continue
        start = planned.after[0]
        if review.facts.timeline.moment(planned.until) is None or _begun(review, start):
            continue
        yield Offence(
            spot=review.spot_of(planned.until),
            at=planned.step.id,
            citations=planned.citations,
            message=f"{planned.until} is recorded and {start} is not, so it cannot be seen whether it was "
            f"within {planned.allowance.text()}.",
            help=f"Record it: reviewctl record {review.word} {start} DATE. "
            "If the day cannot be found: not-known, with a note.",
        )


def _begun(review: Review, start: Address) -> bool:
    """Whether an event has happened, or what leads to it was waived, does not apply or is overdue by itself."""
    if review.facts.timeline.moment(start) is not None:
        return True
    event = review.kind.events.get(str(start))
    if event is not None and event.else_ not in (None, "diary"):
        return _begun(review, read_address(str(event.else_)))
    leading = [one for one in review.facts.deadlines if one.until == str(start)]
    return any(
        one.state in ("waived", "not-applicable", "overdue")
        or (one.state == "not-started" and one.anchor != "" and _begun(review, read_address(one.anchor)))
        for one in leading
    )
