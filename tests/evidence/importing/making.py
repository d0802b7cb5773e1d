"""Tables such as agencies send, made for the tests, and what is read them against."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from functools import cache

from docx import Document
from openpyxl import Workbook

from reviewctl.facts.written import Setting
from reviewctl.model.policy import ChronologyRule
from reviewctl.model.sheet import AgencyFile, AgencyTable, TableRow, TimedValue
from reviewctl.store.packs import Policies
from reviewctl.work.chronicle.drafts import Ground
from reviewctl.work.chronicle.obstacles import Asked
from reviewctl.work.chronicle.taking import Taken, take

HEADINGS = ("Ref", "Date", "Time", "Source", "What happened", "What was done")
Rows = Sequence[Sequence[TimedValue]]


@cache
def rule() -> ChronologyRule:
    """Return what the shipped policy says of chronologies."""
    policy = Policies().get("stockport-2021")
    assert policy is not None and policy.pack.chronology is not None
    return policy.pack.chronology


def ground(*, questions: tuple[str, ...] = ("1", "2", "3"), year: int | None = None) -> Ground:
    """Return a review of Adults E and F, whose scope is 2014 to 2019."""
    setting = Setting(scope_from=date(2014, 1, 1), scope_to=date(2019, 12, 31), year=year)
    subjects = (("adult-e", "Adult E"), ("adult-f", "Adult F"))
    return Ground(rule=rule(), setting=setting, subjects=subjects, questions=questions)


def table(*rows: Sequence[TimedValue], name: str = "Sheet1", hidden: Sequence[int] = ()) -> AgencyTable:
    """Return a table of these rows, numbered from 1; those in `hidden` are."""
    lines = (TableRow(number, number in hidden, tuple(cells)) for number, cells in enumerate(rows, 1))
    return AgencyTable(name=name, rows=tuple(lines))


def file_of(*tables: AgencyTable, form: str = "xlsx") -> AgencyFile:
    """Return a file of these tables."""
    return AgencyFile(form=form, tables=tables)


def taken(*rows: Sequence[TimedValue], asked: Asked | None = None) -> Taken:
    """Return what a file of one table with these rows, the headings first, comes to."""
    return take(file_of(table(*rows)), asked or Asked(), ground(), {})


def csv_of(*rows: Sequence[object]) -> bytes:
    """Return a CSV of these rows, as Excel in Britain writes one."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(*rows: Sequence[object], title: str = "Chronology") -> bytes:
    """Return a workbook with one sheet of these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cell in (cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"):
        cell.data_type = "s"  # Words that begin with a sign, typed as words.
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx_of(*rows: Sequence[object]) -> bytes:
    """Return a Word document with one table of these rows."""
    document = Document()
    grid = document.add_table(rows=len(rows), cols=len(rows[0]))
    for line, row in zip(grid.rows, rows, strict=True):
        for cell, value in zip(line.cells, row, strict=True):
            cell.text = "" if value is None else str(value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
