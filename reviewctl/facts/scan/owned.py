"""Whose a number or an address is: what the register holds of it, written in one way."""

from collections.abc import Callable, Iterable, Iterator

from reviewctl.model.identities import Identity, IdentityRegister

Owners = dict[str, tuple[str, ...]]
"""The pseudonyms of those whose a thing is, by the thing as it is compared."""


def owners_of(
    register: IdentityRegister,
    values: Callable[[Identity], Iterable[str | None]],
    compared: Callable[[str], str],
) -> Owners:
    """Return whose each value is. `values` takes them from an identity, and `compared` writes them in one way."""
    found: dict[str, set[str]] = {}
    for identity in register.identities:
        for value in values(identity):
            if value and compared(value):
                found.setdefault(compared(value), set()).add(identity.pseudonym)
    return {value: tuple(sorted(names)) for value, names in found.items()}


def public_of(register: IdentityRegister, compared: Callable[[str], str]) -> frozenset[str]:
    """Return what is the Board's own and may be published, as it is compared."""
    return frozenset(compared(value) for value in register.public)


def digits_of(text: str) -> str:
    """Return the digits of a text."""
    return "".join(one for one in text if one.isascii() and one.isdigit())


def positions(text: str, words: Iterable[str]) -> Iterator[int]:
    """Yield where any of some texts begins in a text."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at
            at = text.find(word, at + 1)
