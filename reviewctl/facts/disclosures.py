"""Disclosures: what others asked for and were given of a review, and what is open (P§7)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from reviewctl.model.address import Address
from reviewctl.model.event import Moment
from reviewctl.model.log import Disclosure
from reviewctl.model.review import Case

State = Literal["asked", "given", "refused"]
CORONER = "coroner"
REPORT = "report"


def state_of(one: Disclosure) -> State:
    """Return how a request or a disclosure stands: asked and open, given, or refused."""
    if one.refused:
        return "refused"
    return "asked" if one.on is None and one.requested is not None else "given"


def open_requests(case: Case, day: date) -> Iterator[tuple[int, Disclosure]]:
    """Yield what was asked for by a day and neither given nor refused, with its place in the log, from nought."""
    for number, one in enumerate(case.log.disclosures):
        if state_of(one) == "asked" and one.requested is not None and one.requested <= day:
            yield number, one


def to_coroner(one: Disclosure) -> bool:
    """Whether a paper went, or is to go, to a coroner: by the role or by an office of hers."""
    return CORONER in (one.to or "").casefold()


def is_disclosed(address: Address) -> bool:
    """Whether an address is that of the day on which something was given: `disclosures[coroner,report].on`."""
    return address.head == "disclosures" and address.fields == ("on",) and "," in (address.item or "")


def disclosed(case: Case, address: Address) -> tuple[Moment, ...]:
    """Return when a paper was given to somebody, by the log; `address` names who and what between its brackets."""
    who, _, what = (address.item or "").partition(",")
    return tuple(
        Moment(one.on, address=str(address))
        for one in case.log.disclosures
        if one.on is not None and not one.refused and _went_to(one, who) and _is(one, what)
    )


def _went_to(one: Disclosure, who: str) -> bool:
    return to_coroner(one) if who == CORONER else (one.to or "").strip().casefold() == who


def _is(one: Disclosure, what: str) -> bool:
    return is_report(one) if what == REPORT else (one.what or "").strip().casefold() == what


def is_report(one: Disclosure) -> bool:
    """Whether the paper is the overview report: the document, or a listed paper that stood for it, or whose id says so.

    What a listed paper stood for is in the log, so that no date rests on papers.yaml.
    """
    if one.stands_for is not None:
        return one.stands_for.strip().casefold() == REPORT
    what = (one.what or "").strip().casefold()
    listed = what.removeprefix("papers[") if what.startswith("papers[") else ""
    return what in (REPORT, "overview report", "overview-report") or listed.startswith(
        ("report", "overview-report")
    )
