"""The branches of sign-offs, sent to where the register is shared, and put together with what others wrote on them."""

from collections.abc import Iterator

from msgspec.structs import replace

from reviewctl.model.address import step_key
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.vcs.branches import Branch, branch_named, branches_below
from reviewctl.vcs.commits import is_ancestor
from reviewctl.vcs.fetch import fetch
from reviewctl.vcs.push import Pushed, find_upstream, push_branch
from reviewctl.vcs.repository import Repository, head
from reviewctl.work.desk import Desk
from reviewctl.work.recorded import prefix_of
from reviewctl.work.signoff.meant import BRANCHES
from reviewctl.work.signoff.places import Ground, commit_on_branch, open_tips

_TRIES = 3
"""So often what others wrote is brought in and sent again: somebody may write at the very same time."""


def brought(repo: Repository) -> bool:
    """Get what others saved and wrote on the branches of sign-offs; return whether they have saved what is not here.

    False, too, where nothing could be fetched: without a network one goes on, and sending says that it failed.
    """
    if find_upstream(repo) is None:
        return False
    fetched, last = fetch(repo), head(repo)
    if fetched.outcome != "here" or last is None:
        return False
    return not is_ancestor(repo, fetched.commit, last)


def sent(ground: Ground, place: str, command: str) -> Iterator[str]:
    """Push the branch of a sign-off where there is somewhere to push to; yield what became of it.

    `place` is the folder of its statements within the register. Where somebody else wrote on the branch meanwhile,
    theirs is brought in, and both go.
    """
    name = ground.branch.name
    pushed, joined = push_branch(ground.repo, name), False
    for _ in range(_TRIES):
        if pushed.outcome != "rejected":
            break
        fetch(ground.repo)
        try:
            joined = _join(ground, place, command) or joined
        except (EnvironmentFault, ReviewctlError) as fault:
            yield f"  kept on this computer, not pushed: {fault.message}"
            if fault.hint:
                yield f"    {fault.hint}"
            return
        pushed = push_branch(ground.repo, name)
    if joined:
        yield "  what somebody else wrote there meanwhile was brought in: reviewctl signoff status"
    yield from _told(pushed, name)


def _told(pushed: Pushed, name: str) -> Iterator[str]:
    if pushed.outcome == "sent":
        yield f"  pushed: {name}"
    elif pushed.outcome == "rejected":
        yield "  kept on this computer, not pushed: others are writing there. Send it: reviewctl save"
    elif pushed.outcome == "failed":
        why = pushed.words.partition("not pushed: ")[2] or pushed.words
        yield f"  kept on this computer, not pushed: {why}. Send it when that works again: reviewctl save"


def send_all(desk: Desk, repo: Repository) -> Iterator[str]:
    """Push each branch of a sign-off that is not merged and has here what is not there; yield what to tell.

    A command that was told to record, and could not reach the place, left it so.
    """
    last = head(repo)
    if last is None or find_upstream(repo) is None:
        return
    prefix = prefix_of(repo, desk.register.root)
    for branch in branches_below(repo, BRANCHES):
        place = _place(desk, branch.name)
        ground = Ground(repo, prefix, last, branch, ())
        if place is not None and branch.here != branch.there and branch.here in open_tips(ground, place):
            yield f"Of a sign-off: {branch.name}"
            yield from sent(ground, place, "save")


def _place(desk: Desk, name: str) -> str | None:
    """Return the folder of a sign-off's statements, by the name of its branch; None for a case that is not here."""
    _, case, *rest = name.split("/")
    folder = next((one for one in desk.register.folders if one.rpartition("/")[2] == case), None)
    return "/".join((folder, "signoff", *rest)) if folder is not None and rest else None


def _join(ground: Ground, place: str, command: str) -> bool:
    """Put what was fetched of a branch together with what is here; return whether there was anything to do."""
    now = replace(ground, branch=branch_named(ground.repo, ground.branch.name))
    now = replace(now, tips=tuple(open_tips(now, place)))
    if len(now.tips) < 2:
        return False
    case = now.branch.name.split("/")[1]
    message = f"{case}: {_what(now.branch)}, written on by two at once"
    commit_on_branch(now, now.kept(place), message, command=command, tree_of=now.tips[0])
    return True


def _what(branch: Branch) -> str:
    _, _, what, *item = branch.name.split("/")
    return step_key(what, item[0] if item else None)
