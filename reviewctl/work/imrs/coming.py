"""What `imr receive`, `send-back`, `present` and `close` do: how an IMR came, came again, and what became of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.address import parse_address
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.review import minutes_of
from reviewctl.render.dates import long_day
from reviewctl.work.desk import Desk
from reviewctl.work.log import facts_ahead, happened_on
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts
from reviewctl.work.returning import CLOSED, agency_meant, edit_returns, owed_of, refuse_early
from reviewctl.work.telling import consequences, troubles
from reviewctl.work.writing import Pen

Edits = list[tuple[KeyPath, object]]


class Came(Struct, frozen=True, kw_only=True):
    """An IMR that came: on which day, what the agency says of its own checks, and who wrote it."""

    on: date | None = None
    quality_assured: date | None = None
    signed_off: date | None = None
    author_role: str | None = None
    independent: bool | None = None


def receive(desk: Desk, pen: Pen, word: str, agency_word: str, came: Came) -> Iterator[str]:
    """Record that an IMR came, or came again after it was sent back; yield what to tell.

    Raises ReviewctlError where it has come already, and was not sent back.
    """
    facts = case_facts(desk, word)
    agency = agency_meant(facts, agency_word)
    day = happened_on(came.on)
    back = _sent_back(facts, agency)
    submitted = facts.happened(f"returns[{agency}].imr.submitted")
    if submitted is not None and not back:
        raise ReviewctlError(
            f"The IMR of {agency} came already{f', on {long_day(submitted.on)}' if submitted.on else ''}.",
            f'What was left out: reviewctl record {facts.case.id} "returns[{agency}].imr.signed_off" DATE, likewise '
            "quality_assured, author_role, author_independent · does the panel want it done again? reviewctl imr "
            f"send-back {facts.case.id} {agency} --because …",
        )
    last = len(owed_of(facts, agency).rounds) - 1
    at = "rounds.last.resubmitted" if back else "imr.submitted"
    here: KeyPath = ("rounds", last, "resubmitted") if back else ("imr", "submitted")
    edit_returns(pen, facts, agency, [(here, day), *_said_of_it(came)])
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: imr receive {agency}"):
        again = " again" if back else ""
        yield f"{facts.case.id}: the IMR of {agency} came{again}, {long_day(day)}"
        yield from consequences(facts, after, parse_address(f"returns[{agency}].{at}"))
        yield from troubles(facts, after)
        yield f"  into the record: reviewctl import imr FILE.docx --case {facts.case.id} --agency {agency}"
        warn_of_names(desk, facts, came.author_role)


def _said_of_it(came: Came) -> Edits:
    said = {
        "quality_assured": came.quality_assured and happened_on(came.quality_assured),
        "signed_off": came.signed_off and happened_on(came.signed_off),
        "author_role": checked_words(came.author_role or "") or None,
        "author_independent": came.independent,
    }
    return [(("imr", field), value) for field, value in said.items() if value is not None]


def _sent_back(facts: Facts, agency: str) -> bool:
    """Whether the IMR was sent back and has not come again."""
    at = f"returns[{agency}].rounds.last"
    return facts.happened(f"{at}.sent_back") is not None and facts.happened(f"{at}.resubmitted") is None


def send_back(
    desk: Desk, pen: Pen, word: str, agency_word: str, because: str, due: date | None, on: date | None
) -> Iterator[str]:
    """Record that an IMR was sent back, why, and by when it is wanted again; yield what to tell.

    Raises ReviewctlError where it has not come, or was sent back already, or no reason is given.
    """
    facts = case_facts(desk, word)
    agency = agency_meant(facts, agency_word)
    day = happened_on(on)
    _refuse_not_here(facts, agency, "go back")
    _refuse_before_it_came(facts, agency, day)
    reason = checked_words(because)
    if not reason:
        raise ReviewctlError("What is wanted of it?", "Say it in neutral words after --because.")
    refuse_early("IMR", due, day, "sent back")
    round_ = {"sent_back": day, "because": reason, **({"due": due} if due is not None else {})}
    count = len(owed_of(facts, agency).rounds)
    edit_returns(pen, facts, agency, [(("rounds", count), round_)])
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: imr send-back {agency}"):
        yield f"{facts.case.id}: the IMR of {agency} was sent back, {long_day(day)} (round {count + 1})"
        yield from consequences(facts, after, parse_address(f"returns[{agency}].rounds.last.sent_back"))
        if due is None:
            yield "  No date is agreed for it to come again. Once it is:"
            yield f'    reviewctl record {facts.case.id} "returns[{agency}].rounds[{count + 1}].due" DATE'
        warn_of_names(desk, facts, reason)


def _refuse_not_here(facts: Facts, agency: str, what: str) -> None:
    """Raise ReviewctlError where an IMR has not come, or went back, so that it cannot go back or be presented."""
    case = facts.case.id
    if facts.happened(f"returns[{agency}].imr.submitted") is None:
        raise ReviewctlError(
            f"It is not on record that the IMR of {agency} came, so it cannot {what}.",
            f"First: reviewctl imr receive {case} {agency} --on DATE",
        )
    if _sent_back(facts, agency):
        raise ReviewctlError(
            f"The IMR of {agency} was sent back, and has not come again.",
            f"When it has: reviewctl imr receive {case} {agency}",
        )


def _refuse_before_it_came(facts: Facts, agency: str, day: date) -> None:
    """Raise ReviewctlError where an IMR would go back on a day before the one on which it came last."""
    addresses = (f"returns[{agency}].rounds.last.resubmitted", f"returns[{agency}].imr.submitted")
    at, came = next(
        ((at, found.on) for at in addresses if (found := facts.happened(at)) is not None), ("", None)
    )
    if came is not None and day < came:
        raise ReviewctlError(
            f"The IMR of {agency} came on {long_day(came)}, so it cannot have gone back on {long_day(day)}.",
            f"Give a later day after --on. If the day on which it came is wrong: reviewctl record {facts.case.id} "
            f'"{at}" DATE',
        )


def present(
    desk: Desk, pen: Pen, word: str, agencies: Sequence[str], on: date | None, meeting: str | None
) -> Iterator[str]:
    """Record that authors presented their IMRs to the panel (P§14); yield what to tell.

    Without agencies: all whose IMR has come and is not presented. Raises ReviewctlError where there is none, or an
    IMR has not come.
    """
    facts = case_facts(desk, word)
    day = happened_on(_day_of(facts, meeting) if meeting is not None else on)
    chosen = [agency_meant(facts, one) for one in dict.fromkeys(agencies)] or _to_present(facts, day)
    if not chosen:
        raise ReviewctlError(
            f"No IMR of {facts.case.id} had come by {long_day(day)} and was still to be presented.",
            f"What has come: reviewctl imr status {facts.case.id}",
        )
    for agency in chosen:
        _refuse_to_present(facts, agency, day)
    for agency in chosen:
        edit_returns(pen, facts, agency, [(("imr", "presented"), day)])
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: imr present {' '.join(chosen)}"):
        if not any(
            one.kind == "panel" and one.status == "held" and one.date == day for one in facts.meetings
        ):
            yield f"  No panel meeting was held on {long_day(day)}, by the record. The day of one: --meeting panel,2"
        for agency in chosen:
            yield f"{facts.case.id}: the IMR of {agency} was presented to the panel, {long_day(day)}"
            follows = consequences(facts, after, parse_address(f"returns[{agency}].imr.presented"))
            yield from (line for line in follows if f"({agency})" in line)
        yield from troubles(facts, after)


def _day_of(facts: Facts, meeting: str) -> date:
    found = next(
        (one for one in facts.meetings if meeting in (one.meeting, f"{one.kind},{one.number}")), None
    )
    held = found is not None and found.status == "held"
    if found is None or not held:
        known = [f"{one.kind},{one.number}" for one in facts.meetings if one.status == "held"]
        raise ReviewctlError(
            f"There is no such meeting of {facts.case.id} that was held.",
            _held(facts, known),
        )
    return minutes_of(next(one for one in facts.case.meetings if one.path == found.path)).date


def _held(facts: Facts, known: list[str]) -> str:
    if known:
        return f"There is: {', '.join(known)}."
    return f"Record it first: reviewctl meeting held {facts.case.id} panel,2 --present …"


def _to_present(facts: Facts, day: date) -> list[str]:
    came = {agency: facts.happened(f"returns[{agency}].imr.submitted") for agency in facts.case.returns}
    return [
        agency
        for agency, moment in came.items()
        if moment is not None
        and (moment.on is None or moment.on <= day)
        and not _sent_back(facts, agency)
        and facts.happened(f"returns[{agency}].imr.presented") is None
    ]


def _refuse_to_present(facts: Facts, agency: str, day: date) -> None:
    _refuse_not_here(facts, agency, "be presented")
    came = facts.happened(f"returns[{agency}].imr.submitted")
    if came is not None and came.on is not None and came.exact and day < came.on:
        raise ReviewctlError(
            f"The IMR of {agency} came on {long_day(came.on)}, and would be presented on {long_day(day)}, before it.",
            "Give the day on which it was: --on DATE, or the meeting: --meeting panel,2",
        )
    presented = facts.happened(f"returns[{agency}].imr.presented")
    if presented is not None:
        raise ReviewctlError(
            f"The IMR of {agency} was presented already{f', on {long_day(presented.on)}' if presented.on else ''}.",
            f'Another day: reviewctl record {facts.case.id} "returns[{agency}].imr.presented" DATE --because …',
        )


def close(desk: Desk, pen: Pen, word: str, agency_word: str, outcome: str, reason: str) -> Iterator[str]:
    """Record that nothing more will come from an agency, and why; yield what to tell.

    Raises ReviewctlError without a reason: every member of the Board must co-operate (F§5.4.4); and where its IMR has
    come and no chronology is owed, for then there is nothing to be given up.
    """
    facts = case_facts(desk, word)
    agency = agency_meant(facts, agency_word)
    words = checked_words(reason)
    if not words:
        raise ReviewctlError(
            "Why will nothing more come? Every member of the Board must co-operate (F§5.4.4).",
            "Say it in neutral words after --reason.",
        )
    _refuse_all_came(facts, agency)
    edit_returns(pen, facts, agency, [(("outcome",), outcome), (("reason",), words)])
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: imr close {agency}"):
        yield f"{facts.case.id}: nothing more will come from {agency} ({outcome})"
        if outcome in CLOSED[:1]:
            yield "  Take it to the Executive or the Board, and record that it went there (F§5.4.4):"
            yield f'    reviewctl urgent add {facts.case.id} "{agency} declined to contribute" --to executive'
        yield from troubles(facts, after)
        warn_of_names(desk, facts, words)


def _refuse_all_came(facts: Facts, agency: str) -> None:
    came = facts.happened(f"returns[{agency}].imr.submitted")
    ends = ("chronology.requested", "chronology.returned", "information.returned")
    owed = any(one.open and one.item == agency and one.until.endswith(ends) for one in facts.deadlines)
    if came is not None and not owed and not _sent_back(facts, agency):
        raise ReviewctlError(
            f"The IMR of {agency} came{f' on {long_day(came.on)}' if came.on else ''}, and nothing else is owed.",
            f"What is on record: reviewctl imr status {facts.case.id}",
        )
