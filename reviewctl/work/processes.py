"""What `process` does: how an inquest or an investigation stands, and what the review waits with for it (P§6, P§13)."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.holds import KNOWN, REVIEW, Held, holds_of, lasting, word_of
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.processes import KINDS, Hold, Process
from reviewctl.render.dates import long_day
from reviewctl.render.typed import typed
from reviewctl.work.desk import Desk
from reviewctl.work.keyed import KeyedPen, key_meant
from reviewctl.work.log import facts_ahead, happened_on
from reviewctl.work.nearest import nearest
from reviewctl.work.neutral import checked_words, warn_of_names, words_or_none
from reviewctl.work.recording import case_facts
from reviewctl.work.telling import plain_list
from reviewctl.work.values import KEY
from reviewctl.work.writing import Pen

_DAY_BEFORE = 1
_NEW = 'A new one: reviewctl process check CASE KEY --kind criminal --status "under investigation"'


class Checked(Struct, frozen=True, kw_only=True):
    """What was learned when somebody asked how a process stands; what is None was not said."""

    on: date | None = None
    status: str | None = None
    kind: str | None = None
    contact: str | None = None
    disclosure: str | None = None
    ask_again: date | None = None
    ended: date | None = None


class NewHold(Struct, frozen=True, kw_only=True):
    """What another process asks the review to wait with: `what` is review, interviews, publication or other words."""

    what: str
    from_: date
    ask_again: date | None
    reason: str | None


def check(desk: Desk, pen: Pen, word: str, key_word: str, said: Checked) -> Iterator[str]:
    """Record that somebody asked how a process stands, and what was said; yield what to tell.

    A process that is not there yet is made where its kind is given. Raises ReviewctlError for a kind unknown, and
    for a day to ask again where nothing waits.
    """
    facts = case_facts(desk, word)
    known = facts.case.processes
    kind = _kind(said.kind)
    key = key_meant(key_word, known, "process", new=kind is not None, how=_NEW.replace("CASE", facts.case.id))
    process, day = known.get(key, Process()), happened_on(said.on)
    fields = {
        "kind": kind,
        "contact": words_or_none(said.contact),
        "status": words_or_none(said.status),
        "disclosure": words_or_none(said.disclosure),
        "ended": said.ended.isoformat() if said.ended else None,
    }
    again = _to_ask_again(facts, key, said.ask_again, day)
    book = KeyedPen(pen, facts, "processes", key, known)
    for name, value in fields.items():
        if value is not None:
            book.put((name,), value)
    book.put(*_with_day(process, day))
    for one in again:
        book.put(("holds", one.number, "ask_again"), said.ask_again)
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: process check {key}"):
        yield f"{facts.case.id}: {key} asked about, {long_day(day)}"
        yield from (f"  {name}: recorded" for name, value in fields.items() if value is not None)
        yield from _own_word(kind)
        yield from (
            f"  {_waits(one)}; ask again on {long_day(said.ask_again)}" for one in again if said.ask_again
        )
        yield from _still_waiting(after, key)
        warn_of_names(desk, facts, said.contact, said.status, said.disclosure)


_MEANT = {
    "police": "criminal",
    "prosecution": "criminal",
    "trial": "criminal",
    "inquest": "coroner",
    "cqc": "care-quality-commission",
    "health": "nhs",
}
"""What somebody means who says so: as a word of one's own, what the sources ask of it (P§13) would not be asked."""


def _own_word(kind: str | None) -> Iterator[str]:
    if kind is not None and kind not in KINDS:
        yield f"  {kind} is a word of your own: it is listed, and nothing that is asked of a kind is asked of it."
        yield f"  The kinds: {', '.join(KINDS)}"


def _kind(word: str | None) -> str | None:
    """Return a kind of process: one that the tool acts on, or another plain word, such as iopc.

    Raises ReviewctlError, with what was meant, for a slip of the pen.
    """
    if word is None:
        return None
    kind = word.strip().casefold()
    near = [_MEANT[kind]] if kind in _MEANT else nearest(kind, KINDS, 1)
    if kind not in KINDS and (near or not KEY.fullmatch(kind)):
        raise ReviewctlError(
            f"There is no such kind of process{f'; did you mean {near[0]}?' if near else '.'}",
            f"--kind is one of: {', '.join(KINDS)}; or another plain word.",
        )
    return kind


