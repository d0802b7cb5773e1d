"""The words of board.yaml that come from the policy, or from other lines of it: refused when nobody knows them."""

from collections.abc import Iterable, Mapping

from reviewctl.facts.calendar import today
from reviewctl.facts.occasions import is_period, period_of
from reviewctl.facts.plan import Period
from reviewctl.model.address import Address
from reviewctl.model.finding import ReviewctlError
from reviewctl.rules.complaints import KINDS
from reviewctl.store.register import Register
from reviewctl.work.loading import first_fault
from reviewctl.work.nearest import nearest


def own_address(register: Register, address: Address) -> Address:
    """Return an address of board.yaml with an agency's id where its name or its initials were written.

    Where a name is given, the item is the id of a new agency, though it may be a part of another's name.
    """
    if address.head != "agencies" or not address.item or address.fields == ("name",):
        return address
    agency = register.board.named(address.item)
    return Address(address.head, agency.id, address.fields) if agency is not None else address


def board_word(register: Register, address: Address, new: object) -> object:
    """Return the value as it is to stand: an agency's id for its name or its initials, all else as it is.

    Raises ReviewctlError where it is a sector, role, person, agency, policy or kind of request that is not known.
    """
    if isinstance(new, str) and (address.head, address.fields) == ("people", ("agency",)):
        agency = register.board.named(new)
        new = agency.id if agency is not None else new
    if isinstance(new, str):
        _check_word(register, address, new)
    return new


def check_agency(register: Register, address: Address) -> None:
    """Raise ReviewctlError for a fact of an agency that the list does not have: a new one begins with its name."""
    if address.head != "agencies" or not address.item or address.fields == ("name",):
        return
    if all(one.id != address.item for one in register.board.agencies):
        raise ReviewctlError(
            f'There is no agency "{address.item}" on the Board\'s list.',
            f"There are: {', '.join(one.id for one in register.board.agencies)}. "
            f'A new one begins with its name: reviewctl record board "agencies[{address.item}].name" "ITS NAME"',
        )


def check_period(address: Address, periods: Mapping[str, Period]) -> None:
    """Raise ReviewctlError where the line of a quarter or a financial year is named by something else."""
    period = periods.get(address.head)
    if period is not None and address.item and not is_period(address.item, period):
        word = period.replace("-", " ")
        raise ReviewctlError(
            f'"{address.item}" is no {word}.',
            f"A {word} is written like this: {address.head}[{period_of(today(), period)[0]}]",
        )


def _check_word(register: Register, address: Address, new: str) -> None:
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
    if field == ("correspondence", "kind"):
        return "kind of request", list(KINDS)
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
