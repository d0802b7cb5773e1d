"""The two readings of a case that are compared, how its things are called, and the differences still to be told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.differences import Difference
from reviewctl.facts.judged import Facts
from reviewctl.model.address import parse_address
from reviewctl.model.board import Board
from reviewctl.model.case import CaseFile
from reviewctl.model.changes import Change, ChangeKind
from reviewctl.model.deadline import Deadline
from reviewctl.model.record import FORMAT
from reviewctl.model.review import Case
from reviewctl.model.signoff import Signoff
from reviewctl.model.step import EventRule
from reviewctl.render.changes.values import plain
from reviewctl.render.pages.naming import agency_name, role_title, step_title

NOBODY = Case(id="", folder="", file=CaseFile(format=FORMAT, id="", type="", policy=""))
"""The case that stands for none: it has no documents."""


_AGENCIES = (
    "agencies",
    "agencies_involved",
    "agency",
    "owners",
    "asked_of",
    "family_advocate",
    "media_contact",
)
_ROLES = ("decided_by", "considered_with", "agreed_by", "asked_by", "role", "owner")
_CHOICES = (
    "outcome",
    "criteria_claimed",
    "finding",
    "kind",
    "level",
    "style",
    "status",
    "marks",
    "contribution",
)


class Side(Struct, frozen=True):
    """A case as it was, or is. `case` is NOBODY where it is not there, `facts` None where it cannot be worked out."""

    case: Case = NOBODY
    facts: Facts | None = None
    board: Board = Board(format=FORMAT, board="", policy="")
    signoffs: tuple[Signoff, ...] = ()

    @property
    def there(self) -> bool:
        """Whether there is such a case on this side."""
        return self.case is not NOBODY

    def deadline_until(self, address: str) -> Deadline | None:
        """Return the step that an event ends: one that it came too late for, before any other; None for none."""
        found = [one for one in self.facts.deadlines if one.until == address] if self.facts else []
        order = ("met-late", "met", "overdue", "running")
        return min(found, key=lambda one: order.index(one.state) if one.state in order else 9, default=None)

    def deadline(self, key: str) -> Deadline | None:
        """Return the deadline of a step, named with its item; None for none."""
        return self.facts.deadline(key) if self.facts is not None else None


def side_of(facts: Facts, board: Board) -> Side:
    """Return a case that could be worked out; its sign-offs only where there are any."""
    return Side(facts.case, facts, board, facts.signoffs if facts.case.signoff.begun else ())


class Sides(Struct, frozen=True):
    """Both readings of a case. Things are called as they are called after the change, else as they were before."""

    before: Side
    after: Side
    as_of: date

    @property
    def later(self) -> Side:
        """The later reading, or the earlier one where the case is gone."""
        return self.after if self.after.there else self.before

    @property
    def facts(self) -> Facts | None:
        """The facts by which things are called; None where neither side can be worked out."""
        return self.after.facts or self.before.facts

    def agency(self, word: str) -> str:
        """Return an agency's shortest name, or the word where the board does not know it."""
        known = self.after.board if self.after.board.agency(word) is not None else self.before.board
        return agency_name(known, word)

    def role(self, word: str) -> str:
        """Return what people call a role; a person's id, or any other word, as it is."""
        return role_title(self.facts.plan.pack, word) if self.facts is not None else word

    def rule(self, address: str) -> EventRule | None:
        """Return the policy's rule of an event, or None where it is no event that the policy knows."""
        try:
            pattern = str(parse_address(address).pattern)
        except ValueError:
            return None
        return self.facts.plan.kind.events.get(pattern) if self.facts is not None else None

    def event(self, address: str) -> str:
        """Return what has happened, in the policy's sentence without its remark; else the address in words."""
        rule = self.rule(address)
        if rule is not None:
            return re.sub(r" \([^()]*\)$", "", rule.title)
        return re.sub(r"[._\[\]-]+", " ", address).strip()

    def step(self, key: str) -> str:
        """Return what a step is called, with the item that it runs for."""
        for side in (self.after, self.before):
            found = side.deadline(key)
            if found is not None and side.facts is not None:
                return step_title(side.facts, found)
        return key

    def said(self, field: str, word: str) -> str:
        """Return a word of a list as people say it: an agency by its name, a method or mandate by its title."""
        facts = self.facts
        if field in _AGENCIES:
            return self.party(word)
        if facts is not None and field == "method" and word in facts.plan.kind.methods:
            return facts.plan.kind.methods[word].title
        if facts is not None and field == "mandate" and word in facts.plan.kind.mandates:
            return facts.plan.kind.mandates[word].title or word
        if field in _ROLES:
            return self.role(word)
        return word.replace("-", " ").replace("_", " ") if field in _CHOICES else word

    def party(self, word: str) -> str:
        """Return an agency or a role by its name; any other word as it is."""
        known = self.after.board.agency(word) or self.before.board.agency(word)
        return self.agency(word) if known is not None else self.role(word)


