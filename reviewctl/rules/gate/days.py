"""PUB023, PUB024, PUB027: whether a review may be published on that day: embargo, holds, notice."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.holds import keeps_in, lasting
from reviewctl.facts.judged import Facts
from reviewctl.facts.publishing.checklist import PUBLISHED
from reviewctl.facts.workingdays import due
from reviewctl.model.address import read_address
from reviewctl.model.allowance import Allowance
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding
from reviewctl.model.log import Suspension
from reviewctl.model.step import Step, cited
from reviewctl.rules.gate.proposed import Proposed
from reviewctl.rules.words import day, quoted

NOT_THAT_DAY = declare("PUB023", "not-on-this-day", "error", "P-App2")
HELD = declare("PUB024", "held-by-another-process", "error", "P§6", "P§7")
NOTICE = declare("PUB027", "notice-not-over", "error", "P-App2")


def on_the_day(one: Proposed) -> Iterator[Finding]:
    """Yield that the day is before the embargo is past, after it was to be public, or that none is on record."""
    publication, today = one.publication, one.facts.as_of
    if publication.embargo is not None and today < publication.embargo:
        yield NOT_THAT_DAY.finding(
            one.spot("publication", "embargo"),
            f"Nothing is to be made known before {day(publication.embargo)}.",
            case=one.word,
            severity="note" if one.under_embargo else "error",
            help="Every page and file says so, and is for those alone who are told beforehand."
            if one.under_embargo
            else "Wait for the day. For those who are told beforehand: reviewctl publish build … --under-embargo, "
            "by which every page says so.",
        )
    if one.under_embargo and publication.embargo is None:
        yield NOT_THAT_DAY.finding(
            one.spot("publication", "embargo"),
            "No embargo is on record, so no page could say until when nothing is to be made known.",
            case=one.word,
            help="Write the day under embargo in publication.yaml and have that approved, or leave --under-embargo "
            "out.",
        )
    if one.products and _the_day(one) is None:
        yield NOT_THAT_DAY.finding(
            one.spot("diary", "publication"),
            "No day of publication is on record, so the papers and metadata.json bear none.",
            case=one.word,
            severity="warning",
            help=f"Write the day that was agreed: reviewctl record {one.word} {PUBLISHED} DATE --planned",
        )
    if publication.publish_until is not None and publication.publish_until < today:
        yield NOT_THAT_DAY.finding(
            one.spot("publication", "publish_until"),
            f"It was to be public until {day(publication.publish_until)} only, and that is past.",
            case=one.word,
            help="Is it to be published longer? Then the date is decided, and approved, anew.",
        )


def held(one: Proposed) -> Iterator[Finding]:
    """Yield each hold of another process, and each suspension, that keeps publication waiting (P§6, P§7)."""
    for held in lasting(one.facts.case, one.facts.as_of):
        if not keeps_in(held.hold):
            continue
        ends = f" until {day(held.hold.to)}" if held.hold.to is not None else ""
        yield HELD.finding(
            one.spot("processes", held.process, "holds", held.number),
            f"{quoted(held.process)} asks that publication waits{ends}.",
            case=one.word,
            help="Ask whether that is still needed. Once it is not: "
            f"reviewctl process release {one.word} {held.process}",
        )
    yield from _suspended(one)


def _suspended(one: Proposed) -> Iterator[Finding]:
    """Yield that publication is suspended by the log; where a process holds it, that is told of the process."""
    if not any(_lasts(each, one.facts.as_of) for each in one.facts.case.log.suspensions):
        return
    for each in one.facts.deadlines:
        if each.until == PUBLISHED and each.state == "suspended":
            yield HELD.finding(
                one.spot("log", "suspensions"),
                "Publication is suspended.",
                case=one.word,
                help=f"When it goes on again: reviewctl resume {one.word} {each.key} --on DATE",
            )


def _lasts(one: Suspension, on: date) -> bool:
    return (one.from_ is None or one.from_ <= on) and (one.until is None or on < one.until)


def notices(facts: Facts) -> tuple[Step, ...]:
    """Return the steps of a case's policy that must lie a time before publication."""
    steps = (*facts.plan.kind.steps, *facts.plan.kind.publication)
    return tuple(step for step in steps if step.before == PUBLISHED and step.within)


def noticed(one: Proposed) -> Iterator[Finding]:
    """Yield each notice that must lie a time before publication and does not (P-App2)."""
    for step in notices(one.facts):
        deadline = one.facts.deadline(step.id)
        if deadline is None or deadline.state in ("not-applicable", "waived") or step.within is None:
            continue
        done = one.facts.happened(step.until)
        allowance = Allowance.parse(step.within)
        earliest = (
            due(done.on, allowance, one.facts.calendar_of(deadline))
            if done is not None and done.on is not None and done.exact
            else None
        )
        if earliest is None or earliest > max(one.facts.as_of, _the_day(one) or date.min):
            yield _too_soon(one, step, allowance, earliest, verified=step.verified)


def _the_day(one: Proposed) -> date | None:
    """Return the day on which it was published, or else the one that is planned."""
    done = one.facts.happened(PUBLISHED)
    return done.on if done is not None else one.facts.timeline.planned(read_address(PUBLISHED))


def _too_soon(
    one: Proposed, step: Step, allowance: Allowance, earliest: date | None, *, verified: bool
) -> Finding:
    said = (
        f"{step.title}: there is no day on record, and that comes {allowance.text()} before publication."
        if earliest is None
        else f"{step.title}: {allowance.text()} before publication, so it may be published from "
        f"{day(earliest)} on."
    )
    return NOTICE.finding(
        one.spot("diary", *step.until.split(".")),
        said,
        case=one.word,
        # What is quoted from memory does not keep anybody from anything.
        severity=None if verified else "warning",
        citations=cited(step.cites),
        help=f"Sent? reviewctl record {one.word} {step.until} DATE. Or plan a later day: reviewctl record {one.word} "
        f"{PUBLISHED} DATE --planned",
    )
