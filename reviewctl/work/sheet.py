"""Whom the words mean that a person types of an attendance sheet, and a plain refusal where they mean nobody."""

import re
from collections.abc import Sequence

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.meeting import Attendee

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def lines_named(word: str, lines: Sequence[Attendee], facts: Facts) -> list[int]:
    """Return the lines that a word names: by a person's id, else by an agency, else by a role.

    An agency may be written by its name or its initials.
    """
    agency = facts.board.named(word)
    for field, meant in (("person", word), ("agency", agency.id if agency else word), ("role", word)):
        found = [i for i, line in enumerate(lines) if getattr(line, field) == meant]
        if found:
            return found
    return []


def check_known(words: Sequence[str], lines: Sequence[Attendee], facts: Facts) -> None:
    """Raise ReviewctlError, naming all of them, where words stand for nobody or for more than one."""
    known = (facts.board.person, facts.board.named)
    open_ = [word for word in dict.fromkeys(words) if not any(look(word) for look in known)]
    found = {word: lines_named(word, lines, facts) for word in open_}
    for word, places in found.items():
        if len(places) > 1:
            who = [lines[i].person or lines[i].agency or "somebody with no id" for i in places]
            raise ReviewctlError(
                f"{word} means {len(places)} lines of the sheet.", f"Say which by the id: {', '.join(who)}."
            )
    strangers = [word for word, places in found.items() if not places]
    if strangers:
        raise nobody_known(strangers)


def nobody_known(words: Sequence[str]) -> ReviewctlError:
    """Return the refusal of words that stand for nobody. What is no id may be a name, and is counted only."""
    shown = [word for word in words if _ID.fullmatch(word) and len(word) <= 60]
    others = len(words) - len(shown)
    all_ = [
        *shown,
        *([f"{others} that is no id" if others == 1 else f"{others} that are no ids"] if others else []),
    ]
    return ReviewctlError(
        f"There is somebody here whom board.yaml does not have: {', '.join(all_)}.",
        "Use the id of a person or an agency of board.yaml, or a role of the sheet. "
        'A new person first: reviewctl record board "people[ID].agency" AGENCY',
    )


def member_meant(word: str, line: Attendee | None, facts: Facts) -> str:
    """Return the id of the person for whom a deputy comes. Raises ReviewctlError where it is no person."""
    person = line.person if line is not None and line.person else word
    if facts.board.person(person) is not None:
        return person
    raise ReviewctlError(
        f"A deputy comes for a person, and no person is known for {word}.",
        f'If they simply come for the agency, they are no deputy: leave the "={word}" out, and say that they come.',
    )
