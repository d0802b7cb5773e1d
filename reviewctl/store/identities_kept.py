"""Where the identity register is kept: in the register of reviews, encrypted, or outside every repository."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.identities import ENCRYPTED
from reviewctl.model.tree import Tree
from reviewctl.store.decode import decode
from reviewctl.store.folder import read_regular
from reviewctl.store.identities import KIND
from reviewctl.store.reading import read_yaml


class Configuration(Struct, frozen=True):
    """What a user's own configuration says: where the identity register lies, and the key that opens it."""

    identities: Path | None = None
    key_file: Path | None = None


class Outside(Struct, frozen=True):
    """A file that is kept outside every repository: its bytes, and what is to be said of how it is kept."""

    data: bytes
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Outside({len(self.data)} bytes)"


def encrypted_in(tree: Tree) -> bytes | None:
    """Return the age file that a register of reviews keeps its identities in, or None where it keeps none."""
    try:
        return tree.read(ENCRYPTED)
    except FileNotFoundError:
        return None


def read_outside(path: Path, register: Path | None = None) -> Outside:
    """Return the bytes of a file that a user keeps outside every repository, and what is to be said of its permissions.

    Raises ReviewctlError for one that lies in the register or in any git repository, and EnvironmentFault for one that
    is not there or cannot be read.
    """
    where = Path(os.path.realpath(path))
    if lies_in_repository(where, register):
        raise ReviewctlError(
            "The identity register lies in a repository, where names would be kept for ever.",
            "Move the file out of it and name its new place in your configuration; or keep it as identities.yaml.age.",
        )
    try:
        data = read_regular(where, KIND.limit)
    except FileNotFoundError:
        raise EnvironmentFault(
            "The identity register that your configuration names is not there.",
            "Is the drive connected that holds it?",
        ) from None
    return Outside(data, tuple(_loose(where)))


def lies_in_repository(path: Path, register: Path | None = None) -> bool:
    """Whether a path, wherever its links lead, lies in a git repository or in the register of reviews."""
    where = Path(os.path.realpath(path))
    inside = register is not None and where.is_relative_to(os.path.realpath(register))
    return inside or any(os.path.lexists(above / ".git") or _is_bare(above) for above in where.parents)


def _is_bare(folder: Path) -> bool:
    """Whether a folder is a repository's own, with no files checked out."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


_SYNCED = re.compile(
    r"(?:one ?drive|dropbox|google ?drive|icloud|mobile documents|cloudstorage|nextcloud|owncloud|box sync)\b.*",
    re.IGNORECASE,
)


def is_synced(path: Path) -> bool:
    """Whether a path lies in a folder that, by its name, a program copies to other computers."""
    return any(_SYNCED.fullmatch(above.name) for above in Path(os.path.realpath(path)).parents)


def _loose(path: Path) -> Iterator[str]:
    """Yield a sentence where others than its owner may read or change a file."""
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield "Others on this computer may read the identity register. Mend it: chmod 600, and the file's name."


def read_configuration(path: Path) -> Configuration:
    """Return what a user's configuration says; nothing where there is none.

    It is a YAML file of two keys: `identities`, the path of the identity register, and `identities_key`, that of the
    key file which opens an encrypted one. Paths in it are from the home folder (~/…) or from the root.
    Raises ReviewctlError for a file that cannot be understood.
    """
    try:
        data = read_regular(path, KIND.limit)
    except FileNotFoundError:
        return Configuration()
    if not data.strip():
        return Configuration()
    decoded = decode(data, path.name, KIND.limit)
    value = None if decoded.findings else read_yaml(decoded.text, path.name, bare=True)
    if value is None or value.findings or not _understood(value.value):
        raise ReviewctlError("Your configuration of reviewctl cannot be understood.", _CONFIGURATION)
    known: dict[str, str] = value.value if isinstance(value.value, dict) else {}
    return Configuration(_path(known.get("identities")), _path(known.get("identities_key")))


_CONFIGURATION = (
    "It may have two lines: identities: PATH and identities_key: PATH, each path from ~ or from /."
)


def _understood(value: object) -> bool:
    if value is None:
        return True
    if not isinstance(value, dict) or set(value) - {"identities", "identities_key"}:
        return False
    return all(
        one is None or (isinstance(one, str) and one.startswith(("/", "~/"))) for one in value.values()
    )


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser() if text else None
