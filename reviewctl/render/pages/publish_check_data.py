"""What `publish check` tells scripts, and what its page is made from."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.facts.publishing.checklist import Item
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.publication import Clearance
from reviewctl.model.publishing import Product
from reviewctl.model.signoff import Signoff

SEVERITIES = ("error", "warning", "note")
"""In the order in which they are told."""


class Paper(Struct, frozen=True):
    """A paper that would go out: its version, and the sign-offs that were given to its very text.

    `otherwise` says how it stands with one that has no sign-off of its own: "with publication", "worked out".
    """

    product: Product
    version: int | None
    approvals: tuple[Signoff, ...]
    otherwise: str = ""


class Checked(Struct, frozen=True, kw_only=True):
    """All that the page shows. `cleared` are warnings that somebody cleared, of what is there now.

    `clearable` holds the number by which `publish clear` takes a warning of the search, by its place.
    """

    facts: Facts
    is_open: bool
    under_embargo: bool
    searched: bool
    papers: tuple[Paper, ...]
    findings: tuple[Finding, ...]
    cleared: tuple[Clearance, ...]
    clearable: Mapping[Spot, int]
    checklist: tuple[Item, ...]
    planned: date | None
    published: date | None
    statement: str


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, what bars the way first."""
    return sorted(findings, key=lambda one: SEVERITIES.index(one.severity))


def records_of(one: Checked) -> list[dict[str, object]]:
    """Return the findings as plain values: each with its place in the list, and what `publish clear` calls it."""
    return [
        {**finding_record(number, each), "clear": _clear(one, each)}
        for number, each in enumerate(in_order(one.findings), start=1)
    ]


def _clear(one: Checked, each: Finding) -> int | None:
    """Return by what `publish clear` takes a finding; None where it is none that anybody can clear."""
    return one.clearable.get(each.spot) if each.code == "PUB011" else None


def payload_of(one: Checked, records: list[dict[str, object]]) -> dict[str, object]:
    """Return what JSON has of a publication; `records` are its findings."""
    facts = one.facts
    publication = facts.case.publication
    return {
        "as_of": facts.as_of,
        "case": facts.case.id,
        "may_go_out": one.is_open,
        "searched": one.searched,
        "style": publication.style,
        "planned": one.planned,
        "published": one.published,
        "embargo": publication.embargo,
        "under_embargo": one.under_embargo,
        "publish_until": publication.publish_until,
        "counts": {word: count(one.findings, word) for word in SEVERITIES},
        "papers": [_paper(each) for each in one.papers],
        "findings": records,
        "cleared": [_clearance(each) for each in one.cleared],
        "checklist": [_item(each) for each in one.checklist],
        "delays": one.statement or None,
    }


def count(findings: Sequence[Finding], severity: str) -> int:
    """Return how many findings are of a severity."""
    return sum(one.severity == severity for one in findings)


def finding_record(number: int, one: Finding) -> dict[str, object]:
    """Return a finding as plain values, with its place in the list, from 1."""
    return {
        "number": number,
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "message": one.message,
        "case": one.case,
        "path": one.spot.path,
        "line": one.spot.line,
        "column": one.spot.column,
        "citations": list(one.citations),
        "help": one.help,
    }


def _paper(one: Paper) -> dict[str, object]:
    product = one.product
    return {
        "id": product.id,
        "name": product.name,
        "title": product.title,
        "path": product.path,
        "version": one.version,
        "dated": product.dated,
        "sha256": product.sha256,
        "approvals": [
            {"what": each.what, "title": each.title, "on": each.completed, "people": list(people_of(each))}
            for each in one.approvals
        ],
    }


def people_of(one: Signoff) -> tuple[str, ...]:
    """Return who gave a sign-off, by their ids."""
    return tuple(seat.person for seat in one.required if seat.person is not None)


def _clearance(one: Clearance) -> dict[str, object]:
    return {
        "place": one.place,
        "kind": one.kind,
        "by": one.by,
        "on": one.on,
        "reason": one.reason,
        "passage": one.passage,
    }


def _item(one: Item) -> dict[str, object]:
    return {
        "step": one.step,
        "title": one.title,
        "owner": one.owner,
        "due": one.due,
        "state": one.state,
        "done_on": one.done_on,
        "before": one.before,
        "note": one.note,
        "citations": list(one.citations),
    }
