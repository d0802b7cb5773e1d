"""PUB020-027, PUB029: whether a review may be published on a day. Judged by `publish`, and not by `validate`.

Each judgement looks at the record alone. An error keeps the review from going out; a warning is shown with it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.holds import keeps_in, lasting
from reviewctl.facts.judged import Facts
from reviewctl.facts.publishing.checklist import PUBLISHED, Item, checklist
from reviewctl.facts.workingdays import due
from reviewctl.model.address import read_address
from reviewctl.model.allowance import Allowance
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.log import Suspension
from reviewctl.model.publication import Publication
from reviewctl.model.publishing import Product, ProductId
from reviewctl.model.review import Document
from reviewctl.model.signoff import Signoff, State
from reviewctl.model.step import Step, cited
from reviewctl.rules.words import day, listed, quoted

NOT_TO_BE = declare("PUB020", "not-to-be-published", "error", "P§19", "P-App2")
NOT_APPROVED = declare("PUB021", "not-what-was-approved", "error", "P§16", "P§17", "P§19")
NOT_IN_ORDER = declare("PUB022", "record-not-in-order", "error")
NOT_THAT_DAY = declare("PUB023", "not-on-this-day", "error", "P-App2")
HELD = declare("PUB024", "held-by-another-process", "error", "P§6", "P§7")
CHECKLIST = declare("PUB025", "checklist-not-done", "warning", "P-App2")
NOT_SHOWN = declare("PUB026", "family-not-shown-the-report", "error", "P§15")
NOTICE = declare("PUB027", "notice-not-over", "error", "P-App2")
UNAPPROVED_DELAYS = declare("PUB029", "delays-worked-out", "warning", "P-App2")

Saved = Literal["saved", "unsaved", "no-git"]


class Proposed(Struct, frozen=True, kw_only=True):
    """What is to go out, and what is known of the record that it comes from.

    `products` are the papers, and `lacking` those which are to go out and say nothing. `approved` is the decision on
    publication as it was signed off, None where there is no copy of it. `errors` are the errors that `validate` finds
    in the case. `saved`: whether all of it is committed. `delays`: whether a statement of delays goes out that was
    worked out, and that nobody has written or approved.
    """

    facts: Facts
    products: tuple[Product, ...]
    lacking: tuple[ProductId, ...] = ()
    approved: Publication | None = None
    errors: int = 0
    saved: Saved = "saved"
    under_embargo: bool = False
    delays: bool = False

    @property
    def publication(self) -> Publication:
        """What was decided about publication."""
        return self.facts.case.publication

    @property
    def word(self) -> str:
        """How the review is named on the command line."""
        return self.facts.case.id

    def spot(self, document: str, *keys: str | int) -> Spot:
        """Return a place in one of the case's documents; the case's folder where that is not there."""
        found: Document | None = self.facts.case.document(document)
        return found.spot(keys, key=True) if found is not None else Spot(self.facts.case.folder or ".")


def obstacles(one: Proposed) -> tuple[Finding, ...]:
    """Return what keeps a review from being published on the day judged on, and what is to be thought of: all of it."""
    nothing = tuple(_to_be_published(one)) if one.publication.style in _NOTHING else ()
    return nothing or tuple(finding for judge in _JUDGEMENTS for finding in judge(one))


_NOTHING = (None, "not-published")
"""How a review is published of which nothing goes out: then there is nothing else to be said."""


def _to_be_published(one: Proposed) -> Iterator[Finding]:
    style, case = one.publication.style, one.word
    if style is None:
        yield NOT_TO_BE.finding(
            one.spot("publication", "style"),
            "It is not decided how this review is published, or whether it is.",
            case=case,
            help="Once it is: reviewctl record "
            f"{case} publication.style website (or press-statement, summary-only, not-published)",
        )
    elif style == "not-published":
        yield NOT_TO_BE.finding(
            one.spot("publication", "style"),
            "It was decided that this review is not published.",
            case=case,
            help="Its learning can be shared all the same: reviewctl next. Decided otherwise? Change the style.",
        )
    elif not one.products and not one.lacking:
        yield NOT_TO_BE.finding(
            one.spot("publication"),
            "There is nothing to publish: in none of the papers of this review is anything written yet.",
            case=case,
            help=f"Add and write one: reviewctl add {case} report, or summary, briefing, action-plan.",
        )
    for paper in one.lacking:
        yield NOT_TO_BE.finding(
            one.spot("publication", "papers"),
            f"The {paper} is to be published, and nothing is written in it.",
            case=case,
            help=f"Write it (reviewctl add {case} {paper}), or take it out of papers in publication.yaml.",
        )


def _as_approved(one: Proposed) -> Iterator[Finding]:
    for product in one.products:
        if product.id != "delays":  # It is part of publication.yaml, or was worked out.
            yield from _approved_paper(one, product)
    yield from _publication_approved(one)
    yield from _decided_otherwise(one)


def covering(facts: Facts, paper: ProductId) -> tuple[Signoff, ...]:
    """Return the sign-offs of a case that cover a paper's document, but for that of publication itself."""
    rules = facts.plan.kind.signoffs
    return tuple(
        one
        for one in facts.signoffs
        if one.what != "publication" and one.item is None and paper in rules[one.what].files
    )


