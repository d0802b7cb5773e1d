"""What is said of something that may not lie where it lies. No name is shown: it may be a person's."""

import difflib

from reviewctl.model.codes import declare
from reviewctl.model.finding import EnvironmentFault, Finding, Spot
from reviewctl.model.tree import Entry, EntryKind
from reviewctl.store.allowed import Barred, Home, Place, documents_of
from reviewctl.store.decode import TOO_LARGE

UNKNOWN_FILE = declare("FIL050", "unknown-file", "error")
BAD_NAME = declare("FIL051", "unsafe-name", "error")
NOT_A_FILE = declare("FIL052", "not-a-regular-file", "error")
FORBIDDEN = declare("FIL053", "forbidden-file", "error")
OFFICE_FILE = declare("FIL054", "office-document", "error")
TWINS = declare("FIL055", "names-differ-only-in-case", "error")
UNREADABLE = declare("FIL056", "file-unreadable", "error")
IN_THE_CLEAR = declare("FIL057", "identities-in-the-clear", "error")
_OF_BARRED = {one.code: one for one in (FORBIDDEN, IN_THE_CLEAR)}

MOST = 50_000
"""No review, and no register beside its reviews, holds so many files; a tree of git's that is made of itself does."""

_WORDS = (".doc", ".docx", ".docm", ".dot", ".dotx", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".pages")
_SHEETS = (".xls", ".xlsx", ".xlsm", ".ods", ".numbers")
_MAIL = (".msg", ".eml")
_OFFICE = (*_WORDS, *_SHEETS, *_MAIL, ".pdf")
_WHAT: dict[EntryKind, tuple[str, str]] = {
    "symlink": (
        "a link to somewhere else",
        "Delete the link, and put a plain copy of what it points to in its place if that belongs here.",
    ),
    "gitlink": (
        "another git repository",
        "Move that folder out of the register, to a place beside it: its history would not be kept here.",
    ),
    "other": ("something that is neither a file nor a folder", "Move it out of the register."),
}
"""What there may be that is no plain file and no folder, and what is to be done with it."""


def is_office(name: str) -> bool:
    """Whether a name is that of an office document, a PDF or a mail message."""
    return name.casefold().endswith(_OFFICE)


def is_plain(entry: Entry) -> bool:
    """Whether it is a file, marked as a program or not, or a folder."""
    return entry.kind not in _WHAT


def of_kind(at: Spot, kind: EntryKind) -> Finding:
    """Return the finding on a link, a repository within the register, or a device, in the folder `at`."""
    what, instead = _WHAT[kind]
    return NOT_A_FILE.finding(
        at, f"There is {what} in this folder, and only plain files may be.", help=instead
    )


def of_program(at: Spot) -> Finding:
    """Return the finding on a document that is marked as a program."""
    return NOT_A_FILE.finding(
        at,
        "This file is marked as a program; records are not programs.",
        help="Clear the executable mark: chmod -x, or save the file anew.",
    )


def of_barred(at: Spot, what: Barred) -> Finding:
    """Return the finding on a file in the folder `at` whose name may be nowhere."""
    return _OF_BARRED[what.code].finding(at, what.message, help=what.help)


def of_office(at: Spot, name: str) -> Finding:
    """Return the finding on an office document in the folder `at`."""
    return OFFICE_FILE.finding(
        at,
        f"A {_office(name)} is in this folder (its name may hold a person's name and is not shown).",
        help=f"Do not share this folder yet. Move it to your document store, then {_into(name)}.",
    )


def of_name(at: Spot) -> Finding:
    """Return the finding on a name in the folder `at` that is not safe."""
    return BAD_NAME.finding(
        at,
        "A name in this folder holds characters that do not travel between computers (not shown).",
        help="Use only letters a-z, digits, hyphens, dots and underscores; no spaces.",
    )


def of_twins(at: Spot) -> Finding:
    """Return the finding on two names in the folder `at` that are one on another computer."""
    return TWINS.finding(
        at,
        "Two names in this folder differ only in capitals; on Windows they are one file.",
        help="Rename or delete one of the two.",
    )


def of_size(at: Spot, place: Place) -> Finding:
    """Return the finding on a file that has its place and is larger than it may be: git keeps it for ever."""
    code = OFFICE_FILE if is_office(place.path) else TOO_LARGE
    return code.finding(at, f"{place.title} is larger than {_bytes(place.largest)}.", help=place.smaller)


def of_no_place(at: Spot, within: Spot, path: str, home: Home, *, folder: bool) -> Finding:
    """Return the finding on a file or folder that has no place: `at` itself where its name is nearly right.

    Elsewhere it is said of the folder that it lies `within`.
    """
    what, near = "folder" if folder else "file", _nearest(path, home)
    if near:
        return UNKNOWN_FILE.finding(
            at,
            f"There is no place for a {what} of this name; did you mean {near}?",
            help="Give it the right name, or move it out of the folder.",
        )
    return UNKNOWN_FILE.finding(
        within,
        f"There is a {what} here that has no place in a {home} folder (its name is not shown).",
        help="Move it to your document store. What belongs in the folder: reviewctl schema",
    )


def too_many(folder: str) -> EnvironmentFault:
    """Return the fault of a folder with more in it than any register has."""
    return EnvironmentFault(
        f"There are more than {MOST:,} files in one part of the register, so it is not read.",
        f"Look at what came into {folder.split('/')[0] or 'the register'}, and move it out.",
    )


def _bytes(size: int) -> str:
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size >> 10} KB"


def _office(name: str) -> str:
    folded = name.casefold()
    if folded.endswith(".pdf"):
        return "PDF document"
    if folded.endswith(_SHEETS):
        return "spreadsheet"
    return "mail message" if folded.endswith(_MAIL) else "Word or similar document"


def _into(name: str) -> str:
    """Return how what a document holds comes into the record, or how it is listed where it stays what it is."""
    ending = name.casefold().rpartition(".")[2]
    listed = "list it: reviewctl paper add CASE ID FILE"
    if ending.startswith("doc"):
        return f"bring it in: reviewctl import imr, report, tor or minutes FILE --case CASE. Or {listed}"
    if ending.startswith("xls") or ending == "ods":
        return f"bring it in: reviewctl chronology import CASE AGENCY FILE. Or {listed}"
    return listed


def _nearest(path: str, home: Home) -> str | None:
    known = [kind.path for kind in documents_of(home) if not kind.several]
    known += [kind.path.split("/")[0] for kind in documents_of("case") if kind.several]
    near = difflib.get_close_matches(path, known, 1, 0.8)
    return near[0] if near else None
