"""Sign-offs: what a case's `signoff` folder holds, and how each stands."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.model.address import step_key
from reviewctl.model.statement import Request, Statement

State = Literal["not-requested", "open", "complete", "stale"]
"""How a sign-off stands. `stale`: what was approved has changed since, and nothing approves what there is now."""

StatementState = Literal[
    "counts",
    "unreadable",
    "replayed",
    "chain-broken",
    "stale",
    "ahead",
    "back-dated",
    "role-not-asked",
    "role-not-held",
    "barred",
    "not-signed",
    "not-checked",
    "bad-signature",
    "wrong-namespace",
    "unknown-key",
    "revoked",
    "key-not-valid-then",
    "another-person",
    "rejected",
    "withdrawn",
    "replaced",
    "not-needed",
]
"""`counts`, or why a statement does not. `not-needed`: the person's seat is filled by another statement of theirs."""

Signing = Literal[
    "good",
    "not-checked",
    "bad-signature",
    "wrong-namespace",
    "unknown-key",
    "revoked",
    "key-not-valid-then",
    "another-person",
]


class SignatureCheck(Struct, frozen=True):
    """What became of checking a signature, the key's fingerprint where there is one, and a sentence why."""

    outcome: Signing
    fingerprint: str = ""
    why: str = ""


class StatementFile(Struct, frozen=True, kw_only=True):
    """A file in which a statement is kept.

    `path` is relative to the register. `what`, `item`, `number` and `person` are those of its path. `sha256` is of
    its bytes. `statement` is None where the file cannot be relied on, and `fault` is then a sentence why.
    `signature` holds the bytes of the detached signature beside it, and `signed` what became of checking it.
    """

    path: str
    what: str
    item: str
    number: int
    person: str
    data: bytes
    sha256: str
    statement: Statement | None = None
    fault: str = ""
    signature: bytes | None = None
    signed: SignatureCheck | None = None


class RequestFile(Struct, frozen=True, kw_only=True):
    """A file in which a request for a sign-off is kept. `request` is None where it cannot be relied on."""

    path: str
    what: str
    item: str
    request: Request | None = None
    fault: str = ""


class SignoffFolder(Struct, frozen=True, kw_only=True):
    """All that a case keeps of sign-offs: the statements of each in the order of their numbers.

    `sha256` holds the sum of every file of the case that a sign-off can cover, by its path within the case; it is
    filled only where a case has a `signoff` folder, or where it is asked for.
    """

    statements: tuple[StatementFile, ...] = ()
    requests: tuple[RequestFile, ...] = ()
    sha256: dict[str, str] = {}

    @property
    def begun(self) -> bool:
        """Whether anything was asked for or stated: without, nothing need be worked out."""
        return bool(self.statements or self.requests)


class Manifest(Struct, frozen=True):
    """What is signed off: a line for each thing, sorted by path, and the sha256 of those lines.

    `text` is what `sha256sum` prints for the files, in the order of their paths: `<sum>  <path in the case>`, a line
    each. `lacking` names the documents that the policy wants and that are not there.
    """

    lines: tuple[tuple[str, str], ...]
    text: str
    digest: str
    lacking: tuple[str, ...] = ()


def manifest_text(files: Mapping[str, str]) -> str:
    """Return what `sha256sum` prints for files, whose sums stand by their paths: in the order of the paths' bytes."""
    return "".join(f"{files[path]}  {path}\n" for path in sorted(files, key=str.encode))


def digest_of(files: Mapping[str, str]) -> str:
    """Return the sha256 of the manifest of files, whose sums stand by their paths."""
    # Wanted for a case with sign-offs alone, and this module is read for every case.
    from hashlib import sha256

    return sha256(manifest_text(files).encode()).hexdigest()


def folder_of(what: str, item: str | None) -> str:
    """Return the folder of a sign-off within its case: `signoff/imr/pennine-care`."""
    return f"signoff/{what}/{item}" if item else f"signoff/{what}"


def address_of(what: str, item: str | None) -> str:
    """Return by what a waiver names a sign-off: `signoff[report-and-plan]`, `signoff[imr,pennine-care]`."""
    return f"signoff[{what},{item}]" if item else f"signoff[{what}]"


def typed_name(what: str, item: str | None) -> str:
    """Return how a sign-off is typed: in quotes where a shell would take its brackets for its own."""
    return f'"{step_key(what, item)}"' if item else what


class Required(Struct, frozen=True):
    """A seat that an approval must fill: its role, and who fills it, or None."""

    role: str
    title: str
    person: str | None = None


class Stated(Struct, frozen=True, kw_only=True):
    """A statement, judged. `reason` is a sentence where it does not count, or counts with something to know."""

    file: StatementFile
    role: str
    person: str
    decision: str
    on: date | None
    assurance: str
    state: StatementState
    reason: str = ""


class Signoff(Struct, frozen=True, kw_only=True):
    """How one sign-off of one case stands. `completed` is the day on which the last approval needed was given."""

    case: str
    what: str
    item: str | None
    title: str
    state: State
    manifest: Manifest
    required: tuple[Required, ...]
    statements: tuple[Stated, ...] = ()
    requested: Request | None = None
    completed: date | None = None
    assurance: str = "recorded"
    citations: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How the sign-off is named: `overview-report`, `imr[pennine-care]`."""
        return step_key(self.what, self.item)

    @property
    def typed(self) -> str:
        """How it is typed behind the id of its case."""
        return typed_name(self.what, self.item)
