"""What is about to be committed with git itself, judged as if it were committed already."""

from datetime import date

from reviewctl.model.judged import Judged
from reviewctl.vcs.received import staged_commit
from reviewctl.vcs.repository import head, require
from reviewctl.work.desk import Desk
from reviewctl.work.proposed.judging import proposed
from reviewctl.work.recorded import prefix_of


def staged(desk: Desk, day: date) -> Judged:
    """Return what is to be put right in what is staged and was not in the last commit.

    Raises EnvironmentFault where there is no git repository, or no register in it.
    """
    repo = require(desk.folder)
    folder = prefix_of(repo, desk.folder)
    return proposed(repo, head(repo), staged_commit(repo), day, folder=folder, today=day)
