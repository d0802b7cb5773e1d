"""Where a sign-off is made in git: on the branch of its request while that is not merged, else where one stands."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.store.trust import read_trust
from reviewctl.vcs.branches import (
    Branch,
    branch_named,
    commit_onto,
    files_below,
    present_branch,
    remote_of,
    upstream_tip,
)
from reviewctl.vcs.commit import dirty
from reviewctl.vcs.commits import is_ancestor, merge_base
from reviewctl.vcs.repository import Repository, head, require
from reviewctl.work.desk import Desk
from reviewctl.work.recorded import prefix_of, register_at
from reviewctl.work.signoff.meant import Meant
from reviewctl.work.signoff.views import View


class Ground(Struct, frozen=True):
    """The repository, and the commits in which a sign-off is under way.

    `prefix` is where the register lies in the repository, `head` the commit that is checked out. `tips` are those
    that the branch of the request leads to, here or as last fetched, and that are not merged.
    """

    repo: Repository
    prefix: str
    head: str
    branch: Branch
    tips: tuple[str, ...]

    def path(self, within: str) -> str:
        """Return a path within the register as one from the repository's root."""
        return f"{self.prefix}/{within}" if self.prefix else within

    def within(self, path: str) -> str:
        """Return a path from the repository's root as one within the register."""
        return path.removeprefix(f"{self.prefix}/") if self.prefix else path

    def kept(self, place: str, tips: tuple[str, ...] | None = None) -> dict[str, bytes | None]:
        """Return the files of a sign-off that lie on its branch, by path within the register.

        Raises ReviewctlError where the branch here and the one that was fetched hold the same file with two contents;
        of two requests the first one's is returned.
        """
        found: dict[str, bytes | None] = {}
        for tip in self.tips if tips is None else tips:
            for path, data in files_below(self.repo, tip, self.path(place)).items():
                if found.setdefault(self.within(path), data) != data and not path.endswith("/request.json"):
                    raise _two_of_one(self, self.within(path))
        return found


def ground_of(desk: Desk, one: Meant) -> Ground:
    """Return where a sign-off is made. Raises EnvironmentFault without git, ReviewctlError before the first commit."""
    repo = require(desk.register.root)
    last = head(repo)
    if last is None:
        raise ReviewctlError(
            "Nothing has been committed yet, so there is nothing to sign off.", "reviewctl save"
        )
    branch = branch_named(repo, one.branch)
    prefix = prefix_of(repo, desk.register.root)
    ground = Ground(repo, prefix, last, branch, ())
    if present_branch(repo) == branch.name:
        return ground
    return Ground(repo, prefix, last, branch, tuple(open_tips(ground, one.place)))


def refuse_unfinished(ground: Ground, one: Meant) -> None:
    """Raise ReviewctlError where files of a sign-off lie where one stands and are not committed.

    What is written next would rest on them, and nobody else would have them.
    """
    left = dirty(ground.repo, ground.path(one.place))
    if left:
        raise ReviewctlError(
            f"{ground.within(left[0][1])} is not saved: a command was broken off, or told not to commit.",
            "Keep it: reviewctl save · or delete it. Then run the command again.",
        )


def open_tips(ground: Ground, place: str) -> list[str]:
    """Return the commits of the branch that are not merged, and not behind another of them.

    `place` is the folder of the sign-off's statements. What follows all of them has the files of the first.
    """
    tips = [tip for tip in ground.branch.tips if not _is_merged(ground, place, tip)]
    behind = [any(tip != other and is_ancestor(ground.repo, tip, other) for other in tips) for tip in tips]
    return _newest_first(ground, [tip for tip, is_behind in zip(tips, behind, strict=True) if not is_behind])


def _newest_first(ground: Ground, tips: list[str]) -> list[str]:
    """Return two commits of a branch with that before the other which knows more of what was saved.

    What follows both has the files of the first: of the older one they would take back what was saved meanwhile.
    """
    if len(tips) < 2:
        return tips
    main = upstream_tip(ground.repo)
    newest = main if main is not None and is_ancestor(ground.repo, ground.head, main) else ground.head
    known = [merge_base(ground.repo, tip, newest) for tip in tips]
    older = known[0] is None or (known[1] is not None and is_ancestor(ground.repo, known[0], known[1]))
    return tips[::-1] if older and known[0] != known[1] else tips


def _two_of_one(ground: Ground, path: str) -> ReviewctlError:
    name = ground.branch.name
    theirs = f"{remote_of(ground.repo)}/{name}"
    return ReviewctlError(
        f"{path} was written here and by somebody else, and the two differ.",
        f"Keep theirs, then record yours again if it still holds: git branch --no-track --force {name} {theirs}",
    )


def _is_merged(ground: Ground, place: str, tip: str) -> bool:
    """Whether all that a branch says of a sign-off is in the commit that is checked out.

    A forge may have squashed its commits into another one; so the files are looked at, too.
    """
    if is_ancestor(ground.repo, tip, ground.head):
        return True
    where = ground.path(place)
    here = files_below(ground.repo, ground.head, where)
    return files_below(ground.repo, tip, where).items() <= here.items()


@contextmanager
def view_at(desk: Desk, facts: Facts, commit: str, as_of: date) -> Iterator[View]:
    """Yield how a case stands at a commit, with the office holders and keys of the register as it is now."""
    trust = read_trust(desk.register.tree)
    with register_at(desk, commit) as register:
        yield View(register, facts.case.folder, facts.plan, desk.register.board, trust, as_of)


def view_here(desk: Desk, facts: Facts, as_of: date) -> View:
    """Return how a case stands in the files as they are."""
    trust = read_trust(desk.register.tree)
    return View(desk.register, facts.case.folder, facts.plan, desk.register.board, trust, as_of, facts.case)


def commit_on_branch(
    ground: Ground,
    files: Mapping[str, bytes | None],
    message: str,
    *,
    command: str,
    tree_of: str,
    with_head: bool = False,
) -> str:
    """Commit files (by path within the register) onto the branch of a sign-off; return the commit's id.

    It follows all its tips, and with `with_head` the commit that is checked out, too; and then also what a forge has
    merged under another commit, for the branch only ever grows.
    """
    parents = list(ground.tips)
    if with_head:
        parents = [tip for tip in ground.branch.tips if not is_ancestor(ground.repo, tip, ground.head)]
        if not any(is_ancestor(ground.repo, ground.head, tip) for tip in parents):
            parents.append(ground.head)
    return commit_onto(
        ground.repo,
        ground.branch,
        {ground.path(path): data for path, data in files.items()},
        message,
        command=command,
        tree_of=tree_of,
        parents=parents,
    )
