"""What `note` and `late` do: one more entry in a case's log."""

import difflib
from collections.abc import Iterator
from datetime import date

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.desk import Desk
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen


def add_note(desk: Desk, pen: Pen, word: str, text: str, on: date | None, by: str | None) -> Iterator[str]:
    """Write a note; yield what to tell. Raises ReviewctlError for an empty one or a day still to come."""
    if not text.strip():
        raise ReviewctlError("The note is empty.", 'reviewctl note CASE "what is to be remembered"')
    facts = case_facts(desk, word)
    if by is not None:
        check_authority(facts, by, "--by")
    day = _happened(on)
    entry: dict[str, object] = {"on": day, "by": by, "text": text.strip()}
    _append(pen, facts, "notes", entry)
    if pen.done(f"{facts.case.id}: note"):
        yield f"{facts.case.id}: noted, {long_day(day)}"


def add_lateness(
    desk: Desk, pen: Pen, word: str, step: str, reason: str, agreed_by: str, on: date | None
) -> Iterator[str]:
    """Record why a step is late; yield what to tell. Raises ReviewctlError for a step or role unknown."""
    facts = case_facts(desk, word)
    known = [one.key for one in facts.deadlines]
    if step not in known:
        near = difflib.get_close_matches(step, known, 1, 0.5)
        raise ReviewctlError(
            f"This review has no such step{f'; did you mean {near[0]}?' if near else '.'}",
            f"See them all: reviewctl deadlines {facts.case.id} --all --working",
        )
    check_authority(facts, agreed_by)
    if not reason.strip():
        raise ReviewctlError("The reason is empty.", "Say why it is late, in neutral words.")
    day = _happened(on)
    entry: dict[str, object] = {"step": step, "reason": reason.strip(), "agreed_by": agreed_by, "on": day}
    _append(pen, facts, "late", entry)
    if pen.done(f"{facts.case.id}: late {step}"):
        yield f"{facts.case.id}: reason recorded for {step}, agreed by {agreed_by}, {long_day(day)}"


def check_authority(facts: Facts, word: str, option: str = "--agreed-by") -> None:
    """Raise ReviewctlError where `word` is neither a role of the policy nor a person of board.yaml."""
    roles = facts.plan.pack.roles
    if word in roles or facts.board.person(word) is not None:
        return
    near = difflib.get_close_matches(word, roles, 1, 0.5)
    raise ReviewctlError(
        f"{option} is a role of the policy or a person's id{f'; did you mean {near[0]}?' if near else '.'}",
        f"Roles: {', '.join(roles)}.",
    )


def _happened(on: date | None) -> date:
    if on is not None and on > today():
        raise ReviewctlError(f"{long_day(on)} is still to come.", "--on is the day on which it happened.")
    return on or today()


def _append(pen: Pen, facts: Facts, part: str, entry: dict[str, object]) -> None:
    """Mean to add an entry to a list of the log, which is made where it is missing."""
    folder = facts.case.folder
    path = f"{folder}/{BY_NAME['log'].path}" if folder else BY_NAME["log"].path
    filled = {key: value for key, value in entry.items() if value is not None}

    def change(data: bytes | None) -> bytes:
        text = data if data is not None else document_text("log", facts.plan.kind.type, {}).encode("utf-8")
        return splice_bytes(text, (part, len(getattr(facts.case.log, part))), filled)

    pen.edit(path, change)
