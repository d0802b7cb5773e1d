"""What `action update`, `met`, `verify` and `impact` do: what an owner said, and what shows that it was done."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.actions.standing import action_lines, line_of
from reviewctl.facts.judged import Facts
from reviewctl.model.actions import Action
from reviewctl.model.address import parse_address
from reviewctl.model.board import Board
from reviewctl.model.event import NOT_KNOWN
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day, plain_day
from reviewctl.work.actions.checking import checked_by
from reviewctl.work.actions.naming import (
    actions_meant,
    listed_ids,
    moment_of,
    moment_words,
    plan_facts,
    progress_of,
)
from reviewctl.work.actions.writing import ProgressPen
from reviewctl.work.desk import Desk
from reviewctl.work.log import check_authority, facts_ahead, happened_on
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.telling import consequences
from reviewctl.work.writing import Pen

_WAITS = {
    "evidence": 'evidence: reviewctl action update {case} {action} --evidence "…"',
    "impact": 'what shows that it helped: reviewctl action impact {case} {action} --found "…"',
}


class Said(Struct, frozen=True, kw_only=True):
    """What an owner reported of one or more actions: in which words, with what evidence, and when.

    `came` is False where the owner was asked and sent nothing: status and note are then the Board's.
    """

    status: str | None = None
    note: str | None = None
    evidence: str | None = None
    on: str | None = None
    came: bool = True


class Tested(Struct, frozen=True, kw_only=True):
    """What was measured and found, by which kind of audit or in the dataset (P-App3), and on which day."""

    found: str
    how: str | None = None
    on: date | None = None


def update(desk: Desk, pen: Pen, word: str, ids: Sequence[str], said: Said) -> Iterator[str]:
    """Record what was reported of actions, once for all of them; yield what to tell.

    Raises ReviewctlError for nothing reported, an action there is not, and a status that is not on the Board's scale.
    """
    facts = plan_facts(desk, word)
    actions = actions_meant(facts, ids)
    status = on_scale(facts.board, said.status)
    note, evidence = given_words(said.note, "note"), given_words(said.evidence, "evidence")
    _refuse_silent(said, reported=bool(status or note or evidence))
    moment = moment_of(said.on)
    known = None if moment == NOT_KNOWN else moment
    book = ProgressPen(pen, facts)
    for action in actions:
        if status or note or not said.came:
            heard = None if said.came else False
            book.add(action.id, "updates", {"on": known, "status": status, "note": note, "heard": heard})
        if evidence:
            book.add(action.id, "evidence", {"on": known, "what": evidence})
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: action update {_ids(actions)}"):
        asked = "" if said.came else "asked, and nothing came"
        parts = (asked, status, "a note" if note else "", "evidence" if evidence else "")
        yield f"{facts.case.id}: {listed_ids(actions)}: {', '.join(filter(None, parts))}, {moment_words(moment)}"
        yield from _meaning(facts.board, status)
        yield from _stands(after, actions)
        warn_of_names(desk, facts, note, evidence)


def _refuse_silent(said: Said, *, reported: bool) -> None:
    """Raise ReviewctlError where nothing is reported, or evidence is with it and yet nothing came."""
    if said.came and not reported:
        raise ReviewctlError(
            "Nothing is reported.",
            'Give --status, --note or --evidence, such as: --note "a draft is out"; or, where the owner was asked and '
            "sent nothing: --nothing-came",
        )
    if not said.came and said.evidence is not None:
        raise ReviewctlError(
            "Evidence is given, so something came.", "Leave out --evidence or --nothing-came, as it was."
        )


def on_scale(board: Board, status: str | None) -> str | None:
    """Return a status in the Board's spelling. Raises ReviewctlError, with the scale, for one that is not on it.

    Where the Board has written no scale down, every word is taken as it is given.
    """
    if status is None or not status.strip():
        return None
    known = {word.casefold(): word for word in board.rag or {}}
    asked = checked_words(status)
    if known and asked.casefold() not in known:
        scale = "; ".join(f"{word} = {means}" for word, means in (board.rag or {}).items())
        raise ReviewctlError("That status is not on the Board's scale.", f"The scale: {scale}.")
    return known.get(asked.casefold(), asked)


def _meaning(board: Board, status: str | None) -> Iterator[str]:
    means = (board.rag or {}).get(status or "")
    if means:
        yield f"  {status} = {means}"


def given_words(text: str | None, what: str) -> str | None:
    """Return words as they will stand. Raises ReviewctlError where they are given and empty, or name somebody."""
    if text is None:
        return None
    if not text.strip():
        raise ReviewctlError(f"The {what} is empty.", f"Say it after --{what}, or leave --{what} out.")
    return checked_words(text)


def met(
    desk: Desk,
    pen: Pen,
    word: str,
    ids: Sequence[str],
    on: str | None,
    shows: str | None,
    note: str | None = None,
) -> Iterator[str]:
    """Record that actions were met, all on one day or in one statement; yield what to tell.

    `note` stands beside the date. Of a day that nobody knows it says why not; what shows it does as well.

    Raises ReviewctlError where one was met already, or the Board decided not to implement it, and where neither says
    why the day is not known.
    """
    facts = plan_facts(desk, word)
    actions = actions_meant(facts, ids)
    moment, evidence = moment_of(on), given_words(shows, "evidence")
    beside = given_words(note, "note") or (evidence if moment == NOT_KNOWN else None)
    if moment == NOT_KNOWN and not beside:
        raise ReviewctlError(
            "Why is the day not known?",
            'Say where it was looked for, such as: --note "the minutes give none"',
        )
    for action in actions:
        _refuse_over(facts, action)
    book = ProgressPen(pen, facts)
    for action in actions:
        book.put(action.id, ("met",), {"on": moment, "note": beside} if beside else moment)
        if evidence:
            day = None if moment == NOT_KNOWN else moment
            book.add(action.id, "evidence", {"on": day, "what": evidence})
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: action met {_ids(actions)}"):
        yield f"{facts.case.id}: {listed_ids(actions)} met, {moment_words(moment)}"
        yield from consequences(facts, after, parse_address(f"actions[{actions[-1].id}].met"))
        yield from _stands(after, actions)
        warn_of_names(desk, facts, evidence, note)


def _refuse_over(facts: Facts, action: Action) -> None:
    line = line_of(facts, action.id)
    if line.state == "met" and line.met:
        raise ReviewctlError(
            f"Action {action.id} was met already: {moment_words(line.met)}.",
            f'Is that wrong? reviewctl record {facts.case.id} "actions[{action.id}].met" DATE --because "…"',
        )
    refuse_given_up(facts, action)


def refuse_given_up(facts: Facts, action: Action) -> None:
    """Raise ReviewctlError for an action that the Board decided not to implement."""
    given_up = progress_of(facts, action).not_implemented
    if given_up is not None and given_up.decided_on is not None:
        raise ReviewctlError(
            f"The Board decided on {long_day(given_up.decided_on)} not to implement action {action.id}.",
            f"Was that taken back? reviewctl action take-up {facts.case.id} {action.id} --decided DATE --reason WORDS",
        )


def verify(desk: Desk, pen: Pen, word: str, ids: Sequence[str], by: str, on: date | None) -> Iterator[str]:
    """Record who checked the evidence of met actions (P-App3); yield what to tell.

    Raises ReviewctlError where an action is not met, or there is no evidence to check, or it was not there yet.
    """
    facts = plan_facts(desk, word)
    actions = actions_meant(facts, ids)
    if by not in facts.plan.kind.meetings:
        check_authority(facts, by, "--by")
    day = happened_on(on)
    for action in actions:
        _refuse_unproven(facts, action, day)
    book = ProgressPen(pen, facts)
    for action in actions:
        book.put(action.id, ("verified",), {"on": day, "by": by})
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: action verify {_ids(actions)}"):
        yield f"{facts.case.id}: evidence of {listed_ids(actions)} checked by {by}, {long_day(day)}"
        yield from _stands(after, actions)


def _refuse_unproven(facts: Facts, action: Action, day: date) -> None:
    case, progress = facts.case.id, progress_of(facts, action)
    moment = facts.happened(f"actions[{action.id}].met")
    if moment is None:
        raise ReviewctlError(
            f"It is not on record that action {action.id} was met, so there is nothing to check yet.",
            f'First: reviewctl action met {case} {action.id} --on DATE --evidence "…"',
        )
    if not progress.evidence:
        raise ReviewctlError(
            f"There is no evidence for action {action.id}, so nothing can have been checked.",
            f'First: reviewctl action update {case} {action.id} --evidence "…"',
        )
    if moment.on is not None and day < moment.on:
        raise ReviewctlError(
            f"Action {action.id} was met on {plain_day(moment.on)}, after {long_day(day)}.",
            "--on is the day on which the evidence was checked.",
        )
    verified = progress.verified
    if verified is not None and verified.on is not None:
        raise ReviewctlError(
            f"The evidence for action {action.id} was checked already, on {long_day(verified.on)}.",
            f'Is that wrong? reviewctl record {case} "actions[{action.id}].verified.on" DATE',
        )


def impact(desk: Desk, pen: Pen, word: str, ids: Sequence[str], tested: Tested) -> Iterator[str]:
    """Record what shows that actions made a difference (P-App3); yield what to tell."""
    facts = plan_facts(desk, word)
    actions = actions_meant(facts, ids)
    what, day = given_words(tested.found, "found"), happened_on(tested.on)
    for action in actions:
        _refuse_before(facts, action, day)
    book = ProgressPen(pen, facts)
    for action in actions:
        book.add(action.id, "impact", {"on": day, "what": what, "how": tested.how})
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: action impact {_ids(actions)}"):
        how = _HOW.get(tested.how or "", "")
        yield f"{facts.case.id}: impact of {listed_ids(actions)} recorded, {long_day(day)}{how}"
        yield from _measures(actions)
        yield from _stands(after, actions)
        warn_of_names(desk, facts, what)


_HOW = {
    "single-agency-audit": ", by an audit of one agency",
    "multi-agency-audit": ", by a multi-agency audit",
    "dataset": ", in the dataset",
}


def _refuse_before(facts: Facts, action: Action, day: date) -> None:
    """Raise ReviewctlError where an impact would be older than the action."""
    moment = facts.happened(f"actions[{action.id}].met")
    first = moment.on if moment is not None else None
    if first is not None and day < first:
        raise ReviewctlError(
            f"Action {action.id} was met on {plain_day(first)}, so on {long_day(day)} it had made no difference yet.",
            "--on is the day on which it was measured.",
        )


def _measures(actions: Sequence[Action]) -> Iterator[str]:
    for action in actions:
        if action.measure:
            yield f"  action {action.id} was to be measured by: {action.measure}"


def _stands(after: Facts, actions: Sequence[Action]) -> Iterator[str]:
    """Yield what each action that is met still waits for, and the command that records it."""
    lines = {one.action: one for one in action_lines(after)}
    for action in actions:
        awaiting = lines[action.id].awaiting if action.id in lines else ()
        if awaiting:
            words = _WAITS.get(awaiting[0])
            what = (
                words.format(case=after.case.id, action=action.id) if words else checked_by(after, action.id)
            )
            yield f"  action {action.id} waits for {what}"


def _ids(actions: Sequence[Action]) -> str:
    return ", ".join(one.id for one in actions)
