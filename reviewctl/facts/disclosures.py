"""Disclosures: what others asked for and were given of a review, and what is open (P§7)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

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


def is_report(one: Disclosure) -> bool:
    """Whether the paper is the overview report."""
    return (one.what or "").strip().casefold() in (REPORT, "overview report", "overview-report")
