"""Every letter that can be drawn up, with the steps of the policy that ask for it."""

from collections.abc import Iterator

from reviewctl.model.step import Step
from reviewctl.render.pages.letters import ListedLetter
from reviewctl.store.letters import LetterRead, names_of, read_letter
from reviewctl.store.packs import Policies, shipped
from reviewctl.work.desk import Desk
from reviewctl.work.letters import register_of


def listed_letters(desk: Desk) -> tuple[ListedLetter, ...]:
    """Return the letters by name, the register's own in place of the tool's, each with the steps that it is for."""
    register = register_of(desk)
    tree = register.tree if register is not None else None
    asking = _asking(desk)
    return tuple(_listed(name, read_letter(name, tree), asking.get(name, ())) for name in names_of(tree))


def _listed(name: str, found: LetterRead | None, steps: tuple[str, ...]) -> ListedLetter:
    if found is None or found.template is None:
        return ListedLetter(name=name, use="", steps=steps, fault=True)
    one = found.template
    return ListedLetter(name=name, use=one.use or one.title, steps=steps, own=one.own)


def _asking(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Return the ids of the steps that ask for each letter, in the order of the policy."""
    asking: dict[str, dict[str, None]] = {}
    for step in _steps(desk):
        if step.how is not None and step.how.letter:
            asking.setdefault(step.how.letter, {})[step.id] = None
    return {letter: tuple(steps) for letter, steps in asking.items()}


def _steps(desk: Desk) -> Iterator[Step]:
    register = register_of(desk)
    policies = register.policies if register is not None else Policies()
    policy = policies.get(register.board.policy if register is not None else shipped()[-1])
    if policy is not None:
        yield from policy.pack.steps
        for kind in policy.types.values():
            yield from (*kind.steps, *kind.publication)
