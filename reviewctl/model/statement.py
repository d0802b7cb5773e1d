"""One person's approval of one text: a line of canonical JSON in `signoff/<what>[/<item>]/<NN>-<person>.json`."""

from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

STATEMENT = "reviewctl/statement/1"
REQUEST = "reviewctl/signoff-request/1"
NAMESPACE = "reviewctl-signoff"
"""The namespace of a signature on a statement: one made for a commit or for another program does not count."""

Decision = Literal["approve", "reject", "withdraw"]
Assurance = Literal["recorded", "signed"]


class Statement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one person said of one text on one day.

    `digest` is the sha256 of the manifest of what was approved. `previous` is the sha256 of that person's statement
    before this one in the same place, so that none can be left out. `minute` is what it rests on: a minute or a
    message. `same_text` is why an approval given before the text came into the record is still one of this text.
    """

    schema: str
    case: str
    what: str
    item: str | None = None
    role: str
    person: str
    decision: Decision
    assurance: Assurance
    digest: str
    on: date
    minute: str | None = None
    same_text: str | None = None
    previous: str | None = None


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """That a sign-off was asked for: `signoff/<what>[/<item>]/request.json`. The next request replaces it.

    `files` are the lines of the manifest: the sha256 of each thing that is to be signed off, by its path in the case.
    """

    schema: str
    case: str
    what: str
    item: str | None = None
    on: date
    digest: str
    files: dict[str, str]


def canonical(record: Statement | Request) -> bytes:
    """Return the one way in which a record is written: keys sorted, no spaces, UTF-8, one line feed at its end."""
    return msgspec.json.encode(record, order="sorted") + b"\n"