def approves(one: Signoff, product: Product) -> bool:
    """Whether a sign-off is complete and was given to a document's very bytes."""
    return one.state == "complete" and (product.path, product.sha256) in one.manifest.lines


_STANDS: dict[State, str] = {
    "not-requested": "was not asked for",
    "open": "is still open",
    "stale": "was given to an earlier text",
    "complete": "was given to another text than the one that would go out",
}


def _approved_paper(one: Proposed, product: Product) -> Iterator[Finding]:
    found = covering(one.facts, product.id)
    if any(approves(each, product) for each in found):
        return
    spot = one.spot(product.id)
    if not found:
        yield NOT_APPROVED.finding(
            spot,
            f"Nobody is named by the policy who approves the {product.id}, so it cannot be published.",
            case=one.word,
            help="A board names who does under signoffs in a policy of its own: docs, how-to local-timescales.",
        )
        return
    told = listed([f"the sign-off {each.what} {_STANDS[each.state]}" for each in found])
    yield NOT_APPROVED.finding(
        spot,
        f"The text of the {product.id} that would go out was not approved: {told}.",
        case=one.word,
        citations=tuple(dict.fromkeys(cite for each in found for cite in each.citations)),
        help=f"Ask for it: reviewctl signoff request {one.word} {found[0].typed}. Approved in a meeting? "
        f"The minutes alone bind no text: reviewctl signoff record {one.word} {found[0].typed} "
        "--person ID --minute WORDS",
    )


def _publication_approved(one: Proposed) -> Iterator[Finding]:
    own = next((each for each in one.facts.signoffs if each.what == "publication"), None)
    if own is None or own.state == "complete":
        return
    yield NOT_APPROVED.finding(
        one.spot("publication"),
        f"That this review is published was not approved: the sign-off publication {_STANDS[own.state]}.",
        case=one.word,
        citations=own.citations,
        help=f"Ask for it: reviewctl signoff request {one.word} publication. Considered in a meeting? Record who "
        f"agreed: reviewctl signoff record {one.word} publication --person ID --minute WORDS",
    )


_DECIDED = ("style", "papers", "embargo", "publish_until", "delays")
"""What of publication.yaml was decided when publication was approved; the rest is about the doing."""


def _decided_otherwise(one: Proposed) -> Iterator[Finding]:
    own = next((each for each in one.facts.signoffs if each.what == "publication"), None)
    if own is None or own.state != "complete" or "publication" not in _copied(one):
        return
    if one.approved is None:
        yield NOT_APPROVED.finding(
            one.spot("publication"),
            "The copy of publication.yaml on which publication was approved cannot be read.",
            case=one.word,
            citations=own.citations,
            help=f"Ask anew: reviewctl signoff request {one.word} publication",
        )
        return
    changed = [key for key in _DECIDED if getattr(one.approved, key) != getattr(one.publication, key)]
    if changed:
        yield NOT_APPROVED.finding(
            one.spot("publication", changed[0]),
            f"Publication was approved with another {listed(changed)} than publication.yaml has now.",
            case=one.word,
            citations=own.citations,
            help=f"Put it back, or ask anew: reviewctl signoff request {one.word} publication",
        )


