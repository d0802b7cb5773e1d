"""What `note` does, and what every entry in a log needs: the step meant, who agreed, and the day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.deadline import Deadline
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.dates import long_day
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loader
from reviewctl.work.nearest import nearest
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.writing import Pen

_MOST = 12
"""So many steps a hint names; a longer list is not read."""
ENDED = ("met", "met-late", "waived", "not-applicable")
"""The states in which nothing of a step is left to be done."""


class Asked(Struct, frozen=True, kw_only=True):
    """What a person asked to be recorded of one step: why, and who agreed to it on which day (today if None)."""

    case: str
    step: str
    reason: str
    agreed_by: str
    on: date | None


def add_note(desk: Desk, pen: Pen, word: str, text: str, on: date | None, by: str | None) -> Iterator[str]:
    """Write a note; yield what to tell. Raises ReviewctlError for an empty one or a day still to come."""
    if not text.strip():
        raise ReviewctlError("The note is empty.", 'reviewctl note CASE "what is to be remembered"')
    facts = log_facts(desk, word)
    if by is not None:
        check_authority(facts, by, "--by")
    day = happened_on(on)
    append_entry(pen, facts, "notes", {"on": day, "by": by, "text": checked_words(text)})
    if pen.done(f"{named(facts)}: note"):
        yield f"{named(facts)}: noted, {long_day(day)}"
        warn_of_names(desk, facts, text)


def log_facts(desk: Desk, word: str) -> Facts:
    """Return the facts of the case that a person named, or with `board` those of the register itself."""
    if word != "board":
        return case_facts(desk, word)
    own = Loader(desk.register, today()).own()
    if own is None:
        raise ReviewctlError(
            "The register has no steps of its own here.", "Go to your register: reviewctl -C FOLDER …"
        )
    return own


def named(facts: Facts) -> str:
    """Return how the case is named on the command line; the register itself is `board`."""
    return facts.case.id or "board"


def permission(facts: Facts, asked: Asked, step: str, why: str) -> dict[str, object]:
    """Return an entry of the log on one step; `why` is the hint where the reason is empty.

    Raises ReviewctlError for no reason, nobody who agreed, or a day before the request came.
    """
    check_authority(facts, asked.agreed_by)
    reason = said_why(asked.reason, why)
    on = happened_on(asked.on)
    _refuse_before_the_request(facts, on)
    return {"step": step, "reason": reason, "agreed_by": asked.agreed_by, "on": on}


def _refuse_before_the_request(facts: Facts, on: date) -> None:
    """Raise ReviewctlError for an agreement older than the review itself."""
    received = facts.happened("referral.received")
    if received is not None and received.on is not None and on < received.on:
        raise ReviewctlError(
            f"{long_day(on)} is before the request came, on {long_day(received.on)}.",
            "--on is the day on which it was agreed.",
        )


def said_why(reason: str, hint: str) -> str:
    """Return a reason as it will stand. Raises ReviewctlError where it is empty, or names somebody for certain."""
    if not reason.strip():
        raise ReviewctlError("The reason is empty.", hint)
    return checked_words(reason)


def step_meant(facts: Facts, word: str) -> Deadline:
    """Return the deadline of the step that a person named, with its item where it has one.

    An agency may be named as the Board's list names it: `imr[GMP]`. Raises ReviewctlError, with what was meant.
    """
    known = {one.key: one for one in facts.deadlines}
    key = with_agency(facts, word, known)
    if key in known:
        return known[key]
    step, bracket, _ = key.partition("[")
    items = [one for one in known if one.startswith(f"{step}[")]
    if items:
        raise ReviewctlError(
            f"The step {step} runs for each of several, and {said(word)} is none of them."
            if bracket
            else f"The step {step} runs for each of several.",
            f"Say which: {listed_keys(items)}",
        )
    if step in known:
        raise ReviewctlError(f"There is no {said(word)} now.", f"The step is named alone: {step}")
    raise no_such_step(facts, word, known)


def with_agency(facts: Facts, word: str, known: Mapping[str, object]) -> str:
    """Return a step with an agency's id in its brackets, where a name or initials were written."""
    step, bracket, rest = word.strip().partition("[")
    agency = facts.board.named(rest.removesuffix("]")) if bracket and word not in known else None
    return f"{step}[{agency.id}]" if agency is not None else word.strip()


