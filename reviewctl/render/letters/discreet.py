"""Words that people typed, without the names of people: what may stand in a draft."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from reviewctl.facts.judged import Facts
from reviewctl.model.board import Board
from reviewctl.model.kind import Named
from reviewctl.model.review import Case, minutes_of
from reviewctl.render.pages.naming import agency_name, role_title

_WORD = re.compile(r"[^\W_]+")
LEFT_OUT = "(name left out)"


class Discreet:
    """Takes out of a text every name and id of a person that the register knows."""

    def __init__(self, names: Iterable[str]) -> None:
        known = sorted({name.strip() for name in names if name.strip()}, key=lambda name: (-len(name), name))
        self._known = _pattern(tuple(known))

    def __call__(self, text: str | None) -> str | None:
        """Return the text without those names, in one line; None where there is nothing."""
        plain = " ".join((text or "").split())
        return self._known.sub(LEFT_OUT, plain) if plain else None


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    words = [r"\s+".join(map(re.escape, name.split())) for name in names]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])" if words else r"(?!)", re.IGNORECASE)


def discreet_of(
    board: Board, cases: Iterable[Case] = (), roles: Mapping[str, Named] | None = None
) -> Discreet:
    """Return what takes out the names and ids of the board's people, and those that panels and minutes name.

    The words of which the policy's `roles` are made stay: somebody's id may be "chair", and somebody's name in
    the minutes "Head of Safeguarding", which is no name.
    """
    names = [name for person in board.people for name in (person.id, person.name or "")]
    for case in cases:
        names += [seat.name or "" for seat in case.panel.appointments]
        names += [one.name or "" for doc in case.meetings for one in minutes_of(doc).attendance]
    titles = [f"{key} {role.title}" for key, role in (roles or {}).items()]
    kept = {word for title in titles for word in _WORD.findall(title.casefold())}
    return Discreet(name for name in names if not set(_WORD.findall(name.casefold())) <= kept)


def who_agreed(facts: Facts, who: str | None) -> str | None:
    """Return a role, or a person by office or agency, as a draft may say it; None where nobody is recorded."""
    if who is None or who in facts.plan.pack.roles:
        return role_title(facts.plan.pack, who) if who else None
    offices = facts.board.offices(who, facts.as_of)
    if offices:
        return role_title(facts.plan.pack, offices[0])
    person = facts.board.person(who)
    if person is None:
        return None
    return f"somebody of {agency_name(facts.board, person.agency)}" if person.agency else "a person on record"
