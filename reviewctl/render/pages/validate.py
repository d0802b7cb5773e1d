"""The page of `validate`: each finding with its place, what is wrong and how to mend it."""

from collections.abc import Sequence
from datetime import date

from reviewctl.model.finding import Finding
from reviewctl.model.judged import Judged
from reviewctl.model.report import Block, Heading, Message, Paragraph, Report, Style
from reviewctl.render.dates import as_at

_STYLES: dict[str, Style] = {"error": "late", "warning": "soon", "note": "quiet"}
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
)


def page(
    judged: Judged, as_of: date, *, select: Sequence[str] = (), strict: bool = False, exit_zero: bool = False
) -> Report:
    """Return the report of `validate`. It fails on an unwaived error; with `strict`, on a warning too."""
    findings = [
        f for f in judged.findings if not select or any(f.code.startswith(word.upper()) for word in select)
    ]
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


def _counts(judged: Judged, findings: Sequence[Finding]) -> dict[str, int]:
    open_ones = [finding for finding in findings if not finding.waived]
    return {
        "cases": judged.cases,
        "files": judged.files,
        **{word: sum(f.severity == word for f in open_ones) for word in ("error", "warning", "note")},
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
    }


def _blocks(findings: Sequence[Finding], counts: dict[str, int], as_of: date) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("To put right", as_at(as_of))]
    blocks += [_message(finding) for finding in findings if not finding.waived]
    waived = [finding for finding in findings if finding.waived]
    if waived:
        blocks.append(Heading("Agreed exceptions", level=2))
        blocks += [_message(finding) for finding in waived]
    blocks.append(Paragraph(_summary(counts)))
    return tuple(blocks)


def _message(finding: Finding) -> Message:
    details = [finding.help] if finding.help else []
    source = f"{', '.join(finding.citations)} · " if finding.citations else ""
    details.append(f"{source}{finding.severity} {finding.code} {finding.name}")
    return Message(f"{finding.spot}: {finding.message}", _STYLES[finding.severity], tuple(details))


def _summary(counts: dict[str, int]) -> str:
    looked = f"{_many(counts['cases'], 'review')}, {_many(counts['files'], 'file')} looked at"
    if not (counts["error"] or counts["warning"] or counts["note"]):
        return f"Nothing to put right. {looked}."
    found = [_many(counts[word], word) for word in ("error", "warning", "note") if counts[word]]
    waived = f"; {_many(counts['waived'], 'agreed exception')}" if counts["waived"] else ""
    return f"{', '.join(found)}{waived}. {looked}. What a code means: reviewctl explain CODE"


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