def _with_day(process: Process, day: date) -> tuple[KeyPath, object]:
    """Return where the day on which it was asked is written, and what: behind the days that are there."""
    before = plain_list(process.checked_on) if process.checked_on is not None else []
    if day.isoformat() in before or not before:
        return ("checked_on",), before if len(before) > 1 else day.isoformat()
    if isinstance(process.checked_on, tuple):
        return ("checked_on", len(before)), day.isoformat()
    return ("checked_on",), [*before, day.isoformat()]


def _to_ask_again(facts: Facts, key: str, again: date | None, day: date) -> tuple[Held, ...]:
    """Return the holds of a process that last, where a new day to ask about them is given."""
    if again is None:
        return ()
    held = tuple(one for one in lasting(facts.case, today()) if one.process == key)
    if not held:
        raise ReviewctlError(
            f"Nothing waits for {key}, so there is nothing to ask again about.",
            f"What waits is recorded first: reviewctl process hold {facts.case.id} {key} --what interviews --from DATE",
        )
    if again <= day:
        raise ReviewctlError(
            f"--ask-again is {long_day(again)}, and it was asked on {long_day(day)}.",
            "Give a later day on which to ask whether it must still wait.",
        )
    return held


def _still_waiting(after: Facts, key: str) -> Iterator[str]:
    for one in lasting(after.case, today()):
        if one.process == key and one.hold.ask_again is None:
            yield f"  {_waits(one)}, and no day is set on which to ask again:"
            yield f"    reviewctl process check {after.case.id} {key} --ask-again DATE"


def _waits(one: Held) -> str:
    words = word_of(one.hold)
    return {REVIEW: "the review waits", "": "something waits"}.get(words, f"{words} wait")


def hold(desk: Desk, pen: Pen, word: str, key_word: str, asked: NewHold) -> Iterator[str]:
    """Record that the review waits for a process; yield what to tell: which clocks stand still by it.

    Raises ReviewctlError where that waits already, or no process of the name is there.
    """
    facts = case_facts(desk, word)
    known = facts.case.processes
    key = key_meant(key_word, known, "process", new=False, how=_NEW.replace("CASE", facts.case.id))
    what = word_of(Hold(what=checked_words(asked.what)))
    _refuse_hold(facts, key, what, asked)
    entry = {
        "what": what,
        "from": asked.from_,
        "ask_again": asked.ask_again,
        "reason": words_or_none(asked.reason),
    }
    KeyedPen(pen, facts, "processes", key, known).add("holds", len(known[key].holds), entry)
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: process hold {key}"):
        ahead = ", still to come" if asked.from_ > today() else ""
        yield f"{facts.case.id}: waits for {key} with {_named(what)}, from {long_day(asked.from_)}{ahead}"
        if asked.ask_again is not None:
            yield f"  ask again: {long_day(asked.ask_again)}"
        else:
            yield "  No day is set on which to ask whether it must still wait, so nobody may ask again. Set one:"
            yield f"    reviewctl process check {facts.case.id} {key} --ask-again DATE"
        yield from _clocks(facts, after, what)
        yield f"  when it is over: reviewctl process release {facts.case.id} {key} --what {typed(what)} --on DATE"
        warn_of_names(desk, facts, asked.reason)


def _named(what: str) -> str:
    return "the whole review" if what == REVIEW else what


