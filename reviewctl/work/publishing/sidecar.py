"""metadata.json: the record that goes out with the papers of a review, made from what is on record."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import msgspec

from reviewctl import __version__
from reviewctl.facts.called import called
from reviewctl.facts.judged import Facts
from reviewctl.facts.publishing.spans import dates_of, duration_of
from reviewctl.facts.scan.passage import Passage
from reviewctl.facts.wanted import method_of
from reviewctl.model.metadata import (
    FORM,
    Counts,
    FileTold,
    Kind,
    Maker,
    MandateTold,
    Metadata,
    MethodTold,
    PaperTold,
    Period,
    Source,
)
from reviewctl.model.publishing import Cover, Pressed, Product
from reviewctl.model.step import cited

NAME = "metadata.json"


def metadata_of(
    facts: Facts, cover: Cover, products: tuple[Product, ...], files: tuple[Pressed, ...]
) -> Metadata:
    """Return the record that goes out with some papers and the files that were made of them."""
    case, kind = facts.case, facts.plan.kind
    dates = dates_of(facts, cover.published)
    return Metadata(
        schema=FORM,
        board=cover.board,
        review=case.id,
        about=tuple(subject.pseudonym for subject in case.file.subjects),
        kind=Kind(id=kind.type, title=called(facts), legal_basis=kind.basis),
        mandate=_mandate(facts),
        method=_method(facts),
        referral_sources=tuple(_sources(facts)),
        period=_period(facts),
        dates=dates,
        duration=duration_of(dates),
        abuse_types=case.publication.abuse_types,
        themes=tuple(dict.fromkeys(one.theme for one in case.plan.recommendations if one.theme)),
        counts=_counts(facts),
        style=case.publication.style or "",
        embargo=cover.embargo,
        publish_until=case.publication.publish_until,
        language=cover.language,
        papers=tuple(_paper(one, files) for one in products),
        made_by=Maker(reviewctl=__version__, policy=facts.plan.policy, policy_title=facts.plan.pack.title),
    )


def written(record: Metadata) -> bytes:
    """Return the record as JSON, indented for people. What it says is read back by its own form."""
    data = msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"
    msgspec.json.decode(data, type=Metadata)
    return data


def passages_in(record: Metadata) -> tuple[Passage, ...]:
    """Return every text of the record as a passage of its own. Digests and days are no texts of people."""
    return tuple(
        Passage(f"{NAME} ({key})", text, line=0)
        for key, text in _texts(msgspec.to_builtins(record), "")
        if not key.endswith("sha256")
    )


def _texts(value: object, key: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield key, value
        case dict():
            for name, item in value.items():
                yield from _texts(item, f"{key}.{name}" if key else str(name))
        case list() | tuple():
            for item in value:
                yield from _texts(item, key)


def _mandate(facts: Facts) -> MandateTold | None:
    name = facts.case.decision.mandate
    if not name:
        return None
    known = facts.plan.kind.mandates.get(name)
    if known is None:
        return MandateTold(id=name, title=None, duty=None, sources=())
    return MandateTold(id=name, title=known.title, duty=known.duty, sources=cited(known.cites))


def _method(facts: Facts) -> MethodTold | None:
    name = method_of(facts.case)
    if name is None:
        return None
    known = facts.plan.kind.methods.get(name)
    return MethodTold(id=name, title=known.title if known is not None else name)


def _sources(facts: Facts) -> Iterator[Source]:
    for one in facts.case.referral.referrers:
        agency = facts.board.agency(one.agency) if one.agency else None
        sector = facts.plan.pack.sectors.get(agency.sector) if agency is not None and agency.sector else None
        yield Source(role=one.role, sector=sector.title if sector is not None else None)


def _period(facts: Facts) -> Period | None:
    scope = facts.case.terms.scope
    if scope is None or (scope.from_ is None and scope.to is None):
        return None
    return Period(from_=_month(scope.from_), to=_month(scope.to))


def _month(day: date | None) -> str | None:
    return f"{day.year:04}-{day.month:02}" if day is not None else None


def _counts(facts: Facts) -> Counts:
    plan = facts.case.plan
    levels = Counter(one.level for one in plan.recommendations)
    return Counts(
        recommendations=len(plan.recommendations),
        single_agency=levels["single-agency"],
        multi_agency=levels["multi-agency"],
        national=levels["national"],
        actions=len(plan.actions),
        agencies=len(set(facts.case.terms.agencies)),
    )


def _paper(product: Product, files: tuple[Pressed, ...]) -> PaperTold:
    return PaperTold(
        id=product.id,
        title=product.title,
        dated=product.dated,
        source_sha256=product.sha256,
        files=tuple(
            FileTold(name=one.name, form=one.form, sha256=sha256(one.data).hexdigest(), bytes=len(one.data))
            for one in files
            if one.product == product.id
        ),
    )
