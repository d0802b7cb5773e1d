"""PUB020-022: whether there is something to publish, the text that was approved, and a record in order."""

from collections.abc import Iterator, Sequence

from reviewctl.facts.judged import Facts
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.publishing import Product, ProductId
from reviewctl.model.signoff import Signoff, State
from reviewctl.rules.gate.proposed import Proposed
from reviewctl.rules.words import listed

NOT_TO_BE = declare("PUB020", "not-to-be-published", "error", "P§19", "P-App2")
NOT_APPROVED = declare("PUB021", "not-what-was-approved", "error", "P§16", "P§17", "P§19")
NOT_IN_ORDER = declare("PUB022", "record-not-in-order", "error")


def to_be_published(one: Proposed) -> Iterator[Finding]:
    """Yield that nothing is to be published, or that a paper which is says nothing (P§19)."""
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


def as_approved(one: Proposed) -> Iterator[Finding]:
    """Yield each paper whose very text nobody approved, and what was decided otherwise when publication was."""
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
    told = _how_they_stand(found)
    yield NOT_APPROVED.finding(
        spot,
        f"The text of the {product.id} that would go out was not approved: {told}.",
        case=one.word,
        citations=tuple(dict.fromkeys(cite for each in found for cite in each.citations)),
        help=f"Ask for it: reviewctl signoff request {one.word} {found[0].typed}. Approved in a meeting? "
        f"The minutes alone bind no text: reviewctl signoff record {one.word} {found[0].typed} "
        "--person ID --minute WORDS",
    )


def _how_they_stand(found: Sequence[Signoff]) -> str:
    """Return how sign-offs stand, those that stand alike together: a plan has four of them."""
    by_state: dict[State, list[str]] = {}
    for each in found:
        by_state.setdefault(each.state, []).append(each.what)
    return listed([_stands(state, names) for state, names in by_state.items()])


def _stands(state: State, names: list[str]) -> str:
    if len(names) == 1:
        return f"the sign-off {names[0]} {_STANDS[state]}"
    verb, _, rest = _STANDS[state].partition(" ")
    return f"the sign-offs {listed(names)} {'are' if verb == 'is' else 'were'} {rest}"


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
    yield from _searched_otherwise(one, own)
    changed = [key for key in _DECIDED if getattr(one.approved, key) != getattr(one.publication, key)]
    if changed:
        yield NOT_APPROVED.finding(
            one.spot("publication", changed[0]),
            f"Publication was approved with another {listed(changed)} than publication.yaml has now.",
            case=one.word,
            citations=own.citations,
            help=f"Put it back, or ask anew: reviewctl signoff request {one.word} publication",
        )


def _searched_otherwise(one: Proposed, own: Signoff) -> Iterator[Finding]:
    """Yield that the papers are searched for others than when publication was approved. It bars nothing."""
    then = one.approved.searched_with if one.approved is not None else None
    if then is not None and then != one.publication.searched_with:
        yield NOT_APPROVED.finding(
            one.spot("publication", "searched_with"),
            "Publication was approved when the papers were searched with another identity register, or with this one "
            "before it was changed.",
            case=one.word,
            severity="warning",
            citations=own.citations,
            help="Whoever adds a name makes the search stricter, and that needs no approval. What else changed, the "
            "people who approved should know.",
        )


def _copied(one: Proposed) -> tuple[str, ...]:
    return one.facts.plan.kind.signoffs["publication"].snapshot


def in_order(one: Proposed) -> Iterator[Finding]:
    """Yield that the record is not saved, or has errors: what goes out rests on it."""
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
