"""Reading letter templates: those that the tool brings along, and those in a register's own `letters/` folder.

One in the register stands before one of the same name that the tool brings. It is somebody else's text, and is
taken for no more than text.
"""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from msgspec import Struct

from reviewctl.model.finding import Finding, Spot
from reviewctl.model.letter import Of, Template
from reviewctl.model.tree import Tree
from reviewctl.store.decode import decode
from reviewctl.store.folder import FolderTree
from reviewctl.store.front import FrontParsed, read_front
from reviewctl.store.resources import letters_folder

FOLDER = "letters"
LIMIT = 64 * 1024
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ASKS = ("information", "initial_chronology", "chronology", "imr")
_TEXTS = ("title", "use", "of", "to", "about", "from", "asks", "meeting")
_LISTS = ("sent", "cites")


def names_of(tree: Tree | None) -> tuple[str, ...]:
    """Return the names of all letters: the tool's and, where there is a register, its own."""
    found = set(_names(FolderTree(str(letters_folder())), ""))
    if tree is not None:
        found |= set(_names(tree, FOLDER))
    return tuple(sorted(found))


def _names(tree: Tree, folder: str) -> Iterator[str]:
    for entry in tree.entries(folder):
        name, dot, ending = entry.path.rpartition("/")[2].partition(".")
        if entry.kind == "file" and dot and ending == "md" and _NAME.fullmatch(name):
            yield name


class LetterRead(Struct, frozen=True):
    """A letter as far as it could be read, and every fault, each with its place: `letters/family.md:3:1: …`."""

    template: Template | None
    faults: tuple[str, ...] = ()


def letter_text(name: str, tree: Tree | None) -> tuple[bytes, str, bool] | None:
    """Return a template as it is kept, its path for messages, and whether it is the register's own.

    None where there is no letter of that name. Raises EnvironmentFault where it cannot be read.
    """
    if _NAME.fullmatch(name) is None:
        return None
    own = _data(tree, f"{FOLDER}/{name}.md") if tree is not None else None
    if own:  # Whoever writes `letter NAME --template > letters/NAME.md` has an empty file there by then.
        return own, f"{FOLDER}/{name}.md", True
    data = _data(FolderTree(str(letters_folder())), f"{name}.md")
    return (data, f"{name}.md", False) if data is not None else None


def _data(tree: Tree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except FileNotFoundError:
        return None


def read_letter(name: str, tree: Tree | None) -> LetterRead | None:
    """Return the letter of that name, the register's own before the tool's; None where there is none."""
    found = letter_text(name, tree)
    if found is None:
        return None
    data, path, own = found
    decoded = decode(data, path, LIMIT)
    if decoded.findings:
        return LetterRead(None, _said(decoded.findings))
    front = read_front(decoded.text, path)
    if front.findings:
        return LetterRead(None, _said(front.findings))
    head = front.value if isinstance(front.value, dict) else {}
    faults = tuple(_faults(head, front, path))
    return LetterRead(None if faults else _template(name, head, front, path, own), faults)


def _said(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(f"{one.spot}: {one.message}" for one in findings)


def _template(name: str, head: Mapping[str, object], front: FrontParsed, path: str, own: bool) -> Template:
    text = {key: str(head.get(key) or "") for key in _TEXTS}
    of: Of = next((one for one in get_args(Of) if one == text["of"]), "case")
    return Template(
        name=name,
        title=text["title"],
        use=text["use"],
        of=of,
        to=text["to"],
        about=text["about"],
        from_=text["from"],
        asks=text["asks"],
        meeting=text["meeting"],
        sent=_several(head.get("sent")),
        cites=_several(head.get("cites")),
        text=front.body,
        line=front.body_line,
        path=path,
        own=own,
    )


def _several(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (value,) if isinstance(value, str) else ()


def _faults(head: Mapping[str, object], front: FrontParsed, path: str) -> Iterator[str]:
    """Yield what is wrong with the lines between the dashes, each with its place."""
    for key, value in head.items():
        spot = _spot(front, path, key)
        if key not in (*_TEXTS, *_LISTS):
            yield f'{spot}: a letter has no "{key}". It has: {", ".join((*_TEXTS, *_LISTS))}.'
        elif value is not None and not _fits(key, value):
            wanted = "a line of text, or a list of them" if key in _LISTS else "a line of text"
            yield f'{spot}: "{key}" must be {wanted}.'
    of, asks = head.get("of"), head.get("asks")
    if of is not None and of not in get_args(Of):
        yield f'{_spot(front, path, "of")}: "of" must be one of {", ".join(get_args(Of))}.'
    if asks is not None and asks not in _ASKS:
        yield f'{_spot(front, path, "asks")}: "asks" must be one of {", ".join(_ASKS)}.'
    if not head.get("title"):
        yield f'{Spot(path, 1, 1)}: a letter needs a "title" between the dashes: what it is.'


def _fits(key: str, value: object) -> bool:
    if key in _LISTS and isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str)


def _spot(front: FrontParsed, path: str, key: str) -> Spot:
    mark = front.marks.key((key,)) if front.marks is not None else None
    return Spot(path, mark.line, mark.column) if mark is not None else Spot(path)