def no_such_step(facts: Facts, word: str, known: Iterable[str]) -> ReviewctlError:
    """Return the error for a word that names no step: with the nearest that does, and with what has a date."""
    by_title = {one.title: one.key for one in facts.deadlines}
    near = nearest(word, known, 1) or [by_title[title] for title in nearest(word, by_title, 1)]
    dated = [one.key for one in facts.deadlines if one.open and one.due is not None]
    running = f"With a date now: {listed_keys(dated)} · all" if dated else "All"
    return ReviewctlError(
        f"This review has no such step{f'; did you mean {near[0]}?' if near else '.'}"
        if facts.case.id
        else f"The register has no such step of its own{f'; did you mean {near[0]}?' if near else '.'}",
        f"{running} of them: reviewctl deadlines {named(facts)} --all --working",
    )


def listed_keys(keys: Iterable[str]) -> str:
    """Return steps for a hint, in quotes where a shell would take their brackets for its own."""
    shown = [quoted_key(one) for one in keys]
    return ", ".join(shown[:_MOST]) + (" …" if len(shown) > _MOST else "")


def quoted_key(key: str) -> str:
    """Return a step's name as it is typed: in quotes where it has brackets."""
    return f'"{key}"' if "[" in key else key


def said(word: str) -> str:
    """Return a word that a person typed, where it can be shown; it may be a name."""
    plain = word.isascii() and word.isprintable() and len(word) <= 60
    return f'"{word}"' if plain else "what was written"


def check_authority(facts: Facts, word: str, option: str = "--agreed-by") -> None:
    """Raise ReviewctlError where `word` is neither a role of the policy nor a person of board.yaml."""
    roles = facts.plan.pack.roles
    if word in roles or facts.board.person(word) is not None:
        return
    near = nearest(word, roles, 1)
    raise ReviewctlError(
        f"{option} is a role of the policy or a person's id{f'; did you mean {near[0]}?' if near else '.'}",
        f"Roles: {', '.join(_at_work(facts))}.",
    )


def _at_work(facts: Facts) -> list[str]:
    """Return the roles that have something to do in a review of its kind; all, where none has."""
    roles = facts.plan.pack.roles
    doing = {step.who for step in facts.plan.kind.steps}
    return [role for role in roles if role in doing] or list(roles)


def happened_on(on: date | None, option: str = "--on") -> date:
    """Return the day on which something happened, today for None. Raises ReviewctlError for one to come."""
    if on is not None and on > today():
        raise ReviewctlError(
            f"{long_day(on)} is still to come.", f"{option} is the day on which it happened."
        )
    return on or today()


def log_path(facts: Facts) -> str:
    """Return where the log of a case, or of the register, lies in the register."""
    return place_of(facts, "log")


def append_entry(pen: Pen, facts: Facts, part: str, entry: Mapping[str, object]) -> None:
    """Mean to add an entry to a list of the log, which is made where it is missing."""
    append_entries(pen, facts, part, (entry,))


def append_entries(pen: Pen, facts: Facts, part: str, entries: Sequence[Mapping[str, object]]) -> None:
    """Mean to add entries, in this order, to a list of the log; what is None in one is left out of it."""
    held = len(getattr(facts.case.log, part))

    def change(data: bytes | None) -> bytes:
        text = data if data is not None else document_text("log", facts.plan.kind.type, {}).encode("utf-8")
        for place, entry in enumerate(entries, held):
            filled = {key: value for key, value in entry.items() if value is not None}
            text = splice_bytes(text, (part, place), filled)
        return text

    pen.edit(log_path(facts), change)


def facts_ahead(pen: Pen, facts: Facts) -> Facts:
    """Return the facts as they will be when all that is meant is written; as they are where it cannot be read."""
    ahead = Loader(pen.ahead(), today())
    return (ahead.load(facts.case.folder).facts if facts.case.id else ahead.own()) or facts
