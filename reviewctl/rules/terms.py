"""TOR: whether the terms of reference hold what they must, and were agreed by whom they must be."""

from collections.abc import Iterator
from datetime import date

from reviewctl.model.returns import AgencyReturns
from reviewctl.rules.documents import uses
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.meetings import Sat, agreed, held_meetings
from reviewctl.rules.words import day

_NOTHING = AgencyReturns()


def _settled(review: Review) -> bool:
    """Whether there are terms to judge: they were agreed, and the document is there."""
    return review.happened("tor.agreed") and review.case.document("tor") is not None


def _lacking(review: Review, key: str, message: str, help: str) -> Offence:
    return Offence(spot=review.spot("tor", (key,), key=True), at=f"tor.{key}", message=message, help=help)


@rule("TOR001", "terms-without-scope-period", "error", "P§12")
def without_scope(review: Review) -> Iterator[Offence]:
    """Agreed terms that do not say over which period the review looks."""
    scope = review.case.terms.scope
    if _settled(review) and (scope is None or scope.from_ is None or scope.to is None):
        yield _lacking(
            review,
            "scope",
            "The terms of reference are agreed, and the period that the review looks at is not set.",
            "Write the first and the last day under scope: from and to.",
        )


@rule("TOR002", "scope-reversed", "error", "P§12")
def scope_reversed(review: Review) -> Iterator[Offence]:
    """A period whose last day comes before its first."""
    scope = review.case.terms.scope
    if scope is not None and scope.from_ is not None and scope.to is not None and scope.to < scope.from_:
        yield Offence(
            spot=review.spot("tor", ("scope", "to")),
            at="tor.scope",
            message=f"The period that the review looks at ends on {day(scope.to)}, before it begins on "
            f"{day(scope.from_)}.",
            help="Correct whichever of the two is wrong.",
        )


@rule("TOR003", "terms-without-questions", "error", "P§12")
def without_questions(review: Review) -> Iterator[Offence]:
    """Agreed terms that ask nothing."""
    if _settled(review) and not review.case.terms.questions:
        yield _lacking(
            review,
            "questions",
            "The terms of reference are agreed, and they ask no question.",
            "List the lines of enquiry under questions, each with a short id and its text.",
        )


@rule("TOR004", "terms-without-family-advocate", "error", "P§13")
def without_advocate(review: Review) -> Iterator[Offence]:
    """Agreed terms that name nobody for the family, of a review that owes them something."""
    if _settled(review) and review.kind.family and not review.case.terms.family_advocate:
        yield _lacking(
            review,
            "family_advocate",
            "The terms of reference name no advocate for engaging with family and friends.",
            "The Chair/Author appoints one: a person's or an agency's id under family_advocate.",
        )


@rule("TOR005", "terms-without-media-contact", "error", "P§13")
def without_media_contact(review: Review) -> Iterator[Offence]:
    """Agreed terms that name nobody for the press, of a review that may be published."""
    if _settled(review) and review.kind.publication and not review.case.terms.media_contact:
        yield _lacking(
            review,
            "media_contact",
            "The terms of reference name no contact for the media.",
            "The Chair/Author appoints one: a person's or an agency's id under media_contact.",
        )


@rule("TOR006", "amendment-without-reason", "error", "P§13")
def amended_without_reason(review: Review) -> Iterator[Offence]:
    """A later version of the terms that does not say why it differs."""
    terms = review.case.terms
    if (terms.version or 1) > 1 and not terms.amended_because:
        yield Offence(
            spot=review.spot("tor", ("version",)),
            at="tor.amended_because",
            message=f"These are the terms of reference in version {terms.version}, and it is not said why they "
            "were amended.",
            help="Write under amended_because what came to light.",
        )


@rule("TOR007", "terms-not-agreed-at-first-meeting", "error", "P§13", reads=("diary", "meetings"))
def not_agreed_at_first(review: Review) -> Iterator[Offence]:
    """A first panel meeting that did not agree the terms of reference."""
    for kind, wanted in review.kind.meetings.items():
        if "tor" not in wanted.first_agrees or (review.method is not None and not review.method.panel):
            continue
        first = next(iter(held_meetings(review, kind)), None)
        on = first.quorum.date if first is not None else review.on(f"{kind}.first")
        if on is None or (first is not None and "tor" in agreed(review, first)):
            continue
        settled = review.on("tor.agreed")
        if settled is None or settled > on:
            yield _late_agreement(review, kind, first, on, settled)


def _late_agreement(review: Review, kind: str, first: Sat | None, on: date, settled: date | None) -> Offence:
    where = first.document.spot(("decisions",), key=True) if first else review.spot("diary", (kind, "first"))
    later = f"; they were agreed on {day(settled)}" if settled else ""
    return Offence(
        spot=where,
        at="tor.agreed",
        message=f"The terms of reference were not agreed at the first panel meeting, on {day(on)}{later}.",
        help="If they were, write agrees: [tor] under the decisions of its minutes.",
    )


@rule("TOR008", "amendment-not-agreed", "error", "P§13", reads=("diary", "meetings"))
def amendment_not_agreed(review: Review) -> Iterator[Offence]:
    """More amendments of the terms than the panel is recorded to have agreed."""
    amendments = (review.case.terms.version or 1) - 1
    if amendments <= 0:
        return
    dated = _amended(review)
    minuted = sum("tor-amendment" in agreed(review, one) for one in held_meetings(review, None))
    if max(dated, minuted) < amendments:
        yield Offence(
            spot=review.spot("tor", ("version",)),
            at="tor.amended",
            message=f"The terms of reference were amended {_times(amendments)}, and the panel is recorded to "
            f"have agreed {_times(max(dated, minuted)) if max(dated, minuted) else 'none of it'}.",
            help="Record the day the panel agreed under tor.amended in the diary, or agrees: [tor-amendment] "
            "in the minutes.",
        )


def _amended(review: Review) -> int:
    lines = review.case.diary.get("tor") or {}
    value = lines.get("amended")
    return len(value) if isinstance(value, tuple) else int(value is not None)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


@rule("TOR009", "agency-with-nothing-recorded", "error", "P§10", "P§14", reads=("returns",))
def nothing_recorded(review: Review) -> Iterator[Offence]:
    """An agency in the terms of reference of which it is not recorded what was asked or what came."""
    if not _settled(review) or not uses(review, "returns"):
        return
    for number, agency in enumerate(review.case.terms.agencies):
        if review.case.returns.get(agency, _NOTHING) == _NOTHING:
            yield Offence(
                spot=review.spot("tor", ("agencies", number)),
                at=f"returns[{agency}]",
                message=f"{agency} is to contribute, and nothing is recorded of what it was asked or has given.",
                help=f"Record what is asked of it: reviewctl record {review.case.id} "
                f'"returns[{agency}].contribution" imr-and-chronology (or none, with a reason).',
            )


@rule("TOR010", "contribution-outside-the-terms", "note", "P§10")
def outside_the_terms(review: Review) -> Iterator[Offence]:
    """An agency that was asked for a chronology or an IMR, and is not in the terms of reference."""
    if not _settled(review):
        return
    for agency, owed in review.case.returns.items():
        asked = owed.imr is not None or owed.chronology is not None
        if asked and agency not in review.case.terms.agencies:
            yield Offence(
                spot=review.spot("returns", (agency,), key=True),
                at=f"returns[{agency}]",
                message=f"{agency} was asked to contribute, and is not among the agencies of the terms of "
                "reference.",
                help="Add it there with an amendment, or say in its reason why it is not.",
            )
