"""What `suspend` does: steps that stand still for a time. What `resume` does stands in `work.resuming`."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.holds import suspensions_of
from reviewctl.facts.judged import Facts
from reviewctl.facts.permissions import Named
from reviewctl.model.deadline import Deadline
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.log import Suspension
from reviewctl.render.dates import long_day
from reviewctl.work.desk import Desk
from reviewctl.work.log import (
    ENDED,
    append_entry,
    check_authority,
    facts_ahead,
    listed_keys,
    log_facts,
    named,
    no_such_step,
    quoted_key,
    said,
    said_why,
    with_agency,
)
from reviewctl.work.neutral import warn_of_names
from reviewctl.work.pseudonyms import may_be_a_name
from reviewctl.work.writing import Pen


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
    words = tuple(dict.fromkeys(word_meant(facts, word) for word in asked.steps))
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
        warn_of_names(desk, facts, asked.reason)


def _told_suspended(facts: Facts, after: Facts, asked: Pause, words: tuple[str, ...]) -> Iterator[str]:
    ahead = ", still to come" if asked.from_ > today() else ""
    yield f"{named(facts)}: suspended from {long_day(asked.from_)}{ahead}: {what_steps(facts, words)}"
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
        yield f"  {one.title}{whose(one)}: {in_hand(one)}; was due {long_day(was.due or asked.from_)}"
    if not ahead:  # Of one that is to come it is not known yet: the later record wins on its first day.
        yield from _running_on(facts, after, words)
    if dated:
        yield f"  No date runs on until: reviewctl resume {named(facts)} --on DATE"


def _running_on(facts: Facts, after: Facts, words: tuple[str, ...]) -> Iterator[str]:
    """Yield the steps with a date that run on all the same: a later date was allowed for them since."""
    meant = covered(facts, Suspension(steps=words))
    for one in after.deadlines:
        if one.key in meant and one.open and one.state != "suspended" and one.extensions and one.due:
            yield (
                f"  {one.title}{whose(one)} does NOT stand still: the date allowed for it since, "
                f"{long_day(one.due)}, counts."
            )


def _stands_still(before: Deadline | None, now: Deadline) -> bool:
    """Whether a step with a date has just been brought to stand still."""
    return before is not None and before.due is not None and before.open and now.state == "suspended"


def keys_of(facts: Facts, *words: str) -> frozenset[str]:
    """Return the steps, with their items, for which names of steps or words for several of them stand."""
    return covered(facts, Suspension(steps=words)) if words else frozenset()


def covered(facts: Facts, one: Suspension) -> frozenset[str]:
    """Return the steps, with their items, that stand still by an entry; those for no item as `step[]`."""
    stretch = Named(one, facts.plan.kind.pauses)
    keys = {(step.step.id, f"{step.step.id}[]") for step in facts.plan.steps}
    keys |= {(deadline.step, deadline.key) for deadline in facts.deadlines}
    return frozenset(key for step, key in keys if stretch.covers(step, key))


def is_ahead(one: Suspension) -> bool:
    """Whether a suspension has not begun by the real day."""
    return one.from_ is not None and one.from_ > today()


def first_day(one: Suspension) -> str:
    """Return the first day of a suspension in full."""
    return long_day(one.from_) if one.from_ is not None else "an unknown day"


def word_meant(facts: Facts, word: str) -> str:
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
        keys = keys_of(facts, word) if word else covered(facts, Suspension())
        states = {one.state for one in facts.deadlines if one.key in keys}
        if states and states <= set(ENDED):
            raise ReviewctlError(
                f"Nothing of {word or 'this review'} is left to be done, so there is nothing to suspend.",
                f"Every step as it stands: reviewctl deadlines {named(facts)} --all",
            )


def _refuse_twice(facts: Facts, words: tuple[str, ...], from_: date) -> None:
    """Raise ReviewctlError where a step that is to stand still does so already at that time."""
    wanted = keys_of(facts, *words) if words else covered(facts, Suspension())
    _refuse_held(facts, wanted, from_)
    for one in facts.case.log.suspensions:
        if (
            one.from_ is None
            or (one.until is not None and one.until <= from_)
            or not covered(facts, one) & wanted
        ):
            continue
        twice = [word for word in words if keys_of(facts, word) & covered(facts, one)]
        shown = ", ".join(twice or one.steps) or "The whole review"
        if one.until is not None:
            raise ReviewctlError(
                f"{shown}: this stood still from {long_day(one.from_)} and went on on {long_day(one.until)}.",
                f"Give a day from {long_day(one.until)} on.",
            )
        resume = "".join(f" {quoted_key(word)}" for word in twice or one.steps)
        if is_ahead(one):
            raise ReviewctlError(
                f"{shown}: this is to stand still from {long_day(one.from_)}, which is still to come, and no day "
                "counts twice.",
                f"Call that off first: reviewctl resume {named(facts)}{resume} --on today",
            )
        raise ReviewctlError(
            f"{shown}: this stands still already, since {long_day(one.from_)}.",
            f"First: reviewctl resume {named(facts)}{resume} --on DATE. Or name other steps.",
        )


def _refuse_held(facts: Facts, wanted: frozenset[str], from_: date) -> None:
    """Raise ReviewctlError where all that is to stand still does so by a hold of another process: once is enough."""
    for one in suspensions_of(facts.case, facts.plan.kind):
        ends = one.until is None or one.until > from_
        if one.from_ is not None and one.from_ <= from_ and ends and wanted <= covered(facts, one):
            raise ReviewctlError(
                f"This stands still already, since {long_day(one.from_)}: the review waits for {one.process}.",
                f"A hold is no second suspension. How it stands: reviewctl process list {named(facts)}",
            )


def what_steps(facts: Facts, words: tuple[str, ...]) -> str:
    """Return the steps in words: their names, or a word for several steps with what it means."""
    if not words:
        return "all steps"
    pauses = facts.plan.kind.pauses
    return ", ".join(f"{word} ({pauses[word].title})" if word in pauses else word for word in words)


def whose(one: Deadline) -> str:
    """Return the item of a step as it stands behind its title; nothing where it has none."""
    return f" ({one.item})" if one.item else ""


def in_hand(one: Deadline) -> str:
    """Return in words what a step that stands still has left, in the days by which it counts."""
    number = one.in_hand or 0
    unit = one.unit.removesuffix("s") if abs(number) == 1 else one.unit
    if number > 0:
        return f"{number} {unit} in hand"
    return f"nothing in hand, and was {-number} {unit} over" if number else "nothing in hand"
