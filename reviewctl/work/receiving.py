"""What a server does before it takes a push in: the protected branch is judged, and anything not understood refused."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.model.finding import Finding, ReviewctlError
from reviewctl.store.attributes import ATTRIBUTES
from reviewctl.store.house import HOUSE_STYLE
from reviewctl.vcs.commits import is_ancestor
from reviewctl.vcs.quarantine import receiving
from reviewctl.vcs.received import brought, is_alias, steps
from reviewctl.vcs.repository import Repository, head_ref
from reviewctl.work.proposed.between import is_owed
from reviewctl.work.proposed.judging import proposed

IN_ONE_GO = frozenset({"GIT004", "SGN041"})
"""What must not be done in one go may come in one push, as long as each step of it does only the one."""
NEVER = "FIL05"
"""Findings on what has no place in a register: git forgets nothing that it has once taken in."""
MOST = 30
"""So many findings are told to whoever pushes; the others are counted."""
_LINE = re.compile(r"([0-9a-f]{40}|[0-9a-f]{64}) ([0-9a-f]{40}|[0-9a-f]{64}) (refs/\S+)")
_HEADS = "refs/heads/"
_OPEN = (_HEADS, "refs/tags/")
"""Where anybody may push what they propose. Others (refs/replace, refs/notes) change what git shows of the record."""


class Push(Struct, frozen=True):
    """One ref that a push would move, from one commit to another; None is where there is none."""

    ref: str
    old: str | None
    new: str | None


class Refused(ReviewctlError):
    """The push is not taken in, and these are the reasons."""

    exit_code = 1

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(reasons[0], "\n".join(reasons[1:]))
        self.reasons = tuple(reasons)


def receive(folder: str, lines: Iterable[str], branches: Sequence[str] = ()) -> Iterator[str]:
    """Judge a push into the repository whose history is `folder`, and yield what to tell where it may come in.

    `lines` are those that git hands a pre-receive hook: old id, new id, ref. `branches` are the protected ones;
    without any, the one that a clone checks out, and main. Raises Refused, with every reason, where one of the refs
    may not move: then git moves none. Raises EnvironmentFault where it cannot be judged.
    """
    repo = receiving(folder)
    meant = {f"{_HEADS}{name}" for name in branches} or {f"{_HEADS}main", head_ref(repo)} - {""}
    pushes = [_push_of(line) for line in lines]
    reasons = [reason for push in pushes for reason in _reasons(repo, push, meant, today())]
    if reasons:
        raise Refused(reasons)
    yield from (f"{_short(push.ref)}: {_taken(push)}" for push in pushes if push.ref in meant)


def _taken(push: Push) -> str:
    if push.old is None:
        return "taken in as it is. What is to be put right in it: reviewctl validate"
    return "judged; nothing new to put right."


def _push_of(line: str) -> Push:
    found = _LINE.fullmatch(line.rstrip("\n"))
    if found is None:
        raise Refused(["git said what is pushed in words that are not understood, so nothing is taken in."])
    old, new = (None if set(one) == {"0"} else one for one in (found[1], found[2]))
    return Push(found[3], old, new)


def _reasons(repo: Repository, push: Push, protected: set[str], day: date) -> Iterator[str]:
    """Yield why a ref may not move, or nothing."""
    if not push.ref.startswith(_OPEN):
        yield f"{push.ref}: only branches and tags are taken in."
    elif is_alias(repo, push.ref):
        yield f"{push.ref}: this name stands for another branch. Push to that one."
    elif push.ref in protected:
        yield from _of_protected(repo, push, day)
    elif push.ref.casefold() in {one.casefold() for one in protected}:
        yield f"{push.ref}: there is a branch whose name differs only in capitals."
    elif push.new is not None and (name := _taken_for(push.ref, protected)) is not None:
        yield f"{push.ref}: it could be taken for {name}, for git looks for a tag before a branch."
        yield "  Give it another name."


def _taken_for(ref: str, protected: set[str]) -> str | None:
    """Return the protected branch, here or in a clone, that git would no longer find by its name; None for none."""
    for name in map(_short, sorted(protected)):
        if ref in {f"refs/tags/{name}", f"refs/tags/origin/{name}", f"{_HEADS}origin/{name}"}:
            return name
    return None


def _of_protected(repo: Repository, push: Push, day: date) -> Iterator[str]:
    name = _short(push.ref)
    if push.new is None:
        yield f"{name} cannot be deleted: it is the record."
    elif push.old is not None and not is_ancestor(repo, push.old, push.new):
        yield f"{name} has gone on since you last fetched it, or you rewrote what is there: history only grows."
        yield "  To bring in what is new and push again: reviewctl save. Never push with --force."
    elif errors := _errors(repo, push.old, push.new, day):
        yield from _told(name, errors)
    elif push.old is not None:
        yield from _in_passing(repo, name, push.old, push.new, day)


def _errors(repo: Repository, old: str | None, new: str, day: date) -> list[Finding]:
    """Return the unwaived errors for which a push is refused.

    A register that comes here for the first time may have much that is overdue; only what no register may hold
    keeps it out.
    """
    found = _judged(repo, old, new, day)
    if old is None:
        return [one for one in found if one.code.startswith(NEVER)]
    if not any(one.code in IN_ONE_GO for one in found):
        return found
    parts = [one for before, after in steps(repo, old, new) for one in _step(repo, before, after, day)]
    return [
        one for one in found if one.code not in IN_ONE_GO and not any(is_owed(one, part) for part in parts)
    ] + [one for one in parts if one.code in IN_ONE_GO and _keeps_out(one)]


def _step(repo: Repository, before: Sequence[str], after: str, day: date) -> list[Finding]:
    """Return what is found on one step; of what must not be done in one go, only what it does seen from every side.

    A merge brings to each side what the other had, and that is nothing which it does itself.
    """
    sides = [_all(repo, one, after, day) for one in dict.fromkeys(before)]
    common = set.intersection(*({one.code for one in side} for side in sides))
    return [one for one in sides[0] if one.code not in IN_ONE_GO or one.code in common]


def _in_passing(repo: Repository, name: str, old: str, new: str, day: date) -> Iterator[str]:
    """Yield why a push is refused that brings what no register may hold, and takes it out again in a later commit."""
    for before, after in brought(repo, old, new, (ATTRIBUTES, HOUSE_STYLE.rpartition("/")[2])):
        found = [one for one in _judged(repo, before, after, day) if one.code.startswith(NEVER)]
        if found and after != new:
            yield f"{name} stays as it was: a commit in what you push ({after[:10]}) holds what no register may hold."
            yield f"  {found[0].spot}: {found[0].message}"
            yield "    A later commit took it out, and git would keep it for ever all the same."
            yield f"Make one commit of all, without it: git reset --soft origin/{name}, then: reviewctl save"
            return


def _judged(repo: Repository, old: str | None, new: str, day: date) -> list[Finding]:
    return [one for one in _all(repo, old, new, day) if _keeps_out(one)]


def _all(repo: Repository, old: str | None, new: str, day: date) -> tuple[Finding, ...]:
    return proposed(repo, old, new, day, today=day).findings


def _keeps_out(finding: Finding) -> bool:
    return finding.severity == "error" and not finding.waived


def _told(name: str, errors: Sequence[Finding]) -> Iterator[str]:
    """Yield each error with its place and what mends it, and then how to go on."""
    count = (
        "one thing in what you push is" if len(errors) == 1 else f"{len(errors)} things in what you push are"
    )
    yield f"{name} stays as it was: {count} to be put right first."
    for one in errors[:MOST]:
        source = f"{', '.join(one.citations)} · " if one.citations else ""
        yield f"  {one.spot}: {one.message}"
        yield from (f"    {line}" for line in (one.help, f"{source}{one.code} {one.name}") if line)
    if len(errors) > MOST:
        yield f"  and {len(errors) - MOST} more: reviewctl validate --base origin/{name}"
    yield "Put it right, then: reviewctl save. What you have is kept on your computer."


def _short(ref: str) -> str:
    return ref.removeprefix(_HEADS)
