"""Meetings: booked, moved, held and with what quorum, cancelled; who came, what was agreed, what was minuted."""

from collections.abc import Iterator, Sequence

from reviewctl.facts.changes.sections import Passage
from reviewctl.facts.differences import Difference
from reviewctl.model.attendance import MeetingQuorum
from reviewctl.model.changes import Change
from reviewctl.model.meeting import Minutes
from reviewctl.model.review import Case, Document, minutes_of
from reviewctl.render.changes.sides import Pool, Side, Sides, addresses
from reviewctl.render.changes.texts import text_words
from reviewctl.render.changes.values import moved
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import listed, many, meeting_title, seat_title


def sittings(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what became of each meeting that took the review, by date."""
    old, new = (_by_path(side.case) for side in (sides.before, sides.after))
    for path in dict.fromkeys([*new, *old]):
        before, after = old.get(path), new.get(path)
        there = after if after is not None else before
        assert there is not None
        told = pool.under(there.name)
        words = _words(sides, before, after, told)
        if words is not None:
            yield Change(
                kind="meeting",
                words=words,
                address=there.name,
                before=_about(before),
                after=_about(after),
                covers=addresses(told),
            )


def _by_path(case: Case) -> dict[str, Document]:
    return {one.path: one for one in case.meetings}


def _about(document: Document | None) -> object:
    if document is None:
        return None
    minutes = minutes_of(document)
    return {"kind": minutes.kind, "date": minutes.date, "status": minutes.status}


def _words(
    sides: Sides, before: Document | None, after: Document | None, told: Sequence[Difference]
) -> str | None:
    """Return the sentence on one meeting; None where nothing of it is another."""
    if after is None:
        assert before is not None
        minutes = minutes_of(before)
        gone = "no longer taken there" if minutes.cases else "taken out"
        return f"{_title(sides, sides.before, before)} of {long_day(minutes.date)}: {gone}"
    parts = list(_parts(sides, before, after, told))
    if not parts:
        return None
    return f"{_title(sides, sides.after, after)} of {long_day(minutes_of(after).date)}: {'; '.join(parts)}"


def _title(sides: Sides, side: Side, document: Document) -> str:
    """Return what a meeting is called: "Review panel meeting 2"."""
    kind = minutes_of(document).kind
    title = meeting_title(side.facts.plan, kind) if side.facts is not None else kind
    judged = _judged(side, document) if side.case.id else None  # Those of the register are not numbered.
    number = f" {judged.number}" if judged is not None and judged.status != "cancelled" else ""
    return f"{title} meeting{number}" if "meeting" not in title.lower() else f"{title}{number}"


def _judged(side: Side, document: Document) -> MeetingQuorum | None:
    found = side.facts.meetings if side.facts is not None else ()
    return next((one for one in found if one.path == document.path), None)


def _parts(
    sides: Sides, before: Document | None, after: Document, told: Sequence[Difference]
) -> Iterator[str]:
    new = minutes_of(after)
    old = minutes_of(before) if before is not None else None
    stood = _standing(sides, sides.before, before) if before is not None else ""
    stands = _standing(sides, sides.after, after)
    if stands != stood:
        yield f"recorded as {stands}" if old is None and new.status == "held" else stands
    if old is not None:
        yield from _moved(old, new)
    if told or before is None or before.data != after.data:
        yield from _sheet(old, new)
        yield from _decided(sides, old, new)
        texts = [one for one in told if isinstance(one.before or one.after, Passage)]
        if texts:
            yield f"minutes {text_words(texts)}"
        if (old is not None and old.declarations != new.declarations) or (old is None and new.declarations):
            yield "declarations of interest recorded" if len(new.declarations) else "declarations taken out"


def _standing(sides: Sides, side: Side, document: Document) -> str:
    """Return how a meeting stands: "held, quorate", "held, NOT QUORATE: nobody for police", "booked", "cancelled"."""
    minutes = minutes_of(document)
    if minutes.status != "held":
        return {"planned": "booked", "cancelled": "cancelled"}[minutes.status]
    judged = _judged(side, document)
    if judged is None or judged.quorate is None:
        return "held"
    if judged.quorate:
        return "held, quorate"
    pack = side.facts.plan.pack if side.facts is not None else None
    lacking = [seat_title(pack, seat) if pack is not None else seat for seat in judged.missing]
    return f"held, NOT QUORATE (nobody for {listed(lacking)})"


def _moved(old: Minutes, new: Minutes) -> Iterator[str]:
    if old.date != new.date:
        yield f"day moved, {moved(old.date, new.date)}"
    if old.kind != new.kind:
        yield f"kind {old.kind} → {new.kind}"
    if old.cases != new.cases:
        yield f"reviews taken: {', '.join(new.cases) or 'none named'}"
    if old.cancelled_because != new.cancelled_because:
        yield (
            "why it was cancelled is recorded" if new.cancelled_because else "why it was cancelled taken out"
        )


def _sheet(old: Minutes | None, new: Minutes) -> Iterator[str]:
    """Yield how many came, where the attendance sheet is another."""
    if (old.attendance if old is not None else ()) == new.attendance:
        return
    here = sum(one.status in ("present", "deputy") for one in new.attendance)
    away = sum(one.status in ("apologies", "absent") for one in new.attendance)
    silent = len(new.attendance) - here - away
    words = ("present", "not there") if new.status == "held" else ("coming", "not coming")
    counts = [(here, words[0]), (away, words[1])]
    said = [f"{count} {word}" for count, word in counts if count]
    word = "of whom it is not said whether they came" if new.status == "held" else "invited"
    said += [f"{silent} {word}"] if silent else []
    yield ", ".join(said) if said else "attendance sheet emptied"


def _decided(sides: Sides, old: Minutes | None, new: Minutes) -> Iterator[str]:
    """Yield what the meeting concluded and agreed, where that is recorded anew: in the policy's words."""
    before = set(old.decisions) if old is not None else set()
    fresh = [one for one in new.decisions if one not in before]
    gone = len(before - set(new.decisions))
    if fresh and not sides.later.case.id:
        cases = listed(sorted({one.case for one in fresh if one.case}))
        yield f"{many(len(fresh), 'decision')} recorded{f', on {cases}' if cases else ''}"
        return
    for one in fresh:
        if one.case in (None, sides.later.case.id):
            yield one.outcome or "a decision recorded"
            if one.agrees:
                yield f"agreed: {', '.join(f'“{_agreed(sides, new.kind, word)}”' for word in one.agrees)}"
    if gone and not fresh:
        yield f"{many(gone, 'decision')} taken out"


def _agreed(sides: Sides, kind: str, word: str) -> str:
    rule = sides.facts.plan.kind.meetings.get(kind) if sides.facts is not None else None
    words = rule.agrees.get(word, word) if rule is not None else word
    return words.partition(" (")[0]
