"""Finding the register: the folder with board.yaml, or the case folder one stands in."""

import os
import re
from pathlib import Path

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.store.folder import FolderTree
from reviewctl.store.register import Register


def find_register(start: str) -> Register:
    """Return the register round a folder, or the case folder itself as a register of one.

    Raises EnvironmentFault where there is neither.
    """
    here = Path(start).absolute()
    if not _is_folder(here):
        word = "That is a file, and no folder." if os.path.lexists(here) else "That folder does not exist."
        raise EnvironmentFault(word, "Give a folder that is there: reviewctl -C FOLDER …")
    for folder in (here, *here.parents):
        if (folder / "board.yaml").is_file():
            return Register(FolderTree(str(folder)), str(folder))
    for folder in (here, *here.parents):
        if (folder / "case.yaml").is_file():
            return Register(FolderTree(str(folder)), str(folder), single=folder.name)
    raise EnvironmentFault(
        "There is no register here: no board.yaml in this folder or above it.",
        "Make one with: reviewctl init · or go to yours with: reviewctl -C FOLDER status",
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # No disk takes such a name, so no folder bears it.


def case_folders(register: Register, words: tuple[str, ...], start: str) -> tuple[str, ...]:
    """Return the folders of the cases that a person named: ids, short ids or paths.

    With no words: the case that `start` lies in, else all. Raises ReviewctlError (exit 2) for a word that
    names no case, or more than one.
    """
    if words:
        return tuple(dict.fromkeys(_one(register, word, start) for word in words))
    here = _containing(register, Path(start).absolute())
    return (here,) if here is not None else register.folders


def _one(register: Register, word: str, start: str) -> str:
    names = register.by_id
    exact = next((folder for name, folder in names.items() if name.casefold() == word.casefold()), None)
    if exact is not None:
        return exact
    short = [folder for name, folder in names.items() if name.partition("-")[2] == word]
    if len(short) == 1:
        return short[0]
    if len(short) > 1:
        raise ReviewctlError(
            f"{word} could be several cases: {', '.join(f.rpartition('/')[2] for f in short)}.",
            "Write the whole id.",
        )
    inside = _containing(register, Path(start, word).absolute()) if _is_there(start, word) else None
    if inside is None:
        asked = _loosely(word)
        meant = next((name for name in names if asked is not None and asked == _loosely(name)), None)
        raise ReviewctlError(
            f"There is no case {_shown(word)} here{f'; did you mean {meant}?' if meant else '.'}",
            "See them all with: reviewctl status",
        )
    return inside


_LOOSE = re.compile(r"([A-Za-z]{1,8})[-_ /.]?([0-9]{4})[-_ /.]?([0-9]{1,6})")


def _loosely(name: str) -> tuple[str, int, int] | None:
    """Return prefix, year and number of an id however it is punctuated, SAR-2026-1 or sar2026001; None for no id."""
    found = _LOOSE.fullmatch(name.strip())
    return (found[1].casefold(), int(found[2]), int(found[3])) if found else None


def _is_there(start: str, word: str) -> bool:
    try:
        return os.path.lexists(Path(start, word))
    except ValueError:  # a NUL, which no path can hold
        return False


def _containing(register: Register, path: Path) -> str | None:
    try:
        inner = path.relative_to(register.root).as_posix()
    except ValueError:
        return None
    if register.single is not None:
        return ""
    return next((f for f in register.folders if inner == f or inner.startswith(f"{f}/")), None)


def _shown(word: str) -> str:
    return f'"{word}"' if word.isascii() and word.isprintable() and len(word) <= 40 else "of that name"
