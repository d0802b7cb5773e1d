"""The form on which an agency is asked for its chronology (P§10): its columns, and what it tells its author."""

from msgspec import Struct


class FormColumn(Struct, frozen=True, kw_only=True):
    """A column: the field of an entry that it fills, its heading and what belongs there, and its width in characters.

    `choices` are offered where there are any, and others may be written. `locked`: it is not for the author.
    """

    field: str
    title: str
    hint: str
    width: int
    choices: tuple[str, ...] = ()
    locked: bool = False


class ChronologyForm(Struct, frozen=True, kw_only=True):
    """The form for one agency in one review.

    `about` are pairs of what is told and how it is: the agency, the period. `questions` are pairs of number and text.
    `rows` hold a cell for each column, where the agency returned a chronology before and is to correct it.
    """

    board: str
    case: str
    title: str
    about: tuple[tuple[str, str], ...]
    instructions: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    no_contact: tuple[tuple[str, str, str], ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()


NO_CONTACT = ("From", "To", "Reason")
"""The headings under which an agency says when it had no contact, and why."""
ABBREVIATIONS = ("Abbreviation", "Meaning")
"""The headings under which an agency says what its abbreviations stand for."""
