"""Findings as JUnit XML, which GitLab, Jenkins and Azure show beside a merge request.

A suite is a review, and a case of it one code: failed where there is an unwaived error, passed where there are
only warnings and notes (which it lists), skipped where all are agreed exceptions.
"""

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from reviewctl.model.report import Report
from reviewctl.render.formats import Look
from reviewctl.render.found import Found, counts_in, findings_in
from reviewctl.render.visible import visible

_REGISTER = "the register itself"
# What visible leaves and XML 1.0 does not allow.
_NO_CHARACTERS = {0xFFFE: "?", 0xFFFF: "?"}


def render(report: Report, look: Look) -> Iterator[str]:
    """Yield the suites, that of the register itself first: it holds one case that says how much was looked at."""
    cases: dict[str, list[Found]] = {"": []}
    for one in findings_in(report):
        cases.setdefault(one["case"] or "", []).append(one)
    suites = [_Suite(name, found, look.below) for name, found in sorted(cases.items())]
    failures = sum(suite.failures for suite in suites)
    tests = sum(len(suite.codes) for suite in suites) + 1
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="reviewctl {report.command}" tests="{tests}" failures="{failures}" errors="0">\n'
    for suite in suites:
        yield from suite.lines(counts_in(report))
    yield "</testsuites>\n"


class _Suite:
    """What was found on one review, code by code; the one without a name is the register's own."""

    def __init__(self, case: str, found: Sequence[Found], below: str) -> None:
        self.name = case or _REGISTER
        self.below = below
        self.counts_too = not case
        self.codes: dict[str, list[Found]] = {}
        for one in found:
            self.codes.setdefault(one["code"], []).append(one)

    @property
    def failures(self) -> int:
        return sum(any(map(_fails, found)) for found in self.codes.values())

    def lines(self, counts: Mapping[str, int]) -> Iterator[str]:
        skipped = sum(all(one["waived"] for one in found) for found in self.codes.values())
        yield (
            f'<testsuite name={_attribute(self.name)} tests="{len(self.codes) + self.counts_too}" '
            f'failures="{self.failures}" errors="0" skipped="{skipped}">\n'
        )
        if self.counts_too:
            looked = f"cases: {counts.get('cases', 0)}, files: {counts.get('files', 0)}"
            yield f'<testcase name="read and judged" classname={_attribute(self.name)}>'
            yield f"<system-out>{looked}</system-out></testcase>\n"
        for code in sorted(self.codes):
            yield from self._case(self.codes[code])
        yield "</testsuite>\n"

    def _case(self, found: Sequence[Found]) -> Iterator[str]:
        name = f"{found[0]['code']} {found[0]['name']}"
        told = _text("\n\n".join(self._told(one) for one in found))
        failed = [one for one in found if _fails(one)]
        yield f"<testcase name={_attribute(name)} classname={_attribute(self.name)}>"
        if failed:
            first = f"{len(failed)}: {failed[0]['message']}"
            yield f"<failure type={_attribute(found[0]['name'])} message={_attribute(first)}>{told}</failure>"
        elif all(one["waived"] for one in found):
            yield '<skipped message="an agreed exception (waivers.yaml)"/>'
        else:
            yield f"<system-out>{told}</system-out>"
        yield "</testcase>\n"

    def _told(self, one: Found) -> str:
        """Return a finding in lines: the place first, so that whoever reads knows the file."""
        path = f"{self.below}{one['path']}"
        place = f"{path}:{one['line']}:{one['column']}" if one["line"] else path
        kind = "agreed exception" if one["waived"] else one["severity"]
        lines = (f"{place}: {one['message']}", one["help"], ", ".join((kind, *one["citations"])))
        return "\n".join(filter(None, lines))


def _fails(one: Found) -> bool:
    return one["severity"] == "error" and not one["waived"]


def _attribute(text: str) -> str:
    return quoteattr(visible(text).translate(_NO_CHARACTERS))


def _text(text: str) -> str:
    return escape(visible(text, keep="\n").translate(_NO_CHARACTERS))
