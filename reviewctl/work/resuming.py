"""What `resume` does: steps that stood still go on, or what was to stand still is called off."""

from collections.abc import Iterator, Sequence
from datetime import date

from reviewctl.facts.calendar import today
from reviewctl.facts.holds import lasting
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.log import Suspension
from reviewctl.render.dates import long_day
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.desk import Desk
from reviewctl.work.log import facts_ahead, happened_on, listed_keys, log_facts, log_path, named
from reviewctl.work.pausing import (
    covered,
    first_day,
    in_hand,
    is_ahead,
    keys_of,
    what_steps,
    whose,
    word_meant,
)
from reviewctl.work.writing import Pen

_FIELDS = ("steps", "except_", "from_", "until", "reason", "asked_by", "agreed_by", "ask_again")


def add_resumption(desk: Desk, pen: Pen, word: str, steps: Sequence[str], on: date) -> Iterator[str]:
    """Record that steps go on; yield what to tell: the new date of each.

    Where only a part of what stands still goes on, its entry is split, and nothing of it is lost. Where all that is
    meant is still to come, it is called off. Raises ReviewctlError where nothing of it stands still.
    """
    facts = log_facts(desk, word)
    happened_on(on)
    words = tuple(dict.fromkeys(word_meant(facts, step) for step in steps))
    open_ = [(n, one) for n, one in enumerate(facts.case.log.suspensions) if _is_open(one)]
    chosen = [(n, one) for n, one in open_ if not words or covered(facts, one) & keys_of(facts, *words)]
    if not chosen:
        raise _nothing_stands_still(facts, words, [one for _, one in open_])
    ahead = [(n, one) for n, one in chosen if is_ahead(one)]
    if ahead == chosen:
        yield from _call_off(pen, facts, ahead, words)
        return
    chosen = [(n, one) for n, one in chosen if not is_ahead(one)]
    for _, one in chosen:
        _refuse_before(facts, one, on)
    _close(pen, facts, chosen, words, on)
    after = facts_ahead(pen, facts)
    if pen.done(f"{named(facts)}: resume {', '.join(words) or 'all steps'}"):
        yield f"{named(facts)}: resumed on {long_day(on)}: {what_steps(facts, words)}"
        yield from _told_resumed(facts, after)
        for _, one in ahead:
            yield f"  still to come: {', '.join(one.steps) or 'all steps'}, from {first_day(one)}"


def _call_off(
    pen: Pen, facts: Facts, ahead: Sequence[tuple[int, Suspension]], words: tuple[str, ...]
) -> Iterator[str]:
    """Mean to take suspensions that have not begun off the log, or the part of them that is in `words`; tell it."""
    gone = dict(ahead)
    left = [
        rest
        for number, one in enumerate(facts.case.log.suspensions)
        if (rest := _without(facts, one, words) if number in gone else _as_written(one)) is not None
    ]
    pen.edit(log_path(facts), lambda data: splice_bytes(data or b"", ("suspensions",), left or None))
    if pen.done(f"{named(facts)}: resume {', '.join(words) or 'all steps'}"):
        for _, one in ahead:
            what = ", ".join(words or one.steps) or "all steps"
            yield f"{named(facts)}: called off before it began: {what}, from {first_day(one)}"


def _without(facts: Facts, one: Suspension, words: tuple[str, ...]) -> dict[str, object] | None:
    """Return an entry as the file has it without those steps; None where nothing of it is left."""
    gone = tuple(word for word in words if keys_of(facts, word) & covered(facts, one))
    if not words or covered(facts, one) <= keys_of(facts, *gone):
        return None
    rest = [word for word in one.steps if word not in gone]
    out = [*one.except_, *(word for word in gone if word not in one.steps)]
    changed: dict[str, object] = {"steps": rest, "except": out}
    return _as_written(one) | {name: value for name, value in changed.items() if value}


def _told_resumed(facts: Facts, after: Facts) -> Iterator[str]:
    before = {one.key: one for one in facts.deadlines}
    for one in after.deadlines:
        was = before.get(one.key)
        if was is not None and was.state == "suspended" != one.state and one.due is not None:
            over = " - already past" if one.state == "overdue" else ""
            yield f"  {one.title}{whose(one)}: due {long_day(one.due)}{over}; it had {in_hand(was)}"
    still = [one.key for one in after.deadlines if one.state == "suspended"]
    if still:
        yield f"  still standing still: {listed_keys(still)}"


def _close(
    pen: Pen,
    facts: Facts,
    chosen: Sequence[tuple[int, Suspension]],
    words: tuple[str, ...],
    on: date,
) -> None:
    """Mean to end the entries that were chosen, or the part of them that is in `words`."""
    apart: list[dict[str, object]] = []
    changes: list[tuple[tuple[str | int, ...], object]] = []
    for number, one in chosen:
        gone = tuple(word for word in words if keys_of(facts, word) & covered(facts, one))
        if not words or covered(facts, one) <= keys_of(facts, *gone):
            changes.append((("suspensions", number, "until"), on))
            continue
        apart.append({**_as_written(one), "steps": list(gone), "until": on})
        rest = [word for word in one.steps if word not in gone]
        out = [word for word in gone if word not in one.steps]
        if len(rest) < len(one.steps):
            changes.append((("suspensions", number, "steps"), rest))
        if out:
            changes.append((("suspensions", number, "except"), [*one.except_, *out]))
    length = len(facts.case.log.suspensions)
    changes += [(("suspensions", length + n), entry) for n, entry in enumerate(apart)]

    def change(data: bytes | None) -> bytes:
        text = data if data is not None else document_text("log", facts.plan.kind.type, {}).encode("utf-8")
        for path, value in changes:
            text = splice_bytes(text, path, value)
        return text

    pen.edit(log_path(facts), change)


def _as_written(one: Suspension) -> dict[str, object]:
    """Return an entry as the file has it, without what is blank."""
    said = {name.rstrip("_"): getattr(one, name) for name in _FIELDS}
    return {name: value for name, value in said.items() if value not in (None, ())}


def _is_open(one: Suspension) -> bool:
    return one.until is None and one.from_ is not None


def _refuse_before(facts: Facts, one: Suspension, on: date) -> None:
    if one.from_ is not None and on <= one.from_:
        raise ReviewctlError(
            f"It stands still from {long_day(one.from_)}, so it cannot be resumed on {long_day(on)}.",
            "--on is the first day on which it runs again. Suspended by mistake as the last thing: "
            f"reviewctl undo; before that: correct it under suspensions in {log_path(facts)}.",
        )


def _nothing_stands_still(
    facts: Facts, words: tuple[str, ...], open_: Sequence[Suspension]
) -> ReviewctlError:
    held = lasting(facts.case, today())
    if held and not open_:
        return ReviewctlError(
            f"Nothing stands still by a suspension; the review waits for {held[0].process}.",
            f"When it need not wait any more: reviewctl process release {named(facts)} {held[0].process} --on DATE",
        )
    if open_:
        there = [word for one in open_ for word in (one.steps or ("all steps",))]
        return ReviewctlError(
            f"{', '.join(words)} does not stand still.", f"What does: {listed_keys(there)}."
        )
    return ReviewctlError(
        f"Nothing {'of this review' if facts.case.id else 'of the register'} stands still.",
        f"Every step as it stands: reviewctl deadlines {named(facts)}",
    )
