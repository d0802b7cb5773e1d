"""The words of board.yaml that come from the policy, or from other lines of it: refused when nobody knows them."""

from collections.abc import Iterable

from reviewctl.model.address import Address
from reviewctl.model.finding import ReviewctlError
from reviewctl.store.register import Register
from reviewctl.work.loading import first_fault
from reviewctl.work.nearest import nearest


def check_board_word(register: Register, address: Address, new: object) -> None:
    """Raise ReviewctlError where `new` is a sector, role, person, agency or policy that is not known."""
    if not isinstance(new, str):
        return
    if (address.head, address.fields) == ("policy", ()):
        fault = first_fault(register.policies, new)
        if fault is not None:
            raise ReviewctlError(
                f"The policy {new} is at fault, at {fault}.", "Put it right first: reviewctl validate policy"
            )
        if register.policies.get(new) is None:
            raise _refusal("policy", new, ("stockport-2021", *register.policies.own()))
        return
    known = _known(register, address)
    if known and new not in known[1]:
        raise _refusal(known[0], new, known[1])


def check_office(register: Register, address: Address) -> None:
    """Raise ReviewctlError where an address names an office that the policy does not have."""
    policy = register.policies.get(register.board.policy)
    if address.head != "roles" or policy is None or not address.item:
        return
    if address.item not in policy.pack.roles:
        raise _refusal("role", address.item, policy.pack.roles)


def _known(register: Register, address: Address) -> tuple[str, list[str]] | None:
    board = register.board
    policy = register.policies.get(board.policy)
    field = (address.head, *address.fields)
    if policy is not None and field == ("agencies", "sector"):
        return "sector", list(policy.pack.sectors)
    if policy is not None and field == ("roles", "role"):
        return "role", list(policy.pack.roles)
    if field == ("roles", "person"):
        return "person {} in board.yaml", [one.id for one in board.people]
    if field == ("people", "agency"):
        return "agency {} on the Board's list", [one.id for one in board.agencies]
    return None


def _refusal(what: str, word: str, known: Iterable[str]) -> ReviewctlError:
    words = list(known)
    near = nearest(word, words, 1)
    shown = f'"{word}"' if word.isascii() and word.isprintable() and len(word) <= 60 else "of that name"
    meant = f"; did you mean {near[0]}?" if near else "."
    named = what.format(shown) if "{}" in what else f"{what} {shown}"
    return ReviewctlError(
        f"There is no {named}{meant}",
        f"There is: {', '.join(words)}." if words else "There is none yet: add it first.",
    )