def _refuse_hold(facts: Facts, key: str, what: str, asked: NewHold) -> None:
    if not what:
        raise ReviewctlError(
            "What waits is not said.", f"--what is one of: {', '.join(KNOWN)}; or other words."
        )
    words = (*KNOWN, *facts.plan.kind.pauses)
    near = nearest(what, words, 1) if " " not in what and what not in words else []
    if near:
        raise ReviewctlError(
            f"What waits is not known by that word; did you mean {near[0]}?",
            f"Clocks stand still by: {', '.join(dict.fromkeys(words))}. Something else: say it in several words.",
        )
    if asked.ask_again is not None and asked.ask_again <= asked.from_:
        raise ReviewctlError(
            f"--ask-again is {long_day(asked.ask_again)}, and it waits only from {long_day(asked.from_)}.",
            "Give a later day on which to ask whether it must still wait.",
        )
    for one in holds_of(facts.case):
        to = one.hold.to
        if one.process == key and word_of(one.hold) == what and (to is None or to >= asked.from_):
            since = f" since {long_day(one.hold.from_)}" if one.hold.from_ else ""
            raise ReviewctlError(
                f"{_named(what)[:1].upper()}{_named(what)[1:]}: this waits for {key} already{since}.",
                f"A new day to ask: reviewctl process check {facts.case.id} {key} --ask-again DATE",
            )


def _clocks(facts: Facts, after: Facts, what: str) -> Iterator[str]:
    """Yield which dates stand still now that did not."""
    before = {one.key: one for one in facts.deadlines}
    still = [
        one
        for one in after.deadlines
        if one.state == "suspended" and before[one.key].open and before[one.key].state != "suspended"
    ]
    for one in still:
        was = before[one.key].due
        due = f"; was due {long_day(was)}" if was is not None else ""
        yield f"  stands still: {one.title}{f' ({one.item})' if one.item else ''}{due}"
    if not still and what not in KNOWN and what not in facts.plan.kind.pauses:
        yield "  No clock stands still by it: the tool knows what waits only where it is review, interviews or"
        yield "  publication. It is shown wherever holds are."


def release(
    desk: Desk, pen: Pen, word: str, key_word: str, what_word: str | None, on: date | None
) -> Iterator[str]:
    """Record that the review need not wait any more; yield what to tell. Without `what_word`: all that waits.

    `on` is the first day on which nothing waits. Raises ReviewctlError where nothing of it waits.
    """
    facts = case_facts(desk, word)
    known = facts.case.processes
    key = key_meant(key_word, known, "process", new=False, how=_NEW.replace("CASE", facts.case.id))
    day = happened_on(on)
    what = word_of(Hold(what=what_word)) if what_word is not None else None
    open_ = [one for one in holds_of(facts.case) if one.process == key and _goes_on(one.hold, day)]
    chosen = [one for one in open_ if what is None or word_of(one.hold) == what]
    _refuse_release(facts, key, chosen, open_, day)
    book = KeyedPen(pen, facts, "processes", key, known)
    for one in chosen:
        book.put(("holds", one.number, "to"), date.fromordinal(day.toordinal() - _DAY_BEFORE))
    after = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: process release {key}"):
        for one in chosen:
            what_waited = _named(word_of(one.hold)) or "what waited"
            yield f"{facts.case.id}: {what_waited} need not wait for {key} from {long_day(day)}"
        yield from _running(facts, after)


def _goes_on(hold: Hold, day: date) -> bool:
    """Whether something is still to wait on a day or after it: a last day that is agreed may be still to come."""
    return hold.to is None or hold.to >= day


def _refuse_release(facts: Facts, key: str, chosen: Sequence[Held], open_: Sequence[Held], day: date) -> None:
    if not chosen:
        waits = ", ".join(word_of(one.hold) or "something" for one in open_)
        raise ReviewctlError(
            f"That does not wait for {key}." if open_ else f"Nothing waits for {key}.",
            f"What does: {waits}." if open_ else f"How it stands: reviewctl process list {facts.case.id}",
        )
    first = max((one.hold.from_ for one in chosen if one.hold.from_ is not None), default=None)
    if first is not None and day <= first:
        raise ReviewctlError(
            f"It waits from {long_day(first)}, so it cannot be over by {long_day(day)}.",
            "--on is the first day on which it need not wait. Written by mistake as the last thing: reviewctl undo",
        )


def _running(facts: Facts, after: Facts) -> Iterator[str]:
    """Yield the dates that run again, each with its new day."""
    before = {one.key: one for one in facts.deadlines}
    for one in after.deadlines:
        was = before.get(one.key)
        if was is not None and was.state == "suspended" and one.state != "suspended" and one.due is not None:
            yield f"  runs again: {one.title}{f' ({one.item})' if one.item else ''}, due {long_day(one.due)}"
