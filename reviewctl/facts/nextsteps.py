"""What is to be done next in a case, by whom and by when, and what it waits for: from policy and record alone."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from reviewctl.facts.awaiting import agreed_pauses, waits
from reviewctl.facts.disclosures import open_requests
from reviewctl.facts.family import unconsidered
from reviewctl.facts.holds import to_ask_again, word_of
from reviewctl.facts.judged import Facts
from reviewctl.facts.owed import BUSINESS_MANAGER, Owed, of_an_agency
from reviewctl.facts.unrecorded import Blank, blanks, undated
from reviewctl.facts.urgent import unanswered
from reviewctl.facts.wanted import furthest_of, missing_documents
from reviewctl.model.address import Address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.deadline import Deadline
from reviewctl.model.step import cited
from reviewctl.model.todo import Agenda, Todo

NEAR = 10
"""How many days "the next ten days" are."""


def agenda(facts: Facts, unread: tuple[str, ...] = ()) -> Agenda:
    """Return what is to be done in a case on the day judged on, in the order of the policy, and what it waits for.

    A closed case owes nothing but what is overdue, what the policy says stays, such as to tell the family, and the
    answer to an urgent issue. For an open case there is always something: where nothing is to be done, what it
    waits for. `unread` are the files of the case that cannot be read: without its diary everything would seem
    undone, so that only they are named.
    """
    files = tuple(Todo(sort="file", who=BUSINESS_MANAGER, at=path) for path in unread)
    if any(path.endswith("diary.yaml") for path in unread):
        return Agenda(files)
    owed = Owed(facts)
    if facts.closed:
        owing = (_step(one, facts) for one in facts.still_owed if one.owner == "board")
        return Agenda((*files, *owing, *_urgent(facts)))
    steps = (
        *files,
        *_steps(owed),
        *_to_record(facts, frozenset(unread)),
        *_to_plan(owed),
        *_to_agree(facts),
        *_late(owed),
        *_meetings(owed),
        *_ask_again(facts),
        *_holds(facts),
        *_requests(facts),
        *_comments(facts),
        *_urgent(facts),
    )
    return Agenda(steps, waits(owed, anything=bool(steps)))


def _steps(owed: Owed) -> Iterator[Todo]:
    for one in owed.to_do:
        if not owed.at_meeting(one):
            yield _step(one, owed.facts)


def _step(one: Deadline, facts: Facts) -> Todo:
    chased = of_an_agency(one)
    planned = one.planned if one.planned is not None and one.planned <= facts.as_of else None
    return Todo(
        sort="chase" if chased else "planned" if planned is not None else "step",
        who=BUSINESS_MANAGER if chased else one.who,
        deadline=one,
        at=one.until,
        due=one.due if one.due is not None else planned,
        since=one.anchor_date,
        citations=one.citations,
    )


def _to_record(facts: Facts, unread: frozenset[str]) -> Iterator[Todo]:
    """Yield the documents that are missing and the fields that hold steps up, each document once."""
    found = [one for one in blanks(facts) if _path(one.address) not in unread]
    missing = missing_documents(facts, furthest_of(facts))
    absent = {one.address.head: None for one in found if _is_absent(one.address, facts)}
    cites = {one.document: cited(one.cites) for one in missing}
    for name in (*cites, *(name for name in absent if name not in cites)):
        behind = [one for one in found if one.address.head == name]
        yield Todo(
            sort="document",
            who=BUSINESS_MANAGER,
            at=name,
            since=_since(behind),
            holds_up=sum(len(one.steps) for one in behind),
            citations=cites.get(name) or _cites(behind),
        )
    for one in found:
        if one.address.head not in cites and one.address.head not in absent:
            yield _blank(one, facts)


def _to_plan(owed: Owed) -> Iterator[Todo]:
    """Yield that the plan has no action yet, where a step waits for its actions and nothing else says so."""
    facts, waiting = owed.facts, owed.wanting_actions
    said = any(one.document == "progress" for one in missing_documents(facts, furthest_of(facts)))
    if waiting and not said and facts.case.document("action-plan") is not None:
        yield Todo(
            sort="document",
            who=BUSINESS_MANAGER,
            at="progress",
            since=min((one.anchor_date for one in waiting if one.anchor_date is not None), default=None),
            holds_up=len(waiting),
            citations=waiting[0].citations,
        )


def _blank(one: Blank, facts: Facts) -> Todo:
    return Todo(
        sort="record",
        who=BUSINESS_MANAGER,
        at=str(one.address),
        since=_since([one]),
        holds_up=len(one.steps),
        choices=one.choices,
        citations=_cites([one]),
    )


def _path(address: Address) -> str:
    return BY_NAME[address.head].path if address.head in BY_NAME else ""


def _is_absent(address: Address, facts: Facts) -> bool:
    """Whether an address is of a document that the case could have and has not."""
    known = BY_NAME.get(address.head)
    return known is not None and not known.several and facts.case.document(known.name) is None


def _since(found: list[Blank]) -> date | None:
    days = [step.anchor_date for one in found for step in one.began if step.anchor_date is not None]
    return min(days, default=None)


def _cites(found: list[Blank]) -> tuple[str, ...]:
    return next((step.citations for one in found for step in one.began), ())


def _to_agree(facts: Facts) -> Iterator[Todo]:
    for one, address in undated(facts):
        if one.owner == "board":
            yield Todo(
                sort="date",
                who=BUSINESS_MANAGER,
                deadline=one,
                at=str(address),
                since=one.anchor_date,
                citations=one.citations,
            )


def _meetings(owed: Owed) -> Iterator[Todo]:
    """Yield the meetings that were to be held by now, and those that will not be quorate."""
    for one in owed.booked:
        if one.meeting.date <= owed.facts.as_of or one.unsure:
            yield Todo(
                sort="meeting",
                who=BUSINESS_MANAGER,
                at=one.meeting.word,
                due=one.meeting.date,
                outlook=one.outlook,
                invited=one.invited,
                steps=one.steps,
                citations=one.meeting.citations or next((step.citations for step in one.steps), ()),
            )


def _late(owed: Owed) -> Iterator[Todo]:
    """Yield the steps whose meeting is booked for a day on which they are late, and that have no reason on record."""
    for one in owed.open:
        day = one.planned if owed.at_meeting(one) and one.owner == "board" else None
        if (
            day is not None
            and one.due is not None
            and one.reason is None
            and day > max(one.due, owed.facts.as_of)
        ):
            yield replace(_step(one, owed.facts), sort="late")


def _ask_again(facts: Facts) -> Iterator[Todo]:
    """Yield the times of standing still about which to ask again. No paragraph asks for it: none is cited."""
    for pause, steps, words in agreed_pauses(facts):
        if pause.ask_again is not None and pause.ask_again <= facts.as_of:
            yield Todo(
                sort="ask-again",
                who=BUSINESS_MANAGER,
                due=pause.ask_again,
                since=pause.from_,
                paused=pause,
                steps=steps,
                choices=words,
            )


def _holds(facts: Facts) -> Iterator[Todo]:
    """Yield the holds of other processes about which to ask again (P§6, P§13)."""
    for one in to_ask_again(facts.case, facts.as_of):
        yield Todo(
            sort="hold",
            who=BUSINESS_MANAGER,
            at=one.process,
            due=one.hold.ask_again,
            since=one.hold.from_,
            choices=(word_of(one.hold),),
            citations=("P§6", "P§13"),
        )


def _requests(facts: Facts) -> Iterator[Todo]:
    """Yield what others have asked for and have neither been given nor refused; the protocol sets no limit (P§7)."""
    for number, one in open_requests(facts.case, facts.as_of):
        yield Todo(
            sort="request",
            who=BUSINESS_MANAGER,
            at=str(number + 1),
            since=one.requested,
            citations=("P§7",),
        )


def _comments(facts: Facts) -> Iterator[Todo]:
    """Yield the comments of family members that nobody has considered yet (P§15)."""
    for person, comment in unconsidered(facts.case, facts.as_of):
        yield Todo(
            sort="comment",
            who="chair-author",
            at=f"{person} {comment.id}",
            since=comment.on,
            citations=("P§15",),
        )


def _urgent(facts: Facts) -> Iterator[Todo]:
    for one in unanswered(facts.case.log, facts.as_of):
        yield Todo(
            sort="urgent",
            who=one.to if one.to in facts.plan.pack.roles else BUSINESS_MANAGER,
            at=one.name,
            since=one.raised,
            citations=("P§11",),
        )


def is_near(day: date, as_of: date) -> bool:
    """Whether a day lies within the next ten, this one included, or has passed."""
    return (day - as_of).days <= NEAR
