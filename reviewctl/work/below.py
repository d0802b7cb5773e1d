"""What a step said before a layer changed it, and what a layer took away: for `explain`."""

from collections.abc import Iterator

from reviewctl.model.kind import ReviewType
from reviewctl.model.layers import Below, Gone, Layered
from reviewctl.model.policy import Policy
from reviewctl.model.step import Step
from reviewctl.store.packs import Policies


def layers_below(policies: Policies, policy: Policy, kind: ReviewType | None, step: str) -> Iterator[Below]:
    """Yield what each layer below says of a step, the nearest first, where it differs from the one above.

    It goes as far down as there is such a step. A type lies upon the same type of the pack that its pack
    extends, and else upon the type that it extends.
    """
    seen = {(policy.name, _name(kind))}
    above = _step(policy, kind, step)
    while True:
        under = _under(policies, policy, kind)
        if under is None or (under[0].name, _name(under[1])) in seen:
            return
        changer = (policy.name, _name(kind))
        policy, kind = under
        seen.add((policy.name, _name(kind)))
        found = _step(policy, kind, step)
        if found is None:
            return
        if found != above:
            yield Below(policy.name, _name(kind), policy.pack, found, changer)
        above = found


def taken_away(policies: Policies, name: str, word: str) -> Iterator[Gone]:
    """Yield what a pack, or one that it extends, took away under this name."""
    for one in (name, *policies.below(name)):
        read = policies.read(one)
        for key, document in read.documents.items() if read is not None else ():
            if not isinstance(document, Layered) or read is None or read.policy is None:
                continue
            kind = read.policy.types.get(key)
            for removal in document.removals:
                if removal.name == word:
                    below = next(layers_below(policies, read.policy, kind, word), None)
                    yield Gone(one, _name(kind), removal.noun, word, removal.reason, below)


def _under(
    policies: Policies, policy: Policy, kind: ReviewType | None
) -> tuple[Policy, ReviewType | None] | None:
    base = policies.get(policy.pack.extends) if policy.pack.extends else None
    if base is not None and (kind is None or kind.type in base.types):
        return base, (base.types[kind.type] if kind is not None else None)
    if kind is not None and kind.extends in policy.types:
        return policy, policy.types[kind.extends]
    return None


def _name(kind: ReviewType | None) -> str:
    return kind.type if kind is not None else ""


def _step(policy: Policy, kind: ReviewType | None, step: str) -> Step | None:
    steps = policy.pack.steps if kind is None else (*kind.steps, *kind.publication)
    return next((one for one in steps if one.id == step), None)
