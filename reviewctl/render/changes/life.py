"""The review as a whole: new, gone, at another stage, of another kind; and whether it can be read."""

from collections.abc import Iterator

from reviewctl.facts.called import called
from reviewctl.model.changes import Change
from reviewctl.render.changes.sides import Pool, Side, Sides, addresses
from reviewctl.render.changes.values import change_of, day, titled
from reviewctl.render.pages.naming import many


def life(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what became of the review as a whole."""
    yield from _whole(sides, pool)
    yield from _stage(sides)
    yield from _identity(sides, pool)
    yield from _lead(sides, pool)


def _whole(sides: Sides, pool: Pool) -> Iterator[Change]:
    if not sides.after.there and sides.before.there:
        told = pool.everything()
        files = many(len(sides.before.case.files), "file")
        yield Change(
            kind="review",
            words=f"the review is gone from the register, with its {files}",
            covers=addresses(told),
        )
    elif sides.after.there and not sides.before.there:
        told = pool.take("case.id", "case.format", "case.type", "case.policy")
        facts, kind = sides.after.facts, sides.after.case.file.type
        # A history is told by the kind that the review is now; one that was converted began as another.
        if facts is not None and kind in facts.plan.kind.names:
            kind = called(facts)
        words = f"a new review: {kind}, judged by {sides.after.case.file.policy}"
        yield Change(kind="review", words=words, address="case.type", covers=addresses(told))
    elif sides.after.there and sides.before.case.id != sides.after.case.id:
        told = pool.take("case.id")
        words = f"the review has another id: {sides.before.case.id} → {sides.after.case.id}"
        yield Change(
            kind="review",
            words=words,
            address="case.id",
            before=sides.before.case.id,
            after=sides.after.case.id,
            covers=addresses(told),
        )


def _stage(sides: Sides) -> Iterator[Change]:
    now, then = sides.after.facts, sides.before.facts
    if now is None or (then is None and sides.before.there):
        return
    if then is None:
        yield Change(
            kind="stage", words=f"stage: {now.place.title}", address="stage", after=now.place.id or None
        )
    elif then.place.id != now.place.id:
        yield Change(
            kind="stage",
            words=f"stage: {then.place.title} → {now.place.title}",
            address="stage",
            before=then.place.id or None,
            after=now.place.id or None,
        )


def _identity(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what is fixed when a review is opened, and those things of it that a conversion writes."""
    was = pool.under("case.was")
    for one in pool.take("case.type", "case.policy", "case.format", "case.id"):
        told = was if one.address == "case.type" else ()
        words = f"{titled(one.address.partition('.')[2])} of the review: {one.before or 'none'} → {one.after or 'none'}"
        yield Change(
            kind="review",
            words=words + (", converted" if told else ""),
            address=one.address,
            before=one.before,
            after=one.after,
            covers=addresses((one, *told)),
        )
        was = () if told else was
    if was:
        words = f"what it was before: {_former(sides.after) or 'taken out'}"
        yield Change(kind="review", words=words, address="case.was", covers=addresses(was))
    for one in pool.take("case.joint_with"):
        words = f"held together with: {change_of(one.address, one.before, one.after)}"
        yield Change(kind="review", words=words, address=one.address, covers=(one.address,))


def _former(side: Side) -> str:
    """Return the kinds that a review was of, each with its last day."""
    return ", then ".join(
        f"{one.type}{f' until {day(one.until)}' if one.until is not None else ''}"
        for one in side.case.file.was
    )


def _lead(sides: Sides, pool: Pool) -> Iterator[Change]:
    told = pool.under("case.lead")
    if told:
        words = f"lead officer: {_officer(sides.before)} → {_officer(sides.after)}"
        if not sides.before.there or sides.before.case.file.lead is None:
            words = f"lead officer: {_officer(sides.after)}"
        yield Change(kind="fact", words=words, address="case.lead", covers=addresses(told))


def _officer(side: Side) -> str:
    lead = side.case.file.lead
    if lead is None:
        return "nobody"
    since = f" since {day(lead.from_)}" if lead.from_ else ""
    until = f" until {day(lead.to)}" if lead.to else ""
    return f"{lead.person}{since}{until}"
