"""What is about to be committed with git itself, judged as if it were committed already."""

import os
from datetime import date

from reviewctl.model.judged import Judged
from reviewctl.vcs.received import staged_commit
from reviewctl.vcs.repository import head, require
from reviewctl.work.desk import Desk
from reviewctl.work.proposed.judging import proposed


def staged(desk: Desk, day: date) -> Judged:
    """Return what is to be put right in what is staged and was not in the last commit.

    Raises EnvironmentFault where there is no git repository, or no register in it.
    """
    repo = require(desk.folder)
    inside = os.path.relpath(os.path.realpath(desk.folder), repo.root).replace(os.sep, "/")
    folder = "" if inside == "." else inside
    return proposed(repo, head(repo), staged_commit(repo), day, folder=folder, today=day)
