"""A report as a table of values, for a spreadsheet: the rows of its csv, with days as days and numbers as numbers."""

from collections.abc import Iterator
from datetime import date

from reviewctl.model.listing import Listing, Value
from reviewctl.model.prose import Heading, Paragraph, words
from reviewctl.model.report import Report
from reviewctl.render.composed import CONFIDENTIAL, composed
from reviewctl.render.to_csv import fields_of, plain_words
from reviewctl.render.visible import visible


def listed(report: Report) -> Listing:
    """Return the records of a report as a table of values, and the lines of its heading."""
    prose = composed(report)
    fields = fields_of(report)
    return Listing(
        title=prose.title,
        titles=tuple(_title(field) for field in fields),
        rows=tuple(tuple(_value(record.get(field)) for field in fields) for record in report.records),
        about=tuple(_about(report)),
    )


def _title(field: str) -> str:
    text = visible(field).replace("_", " ")
    return text[:1].upper() + text[1:]


def _value(value: object) -> Value:
    """Return a value as a cell holds it. A list is one text."""
    if value is None or isinstance(value, int | float | date):
        return value
    return visible(plain_words(value), keep="\n\t")


def _about(report: Report) -> Iterator[str]:
    """Yield what stands over the page and round its tables."""
    prose = composed(report)
    yield CONFIDENTIAL
    if prose.mark:
        yield prose.mark
    for block in prose.blocks:
        if isinstance(block, Heading):
            yield from filter(None, (words(block.runs), block.right))
        elif isinstance(block, Paragraph):
            yield words(block.runs)
