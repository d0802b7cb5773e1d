"""DIS: whether the log of what was given to others says to whom, which version, and on what basis (P§6, P§7)."""

from collections.abc import Iterator

from reviewctl.facts.disclosures import is_report, open_requests, state_of, to_coroner
from reviewctl.model.log import Disclosure
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day


def _given(review: Review) -> Iterator[tuple[int, Disclosure]]:
    for number, one in enumerate(review.case.log.disclosures):
        if state_of(one) == "given" and (one.on is None or one.on <= review.as_of):
            yield number, one


def _at(number: int) -> str:
    return f"log.disclosures.{number + 1}"


@rule("DIS001", "disclosure-without-basis", "warning", "P§6", "P§7")
def without_basis(review: Review) -> Iterator[Offence]:
    """A paper that was given to somebody, and not on what basis; or not to whom, or on which day."""
    for number, one in _given(review):
        fields = (
            ("the day", one.on),
            ("to whom", one.to),
            ("which paper", one.what),
            ("the basis", one.basis),
        )
        lacking = [name for name, value in fields if not value]
        if lacking:
            yield Offence(
                spot=review.spot("log", ("disclosures", number)),
                at=_at(number),
                message=f"Disclosure {number + 1} does not say {', '.join(lacking)}.",
                help="Write it there: on, to (a role or a body), what, and under basis why it may be given, such as a "
                "requirement of the Senior Coroner.",
            )


@rule("DIS002", "disclosure-of-unknown-version", "warning", "P§7")
def unknown_version(review: Review) -> Iterator[Offence]:
    """A paper that was given, of which nobody can say later which version it was."""
    for number, one in _given(review):
        if not one.digest:
            yield Offence(
                spot=review.spot("log", ("disclosures", number)),
                at=_at(number),
                message=f"Which version was given in disclosure {number + 1} is not recorded.",
                help="Write its sha256 under digest. The next time: reviewctl disclose "
                f"{review.word} --to WHO --what PAPER --basis WORDS works it out.",
            )


@rule("DIS003", "disclosure-in-impossible-days", "error")
def impossible_days(review: Review) -> Iterator[Offence]:
    """A paper that was given before it was asked for, or on a day still to come; or given and refused at once."""
    for number, one in enumerate(review.case.log.disclosures):
        fault = _fault(one, review)
        if fault:
            yield Offence(
                spot=review.spot("log", ("disclosures", number)),
                at=_at(number),
                message=f"Disclosure {number + 1} {fault}.",
                help="Correct the day that is wrong. While a request is open, on is blank.",
            )


def _fault(one: Disclosure, review: Review) -> str:
    if one.on is not None and one.requested is not None and one.on < one.requested:
        return f"was asked for on {day(one.requested)} and answered on {day(one.on)}"
    if one.on is not None and one.on > review.today:
        return f"is of {day(one.on)}, which is still to come"
    if one.requested is not None and one.requested > review.today:
        return f"was asked for on {day(one.requested)}, which is still to come"
    return ""


@rule("DIS004", "coroner-copy-not-in-log", "note", "P§7")
def not_in_log(review: Review) -> Iterator[Offence]:
    """The report went to the Coroner by the diary, and the log does not say which version."""
    logged = any(to_coroner(one) and is_report(one) for _, one in _given(review))
    if review.happened("report.shared_with_coroner") and not logged:
        yield Offence(
            spot=review.spot("diary", ("report", "shared_with_coroner")),
            at="report.shared_with_coroner",
            message="The report went to the Coroner, and which version it was is not in the log.",
            help=f"Log it: reviewctl disclose {review.word} --to coroner --what report --basis WORDS --on DATE.",
        )


@rule("DIS005", "request-left-open", "warning", "P§7")
def left_open(review: Review) -> Iterator[Offence]:
    """A review that is closed, and something that was asked for and neither given nor refused."""
    for number, one in open_requests(review.case, review.as_of) if review.facts.closed else ():
        yield Offence(
            spot=review.spot("log", ("disclosures", number)),
            at=_at(number),
            message=f"The review is closed, and the request of {day(one.requested)} (disclosure {number + 1}) has no "
            "answer.",
            help="Give it, or say why not: reviewctl disclose with the same --to and --what, and --basis or --refused.",
        )
