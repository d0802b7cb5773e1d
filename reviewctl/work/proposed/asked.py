"""What `validate --base` asks for: the pull request in the repository round the folder that one stands in."""

from datetime import date

from reviewctl.model.judged import Judged
from reviewctl.vcs.repository import require
from reviewctl.work.proposed.judging import proposed
from reviewctl.work.recorded import prefix_of


def proposed_here(folder: str, base: str, head: str | None, as_of: date, today: date) -> Judged:
    """Return what the pull request from `base` to `head` (what is checked out, by default) brings with it.

    Raises what `proposed` raises, and EnvironmentFault where there is no git repository.
    """
    repo = require(folder)
    return proposed(
        repo, base, "HEAD" if head is None else head, as_of, folder=prefix_of(repo, folder), today=today
    )
