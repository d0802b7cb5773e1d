"""What `urgent` does: issues that cannot wait for the report, and the answers to them (P§11)."""

import difflib
from collections.abc import Iterator
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.facts.urgent import unanswered
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.log import UrgentIssue
from reviewctl.render.dates import long_day
from reviewctl.store.splice import splice_bytes
from reviewctl.work.desk import Desk
from reviewctl.work.log import append_entry, happened_on, log_path, said
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen

BODIES = ("executive", "board")
"""To whom an urgent issue is brought: "the attention of the Executive/Board" (P§11)."""


def add_issue(desk: Desk, pen: Pen, word: str, text: str, to: str, on: date | None) -> Iterator[str]:
    """Record an urgent issue; yield what to tell. Raises ReviewctlError for an empty one, or a body unknown."""
    facts = case_facts(desk, word)
    body = _body(to)
    if not text.strip():
        raise ReviewctlError(
            "The issue is empty.", 'reviewctl urgent add CASE "what cannot wait" --to executive'
        )
    day, number = happened_on(on), _next(facts)
    entry = {"id": int(number), "raised": day, "what": checked_words(text), "to": body}
    append_entry(pen, facts, "urgent", entry)
    if pen.done(f"{facts.case.id}: urgent add {number}"):
        yield f"{facts.case.id}: urgent issue {number}, brought to the {body} on {long_day(day)} (P§11)"
        yield "  It stays open until it is answered. When it is:"
        yield f"    reviewctl urgent answer {facts.case.id} {number} --on DATE"
        warn_of_names(desk, facts, text)


def answer_issue(
    desk: Desk, pen: Pen, word: str, number: str, on: date | None, answer: str | None
) -> Iterator[str]:
    """Record that an urgent issue was answered; yield what to tell. Raises ReviewctlError for one that is not open."""
    facts = case_facts(desk, word)
    day = happened_on(on)
    place, issue = _issue(facts, number)
    said_back = checked_words(answer or "")
    if issue.answered is not None:
        raise ReviewctlError(
            f"Urgent issue {number} was answered on {long_day(issue.answered)}.",
            f'A wrong day: reviewctl record {facts.case.id} "log.urgent[{number}].answered" DATE',
        )
    if issue.raised is not None and day < issue.raised:
        raise ReviewctlError(
            f"It was raised on {long_day(issue.raised)}, after {long_day(day)}.",
            "Give the day of the answer.",
        )

    def change(data: bytes | None) -> bytes:
        made = splice_bytes(data or b"", ("urgent", place, "answered"), day)
        return splice_bytes(made, ("urgent", place, "answer"), said_back) if said_back else made

    pen.edit(log_path(facts), change)
    if pen.done(f"{facts.case.id}: urgent answer {number}"):
        yield f"{facts.case.id}: urgent issue {number} answered, {long_day(day)}{_after(issue, day)}"
        warn_of_names(desk, facts, answer)


def _after(issue: UrgentIssue, day: date) -> str:
    days = (day - issue.raised).days if issue.raised is not None else 0
    return f", after {days} {'day' if days == 1 else 'days'}" if days else ""


def _body(word: str) -> str:
    if word.strip().casefold() in BODIES:
        return word.strip().casefold()
    near = difflib.get_close_matches(word.casefold(), BODIES, 1, 0.5)
    raise ReviewctlError(
        f"--to is executive or board{f'; did you mean {near[0]}?' if near else '.'}",
        "An urgent issue is brought to the attention of the Executive or the Board (P§11).",
    )


def _issue(facts: Facts, word: str) -> tuple[int, UrgentIssue]:
    """Return the place of the issue that a person named by its number, and the issue."""
    issues = facts.case.log.urgent
    for place, one in enumerate(issues):
        if word == (one.id or str(place + 1)):
            return place, one
    open_ = [one.name for one in unanswered(facts.case.log, facts.as_of)]
    raise ReviewctlError(
        f"There is no urgent issue {said(word)} in this review.",
        f"Not answered yet: {', '.join(open_)}." if open_ else "None is without an answer.",
    )


def _next(facts: Facts) -> str:
    """Return the next free number of an issue."""
    used = [int(one.id) for one in facts.case.log.urgent if one.id and one.id.isdecimal()]
    return str(max([*used, len(facts.case.log.urgent)]) + 1)