class Pool:
    """The differences of a case that no sentence has told yet, by address. Whoever takes some tells them."""

    def __init__(self, found: Iterable[Difference]) -> None:
        # By the thing that they belong to, so that what is asked of one action costs nothing for all others.
        self._things: dict[str, dict[str, list[Difference]]] = {}
        for one in found:
            self._things.setdefault(_thing(one.address), {}).setdefault(one.address, []).append(one)

    def __iter__(self) -> Iterator[Difference]:
        return iter([one for thing in self._things.values() for several in thing.values() for one in several])

    def take(self, *wanted: str) -> tuple[Difference, ...]:
        """Take out those at these very addresses."""
        found = (self._things.get(_thing(address), {}).pop(address, []) for address in wanted)
        return tuple(one for several in found for one in several)

    def under(self, address: str) -> tuple[Difference, ...]:
        """Take out those at an address, and under it."""
        thing = _thing(address)
        things = [thing] if thing != address or "[" in address else [*self._of(address)]
        return self.take(
            *(one for each in things for one in self._things.get(each, ()) if _is_under(one, address))
        )

    def items(self, head: str) -> tuple[str, ...]:
        """Return the addresses that are left of all items of a collection, or fields of a document."""
        return tuple(address for thing in self._of(head) for address in self._things[thing])

    def everything(self) -> tuple[Difference, ...]:
        """Take out all that are left."""
        return self.take(*(address for thing in self._things.values() for address in thing))

    def _of(self, head: str) -> Iterator[str]:
        return (thing for thing in self._things if thing == head or thing.startswith(f"{head}["))


def _thing(address: str) -> str:
    """Return the thing that an address is of: `actions[3]` of `actions[3].due`, `screening` of `screening.held`."""
    found = _THING.match(address)
    return found[0] if found is not None else address


_THING = re.compile(r"[^.\[]+(?:\[[^\]]*\])?")


def _is_under(one: str, address: str) -> bool:
    return one == address or one.startswith((f"{address}.", f"{address}["))


def addresses(found: Iterable[Difference]) -> tuple[str, ...]:
    """Return the addresses of differences, each once."""
    return tuple(dict.fromkeys(one.address for one in found))


def change_under(kind: ChangeKind, words: str, address: str, told: Sequence[Difference]) -> Change:
    """Return the change at an address that tells some differences; of one alone, with what was and what is."""
    only = told[0] if len(told) == 1 else None
    return Change(
        kind=kind,
        words=words,
        address=address,
        before=plain(address, only.before) if only is not None else None,
        after=plain(address, only.after) if only is not None else None,
        covers=addresses(told),
    )


def counted_items(told: Iterable[Difference], came: str) -> list[tuple[int, str]]:
    """Return how many items of a list came (said with the word `came`), were changed and were taken out; no noughts."""
    items: dict[str, set[str]] = {}
    for one in told:
        sort = came if one.before is None else "taken out" if one.after is None else "changed"
        items.setdefault(one.address.rpartition("]")[0], set()).add(sort)
    sorts = [next(iter(found)) if len(found) == 1 else "changed" for found in items.values()]
    return [(sorts.count(sort), sort) for sort in (came, "changed", "taken out") if sort in sorts]
