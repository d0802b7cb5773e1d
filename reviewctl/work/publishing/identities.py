"""The identity register, opened to drive the search: that of the register of reviews, or one that a user keeps."""

from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from reviewctl.exchange.agefile import LARGEST, needs_passphrase, opened
from reviewctl.model.finding import EnvironmentFault, Finding, ReviewctlError
from reviewctl.model.identities import ENCRYPTED, IdentityRegister
from reviewctl.store.folder import read_regular
from reviewctl.store.identities import read_identities
from reviewctl.store.identities_kept import (
    Configuration,
    encrypted_in,
    lies_in_repository,
    read_configuration,
    read_outside,
)
from reviewctl.work.desk import Desk

_AGE = b"age-encryption.org/"
_MOST_TOLD = 5
"""So many faults are told where publishing refuses; all of them by `identities check`."""


class Secret(Struct, frozen=True):
    """How the identity register is opened: where the user's configuration lies, and how the passphrase is asked for.

    `ask` is called once, and only where a passphrase is needed. `opened` is the register where it was opened before.
    """

    configuration: Path
    ask: Callable[[], str]
    opened: IdentityRegister | None = None

    def __repr__(self) -> str:
        return "Secret(…)"


class NoIdentities(ReviewctlError):
    """No identity register is kept anywhere."""


class Kept(Struct, frozen=True):
    """The identity register as it is kept: its bytes in the clear, what findings call it, and whether it was locked."""

    data: bytes
    label: str
    was_locked: bool = True

    def __repr__(self) -> str:
        return f"Kept({self.label!r}, {len(self.data)} bytes)"


def identities_for(desk: Desk, secret: Secret) -> IdentityRegister:
    """Return the identity register, which drives the search.

    Raises NoIdentities where none is kept; ReviewctlError where it cannot be opened, lies in a repository or has
    faults, which are told by place and kind; EnvironmentFault where its file cannot be read.
    """
    if secret.opened is not None:
        return secret.opened
    kept = kept_identities(desk, secret)
    register, findings = read_identities(kept.data, kept.label)
    errors = [one for one in findings if one.severity == "error"]
    if register is None or errors:
        raise faulty(errors, _MEND_LOCKED if kept.was_locked else _MEND)
    return register


def kept_identities(desk: Desk, secret: Secret) -> Kept:
    """Return the identity register in the clear: that of the register of reviews, else that of the configuration.

    Raises as `identities_for` does, but for faults within it.
    """
    configured = read_configuration(secret.configuration)
    sealed = encrypted_in(desk.register.tree)
    if sealed is not None:
        return Kept(_opened(desk, sealed, configured, secret), ENCRYPTED)
    if configured.identities is None:
        raise NoIdentities(
            "No identity register is kept, so nobody knows whom the search has to look for.",
            "Begin one outside every repository: reviewctl identities template -o FILE",
        )
    outside = read_outside(configured.identities, Path(desk.register.root))
    for warning in outside.warnings:
        desk.warn(warning)
    if not outside.data.startswith(_AGE):
        return Kept(outside.data, "identities.yaml", was_locked=False)
    return Kept(_opened(desk, outside.data, configured, secret), ENCRYPTED)


def _opened(desk: Desk, data: bytes, configured: Configuration, secret: Secret) -> bytes:
    if needs_passphrase(data):
        return opened(data, passphrase=secret.ask())
    return opened(data, key_file=_key(desk, configured))


def _key(desk: Desk, configured: Configuration) -> str | None:
    """Return the text of the key file that the configuration names. Raises ReviewctlError for one in a repository."""
    if configured.key_file is None:
        return None
    if lies_in_repository(configured.key_file, Path(desk.register.root)):
        raise ReviewctlError(
            "The key that opens the identity register lies in a repository, where others would come by it.",
            "Move it out, name its new place in your configuration, and make a new key: it may have been copied.",
        )
    try:
        return read_regular(configured.key_file.resolve(), LARGEST).decode("utf-8", "replace")
    except FileNotFoundError:
        raise EnvironmentFault(
            "The key file that your configuration names is not there.",
            "Is the drive connected that holds it?",
        ) from None


_MEND = "See all that is wrong with it: reviewctl identities check. Mend it in the file that your configuration names."
_MEND_LOCKED = (
    "See all that is wrong with it: reviewctl identities check. To mend it: reviewctl identities open -o FILE"
)


def faulty(errors: Iterable[Finding], hint: str) -> ReviewctlError:
    """Return the error of an identity register that is not relied on: its faults by place and kind, without a value."""
    found = tuple(errors)
    told = [f"{one.spot} {one.message}" for one in found]
    first = " · ".join(told[:_MOST_TOLD])
    hints = dict.fromkeys(one.help for one in found if one.code.startswith("STR") and one.help)
    more = f" · and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    return ReviewctlError(
        f"The identity register is at fault, so it is not relied on. {first}{more}",
        " ".join((*(f"{one.rstrip('.')}." for one in hints), hint)),
    )