def _copied(one: Proposed) -> tuple[str, ...]:
    return one.facts.plan.kind.signoffs["publication"].snapshot


def _in_order(one: Proposed) -> Iterator[Finding]:
    folder = Spot(one.facts.case.folder or ".")
    if one.saved == "no-git":
        yield NOT_IN_ORDER.finding(
            folder,
            "This register is not kept in git, so it cannot be shown later what was published.",
            case=one.word,
            help="Put the register under git first: reviewctl doctor",
        )
    elif one.saved == "unsaved":
        yield NOT_IN_ORDER.finding(
            folder,
            "Not all of this review is saved: what would go out is not what the record holds.",
            case=one.word,
            help="Look at it and save it: reviewctl changes, and then reviewctl save",
        )
    if one.errors:
        count = "1 error" if one.errors == 1 else f"{one.errors} errors"
        yield NOT_IN_ORDER.finding(
            folder,
            f"The record of this review has {count} to be put right first.",
            case=one.word,
            help=f"See them: reviewctl validate {one.word}",
        )


def _on_the_day(one: Proposed) -> Iterator[Finding]:
    publication, today = one.publication, one.facts.as_of
    if publication.embargo is not None and today < publication.embargo:
        yield NOT_THAT_DAY.finding(
            one.spot("publication", "embargo"),
            f"Nothing is to be made known before {day(publication.embargo)}.",
            case=one.word,
            severity="note" if one.under_embargo else "error",
            help="Every page and file says so, and is for those alone who are told beforehand."
            if one.under_embargo
            else "Wait for the day. For those who are told beforehand: reviewctl publish build … --under-embargo, "
            "by which every page says so.",
        )
    if one.products and _the_day(one) is None:
        yield NOT_THAT_DAY.finding(
            one.spot("diary", "publication"),
            "No day of publication is on record, so the papers and metadata.json bear none.",
            case=one.word,
            severity="warning",
            help=f"Write the day that was agreed: reviewctl record {one.word} {PUBLISHED} DATE --planned",
        )
    if publication.publish_until is not None and publication.publish_until < today:
        yield NOT_THAT_DAY.finding(
            one.spot("publication", "publish_until"),
            f"It was to be public until {day(publication.publish_until)} only, and that is past.",
            case=one.word,
            help="Is it to be published longer? Then the date is decided, and approved, anew.",
        )


def _held(one: Proposed) -> Iterator[Finding]:
    for held in lasting(one.facts.case, one.facts.as_of):
        if not keeps_in(held.hold):
            continue
        ends = f" until {day(held.hold.to)}" if held.hold.to is not None else ""
        yield HELD.finding(
            one.spot("processes", held.process, "holds", held.number),
            f"{quoted(held.process)} asks that publication waits{ends}.",
            case=one.word,
            help="Ask whether that is still needed. Once it is not: "
            f"reviewctl process release {one.word} {held.process}",
        )
    yield from _suspended(one)


def _suspended(one: Proposed) -> Iterator[Finding]:
    """Yield that publication is suspended by the log; where a process holds it, that is told of the process."""
    if not any(_lasts(each, one.facts.as_of) for each in one.facts.case.log.suspensions):
        return
    for each in one.facts.deadlines:
        if each.until == PUBLISHED and each.state == "suspended":
            yield HELD.finding(
                one.spot("log", "suspensions"),
                "Publication is suspended.",
                case=one.word,
                help=f"When it goes on again: reviewctl resume {one.word} {each.key} --on DATE",
            )


def _lasts(one: Suspension, on: date) -> bool:
    return (one.from_ is None or one.from_ <= on) and (one.until is None or on < one.until)


