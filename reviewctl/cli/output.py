"""Putting a report on the screen or into a file."""

import os
import sys
from typing import TYPE_CHECKING

from reviewctl.cli.endings import ONLY_FILES
from reviewctl.model.trouble import EnvironmentFault, ReviewctlError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewctl.model.report import Report

WIDTH = 100
_WIDEST_SCREEN = 120
"""Nobody reads longer lines than that, however wide the window is."""
_NARROWEST = 40


def show(report: "Report", form: str = "text", output: str | None = None, below: str = "") -> int:
    """Write a report in a format, on the screen or into a file, and return its exit code.

    `below` is the register's folder within its repository, for the formats of forges (see `Look`).

    Raises EnvironmentFault where the file cannot be written, and ReviewctlError where it is part of the record, or
    where the Board's house style cannot be used.
    """
    report = _as_recorded(report)
    from reviewctl.render.formats import Look, stream

    if output is not None:
        refuse_record(output)
        _into(output, report_bytes(report, form, below))
        if form in ONLY_FILES:
            _warn_inside(output)
        if sys.stdout.isatty():  # A person wonders whether anything happened; a script wants silence.
            tell(f"Written: {output}{_rows(report, form)}")
        return report.exit_code
    on_screen = sys.stdout.isatty()
    colour = on_screen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    out = sys.stdout.buffer
    for piece in stream(report, form, Look(_width(on_screen), colour, below=below)):
        out.write(piece.encode("utf-8"))
    out.flush()
    return report.exit_code


def _rows(report: "Report", form: str) -> str:
    """Return how many rows a table for a spreadsheet has; nothing for what is read as a page."""
    count = len(report.records)
    return f", {count} {'row' if count == 1 else 'rows'}" if form in ("csv", "xlsx") else ""


def report_bytes(report: "Report", form: str, below: str = "") -> bytes:
    """Return a report as a file of that format holds it. `below` as in `show`."""
    if form in ONLY_FILES:
        return _office_file(report, form)
    from reviewctl.render.formats import Look, stream

    return "".join(stream(report, form, Look(width=WIDTH, to_file=True, below=below))).encode("utf-8")


def _as_recorded(report: "Report") -> "Report":
    """Return the report with the day on which its register was so recorded, where one was asked for."""
    import click

    context = click.get_current_context(silent=True)
    day = getattr(context.obj, "recorded_on", None) if context is not None else None
    if context is None or day is None:
        return report
    from reviewctl.render.pages.recorded import with_note

    return with_note(report, day, context.obj.commit, context.obj.came_in_later)


def show_text(text: str, output: str | None = None) -> None:
    """Write a text of another format than a report's, byte for byte, on the screen or into a file.

    Raises EnvironmentFault where the file cannot be written.
    """
    if output is not None:
        refuse_record(output)
        _into(output, text.encode("utf-8"))
        return
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def keep(data: bytes, output: str, *, with_folder: bool = False) -> None:
    """Write a draft into a file of its own. One that is there stays: somebody may have filled it in by now.

    `with_folder` makes the folder that it lies in, where that is not there yet.

    Raises ReviewctlError where there is such a file, and EnvironmentFault where none can be written.
    """
    from pathlib import Path

    try:
        if with_folder:
            Path(output).parent.mkdir(exist_ok=True)
        with Path(output).open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise ReviewctlError(
            "There is a file of that name already, and it may have been filled in.",
            "Choose another name for -o FILE, or move the old one away first.",
        ) from None
    except OSError as error:
        raise EnvironmentFault(
            f"The file could not be written: {error.strerror or 'no reason given'}.",
            "Choose another place for -o FILE.",
        ) from None


def tell(line: str, err: bool = False) -> None:
    """Say one line of an answer; on a terminal it is broken at its spaces, never inside a word."""
    from reviewctl.render.visible import visible

    line = visible(line)
    stream = sys.stderr if err else sys.stdout
    if stream.isatty():
        from reviewctl.render.measure import wrap

        text = line.lstrip(" ")
        start = " " * (len(line) - len(text))
        room = _width(True) - len(start)
        line = "\n".join(start + one for one in wrap(text, room, 2, typed=True))
    stream.write(f"{line}\n")


def _width(on_screen: bool) -> int:
    """Return how wide a line may be: what COLUMNS says, else the window's width, else 100.

    An editor that picks findings out of the lines sets COLUMNS so high that each keeps to one.
    """
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdecimal() and 0 < int(asked) < 100_000:
        return max(int(asked), _NARROWEST)
    if on_screen:
        import shutil

        return min(shutil.get_terminal_size((WIDTH, 24)).columns, _WIDEST_SCREEN)
    return WIDTH


def _office_file(report: "Report", form: str) -> bytes:
    """Return a report as a Word document on the Board's paper, or as a workbook of its records."""
    if form == "xlsx":
        from reviewctl.exchange.excel.listing import workbook_of
        from reviewctl.render.listed import listed

        return workbook_of(listed(report))
    import click

    from reviewctl.exchange.word.document import document_of
    from reviewctl.render.composed import composed
    from reviewctl.work.house import house_style

    context = click.get_current_context(silent=True)
    return document_of(composed(report), house_style(context.obj) if context is not None else None)


def refuse_record(output: str, option: str = "-o") -> None:
    """Raise ReviewctlError where the file that an option names is part of the record."""
    from pathlib import Path

    target = Path(output)
    own = target.suffix in _RECORDS or target.name == "house-style.docx"
    if own and _is(target.is_file) and _is_of_a_register(target):
        raise ReviewctlError(
            f"That file is part of the record, and {option} would write into it.",
            f"Choose another name for {option} FILE.",
        )


def refuse_place(output: str) -> None:
    """Raise what writing to the FILE of -o would, before a command does what it cannot take back.

    EnvironmentFault where it can be seen that none can be written there, ReviewctlError where it is of the record.
    """
    from pathlib import Path

    refuse_record(output)
    target = Path(output)
    there = _is(target.parent.is_dir)
    why = "Is a directory" if _is(target.is_dir) else "" if there else "There is no such folder"
    if why:
        raise EnvironmentFault(f"The file could not be written: {why}.", "Choose another place for -o FILE.")


def _warn_inside(output: str) -> None:
    """Say where a Word document or a workbook was written into a register, in which `save` has no place for it."""
    from pathlib import Path

    if _is_of_a_register(Path(output)):
        tell(
            "Written into the register, where it has no place: save will refuse it until it is moved out.",
            err=True,
        )
        tell("  Next time write it beside the register, such as: -o ../FILE", err=True)


_RECORDS = (".yaml", ".md", ".json")


def _into(output: str, data: bytes) -> None:
    from pathlib import Path

    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise EnvironmentFault(
            f"The file could not be written: {error.strerror or 'no reason given'}.",
            "Choose another place for -o FILE.",
        ) from None


def _is(what: "Callable[[], bool]") -> bool:
    """Whether a place is something; none is whose name no file can have, which writing there will say."""
    try:
        return what()
    except OSError:
        return False


def _is_of_a_register(path: "Path") -> bool:
    from pathlib import Path

    above = Path(os.path.realpath(path)).parents
    return any((folder / name).is_file() for folder in above for name in ("board.yaml", "case.yaml"))
