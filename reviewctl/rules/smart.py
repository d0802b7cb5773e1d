"""ACT: whether an action can fail, whether somebody answers for it, and whether what it rests on still stands."""

import re
from collections.abc import Iterator

from reviewctl.facts.actions.thread import thread_of
from reviewctl.facts.record import due_in_force
from reviewctl.model.actions import Action
from reviewctl.model.address import parse_address
from reviewctl.model.finding import Spot
from reviewctl.rules.actions import at_key, is_everybody, is_nothing, is_over, spot_of_action
from reviewctl.rules.engine import Offence, Review, rule

_WHO = r"(all )?(staff|practitioners|professionals|agencies|colleagues)( (are|is|should|must|will|to))?( to)?( be)?"
_AGAIN = (
    r"remind(ed)?|re-?iterate|re-?issue|re-?circulate|re-?emphasi[sz]e|bear in mind"
    r"|(raise|promote|increase|improve|heighten) (the )?awareness|awareness[- ]raising"
    r"|(reinforce|highlight|stress) the (message|need|importance|policy|guidance)"
)
_AWARE = r"ensure (that )?[a-z ]{0,40}aware\b|(be )?(made )?aware of"
_REMINDS = re.compile(rf"(to )?({_WHO} )?({_AGAIN}|{_AWARE})\b")
"""How an action begins that only says again what is known."""
_DOES = re.compile(
    r"\b(audit|train|teach|test|check|measure|write|rewrite|revise|change|introduce|build|set up|supervise|survey"
    r"|sample|monitor|follow up|evaluate|redesign|agree|commission|appoint|replace|pilot|try)(e?d|s|ing)?\b"
)
"""What an action does that can be seen afterwards to have been done."""


@rule("ACT010", "action-only-reminds", "warning", "P§17", "P§20")
def only_reminds(review: Review) -> Iterator[Offence]:
    """An action that only says again what people are to know: nobody could tell that it had failed."""
    for number, action in enumerate(review.case.plan.actions):
        words = " ".join((action.action or "").casefold().split())
        if _REMINDS.match(words) and not _DOES.search(words) and not is_over(review, action):
            yield Offence(
                spot=review.spot("action-plan", ("actions", number, "action")),
                at=at_key(action, "action"),
                message=f"Action {action.id} only reminds people, or raises awareness.",
                help="Say what will be done differently, such as a change, a test or an audit, and how one will know.",
            )


@rule("ACT011", "several-owners-no-lead", "warning", "P§17", "P§20")
def no_lead(review: Review) -> Iterator[Offence]:
    """An action of several owners of whom none leads, and over which nobody watches; or led by none of them."""
    for number, action in enumerate(review.case.plan.actions):
        if is_over(review, action):
            continue
        if action.lead is not None and action.lead not in action.owners:
            yield Offence(
                spot=review.spot("action-plan", ("actions", number, "lead")),
                at=at_key(action, "lead"),
                message=f"Action {action.id} is led by somebody who is not one of its owners.",
                help="Write under lead one of those under owners; who only watches over it stands under overseer.",
            )
        elif len(action.owners) > 1 and action.lead is None and action.overseer is None:
            yield Offence(
                spot=review.spot("action-plan", ("actions", number, "owners")),
                at=at_key(action, "lead"),
                message=f"Action {action.id} has {len(action.owners)} owners, and none of them leads it.",
                help="Write under lead the one that answers for the whole, or under overseer who watches over it.",
            )


@rule("ACT012", "beyond-the-board-unwatched", "warning", "P-App3")
def unwatched(review: Review) -> Iterator[Offence]:
    """An action whose owners are all beyond the Board, and over which nobody watches who could tell it."""
    board = review.board
    for number, action in enumerate(review.case.plan.actions):
        beyond = bool(action.owners) and not any(
            board.agency(one) or is_everybody(one) for one in action.owners
        )
        if all(map(is_nothing, action.owners)):
            continue
        if board.agencies and beyond and action.overseer is None and not is_over(review, action):
            yield Offence(
                spot=review.spot("action-plan", ("actions", number, "owners")),
                at=at_key(action, "overseer"),
                message=f"No owner of action {action.id} is an agency of the Board, and nobody watches over it.",
                help="Write under overseer the role or agency that asks them, and tells the partnership.",
            )


@rule("ACT013", "due-in-words-only", "note", "P§20")
def in_words_only(review: Review) -> Iterator[Offence]:
    """An action that is due in words alone, such as a season: it can never be late."""
    for number, action in enumerate(review.case.plan.actions):
        if due_in_force(review.case, action, review.as_of) is not None or is_over(review, action):
            continue
        if _words(review, action):
            yield Offence(
                spot=spot_of_action(review, number),
                at=at_key(action, "due"),
                message=f"Action {action.id} is due in words only, so nobody is told when it is late.",
                help=f"Once a day is agreed: reviewctl action revise {review.case.id} {action.id} --due DATE "
                '--reason "…" --agreed-by ROLE',
            )


def _words(review: Review, action: Action) -> bool:
    progress = review.case.progress.get(action.id)
    return bool(
        action.due_as_written
        or (progress is not None and any(one.due_as_written for one in progress.revisions))
    )


@rule("ACT014", "link-suspect", "warning", "P§17")
def suspect(review: Review) -> Iterator[Offence]:
    """A link of the golden thread whose other end has another text than when somebody looked at it."""
    if not review.case.log.links:
        return
    for one in thread_of(review.case, review.facts.timeline).links:
        if one.state == "suspect":
            yield Offence(
                spot=_end(review, one.of),
                at=one.of,
                message=f"{one.of} rests on {one.to}, which has been changed since somebody looked at both.",
                help=f'Read both again. When it still holds: reviewctl action link {review.case.id} "{one.of}"',
            )


def _end(review: Review, of: str) -> Spot:
    """Return where the near end of a link stands."""
    address = parse_address(of)
    if address.fields:
        return review.spot("progress", (address.item or "", *address.fields))
    items = getattr(review.case.plan, address.head)
    place = next((at for at, one in enumerate(items) if one.id == address.item), 0)
    return review.spot("action-plan", (address.head, place, "id"))
