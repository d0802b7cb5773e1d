"""What an agency last said, entry by entry: read from the commits that brought its chronology in."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.model.catalogue import kind_at
from reviewctl.model.chronology import Chronology, Entry
from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.documents import document_from
from reviewctl.vcs.history import Step, steps
from reviewctl.vcs.repository import find
from reviewctl.vcs.run import git_path
from reviewctl.vcs.state import is_shallow

Key = TypeVar("Key")
Value = TypeVar("Value")
Days = tuple[str | None, str | None]


class Earlier(Struct, frozen=True, kw_only=True):
    """What an agency last had brought in: entries by id, meanings by abbreviation, reasons by first and last day."""

    entries: Mapping[str, Entry] = {}
    glossary: Mapping[str, str] = {}
    periods: Mapping[Days, str | None] = {}


def said_anew(sent: Mapping[Key, Value], new: Mapping[Key, Value]) -> dict[Key, Value]:
    """Return what of `new` an agency did not say before in the same words."""
    return {key: value for key, value in new.items() if key not in sent or sent[key] != value}


def periods_of(chronology: Chronology) -> dict[Days, str | None]:
    """Return the reasons of the periods without contact, by their first and last day."""
    return {(one.from_, one.to): one.reason or None for one in chronology.no_contact}


def as_sent(root: str, path: str, message: str) -> Earlier | None:
    """Return what the commits of this message brought into a chronology; None where no history tells.

    `root` is the register's folder, `path` the chronology in it. Raises EnvironmentFault where the repository is not
    safe to look into.
    """
    repo = find(root)
    if repo is None or is_shallow(repo):
        return None
    try:
        git_path()
    except EnvironmentFault:
        return None
    found = steps(repo, repo.relative(str(Path(root, path))), message)
    return _summed(found, path) if found else None


def _summed(found: tuple[Step, ...], path: str) -> Earlier:
    """Return each field as it was last written by a file.

    Not simply as the last file left it: what was corrected by hand before that, and kept then, is no agency's word.
    """
    entries: dict[str, Entry] = {}
    glossary: dict[str, str] = {}
    periods: dict[Days, str | None] = {}
    for step in found:
        before, after = _chronology(step.before, path), _chronology(step.after, path)
        entries = _entries(entries, before, after)
        glossary = _brought(glossary, before.glossary, after.glossary)
        periods = _brought(periods, periods_of(before), periods_of(after))
    return Earlier(entries=entries, glossary=glossary, periods=periods)


def _entries(sent: Mapping[str, Entry], before: Chronology, after: Chronology) -> dict[str, Entry]:
    old, new = ({one.id: one for one in side.entries} for side in (before, after))
    written = {
        key: replace(sent[key], **_differing(old[key], one)) if key in sent and key in old else one
        for key, one in said_anew(old, new).items()
        if key in sent or key not in old
    }
    return {**_left(sent, old, new), **written}


def _brought(
    sent: Mapping[Key, Value], old: Mapping[Key, Value], new: Mapping[Key, Value]
) -> dict[Key, Value]:
    return {**_left(sent, old, new), **said_anew(old, new)}


def _left(
    sent: Mapping[Key, Value], old: Mapping[Key, object], new: Mapping[Key, object]
) -> dict[Key, Value]:
    """Return what was sent without what this commit took out."""
    return {key: value for key, value in sent.items() if key in new or key not in old}


def _differing(old: Entry, new: Entry) -> dict[str, object]:
    pairs = ((name, getattr(new, name)) for name in new.__struct_fields__)
    return {name: value for name, value in pairs if value != getattr(old, name)}


def _chronology(data: bytes | None, path: str) -> Chronology:
    """Return what a file holds; an empty chronology where it is not there or cannot be read."""
    home = kind_at("/".join(path.split("/")[2:]), "case")
    document = document_from(data, path, *home)[0] if data is not None and home is not None else None
    found = document.data if document is not None else None
    return found if isinstance(found, Chronology) else Chronology(agency="")
