"""How a rule is declared and run: a small function over one review that yields what offends."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.actions.repeats import NOT_ASKED, Before
from reviewctl.facts.judged import Facts
from reviewctl.facts.signoff import is_written, source_of
from reviewctl.facts.wanted import asks_for, came_to, furthest_of, method_of, missing_documents
from reviewctl.model.address import Address, read_address
from reviewctl.model.board import Board
from reviewctl.model.catalogue import kind_at
from reviewctl.model.codes import Code, declare
from reviewctl.model.finding import Finding, Severity, Spot
from reviewctl.model.kind import DocumentRule, Method, ReviewType
from reviewctl.model.marks import KeyPath
from reviewctl.model.policy import Pack
from reviewctl.model.review import Case
from reviewctl.model.waiver import Waiver
from reviewctl.rules.inquire import minutes_behind
from reviewctl.rules.takeover import NEVER_HELD, Mark, mark, reaching_back
from reviewctl.rules.words import day

T = TypeVar("T")


class Offence(Struct, frozen=True, kw_only=True):
    """What a rule yields: where, what, and the citation where it is the step's and not the rule's.

    `at` is the address or step that it is about, by which waivers.yaml names it.
    """

    spot: Spot
    message: str
    at: str = ""
    help: str = ""
    citations: tuple[str, ...] = ()
    related: tuple[Spot, ...] = ()
    severity: Severity | None = None


class Review:
    """One review as the rules see it: the case, its policy and the facts of the day.

    `today` is the real day: what is written as having happened later cannot have. It is `as_of` unless the
    review is looked at as it stood on an earlier day.
    """

    def __init__(self, facts: Facts, today: date | None = None, before: Before = NOT_ASKED) -> None:
        self.facts = facts
        self.before = before
        self.as_of = facts.as_of
        self.today = max(today or facts.as_of, facts.as_of)
        self._made: dict[Callable[[Review], Any], Any] = {}

    @cached_property
    def case(self) -> Case:
        """The case."""
        return self.facts.case

    @cached_property
    def kind(self) -> ReviewType:
        """The kind of review, as the policy has it."""
        return self.facts.plan.kind

    @property
    def kinds(self) -> tuple[ReviewType, ...]:
        """The kind that the review is of, and those that it was of: their words stand in its papers still."""
        return (self.kind, *(former.plan.kind for former in self.facts.former))

    @property
    def word(self) -> str:
        """How the review is named on the command line; `board` is the register itself."""
        return self.case.id or "board"

    @property
    def pack(self) -> Pack:
        """The pack, with what all its kinds of review have in common."""
        return self.facts.plan.pack

    @property
    def board(self) -> Board:
        """The board."""
        return self.facts.board

    @cached_property
    def unread(self) -> frozenset[str]:
        """The kinds of document that lie in the folder and could not be read."""
        if len(self.case.files) == len(self.case.documents):
            return frozenset()
        found = (kind_at(path, "case") for path in self.case.files)
        return frozenset(
            kind.name for kind, item in filter(None, found) if self.case.document(kind.name, item) is None
        )

    @cached_property
    def missing(self) -> tuple[DocumentRule, ...]:
        """The documents that the policy wants by the stage that the review has come to, and that are not there."""
        return missing_documents(self.facts, self.furthest)

    def asks_for(self, one: DocumentRule) -> bool:
        """Whether the policy asks for a document of this review, sooner or later."""
        return asks_for(self.facts, one)

    @cached_property
    def unseen(self) -> frozenset[str]:
        """The kinds of document that would be taken for empty: they could not be read, or are missing."""
        return self.unread | {one.document for one in self.missing}

    @cached_property
    def method_id(self) -> str | None:
        """The methodology: that of the terms of reference, else the one recommended."""
        return method_of(self.case)

    @property
    def method(self) -> Method | None:
        """The methodology as the policy has it, or None."""
        return self.kind.methods.get(self.method_id or "")

    def happened(self, address: str) -> bool:
        """Whether an event has happened by the day judged on, its date known or not."""
        return self.facts.timeline.moment(read_address(address)) is not None

    def on(self, address: str) -> date | None:
        """Return the very day of an event that has happened, or None where it is not known or not so."""
        return self.on_at(read_address(address))

    def on_at(self, address: Address) -> date | None:
        """Return what `on` does, for an address that has been read."""
        moment = self.facts.timeline.moment(address)
        return moment.on if moment is not None and moment.exact else None

    def once(self, make: "Callable[[Review], T]") -> T:
        """Return what a function makes of this review, made once and kept for the other rules."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    @cached_property
    def furthest(self) -> int:
        """How far the review itself has come: the last stage opened, that of a closed case left out."""
        return furthest_of(self.facts)

    def came_to(self, stage_id: str) -> bool:
        """Whether the case has come to a stage, or through it to a later one."""
        return came_to(self.facts, stage_id, self.furthest)

    def spot(self, document: str, path: KeyPath = (), *, item: str = "", key: bool = False) -> Spot:
        """Return the place of a value in a document; where the document is absent, the case folder."""
        found = self.case.document(document, item)
        return found.spot(path, key=key) if found is not None else Spot(self.case.folder or ".")

    def spot_of(self, address: Address) -> Spot:
        """Return the place of an event or a field by its address, or the nearest place there is."""
        event = self.kind.events.get(str(address))
        if event is not None and event.from_ is not None:
            minutes = minutes_behind(self.case, read_address(event.from_), self.as_of)
            if minutes is not None:
                return minutes.spot(("date",))
            if not is_written(event, self.case) and source_of(event) is not None:
                return Spot("/".join(filter(None, (self.case.folder, "signoff", source_of(event)))))
        if address.head == "actions" and address.item:
            return self._spot_of_action(address)
        if (event is None or address.item is not None) and address.head in self.case.documents:
            way = address.fields if address.item is None else (address.item, *address.fields)
            return self.spot(address.head, way)
        return self.spot("diary", (address.head, *address.fields))

    def _spot_of_action(self, address: Address) -> Spot:
        progress = self.case.progress.get(address.item or "")
        if progress is not None and getattr(progress, address.fields[0], None) is not None:
            return self.spot("progress", (address.item or "", *address.fields))
        ids = [action.id for action in self.case.plan.actions]
        number = ids.index(address.item) if address.item in ids else 0
        return self.spot("action-plan", ("actions", number, *address.fields))


