"""Reading a case's `signoff` folder: statements, requests, snapshots, and the sums of what they can cover.

Nothing in it is believed for being there. A file that is not, to the byte, what reviewctl would have written is
kept with a sentence why it cannot be relied on, and what it says is not looked at.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec
from msgspec import Struct

from reviewctl.model.catalogue import LARGE
from reviewctl.model.finding import EnvironmentFault
from reviewctl.model.record import CASE_ID_FORM
from reviewctl.model.signoff import RequestFile, SignoffFolder, StatementFile, digest_of
from reviewctl.model.statement import REQUEST, STATEMENT, Request, Statement, canonical
from reviewctl.model.tree import Tree
from reviewctl.store.allowed import place_at
from reviewctl.store.decode import FORBIDDEN
from reviewctl.store.signed import REQUEST_FILE, STATEMENT_FILE
from reviewctl.store.walk import Held, Walked, walk_case

LARGEST = 64 * 1024
"""The most bytes that a statement, a request or a signature may have."""

_SUM = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*")
_CASE = re.compile(CASE_ID_FORM)
_LINE = re.compile(r"[a-z0-9][A-Za-z0-9._/-]*(?:#[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)?")

R = TypeVar("R", Statement, Request)

_GONE = "its signature is here, and the statement itself is not"
_TOO_LARGE = f"it is larger than {LARGEST >> 10} KB"
_UNREAD = "it cannot be opened"
_NOT_SO_WRITTEN = "it is not written as reviewctl writes it, so it was changed or made by hand"


class _Raw(Struct, frozen=True):
    """What lies at a path: its bytes, or why they are not there to be read."""

    data: bytes = b""
    fault: str = ""


def read_signoffs(tree: Tree, folder: str, walked: Walked) -> SignoffFolder:
    """Return what a case keeps of sign-offs, with the sums of all that they can cover.

    `walked` is what lies in the case's folder. Nothing that lies there raises, whatever its bytes are.
    """
    files = {one.path: _raw(tree, folder, one) for one in walked.signoff if "/snapshot/" not in one.path}
    paths = {path.removesuffix(".sig") for path in files}
    statements = [
        statement_file(path, files.get(path, _Raw(fault=_GONE)), files.get(f"{path}.sig"), folder)
        for path in sorted(paths)
        if STATEMENT_FILE.fullmatch(path)
    ]
    requests = [
        request_file(path, files[path], folder) for path in sorted(paths) if REQUEST_FILE.fullmatch(path)
    ]
    return SignoffFolder(
        statements=tuple(sorted(statements, key=lambda one: (one.what, one.item, one.number, one.path))),
        requests=tuple(requests),
        sha256=_sums(tree, folder, walked),
    )


def sums(tree: Tree, folder: str) -> dict[str, str]:
    """Return the sha256 of every file of a case that a sign-off can cover, by its path within the case.

    For a case that has no `signoff` folder yet, of which `Case.signoff.sha256` is empty. What cannot be read or
    is larger than any document may be has no sum, so that nothing can be approved of it.
    """
    return _sums(tree, folder, walk_case(tree, folder))


def statement_at(path: str, data: bytes, signature: bytes | None = None, folder: str = "") -> StatementFile:
    """Return the statement that the bytes of a file give. `path` is within the case, whose folder is `folder`.

    Raises ValueError where `path` is no place of a statement.
    """
    beside = _Raw(signature) if signature is not None else None
    return statement_file(path, _Raw(data), beside, folder)


def request_at(path: str, data: bytes, folder: str = "") -> RequestFile:
    """Return the request that the bytes of a file give. `path` is within the case, whose folder is `folder`.

    Raises ValueError where `path` is no place of a request.
    """
    return request_file(path, _Raw(data), folder)


def statement_file(path: str, raw: _Raw, beside: _Raw | None, folder: str) -> StatementFile:
    """Return a statement with its signature, read as far as it can be relied on."""
    place = STATEMENT_FILE.fullmatch(path)
    if place is None:
        raise ValueError(f"{path} is no place of a statement")
    statement, fault = _decoded(raw, Statement, _fault_of_statement)
    if beside is not None and beside.fault and not fault:
        statement, fault = None, f"its signature cannot be relied on: {beside.fault}"
    return StatementFile(
        path=_full(folder, path),
        what=place["what"],
        item=place["item"] or "",
        number=int(place["number"]),
        person=place["person"],
        data=raw.data,
        sha256=hashlib.sha256(raw.data).hexdigest(),
        statement=statement,
        fault=fault,
        signature=beside.data if beside is not None else None,
    )


def request_file(path: str, raw: _Raw, folder: str) -> RequestFile:
    """Return a request, read as far as it can be relied on; it must be one for the sign-off in whose place it lies."""
    place = REQUEST_FILE.fullmatch(path)
    if place is None:
        raise ValueError(f"{path} is no place of a request")
    what, item = place["what"], place["item"] or ""
    request, fault = _decoded(raw, Request, _fault_of_request)
    if request is not None and (request.what, request.item or "") != (what, item):
        request, fault = None, "it was made for another sign-off and copied here"
    return RequestFile(path=_full(folder, path), what=what, item=item, request=request, fault=fault)


def _full(folder: str, path: str) -> str:
    return f"{folder}/{path}" if folder else path


def _raw(tree: Tree, folder: str, one: Held) -> _Raw:
    if one.size > LARGEST:
        return _Raw(fault=_TOO_LARGE)
    try:
        data = tree.read(_full(folder, one.path))
    except (OSError, EnvironmentFault):
        return _Raw(fault=_UNREAD)
    return _Raw(data) if len(data) <= LARGEST else _Raw(fault=_TOO_LARGE)


def _decoded(raw: _Raw, kind: type[R], fault_of: Callable[[R], str]) -> tuple[R | None, str]:
    """Return the record that bytes hold, or None and why it cannot be relied on. No value is quoted."""
    if raw.fault:
        return None, raw.fault
    try:
        record = msgspec.json.decode(raw.data, type=kind)
        again = canonical(record)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None, _NOT_SO_WRITTEN
    if again != raw.data:  # Duplicate keys, other spacing, another order, a byte order mark.
        return None, _NOT_SO_WRITTEN
    fault = fault_of(record)
    return (None, fault) if fault else (record, "")


def _fault_of_statement(one: Statement) -> str:
    words = (one.what, *_given(one.item), one.role, one.person)
    sums_in_it = (one.digest, *_given(one.previous))
    if one.schema != STATEMENT:
        return "it is not of a form that this reviewctl knows"
    if not _are_named(one.case, words):
        return "an id in it has not the form of one"
    if not all(_SUM.fullmatch(text) for text in sums_in_it):
        return "a digest in it is no sha256 of 64 digits"
    if not all(_is_said(text) for text in (one.minute, one.same_text)):
        return "a text in it is blank, or holds a character that cannot be seen"
    return ""


def _fault_of_request(one: Request) -> str:
    if one.schema != REQUEST:
        return "it is not of a form that this reviewctl knows"
    if not _are_named(one.case, (one.what, *_given(one.item))):
        return "an id in it has not the form of one"
    if not all(_LINE.fullmatch(path) and _SUM.fullmatch(text) for path, text in one.files.items()):
        return "a line of its list is no path with a sha256 of 64 digits"
    if one.digest != digest_of(one.files):
        return "its digest is not that of the files that it lists"
    return ""


def _given(text: str | None) -> tuple[str, ...]:
    return () if text is None else (text,)


def _are_named(case: str, words: Iterable[str]) -> bool:
    return _CASE.fullmatch(case) is not None and all(_KEY.fullmatch(word) for word in words)


def _is_said(text: str | None) -> bool:
    """Whether a text is left out, or says something in characters that can all be seen, on one line."""
    return text is None or (bool(text.strip()) and not FORBIDDEN.search(text) and not set(text) & _BREAKS)


_BREAKS = frozenset("\t\r\n")


def _sums(tree: Tree, folder: str, walked: Walked) -> dict[str, str]:
    paths = [one.path for one in walked.documents]
    paths += [path for path in walked.paths if place_at(path, "case") is not None]
    paths += [one.path for one in walked.signoff if "/snapshot/" in one.path]
    found = ((path, _sum_of(tree, _full(folder, path))) for path in paths)
    return {path: text for path, text in found if text}


def _sum_of(tree: Tree, path: str) -> str:
    try:
        data = tree.read(path)
    except (OSError, EnvironmentFault):
        return ""
    # Of a larger file a tree may give no more than shows that it is larger.
    return hashlib.sha256(data).hexdigest() if len(data) <= LARGE else ""
