"""Findings as SARIF 2.1.0 (OASIS), for code scanning and editors that read it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from reviewctl import __version__
from reviewctl.model.report import Report
from reviewctl.render.formats import Look
from reviewctl.render.found import Found, findings_in
from reviewctl.render.visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def render(report: Report, look: Look) -> Iterator[str]:
    """Yield one log of one run: the rules that were broken, with their pages as help, and every finding.

    The same findings give the same bytes: no time and no name of a machine stands in it.
    """
    found = findings_in(report)
    codes = {one["code"]: one for one in reversed(found)}
    rules = sorted(codes)
    run = {
        "tool": {"driver": _driver([_rule(codes[code], report.rulebook.get(code, "")) for code in rules])},
        "automationDetails": {"id": f"reviewctl/{report.command}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": list(_results(found, rules, look.below)),
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)
    yield "\n"


def _driver(rules: list[dict[str, object]]) -> dict[str, object]:
    return {
        "name": "reviewctl",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": rules,
    }


def _rule(one: Found, page: str) -> dict[str, object]:
    """Return a rule: its code, its name, the heading and first words of its rulebook page, and the page as help."""
    page = page.partition("\n## Fails")[0].strip()  # What follows are examples, which no forge can show.
    title, _, body = page.partition("\n")
    title = title.removeprefix("# ").strip() or one["name"]
    first = next((part for part in body.split("\n\n") if part.strip()), title).strip()
    return {
        "id": one["code"],
        "name": one["name"],
        "shortDescription": _message(title),
        "fullDescription": _message(first),
        "help": {
            **_message(f"reviewctl explain {one['code']}"),
            **({"markdown": _message(page)["text"]} if page else {}),
        },
        "defaultConfiguration": {"level": _LEVELS[one["severity"]]},
        "properties": {"tags": list(one["citations"])},
    }


def _results(found: Sequence[Found], rules: list[str], below: str) -> Iterator[dict[str, object]]:
    """Yield every finding; one that a waiver excuses is suppressed, and stays to be seen."""
    seen: Counter[str] = Counter()
    for one in found:
        mark = _fingerprint(one)
        seen[mark] += 1
        yield {
            "ruleId": one["code"],
            "ruleIndex": rules.index(one["code"]),
            "level": _LEVELS[one["severity"]],
            "message": _message("\n".join(filter(None, (one["message"], one["help"])))),
            "locations": [_location(one, below)],
            "partialFingerprints": {"reviewctl/v1": f"{mark}:{seen[mark]}"},
            "properties": {name: one[name] for name in ("case", "at", "citations") if one[name]},
            **({"suppressions": [_EXCUSED]} if one["waived"] else {}),
        }


_EXCUSED = {"kind": "external", "status": "accepted", "justification": "An agreed exception of waivers.yaml."}


def _fingerprint(one: Found) -> str:
    """Return what stays the same when lines move and days pass: code, file and address, or else the message."""
    about = (one["code"], one["case"] or "", one["path"], one["at"] or one["message"])
    return hashlib.sha256("\0".join(about).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _location(one: Found, below: str) -> dict[str, object]:
    path = f"{below}{one['path']}" if one["path"] != "." else below or "./"
    place: dict[str, object] = {
        "artifactLocation": {"uri": quote(path, errors="replace"), "uriBaseId": _ROOT},
    }
    if one["line"]:
        column = {"startColumn": one["column"]} if one["column"] else {}
        place["region"] = {"startLine": one["line"], **column}
    return {"physicalLocation": place}


def _message(text: str) -> dict[str, str]:
    """Return a plain text as SARIF has it: its braces doubled, for single ones hold places (§3.11.5)."""
    shown = visible(text, keep="\n")
    return {"text": shown.replace("{", "{{").replace("}", "}}")}