def _who(one: Proposed, owner: str) -> str:
    roles = one.facts.plan.pack.roles
    return f"the {roles[owner].title}" if owner in roles else quoted(owner, "whom publication.yaml names")


_FAMILY = ("publication.family_discussed", "publication.family_informed")
_CONSIDERED = "publication.considered"


def _checklist(one: Proposed) -> Iterator[Finding]:
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


def _shown(one: Proposed) -> Iterator[Finding]:
    for person, member in one.facts.case.family.items():
        if member.invited is False or member.not_done.get("read_only_copy"):
            continue
        if one.facts.happened(f"family[{person}].read_only_copy") is None:
            yield NOT_SHOWN.finding(
                one.spot("family", person, "read_only_copy"),
                f"{quoted(person)} was not shown the report before publication, and no reason is recorded.",
                case=one.word,
                help="Shown, to read and comment on and not to keep: reviewctl record "
                f'{one.word} "family[{person}].read_only_copy" DATE. Not? Write why under not_done: read_only_copy.',
            )


def notices(facts: Facts) -> tuple[Step, ...]:
    """Return the steps of a case's policy that must lie a time before publication."""
    steps = (*facts.plan.kind.steps, *facts.plan.kind.publication)
    return tuple(step for step in steps if step.before == PUBLISHED and step.within)


def _is_signed_off(one: Proposed, item: Item) -> bool:
    """Whether an item is met by the sign-off of publication: how that stands is told by itself."""
    return item.until == _CONSIDERED and "publication" in one.facts.plan.kind.signoffs


def _has_notice(one: Proposed, item: Item) -> bool:
    return any(step.id == item.step for step in notices(one.facts))


def _noticed(one: Proposed) -> Iterator[Finding]:
    for step in notices(one.facts):
        deadline = one.facts.deadline(step.id)
        if deadline is None or deadline.state in ("not-applicable", "waived") or step.within is None:
            continue
        done = one.facts.happened(step.until)
        allowance = Allowance.parse(step.within)
        earliest = (
            due(done.on, allowance, one.facts.calendar_of(deadline))
            if done is not None and done.on is not None and done.exact
            else None
        )
        if earliest is None or earliest > max(one.facts.as_of, _the_day(one) or date.min):
            yield _too_soon(one, step, allowance, earliest, verified=step.verified)


def _the_day(one: Proposed) -> date | None:
    """Return the day on which it was published, or else the one that is planned."""
    done = one.facts.happened(PUBLISHED)
    return done.on if done is not None else one.facts.timeline.planned(read_address(PUBLISHED))


def _too_soon(
    one: Proposed, step: Step, allowance: Allowance, earliest: date | None, *, verified: bool
) -> Finding:
    said = (
        f"{step.title}: there is no day on record, and that comes {allowance.text()} before publication."
        if earliest is None
        else f"{step.title}: {allowance.text()} before publication, so it may be published from "
        f"{day(earliest)} on."
    )
    return NOTICE.finding(
        one.spot("diary", *step.until.split(".")),
        said,
        case=one.word,
        # What is quoted from memory does not keep anybody from anything.
        severity=None if verified else "warning",
        citations=cited(step.cites),
        help=f"Sent? reviewctl record {one.word} {step.until} DATE. Or plan a later day: reviewctl record {one.word} "
        f"{PUBLISHED} DATE --planned",
    )


def _delays(one: Proposed) -> Iterator[Finding]:
    if one.delays:
        yield UNAPPROVED_DELAYS.finding(
            one.spot("publication", "delays"),
            "The statement of delays was worked out from the record; nobody has written or approved it.",
            case=one.word,
            help="Read it. To have it said in other words, and approved, write it under delays in publication.yaml.",
        )


_JUDGEMENTS: tuple[Callable[[Proposed], Iterator[Finding]], ...] = (
    _to_be_published,
    _as_approved,
    _in_order,
    _on_the_day,
    _held,
    _checklist,
    _shown,
    _noticed,
    _delays,
)
