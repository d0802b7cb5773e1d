"""Where a sign-off is made in git: on the branch of its request while that is not merged, else where one stands."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.store.trust import read_trust
from reviewctl.vcs.branches import Branch, branch_named, commit_onto, files_below, present_branch
from reviewctl.vcs.commit import dirty
from reviewctl.vcs.commits import is_ancestor
from reviewctl.vcs.push import push_branch
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

    def kept(self, one: Meant, tips: tuple[str, ...] | None = None) -> dict[str, bytes | None]:
        """Return the files of a sign-off that lie on its branch, by path within the register.

        Raises ReviewctlError where the branch here and the one that was fetched hold the same file with two contents.
        """
        found: dict[str, bytes | None] = {}
        for tip in self.tips if tips is None else tips:
            for path, data in files_below(self.repo, tip, self.path(one.place)).items():
                if found.setdefault(self.within(path), data) != data and not path.endswith("/request.json"):
                    raise ReviewctlError(
                        f"{self.within(path)} was written here and elsewhere, and the two differ.",
                        f"Nothing was written. Look at both: git log --oneline --all -- {path}",
                    )
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
    return Ground(repo, prefix, last, branch, tuple(_open(ground, one)))


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


def _open(ground: Ground, one: Meant) -> Iterator[str]:
    """Yield the commits of the branch that are not merged, and not behind another of them."""
    tips = [tip for tip in ground.branch.tips if not _is_merged(ground, one, tip)]
    for tip in tips:
        if not any(other != tip and is_ancestor(ground.repo, tip, other) for other in tips):
            yield tip


def _is_merged(ground: Ground, one: Meant, tip: str) -> bool:
    """Whether all that a branch says of a sign-off is in the commit that is checked out.

    A forge may have squashed its commits into another one; so the files are looked at, too.
    """
    if is_ancestor(ground.repo, tip, ground.head):
        return True
    where = ground.path(one.place)
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


def sent(ground: Ground) -> Iterator[str]:
    """Push the branch where there is somewhere to push to; yield what became of it."""
    pushed = push_branch(ground.repo, ground.branch.name)
    if pushed.outcome == "sent":
        yield f"  pushed: {ground.branch.name}"
    elif pushed.outcome == "failed":
        yield f"  {pushed.words}"
