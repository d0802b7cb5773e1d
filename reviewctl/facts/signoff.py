"""How each sign-off of a case stands on a day: what is signed off, by whom it was, and what does not count and why.

State is worked out and never written. It rests on the sums of the files as they are, so that a word that changes
voids what was approved; and what cannot be relied on keeps a sign-off from being complete until it is put right.
"""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from reviewctl.facts.bound import document_named, manifest
from reviewctl.facts.events import is_complete
from reviewctl.facts.quorum import seated
from reviewctl.facts.record import COLLECTIONS
from reviewctl.facts.stated import DISTRUST, Place, judged_of, rejects
from reviewctl.model.address import read_address
from reviewctl.model.board import Board
from reviewctl.model.catalogue import BY_NAME, path_of
from reviewctl.model.kind import Named, ReviewType, SignoffRule
from reviewctl.model.review import Case
from reviewctl.model.signoff import RequestFile, Required, Signoff, State, Stated, StatementFile
from reviewctl.model.step import EventRule, cited

__all__ = [
    "can_be_asked_for",
    "is_asked_for",
    "is_written",
    "manifest",
    "request_for",
    "requests_of",
    "seats",
    "signoff_of",
    "signoffs",
    "source_of",
    "statements_for",
    "unknown_places",
]

Titles = Mapping[str, Named]


def signoffs(
    case: Case, kind: ReviewType, board: Board | None, as_of: date, roles: Titles | None = None
) -> tuple[Signoff, ...]:
    """Return how every sign-off of a case stands on a day, in the order of the policy.

    One for each item of a collection is there for each item whose document is, or of which anything was asked
    or said. `roles` are the roles of the pack, for their titles. The sums of the files are those of
    `Case.signoff`, which are read only for a case with a `signoff` folder.
    """
    return tuple(
        signoff_of(case, kind.signoffs[what], board, as_of, what, item, roles)
        for what in kind.signoffs
        for item in _items(case, kind.signoffs[what], what)
    )


def signoff_of(
    case: Case,
    rule: SignoffRule,
    board: Board | None,
    as_of: date,
    what: str,
    item: str = "",
    roles: Titles | None = None,
) -> Signoff:
    """Return how one sign-off of a case stands on a day; `item` is "" where there is not one for each."""
    place = Place(
        what=what,
        item=item,
        rule=rule,
        case=case,
        board=board,
        as_of=as_of,
        manifest=manifest(rule, case, item, what),
        request=request_for(case, what, item),
        files=statements_for(case, what, item),
    )
    judged, filled, completed = _seat(place, judged_of(place))
    requested = place.request.request if place.request is not None else None
    return Signoff(
        case=case.id,
        what=what,
        item=item or None,
        title=rule.title,
        state=_state(place, judged, completed),
        manifest=place.manifest,
        required=tuple(
            Required(role, _title(role, roles), who) for role, who in zip(seats(rule), filled, strict=True)
        ),
        statements=judged,
        requested=requested if requested is not None and requested.on <= as_of else None,
        completed=completed if not _stands_in_the_way(place, judged) else None,
        assurance=rule.assurance,
        citations=cited(rule.cites),
    )


def seats(rule: SignoffRule) -> tuple[str, ...]:
    """Return the seats that approvals must fill: each role once, and further ones that any of the roles can fill.

    Such a further seat is named by all the roles: `chair-author or member`.
    """
    more = max(rule.people - len(rule.roles), 0)
    return (*rule.roles, *[" or ".join(rule.roles)] * more)


def is_asked_for(case: Case, what: str, item: str, as_of: date = date.max) -> bool:
    """Whether a sign-off was asked for, or anything said in it, by a day. What cannot be read may have been."""
    request = request_for(case, what, item)
    if request is not None and (request.request is None or request.request.on <= as_of):
        return True
    return any(
        file.statement is None or file.statement.on <= as_of for file in statements_for(case, what, item)
    )


def requests_of(case: Case) -> tuple[RequestFile, ...]:
    """Return the requests that lie in a case. One that was made for another review is not relied on."""
    return tuple(
        replace(one, request=None, fault="it was made for another review and copied here")
        if one.request is not None and one.request.case != case.id
        else one
        for one in case.signoff.requests
    )


def request_for(case: Case, what: str, item: str) -> RequestFile | None:
    """Return the request for a sign-off that lies in a case, relied on or not; None where there is none."""
    return next((one for one in requests_of(case) if (one.what, one.item) == (what, item)), None)


def statements_for(case: Case, what: str, item: str) -> tuple[StatementFile, ...]:
    """Return the statements that lie in the folder of a sign-off, in the order of the case's."""
    return tuple(one for one in case.signoff.statements if (one.what, one.item) == (what, item))


def can_be_asked_for(case: Case, rule: SignoffRule, item: str = "") -> bool:
    """Whether every document that a sign-off covers is in the record, or a paper that stands for it."""
    return all(_is_there(case, name, item) for name in rule.files)


