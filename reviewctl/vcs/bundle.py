"""A repository in one file (`git bundle`), opened in a folder of its own that is gone afterwards."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.vcs.commit import init
from reviewctl.vcs.repository import Repository
from reviewctl.vcs.run import GitFault

_PLAIN = (
    *("--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance", "--no-write-commit-graph"),
    *("--no-write-fetch-head", "--refmap=", "--no-show-forced-updates"),
)
_CHECKED = ("transfer.fsckObjects=true", "fetch.writeCommitGraph=false")
"""What comes is looked at before it is kept: no file of it can lie in `.git`."""
_FIRST = ("HEAD", "refs/heads/main", "refs/heads/master")
_HOW = "Make one with: git bundle create FILE --all"


@contextmanager
def opened_bundle(file: str) -> Iterator[tuple[Repository, str]]:
    """Yield the repository that a bundle holds, and the id of the commit it was made from: its HEAD, else main.

    Raises ReviewctlError for a file that is no bundle, or one that does not hold the whole history.
    """
    with TemporaryDirectory(prefix="reviewctl-") as name, TemporaryDirectory(prefix="reviewctl-") as place:
        copy = Path(place, "copy.bundle")
        try:
            shutil.copyfile(file, copy)
        except OSError as fault:
            raise EnvironmentFault(f"The bundle could not be read: {fault.strerror}.", _HOW) from None
        repo = init(name)
        yield repo, _fetched(repo, copy)


def _fetched(repo: Repository, bundle: Path) -> str:
    try:
        refs = dict(_refs(repo, bundle))
        specs = [f"+{ref}:refs/bundle/{ref}" for ref in refs]
        words = (*_PLAIN, "--", str(bundle), *specs)
        repo.git("fetch", *words, settings=_CHECKED, protocols=("file",), timeout=600)
    except GitFault:
        raise ReviewctlError(
            "That file is no git bundle, or does not hold the whole history.", _HOW
        ) from None
    start = next((refs[ref] for ref in _FIRST if ref in refs), None)
    if start is None:
        raise ReviewctlError("The bundle does not say which branch is the register's.", _HOW)
    return start


def _refs(repo: Repository, bundle: Path) -> Iterator[tuple[str, str]]:
    """Yield the branches of a bundle, and what was checked out, with the commits that they lead to."""
    told = repo.git("bundle", "list-heads", str(bundle)).out.decode("utf-8", "replace")
    for line in told.splitlines():
        commit, _, ref = line.partition(" ")
        if ref == "HEAD" or ref.startswith("refs/heads/"):
            yield ref, commit
