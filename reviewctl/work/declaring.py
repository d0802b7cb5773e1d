"""What `panel declare` does: what a member declared about involvement, and how it was settled (P§9)."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.panel import Declaration
from reviewctl.render.dates import long_day
from reviewctl.work.desk import Desk
from reviewctl.work.log import facts_ahead, said
from reviewctl.work.nearest import nearest
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts
from reviewctl.work.seating import booked_words, edit_panel
from reviewctl.work.writing import Pen


def declare(
    desk: Desk,
    pen: Pen,
    word: str,
    person: str,
    involvement: bool | None,
    on: date | None,
    settled_on: date | None,
    how: str | None,
) -> Iterator[str]:
    """Record what a member declared about involvement, or how it was settled (P§9); yield what to tell.

    Raises ReviewctlError for nothing said, for somebody whom neither board.yaml nor the panel has, for a settlement
    without its how, or of what was not declared.
    """
    facts = case_facts(desk, word)
    _refuse_slips(involvement, on, settled_on, how)
    _refuse_unknown(facts, person)
    known = [i for i, one in enumerate(facts.case.panel.declarations) if one.person == person]
    before = facts.case.panel.declarations[known[-1]] if known else None
    involved = involvement if involvement is not None else before.involvement if before is not None else None
    if settled_on is not None and not involved:
        raise ReviewctlError(
            f"{person} has not declared any involvement, so there is nothing to settle.",
            "If there was some, say so too: --involvement some",
        )
    day = on or (today() if involvement is not None else None)
    how = checked_words(how or "") or None
    words: dict[str, object] = {"on": day, "involvement": involvement, "settled_on": settled_on, "how": how}
    filled = {key: value for key, value in words.items() if value is not None}
    edit_panel(pen, facts, list(_declaration(facts, person, known, before, filled)))
    ahead = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: panel declare {person}"):
        yield from _declared(facts, person, involvement, day, settled_on)
        if involved and settled_on is None:
            yield f"  {person} does not count for the quorum until it is settled. When it is:"
            yield f"    reviewctl panel declare {facts.case.id} {person} --settled-on DATE --how …"
        yield from booked_words(ahead) if involved else ()
        warn_of_names(desk, facts, how)


def _declaration(
    facts: Facts, person: str, known: list[int], before: Declaration | None, filled: dict[str, object]
) -> Iterator[tuple[KeyPath, object]]:
    """Yield the edits of a declaration. None before and some now is a line of its own: both were true once."""
    anew = before is None or (before.involvement is False and filled.get("involvement") is True)
    if anew:
        yield ("declarations", len(facts.case.panel.declarations)), {"person": person, **filled}
        return
    if filled.get("involvement") is False:
        filled = {**filled, "settled_on": None, "how": None}
    for key, value in filled.items():
        yield ("declarations", known[-1], key), value


def _declared(
    facts: Facts, person: str, involvement: bool | None, day: date | None, settled_on: date | None
) -> Iterator[str]:
    if involvement is not None and day is not None:
        what = "an involvement" if involvement else "no involvement"
        yield f"{facts.case.id}: {person} declared {what}, {long_day(day)}"
    if settled_on is not None:
        yield f"{facts.case.id}: the involvement of {person} was settled, {long_day(settled_on)}"


def _refuse_unknown(facts: Facts, person: str) -> None:
    """Raise ReviewctlError for an id that is neither in board.yaml nor has a seat on the panel."""
    known = [one.id for one in facts.board.people]
    known += [one.person for one in facts.case.panel.appointments if one.person is not None]
    if person in known:
        return
    near = nearest(person, known, 1)
    case = facts.case.id
    raise ReviewctlError(
        f"There is no person {said(person)} in board.yaml, and none on the panel of {case}"
        f"{f'; did you mean {near[0]}?' if near else '.'}",
        'Put the person into board.yaml first: reviewctl record board "people[ID].name" NAME '
        f"· and on the panel: reviewctl panel add {case} --person ID --role ROLE",
    )


def _refuse_slips(
    involvement: bool | None, on: date | None, settled_on: date | None, how: str | None
) -> None:
    if involvement is None and settled_on is None:
        raise ReviewctlError(
            "What was declared?",
            "--involvement none, or some; or how it was settled: --settled-on DATE --how …",
        )
    if (settled_on is None) != (how is None or not how.strip()):
        raise ReviewctlError(
            "An involvement is settled on a day, and in some way.",
            "Give both --settled-on DATE and --how WORDS.",
        )
    if involvement is False and settled_on is not None:
        raise ReviewctlError(
            "Where there was no involvement, there is nothing to settle.", "Leave one of them out."
        )
    for day in (on, settled_on):
        if day is not None and day > today():
            raise ReviewctlError(f"{long_day(day)} is still to come.", "Give the day on which it happened.")
