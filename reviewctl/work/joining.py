"""What `convert --joins` does: a referral joins another review, or two reviews are held together (P§6)."""

import re
from collections.abc import Container, Iterator
from datetime import date
from typing import NoReturn

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.address import parse_address
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.store.find import case_folders
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.desk import Desk
from reviewctl.work.joint import CASE_ID
from reviewctl.work.log import facts_ahead, happened_on, listed_keys
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.pseudonyms import may_be_a_name
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.writing import Pen

_JOINED = "joined"
_NEARLY_ID = re.compile(r"[A-Za-z]{2,8}-[0-9]{4}-[0-9]{1,4}")


class Joining(Struct, frozen=True, kw_only=True):
    """What a person asked for: the case, the other review (an id, or words for another body's), the day and why."""

    case: str
    other: str
    on: date | None
    because: str | None


def join_case(desk: Desk, pen: Pen, asked: Joining) -> Iterator[str]:
    """Record that a review is held with another; yield what to tell.

    Both name each other. Where nothing is decided yet, the decision is that it joins, with its reasons; where a review
    was decided on, it stays one. Whatever was asked of anybody, and told, stays. Raises ReviewctlError for a case that
    is held with the other already, and for a decision without reasons.
    """
    facts = case_facts(desk, asked.case)
    other = _other(desk, asked.other)
    name = other.case.id if other is not None else _words(asked.other)
    day = happened_on(asked.on)
    links = list(_links(facts, other, name))
    if not links and not _half_decided(facts, name):
        raise ReviewctlError(
            f"{facts.case.id} is held with {name} already.", f"See it: reviewctl show {facts.case.id}"
        )
    if other is not None and other.case.id == facts.case.id:
        raise ReviewctlError("A review cannot join itself.", "Name the other one after --joins.")
    # Killed at any moment, it is done by being typed again: the reasons stand before what says that it joined.
    said = list(_decide(pen, facts, name, day, asked.because))
    for one, joins in links:
        _link(pen, one, joins)
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: joins {name if other is not None else 'another review'}"):
        each = "; each names the other" if other is not None else ""
        yield f"{facts.case.id}: held with {name} from {long_day(day)}{each}"
        if other is None:
            yield "  The other is not in this register, so it is named in words and its dates are not kept here."
        yield from said
        owed = [one.key for one in after.deadlines if one.open]
        yield f"  still owed: {listed_keys(owed)}" if owed else "  Nothing is owed in it any more."
        warn_of_names(desk, facts, asked.because)


def _other(desk: Desk, word: str) -> Facts | None:
    """Return the facts of the other review, or None for one that another body keeps, named in words."""
    names = {name.casefold() for name in desk.register.by_id}
    if word.casefold() in names or CASE_ID.fullmatch(word.upper()) or word.partition("-")[0].isdecimal():
        case_folders(desk.register, (word,), desk.folder)
        return case_facts(desk, word)
    if _NEARLY_ID.fullmatch(word):
        _refuse_id(word, names)
    return None


def _refuse_id(word: str, names: Container[str]) -> NoReturn:
    """Raise what stands against a word that was meant for an id: it would be taken for another body's review."""
    start, _, number = word.upper().rpartition("-")
    meant = f"{start}-{int(number):03}"
    asked = f" Did you mean {meant}?" if meant.casefold() in names else ""
    raise ReviewctlError(
        f"There is no case {word} here, and no id has that form.{asked}",
        "An id ends in three digits, such as DHR-2026-001. One that another body keeps is named by words: "
        '--joins "DHR of the Community Safety Partnership"',
    )


def _words(word: str) -> str:
    if not word.strip() or may_be_a_name(word):
        raise ReviewctlError(
            "The other review is an id, or neutral words for one that another body keeps; never a person's name.",
            'For example: --joins DHR-2026-001, or --joins "DHR of the Community Safety Partnership"',
        )
    return word.strip()


def _links(facts: Facts, other: Facts | None, name: str) -> Iterator[tuple[Facts, str]]:
    """Yield each of the two that does not name the other yet, with the name that it lacks."""
    if other is not None and facts.case.id not in other.case.file.joint_with:
        yield other, facts.case.id
    if name not in facts.case.file.joint_with:
        yield facts, name


def _half_decided(facts: Facts, name: str) -> bool:
    """Whether the decision that it joins the other lacks still: nothing was decided, or the day is not recorded."""
    if "decision.made" not in facts.plan.kind.events or facts.happened("decision.made") is not None:
        return False
    return facts.case.decision.outcome is None or _joins(facts, name)


def _joins(facts: Facts, name: str) -> bool:
    return (facts.case.decision.outcome, facts.case.decision.pathway) == (_JOINED, name)


def _link(pen: Pen, facts: Facts, name: str) -> None:
    place = ("joint_with", len(facts.case.file.joint_with))
    pen.edit(place_of(facts, "case"), lambda data: splice_bytes(data or b"", place, name))


def _decide(pen: Pen, facts: Facts, name: str, day: date, because: str | None) -> Iterator[str]:
    """Mean to record that the referral joins the other, where nothing was decided yet; yield what to tell."""
    kind = facts.plan.kind
    event = next((at for at, rule in kind.events.items() if _JOINED in rule.outcomes), None)
    if event is not None and facts.happened(event) is None and "[" not in event:
        _record(pen, facts, event, {"on": day, "outcome": _JOINED})
        yield f"  {event}: {long_day(day)}, {_JOINED}"
        return
    if "decision.made" not in kind.events:
        return
    if not _half_decided(facts, name):
        yield from _stays(facts, name)
        return
    if not _joins(facts, name):
        _write_decision(pen, facts, name, _reasons(facts, name, because))
    _record(pen, facts, "decision.made", day)
    yield f"  decision: {_JOINED}, {long_day(day)}; its reasons are in decision.md"


def _stays(facts: Facts, name: str) -> Iterator[str]:
    outcome = facts.case.decision.outcome or "not recorded"
    if not _joins(facts, name):
        yield f"  The decision stays as it is ({outcome}): what was decided is not changed by holding them together."


def _reasons(facts: Facts, name: str, because: str | None) -> str:
    reasons = checked_words(because or "")
    if not reasons:
        raise ReviewctlError(
            "Why does it join the other? It is a decision, and a decision has its reasons (P§1, P§5).",
            f'reviewctl convert {facts.case.id} --joins {name} --because "the same death"',
        )
    return reasons


def _write_decision(pen: Pen, facts: Facts, name: str, reasons: str) -> None:
    kind = facts.plan.kind
    decider = next((step.who for step in kind.steps if step.until == "decision.made"), None)
    values = {"id": facts.case.id, "type": kind.type, "date": facts.as_of.isoformat(), "agency": ""}

    def change(data: bytes | None) -> bytes:
        text = data if data is not None else document_text("decision", kind.type, values).encode("utf-8")
        facts_of = {"outcome": _JOINED, "pathway": name}
        if decider is not None and facts.case.decision.decided_by is None:
            facts_of["decided_by"] = decider
        for field, value in facts_of.items():
            text = splice_bytes(text, (field,), value, front=True)
        end = b"\r\n" if b"\r\n" in text else b"\n"
        return text.rstrip() + end + end + reasons.encode("utf-8") + end

    pen.edit(place_of(facts, "decision"), change)


def _record(pen: Pen, facts: Facts, event: str, value: object) -> None:
    address = parse_address(event)
    way = (address.head, *address.fields)
    pen.edit(place_of(facts, "diary"), lambda data: splice_bytes(data or b"", way, value))
