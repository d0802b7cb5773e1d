"""SGN: whether what was signed off still stands, and the record says the same of it elsewhere."""

from collections.abc import Iterator

from reviewctl.facts.events import written_in_diary
from reviewctl.facts.record import field
from reviewctl.facts.signoff import requests_of, source_of, unknown_places
from reviewctl.model.address import Address, read_address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.event import Moment, moments
from reviewctl.model.finding import Spot
from reviewctl.model.signoff import Signoff, address_of, folder_of, typed_name
from reviewctl.rules.agreements import brought_about
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day, listed


def asked(review: Review) -> tuple[Signoff, ...]:
    """Return the sign-offs of which anything was asked or said; () for nearly every review."""
    folder = review.case.signoff
    if not folder.statements and not folder.requests:
        return ()
    return tuple(one for one in review.facts.signoffs if one.state != "not-requested" or one.statements)


def at_of(signoff: Signoff) -> str:
    """Return by what a waiver names a sign-off."""
    return address_of(signoff.what, signoff.item)


@rule("SGN005", "approval-stale", "warning")
def stale(review: Review) -> Iterator[Offence]:
    """What was signed off has changed since, and nobody has approved what there is now."""
    for signoff in asked(review):
        if signoff.state != "stale":
            continue
        rests = _rests_on(review, signoff)
        yield Offence(
            spot=Spot(_request_path(review, signoff)),
            at=at_of(signoff),
            citations=signoff.citations,
            severity="error" if rests else None,
            message=f"What was approved as {signoff.key} has changed since{_changed(signoff)}, and nobody has approved "
            f"what there is now{f'; {rests} rests on it' if rests else ''}.",
            help="Restore the text that was approved, or have it signed off anew: "
            f"reviewctl signoff request {review.case.id} {signoff.typed}",
        )


def _changed(signoff: Signoff) -> str:
    """Return which files differ from those that were asked for, or nothing where that cannot be said."""
    if signoff.manifest.lacking:
        return f" ({listed(signoff.manifest.lacking)}: not there)"
    if signoff.requested is None:
        return ""
    asked_for, now = signoff.requested.files, dict(signoff.manifest.lines)
    moved = [path for path in sorted({*asked_for, *now}) if asked_for.get(path) != now.get(path)]
    return f" ({listed(moved)})" if moved else ""


def _request_path(review: Review, signoff: Signoff) -> str:
    return review.case.place_of(folder_of(signoff.what, signoff.item))


def _rests_on(review: Review, signoff: Signoff) -> str:
    """Return what has gone on from a sign-off: a stage or a step of the review; "" where nothing has."""
    facts = review.facts
    named = {Address("signoff", signoff.what, ("complete",)), *_events_of(review, signoff)}
    stages = facts.plan.stages
    for order, ways in enumerate(stages):
        if order <= facts.place.order and any(way.event in named for way in ways):
            return f'the stage "{facts.plan.kind.stages[order].id}", which the review has passed,'
    for planned in facts.plan.steps:
        until = planned.until.of(signoff.item)
        follows = not planned.backwards and any(event.of(signoff.item) in named for event in planned.after)
        if follows and facts.timeline.moment(until) is not None:
            return f"{until}, which is recorded as done,"
    return ""


def _events_of(review: Review, signoff: Signoff) -> tuple[Address, ...]:
    """Return the events that come from a sign-off, those of its own item where there is one for each."""
    return tuple(
        read_address(text).of(signoff.item)
        for text, event in review.kind.events.items()
        if source_of(event) == signoff.what
    )


@rule("SGN013", "diary-and-sign-off-differ", "error")
def differ(review: Review) -> Iterator[Offence]:
    """A day in the diary, or in an item, that is not that of the sign-off from which the event comes."""
    for signoff in asked(review):
        for address in _events_of(review, signoff):
            said = [one.on for one in _written(review, address) if one.exact and one.on is not None]
            if not said or signoff.completed in said:
                continue
            is_on = (
                f"the sign-off was complete on {day(signoff.completed)}"
                if signoff.completed is not None
                else "the sign-off that was asked for is not complete"
            )
            yield Offence(
                spot=_place(review, address),
                at=str(address),
                citations=signoff.citations,
                severity=None if signoff.completed is not None else "warning",
                related=(Spot(_request_path(review, signoff)),),
                message=f"The record says {day(said[0])} for {address}, and {is_on}.",
                help="The sign-off counts. Blank the line, or put right what was recorded wrongly.",
            )