def source_of(rule: EventRule) -> str | None:
    """Return the sign-off from which an event comes, or None: `report-and-plan`."""
    source = read_address(rule.from_) if rule.from_ is not None else None
    return source.item if source is not None and is_complete(source) else None


def is_written(rule: EventRule, case: Case, item: str = "") -> bool:
    """Whether an event's day is written by hand: it comes from nowhere else, or from a sign-off nobody asked for."""
    what = source_of(rule)
    if what is None:
        return rule.from_ is None
    return rule.else_ == "diary" and not is_asked_for(case, what, item)


def unknown_places(case: Case, kind: ReviewType) -> tuple[StatementFile | RequestFile, ...]:
    """Return what lies in the `signoff` folder and belongs to no sign-off that the policy has."""
    return tuple(one for one in _everything(case) if not _is_place(one.what, one.item, case, kind))


def _everything(case: Case) -> tuple[StatementFile | RequestFile, ...]:
    return (*case.signoff.statements, *case.signoff.requests)


def _is_place(what: str, item: str, case: Case, kind: ReviewType) -> bool:
    rule = kind.signoffs.get(what)
    if rule is None or rule.for_each is None:
        return rule is not None and not item
    return item in COLLECTIONS[rule.for_each](case)


def _items(case: Case, rule: SignoffRule, what: str) -> tuple[str, ...]:
    """Return the items of a sign-off; ("",) where there is not one for each."""
    if rule.for_each is None:
        return ("",)
    collection = COLLECTIONS[rule.for_each](case)
    there = [item for item in collection if any(_is_there(case, name, item) for name in rule.files)]
    asked = {one.item for one in _everything(case) if one.what == what and one.item}
    return tuple(dict.fromkeys((*there, *sorted(asked))))


def _is_there(case: Case, name: str, item: str) -> bool:
    """Whether a document that a sign-off covers is in the record, or a paper that stands for it."""
    return path_of(BY_NAME[name], item) in case.files or any(
        paper.stands_for == document_named(name, item) for paper in case.papers
    )


def _title(role: str, roles: Titles | None) -> str:
    named = roles or {}
    titles = [named[one].title if one in named else one.replace("-", " ") for one in role.split(" or ")]
    return " or ".join(titles)


def _seat(
    place: Place, judged: tuple[Stated, ...]
) -> tuple[tuple[Stated, ...], tuple[str | None, ...], date | None]:
    """Return the statements with those that fill no seat marked, who fills each seat, and since when all are filled."""
    counting = sorted((one for one in judged if one.state == "counts"), key=_in_order)
    wanted = seats(place.rule)
    holder: dict[str, int] = {}
    completed: date | None = None
    for on in sorted({one.on for one in counting if one.on is not None}):
        holder = _filled(wanted, [one for one in counting if one.on is not None and one.on <= on])
        if len(holder) == len(wanted):
            completed = on
            break
    who = {seat: person for person, seat in holder.items()}
    used = _used(counting, wanted, holder)
    marked = tuple(_marked(one, holder, used) for one in judged)
    return marked, tuple(who.get(number) for number in range(len(wanted))), completed


def _in_order(one: Stated) -> tuple[date, int, str]:
    return one.on or date.max, one.file.number, one.file.path


def _filled(wanted: tuple[str, ...], counting: list[Stated]) -> dict[str, int]:
    able = [list(dict.fromkeys(one.person for one in counting if _fills(one, seat))) for seat in wanted]
    return seated(able)


def _fills(one: Stated, seat: str) -> bool:
    return one.role in seat.split(" or ")


def _used(counting: list[Stated], wanted: tuple[str, ...], holder: dict[str, int]) -> dict[str, str]:
    """Return which statement fills each person's seat: the first of theirs that can."""
    found: dict[str, str] = {}
    for one in counting:
        if one.person in holder and _fills(one, wanted[holder[one.person]]):
            found.setdefault(one.person, one.file.path)
    return found


def _marked(one: Stated, holder: dict[str, int], used: dict[str, str]) -> Stated:
    if one.state != "counts":
        return one
    if one.person in used and used[one.person] != one.file.path:
        return replace(
            one, state="not-needed", reason="One person fills one seat, and another statement of theirs does."
        )
    return one if one.person in holder else replace(one, reason="Every seat is filled without it.")


def _stands_in_the_way(place: Place, judged: tuple[Stated, ...]) -> bool:
    """Whether something keeps a sign-off from being complete, however many approve it."""
    broken = place.request is not None and place.request.request is None
    return broken or any(one.state in DISTRUST or rejects(one, place) for one in judged)


def _state(place: Place, judged: tuple[Stated, ...], completed: date | None) -> State:
    if completed is not None and not _stands_in_the_way(place, judged):
        return "complete"
    if any(one.state == "stale" and one.decision == "approve" for one in judged):
        return "stale"
    asked = is_asked_for(place.case, place.what, place.item, place.as_of)
    return "open" if asked else "not-requested"
