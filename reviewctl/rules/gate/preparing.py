"""PUB025, PUB026, PUB029: whether all that comes before publication was done (P§15, P-App2)."""

from collections.abc import Iterator

from reviewctl.facts.family import closed_for
from reviewctl.facts.publishing.checklist import Item, checklist
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding
from reviewctl.rules.gate.days import notices
from reviewctl.rules.gate.proposed import Proposed
from reviewctl.rules.words import day, quoted

CHECKLIST = declare("PUB025", "checklist-not-done", "warning", "P-App2")
NOT_SHOWN = declare("PUB026", "family-not-shown-the-report", "error", "P§15")
UNAPPROVED_DELAYS = declare("PUB029", "delays-worked-out", "warning", "P-App2")


def _who(one: Proposed, owner: str) -> str:
    roles = one.facts.plan.pack.roles
    if owner not in roles:
        return quoted(owner, "whom publication.yaml names")
    title = roles[owner].title
    return f"the {title.removeprefix('The ')}"


_FAMILY = ("publication.family_discussed", "publication.family_informed")
_CONSIDERED = "publication.considered"


def checklist_done(one: Proposed) -> Iterator[Finding]:
    """Yield what of the checklist comes before publication and is open; some of it keeps it back (P§19, P-App2)."""
    for item in checklist(one.facts):
        if not (item.open and item.before) or _has_notice(one, item) or _is_signed_off(one, item):
            continue
        blocks = _must_be(one, item.until)
        until = f", by {day(item.due)}" if item.due is not None else ""
        yield CHECKLIST.finding(
            one.spot("diary", *item.until.split(".")),
            f"{item.title}: not done yet. It is for {_who(one, item.owner)}{until}.",
            case=one.word,
            citations=item.citations,
            severity="error" if blocks else None,
            help=f"Done? reviewctl {item.command.format(case=one.word)}" if item.command else "",
        )


def _must_be(one: Proposed, until: str) -> bool:
    """Whether an item of the checklist is one without which nothing goes out: the Chair's and the family's (P§19)."""
    with_whom = one.publication.considered_with
    if until == _CONSIDERED:
        return "independent-chair" not in with_whom
    return until in _FAMILY and _family_is_asked(one) and not (until == _FAMILY[0] and "family" in with_whom)


def _family_is_asked(one: Proposed) -> bool:
    family = one.facts.case.family.values()
    return not family or any(member.invited is not False for member in family)


def _is_signed_off(one: Proposed, item: Item) -> bool:
    """Whether an item is met by the sign-off of publication: how that stands is told by itself."""
    return item.until == _CONSIDERED and "publication" in one.facts.plan.kind.signoffs


def _has_notice(one: Proposed, item: Item) -> bool:
    return any(step.id == item.step for step in notices(one.facts))


def shown(one: Proposed) -> Iterator[Finding]:
    """Yield everybody close to the person who was not shown the report, and of whom nothing says why (P§15)."""
    for person, member in one.facts.case.family.items():
        if closed_for(member, "read_only_copy"):
            continue
        if one.facts.happened(f"family[{person}].read_only_copy") is None:
            yield NOT_SHOWN.finding(
                one.spot("family", person, "read_only_copy"),
                f"{quoted(person)} was not shown the report before publication, and no reason is recorded.",
                case=one.word,
                help="Shown, to read and comment on and not to keep: reviewctl record "
                f'{one.word} "family[{person}].read_only_copy" DATE. Not? Write why under not_done: read_only_copy.',
            )


def delays_told(one: Proposed) -> Iterator[Finding]:
    """Yield that a statement of delays goes out which the record alone has made (P-App2)."""
    if one.delays:
        yield UNAPPROVED_DELAYS.finding(
            one.spot("publication", "delays"),
            "The statement of delays was worked out from the record; nobody has written or approved it.",
            case=one.word,
            help="Read it. To have it said in other words, and approved, write it under delays in publication.yaml.",
        )
