"""Changing one value of a file and not one byte beside it.

The new value is cut in at the marks of the strict reader; then the whole is read again and must say exactly
what the same edit makes of the value: nothing that reads otherwise ever leaves this module.
"""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import date

from reviewctl.model.finding import Finding, ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.store.cuts import Style, spliced
from reviewctl.store.decode import BOM, FORBIDDEN, decode, describe_character
from reviewctl.store.front import read_front
from reviewctl.store.page import Page
from reviewctl.store.refusals import EMPTY
from reviewctl.store.strict import read_yaml

_MAX_DIGITS = 20
_NO_LIMIT = 1 << 40
_STYLES: tuple[Style, ...] = ("pleasant", "quoted")


class Unreadable(ReviewctlError):
    """The file has faults to be put right before anything can be changed in it; `findings` says which."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = findings[0]
        where = first.spot if first.spot.path else f"line {first.spot.line}"
        super().__init__(f"{where}: {first.message}", first.help)
        self.findings = findings


class Misread(RuntimeError):
    """A bug: what was written would not have read as intended, so it was thrown away."""


def splice_bytes(
    data: bytes,
    path: KeyPath,
    value: object,
    *,
    front: bool = False,
    comment: str | None = None,
    file: str = "",
) -> bytes:
    """Return the file's bytes with one value changed; as `set_value`, and a byte order mark stays."""
    decoded = decode(data, file, len(data))
    if decoded.findings:
        raise Unreadable(decoded.findings)
    text = set_value(decoded.text, path, value, front=front, comment=comment, file=file)
    return (BOM if decoded.bom else b"") + text.encode()


def set_value(
    text: str,
    path: KeyPath,
    value: object,
    *,
    front: bool = False,
    comment: str | None = None,
    file: str = "",
) -> str:
    """Return the text with the value at `path` set, and all else as it was.

    What is missing on the way is made: keys, and an item of a list where `path` names the position behind its
    last. None leaves the key and blanks its value. `front` says that the facts are front matter of a Markdown
    text. A `comment` goes on a line of its own above a key or item that is new. `file` is how the file is called
    in messages. Raises Unreadable for a text with faults, and ReviewctlError where `path` leads through a single
    value or `value` cannot be written.
    """
    if not path:
        raise ValueError("the path to a value has at least one key")
    wanted = plain_value(value)
    _refuse_unseen(comment or "")
    page = page_of(text, front, file)
    after = apply(page.value, path, wanted)
    if same(page.value, after) and page.at(path) is not None:
        return text
    for style in _STYLES:
        # A step on the way that cannot be read is our own doing; nothing of it is kept.
        with contextlib.suppress(Unreadable):
            made = spliced(page, path, wanted, style, comment, lambda text: page_of(text, front))
            if same(page_of(made, front).value, after):
                return made
    raise Misread(f"the change at {_dotted(path)} would not read as it was meant")


def apply(value: object, path: KeyPath, new: object) -> object:
    """Return what `value` becomes when the part of it at `path` is `new`: the model of every edit.

    Raises ReviewctlError where the path does not lead through mappings and lists, or skips a position.
    """
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        mapping = {} if value is None else value
        if not isinstance(mapping, dict):
            raise ReviewctlError(f'there can be no "{step}" here: what stands here is not a group of keys.')
        return {**mapping, step: apply(mapping.get(step), rest, new)}
    items = [] if value is None else value
    if not isinstance(items, list):
        raise ReviewctlError("there can be no item here: what stands here is not a list.")
    if not 0 <= step <= len(items):
        raise ReviewctlError(f"there is no item {step + 1}: the list has {len(items)}.")
    old = items[step] if step < len(items) else None
    return [*items[:step], apply(old, rest, new), *items[step + 1 :]]


def plain_value(value: object) -> object:
    """Return the value as the reader would give it: dates as text, tuples as lists.

    Raises ReviewctlError for a character that no file may hold, or a number too long; TypeError for a kind of
    value that a file cannot hold.
    """
    if isinstance(value, str):
        _refuse_unseen(value)
        return value
    if value is None or isinstance(value, bool | int | float):
        return _short_number(value)
    if type(value) is date:
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain_value(key)): plain_value(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain_value(item) for item in value]
    raise TypeError(f"a file cannot hold a {type(value).__name__}")


def _refuse_unseen(text: str) -> None:
    hit = FORBIDDEN.search(text)
    if hit is not None:
        raise ReviewctlError(
            f"the text holds a character that cannot be seen ({describe_character(hit[0])}).",
            "Type it again: it may have come with text pasted from Word, a PDF or a web page.",
        )


def _short_number(value: float | None) -> float | None:
    written = repr(value)
    if "inf" in written or "nan" in written or sum(c.isdigit() for c in written) > _MAX_DIGITS:
        raise ReviewctlError("this number has more digits than any record needs.")
    return value


def page_of(text: str, front: bool, file: str = "") -> Page:
    """Return the text as it was read. Raises Unreadable for any fault but that nothing is written yet."""
    faults = decode(text.encode("utf-8", "surrogatepass"), file, _NO_LIMIT).findings
    if faults:
        raise Unreadable(faults)
    if front:
        parsed = read_front(text, file)
        _check(parsed.findings)
        end = text.rfind("---", 0, parsed.body_offset)
        return Page(text, parsed.value, parsed.marks, end)
    facts = read_yaml(text, file)
    _check(facts.findings)
    return Page(text, facts.value, facts.marks, len(text))


def _check(findings: tuple[Finding, ...]) -> None:
    if any(finding.code != EMPTY.code for finding in findings):
        raise Unreadable(findings)


def same(one: object, other: object) -> bool:
    """Return whether two values are the same, 1, 1.0 and true being three."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def _dotted(path: KeyPath) -> str:
    return ".".join(map(str, path))
