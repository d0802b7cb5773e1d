"""What `imr request` does: who is asked for an IMR, on which day and by when (P§14)."""

from collections.abc import Iterator, Sequence
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.model.address import parse_address
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.render.dates import long_day
from reviewctl.work.convening import closed_day
from reviewctl.work.desk import Desk
from reviewctl.work.house import house_style
from reviewctl.work.letters import Asked, draw_up
from reviewctl.work.log import facts_ahead, happened_on
from reviewctl.work.recording import case_facts
from reviewctl.work.returning import (
    CLOSED,
    agency_meant,
    asked_on,
    edit_returns,
    owed_of,
    refuse_asked,
    refuse_early,
)
from reviewctl.work.telling import consequences, troubles
from reviewctl.work.writing import Pen

_WANTED = ("imr", "imr-and-chronology")


def request(
    desk: Desk, pen: Pen, word: str, agencies: Sequence[str], due: date | None, on: date | None
) -> Iterator[str]:
    """Record that agencies were asked for their IMRs; yield what to tell.

    Without agencies: all of which an IMR is wanted and that were not asked yet. Raises ReviewctlError for an agency
    that there is not, that was asked before or from which nothing more comes, or where nobody is left to ask.
    """
    facts = case_facts(desk, word)
    day = happened_on(on)
    chosen = chosen_agencies(facts, agencies)
    refuse_early("IMR", due, day)
    for agency in chosen:
        edit_returns(pen, facts, agency, _edits(facts, agency, due, day))
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: imr request {' '.join(chosen)}"):
        yield from _told(facts, after, chosen, due, day)
        yield from troubles(facts, after)


def chosen_agencies(facts: Facts, agencies: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the agencies that are to be asked: those named, else all that are still to be.

    Raises ReviewctlError as `request` does.
    """
    chosen = [agency_meant(facts, one) for one in dict.fromkeys(agencies)] or _to_ask(facts)
    if not chosen:
        raise ReviewctlError(
            f"There is no agency of {facts.case.id} that is still to be asked for an IMR.",
            f"Name one: reviewctl imr request {facts.case.id} AGENCY · who was asked: reviewctl imr status "
            f"{facts.case.id}",
        )
    for agency in chosen:
        _refuse_asked(facts, agency)
    return tuple(chosen)


def letters_for(
    desk: Desk, case: str, agencies: Sequence[str], on: date | None
) -> tuple[bytes, tuple[str, ...]]:
    """Return the letters to agencies as one Word document, and what is to be filled in by hand.

    They bear the day on which the IMRs were asked for. Raises ReviewctlError where the Board's own letter has faults.
    """
    from reviewctl.exchange.word.letters import word_of

    asked = [Asked(name="imr-request", case=case, item=agency, as_of=happened_on(on)) for agency in agencies]
    letters = tuple(letter for one in asked for letter in draw_up(desk, one).letters)
    blanks = dict.fromkeys(blank for letter in letters for blank in letter.blanks)
    return word_of(letters, house_style(desk)), tuple(blanks)


def _to_ask(facts: Facts) -> list[str]:
    """Return the agencies of which an IMR is wanted, that were not asked and from which something may come."""
    return [
        agency
        for agency, owed in facts.case.returns.items()
        if owed.contribution in _WANTED
        and owed.outcome not in CLOSED
        and asked_on(facts, agency, "imr") is None
    ]


def _refuse_asked(facts: Facts, agency: str) -> None:
    more = f"More time: reviewctl extend {facts.case.id} imr[{agency}] --to DATE …"
    chaser = f"a reminder: reviewctl letter chaser {facts.case.id} --item {agency}"
    refuse_asked(facts, agency, "imr", "IMR", f"{more} · {chaser}")


def _edits(facts: Facts, agency: str, due: date | None, day: date) -> Iterator[tuple[KeyPath, object]]:
    contribution = owed_of(facts, agency).contribution
    if contribution not in _WANTED:
        yield ("contribution",), "imr-and-chronology" if contribution == "chronology" else "imr"
    yield ("imr", "requested"), day
    if due is not None:
        yield ("imr", "due"), due


def _told(facts: Facts, after: Facts, chosen: Sequence[str], due: date | None, day: date) -> Iterator[str]:
    for agency in chosen:
        yield f"{facts.case.id}: {agency} was asked for its IMR, {long_day(day)}"
        agreed = due or getattr(owed_of(after, agency).imr, "due", None)
        if agreed is None:
            yield "  No date is agreed for it yet. Once it is (P§14): "
            yield f'    reviewctl record {facts.case.id} "returns[{agency}].imr.due" DATE'
        follows = consequences(facts, after, parse_address(f"returns[{agency}].imr.requested"))
        yield from (line for line in follows if f"({agency})" in line)
    if due is not None:
        yield from closed_day(after, due)
