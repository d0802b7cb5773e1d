"""The page of `validate`: each finding with its place, what is wrong and how to mend it."""

from collections.abc import Sequence
from datetime import date

from reviewctl.model.finding import Finding, Severity
from reviewctl.model.judged import Judged
from reviewctl.model.report import Block, Heading, Message, Paragraph, Report, Style
from reviewctl.render.dates import as_at
from reviewctl.render.pages.naming import many

_STYLES: dict[str, Style] = {"error": "late", "warning": "soon", "note": "quiet"}
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_FIELDS = (
    "code",
    "name",
    "severity",
    "message",
    "case",
    "path",
    "line",
    "column",
    "citations",
    "help",
    "waived",
    "at",
)


def page(
    judged: Judged, as_of: date, *, select: Sequence[str] = (), strict: bool = False, exit_zero: bool = False
) -> Report:
    """Return the report of `validate`. It fails on an unwaived error; with `strict`, on a warning too.

    `select` are codes, beginnings of codes or names of offences, of which one must be a finding's.
    """
    findings = [finding for finding in judged.findings if not select or _is_selected(finding, select)]
    counts = _counts(judged, findings)
    fails = counts["error"] or (strict and counts["warning"])
    records = [_record(finding) for finding in findings]
    return Report(
        command="validate",
        payload={"as_of": as_of, "counts": counts, "findings": records},
        records=records,
        fields=_FIELDS,
        blocks=_blocks(findings, counts, as_of),
        exit_code=1 if fails and not exit_zero else 0,
    )


def _is_selected(finding: Finding, select: Sequence[str]) -> bool:
    return any(finding.code.startswith(word.upper()) or finding.name == word.lower() for word in select)


def _counts(judged: Judged, findings: Sequence[Finding]) -> dict[str, int]:
    open_ones = [finding for finding in findings if not finding.waived]
    return {
        "cases": judged.cases,
        "files": judged.files,
        **{word: sum(f.severity == word for f in open_ones) for word in _SEVERITIES},
        "waived": len(findings) - len(open_ones),
    }


def _record(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "case": finding.case,
        "path": finding.spot.path,
        "line": finding.spot.line,
        "column": finding.spot.column,
        "citations": list(finding.citations),
        "help": finding.help,
        "waived": finding.waived,
        "at": finding.at,
    }


def _blocks(findings: Sequence[Finding], counts: dict[str, int], as_of: date) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("To put right", as_at(as_of))]
    found = [finding for finding in findings if not finding.waived]
    for case, some in _by_case(found):
        blocks.append(Heading(f"{case or 'The register itself'} · {_counted(some)}", level=2))
        blocks += [_message(finding) for finding in some]
    waived = [finding for finding in findings if finding.waived]
    if waived:
        blocks.append(Heading("Agreed exceptions", level=2))
        blocks += [_message(finding) for finding in waived]
    blocks.append(Paragraph(_summary(counts)))
    return tuple(blocks)


def _by_case(findings: Sequence[Finding]) -> list[tuple[str | None, list[Finding]]]:
    """Return the findings case by case, each in the order they came; the register's own come first."""
    cases: dict[str | None, list[Finding]] = {}
    for finding in findings:
        cases.setdefault(finding.case, []).append(finding)
    return sorted(cases.items(), key=lambda one: one[0] or "")


def _message(finding: Finding) -> Message:
    details = [finding.help] if finding.help else []
    if finding.related:
        details.append(f"see also {', '.join(map(str, finding.related))}")
    source = f"{', '.join(finding.citations)} · " if finding.citations else ""
    at = f" · at {finding.at}" if finding.at else ""
    details.append(f"{source}{finding.severity} {finding.code} {finding.name}{at}")
    return Message(f"{finding.spot}: {finding.message}", _STYLES[finding.severity], tuple(details))


def _counted(findings: Sequence[Finding]) -> str:
    severities = [finding.severity for finding in findings]
    counts = [(severities.count(word), word) for word in _SEVERITIES]
    return ", ".join(many(count, word) for count, word in counts if count)


def _summary(counts: dict[str, int]) -> str:
    looked = f"{many(counts['cases'], 'review')}, {many(counts['files'], 'file')} looked at"
    waived = f"; {many(counts['waived'], 'agreed exception')}" if counts["waived"] else ""
    found = [many(counts[word], word) for word in _SEVERITIES if counts[word]]
    if not found:
        return f"Nothing to put right{waived}. {looked}."
    return f"{', '.join(found)}{waived}. {looked}. What a code means: reviewctl explain CODE"
