"""Judging a pull request from git's objects: what is checked out has no part in it, and the base says how."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import EnvironmentFault
from reviewctl.model.judged import Judged
from reviewctl.model.signoff import SignatureCheck, Signoff, StatementFile
from reviewctl.model.tree import Below, Marked
from reviewctl.rules.proposed.history import behind
from reviewctl.store.register import Register
from reviewctl.store.trust import read_trust
from reviewctl.vcs.commits import is_ancestor, merge_base
from reviewctl.vcs.objects import CommitTree
from reviewctl.vcs.repository import Repository, resolve
from reviewctl.vcs.state import require_history
from reviewctl.work.proposed.between import Between, Means, Side
from reviewctl.work.proposed.touching import NoTree, touched

MARKS = ("board.yaml", "case.yaml")
"""Either of these makes a folder a register; where both could be meant, the first."""


class _Commits(Struct, frozen=True):
    """Full ids: of the base, of where the pull request parted from it, and of its head. None is before the first."""

    base: str | None
    since: str | None
    head: str


def proposed(
    repo: Repository,
    base: str | None,
    head: str,
    as_of: date,
    *,
    folder: str = "",
    today: date | None = None,
) -> Judged:
    """Return what the commit `head` has to be put right that `base` has not, and what lies between them does.

    Only git's objects are looked at. Policy, office holders and signers are those of `base`; the data are those of
    `head`. `folder` is one in or below which the register lies, relative to the repository: the nearest register at
    or above it is meant, else the only one below. With `base` None nothing is there yet. `today` is the real day,
    where it is judged as of an earlier one.

    Raises ReviewctlError for a revision that names no commit, or for more files than can be looked through;
    EnvironmentFault for an unsafe, damaged or shallow repository, or where neither commit holds a register.
    """
    require_history(repo)
    commits = _commits(repo, base, head)
    with _trees(repo, commits) as (base_tree, since_tree, head_tree):
        place, mark = place_of(folder, base_tree, head_tree)
        # Before anything is read: what is endless is not read to its end.
        differing = touched(since_tree, head_tree, place)
        sides = {id(tree): _side(tree, place, mark) for tree in (base_tree, since_tree, head_tree)}
        after = sides[id(head_tree)]
        between = Between(
            sides[id(base_tree)],
            sides[id(since_tree)],
            after,
            differing,
            as_of,
            today=today,
            begins=not any(_has(base_tree, place, one) for one in MARKS),
            means=_means(repo, commits, place, sides[id(base_tree)].register, today or as_of),
        )
        judged = between.judged()
    findings = (*behind(commits.base, commits.since), *judged.findings)
    return replace(judged, findings=tuple(sorted(findings, key=lambda one: (one.spot, one.code))))


def _commits(repo: Repository, base: str | None, head: str) -> _Commits:
    head_id = resolve(repo, head)
    if base is None:
        return _Commits(None, None, head_id)
    base_id = resolve(repo, base)
    since = base_id if is_ancestor(repo, base_id, head_id) else merge_base(repo, base_id, head_id)
    return _Commits(base_id, since, head_id)


@contextmanager
def _trees(repo: Repository, commits: _Commits) -> Iterator[tuple[Marked, Marked, Marked]]:
    """Yield the trees of base, parting and head; one commit is opened once."""
    with ExitStack() as stack:
        opened: dict[str | None, Marked] = {None: NoTree()}
        for one in (commits.base, commits.since, commits.head):
            if one not in opened and one is not None:
                opened[one] = stack.enter_context(CommitTree(repo, one))
        yield opened[commits.base], opened[commits.since], opened[commits.head]


def place_of(folder: str, base: Marked, head: Marked) -> tuple[str, str]:
    """Return the folder of the register, as the base has it, and which file says that it is one.

    Where the base has none, as the head has it. Raises EnvironmentFault where neither has one, or where the head has
    one for which the base's would be taken no more: from then on that would be judged by nobody.
    """
    was, now = _places(folder, base), _places(folder, head)
    found = was or now
    if len(found) != 1:
        raise EnvironmentFault(
            "Neither commit holds a register: there is no board.yaml in this folder or above it."
            if not found
            else "There are several registers below this folder.",
            "Go to where the register lies: reviewctl -C FOLDER validate --base REV",
        )
    if now != found and _has(head, *found[0]):
        raise EnvironmentFault(
            "This adds a second register beside the one there is, so that nobody could say which one is meant.",
            "Take its board.yaml (or case.yaml) out, or move it into a repository of its own.",
        )
    return found[0]


def _places(folder: str, tree: Marked) -> tuple[tuple[str, str], ...]:
    """Return where a register lies as seen from a folder, with the file that says so: several where it is not clear."""
    above = (folder, *_above(folder))
    for mark in MARKS:
        found = next((one for one in above if _has(tree, one, mark)), None)
        if found is not None:
            return ((found, mark),)
    return tuple((one, "board.yaml") for one in _below(tree, folder) if _has(tree, one, "board.yaml"))


def _above(folder: str) -> Iterator[str]:
    while folder:
        folder = folder.rpartition("/")[0]
        yield folder


def _below(tree: Marked, folder: str) -> Iterator[str]:
    """Yield the folders directly in a folder, and those in them."""
    for name, (kind, _) in sorted(tree.ids(folder).items()):
        path = f"{folder}/{name}" if folder else name
        if kind == "folder":
            yield path
            yield from (
                f"{path}/{inner}" for inner, one in sorted(tree.ids(path).items()) if one[0] == "folder"
            )


def _has(tree: Marked, folder: str, mark: str) -> bool:
    found = tree.ids(folder).get(mark)
    return found is not None and found[0] == "file"


def _side(tree: Marked, place: str, mark: str) -> Side:
    single = (place.rpartition("/")[2] or "case") if mark == "case.yaml" else None
    below = Below(tree, place)
    return Side(Register(below, place, single=single), below.ids)


def _means(repo: Repository, commits: _Commits, place: str, base: Register, today: date) -> Means:
    def since(facts: Facts, one: Signoff) -> date | None:
        from reviewctl.vcs.branches import Branch
        from reviewctl.work.signoff.arrival import arrived
        from reviewctl.work.signoff.meant import Meant
        from reviewctl.work.signoff.places import Ground

        rule = facts.plan.kind.signoffs[one.what]
        meant = Meant(
            case=facts.case.id, folder=facts.case.folder, what=one.what, item=one.item or "", rule=rule
        )
        ground = Ground(repo, place, commits.head, Branch(""), ())
        came = arrived(ground, meant, one.manifest, commits.head)
        return came[0] if came is not None else None

    def check(file: StatementFile) -> SignatureCheck | None:
        from reviewctl.vcs.sshkeys import check as checked

        if file.signature is None or file.statement is None:
            return None
        return checked(file.data, file.signature, file.statement.person, today, read_trust(base.tree))

    return Means(since, check)
