"""Three versions of a file made one: by address where it is a document of the record, else by lines, or not at all."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from reviewctl.model.catalogue import Kind, kind_at
from reviewctl.model.finding import Finding, ReviewctlError
from reviewctl.store.amend import amended
from reviewctl.store.decode import BOM, decode
from reviewctl.store.documents import document_from
from reviewctl.store.front import read_front
from reviewctl.store.refusals import EMPTY
from reviewctl.store.splice import Misread
from reviewctl.store.strict import read_yaml
from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.joining import Turn
from reviewctl.work.merging.comments import with_comments
from reviewctl.work.merging.items import ABSENT, canonical, without
from reviewctl.work.merging.naming import Place
from reviewctl.work.merging.sections import Lines, merge_bodies
from reviewctl.work.merging.values import Clash, Side, merge_values

_ITEM = re.compile(r"\bitem [0-9]+\b")


class Versions(Struct, frozen=True):
    """A file as it was, as this computer has it, and as others saved it; None where it is not there."""

    base: bytes | None
    mine: bytes | None
    theirs: bytes | None


class Made(Struct, frozen=True):
    """What came of a file (None: it goes), and what both sides changed differently.

    `data` holds the side that was chosen for each such address, else this computer's. `refused` is why it cannot be
    merged at all, and nobody can choose; "" for nearly all files.
    """

    data: bytes | None
    clashes: tuple[Clash, ...] = ()
    refused: str = ""


class _Read(Struct, frozen=True):
    """A version that could be read: its text, its facts, and the text under them."""

    text: str
    bom: bool
    value: object
    body: str
    offset: int


def merge_file(path: str, versions: Versions, chosen: Mapping[str, Side], lines: Lines) -> Made:
    """Return the three versions of a file as one. `path` is that in the register, or in its repository.

    What is written is this computer's version with the other's changes spliced in, so that comments and style stay.
    """
    base, mine, theirs = versions.base, versions.mine, versions.theirs
    if opened_twice(path, versions):
        return _whole(path, versions, chosen)
    if mine == theirs or base == theirs:
        return Made(mine)
    if base == mine:
        return Made(theirs)
    refused = _never_merged(path)
    if refused:
        return Made(mine, refused=refused)
    if mine is None or theirs is None:
        return _whole(path, versions, chosen)
    home, alike = home_of(path), _ended_alike(versions)
    made = _by_address(path, *home, alike, chosen, lines) if home is not None else None
    if made is not None:
        return made
    whole = lines(alike.base or b"", mine, alike.theirs or b"")
    return Made(whole) if whole is not None else _whole(path, versions, chosen)


def _ended_alike(versions: Versions) -> Versions:
    """Return the versions with the line ends that this computer's has, where all of its lines have the same.

    An editor that writes all line ends anew has changed nothing of what the file says.
    """
    mine = versions.mine or b""
    windows = mine.count(b"\r\n")
    if windows not in (0, mine.count(b"\n")) or any(b"\0" in (one or b"") for one in _every(versions)):
        return versions
    end = b"\r\n" if windows else b"\n"
    base, _, theirs = (
        one.replace(b"\r\n", b"\n").replace(b"\n", end) if one is not None else None
        for one in _every(versions)
    )
    return Versions(base, versions.mine, theirs)


def _every(versions: Versions) -> tuple[bytes | None, bytes | None, bytes | None]:
    return versions.base, versions.mine, versions.theirs


def versions_of(blobs: Blobs, own: Turn, other: Turn) -> Versions:
    """Return the versions of a file, of which it is known what became of it on each side."""
    return Versions(*map(blobs.file, (own.before, own.after, other.after)))


def home_of(path: str) -> tuple[Kind, str] | None:
    """Return the kind of document that lies at a path of a register, and its item; None where none has its place."""
    parts = path.split("/")
    inner = "/".join(parts[2:]) if parts[0] == "cases" else path
    return kind_at(inner, "case") or kind_at(path, "register")


def case_of(path: str) -> str:
    """Return the id of the case that a file belongs to; "" for the register's own."""
    parts = path.split("/")
    return parts[1] if parts[0] == "cases" and len(parts) > 2 else ""


def opened_twice(path: str, versions: Versions) -> bool:
    """Whether this is case.yaml of a review that both sides opened.

    Two people who open a review before they have shared what they have get the same next free id, and may get the
    same made-up name for its subject. Only a person knows whether it is one review or two.
    """
    there = versions.mine is not None and versions.theirs is not None
    return versions.base is None and there and is_case_file(path)


def is_case_file(path: str) -> bool:
    """Whether a path of a register is that of a review's case.yaml."""
    parts = path.split("/")
    return len(parts) == 3 and parts[0] == "cases" and parts[2] == "case.yaml"