Body = Callable[[Review], Iterator[Offence]]


class Rule(Struct, frozen=True):
    """A code and the function that judges it.

    `reads` are the documents that the rule would take for empty if they could not be read or are missing: then
    it holds its tongue, so that one fault is one finding.
    """

    code: Code
    body: Body
    reads: frozenset[str] = frozenset()


_PLAIN = re.compile(r"[a-z0-9_.,\[\]-]*|[A-Z]{2,8}-[0-9]{4}-[0-9]{3}")
"""An address that holds no more than ids and keys; another may repeat what a person wrote, a name among it."""

RULES: list[Rule] = []


def rule(
    code: str, name: str, severity: Severity, *citations: str, reads: tuple[str, ...] = ()
) -> Callable[[Body], Body]:
    """Declare a rule. A code or a name that is already taken raises ValueError at import."""
    declared = declare(code, name, severity, *citations)

    def enter(body: Body) -> Body:
        RULES.append(Rule(declared, body, frozenset(reads)))
        return body

    return enter


ON_OTHERS = frozenset(("ACT030", "ACT031"))
"""The codes of the rules that look at other reviews, which is done where everything is judged: `validate`."""

WAIVER_UNUSED = declare("STR030", "waiver-unused", "warning")
WAIVER_EXPIRED = declare("STR031", "waiver-expired", "error")


def judge(facts: Facts, today: date | None = None, before: Before = NOT_ASKED) -> tuple[Finding, ...]:
    """Return every finding on one review, or on the register's own steps, waived ones marked, by place and code.

    `today` is the real day, where the review is judged as of an earlier one. `before` is what other reviews
    recommended: without it, what rests on them (`ON_OTHERS`) is not judged.
    """
    review = Review(facts, today, before)
    past, back = _never_held(facts, before)
    used: set[int] = set()
    findings = [
        _finding(one, offence, review, used)
        for one, offence in _offences(review, RULES)
        if one.code.code not in back and mark(one.code.code, offence.at, offence.message) not in past
    ]
    findings += _of_waivers(review, used)
    return tuple(sorted(findings, key=lambda finding: (finding.spot, finding.code)))


def _offences(review: Review, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Offence]]:
    unseen = review.unseen
    for one in rules:
        if one.reads.isdisjoint(unseen):
            for offence in one.body(review):
                yield one, offence


def _never_held(facts: Facts, before: Before) -> tuple[frozenset[Mark], frozenset[str]]:
    """Return what was already lacking when a review was taken over from an older list; nothing for any other."""
    earlier = facts.when_taken_over
    if earlier is None:
        return frozenset(), frozenset()
    rules = (one for one in RULES if one.code.code in NEVER_HELD)
    lacking = (
        mark(one.code.code, offence.at, offence.message)
        for one, offence in _offences(Review(earlier, before=before), rules)
    )
    return frozenset(lacking), reaching_back(earlier)


def _finding(one: Rule, offence: Offence, review: Review, used: set[int]) -> Finding:
    finding = one.code.finding(
        offence.spot,
        offence.message,
        help=offence.help,
        case=review.case.id,
        citations=offence.citations,
        related=offence.related,
        severity=offence.severity,
        at=offence.at if _PLAIN.fullmatch(offence.at) else "",
    )
    for number, waiver in enumerate(review.case.waivers):
        if waiver.code == finding.code and waiver.at == offence.at:
            used.add(number)
            if not _expired(waiver, review):
                return replace(finding, waived=True)
    return finding


def _expired(waiver: Waiver, review: Review) -> bool:
    return waiver.until is not None and waiver.until < review.as_of


def _unasked(waiver: Waiver, review: Review) -> bool:
    """Whether an exception is for what was not judged this time, since the other reviews were not looked at."""
    return review.before is NOT_ASKED and waiver.code in ON_OTHERS


def _of_waivers(review: Review, used: set[int]) -> Iterator[Finding]:
    for number, waiver in enumerate(review.case.waivers):
        spot = review.spot("waivers", (number,))
        if _expired(waiver, review) and number in used:
            yield WAIVER_EXPIRED.finding(
                spot,
                f"The agreed exception for {waiver.at} ended on {day(waiver.until)}.",
                help="Put the matter right, or have the exception agreed again with a new date.",
                case=review.case.id,
            )
        elif number not in used and not review.unread and not _unasked(waiver, review):
            yield WAIVER_UNUSED.finding(
                spot,
                f"Nothing is left of {waiver.code} at {waiver.at}, which this exception was agreed for.",
                help="Delete the exception; the history keeps it.",
                case=review.case.id,
            )
