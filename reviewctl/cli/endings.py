"""In which format a report is written: as --format says, else as the name of the file does."""

from reviewctl.model.trouble import ReviewctlError

ENDINGS = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".json": "json",
    ".csv": "csv",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
"""What a file's ending asks for."""
ONLY_FILES = ("docx", "xlsx")
"""Formats that no screen shows: they are asked for by the ending of a file."""
DATA = ("json", "csv", "xlsx")
"""Formats for programs, which are always whole; the others are read by people."""
_INSTEAD = {
    ".doc": ".docx", ".odt": ".docx", ".rtf": ".docx", ".pdf": ".docx", ".docm": ".docx", ".dotx": ".docx",
    ".xls": ".xlsx", ".ods": ".xlsx", ".xlsm": ".xlsx", ".htm": ".html", ".svg": ".html", ".pptx": ".docx",
}  # fmt: skip


def chosen(form: str | None, output: str | None, otherwise: str = "text") -> str:
    """Return the format to write: the one asked for, else the one of the file's ending, else `otherwise`.

    Raises ReviewctlError where the two contradict each other, and for an ending of a format that is not written.
    """
    ending = _ending(output)
    if form is None and ending in _INSTEAD:
        raise _not_written(ending)
    meant = ENDINGS.get(ending)
    if form is None:
        return meant or otherwise
    if meant is not None and meant != form:
        raise ReviewctlError(
            f"The file's name ends in {ending}, which is {_named(meant)}, and --format says {form}.",
            "Leave --format out, or give the file another ending.",
        )
    return form


def _ending(output: str | None) -> str:
    from pathlib import PurePath

    return PurePath(output).suffix.lower() if output is not None else ""


def _not_written(ending: str) -> ReviewctlError:
    instead = _INSTEAD[ending]
    program = "Excel" if instead == ".xlsx" else "a browser" if instead == ".html" else "Word"
    return ReviewctlError(
        f"A report is not written as {ending}.",
        f"Write it as {instead} and, if you need the other, save it so from {program}. "
        f"The endings: {', '.join(ENDINGS)}",
    )


def _named(form: str) -> str:
    return {"docx": "Word", "xlsx": "Excel"}.get(form, form)
