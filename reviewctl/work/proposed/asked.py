"""What `validate --base` asks for: the pull request in the repository round the folder that one stands in."""

import os
from datetime import date

from reviewctl.model.judged import Judged
from reviewctl.vcs.repository import require
from reviewctl.work.proposed.judging import proposed


def proposed_here(folder: str, base: str, head: str | None, as_of: date, today: date) -> Judged:
    """Return what the pull request from `base` to `head` (what is checked out, by default) brings with it.

    Raises what `proposed` raises, and EnvironmentFault where there is no git repository.
    """
    repo = require(folder)
    inside = os.path.relpath(os.path.realpath(folder), repo.root).replace(os.sep, "/")
    return proposed(
        repo,
        base,
        "HEAD" if head is None else head,
        as_of,
        folder="" if inside == "." else inside,
        today=today,
    )
