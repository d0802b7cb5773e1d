"""What was given of a review, line by line, and whether it is still the text as it is now (P§7)."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.disclosures import state_of
from reviewctl.facts.judged import Facts
from reviewctl.model.log import Disclosure

Now = Literal["same", "changed", "gone", "not-known"]


class GivenLine(Struct, frozen=True, kw_only=True):
    """One request or disclosure on one day.

    `state` is asked, given or refused. `now` says what became of the text that was given: the `same`, `changed`,
    `gone` from the register, or `not-known`, as for a paper by words alone. `waiting` are the days since a request,
    while it is open.
    """

    case: str
    number: int
    state: str
    to: str | None
    what: str | None
    requested: date | None
    on: date | None
    waiting: int | None
    version: str | None
    digest: str | None
    commit: str | None
    now: Now
    basis: str | None
    refused: str | None


def given_lines(facts: Facts, digests: Mapping[str, str]) -> tuple[GivenLine, ...]:
    """Return every request and disclosure of a review known by the day, in the order written.

    `digests` are the sums of the papers as they are now, by the word under which each is disclosed.
    """
    return tuple(
        _line(facts, number, one, digests)
        for number, one in enumerate(facts.case.log.disclosures, 1)
        if (one.requested or one.on or facts.as_of) <= facts.as_of
    )


def _line(facts: Facts, number: int, one: Disclosure, digests: Mapping[str, str]) -> GivenLine:
    state = state_of(one)
    open_ = state == "asked" and one.requested is not None
    return GivenLine(
        case=facts.case.id,
        number=number,
        state=state,
        to=one.to,
        what=one.what,
        requested=one.requested,
        on=one.on,
        waiting=(facts.as_of - one.requested).days if open_ and one.requested is not None else None,
        version=one.version,
        digest=one.digest,
        commit=one.commit,
        now=_now(one, digests) if state == "given" else "not-known",
        basis=one.basis,
        refused=one.refused,
    )


def _now(one: Disclosure, digests: Mapping[str, str]) -> Now:
    if one.digest is None or one.what is None:
        return "not-known"
    there = digests.get(one.what)
    if there is None:
        return "gone" if _names_a_place(one.what) else "not-known"
    return "same" if there == one.digest else "changed"


def _names_a_place(what: str) -> bool:
    """Whether a word names a document of the register, and not a paper in somebody's words."""
    return " " not in what.strip()
