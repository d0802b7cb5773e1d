"""Whose a number or an address is: what the register holds of it, written in one way."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from reviewctl.model.identities import Identity, IdentityRegister

_GAP = re.compile(r"[\s().,\-/_]{0,4}")

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


def run_together(text: str) -> str:
    """Return the letters and digits of a number or a postcode, in small letters and with nothing between them."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


class Digits(Struct, frozen=True):
    """The digits of a text, whatever stands between them, and where each stands."""

    digits: str
    at: tuple[int, ...]

    def spans(self, wanted: str, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a number stands, with no more than a few signs between two of its digits."""
        found = self.digits.find(wanted)
        while found >= 0:
            last = found + len(wanted) - 1
            if self._near(found, last, text):
                yield self.at[found], self.at[last] + 1
            found = self.digits.find(wanted, found + 1)

    def _near(self, first: int, last: int, text: str) -> bool:
        between = (text[self.at[one] + 1 : self.at[one + 1]] for one in range(first, last))
        return all(_GAP.fullmatch(gap) for gap in between)

    def alone(self, start: int, end: int, text: str) -> bool:
        """Whether no other digit touches a stretch."""
        return not text[max(0, start - 1) : start].isdigit() and not text[end : end + 1].isdigit()


def digits_in(text: str) -> Digits:
    """Return the digits of a text with their places."""
    found = [one.start() for one in re.finditer(r"[0-9]", text)]
    return Digits("".join(text[at] for at in found), tuple(found))
