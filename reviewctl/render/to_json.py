"""A report as JSON for scripts: its payload under the name of its schema."""

from collections.abc import Iterator, Mapping

import msgspec

from reviewctl.model.report import Report
from reviewctl.render.formats import Look
from reviewctl.render.visible import escaped


def render(report: Report, look: Look) -> Iterator[str]:
    """Yield the payload, indented: dates as ISO 8601, letters as they are, hidden characters escaped."""
    text = _encode({"schema": f"reviewctl/{report.command}/1", **report.payload})
    yield text if text.isascii() and "\x7f" not in text else escaped(text)
    yield "\n"


def _encode(payload: Mapping[str, object]) -> str:
    """Return the payload as JSON text. A lone surrogate (a file's name may hold one) is kept as an escape."""
    try:
        return msgspec.json.format(msgspec.json.encode(payload), indent=2).decode()
    except UnicodeEncodeError:
        import json

        return json.dumps(msgspec.to_builtins(payload), indent=2)
