"""Bringing in what others saved: fetched, put together by address, and there whole or not at all."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.render.visible import visible
from reviewctl.vcs.blobs import Blobs
from reviewctl.vcs.commit import NoIdentity, has_identity, how_to_commit
from reviewctl.vcs.commits import Commit, commits, is_ancestor, merge_base
from reviewctl.vcs.joining import Turn, commit_of_both, go_over, turns
from reviewctl.vcs.lines import merged_lines
from reviewctl.vcs.repository import Repository, head
from reviewctl.vcs.state import require_history
from reviewctl.work.merging.deciding import decide
from reviewctl.work.merging.files import Versions, case_of, is_case_file, opened_twice, versions_of
from reviewctl.work.merging.questions import Answers, Ask, Question, with_who
from reviewctl.work.merging.sections import Lines

_SLASH = re.compile("/")


class Brought(Struct, frozen=True):
    """What became of it: `in`, `nothing` (nobody else has saved), or `open`: something must be decided first.

    `paths` are the files that changed here, relative to the repository's root; `both` those that both had changed.
    """

    outcome: Literal["in", "nothing", "open"]
    paths: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    still_open: tuple[Question, ...] = ()


def bring_in(repo: Repository, theirs: str, prefix: str, answers: Answers, ask: Ask | None) -> Brought:
    """Bring a commit (full id) that was fetched into the branch that is checked out.

    Where nothing was saved here since, the branch goes over to it; else the two are put together in a commit with both
    as its parents. `prefix` is where the register lies below the root ("" or with a slash behind it). Raises
    ReviewctlError or EnvironmentFault, with everything as it was, where it cannot be done.
    """
    mine = head(repo)
    if mine is None:
        raise ReviewctlError("Nothing has been saved here yet.", "First: reviewctl save")
    if is_ancestor(repo, theirs, mine):
        return Brought("nothing")
    require_history(repo)
    base = merge_base(repo, mine, theirs)
    if base is None:
        raise ReviewctlError(
            "What others saved there has nothing in common with this register.",
            "Is the remote the right one? See it with: git remote -v",
        )
    own, other = turns(repo, base, mine), turns(repo, base, theirs)
    _refuse_links(other)
    if base == mine:
        go_over(repo, theirs)
        return Brought("in", tuple(other))
    return _join(repo, (base, mine, theirs), own, other, prefix, answers, ask)


def _join(
    repo: Repository,
    commits: tuple[str, str, str],
    own: Mapping[str, Turn],
    other: Mapping[str, Turn],
    prefix: str,
    answers: Answers,
    ask: Ask | None,
) -> Brought:
    base, mine, theirs = commits
    both = _changed_by_both(own, other, prefix)
    _refuse_in_the_way(own, other)
    with Blobs(repo) as blobs:
        versions = {path: versions_of(blobs, own[path], other[path]) for path in both}
        for path in [one for one in both if opened_twice(one.removeprefix(prefix), versions[one])]:
            first = _opened_once(repo, path, base, (mine, theirs))
            versions[path] = replace(versions[path], base=blobs.file(first))
    inside = {path.removeprefix(prefix): one for path, one in versions.items() if path.startswith(prefix)}
    lines = partial(merged_lines, repo)
    outside = {
        path: _by_lines(path, one, lines) for path, one in versions.items() if not path.startswith(prefix)
    }
    who = partial(with_who, repo, prefix=prefix, base=base, tips=(mine, theirs))
    decided = decide(inside, answers, lines, who, ask)
    if decided.still_open:
        return Brought("open", both=tuple(both), still_open=tuple(decided.still_open))
    if not has_identity(repo):
        raise NoIdentity("git does not know who you are", how_to_commit())
    blobs_of = {
        path: (one.mode, one.after) if one.after else None for path, one in other.items() if path not in own
    }
    written = outside | {prefix + path: data for path, data in decided.files.items()}
    message = f"{_where(both, prefix)}: put together with what others saved"
    new = commit_of_both(repo, mine, theirs, blobs_of, written, message, command="save")
    changed = tuple(turns(repo, mine, new))
    go_over(repo, new)
    return Brought("in", changed, tuple(both))


def _changed_by_both(own: Mapping[str, Turn], other: Mapping[str, Turn], prefix: str) -> list[str]:
    """Return the files that both changed differently; and the case.yaml, though it is the same, of a review that both
    opened and of which something else is not.
    """
    both = [path for path in other if path in own and own[path].after != other[path].after]
    unlike = {case_of(path.removeprefix(prefix)) for path in other if path not in own} | {
        case_of(path.removeprefix(prefix)) for path in both
    }
    same = [path for path in other if path in own and path not in both and path.startswith(prefix)]
    opened = [path for path in same if is_case_file(path.removeprefix(prefix)) and own[path].before is None]
    return sorted([*both, *(path for path in opened if case_of(path.removeprefix(prefix)) in unlike)])


def _opened_once(repo: Repository, path: str, base: str, tips: tuple[str, str]) -> str | None:
    """Return the blob with which a file began that came to both sides from one and the same commit of somebody.

    A rebase or a cherry-pick makes another commit of it, which has the same author and the same time of writing.
    """
    firsts = [_first(repo, path, base, tip) for tip in tips]
    if firsts[0] is None or firsts[1] is None:
        return None
    same = (firsts[0].author, firsts[0].authored) == (firsts[1].author, firsts[1].authored)
    blobs = [next((one.after for one in first.files), None) for first in firsts if first is not None]
    return blobs[0] if same and blobs[0] == blobs[1] else None


def _first(repo: Repository, path: str, base: str, tip: str) -> Commit | None:
    """Return the oldest commit since `base` that brought a file; None where none did."""
    brought = [one for one in commits(repo, tip, (path,)) if any(file.before is None for file in one.files)]
    return next((one for one in reversed(brought) if not is_ancestor(repo, one.id, base)), None)


def _refuse_in_the_way(own: Mapping[str, Turn], other: Mapping[str, Turn]) -> None:
    """Raise ReviewctlError where one side has a file in the place of the other's folder: git would drop one of them."""
    files = [{path for path, one in side.items() if one.after is not None} for side in (own, other)]
    for mine, theirs in (files, files[::-1]):
        above = {path[: at.start()] for path in theirs for at in _SLASH.finditer(path)}
        found = sorted(mine & above)
        if found:
            here, there = ("here", "there") if mine is files[0] else ("there", "here")
            raise ReviewctlError(
                f"{visible(found[0])} is a file {here} and a folder {there}, and both were added since.",
                "Nothing was changed. Give one of the two another name, then: reviewctl save",
            )


