"""Findings as GitHub workflow commands: a line each, which GitHub shows at its line of the pull request.

GitHub shows at most ten errors and ten warnings of a step, so the gravest come first; `--summary` has them all.
"""

from collections.abc import Iterator, Mapping

from reviewctl.model.report import Report
from reviewctl.render.formats import Look
from reviewctl.render.found import Found, counts_in, findings_in
from reviewctl.render.visible import visible

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, look: Look) -> Iterator[str]:
    """Yield a workflow command for each finding that no waiver excuses, and a last line that counts them."""
    found = [one for one in findings_in(report) if not one["waived"]]
    for one in sorted(found, key=lambda one: list(_LEVELS).index(one["severity"])):
        yield f"::{_LEVELS[one['severity']]} {_properties(one, look.below)}::{_data(_told(one))}\n"
    yield f"{_counted(counts_in(report))}\n"


def _properties(one: Found, below: str) -> str:
    """Return where a finding stands, as GitHub's command has it; the register as a whole stands nowhere."""
    path = one["path"] if one["path"] != "." else ""
    place = {
        "file": f"{below}{path}".rstrip("/"),
        "line": one["line"],
        "col": one["column"] if one["line"] else 0,
        "title": f"{one['code']} {one['name']}",
    }
    return ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)


def _told(one: Found) -> str:
    """Return the whole sentence, what mends it, and what it rests on, in lines."""
    cites = ", ".join(one["citations"])
    lines = (one["message"], one["help"], f"Source: {cites}" if cites else "")
    return "\n".join(visible(line) for line in lines if line)


def _data(text: str) -> str:
    """Return a message as a workflow command may hold it: only these three would end it or change it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{word}: {counts.get(word, 0)}" for word in (*_LEVELS, "waived"))
