"""What the page of `publish check` is made from."""

from reviewctl.facts.publishing.checklist import PUBLISHED, checklist
from reviewctl.model.address import read_address
from reviewctl.model.publication import Clearance
from reviewctl.render.pages.publish_check_data import Checked, Paper
from reviewctl.rules.gate import approves, covering
from reviewctl.work.publishing.delays import is_worked_out
from reviewctl.work.publishing.gate import Gate


def checked(one: Gate) -> Checked:
    """Return what the gate found, with the papers, the checklist and what was cleared."""
    facts = one.facts
    done = facts.happened(PUBLISHED)
    statement = next((product.text for product in one.products if product.id == "delays"), "")
    return Checked(
        facts=facts,
        is_open=one.is_open,
        under_embargo=one.under_embargo,
        searched=one.found is not None,
        papers=tuple(papers(one)),
        findings=one.findings,
        cleared=tuple(cleared(one)),
        clearable={each.spot: each.number for each in one.found.seen if each.number} if one.found else {},
        checklist=checklist(facts),
        planned=facts.timeline.planned(read_address(PUBLISHED)) if done is None else None,
        published=done.on if done is not None else None,
        statement=statement,
    )


def papers(one: Gate) -> list[Paper]:
    """Return the papers that would go out, each with its version and with the sign-offs given to its very text."""
    found = []
    for product in one.products:
        document = one.facts.case.document(product.id)
        approvals = tuple(each for each in covering(one.facts, product.id) if approves(each, product))
        version = getattr(document.data, "version", None) if document is not None else None
        found.append(Paper(product, version, approvals, _otherwise(one, product.id)))
    return found


def _otherwise(one: Gate, paper: str) -> str:
    if paper != "delays":
        return ""
    return "worked out" if is_worked_out(one.facts) else "with publication"


def cleared(one: Gate) -> list[Clearance]:
    """Return the clearances that count for what is there now."""
    there = (
        {(each.digest, each.kind) for each in one.found.seen if each.state == "cleared"}
        if one.found
        else set()
    )
    return [each for each in one.facts.case.publication.cleared if (each.passage, each.kind) in there]
