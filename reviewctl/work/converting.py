"""What `convert` does: a review becomes one of another kind, and its history stays."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.deadline import Deadline
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import ReviewType
from reviewctl.model.step import cited
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import sources
from reviewctl.store.splice import splice_bytes
from reviewctl.store.strict import read_yaml
from reviewctl.store.template import diary_lines, document_text
from reviewctl.work.desk import Desk
from reviewctl.work.log import facts_ahead, happened_on, listed_keys
from reviewctl.work.nearest import refuse
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.writing import Pen

_DAY = timedelta(days=1)
_SHOWN = 6


class Conversion(Struct, frozen=True, kw_only=True):
    """What a person asked for: the new kind of the case, from which day (today if None), and why."""

    case: str
    type: str
    on: date | None
    because: str | None


def convert_case(desk: Desk, pen: Pen, asked: Conversion) -> Iterator[str]:
    """Make a review one of another kind; yield what to tell: what ended with the old one, what is owed now.

    The id stays, the diary keeps every line, and gets those of the new kind. Raises ReviewctlError for a kind that the
    policy does not have, for a day before the last on which it had another, and where no reason is given for leaving
    a kind that the law may demand before it is decided on.
    """
    facts = case_facts(desk, asked.case)
    kind, day = _kind(desk, facts, asked.type), happened_on(asked.on)
    _refuse_day(facts, day)
    undecided = _undecided(facts)
    if undecided and not (asked.because or "").strip():
        raise ReviewctlError(
            f"Nothing is decided on {facts.case.id} as a {facts.plan.kind.title} ({_sources(facts)}), and what was "
            "open of it ends: that has a reason.",
            f'reviewctl convert {facts.case.id} {kind.type} --because "why it is none" · or decide first: '
            f"reviewctl record {facts.case.id} decision.made DATE",
        )
    # case.yaml comes last: killed before it, the review is still of its old kind, and the command can be repeated.
    pen.edit(place_of(facts, "diary"), lambda data: _with_lines(data, kind))
    made = _add_documents(pen, facts, kind)
    _write_head(pen, facts, kind, day, asked.because)
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: convert {kind.type}"):
        yield f"{facts.case.id}: a {kind.title} from {long_day(day)}; before, a {facts.plan.kind.title}"
        yield "  The id stays: minutes, papers and letters go by it. The diary keeps every line, and has the new ones."
        if made:
            yield f"  added: {', '.join(made)}"
        if undecided:
            yield f"  No decision on it as a {facts.plan.kind.title} is recorded ({_sources(facts)}). If there was one:"
            yield f"    reviewctl record {facts.case.id} decision.made DATE"
        yield from _told(facts, after)
        warn_of_names(desk, facts, asked.because)


def _undecided(facts: Facts) -> bool:
    """Whether the law may demand the review as it is, and nobody is on record as having decided on it."""
    must = any(one.duty == "must" for one in facts.plan.kind.mandates.values())
    return must and "decision.made" in facts.plan.kind.events and facts.happened("decision.made") is None


def _sources(facts: Facts) -> str:
    step = next((one for one in facts.plan.kind.steps if one.until == "decision.made"), None)
    return ", ".join(cited(step.cites)) if step is not None else facts.plan.kind.type


def _told(before: Facts, after: Facts) -> Iterator[str]:
    ended = [one.key for one in before.deadlines if one.open and not _still_open(after, one)]
    if ended:
        yield f"  ended with the old kind: {listed_keys(ended)}"
    known = {one.key for one in before.deadlines if one.open}
    new = [one for one in after.deadlines if one.open and one.key not in known]
    for one in sorted(new, key=lambda one: one.due or date.max)[:_SHOWN]:
        due = f"due {long_day(one.due)}" if one.due is not None else "no limit"
        yield f"  owed now: {one.title}{f' ({one.item})' if one.item else ''}, {due} ({sources(one)})"
    if len(new) > _SHOWN:
        yield f"  and {len(new) - _SHOWN} more: reviewctl deadlines {after.case.id}"
    if not any(one.open for one in after.deadlines):
        yield f"  Nothing is owed at the moment. What has not begun: reviewctl deadlines {after.case.id} --all"


def _still_open(after: Facts, one: Deadline) -> bool:
    now = after.deadline(one.key)
    return now is not None and now.open


def _kind(desk: Desk, facts: Facts, word: str) -> ReviewType:
    policy = desk.register.policies.get(facts.plan.policy)
    types = policy.types if policy is not None else {}
    kind = policy.type_named(word) if policy is not None else None
    if kind is None:
        raise refuse("kind of review", word, sorted(types))
    if kind.type == facts.case.file.type:
        raise ReviewctlError(
            f"{facts.case.id} is a {kind.title} already.",
            f"The other kinds: {', '.join(sorted({*types} - {kind.type}))}.",
        )
    return kind


def _refuse_day(facts: Facts, day: date) -> None:
    """Raise ReviewctlError for a day before the request came, or before the last conversion."""
    last = max((one.until for one in facts.case.file.was if one.until is not None), default=None)
    if last is not None and day <= last + _DAY:
        raise ReviewctlError(
            f"It became a {facts.plan.kind.title} on {long_day(last + _DAY)}, so {long_day(day)} is too early.",
            "Give a later day. A conversion that was a mistake is taken back with: reviewctl undo",
        )
    received = facts.happened("referral.received")
    if received is not None and received.on is not None and day < received.on:
        raise ReviewctlError(
            f"{long_day(day)} is before the request came, on {long_day(received.on)}.",
            "--on is the day from which it is one of the new kind.",
        )


def _write_head(pen: Pen, facts: Facts, kind: ReviewType, day: date, because: str | None) -> None:
    was: dict[str, object] = {"type": facts.case.file.type, "until": day - _DAY}
    if because and because.strip():
        was["because"] = checked_words(because)
    place = ("was", len(facts.case.file.was))

    def change(data: bytes | None) -> bytes:
        return splice_bytes(splice_bytes(data or b"", ("type",), kind.type), place, was)

    pen.edit(place_of(facts, "case"), change)


def _with_lines(data: bytes | None, kind: ReviewType) -> bytes:
    """Return a diary with a blank line for each event of a kind that it does not have yet."""
    text = data if data is not None else document_text("diary", kind.type, {}).encode("utf-8")
    there = read_yaml(text.decode("utf-8"), "diary.yaml").value
    for group, name, comment in diary_lines(kind):
        lines = there.get(group) if isinstance(there, dict) else None
        if not isinstance(lines, dict) or name not in lines:
            text = splice_bytes(text, (group, name), None, comment=comment)
    return text


def _add_documents(pen: Pen, facts: Facts, kind: ReviewType) -> list[str]:
    """Mean to add what the first stage of a kind needs and the case does not have; return the paths."""
    first = kind.stages[0].id if kind.stages else ""
    made = []
    for rule in kind.documents:
        document = BY_NAME.get(rule.document)
        if rule.from_ == first and document is not None and not document.several:
            path = place_of(facts, rule.document)
            if pen.read(path) is None:
                values = {
                    "id": facts.case.id,
                    "type": kind.type,
                    "date": facts.as_of.isoformat(),
                    "agency": "",
                }
                pen.put(path, document_text(rule.document, kind.type, values).encode("utf-8"))
                made.append(path)
    return made
