"""The summary of a job: everything that is to be put right, whole, for the page that a forge shows of a run."""

from collections.abc import Iterator, Sequence

from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Table
from reviewctl.render.found import Found, counts_in, findings_in
from reviewctl.render.pages.naming import many

_SEVERITIES = ("error", "warning", "note")
_COLUMNS = (Column(""), Column("where"), Column("what"), Column("code"))
_MOST = 400_000
"""Letters of all rows at the most: of a summary larger than 1 MiB GitHub shows nothing, and escaped it is longer."""


def summary_of(report: Report) -> Report:
    """Return the summary of a report of `validate`: how many, and then each finding, case by case.

    Annotations stop at ten; here they are all, the gravest first where a forge could not show so many. What is
    excused by a waiver is only counted.
    """
    open_ones = [one for one in findings_in(report) if not one["waived"]]
    found = sorted(open_ones, key=lambda one: _SEVERITIES.index(one["severity"]))
    shown = list(_as_many_as_fit(found))
    blocks: list[Block] = [Heading(f"reviewctl: {_headline(report)}", level=2), Paragraph(_looked(report))]
    for case, some in _by_case(shown):
        blocks.append(Heading(case or "The register itself", level=3))
        blocks.append(Table(_COLUMNS, tuple(map(_row, some))))
    if len(found) > len(shown):
        blocks.append(Paragraph(f"And {len(found) - len(shown)} more: reviewctl validate shows them all."))
    return Report(command=report.command, blocks=tuple(blocks))


def _as_many_as_fit(found: Sequence[Found]) -> Iterator[Found]:
    """Yield findings for as long as the summary stays one that a forge shows."""
    room = _MOST
    for one in found:
        row = _row(one)
        room -= sum(map(len, row.cells)) + len("| |  |  |  |\n")
        if room < 0:
            return
        yield one


def _headline(report: Report) -> str:
    counts = counts_in(report)
    found = [many(counts[word], word) for word in _SEVERITIES if counts[word]]
    return ", ".join(found) or "nothing to put right"


def _looked(report: Report) -> str:
    counts = counts_in(report)
    waived = f"; {many(counts['waived'], 'agreed exception')}" if counts["waived"] else ""
    return f"{many(counts['cases'], 'review')}, {many(counts['files'], 'file')} looked at{waived}."


def _by_case(found: Sequence[Found]) -> list[tuple[str, list[Found]]]:
    """Return the findings case by case, in their order; the register's own before all."""
    cases: dict[str, list[Found]] = {}
    for one in found:
        cases.setdefault(one["case"] or "", []).append(one)
    return sorted(cases.items())


def _row(one: Found) -> Row:
    place = f"{one['path']}:{one['line']}" if one["line"] else one["path"]
    cites = f" ({', '.join(one['citations'])})" if one["citations"] else ""
    told = f"{one['message']} {one['help']}".strip()
    return Row((one["severity"], place, f"{told}{cites}", f"{one['code']} {one['name']}"))
