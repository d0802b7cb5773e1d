"""What each agency owes and has given: asked for, by when, reminded, come, sent back, given up."""

from collections.abc import Iterator, Sequence
from datetime import date

from reviewctl.facts.differences import Difference
from reviewctl.model.changes import Change
from reviewctl.render.changes.events import event_words
from reviewctl.render.changes.fields import fields_words
from reviewctl.render.changes.sides import Pool, Sides, change_under
from reviewctl.render.changes.values import change_of, day, moved
from reviewctl.render.pages.naming import listed

_PAPERS = {
    "imr": "IMR",
    "chronology": "chronology",
    "initial_chronology": "first chronology",
    "information": "information form",
}
_SAID = {
    "requested": "asked for",
    "returned": "came",
    "submitted": "came",
    "presented": "presented to the panel",
    "quality_assured": "quality-assured by the agency",
    "signed_off": "signed off by the agency",
    "records_secured": "records secured",
    "sent_back": "sent back",
    "resubmitted": "came again",
}
_CONTRIBUTIONS = {
    "imr-and-chronology": "an IMR and a chronology",
    "imr": "an IMR",
    "chronology": "a chronology",
    "statement": "a statement",
    "policies-only": "its policies",
    "information": "information",
    "none": "nothing",
}
_OUTCOMES = {
    "given": "all was given",
    "declined": "will not come: the agency declined",
    "not-possible": "will not come: it is not possible",
    "nothing-held": "will not come: the agency holds nothing",
}


def returns(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what became of what was asked of each agency."""
    for agency in dict.fromkeys([*sides.after.case.returns, *sides.before.case.returns]):
        told = pool.under(f"returns[{agency}]")
        name = sides.agency(agency)
        if told and agency not in sides.after.case.returns:
            words = f"{name}: no longer asked for anything"
            yield _change(words, f"returns[{agency}]", told)
            continue
        yield from _of_agency(sides, agency, name, told)


def _of_agency(sides: Sides, agency: str, name: str, told: Sequence[Difference]) -> Iterator[Change]:
    start = f"returns[{agency}]"
    rest = []
    for one in sorted(told, key=_place):
        way = one.address.removeprefix(start).removeprefix(".")
        words = _words(sides, way, name, one)
        if words is None:
            rest.append(one)
        else:
            yield _change(words, one.address, [one])
    yield from _rounds(sides, name, start, [one for one in rest if ".rounds[" in one.address])
    others = [one for one in rest if ".rounds[" not in one.address]
    if others:
        yield _change(f"{name}: {fields_words(sides, others, start)}", start, others)


_ORDER = (
    *("contribution", "requested", "due", "records_secured", "quality_assured", "signed_off"),
    *("returned", "submitted", "presented", "chased", "outcome", "reason"),
)


def _place(one: Difference) -> tuple[str, int]:
    """Return by what an agency's values are put in the order of the work: by paper, then as it goes on."""
    *above, field = one.address.partition("].")[2].split(".")
    return ".".join(above), _ORDER.index(field) if field in _ORDER else len(_ORDER)


def _change(words: str, address: str, told: Sequence[Difference]) -> Change:
    return change_under("return", words, address, told)


def _words(sides: Sides, way: str, name: str, one: Difference) -> str | None:
    """Return the sentence on one value; None for one that is told together with others."""
    paper, _, field = way.partition(".")
    if not way:
        return f"{name}: asked to take part" if one.after is not None else f"{name}: no longer asked"
    if paper in _PAPERS and field in _SAID:
        return f"{_PAPERS[paper]} of {name}: {_SAID[field]}, {event_words(sides, one)}"
    if paper in _PAPERS and field == "due":
        return f"{_PAPERS[paper]} of {name}: {_due(one)}"
    if way == "chased":
        return _chased(name, one)
    if way == "contribution":
        asked, was = (_CONTRIBUTIONS.get(str(side), str(side)) for side in (one.after, one.before))
        if one.after is None:
            return f"{name}: what is asked of it taken out (was {was})"
        return f"{name}: asked for {asked}{f' (before: {was})' if one.before is not None else ''}"
    if way == "outcome":
        if one.after is None:
            return f"{name}: still awaited, its outcome taken out (was {one.before})"
        return f"{name}: {_OUTCOMES.get(str(one.after), str(one.after))}"
    return None


def _due(one: Difference) -> str:
    if isinstance(one.before, date) and isinstance(one.after, date):
        return f"due {moved(one.before, one.after)}"
    if isinstance(one.after, date):
        return f"due date agreed, {day(one.after)}"
    return f"due date taken out (was {day(one.before)})" if isinstance(one.before, date) else "due date blank"


def _chased(name: str, one: Difference) -> str:
    old, new = (side if isinstance(side, tuple) else () for side in (one.before, one.after))
    came, went = ([on for on in mine if on not in other] for mine, other in ((new, old), (old, new)))
    said = [f"reminded on {listed([day(on) for on in came])}"] if came else []
    said += [f"reminder of {listed([day(on) for on in went])} taken out"] if went else []
    return f"{name}: {', '.join(said) or 'reminders written in another order'}"


def _rounds(sides: Sides, name: str, start: str, told: Sequence[Difference]) -> Iterator[Change]:
    """Yield what became of each round in which an IMR was sent back: why is the reader's to look up."""
    for one in told:
        field = one.address.rpartition(".")[2]
        if field in _SAID:
            words = f"{_SAID[field]}, {event_words(sides, one)}"
        elif field == "due":
            words = f"to come again, {_due(one)}"
        elif field == "because":
            words = f"what was wanted when it was sent back: {change_of(one.address, one.before, one.after)}"
        else:
            words = "sent back" if one.after is not None else "that it was sent back taken out"
        yield _change(f"IMR of {name}: {words}", one.address, [one])
