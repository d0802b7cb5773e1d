"""What `suspend` and `resume` do: steps that stand still for a time, and go on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.facts.permissions import Named
from reviewctl.model.deadline import Deadline
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.log import Suspension
from reviewctl.render.dates import long_day
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.desk import Desk
from reviewctl.work.log import (
    append_entry,
    check_authority,
    facts_ahead,
    happened_on,
    listed_keys,
    log_facts,
    log_path,
    named,
    no_such_step,
    quoted_key,
    said,
    said_why,
    with_agency,
)
from reviewctl.work.pseudonyms import may_be_a_name
from reviewctl.work.writing import Pen

_ENDED = ("met", "met-late", "waived", "not-applicable")
_FIELDS = ("steps", "except_", "from_", "until", "reason", "asked_by", "agreed_by", "ask_again")


class Pause(Struct, frozen=True, kw_only=True):
    """What a person asked to stand still: `steps` by their names, none for all of the case."""

    case: str
    steps: tuple[str, ...]
    from_: date
    reason: str
    asked_by: str
    agreed_by: str
    ask_again: date | None


def add_suspension(desk: Desk, pen: Pen, asked: Pause) -> Iterator[str]:
    """Record that steps stand still; yield what to tell: until when nobody asks, and what each has in hand.

    Raises ReviewctlError for a step unknown, ended, or standing still already.
    """
    facts = log_facts(desk, asked.case)
    words = tuple(dict.fromkeys(_word(facts, word) for word in asked.steps))
    check_authority(facts, asked.agreed_by)
    entry = {
        "steps": list(words) or None,
        "from": asked.from_,
        "reason": said_why(asked.reason, "Say why it stands still, in neutral words."),
        "asked_by": _asked_by(facts, asked.asked_by),
        "agreed_by": asked.agreed_by,
        "ask_again": _ask_again(asked),
    }
    _refuse_nothing_left(facts, words)
    _refuse_twice(facts, words, asked.from_)
    append_entry(pen, facts, "suspensions", entry)
    after = facts_ahead(pen, facts)
    if pen.done(f"{named(facts)}: suspend {', '.join(words) or 'all steps'}"):
        yield from _told_suspended(facts, after, asked, words)


def _told_suspended(facts: Facts, after: Facts, asked: Pause, words: tuple[str, ...]) -> Iterator[str]:
    ahead = ", still to come" if asked.from_ > today() else ""
    yield f"{named(facts)}: suspended from {long_day(asked.from_)}{ahead}: {_what(facts, words)}"
    yield f"  asked by {_asked_by(facts, asked.asked_by)}, agreed by {asked.agreed_by}"
    if asked.ask_again is not None:
        yield f"  ask again: {long_day(asked.ask_again)}"
    else:
        number = len(facts.case.log.suspensions) + 1
        yield "  No day is set on which to ask whether it is still needed, so nobody may ask again. Set one:"
        yield f'    reviewctl record {named(facts)} "log.suspensions[{number}].ask_again" DATE'
    before = {one.key: one for one in facts.deadlines}
    dated = [(before[one.key], one) for one in after.deadlines if _stands_still(before.get(one.key), one)]
    for was, one in dated:
        yield f"  {one.title}{_whose(one)}: {_in_hand(one)}; was due {long_day(was.due or asked.from_)}"
    if not ahead:  # Of one that is to come it is not known yet: the later record wins on its first day.
        yield from _running_on(facts, after, words)
    if dated:
        yield f"  No date runs on until: reviewctl resume {named(facts)} --on DATE"


def _running_on(facts: Facts, after: Facts, words: tuple[str, ...]) -> Iterator[str]:
    """Yield the steps with a date that run on all the same: a later date was allowed for them since."""
    covered = _covered(facts, Suspension(steps=words))
    for one in after.deadlines:
        if one.key in covered and one.open and one.state != "suspended" and one.extensions and one.due:
            yield (
                f"  {one.title}{_whose(one)} does NOT stand still: the date allowed for it since, "
                f"{long_day(one.due)}, counts."
            )


def _stands_still(before: Deadline | None, now: Deadline) -> bool:
    """Whether a step with a date has just been brought to stand still."""
    return before is not None and before.due is not None and before.open and now.state == "suspended"


def add_resumption(desk: Desk, pen: Pen, word: str, steps: Sequence[str], on: date) -> Iterator[str]:
    """Record that steps go on; yield what to tell: the new date of each.

    Where only a part of what stands still goes on, its entry is split, and nothing of it is lost. Where all that is
    meant is still to come, it is called off. Raises ReviewctlError where nothing of it stands still.
    """
    facts = log_facts(desk, word)
    happened_on(on)
    words = tuple(dict.fromkeys(_word(facts, step) for step in steps))
    open_ = [(n, one) for n, one in enumerate(facts.case.log.suspensions) if _is_open(one)]
    chosen = [(n, one) for n, one in open_ if not words or _covered(facts, one) & _keys(facts, *words)]
    if not chosen:
        raise _nothing_stands_still(facts, words, [one for _, one in open_])
    ahead = [(n, one) for n, one in chosen if _is_ahead(one)]
    if ahead == chosen:
        yield from _call_off(pen, facts, ahead, words)
        return
    chosen = [(n, one) for n, one in chosen if not _is_ahead(one)]
    for _, one in chosen:
        _refuse_before(facts, one, on)
    _close(pen, facts, chosen, words, on)
    after = facts_ahead(pen, facts)
    if pen.done(f"{named(facts)}: resume {', '.join(words) or 'all steps'}"):
        yield f"{named(facts)}: resumed on {long_day(on)}: {_what(facts, words)}"
        yield from _told_resumed(facts, after)
        for _, one in ahead:
            yield f"  still to come: {', '.join(one.steps) or 'all steps'}, from {_first_day(one)}"


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
            yield f"{named(facts)}: called off before it began: {what}, from {_first_day(one)}"


def _without(facts: Facts, one: Suspension, words: tuple[str, ...]) -> dict[str, object] | None:
    """Return an entry as the file has it without those steps; None where nothing of it is left."""
    gone = tuple(word for word in words if _keys(facts, word) & _covered(facts, one))
    if not words or _covered(facts, one) <= _keys(facts, *gone):
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
            yield f"  {one.title}{_whose(one)}: due {long_day(one.due)}{over}; it had {_in_hand(was)}"
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
        gone = tuple(word for word in words if _keys(facts, word) & _covered(facts, one))
        if not words or _covered(facts, one) <= _keys(facts, *gone):
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


def _keys(facts: Facts, *words: str) -> frozenset[str]:
    """Return the steps, with their items, for which names of steps or words for several of them stand."""
    return _covered(facts, Suspension(steps=words)) if words else frozenset()


def _covered(facts: Facts, one: Suspension) -> frozenset[str]:
    """Return the steps, with their items, that stand still by an entry; those for no item as `step[]`."""
    stretch = Named(one, facts.plan.kind.pauses)
    keys = {(step.step.id, f"{step.step.id}[]") for step in facts.plan.steps}
    keys |= {(deadline.step, deadline.key) for deadline in facts.deadlines}
    return frozenset(key for step, key in keys if stretch.covers(step, key))


def _is_ahead(one: Suspension) -> bool:
    return one.from_ is not None and one.from_ > today()


def _first_day(one: Suspension) -> str:
    return long_day(one.from_) if one.from_ is not None else "an unknown day"


def _is_open(one: Suspension) -> bool:
    return one.until is None and one.from_ is not None


def _word(facts: Facts, word: str) -> str:
    """Return a step, a step with its item, or a word for several steps as the log names it."""
    pauses = facts.plan.kind.pauses
    known: Mapping[str, object] = {one.key: one for one in facts.deadlines}
    key = with_agency(facts, word, known)
    if key in pauses or key in known or (facts.plan.step(key) is not None and "[" not in key):
        return key
    if facts.plan.step(key) is not None:
        step = key.partition("[")[0]
        items = [one for one in known if one.startswith(f"{step}[")]
        raise ReviewctlError(
            f"The step {step} has nothing of the name {said(key[len(step) :].strip('[]'))}.",
            f"It has: {listed_keys(items)}." if items else f"Name the step alone: {step}",
        )
    raise no_such_step(facts, word, [*pauses, *known, *(one.step.id for one in facts.plan.steps)])


def _asked_by(facts: Facts, word: str) -> str:
    """Return who asked: an agency's id where its name was written. Raises ReviewctlError for a person's name."""
    agency = facts.board.named(word)
    if agency is not None:
        return agency.id
    if not word.strip() or may_be_a_name(word):
        raise ReviewctlError(
            "--asked-by is a role, an agency or a body such as police or coroner, and never a person's name.",
            "For example: --asked-by greater-manchester-police",
        )
    return word.strip()


def _ask_again(asked: Pause) -> date | None:
    if asked.ask_again is not None and asked.ask_again <= asked.from_:
        raise ReviewctlError(
            f"--ask-again is {long_day(asked.ask_again)}, and it stands still only from {long_day(asked.from_)}.",
            "Give the day on which to ask whether it is still needed.",
        )
    return asked.ask_again


def _refuse_nothing_left(facts: Facts, words: tuple[str, ...]) -> None:
    """Raise ReviewctlError where a step that is to stand still has been done, or will not be."""
    for word in words or ("",):
        keys = _keys(facts, word) if word else _covered(facts, Suspension())
        states = {one.state for one in facts.deadlines if one.key in keys}
        if states and states <= set(_ENDED):
            raise ReviewctlError(
                f"Nothing of {word or 'this review'} is left to be done, so there is nothing to suspend.",
                f"Every step as it stands: reviewctl deadlines {facts.case.id} --all",
            )


def _refuse_twice(facts: Facts, words: tuple[str, ...], from_: date) -> None:
    """Raise ReviewctlError where a step that is to stand still does so already at that time."""
    wanted = _keys(facts, *words) if words else _covered(facts, Suspension())
    for one in facts.case.log.suspensions:
        if (
            one.from_ is None
            or (one.until is not None and one.until <= from_)
            or not _covered(facts, one) & wanted
        ):
            continue
        twice = [word for word in words if _keys(facts, word) & _covered(facts, one)]
        shown = ", ".join(twice or one.steps) or "The whole review"
        if one.until is not None:
            raise ReviewctlError(
                f"{shown}: this stood still from {long_day(one.from_)} and went on on {long_day(one.until)}.",
                f"Give a day from {long_day(one.until)} on.",
            )
        resume = "".join(f" {quoted_key(word)}" for word in twice or one.steps)
        if _is_ahead(one):
            raise ReviewctlError(
                f"{shown}: this is to stand still from {long_day(one.from_)}, which is still to come, and no day "
                "counts twice.",
                f"Call that off first: reviewctl resume {named(facts)}{resume} --on today",
            )
        raise ReviewctlError(
            f"{shown}: this stands still already, since {long_day(one.from_)}.",
            f"First: reviewctl resume {named(facts)}{resume} --on DATE. Or name other steps.",
        )


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
    if open_:
        there = [word for one in open_ for word in (one.steps or ("all steps",))]
        return ReviewctlError(
            f"{', '.join(words)} does not stand still.", f"What does: {listed_keys(there)}."
        )
    return ReviewctlError(
        f"Nothing {'of this review' if facts.case.id else 'of the register'} stands still.",
        f"Every step as it stands: reviewctl deadlines {facts.case.id}".rstrip(),
    )


def _what(facts: Facts, words: tuple[str, ...]) -> str:
    """Return the steps in words: their names, or a word for several steps with what it means."""
    if not words:
        return "all steps"
    pauses = facts.plan.kind.pauses
    return ", ".join(f"{word} ({pauses[word].title})" if word in pauses else word for word in words)


def _whose(one: Deadline) -> str:
    return f" ({one.item})" if one.item else ""


def _in_hand(one: Deadline) -> str:
    number = one.in_hand or 0
    unit = one.unit.removesuffix("s") if abs(number) == 1 else one.unit
    if number > 0:
        return f"{number} {unit} in hand"
    return f"nothing in hand, and was {-number} {unit} over" if number else "nothing in hand"
