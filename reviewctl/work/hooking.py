"""The hook of a plain git server: two lines that hand a push to reviewctl, and where they lie."""

import os
import shlex
from pathlib import Path

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.store.atomic import Change, write_many
from reviewctl.store.folder import read_regular
from reviewctl.vcs.quarantine import bare

NAME = "hooks/pre-receive"


def hook_text(python: str, branches: tuple[str, ...] = ()) -> str:
    """Return the hook. It starts reviewctl by the Python that it is installed in: on a server PATH is anybody's.

    That Python looks for nothing where git stands (-P), nor where the environment says (-E).
    """
    words = [python, "-E", "-P", "-m", "reviewctl", "ci", "pre-receive"]
    words += [word for name in branches for word in ("--branch", name)]
    return f"#!/bin/sh\nexec {shlex.join(words)}\n"


def install(folder: str, text: str) -> str:
    """Write the hook into the repository whose history is `folder`, and return its path.

    Raises EnvironmentFault where that is no repository of a server, or cannot be written; ReviewctlError where another
    hook is there already.
    """
    path = Path(bare(folder).git_dir, NAME)
    data = text.encode("utf-8")
    there = _there(path)
    if there is not None and there != data:
        raise ReviewctlError(
            f"{path} is there already, and does something else.",
            "Look at it. Call reviewctl from it (reviewctl ci hook shows the line), or move it away first.",
        )
    write_many([Change(path, data, there)])
    try:
        path.chmod(0o755)
    except OSError as fault:
        raise EnvironmentFault(f"The hook could not be made a program: {fault.strerror}.") from fault
    return str(path)


def _there(path: Path) -> bytes | None:
    try:
        return read_regular(path)
    except FileNotFoundError:
        if os.path.lexists(path):
            raise ReviewctlError(f"{path} is a link or a folder.", "Move it away first.") from None
        return None
