"""Getting what others saved, by the same safe ways by which `push` sends: it arrives in git's objects alone."""

import os
from typing import Literal

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.push import THERE, Upstream, find_upstream, not_there, settings_of_remote
from reviewctl.vcs.repository import Repository
from reviewctl.vcs.run import complaint

SIGNOFFS = "signoff/"
"""What the branches begin with on which approvals are gathered."""
# The remote's own settings, and the user's for fetching, have no part in what comes and where it goes.
_PLAIN = (
    *("--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance", "--no-write-commit-graph"),
    *("--no-write-fetch-head", "--no-prune", "--refmap=", "--no-show-forced-updates"),
)
_CHECKED = ("transfer.fsckObjects=true", "fetch.writeCommitGraph=false")
"""What comes is looked at before it is kept: no file of it can lie in `.git`."""


class Fetched(Struct, frozen=True):
    """What became of a fetch: `here` with the commit that the branch is at there, `none` (there is nowhere to fetch
    from, or no such branch there yet), or `failed`; and a sentence.
    """

    outcome: Literal["here", "none", "failed"]
    words: str
    commit: str = ""


def fetch(repo: Repository) -> Fetched:
    """Fetch the present branch's upstream and the branches of sign-offs, and say what became of the upstream.

    What others approved lies on a branch until it is merged, and who asked must see it: no other branch comes.

    Only over https, ssh or from a folder outside the register. Whatever goes wrong is in the result, except an unsafe
    repository, which raises EnvironmentFault.
    """
    repo.check_safe()
    try:
        upstream = find_upstream(repo)
        if upstream is None:
            return Fetched("none", "The branch has no upstream, so there is nothing to bring in.")
        return _fetch(repo, upstream)
    except EnvironmentFault as fault:
        return Fetched("failed", fault.message)


def _fetch(repo: Repository, upstream: Upstream) -> Fetched:
    ways, fault = settings_of_remote(repo, upstream.remote, push=False)
    if fault:
        return Fetched("failed", fault)
    options = [*_PLAIN]
    if "file" in ways:
        options.append(f"--upload-pack=git {' '.join(f'-c {one}' for one in THERE)} upload-pack")
    ref = f"refs/remotes/{upstream.remote}/{upstream.target.removeprefix('refs/heads/')}"
    signoffs = f"+refs/heads/{SIGNOFFS}*:refs/remotes/{upstream.remote}/{SIGNOFFS}*"
    words = (*options, "--", upstream.remote, f"+{upstream.target}:{ref}", signoffs)
    answer = repo.git("fetch", *words, accept=range(256), settings=_CHECKED, protocols=ways, timeout=120)
    if answer.code != 0:
        missing = not_there(answer.err)
        return (
            Fetched("none", "Nobody has saved anything there yet.")
            if missing
            else Fetched("failed", complaint(answer.err))
        )
    return Fetched("here", "", _at(repo, ref))


def _at(repo: Repository, ref: str) -> str:
    return os.fsdecode(repo.git("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").out).strip()
