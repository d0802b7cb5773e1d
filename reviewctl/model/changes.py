"""What a range of commits does to the record, in sentences: changes, case by case."""

from typing import Literal

from msgspec import Struct

ChangeKind = Literal[
    "review",
    "unreadable",
    "trust",
    "signoff",
    "policy",
    "board",
    "stage",
    "decision",
    "event",
    "permission",
    "deadline",
    "meeting",
    "action",
    "return",
    "document",
    "text",
    "chronology",
    "family",
    "process",
    "panel",
    "paper",
    "log",
    "fact",
    "file",
]
"""What a change is about, the most important first."""

What = Literal["changed", "new", "gone", "renamed"]


class Change(Struct, frozen=True, kw_only=True):
    """One sentence on what is different. It holds no narrative and no name.

    `address` is what it is about, as `record` and `history` name it; "" where there is no address. `before` and
    `after` are the values where they may be shown (texts, numbers, dates, true, false, or a tuple of them), and None
    where there is none or it is narrative. `covers` are the addresses of all the differences that the sentence tells.
    """

    kind: ChangeKind
    words: str
    address: str = ""
    before: object = None
    after: object = None
    covers: tuple[str, ...] = ()


class CaseChanges(Struct, frozen=True, kw_only=True):
    """What is different in one case, the most important first. `was` is the id that it had before, if another.

    `about` says whom it is about, in pseudonyms.
    """

    case: str
    about: str
    what: What = "changed"
    was: str | None = None
    changes: tuple[Change, ...] = ()