def _written(review: Review, address: Address) -> tuple[Moment, ...]:
    if address.item is None:
        return written_in_diary(review.case, address)
    return moments(field(review.case, address), str(address))


def _place(review: Review, address: Address) -> Spot:
    if address.item is None:
        return review.spot("diary", (address.head, *address.fields))
    return review.spot(address.head, (address.item, *address.fields))


@rule("SGN014", "sign-off-not-known", "error")
def not_known(review: Review) -> Iterator[Offence]:
    """Something in the signoff folder that belongs to no sign-off that the policy has."""
    if not review.case.signoff.statements and not review.case.signoff.requests:
        return
    for one in unknown_places(review.case, review.kind):
        yield Offence(
            spot=Spot(one.path),
            at=address_of(one.what, one.item),
            message=f"The policy has no sign-off for what lies here, so it counts for nothing ({one.what}"
            f"{f', {one.item}' if one.item else ''}).",
            help=f"It has: {listed(tuple(review.kind.signoffs)) or 'none'}. Where each agency has its own, "
            "the folder is named by the agency's id in returns.yaml. Move it to where it belongs, or delete it.",
        )


@rule("SGN015", "request-unreadable", "error")
def request_unreadable(review: Review) -> Iterator[Offence]:
    """A request whose file cannot be relied on: while it lies there the sign-off is not complete."""
    for one in requests_of(review.case):
        if one.request is None:
            yield Offence(
                spot=Spot(one.path),
                at=address_of(one.what, one.item),
                message=f"This request cannot be relied on: {one.fault}.",
                help=f"Ask anew, which writes it again: reviewctl signoff request {review.case.id} "
                f"{typed_name(one.what, one.item)}",
            )


@rule("SGN016", "request-text-moved", "warning")
def moved(review: Review) -> Iterator[Offence]:
    """What was asked to be signed off has changed before anybody approved it."""
    for signoff in asked(review):
        if signoff.state != "open" or signoff.requested is None:
            continue
        if signoff.requested.digest != signoff.manifest.digest or signoff.manifest.lacking:
            yield Offence(
                spot=Spot(f"{_request_path(review, signoff)}/request.json"),
                at=at_of(signoff),
                citations=signoff.citations,
                message=f"What was sent out as {signoff.key} has changed since{_changed(signoff)}: an approval "
                "would be of another text.",
                help=f"Ask anew for what there is now: reviewctl signoff request {review.case.id} {signoff.typed}",
            )


@rule("SGN017", "paper-stands-for-nothing", "warning")
def stands_for_nothing(review: Review) -> Iterator[Offence]:
    """A paper that is said to stand for a document, and cannot be bound by a sign-off."""
    for number, paper in enumerate(review.case.papers):
        if paper.stands_for is None:
            continue
        name, _, item = paper.stands_for.partition("[")
        known = BY_NAME.get(name)
        right = known is not None and known.home != "register" and known.several == bool(item.rstrip("]"))
        if right and paper.sha256 is not None:
            continue
        why = "has no sha256, so nobody could tell which text was approved" if right else "names no document"
        yield Offence(
            spot=review.spot("papers", (number, "stands_for")),
            at=f"papers.{number + 1}",
            message=f"This paper stands for a document, and {why}.",
            help="Take its fingerprint: reviewctl paper add CASE ID FILE. Documents are named like report.",
        )


@rule("SGN018", "minutes-and-sign-off-differ", "warning")
def minutes_differ(review: Review) -> Iterator[Offence]:
    """What a meeting agreed, of which no approval that counts bears the day."""
    found = asked(review)
    for event, meetings in review.once(brought_about).items() if found else ():
        signoff = next((one for one in found if one.what == source_of(review.kind.events[event])), None)
        days = {sat.quorum.date for sat, _ in meetings}
        if signoff is None or days & {one.on for one in signoff.statements if one.state == "counts"}:
            continue
        sat, word = meetings[0]
        yield Offence(
            spot=sat.document.spot(("decisions",), key=True),
            at=at_of(signoff),
            citations=signoff.citations,
            related=(Spot(_request_path(review, signoff)),),
            message=f"{sat.label(review)} agreed {word} by its minutes, and no approval of {signoff.key} that counts "
            f"is of {day(sat.quorum.date)}.",
            help=f"Record each approval: reviewctl signoff record {review.case.id} {signoff.typed} --person PERSON "
            f"--on {sat.quorum.date.isoformat()} --minute REF",
        )