def fresh_faults(path: str, made: bytes | None, versions: Versions) -> tuple[Finding, ...]:
    """Return the faults of reading and structure that a merged file has, and neither version had."""
    if made is None or made in (versions.mine, versions.theirs):
        return ()
    had = [_kind(one) for data in (versions.mine, versions.theirs) for one in _faults(path, data)]
    found = _faults(path, made)
    return tuple(one for one, new in zip(found, without([*map(_kind, found)], had), strict=True) if new)


def _kind(fault: Finding) -> tuple[str, str]:
    """Return what two faults share that are the same, wherever in a list it stands: its items have moved."""
    return fault.code, _ITEM.sub("item", fault.message)


def _faults(path: str, data: bytes | None) -> tuple[Finding, ...]:
    home = home_of(path)
    return document_from(data, path, *home)[1] if data is not None and home is not None else ()


def _never_merged(path: str) -> str:
    parts = path.split("/")
    if "signoff" in parts[:3] and parts[-1] != "request.json":
        return "It is a statement, and a statement never changes. Find out which of the two was signed off."
    if "trust" in parts[:1]:
        return (
            "It says whose signatures count, so it is not merged. Agree with the other which version holds."
        )
    return ""


def _whole(path: str, versions: Versions, chosen: Mapping[str, Side]) -> Made:
    base, mine, theirs = (
        ABSENT if one is None else one for one in (versions.base, versions.mine, versions.theirs)
    )
    data = versions.theirs if chosen.get(path) == "theirs" else versions.mine
    return Made(data, (Clash(path, base, mine, theirs, whole=True),))


def _by_address(
    path: str, kind: Kind, item: str, versions: Versions, chosen: Mapping[str, Side], lines: Lines
) -> Made | None:
    """Return the three versions merged by address, or None where one of them cannot be read."""
    base, mine, theirs = (
        read_version(data, kind) for data in (versions.base, versions.mine, versions.theirs)
    )
    if base is None or mine is None or theirs is None:
        return None
    name = f"{kind.name}[{item}]" if item else kind.name
    facts = merge_values(Place(kind, name), base.value, mine.value, theirs.value, chosen)
    text = merge_bodies(name, base.body, mine.body, theirs.body, chosen, lines)
    clashes = (*facts.clashes, *text.clashes)
    merged = _Read("", mine.bom, facts.value, str(text.value), 0)
    if not clashes:
        same = _as_git_has_it(kind, versions, merged, lines)
        if same is not None:
            return Made(same)
    try:
        return Made(_written((base, mine, theirs), merged, kind), clashes)
    except (Misread, ReviewctlError):
        return None


def _as_git_has_it(kind: Kind, versions: Versions, merged: _Read, lines: Lines) -> bytes | None:
    """Return what merging line by line makes of it where that says the same: it keeps both sides' comments."""
    whole = lines(versions.base or b"", versions.mine or b"", versions.theirs or b"")
    read = read_version(whole, kind) if whole is not None else None
    same = read is not None and read.body == merged.body and canonical(read.value) == canonical(merged.value)
    return whole if same else None


def _written(sides: "tuple[_Read, _Read, _Read]", merged: _Read, kind: Kind) -> bytes:
    base, mine, theirs = sides
    value = merged.value if isinstance(merged.value, dict | list) else {}
    text = _facts(amended(mine.text, value, front=kind.markdown), kind)
    told = _facts(theirs.text, kind)
    text = with_comments(text, _facts(base.text, kind), told, _says(text, kind), _says(told, kind))
    return (BOM if mine.bom else b"") + (text + merged.body).encode()


def _facts(text: str, kind: Kind) -> str:
    """Return what stands above the text of a document: of one that has no text, all of it."""
    return text[: read_front(text, "").body_offset] if kind.markdown and text else text


def _says(meant: str, kind: Kind) -> Callable[[str], bool]:
    """Return what tells whether a text of facts says the same as the one that is meant."""
    want = read_version(meant.encode(), kind)

    def says(text: str) -> bool:
        read = read_version(text.encode(), kind)
        return (
            read is not None
            and want is not None
            and not read.body
            and canonical(read.value) == canonical(want.value)
        )

    return says


def read_version(data: bytes | None, kind: Kind) -> "_Read | None":
    """Return what a version of a document says; nothing where it is not there, None where it cannot be read."""
    if data is None:
        return _Read("", False, None, "", 0)
    decoded = decode(data, "", kind.limit)
    if decoded.findings:
        return None
    if kind.markdown:
        front = read_front(decoded.text, "")
        if front.findings:
            return None
        return _Read(decoded.text, decoded.bom, front.value, front.body, front.body_offset)
    parsed = read_yaml(decoded.text, "")
    if any(one.code != EMPTY.code for one in parsed.findings):
        return None
    return _Read(decoded.text, decoded.bom, parsed.value, "", 0)
