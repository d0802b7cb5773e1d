"""PAR: whether the review keeps in touch with the inquests and investigations beside it."""

from collections.abc import Iterator

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
    """A criminal investigation, and people were heard before the police were asked."""
    heard = _first_heard(review)
    for key, process in _running(review):
        if process.kind != "criminal" or heard is None or _asked(process):
            continue
        yield Offence(
            spot=review.spot("processes", (key, "checked_on"), key=True),
            at=f"processes[{key}].checked_on",
            message=f"{quoted(key)} is a criminal investigation. {heard} is recorded, and no contact with the "
            "Senior Investigating Officer is.",
            help="Make contact before anyone else is interviewed, and record the day under checked_on.",
        )


def _asked(process: Process) -> bool:
    return any(moment.planned is None for moment in moments(process.checked_on, "checked_on"))


def _first_heard(review: Review) -> str | None:
    """Return the first step recorded by which people of the case are heard, or None."""
    addresses = [f"returns[{agency}].imr.presented" for agency in review.case.returns]
    addresses += [f"family[{person}].supported" for person in review.case.family]
    return next((address for address in addresses if review.happened(address)), None)


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
                    help="Write what waits (interviews, publication) and a day under ask_again.",
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
                help="Ask, record the day under checked_on, and set a new ask_again or the day it ended.",
            )
