"""GIT: whether a pull request begins where the branch that it asks to join now stands."""

from collections.abc import Iterator

from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot

BEHIND = declare("GIT001", "branch-behind-its-base", "error")


def behind(base: str | None, parted: str | None) -> Iterator[Finding]:
    """Yield that a branch does not begin where its base stands.

    `base` is the id of the base's commit, None before the first; `parted` that of the last commit which both have.
    """
    if base is None or parted == base:
        return
    if parted is None:
        yield BEHIND.finding(
            Spot("."),
            "This branch and the one that it asks to join have nothing in common.",
            help="Begin a branch where that one stands (git switch -c NAME origin/main), and bring the changes there.",
        )
        return
    yield BEHIND.finding(
        Spot("."),
        "The branch that this one asks to join has gone on since: what is new there was not judged together with this.",
        help="Bring it up to date (in the forge: Update branch; or git merge origin/main), and check again.",
    )
