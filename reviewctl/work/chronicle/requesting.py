"""What `chronology request` does: which agencies are asked for a chronology, on which day and by when (P§10, P§14)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.address import parse_address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.render.dates import long_day
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import diary_text
from reviewctl.work.chronicle.templating import agency_named, form_bytes, form_for
from reviewctl.work.convening import closed_day
from reviewctl.work.desk import Desk
from reviewctl.work.house import house_style
from reviewctl.work.letters import Asked, Drawn, draw_up
from reviewctl.work.log import facts_ahead, happened_on
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.returning import CLOSED, asked_on, edit_returns, owed_of, refuse_asked, refuse_early
from reviewctl.work.telling import consequences, troubles
from reviewctl.work.writing import Pen

LETTER = "chronology-request"
_SENT = "commissioning.chronology_template_sent"
_WANTED = ("chronology", "imr-and-chronology")
What = Literal["chronology", "initial_chronology"]


class Wanted(Struct, frozen=True, kw_only=True):
    """Of whom a chronology is asked, on which day, and by when. `initial`: the first one, before the decision."""

    case: str
    agencies: tuple[str, ...] = ()
    due: date | None = None
    on: date | None = None
    initial: bool = False

    @property
    def what(self) -> What:
        """Return the line of returns.yaml in which it stands."""
        return "initial_chronology" if self.initial else "chronology"


def chosen_agencies(facts: Facts, wanted: Wanted) -> tuple[str, ...]:
    """Return the ids of the agencies that are to be asked: those named, else all that are still to be.

    Raises ReviewctlError for an agency that there is not, that was asked before or from which nothing more comes,
    and where nobody is left to ask.
    """
    chosen = tuple(dict.fromkeys(agency_named(facts, one) for one in wanted.agencies))
    for agency in chosen:
        _refuse_asked(facts, agency, wanted.what)
    if chosen := chosen or tuple(_to_ask(facts, wanted.what)):
        return chosen
    case = facts.case.id
    raise ReviewctlError(
        f"There is no agency of {case} that is still to be asked for a chronology.",
        f"Name one: reviewctl chronology request {case} AGENCY · who was asked: reviewctl imr status {case}",
    )


def request(desk: Desk, pen: Pen, wanted: Wanted) -> Iterator[str]:
    """Record that agencies were asked for their chronologies; yield what to tell.

    Raises ReviewctlError as `chosen_agencies` does, and for a day by which it is wanted that has gone before it was
    asked for.
    """
    facts = case_facts(desk, wanted.case)
    day = happened_on(wanted.on)
    chosen = chosen_agencies(facts, wanted)
    refuse_early("chronology", wanted.due, day)
    for agency in chosen:
        edit_returns(pen, facts, agency, _edits(facts, agency, wanted, day))
    first = not wanted.initial and _template_is_first(facts)
    if first:
        _sent(pen, facts, day)
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: chronology request {' '.join(chosen)}"):
        yield from _told(facts, after, chosen, wanted, day, first=first)
        yield from troubles(facts, after)


def _to_ask(facts: Facts, what: What) -> Iterator[str]:
    """Yield the agencies that were involved, and those that are to contribute a chronology, if not asked yet."""
    case, first = facts.case, what == "initial_chronology"
    known = case.referral.agencies_involved if first else _involved(facts)
    for agency in dict.fromkeys((*known, *(() if first else case.returns))):
        owed = owed_of(facts, agency)
        wanted = owed.contribution in _WANTED or (agency in known and (first or owed.contribution is None))
        if wanted and owed.outcome not in CLOSED and not _begun(facts, agency, what):
            yield agency


def _involved(facts: Facts) -> tuple[str, ...]:
    """Return the agencies of the terms of reference; before those, the ones recommended, or that the referral named."""
    recommended = facts.case.screening.recommendation
    named = recommended.agencies if recommended is not None else ()
    return facts.case.terms.agencies or named or facts.case.referral.agencies_involved


def _begun(facts: Facts, agency: str, what: What) -> bool:
    came = facts.happened(f"returns[{agency}].{what}.returned")
    return came is not None or asked_on(facts, agency, what) is not None


def _refuse_asked(facts: Facts, agency: str, what: What) -> None:
    case = facts.case.id
    chaser = f"A reminder: reviewctl letter chaser {case} --item {agency}"
    form = f"the form again: reviewctl chronology template {case} {agency} -o FILE.xlsx"
    refuse_asked(facts, agency, what, "chronology", f"{chaser} · {form}")


def _edits(facts: Facts, agency: str, wanted: Wanted, day: date) -> Iterator[tuple[KeyPath, object]]:
    contribution = owed_of(facts, agency).contribution
    if not wanted.initial and contribution not in _WANTED:
        yield ("contribution",), _contribution(facts, contribution)
    yield (wanted.what, "requested"), day
    if wanted.due is not None:
        yield (wanted.what, "due"), wanted.due


def _contribution(facts: Facts, before: str | None) -> str:
    """Return what an agency is to contribute: a chronology, and an IMR where one was wanted or the method asks it."""
    asked = _asked_by_method(facts)
    if before is None and asked is not None and asked in _WANTED:
        return asked
    return "imr-and-chronology" if before == "imr" else "chronology"


def _asked_by_method(facts: Facts) -> str | None:
    """Return what the method of the terms of reference asks of each agency, where the policy says so."""
    method = facts.plan.kind.methods.get(facts.case.terms.method or "")
    return method.asks if method is not None else None


def _template_is_first(facts: Facts) -> bool:
    """Whether this kind of review knows the event of the template being sent, and it has not happened yet."""
    return _SENT in facts.plan.kind.events and facts.timeline.moment(parse_address(_SENT)) is None


def _sent(pen: Pen, facts: Facts, day: date) -> None:
    def change(data: bytes | None) -> bytes:
        text = data if data is not None else diary_text(facts.plan.kind).encode("utf-8")
        return splice_bytes(text, tuple(_SENT.split(".")), day, file=BY_NAME["diary"].path)

    pen.edit(place_of(facts, "diary"), change)


def _told(
    facts: Facts, after: Facts, chosen: Sequence[str], wanted: Wanted, day: date, *, first: bool
) -> Iterator[str]:
    which = "first chronology" if wanted.initial else "chronology"
    for agency in chosen:
        yield f"{facts.case.id}: {agency} was asked for its {which}, {long_day(day)}"
        before, now = owed_of(facts, agency).contribution, owed_of(after, agency).contribution
        if before != now:
            yield f"  it is to contribute: {now}{f' (before: {before})' if before else ''}"
    yield from _wanted_by(after, chosen, wanted)
    yield from _imr_besides(after, chosen)
    if first:
        yield f"  the template went to the agencies ({_SENT}): {long_day(day)}"
    events = [
        *(f"returns[{agency}].{wanted.what}.requested" for agency in chosen),
        *([_SENT] if first else []),
    ]
    follows = (line for event in events for line in consequences(facts, after, parse_address(event)))
    yield from dict.fromkeys(follows)  # What two of them start is said once.


def _imr_besides(after: Facts, chosen: Sequence[str]) -> Iterator[str]:
    """Yield how IMRs are asked for, too, where the method has them and an agency is to send a chronology only."""
    only = any(owed_of(after, agency).contribution == "chronology" for agency in chosen)
    if only and "imr" in (_asked_by_method(after) or ""):
        yield "  The terms of reference ask for IMRs, too. Of whom an IMR is wanted, when its date is agreed:"
        yield f"    reviewctl imr request {after.case.id} AGENCY… --due DATE"


def _wanted_by(after: Facts, chosen: Sequence[str], wanted: Wanted) -> Iterator[str]:
    """Yield by when it is wanted, and how a day that is still to be agreed is recorded."""
    if wanted.due is not None:
        yield f"  wanted by {long_day(wanted.due)}"
        yield from closed_day(after, wanted.due)
        return
    for agency in chosen:
        owed = getattr(owed_of(after, agency), wanted.what)
        if owed is None or owed.due is None:
            yield f"  no day is agreed for {agency} yet; once it is:"
            yield f'    reviewctl record {after.case.id} "returns[{agency}].{wanted.what}.due" DATE'


def papers_for(desk: Desk, wanted: Wanted, agency: str, ending: str) -> tuple[bytes, bytes]:
    """Return the letter to an agency in Word, dated the day on which it is asked, and the form that goes with it.

    The letter is empty for a first chronology, for which there is none. `ending` says what kind of file the form is.
    """
    from reviewctl.exchange.word.letters import word_of

    house = house_style(desk)
    facts = case_facts(desk, wanted.case)
    form = form_bytes(form_for(facts, agency, initial=wanted.initial), ending, house)
    if wanted.initial:
        return b"", form
    return word_of(draft(desk, wanted, agency).letters, house), form


def draft(desk: Desk, wanted: Wanted, agency: str) -> Drawn:
    """Return the letter to one agency. Raises ReviewctlError where the Board's own letter has faults."""
    asked = Asked(name=LETTER, case=wanted.case, item=agency, as_of=happened_on(wanted.on))
    return draw_up(desk, asked)
