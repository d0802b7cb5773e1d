"""PAR: whether the review keeps in touch with the inquests and investigations beside it."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.holds import asked_on, holds_of, holds_on
from reviewctl.facts.interviews import Interview, interviews
from reviewctl.facts.span import exact_day
from reviewctl.model.address import read_address
from reviewctl.model.event import moments
from reviewctl.model.processes import Process
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day, quoted


def _running(review: Review) -> Iterator[tuple[str, Process]]:
    for key, process in review.case.processes.items():
        if process.ended is None:
            yield key, process


@rule("PAR001", "process-without-contact", "warning", "P§6", "P§13")
def without_contact(review: Review) -> Iterator[Offence]:
    """A parallel process, and nobody to ask about it."""
    for key, process in _running(review):
        if process.kind and not process.contact:
            yield Offence(
                spot=review.spot("processes", (key,), key=True),
                at=f"processes[{key}].contact",
                message=f"For {quoted(key)} it is not recorded whom to ask.",
                help="Write the role under contact: Coroner's officer, Senior Investigating Officer. No name.",
            )


@rule("PAR002", "process-without-status", "warning", "P§6", "P§13")
def without_status(review: Review) -> Iterator[Offence]:
    """A parallel process of which it is not said where it stands."""
    for key, process in _running(review):
        if process.kind and not process.status:
            yield Offence(
                spot=review.spot("processes", (key,), key=True),
                at=f"processes[{key}].status",
                message=f"For {quoted(key)} it is not recorded where it stands.",
                help="Write under status where it stands, and under checked_on when you asked.",
            )


@rule("PAR003", "investigator-not-contacted", "error", "P§13")
def not_contacted(review: Review) -> Iterator[Offence]:
    """A criminal investigation, and people were heard, or are soon to be, before the police were asked."""
    for key, process in _running(review):
        if process.kind != "criminal":
            continue
        asked = next(iter(asked_on(process, review.as_of)), None)
        first = _first_heard(review, process, asked) if asked is not None or not _asked(process) else None
        if first is None:
            continue
        said = "is recorded" if first.planned is None else f"is planned for {day(first.planned)}"
        yield Offence(
            spot=review.spot("processes", (key, "checked_on"), key=True),
            at=f"processes[{key}].checked_on",
            message=f"{quoted(key)} is a criminal investigation. {first.at} {said}, and {_no_contact(asked)}.",
            help="Make contact before anyone else is interviewed, and record it: "
            f'reviewctl process check {review.word} {key} --status "…" --on DATE.',
            severity="warning" if first.planned is not None else None,
        )


def _no_contact(asked: date | None) -> str:
    if asked is None:
        return "no contact with the Senior Investigating Officer is"
    return f"the Senior Investigating Officer was first contacted on {day(asked)}"


def _asked(process: Process) -> bool:
    return any(moment.planned is None for moment in moments(process.checked_on, "checked_on"))


def _first_heard(review: Review, process: Process, asked: date | None) -> Interview | None:
    """Return the first occasion on which people were heard, or are to be, with the police not asked by then.

    What was before the investigation began needed nobody's leave.
    """
    began = exact_day(process.opened)
    found = [one for one in interviews(review.facts) if not (began and one.on and one.on < began)]
    if asked is None:
        held = [one for one in found if one.planned is None]
        return next(iter(held or found), None)
    early = [one for one in found if one.on is not None and one.on < asked]
    return min(early, key=lambda one: one.on or date.max, default=None)


@rule("PAR004", "hold-without-day-to-ask-again", "warning", "P§6")
def hold_without_end(review: Review) -> Iterator[Offence]:
    """Something that waits for another process, with no day on which to ask whether it still must."""
    for key, process in review.case.processes.items():
        for number, hold in enumerate(process.holds):
            if hold.to is None and (hold.ask_again is None or not hold.what):
                lacking = "what waits" if not hold.what else "when to ask again"
                yield Offence(
                    spot=review.spot("processes", (key, "holds", number)),
                    at=f"processes[{key}].holds.{number + 1}",
                    message=f"The review waits for {quoted(key)}, and it is not recorded {lacking}.",
                    help="Write what waits (review, interviews, publication) and a day under ask_again.",
                )


@rule("PAR005", "hold-not-asked-again", "warning", "P§6")
def not_asked_again(review: Review) -> Iterator[Offence]:
    """The day to ask whether the review must still wait has gone by."""
    for key, process in review.case.processes.items():
        asked = [m.on for m in moments(process.checked_on, "checked_on") if m.on is not None]
        for number, hold in enumerate(process.holds):
            again = hold.ask_again
            if (
                hold.to is not None
                or again is None
                or again >= review.as_of
                or any(on >= again for on in asked)
            ):
                continue
            yield Offence(
                spot=review.spot("processes", (key, "holds", number, "ask_again")),
                at=f"processes[{key}].holds.{number + 1}",
                message=f"On {day(again)} somebody was to ask whether the review must still wait for "
                f"{quoted(key)}, and nothing is recorded since.",
                help=f'Ask, and record it: reviewctl process check {review.word} {key} --status "…" --ask-again DATE. '
                f"Over: reviewctl process release {review.word} {key} --on DATE.",
            )


@rule("PAR006", "hold-in-impossible-days", "error")
def impossible_days(review: Review) -> Iterator[Offence]:
    """A hold of which the first day is not recorded, or that ends before it begins: no clock can stand still by it."""
    for one in holds_of(review.case):
        hold = one.hold
        if hold.from_ is None:
            fault = "has no first day"
        elif hold.to is not None and hold.to < hold.from_:
            fault = f"begins on {day(hold.from_)} and ends on {day(hold.to)}"
        else:
            continue
        yield Offence(
            spot=review.spot("processes", (one.process, "holds", one.number)),
            at=one.at,
            message=f"What waits for {quoted(one.process)} {fault}, so no date can be moved by it.",
            help="Write under from the first day on which it waited, and under to the last.",
        )


@rule("PAR007", "interview-during-hold", "error", "P§13")
def interviewed_during_hold(review: Review) -> Iterator[Offence]:
    """Somebody was heard on a day on which interviews were to wait."""
    if not any(True for _ in holds_of(review.case)):
        return
    for one in interviews(review.facts):
        held = holds_on(review.case, "interviews", one.on) if one.on is not None else ()
        if held and one.on is not None:
            yield Offence(
                spot=review.spot(one.document, one.path, item=one.item),
                at=one.at,
                related=(review.spot("processes", (held[0].process, "holds", held[0].number)),),
                message=f"{one.at} is recorded for {day(one.on)}, and interviews were to wait for "
                f"{quoted(held[0].process)} from {day(held[0].hold.from_)}.",
                help="Tell the Senior Investigating Officer, or whoever asked. If a date is wrong, correct it; if it "
                f"was agreed: reviewctl process release {review.word} {held[0].process} --on DATE.",
            )


@rule("PAR008", "published-during-hold", "error", "P§6")
def published_during_hold(review: Review) -> Iterator[Offence]:
    """The report was published on a day on which publication was to wait."""
    public = review.on("publication.date")
    for one in holds_on(review.case, "publication", public) if public is not None else ():
        yield Offence(
            spot=review.spot_of(read_address("publication.date")),
            at="publication.date",
            related=(review.spot("processes", (one.process, "holds", one.number)),),
            message=f"The report was published on {day(public)}, and publication was to wait for "
            f"{quoted(one.process)} from {day(one.hold.from_)}.",
            help="Tell whoever asked, and the Independent Chair. If a date is wrong, correct it; if it need not wait "
            f"any more: reviewctl process release {review.word} {one.process} --on DATE.",
        )


@rule("PAR009", "inquest-without-process", "warning", "P§6", "P§7")
def inquest_not_listed(review: Review) -> Iterator[Offence]:
    """An inquest is expected, and processes.yaml has no coroner's process: so nobody would be sent the report."""
    coroners = any(process.kind == "coroner" for process in review.case.processes.values())
    if review.happened("publication.inquest_expected") and not coroners and not review.facts.closed:
        yield Offence(
            spot=review.spot_of(read_address("publication.inquest_expected")),
            at="publication.inquest_expected",
            message="An inquest is expected, and no coroner's process is recorded.",
            help=f"Add it: reviewctl process check {review.word} inquest --kind coroner --contact "
            '"Coroner\'s officer".',
        )
