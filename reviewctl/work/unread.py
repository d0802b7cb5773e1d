"""What of a case could not be read: its files, or the folder as a whole."""

import re

from reviewctl.model.catalogue import kind_at
from reviewctl.model.record import CASE_ID_FORM
from reviewctl.model.review import Case

_CASE_ID = re.compile(CASE_ID_FORM)


def unread_files(case: Case) -> tuple[str, ...]:
    """Return the files of a case that have their place and could not be read: their dates are missing."""
    places = ((path, kind_at(path, "case")) for path in case.files)
    return tuple(
        path
        for path, found in places
        if found is not None and not found[0].evidence and case.document(found[0].name, found[1]) is None
    )


def shown_id(folder: str) -> str:
    """Return the id of a case folder that cannot be read; a name that is no id may be somebody's, and is not shown."""
    name = folder.rpartition("/")[2]
    return name if _CASE_ID.fullmatch(name) else "(name not shown)"
