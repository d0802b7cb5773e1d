"""STR: whether the register's own lists hold together: its agencies, people, offices and meetings."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from reviewctl.model.board import Board
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding
from reviewctl.model.marks import KeyPath
from reviewctl.model.policy import Policy
from reviewctl.model.review import Document, minutes_of
from reviewctl.model.trust import Trust
from reviewctl.rules.trust import judge_trust
from reviewctl.rules.words import day, did_you_mean, first_words, nearest, quoted

LISTED_TWICE = declare("STR070", "listed-twice-by-the-board", "error")
NOT_LISTED = declare("STR071", "not-listed-by-the-board", "error")
NOT_OF_THE_POLICY = declare("STR072", "word-not-of-the-boards-policy", "error")
TWO_HOLDERS = declare("STR073", "two-holders-of-one-office", "warning")
NO_SUCH_CASE = declare("STR074", "meeting-of-no-case", "error")

_ONE_HOLDER = ("independent-chair",)


class Shelf(Struct, frozen=True, kw_only=True):
    """What a register itself holds: its board, its meetings' minutes, its cases' ids, its policy, whom it trusts."""

    board: Document | None
    meetings: tuple[Document, ...] = ()
    cases: frozenset[str] = frozenset()
    policy: Policy | None = None
    trust: Trust = Trust()


def judge_register(shelf: Shelf) -> tuple[Finding, ...]:
    """Return every finding on a register's own files, sorted by place and code."""
    findings = [finding for judgement in _JUDGEMENTS for finding in judgement(shelf)]
    findings += judge_trust(shelf.trust, shelf.board)
    return tuple(sorted(findings, key=lambda finding: (finding.spot, finding.code)))


def _listed_twice(shelf: Shelf) -> Iterator[Finding]:
    """Yield each agency and each person whose id stands twice on the board's lists."""
    if shelf.board is None:
        return
    board: Board = shelf.board.data
    for key, ids in (("agencies", [a.id for a in board.agencies]), ("people", [p.id for p in board.people])):
        for number, name in enumerate(ids):
            first = ids.index(name)
            if first < number:
                before = shelf.board.spot((key, first, "id"))
                yield LISTED_TWICE.finding(
                    shelf.board.spot((key, number, "id")),
                    f"{quoted(name)} is already on line {before.line}.",
                    help="Give the second another id, or delete it. An id that cases use must not change.",
                    related=(before,),
                )


def _not_listed(shelf: Shelf) -> Iterator[Finding]:
    """Yield each reference within board.yaml to an agency or a person that is not on its lists."""
    if shelf.board is None:
        return
    board: Board = shelf.board.data
    agencies: dict[str, tuple[str, ...]] = {one.id: (one.name,) for one in board.agencies}
    people: dict[str, tuple[str, ...]] = {one.id: () for one in board.people}
    wanted: list[tuple[KeyPath, str, str, dict[str, tuple[str, ...]]]] = [
        (("people", number, "agency"), one.agency, "agency", agencies)
        for number, one in enumerate(board.people)
        if one.agency
    ]
    wanted += [
        (("roles", number, "person"), one.person, "person", people) for number, one in enumerate(board.roles)
    ]
    for path, word, what, known in wanted:
        if word not in known:
            yield NOT_LISTED.finding(
                shelf.board.spot(path),
                f"there is no {what} {quoted(word)} in this file.{did_you_mean(word, known)}",
                help=f"Add the {what} above, or correct the id.",
            )


def _not_of_the_policy(shelf: Shelf) -> Iterator[Finding]:
    """Yield each sector and each office of board.yaml that the board's policy does not have."""
    if shelf.board is None or shelf.policy is None:
        return
    board: Board = shelf.board.data
    pack = shelf.policy.pack
    sectors = {word: (one.title,) for word, one in pack.sectors.items()}
    roles = {word: (one.title,) for word, one in pack.roles.items()}
    said: list[tuple[KeyPath, str | None, str, dict[str, tuple[str]]]] = [
        *((("agencies", n, "sector"), one.sector, "sector", sectors) for n, one in enumerate(board.agencies)),
        *((("roles", n, "role"), one.role, "role", roles) for n, one in enumerate(board.roles)),
    ]
    for path, word, what, known in said:
        if word is not None and word not in known:
            yield NOT_OF_THE_POLICY.finding(
                shelf.board.spot(path),
                f"the policy knows no {what} {quoted(word)}.{did_you_mean(word, known)}",
                help=f"It knows: {first_words(known)}.",
            )


def _two_holders(shelf: Shelf) -> Iterator[Finding]:
    """Yield each office of which there is only one, where two are recorded to have held it on one day."""
    if shelf.board is None:
        return
    board: Board = shelf.board.data
    for role in _ONE_HOLDER:
        spells = [(number, one) for number, one in enumerate(board.roles) if one.role == role]
        for place, (number, one) in enumerate(spells):
            others = [n for n, other in spells[:place] + spells[place + 1 :] if other.person != one.person]
            if one.from_ is not None and others and len(set(board.holders(role, one.from_))) > 1:
                yield TWO_HOLDERS.finding(
                    shelf.board.spot(("roles", number)),
                    f"On {day(one.from_)} two people held the office of {role}.",
                    help="Write under to the last day of the one before.",
                )


def _no_such_case(shelf: Shelf) -> Iterator[Finding]:
    """Yield each case named by the minutes of the register's meetings that is not in the register."""
    known: dict[str, tuple[str, ...]] = dict.fromkeys(sorted(shelf.cases), ())
    for document in shelf.meetings:
        for path, case in _cases_of(document):
            if case in known:
                continue
            near, _ = nearest(case, known)
            yield NO_SUCH_CASE.finding(
                document.spot(path),
                f"there is no case {quoted(case)} in this register." + (f" Nearest: {near}." if near else ""),
                help="Correct the id. The minutes count for the cases that they name.",
            )


def _cases_of(document: Document) -> Iterable[tuple[KeyPath, str]]:
    minutes = minutes_of(document)
    yield from ((("cases", number), case) for number, case in enumerate(minutes.cases))
    for number, decision in enumerate(minutes.decisions):
        if decision.case is not None and decision.case not in minutes.cases:
            yield ("decisions", number, "case"), decision.case


_JUDGEMENTS: tuple[Callable[[Shelf], Iterator[Finding]], ...] = (
    _listed_twice,
    _not_listed,
    _not_of_the_policy,
    _two_holders,
    _no_such_case,
)
