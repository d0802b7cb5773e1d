"""The reference page of all the kinds of review of a pack: what each is, and what it asks."""

from collections.abc import Iterator

from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Policy
from reviewctl.model.step import Step
from reviewctl.store.packs import Policies
from tests.reference_pack import criteria_of, stages_of, steps_table, table


def kinds_page(name: str) -> Iterator[str]:
    """Yield the page of all kinds of review of a shipped pack. The SAR has a page of its own."""
    policy = Policies().get(name)
    assert policy is not None
    yield f"# {name}: the kinds of review"
    yield "What `reviewctl new` can open, each under any of its names. A limit marked *recalled* rests on a paragraph"
    yield "that was not read; late, it is a warning and never an error."
    yield ""
    yield from table(
        ("name", "also", "ids", "called", "whose", "legal basis", "limits"), map(_row, _sorted(policy))
    )
    for kind in _sorted(policy):
        if kind.type != "sar":
            yield from _kind(kind, policy)


def _sorted(policy: Policy) -> list[ReviewType]:
    return sorted(policy.types.values(), key=lambda kind: (kind.owner, kind.title))


def _row(kind: ReviewType) -> list[str]:
    limits = (f"`{one.id}` {one.within}" + ("" if one.verified else " (recalled)") for one in _limited(kind))
    whose = "the Board" if kind.owner == "board" else "another body"
    return [
        f"`{kind.type}`",
        ", ".join(f"`{one}`" for one in kind.names[1:]),
        f"{kind.prefix}-2026-001",
        kind.title,
        whose,
        kind.basis or "",
        "; ".join(limits) or "none",
    ]


def _limited(kind: ReviewType) -> list[Step]:
    return [one for one in (*kind.steps, *kind.publication) if one.within]


def _kind(kind: ReviewType, policy: Policy) -> Iterator[str]:
    base = policy.types[kind.extends] if kind.extends else None
    yield f"## {kind.title}"
    yield ""
    yield f"`reviewctl new {kind.type}`. {kind.basis}."
    yield ""
    if kind.criteria:
        yield from criteria_of(kind)
    if base is not None:
        yield f"It asks what `{base.type}` asks, but for these steps:"
        yield ""
    known = {one.id: one for one in (*base.steps, *base.publication)} if base else {}
    steps = [one for one in (*kind.steps, *kind.publication) if known.get(one.id) != one]
    yield from steps_table(steps)
    gone = known.keys() - {one.id for one in (*kind.steps, *kind.publication)}
    if gone:
        yield f"Not asked here: {', '.join(f'`{one}`' for one in sorted(gone))}."
        yield ""
    if base is None:
        yield from stages_of(kind)