def _refuse_links(other: Mapping[str, Turn]) -> None:
    """Raise EnvironmentFault where what others saved has a link or a repository in it: nothing of it is written."""
    links = [path for path, one in other.items() if not one.regular]
    if links:
        raise EnvironmentFault(
            f"What others saved holds a link or another repository: {', '.join(map(visible, links[:3]))}. "
            "It was not brought in.",
            "Neither has a place in a register. Ask whoever saved it, or who looks after the repository.",
        )


def _by_lines(path: str, versions: Versions, lines: Lines) -> bytes:
    """Return a file that is not the register's as git merges it. Raises ReviewctlError where git cannot."""
    base, mine, theirs = versions.base, versions.mine, versions.theirs
    made = lines(base or b"", mine, theirs) if mine is not None and theirs is not None else None
    if made is None:
        raise ReviewctlError(
            f"{visible(path)} is not part of the register, and both changed it.",
            "Whoever looks after it must merge it (git pull --no-rebase), then: reviewctl save",
        )
    return made


def _where(paths: list[str], prefix: str) -> str:
    """Return the cases that files belong to, for a message that holds no content."""
    cases = sorted({case_of(path.removeprefix(prefix)) or "the register" for path in paths})
    shown = [*cases[:5], *([f"{len(cases) - 5} more"] if len(cases) > 5 else [])]
    return ", ".join(shown) or "the register"
