"""What an agency last said, entry by entry: read from the commits that brought its chronology in."""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from reviewctl.model.catalogue import kind_at
from reviewctl.model.chronology import Chronology, Entry
from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.documents import document_from
from reviewctl.vcs.history import Step, steps
from reviewctl.vcs.repository import find
from reviewctl.vcs.run import git_path
from reviewctl.vcs.state import is_shallow

Earlier = Mapping[str, Entry]
"""Entries by their ids, each field as the agency last had it brought in."""


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
    sent: dict[str, Entry] = {}
    for step in found:
        before, after = _entries(step.before, path), _entries(step.after, path)
        sent = {key: one for key, one in sent.items() if key in after or key not in before}
        for key, one in after.items():
            if key not in before:
                sent[key] = one
            elif key in sent:
                sent[key] = replace(sent[key], **_differing(before[key], one))
    return sent


def _differing(old: Entry, new: Entry) -> dict[str, object]:
    pairs = ((name, getattr(new, name)) for name in new.__struct_fields__)
    return {name: value for name, value in pairs if value != getattr(old, name)}


def _entries(data: bytes | None, path: str) -> dict[str, Entry]:
    """Return a chronology's entries by id; none where it is not there or cannot be read."""
    home = kind_at("/".join(path.split("/")[2:]), "case")
    document = document_from(data, path, *home)[0] if data is not None and home is not None else None
    found = document.data if document is not None else None
    return {one.id: one for one in found.entries} if isinstance(found, Chronology) else {}
