"""A repository without files, on a server, while a push is being received: its objects are not in it yet.

git keeps what is pushed in a folder of its own until the hook has said yes, and names it in the environment. The
environment is the caller's; so the folder is looked at, and what else the variables say is not believed.
"""

import os
import re
from pathlib import Path

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.repository import Repository, is_git_dir

_INCOMING = re.compile(r"(?:tmp_objdir-)?incoming-[A-Za-z0-9_]+")


def bare(folder: str) -> Repository:
    """Return the repository without files whose history is `folder` itself. Raises EnvironmentFault for any other."""
    here = os.path.realpath(folder)
    if not is_git_dir(here) or os.path.lexists(Path(here, "commondir")):
        raise EnvironmentFault(
            f"{here} is no repository of a server", "Run it in the folder that people push to: NAME.git"
        )
    repo = Repository(here, here)
    repo.check_safe()
    return repo


def receiving(folder: str) -> Repository:
    """Return the repository that a push comes into, with the objects that are being received.

    For a pre-receive hook, which git starts with GIT_QUARANTINE_PATH and GIT_OBJECT_DIRECTORY. Raises
    EnvironmentFault where these lead anywhere but to a folder that git makes for the purpose in this repository.
    """
    repo = bare(folder)
    named = {os.environ.get(name, "") for name in ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY")} - {""}
    if not named:
        return repo
    places = {os.path.realpath(Path(repo.root, path)) for path in named}
    if len(places) != 1 or not _is_incoming(repo, *places):
        raise EnvironmentFault(
            "what is being received lies in a place that git does not keep it in",
            "Run it as the pre-receive hook of the repository, and not otherwise.",
        )
    return Repository(repo.root, repo.git_dir, incoming=places.pop())


def _is_incoming(repo: Repository, place: str) -> bool:
    found = Path(place)
    return (
        found.parent == Path(os.path.realpath(Path(repo.git_dir, "objects")))
        and _INCOMING.fullmatch(found.name) is not None
        and found.is_dir()
    )
