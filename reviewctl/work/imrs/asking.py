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
from reviewctl.work.log import facts_ahead, happened_on
from reviewctl.work.recording import case_facts
from reviewctl.work.returning import CLOSED, agency_meant, edit_returns, owed_of
from reviewctl.work.telling import consequences, troubles
from reviewctl.work.writing import Pen

_WANTED = ("imr", "imr-and-chronology")


def request(
    desk: Desk, pen: Pen, word: str, agencies: Sequence[str], due: date | None, on: date | None
) -> Iterator[str]:
    """Record that agencies were asked for their IMRs; yield what to tell.

    Without agencies: all of which an IMR is wanted and that were not asked yet. Raises ReviewctlError for an agency
    that was asked before, from which nothing more comes, or where nobody is left to ask.
    """
    facts = case_facts(desk, word)
    day = happened_on(on)
    chosen = [agency_meant(facts, one) for one in dict.fromkeys(agencies)] or _to_ask(facts)
    if not chosen:
        raise ReviewctlError(
            f"There is no agency of {facts.case.id} that is still to be asked for an IMR.",
            f"Name one: reviewctl imr request {facts.case.id} AGENCY · who was asked: reviewctl imr status "
            f"{facts.case.id}",
        )
    for agency in chosen:
        _refuse_asked(facts, agency)
    _refuse_early(due, day)
    for agency in chosen:
        edit_returns(pen, facts, agency, _edits(facts, agency, due, day))
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: imr request {' '.join(chosen)}"):
        yield from _told(facts, after, chosen, due, day)
        yield from troubles(facts, after)


def _to_ask(facts: Facts) -> list[str]:
    """Return the agencies of which an IMR is wanted, that were not asked and from which something may come."""
    return [
        agency
        for agency, owed in facts.case.returns.items()
        if owed.contribution in _WANTED and owed.outcome not in CLOSED and not _asked(facts, agency)
    ]


def _asked(facts: Facts, agency: str) -> date | None:
    moment = facts.happened(f"returns[{agency}].imr.requested")
    return (moment.on or date.min) if moment is not None else None


def _refuse_asked(facts: Facts, agency: str) -> None:
    case, asked, outcome = facts.case.id, _asked(facts, agency), owed_of(facts, agency).outcome
    if outcome in CLOSED:
        raise ReviewctlError(
            f"It is on record that nothing more comes from {agency} ({outcome}).",
            f'Is that over? reviewctl record {case} "returns[{agency}].outcome" ""',
        )
    if asked is not None:
        on = f" on {long_day(asked)}" if asked > date.min else ""
        raise ReviewctlError(
            f"{agency} was asked for its IMR{on} already.",
            f"More time: reviewctl extend {case} imr[{agency}] --to DATE … · a reminder: reviewctl letter "
            f"chaser {case} --item {agency}",
        )


def _refuse_early(due: date | None, day: date) -> None:
    if due is not None and due <= day:
        raise ReviewctlError(
            f"The IMR would be due on {long_day(due)}, and it was asked for on {long_day(day)}.",
            "Give a later day after --due.",
        )


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
    which = f" --item {chosen[0]}" if len(chosen) == 1 else ""
    yield f"  the letter: reviewctl letter imr-request {facts.case.id}{which} -o FILE.docx"
