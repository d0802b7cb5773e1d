"""What `meeting move` and `meeting cancel` do: another day for a booked meeting, or none."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.event import EventDetail
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.meeting import Minutes
from reviewctl.model.review import Document, minutes_of
from reviewctl.render.dates import long_day
from reviewctl.store.splice import splice_bytes
from reviewctl.work.convening import closed_day, meeting_events, meeting_named, past_limit
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loader
from reviewctl.work.log import said_why
from reviewctl.work.neutral import warn_of_names
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen


def move_meeting(desk: Desk, pen: Pen, word: str, which: str, on: date) -> Iterator[str]:
    """Move a meeting that has not been held; yield what to tell.

    The file is called by the new day, and a diary in which the old one was planned says the new one. Raises
    ReviewctlError for one that was held, or a day on which there is one already.
    """
    facts, document, minutes = _booked(
        desk, word, which, "Correct its date in the file, then: reviewctl save"
    )
    if on == minutes.date:
        raise ReviewctlError(f"It is on {long_day(on)} already.", "Give the new day with --to.")
    path = _moved_file(pen, document, minutes, on)
    all_facts = [facts, *_others(desk, minutes, facts)]
    for one in all_facts:
        _move_plans(pen, one, minutes, on)
    if pen.done(f"{facts.case.id}: meeting move {minutes.kind} {on.isoformat()}"):
        yield f"{minutes.kind} meeting moved from {long_day(minutes.date)} to {long_day(on)}: {path}"
        yield from closed_day(facts, on)
        for one in all_facts:
            yield from past_limit(one, minutes.kind, on)
        yield from _renumbered(desk, word, facts, document, path)


def cancel_meeting(
    desk: Desk, pen: Pen, word: str, which: str, reason: str, *, whole: bool = False, only_this: bool = False
) -> Iterator[str]:
    """Cancel a booked meeting, or take one case off it; yield what to tell.

    Raises ReviewctlError for one that was held, and for one of several cases where it is not said whether
    all of them are meant.
    """
    facts, document, minutes = _booked(
        desk, word, which, "If it was not, put status: cancelled in its file, then: reviewctl save"
    )
    reason = said_why(reason, "Say why it is cancelled, in neutral words.")
    others = tuple(one for one in minutes.cases if one != facts.case.id)
    if others and whole == only_this:
        raise ReviewctlError(
            f"That meeting takes {', '.join(others)} too.",
            f"--only-this takes {facts.case.id} off it; --whole cancels it for all of them.",
        )
    when = f"{minutes.kind} meeting of {long_day(minutes.date)}"
    if others and only_this:
        pen.edit(document.path, lambda data: splice_bytes(data or b"", ("cases",), list(others), front=True))
        told = f"{when}: no longer takes {facts.case.id}; takes {', '.join(others)}"
    else:
        pen.edit(document.path, lambda data: _cancelled(data or b"", reason))
        told = f"{when}: cancelled"
    if pen.done(f"{facts.case.id}: meeting cancel {minutes.kind} {minutes.date.isoformat()}"):
        yield told
        yield f"  another day: reviewctl meeting add {minutes.kind} --cases {facts.case.id} --date DATE"
        warn_of_names(desk, facts, reason)


def _cancelled(data: bytes, reason: str) -> bytes:
    done = splice_bytes(data, ("status",), "cancelled", front=True)
    return splice_bytes(done, ("cancelled_because",), reason, front=True)


def _booked(desk: Desk, word: str, which: str, hint: str) -> tuple[Facts, Document, Minutes]:
    facts = case_facts(desk, word)
    document = meeting_named(facts.case, which)
    minutes = minutes_of(document)
    if minutes.status == "held":
        raise ReviewctlError("That meeting has been held.", hint)
    return facts, document, minutes


def _moved_file(pen: Pen, document: Document, minutes: Minutes, on: date) -> str:
    """Mean to write the minutes under the new day's name; return their path."""
    old = pen.read(document.path) or b""
    folder, slash, name = document.path.rpartition("/")
    path = f"{folder}{slash}{name.replace(minutes.date.isoformat(), on.isoformat(), 1)}"
    if path != document.path:
        if pen.read(path) is not None:
            raise ReviewctlError(f"{path} is there already.", "Choose another date.")
        pen.remove(document.path)
    pen.put(path, splice_bytes(old, ("date",), on, front=True))
    return path


def _others(desk: Desk, minutes: Minutes, facts: Facts) -> list[Facts]:
    """Return the facts of the other cases that the meeting takes, as far as they can be read."""
    loader = Loader(desk.register, today())
    folders = desk.register.by_id
    found = [
        loader.load(folders[one]).facts for one in minutes.cases if one in folders and one != facts.case.id
    ]
    return [one for one in found if one is not None]


def _move_plans(pen: Pen, facts: Facts, minutes: Minutes, on: date) -> None:
    """Mean to give the new day to each event of the meeting that the diary has planned for the old one."""
    document = facts.case.document("diary")
    for address in meeting_events(facts, minutes.kind) if document is not None else ():
        line = (facts.case.diary.get(address.head) or {}).get(address.fields[0])
        if document is None or not isinstance(line, EventDetail) or line.planned != minutes.date:
            continue
        way = (address.head, *address.fields, "planned")
        pen.edit(document.path, partial(_with_plan, way=way, on=on))


def _with_plan(data: bytes | None, *, way: KeyPath, on: date) -> bytes:
    return splice_bytes(data or b"", way, on)


def _renumbered(desk: Desk, word: str, before: Facts, old: Document, path: str) -> Iterator[str]:
    """Yield that the meeting has another number than it had, where it went past others of its kind."""
    was = next((one.number for one in before.meetings if one.path == old.path), None)
    desk.forget()
    now = next((one for one in case_facts(desk, word).meetings if one.path == path), None)
    if now is not None and now.number != was:
        yield f"  it is {now.kind},{now.number} now: meetings are numbered by their dates"
